"""Presence as a probe would count it that reads every message and knows whose it is: the definition alone, over what
`celltally simulate --sightings` tells. What is wrong in it nobody can put right from signalling."""

import calendar
import collections
import csv
import time

NOT_PEOPLE = {"opted_out", "no_sim", "test_device", "meter", "silent_meter", "tracker"}
LONGEST_GAP_S = 7200
REACH_S = 3600
PING_PONG_S = 120


def second_of(text):
    return calendar.timegm(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S"))


class Visit:
    def __init__(self, place, at, arrived, left):
        self.place, self.first, self.last, self.arrived, self.left = place, at, at, arrived, left


def visits_of(events):
    """In order of time; a look into another cell and back within two minutes is none."""
    visits = []
    for at, place, kind, presence in sorted(events):
        arrived, left = kind == "attach", presence == "leaves"
        last = visits[-1] if visits else None
        if (last and not last.left and not arrived and at - last.last <= LONGEST_GAP_S and
                (left or last.place == place)):
            last.last, last.left = at, left
        elif (len(visits) > 1 and not last.arrived and not visits[-2].left and visits[-2].place == place and
              at - last.first < PING_PONG_S):
            visits.pop()
            visits[-1].last = at
        else:
            visits.append(Visit(place, at, arrived, left))
    return visits


def place_at(visits, at):
    before = next((visit for visit in reversed(visits) if visit.first <= at), None)
    after = next((visit for visit in visits if visit.first > at), None)
    if before and at <= before.last:
        return before.place
    since = at - before.last if before and not before.left else REACH_S + 1
    until = after.first - at if after and not after.arrived else REACH_S + 1
    if min(since, until) > REACH_S:
        return None
    return before.place if since <= until else after.place


def presence(sightings, begins):
    """How many people by (place, beginning of the hour in seconds), of the day that begins then."""
    events = collections.defaultdict(list)
    for row in csv.DictReader(open(sightings)):
        if row["who"] not in NOT_PEOPLE:
            events[row["device"]].append((second_of(row["at"]), row["place"], row["kind"], row["presence"]))
    counts = collections.Counter()
    for of_device in events.values():
        visits = visits_of(of_device)
        for hour in range(begins, begins + 86400, 3600):
            place = place_at(visits, hour + 1800)
            if place is not None:
                counts[place, hour] += 1
    return counts


def errors(sightings, truth, begins, zones=None):
    """The bias, and the mean errors where at least 100 and 20 to 99 people are true; by cell, or by what `zones` calls
    each cell's zone."""
    counted, true = collections.Counter(), collections.Counter()
    for (place, hour), people in presence(sightings, begins).items():
        counted[zones[place] if zones else place, hour] += people
    for row in csv.DictReader(open(truth)):
        if row["stat"] == "presence" and row["place"].startswith("zone:") == bool(zones) and \
                not row["place"].startswith("site:"):
            true[row["place"], second_of(row["from"])] = int(row["value"])

    def mean_error(least, most):
        rows = [abs(counted[key] - value) / value for key, value in true.items() if least <= value < most]
        return sum(rows) / len(rows) if rows else None
    return sum(counted.values()) / sum(true.values()) - 1, mean_error(100, float("inf")), mean_error(20, 100)
