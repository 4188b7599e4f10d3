"""Häv en inre spärr: by whoever the caregiver has authorised, on the grounds of patientdatalagen 4 kap. 5 §.

Whoever lifts a block cannot read the plan yet, so she names it. A refusal says why and by which paragraph, by
what she stated and her authority alone: it is the same whether there is such a plan. Here does not belong a
block between caregivers (`emergency`).
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Decision, Emergency
from vardvag.contracts.identifiers import LONGEST, PlanId
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.pages.care import words
from vardvag.service.pages.care.change import address_of, at_the_fields
from vardvag.service.pages.care.emergency import INDISPENSABLE, NO_CONSENT
from vardvag.service.pages.care.staff_form import day_after, day_field
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.lift_inner_block import ground_for, lift_inner_block
from vardvag.usecases.show_plan import Denied

STATED = ("patient_consents", "consent_unobtainable", "indispensable")
"""What can be stated, by its name in `Emergency`."""


class LiftForm(forms.Form):
    """Which plan, what she stands for, and until when."""

    plan = forms.CharField(
        label=_("Planens nummer"),
        max_length=LONGEST,
        error_messages={"required": _("Skriv planens nummer.")},
    )
    patient_consents = forms.BooleanField(
        label=_("Patienten samtycker till att spärren hävs"), required=False
    )
    consent_unobtainable = forms.BooleanField(label=NO_CONSENT, required=False)
    indispensable = forms.BooleanField(label=INDISPENSABLE, required=False)
    until = day_field(_("Hävs till och med den"), required=False)

    @property
    def ticks(self) -> list[Any]:
        """The statements, in the order of the law."""
        return [self[name] for name in STATED]


@requires(Role.CARE_STAFF, Role.COORDINATOR, Role.MUNICIPAL_HEALTH, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: HttpRequest) -> HttpResponse:
    """The form; that it is lifted, and who has to be told; or why it is not."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    store = DjangoPlanStore()
    if request.method != "POST":
        # Whether she has the authority is said before she states anything.
        can = ground_for(store, actor, Emergency(patient_consents=True))
        context = _refused(can) if not can.allowed else {}
        shown = {"form": LiftForm(initial={"plan": request.GET.get("plan", "")}), **context}
        return render(request, "pages/care/lift_inner.html", shown, status=403 if context else 200)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/care/lift_inner.html", {"form": form}, status=400)
    plan, last = PlanId(form.cleaned_data["plan"]), form.cleaned_data["until"]
    until = Moment.of(datetime.combine(day_after(last), time())) if last else None
    stated = Emergency(**{name: form.cleaned_data[name] for name in STATED})
    ground = ground_for(store, actor, stated)
    try:
        lifted = lift_inner_block(store, actor, plan, stated, now(), until)
    except BadInput as refused:
        context = {"form": form, "findings": at_the_fields(form, refused.findings)}
        return render(request, "pages/care/lift_inner.html", context, status=400)
    if isinstance(lifted, Denied):
        context = {"form": form, **(_refused(ground) if not ground.allowed else {"missing": True})}
        return render(request, "pages/care/lift_inner.html", context, status=404 if ground.allowed else 403)
    told = {
        "units": [words.in_swedish(store.unit_name(unit) or unit) for unit in lifted.units],
        "last": last,
        "plan": plan,
        "read": address_of(actor, plan) if actor.role is not Role.MUNICIPAL_HEALTH else "",
        "reason": formats.said(ground.reason),
        "paragraph": words.in_law(ground.paragraph),
    }
    return render(request, "pages/care/lift_inner_done.html", told)


def _refused(decision: Decision) -> dict[str, Any]:
    return {"reason": formats.said(decision.reason), "paragraph": words.in_law(decision.paragraph)}
