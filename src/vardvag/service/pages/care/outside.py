"""A plan read from outside: by the municipality's own care or social care, by lag (2022:913) 3 kap.

There is no list to look in: whoever reads names the plan and states why it matters, and what she states is
in the log. Relation and consent are written down where the plan is coordinated. Here does not belong the
region's own staff (`coordinator`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Asked
from vardvag.contracts.identifiers import PlanId
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import words
from vardvag.service.pages.care.whole import around
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.show_plan import Denied, PlanView, show_plan
from vardvag.usecases.show_whole_plan import whole_of


class StatedForm(forms.Form):
    """Which plan, and that it matters for the care or the support."""

    plan = forms.CharField(
        label=_("Planens nummer"),
        help_text=_("Du får det av den som samordnar planen."),
        max_length=64,
        error_messages={"required": _("Skriv planens nummer.")},
    )
    significant = forms.BooleanField(
        label=_("Uppgifterna kan antas ha betydelse för vården eller insatserna"),
        error_messages={"required": _("Utan det låter lagen dig inte läsa. Kryssa bara om det är så.")},
    )


@requires(Role.MUNICIPAL_HEALTH, Role.SOCIAL_CARE, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form; the plan; or that there is none that may be read, whichever it is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    form = StatedForm(request.POST or None)
    if request.method != "POST":
        return render(request, "pages/care/outside.html", {"form": form})
    if not form.is_valid():
        return render(request, "pages/care/outside.html", {"form": form}, status=400)
    plan = PlanId(form.cleaned_data["plan"])
    view = show_plan(DjangoPlanStore(), actor, plan, now(), Asked(significant=True))
    if isinstance(view, Denied):
        return render(request, "pages/care/outside.html", {"form": form, "refused": True}, status=404)
    return render(request, "pages/care/outside_plan.html", shown_to_reader(actor, view))


def shown_to_reader(actor: Actor, view: PlanView) -> dict[str, Any]:
    """What the page of a plan says to somebody who works in care, and only reads it."""
    whole = whole_of(DjangoPlanStore(), actor, view, now())
    return {
        "view": view,
        "steps": words.time_line(view.overview, today()),
        "paragraph": words.in_swedish(words.in_law(view.decision.paragraph)),
        "coordinator": words.ring(view.plan.coordinator.ask.first[1]),
        "what_matters": words.in_swedish(view.plan.what_matters),
        **around(whole, today()),
    }
