"""RADIUS packets as tshark reads them: what radius_conformance.py compares with."""

import re
import subprocess
import xml.etree.ElementTree as xml

import location_3gpp

_TGPP = "10415"
_WIFI_PORT = 19


class Message:
    """One packet. Identities are kept for comparison only and never shown."""

    def __init__(self, frame, name):
        self.frame = frame
        self.name = name
        self.cause = None
        self.cell = None
        self.area = None
        self.imsi = None
        self.ids = set()
        self.malformed = False


def messages(tshark, capture):
    """The RADIUS packets of a capture, in order."""
    command = [tshark, "-n", "-r", str(capture), "-T", "pdml", "-Y", "radius && !icmp && !icmpv6"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found = []
    try:
        for _, element in xml.iterparse(process.stdout):
            if element.tag == "packet":
                found += _messages_of(element)
                element.clear()
    except xml.ParseError:
        process.kill()
        raise RuntimeError(f"tshark did not finish: {process.stderr.read().decode()[:200]}")
    process.stderr.read()
    process.wait()
    return found


def _messages_of(packet):
    frame, found = 0, []
    for layer in packet.iter("proto"):
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name == "radius":
            found.append(_message(frame, layer))
    return found


def _field(element, name):
    return next((each for each in element.iter("field") if each.get("name") == name), None)


def _shown(element, name):
    field = _field(element, name)
    return None if field is None else field.get("show")


def _message(frame, layer):
    name = re.fullmatch(r"Code: (.*) \(\d+\)", _field(layer, "radius.code").get("showname"))
    message = Message(frame, name.group(1))
    plain, of_3gpp = _attributes(layer)
    if 49 in plain:
        message.cause = int.from_bytes(plain[49], "big")
    if 22 in of_3gpp:
        message.cell, message.area = location_3gpp.places(of_3gpp[22])
    if 20 in of_3gpp:
        message.ids.add("imei")
    if 1 in of_3gpp:
        _imsi(of_3gpp[1].decode(), message)
    elif 1 in plain:
        user = re.fullmatch(rb"[016]?((?:[2-7]\d\d|001|9\d\d)\d{11,12})(?:@.*)?", plain[1])
        if user:
            _imsi(user.group(1).decode(), message)
    _stations(plain, message)
    return message


def _attributes(layer):
    """The values by type: of RADIUS itself, and of 3GPP."""
    plain, of_3gpp = {}, {}
    for avp in layer.iter("field"):
        if avp.get("name") != "radius.avp":
            continue
        number = int(_shown(avp, "radius.avp.type"))
        plain[number] = bytes.fromhex(avp.get("value"))[2:]
        if number != 26 or _shown(avp, "radius.avp.vendor_id") != _TGPP:
            continue
        for part in avp:
            if _field(part, "radius.avp.vendor_type") is not None:
                of_3gpp[int(_shown(part, "radius.avp.vendor_type"))] = bytes.fromhex(part.get("value"))[2:]
    return plain, of_3gpp


def _imsi(digits, message):
    message.imsi = digits
    message.ids.add("imsi")


def _stations(plain, message):
    """An access point and a device, or a name and a telephone number."""
    wifi = int.from_bytes(plain.get(61, b""), "big") == _WIFI_PORT
    called = plain.get(30, b"").decode(errors="replace")
    point = re.match(r"((?:[0-9a-fA-F]{2}[-:]){5}[0-9a-fA-F]{2}|[0-9a-fA-F]{12}(?=:))(:|$)", called)
    if point:
        wifi = True
        digits = re.sub("[-:]", "", point.group(1)).lower()
        message.cell = "wifi:" + "-".join(re.findall("..", digits))
        message.area = None
    if not wifi and re.fullmatch(rb"\+?\d{1,15}", plain.get(31, b"")):
        message.ids.add("msisdn")
