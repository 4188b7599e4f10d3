"""Times to propose to the patient, that which saves the most days first, and one saved with her yes.

Nothing is booked without her word. Here does not belong which are proposed (`contracts.proposals`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.proposals import Proposal, ProposalKind
from vardvag.contracts.store import PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.pages.care import words
from vardvag.service.pages.care.change import Change, Cleaned, change_page
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.staff_form import VoiceForm, voice_of
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.propose_times import book_proposed, propose_times
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import WholePlan

KINDS = {
    ProposalKind.EARLIER: _("En tidigare tid"),
    ProposalKind.SAME_DAY: _("Samma dag som ett annat steg"),
    ProposalKind.AT_ONCE: _("Steg som kan beställas på en gång"),
}


class YesForm(VoiceForm):
    """Whose yes it is, and how it came."""


@requires(Role.COORDINATOR, profile="care")
@require_safe
def proposed(request: HttpRequest, plan_id: str) -> HttpResponse:
    """What could be proposed now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    store, plan, at = DjangoPlanStore(), PlanId(plan_id), now()
    view = show_plan(store, actor, plan, at)
    found = propose_times(store, actor, plan, at)
    if isinstance(view, Denied) or isinstance(found, Denied):
        return no_such_plan(request)
    proposals = [_shown(one, view.plan) for one in found]
    return render(request, "pages/care/proposals.html", {"view": view, "proposals": proposals})


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def accepted(request: HttpRequest, plan_id: str, step_id: str, slot_id: str) -> HttpResponseBase:
    """Save a proposed time, with the patient's yes."""

    def book(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> PlanView | Denied:
        return book_proposed(
            store, actor, plan, StepId(step_id), slot_id, asked["version"], at, **voice_of(asked)
        )

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        step = found.view.plan.step(StepId(step_id))
        slot = next((one for one in step.slots if one.slot_id == slot_id), None)
        return {
            "to_staff": True,
            "what": words.in_swedish(step.what),
            "when": formats.moment(slot.at) if slot else "",
            "owner": words.in_swedish(step.owner.name),
        }

    change = Change(
        YesForm,
        "pages/care/accept_time.html",
        book,
        "tid",
        context,
        initial=lambda found: {"name": found.view.person.name},
    )
    return change_page(request, plan_id, change)


def _shown(one: Proposal, plan: PatientContract) -> dict[str, Any]:
    steps = [plan.step(step_id) for step_id in one.steps]
    return {
        "kind": KINDS[one.kind],
        "what": [words.in_swedish(step.what) for step in steps],
        "owner": words.in_swedish(steps[0].owner.name),
        "when": formats.moment(one.slot.at) if one.slot else "",
        "days": one.days_saved,
        "step_id": steps[0].step_id,
        "slot_id": one.slot.slot_id if one.slot else "",
    }
