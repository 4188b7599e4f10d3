"""Why one recipient got what it got: the tree down to the figure and the source, as page and as JSON."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.explain import as_json
from vardvag.agreements.overview import in_a_word
from vardvag.agreements.settle import Payout
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.agreements.shown import reading_of, shown_settlement
from vardvag.service.pages.agreements.tree import branch_of


@public_page
@require_safe
def payout(request: HttpRequest, name: str, recipient: str) -> HttpResponse:
    """The explanation of one payout."""
    reading = reading_of(request)
    shown = shown_settlement(name, reading)
    explanation = shown.explanation(recipient)
    chosen = shown.settlement.payout(recipient)
    agreement = shown.settlement.agreement
    address = reverse("payout-json", args=[name, recipient]) + reading.query
    context = {
        "agreement": agreement,
        "reading": reading,
        "reading_says": reading.says(agreement),
        "title": _title(chosen),
        "in_a_word": formats.said(in_a_word(chosen)),
        "explanation": branch_of(explanation, agreement, chosen),
        "rests_on_assumption": explanation.rests_on_assumption,
        "example": shown.from_regions and settings.VARDVAG.demo,
        "forecast": ", ".join(formats.month(month) for month in shown.forecast_months),
        "downloads": [(_("Förklaringen"), address, "JSON")],
    }
    return render(request, "pages/agreements/payout.html", context)


@public_page
@require_safe
def payout_json(request: HttpRequest, name: str, recipient: str) -> HttpResponse:
    """The same tree for machines, in the versioned shape of `agreements/explain`."""
    explanation = shown_settlement(name, reading_of(request)).explanation(recipient)
    text = json.dumps(as_json(explanation), ensure_ascii=False, indent=2) + "\n"
    answer = HttpResponse(text.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="vardvag-{name}-{recipient}.json"'
    return answer


def _title(chosen: Payout) -> str:
    who = formats.said(chosen.agreement.name_of(chosen.recipient))
    if chosen.kronor is None and chosen.at_least:
        return _("%(who)s får minst %(amount)s") % {"who": who, "amount": formats.kronor(chosen.at_least)}
    if chosen.kronor is None:
        return _("%(who)s: beloppet går inte att fastställa") % {"who": who}
    return _("%(who)s får %(amount)s") % {"who": who, "amount": formats.kronor(chosen.kronor)}
