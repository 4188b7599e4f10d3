"""Breaks: from which period figures are not comparable with those before, what changed, and who says so.

A measure, or a table that somebody has published, carries its own (`breaks:` in its file). A break is a fact
with a source; nothing is marked because a line jumps. Here does not belong how one is drawn
(`service/look/series_chart`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pydantic import model_validator

from vardvag.base.dated import Confidence, Source
from vardvag.base.days import Month, months
from vardvag.base.definitions import SourceField, Strict, TextField
from vardvag.base.errors import Unreadable
from vardvag.base.fields import read_day
from vardvag.base.texts import Text

_YEAR = re.compile(r"([1-9][0-9]{3})(?:-H([12]))?")
_SEASON = re.compile(r"[1-9][0-9]{3}-(?:spring|autumn)")


class BreakField(Strict):
    """One break in a definition file."""

    since: str
    """The first period that is not comparable with those before: a month, a half-year, a year, a day, or a
    season (`2017-spring`) of the table itself."""
    what: TextField
    """What changed."""
    source: SourceField
    """Who says so."""

    @model_validator(mode="after")
    def _readable(self) -> Self:
        self.source.source()
        if span(self.since) is None and not _SEASON.fullmatch(self.since):
            raise Unreadable(
                f"skriv en period som 2019-01, 2025-H1, 2019 eller 2017-spring; inte {self.since}",
                f"write a period as 2019-01, 2025-H1, 2019 or 2017-spring; not {self.since}",
            )
        return self

    def read(self) -> Break:
        """As the break used everywhere else."""
        return Break(self.since, self.what.text(), self.source.source())


@dataclass(frozen=True, slots=True)
class Break:
    """Figures from the period `since` on are not comparable with those before: `what` changed."""

    since: str
    what: Text
    source: Source

    def index_in(self, periods: Sequence[str]) -> int | None:
        """Which of *periods*, the earliest first, is the first that holds anything of the new.

        None where none lies before it, or none after: then there is nothing that it divides.
        """
        if self.since in periods:
            return periods.index(self.since) or None
        new = span(self.since)
        if new is None:
            return None
        spans = [span(one) for one in periods]
        after = (at for at, one in enumerate(spans) if one is not None and one[1] >= new[0])
        return next(after, None) or None

    def divides(self, first: Month, last: Month) -> bool:
        """Whether it lies within the months from *first* to *last*."""
        return self.index_in([str(month) for month in months(first, last)]) is not None

    @property
    def told(self) -> Text:
        """As a note beside figures: from when, what, and who says so."""
        where = ", ".join(part for part in (self.source.title, self.source.section) if part)
        sv, en = _called(self.since)
        return Text(
            f"Brott i serien: tal från {sv} kan inte jämföras med tidigare. {self.what.sv} Källa: {where}.",
            f"Break in the series: figures from {en} on cannot be compared with earlier ones. "
            f"{self.what.en} Source: {where}.",
        )


def breaks_read(fields: Iterable[BreakField]) -> tuple[Break, ...]:
    """The breaks of a file, in the order of the file."""
    return tuple(one.read() for one in fields)


def break_words(one: Break) -> dict[str, Any]:
    """A break as plain data, for a file that is published; `break_said` gives it back."""
    source = one.source
    return {
        "since": one.since,
        "what": [one.what.sv, one.what.en],
        "source": {
            "title": source.title,
            "url": source.url,
            "section": source.section,
            "date": source.date.isoformat() if source.date else None,
            "confidence": source.confidence.value,
            "note": [source.note.sv, source.note.en] if source.note else None,
        },
    }


def break_said(words: Mapping[str, Any]) -> Break:
    """The break that `break_words` made plain data of."""
    source = words["source"]
    return Break(
        words["since"],
        Text(*words["what"]),
        Source(
            source["title"],
            source["url"],
            source["section"],
            date.fromisoformat(source["date"]) if source["date"] else None,
            Confidence(source["confidence"]),
            Text(*source["note"]) if source["note"] else None,
        ),
    )


def span(period: str) -> tuple[date, date] | None:
    """The first and the last day of *period*; None for one whose days nobody has said, such as a season."""
    if found := _YEAR.fullmatch(period):
        year, half = int(found[1]), found[2]
        end = date(year, 6, 30) if half == "1" else date(year, 12, 31)
        return date(year, 7 if half == "2" else 1, 1), end
    try:
        month = Month.parse(period)
    except Unreadable:
        pass
    else:
        return month.first_day, month.last_day
    try:
        day = read_day(period)
    except Unreadable:
        return None
    return day, day


def _called(period: str) -> tuple[str, str]:
    """A period in the two languages; seasons are words."""
    year, _, rest = period.partition("-")
    season = {"spring": ("våren", "spring"), "autumn": ("hösten", "autumn")}.get(rest)
    return (f"{season[0]} {year}", f"{season[1]} {year}") if season else (period, period)
