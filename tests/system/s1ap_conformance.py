#!/usr/bin/env python3
"""Compares the S1AP messages that `celltally decode` shows with those of tshark, one by one.

s1ap_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cell, tracking area, cause, which identities there are, permanent and temporary,
and that the same IMSI is always the same person. Captures: two around the messages of
tests/data/s1ap_vectors.json and s1ap_made.json (by simulate/s1ap_builder.hpp), made here; and every capture file below CAPTURES_DIR (or
$CELLTALLY_CAPTURES), where that is given. Exit 1: a difference that is not in ACCEPTED. Exit 77:
skipped. No identity is ever printed.
"""

import collections
import json
import os
import pathlib
import shutil
import sys
import tempfile

import conformance
import pcap_file
import s1ap_by_tshark

SKIPPED = 77

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    **{("s1ap_vectors.pcap", frame, "damage"):
       "a Detach Request without its mandatory identity; tshark does not mind" for frame in (2, 3, 4)},
    ("open5gs_testattach.pcapng", 284, "cause"):
        "an EMM Status with a header that says it is ciphered: of those only messages are read that "
        "cannot be anything else",
}


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""
    if ours["type"] != theirs.type:
        yield "message", ours["type"], theirs.type
        return
    if theirs.malformed:
        return  # what tshark itself could not read to the end proves nothing more
    if ours.get("damage"):
        yield "damage", ours["damage"], None
    for what in ("cell", "area", "cause"):
        if ours.get(what) != getattr(theirs, what):
            yield what, ours.get(what), getattr(theirs, what)
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)
    mine = sorted(each.split()[0] for each in ours.get("temporary_ids", ()))
    if mine != sorted(theirs.temporary):
        yield "temporary", mine, sorted(theirs.temporary)


def compare(program, tshark, capture, totals):
    """Prints what differs; gives the number of differences that are not accepted."""
    theirs = conformance.by_frame(s1ap_by_tshark.messages(tshark, capture), lambda each: each.frame)
    decoded = [each for each in conformance.decoded(program, capture) if each["protocol"] == "s1ap"]
    ours = conformance.by_frame(decoded, lambda each: each["frame"])
    if not theirs and not ours:
        return 0
    people, found, seen = conformance.People(), [], 0
    for frame in sorted(theirs.keys() | ours.keys()):
        expected, got = theirs.get(frame, []), ours.get(frame, [])
        seen += len(expected)
        if len(expected) != len(got):
            found.append((frame, "messages", [each["message"] for each in got],
                          [each.type for each in expected]))
            continue
        for their_message, our_message in zip(expected, got):
            for difference in (*differences_of(their_message, our_message),
                               *people.difference(their_message, our_message)):
                found.append((frame, *difference))
    bad = report(capture.name, found)
    frames = len({each[0] for each in found})
    totals["seen"] += seen
    totals["agreed"] += seen - min(seen, frames)
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


def made_capture(folder, name):
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / f"{name}.json"
    with open(vectors, encoding="utf-8") as file:
        messages = [bytes.fromhex(each["hex"]) for each in json.load(file)]
    made = folder / f"{name}.pcap"
    frames = [pcap_file.sctp_frame(each, ppid=18, tsn=1 + i, ports=(40000, 36412))
              for i, each in enumerate(messages)]
    pcap_file.write(made, [((1768435200 + i) * 10**9, each) for i, each in enumerate(frames)])
    return made


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
        for name in ("s1ap_vectors", "s1ap_made"):
            bad += compare(program, tshark, made_capture(pathlib.Path(made), name), totals)
    if folder and pathlib.Path(folder).is_dir():
        for capture in conformance.given_captures(folder):
            bad += compare(program, tshark, capture, totals)
    else:
        print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
    print(f"S1AP: {totals['seen']} messages by tshark, {totals['agreed']} agreed, "
          f"{bad} differences that are not accepted")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
