# ruff: noqa: E501 - rows of tables are read as rows
"""The guarantee as tables: what happened, and the dates the ordinance makes of it. Then, the law turned wrong.

The second half turns one thing in the law's text at a time (a day, a comparison, a condition, a ground) and
demands that the tables notice.
"""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.clocks import limits as limits_module
from vardvag.clocks import pauses as pauses_module
from vardvag.clocks import reasons, reference
from vardvag.clocks.limits import Ground, limits
from vardvag.clocks.model import Certainty
from vardvag.events.model import CareEvent, Contact, Deviation, EventKind, Phase, Reported

K = EventKind
START = date(2024, 1, 10)
LAST = START + timedelta(days=90)
"""Day 90 of a wait that began on START: 9 April 2024, over a leap day."""


def day(number: int) -> date:
    return START + timedelta(days=number)


def event(kind: EventKind, number: int, phase: Phase = Phase.OPERATION, **more: Any) -> CareEvent:
    at = Moment.parse(f"{day(number)}T12:00")
    known = {"event_id": f"{kind}-{phase}-{number}", "pathway": "p", "unit": "u", "source": "s"} | more
    return CareEvent(kind=kind, phase=phase, on=day(number), recorded_at=at, received_at=at, **known)


def visit(kind: EventKind, number: int) -> CareEvent:
    return event(kind, number, Phase.FIRST_CONTACT)


D = event(K.DECISION, 0)
TOLD = (event(K.INFORMED, 1), event(K.OFFER_MADE, 20), event(K.WAIVED, 25))
"""All three conditions of HSF 6:2 second paragraph."""

