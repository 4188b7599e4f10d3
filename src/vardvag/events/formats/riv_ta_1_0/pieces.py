"""What a file of XML is given as: elements that begin, text, and elements that end; or why it is refused.

Here does not belong how they are found (`parsing`).
"""

from __future__ import annotations

from typing import NamedTuple

from vardvag.base.texts import Text


class Element(NamedTuple):
    """An element begins: its name with its namespace (`uri name`), its attributes, and its line."""

    name: str
    attributes: dict[str, str]
    line: int


class Characters(NamedTuple):
    """Text that is more than white space, or a part of it."""

    text: str
    line: int


class End(NamedTuple):
    """The innermost element ends."""

    line: int


Piece = Element | Characters | End


class Refused(Exception):
    """The file cannot be read further: why, what to do, and where. The pieces before have been given."""

    def __init__(self, rule: str, message: Text, remedy: Text, line: int = 1, column: int = 1) -> None:
        super().__init__(message.en)
        self.rule, self.message, self.remedy = rule, message, remedy
        self.line, self.column = line, column
