"""What is said of access is kept, adds up to the facts that decisions rest on, and cannot be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from example_plan import CAREGIVER, ORTHOPAEDICS, RADIOLOGY, Example, example
from vardvag.base.moments import Moment
from vardvag.contracts.access.block import Block, BlockKind, Cancelled, CancelReason, TemporaryRevoke
from vardvag.contracts.access.consent import Consent
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.access.records import (
    KINDS,
    AccessRecord,
    AskedToLift,
    BlockLifted,
    BlockRevoked,
    CapacityStated,
    Consented,
    ConsentWithdrawn,
    Content,
    Informed,
    Objected,
    Related,
    RelationKind,
    RepresentationEnded,
    Represented,
)
from vardvag.contracts.access.representation import Representation, RepresentationKind
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.person import Person
from vardvag.contracts.said import Said, Speaker, Way

NOW = Moment.parse("2019-09-25T09:00")
LATER = Moment.parse("2019-09-26T09:00")
LAST = Moment.parse("2019-10-01T09:00")
PROXY = PersonId("ombudet")
SAID = Said(Speaker.PATIENT, Way.TELEPHONE, "Astrid Exempelsson", "Maria Exempel")
ALL: tuple[Content, ...] = (
    Informed(CAREGIVER),
    Objected(BlockKind.INNER, CAREGIVER, ORTHOPAEDICS),
    Objected(
        BlockKind.OUTER,
        "SE-ANNAN",
        information_from=date(2019, 1, 1),
        excluded=frozenset({InformationKind.MEDICINES}),
    ),
    BlockRevoked("1", LATER, RADIOLOGY, "samordnare"),
    BlockLifted("2", CancelReason.PATIENTS_CONSENT),
    Consented("SE-ANNAN", "SE-ANNAN-1", NOW, LAST),
    ConsentWithdrawn("5"),
    Related("SE-ANNAN", RelationKind.CARE),
    Represented(PROXY, RepresentationKind.PROXY, date(2019, 1, 1)),
    RepresentationEnded("8", date(2019, 12, 1)),
    CapacityStated(True, True, False),
    AskedToLift("SE-ANNAN", CAREGIVER),
)


@pytest.fixture
def kept(store: Any) -> Example:
    made = example(date(2019, 9, 25))
    made.keep(store)
    return made


def say(store: Any, kept: Example, *contents: Content, at: Moment = NOW) -> None:
    """Keep each, named by its place."""
    first = len(store.access_records(kept.person.person_id))
    for number, content in enumerate(contents, first):
        store.append_access_record(
            AccessRecord(str(number), kept.person.person_id, at, content, SAID, ORTHOPAEDICS)
        )


def test_every_kind_comes_back_as_it_was_said(store: Any, kept: Example) -> None:
    assert {type(one) for one in ALL} == set(KINDS.values())
    say(store, kept, *ALL)
    found = store.access_records(kept.person.person_id)
    assert [one.content for one in found] == list(ALL)
    assert {(one.at, one.said, one.unit) for one in found} == {(NOW, SAID, ORTHOPAEDICS)}


def test_what_was_said_adds_up_to_the_facts(store: Any, kept: Example) -> None:
    plain = store.access_facts(kept.plan.plan_id)
    assert (plain.informed, plain.blocks, plain.consents, plain.unit) == (False, (), (), ORTHOPAEDICS)
    assert not plain.lacks_capacity
    assert plain.would_object
    say(store, kept, *ALL)
    known = store.access_facts(kept.plan.plan_id)
    assert (known.informed, known.informed_by) == (True, {CAREGIVER})
    assert known.blocks == (
        Block(
            BlockKind.INNER,
            CAREGIVER,
            NOW,
            ORTHOPAEDICS,
            revokes=(TemporaryRevoke(LATER, RADIOLOGY, "samordnare"),),
        ),
        Block(
            BlockKind.OUTER,
            "SE-ANNAN",
            NOW,
            information_from=date(2019, 1, 1),
            excluded=frozenset({InformationKind.MEDICINES}),
            cancelled=Cancelled(NOW, CancelReason.PATIENTS_CONSENT),
        ),
    )
    assert known.consents == (Consent("SE-ANNAN", "SE-ANNAN-1", NOW, NOW),)
    assert (known.in_relation, known.had_relation, known.supporting) == ({"SE-ANNAN"}, set(), set())
    assert known.representations == (
        Representation(PROXY, RepresentationKind.PROXY, date(2019, 1, 1), date(2019, 12, 1)),
    )
    assert (known.lacks_capacity, known.attitude_clarified, known.would_object) == (True, True, False)


def test_the_newest_word_holds_and_the_first_lifting_does(store: Any, kept: Example) -> None:
    say(store, kept, *ALL)
    say(
        store,
        kept,
        BlockLifted("2", CancelReason.EMERGENCY),
        Related("SE-ANNAN", RelationKind.CARE, ended=True),
        Related("SE-KOMMUN", RelationKind.SUPPORT),
        CapacityStated(False),
        ConsentWithdrawn("5"),
        RepresentationEnded("8", date(2020, 1, 1)),
        at=LATER,
    )
    known = store.access_facts(kept.plan.plan_id)
    assert known.blocks[1].cancelled == Cancelled(NOW, CancelReason.PATIENTS_CONSENT)
    assert (known.in_relation, known.had_relation, known.supporting) == (set(), {"SE-ANNAN"}, {"SE-KOMMUN"})
    assert not known.lacks_capacity
    assert known.consents[0].ended == NOW
    assert known.representations[0].ended == date(2019, 12, 1)


def test_a_representative_with_a_protected_identity_is_known_as_one(store: Any, kept: Example) -> None:
    store.add_person(
        Person(PROXY, "Ombud Exempel", 1970, 1, "0880", Protection.PROTECTED_REGISTRATION),
        own_access_open=True,
    )
    say(store, kept, Represented(PROXY, RepresentationKind.PROXY, date(2019, 1, 1)))
    [held] = store.access_facts(kept.plan.plan_id).representations
    assert held.protected


def test_the_facts_take_as_many_queries_whether_there_is_such_a_plan_or_not(
    store: Any, kept: Example
) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    def asked(plan_id: str) -> int:
        with CaptureQueriesContext(connections["care"]) as queries:
            store.access_facts(PlanId(plan_id))
        return len(queries)

    before = asked(kept.plan.plan_id)
    for _ in range(5):
        say(store, kept, *ALL[:8])
    say(store, kept, *(replace(ALL[8], by=PersonId(f"ombud-{one}")) for one in range(9)))  # type: ignore[arg-type]
    assert before == asked(kept.plan.plan_id) == asked("finns-inte") == 3


@pytest.mark.parametrize(
    "verb", ["UPDATE care_accessstatement SET kind = 'x'", "DELETE FROM care_accessstatement"]
)
def test_the_database_refuses_to_change_what_was_said(store: Any, kept: Example, verb: str) -> None:
    from django.db import DatabaseError, connections, transaction

    say(store, kept, Informed(CAREGIVER))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        connections["care"].cursor().execute(verb)
    assert len(store.access_records(kept.person.person_id)) == 1


def test_who_may_lift_is_for_the_caregiver_to_say(store: Any, kept: Example) -> None:
    assert not store.may_lift_blocks(CAREGIVER, "samordnare")
    store.add_block_lifter(CAREGIVER, "samordnare", "Beslut 2019:7")
    assert store.may_lift_blocks(CAREGIVER, "samordnare")
    assert not store.may_lift_blocks("SE-ANNAN", "samordnare")