# what happened | asked on day | [(start, stop, first day past the limit, provisional)], as days from START
Row = tuple[str, list[CareEvent], int, list[tuple[int | None, int | None, int | None, bool]]]
TREATMENT: list[Row] = [
    ("nothing", [], 5, []),
    ("decided", [D], 5, [(0, None, 91, False)]),
    ("operated the day it was decided", [D, event(K.STARTED, 0)], 5, [(0, 0, 91, False)]),
    ("operated on day 90", [D, event(K.STARTED, 90)], 200, [(0, 90, 91, False)]),
    ("closed without care", [D, event(K.CLOSED, 30)], 200, [(0, 30, 91, False)]),
    ("the decision is in the future", [event(K.DECISION, 9)], 5, []),
    ("booked, but no decision is known", [event(K.BOOKED, 3)], 5, [(None, None, None, False)]),
    ("operated before the decision", [D, event(K.STARTED, -1)], 5, [(0, -1, None, False)]),
    ("a second decision changes nothing", [D, event(K.DECISION, 40)], 50, [(0, None, 91, False)]),
    (
        "ill for 10 days",
        [D, event(K.MEDICAL_HOLD_BEGUN, 30), event(K.MEDICAL_HOLD_ENDED, 40)],
        60,
        [(0, None, 101, False)],
    ),
    (
        "in another region for 10 days",
        [D, event(K.ELSEWHERE_BEGUN, 30), event(K.ELSEWHERE_ENDED, 40)],
        60,
        [(0, None, 101, False)],
    ),
    (
        "both at once for some days: a day is left out once",
        [
            D,
            event(K.MEDICAL_HOLD_BEGUN, 30),
            event(K.MEDICAL_HOLD_ENDED, 40),
            event(K.ELSEWHERE_BEGUN, 35),
            event(K.ELSEWHERE_ENDED, 45),
        ],
        60,
        [(0, None, 106, False)],
    ),
    ("ill until further notice", [D, event(K.MEDICAL_HOLD_BEGUN, 30)], 60, [(0, None, 121, True)]),
    ("ill since today", [D, event(K.MEDICAL_HOLD_BEGUN, 30)], 30, [(0, None, 91, True)]),
    (
        "ill when the operation was done",
        [D, event(K.MEDICAL_HOLD_BEGUN, 85), event(K.STARTED, 95)],
        200,
        [(0, 95, 101, False)],
    ),
    (
        "ill, and operated while the hold still stood",
        [D, event(K.MEDICAL_HOLD_BEGUN, 80), event(K.STARTED, 85), event(K.MEDICAL_HOLD_ENDED, 100)],
        200,
        [(0, 85, 96, False)],
    ),
    (
        "ill from the last day within: the day is left out",
        [D, event(K.MEDICAL_HOLD_BEGUN, 90), event(K.MEDICAL_HOLD_ENDED, 92)],
        200,
        [(0, None, 93, False)],
    ),
    (
        "ill only after the limit: too late to matter",
        [D, event(K.MEDICAL_HOLD_BEGUN, 91), event(K.MEDICAL_HOLD_ENDED, 95)],
        200,
        [(0, None, 91, False)],
    ),
    (
        "a hold that ends and begins anew on one day goes on",
        [
            D,
            event(K.MEDICAL_HOLD_BEGUN, 10),
            event(K.MEDICAL_HOLD_ENDED, 20),
            event(K.MEDICAL_HOLD_BEGUN, 20, event_id="again"),
            event(K.MEDICAL_HOLD_ENDED, 30),
        ],
        60,
        [(0, None, 111, False)],
    ),
    (
        "ill before the decision counts from the decision only",
        [D, event(K.MEDICAL_HOLD_BEGUN, -10), event(K.MEDICAL_HOLD_ENDED, 5)],
        60,
        [(0, None, 96, False)],
    ),
    ("informed, offered, told: abstains", [D, *TOLD], 60, [(0, None, 126, True)]),
    ("abstained until the operation", [D, *TOLD, event(K.STARTED, 80)], 200, [(0, 80, 146, False)]),
    ("not informed: no waiver", [D, TOLD[1], TOLD[2]], 60, [(0, None, 91, False)]),
    ("informed too late: no waiver", [D, event(K.INFORMED, 26), *TOLD[1:]], 60, [(0, None, 91, False)]),
    (
        "informed at the first visit is informed",
        [D, visit(K.INFORMED, -40), *TOLD[1:]],
        25,
        [(None, None, None, False), (0, None, 91, True)],
    ),
    ("not offered: no waiver", [D, TOLD[0], TOLD[2]], 60, [(0, None, 91, False)]),
    (
        "offered only afterwards: no waiver",
        [D, TOLD[0], event(K.OFFER_MADE, 26), TOLD[2]],
        60,
        [(0, None, 91, False)],
    ),
    ("has not told the caregiver: no waiver", [D, TOLD[0], TOLD[1]], 60, [(0, None, 91, False)]),
    (
        "offered on the last day within, told and regretted after it: counts anew",
        [D, TOLD[0], event(K.OFFER_MADE, 90), event(K.WAIVED, 93), event(K.WAIVER_REGRETTED, 100)],
        110,
        [(0, 100, 91, False), (100, None, 191, False)],
    ),
    (
        "offered the day after the limit: no waiver, nothing to regret",
        [D, TOLD[0], event(K.OFFER_MADE, 91), event(K.WAIVED, 93), event(K.WAIVER_REGRETTED, 100)],
        110,
        [(0, None, 91, False)],
    ),
    (
        "regretted: counts anew from the notice",
        [D, *TOLD, event(K.WAIVER_REGRETTED, 50)],
        60,
        [(0, 50, 116, False), (50, None, 141, False)],
    ),
    (
        "regretted today",
        [D, *TOLD, event(K.WAIVER_REGRETTED, 50)],
        50,
        [(0, 50, 116, False), (50, None, 141, False)],
    ),
    (
        "regretted the same day: nothing has changed",
        [D, *TOLD, event(K.WAIVER_REGRETTED, 25)],
        60,
        [(0, None, 91, False)],
    ),
    (
        "abstains, regrets, is offered again, abstains again",
        [D, *TOLD, event(K.WAIVER_REGRETTED, 50), event(K.OFFER_MADE, 60), event(K.WAIVED, 61)],
        70,
        [(0, 50, 116, False), (50, None, 150, True)],
    ),
    (
        "an offer before the regret is no offer for the new clock",
        [D, *TOLD, event(K.WAIVER_REGRETTED, 50), event(K.WAIVED, 61)],
        70,
        [(0, 50, 116, False), (50, None, 141, False)],
    ),
    (
        "a corrected decision",
        [D, event(K.DECISION, 7, supersedes=D.event_id)],
        60,
        [(7, None, 98, False)],
    ),
]
VISIT: list[Row] = [
    ("referred", [visit(K.REFERRAL_ISSUED, 0)], 5, [(0, None, 91, False)]),
    ("sought care without a referral", [visit(K.CARE_SOUGHT, 2)], 5, [(2, None, 93, False)]),
    (
        "sought care, then was referred: the referral decides",
        [visit(K.CARE_SOUGHT, 0), visit(K.REFERRAL_ISSUED, 3)],
        5,
        [(3, None, 94, False)],
    ),
    ("a decision starts no visit clock", [visit(K.DECISION, 0)], 5, [(None, None, None, False)]),
    (
        "a medical hold for the visit",
        [visit(K.REFERRAL_ISSUED, 0), visit(K.MEDICAL_HOLD_BEGUN, 1), visit(K.MEDICAL_HOLD_ENDED, 4)],
        5,
        [(0, None, 94, False)],
    ),
    (
        "the visit is held on its 90th day, then the treatment has a clock of its own",
        [visit(K.REFERRAL_ISSUED, 0), visit(K.STARTED, 90), event(K.DECISION, 92)],
        95,
        [(0, 90, 91, False), (92, None, 183, False)],
    ),
]


