#!/usr/bin/env python3
"""Compares the PFCP messages that `celltally decode` shows with those of tshark, one by one.

pfcp_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cause, which identities there are, permanent and temporary, and that the same
IMSI is always the same person. Captures: one around the vectors of tests/data/pfcp_vectors.json,
made here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given.
Exit 1: a difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import json
import pathlib
import sys

import message_conformance
import pcap_file

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {}

_SESSION = range(50, 58)
_REQUESTS_WITH_AN_END = (50, 52)
_DETECTION = {1, 9}                  # rules, which hold what they detect (2)
_ENDS = {8, 127, 128, 129, 256}      # what came of a rule; traffic endpoints
_ROOM = 15


def messages_of(packet):
    frame, source, found = 0, None, []
    for layer in packet.iter("proto"):
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name in ("ip", "ipv6"):
            source = _shown(layer, f"{name}.src")
        elif name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name == "pfcp" and _shown(layer, "pfcp.msg_type") is not None:
            found.append(_message(frame, source, layer))
    return found


def _first(element, name):
    return next((each for each in element.iter("field") if each.get("name") == name), None)


def _shown(element, name):
    field = _first(element, name)
    return None if field is None else field.get("show")


def _elements(group):
    """(type, element) of those right inside."""
    for field in group:
        kind = next((each for each in field if each.get("name") == "pfcp.ie_type"), None)
        if kind is not None:
            yield int(kind.get("show"), 0), field


def _message(frame, source, layer):
    message = message_conformance.Message(frame, int(_shown(layer, "pfcp.msg_type")))
    message.temporary = []
    if message.type not in _SESSION:
        return message
    seid = next((each.get("show") for each in layer if each.get("name") == "pfcp.seid"), "0")
    if int(seid, 0) != 0:
        message.temporary.append("pfcp_session")
    tunnels, addresses, control_end, user = {}, {}, None, None
    for kind, element in _elements(layer):
        if kind == 19 and message.cause is None:
            cause = _shown(element, "pfcp.cause")
            message.cause = None if cause is None else int(cause)
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
    _read_end(control_end, source, message)
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
        if 93 in parts and _first(parts[93], f"pfcp.ue_ip_addr_{name}") is not None:
            addresses.setdefault(name, True)
    towards = _shown(parts[20], "pfcp.source_interface") if 20 in parts else "0"
    if 21 not in parts or towards != "0":
        return
    teid = _shown(parts[21], "pfcp.f_teid.teid")
    if teid is not None and int(teid, 0) != 0:
        tunnels[parts[21].get("value")] = sum(
            _first(parts[21], f"pfcp.f_teid.{name}") is not None for name in ("ipv4_addr", "ipv6_addr"))


def _read_end(element, source, message):
    if element is None or int(_shown(element, "pfcp.seid") or "0", 0) == 0:
        return
    nodes = [_shown(element, f"pfcp.f_seid.{name}") for name in ("ipv4", "ipv6")]
    given = sum(node is not None for node in nodes)
    if message.type in _REQUESTS_WITH_AN_END and source not in nodes:
        given += 1
    message.temporary += ["pfcp_session"] * given


def _read_user(element, message):
    if element is None:
        return
    message.imsi = _shown(element, "e212.imsi")
    for kind, name in (("imsi", "e212.imsi"), ("imei", "pfcp.user_id.imei"), ("msisdn", "e164.msisdn")):
        if _shown(element, name):
            message.ids.add(kind)


def made_captures(folder):
    made = folder / "pfcp_vectors.pcap"
    vectors = pathlib.Path(__file__).resolve().parent.parent / "data" / "pfcp_vectors.json"
    with open(vectors, encoding="utf-8") as file:
        octets = [bytes.fromhex(each["hex"]) for each in json.load(file)]
    pcap_file.write(made, [((1768435200 + 120 * i) * 10**9, pcap_file.udp_frame(each, port=8805))
                           for i, each in enumerate(octets)])
    yield made


if __name__ == "__main__":
    # Inside of ICMP is a copy of what could not be delivered.
    sys.exit(message_conformance.run(__doc__, "pfcp", "pfcp",
                                     "pfcp && udp.port == 8805 && !icmp && !icmpv6", None, made_captures,
                                     ACCEPTED, messages_of=messages_of))
