"""Gäller vårdgarantin mig? Four questions, and the limit, its last day, its paragraph and what can be done.

Open to everybody, in the part that holds no personal data. The answers are a kind of care and some days; they
stand in the address and nowhere else. They name nobody, but who keeps an address together with who asked
for it would know something of a person's health: so the page is sent on by no referrer, kept in no cache,
and the log of requests holds no address (`request_log`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.clocks.words import KINDS
from vardvag.service.identity.guards import public_page
from vardvag.service.pages.guarantee import words
from vardvag.service.pages.guarantee.form import DAYS, GuaranteeForm
from vardvag.service.today import today
from vardvag.usecases.does_the_guarantee_hold import Holding, does_the_guarantee_hold


@public_page
@require_safe
def guarantee(request: HttpRequest) -> HttpResponse:
    """The questions; the answer above them when they have been answered."""
    asked = request.GET.dict()
    form = GuaranteeForm(asked or None, today=today())
    context: dict[str, object] = {"form": form, "title": _("Gäller vårdgarantin mig?"), "open": _opened(form)}
    status = 200
    if asked and form.is_valid() and form.answers is not None:
        if form.canonical != [(key, one) for key, values in request.GET.lists() for one in values]:
            return _kept_by_nobody(
                HttpResponseRedirect(f"{reverse('guarantee')}?{urlencode(form.canonical)}")
            )
        context |= _answer(does_the_guarantee_hold(form.answers, form.today))
    elif asked:
        context["title"], status = _("Något behöver rättas innan du kan få svar"), 400
    return _kept_by_nobody(render(request, "pages/guarantee/guarantee.html", context, status=status))


def _answer(holding: Holding) -> dict[str, object]:
    return {
        "title": words.heading(holding),
        "lead": words.lead(holding),
        "holding": holding,
        "status": words.status(holding),
        "facts": words.facts(holding),
        "missing": words.missing(holding),
        "unmoved": words.unmoved(holding),
        "others": [(one, KINDS[one.limit.kind]) for one in holding.others],
        "waiting": holding.answers.given_on is None,
        "still": words.open_ground(holding),
    }


def _opened(form: GuaranteeForm) -> bool:
    """Whether what has happened since stands open: when something of it is answered, or is wrong."""
    since = [name for name in DAYS if name not in ("dag", "fatt")] + ["informerad", "senare_vard", "uteblev"]
    return form.is_bound and any(form.data.get(name) or form.errors.get(name) for name in since)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


urlpatterns = [path("vardgaranti/", guarantee, name="guarantee")]
