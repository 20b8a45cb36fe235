"""BSSGP messages as tshark reads them: what bssgp_conformance.py compares with."""

import subprocess
import xml.etree.ElementTree as xml

_UL_UNITDATA = 1
_SUSPENSIONS = (0x0B, 0x0E)
_GMM = 8


class Message:
    """One message. Identities are kept for comparison only and never shown."""

    def __init__(self, frame):
        self.frame = frame
        self.protocol = "bssgp"
        self.type = None
        self.cause = None
        self.cell = None
        self.area = None
        self.imsi = None
        self.ids = set()
        self.tlli = False
        self.ciphered = False


def messages(tshark, capture):
    command = [tshark, "-n", "-d", "udp.port==23000,gprs-ns", "-r", str(capture), "-T", "pdml",
               "-Y", "bssgp"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found = []
    for _, element in xml.iterparse(process.stdout):
        if element.tag == "packet":
            found += _messages_of(element)
            element.clear()
    process.wait()
    return found


def _messages_of(packet):
    frame, message = 0, None
    for layer in packet:
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name == "bssgp" and message is None:
            message = _bssgp(frame, layer)
        elif message is None:
            continue
        elif name == "llcgprs":
            message.ciphered = _shown(layer, "llcgprs.e") == "1"
        elif name == "gsm_a.dtap":
            # SM is not read.
            if _shown(layer, "gsm_a.L3_protocol_discriminator") == f"0x{_GMM:02x}":
                _identities(layer, message)
                cause = _shown(layer, "gsm_a.gm.gmm.cause")
                message.cause = None if cause is None else int(cause, 0)
    return [message] if message else []


def _bssgp(frame, layer):
    message = Message(frame)
    message.type = int(_shown(layer, "bssgp.pdu_type"), 0)
    message.tlli = _field(layer, "gsm_a.rr.tlli") is not None
    _identities(layer, message)
    for element in layer:
        value = bytes.fromhex(element.get("value", ""))
        if value[:2] == b"\x08\x88" and message.type == _UL_UNITDATA:
            message.area = _routing_area(value[2:8])
            message.cell = f"cgi:{_plmn(value[2:5])}-{value[5:7].hex()}-{value[8:].hex()}"
        elif value[:2] == b"\x1b\x86" and message.type in _SUSPENSIONS:
            message.area = _routing_area(value[2:])
    return message


def _plmn(octets):
    text = f"{octets[0] & 15}{octets[0] >> 4}{octets[1] & 15}-{octets[2] & 15}{octets[2] >> 4}"
    return text + ("" if octets[1] >> 4 == 15 else str(octets[1] >> 4))


def _routing_area(octets):
    return f"rai:{_plmn(octets)}-{octets[3:5].hex()}-{octets[5]:02x}"


def _identities(layer, message):
    for field in _own(layer):
        name = field.get("name")
        if name == "e212.imsi" and message.imsi is None:
            message.imsi = field.get("show")
            message.ids.add("imsi")
        elif name in ("gsm_a.imei", "gsm_a.imeisv"):
            message.ids.add("imei")


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
