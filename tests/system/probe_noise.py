#!/usr/bin/env python3
"""protection.mode noise: what leaves the probe is what was counted plus noise of the width that it says, each window
is in the ledger once, and the same packets once more release nothing.

probe_noise.py CELLTALLY CELLTALLYD CELLTALLY_SHIPD

The oracle is `celltally replay --exact` of the same packets. Noise is drawn anew each time: bounds are six standard
deviations wide, which is once in 10^9 runs.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import verdicts
from outbox_watch import OutboxWatch
from probe_site import Site
from row_names import row_name
from verdicts import check

STATISTICS = ("dwell", "flows", "machines", "origin", "presence", "quality", "roamers", "segments", "visitors")
FAR = 6  # widths of noise above a threshold, so that none of them is withheld for its noise


def exact_rows(site, capture):
    output = subprocess.run([site.programs["celltally"], "replay", capture, "--exact", "--json", "--cells", site.cells, "--stat",
                             ",".join(STATISTICS)], check=True, capture_output=True, text=True).stdout
    return {row_name(row): row.get("value", 0) for row in map(json.loads, output.splitlines())}


def configure(site, capture):
    site.configure(f"files: [{capture}]", clock="packets", people_max=10000, protection="noise")


def run_probe(site):
    with site.probe() as probe:
        check(probe.wait() == 0, "the probe ends with the packets") or print(probe.said())
        return probe.said()


def check_noise(segments, exact):
    off, held = [], 0
    for segment in segments:
        rules = segment.header["protection"]
        for row in segment.rows:
            if row["state"] != "published" or "rest_of" in row or segment.header["stat"] != "presence":
                continue
            truth = exact.get(row_name(row), 0)
            if truth < rules["near_below"] + FAR * rules["scale"]:
                continue
            off.append((row["value"] - truth) / row["sigma"])
            held += abs(off[-1]) <= 1.96
    number = len(off)
    if not check(number > 100, f"{number} numbers of presence are far above the threshold"):
        return
    wide = math.sqrt(sum(one * one for one in off) / number)
    check(abs(wide - 1) < FAR / math.sqrt(2 * number), f"their noise is {wide:.3f} times as wide as they say")
    mean = sum(off) / number
    check(abs(mean) < FAR / math.sqrt(number), f"and {mean:+.3f} widths off in the mean")
    share = held / number
    check(abs(share - 0.95) < FAR * math.sqrt(0.05 * 0.95 / number), f"{100 * share:.1f} % of intervals hold the truth")


def check_totals(segments, exact):
    """Published rows and rests of an hour against everybody who was there."""
    worst = 0.0
    for segment in segments:
        told = [row for row in segment.rows if row["state"] == "published"]
        withheld = sum(row["state"] == "withheld" for row in segment.rows)
        if segment.header["stat"] != "presence" or sum(row.get("rest_of", 0) for row in told) != withheld:
            continue
        truth = sum(exact.get(row_name(row), 0) for row in segment.rows if "rest_of" not in row)
        wide = math.sqrt(sum(row["sigma"] ** 2 for row in told))
        worst = max(worst, abs(sum(row["value"] for row in told) - truth) / wide)
    check(worst < FAR, f"published rows and rests add up to the truth, {worst:.1f} widths at worst")


def check_ledger(site, segments):
    numbers = [segment.header["ledger"]["number"] for segment in segments]
    check(numbers == list(range(1, len(segments) + 1)), f"each of {len(segments)} segments has its line of the ledger")
    answer = site.celltally("ledger", "verify", "--folder", site.outbox)
    check(answer.returncode == 0 and f"{len(segments)} releases on 1 days, each once and chained; 0 problems" in answer.stdout,
          "the ledger is verified") or print(answer)
    days = [json.loads(line) for line in
            site.celltally("ledger", "show", "--json", "--folder", site.outbox).stdout.splitlines()]
    check(len(days) == 1 and abs(days[0]["epsilon"] - 2.49) < 0.005, "the day cost epsilon 2.49") or print(days)
    text = site.celltally("ledger", "show", "--folder", site.outbox).stdout
    check("one device's day: rho 0.08479, epsilon 2.49 at delta 1e-09" in text, "and is shown to have") or print(text)


def check_changed_ledger(site):
    ledger = site.outbox / "ledger"
    before = ledger.read_bytes()
    ledger.write_bytes(before.replace(b'"cap":24', b'"cap":25', 1))
    answer = site.celltally("ledger", "verify", "--folder", site.outbox)
    check(answer.returncode == 1 and "previous is not the hash of the line before" in answer.stderr,
          "a changed ledger is found") or print(answer)
    with site.probe() as probe:
        check(probe.wait() == 1 and "put back the file as it was" in probe.said(), "and the probe releases nothing by it")
    ledger.write_bytes(before)


def run(site, capture):
    configure(site, capture)
    watch = OutboxWatch(site)
    run_probe(site)
    segments = watch.look()
    statistics = {segment.header["stat"] for segment in segments}
    check(statistics == set(STATISTICS), "every statistic but events leaves") or print(statistics)
    check(not any(name in segment.header for segment in segments for name in ("unknown_percent", "temporary_percent")),
          "no share of events is told, which would be exact")
    exact = exact_rows(site, capture)
    check_noise(segments, exact)
    check_totals(segments, exact)
    check_ledger(site, segments)
    said = run_probe(site)
    check(watch.look() == [] and "was released before" in said, "the same packets once more release nothing") or print(said)
    check(not watch.problems and watch.verify() == "", "the chain is whole") or print(watch.problems)
    check_changed_ledger(site)
    site.deliver()
    noisy = site.ask("select count(*), sum(sigma > 0) from presence where state = 'published'")[0]
    check(noisy[0] > 0 and noisy[0] == noisy[1], f"{noisy[0]} published numbers of presence have their noise beside them")


def main():
    programs = dict(zip(("celltally", "celltallyd", "celltally-shipd"), map(os.path.abspath, sys.argv[1:4])))
    with tempfile.TemporaryDirectory(prefix="celltally-noise-") as scratch:
        scratch = pathlib.Path(scratch)
        capture, cells = scratch / "town.pcap", scratch / "cells.csv"
        subprocess.run([programs["celltally"], "simulate", capture, "--people", "6000", "--cells-out", cells], check=True)
        run(Site(scratch / "site", programs, cells), capture)
    return verdicts.exit_code()


if __name__ == "__main__":
    sys.exit(main())
