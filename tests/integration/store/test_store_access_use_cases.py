"""Who may write down what access rests on, what it then opens and closes, and what the log says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from example_plan import CAREGIVER, ORTHOPAEDICS, RADIOLOGY, Example, example
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.access.block import BlockKind
from vardvag.contracts.access.decision import Action, Asked, Emergency
from vardvag.contracts.access.existence import Existence
from vardvag.contracts.access.objection import Objector
from vardvag.contracts.access.plan_actions import KEEPS_ACCESS
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.records import (
    AccessRecord,
    AskedToLift,
    BlockLifted,
    CapacityStated,
    RelationKind,
)
from vardvag.contracts.access.representation import RepresentationKind
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.person import Person
from vardvag.contracts.said import Way
from vardvag.contracts.withheld_details import MASKED
from vardvag.usecases.ask_to_lift import ask_to_lift
from vardvag.usecases.give_information import give_information
from vardvag.usecases.in_emergency import Providers
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.learn_who_blocked import learn_who_blocked
from vardvag.usecases.learn_who_shares import learn_who_shares
from vardvag.usecases.lift_inner_block import InnerBlockLifted, lift_inner_block
from vardvag.usecases.object_to_sharing import lift_block, object_to_sharing
from vardvag.usecases.read_in_emergency import read_in_emergency
from vardvag.usecases.record_consent import record_consent, withdraw_consent
from vardvag.usecases.record_relation import record_relation
from vardvag.usecases.record_representation import end_representation, record_representation
from vardvag.usecases.show_access import AccessSaid, show_access
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import WholePlan, show_whole_plan
from vardvag.usecases.state_capacity import state_capacity
from vardvag.usecases.state_wishes import write_what_matters

NOW = Moment.parse("2019-09-25T09:00")
LATER = Moment.parse("2019-09-25T10:00")
MUCH_LATER = Moment.parse("2019-09-27T10:00")
OTHER, OTHER_UNIT = "SE-ANNAN", "SE-ANNAN-1"
BY_TELEPHONE: dict[str, Any] = {"way": Way.TELEPHONE, "name": "Astrid Exempelsson"}
MATTERS = Asked(significant=True)
DANGER = Emergency(
    danger=True, cannot_ask_to_lift=True, consent_unobtainable=True, indispensable=True, authorised=True
)


@dataclass(frozen=True)
class Who:
    """Somebody logged in."""

    subject: str
    name: str
    role: str
    person: str | None = None
    unit: str | None = None


COORDINATOR = Who("samordnare", "Maria Exempel", "coordinator", unit=ORTHOPAEDICS)
STRANGER = Who("kollega", "Nils Exempel", "coordinator", unit=ORTHOPAEDICS)
ELSEWHERE = Who("annan", "Ola Exempel", "care_staff", unit=OTHER_UNIT)
GUARDIAN = Who("vårdnadshavare", "Vera Exempel", "guardian", person="vera")
FINANCE = Who("ekonom", "Eva Exempel", "region_finance")


@dataclass(frozen=True)
class Kept:
    """The plan kept; its step "deras" is another caregiver's."""

    made: Example
    plan_id: PlanId
    patient: Who


@pytest.fixture
def kept(store: Any) -> Kept:
    made = example(date(2019, 9, 25))
    theirs = replace(made.plan.steps[1], responsible=OTHER, what="deras röntgen", approved_for_patient=True)
    own = [replace(one, approved_for_patient=True) for one in made.plan.steps]
    own[1] = theirs
    made = replace(made, plan=replace(made.plan, steps=tuple(own)))
    made.keep(store)
    store.add_unit(OTHER_UNIT, "Annan mottagning", OTHER)
    person = Who("astrid", "Astrid Exempelsson", "patient", person=made.person.person_id)
    return Kept(made, made.plan.plan_id, person)


def let_in(found: Any) -> Any:
    assert not isinstance(found, Denied)
    return found


