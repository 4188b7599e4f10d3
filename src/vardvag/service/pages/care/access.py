"""Vem får se mina uppgifter? What holds, and what the patient says of it: blocks, consents, who acts for her.

She says it logged in, or staff write down what she said on the telephone or in a letter. A guardian is shown
it and may not block. Here does not belong what only staff write down (`access_staff`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.block import BlockKind
from vardvag.contracts.access.objection import Objector
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.said import Way
from vardvag.contracts.store import PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import labels
from vardvag.service.pages.care.access_words import access_words
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, address_of, change_page
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.done import told
from vardvag.service.pages.care.staff_form import chosen_field, day_after, day_field, offer_choices
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.object_to_sharing import lift_block, object_to_sharing
from vardvag.usecases.record_consent import record_consent, withdraw_consent
from vardvag.usecases.record_representation import end_representation
from vardvag.usecases.show_access import show_access
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.show_whole_plan import WholePlan

HOME = "care-access"
SAYS = (Role.PATIENT, Role.COORDINATOR)
"""Who says, or writes down, what the patient says of it."""


class SaidByHer(PlanForm):
    """Her own word. Logged in she says it herself; for staff it has how it came, and who said it."""

    way = forms.ChoiceField(
        label=_("Hur sade patienten det?"),
        choices=[(one.value, labels.WAYS[one]) for one in labels.ON_BEHALF],
    )
    name = forms.CharField(
        label=_("Namn på den som sade det"), max_length=200, error_messages={"required": _("Skriv namnet.")}
    )


class BlockForm(SaidByHer):
    """What is blocked, and whose word it is."""

    kind = forms.ChoiceField(
        label=_("Vad ska spärras?"),
        choices=[
            (BlockKind.OUTER.value, _("För andra vårdgivare och kommunen (yttre spärr)")),
            (BlockKind.INNER.value, _("För andra enheter hos samma vårdgivare (inre spärr)")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad som ska spärras.")},
    )
    objector = forms.ChoiceField(
        label=_("Vem vill spärra?"),
        choices=[
            (Objector.PATIENT.value, _("patienten själv")),
            (Objector.GUARDIAN.value, _("en vårdnadshavare")),
            (Objector.PROXY.value, _("ett ombud")),
        ],
    )
    field_order = ("kind", "objector", "name", "way")


class ConsentForm(SaidByHer):
    """Which unit may read, and until when."""

    unit = chosen_field(_("Vilken enhet får läsa vad andra har skrivit?"))
    until = day_field(_("Till och med den"), required=False)
    field_order = ("unit", "until", "name", "way")


def form_for(actor: Actor, form: type[SaidByHer]) -> type[SaidByHer]:
    """The form as *actor* has it: who is logged in as herself is not asked whose word it is."""
    if actor.role is not Role.PATIENT:
        return form
    gone: dict[str, Any] = dict.fromkeys(("way", "name", "objector"))
    return type(form)(form.__name__, (form,), gone)


def her_voice(asked: Cleaned) -> dict[str, Any]:
    """How her word came and from whom, as the use-cases take it."""
    return {"way": Way(asked.get("way") or Way.LOG_IN), "name": asked.get("name", "")}


@requires(Role.PATIENT, Role.COORDINATOR, Role.GUARDIAN, profile="care")
@require_safe
def shown(request: HttpRequest, plan_id: str) -> HttpResponse:
    """What holds of access to the plan's person's data."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    said = show_access(DjangoPlanStore(), actor, PlanId(plan_id), now())
    if isinstance(said, Denied):
        return no_such_plan(request)
    context = {
        "plan_id": plan_id,
        "back": address_of(actor, plan_id),
        "to_staff": actor.role is Role.COORDINATOR,
        "to_guardian": actor.role is Role.GUARDIAN,
        "to_patient": actor.role is Role.PATIENT,
        "told": told(request),
        **access_words(said, now()),
    }
    return render(request, "pages/care/access.html", context)


