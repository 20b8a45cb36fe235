"""RANAP, BSSAP and SCCP's own messages, over M3UA, SUA and RUA, as tshark reads them: what
sigtran_conformance.py compares with."""

import re
import subprocess
import xml.etree.ElementTree as xml

# SCCP messages that begin or end a connection (ITU-T Q.713 table 1), and what SUA calls them.
_CONNECTION = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
_SUA_CONNECTION_ORIENTED = 8

_DTAP_TYPE = re.compile(r"gsm_a\.dtap\.msg_(mm|cc|rr|sms|ss|gmm)_type")
_OTHER_USERS = re.compile(r"^(tcap|gsm_map|rnsap|pcap|camel|isup|sccpmg|inap)$")


class Message:
    """One message. Identities are kept for comparison only and never shown."""

    def __init__(self, frame):
        self.frame = frame
        self.protocol = None  # "ranap", "bssap", "sccp"
        self.type = None      # None: of DTAP, which has a name only
        self.name = None
        self.cause = None
        self.cell = None
        self.area = None
        self.imsi = None
        self.ids = set()
        self.connections = 0  # ends of one that it names
        self.tmsi = False
        self.malformed = False


def messages(tshark, capture):
    command = [tshark, "-n", "-r", str(capture), "-T", "pdml", "-Y", "m3ua || sua || rua"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found = []
    for _, element in xml.iterparse(process.stdout):
        if element.tag == "packet":
            found += _messages_of(element)
            element.clear()
    process.wait()
    return found


def _messages_of(packet):
    """What SCCP carries follows it, layer by layer."""
    found, message, other = [], None, False
    for layer in packet:
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name in ("sccp", "sua"):
            message = _sccp(frame, layer) if name == "sccp" else _sua(frame, layer)
            if message:
                found.append(message)
        elif name == "rua":
            message = Message(frame)
            message.connections = int(_field(layer, "rua.Context_ID") is not None)
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
    return [each for each in found if each.protocol in ("ranap", "bssap", "sccp")]


def _sccp(frame, layer):
    message = Message(frame)
    kind = _number(layer, "sccp.message_type")
    called, calling = _number(layer, "sccp.called.ssn"), _number(layer, "sccp.calling.ssn")
    if kind in _CONNECTION and {called, calling} & {None, 142, 254}:
        message.protocol, message.type = "sccp", kind
    if kind == 1 and called not in (None, 142, 254):
        message.protocol = None
    message.connections = sum(_field(layer, each) is not None for each in ("sccp.slr", "sccp.dlr"))
    return message


def _sua(frame, layer):
    message = Message(frame)
    kind = _number(layer, "sua.message_type")
    if _number(layer, "sua.message_class") == _SUA_CONNECTION_ORIENTED and kind in _CONNECTION:
        message.protocol, message.type = "sccp", kind
    message.connections = sum(
        _field(layer, f"sua.{each}_reference_number") is not None for each in ("source", "destination"))
    return message


def _ranap(layer, message):
    message.protocol = "ranap"
    procedure = _number(layer, "ranap.procedureCode")
    message.type = _number(layer, "ranap.RANAP_PDU") << 6 | procedure
    elements = {_number(each, "ranap.id"): each for each in layer.iter("field")
                if each.get("name") == "ranap.ProtocolIE_Field_element"}
    cause = _field(elements.get(4, ()), "ranap.Cause")
    if cause is not None:
        message.cause = int(cause[-1].get("show"))
    _identities(layer, message)
    message.tmsi |= 64 in elements and 21 in elements
    if procedure == 2:
        _ranap_target(elements.get(62, ()), message)
    elif procedure in (18, 19, 20):
        for each in (97, 0, 58):
            message.cell = _place("sai", elements.get(each, ()), "ranap.sAC") or message.cell
        message.area = _area(elements)


def _ranap_target(element, message):
    message.cell = _place("cgi", element, "ranap.cI")
    if not message.cell:
        message.area = _lai(element)


def _area(elements):
    area = _lai(elements.get(15, ()))
    code = _number(elements.get(55, ()), "ranap.RAC")
    return f"rai{area[3:]}-{code:02x}" if area and code is not None else area


def _lai(element):
    plmn, lac = _plmn(element), _number(element, "ranap.lAC")
    return None if plmn is None or lac in (None, 0, 0xFFFE) else f"lai:{plmn}-{lac:04x}"


def _place(kind, element, name):
    plmn, lac, number = _plmn(element), _octets(element, "ranap.lAC"), _octets(element, name)
    return None if None in (plmn, lac, number) else f"{kind}:{plmn}-{lac:04x}-{number:04x}"


def _plmn(element):
    field = _field(element, "ranap.pLMNidentity")
    return None if field is None else _plmn_of(bytes.fromhex(field.get("value")))


def _plmn_of(octets):
    text = f"{octets[0] & 15}{octets[0] >> 4}{octets[1] & 15}-{octets[2] & 15}{octets[2] >> 4}"
    return text + ("" if octets[1] >> 4 == 15 else str(octets[1] >> 4))


def _bssmap(layer, message):
    message.type = _number(layer, "gsm_a.bssmap.msgtype")
    elements = [(_number(each, "gsm_a.bssmap.elem_id"), bytes.fromhex(each.get("value", "")))
                for each in layer if _number(each, "gsm_a.bssmap.elem_id") is not None]
    _identities(layer, message)
    message.tmsi |= message.type == 0x52 and any(each == 9 for each, _ in elements)
    cells = [value for each, value in elements if each == 5]
    if message.type in (0x57, 0x02, 0x14, 0x17) and cells:
        message.cell, message.area = _cgi(cells[0][2:])
    elif message.type == 0x10 and len(cells) > 1:
        message.cell, _ = _cgi(cells[1][2:])
    elif message.type == 0x11:
        lists = [value for each, value in elements if each == 0x1A]
        if lists and len(lists[0]) == 10:
            message.cell, _ = _cgi(lists[0][2:])
    cause = _number(layer, "gsm_a.bssmap.cause")
    if cause is not None and any(each == 4 for each, _ in elements):
        message.cause = cause


def _cgi(value):
    """The cell, and its location area; of an identity without its network, neither."""
    if len(value) != 8 or value[0] & 15:
        return None, None
    plmn, lac = _plmn_of(value[1:4]), int.from_bytes(value[4:6], "big")
    cell = f"cgi:{plmn}-{lac:04x}-{int.from_bytes(value[6:], 'big'):04x}"
    return cell, f"lai:{plmn}-{lac:04x}"


def _nas(layer, message):
    """A message of NAS: by itself in DTAP, or inside another."""
    for field in _own(layer):
        name = field.get("name")
        if _DTAP_TYPE.fullmatch(name) and message.protocol == "bssap" and message.type is None:
            message.name = field.get("showname").split(": ", 1)[1].rsplit(" (", 1)[0]
            message.type = -1
        elif name in ("gsm_a.dtap.rej_cause", "gsm_a.gm.gmm.cause") and message.cause is None:
            message.cause = int(field.get("show"), 0)
    _identities(layer, message)


def _identities(layer, message):
    for field in _own(layer):
        name = field.get("name")
        if name == "e212.imsi" and message.imsi is None:
            message.imsi = field.get("show")
            message.ids.add("imsi")
        elif name in ("gsm_a.imei", "gsm_a.imeisv"):
            message.ids.add("imei")
        elif name in ("3gpp.tmsi", "gsm_a.tmsi"):
            message.tmsi = True


def _own(layer):
    """The fields of a layer in order, without those of layers inside it."""
    for child in layer:
        if child.tag == "field":
            yield child
            yield from _own(child)


def _field(layer, name):
    return next((each for each in _own(layer) if each.get("name") == name), None)


def _shown(layer, name):
    field = _field(layer, name)
    return None if field is None else field.get("show")


def _octets(layer, name):
    field = _field(layer, name)
    return None if field is None else int(field.get("value"), 16)


def _number(layer, name):
    text = _shown(layer, name)
    return None if text is None else int(text, 0)
