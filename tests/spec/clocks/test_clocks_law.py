"""The law as tables of examples: each answers as its row says. The same rows are the page of examples."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from clocks_examples import Pathway, Section, contact, event, on, visit
from clocks_tables import SECTIONS, law

from vardvag.base.moments import Moment
from vardvag.clocks import reasons
from vardvag.clocks.breach import breach_of
from vardvag.clocks.breach_rules import breach_rules
from vardvag.clocks.covered import NOT_COVERED, exemptions
from vardvag.clocks.discharge import DISCHARGE_REASONS
from vardvag.clocks.limits import About, Ground, guarantee
from vardvag.clocks.model import Certainty, HourClock, LimitKind
from vardvag.clocks.options import SelfReferralStart
from vardvag.clocks.payment_liability import LIABILITY_REASONS
from vardvag.clocks.practice import practice
from vardvag.clocks.reference import clock_of, clock_of_contact, left_out_of
from vardvag.clocks.reporting import receivers
from vardvag.clocks.words import EVENTS, GROUNDS, KINDS, STANDINGS, WAITS
from vardvag.events.model import Deviation, EventKind, Phase

EXAMPLES = [(section, example) for section in SECTIONS for example in section.examples]


def called(value: object) -> str:
    return value.paragraph if isinstance(value, Section) else str(getattr(value, "title", value))


@pytest.mark.parametrize(("section", "example"), EXAMPLES, ids=called)
def test_an_example_is_answered_as_its_row_says(section: Section, example: Pathway) -> None:
    assert example.differs(law()) is None


@pytest.mark.parametrize(
    "example", [one for _, one in EXAMPLES if isinstance(one, Pathway)], ids=lambda one: one.title
)
def test_the_order_in_which_events_are_given_does_not_matter(example: Pathway) -> None:
    assert dataclasses.replace(example, events=example.events[::-1]).differs(law()) is None


def test_no_two_examples_of_a_table_have_one_name() -> None:
    for section in SECTIONS:
        names = [example.title for example in section.examples]
        assert len(names) == len(set(names)), section.title.sv


# asked and answered the same day is day 0; the limit is kept on day 90 itself, also over holidays
@pytest.mark.parametrize(("held_on", "late"), [(0, False), (89, False), (90, False), (91, True), (200, True)])
def test_the_last_day_is_within(held_on: int, late: bool) -> None:
    [clock] = clock_of([event(EventKind.DECISION, 0), event(EventKind.STARTED, held_on)], on(300))
    assert clock.last_day == on(90)
    assert clock.overdue_on(on(300)) is late


def test_a_bounded_clock_says_within_but_never_late() -> None:
    clock = clock_of_contact(contact(deviation=Deviation.MEDICAL))
    assert clock.overdue_on(on(90)) is False
    assert clock.overdue_on(on(91)) is None
    assert dataclasses.replace(clock, overdue_latest=on(120)).overdue_on(on(120)) is True


def test_an_event_received_later_was_not_known() -> None:
    late = dataclasses.replace(event(EventKind.DECISION, 0), received_at=Moment.parse(f"{on(9)}T08:00"))
    assert clock_of([late], on(5), known_on=on(8)) == []
    assert len(clock_of([late], on(5), known_on=on(9))) == 1


def test_events_of_two_people_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one pathway"):
        clock_of([event(EventKind.DECISION, 0), event(EventKind.BOOKED, 1, pathway="q")], on(5))


def test_what_is_left_out_is_told_by_ground() -> None:
    decided = event(EventKind.DECISION, 0)
    ill = event(EventKind.MEDICAL_HOLD_BEGUN, 30)
    assert left_out_of([], Phase.OPERATION, on(40)) is None
    assert left_out_of([decided], Phase.EXAMINATION, on(40)) is None
    assert left_out_of([event(EventKind.BOOKED, 0)], Phase.OPERATION, on(40)) is None
    assert left_out_of([decided], Phase.OPERATION, on(40)) == {}
    assert set(left_out_of([decided, ill], Phase.OPERATION, on(40)) or {}) == {Ground.MEDICAL}


def test_a_user_limit_with_the_name_of_the_guarantee_obliges_nobody_by_law() -> None:
    events = [visit(EventKind.REFERRAL_ISSUED, 0)]
    [clock] = clock_of(events, on(100))
    assert breach_of(clock, events, on(100)) is not None
    for kind in set(LimitKind) - {LimitKind.STATUTE}:
        assert breach_of(dataclasses.replace(clock, kind=kind), events, on(100)) is None


def test_a_breach_is_as_known_on_a_day() -> None:
    told = dataclasses.replace(event(EventKind.INFORMED, 95), received_at=Moment.parse(f"{on(99)}T08:00"))
    events = [event(EventKind.DECISION, 0), told]
    [clock] = clock_of(events, on(100))
    before, after = (breach_of(clock, events, on(100), known_on=on(day)) for day in (98, 99))
    assert before is not None
    assert after is not None
    assert [len(one.remains) for one in (before, after)] == [3, 2]
    assert (after.since, after.duties[1].done_on) == (on(91), on(95))


def test_a_passed_limit_that_cannot_be_told_obliges_nobody_yet() -> None:
    clock = clock_of_contact(contact(deviation=Deviation.MEDICAL))
    assert breach_of(clock, [], on(200)) is None


def test_no_deadline_is_made_up() -> None:
    assert "hittar inte på" in breach_rules().deadline.sv


def test_an_hour_clock_without_a_start_says_nothing() -> None:
    clock = HourClock("p", "x", "", "", Certainty.UNDETERMINED, None, None, None)
    assert clock.overdue_at(Moment.parse("2024-01-01")) is None


# the day | who keeps the national database
@pytest.mark.parametrize(
    ("day", "receiver"),
    [
        (date(2010, 7, 1), "SKL"),
        (date(2017, 3, 31), "Förordning (2010:349)"),
        (date(2017, 4, 1), "HSF (2017:80)"),
        (date(2025, 6, 30), "Sveriges Kommuner och Regioner"),
        (date(2025, 7, 1), "Socialstyrelsen"),
    ],
)
def test_waiting_times_are_reported_to_whom_the_ordinance_says(day: date, receiver: str) -> None:
    said = receivers().on(day).value
    assert receiver in f"{said.name.sv} {said.law}"


def test_before_2010_nobody_had_to_report() -> None:
    with pytest.raises(LookupError):
        receivers().on(date(2010, 6, 30))


def test_every_reason_has_its_words() -> None:
    codes = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}
    assert codes == set(reasons.REASONS)
    assert codes > reasons.NOT_COVERED


def test_every_exception_from_the_guarantee_has_its_source() -> None:
    held = reasons.NOT_COVERED - {reasons.OUTSIDE_THE_LIMITS}
    assert set(exemptions()) == held
    assert set(NOT_COVERED.values()) | set(reasons.PHASES_NOT_COVERED.values()) < held
    assert all(one.sources for one in exemptions().values())


def test_every_code_has_its_words() -> None:
    assert set(EVENTS) == set(EventKind)
    assert set(WAITS) == set(About)
    assert set(KINDS) == set(LimitKind)
    assert set(GROUNDS) == set(Ground)
    assert {standing.value for standing in STANDINGS} == {"done", "remains", "not_yet", "fallen_away"}
    assert set(practice()["self_referral"].options) == {one.value for one in SelfReferralStart}
    assert all(text.sv for text in [*DISCHARGE_REASONS.values(), *LIABILITY_REASONS.values()])


def test_every_number_in_the_law_has_a_source_that_can_be_opened() -> None:
    for limit in guarantee():
        for entry in limit.history:
            assert entry.source.url, limit.name


def test_every_kind_of_example_is_held() -> None:
    kinds = {type(example).__name__ for _, example in EXAMPLES}
    assert kinds == {"Pathway", "Row", "Primary", "Version", "Breached", "Stay", "Liability"}
