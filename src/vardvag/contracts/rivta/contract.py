"""What a service contract is: its name and version, its question and its answer, and where its shape is from.

Here does not belong any one contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from vardvag.base.texts import Text
from vardvag.contracts.rivta.reading import Reading, read_message
from vardvag.contracts.rivta.writing import write_message

Q = TypeVar("Q")
A = TypeVar("A")


class Basis(StrEnum):
    """What the shape of a message was read in."""

    SCHEMA = "schema"
    """The public XSD itself."""
    MODEL = "inferred"
    """A model that its publisher generated from the XSD; the XSD itself could not be had."""


@dataclass(frozen=True, slots=True)
class Contract(Generic[Q, A]):
    """A question and its answer. `action` is SOAPAction; `sources` are public addresses of what was read."""

    name: str
    version: str
    title: Text
    action: str
    question: type[Q]
    answer: type[A]
    basis: Basis
    sources: tuple[str, ...]
    note: Text | None = None

    def read_question(self, data: bytes, file: str = "") -> Reading[Q]:
        """A question from XML, by itself or in an envelope."""
        return read_message(data, self.question, self.name, file)

    def write_question(self, question: Q) -> bytes:
        """A question as XML. BadInput with all that the schema cannot hold."""
        return write_message(question, self.name)

    def read_answer(self, data: bytes, file: str = "") -> Reading[A]:
        """An answer from XML, by itself or in an envelope."""
        return read_message(data, self.answer, f"{self.name}Response", file)

    def write_answer(self, answer: A) -> bytes:
        """An answer as XML. BadInput with all that the schema cannot hold."""
        return write_message(answer, f"{self.name}Response")
