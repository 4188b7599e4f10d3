"""Hand a step over to another unit, and write down its answer. Until it has said yes, the giver has the step.

Here does not belong what happens to the step by a yes (`usecases.hand_over`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.handover import HandOver, Principal
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Done
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.pages.care import words
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.saying import words_field
from vardvag.service.pages.care.staff_form import chosen_field, offer_choices, units_of
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.hand_over import answer_hand_over, offer_hand_over
from vardvag.usecases.show_plan import Denied, PlanView
from vardvag.usecases.show_whole_plan import WholePlan, show_whole_plan

YES, NO = "ja", "nej"


class OfferForm(PlanForm):
    """Which step, and who is to take it over."""

    step = chosen_field(_("Steg"))
    taker = chosen_field(_("Vem ska ta över?"), _("Enheter som redan har ett steg i planen."))


class AnswerForm(PlanForm):
    """The other side's yes or no, and who gave it."""

    answer = forms.ChoiceField(
        label=_("Vad svarade mottagaren?"),
        choices=[(YES, _("Ja, vi tar över")), (NO, _("Nej"))],
    )
    answered_by = forms.CharField(
        label=_("Vem svarade?"), max_length=200, error_messages={"required": _("Skriv namnet.")}
    )
    reason = words_field(_("Om nej: varför?"))


def shown(one: HandOver, plan: PatientContract) -> dict[str, Any]:
    """A hand-over as the plan's page shows it."""
    if one.accepted_at is not None:
        state = gettext("Övertaget den %(day)s av %(who)s.") % {
            "day": formats.day(one.accepted_at.legal_day),
            "who": one.answered_by,
        }
    elif one.declined_at is not None:
        state = gettext("Nej den %(day)s från %(who)s: ”%(why)s”") % {
            "day": formats.day(one.declined_at.legal_day),
            "who": one.answered_by,
            "why": one.reason,
        }
    else:
        state = gettext("Erbjudet den %(day)s. Inget svar än: %(giver)s har det.") % {
            "day": formats.day(one.offered_at.legal_day),
            "giver": one.giver.owner.name,
        }
    return {
        "id": one.handover_id,
        "open": one.open,
        "what": [words.in_swedish(plan.step(step_id).what) for step_id in one.steps],
        "giver": words.in_swedish(one.giver.owner.name),
        "taker": words.in_swedish(one.taker.owner.name),
        "ring": words.ring(one.taker.ask.first[1]),
        "state": state,
    }


def _offer(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    whole = show_whole_plan(store, actor, plan, now)
    if isinstance(whole, Denied):
        return whole
    known = units_of(store, whole)
    step = whole.view.plan.step(StepId(asked["step"]))
    giver, taker = (_principal(known, unit) for unit in (step.owner.unit or "", asked["taker"]))
    if giver is None or taker is None:
        return Denied()  # Neither is offered by the form.
    return offer_hand_over(store, actor, plan, (step.step_id,), giver, taker, asked["version"], now)


def _principal(known: dict[str, Any], unit: str) -> Principal | None:
    if unit not in known:
        return None
    owner, ask, caregiver = known[unit]
    return Principal(owner, caregiver, ask)


def _choices(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    known = units_of(DjangoPlanStore(), found)
    left = [
        (step.step_id, f"{step.what} ({step.owner.name})")
        for step in found.view.plan.steps
        if step.owner.unit in known and not isinstance(step.when, Done)
    ]
    offer_choices(form, "step", left)
    offer_choices(form, "taker", [(unit, owner.name) for unit, (owner, _ask, _by) in known.items()])
    return {"to_staff": True}


OFFER = Change(OfferForm, "pages/care/hand_over.html", _offer, "overlamning", _choices)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Offer a step to another unit."""
    return change_page(request, plan_id, OFFER)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest, plan_id: str, handover_id: str) -> HttpResponseBase:
    """Write down the other side's answer."""

    def answer(
        store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment
    ) -> PlanView | Denied:
        return answer_hand_over(
            store,
            actor,
            plan,
            handover_id,
            asked["version"],
            now,
            accepted=asked["answer"] == YES,
            answered_by=asked["answered_by"],
            reason=asked["reason"] or None,
        )

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        offered = [one for one in found.view.plan.handovers if one.handover_id == handover_id]
        return {"to_staff": True, "handovers": [shown(one, found.view.plan) for one in offered]}

    change = Change(AnswerForm, "pages/care/hand_over_answer.html", answer, "overlamning", context)
    return change_page(request, plan_id, change)
