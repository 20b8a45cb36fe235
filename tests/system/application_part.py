"""S1AP, NGAP and RANAP messages in PDML: a procedure, an outcome, and elements by their number."""

import pdml
from pdml import number, own, shown

_CAUSES = ("radioNetwork", "transport", "nas", "protocol", "misc")


def message_and_elements(layer, protocol):
    """The message with its type, and {number: element} of the message itself, the first of each;
    or None, and nothing."""
    procedure = number(layer, f"{protocol}.procedureCode")
    outcome = number(layer, f"{protocol}.{protocol.upper()}_PDU")
    if procedure is None or outcome is None:
        return None, {}
    kind = outcome << 6 | procedure if procedure < 64 else 3 << 6 | procedure - 64
    message = pdml.Message(protocol, kind if procedure < 64 or outcome == 0 else 255)
    message.procedure, message.outcome = procedure, outcome
    message.temporary = []
    elements, inside = {}, set()
    for field in own(layer):
        if field.get("name") == f"{protocol}.ProtocolIE_Field_element" and field not in inside:
            inside.update(field.iter())
            elements.setdefault(shown(field, f"{protocol}.id"), field)
    return message, elements


def cause_of(element, protocol):
    numbers = [number(element, f"{protocol}.{name}") for name in _CAUSES]
    return next((group << 8 | each for group, each in enumerate(numbers) if each is not None), None)
