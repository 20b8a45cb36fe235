#!/usr/bin/env python3
"""The same packets give the same bytes, however they come; so does the same made-up world.

determinism.py PROGRAM
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pcap_file
from row_names import KEYS, row_name

_failures = []


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        _failures.append(what)


def run(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True).stdout


def parts_in_time(town, folder):
    """Cut into three files, one after the other in time, none at the turn of an hour."""
    packets = pcap_file.read(town)
    cuts = (0, len(packets) // 3, len(packets) * 2 // 3, len(packets))
    paths = [folder / f"part-{i}.pcap" for i in range(3)]
    for path, first, end in zip(paths, cuts, cuts[1:]):
        pcap_file.write(path, packets[first:end])
    return paths


def dealt_out(town, folder):
    """Dealt out by turns to two files that run side by side: as two taps would have them."""
    packets = pcap_file.read(town)
    paths = [folder / "tap-0.pcap", folder / "tap-1.pcap"]
    for i, path in enumerate(paths):
        pcap_file.write(path, packets[i::2])
    return paths


def check_same_bytes(program, town, folder):
    parts, taps = parts_in_time(town, folder), dealt_out(town, folder)
    for form in ([], ["--json"], ["--csv"], ["--json", "--exact"]):
        name = " ".join(form) or "table"
        whole = run(program, "replay", *form, town)
        check(whole, f"{name}: there is output")
        check(whole == run(program, "replay", *form, town), f"{name}: twice the same")
        check(whole == run(program, "replay", *form, *parts), f"{name}: three parts are the whole")
        check(whole == run(program, "replay", *form, parts[2], parts[0], parts[1]),
              f"{name}: parts in another order")
        check(whole == run(program, "replay", *form, *taps), f"{name}: two taps are the whole")
        check(whole == run(program, "replay", *form, *reversed(taps)),
              f"{name}: two taps in another order")


def check_simulation(program, town, folder):
    again, other = folder / "again.pcap", folder / "other.pcap"
    run(program, "simulate", again)
    run(program, "simulate", "--seed", "2", other)
    check(town.read_bytes() == again.read_bytes(), "simulate: the same seed gives the same bytes")
    check(town.read_bytes() != other.read_bytes(), "simulate: another seed gives another day")


def counted(program, *arguments):
    """Published rows without zeroes, by their names and ends, and all rows."""
    rows = [json.loads(line) for line in
            run(program, "replay", "--json", *arguments).splitlines()]
    return {(*row_name(row), row["to"]): row["value"]
            for row in rows if row["state"] == "published" and row["value"]}, rows


def check_order(name, rows):
    def place_in_order(row):
        key = next((key for key in KEYS if key in row), "")
        return row["stat"], row.get("place", ""), row["from"], key, row.get(key, "")

    keys = [place_in_order(row) for row in rows]
    check(keys == sorted(keys), f"{name}: rows are in the order of stat, place, from, key")
    check(len(keys) == len(set(keys)), f"{name}: no row comes twice")


def check_truth(program, folder):
    """Of where devices were, not of what was seen: it does not depend on what is tapped or lost. The
    probe's part of that is tested elsewhere (tests/cli/simulated_day_test.cpp)."""
    truths = []
    for number, options in enumerate(([], ["--loss", "300"], ["--gtpu", "50", "--bundle"],
                                      ["--event-gap", "60"])):
        truth_file = folder / f"truth-{number}.csv"
        run(program, "simulate", "/dev/null", "--truth", truth_file, *options)
        with open(truth_file, encoding="utf-8", newline="") as file:
            truths.append([row for row in csv.DictReader(file) if row["stat"] not in ("events", "quality")])
    check(len(truths[0]) > 500, f"truth: {len(truths[0])} rows")
    check(all(each == truths[0] for each in truths), "truth: the same whatever is seen")


def check_released(program, folder, *options):
    name = " ".join(["released", *options])
    capture = folder / "released.pcap"
    run(program, "simulate", capture, *options)
    exact, rows = counted(program, "--exact", capture)
    check_order(f"{name}, exact", rows)
    released, rows = counted(program, capture)
    check_order(name, rows)
    check(len(released) > 0, f"{name}: something is released")
    far = [key for key, value in released.items() if abs(value - exact.get(key, 0)) > 2]
    check(not far, f"{name}: released numbers are the exact ones to the nearest 5")


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        town = folder / "town.pcap"
        run(program, "simulate", town)
        check_same_bytes(program, town, folder)
        check_simulation(program, town, folder)
        check_truth(program, folder)
        check_released(program, folder)
        check_released(program, folder, "--seed", "7", "--people", "1500")
        check_released(program, folder, "--days", "2", "--people", "300", "--cells-number", "3")
        check_released(program, folder, "--hours", "8-9", "--people", "3000")
    print(f"{len(_failures)} failed")
    return 1 if _failures else 0


if __name__ == "__main__":
    sys.exit(main())
