"""What is possible row by row and yet not plausible for a unit's month: warnings about a whole file.

Each of these is a defect that real files have had: all decisions on the day of the referral, months at 0 % or
100 %, no case at all, everybody born in the same years, empty months, jumps. Whether one is a fault or the
truth only the unit knows, so none rejects a row. The numbers they compare with stand in `thresholds.yaml`.

A finding names the attribute to look at and, as its value, the unit, the month and the numbers. It has no
row, and its value reads the same in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from vardvag.base.dated import Confidence, Source
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.places import is_hsa_id
from vardvag.events.checks.thresholds import threshold, thresholds
from vardvag.events.checks.unit_month import (
    LONGEST_MEDIAN,
    SHORTEST_MEDIAN,
    Kind,
    Place,
    UnitMonth,
    Waits,
    month_of,
    place_of,
)
from vardvag.events.model import Contact

FEWEST = threshold("fewest-cases")
LOWEST_SHARE = threshold("lowest-share")
NARROWEST = threshold("narrowest-births")
JUMP = threshold("largest-jump")

_KINDS = {
    Kind.VISITS_DONE: "Fas 1 genomförda/done",
    Kind.VISITS_WAITING: "Fas 1 väntande/waiting",
    Kind.OPERATIONS_DONE: "Fas 2 genomförda/done",
    Kind.OPERATIONS_WAITING: "Fas 2 väntande/waiting",
}

KNOWN_DEFECTS = Source(
    title="KCHD, datakvalitetsrapport för katarakt; arkiverade tabeller på vantetider.se",
    url="https://github.com/pederhofmanbang/POC_KCHD",
    section="DQ0–DQ6, D30 och U15; månader med 0 %, noll fall med 100 % svarsfrekvens",
    confidence=Confidence.SECONDARY,
)
"""Where the defects were seen."""

Months = Mapping[Place, UnitMonth]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """One rule about a unit's month. `check` answers the numbers that are not plausible, each as a text.

    `breaks` is an example in words, and `thresholds` are those it compares with.
    """

    id: str
    says: Text
    remedy: Text
    column: str
    check: Callable[[Place, Months], Iterator[str]]
    breaks: str
    source: Source = KNOWN_DEFECTS
    thresholds: tuple[str, ...] = ("fewest-cases",)
    severity: Severity = Severity.WARNING


class Plausibility:
    """The numbers of every unit's month, gathered contact by contact; memory grows with months, not rows."""

    def __init__(self) -> None:
        self.months: dict[Place, UnitMonth] = {}

    def add(self, contact: Contact) -> None:
        """One more accepted contact."""
        self.of(place_of(contact)).add(contact)

    def of(self, place: Place) -> UnitMonth:
        """The numbers of one unit's month, to which more may be added."""
        found = self.months.get(place)
        if found is None:
            found = self.months[place] = UnitMonth()
        return found

    def findings(self, file: str) -> Iterator[Finding]:
        """What is not plausible, by region, unit and month."""
        for place in sorted({*self.months, *_empty_months(self.months)}):
            for rule in RULES:
                for numbers in rule.check(place, self.months):
                    unit = place.unit if is_hsa_id(place.unit) else "–"
                    value = f"{unit} {month_of(place)}: {numbers}"
                    yield Finding(
                        rule.id, rule.says, rule.remedy, rule.severity, file, None, rule.column, value
                    )


def _empty_months(months: Months) -> set[Place]:
    """The months between a unit's first and last in the file in which it has no contact."""
    spans: dict[tuple[str, str], tuple[int, int]] = {}
    for region, unit, month in months:
        first, last = spans.get((region, unit), (month, month))
        spans[region, unit] = min(first, month), max(last, month)
    return {
        place
        for (region, unit), (first, last) in spans.items()
        for month in range(first + 1, last)
        if (place := Place(region, unit, month)) not in months
    }


def _empty(place: Place, months: Months) -> Iterator[str]:
    """None at all, between two months that have enough: a unit with few has none now and then by chance."""
    if place in months:
        return
    near = (_nearest(place, months, step) for step in (-1, 1))
    if all(one.contacts >= FEWEST for one in near):
        yield "0"


def _nearest(place: Place, months: Months, step: int) -> UnitMonth:
    """The nearest month in which the unit has contacts, before (-1) or after (1) an empty one between two."""
    while place not in months:
        place = place._replace(month=place.month + step)
    return months[place]


def _no_cases(place: Place, months: Months) -> Iterator[str]:
    """Many of the one kind and none of the other, of which the unit has some the month before."""
    now, before = months.get(place), months.get(_before(place))
    if now is None or before is None:
        return
    if now.waiting >= FEWEST and not now.done and before.done:
        yield f"genomförda/done 0, väntande/waiting {now.waiting}"
    if now.done >= FEWEST and not now.waiting and before.waiting:
        yield f"väntande/waiting 0, genomförda/done {now.done}"


def _same_day(place: Place, months: Months) -> Iterator[str]:
    now = months.get(place)
    if now is not None and now.referred >= FEWEST and now.same_day == now.referred:
        yield f"{now.same_day}/{now.referred}"


