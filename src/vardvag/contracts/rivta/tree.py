"""One message of XML as a tree, in memory, with limits: no DOCTYPE, no entities, no more than fits.

Parsed by the pieces of `events/formats/riv_ta_1_0`, which refuse what XML can do beside elements and text.
Here does not belong what the elements mean (`reading`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vardvag.base.texts import Text
from vardvag.events.formats.riv_ta_1_0.parsing import Pieces
from vardvag.events.formats.riv_ta_1_0.pieces import Characters, Element, Refused

MOST_BYTES = 8 << 20
"""Of one message. A plan carries documents of at most 100 KB each."""
MOST_ELEMENTS = 100_000
"""Of one message."""
_SMALLER = Text("Fråga om en kortare tid eller färre enheter", "Ask about a shorter time or fewer units")


@dataclass(slots=True)
class Node:
    """An element: its namespace and name, the line it begins on, and what stands in it."""

    namespace: str
    name: str
    line: int
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""


def tree(data: bytes) -> Node:
    """The root element of *data*. Refused, with line and column, when it cannot or may not be read."""
    if len(data) > MOST_BYTES:
        raise Refused(
            "too-long",
            Text(
                f"Meddelandet är större än {MOST_BYTES >> 20} MB",
                f"The message is larger than {MOST_BYTES >> 20} MB",
            ),
            _SMALLER,
        )
    root: Node | None = None
    open_now: list[tuple[Node, list[str]]] = []
    count = 0
    for piece in Pieces(data, keep_space=True):
        if isinstance(piece, Element):
            count += 1
            if count > MOST_ELEMENTS:
                raise Refused("too-many-elements", _TOO_MANY, _SMALLER, piece.line)
            namespace, _, name = piece.name.rpartition(" ")
            node = Node(namespace, name, piece.line, piece.attributes)
            if open_now:
                open_now[-1][0].children.append(node)
            root = root or node
            open_now.append((node, []))
        elif isinstance(piece, Characters):
            open_now[-1][1].append(piece.text)
        else:
            node, texts = open_now.pop()
            node.text = "".join(texts)
    assert root is not None, "the parser refuses a document without elements"
    return root


_TOO_MANY = Text(
    f"Meddelandet har fler än {MOST_ELEMENTS} element", f"The message has more than {MOST_ELEMENTS} elements"
)
