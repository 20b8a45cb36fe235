#!/usr/bin/env python3
"""Compares the S1AP messages that `celltally decode` shows with those of tshark, one by one.

s1ap_conformance.py PROGRAM [CAPTURES_DIR]

Compared are type, cell, tracking area, cause, which identities there are, permanent and temporary,
and that the same IMSI is always the same person. Captures: two around the messages of
tests/data/s1ap_vectors.json and s1ap_made.json (by simulate/s1ap_builder.hpp), made here; and every
capture file below CAPTURES_DIR (or $CELLTALLY_CAPTURES), where that is given. Exit 1: a difference
that is not in ACCEPTED. Exit 77: skipped. No identity is ever printed.
"""

import sys

import application_part
import conformance
import pcap_file
import pdml
from location_3gpp import plmn
from pdml import every, first, number, ports, shown, value

# (file name, frame, what differs): why we are right, or why it does not matter.
ACCEPTED = {
    **{("s1ap_vectors.pcap", frame, "damage"):
       "a Detach Request without its mandatory identity; tshark does not mind" for frame in (2, 3, 4)},
    ("open5gs_testattach.pcapng", 284, "cause"):
        "an EMM Status with a header that says it is ciphered: of those only messages are read that "
        "cannot be anything else",
}

_MME_PORT = "36412"
_RESET, _ERROR_INDICATION = 14, 15
_SENT_BY_BOTH = {14, 15, 39}
_OF_DEVICE, _OF_NETWORK = {12, 13}, {9, 11}  # whose NAS message a procedure carries
_CORE_TUNNELS = {"16", "24", "53", "95"}  # lists in which the core gives its ends
# NAS messages with a cause that is read; a Detach Request has one in an element.
_WITH_CAUSE = {0x44, 0x45, 0x4B, 0x4E, 0x5C, 0x5F, 0x60}
# NAS messages in which a GUTI or an identity is the device's, by whose message it is.
_NAMING = {True: {0x41, 0x45, 0x48, 0x56, 0x5E}, False: {0x42, 0x49, 0x50}}


def _message(layer, before):
    message, elements = application_part.message_and_elements(layer, "s1ap")
    if message is None:
        return None
    source, destination = ports(before, "sctp")
    _read_location(elements, message)
    message.cause = application_part.cause_of(elements.get("2"), "s1ap")
    to_or_of_mme = _MME_PORT in (source, destination) and source != destination
    if message.procedure not in _SENT_BY_BOTH or to_or_of_mme:
        _read_ids(elements, message)
    _read_registration(elements, message)
    _read_nas(layer, message)
    return message


def _plmn_of(element):
    return plmn(bytes.fromhex(value(element, "s1ap.pLMNidentity")))


def _read_location(elements, message):
    for at in ("100", "189"):
        identity = value(elements.get(at), "s1ap.CellIdentity")
        if identity is not None and message.cell is None:  # 28 bits at the top of 32
            message.cell = f"ecgi:{_plmn_of(elements[at])}-{identity[:7]}"
    for at in ("67", "189"):
        code = value(elements.get(at), "s1ap.tAC")
        if code is not None and message.area is None:
            operator = every(elements[at], "s1ap.pLMNidentity")[-1].get("value")
            message.area = f"tai:{plmn(bytes.fromhex(operator))}-{code}"
    _read_target(elements.get("4"), message)


def _read_target(target, message):
    """An eNB by what its identity is called, an RNC's location area, or a GSM cell."""
    operator = None if target is None else _plmn_of(target)
    for name, kind, bits, digits, flag in (("macroENB_ID", "enb", 20, 5, 0), ("homeENB_ID", "ecgi", 28, 7, 0),
                                           ("short_macroENB_ID", "enb", 18, 6, 1 << 23),
                                           ("long_macroENB_ID", "enb", 21, 6, 0)):
        octets = value(target, f"s1ap.{name}")
        if octets is not None:
            identity = int(octets, 16) >> (4 * len(octets) - bits) | flag
            message.cell = f"{kind}:{operator}-{identity:0{digits}x}"
            area = first(target, "s1ap.selected_TAI_element")
            message.area = f"tai:{_plmn_of(area)}-{value(area, 's1ap.tAC')}"
    lac, cell = value(target, "s1ap.lAC"), value(target, "s1ap.cI")
    if lac is not None and cell is not None:
        message.cell = f"cgi:{operator}-{lac}-{cell}"
    elif lac is not None:
        message.area = f"lai:{operator}-{lac}"


