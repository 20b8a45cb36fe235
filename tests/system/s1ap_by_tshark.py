"""S1AP messages as tshark reads them: what s1ap_conformance.py compares with."""

import subprocess
import xml.etree.ElementTree as xml

_CAUSES = ("radioNetwork", "transport", "nas", "protocol", "misc")
_MME_PORT = "36412"
_RESET, _ERROR_INDICATION = 14, 15
_SENT_BY_BOTH = {14, 15, 39}
_OF_DEVICE, _OF_NETWORK = {12, 13}, {9, 11}  # whose NAS message a procedure carries
_CORE_TUNNELS = {"16", "24", "53", "95"}  # lists in which the core gives its ends
# NAS messages with a cause that is read; a Detach Request has one in an element.
_WITH_CAUSE = {0x44, 0x45, 0x4B, 0x4E, 0x5C, 0x5F, 0x60}
# NAS messages in which a GUTI or an identity is the device's, by whose message it is.
_NAMING = {True: {0x41, 0x45, 0x48, 0x56, 0x5E}, False: {0x42, 0x49, 0x50}}


class Message:
    """One message. Identities are kept for comparison only and never shown."""

    def __init__(self, frame, procedure, outcome):
        self.frame = frame
        self.procedure = procedure
        self.outcome = outcome
        self.cell = None
        self.area = None
        self.cause = None
        self.imsi = None
        self.ids = set()
        self.temporary = []  # kinds, in any order
        self.nas = []  # types of the NAS messages
        self.ciphered = False  # as far as the security header says
        self.malformed = False

    @property
    def type(self):
        if self.procedure < 64:
            return self.outcome << 6 | self.procedure
        return 3 << 6 | self.procedure - 64 if self.outcome == 0 else 255


