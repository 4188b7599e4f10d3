"""What a message looks like, said once on its dataclass: which element a field is, how many, in what order.

Reading, writing, the reference page and the comparison with the public schemas all go by it. A class with
`NAMESPACE` has its elements there, and the classes below it too unless they have their own; `SHARED` is where
the classes below have theirs, when it is another. Here does not belong any one message.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, fields
from typing import Any

from vardvag.contracts.rivta.simple import Simple

Kind = Simple | type


@dataclass(frozen=True, slots=True)
class Part:
    """One element: the field it is, its name, what it holds, how often it may stand, and its namespace where
    that is not its siblings'. `most` None: any number of times."""

    field: str
    name: str
    kind: Kind
    least: int
    most: int | None
    namespace: str | None = None


def one(name: str, kind: Kind) -> Any:
    """An element that stands once."""
    return field(metadata={"part": (name, kind, 1, 1, None)})


def maybe(name: str, kind: Kind, *, namespace: str | None = None) -> Any:
    """An element that may be left out: None."""
    return field(default=None, metadata={"part": (name, kind, 0, 1, namespace)})


def many(name: str, kind: Kind, *, most: int | None = None) -> Any:
    """An element that stands any number of times, or up to *most*: a tuple."""
    return field(default=(), metadata={"part": (name, kind, 0, most, None)})


@functools.cache
def parts_of(shape: type) -> tuple[Part, ...]:
    """The elements of a message or a part of one, in the schema's order."""
    return tuple(Part(one.name, *one.metadata["part"]) for one in fields(shape))


def spaces(shape: type, shared: str) -> tuple[str, str]:
    """The namespace of a class's own elements, and the one that classes below it share."""
    own: str | None = getattr(shape, "NAMESPACE", None)
    return (shared, shared) if own is None else (own, getattr(shape, "SHARED", own))


def namespaces(shape: type) -> tuple[str, ...]:
    """Every namespace that a message may use, its own first, in the order they are met."""
    found: dict[str, None] = {}
    _collect(shape, "", found)
    return tuple(found)


def _collect(shape: type, shared: str, found: dict[str, None]) -> None:
    own, below = spaces(shape, shared)
    found.setdefault(own)
    for part in parts_of(shape):
        if part.namespace is not None:
            found.setdefault(part.namespace)
        if not isinstance(part.kind, Simple):
            _collect(part.kind, below, found)
