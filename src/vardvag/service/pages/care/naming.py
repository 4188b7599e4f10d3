"""Name a fast kontakt of one of the four types, or end one's time. She who ends stays, as history.

Here does not belong who is the plan's coordinator by log-in.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.fixed_contact import FixedContact, FixedContactKind
from vardvag.contracts.identifiers import PlanId, new_identifier
from vardvag.contracts.store import PlanStore
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import labels
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.staff_form import chosen_field, day_field, offer_choices
from vardvag.service.pages.care.whole import around
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import today
from vardvag.usecases.name_contact import end_contact, name_contact
from vardvag.usecases.show_plan import Denied, PlanView
from vardvag.usecases.show_whole_plan import WholePlan

ADVICE = ContactPoint("1177 på telefon", "1177", "dygnet runt")
"""Who answers when nobody else does."""


class NameForm(PlanForm):
    """Who she is, how she is reached, and from which day."""

    kind = forms.TypedChoiceField(
        label=_("Slag av kontakt"),
        choices=[(str(int(kind)), word) for kind, word in labels.CONTACT_KINDS.items()],
        coerce=lambda value: FixedContactKind(int(value)),
    )
    name = forms.CharField(
        label=_("Namn och titel"), max_length=200, error_messages={"required": _("Skriv namnet.")}
    )
    unit = chosen_field(_("Enhet"))
    telephone = forms.CharField(
        label=_("Telefon"),
        max_length=60,
        error_messages={"required": _("Skriv hur patienten når kontakten.")},
    )
    hours = forms.CharField(
        label=_("När svarar någon?"),
        help_text=_("Till exempel: vardagar 8–16."),
        max_length=100,
        error_messages={"required": _("Skriv när någon svarar.")},
    )
    begins_on = day_field(_("Första dagen"))
    patient_note = forms.CharField(label=_("Till patienten"), max_length=500, required=False)
    internal_note = forms.CharField(
        label=_("Bara för personalen"),
        help_text=_("Visas aldrig för patienten."),
        max_length=500,
        required=False,
    )


class EndForm(PlanForm):
    """Whose time ends, and the last day."""

    contact_id = chosen_field(_("Kontakt"))
    last_day = day_field(_("Sista dagen"))


def _units(found: WholePlan) -> list[tuple[str, str]]:
    """The units to choose among: the coordinator's, and those that own a step."""
    store, plan = DjangoPlanStore(), found.view.plan
    named = {plan.coordinator.unit: store.unit_name(plan.coordinator.unit)}
    named |= {step.owner.unit: store.unit_name(step.owner.unit) for step in plan.steps if step.owner.unit}
    return [(unit, name) for unit, name in named.items() if name]


def _name(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    contact = FixedContact(
        contact_id=new_identifier(),
        kind=asked["kind"],
        name=asked["name"],
        unit=asked["unit"],
        caregiver=store.caregiver_of(asked["unit"]),
        ask=WhomToAsk(
            fallback=ADVICE, person=ContactPoint(asked["name"], asked["telephone"], asked["hours"])
        ),
        begins_on=asked["begins_on"],
        internal_note=asked["internal_note"] or None,
        patient_note=asked["patient_note"] or None,
    )
    return name_contact(store, actor, plan, contact, asked["version"], now)


def _end(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    return end_contact(store, actor, plan, asked["contact_id"], asked["last_day"], asked["version"], now)


def _naming(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    offer_choices(form, "unit", _units(found))
    return {"to_staff": True, **around(found, today())}


def _ending(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    current = [(one.contact_id, f"{one.name}, {labels.CONTACT_KINDS[one.kind]}") for one in found.contacts]
    offer_choices(form, "contact_id", current)
    return {"to_staff": True, **around(found, today())}


NAME = Change(
    NameForm,
    "pages/care/name_contact.html",
    _name,
    "kontakt",
    _naming,
    initial=lambda found: {"begins_on": today()},
)
END = Change(
    EndForm,
    "pages/care/end_contact.html",
    _end,
    "kontakt",
    _ending,
    initial=lambda found: {"last_day": today()},
)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Name a contact."""
    return change_page(request, plan_id, NAME)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """End a contact's time."""
    return change_page(request, plan_id, END)
