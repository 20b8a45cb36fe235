#!/usr/bin/env python3
"""celltallyd through a day that is not as others: restarted at noon, without a packet, without an event, with a list of
cells that is empty or of another network. docs/time.md says what is to happen.

probe_days.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD
"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import pcap_file
import verdicts
from outbox_watch import OutboxWatch
from packet_pipe import PacketPipe
from probe_site import Site
from service_manager import wait_until
from verdicts import check

MIDNIGHT = 1768435200 * 10**9  # 2026-01-15T00:00:00Z
HOUR = 3600 * 10**9
OF_THE_DAY = {"dwell", "origin", "quality", "roamers", "visitors"}
OF_ITS_PARTS = {"flows", "segments"}


def names(segments):
    return [(segment.header["stat"], segment.header["from"]) for segment in segments]


def states(segments, statistic=None):
    return {row["state"] for segment in segments for row in segment.rows
            if statistic in (None, segment.header["stat"])}


def life(site, packets, until_ns):
    """Of a probe that is stopped when the packets' time gets there; how many packets it counted."""
    pipe = PacketPipe(site.folder / "packets", packets)
    pipe.give(1)  # whoever opens a file waits for its first packet
    with site.probe() as probe:
        check(probe.wait_until_ready(), "the probe is ready") or print(probe.said())
        if until_ns is None:
            pipe.give(len(packets))
            pipe.close()
            code = probe.wait()
        else:
            pipe.give_until(until_ns)
            probe.process.send_signal(signal.SIGTERM)
            pipe.close()  # a read of a pipe ends when something comes
            code = probe.wait()
        check(code == 0, "it ends as asked") or print(probe.said())
        return int(re.search(r"stopped after (\d+) packets", probe.said())[1])


def most_and_least(lives, place):
    """How many people different from one another the epochs allow: rows are rounded to 5, and withheld below 20."""
    rows = [[row for segment in some for row in segment.rows
             if row["stat"] == "visitors" and row["place"] == place and row["state"] != "no_data"] for some in lives]
    most = sum(row["value"] + 2 if row["state"] == "published" else 19 for some in rows for row in some)
    return most, max(sum(row["value"] - 2 for row in some if row["state"] == "published") for some in rows)


def exact_visitors(site, capture):
    output = subprocess.run([site.programs["celltally"], "replay", capture, "--exact", "--json", "--stat", "visitors", "--cells",
                             site.cells], check=True, capture_output=True, text=True).stdout
    sums = {}
    for row in map(json.loads, output.splitlines()):
        if row["from"] == "2026-01-15T04:00:00Z":
            sums[row["place"]] = sums.get(row["place"], 0) + row["value"]
    return sums


