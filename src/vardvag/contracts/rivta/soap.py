"""The SOAP envelope of RIV-TA basic profile 2.1: a logical address in the header, one message in the body.

The logical address is the HSA id of the system, or the national organisation, that a question is for. A fault
is an answer too: it is told as one. Here does not belong sending an envelope (`service/rivta`).
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from vardvag.base.texts import Text
from vardvag.contracts.rivta.tree import Node, tree
from vardvag.events.formats.riv_ta_1_0.pieces import Refused
from vardvag.events.formats.riv_ta_1_0.schema import SOAP

REGISTRY = "urn:riv:itintegration:registry:1"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def envelope(message: bytes, logical_address: str | None = None) -> bytes:
    """An envelope around a message as written here; a question has a logical address, an answer none."""
    header = ""
    if logical_address is not None:
        address = f'<a:LogicalAddress xmlns:a="{REGISTRY}">{escape(logical_address)}</a:LogicalAddress>'
        header = f"<s:Header>{address}</s:Header>"
    return (
        _DECLARATION
        + f'<s:Envelope xmlns:s="{SOAP}">{header}<s:Body>'.encode()
        + message.removeprefix(_DECLARATION)
        + b"</s:Body></s:Envelope>\n"
    )


def fault(code: str, said: str) -> bytes:
    """An envelope with a fault. *said* names no person: technical errors never do."""
    body = (
        f"<s:Fault><faultcode>s:{escape(code)}</faultcode><faultstring>{escape(said)}</faultstring></s:Fault>"
    )
    return _DECLARATION + f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{body}</s:Body></s:Envelope>\n'.encode()


def opened(root: Node) -> Node:
    """The message of an envelope, or that stands by itself. Refused for a fault or an empty body."""
    if (root.namespace, root.name) != (SOAP, "Envelope"):
        return root
    bodies = [child for child in root.children if (child.namespace, child.name) == (SOAP, "Body")]
    inside = [message for body in bodies for message in body.children]
    if len(bodies) != 1 or len(inside) != 1:
        raise Refused("envelope", _ONE, _SEND_ONE, root.line)
    if (inside[0].namespace, inside[0].name) == (SOAP, "Fault"):
        raise Refused("soap-fault", _FAULT, _ASK, inside[0].line)
    return inside[0]


def logical_address(data: bytes) -> str | None:
    """The logical address of a question; None when it has none. Refused when it cannot be read."""
    for header in tree(data).children:
        if (header.namespace, header.name) == (SOAP, "Header"):
            for child in header.children:
                if (child.namespace, child.name) == (REGISTRY, "LogicalAddress"):
                    return child.text.strip()
    return None


_ONE = Text("Kuvertet har inte ett meddelande", "The envelope does not hold one message")
_SEND_ONE = Text("Sänd ett meddelande i Body", "Send one message in Body")
_FAULT = Text("Tjänsten svarade med ett fel", "The service answered with a fault")
_ASK = Text(
    "Försök igen senare, eller fråga tjänstens förvaltning", "Try again later, or ask who runs the service"
)
