#!/usr/bin/env python3
"""The same packets give the same bytes, however they come; and the counts are the truth.

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
    """Published rows without zeroes, as (stat, place, from, to, kind) -> value, and all rows."""
    rows = [json.loads(line) for line in
            run(program, "replay", "--json", *arguments).splitlines()]
    keys = ("stat", "place", "from", "to")
    return {(*(row[key] for key in keys), row.get("kind", "")): row["value"]
            for row in rows if row["state"] == "published" and row["value"]}, rows


def check_order(name, rows):
    keys = [(row["stat"], row["place"], row["from"], row.get("kind", "")) for row in rows]
    check(keys == sorted(keys), f"{name}: rows are in the order of stat, place, from, kind")
    check(len(keys) == len(set(keys)), f"{name}: no row comes twice")


def check_truth(program, folder, *options):
    name = " ".join(["truth", *options])
    capture, truth_file = folder / "truth.pcap", folder / "truth.csv"
    run(program, "simulate", capture, "--truth", truth_file, *options)
    with open(truth_file, encoding="utf-8", newline="") as file:
        truth = {(row["stat"], row["place"], row["from"], row["to"], row["kind"]): row
                 for row in csv.DictReader(file)}
    exact, rows = counted(program, "--exact", capture)
    wanted = {key: int(row["value"]) for key, row in truth.items()}
    for key in sorted(wanted.keys() | exact.keys()):
        if wanted.get(key) != exact.get(key):
            print(f"  {key}: true {wanted.get(key)}, counted {exact.get(key)}")
    check(wanted == exact, f"{name}: all {len(wanted)} exact numbers are the truth")
    check_order(f"{name}, exact", rows)
    released, rows = counted(program, capture)
    check_order(f"{name}, released", rows)
    check(len(released) > 0, f"{name}: something is released")
    too_few = [key for key in released if key not in truth or int(truth[key]["people"]) < 20]
    check(not too_few, f"{name}: nothing is released with fewer than 20 people behind it")
    # S5/S8 endpoints rest between attach and detach, and are forgotten after four hours: of the
    # session ends there, fewer people are known than there were.
    held_back = [key for key, row in truth.items()
                 if key not in released and int(row["people"]) >= 20 and key[4] != "session_end"]
    check(not held_back, f"{name}: nothing is held back that 20 people are behind")
    far = [key for key, value in released.items() if abs(value - wanted.get(key, 0)) > 2]
    check(not far, f"{name}: released numbers are the true ones to the nearest 5")


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
        check_truth(program, folder, "--seed", "7", "--people", "1500")
        check_truth(program, folder, "--hours", "4-28", "--people", "300")
        check_truth(program, folder, "--hours", "8-9", "--people", "3000")
    print(f"{len(_failures)} failed")
    return 1 if _failures else 0


if __name__ == "__main__":
    sys.exit(main())