def restart_at_noon(site, capture):
    packets = pcap_file.read(capture)
    site.configure(f"files: [{site.folder}/packets]", "packets", people_max=2000)
    watch = OutboxWatch(site)
    counted = life(site, packets, MIDNIGHT + 12 * HOUR + HOUR // 2)
    morning = watch.look()
    life(site, packets[counted:], None)
    afternoon = watch.look()

    epochs = [{segment.header["epoch"] for segment in some} for some in (morning, afternoon)]
    check([len(some) for some in epochs] == [1, 1] and not epochs[0] & epochs[1], "each life is an epoch of its own")
    check({segment.header["revision"] for segment in morning + afternoon} == {0}, "and nobody revises the other's windows")
    twice = set(names(morning)) & set(names(afternoon))
    noon = {(statistic, "2026-01-15T12:00:00Z") for statistic in ("events", "presence", "machines")}
    day = {(statistic, "2026-01-15T04:00:00Z") for statistic in OF_THE_DAY}
    parts = {name for name in twice if name[0] in OF_ITS_PARTS}
    check(twice == noon | day | parts and noon | day <= twice and len(parts) == 12,
          f"{len(twice)} windows have a segment of each: the hour of the restart, and the day with its parts") or print(twice)
    hours = sorted(name[1] for name in names(morning + afternoon) if name[0] == "presence")
    check(hours == sorted([f"2026-01-15T{hour:02}:00:00Z" for hour in range(4, 24)] + ["2026-01-15T12:00:00Z"] +
                          [f"2026-01-16T{hour:02}:00:00Z" for hour in range(4)]), "no hour is missing") or print(hours)

    ahead = [segment for segment in morning
             if segment.header["stat"] in OF_ITS_PARTS and segment.header["from"] >= "2026-01-15T16:00:00Z"]
    behind = [segment for segment in afternoon
              if segment.header["stat"] in OF_ITS_PARTS and segment.header["to"] <= "2026-01-15T10:00:00Z"]
    check(len(ahead) == 6 and len(behind) == 4 and states(ahead + behind, "segments") == {"no_data"} and
          {segment.header["coverage_ppm"] for segment in ahead + behind} == {0},
          "the parts of the day that a life did not see have no data and no coverage")
    residents = {row["state"] for segment in afternoon for row in segment.rows
                 if row["stat"] == "visitors" and row["class"] == "resident"}
    check(residents == {"withheld"}, "in the afternoon nobody is known to be a resident") or print(residents)

    for place, truth in exact_visitors(site, capture).items():
        most, least = most_and_least((morning, afternoon), place)
        check(100 < least <= truth <= most, f"{place}: {truth} visitors in the day, at least {least}, both lives at most {most}")
    site.deliver()
    summed = site.ask("select distinct epochs from latest where stat = 'visitors' and value is not null")
    check(summed == [(2,)], "the view `latest` sums the two, and says so") or print(summed)
    check(watch.verify() == "" and not watch.problems, "the chain is whole")


def without_a_packet(site):
    """Twice, by the machine's clock."""
    site.configure("vdev: net_ring0")
    watch, lives = OutboxWatch(site), []
    for _ in range(2):
        with site.probe() as probe:
            check(probe.wait_until_ready(), "without a packet the probe is ready")
            time.sleep(2.5)
            status = site.status()
            check(status["packets_total"] == 0 and "seconds_since_packet" not in status, "status tells of no packet")
            check(probe.stop() == 0, "and it ends as asked")
        segments = watch.look()
        lives.append({segment.header["epoch"] for segment in segments})
        check(segments and states(segments) == {"no_data"}, f"{len(segments)} windows, all without data") \
            or print(states(segments))
        covered = max(segment.header["coverage_ppm"] for segment in segments if segment.header["stat"] == "presence")
        check(0 < covered < 10_000, f"an hour is covered for the seconds that it ran: {covered} ppm")
    check(not lives[0] & lives[1], "each life is an epoch of its own")


def without_an_event(site):
    packets = [(MIDNIGHT + (12 + hour) * HOUR, pcap_file.udp_frame(b"hello", 7)) for hour in range(3)]
    site.configure(f"files: [{site.folder}/packets]", "packets")
    check(life(site, packets, None) == 3, "packets without an event are counted")
    segments = OutboxWatch(site).look()
    check(states(segments) == {"no_data"}, "no network was in sight: all rows are without data") or print(states(segments))
    coverage = {segment.header["coverage_ppm"] for segment in segments if segment.header["stat"] == "presence"}
    check(coverage == {1_000_000}, "but the hours are covered") or print(coverage)


def of_another_network(site, capture):
    site.cells.write_text("place\necgi:999-70-0000001\n")
    site.configure(f"files: [{site.folder}/packets]", "packets", people_max=2000)
    packets = pcap_file.read(capture)
    pipe = PacketPipe(site.folder / "packets", packets)
    pipe.give(1)
    with site.probe() as probe:
        check(probe.wait_until_ready(), "cells of another network do not keep the probe from starting")
        pipe.give(len(packets) // 2)
        check(wait_until(lambda: "people" in site.status(), probe.process), "it has seen enough people to tell of them")
        pipe.give(len(packets))
        pipe.close()
        check(probe.wait() == 0, "it ends with the packets") or print(probe.said())
    segments = OutboxWatch(site).look()
    check({segment.header["rows"] for segment in segments if segment.header["stat"] == "presence"} == {1} and
          states(segments, "presence") == {"no_data"}, "nothing is told but that there is no data of them")
    status = json.loads((site.outbox / "probe.json").read_text())
    check(any(line.startswith("none of the cells seen in the last day is in probe.cells") for line in status["problems"]),
          "and the status says why") or print(status["problems"])


def without_a_cell(site):
    site.configure("vdev: net_ring0")
    for content, words in (("place\n", "no row names a cell"), ("", "no row names a cell"), (None, "cannot be read")):
        site.cells.unlink(missing_ok=True)
        if content is not None:
            site.cells.write_text(content)
        answer = subprocess.run([site.programs["celltallyd"], "--config", site.config], capture_output=True, text=True)
        check(answer.returncode == 78 and words in answer.stderr and site.segments() == [],
              f"a list of cells that is {content!r} keeps the probe from starting") or print(answer)
    check(site.celltally("validate", "--for", "probe", site.config).returncode == 78, "and celltally validate says so before")


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-days-") as scratch:
        scratch = pathlib.Path(scratch)
        capture, cells = scratch / "town.pcap", scratch / "cells.csv"
        subprocess.run([programs["celltally"], "simulate", capture, "--people", "600", "--cells-number", "3", "--cells-out",
                        cells], check=True)

        def site(name):
            return Site(scratch / name, programs, cells)
        restart_at_noon(site("noon"), capture)
        without_a_packet(site("no-packet"))
        without_an_event(site("no-event"))
        of_another_network(site("elsewhere"), capture)
        without_a_cell(site("no-cell"))
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())
