#!/usr/bin/env python3
"""Compares what `celltally decode` says of RANAP, BSSAP and SCCP with what tshark says.

sigtran_conformance.py PROGRAM [CAPTURES_DIR]

Captures: one around the vectors of tests/data/sigtran_vectors.json, made here, on several ports; and
every capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given. Exit 1: a
difference that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import collections
import re
import sys

import application_part
import conformance
import pcap_file
import pdml
from location_3gpp import plmn
from pdml import first, number, own, value

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("sigtran_vectors.pcap", 69, "messages"): "tshark does not hand on what DT2 carries",
}

PROTOCOLS = ("ranap", "bssap", "sccp")
M3UA, SUA, RUA = 3, 4, 19  # PPIDs
PORTS = {M3UA: (2905, 1701, 13127), SUA: (14001,), RUA: (29169,)}

# Messages that begin or end a connection, of SCCP (ITU-T Q.713 table 1) and of SUA.
_CONNECTION = (1, 2, 3, 4, 5)
_SUA_CONNECTION_ORIENTED = 8

_DTAP_TYPE = re.compile(r"gsm_a\.dtap\.msg_(mm|cc|rr|sms|ss|gmm)_type")
_OTHER_USERS = re.compile(r"^(tcap|gsm_map|rnsap|pcap|camel|isup|sccpmg|inap)$")


def messages_of(packet):
    """What SCCP carries follows it, layer by layer."""
    readers, found, message = {"sccp": _sccp, "sua": _sua, "rua": _rua}, [], None
    for layer in packet:
        name = layer.get("name")
        if name in readers:
            message = readers[name](layer)
            found.append(message)
        elif message is None:
            continue
        elif name == "ranap":
            _ranap(layer, message)
        elif name == "bssap":
            message.protocol = "bssap"
        elif name == "gsm_a.bssmap":
            _bssmap(layer, message)
        elif name == "gsm_a.dtap":
            _nas(layer, message)
        elif name == "_ws.malformed" or (name == "data" and message.protocol is None):
            message.malformed = name == "_ws.malformed"
        elif _OTHER_USERS.match(name):
            message.protocol = name
    return [each for each in found if each.protocol in PROTOCOLS]


def _carrier(layer, kind, references):
    """A message of SCCP's own where there is a kind; what it carries may make another of it."""
    message = pdml.Message(kind and "sccp", kind)
    message.connections = sum(first(layer, each) is not None for each in references)
    message.tmsi = False
    return message


def _sccp(layer):
    kind = number(layer, "sccp.message_type")
    called, calling = number(layer, "sccp.called.ssn"), number(layer, "sccp.calling.ssn")
    begins_another = kind == 1 and called not in (None, 142, 254)
    nobody = {called, calling} & {None, 142, 254} and not begins_another
    return _carrier(layer, kind if nobody and kind in _CONNECTION else None, ("sccp.slr", "sccp.dlr"))


def _sua(layer):
    kind = number(layer, "sua.message_type")
    oriented = number(layer, "sua.message_class") == _SUA_CONNECTION_ORIENTED
    return _carrier(layer, kind if oriented and kind in _CONNECTION else None,
                    ("sua.source_reference_number", "sua.destination_reference_number"))


def _rua(layer):
    return _carrier(layer, None, ("rua.Context_ID",))


def _ranap(layer, message):
    ranap, elements = application_part.message_and_elements(layer, "ranap")
    message.protocol, message.type = "ranap", ranap.type
    cause = first(elements.get("4"), "ranap.Cause")
    if cause is not None:
        message.cause = int(cause[-1].get("show"))
    _identities(layer, message)
    message.tmsi |= {"64", "21"} <= elements.keys()
    if ranap.procedure == 2:
        _ranap_target(elements.get("62"), message)
    elif ranap.procedure in (18, 19, 20):
        for each in ("97", "0", "58"):
            message.cell = _place("sai", elements.get(each), "ranap.sAC") or message.cell
        message.area = _area(elements)


