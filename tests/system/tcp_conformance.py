#!/usr/bin/env python3
"""Compares the messages that decode/ cuts out of TCP streams with those of tshark.

tcp_conformance.py TCP_MESSAGES [CAPTURES_DIR]

TCP_MESSAGES is the program of that name beside this file. Diameter: how many, of what length, with
which identifiers, in order; SIP: how many, with which start line and of what length. Captures: the
vectors of tests/data/ as streams that are cut anywhere, put out of order and sent twice, made here;
and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit 77:
skipped. No octet of a message is ever printed.
"""

import collections
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import aaa_conformance
import message_conformance
import pcap_file
from conformance import SKIPPED, given_captures

PORTS = {"diameter": "3868", "sip": "5060"}


def ours_of(program, capture):
    run = subprocess.run([program, str(capture)], capture_output=True, text=True, check=True)
    found = []
    for line in run.stdout.splitlines():
        _, protocol, octets = line.split()
        octets = bytes.fromhex(octets)
        found.append((protocol, len(octets), octets[12:20].hex() if protocol == "diameter" else
                      octets.split(b"\r\n")[0].hex()))
    return found, run.stderr.strip()


def theirs_of(tshark, capture):
    options = ["-o", "tcp.reassemble_out_of_order:TRUE"]
    for packet in message_conformance.packets(tshark, capture, "tcp && (diameter || sip)", options):
        layers = [each.get("name") for each in packet.iter("proto")]
        ports = {each.get("show") for each in packet.iter("field")
                 if each.get("name") in ("tcp.srcport", "tcp.dstport")}
        if "gtp" in layers:
            continue
        for protocol in PORTS:
            if PORTS[protocol] in ports:
                for layer in message_conformance.layers_of(packet, protocol):
                    yield from message_in(protocol, layer)


def message_in(protocol, layer):
    fields = {each.get("name"): each for each in layer.iter("field")}
    if protocol == "diameter" and "diameter.length" in fields:
        yield (protocol, int(fields["diameter.length"].get("show")),
               fields["diameter.hopbyhopid"].get("value") + fields["diameter.endtoendid"].get("value"))
    start = fields.get("sip.Request-Line", fields.get("sip.Status-Line"))
    if protocol == "sip" and start is not None:
        yield protocol, int(layer.get("size")), start.get("value").removesuffix("0d0a")


def made_captures(folder):
    """tshark wants the segments that it puts in order to be within a message of each other."""
    for protocol, port in PORTS.items():
        for seed in range(4):
            chance = random.Random(seed)
            messages = aaa_conformance.vectors(protocol) * 3
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
            made = folder / f"{protocol}_{seed}.pcap"
            pcap_file.write(made, [(1768435200 * 10**9 + i * 10**6, each)
                                   for i, each in enumerate(frames)])
            yield made, len(messages)


def compare(program, tshark, capture, put_in=None):
    """Gives how many messages were compared, and whether they differ."""
    theirs = list(theirs_of(tshark, capture))
    ours, counters = ours_of(program, capture)
    if not theirs and not ours:
        return 0, False
    differ = collections.Counter(ours) != collections.Counter(theirs)
    if put_in is not None and len(ours) != put_in:
        differ = True
    print(f"{capture.name}: {'DIFFER' if differ else 'equal'}; ours {len(ours)} messages of "
          f"{sum(each[1] for each in ours)} octets, tshark's {len(theirs)} of "
          f"{sum(each[1] for each in theirs)}; {counters}")
    return len(theirs), differ


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    tshark = shutil.which("tshark")
    if not tshark:
        print("skipped: there is no tshark")
        return SKIPPED
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    total, bad = 0, 0
    with tempfile.TemporaryDirectory() as made:
        captures = list(made_captures(pathlib.Path(made)))
        if folder and pathlib.Path(folder).is_dir():
            captures += [(capture, None) for capture in given_captures(folder)]
        else:
            print("skipped: captures of others, for $CELLTALLY_CAPTURES names no directory")
        for capture, put_in in captures:
            messages, differ = compare(sys.argv[1], tshark, capture, put_in)
            total += messages
            bad += differ
    print(f"in all: {total} messages, {bad} captures differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