def _read_ids(elements, message):
    if message.procedure == _ERROR_INDICATION:
        return
    if message.procedure == _RESET:
        reset = elements.get("92")
        if message.outcome or len(every(reset, "s1ap.UE_associatedLogicalS1_ConnectionItem_element")) != 1:
            return
    for at in ("0", "8", "88", "158", "99", "92"):
        # tshark shows an id of a pair twice: in its place, and for filters.
        for kind, names in (("enb_ue", ("s1ap.ENB_UE_S1AP_ID", "s1ap.eNB_UE_S1AP_ID")),
                            ("mme_ue", ("s1ap.MME_UE_S1AP_ID", "s1ap.mME_UE_S1AP_ID"))):
            there = any(first(elements.get(at), name) is not None for name in names)
            if there and kind not in message.temporary:
                message.temporary.append(kind)
    for at in _CORE_TUNNELS & elements.keys():
        for address in every(elements[at], "s1ap.transportLayerAddress"):
            message.temporary += ["user_tunnel"] * (2 if int(address.get("size")) > 16 else 1)


def _read_registration(elements, message):
    """The S-TMSI on the radio or in paging, and the GUTI that it is a part of."""
    for at in ("96", "43"):
        if number(elements.get(at), "s1ap.m_TMSI") not in (None, 0, 0xFFFFFFFF):
            message.temporary.append("s_tmsi")
    paged = first(elements.get("43"), "s1ap.iMSI")
    if paged is not None:
        message.has_imsi(shown(elements["43"], "e212.imsi"))
    message.guti_of_radio = None
    code, own = value(elements.get("96"), "s1ap.mMEC"), value(elements.get("75"), "s1ap.mME_Code")
    if code is not None and code == own and "s_tmsi" in message.temporary:
        message.temporary.append("guti")
        message.guti_of_radio = "".join(
            value(elements["75"], f"s1ap.{each}") for each in ("pLMN_Identity", "mME_Group_ID", "mME_Code")
        ) + value(elements["96"], "s1ap.m_TMSI")


def _read_nas(layer, message):
    if message.outcome or message.procedure not in _OF_DEVICE | _OF_NETWORK:
        return
    for nas in layer.iter("proto"):
        if nas.get("name") == "nas-eps":
            _read_nas_message(nas, message.procedure in _OF_DEVICE, message)
            return


def _read_nas_message(nas, of_device, message):
    kind = number(nas, "nas_eps.nas_msg_emm_type")
    if kind is None:
        return
    cause = number(nas, "nas_eps.emm.cause")
    if cause is not None and kind in _WITH_CAUSE:
        message.cause = cause
    if kind not in _NAMING[of_device]:
        return
    if of_device:
        _read_permanent(nas, message)
    gutis = [each for each in _gutis(nas) if each != message.guti_of_radio]
    message.temporary += ["guti"] * len(gutis)
    if not of_device:
        message.temporary += ["s_tmsi"] * min(len(gutis), 1)
        message.temporary += ["tmsi"] * _gives_tmsi(nas)


def _read_permanent(nas, message):
    imsi = shown(nas, "e212.imsi")
    if imsi is not None:
        message.has_imsi(imsi)
    if any(first(nas, name) is not None
           for name in ("nas_eps.emm.imei", "gsm_a.imei", "gsm_a.imeisv", "3gpp.imei", "3gpp.imeisv")):
        message.ids.add("imei")


def _gutis(nas):
    """The ten octets of each GUTI, which stand at the end of its element."""
    for field in nas.iter("field"):
        names = {each.get("name") for each in field}
        somebody = number(field, "nas_eps.emm.m_tmsi") not in (None, 0, 0xFFFFFFFF)
        if {"nas_eps.emm.mme_grp_id", "nas_eps.emm.m_tmsi"} <= names and somebody:
            yield field.get("value")[-20:].lower()


def _gives_tmsi(nas):
    """A mobile identity of TMSI, in a message that says of which location area."""
    names = [each.get("show", "") for each in nas.iter("field") if each.get("name") == ""]
    if not any(name.startswith("Location area identification") for name in names):
        return False
    return any(first(each, "3gpp.tmsi") is not None for each in nas.iter("field")
               if each.get("show", "").startswith("Mobile identity"))


def made_captures(folder):
    for name in ("s1ap_vectors", "s1ap_made"):
        frames = [pcap_file.sctp_frame(each, ppid=18, tsn=1 + i, ports=(40000, 36412))
                  for i, each in enumerate(conformance.vectors(name).values())]
        yield conformance.made_capture(folder, name, frames)


def messages_of(packet):
    return pdml.messages_in(packet, {"s1ap": _message})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("s1ap",), "s1ap && sctp", messages_of, made_captures, ACCEPTED))
