#!/usr/bin/env python3
"""Compares what `celltally decode` says of BSSGP with what tshark says.

bssgp_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one around the vectors of tests/data/gb_vectors.json, made here; and every capture file below
CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given. Exit 1: a difference that is not in
ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import json
import os
import pathlib
import shutil
import sys
import tempfile

import bssgp_by_tshark
import conformance
import pcap_file

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {}

PORT = 23000


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""
    if ours["type"] != theirs.type:
        yield "type", ours["type"], theirs.type
        return
    for what in ("damage", "retransmission"):
        if ours.get(what):
            yield what, ours[what], None
    for what in ("cell", "area", "cause"):
        if ours.get(what) != getattr(theirs, what):
            yield what, ours.get(what), getattr(theirs, what)
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)
    if theirs.cell and (ours.get("presence") not in ("exact", "leaves") or not theirs.tlli):
        yield "presence", ours.get("presence"), "in a cell"
    if theirs.cell and "tlli" not in ours.get("temporary_ids", ()):
        yield "tlli", "none", "named"


def compare(program, tshark, capture):
    """Prints what differs; gives how many messages there were and how many differences that are
    not accepted."""
    theirs = conformance.by_frame(bssgp_by_tshark.messages(tshark, capture), lambda each: each.frame)
    decoded = [each for each in conformance.decoded(program, capture) if each["protocol"] == "bssgp"]
    ours = conformance.by_frame(decoded, lambda each: each["frame"])
    if not theirs and not ours:
        return 0, 0
    people, found, agreed, seen = conformance.People(), [], 0, 0
    for frame in sorted(theirs.keys() | ours.keys()):
        expected, got = theirs.get(frame, []), ours.get(frame, [])
        seen += len(expected)
        if len(expected) != len(got):
            found.append((frame, "messages", [each["message"] for each in got],
                          [each.type for each in expected]))
            continue
        for their_message, our_message in zip(expected, got):
            differences = [*differences_of(their_message, our_message),
                           *people.difference(their_message, our_message)]
            agreed += not differences
            found += [(frame, *each) for each in differences]
    bad = report(capture.name, found)
    print(f"{capture.name}: {seen} messages by tshark, {agreed} agreed, {len(found)} differences, "
          f"{len(found) - bad} of them accepted")
    return seen, bad


def report(name, found):
    bad = 0
    for frame, what, ours, theirs in found:
        reason = ACCEPTED.get((name, frame, what))
        bad += reason is None
        print(f"  frame {frame}: {what}: ours {ours}, tshark's {theirs}"
              + (f"  (accepted: {reason})" if reason else ""))
    return bad


def made_capture(folder):
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / "gb_vectors.json"
    with open(vectors, encoding="utf-8") as file:
        messages = [bytes.fromhex(each["hex"]) for each in json.load(file)]
    made = folder / "gb_vectors.pcap"
    pcap_file.write(made, [((1768435200 + i) * 10**9, pcap_file.udp_frame(each, PORT))
                           for i, each in enumerate(messages)])
    return made


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    tshark = shutil.which("tshark")
    if not tshark:
        print("skipped: there is no tshark")
        return conformance.SKIPPED
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    with tempfile.TemporaryDirectory() as made:
        total, bad = compare(sys.argv[1], tshark, made_capture(pathlib.Path(made)))
    if folder and pathlib.Path(folder).is_dir():
        for capture in conformance.given_captures(folder):
            seen, differing = compare(sys.argv[1], tshark, capture)
            total += seen
            bad += differing
    else:
        print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
    print(f"in all: {total} BSSGP messages by tshark, {bad} differences that are not accepted")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
