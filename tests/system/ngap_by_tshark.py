"""NGAP messages as tshark reads them: what ngap_conformance.py compares with."""

import message_conformance

# In a message these name no device: restarts and errors, or everybody who may be anywhere.
_WITHOUT_IDS = {(9, 0), (20, 1), (21, 0), (21, 1), (21, 2), (24, 0), (55, 0), (56, 0)}
_CAUSES = ("radioNetwork", "transport", "nas", "protocol", "misc")
_NG_RESET = 20
_READ_BOTH_WAYS = {15, 46, 4, 14, 28, 29, 26}  # procedures whose NAS message goes their own way
_OWN_GUTI, _SERVICE_REQUEST = {0x42, 0x45, 0x54}, 0x4C  # NAS message types
_OF_LISTS = {"64", "71", "73", "74", "77"}


class Message(message_conformance.Message):
    """One message. Identities are kept for comparison only and never shown."""

    def __init__(self, frame, procedure, outcome):
        above = outcome << 6 | procedure if procedure < 64 else 3 << 6 | procedure - 64
        super().__init__(frame, above if procedure < 64 or outcome == 0 else 255)
        self.procedure = procedure
        self.outcome = outcome
        self.temporary = []


def messages_of(packet):
    """The NGAP messages of a packet, in order, but not those inside messages, as of a reroute."""
    frame, found = 0, []
    for layer in packet.findall("proto"):
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name == "ngap":
            message = _message(frame, layer)
            if message:
                found.append(message)
    return found


def _all(element, name):
    return [each for each in element.iter("field") if each.get("name") == name]


def _first(element, name):
    return next((each for each in element.iter("field") if each.get("name") == name), None)


def _shown(element, name):
    field = None if element is None else _first(element, name)
    return None if field is None else field.get("show")


def _number(element, name):
    text = _shown(element, name)
    return None if text is None else int(text, 0)


def _elements(layer):
    """{id: value} of the elements of the message itself, the first of each."""
    found = {}
    stack = [layer]
    while stack:
        field = stack.pop()
        if field.get("name") == "ngap.ProtocolIE_Field_element":
            found.setdefault(_shown(field, "ngap.id"), field)
            continue
        stack += reversed(list(field))
    return found


def _message(frame, layer):
    procedure = _number(layer, "ngap.procedureCode")
    pdu = _first(layer, "ngap.NGAP_PDU")
    if procedure is None or pdu is None:
        return None
    message = Message(frame, procedure, int(pdu.get("show")))
    elements = _elements(layer)
    _read_location(elements, message)
    _read_cause(elements, message)
    _read_ids(elements, message)
    _read_nas(layer, elements, message)
    message.malformed = any("malformed" in (each.get("name") or "") for each in layer.iter("proto"))
    return message


def _plmn(element):
    """"208-93", from the three octets: the MNC has three digits unless the third is the filler."""
    octets = bytes.fromhex(_first(element, "ngap.pLMNIdentity").get("value"))
    text = f"{octets[0] & 15}{octets[0] >> 4}{octets[1] & 15}-{octets[2] & 15}{octets[2] >> 4}"
    return text if octets[1] >> 4 == 15 else text + str(octets[1] >> 4)


def _read_location(elements, message):
    location = elements.get("121")
    if message.procedure == 12:  # where a handover is going to
        target = _first(elements["105"], "ngap.selectedTAI_element") if "105" in elements else None
        message.area = _area(target)
    elif location is not None:
        nr, eutra = (_first(location, f"ngap.{each}_element") for each in ("nR_CGI", "eUTRA_CGI"))
        message.area = _area(_first(location, "ngap.tAI_element"))
        if nr is not None:
            message.cell = f"ncgi:{_plmn(nr)}-{_number(nr, 'ngap.NRCellIdentity'):09x}"
        elif eutra is not None:
            message.cell = _eutra_cell(eutra)
    elif "25" in elements:
        message.cell = _eutra_cell(elements["25"])
        message.area = _area(elements.get("213"))


