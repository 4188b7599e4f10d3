"""How we count: every term, rule and choice, read from the definitions, so that the page cannot grow stale.

And what is not known: what the definitions call an assumption or infer, and what published tables do not say.
Here does not belong the definition of one measure beside its figure (`facts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.base.dated import Confidence, Source
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Table
from vardvag.service.pages.statistics import facts, numbers, periods
from vardvag.service.pages.statistics.tables import all_measures, all_tables, regions_of
from vardvag.statistics.figures import BAND_SETS
from vardvag.statistics.measure import Measure
from vardvag.statistics.open_table import OpenTable
from vardvag.statistics.policy import policies
from vardvag.usecases.publish_explanation import known_supplied

_SUPPLIED = Text("Mått vars tal lämnas in", "Measures whose numbers are supplied")
_SUPPLIED_LEAD = Text(
    "Vårdkontakterna ger inte de här talen. Någon annan räknar dem och lämnar två tal per region; sedan "
    "avrundas och döljs de som andra.",
    "Contacts do not give these numbers. Somebody else counts them and supplies two numbers for each region; "
    "after that they are rounded and hidden like others.",
)


@dataclass(frozen=True)
class Unknown:
    """One thing that is not known: of what, and what is said of it."""

    of: str
    words: str
    source: Source | None = None


@public_page
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Every rule of the figures, from the files that hold them."""
    measures, tables = list(all_measures().values()), list(all_tables().values())
    context: dict[str, Any] = {
        "measures": _measures(measures),
        "supplied": _supplied(),
        "supplied_title": formats.said(_SUPPLIED),
        "supplied_lead": formats.said(_SUPPLIED_LEAD),
        "bases": _bases(measures),
        "policies": _policies(measures),
        "bands": [(", ".join(one.names), formats.said(one.used_by)) for one in BAND_SETS.values()],
        "disclosure": _kept(measures, "disclosure"),
        "rounding": _kept(measures, "rounding"),
        "fewest": sorted({one.file.disclosure.fewest for one in measures}),
        "legend": numbers.legend(),
        "coverage": _coverage(tables),
        "revised": _revised(tables),
        "unknown": _together(_unknown(measures, tables)),
    }
    return render(request, "pages/statistics/how.html", context)


def _measures(measures: list[Measure]) -> list[tuple[str, str, str, list[Source]]]:
    """Title, definition, why, and where the limit stands, of each."""
    return [
        (
            formats.said(one.title),
            formats.said(one.file.definition.text()),
            formats.said(one.file.why.text()),
            [one.file.limit.source.source()] if one.file.limit else [],
        )
        for one in measures
    ]


def _supplied() -> list[dict[str, Any]]:
    """The measures that are not counted here: what their two numbers are, and the goal where there is one."""
    found = []
    for one in known_supplied().values():
        numerator, denominator = one.file.numerator.words.text(), one.file.denominator.words.text()
        lines = [
            Text(f"Täljare: {numerator.sv}.", f"Numerator: {numerator.en}."),
            Text(f"Nämnare: {denominator.sv}.", f"Denominator: {denominator.en}."),
        ]
        sources = [one.file.numerator.source.source()]
        if one.file.goal is not None:
            share = formats.share(one.file.goal.at_least, 0)
            sv, en = "Mål, ingen gräns i lag: minst", "Goal, no limit of law: at least"
            lines.append(Text(f"{sv} {share}.", f"{en} {share}."))
            sources.append(one.file.goal.source.source())
        lines += [broken.told for broken in one.breaks]
        found.append(
            {
                "title": formats.said(one.title),
                "definition": formats.said(one.file.definition.text()),
                "why": formats.said(one.file.why.text()),
                "lines": [formats.said(line) for line in lines],
                "sources": sources,
            }
        )
    return found


def _bases(measures: list[Measure]) -> list[str]:
    used = dict.fromkeys(basis.value for one in measures for basis in one.file.bases)
    return [facts.basis_words(one) for one in used]


