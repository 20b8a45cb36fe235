#!/usr/bin/env python3
"""Compares the PFCP messages that `celltally decode` shows with those of tshark, one by one.

pfcp_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cause, which identities there are, permanent and temporary, and that the same
IMSI is always the same person. Captures: one around the vectors of tests/data/pfcp_vectors.json,
made here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given.
Exit 1: a difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import sys

import conformance
import pcap_file
import pdml
from pdml import first, number, shown

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {}

_SESSION = range(50, 58)
_REQUESTS_WITH_AN_END = (50, 52)
_DETECTION = {1, 9}                  # rules, which hold what they detect (2)
_ENDS = {8, 127, 128, 129, 256}      # what came of a rule; traffic endpoints
_ROOM = 15


def _elements(group):
    """(type, element) of those right inside."""
    for field in group:
        kind = next((each for each in field if each.get("name") == "pfcp.ie_type"), None)
        if kind is not None:
            yield int(kind.get("show"), 0), field


def _message(layer, before):
    type_number = number(layer, "pfcp.msg_type")
    if type_number is None:
        return None
    message = pdml.Message("pfcp", type_number)
    message.temporary = []
    if message.type not in _SESSION:
        return message
    if any(each.get("name") == "pfcp.seid" and int(each.get("show"), 0) for each in layer):
        message.temporary.append("pfcp_session")
    tunnels, addresses, control_end, user = {}, {}, None, None
    for kind, element in _elements(layer):
        if kind == 19 and message.cause is None:
            message.cause = number(element, "pfcp.cause")
        elif kind == 57 and control_end is None:
            control_end = element
        elif kind == 141 and user is None:
            user = element
        elif kind in _DETECTION:
            for inner, part in _elements(element):
                if inner == 2:
                    _read_ends(part, tunnels, addresses)
        elif kind in _ENDS:
            _read_ends(element, tunnels, addresses)
    _read_end(control_end, before, message)
    _read_user(user, message)
    message.temporary += ["user_tunnel"] * sum(tunnels.values())
    message.temporary += ["ue_address"] * len(addresses)
    del message.temporary[_ROOM:]
    return message


def _read_ends(group, tunnels, addresses):
    parts = {}
    for kind, element in _elements(group):
        parts.setdefault(kind, element)
    for name in ("ipv4", "ipv6"):
        if 93 in parts and first(parts[93], f"pfcp.ue_ip_addr_{name}") is not None:
            addresses.setdefault(name, True)
    towards = shown(parts[20], "pfcp.source_interface") if 20 in parts else "0"
    if 21 not in parts or towards != "0":
        return
    if number(parts[21], "pfcp.f_teid.teid"):
        tunnels[parts[21].get("value")] = sum(
            first(parts[21], f"pfcp.f_teid.{name}") is not None for name in ("ipv4_addr", "ipv6_addr"))


def _read_end(element, before, message):
    if not number(element, "pfcp.seid"):
        return
    nodes = [shown(element, f"pfcp.f_seid.{name}") for name in ("ipv4", "ipv6")]
    given = sum(node is not None for node in nodes)
    if message.type in _REQUESTS_WITH_AN_END and pdml.source_address(before) not in nodes:
        given += 1
    message.temporary += ["pfcp_session"] * given


def _read_user(element, message):
    message.imsi = shown(element, "e212.imsi")
    for kind, name in (("imsi", "e212.imsi"), ("imei", "pfcp.user_id.imei"), ("msisdn", "e164.msisdn")):
        if shown(element, name):
            message.ids.add(kind)


def made_captures(folder):
    # Two minutes apart: some have the same sequence number and would be copies of each other.
    frames = [pcap_file.udp_frame(each, port=8805)
              for each in conformance.vectors("pfcp_vectors").values()]
    yield conformance.made_capture(folder, "pfcp_vectors", frames, seconds_apart=120)


def messages_of(packet):
    return pdml.messages_in(packet, {"pfcp": _message})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("pfcp",), "pfcp && udp.port == 8805", messages_of, made_captures,
                             ACCEPTED))