def told(clock: Any) -> tuple[int | None, int | None, int | None, bool]:
    dates = (clock.started_on, clock.stopped_on, clock.overdue_from)
    numbers = [None if one is None else (one - START).days for one in dates]
    return numbers[0], numbers[1], numbers[2], clock.provisional


@pytest.mark.parametrize("row", [*TREATMENT, *VISIT], ids=lambda row: row[0])
def test_what_happened_gives_these_clocks(row: Row) -> None:
    _, events, asked, expected = row
    assert [told(clock) for clock in reference.clock_of(events, day(asked))] == expected


@pytest.mark.parametrize("row", [*TREATMENT, *VISIT], ids=lambda row: row[0])
def test_the_order_in_which_events_are_given_does_not_matter(row: Row) -> None:
    _, events, asked, _ = row
    assert reference.clock_of(events[::-1], day(asked)) == reference.clock_of(events, day(asked))


# asked and answered the same day is day 0; the limit is kept on day 90 itself, also over holidays
@pytest.mark.parametrize(("held_on", "late"), [(0, False), (89, False), (90, False), (91, True), (200, True)])
def test_the_last_day_is_within(held_on: int, late: bool) -> None:
    [clock] = reference.clock_of([D, event(K.STARTED, held_on)], day(300))
    assert clock.last_day == LAST
    assert clock.overdue_on(day(300)) is late


# started | law, paragraph, or the reason there is none
HISTORY = [
    (Phase.FIRST_CONTACT, date(2010, 6, 30), "", "", reasons.NO_LIMIT_THEN),
    (Phase.FIRST_CONTACT, date(2010, 7, 1), "Förordning (2010:349)", "2 § 3", None),
    (Phase.FIRST_CONTACT, date(2017, 4, 1), "HSF (2017:80)", "6 kap. 1 § 3", None),
    (Phase.OPERATION, date(2005, 10, 31), "", "", reasons.NO_LIMIT_THEN),
    (Phase.OPERATION, date(2005, 11, 1), "Överenskommelse om vårdgaranti 2005", "behandling", None),
    (Phase.OPERATION, date(2010, 7, 1), "Förordning (2010:349)", "2 § 4", None),
    (Phase.OPERATION, date(2017, 3, 31), "Förordning (2010:349)", "2 § 4", None),
    (Phase.OPERATION, date(2026, 11, 22), "HSF (2017:80)", "6 kap. 1 § 4", None),
]


