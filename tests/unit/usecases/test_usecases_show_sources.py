"""What a page is to say of sources: what is missing and since when, grouped; nothing where all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collecting import StatesInMemory
from example_plan import example
from vardvag.base.moments import Moment
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.rivta.collected import Unplaced
from vardvag.contracts.rivta.source_state import Outcome, SourceState
from vardvag.usecases.show_sources import SourcesShown, show_sources

EARLIER, NOW = Moment.parse("2019-02-01T08:00"), Moment.parse("2019-02-04T08:00")
CAREGIVER = "SE-EXEMPEL-VARDGIVARE"


def plan() -> PatientContract:
    return replace(example(date(2019, 2, 4)).plan, caregiver=CAREGIVER)


def state(contract: str, outcome: Outcome = Outcome.REACHED, **changes: object) -> SourceState:
    whole = NOW if outcome is Outcome.REACHED else EARLIER
    made = SourceState("journal", "Regionens journal", contract, outcome, NOW, whole)
    return replace(made, **changes)  # type: ignore[arg-type]  # any of its fields


def shown(*states: SourceState, to_patient: bool = True) -> SourcesShown:
    kept, one = StatesInMemory(), plan()
    kept.keep(one.plan_id, states)
    return show_sources(kept, one, to_patient=to_patient)


def test_a_plan_that_was_never_collected_says_nothing() -> None:
    assert shown() == SourcesShown((), (), ())


def test_a_source_that_gave_everything_is_said_to_be_fetched() -> None:
    said = shown(state("GetCarePlans"), state("GetCareManagers", tried_at=EARLIER))
    assert said.missing == ()
    assert said.fetched == (("Regionens journal", EARLIER),)


@pytest.mark.parametrize("outcome", [Outcome.NOT_REACHED, Outcome.NOT_ASKED])
def test_what_could_not_be_reached_is_said_with_since_when(outcome: Outcome) -> None:
    said = shown(state("GetCarePlans"), state("GetSubjectOfCareSchedule", outcome))
    assert said.fetched == ()
    [one] = said.missing
    assert (one.source, one.since, one.partly) == ("Regionens journal", EARLIER, False)
    assert [what.sv for what in one.what] == ["Bokade tider"]


def test_what_is_missing_in_the_same_way_is_one_line() -> None:
    said = shown(
        state("GetCarePlans", Outcome.NOT_REACHED),
        state("GetCareContacts", Outcome.NOT_REACHED),
        state("GetCareManagers", Outcome.NOT_REACHED, last_whole=None),
        state("GetRequestActivities", Outcome.PARTLY),
    )
    assert [(len(one.what), one.since, one.partly) for one in said.missing] == [
        (2, EARLIER, False),
        (1, None, False),
        (1, EARLIER, True),
    ]


def test_what_has_no_place_is_shown_to_the_patient_when_it_is_for_her() -> None:
    told = (
        Unplaced("GetCareManagers", "Kontaktsjuksköterska: Maria", "9", CAREGIVER, True),
        Unplaced("GetCareContacts", "Besök: okänd status", "12345", CAREGIVER, False),
        Unplaced("GetCareContacts", "Hos en annan", "", "SE-EXEMPEL-ANNAN", False),
    )
    assert shown(state("GetCareManagers", unplaced=told)).unplaced == (("Kontaktsjuksköterska: Maria", "9"),)
    to_staff = shown(state("GetCareManagers", unplaced=told), to_patient=False)
    assert [said for said, _ in to_staff.unplaced] == ["Kontaktsjuksköterska: Maria", "Besök: okänd status"]
