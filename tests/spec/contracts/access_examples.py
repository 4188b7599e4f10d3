"""What a decision table of the law on access is, and how it is asked.

A table has a column for each condition of its paragraph and a row for each outcome. It is complete: every
combination of the conditions is answered by exactly one row. The tables (`access_tables…`) are tests and,
word for word, the manual page that shows the law by example. A table asks the law it is given, so that a
law turned wrong can be asked the same.
"""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

from vardvag.base.moments import Moment
from vardvag.base.texts import Text

ANY = "–"
"""In a row: whatever the condition is."""
OTHER = "annat"
"""In a row: whatever no other row of the table names."""
YES_NO = ("ja", "nej")

NOW = Moment.parse("2024-03-15T12:00")
"""When it is asked, unless a table says otherwise."""

Said = Mapping[str, str]
Answer = tuple[str, str, str]
"""The answer, the rule's name and the paragraph; the two last are empty where there is no decision."""


@dataclass(frozen=True)
class Who:
    """Somebody logged in."""

    role: str
    subject: str = "s"
    name: str = "N"
    person: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Section:
    """One paragraph as a table. `conditions` gives the values of those that are not yes or no."""

    title: Text
    intro: Text
    table: str
    ask: Callable[[SimpleNamespace, Said], object]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The titles of all columns."""
        return _cells(self.table.strip().splitlines()[0])

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The titles of the conditions: all but the three last."""
        return self.head[:-3]

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows, by title."""
        return [
            dict(zip(self.head, _cells(line), strict=True)) for line in self.table.strip().splitlines()[1:]
        ]

    def questions(self) -> Iterator[dict[str, str]]:
        """Every combination of the conditions."""
        return iter(self._questions)

    @cached_property
    def outcomes(self) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
        """Every question with the rows that answer it: one, in a table that is complete."""
        return [(said, self.answers(said)) for said in self._questions]

    @cached_property
    def _questions(self) -> list[dict[str, str]]:
        options = [self.values.get(name, YES_NO) for name in self.conditions]
        return [dict(zip(self.conditions, said, strict=True)) for said in itertools.product(*options)]

    def answers(self, said: Said) -> list[dict[str, str]]:
        """The rows that answer a question."""
        matching = [row for row in self.rows if self._matches(row, said)]
        named = [row for row in matching if OTHER not in [row[name] for name in self.conditions]]
        return named or matching

    def _matches(self, row: Said, said: Said) -> bool:
        return all(
            row[name] in (ANY, OTHER, said[name]) or said[name] in row[name].split("/")
            for name in self.conditions
        )


def told(answer: object) -> Answer:
    """An answer of the law in the table's words."""
    if isinstance(answer, bool):
        return ("ja" if answer else "nej", "", "")
    if isinstance(answer, str):
        return (answer, "", "")
    allowed, rule, paragraph = (getattr(answer, name) for name in ("allowed", "rule", "paragraph"))
    return ("ja" if allowed else "nej", rule, paragraph)


def difference(section: Section, law: SimpleNamespace, said: Said, row: Said) -> str | None:
    """What the law answers otherwise than the table's row; None when it answers the same."""
    answer, rule, paragraph = told(section.ask(law, said))
    expected = [row[title] for title in section.head[-3:]]
    same = expected[0] == answer and expected[1] in (rule, ANY)
    # The table's paragraph stands at the end of the citation, so that the act's name is said once, above it.
    if same and (expected[2] == ANY or paragraph.endswith(f" {expected[2]}") or paragraph == expected[2]):
        return None
    return f"{section.title.en}: {dict(said)}: {expected} but {(answer, rule, paragraph)}"


def first_difference(sections: tuple[Section, ...], law: SimpleNamespace) -> str | None:
    """The first answer of the law that a table does not have; None when there is none."""
    for section in sections:
        for said, (row,) in section.outcomes:
            if (wrong := difference(section, law, said, row)) is not None:
                return wrong
    return None


MODULES = (
    "actor",
    "between_caregivers",
    "between_social",
    "block",
    "consent",
    "decide",
    "decision",
    "emergency",
    "existence",
    "inner_block_lifted",
    "inner_need",
    "items",
    "joint",
    "lacking_capacity",
    "made_available",
    "objection",
    "own_access",
    "permission",
    "protection",
    "provider",
    "representation",
    "representatives",
    "responsibility",
    "search_terms",
    "visible",
)
"""The modules of the law that the tables ask."""


def law() -> SimpleNamespace:
    """The law as it is imported now, a module by each name."""
    for name in MODULES:
        importlib.import_module(f"vardvag.contracts.access.{name}")
    return SimpleNamespace(**{name: sys.modules[f"vardvag.contracts.access.{name}"] for name in MODULES})


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
