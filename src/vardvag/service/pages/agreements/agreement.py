"""One agreement in the order of its own document, and its file of rules to copy, edit and settle."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vardvag.service.identity.guards import public_page
from vardvag.service.pages.agreements import amended, conditions, document, notes
from vardvag.service.pages.agreements.downloads import file_to_fetch
from vardvag.usecases.show_settlement import show_agreement

FACTS = "facts.csv"


@public_page
@require_safe
def agreement(request: HttpRequest, name: str) -> HttpResponse:
    """Who, when, how much, pot by pot, on which conditions; what was changed, is assumed, is not known."""
    chosen = show_agreement(name)
    folder = chosen.path.parent
    context = {
        "agreement": chosen,
        "head": document.head(chosen),
        "money": document.money(chosen),
        "pots": document.told_pots(chosen),
        "conditions": conditions.told_conditions(chosen),
        "facts": conditions.told_facts(chosen),
        "amendments": amended.amendments(chosen),
        "variants": amended.variants(chosen),
        "published": document.published_table(chosen),
        "unequal": document.unequal(chosen),
        "notes": notes.notes(folder),
        "has_facts": (folder / FACTS).is_file(),
    }
    return render(request, "pages/agreements/agreement.html", context)


@public_page
@require_safe
def rules_file(request: HttpRequest, name: str) -> HttpResponse:
    """The file with the rules, as it is kept."""
    return _kept(show_agreement(name).path, f"{name}.yaml")


@public_page
@require_safe
def facts_file(request: HttpRequest, name: str) -> HttpResponse:
    """The published facts that are kept beside the agreement. 404 where there are none."""
    return _kept(show_agreement(name).path.parent / FACTS, f"{name}-facts.csv")


def _kept(path: Path, name: str) -> HttpResponse:
    if not path.is_file():
        raise Http404("no such file is kept beside the agreement")
    return file_to_fetch(path.read_bytes(), name, "text/plain; charset=utf-8")
