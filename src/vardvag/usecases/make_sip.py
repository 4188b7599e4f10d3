"""Open a SIP with the person's consent, write in it, and close it; what it still lacks by law is always told.

Here does not belong what the law asks of it (`contracts.sip_content`), nor the call to it after a discharge
(`clocks.discharge`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.sip import Consent, Sip
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import change_plan, refuse_if, voice
from vardvag.usecases.show_plan import Denied, PlanView, plan_for


def open_sip(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    expected_version: int,
    now: Moment,
    *,
    consents: bool,
    way: Way,
    name: str,
    speaker: Speaker = Speaker.PATIENT,
) -> PlanView | Denied:
    """The plan with a new SIP, or Denied. BadInput when she does not consent, or one is open already."""

    def opened(plan: PatientContract) -> PatientContract:
        findings = [] if consents else [Finding("sip-consent", _NO_CONSENT, _RESPECT)]
        if any(one.open for one in plan.sips):
            findings.append(Finding("sip-open", _OPEN_ALREADY, _WRITE_THERE))
        refuse_if(findings)
        consent = Consent(True, now.legal_day, voice(actor, speaker, way, name))
        sip = Sip(new_identifier(), now.legal_day, actor.name, consent)
        return replace(plan, sips=(*plan.sips, sip))

    return change_plan(store, actor, plan_id, Action.MAKE_SIP, expected_version, now, opened)


def write_sip(
    store: PlanStore, actor: Actor, plan_id: PlanId, sip: Sip, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with an open SIP written in, or Denied. BadInput when it is closed or names an unknown step.

    What it lacks by law keeps nobody from saving it: the work goes on until nothing is missing.
    """

    def written(plan: PatientContract) -> PatientContract:
        before = _sip(plan, sip.sip_id)
        findings = [] if before.open else [Finding("sip-closed", _CLOSED, _OPEN_ANEW)]
        steps = {step.step_id for step in plan.steps}
        findings += [
            Finding("sip-step", _UNKNOWN_STEP, _CHOOSE_STEP, value=one.what)
            for one in sip.interventions
            if one.step is not None and one.step not in steps
        ]
        refuse_if(findings)
        seen = {step.step_id for step in plan_for(store, plan_id, actor, now).steps}
        unseen = tuple(one for one in before.interventions if one.step is not None and one.step not in seen)
        # Neither who opened it and by what consent, nor what the actor is not shown, is written over.
        kept = replace(
            sip,
            consent=before.consent,
            opened_on=before.opened_on,
            opened_by=before.opened_by,
            interventions=(*unseen, *sip.interventions),
        )
        return _with(plan, kept)

    return change_plan(store, actor, plan_id, Action.MAKE_SIP, expected_version, now, written)


def close_sip(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    sip_id: str,
    why: str,
    expected_version: int,
    now: Moment,
    *,
    on: date | None = None,
) -> PlanView | Denied:
    """The plan with a SIP closed, or Denied; also when she takes her consent back. BadInput without why."""

    def closed(plan: PatientContract) -> PatientContract:
        sip = _sip(plan, sip_id)
        findings = [] if sip.open else [Finding("sip-closed", _CLOSED, _OPEN_ANEW)]
        day = on or now.legal_day
        if not why.strip():
            findings.append(Finding("sip-why", _NO_WHY, _SAY_WHY))
        if day < sip.opened_on:
            findings.append(Finding("sip-day", _TURNED, _LATER, value=day.isoformat()))
        refuse_if(findings)
        return _with(plan, replace(sip, closed_on=day, closed_why=why))

    return change_plan(store, actor, plan_id, Action.MAKE_SIP, expected_version, now, closed)


def _sip(plan: PatientContract, sip_id: str) -> Sip:
    known = {one.sip_id: one for one in plan.sips}
    if sip_id not in known:
        raise NotFound("SIP", sip_id, known)
    return known[sip_id]


def _with(plan: PatientContract, sip: Sip) -> PatientContract:
    return replace(plan, sips=tuple(sip if one.sip_id == sip.sip_id else one for one in plan.sips))


_NO_CONSENT = Text("Personen samtycker inte till en SIP", "The person does not consent to a SIP")
_RESPECT = Text("Gör ingen SIP. Planen i övrigt påverkas inte.", "Make none. The rest of the plan stands.")
_OPEN_ALREADY = Text("Det finns redan en öppen SIP", "There is an open SIP already")
_WRITE_THERE = Text("Skriv i den, eller avsluta den först.", "Write in it, or close it first.")
_CLOSED = Text("SIP:en är avslutad", "The SIP is closed")
_OPEN_ANEW = Text("Öppna en ny, med nytt samtycke.", "Open a new one, with a new consent.")
_UNKNOWN_STEP = Text(
    "Insatsen pekar på ett steg som inte finns", "The intervention names no step of the plan"
)
_CHOOSE_STEP = Text("Välj ett steg i planen.", "Choose a step of the plan.")
_NO_WHY = Text("Det framgår inte varför SIP:en avslutas", "It does not say why the SIP is closed")
_SAY_WHY = Text("Skriv skälet.", "Write the reason.")
_TURNED = Text("Dagen är före den då SIP:en öppnades", "The day is before the SIP was opened")
_LATER = Text("Välj en senare dag.", "Choose a later day.")
