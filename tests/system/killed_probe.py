#!/usr/bin/env python3
"""celltallyd killed with SIGKILL at 200 random moments of its life, and started again on the same outbox each time.

killed_probe.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

The oracle. The outbox is looked at after every kill, by us and by `celltally outbox`, and then
- every segment is whole, never changes, and goes on with the chain;
- its rows are those that an undisturbed life writes for that window: nothing of a window that was in memory
  at the kill is told, and no window half;
- no two segments have the key that receivers tell them by;
- every number since the first is a segment that was delivered, row by row and once, or lies in the outbox, or is
  declared as dropped: nothing else;
- what was being written at the kill counts for nothing and is removed at the next start;
- the next start succeeds.
"""

import json
import os
import pathlib
import random
import sys
import tempfile
import time

import verdicts
from outbox_watch import OutboxWatch
from probe_site import Site, town_and_cells
from row_names import COLUMNS
from verdicts import check

KILLS_BESIDE_A_SHIPPER, KILLS_WITH_A_FULL_OUTBOX = 120, 80
PORTS = {"files": "files: ['{}']", "net_pcap": "vdev: 'net_pcap0,rx_pcap={}'"}


class Lives:
    """One after the other, on one outbox."""

    def __init__(self, site, town, chance):
        self.site, self.town, self.chance = site, town, chance
        self.watch = OutboxWatch(site)
        self.truth = {}  # by statistic and beginning of the window: the rows of an undisturbed life
        self.order = []  # of their closing
        self.length_s = {}
        self.ends = {"starting": 0, "at work": 0, "over": 0}
        self.half_written = 0

    def configure(self, port, max_bytes):
        self.site.configure(PORTS[port].format(self.town), "packets", people_max=1000, max_bytes=max_bytes)

    def undisturbed(self, port):
        """A life to its end, which tells how long it is and what is to be counted."""
        began = time.monotonic()
        with self.site.probe() as probe:
            code = probe.wait()
            self.length_s[port] = time.monotonic() - began
            if not check(code == 0, f"{port}: an undisturbed life ends well"):
                print(probe.said())
        new = self.watch.look()
        counts = {(segment.header["stat"], segment.header["from"]): segment.counts for segment in new}
        order = [(segment.header["stat"], segment.header["from"]) for segment in new]
        if not self.truth:
            self.truth, self.order = counts, order
        check(counts == self.truth and order == self.order, f"{port}: {len(new)} windows, as from a file")

    def killed(self, port):
        """A life cut off at any moment of it."""
        with self.site.probe() as probe:
            time.sleep(self.chance.uniform(0, self.length_s[port]))
            code = probe.kill()
            said = probe.said()
        self.watch.note(code in (0, -9), f"a start or a life failed: {code}\n{said}")
        self.ends["over" if code == 0 else "at work" if "captures as" in said else "starting"] += 1
        self.half_written += len(self.watch.unfinished())
        self.check_windows(self.watch.look())

    def check_windows(self, new):
        order = [(segment.header["stat"], segment.header["from"]) for segment in new]
        self.watch.note(order == self.order[:len(order)], f"windows are written out of order: {order}")
        for segment, window in zip(new, order):
            self.watch.note(segment.counts == self.truth.get(window), f"{segment.name} tells another count")

    def many(self, kills, ports):
        for number in range(kills):
            self.killed(ports[number % len(ports)])


def check_told_apart(lives):
    keys = [segment.key for segment in lives.watch.seen.values()]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    check(not twice, f"{len(keys)} segments have {len(set(keys))} keys {twice[:3]}")


def check_outbox(lives, when):
    check(lives.watch.verify() == "", f"{when}: `celltally outbox verify` finds the chain whole")
    states = lives.watch.listed()
    check(set(states.values()) <= {"sound", "dropped"}, f"{when}: {len(states)} numbers are segments or declared")
    sound = [number for number, state in states.items() if state == "sound"]
    check(len(sound) == len(lives.site.segments()), f"{when}: {len(sound)} segments count, nothing else in the folder")
    return states


def check_delivered(lives):
    """Row by row: what is in the database is what lay in the outbox. Nothing waits any more."""
    site, seen, dropped = lives.site, lives.watch.seen, lives.watch.declared()
    rows = {}
    begins = COLUMNS.replace('"from"', 'strftime("%Y-%m-%dT%H:%M:%SZ", "from", "unixepoch")')
    for sequence, *row in site.ask(f"select sequence, {begins}, state, value from counts"):
        rows.setdefault(sequence, []).append(row)
    wrong = []
    for sequence, got in rows.items():
        counts = {tuple(name): (state, value) for *name, state, value in got}
        if sequence in seen and (len(got) != len(counts) or counts != seen[sequence].counts):
            wrong.append(sequence)
    check(not wrong, f"{sum(map(len, rows.values()))} rows are delivered, once, as the outbox had them {wrong[:3]}")
    numbers = {sequence for (sequence,) in site.ask("select sequence from segments")}
    every = set(range(min(seen), max(seen) + 1))
    check(numbers | dropped == every and not numbers & dropped,
          f"{len(every)} windows = {len(numbers)} delivered + 0 waiting + {len(dropped)} declared dropped "
          f"{sorted(every - numbers - dropped)[:3]}")
    state = json.loads((site.state / "sink-store.json").read_text())
    check(state["delivered"] == len(numbers) and state["dropped"] == len(dropped) and state["refused"] == 0,
          "and the shipper counts the same")


def check_nothing_wrong(lives, when):
    problems = lives.watch.problems
    check(not problems, f"{when}: at every look all segments were whole, final, in order and true")
    for problem in problems[:10]:
        print(problem)
    ends = ", ".join(f"{number} {where}" for where, number in lives.ends.items())
    print(f"        killed while: {ends}; {lives.half_written} files were half written")


def beside_a_shipper(lives, kills):
    """The outbox keeps everything, and a shipper delivers at the same time."""
    lives.configure("files", "1GiB")
    with lives.site.shipper() as shipper:
        check(shipper.wait_until_ready(), "beside a shipper: it is ready")
        lives.undisturbed("files")
        lives.many(kills, ["files"])
        check(shipper.stop() == 0, "beside a shipper: it ends as asked")
    check_nothing_wrong(lives, "beside a shipper")
    check_outbox(lives, "beside a shipper")


def with_a_full_outbox(lives, kills):
    """There is room for seven lives or so, and nobody delivers: the oldest go, and are declared."""
    lives.configure("net_pcap", "1GiB")
    lives.undisturbed("net_pcap")
    for number in range(kills):
        port = ("files", "files", "files", "net_pcap")[number % 4]
        lives.configure(port, "1MiB")
        lives.killed(port)
    lives.configure("files", "1MiB")
    lives.undisturbed("files")
    check_nothing_wrong(lives, "with a full outbox")
    check_outbox(lives, "with a full outbox")
    check(lives.watch.unfinished() == [], "with a full outbox: a start removed what was half written")


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-killed-") as scratch:
        scratch = pathlib.Path(scratch)
        town, cells = town_and_cells(programs["celltally"], scratch, people=150)
        lives = Lives(Site(scratch / "site", programs, cells), town, random.Random(20260101))
        beside_a_shipper(lives, KILLS_BESIDE_A_SHIPPER)
        lives.site.deliver()
        check_delivered(lives)
        with_a_full_outbox(lives, KILLS_WITH_A_FULL_OUTBOX)
        lives.site.deliver()
        check_delivered(lives)
        check_told_apart(lives)
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())
