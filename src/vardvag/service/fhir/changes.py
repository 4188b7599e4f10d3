"""What a resource that somebody wrote changes in the plan: read into the domain, one function for each type.

Pure. A change is made on the plan as it stands; afterwards the plan's own resource is held against what was
written (`agreement`), so that nothing is kept otherwise than it was said, and nothing is lost in silence.
Here does not belong who may change (`contracts/access`), nor keeping it (`writing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.duration import Duration
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.service.fhir import canonical, steps
from vardvag.service.fhir.issues import Issue, Resource
from vardvag.service.fhir.names import step_resource_id

ACTIONS = {
    "Goal": Action.WRITE_WHAT_MATTERS,
    "ServiceRequest": Action.CHANGE_STEPS,
    "Task": Action.CHANGE_STEPS,
    "RelatedPerson": Action.CHANGE_STEPS,
    "CareTeam": Action.NAME_CONTACT,
    "CarePlan": Action.CHANGE_STEPS,
    "Appointment": Action.MOVE_STEP,
    "Encounter": Action.MOVE_STEP,
    "Consent": Action.RECORD_CONSENT,
}
"""The types that can be written, and what the law on access is asked about each. Of a Consent it depends on
its kind (`consent_changes.action_of`); of a Task that is only done, it is DO_OWN_STEP."""
CREATED = ("CarePlan", "ServiceRequest", "Task", "RelatedPerson", "Appointment", "Encounter", "Consent")
"""Those that can be created; a RelatedPerson only in a transaction with the Task that she takes, and a
CarePlan by being offered (`opening`)."""
HERSELF = Owner(OwnerKind.PATIENT, "Du")
"""The patient as the one responsible for her own step, named as it is said to her."""
_LONGEST_TEXT = 4000


class Unfit(Exception):
    """What was written cannot be a change of the plan: all that stands against it."""

    def __init__(self, *issues: Issue) -> None:
        self.issues = issues
        super().__init__(", ".join(one.message.en for one in issues))


def unfit(expression: str, sv: str, en: str) -> Unfit:
    """One thing that stands against a change."""
    return Unfit(Issue("business-rule", Text(sv, en), expression))


def changed_goal(plan: PatientContract, written: Resource) -> PatientContract:
    """What matters to the patient, in other words."""
    return replace(plan, what_matters=_text(written["description"].get("text"), "Goal.description.text"))


def new_step(plan: PatientContract, written: Resource, step_id: StepId, owner: Owner) -> PlannedStep:
    """A step that a unit (ServiceRequest) or the patient (Task) is to take. Unfit says what is missing."""
    kind = written["resourceType"]
    when: When = NoTimeYet("?")
    bare = PlannedStep(step_id=step_id, what="?", owner=owner, when=when, ask=asked_whom(plan, written, kind))
    found = changed_step(plan, bare, written)
    if found.when == when:
        place = "occurrence" if kind == "ServiceRequest" else "restriction"
        raise unfit(
            f"{kind}.{place}",
            "Säg när senast (period med end) eller vad som händer nu (extension next-action).",
            "Say by when (a period with an end) or what happens next (extension next-action).",
        )
    return found


def changed_step(plan: PatientContract, step: PlannedStep, written: Resource) -> PlannedStep:
    """The step as a ServiceRequest or Task says it. A booked time is changed by its Appointment."""
    kind = written["resourceType"]
    if kind == "ServiceRequest":
        what = _text(written.get("code", {}).get("text"), "ServiceRequest.code.text")
        places = [one.get("display") for one in written.get("locationReference", ())]
        prepared, where = written.get("patientInstruction"), places[0] if places else None
    else:
        what = _text(written.get("description"), "Task.description")
        where = step.where
        inputs = [one.get("valueString") for one in written.get("input", ())]
        prepared = inputs[0] if inputs else None
    notes = [one["text"] for one in written.get("note", ())]
    return replace(
        step,
        what=what,
        where=where,
        preparation=prepared,
        patient_note=notes[0] if notes else None,
        when=_when(step.when, written),
        depends_on=_before(plan, step, written),
    )


def _when(now: When, written: Resource) -> When:
    kind = written["resourceType"]
    if kind == "Task" and written.get("status") == "completed":
        ended = written.get("executionPeriod", {}).get("end")
        return Done(_day(ended, "Task.executionPeriod.end"))
    if isinstance(now, Done | Booked | Requested):
        return now
    period = written.get("occurrencePeriod") or written.get("restriction", {}).get("period")
    if period is not None:
        place = "ServiceRequest.occurrencePeriod" if kind == "ServiceRequest" else "Task.restriction.period"
        latest = _day(period.get("end"), f"{place}.end")
        start = period.get("start")
        earliest = None if start is None else _day(start, f"{place}.start")
        if earliest is not None and earliest > latest:
            raise unfit(place, "Perioden börjar efter att den slutar.", "The period begins after its end.")
        return Window(latest, earliest)
    said = _extension(written, canonical.NEXT_ACTION)
    if said is not None:
        return NoTimeYet(_text(said.get("valueString"), f"{kind}.extension('{canonical.NEXT_ACTION}').value"))
    if isinstance(now, Window):
        raise unfit(
            f"{kind}.extension",
            "Utan period: säg vad som händer nu (extension next-action).",
            "Without a period: say what happens next (extension next-action).",
        )
    return now


def is_done_only(written: Resource, kept: Resource) -> bool:
    """Whether all that a Task says otherwise than before is that it is done."""
    told = ("status", "executionPeriod", "restriction", "meta")
    if written.get("status") != "completed" or kept.get("status") == "completed":
        return False
    return _but(written, told) == _but(kept, told)


def _but(resource: Resource, names: tuple[str, ...]) -> Resource:
    rows = [one for one in resource.get("extension", ()) if one["url"] != canonical.NEXT_ACTION]
    return {key: one for key, one in resource.items() if key not in names} | {"extension": rows}


def held_on(written: Resource, today: date) -> date:
    """The day of an Encounter that is over. Unfit for any other: the plan knows no visit under way."""
    if written.get("status") != "finished":
        raise unfit(
            "Encounter.status",
            "Här finns bara besök som har varit: status finished.",
            "Here are only visits that have been: status finished.",
        )
    period = written.get("period", {})
    day = _day(period.get("start"), "Encounter.period.start")
    if _day(period.get("end", period.get("start")), "Encounter.period.end") != day:
        raise unfit("Encounter.period", "Ett besök har en dag.", "A visit has one day.")
    if day >= today:
        raise unfit(
            "Encounter.period.start",
            "Dagen har inte varit än: skriv en dag före i dag.",
            "The day has not been yet: give a day before today.",
        )
    return day


def relative_of(written: Resource) -> Owner:
    """The relative that a RelatedPerson is, as whoever takes a step."""
    names = written.get("name", ())
    if len(names) != 1:
        raise unfit("RelatedPerson.name", "Ange ett namn, med text.", "Give one name, with text.")
    return Owner(OwnerKind.RELATIVE, _text(names[0].get("text"), "RelatedPerson.name[0].text"))


def booked(step: PlannedStep, written: Resource) -> tuple[PlannedStep, Moment]:
    """The step with the length its Appointment gives, and the time it is to have."""
    start = written.get("start")
    if start is None:
        raise unfit("Appointment.start", "En bokad tid har en start.", "A booked time has a start.")
    try:
        at = Moment.parse(start)
    except Unreadable as problem:
        raise unfit("Appointment.start", str(problem), str(problem)) from problem
    minutes = written.get("minutesDuration")
    if "end" in written:
        length = Moment.parse(written["end"]).utc - at.utc
        if length < timedelta(minutes=1) or length % timedelta(minutes=1):
            raise unfit(
                "Appointment.end",
                "Slutet ligger hela minuter efter starten.",
                "The end is whole minutes after the start.",
            )
        if minutes is not None and timedelta(minutes=minutes) != length:
            raise unfit(
                "Appointment.minutesDuration",
                "Längden stämmer inte med slutet.",
                "The length does not agree with the end.",
            )
        minutes = length // timedelta(minutes=1)
    return replace(step, duration=Duration(step.duration.days, minutes)), at


def asked_whom(plan: PatientContract, written: Resource, place: str) -> WhomToAsk:
    """Whom to ask about what is new: as said, else the plan's coordinator. The fallback is the plan's."""
    said = said_point(written, place, ("person", "team", "unit"))
    if said is None:
        return plan.coordinator.ask
    kind, point = said
    return WhomToAsk(plan.coordinator.ask.fallback, **{kind: point})


def said_point(written: Resource, place: str, kinds: tuple[str, ...]) -> tuple[str, ContactPoint] | None:
    """What the extension whom-to-ask says: its kind, one of *kinds*, and the point; None where it is not."""
    said = _extension(written, canonical.WHOM_TO_ASK)
    if said is None:
        return None
    parts = {one["url"]: one.get("valueString") or one.get("valueCode") for one in said.get("extension", ())}
    kind = parts.get("kind") or "unit"
    texts = [parts.get(name) or "" for name in ("name", "channel", "hours")]
    if kind not in kinds or not all(text.strip() for text in texts):
        raise unfit(
            f"{place}.extension",
            f"whom-to-ask har kind ({', '.join(kinds)}), name, channel och hours.",
            f"whom-to-ask has kind ({', '.join(kinds)}), name, channel and hours.",
        )
    return kind, ContactPoint(*texts)


def _before(plan: PatientContract, step: PlannedStep, written: Resource) -> tuple[StepId, ...]:
    named = {
        f"{steps.kind_of(one)}/{step_resource_id(steps.kind_of(one), plan.plan_id, one.step_id)}": one.step_id
        for one in plan.steps
        if one.step_id != step.step_id
    }
    return tuple(_named(plan, written, named))


def _named(plan: PatientContract, written: Resource, named: dict[str, StepId]) -> Iterator[StepId]:
    for number, one in enumerate(written.get("extension", ())):
        if one["url"] == canonical.DEPENDS_ON:
            reference = one.get("valueReference", {}).get("reference")
            if reference not in named:
                raise unfit(
                    f"{written['resourceType']}.extension[{number}]",
                    "Hänvisningen är inte till ett annat steg i samma plan.",
                    "The reference is not to another step of the same plan.",
                )
            yield named[reference]


def _extension(written: Resource, url: str) -> Resource | None:
    return next((one for one in written.get("extension", ()) if one["url"] == url), None)


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT:
        raise unfit(
            place,
            f"Skriv en text, högst {_LONGEST_TEXT} tecken.",
            f"Give a text, at most {_LONGEST_TEXT} signs.",
        )
    return value


def _day(value: Any, place: str) -> date:
    try:
        return date.fromisoformat(value) if len(value) == len("2019-11-14") else Moment.parse(value).legal_day
    except (TypeError, ValueError) as problem:
        raise unfit(place, "Skriv en dag som 2019-11-14.", "Give a day as 2019-11-14.") from problem
