"""A counted table as the pages see one: every status, two policies, days, bands, and a figure told anew.

The country and its regions over fifteen months. No counting here: the numbers are made up by a rule.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vardvag.base.cells import PublishedShare
from vardvag.base.dated import Confidence, Source
from vardvag.base.days import Month, months
from vardvag.base.regions import NATIONAL, REGIONS
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_counted import contents_of
from vardvag.statistics.open_published import place_titles
from vardvag.statistics.open_table import Content, Dimension, OpenCell, OpenTable, Role, Unit
from vardvag.statistics.policy import policies

MEASURE = "waiting-operation-within-90"
MONTHS = [str(one) for one in months(Month(2018, 9), Month(2019, 11))]
PLACES = [NATIONAL, *(one.code for one in REGIONS)]
POLICIES = ("pvv", "nobody")
SOURCE = Source(
    "Exempeldata",
    section="12 av 21 regioner",
    confidence=Confidence.ASSUMPTION,
    note=Text("Räknat ur påhittade kontakter.", "Counted from made-up contacts."),
)
MISSING, SUPPRESSED, NOBODY = "09", "23", "24"
"""Gotland has reported nothing; Jämtland is few; nobody waits in Västerbotten."""
CHANGED = ("14", "2019-10")
"""Västra Götaland's October was told anew."""


def counted_table(name: str = MEASURE) -> OpenTable:
    """The table, with every figure of every place."""
    contents = contents_of(90, 0)
    cells = {
        (place, policy, "derived", content.id, period): _cell(place, policy, content, period)
        for place in PLACES
        for policy in POLICIES
        for content in contents.values()
        for period in MONTHS
    }
    titles = {one.id: one.title for one in contents.values()}
    return OpenTable(
        id=name,
        title=Text("Andel som har väntat högst 90 dagar på operation", "Share who waited at most 90 days"),
        definition=Text("Av dem som väntar: andelen.", "Of those waiting: the share."),
        publisher=Text("Vårdväg", "Vårdväg"),
        dimensions=(
            Dimension("place", Text("region", "region"), Role.GEO, place_titles(PLACES)),
            Dimension(
                "policy",
                Text("uteslutning", "exclusion policy"),
                Role.OTHER,
                {one: policies()[one].title for one in POLICIES},
            ),
            Dimension(
                "basis",
                Text("så räknas väntan", "how waiting is counted"),
                Role.OTHER,
                {"derived": Text("ur beslut och slut", "from decision and end")},
            ),
            Dimension("content", Text("innehåll", "content"), Role.METRIC, titles),
            Dimension("period", Text("månad", "month"), Role.TIME, {one: Text(one, one) for one in MONTHS}),
        ),
        contents=contents,
        cells=cells,
        sources=(SOURCE,),
        updated=date(2019, 12, 5),
        version="abc123",
        why=Text("Det är vårdgarantins gräns.", "It is the limit of the guarantee."),
        notes=(Text("Små tal visas inte.", "Small numbers are not shown."),),
        measure=MEASURE,
        made_up=True,
    )


def _cell(place: str, policy: str, content: Content, period: str) -> OpenCell:
    known = date(2019, 12, 5)
    if place == MISSING:
        return OpenCell(None, Shown.MISSING, SOURCE)
    if place == SUPPRESSED:
        return OpenCell(None, Shown.SUPPRESSED, SOURCE, known)
    if place == NOBODY:
        if content.unit is Unit.CONTACTS:
            return OpenCell(0, Shown.REPORTED, SOURCE, known)
        return OpenCell(None, Shown.NOT_APPLICABLE, SOURCE, known)
    number = _number(place, policy, content, MONTHS.index(period))
    if (place, period) == CHANGED and content.id == "share":
        before = OpenCell(PublishedShare(Fraction(60, 100), 0), Shown.REPORTED, SOURCE, date(2019, 11, 5))
        return OpenCell(number, Shown.REPORTED, SOURCE, known, None, (before,))
    return OpenCell(number, Shown.REPORTED, SOURCE, known)


def _number(place: str, policy: str, content: Content, at: int) -> int | PublishedShare:
    size = 20_000 if place == NATIONAL else 200 + 37 * int(place)
    part = 60 + (7 * len(place) * at + (0 if place == NATIONAL else int(place) * 3)) % 30
    counted = size * 100 if policy == "pvv" else size * 120
    within = size * part if policy == "pvv" else size * (part + 4)
    if content.id == "share":
        return PublishedShare(Fraction((200 * within + counted) // (2 * counted), 100), 0)
    if content.id == "within":
        return within
    if content.id == "counted":
        return counted
    if content.unit is Unit.DAYS:
        longer = {"p10": 8, "p25": 21, "median": 55, "p75": 96, "p90": 170}[content.id]
        return longer + part - 60
    first, _last = content.band or (0, None)
    return counted // (3 + first // 30)