def contact(**changes: Any) -> Contact:
    one = Contact(
        contact_id="p",
        region="08",
        unit="SE1-U",
        month=Month.of(START) + 6,
        reported=Reported.WAITING,
        phase=Phase.OPERATION,
        speciality="311",
        guaranteed=True,
        deviation=Deviation.NONE,
        decided_on=START,
        started_on=None,
        birth_year=1950,
        sex=2,
        municipality="0880",
        contact_form="1",
        profession="XS915",
        booking=3,
    )
    return dataclasses.replace(one, **changes)


@pytest.mark.parametrize(("phase", "started", "law", "paragraph", "reason"), HISTORY)
def test_the_version_is_the_one_in_force_when_the_wait_began(
    phase: Phase, started: date, law: str, paragraph: str, reason: str | None
) -> None:
    clock = reference.clock_of_contact(contact(phase=phase, decided_on=started))
    assert (clock.law, clock.paragraph, clock.reason) == (law, paragraph, reason)


def test_another_region_was_no_ground_in_the_ordinance_of_2010() -> None:
    def wait(begun: date) -> Any:
        kinds = [(K.DECISION, 0), (K.ELSEWHERE_BEGUN, 10), (K.ELSEWHERE_ENDED, 20)]
        events = [
            dataclasses.replace(event(kind, number), on=begun + timedelta(days=number))
            for kind, number in kinds
        ]
        [clock] = reference.clock_of(events, begun + timedelta(days=40))
        return (clock.overdue_from - begun).days

    assert wait(date(2012, 1, 1)) == 91
    assert wait(date(2018, 1, 1)) == 101


def test_where_the_grounds_are_not_known_a_pause_leaves_the_clock_open() -> None:
    events = [
        dataclasses.replace(event(K.DECISION, 0), on=date(2006, 1, 1)),
        dataclasses.replace(event(K.MEDICAL_HOLD_BEGUN, 1), on=date(2006, 1, 9)),
    ]
    [clock] = reference.clock_of(events, date(2006, 2, 1))
    assert (clock.certainty, clock.reason) == (Certainty.UNDETERMINED, reasons.GROUNDS_UNKNOWN)


# a row of the national file | certainty, first day past, reason
CONTACTS: list[tuple[str, dict[str, Any], Certainty, int | None, str | None]] = [
    ("waits", {}, Certainty.DETERMINED, 91, None),
    ("first contact", {"phase": Phase.FIRST_CONTACT}, Certainty.DETERMINED, 91, None),
    ("chose", {"deviation": Deviation.PATIENT_CHOSEN}, Certainty.BOUNDED, 91, reasons.PAUSE_WITHOUT_DATES),
    ("ill", {"deviation": Deviation.MEDICAL}, Certainty.BOUNDED, 91, reasons.PAUSE_WITHOUT_DATES),
    (
        "social reasons are no ground in the law",
        {"deviation": Deviation.SOCIAL},
        Certainty.DETERMINED,
        91,
        None,
    ),
    ("no guarantee", {"guaranteed": False}, Certainty.UNDETERMINED, None, reasons.SENDER_SAYS_NOT_COVERED),
    ("examination", {"phase": Phase.EXAMINATION}, Certainty.UNDETERMINED, None, reasons.PHASE_NOT_COVERED),
    ("return visit", {"phase": Phase.RETURN_VISIT}, Certainty.UNDETERMINED, None, reasons.PHASE_NOT_COVERED),
    ("emergency", {"phase": Phase.EMERGENCY}, Certainty.UNDETERMINED, None, reasons.PHASE_NOT_COVERED),
    (
        "done before it was decided",
        {"started_on": START - timedelta(days=1)},
        Certainty.UNDETERMINED,
        None,
        reasons.CARE_BEFORE_START,
    ),
]


