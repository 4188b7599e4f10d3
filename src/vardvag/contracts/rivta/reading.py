"""A message read from XML: every fault at once, each with its line, its path, what stands there and a remedy.

An item with a fault is left out whole: half a booking, or a contact whose last day could not be read, would
say something that the source has not said. The other items stay. What the schema lets others add (elements of
other namespaces) is told and not read. Here does not belong what a message means (`from_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vardvag.base.errors import Unreadable
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.contracts.rivta import soap
from vardvag.contracts.rivta.aggregated import unanswered
from vardvag.contracts.rivta.shape import Part, parts_of, spaces
from vardvag.contracts.rivta.simple import Simple
from vardvag.contracts.rivta.tree import Node, tree
from vardvag.events.formats.riv_ta_1_0.pieces import Refused
from vardvag.events.formats.riv_ta_1_0.schema import APART

M = TypeVar("M")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Reading(Generic[M]):
    """`message` is None when nothing could be read; `left_out` is how many items of it had a fault, and how
    many systems behind an aggregating service did not answer."""

    message: M | None
    findings: tuple[Finding, ...] = ()
    left_out: int = 0


def read_message(data: bytes, shape: type[M], root: str, file: str = "") -> Reading[M]:
    """Read a message whose root element is *root*, by itself or in an envelope. *file* names its source."""
    reader = _Reader(file)
    try:
        whole = tree(data)
        node = soap.opened(whole)
    except Refused as refused:
        reader.tell(refused.rule, refused.message, refused.remedy, refused.line, str(refused.column))
        return Reading(None, tuple(reader.findings))
    namespace, _ = spaces(shape, "")
    if (node.namespace, node.name) != (namespace, root):
        message = Text("Det är ett annat meddelande", "It is another message")
        remedy = Text(f"Sänd {root} i {namespace}", f"Send {root} in {namespace}")
        reader.tell("another-message", message, remedy, node.line, root, node.name)
        return Reading(None, tuple(reader.findings))
    for where, system, status in unanswered(whole):
        path = f"Header/ProcessingStatus/{status or 'statusCode'}"
        reader.tell("system-unanswered", _UNANSWERED, _ASK_LATER, where.line, path, system)
        reader.left_out += 1
    read = reader.whole(node, shape, "", root, top=True)
    return Reading(read, tuple(reader.findings), reader.left_out)


class _Reader:
    """What has been found on the way through one message."""

    def __init__(self, file: str) -> None:
        self.findings: list[Finding] = []
        self.left_out = 0
        self._file = file

    def whole(self, node: Node, shape: type, shared: str, path: str, *, top: bool = False) -> Any:
        """The element as its class; None, with every fault in it told, when it has one."""
        own, below = spaces(shape, shared)
        parts = parts_of(shape)
        places = {(part.namespace or own, part.name): place for place, part in enumerate(parts)}
        found: dict[int, list[Node]] = {place: [] for place in range(len(parts))}
        sound, last = self._only_elements(node, path), 0
        for child in node.children:
            place = places.get((child.namespace, child.name))
            if place is None:
                sound &= self._other(child, own, path)
                continue
            if place < last:
                sound = self.tell(*_ORDER, child.line, f"{path}/{child.name}")
            last = max(last, place)
            found[place].append(child)
        values: dict[str, Any] = {}
        for place, part in enumerate(parts):
            fits, values[part.field] = self._part(node, part, found[place], below, path, top=top)
            sound &= fits
        made: Any = shape
        return made(**values) if sound else None

    def _part(
        self, node: Node, part: Part, nodes: list[Node], shared: str, path: str, *, top: bool
    ) -> tuple[bool, Any]:
        """Whether the elements of one part are as they should be, and what they hold."""
        here = f"{path}/{part.name}"
        sound = True
        if len(nodes) < part.least:
            sound = self.tell(*_MISSING, node.line, here)
        if part.most is not None and len(nodes) > part.most:
            sound = self.tell(*_MANY, nodes[part.most].line, here, str(len(nodes)))
        several = part.most != 1
        values = []
        for number, child in enumerate(nodes, 1):
            value = self._value(child, part.kind, shared, f"{here}[{number}]" if several else here)
            if value is not None:
                values.append(value)
            elif top and several:
                self.left_out += 1
            else:
                sound = False
        return sound, tuple(values) if several else (values[0] if values else None)

    def _value(self, node: Node, kind: Simple | type, shared: str, path: str) -> Any:
        if not isinstance(kind, Simple):
            return self.whole(node, kind, shared, path)
        sound = all(self._other(child, "", path) for child in node.children)
        self._attributes(node, path)
        try:
            value = kind.read(node.text)
        except Unreadable as problem:
            remedy = Text(problem.text.sv.capitalize(), problem.text.en.capitalize())
            self.tell("unreadable", _UNREADABLE, remedy, node.line, path, node.text)
            return None
        if kind.codes and value not in kind.codes:
            listed = ", ".join(kind.codes)
            self.tell(
                "unknown-code",
                Text("Koden finns inte i schemat; den behålls", "The schema has no such code; it is kept"),
                Text(f"Schemat har {listed}", f"The schema has {listed}"),
                node.line,
                path,
                node.text,
                Severity.WARNING,
            )
        return value if sound else None

    def _only_elements(self, node: Node, path: str) -> bool:
        self._attributes(node, path)
        if node.text.strip():
            return self.tell(*_TEXT, node.line, path, node.text.strip())
        return True

    def _attributes(self, node: Node, path: str) -> None:
        for name in node.attributes:
            if not name.startswith(APART):
                self.tell(*_ATTRIBUTE, node.line, path, name, Severity.WARNING)

    def _other(self, child: Node, own: str, path: str) -> bool:
        """An element that the shape does not have: a fault, unless it is of a namespace of somebody else."""
        here = f"{path}/{child.name}"
        if own and child.namespace != own:
            self.tell(*_EXTENSION, child.line, here, child.namespace, Severity.WARNING)
            return True
        return self.tell(*_UNKNOWN, child.line, here)

    def tell(
        self,
        rule: str,
        message: Text,
        remedy: Text,
        line: int,
        path: str,
        value: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> bool:
        """Tell one thing; False, since something is wrong."""
        shown = None if value is None else value[:_LONGEST_SHOWN]
        self.findings.append(Finding(rule, message, remedy, severity, self._file or None, line, path, shown))
        return False


_AS_SCHEMA = Text("Följ tjänstekontraktets schema", "Follow the schema of the service contract")
_ORDER = (
    "element-order",
    Text("Elementet står på fel plats", "The element is in the wrong place"),
    _AS_SCHEMA,
)
_MISSING = ("element-missing", Text("Elementet saknas", "The element is missing"), _AS_SCHEMA)
_MANY = ("element-too-many", Text("Elementet står för många gånger", "The element is repeated"), _AS_SCHEMA)
_UNKNOWN = ("element-unknown", Text("Elementet finns inte i schemat", "No such element"), _AS_SCHEMA)
_TEXT = ("text", Text("Text står mellan elementen", "Text stands between the elements"), _AS_SCHEMA)
_ATTRIBUTE = ("attribute", Text("Attributet läses inte", "The attribute is not read"), _AS_SCHEMA)
_UNANSWERED = Text(
    "Ett system bakom tjänsten svarade inte, eller med gamla uppgifter",
    "A system behind the service did not answer, or with old data",
)
_ASK_LATER = Text("Försök igen senare", "Try again later")
_UNREADABLE = Text("Värdet kan inte läsas", "The value cannot be read")
_EXTENSION = (
    "extension",
    Text("Ett tillägg från en annan namnrymd läses inte", "An addition of another namespace is not read"),
    Text("Inget behöver göras", "Nothing needs to be done"),
)
