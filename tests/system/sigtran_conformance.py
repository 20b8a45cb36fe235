#!/usr/bin/env python3
"""Compares what `celltally decode` says of RANAP, BSSAP and SCCP with what tshark says.

sigtran_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one around the vectors of tests/data/sigtran_vectors.json, made here, on several ports; and
every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given. Exit 1: a
difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
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
import sigtran_by_tshark

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("sigtran_vectors.pcap", 69, "messages"): "tshark does not hand on what DT2 carries",
}

PROTOCOLS = ("ranap", "bssap", "sccp")
M3UA, SUA, RUA = 3, 4, 19  # PPIDs
PORTS = {M3UA: (2905, 1701, 13127), SUA: (14001,), RUA: (29169,)}


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""
    if ours["protocol"] != theirs.protocol:
        yield "protocol", ours["protocol"], theirs.protocol
        return
    if theirs.name is not None:
        if ours["message"].lower() != theirs.name.lower():
            yield "message", ours["message"], theirs.name
            return
    elif ours["type"] != theirs.type:
        yield "type", ours["type"], theirs.type
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
    names = [each.split()[0] for each in ours.get("temporary_ids", ())]
    if names.count("sccp_connection") != theirs.connections:
        yield "connections", names.count("sccp_connection"), theirs.connections
    if {"tmsi", "p_tmsi"} & set(names) and not theirs.tmsi:
        yield "tmsi", "named", "none"


def compare(program, tshark, capture, totals):
    """Prints what differs; gives the number of differences that are not accepted."""
    theirs = conformance.by_frame(sigtran_by_tshark.messages(tshark, capture), lambda each: each.frame)
    if not theirs:
        return 0
    decoded = [each for each in conformance.decoded(program, capture)
               if each["protocol"] in PROTOCOLS]
    ours = conformance.by_frame(decoded, lambda each: each["frame"])
    people, found, agreed, seen = conformance.People(), [], 0, 0
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
            differences = [*differences_of(their_message, our_message),
                           *people.difference(their_message, our_message)]
            agreed += not differences
            found += [(frame, *each) for each in differences]
    bad = report(capture.name, found)
    print(f"{capture.name}: {seen} messages by tshark, {agreed} agreed, {len(found)} differences, "
          f"{len(found) - bad} of them accepted")
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
    """The vectors, in their order, each on a port of its own protocol."""
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / "sigtran_vectors.json"
    with open(vectors, encoding="utf-8") as file:
        messages = [(each["name"], bytes.fromhex(each["hex"])) for each in json.load(file)]
    frames = []
    for number, (name, message) in enumerate(messages):
        ppid = SUA if "_sua_" in name else RUA if "_rua_" in name else M3UA
        port = PORTS[ppid][number % len(PORTS[ppid])]
        ports = (40000, port) if ppid == RUA else (port, port)
        frames.append(pcap_file.sctp_frame(message, ppid, number + 1, ports))
    made = folder / "sigtran_vectors.pcap"
    pcap_file.write(made, [((1768435200 + i) * 10**9, each) for i, each in enumerate(frames)])
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
    totals, bad = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as made:
        bad += compare(sys.argv[1], tshark, made_capture(pathlib.Path(made)), totals)
    if folder and pathlib.Path(folder).is_dir():
        for capture in conformance.given_captures(folder):
            bad += compare(sys.argv[1], tshark, capture, totals)
    else:
        print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
    for protocol in PROTOCOLS:
        print(f"{protocol}: {totals[protocol]} messages by tshark")
    print(f"in all: {bad} differences that are not accepted")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