def messages(tshark, capture):
    """The S1AP messages on SCTP, in order."""
    command = [tshark, "-n", "-o", "sctp.reassembly:TRUE", "-r", str(capture), "-T", "pdml",
               "-Y", "s1ap && sctp"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found = []
    for _, element in xml.iterparse(process.stdout):
        if element.tag == "packet":
            found += _messages_of(element)
            element.clear()
    process.wait()
    return found


def _messages_of(packet):
    frame, ports, found, last = 0, None, [], None
    for layer in packet.iter("proto"):
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name == "sctp":
            ports = (_shown(layer, "sctp.srcport"), _shown(layer, "sctp.dstport"))
        elif name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name == "s1ap" and not _is_inside(last, layer):
            last = layer
            message = _message(frame, layer, ports)
            if message:
                found.append(message)
    return found


def _is_inside(outer, layer):
    """A container of a handover is shown as a message of its own."""
    return outer is not None and any(each is layer for each in outer.iter("proto") if each is not outer)


def _all(element, name):
    return [] if element is None else [each for each in element.iter("field") if each.get("name") == name]


def _first(element, name):
    return next(iter(_all(element, name)), None)


def _shown(element, name):
    field = _first(element, name)
    return None if field is None else field.get("show")


def _number(element, name):
    text = _shown(element, name)
    return None if text is None else int(text, 0)


def _elements(layer):
    """{id: value} of the elements of the message itself, the first of each."""
    found, stack = {}, [layer]
    while stack:
        field = stack.pop()
        if field.get("name") == "s1ap.ProtocolIE_Field_element":
            found.setdefault(_shown(field, "s1ap.id"), field)
            continue
        stack += reversed(list(field))
    return found


def _message(frame, layer, ports):
    procedure = _number(layer, "s1ap.procedureCode")
    pdu = _first(layer, "s1ap.S1AP_PDU")
    if procedure is None or pdu is None:
        return None
    message = Message(frame, procedure, int(pdu.get("show")))
    elements = _elements(layer)
    _read_location(elements, message)
    _read_cause(elements, message)
    known = procedure not in _SENT_BY_BOTH or (_MME_PORT in ports and ports[0] != ports[1])
    if known:
        _read_ids(elements, message)
    _read_registration(elements, message)
    _read_nas(layer, message)
    message.malformed = any("malformed" in (each.get("name") or "") for each in layer.iter("proto"))
    return message


def _plmn(octets):
    """"208-93": the MNC has three digits unless the third is the filler."""
    text = f"{octets[0] & 15}{octets[0] >> 4}{octets[1] & 15}-{octets[2] & 15}{octets[2] >> 4}"
    return text if octets[1] >> 4 == 15 else text + str(octets[1] >> 4)


def _plmn_of(element):
    return _plmn(bytes.fromhex(_first(element, "s1ap.pLMNidentity").get("value")))


def _read_location(elements, message):
    for number in ("100", "189"):
        cell = _first(elements.get(number), "s1ap.CellIdentity")
        if cell is not None and message.cell is None:
            identity = int(cell.get("value")[:8], 16) >> 4  # 28 bits at the top of 32
            message.cell = f"ecgi:{_plmn_of(elements[number])}-{identity:07x}"
    for number in ("67", "189"):
        area = _all(elements.get(number), "s1ap.tAC")
        if area and message.area is None:
            plmn = _all(elements[number], "s1ap.pLMNidentity")[-1]
            message.area = f"tai:{_plmn(bytes.fromhex(plmn.get('value')))}-{int(area[0].get('value'), 16):04x}"
    _read_target(elements.get("4"), message)


def _read_target(target, message):
    """An eNB by what its identity is called, an RNC's location area, or a GSM cell."""
    plmn = None if target is None else _plmn_of(target)
    for name, kind, bits, digits, flag in (("macroENB_ID", "enb", 20, 5, 0), ("homeENB_ID", "ecgi", 28, 7, 0),
                                           ("short_macroENB_ID", "enb", 18, 6, 1 << 23),
                                           ("long_macroENB_ID", "enb", 21, 6, 0)):
        octets = _value(target, f"s1ap.{name}")
        if octets is not None:
            number = int(octets, 16) >> (4 * len(octets) - bits) | flag
            message.cell = f"{kind}:{plmn}-{number:0{digits}x}"
            area = _first(target, "s1ap.selected_TAI_element")
            message.area = f"tai:{_plmn_of(area)}-{_value(area, 's1ap.tAC')}"
    lac, cell = _value(target, "s1ap.lAC"), _value(target, "s1ap.cI")
    if lac is not None and cell is not None:
        message.cell = f"cgi:{plmn}-{lac}-{cell}"
    elif lac is not None:
        message.area = f"lai:{plmn}-{lac}"


def _read_cause(elements, message):
    for group, name in enumerate(_CAUSES):
        number = _number(elements.get("2"), f"s1ap.{name}")
        if number is not None:
            message.cause = group << 8 | number


def _read_ids(elements, message):
    if message.procedure == _ERROR_INDICATION:
        return
    if message.procedure == _RESET:
        reset = elements.get("92")
        if message.outcome or len(_all(reset, "s1ap.UE_associatedLogicalS1_ConnectionItem_element")) != 1:
            return
    for number in ("0", "8", "88", "158", "99", "92"):
        # tshark shows an id of a pair twice: in its place, and for filters.
        for kind, names in (("enb_ue", ("s1ap.ENB_UE_S1AP_ID", "s1ap.eNB_UE_S1AP_ID")),
                            ("mme_ue", ("s1ap.MME_UE_S1AP_ID", "s1ap.mME_UE_S1AP_ID"))):
            shown = [each for name in names for each in _all(elements.get(number), name)]
            if shown and kind not in message.temporary:
                message.temporary.append(kind)
    for number in _CORE_TUNNELS & elements.keys():
        for address in _all(elements[number], "s1ap.transportLayerAddress"):
            message.temporary += ["user_tunnel"] * (2 if int(address.get("size")) > 16 else 1)


def _read_registration(elements, message):
    """The S-TMSI on the radio or in paging, and the GUTI that it is a part of."""
    for number in ("96", "43"):
        if _number(elements.get(number), "s1ap.m_TMSI") not in (None, 0, 0xFFFFFFFF):
            message.temporary.append("s_tmsi")
    paged = _first(elements.get("43"), "s1ap.iMSI")
    if paged is not None:
        message.ids.add("imsi")
        message.imsi = _shown(elements["43"], "e212.imsi")
    message.guti_of_radio = None
    code, own = _value(elements.get("96"), "s1ap.mMEC"), _value(elements.get("75"), "s1ap.mME_Code")
    if code is not None and code == own and "s_tmsi" in message.temporary:
        message.temporary.append("guti")
        message.guti_of_radio = "".join(
            _value(elements["75"], f"s1ap.{each}") for each in ("pLMN_Identity", "mME_Group_ID", "mME_Code")
        ) + _value(elements["96"], "s1ap.m_TMSI")


def _value(element, name):
    field = _first(element, name)
    return None if field is None else field.get("value").lower()


def _read_nas(layer, message):
    if message.outcome or message.procedure not in _OF_DEVICE | _OF_NETWORK:
        return
    for nas in layer.iter("proto"):
        if nas.get("name") == "nas-eps":
            _read_nas_message(nas, message.procedure in _OF_DEVICE, message)
            return


def _read_nas_message(nas, of_device, message):
    header = _number(nas, "nas_eps.security_header_type")
    kind = _number(nas, "nas_eps.nas_msg_emm_type")
    message.ciphered = header in (2, 4)
    if kind is None:
        return
    message.nas.append(kind)
    cause = _number(nas, "nas_eps.emm.cause")
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
    imsi = _shown(nas, "e212.imsi")
    if imsi is not None:
        message.ids.add("imsi")
        message.imsi = imsi
    if any(_first(nas, name) is not None
           for name in ("nas_eps.emm.imei", "gsm_a.imei", "gsm_a.imeisv", "3gpp.imei", "3gpp.imeisv")):
        message.ids.add("imei")


def _gutis(nas):
    """The ten octets of each GUTI, which stand at the end of its element."""
    for field in nas.iter("field"):
        names = {each.get("name") for each in field}
        somebody = _number(field, "nas_eps.emm.m_tmsi") not in (None, 0, 0xFFFFFFFF)
        if {"nas_eps.emm.mme_grp_id", "nas_eps.emm.m_tmsi"} <= names and somebody:
            yield field.get("value")[-20:].lower()


def _gives_tmsi(nas):
    """A mobile identity of TMSI, in a message that says of which location area."""
    names = [each.get("show", "") for each in nas.iter("field") if each.get("name") == ""]
    if not any(name.startswith("Location area identification") for name in names):
        return False
    return any(_first(each, "3gpp.tmsi") is not None for each in nas.iter("field")
               if each.get("show", "").startswith("Mobile identity"))
