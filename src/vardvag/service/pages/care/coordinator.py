"""The coordinator's pages: the plans whose care she takes part in, and one plan with why she may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.overview import State
from vardvag.contracts.standing import NEAR, Standing, most_urgent, waiting_of
from vardvag.contracts.step import OwnerKind
from vardvag.service.identity.actor import Actor, Role
from vardvag.service.identity.guards import requires
from vardvag.service.look.table import StatusWord
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.saved import told_once
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.open_plan_list import open_plan_list
from vardvag.usecases.show_plan import Denied, PlanView, show_plan

PRESSING = (Standing.PASSED, Standing.BOOKED_AFTER, Standing.NEAR_END)


@dataclass(frozen=True, slots=True)
class Line:
    """One plan in the work list."""

    plan_id: str
    name: str
    what: SafeString | str
    when: str
    guarantee_of: SafeString | str
    status: StatusWord | None
    left: str
    gaps: list[SafeString | str]


@requires(Role.COORDINATOR, profile="care")
@require_safe
def coordinator_start(request: HttpRequest) -> HttpResponse:
    """The work list: next step, what has no time, and the guarantee that asks for something first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    plans = open_plan_list(DjangoPlanStore(), actor, now())
    pressing = sum(
        1
        for view in plans
        if (waiting := most_urgent(view.overview, today())) is not None and waiting.standing in PRESSING
    )
    context = {"title": _title(len(plans), pressing), "lines": [_line(view) for view in plans], "near": NEAR}
    return render(request, "pages/care/work_list.html", context)


@requires(Role.COORDINATOR, profile="care")
@require_safe
def plan(request: HttpRequest, plan_id: str) -> HttpResponse:
    """One plan, with the reason and the paragraph that let her read it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    view = show_plan(DjangoPlanStore(), actor, PlanId(plan_id), now())
    if isinstance(view, Denied):
        return no_such_plan(request)
    moves = _moves(view)
    waiting = [found for step in view.overview.steps if (found := waiting_of(step, today())) is not None]
    context = {
        "view": view,
        "title": _plan_title(view),
        "steps": words.time_line(view.overview, today(), moves),
        "waiting": [
            (
                words.in_swedish(found.view.step.what),
                words.standing_words(found),
                words.clock_words(found.clock, today()),
                words.in_law(f"{found.clock.law} {found.clock.paragraph}"),
                moves.get(found.view.step.step_id) if found.standing in PRESSING else None,
            )
            for found in waiting
        ],
        "gaps": [
            (words.in_swedish(gap.step.what), words.in_swedish(gap.owner.name), words.ring(gap.ask))
            for gap in view.overview.gaps
        ],
        "paragraph": words.in_swedish(words.in_law(view.decision.paragraph)),
        "what_matters": words.in_swedish(view.plan.what_matters),
        "saved": told_once(request, view),
    }
    return render(request, "pages/care/plan.html", context)


def _title(plans: int, pressing: int) -> str:
    if not plans:
        return _("Du deltar inte i någon plan just nu")
    numbers = {"plans": plans, "pressing": pressing}
    if not pressing:
        return _("Ingen av dina %(plans)s planer behöver ses över") % numbers
    return _("%(pressing)s av dina %(plans)s planer behöver ses över") % numbers


def _plan_title(view: PlanView) -> str:
    waiting = most_urgent(view.overview, today())
    name = {"name": view.person.name}
    if waiting is not None and waiting.standing is Standing.PASSED:
        return _("%(name)s har väntat längre än garantin") % name
    if waiting is not None and waiting.standing is Standing.BOOKED_AFTER:
        return _("%(name)s har en tid efter garantins sista dag") % name
    if waiting is not None and waiting.standing is Standing.NEAR_END:
        return _("%(name)s saknar tid och garantin går snart ut") % name
    return _("Planen för %(name)s") % name


def _line(view: PlanView) -> Line:
    following = view.overview.next_step
    waiting = most_urgent(view.overview, today())
    urgent = waiting is not None and waiting.standing is Standing.BOOKED_AFTER
    return Line(
        plan_id=view.plan.plan_id,
        name=view.person.name,
        what=words.in_swedish(following.step.what) if following else _("Alla steg är klara"),
        when=(words.when(following) or _("ingen tid än")) if following else "",
        guarantee_of=words.in_swedish(waiting.view.step.what) if waiting else "",
        status=words.standing_words(waiting) if waiting else None,
        left=words.days_left(waiting.days_left or 0) if waiting and urgent else "",
        gaps=[words.in_swedish(gap.step.what) for gap in view.overview.gaps],
    )


def _moves(view: PlanView) -> dict[str, tuple[str, str]]:
    """Where each step that care can book is given another time."""
    links: dict[str, Any] = {}
    for step in view.overview.steps:
        if step.state is not State.DONE and step.step.owner.kind is OwnerKind.CARE_UNIT:
            text = _("Flytta tiden") if step.state is State.BOOKED else _("Sätt en tid")
            links[step.step.step_id] = (
                reverse("care-move", args=[view.plan.plan_id, step.step.step_id]),
                text,
            )
    return links
