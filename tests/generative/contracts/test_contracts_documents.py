"""A plan written as a document and read again is the same plan, whatever it holds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayId, PersonId, PlanId, StepId
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.step import ClinicalTarget, Owner, OwnerKind, PlannedStep, ReportedAs, SourcePlan
from vardvag.contracts.times import Booked, Done, NoTimeYet, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.events.model import Phase

pytest.importorskip("django", reason="pip install 'vardvag[service]'")

from vardvag.service.store.documents import from_document, to_document

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    str.strip
)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: Moment(at.replace(tzinfo=UTC))
)
points = st.builds(ContactPoint, words, words, words)
asks = st.builds(
    WhomToAsk, points, person=st.none() | points, team=st.none() | points, unit=st.none() | points
)
owners = st.one_of(
    st.builds(Owner, st.sampled_from([OwnerKind.PATIENT, OwnerKind.RELATIVE]), words),
    st.builds(Owner, st.sampled_from([OwnerKind.CARE_UNIT, OwnerKind.MUNICIPAL_UNIT]), words, words),
)
told = st.builds(
    ReportedAs, words, words, words, st.booleans(), words, words, st.integers(1, 5), st.none() | words
)


@st.composite
def plans(draw: st.DrawFn) -> PatientContract:
    steps: list[PlannedStep] = []
    for number in range(draw(st.integers(0, 4))):
        on_pathway = draw(st.booleans())
        steps.append(
            PlannedStep(
                step_id=StepId(f"s{number}"),
                what=draw(words),
                owner=draw(owners),
                when=draw(
                    st.one_of(days.map(Done), moments.map(Booked), days.map(Window), words.map(NoTimeYet))
                ),
                ask=draw(asks),
                where=draw(st.none() | words),
                preparation=draw(st.none() | words),
                pathway=PathwayId(draw(words)) if on_pathway else None,
                phase=draw(st.sampled_from(Phase)) if on_pathway else None,
                target=draw(st.none() | st.builds(ClinicalTarget, days, words, days)),
                depends_on=tuple(step.step_id for step in steps if draw(st.booleans())),
                source_plan=draw(st.none() | st.builds(SourcePlan, words, words, words)),
                reported_as=draw(st.none() | told) if on_pathway else None,
            )
        )
    return PatientContract(
        plan_id=PlanId(draw(words)),
        person=PersonId(draw(words)),
        caregiver=draw(words),
        what_matters=draw(st.text(max_size=10)),
        coordinator=Coordinator(draw(words), draw(words), draw(words), draw(asks)),
        steps=tuple(steps),
        care_team=draw(st.frozensets(words, max_size=3)),
        version=draw(st.integers(0, 9)),
    )


@settings(deadline=None, max_examples=60)
@given(plans())
def test_a_plan_comes_back_as_it_was(plan: PatientContract) -> None:
    assert from_document(json.loads(json.dumps(to_document(plan)))) == plan


def test_a_document_of_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="schema 2"):
        from_document({"schema": 2})
