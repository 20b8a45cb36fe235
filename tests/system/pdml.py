"""What tshark reads in a capture: its messages, and the fields that they are made of.

In PDML a packet is a list of layers (`proto`), a layer a tree of fields, and a field may hold the
layers of what it carries.
"""

import subprocess
import xml.etree.ElementTree as xml

NOT_COMPARED = object()


class Message:
    """One message as tshark has it. Identities are kept for comparison only and never shown."""

    def __init__(self, protocol, type_number, name=NOT_COMPARED):
        self.frame = 0  # who reads a packet says it
        self.protocol = protocol
        self.type = type_number
        self.name = name
        self.cell = None
        self.area = None
        self.cause = None
        self.imsi = None  # or whatever stands for it: who has the same is the same person
        self.ids = set()
        self.presence = NOT_COMPARED
        self.temporary = NOT_COMPARED  # kinds of temporary identifiers, in any order
        self.malformed = False  # tshark itself could not read it to the end

    def has_imsi(self, imsi):
        self.imsi = imsi
        self.ids.add("imsi")


def packets(tshark, capture, display_filter, options=()):
    """Each packet that the filter passes. Of damaged files, as far as they go."""
    command = [tshark, "-n", "-o", "sctp.reassembly:TRUE", "-r", str(capture), "-T", "pdml",
               "-Y", display_filter, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        for _, element in xml.iterparse(process.stdout):
            if element.tag == "packet":
                yield element
                element.clear()
    except xml.ParseError:
        process.kill()
        raise RuntimeError(f"tshark did not finish: {capture.name}")
    process.wait()


def messages_in(packet, readers):
    """The messages of a packet, in order, by `readers`: {layer: function}. A reader is given the
    layer and {name: layer} of those before it, the last of each, outermost first; it gives a
    message, or None. What an ICMP error carries is a copy of what could not be delivered, and what
    stands inside of a message is a part of it."""
    found, before, inside = [], {}, set()
    for layer in packet.iter("proto"):
        name = layer.get("name")
        if name in ("icmp", "icmpv6"):
            break
        if name == "_ws.malformed" and found:
            found[-1].malformed = True
        elif name in readers and layer not in inside:
            inside.update(layer.iter("proto"))
            message = readers[name](layer, before)
            found += [message] if message else []
        before.pop(name, None)
        before[name] = layer
    return found


def frame_number(packet):
    return int(packet.find("proto[@name='geninfo']/field[@name='num']").get("show"))


def ports(before, transport):
    """(source, destination) of the innermost layer of a transport, as text."""
    layer = before.get(transport)
    return shown(layer, f"{transport}.srcport"), shown(layer, f"{transport}.dstport")


def source_address(before):
    """Of the innermost IP header, as text."""
    return next((shown(before[name], f"{name}.src") for name in reversed(before)
                 if name in ("ip", "ipv6")), None)


def own(element):
    """The fields below an element in order, without those of layers inside it; none of None."""
    for child in () if element is None else element:
        if child.tag == "field":
            yield child
            yield from own(child)


def every(element, name):
    return [each for each in own(element) if each.get("name") == name]


def first(element, name):
    return next((each for each in own(element) if each.get("name") == name), None)


def shown(element, name):
    field = first(element, name)
    return None if field is None else field.get("show")


def number(element, name):
    text = shown(element, name)
    return None if text is None else int(text, 0)


def value(element, name):
    """The octets of a field, as lower-case hex."""
    field = first(element, name)
    return None if field is None else field.get("value").lower()


def place(element, kind, *parts):
    """"rai:208-93-0505-06" of an element that shows its operator, and each (field, digits) in hex;
    None where one is missing."""
    mcc, mnc = first(element, f"e212.{kind}.mcc"), first(element, f"e212.{kind}.mnc")
    numbers = [(number(element, name), digits) for name, digits in parts]
    if mcc is None or mnc is None or any(each is None for each, _ in numbers):
        return None
    mnc_digits = 2 if mnc.get("value")[0] in "fF" else 3  # three, unless the third is the filler
    return (f"{kind}:{int(mcc.get('show')):03}-{int(mnc.get('show')):0{mnc_digits}}"
            + "".join(f"-{each:0{digits}x}" for each, digits in numbers))


def read_identities(layer, message):
    """Of a message that shows mobile identities as TS 24.008 has them."""
    imsi = shown(layer, "e212.imsi")
    if imsi is not None and message.imsi is None:
        message.has_imsi(imsi)
    if any(first(layer, each) is not None for each in ("gsm_a.imei", "gsm_a.imeisv")):
        message.ids.add("imei")
