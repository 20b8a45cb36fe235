"""Holds what `celltally decode` says of captures against what tshark says, message by message: what
the comparisons of single protocols share. No identity is ever printed."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pcap_file
import pdml

SKIPPED = 77

_DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
_START = 1768435200  # 2026-01-15


def vectors(name):
    """The messages of tests/data/<name>.json, as {name: octets}."""
    with open(_DATA / f"{name}.json", encoding="utf-8") as file:
        return {each["name"]: bytes.fromhex(each["hex"]) for each in json.load(file)}


def made_capture(folder, name, frames, seconds_apart=1):
    made = folder / f"{name}.pcap"
    pcap_file.write(made, [(int((_START + i * seconds_apart) * 10**9), each)
                           for i, each in enumerate(frames)])
    return made


def given_captures(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix in (".pcap", ".pcapng", ".cap"):
            yield path


def decoded(program, capture):
    """Our messages. Damaged files are read as far as they go, and end with 1."""
    run = subprocess.run([program, "decode", "--json", str(capture)], capture_output=True)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"decode ended with {run.returncode} on {capture.name}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def transport_messages(program, capture, transport):
    """What SCTP or TCP carries, by the program of that name: ([(protocol, octets in hex)], counters)."""
    run = subprocess.run([program, str(capture)], capture_output=True, text=True, check=True)
    lines = [line.split() for line in run.stdout.splitlines()]
    counters = next(line for line in run.stderr.splitlines() if line.startswith(f"{transport} "))
    return [tuple(rest) for which, *rest in lines if which == transport], counters


def by_frame(messages, frame_of):
    frames = collections.defaultdict(list)
    for message in messages:
        frames[frame_of(message)].append(message)
    return frames


def temporary_kinds(ours):
    return sorted(each.split()[0] for each in ours.get("temporary_ids", ()))


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""

    def difference(what, mine, other):
        if other is not pdml.NOT_COMPARED and mine != other:
            yield what, mine, other

    which = [*difference("protocol", ours["protocol"], theirs.protocol),
             *difference("type", ours["type"], theirs.type),
             *difference("name", ours["message"], theirs.name)]
    if which or theirs.malformed:
        yield from which
        return  # of another message, or one that tshark could not read, nothing more is known
    yield from difference("damage", ours.get("damage"), None)
    for what in ("cell", "area", "cause", "presence"):
        yield from difference(what, ours.get(what), getattr(theirs, what))
    yield from difference("ids", sorted(ours.get("ids", ())), sorted(theirs.ids))
    if theirs.temporary is not pdml.NOT_COMPARED:
        yield from difference("temporary", temporary_kinds(ours), sorted(theirs.temporary))


class People:
    """Whether the same IMSI always gives the same person, and another one another."""

    def __init__(self):
        self.person_of = {}
        self.first_frame = {}

    def differences(self, theirs, ours):
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


def compare(theirs, ours, further_differences):
    """Of one capture: (agreed, differences as (frame, what, ours, theirs), IMSIs)."""
    theirs = by_frame(theirs, lambda each: each.frame)
    ours = by_frame(ours, lambda each: each["frame"])
    people, found, agreed = People(), [], 0
    for frame in sorted(theirs.keys() | ours.keys()):
        expected, got = theirs[frame], ours[frame]
        if len(expected) != len(got):
            found.append((frame, "messages", [each["message"] for each in got],
                          [f"{each.protocol} {each.type}" for each in expected]))
            continue
        for pair in zip(expected, got):
            differences = [*differences_of(*pair), *further_differences(*pair),
                           *people.differences(*pair)]
            agreed += not differences
            found += [(frame, *each) for each in differences]
    return agreed, found, len(people.person_of)


def report(name, found, accepted):
    """Prints what differs; gives how much of it is not accepted."""
    bad = 0
    for frame, what, ours, theirs in found:
        reason = accepted.get((name, frame, what))
        bad += reason is None
        print(f"  frame {frame}: {what}: ours {ours}, tshark's {theirs}"
              + (f"  (accepted: {reason})" if reason else ""))
    return bad


def over_captures(usage, compare_capture, made_captures):
    """The main of a script. `made_captures(folder)` gives captures that need nobody else's;
    `compare_capture(program, tshark, capture)` gives a Counter of what it found; what it calls
    "bad" makes the test fail."""
    if len(sys.argv) < 2:
        print(usage)
        return 2
    tshark = shutil.which("tshark")
    if not tshark:
        print("skipped: there is no tshark")
        return SKIPPED
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    totals = collections.Counter()
    with tempfile.TemporaryDirectory() as made:
        captures = list(made_captures(pathlib.Path(made)))
        if folder and pathlib.Path(folder).is_dir():
            captures += given_captures(folder)
        else:
            print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
        if not captures:
            return SKIPPED
        for capture in captures:
            totals.update(compare_capture(sys.argv[1], tshark, capture))
    print("in all: " + ", ".join(f"{number} {what}" for what, number in totals.items()))
    return 1 if totals["bad"] else 0


def run(usage, protocols, display_filter, messages_of, made_captures, accepted=None, options=(),
        further_differences=lambda theirs, ours: ()):
    """The comparison of one protocol, or of some that go together. `messages_of(packet)` gives
    tshark's messages; `accepted` is {(file name, frame, what differs): why we are right, or why it
    does not matter}; `further_differences` looks at what only this protocol has."""

    def compare_capture(program, tshark, capture):
        theirs = []
        for packet in pdml.packets(tshark, capture, display_filter, options):
            for message in messages_of(packet):
                message.frame = pdml.frame_number(packet)
                theirs.append(message)
        ours = [each for each in decoded(program, capture) if each["protocol"] in protocols]
        agreed, found, imsis = compare(theirs, ours, further_differences)
        bad = report(capture.name, found, accepted or {})
        if theirs or ours:
            print(f"{capture.name}: {len(theirs)} messages by tshark, {agreed} agreed, "
                  f"{len(found)} differences, {len(found) - bad} of them accepted")
        counts = collections.Counter(each.protocol for each in theirs)
        counts.update({"by tshark": len(theirs), "agreed": agreed, "accepted": len(found) - bad,
                       "IMSIs of captures": imsis, "bad": bad})
        return counts

    return over_captures(usage, compare_capture, made_captures)
