"""What a guardian sees: the children's plans, to read. She changes nothing, and may not block (the law).

A proxy has no page: a caregiver may not give one direct access (HFD 2017:67). Here does not belong until
which age a guardian reads (`contracts.access.representatives`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.patient import plan_page
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.open_plan_list import open_plan_list
from vardvag.usecases.show_plan import Denied, show_plan


@requires(Role.GUARDIAN, profile="care")
@require_safe
def children(request: HttpRequest) -> HttpResponse:
    """The plans of the children that she may read for."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    plans = open_plan_list(DjangoPlanStore(), actor, now())
    return render(request, "pages/care/children.html", {"plans": plans})


@requires(Role.GUARDIAN, profile="care")
@require_safe
def child(request: HttpRequest, plan_id: str) -> HttpResponse:
    """One child's plan."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    view = show_plan(DjangoPlanStore(), actor, PlanId(plan_id), now())
    return no_such_plan(request) if isinstance(view, Denied) else plan_page(request, view)
