"""Laws of a plan's time that hold whatever the plan: nothing is earlier than it can be, and days add up."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_strategies import days, fixed_contacts, plans
from vardvag.base.moments import Moment
from vardvag.contracts.critical_path import way_ahead
from vardvag.contracts.elapsed import elapsed, longest_gap
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind, of_day, overlapping, with_contact
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.patient_view import shown_to_patient
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.precedence import all_before, in_order
from vardvag.contracts.proposals import ProposalKind, proposals
from vardvag.contracts.times import Done

LAWS = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def begun(draw: st.DrawFn) -> tuple[PatientContract, dict[StepId, date]]:
    """A plan, and on which days some of its steps began."""
    plan = draw(plans())
    return plan, {step.step_id: draw(days) for step in plan.steps if draw(st.booleans())}


def _undone(plan: PatientContract, began: dict[StepId, date]) -> set[StepId]:
    return {s.step_id for s in plan.steps if s.step_id not in began and not isinstance(s.when, Done)}


@LAWS
@given(begun(), days)
def test_no_step_to_come_is_before_today_or_before_what_it_needs(
    made: tuple[PatientContract, dict[StepId, date]], today: date
) -> None:
    plan, began = made
    found = way_ahead(plan, today, began)
    for step_id in _undone(plan, began):
        assert found.days[step_id].first >= today
        for before in plan.step(step_id).depends_on:
            assert found.days[step_id].first >= found.days[before].last
    assert found.finish == max((one.last for one in found.days.values()), default=None)


@LAWS
@given(begun(), days)
def test_the_way_ahead_is_no_shorter_than_its_longest_chain(
    made: tuple[PatientContract, dict[StepId, date]], today: date
) -> None:
    plan, began = made
    found, undone = way_ahead(plan, today, began), _undone(plan, began)
    longest: dict[StepId, int] = {}
    for step_id in in_order({step.step_id: step.depends_on for step in plan.steps}):
        before = [longest[one] for one in plan.step(step_id).depends_on if one in undone]
        if step_id in undone:
            longest[step_id] = plan.step(step_id).duration.days - 1 + max(before, default=0)
    if not undone:
        assert found.days_ahead is None
    else:
        assert found.days_ahead is not None
        assert found.days_ahead >= max(longest.values())


@LAWS
@given(begun(), days)
def test_the_critical_chain_hangs_together(
    made: tuple[PatientContract, dict[StepId, date]], today: date
) -> None:
    plan, began = made
    found = way_ahead(plan, today, began)
    for earlier, later in zip(found.critical, found.critical[1:], strict=False):
        assert earlier in plan.step(later).depends_on
        assert found.days[later].first == found.days[earlier].last
    if found.critical:
        assert found.days[found.critical[-1]].last == found.finish


@LAWS
@given(begun(), days, st.integers(0, 900))
def test_waiting_and_active_days_are_all_the_days(
    made: tuple[PatientContract, dict[StepId, date]], first: date, length: int
) -> None:
    plan, began = made
    found = elapsed(plan, first, first + timedelta(length), began)
    assert found.waiting_days + found.active_days == found.days == length
    assert found.waiting_days >= 0
    assert found.active_days >= 0


@LAWS
@given(begun(), days, days)
def test_the_longest_gap_belongs_to_a_step_of_care(
    made: tuple[PatientContract, dict[StepId, date]], first: date, today: date
) -> None:
    plan, began = made
    gap = longest_gap(plan, first, today, began)
    if gap is not None:
        assert gap.begins >= first
        assert gap.days > 1
        assert gap.owner.unit is not None


@LAWS
@given(begun(), days)
def test_a_proposal_is_a_slot_of_its_step_to_come_and_never_makes_the_way_longer(
    made: tuple[PatientContract, dict[StepId, date]], today: date
) -> None:
    plan, began = made
    now = Moment.parse(f"{today}T08:00Z")
    for one in proposals(plan, now, began):
        assert one.days_saved >= 0
        if one.kind is ProposalKind.AT_ONCE:
            before = all_before({step.step_id: step.depends_on for step in plan.steps})
            assert all(not before[step] & set(one.steps) for step in one.steps)
        else:
            assert one.slot is not None
            assert one.slot.at > now
            assert one.slot in plan.step(one.steps[0]).slots
            wishes = plan.step(one.steps[0]).wishes or plan.wishes
            assert wishes is None or wishes.suits(one.slot.at)


@LAWS
@given(st.lists(fixed_contacts(), max_size=5), days)
def test_at_most_one_coordinates_overall_on_any_day(contacts: list[FixedContact], day: date) -> None:
    named: tuple[FixedContact, ...] = ()
    for one in contacts:
        try:
            named = with_contact(named, one)
        except ValueError:
            assert overlapping([*named, one])
    overall = [one for one in of_day(named, day) if one.kind is FixedContactKind.OVERALL]
    assert len(overall) <= 1
    assert all(one.ask.first[1].name for one in named)


@LAWS
@given(plans())
def test_the_patient_sees_no_internal_note_and_no_trace_of_what_is_not_for_her(plan: PatientContract) -> None:
    shown = shown_to_patient(plan)
    hidden = {step.step_id for step in plan.steps if not step.approved_for_patient}
    parts = [*shown.steps, *shown.fixed_contacts, *shown.source_plans]
    assert all(one.internal_note is None for one in parts)
    named = [
        *(step.step_id for step in shown.steps),
        *(before for step in shown.steps for before in step.depends_on),
        *(step.lead_time.after for step in shown.steps if step.lead_time),
        *(step for one in shown.handovers for step in one.steps),
        *(one.step for sip in shown.sips for one in sip.interventions),
    ]
    assert not hidden.intersection(named)
    assert all(one.approved_for_patient for one in shown.source_plans)
    assert {step.step_id for step in shown.steps} == {step.step_id for step in plan.steps} - hidden


@LAWS
@given(plans())
def test_whom_to_ask_is_never_empty(plan: PatientContract) -> None:
    for one in [*plan.steps, *plan.fixed_contacts, plan.coordinator]:
        point = one.ask.first[1]
        assert point.name.strip()
        assert point.channel.strip()
        assert point.hours.strip()
