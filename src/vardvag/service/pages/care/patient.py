"""The patient's own page: the next step on top, the whole way under it, and what she has the right to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.overview import Overview, State, StepView
from vardvag.contracts.plan import Coordinator
from vardvag.contracts.standing import Standing, Waiting, most_urgent
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.times import NoTimeYet, day_of
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.timeline import State as Mark
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.done import told
from vardvag.service.pages.care.sources import sources_of
from vardvag.service.pages.care.whole import around
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.open_plan_list import open_plan_list
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import whole_of

OWN = (OwnerKind.PATIENT, OwnerKind.RELATIVE)
FOLD_FROM = 5
"""More steps than this that are done are folded away."""


@requires(Role.PATIENT, profile="care")
@require_safe
def patient_start(request: HttpRequest) -> HttpResponse:
    """The patient's plan; where she has several, which to open."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    plans = open_plan_list(DjangoPlanStore(), actor, now())
    if len(plans) == 1:
        return plan_page(request, plans[0])
    choices = [(view.plan.plan_id, _title(view.overview.next_step), view) for view in plans]
    return render(request, "pages/care/own_plans.html", {"plans": choices})


@requires(Role.PATIENT, profile="care")
@require_safe
def own_plan(request: HttpRequest, plan_id: str) -> HttpResponse:
    """One of the patient's plans."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    view = show_plan(DjangoPlanStore(), actor, PlanId(plan_id), now())
    return no_such_plan(request) if isinstance(view, Denied) else plan_page(request, view)


def plan_page(request: HttpRequest, view: PlanView) -> HttpResponse:
    """A plan as the patient has it; a guardian reads the same, and says nothing in it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    whole = whole_of(DjangoPlanStore(), actor, view, now())
    overview = view.overview
    following = overview.next_step
    context = {
        "title": _title(following),
        "view": view,
        "read_only": actor.role is not Role.PATIENT,
        "following": following and _next(following),
        "way": _way(overview),
        "today": today(),
        **_steps(overview),
        "guarantee": _guarantee(most_urgent(overview, today())),
        "own": _own(overview),
        "care": _care(overview),
        "coordinator_name": _named(view.plan.coordinator),
        "coordinator_unit": _unit_name(view.plan.coordinator),
        "coordinator_ring": words.ring(view.plan.coordinator.ask.first[1]),
        "what_matters": words.in_swedish(view.plan.what_matters),
        "sources": sources_of(view.plan, to_patient=True),
        "to_patient": True,
        "told": told(request),
        "answered": whole.version.patient is not None,
        **around(whole, today()),
    }
    return render(request, "pages/care/own_plan.html", context)


def _named(coordinator: Coordinator) -> Any:
    """Her name, unless the contact point under it begins with it anyway."""
    if coordinator.ask.first[1].name.startswith(coordinator.name):
        return ""
    return words.in_swedish(coordinator.name)


def _unit_name(coordinator: Coordinator) -> Any:
    """What her unit is called: it is kept by name, or by its identifier where the unit itself is kept."""
    return words.in_swedish(DjangoPlanStore().unit_name(coordinator.unit) or coordinator.unit)


def _title(following: StepView | None) -> str:
    """What is so, in a sentence that tells nothing of her health to whoever sees the browser's tab."""
    if following is None:
        return _("Alla steg i din plan är klara")
    if following.state is State.BOOKED:
        return _("Din nästa tid är %(when)s") % {"when": words.when(following)}
    if following.state is State.WINDOW:
        return _("Ditt nästa steg är %(when)s") % {"when": words.when(following)}
    return _("Ditt nästa steg har ingen tid än")


def _next(following: StepView) -> dict[str, Any]:
    step = following.step
    return {
        "what": words.in_swedish(step.what),
        "when": words.when(following),
        "where": words.in_swedish(step.where or ""),
        "preparation": words.in_swedish(step.preparation or ""),
        "next_action": words.in_swedish(step.when.next_action) if isinstance(step.when, NoTimeYet) else "",
        "owner": words.in_swedish(step.owner.name),
        "ring": words.ring(following.ask),
        "booked": following.state is State.BOOKED,
        "step_id": step.step_id,
        "own": step.owner.kind in OWN,
    }


