"""Steps added by a template of the user's own, and a plan elsewhere joined: named, not retyped.

Here does not belong what a template holds (`contracts.templates`), nor reading another system (`usecases`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vardvag.base.definitions import parse_definition
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.source_plans import CarePlanType, JoinedPlan
from vardvag.contracts.step import Owner, OwnerKind
from vardvag.contracts.store import PlanStore
from vardvag.contracts.templates import PathwayTemplate, pathway_template
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import labels
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.saying import words_field
from vardvag.service.pages.care.staff_form import day_field
from vardvag.service.pages.care.step_form import PATIENT
from vardvag.service.pages.care.stepping import units_to_choose
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.apply_template import apply_template
from vardvag.usecases.join_source_plan import join_source_plan
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import WholePlan

LONGEST_TEMPLATE = 50_000
FILLED = "="
"""Between a role of a template and who fills it."""


class TemplateForm(PlanForm):
    """The template as its file says, and who fills each of its roles."""

    template = forms.CharField(
        label=gettext_lazy("Mallen"),
        help_text=gettext_lazy("Klistra in hela filen (YAML). Varje ledtid ska ha sin källa."),
        max_length=LONGEST_TEMPLATE,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "code"}),
        error_messages={"required": gettext_lazy("Klistra in mallen.")},
    )
    owners = forms.CharField(
        label=gettext_lazy("Vem fyller vilken roll?"),
        help_text=gettext_lazy("En roll på varje rad, som: operation = SE-EXEMPEL-ORTOPEDI"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Skriv vem som fyller varje roll i mallen.")},
    )

    def clean_template(self) -> PathwayTemplate:
        """The template, read; every fault of it is told."""
        try:
            return pathway_template(parse_definition(self.cleaned_data["template"], Path("mallen")))
        except BadInput as wrong:
            raise forms.ValidationError([_in_words(one) for one in wrong.findings] or [str(wrong)]) from wrong

    def clean_owners(self) -> dict[str, str]:
        """Role → who fills it."""
        rows = [line.partition(FILLED) for line in self.cleaned_data["owners"].splitlines() if line.strip()]
        wrong = [role for role, _sign, owner in rows if not (role.strip() and owner.strip())]
        if wrong:
            said = _("”%(row)s” går inte att läsa. Skriv roll = enhet.")
            raise forms.ValidationError([said % {"row": role.strip()} for role in wrong])
        return {role.strip(): owner.strip() for role, _sign, owner in rows}


class JoinForm(PlanForm):
    """Which plan it is, where it is kept, and who answers for it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slag av plan"), choices=[(one.value, labels.PLANS[one]) for one in CarePlanType]
    )
    title = forms.CharField(
        label=gettext_lazy("Vad heter planen?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vad planen heter.")},
    )
    system = forms.CharField(
        label=gettext_lazy("I vilket system finns den?"),
        max_length=100,
        error_messages={"required": gettext_lazy("Skriv vilket system planen finns i.")},
    )
    identifier = forms.CharField(
        label=gettext_lazy("Dess nummer där"),
        max_length=100,
        error_messages={"required": gettext_lazy("Skriv det nummer planen har i systemet.")},
    )
    responsible = forms.CharField(
        label=gettext_lazy("Vilken vårdgivare eller omsorgsgivare svarar för den?"),
        help_text=gettext_lazy("Som den heter i katalogen (HSA-id)."),
        max_length=64,
        error_messages={"required": gettext_lazy("Skriv vem som svarar för planen.")},
    )
    expires_on = day_field(gettext_lazy("Uppgiften gäller till och med"), required=False)
    approved = forms.BooleanField(
        label=gettext_lazy("Den som svarar för planen har godkänt att patienten ser den"), required=False
    )
    internal_note = words_field(
        gettext_lazy("Bara för personalen"), gettext_lazy("Visas aldrig för patienten.")
    )


def _in_words(finding: Finding) -> str:
    """A finding of the template's on one line: where, what, and the remedy."""
    from vardvag.service.look import formats

    where = _("rad %(row)s: ") % {"row": finding.row} if finding.row is not None else ""
    value = f" ({finding.value})" if finding.value else ""
    return f"{where}{formats.said(finding.message)}{value}. {formats.said(finding.remedy)}"


def _filled(
    named: dict[str, str], plan: PatientContract, units: dict[str, str]
) -> dict[str, tuple[Owner, WhomToAsk]]:
    """Who fills each role, with whom the patient asks. BadInput tells every one that is nobody."""
    known = {step.owner.unit: (step.owner, step.ask) for step in plan.steps if step.owner.unit}
    found: dict[str, tuple[Owner, WhomToAsk]] = {}
    findings = []
    for role, owner in named.items():
        if owner == PATIENT:
            found[role] = (Owner(OwnerKind.PATIENT, "Du"), plan.coordinator.ask)
        elif owner in known:
            found[role] = known[owner]
        elif owner in units:
            found[role] = (Owner(OwnerKind.CARE_UNIT, units[owner], owner), plan.coordinator.ask)
        else:
            findings.append(Finding("template-nobody", _NOBODY, _AS_LISTED, column="owners", value=owner))
    if findings:
        raise BadInput(Text("Mallen kan inte användas än", "The template cannot be used yet"), findings)
    return found


def _apply(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> PlanView | Denied:
    view = show_plan(store, actor, plan, at)
    if isinstance(view, Denied):
        return view
    owners = _filled(asked["owners"], view.plan, units_to_choose(store, view.plan))
    return apply_template(store, actor, plan, asked["template"], owners, asked["version"], at)


def _join(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, at: Moment) -> PlanView | Denied:
    joined = JoinedPlan(
        kind=CarePlanType(asked["kind"]),
        system=asked["system"],
        identifier=asked["identifier"],
        title=asked["title"],
        responsible=asked["responsible"],
        approved_for_patient=asked["approved"],
        fetched_at=now(),
        expires_on=asked["expires_on"],
        internal_note=asked["internal_note"] or None,
    )
    return join_source_plan(store, actor, plan, joined, asked["version"], at)


def _applying(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    units = units_to_choose(DjangoPlanStore(), found.view.plan)
    return {"to_staff": True, "units": [(PATIENT, _("Patienten")), *units.items()]}


TEMPLATE = Change(TemplateForm, "pages/care/template.html", _apply, "mall", _applying)
JOIN = Change(JoinForm, "pages/care/join.html", _join, "kalla", lambda found, form: {"to_staff": True})

_NOBODY = Text(
    "Ingen i planen eller hos vårdgivaren heter så", "Nobody in the plan or at the caregiver is so named"
)
_AS_LISTED = Text("Skriv den som den står under formuläret.", "Write it as it stands below the form.")


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Add the steps that a template proposes."""
    return change_page(request, plan_id, TEMPLATE)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Join a plan that is kept elsewhere."""
    return change_page(request, plan_id, JOIN)