def one(kept: Any) -> str:
    [record] = let_in(kept).records
    assert isinstance(record, str)
    return record


@contextmanager
def told(*rules: str) -> Iterator[None]:
    """What is done inside is refused with these findings, all of them and no other."""
    with pytest.raises(BadInput) as refused:
        yield
    assert {finding.rule for finding in refused.value.findings} == set(rules)


def sees_theirs(store: Any, who: Who, plan_id: PlanId, now: Moment = NOW, stated: Asked = MATTERS) -> bool:
    return "deras röntgen" in repr(let_in(show_plan(store, who, plan_id, now, stated)).plan)


def opened(store: Any, kept: Kept) -> str:
    """All that lets the coordinator read the other caregiver's step. Gives the consent."""
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW, OTHER))
    let_in(record_relation(store, COORDINATOR, kept.plan_id, RelationKind.CARE, NOW))
    return one(record_consent(store, kept.patient, kept.plan_id, ORTHOPAEDICS, NOW))


def test_information_relation_consent_and_significance_together_open_what_another_has(
    store: Any, kept: Kept
) -> None:
    assert not sees_theirs(store, COORDINATOR, kept.plan_id)
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW, OTHER))
    assert not sees_theirs(store, COORDINATOR, kept.plan_id)
    let_in(record_relation(store, COORDINATOR, kept.plan_id, RelationKind.CARE, NOW))
    assert not sees_theirs(store, COORDINATOR, kept.plan_id)
    consent = one(record_consent(store, kept.patient, kept.plan_id, ORTHOPAEDICS, NOW))
    assert not sees_theirs(store, COORDINATOR, kept.plan_id, stated=Asked())
    assert sees_theirs(store, COORDINATOR, kept.plan_id)
    let_in(withdraw_consent(store, kept.patient, kept.plan_id, consent, LATER))
    assert sees_theirs(store, COORDINATOR, kept.plan_id, NOW)  # as it was then
    assert not sees_theirs(store, COORDINATOR, kept.plan_id, LATER)


def test_whose_data_are_shown_stands_in_the_log_with_what_was_stated(store: Any, kept: Kept) -> None:
    opened(store, kept)
    before = len(store.log())
    let_in(show_plan(store, COORDINATOR, kept.plan_id, NOW, MATTERS))
    first, theirs = (row.entry for row in store.log()[before:])
    assert (first.source, theirs.source) == (None, OTHER)
    assert first.purpose == theirs.purpose == "Angett: betydelse för vården eller insatserna"
    assert (first.rule, theirs.rule) == ("staff.takes-part", "between.consent")


def test_an_objection_blocks_at_once_and_goes_before_consent(store: Any, kept: Kept) -> None:
    opened(store, kept)
    let_in(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.OUTER, LATER, provider=OTHER))
    assert not sees_theirs(store, COORDINATOR, kept.plan_id, LATER)
    whole = let_in(show_whole_plan(store, COORDINATOR, kept.plan_id, LATER))
    assert whole.view.existence == Existence(blocked_elsewhere=True)
    assert sees_theirs(store, kept.patient, kept.plan_id, LATER)  # not between her and her own


def test_that_there_is_more_is_told_as_a_flag_to_those_with_a_relation(store: Any, kept: Kept) -> None:
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW, OTHER))
    whole = let_in(show_whole_plan(store, COORDINATOR, kept.plan_id, NOW))
    assert isinstance(whole, WholePlan)
    assert whole.view.existence == Existence(unblocked_elsewhere=True)
    hers = let_in(show_whole_plan(store, kept.patient, kept.plan_id, NOW))
    assert hers.view.existence == Existence()


