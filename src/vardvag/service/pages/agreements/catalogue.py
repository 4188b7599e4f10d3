"""The catalogue of agreements, and each agreement in the order of its own document."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.conditions import Condition
from vardvag.agreements.model import Agreement, Pot
from vardvag.agreements.overview import recipient_name
from vardvag.agreements.reconcile import WORDS, Agreeing
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Link, StatusWord, Table, Value
from vardvag.service.pages.agreements import words
from vardvag.service.pages.agreements.reproduced import reconciliation
from vardvag.usecases.show_settlement import list_agreements, show_agreement


@public_page
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement that can be settled here."""
    listed = [(one, words.standing(one)) for one in list_agreements()]
    context = {"agreements": listed, "reconciled": reconciliation()}
    return render(request, "pages/agreements/catalogue.html", context)


@public_page
@require_safe
def agreement(request: HttpRequest, name: str) -> HttpResponse:
    """One agreement: parties, sum, pots, conditions, facts, each with where it was read."""
    chosen = show_agreement(name)
    conditions = list(_conditions(chosen))
    context = {
        "agreement": chosen,
        "standing": words.standing(chosen),
        "pots": [_pot(pot, chosen) for pot in chosen.pots],
        "conditions": [(one, words.test(one)) for one in conditions],
        "facts": _facts(conditions),
        "published": _published(chosen),
    }
    return render(request, "pages/agreements/agreement.html", context)


def _pot(pot: Pot, agreement: Agreement) -> dict[str, object]:
    parts = [part for part in agreement.parts if part.pot == pot]
    split = ""
    if pot.split_grounds:
        months = dict.fromkeys(formats.month(part.month) for part in parts if part.month)
        kinds = dict.fromkeys(formats.said(part.kind_title) for part in parts if part.kind_title)
        split = _("I %(number)s lika delar: %(months)s; %(kinds)s") % {
            "number": len(parts),
            "months": ", ".join(months),
            "kinds": ", ".join(kinds),
        }
    return {
        "pot": pot,
        "recipients": words.recipients(pot),
        "key": words.key(pot),
        "key_grounds": (*pot.key.grounds, *((pot.key.source,) if pot.key.source else ())),
        "qualify": words.qualify(pot.qualify) if pot.qualify else "",
        "unearned": words.unearned(pot) if pot.unearned else "",
        "split": split,
    }


def _conditions(agreement: Agreement) -> Iterator[Condition]:
    """Every condition once, in the order the pots name them."""
    seen = {}
    for pot in agreement.pots:
        for condition in pot.qualify.conditions if pot.qualify else ():
            seen[condition.name] = condition
    yield from seen.values()


def _facts(conditions: list[Condition]) -> list[dict[str, object]]:
    return [
        {
            "title": condition.title,
            "measures": words.measures(condition.test.fact),
            "counted": words.counted(condition.test.fact),
            "grounds": condition.test.fact.grounds,
        }
        for condition in conditions
    ]


def _published(agreement: Agreement) -> Table | None:
    """What others have published, beside what we compute; None when nothing is held."""
    compared = [one for one in reconciliation().compared if one.agreement == agreement.name]
    if not compared:
        return None
    rows: list[list[Value]] = [
        [
            recipient_name(one.published.recipient),
            _amount(one.published.amount, one.published.to_the_krona),
            None if one.computed is None else formats.kronor_plain(one.computed),
            StatusWord(_kind(one.agreeing), formats.said(WORDS[one.agreeing])),
            Link(_("källa"), one.published.source.url, recipient_name(one.published.recipient))
            if one.published.source.url
            else one.published.source.title,
        ]
        for one in compared
    ]
    columns = [
        Column(_("Region")),
        Column(_("Publicerat"), _("kronor"), number=True),
        Column(_("Beräknat"), _("kronor"), number=True),
        Column(_("Jämförelse")),
        Column(_("Källa")),
    ]
    return Table(_("Publicerade belopp, och våra"), columns, rows)


def _amount(amount: object, to_the_krona: bool) -> str:
    told = formats.kronor_plain(amount)
    return told if to_the_krona else _("omkring %(amount)s") % {"amount": told}


def _kind(agreeing: Agreeing) -> str:
    if agreeing is Agreeing.EXACT:
        return "within"
    return "over" if agreeing is Agreeing.UNEXPLAINED else "rest"
