"""List the limits of a file, each wording with where it stands: the guarantee's, a shipped or an own file's.

Reading a file of one's own tells every fault in it. Here does not belong any clock (`list_clocks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.dated import Confidence
from vardvag.base.texts import Text
from vardvag.clocks.limit_files import find_limits
from vardvag.clocks.words import KINDS


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One wording of one limit. `valid_to` is None until further notice."""

    name: str
    title: Text
    days: int
    valid_from: date
    valid_to: date | None
    law: str
    paragraph: str
    kind: Text
    confidence: Confidence


def list_limits(name_or_path: str) -> list[LimitRow]:
    """Every wording of every limit of a file. NotFound, or BadInput with all that is wrong with the file."""
    file = find_limits(name_or_path)
    return [
        LimitRow(
            limit.name,
            limit.title,
            entry.value.days,
            entry.valid_from,
            entry.valid_to,
            entry.value.law,
            entry.value.paragraph,
            KINDS[limit.kind],
            entry.source.confidence,
        )
        for limit in file.limits
        for entry in limit.history
    ]