def _all_or_none(place: Place, months: Months) -> Iterator[str]:
    for kind, waits in _judged(place, months):
        if waits.within in (0, waits.counted):
            share = "0 %" if not waits.within else "100 %"
            yield f"{kind}: {share} ({waits.within}/{waits.counted})"


def _low_share(place: Place, months: Months) -> Iterator[str]:
    for kind, waits in _judged(place, months):
        if waits.within and 100 * waits.within < LOWEST_SHARE * waits.counted:
            yield f"{kind}: {waits.within}/{waits.counted}"


def _median(place: Place, months: Months) -> Iterator[str]:
    """More than half below the shortest, or above the longest: then so is the median."""
    for kind, waits in _judged(place, months):
        if 2 * waits.short > waits.counted:
            yield f"{kind}: {waits.short}/{waits.counted} < {SHORTEST_MEDIAN}"
        if 2 * waits.long > waits.counted:
            yield f"{kind}: {waits.long}/{waits.counted} > {LONGEST_MEDIAN}"


def _one_age(place: Place, months: Months) -> Iterator[str]:
    now = months.get(place)
    if now is not None and now.contacts >= FEWEST and now.last_born - now.first_born + 1 < NARROWEST:
        yield f"{now.contacts}: {now.first_born}–{now.last_born}"


def _jump(place: Place, months: Months) -> Iterator[str]:
    now, before = months.get(place), months.get(_before(place))
    if now is None or before is None:
        return
    for word, after, earlier in (
        ("väntande/waiting", now.waiting, before.waiting),
        ("genomförda/done", now.done, before.done),
    ):
        few, many = sorted((after, earlier))
        if few and many >= FEWEST and many >= JUMP * few:
            yield f"{word} {earlier} → {after}"


def _judged(place: Place, months: Months) -> Iterator[tuple[str, Waits]]:
    """The kinds of wait of which there are enough to judge."""
    now = months.get(place)
    if now is not None:
        for kind, word in _KINDS.items():
            if now.waits[kind].counted >= FEWEST:
                yield word, now.waits[kind]


def _before(place: Place) -> Place:
    return place._replace(month=place.month - 1)


_LOOK = Text(
    "Kontrollera uttaget för enheten och månaden; stämmer det behöver inget göras",
    "Check how the unit's month was taken out; if it is right, nothing need be done",
)

RULES = (
    UnitRule(
        "empty-month",
        Text(
            "Enheten har inga kontakter i månaden, men många både före och efter",
            "The unit has no contacts in the month, but many both before and after",
        ),
        _LOOK,
        "DatatGallerFor",
        _empty,
        "20 contacts in July and in September, none in August.",
    ),
    UnitRule(
        "no-cases",
        Text(
            "Enheten har inga fall av det ena slaget, som den hade månaden före",
            "The unit has no case of the one kind, which it had the month before",
        ),
        _LOOK,
        "StartAktivitet",
        _no_cases,
        "In August 25 held and 20 waiting; in September none held and 20 waiting.",
    ),
    UnitRule(
        "same-day-referral",
        Text(
            "Remiss och beslut ligger alltid på samma dag",
            "Referral and decision are always on the same day",
        ),
        Text(
            "Kontrollera vilket datum källsystemet skriver i BeslutAktivitet",
            "Check which date the source system writes in BeslutAktivitet",
        ),
        "BeslutAktivitet",
        _same_day,
        "20 operations, each with RemissDatum and BeslutAktivitet on one day.",
    ),
    UnitRule(
        "all-or-none",
        Text("Alla eller inga är inom gränsen", "All or none are within the limit"),
        _LOOK,
        "StartAktivitet",
        _all_or_none,
        "20 first visits, each held after 91 days.",
        thresholds=("fewest-cases", "guarantee-days"),
    ),
    UnitRule(
        "low-share",
        Text("Andelen inom gränsen är orimligt låg", "The share within the limit is implausibly low"),
        _LOOK,
        "StartAktivitet",
        _low_share,
        "21 first visits, 10 of them within 90 days.",
        source=thresholds()["lowest-share"].source,
        thresholds=("fewest-cases", "guarantee-days", "lowest-share"),
    ),
    UnitRule(
        "median-wait",
        Text("Medianväntan är orimlig", "The median wait is implausible"),
        _LOOK,
        "BeslutAktivitet",
        _median,
        "20 first visits, 11 of them held after 366 days.",
        source=thresholds()["longest-median"].source,
        thresholds=("fewest-cases", "shortest-median", "longest-median"),
    ),
    UnitRule(
        "one-age",
        Text("Alla patienter är födda inom ett eller två år", "All patients are born within a year or two"),
        Text(
            "Kontrollera om FodelseAr är ett fast värde i källsystemet",
            "Check whether FodelseAr is a constant in the source system",
        ),
        "FodelseAr",
        _one_age,
        "20 contacts, all with patients born 1900 or 1901.",
        thresholds=("fewest-cases", "narrowest-births"),
    ),
    UnitRule(
        "jump",
        Text("Antalet skiljer mycket från månaden före", "The number differs much from the month before"),
        _LOOK,
        "DatatGallerFor",
        _jump,
        "20 held in August, 60 in September.",
        source=thresholds()["largest-jump"].source,
        thresholds=("fewest-cases", "largest-jump"),
    ),
)
"""Every rule about a unit's month, in the order they are told."""
