#!/usr/bin/env python3
"""Compares the messages that decode/ cuts out of TCP streams with those of tshark.

tcp_conformance.py TRANSPORT_MESSAGES [CAPTURES_DIR]

TRANSPORT_MESSAGES is the program of that name beside this file. Diameter: how many, of what length, with
which identifiers, in order; SIP: how many, with which start line and of what length. Captures: the
vectors of tests/data/ as streams that are cut anywhere, put out of order and sent twice, made here;
and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit 77:
skipped. No octet of a message is ever printed.
"""

import collections
import random
import sys

import conformance
import pcap_file
import pdml

PORTS = {"diameter": "3868", "sip": "5060"}
PUT_IN = {}  # how many messages there are in captures made here


def ours_of(program, capture):
    messages, counters = conformance.transport_messages(program, capture, "tcp")
    found = []
    for protocol, octets in messages:
        octets = bytes.fromhex(octets)
        found.append((protocol, len(octets), octets[12:20].hex() if protocol == "diameter" else
                      octets.split(b"\r\n")[0].hex()))
    return found, counters


def theirs_of(tshark, capture):
    options = ["-o", "tcp.reassemble_out_of_order:TRUE"]
    for packet in pdml.packets(tshark, capture, "tcp && (diameter || sip)", options):
        yield from pdml.messages_in(packet, {"diameter": diameter_in, "sip": sip_in})


def of_port(protocol, before):
    return "gtp" not in before and PORTS[protocol] in pdml.ports(before, "tcp")


def diameter_in(layer, before):
    length = pdml.number(layer, "diameter.length")
    if length is None or not of_port("diameter", before):
        return None
    return ("diameter", length,
            pdml.value(layer, "diameter.hopbyhopid") + pdml.value(layer, "diameter.endtoendid"))


def sip_in(layer, before):
    start = pdml.value(layer, "sip.Request-Line") or pdml.value(layer, "sip.Status-Line")
    if start is None or not of_port("sip", before):
        return None
    return "sip", int(layer.get("size")), start.removesuffix("0d0a")


def made_captures(folder):
    """tshark wants the segments that it puts in order to be within a message of each other."""
    for protocol, port in PORTS.items():
        for seed in range(4):
            chance = random.Random(seed)
            messages = list(conformance.vectors(f"{protocol}_vectors").values()) * 3
            stream = b"".join(messages)
            segments, at = [], 0
            while at < len(stream):
                size = chance.randint(1, 500)
                segments.append((at, stream[at:at + size]))
                at += size
            turns = [(i + chance.randint(0, 2), segment) for i, segment in enumerate(segments)]
            turns += [(turn + chance.randint(3, 6), segment) for turn, segment in turns
                      if chance.random() < 0.2]
            turns.sort(key=lambda each: each[0])
            frames = [pcap_file.tcp_frame(b"", 0xFFFFFF00 + seed - 1, int(port), flags=2)]
            frames += [pcap_file.tcp_frame(octets, 0xFFFFFF00 + seed + at, int(port))
                       for _, (at, octets) in turns]
            made = conformance.made_capture(folder, f"{protocol}_{seed}", frames, 0.001)
            PUT_IN[made] = len(messages)
            yield made


def compare(program, tshark, capture):
    theirs = list(theirs_of(tshark, capture))
    ours, counters = ours_of(program, capture)
    if not theirs and not ours:
        return {}
    differ = (collections.Counter(ours) != collections.Counter(theirs)
              or len(ours) != PUT_IN.get(capture, len(ours)))
    print(f"{capture.name}: {'DIFFER' if differ else 'equal'}; ours {len(ours)} messages of "
          f"{sum(each[1] for each in ours)} octets, tshark's {len(theirs)} of "
          f"{sum(each[1] for each in theirs)}; {counters}")
    return {"messages": len(theirs), "bad": int(differ)}


if __name__ == "__main__":
    sys.exit(conformance.over_captures(__doc__, compare, made_captures))
