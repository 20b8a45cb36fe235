#!/usr/bin/env python3
"""Compares what `celltally decode` says of SIP with what tshark says, message by message.

sip_conformance.py PROGRAM [CAPTURES_DIR]

tshark finds the messages, puts those of TCP together and unfolds nothing: identities and cells are
read here from the text of its header lines. Captures: one around the vectors of
tests/data/sip_vectors.json, over UDP and cut into TCP segments, made here; and every capture file
below CAPTURES_DIR (or $CELLTALLY_CAPTURES). Exit 1: a difference. Exit 77: skipped. No identity is
ever printed.
"""

import re
import sys

import conformance
import pcap_file
import pdml

METHODS = ("REGISTER", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", "SUBSCRIBE", "NOTIFY",
           "PUBLISH", "PRACK", "UPDATE", "INFO", "REFER")
EVENTS = ("REGISTER", "INVITE", "BYE", "MESSAGE")
SHORT = {"f": "from", "t": "to", "i": "call-id", "m": "contact"}
INSTANCE = re.compile(r';\s*\+sip\.instance\s*=\s*"<urn:gsma:imei:\d{8}-\d{6}-', re.IGNORECASE)


def headers_of(layer):
    """The header lines in order: (name in lower case, value without line breaks)."""
    text = bytes.fromhex(pdml.value(layer, "sip.msg_hdr") or "").decode("latin-1")
    text = re.split(r"\r?\n\r?\n", text)[0]  # of several in a segment, the next one follows
    text = re.sub(r"\r?\n[ \t]+", " ", text)
    lines = [line.partition(":") for line in re.split(r"\r?\n", text) if ":" in line]
    return [(SHORT.get(name.strip().lower(), name.strip().lower()), value.strip())
            for name, _, value in lines]


def split_outside_quotes(text, separator):
    return [part.strip() for part in re.findall(rf'(?:"[^"]*"|[^"{separator}])+', text)]


def operator(text, digits):
    return f"{text[:3]}-{text[3:3 + digits]}", text[3 + digits:].lower()


def place_of(value):
    """(cell, area, network-provided) of one value, as TS 24.229 7.2A.4.3 has its parts."""
    access, *parameters = split_outside_quotes(value, ";")
    access, cell, area = access.lower(), None, None
    provided = any(each.lower() in ("network-provided", "np") for each in parameters)
    for each in parameters:
        name, _, text = (part.strip() for part in each.partition("="))
        text = text.strip('"')
        if name.lower() == "utran-cell-id-3gpp" and access.startswith("3gpp-e-utran"):
            plmn, rest = operator(text, len(text) - 14)
            cell, area = f"ecgi:{plmn}-{rest[4:]}", f"tai:{plmn}-{rest[:4]}"
        elif name.lower() == "utran-cell-id-3gpp" and access.startswith("3gpp-nr"):
            plmn, rest = operator(text, len(text) - 18)
            cell, area = f"ncgi:{plmn}-{rest[6:]}", f"tai:{plmn}-{rest[:6]}"
        elif name.lower() == "utran-cell-id-3gpp":
            plmn, rest = operator(text, len(text) - 14)
            area = f"lai:{plmn}-{rest[:4]}"
        elif name.lower() == "cgi-3gpp":
            plmn, rest = operator(text, len(text) - 11)
            cell, area = f"cgi:{plmn}-{rest[:4]}-{rest[4:]}", f"lai:{plmn}-{rest[:4]}"
        elif name.lower() == "i-wlan-node-id":
            cell = "wifi:" + "-".join(re.findall("..", text.lower()))
    return cell, area, provided


def imsi_in(text):
    found = re.search(r"(?:^|sips?:|\")(\d{6,15})@ims\.mnc(\d{3})\.mcc(\d{3})\.3gppnetwork\.org", text,
                      re.IGNORECASE)
    if not found:
        return None
    imsi, mnc, mcc = found.groups()
    fits = imsi.startswith(mcc + mnc) or (mnc[0] == "0" and imsi.startswith(mcc + mnc[1:]))
    return imsi if fits else None


def number_in(text):
    found = re.search(r"(?:sips?|tel):\+(\d{1,15})(?=[@;:> ]|$)", text, re.IGNORECASE)
    return found and found.group(1)


def identities(message, headers, registers, response):
    names = ["p-asserted-identity", "p-preferred-identity"]
    if registers:
        names += ["authorization", "to", "p-associated-uri"]
    elif not response:
        names += ["authorization"]
    if registers or not response:
        names += ["from"]
    for wanted in names:
        for name, value in headers:
            if name == wanted:
                message.imsi = message.imsi or imsi_in(value)
                if number_in(value):
                    message.ids.add("msisdn")
    if message.imsi:
        message.has_imsi(message.imsi)
    if not response and any(name == "contact" and INSTANCE.search(value) for name, value in headers):
        message.ids.add("imei")


def message_of(layer, before):
    """Over port 5060: others are found by their looks alone. User plane is not read, nor is what
    went through PPTP."""
    passed = list(before)
    if "gtp" in before or ("gre" in before and "ppp" in passed[passed.index("gre"):]):
        return None
    if "5060" not in pdml.ports(before, "tcp" if "tcp" in before else "udp"):
        return None
    shown = {each.get("name"): each.get("show") for each in pdml.own(layer)}
    if "sip.Method" not in shown and "sip.Status-Code" not in shown:
        return None  # the rest of a message, or none
    headers = headers_of(layer)
    response = "sip.Status-Code" in shown
    cseq = next((value for name, value in headers if name == "cseq"), "")
    method = cseq.split()[-1] if response and cseq else shown.get("sip.Method")
    kind = METHODS.index(method) + 1 if method in METHODS else 0
    message = pdml.Message("sip", kind + (128 if response else 0))
    message.cause = int(shown["sip.Status-Code"]) if response else None
    identities(message, headers, method == "REGISTER", response)
    places = [place_of(each) for name, value in headers if name == "p-access-network-info"
              for each in split_outside_quotes(value, ",")]
    places = sorted((each for each in places if each[0] or each[1]), key=lambda each: each[2])
    if places:
        message.cell, message.area, provided = places[0]
        event = not response and method in EVENTS
        message.presence = None if not event else "last_known" if provided else (
            "exact" if message.cell else "area")
    return message


def made_captures(folder):
    messages = conformance.vectors("sip_vectors").values()
    yield conformance.made_capture(folder, "sip_udp",
                                   [pcap_file.udp_frame(each, 5060) for each in messages], 120)
    stream = b"".join(messages)
    frames = [pcap_file.tcp_frame(b"", 999, 5060, flags=2)]
    frames += [pcap_file.tcp_frame(stream[at:at + 700], 1000 + at, 5060)
               for at in range(0, len(stream), 700)]
    yield conformance.made_capture(folder, "sip_tcp", frames)


def messages_of(packet):
    return pdml.messages_in(packet, {"sip": message_of})


if __name__ == "__main__":
    sys.exit(conformance.run(__doc__, ("sip",), "sip", messages_of, made_captures))
