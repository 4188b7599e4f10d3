"""What access to a person's data rests on: objections, consents, relations, and who acts for her.

A change here is of no version of the plan, so no `If-Match` is asked for; what was kept is named in `made`,
and is undone by that name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.block import BlockKind
from vardvag.contracts.access.decision import Action
from vardvag.contracts.access.items import InformationKind
from vardvag.contracts.access.objection import Objector
from vardvag.contracts.access.records import CapacityStated, RelationKind
from vardvag.contracts.access.representation import RepresentationKind
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.said import Way
from vardvag.service.api.endpoint import Call, Endpoint, Kept
from vardvag.usecases.give_information import give_information
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.object_to_sharing import lift_block, object_to_sharing
from vardvag.usecases.record_consent import record_consent, withdraw_consent
from vardvag.usecases.record_relation import record_relation
from vardvag.usecases.record_representation import end_representation, record_representation
from vardvag.usecases.show_access import AccessSaid, show_access
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.state_capacity import state_capacity


@dataclass(frozen=True, slots=True)
class InformationGiven:
    """About whose data she was informed; null: the plan's own caregiver's."""

    provider: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """Which block it makes, and what it is narrowed to. Staff say whose word it is, and how it came."""

    kind: BlockKind
    provider: str | None = None
    unit: str | None = None
    information_from: date | None = None
    information_until: date | None = None
    excluded: frozenset[InformationKind] = frozenset()
    objector: Objector = Objector.PATIENT
    way: Way = Way.LOG_IN
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lifting:
    """Until when and for whom a block is lifted; for good and for all where nothing is said."""

    until: Moment | None = None
    unit: str | None = None
    staff: str | None = None
    objector: Objector = Objector.PATIENT
    way: Way = Way.LOG_IN
    name: str = ""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """To whom she consents. `until`: the first moment it no longer holds."""

    unit: str
    provider: str | None = None
    staff: str | None = None
    until: Moment | None = None
    way: Way = Way.LOG_IN
    name: str = ""


@dataclass(frozen=True, slots=True)
class HerWord:
    """How her word came, and from whom."""

    way: Way = Way.LOG_IN
    name: str = ""


@dataclass(frozen=True, slots=True)
class RelationStated:
    """A provider's relation to her, begun or over."""

    kind: RelationKind
    provider: str | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class RepresentationStated:
    """Who acts for her, by what right, and between which days."""

    by: PersonId
    kind: RepresentationKind
    begun: date
    ended: date | None = None
    decided_by_unit: bool = False


def _kept(outcome: AccessKept | Denied) -> Kept | Denied:
    if isinstance(outcome, Denied):
        return outcome
    return Kept(outcome.plan_id, outcome.version, outcome.records[0] if outcome.records else None)


def _show(call: Call) -> AccessSaid | Denied:
    return show_access(call.store, call.actor, call.plan, call.now)


def _inform(call: Call) -> Kept | Denied:
    return _kept(give_information(call.store, call.actor, call.plan, call.now, call.body.provider))


def _object(call: Call) -> Kept | Denied:
    said: Objection = call.body
    return _kept(
        object_to_sharing(
            call.store,
            call.actor,
            call.plan,
            said.kind,
            call.now,
            provider=said.provider,
            unit=said.unit,
            information_from=said.information_from,
            information_until=said.information_until,
            excluded=said.excluded,
            objector=said.objector,
            way=said.way,
            name=said.name,
        )
    )


def _lift(call: Call) -> Kept | Denied:
    said: Lifting = call.body
    return _kept(
        lift_block(
            call.store,
            call.actor,
            call.plan,
            call.path["record_id"],
            call.now,
            until=said.until,
            unit=said.unit,
            staff=said.staff,
            objector=said.objector,
            way=said.way,
            name=said.name,
        )
    )


def _consent(call: Call) -> Kept | Denied:
    said: ConsentGiven = call.body
    return _kept(
        record_consent(
            call.store,
            call.actor,
            call.plan,
            said.unit,
            call.now,
            provider=said.provider,
            staff=said.staff,
            until=said.until,
            way=said.way,
            name=said.name,
        )
    )


