"""GTP-C messages as tshark reads them: what conformance.py compares with."""

import re
import subprocess
import xml.etree.ElementTree as xml

_T_PDU = 255


class Message:
    """One message. Identities are kept for comparison only and never shown."""

    def __init__(self, frame, protocol, type_number):
        self.frame = frame
        self.protocol = protocol
        self.type = type_number
        self.cause = None
        self.cell = None
        self.area = None
        self.has_location = False
        self.imsi = None
        self.ids = set()
        self.malformed = False


def messages(tshark, capture):
    """The GTPv1-C and GTPv2-C messages of a capture, in order, innermost UDP port 2123."""
    command = [tshark, "-n", "-r", str(capture), "-T", "pdml",
               "-Y", "(gtp || gtpv2) && udp.port == 2123"]
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
    frame, port_fits, in_error, found = 0, False, False, []
    for layer in packet.iter("proto"):
        name = layer.get("name")
        if name == "frame":
            frame = int(_shown(layer, "frame.number"))
        elif name in ("icmp", "icmpv6"):
            in_error = True  # what follows is a copy of what could not be delivered
        elif name == "udp":
            port_fits = "2123" in (_shown(layer, "udp.srcport"), _shown(layer, "udp.dstport"))
        elif name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name in ("gtp", "gtpv2") and port_fits and not in_error:
            message = _gtpv2(frame, layer) if name == "gtpv2" else _gtpv1(frame, layer)
            if message:
                found.append(message)
    return found


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


def _number(layer, name):
    text = _shown(layer, name)
    return None if text is None else int(text, 0)


def _plmn(layer, part):
    """"208-93": the MNC has three digits unless the third is the filler."""
    mcc, mnc = _field(layer, f"e212.{part}.mcc"), _field(layer, f"e212.{part}.mnc")
    if mcc is None or mnc is None:
        return None
    digits = 2 if mnc.get("value")[0] in "fF" else 3
    return f"{int(mcc.get('show')):03}-{int(mnc.get('show')):0{digits}}"


def _gtpv2(frame, layer):
    type_number = _number(layer, "gtpv2.message_type")
    if type_number is None:
        return None
    message = Message(frame, "gtpv2", type_number)
    locations = {}
    for element in layer:  # the information elements of the message itself
        kind = _number(element, "gtpv2.ie_type")
        instance = _number(element, "gtpv2.instance")
        if kind == 2 and message.cause is None:
            message.cause = _number(element, "gtpv2.cause")
        elif kind == 1 and message.imsi is None:
            message.imsi = _shown(element, "e212.imsi")
            message.ids.add("imsi")
        elif kind == 76:
            message.ids.add("msisdn")
        elif kind == 75:
            message.ids.add("imei")
        elif kind == 86:
            locations.setdefault(instance, element)
    if locations:
        message.has_location = True
        _read_uli(locations[min(locations)], message)
    return message


def _read_uli(element, message):
    """Which cell, which area (TS 29.274 8.21), by the product's documented preference."""

    def pair(kind, first, second, shift=0):
        plmn, high, low = _plmn(element, kind), _number(element, first), _number(element, second)
        if None in (plmn, high, low):
            return None
        return f"{kind}:{plmn}-{high:04x}-{low >> shift:0{4 - shift // 4}x}"

    def single(kind, name, digits):
        plmn, number = _plmn(element, kind), _number(element, name)
        return None if None in (plmn, number) else f"{kind}:{plmn}-{number:0{digits}x}"

    sites = _sites(bytes.fromhex(element.get("value"))[4:])
    message.cell = (single("ecgi", "gtpv2.ecgi_eci", 7)
                    or pair("cgi", "gtpv2.uli_cgi_lac", "gtpv2.uli_cgi_ci")
                    or pair("sai", "gtpv2.sai_lac", "gtpv2.sai_sac") or sites[0] or sites[1])
    message.area = (single("tai", "gtpv2.tai_tac", 4)
                    or pair("rai", "gtpv2.rai_lac", "gtpv2.rai_rac", shift=8)
                    or single("lai", "gtpv2.uli_lai_lac", 4))


def _sites(uli):
    """Macro and extended macro eNB, which tshark 4.0 marks as present but does not show."""
    if not uli:
        return None, None
    at, places = 1, [None, None]
    for flag, size in ((1, 7), (2, 7), (4, 7), (8, 5), (16, 7), (32, 5), (64, 6), (128, 6)):
        if not uli[0] & flag:
            continue
        part, at = uli[at : at + size], at + size
        if flag < 64 or len(part) < size:
            continue
        plmn = f"{part[0] & 15}{part[0] >> 4}{part[1] & 15}-{part[2] & 15}{part[2] >> 4}"
        plmn += "" if part[1] >> 4 == 15 else str(part[1] >> 4)
        number = int.from_bytes(part[3:], "big")
        if flag == 64:
            places[0] = f"enb:{plmn}-{number & 0xFFFFF:05x}"
        else:
            places[1] = f"enb:{plmn}-{number & 0x9FFFFF:06x}"
    return places


def _gtpv1(frame, layer):
    type_number = _number(layer, "gtp.message")
    if type_number in (None, _T_PDU) or _shown(layer, "gtp.flags.payload") == "0":
        return None  # user plane, or GTP', which has no subscriber's location
    if _shown(layer, "gtp.flags.version") != "1":
        return None
    message = Message(frame, "gtpv1", type_number)
    message.cause = _number(layer, "gtp.cause")
    for field in layer:
        name, label = field.get("name"), field.get("show", "")
        if name == "e212.imsi" and message.imsi is None:
            message.imsi = field.get("show")
            message.ids.add("imsi")
        elif label.startswith("MS international PSTN/ISDN number"):
            message.ids.add("msisdn")
        elif label.startswith("IMEI(SV)"):
            message.ids.add("imei")
        elif label.startswith("Routing Area Identity"):
            _read_rai(field, message)
    for field in layer:
        if re.match("User Location Information(?! Timestamp)", field.get("show", "")):
            _read_gtpv1_uli(field, message)
    return message


def _read_rai(field, message):
    plmn, lac, rac = _plmn(field, "rai"), _number(field, "gtp.lac"), _number(field, "gtp.rai_rac")
    if None not in (plmn, lac, rac):
        message.area = f"rai:{plmn}-{lac:04x}-{rac:02x}"


def _read_gtpv1_uli(field, message):
    lac = _number(field, "gtp.lac")
    for kind, name in (("cgi", "gtp.cgi_ci"), ("sai", "gtp.sai_sac")):
        plmn, number = _plmn(field, kind), _number(field, name)
        if None not in (plmn, lac, number):
            message.has_location = True
            message.cell = f"{kind}:{plmn}-{lac:04x}-{number:04x}"