def _ranap_target(element, message):
    message.cell = _place("cgi", element, "ranap.cI")
    if not message.cell:
        message.area = _lai(element)


def _area(elements):
    area = _lai(elements.get("15"))
    code = number(elements.get("55"), "ranap.RAC")
    return f"rai{area[3:]}-{code:02x}" if area and code is not None else area


def _lai(element):
    lac = number(element, "ranap.lAC")
    return None if lac in (0, 0xFFFE) else _place("lai", element)


def _place(kind, element, *names):
    octets = [value(element, each) for each in ("ranap.pLMNidentity", "ranap.lAC", *names)]
    if None in octets:
        return None
    return f"{kind}:{'-'.join([plmn(bytes.fromhex(octets[0])), *octets[1:]])}"


def _bssmap(layer, message):
    message.type = number(layer, "gsm_a.bssmap.msgtype")
    elements = collections.defaultdict(list)
    for each in layer:
        elements[number(each, "gsm_a.bssmap.elem_id")].append(bytes.fromhex(each.get("value", "")))
    _identities(layer, message)
    message.tmsi |= message.type == 0x52 and 9 in elements
    cells, lists = elements.get(5, ()), elements.get(0x1A, ())
    if message.type in (0x57, 0x02, 0x14, 0x17) and cells:
        message.cell, message.area = _cgi(cells[0][2:])
    elif message.type == 0x10 and len(cells) > 1:
        message.cell, _ = _cgi(cells[1][2:])
    elif message.type == 0x11 and lists and len(lists[0]) == 10:
        message.cell, _ = _cgi(lists[0][2:])
    if 4 in elements:
        message.cause = number(layer, "gsm_a.bssmap.cause")


def _cgi(octets):
    """The cell, and its location area; of an identity without its network, neither."""
    if len(octets) != 8 or octets[0] & 15:
        return None, None
    area = f"{plmn(octets[1:4])}-{octets[4:6].hex()}"
    return f"cgi:{area}-{octets[6:].hex()}", f"lai:{area}"


def _nas(layer, message):
    """A message of NAS: by itself in DTAP, or inside another."""
    for field in own(layer):
        name = field.get("name")
        if _DTAP_TYPE.fullmatch(name) and message.protocol == "bssap" and message.type is None:
            message.name = field.get("showname").split(": ", 1)[1].rsplit(" (", 1)[0]
            message.type = pdml.NOT_COMPARED
        elif name in ("gsm_a.dtap.rej_cause", "gsm_a.gm.gmm.cause") and message.cause is None:
            message.cause = int(field.get("show"), 0)
    _identities(layer, message)


def _identities(layer, message):
    pdml.read_identities(layer, message)
    message.tmsi |= any(first(layer, each) is not None for each in ("3gpp.tmsi", "gsm_a.tmsi"))


def further_differences(theirs, ours):
    names = conformance.temporary_kinds(ours)
    if names.count("sccp_connection") != theirs.connections:
        yield "connections", names.count("sccp_connection"), theirs.connections
    if {"tmsi", "p_tmsi"} & set(names) and not theirs.tmsi:
        yield "tmsi", "named", "none"


def made_captures(folder):
    """The vectors, in their order, each on a port of its own protocol."""
    frames = []
    for i, (name, message) in enumerate(conformance.vectors("sigtran_vectors").items()):
        ppid = SUA if "_sua_" in name else RUA if "_rua_" in name else M3UA
        port = PORTS[ppid][i % len(PORTS[ppid])]
        ports = (40000, port) if ppid == RUA else (port, port)
        frames.append(pcap_file.sctp_frame(message, ppid, i + 1, ports))
    yield conformance.made_capture(folder, "sigtran_vectors", frames)


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, PROTOCOLS, "m3ua || sua || rua", messages_of, made_captures,
                             ACCEPTED, further_differences=further_differences))
