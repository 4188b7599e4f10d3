"""The patientkontrakt's use-cases on the store: offered, answered, changed, agreed, handed over, counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from example_plan import CAREGIVER, ORTHOPAEDICS, RADIOLOGY, Example, example
from plan_words import ASK, NO_TIME, OWNERS, TEMPLATE, contact, slot, step
from vardvag.base.cells import Count, Ratio
from vardvag.base.days import Month
from vardvag.base.definitions import parse_definition
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.moments import Moment
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.access.decision import Action
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.clash_words import ClashKind
from vardvag.contracts.handover import Principal
from vardvag.contracts.identifiers import PersonId, PlanId, StepId, new_pathway
from vardvag.contracts.offers import Offered, OfferState
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind as K
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.sip import Intervention, PrincipalKind
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.standing import Standing
from vardvag.contracts.step import Owner, OwnerKind, SourcePlan
from vardvag.contracts.store import Conflict, PlanStore
from vardvag.contracts.templates import pathway_template
from vardvag.contracts.times import Booked, Done, Requested
from vardvag.events.model import CareEvent, EventKind, Phase
from vardvag.usecases.answer_version import answer_version, comment_version
from vardvag.usecases.apply_template import apply_template
from vardvag.usecases.change_steps import add_step, change_step, remove_step
from vardvag.usecases.contract_cells import contract_cells
from vardvag.usecases.do_own_step import do_own_step
from vardvag.usecases.hand_over import answer_hand_over, offer_hand_over
from vardvag.usecases.join_source_plan import join_source_plan, part_source_plan
from vardvag.usecases.make_sip import close_sip, open_sip, write_sip
from vardvag.usecases.name_contact import end_contact, name_contact
from vardvag.usecases.offer_contract import offer, open_by_offering
from vardvag.usecases.plans_to_look_after import plans_to_look_after
from vardvag.usecases.propose_times import book_proposed, propose_times
from vardvag.usecases.propose_whom_to_offer import propose_whom_to_offer
from vardvag.usecases.record_answer import record_answer
from vardvag.usecases.record_stay import record_stay
from vardvag.usecases.record_visit_end import record_knows_whom, record_visit_end
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import WholePlan, find_clashes, show_whole_plan
from vardvag.usecases.state_wishes import decline_time, state_wishes, write_what_matters

TODAY = date(2019, 9, 25)
NOW = Moment.parse("2019-09-25T09:00")
T = TypeVar("T")


@dataclass(frozen=True)
class Who:
    """Somebody logged in, as the service would hand over."""

    subject: str
    name: str
    role: str
    person: str | None = None
    unit: str | None = None


COORDINATOR = Who("samordnare", "Maria Exempel", "coordinator", unit=ORTHOPAEDICS)
COLLEAGUE = Who("kollega", "Nils Exempel", "coordinator", unit=ORTHOPAEDICS)
BY_TELEPHONE = {"speaker": Speaker.PATIENT, "way": Way.TELEPHONE, "name": "Astrid Exempelsson"}


@dataclass(frozen=True)
class Kept:
    """The example in a store, and the patient who may log in."""

    made: Example
    plan_id: PlanId
    patient: Who


@pytest.fixture
def kept(store: Any) -> Kept:
    made = example(TODAY)
    made.keep(store)
    patient = Who("astrid", "Astrid Exempelsson", "patient", person=made.person.person_id)
    return Kept(made, made.plan.plan_id, patient)


def let_in(answer: T | Denied) -> T:
    assert not isinstance(answer, Denied)
    return answer


def rules(told: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [finding.rule for finding in told.value.findings]


def whole(store: PlanStore, kept: Kept, who: Who = COORDINATOR) -> WholePlan:
    return let_in(show_whole_plan(store, who, kept.plan_id, NOW))


def test_the_patient_answers_an_offer_herself_or_by_telephone(store: PlanStore, kept: Kept) -> None:
    with pytest.raises(BadInput) as told:
        record_answer(store, kept.patient, kept.plan_id, Offered.CONTRACT, NOW, accepted=True)
    assert rules(told) == ["answer-to-nothing"]
    let_in(offer(store, COORDINATOR, kept.plan_id, Offered.CONTRACT, NOW))
    let_in(offer(store, COORDINATOR, kept.plan_id, Offered.FIXED_CONTACT, NOW))
    let_in(record_answer(store, kept.patient, kept.plan_id, Offered.CONTRACT, NOW, accepted=True))
    let_in(
        record_answer(
            store,
            COORDINATOR,
            kept.plan_id,
            Offered.FIXED_CONTACT,
            NOW,
            accepted=False,
            words="Jag vill ha Nils.",
            **BY_TELEPHONE,  # type: ignore[arg-type]
        )
    )
    contract, fixed = whole(store, kept).offers
    assert (contract.state, fixed.state) == (OfferState.ACCEPTED, OfferState.DECLINED)
    assert contract.last is not None
    assert fixed.last is not None
    assert not contract.last.said.on_behalf
    assert (fixed.last.said.recorded_by, fixed.last.words) == ("Maria Exempel", "Jag vill ha Nils.")
    assert contract.last.unit == ORTHOPAEDICS


@pytest.mark.parametrize(
    ("who", "said", "expected"),
    [
        ("coordinator", {"way": Way.LOG_IN, "name": "A"}, ["said-how"]),
        ("coordinator", {"way": Way.LETTER, "name": " "}, ["said-by-whom"]),
        ("coordinator", {"way": Way.LOG_IN, "name": ""}, ["said-how", "said-by-whom"]),
        ("coordinator", {"speaker": Speaker.CARE}, ["answer-by-care"]),
        ("patient", {"speaker": Speaker.RELATIVE}, ["said-by-herself"]),
        ("patient", {"way": Way.TELEPHONE}, ["said-by-herself"]),
    ],
)
def test_whose_word_it_is_must_be_clear(
    store: PlanStore, kept: Kept, who: str, said: dict[str, Any], expected: list[str]
) -> None:
    let_in(offer(store, COORDINATOR, kept.plan_id, Offered.CONTRACT, NOW))
    actor = COORDINATOR if who == "coordinator" else kept.patient
    with pytest.raises(BadInput) as told:
        record_answer(store, actor, kept.plan_id, Offered.CONTRACT, NOW, accepted=True, **said)
    assert rules(told) == expected
    assert len(store.plan_events(kept.plan_id)) == 1


def test_a_version_is_agreed_when_both_sides_confirm_it_and_a_change_asks_anew(
    store: PlanStore, kept: Kept
) -> None:
    yes: dict[str, Any] = {"confirmed": True}
    let_in(answer_version(store, COORDINATOR, kept.plan_id, 1, NOW, speaker=Speaker.CARE, **yes))
    assert whole(store, kept).agreed_version is None
    let_in(answer_version(store, COORDINATOR, kept.plan_id, 1, NOW, **yes, **BY_TELEPHONE))
    let_in(
        comment_version(
            store, kept.patient, kept.plan_id, 1, NOW, words="Jag vill ha skjuts.", speaker=Speaker.PATIENT
        )
    )
    seen = whole(store, kept)
    assert (seen.agreed_version, seen.version.agreed) == (1, True)
    assert [one.words for one in seen.version.comments] == ["Jag vill ha skjuts."]
    let_in(add_step(store, COORDINATOR, kept.plan_id, step("skjuts"), 1, NOW))
    seen = whole(store, kept)
    assert (seen.view.plan.version, seen.agreed_version, seen.version.agreed) == (2, 1, False)
    with pytest.raises(BadInput) as told:
        answer_version(store, kept.patient, kept.plan_id, 1, NOW, speaker=Speaker.PATIENT, **yes)
    assert rules(told) == ["version-newest"]
    with pytest.raises(BadInput) as told:
        comment_version(store, kept.patient, kept.plan_id, 9, NOW, words=" ", speaker=Speaker.PATIENT)
    assert rules(told) == ["version-unknown", "comment-empty"]


def test_steps_are_added_changed_and_removed_as_versions(store: PlanStore, kept: Kept) -> None:
    new = step("blodprov", after=[kept.made.plan.steps[1].step_id])
    let_in(add_step(store, COORDINATOR, kept.plan_id, new, 1, NOW))
    changed = replace(new, what="Blodprov på vårdcentralen", internal_note="Ring labbet.")
    view = let_in(change_step(store, COORDINATOR, kept.plan_id, changed, 2, NOW))
    assert view.plan.step(new.step_id) == changed
    view = let_in(remove_step(store, COORDINATOR, kept.plan_id, new.step_id, 3, NOW))
    assert view.plan.steps == kept.made.plan.steps
    history = store.history(kept.plan_id)
    assert [plan.version for plan in history] == [1, 2, 3, 4]
    assert history[2].step(new.step_id) == changed


def test_what_stands_against_a_step_is_told_at_once(store: PlanStore, kept: Kept) -> None:
    visit, picture, surgery, smoking, _ = kept.made.plan.steps
    cases: list[tuple[Callable[[], object], list[str]]] = [
        (
            lambda: add_step(
                store,
                COORDINATOR,
                kept.plan_id,
                replace(smoking, what=" ", depends_on=(StepId("x"),)),
                1,
                NOW,
            ),
            ["step-id", "step-what", "step-unknown"],
        ),
        (
            lambda: change_step(
                store,
                COORDINATOR,
                kept.plan_id,
                replace(picture, depends_on=(surgery.step_id,)),
                1,
                NOW,
            ),
            ["step-circle"],
        ),
        (
            lambda: change_step(store, COORDINATOR, kept.plan_id, replace(visit, reported_as=None), 1, NOW),
            ["step-done", "step-reported"],
        ),
        (
            lambda: change_step(
                store,
                COORDINATOR,
                kept.plan_id,
                replace(surgery, pathway=None, phase=None, reported_as=None),
                1,
                NOW,
            ),
            ["step-reported", "step-pathway"],
        ),
        (lambda: remove_step(store, COORDINATOR, kept.plan_id, picture.step_id, 1, NOW), ["step-needed"]),
        (
            lambda: remove_step(store, COORDINATOR, kept.plan_id, visit.step_id, 1, NOW),
            ["step-done", "step-reported"],
        ),
    ]
    for attempt, expected in cases:
        with pytest.raises(BadInput) as told:
            attempt()
        assert rules(told) == expected
    assert [plan.version for plan in store.history(kept.plan_id)] == [1]
    with pytest.raises(NotFound):
        remove_step(store, COORDINATOR, kept.plan_id, StepId("x"), 1, NOW)


def test_wishes_are_hers_and_bind_what_is_proposed(store: PlanStore, kept: Kept) -> None:
    surgery = kept.made.operation
    wednesday, thursday = TODAY + timedelta(14), TODAY + timedelta(15)
    slots = (slot(wednesday, 9, "onsdag"), slot(thursday, 9, "torsdag"), slot(thursday, 14, "sen"))
    with_slots = replace(kept.made.plan.step(surgery), slots=slots)
    let_in(change_step(store, COORDINATOR, kept.plan_id, with_slots, 1, NOW))
    let_in(
        state_wishes(store, kept.patient, kept.plan_id, 2, NOW, not_weekdays=frozenset({3}), latest=time(12))
    )
    (proposed,) = let_in(propose_times(store, COORDINATOR, kept.plan_id, NOW))
    assert (proposed.slot, proposed.steps, proposed.days_saved) == (slots[1], (surgery,), 10)
    let_in(
        decline_time(
            store,
            COORDINATOR,
            kept.plan_id,
            surgery,
            slots[1].at,
            "Barnbarnets dop.",
            3,
            NOW,
            way=Way.TELEPHONE,
            name="Astrid Exempelsson",
        )
    )
    assert let_in(propose_times(store, COORDINATOR, kept.plan_id, NOW)) == []
    kept_wishes = store.read(kept.plan_id).step(surgery).wishes
    assert kept_wishes is not None
    assert kept_wishes.not_weekdays == {3}
    assert kept_wishes.said.recorded_by == "Maria Exempel"
    with pytest.raises(BadInput) as told:
        state_wishes(
            store,
            kept.patient,
            kept.plan_id,
            4,
            NOW,
            not_weekdays=frozenset(range(1, 8)),
            earliest=time(12),
            latest=time(9),
        )
    assert rules(told) == ["wish-weekdays", "wish-hours"]


def test_nothing_is_booked_without_her_yes(store: PlanStore, kept: Kept) -> None:
    picture, surgery = kept.made.plan.steps[1], kept.made.plan.step(kept.made.operation)
    earlier = slot(TODAY + timedelta(10), 9, "operation")
    sooner = slot(TODAY + timedelta(2), 9, "röntgen")
    changed = (replace(surgery, slots=(earlier,)), replace(picture, slots=(sooner,)))
    for number, one in enumerate(changed):
        let_in(change_step(store, COORDINATOR, kept.plan_id, one, number + 1, NOW))
    care = {"way": Way.LOG_IN, "name": "", "speaker": Speaker.CARE}
    with pytest.raises(BadInput) as told:
        book_proposed(store, COORDINATOR, kept.plan_id, surgery.step_id, "operation", 3, NOW, **care)  # type: ignore[arg-type]
    assert rules(told) == ["slot-without-her"]
    her: dict[str, Any] = {"way": Way.TELEPHONE, "name": "Astrid Exempelsson"}
    # Another unit's time is only asked for; its booking system decides.
    view = let_in(book_proposed(store, COORDINATOR, kept.plan_id, picture.step_id, "röntgen", 3, NOW, **her))
    asked = view.plan.step(picture.step_id).when
    assert isinstance(asked, Requested)
    assert asked.awaits == picture.owner.name
    assert picture.step_id in [gap.step.step_id for gap in view.overview.gaps]
    # The own unit's time is booked, with the fact on its pathway.
    view = let_in(
        book_proposed(store, COORDINATOR, kept.plan_id, surgery.step_id, "operation", 4, NOW, **her)
    )
    assert view.plan.step(surgery.step_id).when == Booked(earlier.at)
    assert [event.kind for event in store.events(kept.made.pathway)].count(EventKind.BOOKED) == 2
    accepted = [event for event in store.plan_events(kept.plan_id) if event.kind is K.TIME_ACCEPTED]
    assert [event.said.on_behalf for event in accepted] == [True, True]
    with pytest.raises(NotFound):
        book_proposed(store, COORDINATOR, kept.plan_id, surgery.step_id, "x", 5, NOW, **her)


def test_a_slot_that_has_passed_or_comes_too_early_is_refused(store: PlanStore, kept: Kept) -> None:
    surgery = kept.made.plan.step(kept.made.operation)
    slots = (slot(TODAY, 8, "passerad"), slot(TODAY + timedelta(1), 9, "före röntgen"))
    let_in(change_step(store, COORDINATOR, kept.plan_id, replace(surgery, slots=slots), 1, NOW))
    for which, expected in (
        ("passerad", ["step-before-another", "slot-passed"]),
        ("före röntgen", ["step-before-another"]),
    ):
        with pytest.raises(BadInput) as told:
            book_proposed(
                store, COORDINATOR, kept.plan_id, surgery.step_id, which, 2, NOW, way=Way.VISIT, name="Astrid"
            )
        assert rules(told) == expected


def test_one_coordinates_overall_and_the_one_before_is_kept(store: PlanStore, kept: Kept) -> None:
    first, second = contact("Maria", TODAY), contact("Nils", TODAY + timedelta(30))
    let_in(name_contact(store, COORDINATOR, kept.plan_id, first, 1, NOW))
    let_in(name_contact(store, COORDINATOR, kept.plan_id, second, 2, NOW))
    seen = whole(store, kept)
    assert seen.overall is not None
    assert (seen.overall.name, seen.overall.ends_on) == ("Maria", TODAY + timedelta(29))
    assert [one.name for one in seen.view.plan.fixed_contacts] == ["Maria", "Nils"]
    for attempt, expected in (
        (contact("Olle", TODAY), ["contact-overall"]),
        (first, ["contact-id"]),
    ):
        with pytest.raises(BadInput) as told:
            name_contact(store, COORDINATOR, kept.plan_id, attempt, 3, NOW)
        assert rules(told) == expected
    let_in(end_contact(store, COORDINATOR, kept.plan_id, "Nils", TODAY + timedelta(60), 3, NOW))
    with pytest.raises(BadInput) as told:
        end_contact(store, COORDINATOR, kept.plan_id, "Nils", TODAY, 4, NOW)
    assert rules(told) == ["contact-period"]
    kinds = [event.kind for event in store.plan_events(kept.plan_id)]
    assert kinds.count(K.CONTACT_NAMED) == 2


def test_a_sip_takes_consent_and_tells_what_it_lacks_until_it_is_closed(store: PlanStore, kept: Kept) -> None:
    her: dict[str, Any] = {"way": Way.VISIT, "name": "Astrid Exempelsson"}
    with pytest.raises(BadInput) as told:
        open_sip(store, COORDINATOR, kept.plan_id, 1, NOW, consents=False, **her)
    assert rules(told) == ["sip-consent"]
    view = let_in(open_sip(store, COORDINATOR, kept.plan_id, 1, NOW, consents=True, **her))
    (sip,) = view.plan.sips
    assert sip.consent.said.recorded_by == "Maria Exempel"
    assert len(whole(store, kept).sip_lacks[0][1]) == 5
    needed = (Intervention("Sårvård", PrincipalKind.REGION, "Ortopeden", kept.made.operation),)
    written = replace(sip, interventions=needed, by_others=False, overall=PrincipalKind.REGION, opened_by="x")
    let_in(write_sip(store, COORDINATOR, kept.plan_id, written, 2, NOW))
    ((after, lacks),) = whole(store, kept).sip_lacks
    assert [finding.rule for finding in lacks] == ["sip-goal", "sip-person"]
    assert after.opened_by == "Maria Exempel"  # who opened it is not written over
    with pytest.raises(BadInput) as told:
        open_sip(store, COORDINATOR, kept.plan_id, 3, NOW, consents=True, **her)
    assert rules(told) == ["sip-open"]
    lost = replace(written, interventions=(Intervention("x", step=StepId("x")),))
    with pytest.raises(BadInput) as told:
        write_sip(store, COORDINATOR, kept.plan_id, lost, 3, NOW)
    assert rules(told) == ["sip-step"]
    let_in(close_sip(store, COORDINATOR, kept.plan_id, sip.sip_id, "Samtycket togs tillbaka.", 3, NOW))
    assert whole(store, kept).sip_lacks == ()
    with pytest.raises(BadInput) as told:
        close_sip(store, COORDINATOR, kept.plan_id, sip.sip_id, " ", 4, NOW, on=date(2019, 1, 1))
    assert rules(told) == ["sip-closed", "sip-why", "sip-day"]


GIVER = Principal(Owner(OwnerKind.CARE_UNIT, "Ortopedmottagningen", ORTHOPAEDICS), CAREGIVER, ASK)
TAKER = Principal(Owner(OwnerKind.MUNICIPAL_UNIT, "Hemsjukvården", "SE-KOMMUN-1"), "SE-KOMMUN", ASK)


def test_a_step_is_the_givers_until_the_taker_has_accepted(store: PlanStore, kept: Kept) -> None:
    surgery = kept.made.operation
    view = let_in(offer_hand_over(store, COORDINATOR, kept.plan_id, (surgery,), GIVER, TAKER, 1, NOW))
    (offered,) = view.plan.handovers
    assert view.plan.step(surgery) == kept.made.plan.step(surgery)
    with pytest.raises(BadInput) as told:
        offer_hand_over(
            store,
            COORDINATOR,
            kept.plan_id,
            (surgery, kept.made.plan.steps[0].step_id, kept.made.plan.steps[1].step_id),
            GIVER,
            TAKER,
            2,
            NOW,
        )
    assert rules(told) == ["hand-over-twice", "hand-over-done", "hand-over-not-hers"]
    with pytest.raises(BadInput) as told:
        remove_step(store, COORDINATOR, kept.plan_id, surgery, 2, NOW)
    assert "step-offered" in rules(told)
    with pytest.raises(BadInput) as told:
        answer_hand_over(
            store, COORDINATOR, kept.plan_id, offered.handover_id, 2, NOW, accepted=False, answered_by=" "
        )
    assert rules(told) == ["hand-over-by", "hand-over-why"]
    view = let_in(
        answer_hand_over(
            store, COORDINATOR, kept.plan_id, offered.handover_id, 2, NOW, accepted=True, answered_by="Pia"
        )
    )
    taken = view.plan.step(surgery)
    assert (taken.owner, taken.ask, taken.reported_as) == (TAKER.owner, TAKER.ask, None)
    assert view.plan.handovers[0].has_it == TAKER
    with pytest.raises(BadInput) as told:
        answer_hand_over(
            store, COORDINATOR, kept.plan_id, offered.handover_id, 3, NOW, accepted=True, answered_by="Pia"
        )
    assert rules(told) == ["hand-over-answered"]


def test_source_plans_are_joined_not_retyped(store: PlanStore, kept: Kept) -> None:
    plan = JoinedPlan(CarePlanType.VP, "exempeljournal", "VP-1", "Vårdplan", CAREGIVER, True, NOW)
    let_in(join_source_plan(store, COORDINATOR, kept.plan_id, plan, 1, NOW))
    newer = replace(plan, title="Vårdplan, ny", fetched_at=Moment.parse("2019-09-26T09:00"))
    view = let_in(join_source_plan(store, COORDINATOR, kept.plan_id, newer, 2, NOW))
    assert view.plan.source_plans == (newer,)
    with pytest.raises(BadInput) as told:
        join_source_plan(store, COORDINATOR, kept.plan_id, plan, 3, NOW)
    assert rules(told) == ["source-plan-older"]
    taken = replace(step("ur planen"), source_plan=SourcePlan("VP", "exempeljournal", "VP-1"))
    let_in(add_step(store, COORDINATOR, kept.plan_id, taken, 3, NOW))
    with pytest.raises(BadInput) as told:
        part_source_plan(store, COORDINATOR, kept.plan_id, "exempeljournal", "VP-1", 4, NOW)
    assert rules(told) == ["source-plan-used"]
    let_in(remove_step(store, COORDINATOR, kept.plan_id, taken.step_id, 4, NOW))
    view = let_in(part_source_plan(store, COORDINATOR, kept.plan_id, "exempeljournal", "VP-1", 5, NOW))
    assert view.plan.source_plans == ()


def test_a_template_adds_its_steps_with_its_lead_times(store: PlanStore, kept: Kept) -> None:
    template = pathway_template(parse_definition(TEMPLATE, Path("höft.yaml")))
    let_in(apply_template(store, COORDINATOR, kept.plan_id, template, OWNERS, 1, NOW))
    seen = whole(store, kept)
    added = seen.view.plan.steps[-3:]
    assert [one.what for one in added] == ["Röntgen", "Sluta röka", "Operation"]
    # 14 days from the way's first day, 18 May; 30 days from the earliest the picture can be, today.
    assert seen.lead_days == {
        added[0].step_id: date(2019, 6, 1),
        added[2].step_id: TODAY + timedelta(30),
    }


def test_the_end_of_a_visit_is_read_from_the_plan_and_what_she_knows_from_her(
    store: PlanStore, kept: Kept
) -> None:
    picture, surgery = kept.made.plan.steps[1], kept.made.plan.step(kept.made.operation)
    let_in(record_visit_end(store, COORDINATOR, kept.plan_id, picture.step_id, NOW))
    let_in(record_visit_end(store, COORDINATOR, kept.plan_id, surgery.step_id, NOW))
    let_in(record_knows_whom(store, kept.patient, kept.plan_id, NOW, knows=True))
    later = Moment.parse("2019-11-25T09:00")
    let_in(record_visit_end(store, COORDINATOR, kept.plan_id, surgery.step_id, later))
    kinds = [event.kind for event in store.plan_events(kept.plan_id)]
    assert kinds == [K.NEXT_TIME_IN_HAND, K.NEXT_TIME_IN_HAND, K.KNOWS_WHOM_TO_CALL, K.NO_NEXT_TIME]


def test_follow_up_counts_without_a_person_and_is_in_the_log(store: PlanStore, kept: Kept) -> None:
    let_in(offer(store, COORDINATOR, kept.plan_id, Offered.CONTRACT, NOW))
    let_in(record_answer(store, kept.patient, kept.plan_id, Offered.CONTRACT, NOW, accepted=True))
    cells = contract_cells(store, {ORTHOPAEDICS: "08", RADIOLOGY: "08"}, Month(2019, 9), NOW)
    found = {(cell.key.measure, cell.key.place): cell.value for cell in cells}
    assert found["contract.contract_offered", "08"] == Count(1)
    assert found["contract.contract_offered", RADIOLOGY] == Count(0)
    assert found["contract.contract_answered_yes", "08"] == Ratio(1, 1)
    last = store.log()[-1].entry
    assert (last.action, last.person, last.plan) == ("count_contracts", None, None)
    assert kept.made.person.person_id not in repr(cells)


def test_a_stay_shows_its_clocks_and_the_municipalitys_liability(store: PlanStore, kept: Kept) -> None:
    notice = Moment.parse("2019-09-24T10:00")
    stay = Discharge(
        "vårdtillfälle",
        admitted_at=Moment.parse("2019-09-20T10:00"),
        admission_notice_at=Moment.parse("2019-09-21T09:00"),
        ready_notice_at=notice,
        sip_needed=True,
        sip_called_at=notice,
        other_day_agreed=False,
        open_care_ready=True,
    )
    let_in(record_stay(store, COORDINATOR, kept.plan_id, stay, 1, NOW))
    (shown,) = whole(store, kept).stays
    assert [clock.limit for clock in shown.clocks] == ["admission_notice", "sip_call"]
    assert shown.liability.begins_on == date(2019, 9, 27)  # three days after a notice before noon
    known_later = replace(stay, open_care_ready=False)
    let_in(record_stay(store, COORDINATOR, kept.plan_id, known_later, 2, NOW))
    (shown,) = whole(store, kept).stays
    assert shown.liability.begins_on is None
    wrong = replace(
        stay,
        discharged_at=Moment.parse("2019-09-19T10:00"),
        information_sent_at=Moment.parse("2019-09-26T10:00"),
        agreed_on=TODAY,
    )
    with pytest.raises(BadInput) as told:
        record_stay(store, COORDINATOR, kept.plan_id, wrong, 3, NOW)
    assert rules(told) == ["stay-to-come", "stay-turned", "stay-agreed"]


def test_her_own_step_is_hers_to_mark_as_done(store: PlanStore, kept: Kept) -> None:
    _, _, surgery, smoking, _ = kept.made.plan.steps
    view = let_in(do_own_step(store, kept.patient, kept.plan_id, smoking.step_id, TODAY, 1, NOW))
    assert view.plan.step(smoking.step_id).when == Done(TODAY)
    tomorrow = TODAY + timedelta(1)
    with pytest.raises(BadInput) as told:
        do_own_step(store, kept.patient, kept.plan_id, surgery.step_id, tomorrow, 2, NOW)
    assert rules(told) == ["step-owner", "step-to-come"]


def test_each_version_says_who_made_it_and_when(store: PlanStore, kept: Kept) -> None:
    let_in(add_step(store, COORDINATOR, kept.plan_id, step("a"), 1, NOW))
    let_in(write_what_matters(store, kept.patient, kept.plan_id, "Att dansa.", 2, NOW))
    history = [(one.version, one.made) for one in whole(store, kept).versions]
    assert [(version, made and (made.said.name, made.words, made.at)) for version, made in history] == [
        (1, None),  # kept from before anybody recorded it
        (2, ("Maria Exempel", "change_steps", NOW)),
        (3, ("Astrid Exempelsson", "write_what_matters", NOW)),
    ]


def test_clashes_are_for_staff(store: PlanStore, kept: Kept) -> None:
    found = let_in(find_clashes(store, COORDINATOR, kept.plan_id, NOW))
    assert ClashKind.NO_COORDINATOR in [one.kind for one in found]
    assert [one.kind for one in whole(store, kept).clashes] == [one.kind for one in found]
    assert whole(store, kept, kept.patient).clashes == ()
    assert isinstance(find_clashes(store, kept.patient, kept.plan_id, NOW), Denied)


def test_plans_to_look_after_are_those_with_something_to_do(store: PlanStore, kept: Kept) -> None:
    (found,) = plans_to_look_after(store, COORDINATOR, NOW)
    # The training has no time; the operation is booked after its guarantee ends; nobody is named.
    assert found.lacks_time == 1
    assert found.at_risk is not None
    assert found.at_risk.standing is Standing.BOOKED_AFTER
    assert ClashKind.NO_COORDINATOR in [one.kind for one in found.clashes]
    late = Moment.parse("2019-10-15T09:00")
    surgery = replace(kept.made.plan.step(kept.made.operation), when=NO_TIME)
    let_in(change_step(store, COORDINATOR, kept.plan_id, surgery, 1, NOW))
    (found,) = plans_to_look_after(store, COORDINATOR, late)
    assert found.lacks_time == 2
    assert found.at_risk is not None
    assert found.at_risk.standing is Standing.PASSED
    assert plans_to_look_after(store, kept.patient, NOW) == []
    assert plans_to_look_after(store, COLLEAGUE, NOW) == []
    # Nothing left to do, somebody named: nothing to look after.
    for number, one in enumerate(store.read(kept.plan_id).steps):
        done = replace(one, when=Done(TODAY), depends_on=(), reported_as=None, pathway=None, phase=None)
        assert number < 5
        store.save(store.read(kept.plan_id).with_step(done), number + 2)
    let_in(name_contact(store, COORDINATOR, kept.plan_id, contact("Maria", TODAY), 7, NOW))
    assert plans_to_look_after(store, COORDINATOR, NOW) == []


def test_the_patient_is_shown_no_internal_note_and_no_step_that_is_not_approved(
    store: PlanStore, kept: Kept
) -> None:
    hidden = replace(step("dolt"), approved_for_patient=False)
    note = replace(step("anteckning"), internal_note="Oro för ekonomin.", patient_note="Ta med ombyte.")
    let_in(add_step(store, COORDINATOR, kept.plan_id, hidden, 1, NOW))
    let_in(add_step(store, COORDINATOR, kept.plan_id, note, 2, NOW))
    for seen in (
        let_in(show_plan(store, kept.patient, kept.plan_id, NOW)),
        whole(store, kept, kept.patient),
        let_in(write_what_matters(store, kept.patient, kept.plan_id, "Att dansa.", 3, NOW)),
    ):
        assert "dolt" not in repr(seen)
        assert "Oro för ekonomin." not in repr(seen)
        assert "Ta med ombyte." in repr(seen)
    staff = let_in(show_plan(store, COORDINATOR, kept.plan_id, NOW))
    assert "Oro för ekonomin." in repr(staff)
    assert staff.plan.what_matters == "Att dansa."


def test_what_another_caregiver_is_responsible_for_is_decided_for_itself(
    store: PlanStore, kept: Kept
) -> None:
    """Nobody has stated that it matters, nor has she consented: staff are not shown it. She is."""
    theirs = replace(step("deras"), responsible="SE-ANNAN")
    waits = step("väntar", after=["deras"])
    let_in(add_step(store, COORDINATOR, kept.plan_id, theirs, 1, NOW))
    seen = let_in(add_step(store, COORDINATOR, kept.plan_id, waits, 2, NOW))
    for plan in (seen.plan, let_in(show_plan(store, COORDINATOR, kept.plan_id, NOW)).plan):
        assert "deras" not in repr(plan)
        assert plan.step(waits.step_id).depends_on == ()
    assert store.read(kept.plan_id).step(waits.step_id).depends_on == ("deras",)
    assert "deras" not in repr(find_clashes(store, COORDINATOR, kept.plan_id, NOW))
    assert "deras" in repr(let_in(show_plan(store, kept.patient, kept.plan_id, NOW)))
    # What the coordinator is not shown, she does not write over either.
    let_in(change_step(store, COORDINATOR, kept.plan_id, replace(seen.plan.steps[-1], what="nytt"), 3, NOW))
    assert store.read(kept.plan_id).step(waits.step_id).depends_on == ("deras",)


def attempts(store: PlanStore, who: Who, kept: Kept) -> dict[Action, Callable[[], object]]:
    """One call per action, each of which would do something if it were let in."""
    plan_id, surgery, smoking = kept.plan_id, kept.made.operation, kept.made.plan.steps[3].step_id
    her: dict[str, Any] = {"way": Way.VISIT, "name": "A"}
    joined = JoinedPlan(CarePlanType.VP, "j", "1", "Vårdplan", "hsa", True, NOW)
    template = pathway_template(parse_definition(TEMPLATE, Path("höft.yaml")))
    speaks: dict[str, Any] = {"speaker": Speaker.PATIENT}
    return {
        Action.OFFER_CONTRACT: lambda: offer(store, who, plan_id, Offered.CONTRACT, NOW),
        Action.RECORD_ANSWER: lambda: record_answer(
            store, who, plan_id, Offered.CONTRACT, NOW, accepted=True
        ),
        Action.CONFIRM_VERSION: lambda: answer_version(store, who, plan_id, 1, NOW, confirmed=True, **speaks),
        Action.COMMENT_VERSION: lambda: comment_version(store, who, plan_id, 1, NOW, words="x", **speaks),
        Action.STATE_WISHES: lambda: state_wishes(store, who, plan_id, 1, NOW),
        Action.WRITE_WHAT_MATTERS: lambda: write_what_matters(store, who, plan_id, "x", 1, NOW),
        Action.CHANGE_STEPS: lambda: add_step(store, who, plan_id, step("x"), 1, NOW),
        Action.NAME_CONTACT: lambda: name_contact(store, who, plan_id, contact("M"), 1, NOW),
        Action.MAKE_SIP: lambda: open_sip(store, who, plan_id, 1, NOW, consents=True, **her),
        Action.HAND_OVER: lambda: offer_hand_over(store, who, plan_id, (surgery,), GIVER, TAKER, 1, NOW),
        Action.ANSWER_HAND_OVER: lambda: answer_hand_over(
            store, who, plan_id, "x", 1, NOW, accepted=True, answered_by="x"
        ),
        Action.JOIN_SOURCE_PLAN: lambda: join_source_plan(store, who, plan_id, joined, 1, NOW),
        Action.APPLY_TEMPLATE: lambda: apply_template(store, who, plan_id, template, OWNERS, 1, NOW),
        Action.FIND_CLASHES: lambda: find_clashes(store, who, plan_id, NOW),
        Action.PROPOSE_TIMES: lambda: propose_times(store, who, plan_id, NOW),
        Action.BOOK_PROPOSED: lambda: book_proposed(store, who, plan_id, surgery, "x", 1, NOW, **her),
        Action.RECORD_VISIT_END: lambda: record_visit_end(store, who, plan_id, surgery, NOW),
        Action.RECORD_KNOWS_WHOM: lambda: record_knows_whom(store, who, plan_id, NOW, knows=True),
        Action.RECORD_STAY: lambda: record_stay(store, who, plan_id, Discharge("x"), 1, NOW),
        Action.DO_OWN_STEP: lambda: do_own_step(store, who, plan_id, smoking, TODAY, 1, NOW),
    }


def test_whoever_takes_no_part_is_denied_every_action_and_each_attempt_is_logged(
    store: PlanStore, kept: Kept
) -> None:
    tried = attempts(store, COLLEAGUE, kept)
    for action, attempt in tried.items():
        assert isinstance(attempt(), Denied), action
        last = store.log()[-1].entry
        assert (last.action, last.who, last.allowed, last.plan) == (action, "kollega", False, kept.plan_id)
    assert store.plan_events(kept.plan_id) == ()
    assert [plan.version for plan in store.history(kept.plan_id)] == [1]


def test_what_the_patient_may_say_herself_and_what_she_may_not_do(store: PlanStore, kept: Kept) -> None:
    let_in(offer(store, COORDINATOR, kept.plan_id, Offered.CONTRACT, NOW))
    tried = attempts(store, kept.patient, kept)
    own = {
        Action.RECORD_ANSWER,
        Action.CONFIRM_VERSION,
        Action.COMMENT_VERSION,
        Action.STATE_WISHES,
        Action.WRITE_WHAT_MATTERS,
        Action.RECORD_KNOWS_WHOM,
        Action.DO_OWN_STEP,
    }
    allowed = set()
    for action, attempt in tried.items():
        try:
            answer = attempt()
        except Conflict:  # let in; an action before it has changed the plan
            answer = None
        if not isinstance(answer, Denied):
            allowed.add(action)
    assert allowed == own


def test_a_change_by_somebody_who_saw_an_older_version_changes_nothing(store: PlanStore, kept: Kept) -> None:
    let_in(add_step(store, COORDINATOR, kept.plan_id, step("a"), 1, NOW))
    with pytest.raises(Conflict):
        name_contact(store, COORDINATOR, kept.plan_id, contact("Maria"), 1, NOW)
    assert [event.words for event in store.plan_events(kept.plan_id)] == ["change_steps"]


CHARGED = Who("uppdrag", "Ulla Exempel", "coordinator", unit=ORTHOPAEDICS)


def person_with(store: PlanStore, name: str, *, pathways: int, unit: str = ORTHOPAEDICS) -> PersonId:
    """A person with so many care needs going on at a unit."""
    person = Person(PersonId(name), name, 1950, 2, "0880")
    store.add_person(person, own_access_open=False)
    for number in range(pathways):
        pathway = new_pathway()
        store.add_pathway(pathway, person.person_id)
        event = CareEvent(
            f"{name}{number}", pathway, EventKind.DECISION, Phase.OPERATION, TODAY, unit, "j", NOW, NOW
        )
        store.append_event(event)
    return person.person_id


def test_those_with_the_most_going_on_are_proposed_whoever_asks(store: PlanStore, kept: Kept) -> None:
    person_with(store, "fyra", pathways=4)
    person_with(store, "tre", pathways=3)
    person_with(store, "två", pathways=2)
    person_with(store, "annan vårdgivare", pathways=9, unit="SE-ANNAN-1")
    store.add_unit("SE-ANNAN-1", "Annan", "Annan vårdgivare")
    assert isinstance(propose_whom_to_offer(store, CHARGED, NOW), Denied)
    store.add_offer_charge(CAREGIVER, "uppdrag", "Beslut 2019:1")
    found = let_in(propose_whom_to_offer(store, CHARGED, NOW))
    assert [one.load.person for one in found.candidates] == ["fyra", "tre"]
    assert found.criteria.source.is_assumption
    # Everybody looked at has a row in the log, those not proposed too; nobody of another caregiver.
    looked_at = {row.entry.person for row in store.log() if row.entry.who == "uppdrag" and row.entry.allowed}
    assert looked_at == {"fyra", "tre", "två", kept.made.person.person_id}


def test_support_from_the_municipality_proposes_nobody(store: PlanStore, kept: Kept) -> None:
    """PDL 2 kap. 8 §: ten municipal steps more, and the answer is the same."""
    store.add_offer_charge(CAREGIVER, "uppdrag", "Beslut 2019:1")
    before = let_in(propose_whom_to_offer(store, CHARGED, NOW))
    owner = Owner(OwnerKind.MUNICIPAL_UNIT, "Hemtjänsten", "SE-KOMMUN-1")
    for number in range(10):
        let_in(
            add_step(
                store,
                COORDINATOR,
                kept.plan_id,
                replace(step(f"k{number}"), owner=owner, when=NO_TIME),
                number + 1,
                NOW,
            )
        )
    assert let_in(propose_whom_to_offer(store, CHARGED, NOW)) == before


def test_a_first_offer_opens_a_plan_and_a_no_is_a_no(store: PlanStore, kept: Kept) -> None:
    person = person_with(store, "fyra", pathways=4)
    assert isinstance(open_by_offering(store, COLLEAGUE, person, ASK, NOW), Denied)
    store.add_offer_charge(CAREGIVER, "uppdrag", "Beslut 2019:1")
    assert isinstance(open_by_offering(store, CHARGED, PersonId("ingen"), ASK, NOW), Denied)
    plan_id = let_in(open_by_offering(store, CHARGED, person, ASK, NOW))
    plan = store.read(plan_id)
    assert (plan.person, plan.steps, plan.coordinator.staff) == (person, (), "uppdrag")
    (candidate,) = let_in(propose_whom_to_offer(store, CHARGED, NOW)).candidates
    assert (candidate.plan, candidate.standing.state) == (plan_id, OfferState.OFFERED)
    let_in(
        record_answer(
            store,
            CHARGED,
            plan_id,
            Offered.CONTRACT,
            NOW,
            accepted=False,
            way=Way.LETTER,
            name="Fyra Exempel",
        )
    )
    assert let_in(propose_whom_to_offer(store, CHARGED, NOW)).candidates == ()


def test_a_protected_identity_is_kept(store: PlanStore) -> None:
    for level in Protection:
        person = Person(PersonId(level.value), "N", 1950, 1, "0880", level)
        store.add_person(person, own_access_open=False)
        assert store.person(person.person_id) == person


def test_plan_events_come_back_as_they_were_and_the_database_refuses_to_change_them(
    store: PlanStore, kept: Kept
) -> None:
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    let_in(offer(store, COORDINATOR, kept.plan_id, Offered.CONTRACT, NOW))
    let_in(
        comment_version(store, kept.patient, kept.plan_id, 1, NOW, words="Å ä ö.", speaker=Speaker.PATIENT)
    )
    first, second = store.plan_events(kept.plan_id)
    assert (first.kind, first.said.name, first.at) == (K.CONTRACT_OFFERED, "Maria Exempel", NOW)
    assert (second.version, second.words, second.said.speaker) == (1, "Å ä ö.", Speaker.PATIENT)
    assert store.plan_events_at([ORTHOPAEDICS]) == (first, second)
    assert store.plan_events_at([RADIOLOGY]) == ()
    rows = models.PlanEvent.objects.using("care")
    for change in (lambda: rows.update(words="x"), lambda: rows.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic("care"):
            change()
    assert store.plan_events(kept.plan_id) == (first, second)


def test_a_plan_with_everything_in_it_is_kept(store: PlanStore, kept: Kept) -> None:
    """One made by hand; the laws of documents try all others."""
    plan: PatientContract = replace(
        kept.made.plan,
        fixed_contacts=(contact("Maria", TODAY),),
        source_plans=(JoinedPlan(CarePlanType.GP, "k", "1", "Genomförandeplan", "hsa", False, NOW),),
    )
    saved = store.save(plan, 1)
    assert store.read(kept.plan_id) == saved
    assert isinstance(saved.steps[0].when, Done)
    view = let_in(show_plan(store, COORDINATOR, kept.plan_id, NOW))
    assert isinstance(view, PlanView)