def _steps(overview: Overview) -> dict[str, Any]:
    """The time line; what is done is folded away where there is much of it."""
    steps = words.time_line(overview, today(), mark_next=False)
    done = [step for step in steps if step.state is Mark.DONE]
    if len(done) <= FOLD_FROM:
        return {"steps": steps, "done_steps": []}
    return {"steps": [step for step in steps if step.state is not Mark.DONE], "done_steps": done}


def _way(overview: Overview) -> dict[str, str]:
    """How far along the way today is, and how long the way is as far as is known."""
    if overview.elapsed_days is None or overview.planned_days is None:
        return {"heading": _("Hela vägen"), "said": ""}
    numbers = {
        "day": overview.elapsed_days,
        "days": max(overview.planned_days, overview.elapsed_days),
        "gaps": len(overview.gaps),
    }
    if not overview.planned_is_least:
        return {
            "heading": _("Hela vägen: dag %(day)s av %(days)s") % numbers,
            "said": _("Det finns ingen lagstadgad gräns för hur lång hela vägen får vara."),
        }
    steps = (
        _("Ett steg har ingen tid än, så vägen blir minst så lång.")
        if len(overview.gaps) == 1
        else _("%(gaps)s steg har ingen tid än, så vägen blir minst så lång.") % numbers
    )
    return {"heading": _("Hela vägen: dag %(day)s av minst %(days)s") % numbers, "said": steps}


def _guarantee(waiting: Waiting | None) -> dict[str, Any] | None:
    """What the patient has the right to for the step whose guarantee asks for something first."""
    if waiting is None or waiting.clock.last_day is None or waiting.standing is Standing.UNKNOWN:
        return None
    booked = day_of(waiting.view.step.when) if waiting.view.state is State.BOOKED else None
    return {
        "what": words.in_swedish(waiting.view.step.what),
        "status": words.standing_words(waiting),
        "clock": words.clock_words(waiting.clock, today()),
        "last": waiting.clock.last_day,
        "booked": booked,
        "passed": waiting.standing is Standing.PASSED,
        "at_risk": waiting.standing in (Standing.BOOKED_AFTER, Standing.NEAR_END),
        "booked_after": waiting.standing is Standing.BOOKED_AFTER,
        "left": words.days_left(waiting.days_left or 0),
        "paragraph": words.in_law(f"{waiting.clock.law} {waiting.clock.paragraph}"),
        "ring": words.ring(waiting.view.ask),
    }


def _own(overview: Overview) -> list[tuple[Any, str, Any, str]]:
    """What is the patient's to do: her own steps, and how to prepare for the others'."""
    todo = [view for view in overview.steps if view.state is not State.DONE]
    return [
        (
            words.in_swedish(view.step.what),
            _by(view) if view.step.owner.kind in OWN else _before(view),
            words.in_swedish(view.step.preparation or ""),
            view.step.step_id if view.step.owner.kind in OWN else "",
        )
        for view in todo
        if view.step.owner.kind in OWN or view.step.preparation
    ]


def _by(view: StepView) -> SafeString | str:
    """When it is to be done, and who does it where that is a relative."""
    if view.step.owner.kind is not OwnerKind.RELATIVE:
        return words.when(view)
    return format_html("{}, {}", words.in_swedish(view.step.owner.name), words.when(view))


def _before(view: StepView) -> str:
    day = day_of(view.step.when)
    return _("att förbereda till den %(day)s") % {"day": formats.day(day)} if day else _("att förbereda")


def _care(overview: Overview) -> list[tuple[Any, Any, str]]:
    """What care and the municipality are to do, and who of them."""
    return [
        (
            words.in_swedish(view.step.owner.name),
            words.in_swedish(view.step.what),
            words.when(view) or _("ingen tid än"),
        )
        for view in overview.steps
        if view.state is not State.DONE and view.step.owner.kind not in OWN
    ]
