"""The SIP's form: opened with consent, written in until nothing is missing, closed with a reason.

What it still lacks by law is told on the page, and keeps nobody from saving. Here does not belong what the
law asks of it (`contracts.sip_content`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.sip import Intervention, Participant, ParticipantKind, PrincipalKind, Sip, SipGoal
from vardvag.contracts.step import OwnerKind
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Done
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import labels
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.saying import words_field
from vardvag.service.pages.care.staff_form import ManyField, VoiceForm, day_field, offer_choices, voice_of
from vardvag.service.pages.care.whole import around
from vardvag.service.today import today
from vardvag.usecases.make_sip import close_sip, open_sip, write_sip
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import WholePlan

PRINCIPALS = {
    OwnerKind.CARE_UNIT: PrincipalKind.REGION,
    OwnerKind.MUNICIPAL_UNIT: PrincipalKind.MUNICIPALITY,
    OwnerKind.RELATIVE: PrincipalKind.OTHER,
    OwnerKind.PATIENT: PrincipalKind.OTHER,
}
"""Whose responsibility a step is, by who owns it."""
YES, NO, UNSAID = "ja", "nej", "ej-sagt"


class OpenForm(VoiceForm):
    """The person's consent, which a SIP takes."""

    consents = forms.BooleanField(
        label=_("Personen samtycker till att en SIP görs"),
        required=False,
    )

    field_order = ("consents", "speaker", "name", "way")


class WriteForm(PlanForm):
    """The four statements, goals, who takes part and when it is followed up."""

    own_goal = words_field(_("Personens mål, med egna ord"))
    goals = words_field(_("Andra mål"), _("Ett på varje rad."))
    steps = ManyField(label=_("Insatser som behövs"), required=False)
    by_others = forms.ChoiceField(
        label=_("Gör någon annan än regionen eller kommunen något?"),
        choices=[(UNSAID, _("Inte sagt än")), (YES, _("Ja")), (NO, _("Nej"))],
    )
    overall = forms.ChoiceField(
        label=_("Vem har det övergripande ansvaret?"),
        choices=[
            ("", _("Inte sagt än")),
            (PrincipalKind.REGION.value, labels.PRINCIPALS[PrincipalKind.REGION]),
            (PrincipalKind.MUNICIPALITY.value, labels.PRINCIPALS[PrincipalKind.MUNICIPALITY]),
        ],
        required=False,
    )
    overall_contact = forms.CharField(label=_("Vem där?"), max_length=200, required=False)
    person_present = forms.BooleanField(label=_("Personen själv deltar"), required=False)
    not_present = forms.CharField(label=_("Om personen inte deltar: varför?"), max_length=500, required=False)
    relatives = words_field(_("Närstående som deltar"), _("Ett namn på varje rad."))
    from_region = words_field(_("Deltar från regionen"), _("Ett namn på varje rad."))
    from_municipality = words_field(_("Deltar från kommunen"), _("Ett namn på varje rad."))
    follow_up_on = day_field(_("Följs upp den"), required=False)


class CloseForm(PlanForm):
    """Why it is closed."""

    why = words_field(_("Varför avslutas SIP:en?"), required=True)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _newest(found: WholePlan | PlanView) -> Sip | None:
    plan = found.view.plan if isinstance(found, WholePlan) else found.plan
    return next((one for one in plan.sips if one.open), None)


