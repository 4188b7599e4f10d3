"""The patient's own word, logged in: yes or no to the plan, what matters, wishes, another time, a step done.

None of it changes a step of care or a time: care answers. Here does not belong what staff write down for her
(`on_behalf`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.said import Speaker
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import labels, whole, words
from vardvag.service.pages.care.change import Change, Cleaned, Context, PlanForm, change_page
from vardvag.usecases.answer_version import answer_version, comment_version
from vardvag.usecases.do_own_step import do_own_step
from vardvag.usecases.show_plan import Denied, PlanView
from vardvag.usecases.show_whole_plan import WholePlan
from vardvag.usecases.state_wishes import decline_time, state_wishes, write_what_matters

LONGEST_WORDS = 2000
YES, NO, COMMENT = "ja", "nej", "kommentar"


def words_field(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    """A few lines of somebody's own words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv några ord.")},
    )


def clock_field(label: Any, hint: Any) -> forms.TimeField:
    """A clock time in Sweden that may be left out."""
    return forms.TimeField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=["%H.%M", "%H:%M"],
        widget=forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Klockslaget går inte att läsa. Skriv det som 08.30.")},
    )


class AnswerForm(PlanForm):
    """Yes, no, or only a comment."""

    words = words_field(_("Vill du säga något om planen?"))
    answer = forms.ChoiceField(choices=[(one, one) for one in (YES, NO, COMMENT)])

    def clean(self) -> dict[str, Any]:
        """A no and a comment need words: somebody has to know what to mend."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") in (NO, COMMENT) and not cleaned.get("words", "").strip():
            self.add_error("words", _("Skriv vad som behöver ändras, eller vad du vill säga."))
        return cleaned


class MattersForm(PlanForm):
    """Vad är viktigt för dig?"""

    words = words_field(_("Vad är viktigt för dig?"), _("Med dina egna ord."), required=True)


class WishesForm(PlanForm):
    """When times suit her."""

    words = words_field(_("Vad vill du att vi tänker på när vi bokar?"))
    not_weekdays = forms.MultipleChoiceField(
        label=_("Dagar som inte passar"),
        choices=[(str(day), word) for day, word in labels.WEEKDAYS.items() if day <= 5],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    earliest = clock_field(_("Tidigast klockan"), _("Skriv som 09.30."))
    latest = clock_field(_("Senast klockan"), _("Skriv som 15.00."))


class OtherTimeForm(PlanForm):
    """What would suit her better. `booked` is the time that was on the screen, if there was one."""

    booked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    words = words_field(_("Vad skulle passa dig bättre?"), required=True)

    def clean_booked(self) -> Moment | None:
        """The time, read."""
        kept = self.cleaned_data["booked"]
        try:
            return Moment.parse(kept) if kept else None
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable


class DoneForm(PlanForm):
    """That she has done a step of her own."""


def _answer(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    version, said = asked["version"], asked["words"]
    if asked["answer"] == COMMENT:
        return comment_version(store, actor, plan, version, now, words=said, speaker=Speaker.PATIENT)
    confirmed = asked["answer"] == YES
    return answer_version(
        store, actor, plan, version, now, confirmed=confirmed, speaker=Speaker.PATIENT, words=said
    )


def _matters(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    return write_what_matters(store, actor, plan, asked["words"], asked["version"], now)


def _wishes(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    return state_wishes(
        store,
        actor,
        plan,
        asked["version"],
        now,
        not_weekdays=frozenset(int(day) for day in asked["not_weekdays"]),
        earliest=asked["earliest"],
        latest=asked["latest"],
        words=asked["words"],
    )


def _wished_before(found: WholePlan) -> dict[str, Any]:
    wishes = found.view.plan.wishes
    if wishes is None:
        return {}
    return {
        "words": wishes.words,
        "not_weekdays": [str(day) for day in sorted(wishes.not_weekdays)],
        "earliest": wishes.earliest,
        "latest": wishes.latest,
    }


ANSWER = Change(
    AnswerForm,
    "pages/care/answer.html",
    _answer,
    "svar",
    context=lambda found, form: {"said_of_version": whole.version_words(found.version)},
)
MATTERS = Change(
    MattersForm,
    "pages/care/matters.html",
    _matters,
    "viktigt",
    initial=lambda found: {"words": found.view.plan.what_matters},
)
WISHES = Change(WishesForm, "pages/care/wishes.html", _wishes, "onskemal", initial=_wished_before)


@requires(Role.PATIENT, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Yes or no to the version on the screen, or a comment."""
    return change_page(request, plan_id, ANSWER)


@requires(Role.PATIENT, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """What matters to her."""
    return change_page(request, plan_id, MATTERS)


@requires(Role.PATIENT, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Her wishes for her times."""
    return change_page(request, plan_id, WISHES)


@requires(Role.PATIENT, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def other_time(request: HttpRequest, plan_id: str, step_id: str) -> HttpResponseBase:
    """Say what would suit her better than the time of a step, or what suits her where there is none."""
    step = StepId(step_id)

    def ask(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
        booked, said, version = asked["booked"], asked["words"], asked["version"]
        if booked is not None:
            return decline_time(store, actor, plan, step, booked, said, version, now)
        return state_wishes(store, actor, plan, version, now, step=step, words=said)

    def shown(found: WholePlan) -> dict[str, Any]:
        when = found.view.plan.step(step).when
        return {"booked": str(when.at) if isinstance(when, Booked) else ""}

    change = Change(
        OtherTimeForm, "pages/care/other_time.html", ask, "annan-tid", _about(step), initial=shown
    )
    return change_page(request, plan_id, change)


@requires(Role.PATIENT, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def own_step(request: HttpRequest, plan_id: str, step_id: str) -> HttpResponseBase:
    """That a step of her own is done, today."""
    step = StepId(step_id)

    def do(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
        return do_own_step(store, actor, plan, step, now.legal_day, asked["version"], now)

    change = Change(DoneForm, "pages/care/own_step.html", do, "steg", _about(step))
    return change_page(request, plan_id, change)


def _about(step_id: StepId) -> Context:
    """The step as it stands. NotFound, the page that there is no such page, when there is none so named."""

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        found.view.plan.step(step_id)
        seen = next(one for one in found.view.overview.steps if one.step.step_id == step_id)
        return {
            "step_id": step_id,
            "what": words.in_swedish(seen.step.what),
            "when": words.when(seen),
            "where": words.in_swedish(seen.step.where or ""),
            "ring": words.ring(seen.ask),
        }

    return context
