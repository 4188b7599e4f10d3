"""Care events drawn at random, close to all that can be told apart: the same seed, the same events.

Days fall on and beside the borders between wordings, leap days, the nights the clock is changed, and the last
day within a limit; kinds follow one another often enough that waivers are valid, regretted and valid again.
Some events supersede others, some were received later than they happened. Nobody in it is real.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from vardvag.base.dated import Confidence, Dated, DatedValue, Source
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.covered import NOT_COVERED
from vardvag.clocks.limits import About, Ground, Limit, LimitVersion
from vardvag.clocks.model import GuaranteeClock, LimitKind
from vardvag.clocks.options import ORDINANCE, Options
from vardvag.clocks.reference import clocks_under
from vardvag.events.model import NATIONAL_PHASES, CareEvent, EventKind, Phase

BORDERS = (
    *(date(2005, 11, 1), date(2010, 7, 1), date(2015, 1, 1), date(2017, 4, 1), date(2019, 1, 1)),
    *(date(2020, 1, 1), date(2022, 7, 1), date(2023, 7, 1)),
)
LEAP_DAYS = (date(2008, 2, 29), date(2016, 2, 29), date(2020, 2, 29), date(2024, 2, 29))
CHANGES = (date(2019, 3, 31), date(2019, 10, 27), date(2023, 3, 26), date(2023, 10, 29))
"""The nights when the clock is changed in Sweden."""
ANCHORS = (*BORDERS, *LEAP_DAYS, *CHANGES)

K = EventKind
_STARTS = (K.REFERRAL_ISSUED, K.CARE_SOUGHT, K.DECISION, K.SUSPICION, K.REQUEST_ACCEPTED, K.REQUEST_ASSESSED)
_MOVES = (
    *(K.MEDICAL_HOLD_BEGUN, K.MEDICAL_HOLD_ENDED, K.ELSEWHERE_BEGUN, K.ELSEWHERE_ENDED),
    *(K.INFORMED, K.OFFER_MADE, K.OFFERED_ELSEWHERE, K.WAIVED, K.WAIVER_REGRETTED),
    *(K.LATER_AGREED, K.EARLIER_WANTED),
)
_OFFSETS = (-1, 0, 1, 5, 6, 10, 20, 29, 30, 31, 40, 60, 88, 89, 90, 91, 92, 100, 120, 150, 181, 200, 300)


def draw_events(pathways: int, seed: int) -> Iterator[CareEvent]:
    """The events of so many pathways, one pathway after another; ids are unique."""
    chance = random.Random(seed)
    known: list[str] = []
    for number in range(pathways):
        pathway = f"p{number:06}"
        begins = chance.choice(ANCHORS[chance.choice((0, 2, 2)) :]) + timedelta(
            days=chance.choice((-181, -91, -90, -89, -1, 0, 0, 1))
        )
        if chance.random() < 0.3:
            begins = date(2004, 1, 1) + timedelta(days=chance.randrange(8000))
        drawn = _drawn(chance, begins)
        chance.shuffle(drawn)
        for place, (kind, phase, on, for_day) in enumerate(drawn):
            event_id = f"{pathway}-{place}"
            received = _received(chance, on)
            yield CareEvent(
                event_id,
                pathway,
                *(kind, phase, on, "SE-SYN", "drawn", received, received),
                supersedes=_superseded(chance, known, event_id, place),
                for_day=for_day,
            )
            known = [*known[-40:], event_id]


_Drawn = tuple[EventKind, Phase, date, date | None]


def _drawn(chance: random.Random, begins: date) -> list[_Drawn]:
    phase = chance.choice((Phase.FIRST_CONTACT, Phase.OPERATION, Phase.OPERATION, Phase.EXAMINATION))
    found: list[_Drawn] = []

    def add(kind: EventKind, after: int, for_day: int | None = None, of: Phase | None = None) -> None:
        later = None if for_day is None else begins + timedelta(days=for_day)
        found.append((kind, of or phase, begins + timedelta(days=after), later))

    if chance.random() < 0.93:
        for kind in chance.sample(_STARTS, chance.randint(1, 3)):
            add(kind, chance.choice((0, 0, 0, 1, 5)))
        add(K.DECISION if phase is Phase.OPERATION else K.REFERRAL_ISSUED, 0)
    if chance.random() < 0.5:
        _waivers(chance, add)
    for _ in range(chance.choice((0, 1, 2, 4, 8))):
        _whatever(chance, add, _MOVES)
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        _whatever(chance, add, tuple(K))
    if chance.random() < 0.4:
        add(chance.choice((K.STARTED, K.CLOSED)), chance.choice((*_OFFSETS, 200, 300)))
    if chance.random() < 0.2:  # another step of the same need
        add(K.STARTED, chance.choice(_OFFSETS), None, chance.choice(list(NATIONAL_PHASES)))
    return [one for one in found if one[0] not in NOT_COVERED or chance.random() < 0.5] or found[:1]


def _waivers(chance: random.Random, add: object) -> None:
    """Informed, offered and abstained in turn, regretted and again, with one of them sometimes left out."""
    assert callable(add)
    day = chance.choice((0, 1, 5, 10))
    if chance.random() < 0.9:
        add(K.INFORMED, day, None, chance.choice((None, None, Phase.RETURN_VISIT)))
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.9:
            offered = day + chance.choice((30, 89, 90, 91)) if chance.random() < 0.7 else None
            add(chance.choice((K.OFFER_MADE, K.OFFERED_ELSEWHERE)), day, offered)
        if chance.random() < 0.3:
            add(K.LATER_AGREED, day, day + chance.choice((30, 90, 91, 200)))
        day += chance.choice((0, 0, 5, 30))
        if chance.random() < 0.9:
            add(K.WAIVED, day)
        day += chance.choice((0, 1, 10, 40, 100))
        add(chance.choice((K.WAIVER_REGRETTED, K.WAIVER_REGRETTED, K.EARLIER_WANTED)), day)


def _whatever(chance: random.Random, add: object, kinds: tuple[EventKind, ...]) -> None:
    assert callable(add)
    after = chance.choice(_OFFSETS)
    for_day = after + chance.choice((0, 10, 60, 89, 90, 91, 120)) if chance.random() < 0.6 else None
    of = chance.choice(list(NATIONAL_PHASES)) if chance.random() < 0.15 else None
    add(chance.choice(kinds), after, for_day, of)


def _received(chance: random.Random, on: date) -> Moment:
    """The hour round midnight and the changed hour, on the day or later; minutes of UTC."""
    day = on if chance.random() < 0.6 else on + timedelta(days=chance.choice((1, 2, 30, 200)))
    if chance.random() < 0.1:
        day = chance.choice(CHANGES)
    minute = chance.choice((0, 21 * 60 + 59, 22 * 60, 22 * 60 + 59, 23 * 60, 23 * 60 + 59, 60, 720))
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute))


def _superseded(chance: random.Random, known: list[str], own: str, place: int) -> str | None:
    """Now and then an event just before, also another pathway's, also one that is superseded itself."""
    drawn = chance.random()
    if drawn > 0.06 or not known:
        return None
    if drawn < 0.002:
        return own
    return chance.choice(known[-place:] if place and drawn < 0.05 else known)