@pytest.mark.parametrize("row", CONTACTS, ids=lambda row: row[0])
def test_a_row_of_the_national_file_gives_this_clock(row: Any) -> None:
    _, changes, certainty, passed, reason = row
    clock = reference.clock_of_contact(contact(**changes))
    expected = None if passed is None else day(passed)
    assert (clock.certainty, clock.overdue_from, clock.reason) == (certainty, expected, reason)


def test_a_bounded_clock_says_within_but_never_late() -> None:
    clock = reference.clock_of_contact(contact(deviation=Deviation.MEDICAL))
    assert clock.overdue_on(day(90)) is False
    assert clock.overdue_on(day(91)) is None


def test_an_event_received_later_was_not_known() -> None:
    late = dataclasses.replace(D, received_at=Moment.parse(f"{day(9)}T08:00"))
    assert reference.clock_of([late], day(5), known_on=day(8)) == []
    assert len(reference.clock_of([late], day(5), known_on=day(9))) == 1


def test_events_of_two_people_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one pathway"):
        reference.clock_of([D, event(K.BOOKED, 1, pathway="q")], day(5))


def test_every_reason_has_its_words() -> None:
    codes = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}
    assert codes == set(reasons.REASONS)


# --- the law turned wrong -------------------------------------------------------------------------------

REFERENCE, PAUSES = Path(str(reference.__file__)), Path(str(pauses_module.__file__))
INVERSIONS = [
    (REFERENCE, "(EventKind.REFERRAL_ISSUED, EventKind.CARE_SOUGHT)", "(EventKind.REFERRAL_ISSUED,)"),
    (
        REFERENCE,
        "(EventKind.REFERRAL_ISSUED, EventKind.CARE_SOUGHT)",
        "(EventKind.CARE_SOUGHT, EventKind.REFERRAL_ISSUED)",
    ),
    (REFERENCE, "(EventKind.DECISION,),", "(EventKind.BOOKED, EventKind.DECISION),"),
    (REFERENCE, "ENDS = (EventKind.STARTED, EventKind.CLOSED)", "ENDS = (EventKind.STARTED,)"),
    (REFERENCE, "ENDS = (EventKind.STARTED, EventKind.CLOSED)", "ENDS = (EventKind.CLOSED,)"),
    (REFERENCE, "Ground.MEDICAL: (EventKind.MEDICAL_HOLD_BEGUN, EventKind.MEDICAL_HOLD_ENDED),", ""),
    (REFERENCE, "Ground.ELSEWHERE: (EventKind.ELSEWHERE_BEGUN, EventKind.ELSEWHERE_ENDED),", ""),
    (REFERENCE, "Deviation.PATIENT_CHOSEN: Ground.WAIVED,", ""),
    (
        REFERENCE,
        "Deviation.MEDICAL: Ground.MEDICAL,",
        "Deviation.MEDICAL: Ground.MEDICAL, Deviation.SOCIAL: Ground.MEDICAL,",
    ),
    (REFERENCE, "Deviation.MEDICAL: Ground.MEDICAL,", ""),
    (REFERENCE, "event.on <= as_of]", "event.on < as_of]"),
    (REFERENCE, "event.event_id not in superseded and", ""),
    (REFERENCE, "ends[0] < started_on", "ends[0] <= started_on"),
    (REFERENCE, "return days[0]", "return days[-1]"),
    (REFERENCE, "waived_on < day <= until", "waived_on < day < until - date.resolution"),
    (REFERENCE, "if informed and offered_within:", "if offered_within:"),
    (REFERENCE, "if informed and offered_within:", "if informed:"),
    (REFERENCE, "e.kind is EventKind.INFORMED and e.on <= told_on", "e.kind is EventKind.INFORMED"),
    (REFERENCE, "for e in about.all_events)", "for e in about.events)"),
    (REFERENCE, "started_on <= day <= told_on and day < passed", "day <= told_on and day < passed"),
    (REFERENCE, "started_on <= day <= told_on and day < passed", "started_on <= day and day < passed"),
    (REFERENCE, "started_on <= day <= told_on and day < passed", "started_on <= day <= told_on"),
    (REFERENCE, "day <= told_on and day < passed", "day <= told_on and day <= passed"),
    (REFERENCE, "*_from(about, regretted_on, stopped_on)", "*[]"),
    (REFERENCE, "{**held, Ground.WAIVED: [abstained]}", "held"),
    (
        REFERENCE,
        "sorted(regrets - waived if regretted else waived - regrets)",
        "sorted(regrets if regretted else waived)",
    ),
    (REFERENCE, "elif not contact.guaranteed:", "elif False:"),
    (REFERENCE, "provisional=provisional and stop is None", "provisional=False"),
    (PAUSES, "sorted(starts ^ ends)", "sorted(starts | ends)"),
    (PAUSES, "pause.begun >= passed", "pause.begun > passed"),
    (PAUSES, "pause.begun >= passed", "pause.begun >= passed - timedelta(days=1)"),
    (
        PAUSES,
        "passed, provisional, reached = overdue_from(start, days), False, start",
        "passed, provisional, reached = overdue_from(start, days), False, date.min",
    ),
    (PAUSES, "max(pause.begun, reached)", "pause.begun"),
    (PAUSES, "one.begun <= until]", "one.begun < until]"),
    (PAUSES, "min(one.ended, until)", "one.ended"),
    (PAUSES, "open=True", "open=False"),
]


