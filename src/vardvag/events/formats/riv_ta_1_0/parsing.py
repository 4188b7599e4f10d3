"""XML of any size as a stream of elements, and nothing that XML can do beside: no DOCTYPE, no entities.

Memory is flat whatever the file holds: how deep elements stand in each other, how many attributes one has and
how long one piece of markup is are limited. What is refused is told with line and column. Encodings are those
that are declared and that Python knows with one byte a character, UTF-8 and UTF-16.

Here does not belong what the elements mean (`reading`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from vardvag.base.texts import Text
from vardvag.events.formats.riv_ta_1_0 import words
from vardvag.events.formats.riv_ta_1_0.pieces import Characters, Element, End, Piece, Refused

DEEPEST = 16
"""How many elements may stand in each other. A call in an envelope has five."""
LONGEST_MARKUP = 1 << 20
"""Bytes of one tag with its attributes, or of one comment."""
MOST_ATTRIBUTES = 500
"""Of one element. A visit has 35."""
MOST_NAMES = 10_000
"""Of different elements and attributes: the parser remembers each."""
_CHUNK = 1 << 16


class Pieces(Iterator[Piece]):
    """The pieces of a file or of bytes, in order. OSError when a file cannot be opened, Refused where reading
    stops. With `keep_space`, text that is white space only is given too."""

    def __init__(self, source: Path | bytes, *, keep_space: bool = False) -> None:
        self._parser = _Parser(keep_space=keep_space)
        self._pieces = _pieces(source, self._parser)

    def __next__(self) -> Piece:
        return next(self._pieces)

    @property
    def encoding(self) -> str:
        """What the file declares, or has by its first bytes; known from the first piece on."""
        return self._parser.encoding


def _pieces(source: Path | bytes, parser: _Parser) -> Iterator[Piece]:
    given = 0
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            if not given and chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
                parser.encoding = "UTF-16"
            refused = parser.feed(chunk)
            given += len(chunk)
            yield from parser.taken()
            refused = refused or parser.too_much(given)
            if refused is not None:
                raise refused
            if not chunk:
                return


class _Parser:
    """Expat, with what it has found since it was last asked."""

    def __init__(self, *, keep_space: bool = False) -> None:
        self.encoding = "UTF-8"
        self._keep_space = keep_space
        self._found: list[Piece] = []
        self._deep = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._begun
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._characters

    def taken(self) -> list[Piece]:
        """What has been found since this was asked."""
        found, self._found = self._found, []
        return found

    def too_much(self, given: int) -> Refused | None:
        """Why no more is to be kept in memory, of a file of which so many bytes have been given."""
        if given - max(self._parser.CurrentByteIndex, 0) > LONGEST_MARKUP:
            return self._refused("markup-too-long", words.TOO_LONG, words.SHORTEN)
        if len(self._parser.intern) > MOST_NAMES:
            return self._refused("too-many-names", words.NAMES, words.FOLLOW)
        return None

    def feed(self, chunk: bytes) -> Refused | None:
        """Parse so much more; why that cannot be done, when it cannot."""
        try:
            self._parser.Parse(chunk, not chunk)
        except Refused as refused:
            return refused
        except expat.ExpatError as problem:
            sv = words.IN_SWEDISH.get(problem.code, "är inte välformad XML")
            where = Text(
                f"Rad {problem.lineno}, tecken {problem.offset + 1}: {sv}. Rätta och sänd igen",
                f"Line {problem.lineno}, character {problem.offset + 1}: "
                f"{expat.ErrorString(problem.code)}. Mend it and send it again",
            )
            return Refused("not-xml", words.NOT_XML, where, problem.lineno, problem.offset + 1)
        except (ValueError, LookupError):  # the declared encoding is none that can be read
            return self._refused("encoding", words.ENCODING, words.AS_UTF8)
        return None

    def _refused(self, rule: str, message: Text, remedy: Text) -> Refused:
        parser = self._parser
        return Refused(rule, message, remedy, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding:
            self.encoding = encoding[:40]

    def _doctype(self, *_: object) -> None:
        raise self._refused("doctype", words.DOCTYPE, words.WITHOUT_DOCTYPE)

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        self._deep += 1
        if self._deep > DEEPEST:
            raise self._refused("too-deep", words.TOO_DEEP, words.FOLLOW)
        if len(attributes) > MOST_ATTRIBUTES:
            raise self._refused("too-many-attributes", words.TOO_MANY, words.FOLLOW)
        self._found.append(Element(name, attributes, self._parser.CurrentLineNumber))

    def _ended(self, _name: str) -> None:
        self._deep -= 1
        self._found.append(End(self._parser.CurrentLineNumber))

    def _characters(self, text: str) -> None:
        if self._keep_space or not text.isspace():
            self._found.append(Characters(text, self._parser.CurrentLineNumber))