def test_a_guardian_blocks_nothing_and_staff_write_down_only_the_patients_own(store: Any, kept: Kept) -> None:
    child = Person(PersonId("barn"), "Barn Exempel", 2012, 1, "0880")
    store.add_person(child, own_access_open=True)
    plan = replace(kept.made.plan, plan_id=PlanId("barnets"), person=child.person_id, steps=())
    store.save(plan, 0)
    let_in(
        record_representation(
            store,
            COORDINATOR,
            plan.plan_id,
            PersonId("vera"),
            RepresentationKind.GUARDIAN,
            date(2012, 5, 1),
            NOW,
        )
    )
    assert isinstance(let_in(show_plan(store, GUARDIAN, plan.plan_id, NOW)), PlanView)
    assert object_to_sharing(store, GUARDIAN, plan.plan_id, BlockKind.OUTER, NOW) == Denied()
    assert store.log()[-1].entry.rule == "objection.guardian"
    by_staff = object_to_sharing(
        store,
        COORDINATOR,
        plan.plan_id,
        BlockKind.OUTER,
        NOW,
        objector=Objector.GUARDIAN,
        **BY_TELEPHONE,
    )
    assert by_staff == Denied()
    assert (store.log()[-1].entry.rule, store.log()[-1].entry.allowed) == ("objection.guardian", False)
    let_in(object_to_sharing(store, COORDINATOR, plan.plan_id, BlockKind.OUTER, NOW, **BY_TELEPHONE))
    [record] = [r for r in store.access_records(child.person_id) if r.at == NOW][1:]
    assert (record.said.on_behalf, record.said.recorded_by) == (True, "Maria Exempel")


def test_a_guardian_of_nobody_is_told_nothing_of_the_plan(store: Any, kept: Kept) -> None:
    assert object_to_sharing(store, GUARDIAN, kept.plan_id, BlockKind.OUTER, NOW) == Denied()
    assert store.log()[-1].entry.rule == "representative.none"


def test_the_patient_lifts_her_outer_block_for_good_or_for_a_unit_and_a_time(store: Any, kept: Kept) -> None:
    block = one(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.OUTER, NOW))
    let_in(lift_block(store, kept.patient, kept.plan_id, block, NOW, until=MUCH_LATER, unit=OTHER_UNIT))
    [known] = store.access_facts(kept.plan_id).blocks
    assert known.revoked_for(OTHER_UNIT, "annan", LATER)
    assert not known.revoked_for(RADIOLOGY, "annan", LATER)
    let_in(lift_block(store, COORDINATOR, kept.plan_id, block, LATER, **BY_TELEPHONE))
    [known] = store.access_facts(kept.plan_id).blocks
    assert (known.in_force(NOW), known.in_force(LATER)) == (True, False)
    with told("block-none"):
        lift_block(store, kept.patient, kept.plan_id, block, LATER)


@pytest.mark.parametrize(
    ("attempt", "rules"),
    [
        (
            lambda store, kept: object_to_sharing(
                store,
                kept.patient,
                kept.plan_id,
                BlockKind.INNER,
                NOW,
                provider=OTHER,
                unit="x" * 90,
                information_from=date(2019, 2, 1),
                information_until=date(2019, 1, 1),
            ),
            {"access-name", "block-inner-elsewhere", "block-days"},
        ),
        (
            lambda store, kept: lift_block(store, kept.patient, kept.plan_id, "x", LATER, until=NOW),
            {"block-none", "revoke-for-whom", "revoke-over"},
        ),
        (
            lambda store, kept: record_consent(store, kept.patient, kept.plan_id, "", NOW, until=NOW),
            {"access-name", "consent-over"},
        ),
        (
            lambda store, kept: withdraw_consent(store, kept.patient, kept.plan_id, "x", NOW),
            {"consent-none"},
        ),
        (
            lambda store, kept: record_representation(
                store,
                COORDINATOR,
                kept.plan_id,
                kept.made.person.person_id,
                RepresentationKind.PROXY,
                date(2019, 2, 1),
                NOW,
                ended=date(2019, 1, 1),
            ),
            {"representation-self", "representation-days"},
        ),
        (
            lambda store, kept: state_capacity(
                store, COORDINATOR, kept.plan_id, CapacityStated(False, True, False), NOW
            ),
            {"capacity-attitude"},
        ),
        (
            lambda store, kept: object_to_sharing(store, COORDINATOR, kept.plan_id, BlockKind.OUTER, NOW),
            {"said-how", "said-by-whom"},
        ),
    ],
)
def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(
    store: Any, kept: Kept, attempt: Callable[[Any, Kept], Any], rules: set[str]
) -> None:
    with told(*rules):
        attempt(store, kept)
    assert store.access_records(kept.made.person.person_id) == ()
    assert store.log()[-1].entry.plan == kept.plan_id


