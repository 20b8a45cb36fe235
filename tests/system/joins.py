#!/usr/bin/env python3
"""Joins over protocols: is a message that names no permanent identity that person's whose session it is?

joins.py PROGRAM [CAPTURES_DIR]

The truth is what tshark shows of the whole capture, in hindsight: all that a message names is one device's (contexts of
S1AP and NGAP, tunnels, sessions of GTPv2, PFCP and Diameter, a request and its answer), and whatever hangs together and
shows one IMSI is that IMSI's. What hangs together and shows two is left out: a number was given again; and so is a context
whose device names itself by a TMSI by which another IMSI's does, as devices of test programs do. For every capture
below CAPTURES_DIR (or $CELLTALLY_CAPTURES) it prints, for each protocol and those that tell who it is, how many messages
without an identity got that person (hit), somebody by a temporary identity or nobody (miss), or another person (wrong).
Exit 1: a wrong one, or nothing was joined. Exit 77: skipped. No identity is ever printed.
"""

import collections
import os
import pathlib
import shutil
import subprocess
import sys

import conformance

SKIPPED = 77
_PROTOCOLS = ("s1ap", "ngap", "pfcp", "gtpv2", "diameter")
_FIELDS = """frame.number ip.src ip.dst sctp.srcport sctp.dstport 3gpp.tmsi e212.imsi e212.mcc e212.mnc
s1ap.procedureCode s1ap.S1AP_PDU s1ap.ENB_UE_S1AP_ID s1ap.transportLayerAddressIPv4 s1ap.gTP_TEID
ngap.procedureCode ngap.NGAP_PDU ngap.RAN_UE_NGAP_ID ngap.TransportLayerAddressIPv4 ngap.gTP_TEID nas_5gs.mm.suci.msin
pfcp.msg_type pfcp.seqno pfcp.seid pfcp.f_seid.ipv4 pfcp.f_teid.ipv4_addr pfcp.f_teid.teid
gtpv2.message_type gtpv2.seq gtpv2.teid gtpv2.f_teid_ipv4 gtpv2.f_teid_gre_key
diameter.cmd.code diameter.Session-Id""".split()
# A context, by the radio network's id: the core's port, and the messages (procedure, outcome) that give the id.
_CONTEXTS = {"s1ap": ("36412", "S1AP_PDU", "ENB_UE_S1AP_ID", {(12, 0), (3, 0), (1, 1)}),
             "ngap": ("38412", "NGAP_PDU", "RAN_UE_NGAP_ID", {(15, 0), (25, 0), (13, 1)})}


def rows(tshark, capture):
    """A frame at a time, {field: values} of what it has."""
    command = [tshark, "-n", "-r", str(capture), "-Y", " || ".join(_PROTOCOLS), "-T", "fields", "-E", "separator=|"]
    known = _known_fields(tshark)
    fields = [field for field in _FIELDS if field in known]
    for field in fields:
        command += ["-e", field]
    for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
        values = dict(zip(fields, line.split("|")))
        yield collections.defaultdict(list, {field: each.split(",") for field, each in values.items() if each})


def _known_fields(tshark):
    if not _known_fields.names:
        listed = subprocess.run([tshark, "-G", "fields"], capture_output=True, text=True).stdout
        _known_fields.names = {line.split("\t")[2] for line in listed.splitlines() if line.startswith("F\t")}
    return _known_fields.names


_known_fields.names = set()


