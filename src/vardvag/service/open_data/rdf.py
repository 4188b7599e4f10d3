"""Statements of linked data, and the two ways they are written: Turtle and RDF/XML.

Only what a catalogue needs: every node has an address, a value is an address, a text in two languages, a word
or a day. Here does not belong what is stated (`catalogue`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from vardvag.base.texts import Text

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Iri:
    """The address of a thing."""

    address: str


Value = Iri | Text | str | date


@dataclass(frozen=True)
class Node:
    """One thing: its address, its kind, and what is said of it, in order."""

    address: str
    kind: str
    said: list[tuple[str, Value]] = field(default_factory=list)

    def say(self, name: str, *values: Value | None) -> Node:
        """Say *name* of it with each of *values* that there is."""
        self.said.extend((name, value) for value in values if value is not None)
        return self


def turtle(nodes: Sequence[Node]) -> bytes:
    """As Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for node in nodes:
        lines += ["", f"<{node.address}> a {node.kind} ;"]
        lines += [f"    {name} {_turtle(value)} ;" for name, one in node.said for value in _parts(one)]
        lines.append("    .")
    return ("\n".join(lines) + "\n").encode()


def rdf_xml(nodes: Sequence[Node]) -> bytes:
    """As RDF/XML, which is what Sveriges dataportal fetches."""
    spaces = "".join(f"\n  xmlns:{name}={quoteattr(address)}" for name, address in PREFIXES.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF{spaces}>"]
    for node in nodes:
        lines.append(f"  <{node.kind} rdf:about={quoteattr(node.address)}>")
        lines += [f"    {_xml(name, value)}" for name, one in node.said for value in _parts(one)]
        lines.append(f"  </{node.kind}>")
    return ("\n".join([*lines, "</rdf:RDF>"]) + "\n").encode()


def _parts(value: Value) -> Iterator[Iri | tuple[str, str] | date]:
    """A text is two values, one in each language; a word has none."""
    if isinstance(value, Text):
        yield value.sv, "sv"
        yield value.en, "en"
    elif isinstance(value, str):
        yield value, ""
    else:
        yield value


def _turtle(value: Iri | tuple[str, str] | date) -> str:
    if isinstance(value, Iri):
        return f"<{value.address}>"
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^xsd:date'
    text, language = value
    return f'"{text.translate(_ESCAPED)}"' + (f"@{language}" if language else "")


def _xml(name: str, value: Iri | tuple[str, str] | date) -> str:
    if isinstance(value, Iri):
        return f"<{name} rdf:resource={quoteattr(value.address)}/>"
    if isinstance(value, date):
        return f'<{name} rdf:datatype="{PREFIXES["xsd"]}date">{value.isoformat()}</{name}>'
    text, language = value
    said = f' xml:lang="{language}"' if language else ""
    return f"<{name}{said}>{escape(text)}</{name}>"