def _open(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    return open_sip(store, actor, plan, asked["version"], now, consents=asked["consents"], **voice_of(asked))


def _write(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    view = show_plan(store, actor, plan, now)
    if isinstance(view, Denied) or (before := _newest(view)) is None:
        return Denied()
    written = replace(
        before,
        interventions=_interventions(before, view, asked["steps"]),
        by_others={YES: True, NO: False}.get(asked["by_others"]),
        overall=PrincipalKind(asked["overall"]) if asked["overall"] else None,
        overall_contact=asked["overall_contact"] or None,
        goals=_goals(asked),
        participants=_participants(view, asked),
        not_present=asked["not_present"] or None,
        follow_up_on=asked["follow_up_on"],
    )
    return write_sip(store, actor, plan, written, asked["version"], now)


def _close(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    view = show_plan(store, actor, plan, now)
    if isinstance(view, Denied) or (before := _newest(view)) is None:
        return Denied()
    return close_sip(store, actor, plan, before.sip_id, asked["why"], asked["version"], now)


def _interventions(before: Sip, view: PlanView, chosen: list[str]) -> tuple[Intervention, ...]:
    """Those chosen, as they were where somebody has taken them; and those that are no step of the plan."""
    taken = {one.step: one for one in before.interventions if one.step is not None and one.responsible}
    known = {step.step_id: step for step in view.plan.steps}
    found = [one for one in before.interventions if one.step is None]
    # What she is not shown she cannot choose; what stands of it is kept by the use-case.
    for step in (known[StepId(step_id)] for step_id in chosen if step_id in known):
        new = Intervention(step.what, PRINCIPALS[step.owner.kind], step.owner.name, step.step_id)
        found.append(taken.get(step.step_id, new))
    return tuple(found)


def _goals(asked: Cleaned) -> tuple[SipGoal, ...]:
    own = [SipGoal(line, own_words=True) for line in _lines(asked["own_goal"])]
    return (*own, *(SipGoal(line) for line in _lines(asked["goals"])))


def _participants(view: PlanView, asked: Cleaned) -> tuple[Participant, ...]:
    person = [Participant(view.person.name, ParticipantKind.PERSON)] if asked["person_present"] else []
    named = (
        (ParticipantKind.RELATIVE, asked["relatives"]),
        (ParticipantKind.REGION, asked["from_region"]),
        (ParticipantKind.MUNICIPALITY, asked["from_municipality"]),
    )
    return (*person, *(Participant(name, kind) for kind, text in named for name in _lines(text)))


def _written_before(found: WholePlan) -> dict[str, Any]:
    sip = _newest(found)
    if sip is None:
        return {}
    names = {
        kind: "\n".join(one.name for one in sip.participants if one.kind is kind) for kind in ParticipantKind
    }
    return {
        "own_goal": "\n".join(goal.what for goal in sip.goals if goal.own_words),
        "goals": "\n".join(goal.what for goal in sip.goals if not goal.own_words),
        "steps": [one.step for one in sip.interventions if one.step],
        "by_others": UNSAID if sip.by_others is None else (YES if sip.by_others else NO),
        "overall": sip.overall.value if sip.overall else "",
        "overall_contact": sip.overall_contact or "",
        "person_present": bool(names[ParticipantKind.PERSON]),
        "not_present": sip.not_present or "",
        "relatives": names[ParticipantKind.RELATIVE],
        "from_region": names[ParticipantKind.REGION],
        "from_municipality": names[ParticipantKind.MUNICIPALITY],
        "follow_up_on": sip.follow_up_on,
    }


def _context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    if "steps" in form.fields:
        sip = _newest(found)
        written = {one.step for one in sip.interventions} if sip else set()
        steps = [
            (step.step_id, f"{step.what} ({step.owner.name})")
            for step in found.view.plan.steps
            if step.step_id in written or not isinstance(step.when, Done)
        ]
        offer_choices(form, "steps", steps)
    lacks = next((lacking for sip, lacking in found.sip_lacks), ())
    return {"to_staff": True, "lacks": lacks, "has_sip": bool(found.sip_lacks), **around(found, today())}


OPEN = Change(
    OpenForm,
    "pages/care/sip_open.html",
    _open,
    "sip",
    _context,
    initial=lambda found: {"name": found.view.person.name},
)
WRITE = Change(WriteForm, "pages/care/sip_write.html", _write, "sip", _context, initial=_written_before)
CLOSE = Change(CloseForm, "pages/care/sip_close.html", _close, "sip", _context)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Open a SIP."""
    return change_page(request, plan_id, OPEN)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Write in the open SIP."""
    return change_page(request, plan_id, WRITE)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Close the open SIP."""
    return change_page(request, plan_id, CLOSE)
