#!/usr/bin/env python3
"""counting.level and counting.grain of the probe: which places and times its rows are of, and that a reload changes
both with the next day, 04:00, and not before.

probe_plan.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

The oracle is `celltally replay` of the same packets at the same level and grain.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

import pcap_file
import verdicts
from outbox_watch import OutboxWatch
from packet_pipe import PacketPipe
from probe_site import Site
from row_names import by_name
from service_manager import wait_until
from verdicts import check

STATISTICS = ("presence", "visitors", "dwell")
SECOND_DAY = "2026-01-16T04:00:00Z"


def configure(site, plan, protection="threshold_only"):
    site.configure(f"files: [{site.folder}/packets]", clock="packets", people_max=1000, protection=protection)
    text = site.config.read_text()
    site.config.write_text(text.replace("counting:\n", f"counting:\n  level: {plan[0]}\n  grain: {plan[1]}\n"))


def replayed(site, capture, level, minutes):
    output = subprocess.run([site.programs["celltally"], "replay", capture, "--json", "--cells", site.cells, "--level", level,
                             "--grain", minutes, "--stat", ",".join(STATISTICS)],
                            check=True, capture_output=True, text=True).stdout
    return by_name(map(json.loads, output.splitlines()))


def published(rows, of_second_day):
    """A row that replay withholds is of no data in a probe that has not seen enough people yet."""
    return {name: row for name, row in rows.items()
            if name[0] in STATISTICS and (name[2] >= SECOND_DAY) == of_second_day and row[0] == "published"}


def lengths(segments):
    return {segment.header["to"][11:16] for segment in segments if segment.header["stat"] == "presence"}


def run(site, capture):
    packets = pcap_file.read(capture)
    watch = OutboxWatch(site)
    pipe = PacketPipe(site.folder / "packets", packets)
    configure(site, ("cell", "1h"))
    pipe.give(64)  # a file is opened when its first packets are there
    with site.probe() as probe:
        if not check(probe.wait_until_ready(), "the probe is ready"):
            return print(probe.said())
        pipe.give(len(packets) // 4 - 64)
        configure(site, ("zone", "30min"))
        probe.process.send_signal(signal.SIGHUP)
        check(wait_until(lambda: "info: reloaded counting.grain, level, home_networks and leave_out_temporary, in force "
                                 "from the next day (04:00)" in probe.said(), probe.process), "a reload takes the new plan")
        pipe.give(len(packets))
        pipe.close()
        check(probe.wait() == 0, "the probe ends with the packets") or print(probe.said())
        check("restart for the rest" not in probe.said(), "and no restart was asked for")
    segments = watch.look()
    first = [segment for segment in segments if segment.header["from"] < SECOND_DAY]
    second = [segment for segment in segments if segment.header["from"] >= SECOND_DAY]

    def rows(some):
        return {name: row for segment in some for name, row in segment.counts.items()}
    told = published(rows(first), False)
    check(told and told == published(replayed(site, capture, "cell", "60"), False),
          f"{len(told)} rows of the first day are of cells, as it began")
    told = published(rows(second), True)
    check(told and told == published(replayed(site, capture, "zone", "30"), True),
          f"{len(told)} rows of the second day are of zones")
    places = {row["place"].split(":")[0] for segment in second for row in segment.rows
              if row["stat"] in STATISTICS}
    check(places == {"zone"}, "all of them")
    check(lengths(first) == {f"{hour:02}:00" for hour in range(24)}, "presence of the first day is by the hour")
    check(len(lengths(second)) == 48, "of the second by half an hour")
    check(not watch.problems and watch.verify() == "", "the chain is whole") or print(watch.problems)


def run_with_noise(site, capture):
    """Noise is as wide as the grain asks for: more windows with the same would cost more than was promised."""
    packets = pcap_file.read(capture)
    watch = OutboxWatch(site)
    pipe = PacketPipe(site.folder / "packets", packets)
    configure(site, ("cell", "1h"), "noise")
    pipe.give(64)
    with site.probe() as probe:
        if not check(probe.wait_until_ready(), "the probe is ready"):
            return print(probe.said())
        pipe.give(len(packets) // 4 - 64)
        configure(site, ("zone", "30min"), "noise")
        probe.process.send_signal(signal.SIGHUP)
        check(wait_until(lambda: "and without noise counting.grain are reloaded; restart for the rest" in probe.said(),
                         probe.process), "with noise a new grain takes a restart, and that is told")
        pipe.give(len(packets))
        pipe.close()
        check(probe.wait() == 0, "the probe ends with the packets") or print(probe.said())
    second = [segment for segment in watch.look() if segment.header["from"] >= SECOND_DAY]
    check(lengths(second) == {f"{hour:02}:00" for hour in range(24)}, "presence of the second day is by the hour still")
    check({row["place"].split(":")[0] for segment in second for row in segment.rows if row["stat"] == "presence"} == {"zone"},
          "of zones")


def refused(site):
    """All people in one row is not what somebody wants."""
    cells = [line.split(",")[:5] for line in site.cells.read_text().splitlines()]
    site.cells.write_text("".join(",".join(cell) + "\n" for cell in cells))
    configure(site, ("zone", "1h"))
    answer = subprocess.run([site.programs["celltallyd"], "--config", site.config], capture_output=True, text=True)
    check(answer.returncode == 78 and f"{site.cells}: no cell is in a zone, and counting.level is zone" in answer.stderr,
          "zones are refused where there are none") or print(answer)


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-plan-") as scratch:
        scratch = pathlib.Path(scratch)
        capture, cells = scratch / "town.pcap", scratch / "cells.csv"
        subprocess.run([programs["celltally"], "simulate", capture, "--people", "300", "--days", "2", "--cells-out", cells],
                       check=True)
        site = Site(scratch / "site", programs, cells)
        run(site, capture)
        run_with_noise(Site(scratch / "noise", programs, cells), capture)
        refused(site)
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())
