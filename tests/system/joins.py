#!/usr/bin/env python3
"""Joins of S1AP and S11: are the messages of a context those of the person whose session it is?

joins.py PROGRAM [CAPTURES_DIR]

The truth is what tshark shows of the whole capture, in hindsight: a context (an eNB's id from its
first message on) is the IMSI's that its NAS messages carry, or whose S11 session has the S1-U tunnel
that the context was set up with. For every capture with both protocols below CAPTURES_DIR (or
$CELLTALLY_CAPTURES) it prints how many S1AP messages got that person (hit), somebody by a temporary
identity or nobody (miss), or another person (wrong). Exit 1: a wrong one. Exit 77: skipped. No
identity is ever printed.
"""

import collections
import os
import pathlib
import shutil
import subprocess
import sys

import conformance

SKIPPED = 77
_CREATE_SESSION_REQUEST, _CREATE_SESSION_RESPONSE, _S1U_SGW = 32, 33, 1
_GIVES_ENB_ID = {(12, 0), (3, 0), (1, 1)}  # Initial UE Message, Path Switch Request, Handover Request Ack
_MME_PORT = "36412"


def rows(tshark, capture, only, fields):
    command = [tshark, "-n", "-r", str(capture), "-Y", only, "-T", "fields", "-E", "separator=|", "-E", "occurrence=a"]
    for field in fields:
        command += ["-e", field]
    run = subprocess.run(command, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        yield [part.split(",") if part else [] for part in line.split("|")]


def tunnels(tshark, capture):
    """{(address, TEID): IMSI} of the SGW's ends on S1-U, the last that had it."""
    fields = ["ip.src", "ip.dst", "gtpv2.message_type", "gtpv2.seq", "e212.imsi", "gtpv2.f_teid_interface_type",
              "gtpv2.f_teid_gre_key", "gtpv2.f_teid_ipv4"]
    asked, found = {}, {}
    for source, destination, types, sequences, imsis, interfaces, teids, addresses in rows(tshark, capture, "gtpv2", fields):
        for kind, sequence in zip(types, sequences):
            if int(kind) == _CREATE_SESSION_REQUEST and imsis:
                asked[source[0], destination[0], sequence] = imsis[0]
            imsi = asked.get((destination[0], source[0], sequence))
            if int(kind) != _CREATE_SESSION_RESPONSE or imsi is None or len(addresses) != len(interfaces):
                continue
            for interface, teid, address in zip(interfaces, teids, addresses):
                if int(interface) == _S1U_SGW:
                    found.setdefault((address, int(teid, 0)), set()).add(imsi)
    return found


class Contexts:
    """By frame, the context of its S1AP message; by context, the IMSIs that it may be of."""

    def __init__(self):
        self.of_frame, self.imsis, self._current, self._count = {}, collections.defaultdict(set), {}, 0

    def read(self, tshark, capture):
        fields = ["frame.number", "ip.src", "ip.dst", "sctp.srcport", "sctp.dstport", "s1ap.procedureCode",
                  "s1ap.S1AP_PDU", "s1ap.ENB_UE_S1AP_ID", "e212.imsi", "s1ap.transportLayerAddressIPv4", "s1ap.gTP_TEID"]
        of_tunnel = tunnels(tshark, capture)
        for frame, source, destination, source_port, port, codes, outcomes, ids, imsis, addresses, teids in rows(
                tshark, capture, "s1ap", fields):
            if len(codes) != 1 or len(ids) != 1 or _MME_PORT not in (source_port[0], port[0]):
                continue
            up = port[0] == _MME_PORT
            enb = (source[-1], source_port[0]) if up else (destination[-1], port[0])
            key = (*enb, ids[0])
            if (int(codes[0]), int(outcomes[0])) in _GIVES_ENB_ID or key not in self._current:
                self._count += 1
                self._current[key] = self._count
            context = self.of_frame[int(frame[0])] = self._current[key]
            self.imsis[context].update(imsis)
            if not up:
                for address, teid in zip(addresses, teids):
                    self.imsis[context] |= of_tunnel.get((address, int(teid.replace(":", ""), 16)), set())


def joined(program, tshark, capture):
    """How many S1AP messages were joined how."""
    ours = conformance.by_frame(conformance.decoded(program, capture), lambda each: each["frame"])
    contexts = Contexts()
    contexts.read(tshark, capture)
    truth = {frame: next(iter(contexts.imsis[context])) for frame, context in contexts.of_frame.items()
             if len(contexts.imsis[context]) == 1}
    person_of = {}
    for frame, in_frame in ours.items():
        for message in in_frame:
            if message["protocol"] == "s1ap" and "imsi" in message.get("ids", ()) and frame in truth:
                person_of[truth[frame]] = message["person"]
    for frame, imsi in rows(tshark, capture, "gtpv2 && e212.imsi", ["frame.number", "e212.imsi"]):
        for message in ours.get(int(frame[0]), ()):
            if "imsi" in message.get("ids", ()):
                person_of[imsi[0]] = message["person"]
    tally = collections.Counter()
    for frame, imsi in truth.items():
        message = next((each for each in ours.get(frame, ()) if each["protocol"] == "s1ap"), {})
        if imsi not in person_of:
            tally["truth not seen"] += 1
        elif message.get("known_by") in (None, "temporary"):
            tally["miss"] += 1
        else:
            tally["hit" if message["person"] == person_of[imsi] else "wrong"] += 1
    tally["truth not known"] = len(contexts.of_frame) - len(truth)
    return tally


def main():
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    tshark = shutil.which("tshark")
    if not folder or not tshark:
        print("skipped: needs tshark, and real captures in $CELLTALLY_CAPTURES")
        return SKIPPED
    total = collections.Counter()
    for capture in conformance.given_captures(pathlib.Path(folder) / "lte"):
        tally = joined(sys.argv[1], tshark, capture)
        total += tally
        if sum(tally.values()):
            print(f"{capture.name}: " + ", ".join(f"{number} {what}" for what, number in sorted(tally.items()) if number))
    print("in all: " + ", ".join(f"{number} {what}" for what, number in sorted(total.items())))
    if total["wrong"] or not total["hit"]:
        print("FAILED: messages were joined to somebody else" if total["wrong"] else "FAILED: nothing was joined")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
