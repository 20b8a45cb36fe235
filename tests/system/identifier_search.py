"""Finds identities in what a program wrote, in every form in which they could have got there."""

import base64


def tbcd(digits, filler="f"):
    """Low nibble first, filler at the end (TS 29.002 TBCD-STRING)."""
    padded = digits + filler * (len(digits) % 2)
    return bytes(int(padded[i + 1] + padded[i], 16) for i in range(0, len(padded), 2))


def bcd(digits, filler="f"):
    """High nibble first: TBCD with its nibbles swapped."""
    padded = digits + filler * (len(digits) % 2)
    return bytes.fromhex(padded)


def _base64_inside(octets):
    """The part of a base64 text that is the same whatever stands before and after."""
    for before in range(3):
        text = base64.b64encode(bytes(before) + octets)
        first = -(-before * 8 // 6)  # characters touched by what stands before
        last = (before + len(octets)) * 8 // 6  # characters wholly made of the octets
        yield text[first:last]


def forms(digits):
    """(name, bytes) of every form that is looked for."""
    yield "digits", digits.encode()
    yield "digits in UTF-16", digits.encode("utf-16-le")
    raw = {"TBCD": tbcd(digits), "BCD": bcd(digits)}
    if len(digits) % 2:  # what stands in the last nibble is not known
        raw = {name: octets[:-1] for name, octets in raw.items()}
    for name, octets in raw.items():
        yield name, octets
        yield f"{name} in hexadecimal", octets.hex().encode()
        yield f"{name} in upper-case hexadecimal", octets.hex().upper().encode()
        yield f"{name} in spaced hexadecimal", octets.hex(" ").encode()
    yield "digits in hexadecimal", digits.encode().hex().encode()
    for name, octets in (("digits", digits.encode()), *raw.items()):
        for i, text in enumerate(_base64_inside(octets)):
            yield f"{name} in base64 {i}", text
            yield f"{name} in URL base64 {i}", text.replace(b"+", b"-").replace(b"/", b"_")


class Search:
    """Looks for many identities at once. Never shows one: they are numbered."""

    _PREFIX = 5  # octets: few chance hits, and every form is longer

    def __init__(self, identifiers):
        self._by_prefix = {}
        for number, digits in enumerate(identifiers, 1):
            for name, octets in set(forms(digits)):
                if len(octets) < self._PREFIX:
                    raise ValueError(f"identifier {number} as {name} is too short to look for")
                self._by_prefix.setdefault(octets[: self._PREFIX], []).append((octets, name, number))

    def find(self, where, data):
        """A line for each form found in `data`, at most ten."""
        found = []
        for at in range(len(data) - self._PREFIX + 1):
            for octets, name, number in self._by_prefix.get(data[at : at + self._PREFIX], ()):
                if data.startswith(octets, at):
                    found.append(f"{where}: identifier {number} as {name}, at octet {at}")
                    if len(found) == 10:
                        return found
        return found
