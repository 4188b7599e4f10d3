"""What is asked for and does not exist: a page that says so, with the nearest that does.

Here does not belong finding what is nearest (`base.errors.NotFound` keeps what is known).
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vardvag.base.errors import NotFound
from vardvag.base.regions import REGIONS
from vardvag.service.look import formats
from vardvag.service.pages.statistics.tables import all_tables
from vardvag.service.pages.statistics.view import WORDS

NEAREST = 5


def told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose NotFound becomes a page with the nearest that there is."""

    @functools.wraps(view)
    def tell(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as problem:
            found = {
                "message": problem.in_language(formats.language()),
                "nearest": nearest(problem, str(kwargs.get("name", ""))),
            }
            return render(request, "pages/statistics/not_found.html", found, status=404)

    return tell


def nearest(problem: NotFound, table: str) -> list[tuple[str, str]]:
    """Words and address of what was perhaps meant: tables by id or title, regions by code or name."""
    tables = all_tables()
    if table not in tables:
        named = {name: formats.said(one.title) for name, one in tables.items()}
        return [
            (named[name], reverse("statistics-table", args=[name]))
            for name in _close(
                problem.name, {title: name for name, title in named.items()} | {name: name for name in named}
            )
        ]
    for one in tables[table].dimensions:
        if set(problem.known) == set(one.values):
            titles = {code: formats.said(title) for code, title in one.values.items()}
            by_word = {title.casefold(): code for code, title in titles.items()} | {
                code: code for code in titles
            }
            address, word = reverse("statistics-table", args=[table]), WORDS.get(one.id, one.id)
            return [
                (titles[code], f"{address}?{urlencode({word: code})}")
                for code in _close(problem.name.casefold(), by_word)
            ]
    return []


def nearest_regions(asked: str) -> list[tuple[str, str]]:
    """Regions whose code or name is near to *asked*, with their pages."""
    by_word = {one.code: one.code for one in REGIONS} | {one.name.casefold(): one.code for one in REGIONS}
    names = {one.code: one.name for one in REGIONS}
    return [
        (names[code], reverse("statistics-region", args=[code])) for code in _close(asked.casefold(), by_word)
    ]


def _close(asked: str, words: Mapping[str, str]) -> list[str]:
    """What the words that are near to *asked* stand for, the nearest first, each once."""
    found = difflib.get_close_matches(asked, list(words), n=NEAREST, cutoff=0.4)
    return list(dict.fromkeys(words[one] for one in found))
