"""A measure that has been published, as an open table: under every policy, with what was known before.

Here does not belong counting it, nor what is hidden (`usecases.publish_statistics`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from vardvag.base.cells import Basis, PublishedShare
from vardvag.base.dated import Confidence, Source
from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.statistics.breaks import break_said, break_words
from vardvag.statistics.counting import VANISHED
from vardvag.statistics.figures import BAND_SETS, QUANTILES, Figure
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Measure
from vardvag.statistics.open_published import place_titles
from vardvag.statistics.open_rows import OpenRow, Published
from vardvag.statistics.open_table import (
    CONTENT,
    PERIOD,
    PLACE,
    Content,
    Dimension,
    OpenCell,
    OpenTable,
    Role,
    Unit,
)
from vardvag.statistics.policy import policies

SHARE, WITHIN, COUNTED = "share", "within", "counted"

MADE_UP = Text("Räknat ur påhittade kontakter.", "Counted from made-up contacts.")

_BASES = {
    Basis.DERIVED: Text("ur beslut och slut", "from decision and end"),
    Basis.REPORTED: Text("som månadens fil anger", "as the month's file says"),
}
_HIDING = Text(
    "Små tal visas inte, och inte heller tal som skulle avslöja dem. Fördelningen efter dagar visas bara "
    "med en uteslutning, eftersom två tillsammans skulle avslöja få.",
    "Small numbers are not shown, nor numbers that would betray them. The numbers by days are shown under "
    "one exclusion policy only, because two together would betray few.",
)


def words_of(measure: Measure, basis: Basis | None, main: str, made_up: bool) -> dict[str, Any]:
    """What a published file says of its measure."""
    file = measure.file
    return {
        "measure": measure.id,
        "title": _both(measure.title),
        "definition": _both(file.definition.text()),
        "why": _both(file.why.text()),
        "limit": measure.limit,
        "length": measure.length.value,
        "decimals": file.rounding.decimals,
        "fewest": file.disclosure.fewest,
        "basis": basis.value if basis else None,
        "policies": list(file.policies.allowed),
        "main": main,
        "fingerprint": measure.fingerprint,
        "made_up": made_up,
        "breaks": [break_words(one) for one in measure.breaks],
    }


def open_counted(published: Published) -> OpenTable:
    """The table of one measure."""
    words, rows = published.words, published.rows
    basis = Basis(words["basis"]) if words["basis"] else None
    length = Length(words.get("length", Length.WAIT))  # absent in what was published before there were others
    contents = contents_of(words["limit"], words["decimals"], length)
    told: dict[tuple[str, ...], list[OpenRow]] = {}
    for row in rows:
        key = (row.place, row.policy, *([basis.value] if basis else []), row.content, row.period)
        told.setdefault(key, []).append(row)
    sources = _Sources(basis, words["made_up"])
    return OpenTable(
        id=words["measure"],
        title=Text(*words["title"]),
        definition=Text(*words["definition"]),
        publisher=Text("Vårdväg", "Vårdväg"),
        dimensions=_dimensions(words, basis, contents, rows),
        contents=contents,
        cells={key: _cell(history, contents, sources) for key, history in told.items()},
        sources=(sources.of(None, None, ""),),
        updated=max((row.as_known for row in rows), default=None),
        version=published.version,
        why=Text(*words["why"]),
        notes=(_HIDING, *((VANISHED,) if basis is Basis.DERIVED else ())),
        measure=words["measure"],
        made_up=words["made_up"],
        # what was published before breaks were told has none
        breaks=tuple(break_said(one) for one in words.get("breaks", ())),
    )


@functools.cache
def contents_of(limit: int | None, decimals: int, length: Length = Length.WAIT) -> Mapping[str, Content]:
    """What is told of a measure with or without a limit, in the order to show it; bands only of a wait."""
    found = []
    if limit is not None:
        inside = length.within(limit)
        share = Text(f"Andel {inside.sv}", f"Share {inside.en}")
        within = Text(f"Antal {inside.sv}", f"Number {inside.en}")
        found.append(Content(SHARE, share, Unit.PER_CENT, decimals, limit=limit, length=length))
        found.append(Content(WITHIN, within, Unit.CONTACTS, limit=limit, length=length))
    found.append(Content(COUNTED, Text("Antal räknade", "Number counted"), Unit.CONTACTS))
    unit = Unit.MINUTES if length.in_minutes else Unit.DAYS
    found += [Content(one.value, one.called_in(length), unit, length=length) for one in lengths_of(length)]
    for name, band in bands_of(length).items():
        first, last = band
        days = f"{first}–{last}" if last is not None else f"{first}+"
        title = Text(f"Antal {days} dagar", f"Number {days} days")
        found.append(Content(name, title, Unit.CONTACTS, band=band))
    return {one.id: one for one in found}


def lengths_of(length: Length) -> tuple[Figure, ...]:
    """The percentiles that are told: of a length that cannot be below 0."""
    return () if length is Length.PAST_TARGET else tuple(QUANTILES)


def bands_of(length: Length) -> Mapping[str, tuple[int, int | None]]:
    """The bands in which a length is told: of a wait, and of no other."""
    return bands() if length is Length.WAIT else {}


@functools.cache
def bands() -> Mapping[str, tuple[int, int | None]]:
    """The bands by the name of their content: first and last day, None without end."""
    last_days = BAND_SETS[Figure.BANDS].last_days
    firsts = (0, *(day + 1 for day in last_days))
    lasts: tuple[int | None, ...] = (*last_days, None)
    pairs = list(zip(firsts, lasts, strict=True))
    return {f"days-{a}-{b}" if b is not None else f"days-{a}-": (a, b) for a, b in pairs}


def _dimensions(
    words: Mapping[str, Any],
    basis: Basis | None,
    contents: Mapping[str, Content],
    rows: tuple[OpenRow, ...],
) -> tuple[Dimension, ...]:
    named = {name: policies()[name].title for name in words["policies"]}
    periods = sorted({row.period for row in rows})
    found = [
        Dimension(PLACE, Text("region", "region"), Role.GEO, place_titles({row.place for row in rows})),
        Dimension("policy", Text("uteslutning", "exclusion policy"), Role.OTHER, named, words["main"]),
    ]
    if basis:
        how = {basis.value: _BASES[basis]}
        found.append(Dimension("basis", Text("så räknas väntan", "how waiting is counted"), Role.OTHER, how))
    titles = {name: one.title for name, one in contents.items()}
    return (
        *found,
        Dimension(CONTENT, Text("innehåll", "content"), Role.METRIC, titles),
        Dimension(PERIOD, Text("månad", "month"), Role.TIME, {one: Text(one, one) for one in periods}),
    )


def _cell(history: list[OpenRow], contents: Mapping[str, Content], sources: _Sources) -> OpenCell:
    *earlier, last = (_one(row, contents[row.content], sources) for row in history)
    if not earlier:
        return last
    return OpenCell(last.number, last.status, last.source, last.as_known, None, tuple(earlier))


def _one(row: OpenRow, content: Content, sources: _Sources) -> OpenCell:
    number: int | PublishedShare | None = row.number
    if row.number is not None and content.unit is Unit.PER_CENT:
        share = Fraction(row.number, 100 * 10**content.decimals)
        number = PublishedShare(share, content.decimals)
    covers = row.covers if row.place == NATIONAL else None
    forecast = _ends(row.period) > row.as_known
    return OpenCell(number, row.status, sources.of(covers, forecast, row.data_version), row.as_known)


class _Sources:
    """The few sources that the many cells of a table share."""

    def __init__(self, basis: Basis | None, made_up: bool) -> None:
        self.basis, self.made_up = basis, made_up
        self.known: dict[tuple[int | None, bool | None, str], Source] = {}

    def of(self, covers: int | None, forecast: bool | None, data_version: str) -> Source:
        """The source of a cell: which regions it is of, and of which data."""
        key = (covers, forecast, data_version)
        if key not in self.known:
            said = ["kontakter som regionerna har rapporterat"]
            said += [f"{covers} av {len(REGIONS)} regioner"] if covers is not None else []
            said += ["prognos: månaden var inte slut"] if forecast else []
            said += [f"dataversion {data_version}"] if data_version else []
            self.known[key] = Source(
                "Exempeldata: beräknat ur påhittade kontakter"
                if self.made_up
                else "Beräknat ur inrapporterade vårdkontakter",
                section=", ".join(said),
                confidence=Confidence.ASSUMPTION if self.made_up else Confidence.OFFICIAL,
                note=MADE_UP if self.made_up else None,
            )
        return self.known[key]


@functools.lru_cache(maxsize=1024)
def _ends(period: str) -> date:
    """The last day of a month: a table has many figures of few months."""
    return Month.parse(period).last_day


def _both(text: Text) -> list[str]:
    return [text.sv, text.en]