def _block(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
    kind, objector = BlockKind(asked["kind"]), Objector(asked.get("objector") or Objector.PATIENT)
    made = object_to_sharing(store, actor, plan, kind, at, objector=objector, **her_voice(asked))
    if isinstance(made, Denied) and objector is not Objector.PATIENT:
        # The attempt is in the log; the one who wrote it down has to know why it blocks nothing.
        raise BadInput(_NOT_SO, [Finding("block-not-hers", _ONLY_SHE, _ASK_HER, column="objector")])
    return made


def _consent(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
    unit, last = asked["unit"], asked["until"]
    until = Moment.of(datetime.combine(day_after(last), time())) if last else None
    try:
        provider = store.caregiver_of(unit)
    except NotFound as unknown:
        raise BadInput(_NOT_SO, [Finding("consent-unit", _NO_UNIT, _CHOOSE, column="unit")]) from unknown
    return record_consent(store, actor, plan, unit, at, provider=provider, until=until, **her_voice(asked))


def _units(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    """The units of the plan whose caregiver is known: those that a consent can be to."""
    store, plan = DjangoPlanStore(), found.view.plan
    units = {plan.coordinator.unit, *(step.owner.unit for step in plan.steps if step.owner.unit)}
    named = {unit: store.unit_name(unit) for unit in sorted(units)}
    offer_choices(form, "unit", [(unit, name) for unit, name in named.items() if name])
    return {"to_access": True, "to_staff": "way" in form.fields}


def _plain(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    return {"to_access": True, "to_staff": "way" in form.fields}


def _named(found: WholePlan) -> dict[str, Any]:
    return {"name": found.view.person.name}


@requires(*SAYS, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """She objects: the data are blocked at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    form = form_for(actor, BlockForm)
    change = Change(form, "pages/care/access_block.html", _block, "sparrat", _plain, _named, HOME)
    return change_page(request, plan_id, change)


@requires(*SAYS, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """She consents that a unit reads what others have documented."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    form = form_for(actor, ConsentForm)
    change = Change(form, "pages/care/access_consent.html", _consent, "samtycke", _units, _named, HOME)
    return change_page(request, plan_id, change)


Undo = Callable[..., AccessKept | Denied]


def _undo(request: HttpRequest, plan_id: str, record_id: str, kind: str, undo: Undo) -> HttpResponseBase:
    """A page that takes back what a record said."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware

    def do(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
        return undo(store, actor, plan, record_id, at, **her_voice(asked))

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        return {**_plain(found, form), "kind": kind}

    form = form_for(actor, SaidByHer)
    return change_page(
        request, plan_id, Change(form, "pages/care/access_undo.html", do, kind, context, _named, HOME)
    )


@requires(*SAYS, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest, plan_id: str, record_id: str) -> HttpResponseBase:
    """She asks for an outer block to be lifted."""
    return _undo(request, plan_id, record_id, "havt", lift_block)


@requires(*SAYS, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, plan_id: str, record_id: str) -> HttpResponseBase:
    """She takes a consent back."""
    return _undo(request, plan_id, record_id, "samtycke-slut", withdraw_consent)


@requires(*SAYS, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, plan_id: str, record_id: str) -> HttpResponseBase:
    """She ends that somebody acts for her."""
    return _undo(request, plan_id, record_id, "foretradare-slut", end_representation)


_NOT_SO = Text("Det kan inte sparas så.", "It cannot be kept so.")
_ONLY_SHE = Text(
    "Bara patienten själv kan spärra; en vårdnadshavare får inte spärra ett barns uppgifter "
    "(lag 2022:913 2 kap. 3 §, patientdatalagen 4 kap. 4 §)",
    "Only the patient herself can block; a guardian may not block a child's data "
    "(lag 2022:913 2 kap. 3 §, patientdatalagen 4 kap. 4 §)",
)
_ASK_HER = Text("Fråga patienten själv.", "Ask the patient herself.")
_NO_UNIT = Text("Enheten finns inte i planen", "No such unit is in the plan")
_CHOOSE = Text("Välj en i listan.", "Choose one in the list.")
