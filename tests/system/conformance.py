#!/usr/bin/env python3
"""Compares what `celltally decode` says of captures with what tshark says, message by message.

conformance.py PROGRAM [CAPTURES_DIR]

Captures: one made by `celltally simulate`; one around the vectors of tests/data/gtp_vectors.json,
made here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given.
Exit 1: a difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import gtp_by_tshark
import pcap_file

SKIPPED = 77

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("ndpi_gtp_c.pcap", 1, "cell"):
        "an ECI has 28 bits (TS 29.274 8.21.5); tshark shows the spare bits with it",
    ("ndpi_gtp_c.pcap", 3, "cell"): "as in frame 1",
    ("ndpi_gtp_false_positive.pcapng", 6, "messages"):
        "not GTP: the optional header that its flags announce is not there",
    ("ndpi_gtp_false_positive.pcapng", 7, "messages"):
        "not GTP: its length is less than that of the header",
}


def decoded(program, capture):
    """Our messages. Damaged files are read as far as they go, and end with 1."""
    run = subprocess.run([program, "decode", "--json", str(capture)], capture_output=True)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"decode ended with {run.returncode} on {capture.name}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def by_frame(messages, frame_of):
    frames = collections.defaultdict(list)
    for message in messages:
        frames[frame_of(message)].append(message)
    return frames


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""
    if (ours["protocol"], ours["type"]) != (theirs.protocol, theirs.type):
        yield "message", f"{ours['protocol']} {ours['type']}", f"{theirs.protocol} {theirs.type}"
        return
    if theirs.malformed:
        return  # what tshark itself could not read to the end proves nothing more
    if theirs.has_location:
        for what, place in (("cell", theirs.cell), ("area", theirs.area)):
            if ours.get(what) != place:
                yield what, ours.get(what), place
    if ours.get("cause") != theirs.cause:
        yield "cause", ours.get("cause"), theirs.cause
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)


class People:
    """Whether the same IMSI always gives the same person, and another one another."""

    def __init__(self):
        self.person_of = {}
        self.first_frame = {}

    def difference(self, theirs, ours):
        if theirs.imsi is None or "imsi" not in ours.get("ids", ()):
            return
        person = ours.get("person")
        first = self.first_frame.setdefault(theirs.imsi, theirs.frame)
        known = self.person_of.setdefault(theirs.imsi, person)
        if known != person:
            yield "person", f"not that of frame {first}", "the same IMSI"
        others = [frame for imsi, frame in self.first_frame.items()
                  if imsi != theirs.imsi and self.person_of[imsi] == person]
        if others:
            yield "person", f"that of frame {others[0]}", "another IMSI"


def compare(program, tshark, capture, totals):
    """Prints what differs; gives the number of differences that are not accepted."""
    theirs = by_frame(gtp_by_tshark.messages(tshark, capture), lambda each: each.frame)
    gtp = [each for each in decoded(program, capture) if each["protocol"].startswith("gtp")]
    ours = by_frame(gtp, lambda each: each["frame"])
    people, found, seen = People(), [], 0
    for frame in sorted(theirs.keys() | ours.keys()):
        expected, got = theirs.get(frame, []), ours.get(frame, [])
        seen += len(expected)
        for message in expected:
            totals[message.protocol] += 1
        if len(expected) != len(got):
            found.append((frame, "messages", [each["message"] for each in got],
                          [f"{each.protocol} {each.type}" for each in expected]))
            continue
        for their_message, our_message in zip(expected, got):
            for difference in (*differences_of(their_message, our_message),
                               *people.difference(their_message, our_message)):
                found.append((frame, *difference))
    if not seen and not ours:
        return 0
    bad = report(capture.name, found)
    frames = len({each[0] for each in found})
    print(f"{capture.name}: {seen} messages by tshark, {seen - min(seen, frames)} agreed, "
          f"{len(found)} differences, {len(found) - bad} of them accepted")
    return bad


def report(name, found):
    bad = 0
    for frame, what, ours, theirs in found:
        reason = ACCEPTED.get((name, frame, what))
        bad += reason is None
        print(f"  frame {frame}: {what}: ours {ours}, tshark's {theirs}"
              + (f"  (accepted: {reason})" if reason else ""))
    return bad


def made_captures(program, folder):
    town = folder / "town.pcap"
    subprocess.run([program, "simulate", str(town), "--people", "40"], check=True)
    yield town
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / "gtp_vectors.json"
    with open(vectors, encoding="utf-8") as file:
        messages = [bytes.fromhex(each["hex"]) for each in json.load(file)
                    if each["name"].startswith(("g1_", "g2_"))]
    # Two minutes apart: some have the same sequence number and would be copies of each other.
    made = folder / "vectors.pcap"
    pcap_file.write(made, [((1768435200 + 120 * i) * 10**9, pcap_file.udp_frame(each))
                           for i, each in enumerate(messages)])
    yield made


def given_captures(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix in (".pcap", ".pcapng", ".cap"):
            yield path


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    program = sys.argv[1]
    tshark = shutil.which("tshark")
    if not tshark:
        print("skipped: there is no tshark")
        return SKIPPED
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    totals, bad = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as made:
        for capture in made_captures(program, pathlib.Path(made)):
            bad += compare(program, tshark, capture, totals)
    if folder and pathlib.Path(folder).is_dir():
        for capture in given_captures(folder):
            bad += compare(program, tshark, capture, totals)
    else:
        print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
    print(f"in all: {totals['gtpv1']} GTPv1-C and {totals['gtpv2']} GTPv2-C messages, "
          f"{bad} differences that are not accepted")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