def test_a_block_of_another_is_not_lifted_here_nor_an_inner_one(store: Any, kept: Kept) -> None:
    theirs = one(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.OUTER, NOW, provider=OTHER))
    inner = one(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.INNER, NOW))
    for block, rule in ((theirs, "block-elsewhere"), (inner, "block-inner")):
        with told(rule):
            lift_block(store, kept.patient, kept.plan_id, block, LATER)


AT_RADIOLOGY = replace(COORDINATOR, unit=RADIOLOGY)


def test_an_inner_block_stands_against_other_units_until_somebody_authorised_lifts_it(
    store: Any, kept: Kept
) -> None:
    let_in(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.INNER, NOW))
    assert isinstance(show_plan(store, COORDINATOR, kept.plan_id, NOW), PlanView)  # the unit that has it
    assert show_plan(store, AT_RADIOLOGY, kept.plan_id, NOW) == Denied()
    assert lift_inner_block(store, AT_RADIOLOGY, kept.plan_id, DANGER, NOW, LATER) == Denied()
    assert store.log()[-1].entry.rule == "inner-block.not-authorised"  # stating it is not enough
    store.add_block_lifter(CAREGIVER, AT_RADIOLOGY.subject, "Beslut 2019:7")
    with told("inner-until"):
        lift_inner_block(store, AT_RADIOLOGY, kept.plan_id, DANGER, NOW)
    lifted = lift_inner_block(store, AT_RADIOLOGY, kept.plan_id, DANGER, NOW, LATER)
    assert isinstance(lifted, InnerBlockLifted)
    assert isinstance(show_plan(store, AT_RADIOLOGY, kept.plan_id, NOW), PlanView)
    assert show_plan(store, AT_RADIOLOGY, kept.plan_id, LATER) == Denied()
    assert store.log()[-1].entry.rule == "staff.inner-block"
    consents = Emergency(patient_consents=True)
    assert let_in(lift_inner_block(store, AT_RADIOLOGY, kept.plan_id, consents, LATER)).units == ()
    assert isinstance(show_plan(store, AT_RADIOLOGY, kept.plan_id, MUCH_LATER), PlanView)


def test_the_units_that_blocked_are_named_only_without_consent(store: Any, kept: Kept) -> None:
    store.add_block_lifter(CAREGIVER, AT_RADIOLOGY.subject, "Beslut 2019:7")
    let_in(object_to_sharing(store, COORDINATOR, kept.plan_id, BlockKind.INNER, NOW, **BY_TELEPHONE))
    assert let_in(lift_inner_block(store, AT_RADIOLOGY, kept.plan_id, DANGER, NOW, LATER)).units == (
        ORTHOPAEDICS,
    )


