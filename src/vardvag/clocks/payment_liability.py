"""Lag (2017:612) 5 kap.: from which day the municipality must pay for a patient who is ready for discharge.

Only if the municipality has been told of the admission and of the readiness (3 § first paragraph), only if
the call to SIP was made where one is to be held (3 § second paragraph), and not while the region's own open
care is not in place (5 §). Three days after the notice, four if it was sent after 12:00, unless region and
municipality have agreed on another day (4 §; 4 kap. 5 §). Here does not belong how much is paid (6 §).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.discharge import NO_LIMIT_THEN, Discharge, admission_notice, sip_call
from vardvag.clocks.discharge_rules import LiabilityLimit, discharge_rules
from vardvag.clocks.model import Certainty

NO_ADMISSION_NOTICE = "no_admission_notice"
NO_READY_NOTICE = "no_ready_notice"
NO_SIP_CALL = "no_sip_call"
OPEN_CARE_NOT_READY = "open_care_not_ready"
DISCHARGED_BEFORE = "discharged_before"
FACTS_MISSING = "facts_missing"
ADMISSION_NOTICE_LATE = "admission_notice_late"
SIP_CALL_LATE = "sip_call_late"

LIABILITY_REASONS = {
    NO_ADMISSION_NOTICE: Text(
        "Kommunen har inte fått något inskrivningsmeddelande (5 kap. 3 § första stycket 1)",
        "The municipality has had no admission notice (5:3, first paragraph, 1)",
    ),
    NO_READY_NOTICE: Text(
        "Kommunen har inte underrättats om att patienten är utskrivningsklar (5 kap. 3 § första stycket 2)",
        "The municipality has not been told that the patient is ready to leave (5:3, first paragraph, 2)",
    ),
    NO_SIP_CALL: Text(
        "Ingen har kallat till samordnad individuell planering (5 kap. 3 § andra stycket)",
        "Nobody has called to coordinated individual planning (5:3, second paragraph)",
    ),
    OPEN_CARE_NOT_READY: Text(
        "De insatser som regionens öppna vård ansvarar för är inte på plats (5 kap. 5 §)",
        "The support that the region's open care is responsible for is not in place (5:5)",
    ),
    DISCHARGED_BEFORE: Text(
        "Patienten skrevs ut innan betalningsansvaret skulle ha inträtt",
        "The patient was discharged before the liability would have begun",
    ),
    FACTS_MISSING: Text("Uppgifter saknas", "Facts are missing"),
    ADMISSION_NOTICE_LATE: Text(
        "Inskrivningsmeddelandet kom sent. Lagen kräver ett enligt 2 kap. 1–3 §§, men säger inte vad en "
        "försening betyder",
        "The admission notice was late. The act requires one in accordance with 2:1–3, but does not say what "
        "a delay means",
    ),
    SIP_CALL_LATE: Text(
        "Kallelsen kom sent. Lagen kräver en enligt 4 kap. 3 §, men säger inte vad en försening betyder",
        "The call was late. The act requires one in accordance with 4:3, but does not say what a delay means",
    ),
    NO_LIMIT_THEN: Text("Lagen gällde inte den dagen", "The act did not apply on that day"),
}
"""Every reason a `PaymentLiability` can carry."""


@dataclass(frozen=True, slots=True)
class PaymentLiability:
    """When the municipality becomes liable, as things stand.

    Determined with `begins_on`: on that day. Determined without: not, for `reason`. Undetermined: `reason`
    says why, `missing` which facts would tell. `by_agreement`: the day is the agreement's, not the act's.
    """

    pathway: str
    law: str
    paragraph: str
    certainty: Certainty
    begins_on: date | None
    reason: str | None = None
    missing: tuple[str, ...] = ()
    by_agreement: bool = False


def payment_liability(stay: Discharge) -> PaymentLiability:
    """When the municipality becomes liable to pay for *stay*.

    A condition that is not met is told before facts that are missing: it decides without them.
    """
    notice = stay.ready_notice_at
    if notice is None:
        return PaymentLiability(stay.pathway, "", "", Certainty.DETERMINED, None, NO_READY_NOTICE)
    try:
        limit = discharge_rules().liability.on(notice.legal_day).value
    except LookupError:
        return PaymentLiability(stay.pathway, "", "", Certainty.UNDETERMINED, None, NO_LIMIT_THEN)
    by_agreement = bool(stay.other_day_agreed)
    begins_on = stay.agreed_on if by_agreement else begins_by_law(notice, limit)
    answer = PaymentLiability(
        stay.pathway, limit.law, limit.paragraph, Certainty.DETERMINED, begins_on, by_agreement=by_agreement
    )
    if (failed := _failed(stay)) is not None:
        return replace(answer, begins_on=None, reason=failed)
    if missing := _missing(stay):
        unknown = replace(answer, certainty=Certainty.UNDETERMINED, begins_on=None)
        return replace(unknown, reason=FACTS_MISSING, missing=missing)
    if (late := _late(stay)) is not None:
        return replace(answer, certainty=Certainty.UNDETERMINED, begins_on=None, reason=late)
    if begins_on is not None and stay.discharged_at is not None and stay.discharged_at.legal_day < begins_on:
        return replace(answer, begins_on=None, reason=DISCHARGED_BEFORE)
    return answer


def begins_by_law(notice: Moment, limit: LiabilityLimit) -> date:
    """4 §: so many days after the notice was sent, one more if it was sent after noon."""
    sent = notice.stockholm
    after_noon = sent.time() > limit.after
    return sent.date() + timedelta(days=limit.days_after if after_noon else limit.days)


def _failed(stay: Discharge) -> str | None:
    """3 and 5 §§: the first condition that is not met."""
    if stay.admission_notice_at is None:
        return NO_ADMISSION_NOTICE
    if stay.sip_needed and stay.sip_called_at is None:
        return NO_SIP_CALL
    if stay.open_care_ready is False:
        return OPEN_CARE_NOT_READY
    return None


def _missing(stay: Discharge) -> tuple[str, ...]:
    """The facts that decide and are not given."""
    asked: dict[str, object] = {
        "admitted_at": stay.admitted_at,
        "sip_needed": stay.sip_needed,
        "other_day_agreed": stay.other_day_agreed,
        "open_care_ready": stay.open_care_ready,
    }
    if stay.other_day_agreed:
        asked["agreed_on"] = stay.agreed_on
    return tuple(name for name, value in asked.items() if value is None)


def _late(stay: Discharge) -> str | None:
    """3 § asks for notices in accordance with the act. One that came late leaves the question open."""
    notice, call = admission_notice(stay), sip_call(stay)
    if notice.stopped_at is not None and notice.overdue_at(notice.stopped_at):
        return ADMISSION_NOTICE_LATE
    if stay.sip_needed and call.stopped_at is not None and call.overdue_at(call.stopped_at):
        return SIP_CALL_LATE
    return None
