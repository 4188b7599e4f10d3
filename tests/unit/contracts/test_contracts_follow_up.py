"""Plan events of a month become cells; whom to offer first comes of the caregiver's own care events."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from plan_words import SAID_CARE, SAID_PATIENT, at, said
from vardvag.base.cells import Count, Ratio, Value
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.contracts.follow_up import follow_up, follow_up_cells
from vardvag.contracts.identifiers import PathwayId, PersonId
from vardvag.contracts.offer_criteria import CareLoad, care_load, most_in_need, offer_criteria
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.plan_events import PlanEventKind as K
from vardvag.events.model import CareEvent, EventKind, Phase

SEPTEMBER = Month(2019, 9)
LATER = Moment.parse("2019-12-01T00:00")
PLACES = {"u1": "08", "u2": "08", "n1": "25"}
D = [date(2019, 9, day) for day in range(1, 31)]
AUGUST, OCTOBER = date(2019, 8, 31), date(2019, 10, 1)


def values(*events: PlanEvent, as_known: Moment = LATER) -> dict[tuple[str, str], Value | None]:
    cells = follow_up_cells(events, SEPTEMBER, PLACES, as_known)
    return {(cell.key.measure.removeprefix("contract."), cell.key.place): cell.value for cell in cells}


def test_offers_are_counted_once_per_plan_by_unit_and_region() -> None:
    found = values(
        said(K.CONTRACT_OFFERED, D[0], name="1"),
        said(K.CONTRACT_OFFERED, D[9], name="2"),
        said(K.CONTRACT_OFFERED, D[0], name="3", plan="b", unit="u2"),
        said(K.CONTRACT_OFFERED, AUGUST, name="4", plan="c"),
        said(K.CONTRACT_OFFERED, OCTOBER, name="5", plan="d"),
        said(K.CONTRACT_OFFERED, D[0], name="6", plan="e", unit="somewhere else"),
    )
    assert [found["contract_offered", place] for place in ("u1", "u2", "08", "n1", "25")] == [
        Count(1),
        Count(1),
        Count(2),
        Count(0),
        Count(0),
    ]


def test_the_last_answer_of_the_month_counts_and_a_corrected_one_does_not() -> None:
    yes = said(K.CONTRACT_ACCEPTED, D[1], name="yes")
    no = said(K.CONTRACT_DECLINED, D[2], name="no")
    another = said(K.CONTRACT_ACCEPTED, D[1], plan="b", name="another")
    assert values(yes, another)["contract_answered_yes", "08"] == Ratio(2, 2)
    assert values(yes, no, another)["contract_answered_yes", "08"] == Ratio(1, 2)
    corrected = replace(no, supersedes="another", event_id="corrected", at=at(D[3]), plan=another.plan)
    assert values(yes, another, corrected)["contract_answered_yes", "08"] == Ratio(1, 2)
    # As known before the correction, both had said yes.
    assert values(yes, another, corrected, as_known=at(D[2]))["contract_answered_yes", "08"] == Ratio(2, 2)


def test_a_share_of_nothing_is_no_share() -> None:
    nothing = values()["next_time_in_hand", "08"]
    assert isinstance(nothing, Ratio)
    assert nothing.share is None


def test_every_visit_counts_and_one_after_which_nothing_is_planned_does_not() -> None:
    found = values(
        said(K.NEXT_TIME_IN_HAND, D[0], name="1"),
        said(K.NEXT_TIME_IN_HAND, D[5], name="2"),
        said(K.NO_NEXT_TIME, D[6], name="3"),
        said(K.NO_NEXT_STEP, D[7], name="4"),
    )
    assert found["next_time_in_hand", "u1"] == Ratio(2, 3)


@pytest.mark.parametrize(
    ("care", "patient", "agreed"),
    [(D[0], D[1], 1), (D[0], D[29], 1), (AUGUST, D[1], 1), (AUGUST, AUGUST, 0), (D[0], OCTOBER, 0)],
)
def test_a_plan_is_agreed_in_the_month_in_which_the_second_side_confirms(
    care: date, patient: date, agreed: int
) -> None:
    found = values(
        said(K.VERSION_CONFIRMED, care, version=1, by=SAID_CARE),
        said(K.VERSION_CONFIRMED, patient, version=1, by=SAID_PATIENT),
    )
    assert found["contract_agreed", "u1"] == Count(agreed)


def test_a_cell_says_what_it_was_counted_by_and_nothing_of_a_person() -> None:
    (cell, *_) = follow_up_cells([said(K.CONTRACT_OFFERED, D[0])], SEPTEMBER, PLACES, LATER)
    assert cell.fingerprint == follow_up().fingerprint
    assert cell.as_known == date(2019, 12, 1)
    assert "astrid" not in repr(cell)
    assert "follow_up.yaml" in (cell.source.section or "")


def test_every_measure_says_why_in_both_languages() -> None:
    for measure in follow_up().measures:
        assert measure.title.sv != measure.title.en
        assert measure.why.sv != measure.why.en
        assert measure.of <= (measure.among or measure.of)


ASTRID = PersonId("astrid")
OWN = frozenset({"u1", "u2", "u3"})
TODAY = date(2019, 9, 25)


def event(pathway: str, unit: str, on: date, kind: EventKind = EventKind.DECISION) -> CareEvent:
    noon = at(on, 12)
    name = f"{pathway}{unit}{on}{kind}"
    return CareEvent(name, PathwayId(pathway), kind, Phase.OPERATION, on, unit, "j", noon, noon)


def test_what_goes_on_is_counted_from_the_caregivers_own_events() -> None:
    pathways = [
        [event("a", "u1", D[0]), event("a", "u2", D[1])],
        [event("b", "u2", D[0])],
        [event("closed", "u3", D[0]), event("closed", "u3", D[1], EventKind.CLOSED)],
        [event("old", "u3", date(2018, 1, 1))],
        [event("elsewhere", "another caregiver's", D[0])],
        [event("to come", "u3", OCTOBER)],
    ]
    assert care_load(ASTRID, pathways, OWN, 365, TODAY) == CareLoad(ASTRID, 2, 2)


@pytest.mark.parametrize(("ago", "counts"), [(365, 1), (366, 0)])
def test_a_need_goes_on_so_many_days_after_something_happened(ago: int, counts: int) -> None:
    on = date.fromordinal(TODAY.toordinal() - ago)
    assert care_load(ASTRID, [[event("a", "u1", on)]], OWN, 365, TODAY).parallel_pathways == counts


def test_those_with_the_most_needs_are_proposed_first() -> None:
    criteria = offer_criteria().history.on(TODAY).value
    at_limit = [
        CareLoad(PersonId("units"), 1, criteria.units),
        CareLoad(PersonId("needs"), criteria.parallel_pathways, 1),
        CareLoad(PersonId("neither"), criteria.parallel_pathways - 1, criteria.units - 1),
        CareLoad(PersonId("most"), criteria.parallel_pathways + 1, criteria.units),
    ]
    assert [load.person for load in most_in_need(at_limit, criteria)] == ["most", "needs", "units"]


def test_the_criteria_are_marked_as_the_assumption_they_are() -> None:
    (only,) = [offer_criteria().history.on(day) for day in (TODAY,)]
    assert only.source.is_assumption


def test_support_from_the_social_services_has_no_place_to_be_counted() -> None:
    """PDL 2 kap. 8 §: it may not be a search term, so there is nothing to search it by."""
    assert {field.name for field in fields(CareLoad)} == {"person", "parallel_pathways", "units"}
