#!/usr/bin/env python3
"""Compares what `celltally decode` says of GTP-C with what tshark says, message by message.

gtp_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one made by `celltally simulate`; one around the vectors of tests/data/gtp_vectors.json,
made here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given.
Exit 1: a difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import re
import subprocess
import sys

import conformance
import location_3gpp
import pcap_file
import pdml
from pdml import number, place, ports, shown

_T_PDU = 255

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("ndpi_gtp_c.pcap", 1, "cell"):
        "an ECI has 28 bits (TS 29.274 8.21.5); tshark shows the spare bits with it",
    ("ndpi_gtp_c.pcap", 3, "cell"): "as in frame 1",
    ("ndpi_gtp_false_positive.pcapng", 6, "messages"):
        "not GTP: the optional header that its flags announce is not there",
    ("ndpi_gtp_false_positive.pcapng", 7, "messages"):
        "not GTP: its length is less than that of the header",
}


def _port_fits(before):
    return "2123" in ports(before, "udp")


def _gtpv2(layer, before):
    type_number = number(layer, "gtpv2.message_type")
    if type_number is None or not _port_fits(before):
        return None
    message = pdml.Message("gtpv2", type_number)
    locations = {}
    for element in layer:  # the information elements of the message itself
        kind = number(element, "gtpv2.ie_type")
        if kind == 2 and message.cause is None:
            message.cause = number(element, "gtpv2.cause")
        elif kind == 1 and message.imsi is None:
            message.has_imsi(shown(element, "e212.imsi"))
        elif kind == 76:
            message.ids.add("msisdn")
        elif kind == 75:
            message.ids.add("imei")
        elif kind == 86:
            locations.setdefault(number(element, "gtpv2.instance"), element)
    if locations:
        _read_uli(locations[min(locations)], message)
    else:  # other elements say where, which are not read here
        message.cell = message.area = pdml.NOT_COMPARED
    return message


def _read_uli(element, message):
    """Which cell, which area (TS 29.274 8.21), by the product's documented preference."""
    rai = place(element, "rai", ("gtpv2.rai_lac", 4), ("gtpv2.rai_rac", 4))
    message.cell = (place(element, "ecgi", ("gtpv2.ecgi_eci", 7))
                    or place(element, "cgi", ("gtpv2.uli_cgi_lac", 4), ("gtpv2.uli_cgi_ci", 4))
                    or place(element, "sai", ("gtpv2.sai_lac", 4), ("gtpv2.sai_sac", 4))
                    or _site(bytes.fromhex(element.get("value"))[4:]))
    message.area = (place(element, "tai", ("gtpv2.tai_tac", 4))
                    or rai and rai[:-2]  # an octet ff stands behind the RAC
                    or place(element, "lai", ("gtpv2.uli_lai_lac", 4)))


def _site(uli):
    """Macro or extended macro eNB, which tshark 4.0 marks as present but does not show."""
    at = 1
    for flag, size, kind in ((1, 7, None), (2, 7, None), (4, 7, None), (8, 5, None), (16, 7, None),
                             (32, 5, None), (64, 6, "enb"), (128, 6, "extended")):
        if not uli or not uli[0] & flag:
            continue
        part, at = uli[at : at + size], at + size
        if kind and len(part) == size:
            return location_3gpp.place(kind, part)
    return None


def _gtpv1(layer, before):
    type_number = number(layer, "gtp.message")
    if type_number in (None, _T_PDU) or shown(layer, "gtp.flags.payload") == "0":
        return None  # user plane, or GTP', which has no subscriber's location
    if shown(layer, "gtp.flags.version") != "1" or not _port_fits(before):
        return None
    message = pdml.Message("gtpv1", type_number)
    message.cause = number(layer, "gtp.cause")
    for field in layer:
        name, label = field.get("name"), field.get("show", "")
        if name == "e212.imsi" and message.imsi is None:
            message.has_imsi(field.get("show"))
        elif label.startswith("MS international PSTN/ISDN number"):
            message.ids.add("msisdn")
        elif label.startswith("IMEI(SV)"):
            message.ids.add("imei")
        elif label.startswith("Routing Area Identity"):
            message.area = place(field, "rai", ("gtp.lac", 4), ("gtp.rai_rac", 2)) or message.area
        elif re.match("User Location Information(?! Timestamp)", label):
            message.cell = (place(field, "cgi", ("gtp.lac", 4), ("gtp.cgi_ci", 4))
                            or place(field, "sai", ("gtp.lac", 4), ("gtp.sai_sac", 4)))
    if message.cell is None:  # the area may be an earlier one
        message.cell = message.area = pdml.NOT_COMPARED
    return message


def made_captures(folder):
    town = folder / "town.pcap"
    subprocess.run([sys.argv[1], "simulate", str(town), "--people", "40"], check=True)
    yield town
    # Two minutes apart: some have the same sequence number and would be copies of each other.
    yield conformance.made_capture(
        folder, "vectors", [pcap_file.udp_frame(octets) for name, octets in
                            conformance.vectors("gtp_vectors").items()
                            if name.startswith(("g1_", "g2_"))], seconds_apart=120)


def messages_of(packet):
    return pdml.messages_in(packet, {"gtp": _gtpv1, "gtpv2": _gtpv2})


if __name__ == "__main__":
    sys.exit(conformance.run(
        __doc__, ("gtpv1", "gtpv2"), "(gtp || gtpv2) && udp.port == 2123", messages_of,
        made_captures, ACCEPTED))
