"""Those who work in care and do not coordinate: the plans of the patients they help to treat, to read.

They find a plan in this list alone, by taking part in the care. That a plan is blocked for their unit they
are told, and neither whose it is nor what it holds. Here do not belong other caregivers' staff (`outside`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.outside import shown_to_reader
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.open_plan_list import open_staff_list
from vardvag.usecases.show_plan import Denied, show_plan


@requires(Role.CARE_STAFF, profile="care")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Her patients' plans, the soonest next step first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    plans, blocked = open_staff_list(DjangoPlanStore(), actor, now())
    lines = [
        (view, following and words.in_swedish(following.step.what), following and words.when(following))
        for view in plans
        for following in [view.overview.next_step]
    ]
    return render(request, "pages/care/staff_start.html", {"lines": lines, "blocked": blocked})


@requires(Role.CARE_STAFF, profile="care")
@require_safe
def plan(request: HttpRequest, plan_id: str) -> HttpResponse:
    """One plan, with the reason and the paragraph that let her read it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    view = show_plan(DjangoPlanStore(), actor, PlanId(plan_id), now())
    if isinstance(view, Denied):
        return no_such_plan(request)
    return render(request, "pages/care/staff_plan.html", shown_to_reader(actor, view))
