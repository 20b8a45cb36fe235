"""Presence and visits as a probe would count them that reads every message and knows whose it is: the definitions alone,
over what `celltally simulate --sightings` tells. What is wrong in them nobody can put right from signalling."""

import calendar
import collections
import csv
import time

NOT_PEOPLE = {"opted_out", "no_sim", "test_device", "meter", "silent_meter", "tracker"}
LONGEST_GAP_S = 7200
REACH_S = 3600
PING_PONG_S = 120
HALF_GAP_MOST_S = 450
VISITOR_S = 600
DWELL_S = 300


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


def people(sightings):
    """The visits of each device that counts."""
    events = collections.defaultdict(list)
    for row in csv.DictReader(open(sightings)):
        if row["who"] not in NOT_PEOPLE:
            events[row["device"]].append((second_of(row["at"]), row["place"], row["kind"], row["presence"]))
    return {device: visits_of(of_device) for device, of_device in events.items()}


def presence(sightings, begins):
    """How many people by (place, beginning of the hour in seconds), of the day that begins then."""
    counts = collections.Counter()
    for visits in people(sightings).values():
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


def joined(runs):
    """[place, from, to] in order; what goes on from the one before in the same place is one with it."""
    whole = []
    for place, first, last in runs:
        if whole and whole[-1][0] == place and first - whole[-1][2] <= LONGEST_GAP_S:
            whole[-1][2] = last
        else:
            whole.append([place, first, last])
    return whole


def seen_stays(visits, zones):
    """The longest time in each place, with the halves of the gaps beside it."""
    best = collections.Counter()
    whole = joined((zones[each.place] if zones else each.place, each.first, each.last) for each in visits)
    for i, (place, first, last) in enumerate(whole):
        if last > first:
            before = min((first - whole[i - 1][2]) / 2, HALF_GAP_MOST_S) if i else 0
            after = min((whole[i + 1][1] - last) / 2, HALF_GAP_MOST_S) if i + 1 < len(whole) else 0
            best[place] = max(best[place], last - first + before + after)
    return best


def true_stays(whereabouts, zones):
    runs = collections.defaultdict(list)
    for row in csv.DictReader(open(whereabouts)):
        if row["kind"] not in NOT_PEOPLE:
            place = zones[row["place"]] if zones else row["place"]
            runs[row["device"]].append((place, second_of(row["from"]), second_of(row["to"])))
    stays = {}
    for device, of_device in runs.items():
        stays[device] = collections.Counter()
        for place, first, last in joined(sorted(of_device, key=lambda run: run[1])):
            stays[device][place] = max(stays[device][place], last - first)
    return stays


def stay_errors(sightings, whereabouts, zones=None):
    """How many visitors too many, as a part of the true ones; and of the longest stays of five minutes and more, both true
    and seen, the mean error in minutes, with its sign and without."""
    seen = {device: seen_stays(visits, zones) for device, visits in people(sightings).items()}
    true = true_stays(whereabouts, zones)

    def visitors(of):
        return sum(stay >= VISITOR_S for stays in of.values() for stay in stays.values())
    errors = [(seen[device][place] - stay) / 60 for device, stays in true.items() for place, stay in stays.items()
              if stay >= DWELL_S and device in seen and seen[device][place] >= DWELL_S]
    return visitors(seen) / visitors(true) - 1, sum(errors) / len(errors), sum(map(abs, errors)) / len(errors)
