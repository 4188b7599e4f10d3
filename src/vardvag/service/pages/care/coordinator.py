"""The coordinator's pages: the plans whose care she takes part in, and one plan with why she may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.clocks.discharge_rules import discharge_rules
from vardvag.clocks.model import HourClock
from vardvag.contracts.access.actor import Role
from vardvag.contracts.clash_words import ClashKind
from vardvag.contracts.clashes import Clash
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.overview import State
from vardvag.contracts.standing import NEAR, Standing, most_urgent, waiting_of
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.times import Booked, Done
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.table import StatusWord
from vardvag.service.pages.care import handing, words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.done import told
from vardvag.service.pages.care.saved import told_once
from vardvag.service.pages.care.sources import sources_of
from vardvag.service.pages.care.whole import around
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.plans_to_look_after import ToLookAfter, looked_at
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import Stay, whole_of

PRESSING = (Standing.PASSED, Standing.BOOKED_AFTER, Standing.NEAR_END)


CONTACT = (ClashKind.CONTACT_ENDING, ClashKind.NO_COORDINATOR)
SHOWN: dict[str, tuple[Promise, Callable[[ToLookAfter], bool]]] = {
    "alla": (gettext_lazy("Alla"), lambda one: True),
    "garanti": (gettext_lazy("Garantin är i fara"), lambda one: one.at_risk is not None),
    "utan-tid": (gettext_lazy("Saknar tid"), lambda one: one.lacks_time > 0),
    "kontakt": (gettext_lazy("Fast kontakt saknas eller slutar"), lambda one: bool(_about_contacts(one))),
    "gar-inte-ihop": (
        gettext_lazy("Går inte ihop"),
        lambda one: len(one.clashes) > len(_about_contacts(one)),
    ),
}
"""Key in the address → its words, and which plans it shows."""


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
    more: list[str]


@requires(Role.COORDINATOR, profile="care")
@require_safe
def coordinator_start(request: HttpRequest) -> HttpResponse:
    """The work list: next step, what has no time, the guarantee, and what does not hang together."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    plans = looked_at(DjangoPlanStore(), actor, now())
    pressing = sum(one.at_risk is not None for one in plans)
    asked = request.GET.get("visa", "")
    chosen = asked if asked in SHOWN else "alla"
    context = {
        "title": _title(len(plans), pressing),
        "lines": [_line(one) for one in plans if SHOWN[chosen][1](one)],
        "filters": [
            (key, word, sum(shows(one) for one in plans), key == chosen)
            for key, (word, shows) in SHOWN.items()
        ],
        "has_plans": bool(plans),
        "near": NEAR,
    }
    return render(request, "pages/care/work_list.html", context)


@requires(Role.COORDINATOR, profile="care")
@require_safe
def plan(request: HttpRequest, plan_id: str) -> HttpResponse:
    """One plan, with the reason and the paragraph that let her read it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    store = DjangoPlanStore()
    view = show_plan(store, actor, PlanId(plan_id), now())
    if isinstance(view, Denied):
        return no_such_plan(request)
    whole = whole_of(store, actor, view, now())
    moves = _moves(view)
    waiting = [found for step in view.overview.steps if (found := waiting_of(step, today())) is not None]
    context = {
        "view": view,
        "title": _plan_title(view),
        "steps": words.time_line(view.overview, today(), moves, to_staff=True, further=_further(view)),
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
        "told": told(request),
        "sources": sources_of(view.plan, to_patient=False),
        "clashes": [_clash(clash, view) for clash in whole.clashes],
        "handovers": [handing.shown(one, view.plan) for one in view.plan.handovers],
        "stays": [_stay(one) for one in whole.stays],
        **around(whole, today()),
    }
    return render(request, "pages/care/plan.html", context)


def _clash(clash: Clash, view: PlanView) -> tuple[str, list[SafeString | str], str, str]:
    """What does not hang together: what, which steps, the value it is about, and what to do."""
    steps = [words.in_swedish(view.plan.step(step_id).what) for step_id in clash.steps]
    return formats.said(clash.message), steps, clash.value or "", formats.said(clash.remedy)


def _stay(stay: Stay) -> list[tuple[str, StatusWord, str, str]]:
    """The clocks of a stay in hospital: what, whether it was held, the last moment, and where it stands."""
    titles = discharge_rules().clocks
    return [
        (
            formats.said(titles[clock.limit].title),
            _held(clock),
            formats.moment(clock.due_by) if clock.due_by else "",
            words.in_law(f"{clock.law} {clock.paragraph}"),
        )
        for clock in stay.clocks
    ]


def _held(clock: HourClock) -> StatusWord:
    late = clock.overdue_at(now())
    if late is None:
        return StatusWord("rest", _("Går inte att avgöra"))
    if clock.stopped_at is None:
        return StatusWord("over", _("Inte gjort i tid")) if late else StatusWord("soon", _("Ska göras"))
    return StatusWord("over", _("Gjort för sent")) if late else StatusWord("within", _("Gjort i tid"))


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


def _about_contacts(one: ToLookAfter) -> list[Clash]:
    return [clash for clash in one.clashes if clash.kind in CONTACT]


def _line(plan: ToLookAfter) -> Line:
    view = plan.view
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
        more=list(dict.fromkeys(formats.said(clash.message) for clash in plan.clashes)),
    )


def _further(view: PlanView) -> dict[str, list[tuple[str, str]]]:
    """Where each step that is left is changed, and where a visit that begins today ends."""
    found = {}
    for one in view.overview.steps:
        if isinstance(one.step.when, Done):
            continue
        about = [view.plan.plan_id, one.step.step_id]
        found[one.step.step_id] = [(reverse("care-change-step", args=about), _("Ändra steget"))]
        if isinstance(one.step.when, Booked) and one.step.when.at.legal_day <= today():
            found[one.step.step_id].append((reverse("care-visit-end", args=about), _("Besöket är slut")))
    return found


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
