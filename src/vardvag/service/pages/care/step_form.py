"""The form for a step of a plan, and the step that it makes: what, whose, when, where, and whom to ask.

A time that the patient has is not exchanged here: that takes her yes (`move`). Here does not belong what is
done with the step (`stepping`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import StepId, new_identifier
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import Owner, OwnerKind, PlannedStep
from vardvag.contracts.times import Booked, NoTimeYet, When, Window
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.service.pages.care.change import Cleaned, PlanForm
from vardvag.service.pages.care.naming import ADVICE
from vardvag.service.pages.care.saying import clock_field, words_field
from vardvag.service.pages.care.staff_form import ManyField, chosen_field, conditional, day_field
from vardvag.service.today import now

PATIENT, RELATIVE = "patienten", "narstaende"
"""What the form calls an owner that is no unit."""
KEEP, NONE, WINDOW, BOOKED = "samma", "ingen", "senast", "bokad"
"""What the form calls the kinds of time."""

_NOT_WITHOUT: dict[str, tuple[tuple[str, Any], ...]] = {
    NONE: (("next_action", gettext_lazy("Skriv vad som händer nu och vem som gör det.")),),
    WINDOW: (("latest", gettext_lazy("Skriv vilken dag det senast ska ske.")),),
    BOOKED: (
        ("day", gettext_lazy("Skriv vilken dag, till exempel 2019-12-31.")),
        ("time", gettext_lazy("Skriv ett klockslag, till exempel 08.30.")),
    ),
}
"""Kind of time → the fields that it cannot be without, and what is said then."""


class StepForm(PlanForm):
    """A step that is new."""

    what = forms.CharField(
        label=gettext_lazy("Vad ska göras?"),
        help_text=gettext_lazy("På vanlig svenska: patienten läser det."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    owner = chosen_field(gettext_lazy("Vem ansvarar?"))
    relative = forms.CharField(
        label=gettext_lazy("Den närståendes namn"),
        help_text=gettext_lazy("Om en närstående ansvarar."),
        max_length=200,
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Vilken tid har steget?"),
        choices=[
            (NONE, gettext_lazy("Ingen tid än")),
            (WINDOW, gettext_lazy("Senast en viss dag")),
            (BOOKED, gettext_lazy("Bokad tid")),
        ],
    )
    next_action = forms.CharField(
        label=gettext_lazy("Om ingen tid finns: vad händer nu, och vem gör det?"),
        max_length=500,
        required=False,
    )
    earliest = day_field(gettext_lazy("Tidigast den"), required=False)
    latest = day_field(gettext_lazy("Senast den"), required=False)
    day = day_field(gettext_lazy("Bokad dag"), required=False)
    time = clock_field(gettext_lazy("Bokad tid"), gettext_lazy("Klockslag i Sverige, som 08.30."))
    where = forms.CharField(label=gettext_lazy("Var?"), max_length=200, required=False)
    preparation = words_field(gettext_lazy("Hur ska patienten förbereda sig?"))
    depends_on = ManyField(label=gettext_lazy("Det här måste vara klart först"), required=False)
    ask_name = forms.CharField(
        label=gettext_lazy("Vem svarar på frågor?"),
        help_text=gettext_lazy("Lämnas det tomt svarar den som ansvarar, eller planens samordnare."),
        max_length=200,
        required=False,
    )
    ask_channel = forms.CharField(label=gettext_lazy("Telefon"), max_length=60, required=False)
    ask_hours = forms.CharField(
        label=gettext_lazy("När svarar någon?"),
        help_text=gettext_lazy("Till exempel: vardagar 8–16."),
        max_length=100,
        required=False,
    )
    patient_note = words_field(gettext_lazy("Till patienten"))
    internal_note = words_field(
        gettext_lazy("Bara för personalen"), gettext_lazy("Visas aldrig för patienten.")
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        conditional(self, "relative", "next_action", "latest", "day", "time")

    def clean(self) -> dict[str, Any]:
        """What the kind of time needs, a time that can be, and a contact that can be reached."""
        cleaned = super().clean() or {}
        for name, said in self._lacking(cleaned):
            if name not in self.errors:
                self.add_error(name, said)
        earliest, latest = cleaned.get("earliest"), cleaned.get("latest")
        if earliest and latest and latest < earliest:
            self.add_error("latest", _("Den sista dagen ligger före den första. Byt plats på dem."))
        return cleaned | self._booked_at(cleaned)

    def _lacking(self, cleaned: Cleaned) -> Iterator[tuple[str, Any]]:
        for name, said in _NOT_WITHOUT.get(cleaned.get("kind", ""), ()):
            if not cleaned.get(name):
                yield name, said
        if cleaned.get("owner") == RELATIVE and not cleaned.get("relative"):
            yield "relative", _("Skriv namnet på den närstående.")
        contact = ("ask_name", "ask_channel", "ask_hours")
        if any(cleaned.get(name) for name in contact):
            said = (_("Skriv namnet."), _("Skriv hur man når kontakten."), _("Skriv när någon svarar."))
            yield from ((name, why) for name, why in zip(contact, said, strict=True) if not cleaned.get(name))

    def _booked_at(self, cleaned: Cleaned) -> dict[str, Moment]:
        day, clock = cleaned.get("day"), cleaned.get("time")
        if cleaned.get("kind") != BOOKED or day is None or clock is None:
            return {}
        try:
            at = Moment.of(datetime.combine(day, clock))
        except Unreadable:
            self.add_error("time", _("Den tiden finns inte, eller finns två gånger. Välj en annan."))
            return {}
        if at <= now():
            self.add_error("day", _("Tiden har redan varit. Välj en tid som kommer."))
        return {"at": at}


class ChangedStepForm(StepForm):
    """A step that is there: its time may stay as it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vilken tid har steget?"),
        help_text=gettext_lazy("En tid bokas och flyttas för sig, med patientens ja."),
        choices=[
            (KEEP, gettext_lazy("Samma som nu")),
            (NONE, gettext_lazy("Ingen tid än")),
            (WINDOW, gettext_lazy("Senast en viss dag")),
        ],
    )
    day = None
    time = None


