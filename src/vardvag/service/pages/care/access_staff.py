"""What only staff write down of access: that she is informed, relations, who acts for her, her capacity.

Here does not belong what she says herself (`access`), nor what an emergency opens (`emergency`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.records import CapacityStated, RelationKind
from vardvag.contracts.access.representation import RepresentationKind
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.store import PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care.access import HOME
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.staff_form import day_after, day_field
from vardvag.service.today import today
from vardvag.usecases.give_information import give_information
from vardvag.usecases.keep_access import AccessKept
from vardvag.usecases.record_relation import record_relation
from vardvag.usecases.record_representation import record_representation
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.show_whole_plan import WholePlan
from vardvag.usecases.state_capacity import state_capacity

CAN, CANNOT, CHILD = "kan", "kan-inte", "barn"
BEGUN, OVER = "borjat", "slut"


def _provider_field(hint: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Vårdgivare eller omsorgsgivare"), help_text=hint, max_length=64, required=False
    )


class InformedForm(PlanForm):
    """About whose data she has been informed."""

    provider = _provider_field(_("Som den heter i katalogen. Tomt: planens egen vårdgivare."))


class RelationForm(PlanForm):
    """Whose relation to her, and whether it has begun or is over."""

    kind = forms.ChoiceField(
        label=_("Vad är det för relation?"),
        choices=[
            (RelationKind.CARE.value, _("Vård: en patientrelation")),
            (RelationKind.SUPPORT.value, _("Omsorg: får insatser eller utreds för dem")),
        ],
    )
    provider = _provider_field(_("Som den heter i katalogen. Tomt: planens egen vårdgivare."))
    state = forms.ChoiceField(
        label=_("Har den börjat eller är den slut?"),
        choices=[(BEGUN, _("Den pågår")), (OVER, _("Den är slut"))],
    )


class ActingForm(PlanForm):
    """Who acts for her, by what right and when."""

    kind = forms.ChoiceField(
        label=_("Med vilken rätt?"),
        choices=[
            (RepresentationKind.GUARDIAN.value, _("Vårdnadshavare")),
            (RepresentationKind.PROXY.value, _("Ombud, som patienten har valt")),
        ],
    )
    by = forms.CharField(
        label=_("Vem företräder patienten?"),
        help_text=_("Personens beteckning i systemet, inte ett personnummer."),
        max_length=64,
        error_messages={"required": _("Skriv vem det är.")},
    )
    begun = day_field(_("Från och med den"))
    last = day_field(_("Till och med den"), required=False)
    decided_by_unit = forms.BooleanField(
        label=_("Mottagningen har beslutat att vårdnadshavaren fortsätter mellan åldersgränserna"),
        required=False,
    )


class CapacityForm(PlanForm):
    """Whether she can take a stand; and where she cannot, what is known of her attitude."""

    judged = forms.ChoiceField(
        label=_("Kan patienten ta ställning och samtycka?"),
        choices=[
            (CAN, _("Ja")),
            (CANNOT, _("Nej, och det är inte bara tillfälligt")),
            (CHILD, _("Nej, ett barn som inte kan samtycka självt")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett svar.")},
    )
    attitude_clarified = forms.BooleanField(
        label=_("Inställningen är klarlagd så långt det går"), required=False
    )
    would_not_object = forms.BooleanField(
        label=_("Inget talar för att patienten skulle ha motsatt sig"), required=False
    )


def _inform(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
    return give_information(store, actor, plan, at, asked["provider"] or None)


def _relate(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
    kind, over = RelationKind(asked["kind"]), asked["state"] == OVER
    return record_relation(store, actor, plan, kind, at, provider=asked["provider"] or None, ended=over)


def _act(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
    return record_representation(
        store,
        actor,
        plan,
        PersonId(asked["by"]),
        RepresentationKind(asked["kind"]),
        asked["begun"],
        at,
        ended=day_after(asked["last"]) if asked["last"] else None,
        decided_by_unit=asked["decided_by_unit"],
    )


def _judge(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> AccessKept | Denied:
    judged = CapacityStated(
        lacks_capacity=asked["judged"] == CANNOT,
        attitude_clarified=asked["attitude_clarified"],
        would_object=not asked["would_not_object"],
        child_cannot_consent=asked["judged"] == CHILD,
    )
    return state_capacity(store, actor, plan, judged, at)


def _staff(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    return {"to_access": True, "to_staff": True}


INFORMED = Change(InformedForm, "pages/care/access_informed.html", _inform, "informerad", _staff, home=HOME)
RELATION = Change(RelationForm, "pages/care/access_relation.html", _relate, "relation", _staff, home=HOME)
ACTING = Change(
    ActingForm,
    "pages/care/access_acting.html",
    _act,
    "foretradare",
    _staff,
    lambda found: {"begun": today()},
    HOME,
)
CAPACITY = Change(CapacityForm, "pages/care/access_capacity.html", _judge, "formaga", _staff, home=HOME)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def informed(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """She has been informed of joint documentation and her right to object."""
    return change_page(request, plan_id, INFORMED)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def relation(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """A provider's relation to her has begun, or is over."""
    return change_page(request, plan_id, RELATION)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def acting(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Somebody acts for her."""
    return change_page(request, plan_id, ACTING)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Whether she can take a stand."""
    return change_page(request, plan_id, CAPACITY)