def _policies(measures: list[Measure]) -> list[dict[str, Any]]:
    """Each policy that a measure allows, with who uses it."""
    allowed = {name for one in measures for name in one.file.policies.allowed}
    return [
        {
            "title": numbers.capital(formats.said(one.title)),
            "definition": formats.said(one.definition),
            "uses": [(facts.usage(use.who, use.since), use.source) for use in one.used_by],
            "default": [
                formats.said(measure.title) for measure in measures if measure.file.policies.default == name
            ],
        }
        for name, one in policies().items()
        if name in allowed
    ]


def _kept(measures: list[Measure], part: str) -> list[Source]:
    """The sources of one rule of all measures, each once."""
    return list(dict.fromkeys(getattr(one.file, part).source.source() for one in measures))


def _coverage(tables: list[OpenTable]) -> Table:
    """How much of the country and of time each table has."""
    rows = [
        (
            formats.said(one.title),
            str(len(regions_of(one))),
            periods.told(one, one.periods[0]) if one.periods else None,
            periods.told(one, one.periods[-1]) if one.periods else None,
            _("exempeldata") if one.made_up else _("verkliga tal"),
        )
        for one in tables
    ]
    columns = [
        Column(_("Tabell")),
        Column(_("Regioner"), _("av %(number)s") % {"number": len(REGIONS)}, number=True),
        Column(_("Första period")),
        Column(_("Sista period")),
        Column(_("Slag")),
    ]
    return Table(_("Vad tabellerna täcker"), columns, rows, stacked=True)


def _revised(tables: list[OpenTable]) -> list[tuple[str, int]]:
    """The tables of which something has been told anew, and how many figures."""
    found = []
    for one in tables:
        number = sum(1 for cell in one.cells.values() if cell.earlier)
        if number:
            found.append((formats.said(one.title), number))
    return found


def _together(said: Iterator[Unknown]) -> list[Unknown]:
    """What is said of several in the same words, once."""
    of: dict[tuple[str, Source | None], list[str]] = {}
    for one in said:
        of.setdefault((one.words, one.source), []).append(one.of)
    return [
        Unknown(
            _("%(number)s tabeller") % {"number": len(names)} if len(names) > 1 else names[0], words, source
        )
        for (words, source), names in of.items()
    ]


def _unknown(measures: list[Measure], tables: list[OpenTable]) -> Iterator[Unknown]:
    """What rests on an assumption or a reading of our own, what nobody has checked, what is not said."""
    seen: set[Source] = set()
    for one in measures:
        file = one.file
        for part in (file.guaranteed, file.specialities, file.limit, file.rounding, file.disclosure):
            source = part.source.source() if part is not None else None
            if source is not None and source.note is not None and source not in seen:
                seen.add(source)
                yield Unknown("", formats.said(source.note), source)
    for rule in policies().values():
        undated = [formats.said(use.who) for use in rule.used_by if use.since is None]
        if undated:
            words = _("Från vilken dag regeln används sägs inte: %(who)s.") % {"who": "; ".join(undated)}
            yield Unknown(numbers.capital(formats.said(rule.title)), words)
    if unchecked := [one for one in measures if one.file.checker is None]:
        yield Unknown(
            _("%(number)s mått") % {"number": len(unchecked)},
            _("Ingen utanför projektet har granskat dem än."),
        )
    for table in tables:
        yield from _of_table(table)


def _of_table(table: OpenTable) -> Iterator[Unknown]:
    title = formats.said(table.title)
    for source in table.sources:
        if source.note is not None and source.confidence is not Confidence.ASSUMPTION:
            yield Unknown(title, formats.said(source.note))
    for note in table.notes:
        yield Unknown(title, formats.said(note))
    if any(one.policy == facts.NOT_STATED for one in table.contents.values()):
        yield Unknown(title, _("Källan säger inte vilka som lämnas utanför."))
    told = dict.fromkeys(
        formats.said(cell.discrepancy) for cell in table.cells.values() if cell.discrepancy is not None
    )
    for words in told:
        yield Unknown(title, words)
