"""What the comparisons of Diameter and RADIUS with tshark have in common."""

import collections
import json
import os
import pathlib
import shutil
import sys
import tempfile

import conformance

SKIPPED = 77


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""
    if ours["message"] != theirs.name:
        yield "message", ours["message"], theirs.name
        return
    if theirs.malformed:
        return  # what tshark itself could not read to the end proves nothing more
    if ours.get("damage"):
        yield "damage", ours["damage"], None
    for what in ("cell", "area"):
        if ours.get(what) != getattr(theirs, what):
            yield what, ours.get(what), getattr(theirs, what)
    if ours.get("cause") != theirs.cause:
        yield "cause", ours.get("cause"), theirs.cause
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)


class Comparison:
    """Of one protocol. `messages(tshark, capture)` gives tshark's; `accepted` is
    (file name, frame, what differs) -> why."""

    def __init__(self, protocol, messages, accepted):
        self.protocol = protocol
        self.messages = messages
        self.accepted = accepted
        self.totals = collections.Counter()

    def compare(self, program, tshark, capture):
        """Prints what differs; gives the number of differences that are not accepted."""
        theirs = conformance.by_frame(self.messages(tshark, capture), lambda each: each.frame)
        decoded = [each for each in conformance.decoded(program, capture)
                   if each["protocol"] == self.protocol]
        if not theirs and not decoded:
            return 0
        ours = conformance.by_frame(decoded, lambda each: each["frame"])
        people, found, seen = conformance.People(), [], 0
        for frame in sorted(theirs.keys() | ours.keys()):
            expected, got = theirs.get(frame, []), ours.get(frame, [])
            seen += len(expected)
            if len(expected) != len(got):
                found.append((frame, "messages", [each["message"] for each in got],
                              [each.name for each in expected]))
                continue
            for their_message, our_message in zip(expected, got):
                for difference in (*differences_of(their_message, our_message),
                                   *people.difference(their_message, our_message)):
                    found.append((frame, *difference))
        bad = self.report(capture.name, found)
        frames = len({each[0] for each in found})
        self.totals["seen"] += seen
        self.totals["agreed"] += seen - min(seen, frames)
        self.totals["identities"] += len(people.person_of)
        print(f"{capture.name}: {seen} messages by tshark, {seen - min(seen, frames)} agreed, "
              f"{len(found)} differences, {len(found) - bad} of them accepted")
        return bad

    def report(self, name, found):
        bad = 0
        for frame, what, ours, theirs in found:
            reason = self.accepted.get((name, frame, what))
            bad += reason is None
            print(f"  frame {frame}: {what}: ours {ours}, tshark's {theirs}"
                  + (f"  (accepted: {reason})" if reason else ""))
        return bad

    def run(self, made_captures, usage):
        """The whole of a script's main(). `made_captures(folder)` gives captures made here."""
        if len(sys.argv) < 2:
            print(usage)
            return 2
        program, tshark = sys.argv[1], shutil.which("tshark")
        if not tshark:
            print("skipped: there is no tshark")
            return SKIPPED
        folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
        bad = 0
        with tempfile.TemporaryDirectory() as made:
            for capture in made_captures(pathlib.Path(made)):
                bad += self.compare(program, tshark, capture)
        if folder and pathlib.Path(folder).is_dir():
            for capture in conformance.given_captures(folder):
                bad += self.compare(program, tshark, capture)
        else:
            print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
        print(f"{self.protocol}: {self.totals['seen']} messages by tshark, "
              f"{self.totals['agreed']} agreed, {self.totals['identities']} IMSIs of captures, "
              f"{bad} differences that are not accepted")
        return 1 if bad else 0


def vectors(protocol):
    """The messages of tests/data/<protocol>_vectors.json, as octets."""
    path = pathlib.Path(__file__).resolve().parent.parent / "data" / f"{protocol}_vectors.json"
    with open(path, encoding="utf-8") as file:
        return [bytes.fromhex(each["hex"]) for each in json.load(file)]
