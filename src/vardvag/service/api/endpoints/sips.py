"""SIP: opened with consent, written in, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vardvag.base.errors import Unreadable
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.sip import Consent, Intervention, Participant, PrincipalKind, Sip, SipGoal
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.usecases.make_sip import close_sip, open_sip, write_sip
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class SipOpening:
    """Her consent, how it was given, and by whom."""

    consents: bool
    way: Way
    name: str
    speaker: Speaker = Speaker.PATIENT


@dataclass(frozen=True, slots=True)
class SipWritten:
    """What is written in an open SIP; all of it takes the place of what was there."""

    interventions: tuple[Intervention, ...] = ()
    by_others: bool | None = None
    overall: PrincipalKind | None = None
    overall_contact: str | None = None
    goals: tuple[SipGoal, ...] = ()
    participants: tuple[Participant, ...] = ()
    not_present: str | None = None
    follow_up_on: date | None = None

    def __post_init__(self) -> None:
        if self.overall is PrincipalKind.OTHER:
            raise Unreadable(
                "det övergripande ansvaret ligger på region eller kommun",
                "the overall responsibility lies with the region or the municipality",
            )


@dataclass(frozen=True, slots=True)
class SipClosing:
    """Why it is closed, and on which day: today where none is given."""

    why: str
    on: date | None = None


def _open(call: Call) -> Kept | Denied:
    said: SipOpening = call.body
    outcome = open_sip(
        call.store,
        call.actor,
        call.plan,
        call.seen,
        call.now,
        consents=said.consents,
        way=said.way,
        name=said.name,
        speaker=said.speaker,
    )
    return outcome if isinstance(outcome, Denied) else kept(outcome, outcome.plan.sips[-1].sip_id)


def _write(call: Call) -> Kept | Denied:
    sent: SipWritten = call.body
    # Who opened it and by what consent is kept by the use-case; these only make the record whole.
    today, by = call.now.legal_day, call.actor.name
    consent = Consent(True, today, Said(Speaker.CARE, Way.LOG_IN, by))
    sip = Sip(
        call.path["sip_id"],
        today,
        by,
        consent,
        interventions=sent.interventions,
        by_others=sent.by_others,
        overall=sent.overall,
        overall_contact=sent.overall_contact,
        goals=sent.goals,
        participants=sent.participants,
        not_present=sent.not_present,
        follow_up_on=sent.follow_up_on,
    )
    return kept(write_sip(call.store, call.actor, call.plan, sip, call.seen, call.now))


def _close(call: Call) -> Kept | Denied:
    said: SipClosing = call.body
    sip = call.path["sip_id"]
    return kept(close_sip(call.store, call.actor, call.plan, sip, said.why, call.seen, call.now, on=said.on))


ENDPOINTS = (
    Endpoint(
        "openSip",
        "POST",
        "plans/{plan_id}/sips",
        Text("Öppna en SIP, med samtycke", "Open a SIP, with consent"),
        _open,
        Kept,
        Action.MAKE_SIP,
        SipOpening,
        versioned=True,
        status=201,
    ),
    Endpoint(
        "writeSip",
        "PUT",
        "plans/{plan_id}/sips/{sip_id}",
        Text("Skriv i en öppen SIP", "Write in an open SIP"),
        _write,
        Kept,
        Action.MAKE_SIP,
        SipWritten,
        versioned=True,
    ),
    Endpoint(
        "closeSip",
        "POST",
        "plans/{plan_id}/sips/{sip_id}/closings",
        Text("Avsluta en SIP", "Close a SIP"),
        _close,
        Kept,
        Action.MAKE_SIP,
        SipClosing,
        versioned=True,
    ),
)
