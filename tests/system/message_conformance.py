"""Compares the messages of one protocol that `celltally decode` shows with tshark's, one by one.

What the scripts of single protocols have in common: which captures, in which order, what is
printed, and how it ends. No identity is ever printed.
"""

import collections
import json
import os
import pathlib
import shutil
import sys
import tempfile

import conformance

SKIPPED = 77
DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


class Protocol:
    """`name` as in the decoder's lines; `messages(tshark, capture)` gives tshark's, which have
    `frame`, `type` and `imsi`; `differences(theirs, ours)` gives (what, ours, theirs) for one
    message; `accepted` says why a difference does not matter, by (file name, frame, what);
    `made(folder)` makes captures of its own."""

    def __init__(self, name, messages, differences, accepted, made):
        self.name = name
        self.messages = messages
        self.differences = differences
        self.accepted = accepted
        self.made = made


def vectors(name):
    """The messages of a file of vectors, as octets."""
    with open(DATA / name, encoding="utf-8") as file:
        return [bytes.fromhex(each["hex"]) for each in json.load(file)]


def compare(protocol, program, tshark, capture, totals):
    """Prints what differs; gives the number of differences that are not accepted."""
    theirs = conformance.by_frame(protocol.messages(tshark, capture), lambda each: each.frame)
    if not theirs:
        return 0
    ours = conformance.by_frame(
        (each for each in conformance.decoded(program, capture) if each["protocol"] == protocol.name),
        lambda each: each["frame"])
    people, found, seen, bad_frames = conformance.People(), [], 0, set()
    for frame in sorted(theirs.keys() | ours.keys()):
        expected, got = theirs.get(frame, []), ours.get(frame, [])
        seen += len(expected)
        if len(expected) != len(got):
            found.append((frame, "messages", [each["message"] for each in got],
                          [each.type for each in expected]))
            continue
        for their_message, our_message in zip(expected, got):
            for difference in (*protocol.differences(their_message, our_message),
                               *people.difference(their_message, our_message)):
                found.append((frame, *difference))
    bad = report(protocol, capture.name, found)
    bad_frames = {each[0] for each in found}
    totals["seen"] += seen
    totals["agreed"] += seen - min(seen, len(bad_frames))
    print(f"{capture.name}: {seen} messages by tshark, {seen - min(seen, len(bad_frames))} agreed, "
          f"{len(found)} differences, {len(found) - bad} of them accepted")
    return bad


def report(protocol, name, found):
    bad = 0
    for frame, what, ours, theirs in found:
        reason = protocol.accepted.get((name, frame, what))
        bad += reason is None
        print(f"  frame {frame}: {what}: ours {ours}, tshark's {theirs}"
              + (f"  (accepted: {reason})" if reason else ""))
    return bad


def main(protocol, usage):
    if len(sys.argv) < 2:
        print(usage)
        return 2
    program = sys.argv[1]
    tshark = shutil.which("tshark")
    if not tshark:
        print("skipped: there is no tshark")
        return SKIPPED
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    totals, bad = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as made:
        for capture in protocol.made(pathlib.Path(made)):
            bad += compare(protocol, program, tshark, capture, totals)
    if folder and pathlib.Path(folder).is_dir():
        for capture in conformance.given_captures(folder):
            bad += compare(protocol, program, tshark, capture, totals)
    else:
        print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
    print(f"{protocol.name}: {totals['seen']} messages by tshark, {totals['agreed']} agreed, "
          f"{bad} differences that are not accepted")
    return 1 if bad else 0
