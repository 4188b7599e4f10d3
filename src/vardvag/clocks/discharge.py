"""Lag (2017:612) om samverkan vid utskrivning: the clocks around a discharge from inpatient care, as moments.

Admission notice (2 kap. 3 §), transfer of information (3 kap. 2 §) and the call to coordinated individual
planning, SIP (4 kap. 3 §). Twenty-four hours are hours, over summer and winter time too; days are whole
calendar days in Sweden and end with the day. Here does not belong when the municipality must pay
(`payment_liability`), nor the act's duties that have no number (a new expected day, a named contact).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vardvag.base.days import last_day_within
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.clocks.discharge_rules import DischargeLimit, discharge_rules
from vardvag.clocks.model import Certainty, HourClock

ADMISSION_UNKNOWN = "admission_unknown"
SIP_NEED_UNKNOWN = "sip_need_unknown"
NO_LIMIT_THEN = "no_limit_then"

DISCHARGE_REASONS = {
    ADMISSION_UNKNOWN: Text(
        "Det framgår inte när patienten skrevs in", "The facts do not say when the patient was admitted"
    ),
    SIP_NEED_UNKNOWN: Text(
        "Det framgår inte om patienten behöver insatser från både region och kommun",
        "The facts do not say whether the patient needs support from both region and municipality",
    ),
    NO_LIMIT_THEN: Text("Lagen gällde inte den dagen", "The act did not apply on that day"),
}
"""Every reason an `HourClock` of a discharge can carry."""


@dataclass(frozen=True, slots=True)
class Discharge:
    """What has happened around one stay in inpatient care; None is what has not happened, or is not known.

    `need_seen_at`: when the doctor judged that the patient may need support afterwards, if that was later
    than at admission. `ready_notice_at`: the notice that the patient is ready for discharge. `sip_needed`:
    support is needed from both region and municipality. `other_day_agreed`: region and municipality have
    agreed on another day for the liability; `agreed_on` is that day. `open_care_ready`: the support that the
    region's open care is responsible for is available.
    """

    pathway: str
    admitted_at: Moment | None = None
    need_seen_at: Moment | None = None
    admission_notice_at: Moment | None = None
    ready_notice_at: Moment | None = None
    sip_needed: bool | None = None
    sip_called_at: Moment | None = None
    discharged_at: Moment | None = None
    information_sent_at: Moment | None = None
    other_day_agreed: bool | None = None
    agreed_on: date | None = None
    open_care_ready: bool | None = None


def clocks_of_discharge(stay: Discharge) -> list[HourClock]:
    """The clocks of one stay that have begun, in the act's order."""
    clocks = [admission_notice(stay)]
    if stay.discharged_at is not None:
        clocks.append(information_transfer(stay))
    if stay.ready_notice_at is not None and stay.sip_needed is not False:
        clocks.append(sip_call(stay))
    return clocks


def admission_notice(stay: Discharge) -> HourClock:
    """2 kap. 3 §: within 24 hours of admission, or of the doctor's later assessment that support may be
    needed."""
    known = [moment for moment in (stay.admitted_at, stay.need_seen_at) if moment is not None]
    return _clock(
        stay, "admission_notice", max(known, default=None), stay.admission_notice_at, ADMISSION_UNKNOWN
    )


def information_transfer(stay: Discharge) -> HourClock:
    """3 kap. 2 §: at the latest on the day the patient is discharged."""
    return _clock(stay, "information_transfer", stay.discharged_at, stay.information_sent_at)


def sip_call(stay: Discharge) -> HourClock:
    """4 kap. 3 §: at the latest three days after the notice that the patient is ready for discharge."""
    doubt = SIP_NEED_UNKNOWN if stay.sip_needed is None else None
    return _clock(stay, "sip_call", stay.ready_notice_at, stay.sip_called_at, doubt=doubt)


def _clock(
    stay: Discharge,
    name: str,
    started_at: Moment | None,
    stopped_at: Moment | None,
    start_unknown: str | None = None,
    doubt: str | None = None,
) -> HourClock:
    limit = None
    if started_at is not None:
        try:
            limit = discharge_rules().clocks[name].history.on(started_at.legal_day).value
        except LookupError:
            start_unknown = NO_LIMIT_THEN
    known = started_at is not None and limit is not None
    certainty = Certainty.BOUNDED if doubt else Certainty.DETERMINED
    return HourClock(
        pathway=stay.pathway,
        limit=name,
        law=limit.law if limit else "",
        paragraph=limit.paragraph if limit else "",
        certainty=certainty if known else Certainty.UNDETERMINED,
        started_at=started_at,
        stopped_at=stopped_at,
        due_by=_due_by(started_at, limit) if started_at and limit else None,
        reason=doubt if known else start_unknown,
        missing=_MISSING.get(doubt or "", ()) if known else _MISSING.get(start_unknown or "", ()),
    )


_MISSING = {ADMISSION_UNKNOWN: ("admitted_at",), SIP_NEED_UNKNOWN: ("sip_needed",)}


def _due_by(started_at: Moment, limit: DischargeLimit) -> Moment:
    """The last moment within: so many hours on, or the end of the last day."""
    if limit.hours is not None:
        return Moment(started_at.utc + timedelta(hours=limit.hours))
    return end_of(last_day_within(started_at.legal_day, limit.days or 0))


def end_of(day: date) -> Moment:
    """The last moment of a calendar day in Sweden."""
    midnight = Moment.of(datetime.combine(day + timedelta(days=1), time()))
    return Moment(midnight.utc - timedelta(microseconds=1))