def _withdraw(call: Call) -> Kept | Denied:
    said: HerWord = call.body
    record = call.path["record_id"]
    return _kept(
        withdraw_consent(call.store, call.actor, call.plan, record, call.now, way=said.way, name=said.name)
    )


def _relate(call: Call) -> Kept | Denied:
    said: RelationStated = call.body
    return _kept(
        record_relation(
            call.store, call.actor, call.plan, said.kind, call.now, provider=said.provider, ended=said.ended
        )
    )


def _represent(call: Call) -> Kept | Denied:
    said: RepresentationStated = call.body
    return _kept(
        record_representation(
            call.store,
            call.actor,
            call.plan,
            said.by,
            said.kind,
            said.begun,
            call.now,
            ended=said.ended,
            decided_by_unit=said.decided_by_unit,
        )
    )


def _end_representation(call: Call) -> Kept | Denied:
    said: HerWord = call.body
    record = call.path["record_id"]
    return _kept(
        end_representation(call.store, call.actor, call.plan, record, call.now, way=said.way, name=said.name)
    )


def _capacity(call: Call) -> Kept | Denied:
    return _kept(state_capacity(call.store, call.actor, call.plan, call.body, call.now))


ENDPOINTS = (
    Endpoint(
        "showAccess",
        "GET",
        "plans/{plan_id}/access",
        Text("Vad som sagts om åtkomst till uppgifterna", "What has been said of access to the data"),
        _show,
        AccessSaid,
        Action.READ_PLAN,
    ),
    Endpoint(
        "giveInformation",
        "POST",
        "plans/{plan_id}/access/information",
        Text("Patienten har fått information om delningen", "She has been informed of the sharing"),
        _inform,
        Kept,
        Action.GIVE_INFORMATION,
        InformationGiven,
    ),
    Endpoint(
        "objectToSharing",
        "POST",
        "plans/{plan_id}/access/blocks",
        Text("Motsätt sig, och spärra därmed", "Object, and block by that"),
        _object,
        Kept,
        Action.OBJECT_TO_SHARING,
        Objection,
    ),
    Endpoint(
        "liftBlock",
        "POST",
        "plans/{plan_id}/access/blocks/{record_id}/liftings",
        Text("Häv en spärr", "Lift a block"),
        _lift,
        Kept,
        Action.LIFT_BLOCK,
        Lifting,
    ),
    Endpoint(
        "recordConsent",
        "POST",
        "plans/{plan_id}/access/consents",
        Text("Skriv ner ett samtycke", "Record a consent"),
        _consent,
        Kept,
        Action.RECORD_CONSENT,
        ConsentGiven,
    ),
    Endpoint(
        "withdrawConsent",
        "POST",
        "plans/{plan_id}/access/consents/{record_id}/withdrawals",
        Text("Ta tillbaka ett samtycke", "Withdraw a consent"),
        _withdraw,
        Kept,
        Action.WITHDRAW_CONSENT,
        HerWord,
    ),
    Endpoint(
        "recordRelation",
        "POST",
        "plans/{plan_id}/access/relations",
        Text("En patientrelation har börjat eller upphört", "A relation has begun or is over"),
        _relate,
        Kept,
        Action.RECORD_RELATION,
        RelationStated,
    ),
    Endpoint(
        "recordRepresentation",
        "POST",
        "plans/{plan_id}/access/representations",
        Text("Någon företräder patienten", "Somebody acts for the patient"),
        _represent,
        Kept,
        Action.RECORD_REPRESENTATION,
        RepresentationStated,
    ),
    Endpoint(
        "endRepresentation",
        "POST",
        "plans/{plan_id}/access/representations/{record_id}/endings",
        Text("Avsluta ett företrädarskap", "End a representation"),
        _end_representation,
        Kept,
        Action.END_REPRESENTATION,
        HerWord,
    ),
    Endpoint(
        "stateCapacity",
        "POST",
        "plans/{plan_id}/access/capacity",
        Text("Kan patienten ta ställning?", "Can she take a stand?"),
        _capacity,
        Kept,
        Action.STATE_CAPACITY,
        CapacityStated,
    ),
)
