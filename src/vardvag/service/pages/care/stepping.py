"""A step added to a plan, changed, or taken away. Earlier versions keep what was.

Here does not belong the form (`step_form`), nor moving a time that the patient has (`move`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import words
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.staff_form import offer_choices
from vardvag.service.pages.care.step_form import (
    KEEP,
    NONE,
    PATIENT,
    RELATIVE,
    ChangedStepForm,
    StepForm,
    said_of,
    step_of,
)
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.change_steps import add_step, change_step, remove_step
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import WholePlan


class RemoveForm(PlanForm):
    """That the step is to go."""


def units_to_choose(store: PlanStore, plan: PatientContract) -> dict[str, str]:
    """The units that may own a step, by identifier: those in the plan, and the caregiver's own."""
    named = {step.owner.unit: step.owner.name for step in plan.steps if step.owner.unit}
    own = {unit: store.unit_name(unit) or unit for unit in sorted(store.units_of(plan.caregiver))}
    return named | {unit: name for unit, name in own.items() if unit not in named}


def _choices(found: WholePlan, form: forms.Form, step_id: str = "") -> None:
    plan = found.view.plan
    units = units_to_choose(DjangoPlanStore(), plan)
    owners = [(PATIENT, _("Patienten")), (RELATIVE, _("En närstående")), *units.items()]
    owner = plan.step(StepId(step_id)).owner if step_id else None
    if owner is not None and owner.unit:
        owners = [(owner.unit, owner.name)]  # Another takes it over by saying yes.
    offer_choices(form, "owner", owners)
    others = [(one.step_id, one.what) for one in plan.steps if one.step_id != step_id]
    offer_choices(form, "depends_on", others)


def _add(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    view = show_plan(store, actor, plan, now)
    if isinstance(view, Denied):
        return view
    step = step_of(asked, view.plan, units_to_choose(store, view.plan))
    return add_step(store, actor, plan, step, asked["version"], now)


def _adding(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    _choices(found, form)
    return {"to_staff": True}


ADD = Change(
    StepForm, "pages/care/step.html", _add, "nytt-steg", _adding, initial=lambda found: {"kind": NONE}
)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Add a step."""
    return change_page(request, plan_id, ADD)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, plan_id: str, step_id: str) -> HttpResponseBase:
    """Change a step: all but a time that the patient has."""

    def do(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
        view = show_plan(store, actor, plan, now)
        if isinstance(view, Denied):
            return view
        units = units_to_choose(store, view.plan)
        step = step_of(asked, view.plan, units, view.plan.step(StepId(step_id)))
        return change_step(store, actor, plan, step, asked["version"], now)

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        step = found.view.plan.step(StepId(step_id))
        _choices(found, form, step_id)
        shown = next(one for one in found.view.overview.steps if one.step.step_id == step_id)
        return {
            "to_staff": True,
            "step_id": step_id,
            "what": words.in_swedish(step.what),
            "current": words.when(shown) or _("ingen tid än"),
            "booked": isinstance(step.when, Booked),
        }

    return change_page(
        request,
        plan_id,
        Change(
            ChangedStepForm,
            "pages/care/step.html",
            do,
            "andrat-steg",
            context,
            initial=lambda found: said_of(found.view.plan.step(StepId(step_id))) | {"kind": KEEP},
        ),
    )


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, plan_id: str, step_id: str) -> HttpResponseBase:
    """Take a step away."""

    def do(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
        return remove_step(store, actor, plan, StepId(step_id), asked["version"], now)

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        # After somebody else was first, the step may be gone.
        left = [one for one in found.view.plan.steps if one.step_id == step_id]
        return {"to_staff": True, "what": words.in_swedish(left[0].what) if left else ""}

    return change_page(
        request, plan_id, Change(RemoveForm, "pages/care/step_remove.html", do, "bort-steg", context)
    )
