"""The catalogue of agreements by year, the latest first: how far each has come, and how much it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.model import Agreement
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements import words
from vardvag.service.pages.agreements.reproduced import reconciliation
from vardvag.usecases.show_settlement import list_agreements


@dataclass(frozen=True)
class Listed:
    """One agreement: how far it has come and its amounts, on one line."""

    agreement: Agreement
    line: str


@public_page
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement that can be settled here."""
    listed = list_agreements()
    years = sorted({year for one in listed for year in one.years}, reverse=True)
    context = {
        "number": len(listed),
        "first": years[-1] if years else None,
        "last": years[0] if years else None,
        "years": [(year, [_listed(one) for one in listed if year in one.years]) for year in years],
        "reconciled": reconciliation(),
    }
    return render(request, "pages/agreements/catalogue.html", context)


def _listed(agreement: Agreement) -> Listed:
    told = [words.standing(agreement)]
    if (announced := agreement.announced) is not None:
        amount = formats.kronor(announced.amount)
        about = _("omkring %(amount)s") % {"amount": amount} if announced.rounded else amount
        told.append(_("aviserat %(amount)s") % {"amount": about})
    told.append(_("summa %(amount)s") % {"amount": formats.kronor(agreement.amount)})
    if len(agreement.years) > 1:
        told.append(_("för %(years)s") % {"years": words.listed([str(year) for year in agreement.years])})
    return Listed(agreement, " · ".join(told))
