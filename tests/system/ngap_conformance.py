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

import application_part
import conformance
import pcap_file
import pdml
from location_3gpp import plmn
from pdml import every, first, number, shown, value

OPTIONS = ("-o", "nas-5gs.null_decipher:TRUE")

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    ("free5gc_registration.pcap", 76, "ids"):
        "an IMEISV of 17 digits (TS 23.003 6.2.2 has 16): the filler at its end is a zero",
    ("roastedbeans_n1n2.pcap", 14, "ids"): "the same",
}

# In a message these name no device: restarts and errors, or everybody who may be anywhere.
_WITHOUT_IDS = {(9, 0), (20, 1), (21, 0), (21, 1), (21, 2), (24, 0), (55, 0), (56, 0)}
_NG_RESET = 20
_READ_BOTH_WAYS = {15, 46, 4, 14, 28, 29, 26}  # procedures whose NAS message goes their own way
_OWN_GUTI, _SERVICE_REQUEST = {0x42, 0x45, 0x54}, 0x4C  # NAS message types
_OF_LISTS = {"64", "71", "73", "74", "77"}


def _message(layer, before):
    message, elements = application_part.message_and_elements(layer, "ngap")
    if message is None:
        return None
    _read_location(elements, message)
    message.cause = application_part.cause_of(elements.get("15"), "ngap")
    _read_ids(elements, message)
    _read_nas(layer, elements, message)
    return message


def _plmn(element):
    return plmn(bytes.fromhex(value(element, "ngap.pLMNIdentity")))


def _read_location(elements, message):
    location = elements.get("121")
    if message.procedure == 12:  # where a handover is going to
        message.area = _area(first(elements.get("105"), "ngap.selectedTAI_element"))
    elif location is not None:
        nr, eutra = (first(location, f"ngap.{each}_element") for each in ("nR_CGI", "eUTRA_CGI"))
        message.area = _area(first(location, "ngap.tAI_element"))
        if nr is not None:
            message.cell = f"ncgi:{_plmn(nr)}-{number(nr, 'ngap.NRCellIdentity'):09x}"
        elif eutra is not None:
            message.cell = _eutra_cell(eutra)
    elif "25" in elements:
        message.cell = _eutra_cell(elements["25"])
        message.area = _area(elements.get("213"))


def _eutra_cell(element):
    return f"ecgi:{_plmn(element)}-{number(element, 'ngap.EUTRACellIdentity'):07x}"


def _area(element):
    if element is None:
        return None
    return f"tai:{_plmn(element)}-{value(element, 'ngap.tAC')}"


def _read_ids(elements, message):
    if (message.procedure, message.outcome) in _WITHOUT_IDS:
        return
    if message.procedure == _NG_RESET:
        connections = every(elements["88"], "ngap.UE_associatedLogicalNG_connectionItem_element")
        if len(connections) != 1:
            return
    for kind, name in (("ran_ue", "RAN_UE_NGAP_ID"), ("amf_ue", "AMF_UE_NGAP_ID")):
        for at in ("10", "100", "85", "114", "40", "88"):
            # tshark shows an id of a pair twice: in its place, and for filters.
            ids = [*every(elements.get(at), f"ngap.{name}"),
                   *every(elements.get(at), f"ngap.{name[0].lower()}{name[1:]}")]
            message.temporary += [kind] * len({each.get("show") for each in ids})
    for at in _OF_LISTS & elements.keys():
        message.temporary += ["user_tunnel"] * sum(_tunnels(elements[at]))


def _tunnels(sessions):
    """The addresses of the UPF's ends: only those, as requests name no end of the radio network."""
    for tunnel in every(sessions, "ngap.gTPTunnel_element"):
        address = first(tunnel, "ngap.transportLayerAddress")
        if _inside(sessions, tunnel, ("ngap.dL_NGU_UP_TNLInformation",)) or address is None:
            continue
        names = {each.get("name") for each in address.iter("field")}
        yield max(1, len(names & {"ngap.TransportLayerAddressIPv4", "ngap.TransportLayerAddressIPv6"}))


def _inside(root, wanted, names):
    return any(wanted in list(each.iter("field")) for each in root.iter("field") if each.get("name") in names)


def _read_nas(layer, elements, message):
    if _somebody(number(elements.get("26"), "ngap.fiveG_TMSI")):
        message.temporary.append("s_tmsi_5g")
    if message.procedure not in _READ_BOTH_WAYS or message.outcome != 0:
        return
    _drop_containers(layer)
    for nas in layer.iter("proto"):
        if nas.get("name") == "nas-5gs":
            _read_nas_message(nas, message)


def _drop_containers(layer):
    """The messages inside NAS messages: those are ciphered, but for the null cipher."""
    for field in list(layer.iter()):
        for inner in list(field):
            if inner.get("show", "").startswith("NAS message container"):
                field.remove(inner)


def _read_nas_message(nas, message):
    kind = number(nas, "nas_5gs.mm.message_type")
    if kind is None:
        return
    cause = number(nas, "nas_5gs.mm.5gmm_cause")
    if cause is not None:
        message.cause = cause
    identities = [each.get("show") for each in every(nas, "nas_5gs.mm.type_id")]
    if {"3", "5"} & set(identities):
        message.ids.add("imei")
    for suci in every(nas, "nas_5gs.mm.suci.msin"):
        message.has_imsi((shown(nas, "e212.mcc"), shown(nas, "e212.mnc"), suci.get("show")))
    gutis = sum(_somebody(number(each, "nas_5gs.5g_tmsi")) for each in _identities(nas))
    message.temporary += ["guti"] * gutis
    # That of a service request is known from NGAP; the AMF's own are those that it gives or ends.
    given = kind in _OWN_GUTI and gutis or kind == _SERVICE_REQUEST
    if given and "s_tmsi_5g" not in message.temporary:
        message.temporary.append("s_tmsi_5g")


def _identities(nas):
    """The 5G-GUTIs."""
    for field in nas.iter("field"):
        names = {each.get("name") for each in field}
        if {"nas_5gs.amf_region_id", "nas_5gs.5g_tmsi"} <= names:
            yield field


def _somebody(tmsi):
    return tmsi not in (None, 0, 0xFFFFFFFF)


def made_captures(folder):
    frames = [pcap_file.sctp_frame(each, ppid=60, tsn=1 + i, ports=(38412, 38412))
              for i, each in enumerate(conformance.vectors("ngap_vectors").values())]
    yield conformance.made_capture(folder, "ngap_vectors", frames)


def messages_of(packet):
    return pdml.messages_in(packet, {"ngap": _message})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("ngap",), "ngap && sctp", messages_of, made_captures, ACCEPTED,
                             OPTIONS))
