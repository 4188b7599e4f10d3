"""Which of the systems behind an aggregating service did not answer: its own word, in the SOAP header.

A national aggregating service asks many systems and answers with what it got. `ProcessingStatus`
(interoperability:headers 1) says for each system whether its data came from it, from a copy, from a copy that
could not be brought up to date, or not at all. The last two make the answer not whole: without this it would
look as if such a system had nothing. Here does not belong the answer itself (`reading`).
"""

from __future__ import annotations

from vardvag.contracts.rivta.tree import Node
from vardvag.events.formats.riv_ta_1_0.schema import SOAP

HEADERS = "urn:riv:interoperability:headers:1"
FRESH = ("DataFromSource", "DataFromCache")
"""All that the system has. Any other status, one we do not know too, is not."""


def unanswered(root: Node) -> list[tuple[Node, str, str]]:
    """The records of systems whose data is missing or old: where, logical address and status code."""
    headers = [node for node in root.children if (node.namespace, node.name) == (SOAP, "Header")]
    statuses = [node for header in headers for node in header.children if _is(node, "ProcessingStatus")]
    records = [node for status in statuses for node in status.children if _is(node, "ProcessingStatusList")]
    told = [(node, _text(node, "logicalAddress"), _text(node, "statusCode")) for node in records]
    return [one for one in told if one[2] not in FRESH]


def _is(node: Node, name: str) -> bool:
    return (node.namespace, node.name) == (HEADERS, name)


def _text(node: Node, name: str) -> str:
    return next((child.text.strip() for child in node.children if _is(child, name)), "")
