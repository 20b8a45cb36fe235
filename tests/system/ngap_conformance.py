#!/usr/bin/env python3
"""Compares the NGAP messages that `celltally decode` shows with those of tshark, one by one.

ngap_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cell, tracking area, cause, which identities there are, permanent and temporary,
and that the same IMSI is always the same person. Captures: one around the vectors of
tests/data/ngap_vectors.json, made here; and every capture file below CAPTURES_DIR (or
$CELLTALLY_CAPTURES), where that is given. Exit 1: a difference that is not in ACCEPTED. Exit 77:
skipped. No identity is ever printed.
"""

import sys

import message_conformance
import ngap_by_tshark
import pcap_file

NULL_CIPHER = ("-o", "nas-5gs.null_decipher:TRUE")

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("free5gc_registration.pcap", 76, "ids"):
        "an IMEISV of 17 digits (TS 23.003 6.2.2 has 16): the filler at its end is a zero",
    ("roastedbeans_n1n2.pcap", 14, "ids"): "the same",
}


def differences_of(theirs, ours):
    """What differs between two readings of one message, as (what, ours, theirs)."""
    if ours["type"] != theirs.type:
        yield "message", ours["type"], theirs.type
        return
    if theirs.malformed:
        return  # what tshark itself could not read to the end proves nothing more
    if ours.get("damage"):
        yield "damage", ours["damage"], None
    for what in ("cell", "area"):
        if ours.get(what) != getattr(theirs, what):
            yield what, ours.get(what), getattr(theirs, what)
    if ours.get("cause") != theirs.cause:
        yield "cause", ours.get("cause"), theirs.cause
    if set(ours.get("ids", ())) != theirs.ids:
        yield "ids", sorted(ours.get("ids", ())), sorted(theirs.ids)
    mine = sorted(each.split()[0] for each in ours.get("temporary_ids", ()))
    if mine != sorted(theirs.temporary):
        yield "temporary", mine, sorted(theirs.temporary)


def made_captures(folder):
    made = folder / "ngap_vectors.pcap"
    frames = [pcap_file.sctp_frame(each, ppid=60, tsn=1 + i, ports=(38412, 38412))
              for i, each in enumerate(message_conformance.vectors("ngap_vectors.json"))]
    pcap_file.write(made, [((1768435200 + i) * 10**9, each) for i, each in enumerate(frames)])
    yield made


def messages(tshark, capture):
    return ngap_by_tshark.messages(tshark, capture, NULL_CIPHER)


if __name__ == "__main__":
    sys.exit(message_conformance.main(
        message_conformance.Protocol("ngap", messages, differences_of, ACCEPTED, made_captures), __doc__))