def turned(path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`reference` as it would be with one piece of *path* turned wrong."""
    source = path.read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times in {path.name}"
    module = types.ModuleType("turned")
    monkeypatch.setitem(sys.modules, "turned", module)
    exec(compile(source.replace(old, new), str(path), "exec"), vars(module))
    if path == REFERENCE:
        return module
    whole = types.ModuleType("turned_reference")
    monkeypatch.setitem(sys.modules, "turned_reference", whole)
    exec(compile(REFERENCE.read_text(encoding="utf-8"), str(REFERENCE), "exec"), vars(whole))
    vars(whole).update(
        overdue_with=module.overdue_with, pauses_between=module.pauses_between, Pause=module.Pause
    )
    return whole


def holds(of: Any, law: Any = None) -> bool:
    """Whether every table above still comes out."""
    for _, events, asked, expected in [*TREATMENT, *VISIT]:
        if [told(clock) for clock in of.clock_of(events, day(asked), law=law)] != expected:
            return False
    for _, changes, certainty, passed, reason in CONTACTS:
        clock = of.clock_of_contact(contact(**changes), law=law)
        expected_day = None if passed is None else day(passed)
        if (clock.certainty, clock.overdue_from, clock.reason) != (certainty, expected_day, reason):
            return False
    return True


def test_the_law_as_it_stands_holds() -> None:
    assert holds(reference)


@pytest.mark.parametrize(("path", "old", "new"), INVERSIONS)
def test_a_rule_turned_wrong_is_noticed(
    path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not holds(turned(path, old, new, monkeypatch))


def changed(phase: Phase, change: Callable[[limits_module.LimitVersion], limits_module.LimitVersion]) -> Any:
    limit = limits()[phase]
    history = [
        DatedValue(change(entry.value), entry.valid_from, entry.source, entry.valid_to)
        for entry in limit.history
    ]
    return {**limits(), phase: dataclasses.replace(limit, history=Dated(limit.name, history))}


@pytest.mark.parametrize("phase", [Phase.FIRST_CONTACT, Phase.OPERATION])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_limit_one_day_off_is_noticed(phase: Phase, by: int) -> None:
    assert not holds(reference, changed(phase, lambda v: dataclasses.replace(v, days=v.days + by)))


@pytest.mark.parametrize(
    ("phase", "ground"), [(Phase.FIRST_CONTACT, Ground.MEDICAL), *[(Phase.OPERATION, one) for one in Ground]]
)
def test_a_ground_left_out_is_noticed(phase: Phase, ground: Ground) -> None:
    def without(version: limits_module.LimitVersion) -> limits_module.LimitVersion:
        return dataclasses.replace(version, not_counted=(version.not_counted or frozenset()) - {ground})

    assert not holds(reference, changed(phase, without))
