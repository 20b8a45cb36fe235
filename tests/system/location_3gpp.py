"""3GPP-User-Location-Info (TS 29.061 16.4.7.2), read apart from the product."""

_TYPES = {  # what stands behind the type, as (kind, octets behind the PLMN)
    0: (("cgi", 4),), 1: (("sai", 4),), 2: (("rai", 4),), 128: (("tai", 2),), 129: (("ecgi", 4),),
    130: (("tai", 2), ("ecgi", 4)), 131: (("enb", 3),), 132: (("tai", 2), ("enb", 3)),
    133: (("extended", 3),), 134: (("tai", 2), ("extended", 3)), 135: (("ncgi", 5),),
    136: (("tai", 3),), 137: (("tai", 3), ("ncgi", 5)), 139: (("tai", 3),),
    0x08: (("tai", 2),), 0x10: (("ecgi", 4),), 0x18: (("tai", 2), ("ecgi", 4)),  # GTPv2's masks
}


def plmn(octets):
    """"208-93" of three octets."""
    text = f"{octets[0] & 15}{octets[0] >> 4}{octets[1] & 15}-{octets[2] & 15}{octets[2] >> 4}"
    return text if octets[1] >> 4 == 15 else text + str(octets[1] >> 4)


def _hex(number, digits):
    return f"{number:0{digits}x}"


def place(kind, octets):
    """The place of a kind in text, from its PLMN on."""
    number, length = int.from_bytes(octets[3:], "big"), len(octets) - 3
    if kind in ("cgi", "sai"):
        shown = f"{_hex(number >> 16, 4)}-{_hex(number & 0xFFFF, 4)}"
    elif kind == "rai":
        area = number >> 8 if length == 4 else number  # an octet ff behind the RAC
        shown = f"{_hex(area >> 8, 4)}-{_hex(area & 0xFF, 2)}"
    elif kind == "ncgi":
        spare_first = number >> 36 == 0 and number & 15
        shown = _hex(number if spare_first else number >> 4, 9)
    elif kind == "ecgi":
        shown = _hex(number & 0x0FFFFFFF, 7)
    elif kind == "enb":
        shown = _hex(number & 0xFFFFF, 5)
    elif kind == "extended":
        kind, shown = "enb", _hex(number & (0x83FFFF if number & 0x800000 else 0x1FFFFF), 6)
    else:
        shown = _hex(number, 2 * length)
    return f"{kind}:{plmn(octets)}-{shown}"


def places(octets):
    """(cell, area) of the whole value; either is None where it says nothing of it."""
    cell = area = None
    at = 1
    for kind, length in _TYPES.get(octets[0], ()) if octets else ():
        part, at = octets[at : at + 3 + length], at + 3 + length
        if len(part) < 3 + length:
            break
        if kind in ("tai", "rai"):
            area = place(kind, part)
        else:
            cell = place(kind, part)
    return cell, area
