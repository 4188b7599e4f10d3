"""The same figure twice: under two policies, or of two regions; the difference in words, and who makes it.

A choice that the table does not have falls back to the table's own, since changing the table changes what
there is to choose. Here does not belong any counting: the difference is between figures as they are printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart, Weight
from vardvag.service.pages.statistics import (
    difference,
    facts,
    headlines,
    missing,
    numbers,
    periods,
    places,
    scale,
    sentences,
)
from vardvag.service.pages.statistics.reading import numbers_behind
from vardvag.service.pages.statistics.tables import all_tables, table_called
from vardvag.service.pages.statistics.view import WORDS, View, view_of
from vardvag.statistics.open_table import PERIOD, PLACE, OpenTable

TABLE, OTHER = "tabell", "jamfor_"
COMPARED = (PLACE, "policy")
"""The dimensions in which the two sides may differ."""
PLAIN = "nobody"


@dataclass(frozen=True)
class Side:
    """One of the two: its name and its figure."""

    view: View
    name: str
    title: str
    value: str
    behind: str
    policy: facts.Fact | None


class Sides(forms.Form):
    """Which figure, and in what the two differ."""

    def __init__(self, first: View, second: View, tables: Mapping[str, OpenTable]) -> None:
        table = first.table
        values: dict[str, str] = {TABLE: table.id}
        super().__init__(values)
        named = [(one.id, formats.said(one.title)) for one in tables.values() if comparable(one)]
        self.fields[TABLE] = _choice(_("Mått eller tabell"), named)
        for name in ("kind", PLACE, "policy", "basis", PERIOD):
            one = table.dimension(name)
            if one is None or len(one.values) < 2:
                continue
            told = (
                [(code, periods.told(table, code)) for code in reversed(table.periods)]
                if name == PERIOD
                else [(code, numbers.capital(formats.said(title))) for code, title in one.values.items()]
            )
            word = WORDS[name]
            values[word] = first.codes[name]
            self.fields[word] = _choice(_labels()[name][0], told)
            if name in COMPARED:
                values[OTHER + word] = second.codes[name]
                self.fields[OTHER + word] = _choice(_labels()[name][1], told)
        self.use_required_attribute = False


@public_page
@require_safe
@missing.told
def compare(request: HttpRequest) -> HttpResponse:
    """Two sides of one table."""
    tables = all_tables()
    name = request.GET.get(TABLE) or _first(tables)
    table = table_called(name)
    first, second = sides_of(table, request.GET.dict())
    one, other = _side(first, second), _side(second, first)
    context: dict[str, Any] = {
        "form": Sides(first, second, tables),
        "table": table,
        "title": difference.title(first, second, (one.name, other.name)),
        "sides": [one, other],
        "told": difference.told(first, second, (one.name, other.name)),
        "chart": _chart(one, other),
        "alike": first.codes == second.codes,
        "policies": [side.policy for side in _different(one, other) if side.policy],
        "when": sentences.when(table, first.period),
        "table_address": reverse("statistics-table", args=[table.id]),
    }
    return render(request, "pages/statistics/compare.html", context)


def _first(tables: Mapping[str, OpenTable]) -> str:
    """The table to compare when none is asked for: one of the four limits, where it can be compared."""
    limits = [name for one in headlines.limits() for name, _codes in one.candidates]
    known = [name for name in (*limits, *tables) if name in tables]
    return next((name for name in known if _policies(tables[name]) > 1), known[0])


def _policies(table: OpenTable) -> int:
    dimension = table.dimension("policy")
    return len(dimension.values) if dimension else 0


def comparable(table: OpenTable) -> bool:
    """Whether the table has two policies or two places to set side by side."""
    return len(table.places) > 1 or _policies(table) > 1


def sides_of(table: OpenTable, asked: Mapping[str, str]) -> tuple[View, View]:
    """The two views; without anything asked for, the default policy beside that nobody is left out."""
    there = {WORDS.get(one.id, one.id): one for one in table.dimensions}
    kept = {word: code for word, code in asked.items() if word in there and code in there[word].values}
    first = view_of(table, kept)
    changed = {
        word.removeprefix(OTHER): code
        for word, code in asked.items()
        if word.startswith(OTHER)
        and (one := there.get(word.removeprefix(OTHER))) is not None
        and code in one.values
        and one.id in COMPARED
    }
    if not changed:
        changed = _unasked(table, first)
    second = view_of(table, {**kept, WORDS[PERIOD]: first.period, **changed})
    if WORDS[PERIOD] in kept:
        return first, second
    period = _latest_of_both(first, second)
    return first.other(period=period), second.other(period=period)


def _latest_of_both(first: View, second: View) -> str:
    """The last period in which both have a figure, up to the one shown; else that one."""
    both = (
        period
        for period in reversed(first.table.periods)
        if period <= first.period
        and all(side.cell(period=period).number is not None for side in (first, second))
    )
    return next(both, first.period)


def _unasked(table: OpenTable, first: View) -> dict[str, str]:
    """Another policy where there is one, else another place."""
    policy = table.dimension("policy")
    if policy is not None and len(policy.values) > 1:
        others = [code for code in (PLAIN, *policy.values) if code in policy.values]
        return {WORDS["policy"]: next(code for code in others if code != first.codes["policy"])}
    return {WORDS[PLACE]: next((code for code in table.places if code != first.place), first.place)}


def _side(view: View, other: View) -> Side:
    cell = view.cell()
    policy = next((one for one in facts.facts(view) if one.term == _("Vilka som lämnas utanför")), None)
    return Side(
        view,
        _name(view, other),
        sentences.sentence(view.table, view.codes),
        numbers.told(cell, view.content),
        numbers_behind(view),
        policy,
    )


def _name(view: View, other: View) -> str:
    """What tells it from the other side: the place, the policy, or both."""
    told = []
    if view.place != other.place:
        told.append(places.name(view.table, view.place))
    if view.codes.get("policy") != other.codes.get("policy") or not told:
        told.append(facts.policy_title(view) or places.name(view.table, view.place))
    return ", ".join(told)


def _different(one: Side, other: Side) -> list[Side]:
    return [one] if one.policy == other.policy else [one, other]


def _chart(one: Side, other: Side) -> BarChart:
    values = [numbers.value_of(side.view.cell()) for side in (one, other)]
    top = scale.top_of(values, one.view.content)
    weights: tuple[Weight, Weight] = ("strong", "rest")
    return BarChart(
        title=_("De två sida vid sida"),
        reading=formats.said(one.view.content.title) + ".",
        bars=[
            Bar(
                numbers.capital(side.name),
                None if value is None or not top else value / top,
                weight,
                side.value,
            )
            for side, value, weight in zip((one, other), values, weights, strict=True)
        ],
        label_title=_("Vad"),
        value_title=formats.said(one.view.content.title),
    )


def _labels() -> dict[str, tuple[str, str]]:
    return {
        "kind": (_("Slag av vård"), ""),
        PLACE: (_("Region"), _("Jämför med region")),
        "policy": (_("Vilka som lämnas utanför"), _("Jämför med")),
        "basis": (_("Så räknas väntan"), ""),
        PERIOD: (_("Period"), ""),
    }


def _choice(label: str, options: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, required=False)
