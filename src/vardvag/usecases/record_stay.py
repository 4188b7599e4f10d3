"""Keep what has happened around a stay in inpatient care, so that the clocks of lag (2017:612) can be shown.

The facts of one stay take the place of what was known of it before; earlier versions of the plan keep that.
Here does not belong any limit (`clocks.discharge`), nor calling to SIP (`make_sip`).
"""

from __future__ import annotations

from dataclasses import replace

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import change_plan, refuse_if
from vardvag.usecases.show_plan import Denied, PlanView


def record_stay(
    store: PlanStore, actor: Actor, plan_id: PlanId, stay: Discharge, expected_version: int, now: Moment
) -> PlanView | Denied:
    """The plan with the stay as known now, or Denied. BadInput for what is to come, or goes backwards."""

    def kept(plan: PatientContract) -> PatientContract:
        refuse_if(_against(stay, now))
        others = (one for one in plan.stays if one.pathway != stay.pathway)
        return replace(plan, stays=(*others, stay))

    return change_plan(store, actor, plan_id, Action.RECORD_STAY, expected_version, now, kept)


def _against(stay: Discharge, now: Moment) -> list[Finding]:
    moments = {
        "admitted_at": stay.admitted_at,
        "need_seen_at": stay.need_seen_at,
        "admission_notice_at": stay.admission_notice_at,
        "ready_notice_at": stay.ready_notice_at,
        "sip_called_at": stay.sip_called_at,
        "discharged_at": stay.discharged_at,
        "information_sent_at": stay.information_sent_at,
    }
    findings = [
        Finding("stay-to-come", _TO_COME, _WHEN_IT_HAS, column=name, value=str(moment))
        for name, moment in moments.items()
        if moment is not None and moment > now
    ]
    if stay.admitted_at and stay.discharged_at and stay.discharged_at < stay.admitted_at:
        findings.append(Finding("stay-turned", _TURNED, _CHECK, column="discharged_at"))
    if stay.agreed_on is not None and not stay.other_day_agreed:
        findings.append(Finding("stay-agreed", _NOT_AGREED, _SAY_AGREED, column="agreed_on"))
    return findings


_TO_COME = Text("Det har inte hänt än", "It has not happened yet")
_WHEN_IT_HAS = Text("Skriv det när det har hänt.", "Write it when it has.")
_TURNED = Text("Utskrivningen är före inskrivningen", "The discharge is before the admission")
_CHECK = Text("Kontrollera tiderna.", "Check the times.")
_NOT_AGREED = Text("En dag anges, men inte att man har enats", "A day is given, but not that it was agreed")
_SAY_AGREED = Text("Ange att region och kommun har enats.", "Say that region and municipality have agreed.")
