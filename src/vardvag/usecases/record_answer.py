"""Record what the patient answered to an offer: yes or no, by her log-in or by voice, letter or interpreter.

Here does not belong making the offer (`offer_contract`).
"""

from __future__ import annotations

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.offers import Offered, OfferState, kind_of, offer_standing
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.store import PlanStore
from vardvag.usecases.change_plan import plan_event, refuse_if, say_about_plan, voice
from vardvag.usecases.show_plan import Denied, PlanView


def record_answer(
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    what: Offered,
    now: Moment,
    *,
    accepted: bool,
    speaker: Speaker = Speaker.PATIENT,
    way: Way = Way.LOG_IN,
    name: str = "",
    words: str = "",
) -> PlanView | Denied:
    """The plan after the answer, or Denied. BadInput when nothing is offered, or the voice is unclear."""

    def answered(plan: PatientContract) -> list[PlanEvent]:
        standing = offer_standing(what, store.plan_events(plan_id))
        if speaker is Speaker.CARE:
            refuse_if([Finding("answer-by-care", _BY_CARE, _BY_HER)])
        if standing.state is OfferState.NOT_YET:
            refuse_if([Finding("answer-to-nothing", _NOTHING, _OFFER_FIRST, value=str(what))])
        kind = kind_of(what, OfferState.ACCEPTED if accepted else OfferState.DECLINED)
        return [plan_event(kind, plan, voice(actor, speaker, way, name), actor, now, words=words)]

    return say_about_plan(store, actor, plan_id, Action.RECORD_ANSWER, now, answered)


_NOTHING = Text("Ingenting är erbjudet", "Nothing has been offered")
_OFFER_FIRST = Text("Erbjud först, och skriv svaret sedan.", "Offer first, and write the answer then.")
_BY_CARE = Text("Bara patienten kan svara på ett erbjudande", "Only the patient can answer an offer")
_BY_HER = Text("Skriv vad hon sade, och hur.", "Write what she said, and how.")
