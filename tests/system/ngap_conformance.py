#!/usr/bin/env python3
"""Compares the NGAP messages that `celltally decode` shows with those of tshark, one by one.

ngap_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cell, tracking area, cause, which identities there are, permanent and temporary,
and that the same IMSI is always the same person. Captures: one around the vectors of
tests/data/ngap_vectors.json, made here; and every capture file below CAPTURES_DIR (or
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
import ngap_by_tshark
import pcap_file

SKIPPED = 77
NULL_CIPHER = ("-o", "nas-5gs.null_decipher:TRUE")

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("free5gc_registration.pcap", 76, "ids"):
        "an IMEISV of 17 digits (TS 23.003 6.2.2 has 16): the filler at its end is a zero",
    ("roastedbeans_n1n2.pcap", 14, "ids"): "the same",
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
    is_place_of_device = theirs.procedure != 12
    for what in ("cell", "area") if is_place_of_device else ():
        if ours.get(what) != getattr(theirs, what):
            yield what, ours.get(what), getattr(theirs, what)
    if ours.get("cause") != theirs.cause:
        yield "cause", ours.get("cause"), theirs.cause
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)
    mine = sorted(each.split()[0] for each in ours.get("temporary_ids", ()))
    if mine != sorted(theirs.temporary):
        yield "temporary", mine, sorted(theirs.temporary)


def compare(program, tshark, capture, totals):
    """Prints what differs; gives the number of differences that are not accepted."""
    theirs = conformance.by_frame(ngap_by_tshark.messages(tshark, capture, NULL_CIPHER),
                                  lambda each: each.frame)
    if not theirs:
        return 0
    decoded = [each for each in conformance.decoded(program, capture) if each["protocol"] == "ngap"]
    ours = conformance.by_frame(decoded, lambda each: each["frame"])
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


def made_capture(folder):
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / "ngap_vectors.json"
    with open(vectors, encoding="utf-8") as file:
        messages = [bytes.fromhex(each["hex"]) for each in json.load(file)]
    made = folder / "ngap_vectors.pcap"
    frames = [pcap_file.sctp_frame(each, ppid=60, tsn=1 + i, ports=(38412, 38412))
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
        bad += compare(program, tshark, made_capture(pathlib.Path(made)), totals)
    if folder and pathlib.Path(folder).is_dir():
        for capture in conformance.given_captures(folder):
            bad += compare(program, tshark, capture, totals)
    else:
        print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
    print(f"NGAP: {totals['seen']} messages by tshark, {totals['agreed']} agreed, "
          f"{bad} differences that are not accepted")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
