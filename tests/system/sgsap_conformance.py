#!/usr/bin/env python3
"""Compares what `celltally decode` says of SGsAP with what tshark says, message by message.

sgsap_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one around messages of every type and the vectors of tests/data/sgsap_vectors.json, made
here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit
77: skipped. No identity is ever printed.
"""

import sys

import conformance
import pcap_file
import pdml
from pdml import number, own, place, shown

PORT = 29118


def message_of(layer, before):
    message = pdml.Message("sgsap", number(layer, "sgsap.msg_type"))
    lai = tai = None
    tmsi = False
    for part in layer:
        if part.get("name") == "sgsap.msg_type":
            continue
        element = (part.get("value") or "")[:2]
        if element == "01" and message.imsi is None:
            message.imsi = shown(part, "e212.imsi")
        elif element == "15":
            message.ids.add("imei")
        elif element in ("03", "0e"):
            tmsi = tmsi or any("tmsi" in each.get("name") for each in own(part))
        elif element == "04":
            lai = lai or place(part, "lai", ("gsm_a.lac", 4))
        elif element == "23":
            tai = place(part, "tai", ("nas_eps.emm.tai_tac", 4))
        elif element == "24":
            message.cell = place(part, "ecgi", ("sgsap.eci", 7))
        elif element in ("08", "0f"):
            message.cause = number(part, "sgsap.sgs_cause" if element == "08" else
                                   "gsm_a.dtap.rej_cause")
    if message.imsi is not None:
        message.has_imsi(message.imsi)
    message.area = tai or lai
    message.temporary = ["tmsi"] if tmsi and lai else []
    return message


def further_differences(theirs, ours):
    """A TMSI is given by a Location Update Accept, and named by others."""
    given = [each.endswith(" given") for each in ours.get("temporary_ids", ())]
    if any(each != (theirs.type == 10) for each in given):
        yield "given", given, theirs.type == 10


# What each message has beside the IMSI, in the order of TS 29.118 8, as hexadecimal digits.
NAME = "0905046d6d6531"
VLR = "020403766372"
LAI, OLD_LAI, TMSI = "040500f1100505", "040500f1100606", "0304c0ffee01"
IMEISV, TAI, CELL = "15093335547698103254f6", "230500f1103039", "240700f11001234501"
NAS = "16020904"
ELEMENTS = {
    0x01: VLR + "200101" + TMSI + LAI,
    0x02: "080106",
    0x06: "200102" + IMEISV + TAI + CELL + "250100",
    0x07: NAS,
    0x08: NAS + IMEISV + TAI + CELL,
    0x09: NAME + "0a0102" + LAI + OLD_LAI + TAI + CELL,
    0x0A: LAI + "0e05f4c0ffee01",
    0x0B: "0f0102" + LAI,
    0x0C: "", 0x0D: "", 0x0E: "", 0x0F: "080103", 0x10: "",
    0x11: NAME + "100102",
    0x12: "",
    0x13: NAME + "110102",
    0x14: "", 0x17: "",
    0x18: TAI + CELL,
    0x1A: "1702431a",
    0x1B: "080103",
    0x1D: "0801081b0101",
    0x1F: "080106",
}
IMSI = "01080910101032547698"  # 001010123456789


def made_captures(folder):
    messages = list(conformance.vectors("sgsap_vectors").values())
    messages += [bytes.fromhex(f"{kind:02x}{IMSI}{rest}") for kind, rest in ELEMENTS.items()]
    messages += [bytes.fromhex("15" + NAME), bytes.fromhex("16" + NAME)]
    yield conformance.made_capture(
        folder, "sgsap", [pcap_file.sctp_frame(each, 0, i + 1, (PORT, PORT))
                          for i, each in enumerate(messages)])


def messages_of(packet):
    return pdml.messages_in(packet, {"sgsap": message_of})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("sgsap",), "sgsap", messages_of, made_captures,
                             further_differences=further_differences))
