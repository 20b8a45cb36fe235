#!/usr/bin/env python3
"""Compares the Diameter messages that `celltally decode` shows with those of tshark, one by one.

diameter_conformance.py PROGRAM [CAPTURES_DIR]

Compared are the message's name, cell, area, result, which identities there are, and that the same
IMSI is always the same person. Captures: one around the vectors of tests/data/diameter_vectors.json,
made here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given.
Exit 1: a difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import sys

import aaa_conformance
import diameter_by_tshark
import pcap_file

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {}


def made_captures(folder):
    made = folder / "diameter_vectors.pcap"
    frames = [pcap_file.sctp_frame(each, ppid=46, tsn=1 + i, ports=(40000, 3868))
              for i, each in enumerate(aaa_conformance.vectors("diameter"))]
    # Two minutes apart: they have the same end-to-end identifier and would be copies of each other.
    pcap_file.write(made, [((1768435200 + 120 * i) * 10**9, each) for i, each in enumerate(frames)])
    yield made


def main():
    comparison = aaa_conformance.Comparison("diameter", diameter_by_tshark.messages, ACCEPTED)
    return comparison.run(made_captures, __doc__)


if __name__ == "__main__":
    sys.exit(main())
