#!/usr/bin/env python3
"""Compares the RADIUS packets that `celltally decode` shows with those of tshark, one by one.

radius_conformance.py PROGRAM [CAPTURES_DIR]

Compared are the code, cell, area, terminate cause, which identities there are, and that the same
IMSI is always the same person. Captures: one around the vectors of tests/data/radius_vectors.json
and one of Wi-Fi and other access, both made here; where freeradius is installed, one of what its
client and server say to one another; and every capture file below CAPTURES_DIR (or
$CELLTALLY_CAPTURES), where that is given. Exit 1: a difference that is not in ACCEPTED. Exit 77:
skipped. No identity is ever printed.

tshark 4.0 reads the attributes of Starent (vendor 8164) with types and lengths of one octet; where
they have two, it loses what follows, and says "AVP too short". Give it a personal radius/dictionary
with "$INCLUDE dictionary.starent" then.
"""

import struct
import sys

import aaa_conformance
import pcap_file
import radius_by_tshark
import radius_peers

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {}

IMSI = b"001010123456789"
START = 1768435200


def attribute(number, value):
    return bytes([number, 2 + len(value)]) + value


def integer(number, value):
    return attribute(number, struct.pack(">I", value))


def of_vendor(vendor, *attributes):
    return attribute(26, struct.pack(">I", vendor) + b"".join(attributes))


def packet(code, identifier, *attributes):
    body = b"".join(attributes)
    return struct.pack(">BBH", code, identifier, 20 + len(body)) + bytes([identifier] * 16) + body


def accounting(identifier, status, *attributes):
    return packet(4, identifier, integer(40, status), attribute(44, b"%08x" % identifier),
                  attribute(4, bytes([10, 3, 3, 3])), *attributes)


def other_packets():
    location = attribute(22, bytes.fromhex("8200f110303900f11001234501"))
    nr = attribute(22, bytes.fromhex("8900f11000303900f1101234567890"))
    point, client = attribute(30, b"02-00-5E-10-20-30:Net"), attribute(31, b"06-00-5e-00-00-01")
    yield accounting(1, 1, of_vendor(10415, attribute(1, IMSI), location), attribute(31, b"+99912345"))
    yield accounting(2, 3, of_vendor(10415, attribute(1, IMSI), nr))
    yield accounting(3, 2, integer(49, 1), of_vendor(10415, location))
    yield accounting(4, 1, point, client, integer(61, 19), attribute(1, b"0" + IMSI + b"@wlan.example"))
    yield accounting(5, 3, point, client)
    yield accounting(6, 2, point, client, integer(49, 4))
    yield accounting(7, 1, attribute(30, b"02005e102030:Net"), attribute(31, b"06005e000001"))
    yield accounting(8, 1, attribute(1, IMSI + b"@operator.example"), attribute(30, b"internet"))
    yield accounting(9, 1, attribute(1, b"someone@operator.example"))
    yield accounting(10, 7)
    yield packet(1, 11, attribute(1, IMSI), of_vendor(10415, location))
    yield packet(5, 12)
    yield packet(3, 13, attribute(18, b"no"))
    yield accounting(14, 1, of_vendor(9, attribute(1, b"not an IMSI")), of_vendor(10415, attribute(1, IMSI)))
    yield accounting(15, 1, attribute(241, bytes([26, 0, 0, 0x28, 0xAF, 1, 9])), attribute(31, b"99912345"))


def made_captures(folder):
    for name, packets in (("radius_vectors", aaa_conformance.vectors("radius")),
                          ("radius_others", other_packets())):
        made = folder / f"{name}.pcap"
        pcap_file.write(made, [((START + i) * 10**9, pcap_file.udp_frame(each, 1813))
                               for i, each in enumerate(packets)])
        yield made
    made = folder / "radius_peers.pcap"
    problem = radius_peers.talk(made, folder)
    if problem:
        print(f"skipped: {problem}")
    else:
        yield made


def main():
    comparison = aaa_conformance.Comparison("radius", radius_by_tshark.messages, ACCEPTED)
    return comparison.run(made_captures, __doc__)


if __name__ == "__main__":
    sys.exit(main())
