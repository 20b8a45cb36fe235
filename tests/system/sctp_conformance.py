#!/usr/bin/env python3
"""Compares the SCTP user messages that decode/ gives with those of tshark: which, and their octets.

sctp_conformance.py TRANSPORT_MESSAGES [CAPTURES_DIR]

TRANSPORT_MESSAGES is the program of that name beside this file. Captures: every capture file below
CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit 77: skipped. No octet of a
message is ever printed.
"""

import collections
import sys

import conformance
import pdml

# So that tshark shows the octets of a message and does not read them.
PAYLOADS = ("s1ap", "ngap", "x2ap", "xnap", "m3ua", "sua", "m2ua", "m2pa", "sgsap", "diameter", "rua",
            "hnbap")


def theirs_of(tshark, capture):
    """Retransmissions come once, as tshark hands on what it has seen before only as a chunk."""
    options = [word for payload in PAYLOADS for word in ("--disable-protocol", payload)]
    return [message for packet in pdml.packets(tshark, capture, "sctp.data_tsn", options)
            for message in messages_of(packet)]


def messages_of(packet):
    """The chunks that end a message, and the octets of messages, are in one order."""
    ppids = [ppid for chunk in packet.iter("field") for ppid in ppid_of(chunk)]
    octets = [field.get("value") for field in packet.iter("field") if field.get("name") == "data"]
    if len(ppids) != len(octets):
        raise RuntimeError(f"frame {pdml.frame_number(packet)}: {len(ppids)} messages, "
                           f"octets of {len(octets)}")
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
    theirs = theirs_of(tshark, capture)
    messages, counters = conformance.transport_messages(program, capture, "sctp")
    ours = [(int(ppid), octets) for ppid, octets in messages]
    if not theirs and not ours:
        return {}
    mine, other = by_ppid(ours), by_ppid(theirs)
    differ = collections.Counter(ours) != collections.Counter(theirs)
    print(f"{capture.name}: {'DIFFER' if differ else 'equal'}; {counters}")
    for ppid in sorted(mine.keys() | other.keys()):
        print(f"  PPID {ppid}: ours {mine[ppid][0]} messages of {mine[ppid][1]} octets, "
              f"tshark's {other[ppid][0]} of {other[ppid][1]}")
    return {"messages": len(theirs), "bad": int(differ)}


if __name__ == "__main__":
    sys.exit(conformance.over_captures(__doc__, compare, made_captures=lambda folder: ()))