def _eutra_cell(element):
    return f"ecgi:{_plmn(element)}-{_number(element, 'ngap.EUTRACellIdentity'):07x}"


def _area(element):
    if element is None:
        return None
    return f"tai:{_plmn(element)}-{int(_first(element, 'ngap.tAC').get('value'), 16):06x}"


def _read_cause(elements, message):
    if "15" not in elements:
        return
    for group, name in enumerate(_CAUSES):
        number = _number(elements["15"], f"ngap.{name}")
        if number is not None:
            message.cause = group << 8 | number


def _read_ids(elements, message):
    if (message.procedure, message.outcome) in _WITHOUT_IDS:
        return
    if message.procedure == _NG_RESET:
        connections = _all(elements["88"], "ngap.UE_associatedLogicalNG_connectionItem_element")
        if len(connections) != 1:
            return
    for kind, name in (("ran_ue", "RAN_UE_NGAP_ID"), ("amf_ue", "AMF_UE_NGAP_ID")):
        for number in ("10", "100", "85", "114", "40", "88"):
            if number in elements:
                message.temporary += [kind] * len({each.get("show") for each in
                    _all(elements[number], "ngap." + name) + _all(elements[number], f"ngap.{name[0].lower()}{name[1:]}")})
    for number in _OF_LISTS & elements.keys():
        message.temporary += ["user_tunnel"] * sum(_tunnels(elements[number]))


def _tunnels(sessions):
    """The addresses of the UPF's ends: only those, as requests name no end of the radio network."""
    for tunnel in _all(sessions, "ngap.gTPTunnel_element"):
        address = _first(tunnel, "ngap.transportLayerAddress")
        if _inside(sessions, tunnel, ("ngap.dL_NGU_UP_TNLInformation",)) or address is None:
            continue
        names = {each.get("name") for each in address.iter("field")}
        yield max(1, len(names & {"ngap.TransportLayerAddressIPv4", "ngap.TransportLayerAddressIPv6"}))


def _inside(root, wanted, names):
    return any(wanted in list(each.iter("field")) for each in root.iter("field") if each.get("name") in names)


def _read_nas(layer, elements, message):
    s_tmsi = _number(elements.get("26"), "ngap.fiveG_TMSI")
    if _somebody(s_tmsi):
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
    kind = _number(nas, "nas_5gs.mm.message_type")
    if kind is None:
        return
    cause = _number(nas, "nas_5gs.mm.5gmm_cause")
    if cause is not None:
        message.cause = cause
    identities = [each.get("show") for each in _all(nas, "nas_5gs.mm.type_id")]
    if {"3", "5"} & set(identities):
        message.ids.add("imei")
    for suci in _all(nas, "nas_5gs.mm.suci.msin"):
        message.ids.add("imsi")
        message.imsi = (_shown(nas, "e212.mcc"), _shown(nas, "e212.mnc"), suci.get("show"))
    named = [_shown(each, "nas_5gs.5g_tmsi") for each in _identities(nas)]
    gutis = sum(_somebody(int(tmsi, 0)) for tmsi in named if tmsi)
    message.temporary += ["guti"] * gutis
    # That of a service request is known from NGAP; the AMF's own are those that it gives or ends.
    own = kind in _OWN_GUTI and gutis or kind == _SERVICE_REQUEST
    if own and "s_tmsi_5g" not in message.temporary:
        message.temporary.append("s_tmsi_5g")


def _identities(nas):
    """The 5G-GUTIs."""
    for field in nas.iter("field"):
        names = {each.get("name") for each in field}
        if {"nas_5gs.amf_region_id", "nas_5gs.5g_tmsi"} <= names:
            yield field


def _somebody(tmsi):
    return tmsi not in (None, 0, 0xFFFFFFFF)