def test_the_four_acts_of_an_emergency_are_four_and_each_is_logged(store: Any, kept: Kept) -> None:
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW, OTHER))
    seen = let_in(learn_who_shares(store, COORDINATOR, kept.plan_id, DANGER, NOW))
    assert seen == Providers((OTHER,))
    assert let_in(learn_who_blocked(store, COORDINATOR, kept.plan_id, DANGER, NOW)) == Providers(())
    read = let_in(read_in_emergency(store, COORDINATOR, kept.plan_id, DANGER, NOW))
    assert "deras röntgen" in repr(read.plan)
    rows = [row.entry for row in store.log()][-2:]
    assert [(row.action, row.source) for row in rows] == [
        (Action.READ_IN_EMERGENCY, None),
        (Action.READ_IN_EMERGENCY, OTHER),
    ]
    assert "fara för liv" in (rows[0].purpose or "")
    with told("lift-not-blocked"):
        ask_to_lift(store, COORDINATOR, kept.plan_id, OTHER, DANGER, NOW)

    let_in(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.OUTER, NOW, provider=OTHER))
    assert learn_who_shares(store, COORDINATOR, kept.plan_id, DANGER, LATER) == Providers(())
    assert learn_who_blocked(store, COORDINATOR, kept.plan_id, DANGER, LATER) == Providers((OTHER,))
    # Blocked data are not read, whatever the danger.
    read = let_in(read_in_emergency(store, COORDINATOR, kept.plan_id, DANGER, LATER))
    assert "deras röntgen" not in repr(read.plan)
    asked = ask_to_lift(store, COORDINATOR, kept.plan_id, OTHER, DANGER, LATER)
    assert isinstance(asked, AccessKept)
    assert store.access_records(kept.made.person.person_id)[-1].content == AskedToLift(OTHER, CAREGIVER)
    assert store.log()[-1].entry.source == OTHER
    assert not sees_theirs(store, COORDINATOR, kept.plan_id, LATER)


ACTS: dict[Action, Callable[[Any, Who, PlanId, Emergency], Any]] = {
    Action.LEARN_WHO_BLOCKED: lambda store, who, plan, said: learn_who_blocked(store, who, plan, said, NOW),
    Action.ASK_TO_LIFT: lambda store, who, plan, said: ask_to_lift(store, who, plan, OTHER, said, NOW),
    Action.LEARN_WHO_SHARES: lambda store, who, plan, said: learn_who_shares(store, who, plan, said, NOW),
    Action.READ_IN_EMERGENCY: lambda store, who, plan, said: read_in_emergency(store, who, plan, said, NOW),
}


@pytest.mark.parametrize("action", ACTS)
def test_without_danger_or_need_no_act_is_begun(store: Any, kept: Kept, action: Action) -> None:
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW, OTHER))
    for who, stated, rule in (
        (COORDINATOR, replace(DANGER, danger=False), "emergency.no-danger"),
        (STRANGER, DANGER, "staff.no-need"),
        (kept.patient, DANGER, "own.access-only"),
        (FINANCE, DANGER, "role.no-person-data"),
    ):
        assert ACTS[action](store, who, kept.plan_id, stated) == Denied()
        last = store.log()[-1].entry
        assert (last.action, last.rule, last.allowed) == (action, rule, False)


def test_somebody_of_another_caregiver_learns_who_shares_and_reads_what_is_not_blocked(
    store: Any, kept: Kept
) -> None:
    assert read_in_emergency(store, ELSEWHERE, kept.plan_id, DANGER, NOW) == Denied()  # not informed
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW))
    assert learn_who_shares(store, ELSEWHERE, kept.plan_id, DANGER, NOW) == Providers((CAREGIVER,))
    read = let_in(read_in_emergency(store, ELSEWHERE, kept.plan_id, DANGER, NOW))
    assert "Operation av höften" in repr(read.plan)
    assert store.log()[-1].entry.source == CAREGIVER
    let_in(object_to_sharing(store, kept.patient, kept.plan_id, BlockKind.OUTER, NOW))
    assert read_in_emergency(store, ELSEWHERE, kept.plan_id, DANGER, NOW) == Denied()
    assert learn_who_blocked(store, ELSEWHERE, kept.plan_id, DANGER, NOW) == Providers((CAREGIVER,))


