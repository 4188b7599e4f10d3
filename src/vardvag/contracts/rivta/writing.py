"""A message written as XML, exactly as its schema has it. What that cannot hold is refused, all at once.

Here does not belong what is put in a message (`to_answers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.rivta.shape import Part, namespaces, parts_of, spaces
from vardvag.contracts.rivta.simple import Simple

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_message(message: object, root: str) -> bytes:
    """The XML of a message, in UTF-8. BadInput with every value that the schema cannot hold."""
    shape = type(message)
    prefixes = {namespace: f"n{number}" for number, namespace in enumerate(namespaces(shape))}
    writer = _Writer(prefixes)
    inside = "".join(writer.whole(message, shape, "", root))
    if writer.findings:
        raise BadInput(
            Text("Meddelandet kan inte skrivas enligt schemat", "The schema cannot hold the message"),
            writer.findings,
        )
    declared = "".join(f' xmlns:{prefix}="{namespace}"' for namespace, prefix in prefixes.items())
    tag = f"{prefixes[spaces(shape, '')[0]]}:{root}"
    return f"{_DECLARATION}<{tag}{declared}>{inside}</{tag}>\n".encode()


class _Writer:
    def __init__(self, prefixes: dict[str, str]) -> None:
        self.findings: list[Finding] = []
        self._prefixes = prefixes

    def whole(self, value: Any, shape: type, shared: str, path: str) -> Iterator[str]:
        own, below = spaces(shape, shared)
        for part in parts_of(shape):
            tag = f"{self._prefixes[part.namespace or own]}:{part.name}"
            here = f"{path}/{part.name}"
            for one in self._counted(getattr(value, part.field), part, here):
                yield f"<{tag}>"
                if isinstance(part.kind, Simple):
                    yield self._simple(one, part.kind, here)
                else:
                    yield from self.whole(one, part.kind, below, here)
                yield f"</{tag}>"

    def _counted(self, value: Any, part: Part, path: str) -> tuple[Any, ...]:
        """The values of a part, when there are as many as there may be."""
        values = tuple(value) if part.most != 1 else () if value is None else (value,)
        if len(values) < part.least or (part.most is not None and len(values) > part.most):
            self._tell(path, str(len(values)), "fel antal", "the wrong number")
            return ()
        return values

    def _simple(self, value: Any, kind: Simple, path: str) -> str:
        if not isinstance(value, kind.python):
            self._tell(path, repr(value), "fel sorts värde", "the wrong kind of value")
            return ""
        try:
            return escape(kind.write(value), {"\r": "&#13;"})
        except ValueError as problem:
            self._tell(path, str(value), "kan inte skrivas", str(problem))
            return ""

    def _tell(self, path: str, value: str, sv: str, en: str) -> None:
        message = Text(f"Schemat medger inte värdet: {sv}", f"The schema does not allow the value: {en}")
        remedy = Text("Rätta det innan det sänds", "Correct it before it is sent")
        self.findings.append(Finding("not-in-schema", message, remedy, column=path, value=value[:60]))
