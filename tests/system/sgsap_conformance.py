#!/usr/bin/env python3
"""Compares what `celltally decode` says of SGsAP with what tshark says, message by message.

sgsap_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one around messages of every type and the vectors of tests/data/sgsap_vectors.json, made
here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit
77: skipped. No identity is ever printed.
"""

import json
import pathlib
import sys

import message_conformance as conformance
import pcap_file

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "data" / "sgsap_vectors.json"
PORT = 29118


def field(layer, name):
    return next((each for each in layer.iter("field") if each.get("name") == name), None)


def number(layer, name):
    found = field(layer, name)
    return None if found is None else int(found.get("show"), 0)


def place(part, kind, name, digits):
    mcc, mnc = field(part, f"e212.{kind}.mcc"), field(part, f"e212.{kind}.mnc")
    code = number(part, name)
    if None in (mcc, mnc, code):
        return None
    mnc_digits = 2 if mnc.get("value")[0] in "fF" else 3
    return f"{kind}:{int(mcc.get('show')):03}-{int(mnc.get('show')):0{mnc_digits}}-{code:0{digits}x}"


def message_of(frame, layer):
    message = conformance.Message(frame, number(layer, "sgsap.msg_type"))
    lai = tai = None
    tmsi = False
    for part in layer:
        if part.get("name") == "sgsap.msg_type":
            continue
        element = (part.get("value") or "")[:2]
        if element == "01" and message.imsi is None:
            imsi = field(part, "e212.imsi")
            message.imsi = None if imsi is None else imsi.get("show")
        elif element == "15":
            message.ids.add("imei")
        elif element in ("03", "0e"):
            tmsi = tmsi or any("tmsi" in each.get("name") for each in part.iter("field"))
        elif element == "04":
            lai = lai or place(part, "lai", "gsm_a.lac", 4)
        elif element == "23":
            tai = place(part, "tai", "nas_eps.emm.tai_tac", 4)
        elif element == "24":
            message.cell = place(part, "ecgi", "sgsap.eci", 7)
        elif element in ("08", "0f"):
            message.cause = number(part, "sgsap.sgs_cause" if element == "08" else
                                   "gsm_a.dtap.rej_cause")
    if message.imsi is not None:
        message.ids.add("imsi")
    message.area = tai or lai
    given = " given" if message.type == 10 else ""
    message.temporary_ids = [f"tmsi{given}"] if tmsi and lai else []
    return message


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
    with open(VECTORS, encoding="utf-8") as file:
        messages = [bytes.fromhex(each["hex"]) for each in json.load(file)]
    messages += [bytes.fromhex(f"{kind:02x}{IMSI}{rest}") for kind, rest in ELEMENTS.items()]
    messages += [bytes.fromhex("15" + NAME), bytes.fromhex("16" + NAME)]
    made = folder / "sgsap.pcap"
    pcap_file.write(made, [((1768435200 + i) * 10**9, pcap_file.sctp_frame(each, 0, i + 1, (PORT, PORT)))
                           for i, each in enumerate(messages)])
    yield made


if __name__ == "__main__":
    sys.exit(conformance.run(
        __doc__, protocol="sgsap", layer="sgsap", display_filter="sgsap", message_of=message_of,
        made_captures=made_captures))