def attempts(store: Any, who: Who, kept: Kept, plan: PlanId) -> dict[Action, Callable[[], Any]]:
    """One call for each thing that is kept."""
    her = BY_TELEPHONE if who.role == "coordinator" else {}
    return {
        Action.GIVE_INFORMATION: lambda: give_information(store, who, plan, NOW),
        Action.OBJECT_TO_SHARING: lambda: object_to_sharing(store, who, plan, BlockKind.OUTER, NOW, **her),
        Action.LIFT_BLOCK: lambda: lift_block(store, who, plan, "x", NOW, **her),
        Action.RECORD_CONSENT: lambda: record_consent(store, who, plan, ORTHOPAEDICS, NOW, **her),
        Action.WITHDRAW_CONSENT: lambda: withdraw_consent(store, who, plan, "x", NOW, **her),
        Action.RECORD_RELATION: lambda: record_relation(store, who, plan, RelationKind.CARE, NOW),
        Action.RECORD_REPRESENTATION: lambda: record_representation(
            store, who, plan, PersonId("r"), RepresentationKind.PROXY, date(2019, 1, 1), NOW
        ),
        Action.END_REPRESENTATION: lambda: end_representation(store, who, plan, "x", NOW, **her),
        Action.STATE_CAPACITY: lambda: state_capacity(store, who, plan, CapacityStated(True), NOW),
        Action.LIFT_INNER_BLOCK: lambda: lift_inner_block(store, who, plan, DANGER, NOW, LATER),
        **{act: (lambda do=do: do(store, who, plan, DANGER)) for act, do in ACTS.items()},
    }


@pytest.mark.parametrize("who", [STRANGER, FINANCE, GUARDIAN], ids=lambda who: who.role)
def test_a_hidden_person_is_answered_as_a_missing_one_after_as_many_queries(
    store: Any, kept: Kept, who: Who
) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    opened(store, kept)
    answered: list[list[tuple[Action, int]]] = []
    for plan in (kept.plan_id, PlanId("finns-inte")):
        counts = []
        for action, attempt in attempts(store, who, kept, plan).items():
            with CaptureQueriesContext(connections["care"]) as queries:
                assert attempt() == Denied(), action
            last = store.log()[-1].entry
            assert (last.action, last.allowed, last.plan) == (action, False, plan)
            counts.append((action, len(queries)))
        answered.append(counts)
    assert answered[0] == answered[1]


def test_what_the_patient_says_herself_of_access_and_what_she_does_not(store: Any, kept: Kept) -> None:
    allowed = set()
    for action, attempt in attempts(store, kept.patient, kept, kept.plan_id).items():
        try:
            outcome = attempt()
        except BadInput:
            outcome = None  # let in, and told that there is no such record
        if outcome != Denied():
            allowed.add(action)
    assert allowed == {
        Action.OBJECT_TO_SHARING,
        Action.LIFT_BLOCK,
        Action.RECORD_CONSENT,
        Action.WITHDRAW_CONSENT,
        Action.END_REPRESENTATION,
    }


def test_a_representation_ends_when_she_says_and_breaks_by_itself_with_a_protected_identity(
    store: Any, kept: Kept
) -> None:
    from vardvag.service.store import models

    guardian = Who("vardnadshavare", "Omar Exempel", "guardian", person="omar")
    store.add_person(Person(PersonId("omar"), "Omar Exempel", 1970, 1, "0880"), own_access_open=True)
    since = date(2019, 1, 1)
    kind = RepresentationKind.GUARDIAN
    held = one(record_representation(store, COORDINATOR, kept.plan_id, PersonId("omar"), kind, since, NOW))
    rows = models.Person.objects.using("care")
    rows.filter(person_id=kept.made.person.person_id).update(birth_year=NOW.legal_day.year - 8)
    assert isinstance(show_plan(store, guardian, kept.plan_id, NOW), PlanView)
    for person in ("omar", kept.made.person.person_id):
        rows.filter(person_id=person).update(protected=Protection.CONFIDENTIALITY_MARKING.value)
        assert show_plan(store, guardian, kept.plan_id, NOW) == Denied()
        assert store.log()[-1].entry.rule == "representative.protected"
        with told("representation-protected"):
            record_representation(store, COORDINATOR, kept.plan_id, PersonId("omar"), kind, since, NOW)
        rows.filter(person_id=person).update(protected=Protection.NONE.value)
    assert isinstance(show_plan(store, guardian, kept.plan_id, NOW), PlanView)
    let_in(end_representation(store, COORDINATOR, kept.plan_id, held, NOW, **BY_TELEPHONE))
    assert show_plan(store, guardian, kept.plan_id, NOW) == Denied()