class Truth:
    """Names that hang together (a forest), and the IMSIs that frames show."""

    def __init__(self):
        self.name_of = {}  # (frame, protocol): any of its names
        self.shown = {}    # (frame, protocol): its IMSI
        self.tmsis = {}    # (frame, protocol): the TMSIs in it
        self._above, self._contexts, self._count = {}, {}, 0

    def read(self, tshark, capture):
        for row in rows(tshark, capture):
            for protocol in _PROTOCOLS:
                names = list(getattr(self, f"_{protocol}")(row))
                if not names:
                    continue
                key = int(row["frame.number"][0]), protocol
                for name in names[1:]:
                    self._above[self._root(names[0])] = self._root(name)
                self.name_of[key] = names[0]
                self.tmsis[key] = row["3gpp.tmsi"] if protocol in _CONTEXTS else []
                imsi = self._imsi(row)
                if imsi:
                    self.shown[key] = imsi

    def people(self):
        """{(frame, protocol): (IMSI, protocols that show it)} of what has one."""
        imsis, sources = collections.defaultdict(set), collections.defaultdict(set)
        for key, imsi in self.shown.items():
            imsis[self._root(self.name_of[key])].add(imsi)
            sources[self._root(self.name_of[key])].add(key[1])
        roots = {key: self._root(name) for key, name in self.name_of.items()}
        of_tmsi = collections.defaultdict(set)
        for key, root in roots.items():
            for tmsi in self.tmsis[key]:
                of_tmsi[tmsi] |= imsis[root]
        doubtful = {root for key, root in roots.items() if any(len(of_tmsi[tmsi]) > 1 for tmsi in self.tmsis[key])}
        return {key: (next(iter(imsis[root])), sources[root]) for key, root in roots.items()
                if len(imsis[root]) == 1 and root not in doubtful}

    def _root(self, name):
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    @staticmethod
    def _imsi(row):
        if row["nas_5gs.mm.suci.msin"]:  # a SUCI that is not concealed
            return row["e212.mcc"][0].zfill(3) + row["e212.mnc"][0].zfill(2) + row["nas_5gs.mm.suci.msin"][0]
        return row["e212.imsi"][0] if len(set(row["e212.imsi"])) == 1 else None

    def _context(self, protocol, row):
        core, outcome, identifier, givers = _CONTEXTS[protocol]
        codes, ids = row[f"{protocol}.procedureCode"], row[f"{protocol}.{identifier}"]
        ports = row["sctp.srcport"][:1] + row["sctp.dstport"][:1]
        if len(codes) != 1 or len(ids) != 1 or core not in ports:
            return
        up = ports[1] == core
        key = protocol, (row["ip.src"] if up else row["ip.dst"])[-1], ports[0 if up else 1], ids[0]
        if (int(codes[0]), int(row[f"{protocol}.{outcome}"][0])) in givers or key not in self._contexts:
            self._count += 1
            self._contexts[key] = self._count
        yield protocol, self._contexts[key]
        if not up:
            address = "transportLayerAddressIPv4" if protocol == "s1ap" else "TransportLayerAddressIPv4"
            yield from _ends(row[f"{protocol}.{address}"], row[f"{protocol}.gTP_TEID"])

    def _s1ap(self, row):
        return self._context("s1ap", row)

    def _ngap(self, row):
        return self._context("ngap", row)

    @staticmethod
    def _pfcp(row):
        if len(row["pfcp.msg_type"]) != 1 or int(row["pfcp.msg_type"][0]) < 50:
            return
        kind, seids = int(row["pfcp.msg_type"][0]), [int(seid, 0) for seid in row["pfcp.seid"]]
        yield _transaction("pfcp", row, row["pfcp.seqno"], kind % 2 == 0)
        if seids and seids[0] != 0:
            yield "seid", row["ip.dst"][-1], seids[0]
        if len(seids) == 2 and row["pfcp.f_seid.ipv4"]:
            yield "seid", row["pfcp.f_seid.ipv4"][0], seids[1]
        yield from _ends(row["pfcp.f_teid.ipv4_addr"], row["pfcp.f_teid.teid"])

    @staticmethod
    def _gtpv2(row):
        kinds = row["gtpv2.message_type"]
        if len(kinds) != 1 or int(kinds[0]) < 32:
            return
        requests = {32, 34, 36, 38, 64, 66, 68, 70, 95, 97, 99, 170, 176}
        yield _transaction("gtpv2", row, row["gtpv2.seq"], int(kinds[0]) in requests)
        if row["gtpv2.teid"] and int(row["gtpv2.teid"][0], 0) != 0:
            yield "end", row["ip.dst"][-1], int(row["gtpv2.teid"][0], 0)
        yield from _ends(row["gtpv2.f_teid_ipv4"], row["gtpv2.f_teid_gre_key"])

    @staticmethod
    def _diameter(row):
        if len(row["diameter.cmd.code"]) == 1 and row["diameter.Session-Id"]:
            yield "session", row["diameter.Session-Id"][0]


def _transaction(protocol, row, sequences, is_request):
    ends = row["ip.src"][-1], row["ip.dst"][-1]
    return (protocol, *(ends if is_request else reversed(ends)), sequences[0])


def _ends(addresses, teids):
    if len(addresses) == len(teids):
        for address, teid in zip(addresses, teids):
            number = int(teid.replace(":", ""), 16)
            if number != 0:
                yield "end", address, number


def joined(program, tshark, capture):
    """{(protocol, those that tell who it is, what became of it): messages}"""
    truth = Truth()
    truth.read(tshark, capture)
    people = truth.people()
    tally = collections.Counter()
    if not people:
        return tally
    ours = {}
    for message in conformance.decoded(program, capture):
        ours.setdefault((message["frame"], message["protocol"]), message)
    person_of = {imsi: ours[key]["person"] for key, imsi in truth.shown.items()
                 if key in ours and "imsi" in ours[key].get("ids", ())}
    for key, (imsi, sources) in people.items():
        message = ours.get(key)
        if message is None or imsi not in person_of or "imsi" in message.get("ids", ()):
            continue
        known = message.get("known_by") not in (None, "temporary")
        outcome = "miss" if not known else "hit" if message["person"] == person_of[imsi] else "wrong"
        tally[key[1], "+".join(sorted(sources)), outcome] += 1
    return tally


def described(tally):
    pairs = sorted({(protocol, sources) for protocol, sources, _ in tally})
    for protocol, sources in pairs:
        counts = ", ".join(f"{tally[protocol, sources, what]} {what}" for what in ("hit", "miss", "wrong"))
        yield f"{protocol} by {sources}: {counts}"


def main():
    folder = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CELLTALLY_CAPTURES")
    tshark = shutil.which("tshark")
    if not folder or not tshark:
        print("skipped: needs tshark, and real captures in $CELLTALLY_CAPTURES")
        return SKIPPED
    total = collections.Counter()
    for capture in conformance.given_captures(folder):
        tally = joined(sys.argv[1], tshark, capture)
        total += tally
        if tally:
            print(f"{capture.name}: " + "; ".join(described(tally)))
    print("in all:\n  " + "\n  ".join(described(total)))
    outcomes = collections.Counter()
    for (_, _, outcome), number in total.items():
        outcomes[outcome] += number
    if outcomes["wrong"] or not outcomes["hit"]:
        print("FAILED: messages were joined to somebody else" if outcomes["wrong"] else "FAILED: nothing was joined")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
