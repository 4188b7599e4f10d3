"""The form that gives a step another time: what is asked, what is refused, and what two at once come to.

Who has a time already is asked first: how she said yes is a field of the form. Here does not belong when that
is so (`usecases.move_step.asks_her`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.overview import StepView
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.standing import waiting_of
from vardvag.contracts.store import Conflict
from vardvag.contracts.times import Booked
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.pages.care import labels, words
from vardvag.service.pages.care.change import at_the_fields
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.report import pass_on
from vardvag.service.pages.care.saved import tell
from vardvag.service.pages.care.staff_form import conditional
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.move_step import Yes, move_step
from vardvag.usecases.show_plan import Denied, PlanView, show_plan


class MoveForm(forms.Form):
    """A new day and a new clock time, in Sweden; and the patient's yes, where she has a time already.

    `version` is the plan that was on the screen.
    """

    day = forms.DateField(
        label=gettext_lazy("Ny dag"),
        help_text=gettext_lazy("Skriv den som 2019-12-31."),
        input_formats=["%Y-%m-%d", "%Y%m%d"],
        # Written, not picked: a browser's own field shows a day in its order of day and month, not in ours.
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Skriv vilken dag, till exempel 2019-12-31."),
            "invalid": gettext_lazy("Dagen går inte att läsa. Skriv den som 2019-12-31."),
        },
    )
    time = forms.TimeField(
        label=gettext_lazy("Ny tid"),
        help_text=gettext_lazy("Klockslag i Sverige, som 08.30."),
        input_formats=["%H.%M", "%H:%M"],
        widget=forms.TimeInput(attrs={"autocomplete": "off"}, format="%H.%M"),
        error_messages={
            "required": gettext_lazy("Skriv ett klockslag, till exempel 08.30."),
            "invalid": gettext_lazy("Klockslaget går inte att läsa. Skriv det som 08.30."),
        },
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Hur sade patienten ja till den nya tiden?"),
        choices=[("", gettext_lazy("Välj")), *((one.value, labels.WAYS[one]) for one in labels.ON_BEHALF)],
        required=False,
    )
    speaker = forms.ChoiceField(
        label=gettext_lazy("Vem sade ja?"),
        choices=[(one.value, labels.SPEAKERS[one]) for one in (Speaker.PATIENT, Speaker.RELATIVE)],
        required=False,
    )
    name = forms.CharField(label=gettext_lazy("Namn på den som sade ja"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        conditional(self, "way", "speaker", "name")

    @property
    def yes(self) -> Yes | None:
        """Her yes, if anything is said of how it came."""
        said = self.cleaned_data
        if not said["way"]:
            return None
        return Yes(Speaker(said["speaker"] or Speaker.PATIENT), Way(said["way"]), said["name"])

    def clean(self) -> dict[str, Any]:
        """A time that exists in Sweden and is yet to come."""
        cleaned = super().clean() or {}
        if "day" not in cleaned or "time" not in cleaned:
            return cleaned
        try:
            at = Moment.of(datetime.combine(cleaned["day"], cleaned["time"]))
        except Unreadable:
            self.add_error("time", _("Den tiden finns inte, eller finns två gånger. Välj en annan."))
            return cleaned
        if at <= now():
            self.add_error("day", _("Tiden har redan varit. Välj en tid som kommer."))
        return cleaned | {"at": at}


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, plan_id: str, step_id: str) -> HttpResponseBase:
    """Show the form; or save the new time, and lead on to the plan."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    store, plan, step = DjangoPlanStore(), PlanId(plan_id), StepId(step_id)
    if request.method != "POST":
        return _form_page(request, show_plan(store, actor, plan, now()), step, None)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _form_page(request, show_plan(store, actor, plan, now()), step, form, status=400)
    at, version = form.cleaned_data["at"], form.cleaned_data["version"]
    try:
        moved = move_step(store, actor, plan, step, at, version, now(), yes=form.yes)
    except BadInput as refused:
        view = show_plan(store, actor, plan, now())
        left = at_the_fields(form, refused.findings)
        return _form_page(request, view, step, form, findings=left, status=400)
    except Conflict:
        return _conflict_page(request, show_plan(store, actor, plan, now()), step, at, form)
    if isinstance(moved, Denied):
        return no_such_plan(request)
    tell(request, step, pass_on(moved.plan.step(step)))
    return HttpResponseRedirect(reverse("care-plan", args=[plan_id]))


def _form_page(
    request: HttpRequest,
    view: PlanView | Denied,
    step_id: StepId,
    form: MoveForm | None,
    *,
    findings: tuple[Finding, ...] = (),
    status: int = 200,
) -> HttpResponse:
    if isinstance(view, Denied):
        return no_such_plan(request)
    step = _step(view, step_id)
    if form is not None and isinstance(step.step.when, Booked):
        _ask_for_yes(form)
    initial = {"version": view.plan.version, "name": view.person.name} | _same_clock(step)
    context = _shown(view, step) | {
        "form": form or MoveForm(initial=initial),
        "findings": findings,
    }
    return render(request, "pages/care/move.html", context, status=status)


def _ask_for_yes(form: MoveForm) -> None:
    """Tell of a missing yes together with what is wrong with the time, and not after it."""
    if not form.cleaned_data.get("way") and "way" not in form.errors:
        form.add_error("way", _("Patienten har en tid. Fråga henne, och skriv hur hon svarade."))


def _conflict_page(
    request: HttpRequest, view: PlanView | Denied, step_id: StepId, at: Moment, sent: MoveForm
) -> HttpResponse:
    """409: what was wished and what stands, side by side, with a form for the plan as it is now."""
    if isinstance(view, Denied):
        return no_such_plan(request)
    step = _step(view, step_id)
    clock = at.stockholm
    said = {name: sent.cleaned_data[name] for name in ("way", "speaker", "name")}
    form = MoveForm(initial={"day": clock.date(), "time": clock.time(), "version": view.plan.version} | said)
    context = _shown(view, step) | {"form": form, "wished": formats.moment(at), "conflict": True}
    return render(request, "pages/care/move.html", context, status=409)


def _step(view: PlanView, step_id: StepId) -> StepView:
    """The step as shown. NotFound, the page that there is no such page, when the plan has none so named."""
    view.plan.step(step_id)
    return next(step for step in view.overview.steps if step.step.step_id == step_id)


def _same_clock(step: StepView) -> dict[str, Any]:
    """The clock time it has: most often only the day is another."""
    return {"time": step.step.when.at.stockholm.time()} if isinstance(step.step.when, Booked) else {}


def _shown(view: PlanView, step: StepView) -> dict[str, Any]:
    waiting = waiting_of(step, today())
    return {
        "view": view,
        "step_id": step.step.step_id,
        "what": words.in_swedish(step.step.what),
        "has_time": isinstance(step.step.when, Booked),
        "current": words.when(step) or _("ingen tid än"),
        "last_day": waiting.clock.last_day if waiting and waiting.days_left is not None else None,
        "passed": waiting is not None and (waiting.days_left or 0) < 0,
        "clock": words.clock_words(waiting.clock, today()) if waiting else formats.said(step.no_limit or ""),
        "before": [
            (words.in_swedish(other.step.what), words.when(other))
            for other in view.overview.steps
            if other.step.step_id in step.step.depends_on
        ],
    }
