"""Whom to offer a patientkontrakt first, by the criteria in force, and the offer itself.

Here does not belong who meets the criteria (`contracts.offer_criteria`), nor the answer (`on_behalf`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.offers import Offered
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.pages.care import labels
from vardvag.service.pages.care.change import address_of
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.offer_contract import offer
from vardvag.usecases.propose_whom_to_offer import propose_whom_to_offer
from vardvag.usecases.show_plan import Denied


@requires(Role.COORDINATOR, profile="care")
@require_safe
def whom_to_offer(request: HttpRequest) -> HttpResponse:
    """Those who meet the criteria and have not answered; or that it takes the caregiver's charge to look."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    found = propose_whom_to_offer(DjangoPlanStore(), actor, now())
    if isinstance(found, Denied):
        return render(request, "pages/care/no_charge.html", status=403)
    context = {
        "criteria": found.criteria.value,
        "source": found.criteria.source,
        "why": formats.said(found.criteria.source.note) if found.criteria.source.note else "",
        "candidates": [
            (
                one.name,
                one.load,
                labels.OFFER_STATES[one.standing.state],
                one.plan if one.takes_part else None,
            )
            for one in found.candidates
        ],
    }
    return render(request, "pages/care/whom_to_offer.html", context)


@requires(Role.COORDINATOR, profile="care")
@require_POST
def make_offer(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Offer the plan's person a patientkontrakt or a fast vårdkontakt, and go back to the plan."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    what = Offered.FIXED_CONTACT if request.POST.get("what") == "kontakt" else Offered.CONTRACT
    if isinstance(offer(DjangoPlanStore(), actor, PlanId(plan_id), what, now()), Denied):
        return no_such_plan(request)
    return HttpResponseRedirect(f"{address_of(actor, plan_id)}?klart=erbjudande")
