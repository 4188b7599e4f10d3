"""Plans, visits, booked times and referrals from answers to the other four contracts.

Every item keeps its source, its identifier there, whose it is and the source's own mark for the patient.
Which status means what: `GetCareContacts` by its codes (SNOMED CT SE); `GetRequestActivities` by the three
codes its description names, else by the words of Inera's guide (*assumption*: the whole code system is not
public). Anything else is kept unplaced. Here does not belong joining them to a plan (`merging`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.booking_terms import BookingTerms
from vardvag.contracts.referral import Referral, ReferralMark, ReferralStatus
from vardvag.contracts.rivta import (
    get_care_contacts,
    get_care_plans,
    get_request_activities,
    get_subject_of_care_schedule,
)
from vardvag.contracts.rivta.collected import (
    HOURS_UNKNOWN,
    Asked,
    Collected,
    CollectedStep,
    Faulty,
    Unplaced,
    moment_of,
    named,
    same_patient,
)
from vardvag.contracts.rivta.logistics import Header, OrgUnit, Result
from vardvag.contracts.rivta.reading import Reading
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import Owner, OwnerKind
from vardvag.contracts.times import Booked, Done, NoTimeYet, When
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk

T = TypeVar("T")
Made = JoinedPlan | CollectedStep | Unplaced | None


def source_plans(reading: Reading[get_care_plans.Answer], asked: Asked) -> Collected:
    """The plans of an answer, by title, type and owner; a type that we do not know is `OTHER`, and told."""
    items = reading.message.care_plans if reading.message else ()
    made = _each(items, lambda plan, path: _plan(plan, asked, path), "carePlan", asked, reading)
    return _with_result(made, reading.message.result if reading.message else None, asked)


def visits(reading: Reading[get_care_contacts.Answer], asked: Asked) -> Collected:
    """The contacts of an answer: those that have ended as done, those with a time as booked."""
    items = reading.message.care_contacts if reading.message else ()
    made = _each(items, lambda contact, path: _visit(contact, asked, path), "careContact", asked, reading)
    return _with_result(made, reading.message.result if reading.message else None, asked)


def booked_times(reading: Reading[get_subject_of_care_schedule.Answer], asked: Asked) -> Collected:
    """The times of an answer. The contract is made for the patient, so she may see them (*inferred*)."""
    items = reading.message.times if reading.message else ()
    return _each(items, lambda slot, path: _time(slot, asked, path), "timeslotDetail", asked, reading)


def referrals(reading: Reading[get_request_activities.Answer], asked: Asked) -> Collected:
    """One step for each referral, with the days its statuses were reached."""
    grouped: dict[tuple[str, str], list[get_request_activities.RequestActivity]] = {}
    findings, left_out = list(reading.findings), reading.left_out
    for number, activity in enumerate(reading.message.activities if reading.message else (), 1):
        system = _told(activity.header.source_system.extension) or asked.system
        try:
            identifier = named(activity.body.request.identifier, f"requestActivity[{number}]/body/request/id")
        except Faulty as fault:
            findings.append(fault.finding(asked.source))
            left_out += 1
        else:
            grouped.setdefault((system, identifier), []).append(activity)
    made = [one for activities in grouped.values() for one in _referral(activities, asked)]
    return _sorted(made, findings, left_out)


def _each(
    items: Iterable[T], make: Callable[[T, str], Made], name: str, asked: Asked, reading: Reading[Any]
) -> Collected:
    made: list[Made] = []
    findings, left_out = list(reading.findings), reading.left_out
    for number, item in enumerate(items, 1):
        try:
            made.append(make(item, f"{name}[{number}]"))
        except Faulty as fault:
            findings.append(fault.finding(asked.source))
            left_out += 1
    return _sorted(made, findings, left_out)


def _sorted(made: list[Made], findings: list[Finding], left_out: int) -> Collected:
    return Collected(
        source_plans=tuple(one for one in made if isinstance(one, JoinedPlan)),
        steps=tuple(one for one in made if isinstance(one, CollectedStep)),
        unplaced=tuple(one for one in made if isinstance(one, Unplaced)),
        findings=tuple(findings),
        left_out=left_out,
    )


def _with_result(collected: Collected, result: Result | None, asked: Asked) -> Collected:
    """What the source itself says of how it went. An error means that there may be more than it gave."""
    if result is None or result.code != "ERROR":
        return collected
    finding = Finding(
        "source-error",
        Text("Källan svarade att något gick fel", "The source answered that something went wrong"),
        Text(f"Fråga källan om felet {result.log[:60]}", f"Ask the source about error {result.log[:60]}"),
        file=asked.source,
        column="result/resultCode",
        value=result.error,
    )
    return Collected(
        source_plans=collected.source_plans,
        steps=collected.steps,
        unplaced=collected.unplaced,
        findings=(*collected.findings, finding),
        left_out=collected.left_out + 1,
    )


def _responsible(header: Header, asked: Asked) -> str:
    return _told(header.professional.caregiver) or asked.caregiver


def _told(value: str | None) -> str:
    """What is said; nothing for white space, which the schemas allow too."""
    return value.strip() if value else ""


def _plan(plan: get_care_plans.CarePlan, asked: Asked, path: str) -> JoinedPlan | None:
    header, body = plan.header, plan.body
    same_patient(header.patient.identifier, asked, f"{path}/carePlanHeader/patientId")
    if header.nullified:
        return None
    known = body.kind in get_care_plans.TYPES
    kind = CarePlanType(body.kind) if known and body.kind else CarePlanType.OTHER
    title = (header.title or "").strip() or body.kind or "Plan"
    return JoinedPlan(
        kind=kind,
        system=named(header.source_system, f"{path}/carePlanHeader/sourceSystemHSAId"),
        identifier=named(header.document, f"{path}/carePlanHeader/documentId"),
        # A type that we do not know stays visible, in the title.
        title=title if known or not body.kind else f"{title} ({body.kind})",
        responsible=_responsible(header, asked),
        approved_for_patient=header.approved_for_patient,
        fetched_at=asked.at,
        unit=header.professional.unit,
        participating=tuple(unit.extension or unit.root for unit in body.participating),
    )


def _visit(contact: get_care_contacts.CareContact, asked: Asked, path: str) -> Made:
    header, body = contact.header, contact.body
    same_patient(header.patient.identifier, asked, f"{path}/careContactHeader/patientId")
    if header.nullified:
        return None
    status = body.status.code if body.status else None
    if status in (get_care_contacts.ANNULLED, get_care_contacts.CANCELLED, get_care_contacts.BROKEN_OFF):
        return None
    what = _told(body.code.said if body.code else None) or "Vårdkontakt"
    start = body.period.start if body.period else None
    end = body.period.end if body.period else None
    held = start or end
    when: When | None = None
    if status == get_care_contacts.ENDED and held:
        when = Done(held.date())
    elif status == get_care_contacts.BOOKED and start:
        when = Booked(moment_of(start, f"{path}/careContactBody/careContactTimePeriod/start"))
    unit = body.unit or header.professional.org_unit or OrgUnit()
    hsa_id = _told(unit.hsa_id) or _told(header.professional.unit)
    name = _told(unit.name) or hsa_id
    if when is None or not hsa_id:
        said = _told(body.status.said if body.status else None) or "status saknas"
        day = f", {held.date().isoformat()}" if held else ""
        return Unplaced(
            get_care_contacts.CONTRACT.name,
            f"{what}{f' på {name}' if name else ''}{day}: {said}",
            status or "",
            _responsible(header, asked),
            header.approved_for_patient,
        )
    return CollectedStep(
        kind="care_contact",
        identifier=named(header.document, f"{path}/careContactHeader/documentId"),
        system=named(header.source_system, f"{path}/careContactHeader/sourceSystemHSAId"),
        what=what,
        owner=Owner(OwnerKind.CARE_UNIT, name, hsa_id),
        when=when,
        ask=_ask(name, _told(unit.telephone) or _told(unit.email), asked),
        responsible=_responsible(header, asked),
        approved_for_patient=header.approved_for_patient,
        where=_told(unit.location) or _told(unit.name) or None,
        at=moment_of(start, f"{path}/careContactBody/careContactTimePeriod/start") if start else None,
    )


def _time(slot: get_subject_of_care_schedule.Timeslot, asked: Asked, path: str) -> CollectedStep:
    if slot.patient is not None:
        same_patient(slot.patient, asked, f"{path}/subject_of_care")
    unit = named(slot.unit, f"{path}/healthcare_facility").strip()
    name = _told(slot.unit_name) or unit
    when: When = NoTimeYet(f"{name} har inte satt någon tid än. Ring dem om du undrar.")
    minutes = None
    if slot.start is not None:
        start = moment_of(slot.start, f"{path}/startTimeInclusive")
        when = Booked(start)
        if slot.end is not None:
            lasts = moment_of(slot.end, f"{path}/endTimeExclusive").utc - start.utc
            minutes = int(lasts.total_seconds()) // 60
    identifier = _told(slot.booking) or f"{unit} {slot.start.isoformat() if slot.start else ''}".strip()
    return CollectedStep(
        kind="booking",
        identifier=identifier,
        system=asked.system,
        what=next(
            filter(None, map(_told, (slot.purpose, slot.time_type_name, slot.care_type_name))),
            f"Besök på {name}",
        ),
        owner=Owner(OwnerKind.CARE_UNIT, name, unit),
        when=when,
        ask=_ask(name, None, asked),
        responsible=asked.caregiver,
        approved_for_patient=True,
        where=", ".join(filter(None, (name, _told(slot.resource_name)))),
        minutes=minutes if minutes and minutes > 0 else None,
        booking=BookingTerms(
            identifier,
            asked.system,
            slot.rebooking_allowed,
            slot.cancelling_allowed,
            slot.message_allowed,
            slot.invitation,
        ),
    )


BY_CODE = {
    get_request_activities.SENT: ReferralStatus.SENT,
    get_request_activities.ANSWER_RECEIVED: ReferralStatus.ANSWERED,
    get_request_activities.ANNULLED: ReferralStatus.BROKEN_OFF,
}
BY_WORD = {
    "skickad": ReferralStatus.SENT,
    "mottagen": ReferralStatus.RECEIVED,
    "bedömd": ReferralStatus.ASSESSED,
    "besvarad": ReferralStatus.ANSWERED,
    "svar mottaget": ReferralStatus.ANSWERED,
    "avbruten": ReferralStatus.BROKEN_OFF,
    "makulerad": ReferralStatus.BROKEN_OFF,
    "avvisad": ReferralStatus.REJECTED,
}


def referral_status(code: str | None, system: str | None, words: str) -> ReferralStatus | None:
    """What a status means; None when we do not know. A code of another system goes by its words alone."""
    if system in (None, get_request_activities.STATUS) and code in BY_CODE:
        return BY_CODE[code]
    return BY_WORD.get(words.strip().lower())


def _referral(activities: list[get_request_activities.RequestActivity], asked: Asked) -> list[Made]:
    marks: list[ReferralMark] = []
    made: list[Made] = []
    for activity in sorted(activities, key=lambda one: one.body.at):
        status = activity.body.status
        meaning = referral_status(status.code, status.code_system, status.said)
        if meaning is not None:
            marks.append(ReferralMark(meaning, activity.body.at.date()))
            continue
        access = activity.header.access
        day = activity.body.at.date().isoformat()
        made.append(
            Unplaced(
                get_request_activities.CONTRACT.name,
                f"Remiss till {activity.body.request.receiver.name}, {day}: {status.said or 'okänd status'}",
                status.code or "",
                _told(access.caregiver.extension) or asked.caregiver,
                access.approved_for_patient,
            )
        )
    latest = max(activities, key=lambda one: one.body.at)
    receiver = latest.body.request.receiver
    unit = _told(receiver.identifier.extension if receiver.identifier else None)
    name = _told(receiver.name) or unit or "okänd mottagare"
    if not marks:
        return made
    access = latest.header.access
    approved = all(one.header.access.approved_for_patient for one in activities)
    caregiver = _told(access.caregiver.extension) or asked.caregiver
    if not unit:
        said = f"Remiss till {name}, {marks[-1].on.isoformat()}: {marks[-1].status.value}"
        return [*made, Unplaced(get_request_activities.CONTRACT.name, said, "", caregiver, approved)]
    referral = Referral(latest.body.request.identifier, unit, tuple(marks))
    kind = latest.body.request.kind
    return [
        *made,
        CollectedStep(
            kind="referral",
            identifier=latest.body.request.identifier,
            system=_told(latest.header.source_system.extension) or asked.system,
            what=f"{_told(kind.said if kind else '') or 'Remiss'} till {name}",
            owner=Owner(OwnerKind.CARE_UNIT, name, unit),
            when=NoTimeYet(f"{name} har remissen och ska höra av sig.")
            if referral.open
            else Done(referral.latest.on),
            ask=_ask(name, None, asked),
            responsible=caregiver,
            approved_for_patient=approved,
            referral=referral,
        ),
    ]


def _ask(name: str, channel: str | None, asked: Asked) -> WhomToAsk:
    """The unit, when the source says how it is reached; else whom the plan falls back on."""
    unit = ContactPoint(name, channel, HOURS_UNKNOWN) if channel and channel.strip() else None
    return WhomToAsk(fallback=asked.fallback, unit=unit)
