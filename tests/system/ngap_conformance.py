#!/usr/bin/env python3
"""Compares the NGAP messages that `celltally decode` shows with those of tshark, one by one.

ngap_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cell, tracking area, cause, which identities there are, permanent and temporary,
and that the same IMSI is always the same person. Captures: one around the vectors of
tests/data/ngap_vectors.json, made here; and every capture file below CAPTURES_DIR (or
$CELLTALLY_CAPTURES), where that is given. Exit 1: a difference that is not in ACCEPTED. Exit 77:
skipped. No identity is ever printed.
"""

import json
import pathlib
import sys

import message_conformance
import ngap_by_tshark
import pcap_file

OPTIONS = ("-o", "sctp.reassembly:TRUE", "-o", "nas-5gs.null_decipher:TRUE")

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("free5gc_registration.pcap", 76, "ids"):
        "an IMEISV of 17 digits (TS 23.003 6.2.2 has 16): the filler at its end is a zero",
    ("roastedbeans_n1n2.pcap", 14, "ids"): "the same",
}


def made_captures(folder):
    made = folder / "ngap_vectors.pcap"
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / "ngap_vectors.json"
    with open(vectors, encoding="utf-8") as file:
        octets = [bytes.fromhex(each["hex"]) for each in json.load(file)]
    frames = [pcap_file.sctp_frame(each, ppid=60, tsn=1 + i, ports=(38412, 38412))
              for i, each in enumerate(octets)]
    pcap_file.write(made, [((1768435200 + i) * 10**9, each) for i, each in enumerate(frames)])
    yield made


if __name__ == "__main__":
    sys.exit(message_conformance.run(__doc__, "ngap", "ngap", "ngap && sctp", None, made_captures,
                                     ACCEPTED, OPTIONS, messages_of=ngap_by_tshark.messages_of))