def test_whom_she_has_chosen_is_kept_and_reads_nothing(store: Any, kept: Kept) -> None:
    proxy = Who("ombud", "Omar Exempel", "proxy", person="omar")
    store.add_person(Person(PersonId("omar"), "Omar Exempel", 1970, 1, "0880"), own_access_open=True)
    kind, since = RepresentationKind.PROXY, date(2019, 1, 1)
    one(record_representation(store, COORDINATOR, kept.plan_id, PersonId("omar"), kind, since, NOW))
    assert show_plan(store, proxy, kept.plan_id, NOW) == Denied()
    last = store.log()[-1].entry
    assert (last.rule, last.paragraph) == ("representative.no-proxies", "HFD 2017:67")


def test_of_somebody_who_cannot_take_a_stand_what_is_necessary_is_read(store: Any, kept: Kept) -> None:
    let_in(record_relation(store, COORDINATOR, kept.plan_id, RelationKind.CARE, NOW))
    necessary = Asked(necessary=True)
    assert not sees_theirs(store, COORDINATOR, kept.plan_id, stated=necessary)
    let_in(state_capacity(store, COORDINATOR, kept.plan_id, CapacityStated(True, True, False), NOW))
    assert sees_theirs(store, COORDINATOR, kept.plan_id, stated=necessary)
    assert not sees_theirs(store, kept.patient, kept.plan_id)  # 4 kap. 2 § second paragraph
    let_in(state_capacity(store, COORDINATOR, kept.plan_id, CapacityStated(True, True, True), LATER))
    assert not sees_theirs(store, COORDINATOR, kept.plan_id, LATER, necessary)


def test_what_has_been_said_is_shown_to_those_who_may_read_the_plan(store: Any, kept: Kept) -> None:
    opened(store, kept)
    for who in (kept.patient, COORDINATOR):
        shown = let_in(show_access(store, who, kept.plan_id, NOW))
        assert isinstance(shown, AccessSaid)
        assert (shown.informed_by, shown.in_relation) == ((OTHER,), (CAREGIVER,))
        assert [one.consent.unit for one in shown.consents] == [ORTHOPAEDICS]
        assert not shown.capacity.lacks_capacity
    assert show_access(store, STRANGER, kept.plan_id, NOW) == Denied()


def test_a_record_that_undoes_what_is_not_there_changes_nothing(store: Any, kept: Kept) -> None:
    before = store.access_facts(kept.plan_id)
    from vardvag.contracts.access.block import CancelReason
    from vardvag.contracts.said import Said, Speaker

    said = Said(Speaker.CARE, Way.LOG_IN, "Maria Exempel")
    person = kept.made.person.person_id
    lifted = BlockLifted("finns-inte", CancelReason.EMERGENCY)
    store.append_access_record(AccessRecord("1", person, NOW, lifted, said, None))
    assert store.access_facts(kept.plan_id) == before


