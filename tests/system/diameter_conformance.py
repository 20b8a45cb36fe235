#!/usr/bin/env python3
"""Compares the Diameter messages that `celltally decode` shows with those of tshark, one by one.

diameter_conformance.py PROGRAM [CAPTURES_DIR]

Compared are the message's name, cell, area, result, which identities there are, and that the same
IMSI is always the same person. Captures: one around the vectors of tests/data/diameter_vectors.json,
made here; and every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given.
Exit 1: a difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import sys

import conformance
import location_3gpp
import pcap_file
import pdml
from pdml import number, shown

_TGPP = "10415"

# Of the applications that are read, by their number and the command's code.
_CREDIT_CONTROL = {258: "Re-Auth", 272: "Credit-Control", 274: "Abort-Session"}
_IMS = {300: "User-Authorization", 301: "Server-Assignment", 302: "Location-Info",
        303: "Multimedia-Auth", 304: "Registration-Termination", 305: "Push-Profile"}
_WIFI = {258: "Re-Auth", 265: "AA", 268: "Diameter-EAP", 274: "Abort-Session",
         275: "Session-Termination"}
_NAMES = {
    0: {257: "Capabilities-Exchange", 280: "Device-Watchdog", 282: "Disconnect-Peer"},
    3: {271: "Accounting"},
    4: _CREDIT_CONTROL,
    16777216: _IMS,
    16777217: {306: "User-Data", 307: "Profile-Update", 308: "Subscribe-Notifications",
               309: "Push-Notification"},
    16777236: {258: "Re-Auth", 265: "AA", 274: "Abort-Session", 275: "Session-Termination"},
    16777238: {258: "Re-Auth", 272: "Credit-Control"},
    16777250: _WIFI,
    16777251: {316: "Update-Location", 317: "Cancel-Location", 318: "Authentication-Information",
               319: "Insert-Subscriber-Data", 320: "Delete-Subscriber-Data", 321: "Purge-UE",
               322: "Reset", 323: "Notify"},
    16777252: {324: "ME-Identity-Check"},
    16777255: {8388620: "Provide-Location", 8388621: "Location-Report"},
    16777264: _WIFI,
    16777265: {each: _IMS[each] for each in (301, 303, 304, 305)},
    16777272: _WIFI,
}
_NOT_READ = (257, 280, 282, 322)  # nobody is named in these

# Places that are AVPs of their own.
_PLACES = {"v1602": "ecgi", "v2517": "ecgi", "v1604": "cgi", "v1607": "sai", "v1603": "tai",
           "v1605": "rai", "v1606": "lai"}


def _message(layer, before):
    """A chunk that tshark knows for a retransmission is not read by it, nor by us."""
    command = number(layer, "diameter.cmd.code")
    known = _NAMES.get(number(layer, "diameter.applicationId"), {}).get(command)
    request = shown(layer, "diameter.flags.request") in ("1", "True")
    name = (known or "Other") + ("-Request" if request else "-Answer")
    message = pdml.Message("diameter", pdml.NOT_COMPARED, name)
    if known and command not in _NOT_READ:
        _read(layer, (), message)
    return message


def _read(element, path, message):
    """Every AVP below `element`; `path` are the (vendor, code) of the groups it is in."""
    for field in element:
        if field.get("name") != "diameter.avp":
            _read(field, path, message)
            continue
        code = _shown_directly(field, "diameter.avp.code")
        vendor = _shown_directly(field, "diameter.avp.vendorId") or "0"
        if code is None:
            continue
        here = path + ((vendor, code),)
        _take(here, field, message)
        _read(field, here, message)


def _shown_directly(field, name):
    return next((each.get("show") for each in field if each.get("name") == name), None)


def _octets(field):
    """The AVP's data: behind code, flags and length, and the vendor where there is one."""
    whole = bytes.fromhex(field.get("value"))
    header = 12 if whole[4] & 0x80 else 8
    length = int.from_bytes(whole[5:8], "big")
    return whole[header:length]


def _take(path, field, message):
    names = [code if vendor == "0" else f"{'v' if vendor == _TGPP else '?'}{code}"
             for vendor, code in path]
    octets = _octets(field)
    dotted = ".".join(names)
    if dotted in ("268", "297.298") and message.cause is None:
        message.cause = int.from_bytes(octets, "big")
    elif dotted in ("v22", "v873.v874.v22"):
        message.cell, message.area = location_3gpp.places(octets)
    elif dotted.rsplit(".", 1)[-1] in _PLACES:
        place = location_3gpp.place(_PLACES[names[-1]], octets)
        if _PLACES[names[-1]] in ("tai", "rai", "lai"):
            message.area = place
        else:
            message.cell = place
    elif dotted == "1" and octets.split(b"@")[0].isdigit() and message.imsi is None:
        digits = octets.split(b"@")[0]
        if 14 <= len(digits) <= 15:
            message.has_imsi(digits.decode())
    elif dotted in ("443", "v873.443"):
        _subscription(field, message)
    elif dotted in ("v701", "v1400.v701"):
        message.ids.add("msisdn")
    elif dotted in ("v1401.v1402", "v20", "v1402", "458.460"):
        message.ids.add("imei")
    elif dotted == "v1":
        message.has_imsi(octets.decode())


def _subscription(group, message):
    kind, data = None, b""
    for field in group.iter("field"):
        if field.get("name") == "diameter.avp" and field is not group:
            code = _shown_directly(field, "diameter.avp.code")
            if code == "450":
                kind = int.from_bytes(_octets(field), "big")
            elif code == "444":
                data = _octets(field)
    if kind == 0:
        message.ids.add("msisdn")
    elif kind == 1:
        message.has_imsi(data.decode())


def made_captures(folder):
    # Two minutes apart: they have the same end-to-end identifier and would be copies of each other.
    frames = [pcap_file.sctp_frame(each, ppid=46, tsn=1 + i, ports=(40000, 3868))
              for i, each in enumerate(conformance.vectors("diameter_vectors").values())]
    yield conformance.made_capture(folder, "diameter_vectors", frames, seconds_apart=120)


def messages_of(packet):
    return pdml.messages_in(packet, {"diameter": _message})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("diameter",), "diameter", messages_of, made_captures))
