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

import re
import struct
import sys

import conformance
import location_3gpp
import pcap_file
import pdml
import radius_peers
from pdml import every, first, number, shown

_TGPP = "10415"
_WIFI_PORT = 19


def _message(layer, before):
    name = re.fullmatch(r"Code: (.*) \(\d+\)", first(layer, "radius.code").get("showname"))
    message = pdml.Message("radius", pdml.NOT_COMPARED, name.group(1))
    plain, of_3gpp = _attributes(layer)
    if 49 in plain:
        message.cause = int.from_bytes(plain[49], "big")
    if 22 in of_3gpp:
        message.cell, message.area = location_3gpp.places(of_3gpp[22])
    if 20 in of_3gpp:
        message.ids.add("imei")
    if 1 in of_3gpp:
        message.has_imsi(of_3gpp[1].decode())
    elif 1 in plain:
        user = re.fullmatch(rb"[016]?((?:[2-7]\d\d|001|9\d\d)\d{11,12})(?:@.*)?", plain[1])
        if user:
            message.has_imsi(user.group(1).decode())
    _stations(plain, message)
    return message


def _attributes(layer):
    """The values by type: of RADIUS itself, and of 3GPP."""
    plain, of_3gpp = {}, {}
    for avp in every(layer, "radius.avp"):
        kind = number(avp, "radius.avp.type")
        plain[kind] = bytes.fromhex(avp.get("value"))[2:]
        if kind != 26 or shown(avp, "radius.avp.vendor_id") != _TGPP:
            continue
        for part in avp:
            if number(part, "radius.avp.vendor_type") is not None:
                of_3gpp[number(part, "radius.avp.vendor_type")] = bytes.fromhex(part.get("value"))[2:]
    return plain, of_3gpp


def _stations(plain, message):
    """An access point and a device, or a name and a telephone number."""
    wifi = int.from_bytes(plain.get(61, b""), "big") == _WIFI_PORT
    called = plain.get(30, b"").decode(errors="replace")
    point = re.match(r"((?:[0-9a-fA-F]{2}[-:]){5}[0-9a-fA-F]{2}|[0-9a-fA-F]{12}(?=:))(:|$)", called)
    if point:
        wifi = True
        digits = re.sub("[-:]", "", point.group(1)).lower()
        message.cell = "wifi:" + "-".join(re.findall("..", digits))
        message.area = None
    if not wifi and re.fullmatch(rb"\+?\d{1,15}", plain.get(31, b"")):
        message.ids.add("msisdn")


IMSI = b"001010123456789"


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
    for name, packets in (("radius_vectors", conformance.vectors("radius_vectors").values()),
                          ("radius_others", other_packets())):
        yield conformance.made_capture(folder, name,
                                       [pcap_file.udp_frame(each, 1813) for each in packets])
    peers = folder / "radius_peers.pcap"
    problem = radius_peers.talk(peers, folder)
    if problem:
        print(f"skipped: {problem}")
    else:
        yield peers


def messages_of(packet):
    return pdml.messages_in(packet, {"radius": _message})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("radius",), "radius", messages_of, made_captures))
