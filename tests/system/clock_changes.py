#!/usr/bin/env python3
"""Days on which the clocks change, and captures of nothing, through `celltally replay`.

clock_changes.py CELLTALLY

A made-up world runs through the night in which each zone's clocks change. The oracle: how long the windows of that day
are is written down by hand, they follow one another without a hole, and whatever the zone, events are those that there
are in UTC: none is lost in the hour that is skipped, and none counts twice in the one that is repeated.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pcap_file
import verdicts
from verdicts import check

# A zone, the days to simulate, the 04:00 (UTC) that its day begins, and the minutes of its hours when they are not 60.
CHANGES = [
    ("Europe/Paris", "2026-03-27", "2026-03-28T03:00:00Z", 23, {}),
    ("Europe/Paris", "2026-10-23", "2026-10-24T02:00:00Z", 24, {22: 120}),
    ("Australia/Lord_Howe", "2026-04-03", "2026-04-03T17:00:00Z", 24, {21: 90}),
    ("Australia/Lord_Howe", "2026-10-02", "2026-10-02T17:30:00Z", 24, {22: 30}),
    ("Africa/Cairo", "2026-04-22", "2026-04-23T02:00:00Z", 23, {}),
    ("Africa/Cairo", "2026-10-28", "2026-10-29T01:00:00Z", 24, {19: 120}),
    ("America/Santiago", "2026-04-03", "2026-04-04T07:00:00Z", 24, {19: 120}),
    ("America/Santiago", "2026-09-04", "2026-09-05T08:00:00Z", 23, {}),
]
CUT_MOST = 3


def seconds(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def replayed(celltally, capture, *words):
    run = subprocess.run([celltally, "replay", capture, "--json", "--exact", "--stat", "presence,events,visitors", *words],
                         capture_output=True, text=True)
    return run, [json.loads(line) for line in run.stdout.splitlines()]


def events(rows):
    """How many, by cell and what they are."""
    sums = {}
    for row in rows:
        if row["stat"] == "events":
            name = row["place"], row.get("kind"), row.get("service")
            sums[name] = sums.get(name, 0) + row.get("value", 0)
    return {name: value for name, value in sums.items() if value}


def windows(rows, statistic):
    return sorted({(seconds(row["from"]), seconds(row["to"])) for row in rows if row["stat"] == statistic})


def check_change(celltally, scratch, zone, start, begins, hours, unusual):
    capture = scratch / "night.pcap"
    subprocess.run([celltally, "simulate", capture, "--people", "40", "--days", "3", "--start", start], check=True)
    _, truth = replayed(celltally, capture)
    run, rows = replayed(celltally, capture, "--timezone", zone)
    name = f"{zone} from {begins}"
    check(run.returncode == 0, f"{name}: replayed") or print(run.stderr)
    found = [minutes for minutes in (
        [(to - since) // 60 for since, to in windows(rows, statistic) if day[0] <= since < day[1]]
        for statistic in ("presence", "events") for day in windows(rows, "visitors") if day[0] == seconds(begins))]
    check(found == [[unusual.get(hour, 60) for hour in range(hours)]] * 2, f"{name}: {hours} windows of the right length") \
        or print(found)
    for statistic in ("presence", "events", "visitors"):
        all_of_them = windows(rows, statistic)
        check(all(before[1] == after[0] for before, after in zip(all_of_them, all_of_them[1:])),
              f"{name}: {len(all_of_them)} windows of {statistic} follow one another") or print(all_of_them)
    # The two messages of an exchange that the day's end cuts are two events; days end at other times in UTC.
    wrong = {what for what in events(truth) | events(rows)
             if abs(events(rows).get(what, 0) - events(truth).get(what, 0)) > CUT_MOST}
    total, apart = sum(events(truth).values()), abs(sum(events(rows).values()) - sum(events(truth).values()))
    check(total > 10_000 and not wrong and apart <= CUT_MOST, f"{name}: {total} events, as in UTC") or print(wrong, apart)


def check_nothing(celltally, scratch):
    capture, cells = scratch / "nothing.pcap", scratch / "cells.csv"
    pcap_file.write(capture, [])
    cells.write_text("place\necgi:001-01-0000101\n")
    run, rows = replayed(celltally, capture, "--cells", cells)
    check((run.returncode, rows) == (0, []) and "there are no packets" in run.stderr, "of no packet there is no row, and it "
          "is said") or print(run)
    at = seconds("2026-01-15T12:00:00Z")
    pcap_file.write(capture, [((at + 3600 * hour) * 10**9, pcap_file.udp_frame(b"hello", 7)) for hour in (0, 2)])
    run, rows = replayed(celltally, capture, "--cells", cells)
    states = {row["state"] for row in rows}
    check(run.returncode == 0 and rows and states == {"no_data"} and len(windows(rows, "presence")) == 3,
          "of packets without an event the listed cells have rows for three hours, all without data") or print(run, states)
    cells.write_text("place\n")
    run, rows = replayed(celltally, capture, "--cells", cells)
    check((run.returncode, rows) == (78, []) and f"{cells}: no row names a cell" in run.stderr,
          "a list of cells with a header and no row is refused") or print(run)


def main():
    celltally = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="celltally-clocks-") as scratch:
        for change in CHANGES:
            check_change(celltally, pathlib.Path(scratch), *change)
        check_nothing(celltally, pathlib.Path(scratch))
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())
