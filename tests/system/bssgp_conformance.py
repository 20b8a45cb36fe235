#!/usr/bin/env python3
"""Compares what `celltally decode` says of BSSGP with what tshark says.

bssgp_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one around the vectors of tests/data/gb_vectors.json, made here; and every capture file below
CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given. Exit 1: a difference that is not in
ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import sys

import conformance
import pcap_file
import pdml
from location_3gpp import plmn
from pdml import first, number

PORT = 23000

_UL_UNITDATA = 1
_SUSPENSIONS = (0x0B, 0x0E)
_GMM = 8


def messages_of(packet):
    """What BSSGP carries follows it, layer by layer; SM is not read."""
    message = None
    for layer in packet:
        name = layer.get("name")
        if name == "bssgp" and message is None:
            message = _bssgp(layer)
        elif (name == "gsm_a.dtap" and message
              and number(layer, "gsm_a.L3_protocol_discriminator") == _GMM):
            pdml.read_identities(layer, message)
            message.cause = number(layer, "gsm_a.gm.gmm.cause")
    return [message] if message else []


def _bssgp(layer):
    message = pdml.Message("bssgp", number(layer, "bssgp.pdu_type"))
    message.tlli = first(layer, "gsm_a.rr.tlli") is not None
    pdml.read_identities(layer, message)
    for element in layer:
        value = bytes.fromhex(element.get("value", ""))
        if value[:2] == b"\x08\x88" and message.type == _UL_UNITDATA:
            message.area = _routing_area(value[2:8])
            message.cell = f"cgi:{plmn(value[2:5])}-{value[5:7].hex()}-{value[8:].hex()}"
        elif value[:2] == b"\x1b\x86" and message.type in _SUSPENSIONS:
            message.area = _routing_area(value[2:])
    return message


def _routing_area(octets):
    return f"rai:{plmn(octets)}-{octets[3:5].hex()}-{octets[5]:02x}"


def further_differences(theirs, ours):
    """What stands in a cell is there, and has a TLLI."""
    if theirs.cell and (ours.get("presence") not in ("exact", "leaves") or not theirs.tlli):
        yield "presence", ours.get("presence"), "in a cell"
    if theirs.cell and "tlli" not in conformance.temporary_kinds(ours):
        yield "tlli", "none", "named"
    if ours.get("retransmission"):
        yield "retransmission", True, None


def made_captures(folder):
    yield conformance.made_capture(folder, "gb_vectors",
                                   [pcap_file.udp_frame(each, PORT)
                                    for each in conformance.vectors("gb_vectors").values()])


if __name__ == "__main__":
    sys.exit(conformance.run(
        __doc__, ("bssgp",), "bssgp", messages_of, made_captures,
        options=("-d", f"udp.port=={PORT},gprs-ns"), further_differences=further_differences))