def by_the_reference(
    events: Iterable[CareEvent],
    as_of: date,
    known_on: date | None,
    under: Iterable[Limit],
    options: Options = ORDINANCE,
) -> list[GuaranteeClock]:
    """The clocks of many pathways, by running the reference on each by itself."""
    pathways: dict[str, list[CareEvent]] = defaultdict(list)
    for one in _not_corrected_elsewhere(list(events), known_on):
        pathways[one.pathway].append(one)
    found = list(under)
    return [
        clock
        for pathway in sorted(pathways)
        for clock in clocks_under(found, pathways[pathway], as_of, known_on, options)
    ]


def _not_corrected_elsewhere(events: list[CareEvent], known_on: date | None) -> list[CareEvent]:
    """Without what is superseded by an event that the reference is not given with it: another pathway's, or
    one that itself is left out for that. Corrections within a pathway are left to the reference."""
    correcting: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(events):
        if one.supersedes is not None and (known_on is None or one.received_at.legal_day <= known_on):
            correcting[one.supersedes].append(place)
    kept = [True] * len(events)
    while gone := [
        place
        for place, one in enumerate(events)
        if kept[place]
        and any(events[by].pathway != one.pathway or not kept[by] for by in correcting[one.event_id])
    ]:
        for place in gone:
            kept[place] = False
    return [one for place, one in enumerate(events) if kept[place]]


_SOURCE = Source("Påhittad", confidence=Confidence.ASSUMPTION, note=Text("För prov", "For testing"))


def odd_limits() -> tuple[Limit, ...]:
    """Limits that no file ships: about every wait there is, of no days, few and many."""
    return tuple(
        Limit(f"odd-{about}-{days}", Text("Påhittad", "Made up"), about, _history(days), kind)
        for about in About
        for days, kind in ((0, LimitKind.PROPOSAL), (5, LimitKind.TARGET), (90, LimitKind.REGIONAL))
    )


def _history(days: int) -> Dated[LimitVersion]:
    """Three wordings, and none of the newest years; the grounds of the first are unknown."""
    version = LimitVersion(days, "L'ag", "1 §", None, wording=f"{days}'s")
    every = LimitVersion(days + 1, "Lag", "2 §", frozenset(Ground))
    medical = LimitVersion(days, "Lag", "3 §", frozenset({Ground.MEDICAL}))
    return Dated(
        "odd",
        [
            DatedValue(version, date(2004, 6, 1), _SOURCE, date(2010, 6, 30)),
            DatedValue(every, date(2010, 7, 1), _SOURCE, date(2019, 3, 31)),
            DatedValue(medical, date(2019, 4, 1), _SOURCE, date(2023, 10, 1)),
        ],
    )