@pytest.mark.parametrize("level", list(Protection))
def test_what_a_protected_identity_keeps_from_the_reader_is_masked_in_the_plan(
    store: Any, kept: Kept, level: Protection
) -> None:
    from vardvag.service.store import models

    models.Person.objects.using("care").update(protected=level.value)
    home = "Kommunens hemrehabilitering"
    for show in (show_plan, lambda *asked: let_in(show_whole_plan(*asked)).view):
        hers = let_in(show(store, kept.patient, kept.plan_id, NOW))
        assert home in repr(hers.plan)
        assert MASKED not in repr(hers.plan)
        assert hers.person.municipality == "0880"
        staff = let_in(show(store, COORDINATOR, kept.plan_id, NOW))
        masked = level in (Protection.PROTECTED_REGISTRATION, Protection.ASSUMED_IDENTITY)
        assert (home not in repr(staff.plan)) is masked
        assert (MASKED in repr(staff.plan)) is masked
        assert staff.person.municipality == ("" if masked else "0880")
        assert "Ortopedmottagningen, plan 1" in repr(staff.plan)  # where care is given, those in it need
        assert (MASKED in repr(staff.overview)) is masked
    assert MASKED not in repr(store.read(kept.plan_id))


def test_those_of_another_caregiver_are_kept_from_every_place(store: Any, kept: Kept) -> None:
    from vardvag.service.store import models

    models.Person.objects.using("care").update(protected=Protection.CONFIDENTIALITY_MARKING.value)
    let_in(give_information(store, COORDINATOR, kept.plan_id, NOW))
    read = let_in(read_in_emergency(store, ELSEWHERE, kept.plan_id, DANGER, NOW))
    assert "Kommunens hemrehabilitering" not in repr(read)
    assert "Ortopedmottagningen, plan 1" not in repr(read)
    # As a whole value: four digits also occur within a random identifier.
    assert "'0880'" not in repr(read)


def test_a_mask_is_not_written_over_what_it_hides(store: Any, kept: Kept) -> None:
    from vardvag.service.store import models
    from vardvag.usecases.change_steps import change_step

    models.Person.objects.using("care").update(protected=Protection.PROTECTED_REGISTRATION.value)
    shown = let_in(show_plan(store, COORDINATOR, kept.plan_id, NOW)).plan
    masked = next(one for one in shown.steps if one.ask.fallback.name == MASKED)
    with told("masked"):
        change_step(store, COORDINATOR, kept.plan_id, replace(masked, what="Träning"), 1, NOW)
    assert store.read(kept.plan_id).version == 1


def test_the_patient_reads_in_words_what_was_done_with_her_access() -> None:
    """Every action of access has words of its own on the page of who has read, not its name in the code."""
    from vardvag.service.pages.care.readers import DID

    kept = {Action.LIFT_INNER_BLOCK, *ACTS, *KEEPS_ACCESS}
    assert [action.value for action in kept if action not in DID] == []


CHANGES: dict[str, Callable[[Any, Kept], Any]] = {
    "write": lambda store, kept: write_what_matters(store, kept.patient, kept.plan_id, "Att sjunga.", 1, NOW),
    "consent": lambda store, kept: record_consent(store, kept.patient, kept.plan_id, ORTHOPAEDICS, NOW),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_is_said_of_access_between_the_decision_and_the_change_is_not_passed_by(
    store: Any, kept: Kept, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """The caregiver closes her direct access just after it was decided that she may, and before she has."""
    from vardvag.service.store import models
    from vardvag.usecases import change_plan, keep_access, show_plan

    def decided(*arguments: Any, **named: Any) -> Any:
        outcome = show_plan.decided_and_logged(*arguments, **named)
        models.Person.objects.using("care").update(own_access_open=False)
        return outcome

    for module in (change_plan, keep_access):
        monkeypatch.setattr(module, "decided_and_logged", decided)
    hers = PersonId(str(kept.patient.person))
    before = store.history(kept.plan_id), store.access_records(hers)
    assert CHANGES[change](store, kept) == Denied()
    assert (store.history(kept.plan_id), store.access_records(hers)) == before
    first, again = (row.entry for row in store.log()[-2:])
    assert (first.allowed, again.allowed, first.action) == (True, False, again.action)