def step_of(
    asked: Cleaned, plan: PatientContract, units: dict[str, str], before: PlannedStep | None = None
) -> PlannedStep:
    """The step that the form says; a step *before* keeps what the form does not ask about.

    A unit's step stays its own: another takes it over by saying yes (`handing`). BadInput for no such owner.
    """
    owner = before.owner if before and before.owner.unit else _owner(asked, plan, units)
    made = before or PlannedStep(
        StepId(new_identifier()), asked["what"], owner, NoTimeYet("?"), plan.coordinator.ask
    )
    return replace(
        made,
        what=asked["what"],
        owner=owner,
        when=_when(asked) or made.when,
        ask=_ask(asked, plan, owner, before),
        where=asked["where"] or None,
        preparation=asked["preparation"] or None,
        depends_on=tuple(StepId(one) for one in asked["depends_on"]),
        patient_note=asked["patient_note"] or None,
        internal_note=asked["internal_note"] or None,
    )


def said_of(step: PlannedStep) -> dict[str, Any]:
    """A step as the form shows it."""
    point = step.ask.first[1]
    return {
        "what": step.what,
        "owner": key_of(step.owner),
        "relative": step.owner.name if step.owner.kind is OwnerKind.RELATIVE else "",
        "kind": KEEP,
        "next_action": step.when.next_action if isinstance(step.when, NoTimeYet) else "",
        "earliest": step.when.earliest if isinstance(step.when, Window) else None,
        "latest": step.when.latest if isinstance(step.when, Window) else None,
        "where": step.where or "",
        "preparation": step.preparation or "",
        "depends_on": list(step.depends_on),
        "ask_name": point.name,
        "ask_channel": point.channel,
        "ask_hours": point.hours,
        "patient_note": step.patient_note or "",
        "internal_note": step.internal_note or "",
    }


def key_of(owner: Owner) -> str:
    """What the form calls an owner."""
    return owner.unit or (PATIENT if owner.kind is OwnerKind.PATIENT else RELATIVE)


def _when(asked: Cleaned) -> When | None:
    match asked["kind"]:
        case "ingen":
            return NoTimeYet(asked["next_action"])
        case "senast":
            return Window(asked["latest"], asked["earliest"])
        case "bokad":
            return Booked(asked["at"])
    return None


def _owner(asked: Cleaned, plan: PatientContract, units: dict[str, str]) -> Owner:
    if asked["owner"] == PATIENT:
        return Owner(OwnerKind.PATIENT, "Du")
    if asked["owner"] == RELATIVE:
        return Owner(OwnerKind.RELATIVE, asked["relative"])
    unit = asked["owner"]
    if unit not in units:
        raise BadInput(_NOT_SO, [Finding("step-owner", _NOBODY, _CHOOSE, column="owner", value=unit)])
    known = {step.owner.unit: step.owner for step in plan.steps if step.owner.unit}
    return known.get(unit) or Owner(OwnerKind.CARE_UNIT, units[unit], unit)


def _ask(asked: Cleaned, plan: PatientContract, owner: Owner, before: PlannedStep | None) -> WhomToAsk:
    """The contact written; else the one that the owner has already, else the coordinator's. Never nobody."""
    written = (asked["ask_name"], asked["ask_channel"], asked["ask_hours"])
    if not all(written):
        same = (step.ask for step in plan.steps if owner.unit and step.owner.unit == owner.unit)
        return next(same, plan.coordinator.ask)
    if before is not None:
        point = before.ask.first[1]
        if written == (point.name, point.channel, point.hours):
            return before.ask
    return WhomToAsk(fallback=ADVICE, person=ContactPoint(*written))


_NOT_SO = Text("Steget kan inte läggas till så.", "The step cannot be added so.")
_NOBODY = Text(
    "Ingen i planen eller hos vårdgivaren heter så", "Nobody in the plan or at the caregiver is so named"
)
_CHOOSE = Text("Välj en i listan.", "Choose one in the list.")
