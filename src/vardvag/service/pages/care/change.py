"""How a form changes a plan: shown, tried, refused with every reason, or told that somebody else was first.

Each page gives the form, its template and the use-case. Who loses against another's change keeps what she
wrote and sees what has been done since. Here does not belong any one change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import Conflict, PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.look import formats
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.history import since_words
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.show_plan import Denied, PlanView
from vardvag.usecases.show_whole_plan import WholePlan, show_whole_plan

Cleaned = Mapping[str, Any]
Do = Callable[[PlanStore, Actor, PlanId, Cleaned, Moment], PlanView | AccessKept | Denied]
Context = Callable[[WholePlan, forms.Form], Mapping[str, Any]]
Initial = Callable[[WholePlan], Mapping[str, Any]]


class PlanForm(forms.Form):
    """A form about a plan. `version` is the plan that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


@dataclass(frozen=True)
class Change:
    """A page that changes a plan. `done` names what is told afterwards (`done.DONE`), on the page `home`: the
    plan's, where none is named."""

    form: type[PlanForm]
    template: str
    do: Do
    done: str
    context: Context = field(default=lambda whole, form: {})
    initial: Initial = field(default=lambda whole: {})
    home: str = ""

    def address(self, actor: Actor, plan_id: str) -> str:
        """Where it is told, and what *Avbryt* leads back to."""
        return reverse(self.home, args=[plan_id]) if self.home else address_of(actor, plan_id)


def change_page(request: HttpRequest, plan_id: str, change: Change) -> HttpResponseBase:
    """The form; or the change, and on to the plan."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    store, plan = DjangoPlanStore(), PlanId(plan_id)
    if request.method != "POST":
        return _shown(request, store, actor, plan, change)
    form = change.form(request.POST)
    if not form.is_valid():
        return _shown(request, store, actor, plan, change, form=form, status=400)
    try:
        changed = change.do(store, actor, plan, form.cleaned_data, now())
    except BadInput as refused:
        left = at_the_fields(form, refused.findings)
        return _shown(request, store, actor, plan, change, form=form, findings=left, status=400)
    except Conflict as conflict:
        return _shown(request, store, actor, plan, change, form=form, seen=conflict.expected, status=409)
    if isinstance(changed, Denied):
        return no_such_plan(request)
    return HttpResponseRedirect(f"{change.address(actor, plan_id)}?klart={change.done}")


def at_the_fields(form: forms.Form, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Tell each finding at the field it names, with its remedy. Those left name no field of the form."""
    left = []
    for one in findings:
        name = (one.column or "").rpartition(".")[2]
        if name in form.fields:
            form.add_error(name, f"{formats.said(one.message)}. {formats.said(one.remedy)}")
        else:
            left.append(one)
    return tuple(left)


def address_of(actor: Actor, plan_id: str) -> str:
    """The page of a plan, as this reader has it."""
    pages = {Role.PATIENT: "own-plan", Role.GUARDIAN: "child-plan", Role.CARE_STAFF: "staff-plan"}
    return reverse(pages.get(actor.role, "care-plan"), args=[plan_id])


def _with_version(request: HttpRequest, version: int) -> QueryDict:
    sent = request.POST.copy()
    sent["version"] = str(version)
    return sent


def _shown(
    request: HttpRequest,
    store: PlanStore,
    actor: Actor,
    plan_id: PlanId,
    change: Change,
    *,
    form: PlanForm | None = None,
    findings: tuple[Finding, ...] = (),
    seen: int | None = None,
    status: int = 200,
) -> HttpResponse:
    whole = show_whole_plan(store, actor, plan_id, now())
    if isinstance(whole, Denied):
        return no_such_plan(request)
    version = whole.view.plan.version
    if form is None:
        form = change.form(initial={**change.initial(whole), "version": version})
    elif seen is not None:
        # What she wrote stays; sent once more it is a change of the plan as it is now.
        form = change.form(_with_version(request, version))
        form.is_valid()
    context = {
        "view": whole.view,
        "whole": whole,
        "form": form,
        "findings": findings,
        "since": None if seen is None else since_words(store, actor, plan_id, seen),
        "back": change.address(actor, plan_id),
        **change.context(whole, form),
    }
    return render(request, change.template, context, status=status)
