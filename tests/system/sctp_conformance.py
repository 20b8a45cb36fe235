#!/usr/bin/env python3
"""Compares the SCTP user messages that decode/ gives with those of tshark: which, and their octets.

sctp_conformance.py SCTP_MESSAGES [CAPTURES_DIR]

SCTP_MESSAGES is the program of that name beside this file. Captures: every capture file below
CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit 77: skipped. No octet of a
message is ever printed.
"""

import collections
import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

SKIPPED = 77

# So that tshark shows the octets of a message and does not read them.
PAYLOADS = ("s1ap", "ngap", "x2ap", "xnap", "m3ua", "sua", "m2ua", "m2pa", "sgsap", "diameter", "rua", "hnbap")


def ours_of(program, capture):
    run = subprocess.run([program, str(capture)], capture_output=True, text=True, check=True)
    lines = [line.split() for line in run.stdout.splitlines()]
    return [(int(ppid), octets) for _, ppid, octets in lines], run.stderr.strip()


def theirs_of(tshark, capture):
    """Retransmissions come once, as tshark hands on what it has seen before only as a chunk."""
    command = [tshark, "-n", "-o", "sctp.reassembly:TRUE", "-r", str(capture), "-Y", "sctp.data_tsn",
               "-T", "pdml"]
    for payload in PAYLOADS:
        command += ["--disable-protocol", payload]
    run = subprocess.run(command, capture_output=True, check=True)
    found = []
    for packet in xml.fromstring(run.stdout).iter("packet"):
        found += messages_of(packet)
    return found


def messages_of(packet):
    """The chunks that end a message, and the octets of messages, are in one order."""
    ppids = [ppid for chunk in packet.iter("field") for ppid in ppid_of(chunk)]
    octets = [field.get("value") for field in packet.iter("field") if field.get("name") == "data"]
    if len(ppids) != len(octets):
        frame = packet.find("proto[@name='geninfo']/field[@name='num']")
        raise RuntimeError(f"frame {frame.get('show')}: {len(ppids)} messages, octets of {len(octets)}")
    return list(zip(ppids, octets))


def ppid_of(chunk):
    fields = {field.get("name"): field for field in chunk}
    if "sctp.data_tsn" not in fields:
        return
    names = {field.get("name") for field in chunk.iter("field")}
    if names & {"sctp.retransmission", "sctp.duplicate"}:
        return
    if flags_of(chunk) == 3 or "sctp.fragments" in names:
        ppid = fields.get("sctp.data_payload_proto_id")
        yield int(ppid.get("show")) if ppid is not None else 0


def flags_of(chunk):
    for field in chunk.iter("field"):
        if field.get("name") == "sctp.chunk_flags":
            return int(field.get("value"), 16) & 3
    return 0


def by_ppid(messages):
    sums = collections.defaultdict(lambda: [0, 0])
    for ppid, octets in messages:
        sums[ppid][0] += 1
        sums[ppid][1] += len(octets) // 2
    return sums


def compare(program, tshark, capture):
    """Gives how many messages were compared, and whether they differ."""
    theirs = theirs_of(tshark, capture)
    ours, counters = ours_of(program, capture)
    if not theirs and not ours:
        return 0, False
    mine, other = by_ppid(ours), by_ppid(theirs)
    differ = collections.Counter(ours) != collections.Counter(theirs)
    print(f"{capture.name}: {'DIFFER' if differ else 'equal'}; {counters}")
    for ppid in sorted(mine.keys() | other.keys()):
        print(f"  PPID {ppid}: ours {mine[ppid][0]} messages of {mine[ppid][1]} octets, "
              f"tshark's {other[ppid][0]} of {other[ppid][1]}")
    return len(theirs), differ


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    tshark = shutil.which("tshark")
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    if not tshark or not folder or not pathlib.Path(folder).is_dir():
        print("skipped: there is no tshark" if not tshark else
              "skipped: $CELLTALLY_CAPTURES names no directory")
        return SKIPPED
    total, bad = 0, 0
    for capture in sorted(pathlib.Path(folder).rglob("*")):
        if capture.suffix in (".pcap", ".pcapng", ".cap"):
            messages, differ = compare(sys.argv[1], tshark, capture)
            total += messages
            bad += differ
    print(f"in all: {total} messages, {bad} captures differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
