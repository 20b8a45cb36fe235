"""Diameter messages as tshark reads them: what diameter_conformance.py compares with."""

import subprocess
import xml.etree.ElementTree as xml

import location_3gpp

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


class Message:
    """One message. Identities are kept for comparison only and never shown."""

    def __init__(self, frame, application, command, request):
        self.frame = frame
        command_name = _NAMES.get(application, {}).get(command)
        self.name = (command_name or "Other") + ("-Request" if request else "-Answer")
        self.read = command_name is not None and command not in _NOT_READ
        self.cause = None
        self.cell = None
        self.area = None
        self.imsi = None
        self.ids = set()
        self.malformed = False


def messages(tshark, capture):
    """The Diameter messages of a capture, in order, over SCTP and TCP."""
    command = [tshark, "-n", "-o", "sctp.reassembly:TRUE", "-r", str(capture), "-T", "pdml", "-Y",
               "diameter"]
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
    """A chunk that tshark knows for a retransmission is not read by it, nor by us."""
    frame, found = 0, []
    for layer in packet.iter("proto"):
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name == "diameter":
            found.append(_message(frame, layer))
    return found


def _shown(layer, name):
    field = next((each for each in layer.iter("field") if each.get("name") == name), None)
    return None if field is None else field.get("show")


def _message(frame, layer):
    message = Message(frame, int(_shown(layer, "diameter.applicationId")),
                      int(_shown(layer, "diameter.cmd.code")),
                      _shown(layer, "diameter.flags.request") in ("1", "True"))
    if message.read:
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
            _imsi(digits, message)
    elif dotted in ("443", "v873.443"):
        _subscription(field, message)
    elif dotted in ("v701", "v1400.v701"):
        message.ids.add("msisdn")
    elif dotted in ("v1401.v1402", "v20", "v1402", "458.460"):
        message.ids.add("imei")
    elif dotted == "v1":
        _imsi(octets, message)


def _imsi(digits, message):
    message.imsi = digits.decode()
    message.ids.add("imsi")


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
        _imsi(data, message)
