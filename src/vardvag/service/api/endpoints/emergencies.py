"""Reading what others share, by what the reader states; and the acts of an emergency, each at an address of
its own.

They are sent as POST though they change no plan: each is a statement, with a row of the log for
it. Here does not belong what is asked for in each (`contracts/access`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action, Asked, Emergency
from vardvag.service.api.endpoint import Call, Endpoint, Kept
from vardvag.service.api.shown import PlanShown, plan_shown
from vardvag.usecases.ask_to_lift import ask_to_lift
from vardvag.usecases.in_emergency import Providers
from vardvag.usecases.learn_who_blocked import learn_who_blocked
from vardvag.usecases.learn_who_shares import learn_who_shares
from vardvag.usecases.lift_inner_block import InnerBlockLifted, lift_inner_block
from vardvag.usecases.read_in_emergency import read_in_emergency
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import whole_of


@dataclass(frozen=True, slots=True)
class Mattering:
    """Why what others share matters: for the care (or support), for a certificate, or by necessity."""

    significant: bool = False
    for_certificate: bool = False
    necessary: bool = False


@dataclass(frozen=True, slots=True)
class Danger:
    """What is stated of an emergency, for the sender to stand for. What is not stated is not so."""

    danger: bool = False
    cannot_ask_to_lift: bool = False
    consent_unobtainable: bool = False
    indispensable: bool = False

    def stated(self) -> Emergency:
        """As the law on access asks for it."""
        return Emergency(self.danger, self.cannot_ask_to_lift, self.consent_unobtainable, self.indispensable)


@dataclass(frozen=True, slots=True)
class AskingToLift:
    """Who is asked to lift the block, and the emergency."""

    provider: str
    stated: Danger


@dataclass(frozen=True, slots=True)
class InnerLifting:
    """Why an inner block is lifted, and until when for her unit; without `until`, for good by consent."""

    patient_consents: bool = False
    consent_unobtainable: bool = False
    indispensable: bool = False
    until: Moment | None = None


def _shown(call: Call, view: PlanView | Denied) -> PlanShown | Denied:
    if isinstance(view, Denied):
        return view
    return plan_shown(whole_of(call.store, call.actor, view, call.now))


def _read(call: Call) -> PlanShown | Denied:
    said: Mattering = call.body
    stated = Asked(
        significant=said.significant, for_certificate=said.for_certificate, necessary=said.necessary
    )
    return _shown(call, show_plan(call.store, call.actor, call.plan, call.now, stated))


def _who_blocked(call: Call) -> Providers | Denied:
    return learn_who_blocked(call.store, call.actor, call.plan, call.body.stated(), call.now)


def _ask(call: Call) -> Kept | Denied:
    said: AskingToLift = call.body
    asked = ask_to_lift(call.store, call.actor, call.plan, said.provider, said.stated.stated(), call.now)
    return asked if isinstance(asked, Denied) else Kept(asked.plan_id, asked.version, asked.records[0])


def _who_shares(call: Call) -> Providers | Denied:
    return learn_who_shares(call.store, call.actor, call.plan, call.body.stated(), call.now)


def _emergency(call: Call) -> PlanShown | Denied:
    return _shown(call, read_in_emergency(call.store, call.actor, call.plan, call.body.stated(), call.now))


def _inner(call: Call) -> InnerBlockLifted | Denied:
    said: InnerLifting = call.body
    stated = Emergency(
        consent_unobtainable=said.consent_unobtainable,
        indispensable=said.indispensable,
        patient_consents=said.patient_consents,
    )
    return lift_inner_block(call.store, call.actor, call.plan, stated, call.now, said.until)


ENDPOINTS = (
    Endpoint(
        "readWhatOthersShare",
        "POST",
        "plans/{plan_id}/readings",
        Text(
            "Läs planen med det som andra delar och som har betydelse", "Read the plan with what others share"
        ),
        _read,
        PlanShown,
        Action.READ_PLAN,
        Mattering,
    ),
    Endpoint(
        "learnWhoBlocked",
        "POST",
        "plans/{plan_id}/emergency/who-blocked",
        Text("Nödfall: vilka vårdgivare har spärrat?", "Emergency: which caregivers have blocked?"),
        _who_blocked,
        Providers,
        Action.LEARN_WHO_BLOCKED,
        Danger,
    ),
    Endpoint(
        "askToLift",
        "POST",
        "plans/{plan_id}/emergency/requests-to-lift",
        Text("Nödfall: be en vårdgivare häva spärren", "Emergency: ask a caregiver to lift the block"),
        _ask,
        Kept,
        Action.ASK_TO_LIFT,
        AskingToLift,
        status=201,
    ),
    Endpoint(
        "learnWhoShares",
        "POST",
        "plans/{plan_id}/emergency/who-shares",
        Text("Nödfall: vilka vårdgivare delar uppgifter?", "Emergency: which caregivers share data?"),
        _who_shares,
        Providers,
        Action.LEARN_WHO_SHARES,
        Danger,
    ),
    Endpoint(
        "readInEmergency",
        "POST",
        "plans/{plan_id}/emergency/readings",
        Text("Nödfall: läs det som inte är spärrat", "Emergency: read what is not blocked"),
        _emergency,
        PlanShown,
        Action.READ_IN_EMERGENCY,
        Danger,
    ),
    Endpoint(
        "liftInnerBlock",
        "POST",
        "plans/{plan_id}/inner-block-liftings",
        Text("Häv en inre spärr", "Lift an inner block"),
        _inner,
        InnerBlockLifted,
        Action.LIFT_INNER_BLOCK,
        InnerLifting,
    ),
)
