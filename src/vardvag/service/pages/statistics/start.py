"""Where the statistics begin: the four limits for the country and a region, then every measure and table.

Here does not belong which figure stands for a limit (`headlines`), nor its sentence (`sentences`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.base.regions import REGIONS, Region, region
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.pages.statistics import coverage, facts, missing, numbers, periods, places, sentences
from vardvag.service.pages.statistics.headlines import Limit, limits, view_of_candidate, view_of_limit
from vardvag.service.pages.statistics.reading import numbers_behind
from vardvag.service.pages.statistics.tables import all_tables
from vardvag.service.pages.statistics.view import View
from vardvag.statistics.open_table import OpenTable


@dataclass(frozen=True)
class Tile:
    """One limit: what is so in the country, and in the region chosen."""

    limit: Limit
    title: str
    value: str
    facts: list[str]
    address: str
    made_up: bool
    source: str
    published: str = ""
    published_address: str = ""
    own_title: str = ""
    own_value: str = ""
    own_detail: str = ""
    own_address: str = ""


@dataclass(frozen=True)
class Listed:
    """One table on one line."""

    table: OpenTable
    line: str


class Chooser(forms.Form):
    """Which region stands beside the country."""

    def __init__(self, chosen: str) -> None:
        super().__init__({"region": chosen})
        options = [("", _("Hela landet")), *((one.code, one.name) for one in REGIONS)]
        self.fields["region"] = forms.ChoiceField(label=_("Region"), choices=options, required=False)
        self.use_required_attribute = False


@public_page
@require_safe
@missing.told
def start(request: HttpRequest) -> HttpResponse:
    """The four tiles, and the list of everything."""
    asked = request.GET.get("region", "")
    chosen = region(asked) if asked else None
    tables = all_tables()
    tiles = [_tile(one, tables, chosen) for one in limits()]
    listed = [Listed(one, line(one)) for one in tables.values()]
    context = {
        "form": Chooser(asked),
        "region": chosen,
        "tiles": tiles,
        "counted": [one for one in listed if one.table.measure],
        "published": [one for one in listed if not one.table.measure],
        "made_up": any(one.made_up for one in tiles),
    }
    return render(request, "pages/statistics/start.html", context)


def line(table: OpenTable) -> str:
    """When, where and by whom, on one line."""
    told = [formats.said(table.publisher)]
    if len(table.periods) == 1 or not all(periods.month_of(one) for one in table.periods):
        number = len(table.periods)
        one = number == 1
        told.append(
            periods.told(table, table.periods[0]) if one else _("%(number)s perioder") % {"number": number}
        )
    elif table.periods:
        ends = [periods.told(table, one) for one in (table.periods[0], table.periods[-1])]
        told.append(_("%(first)s till %(last)s") % {"first": ends[0], "last": ends[1]})
    number = len(table.places)
    told.append(
        places.name(table, table.places[0]) if number == 1 else _("%(number)s platser") % {"number": number}
    )
    if table.made_up:
        told.append(_("exempeldata"))
    return " · ".join(told)


def _tile(limit: Limit, tables: Mapping[str, OpenTable], chosen: Region | None) -> Tile:
    country = view_of_limit(limit, tables)
    if country is None:
        return Tile(limit, _("Ingen uppgift finns än"), "", [], "", False, "")
    return Tile(
        limit,
        sentences.sentence(country.table, country.codes),
        numbers.told(country.cell(), country.content),
        _facts(country),
        country.address(),
        country.table.made_up,
        formats.said(country.table.publisher),
        **_published(limit, tables, country),
        **_own(limit, tables, chosen, country),
    )


def _published(limit: Limit, tables: Mapping[str, OpenTable], shown: View) -> dict[str, str]:
    """What somebody else has published of the same, where the tile is of what is counted here."""
    for name, codes in limit.candidates:
        if name in tables and name != shown.table.id:
            view = view_of_candidate(tables[name], codes)
            words = {
                "value": numbers.told(view.cell(), view.content),
                "when": sentences.when(view.table, view.period),
                "who": formats.said(view.table.publisher),
            }
            told = _("%(value)s %(when)s, %(who)s") % words
            return {"published": told, "published_address": view.address()}
    return {}


def _facts(view: View) -> list[str]:
    """Of how many, when, under which policy, and on what it rests."""
    told = [numbers.capital(periods.told(view.table, view.period))]
    if of := numbers_behind(view):
        told.append(of)
    if policy := facts.policy_title(view):
        told.append(numbers.capital(policy))
    if covers := coverage.coverage(view):
        told.append(covers.rstrip("."))
    return told


def _own(
    limit: Limit, tables: Mapping[str, OpenTable], chosen: Region | None, country: View
) -> dict[str, str]:
    if chosen is None:
        return {}
    view = view_of_limit(limit, tables, chosen.code)
    if view is None:
        return {"own_title": _("Ingen uppgift för %(place)s") % {"place": chosen.name}}
    cell = view.cell()
    period = numbers.capital(periods.told(view.table, view.period))
    return {
        "own_title": sentences.sentence(view.table, view.codes),
        "own_value": numbers.told(cell, view.content) if cell.number is not None else "",
        "own_detail": period if view.period != country.period else "",
        "own_address": view.address(),
    }
