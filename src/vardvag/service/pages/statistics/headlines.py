"""The figures that stand for the whole of waiting times: the four limits, and every table's own headline.

Which table a tile is of is said here; what the figure is comes from the table. Here does not belong drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vardvag.base.regions import NATIONAL
from vardvag.service.pages.statistics.tables import headline_contents
from vardvag.service.pages.statistics.view import WORDS, View, view_of
from vardvag.statistics.open_table import CONTENT, PLACE, OpenTable


@dataclass(frozen=True, slots=True)
class Limit:
    """One of the four limits: its name, and where its figure may be, the best first."""

    title: str
    limit: str
    candidates: tuple[tuple[str, Mapping[str, str]], ...]


def limits() -> tuple[Limit, ...]:
    """0–3–90–90: contact, assessment, visit, operation."""
    visit, operation = {"kind": "first-visit"}, {"kind": "operation"}
    return (
        Limit(_("Kontakt med primärvården"), _("samma dag"), (("skr-telephone-same-day", {}),)),
        Limit(
            _("Medicinsk bedömning"),
            _("inom 3 dagar"),
            (("socialstyrelsen-key-figures", {CONTENT: "assessment_within_3"}),),
        ),
        Limit(
            _("Första besök i specialiserad vård"),
            _("inom 90 dagar"),
            (("waiting-first-visit-within-90", {}), ("skr-waiting-by-month", visit)),
        ),
        Limit(
            _("Operation eller åtgärd"),
            _("inom 90 dagar"),
            (("waiting-operation-within-90", {}), ("skr-waiting-by-month", operation)),
        ),
    )


def view_of_limit(limit: Limit, tables: Mapping[str, OpenTable], place: str = NATIONAL) -> View | None:
    """The view of the first candidate that there is; None where there is no such table or place."""
    for name, codes in limit.candidates:
        if name in tables:
            if place not in tables[name].places:
                return None
            return view_of_candidate(tables[name], codes, place)
    return None


def view_of_candidate(table: OpenTable, codes: Mapping[str, str], place: str = NATIONAL) -> View:
    """The view of one table that a figure may be in."""
    return _view(table, {**codes, PLACE: place})


def headlines(table: OpenTable, place: str) -> Iterator[View]:
    """Every headline of a table for a place: one for each kind of care and each share within a limit."""
    kind = table.dimension("kind")
    for code in kind.values if kind else [None]:
        for content in headline_contents(table):
            chosen = {PLACE: place, CONTENT: content.id, **({"kind": code} if code else {})}
            yield _view(table, chosen)


def _view(table: OpenTable, codes: Mapping[str, str]) -> View:
    default = headline_contents(table)[0].id
    asked = {
        WORDS.get(name, name): code
        for name, code in codes.items()
        if (name, code) not in ((PLACE, NATIONAL), (CONTENT, default))
    }
    return view_of(table, asked)
