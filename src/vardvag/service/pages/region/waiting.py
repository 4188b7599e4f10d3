"""How many of those who wait at the end of each month are within the limit, under two policies side by side.

The counting, the comparison and whether the public would see a figure are `compare_policies`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.base.cells import Basis
from vardvag.base.dated import Source
from vardvag.contracts.access.actor import Role
from vardvag.events.model import Phase
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.chart import Line, LineChart
from vardvag.service.look.table import Column, Row, Table
from vardvag.service.pages.region.own import own_region, own_store
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.usecases.compare_policies import Counted, MonthCompared, PolicyComparison, compare_policies
from vardvag.usecases.count_measure import find_measure
from vardvag.usecases.show_received import days_received

MEASURES = ("waiting-first-visit-within-90", "waiting-operation-within-90")
OTHER = "nobody"
"""The policy that is set beside the measure's own when nothing else is asked for: nobody is left out."""
NOW = "nu"

SHORT = {
    "nobody": gettext_lazy("alla"),
    "pvv": gettext_lazy("utan PvV"),
    "pvv-mov": gettext_lazy("utan PvV, MoV"),
    "pvv-over-limit": gettext_lazy("PvV inom"),
}
"""Policies as a line in a figure and a column's head can name them; the page gives the whole names."""

AWAITED = {
    Phase.FIRST_CONTACT: gettext_lazy("första besök"),
    Phase.OPERATION: gettext_lazy("operation eller åtgärd"),
}


class WaitingFilter(forms.Form):
    """Two policies, and the day the figures are as known on."""

    regel = forms.ChoiceField(
        label=gettext_lazy("Regel för vilka som räknas"),
        error_messages={"invalid_choice": gettext_lazy("Välj en regel i listan.")},
    )
    jamfor = forms.ChoiceField(
        label=gettext_lazy("Jämför med"),
        error_messages={"invalid_choice": gettext_lazy("Välj en regel i listan.")},
    )
    kand = forms.ChoiceField(
        label=gettext_lazy("Så som det var känt"),
        error_messages={"invalid_choice": gettext_lazy("Välj en dag i listan.")},
    )

    def __init__(self, request: HttpRequest, days: tuple[date, ...]) -> None:
        policies = find_measure(MEASURES[0]).file.policies
        defaults = {"regel": policies.default, "jamfor": OTHER, "kand": NOW}
        super().__init__(defaults | request.GET.dict())
        named = [
            (name, _capital(formats.said(find_measure(MEASURES[0]).policy(name).title)))
            for name in policies.allowed
        ]
        self.fields["regel"].choices = self.fields["jamfor"].choices = named
        self.fields["kand"].choices = [
            (NOW, _("Nu, med allt som har kommit")),
            *((day.isoformat(), formats.day(day)) for day in reversed(days)),
        ]

    def clean(self) -> None:
        """The same policy twice is no comparison."""
        if self.cleaned_data.get("regel") and self.cleaned_data["regel"] == self.cleaned_data.get("jamfor"):
            self.add_error("jamfor", _("Välj en annan regel att jämföra med."))

    @property
    def as_known(self) -> date | None:
        """The day asked for; None for everything known now."""
        asked = self.cleaned_data["kand"]
        return None if asked == NOW else date.fromisoformat(asked)


@dataclass(frozen=True)
class Figure:
    """One measure as the page shows it."""

    comparison: PolicyComparison
    heading: str
    chart: LineChart
    table: Table
    difference: str
    facts: list[tuple[str, str]]
    sources: list[Source]
    command: str


@requires(Role.REGION_ANALYST, profile="region")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The month-end figures of the analyst's region, unsuppressed."""
    region, store = own_region(request), own_store()
    form = WaitingFilter(request, days_received(store))
    context = {"region": region, "form": form, "title": _("Väntande vid månadens slut")}
    if not form.is_valid():
        return render(request, "pages/region/waiting.html", context, status=400)
    asked = form.cleaned_data
    compared = [
        compare_policies(store, region.code, name, asked["regel"], asked["jamfor"], form.as_known)
        for name in MEASURES
    ]
    context |= {
        "title": title(compared),
        "figures": [_figure(one) for one in compared if one.latest],
        "policies": [compared[0].first, compared[0].second],
        "as_known": form.as_known,
        "forecast": ", ".join(formats.month(one.month) for one in compared[0].months if one.forecast),
        "fewest": compared[0].measure.file.disclosure.fewest,
    }
    return render(request, "pages/region/waiting.html", context)


def title(compared: list[PolicyComparison]) -> str:
    """The latest share waiting for an operation, in a sentence."""
    for one in reversed(compared):
        if one.latest and one.latest.first and one.latest.first.share is not None:
            return _reads(one, one.latest, one.latest.first)
    return _("Det finns inga väntande att räkna än")


def _reads(one: PolicyComparison, month: MonthCompared, figure: Counted) -> str:
    words = (
        _("I slutet av %(month)s hade %(share)s väntat högst %(days)s dagar på %(what)s")
        if not month.forecast
        else _("I slutet av %(month)s väntas %(share)s ha väntat högst %(days)s dagar på %(what)s")
    )
    return words % {
        "month": formats.month(month.month),
        "share": formats.share(figure.share),
        "what": AWAITED[one.measure.phase],
        "days": one.measure.limit,
    }


def _figure(one: PolicyComparison) -> Figure:
    file = one.measure.file
    return Figure(
        comparison=one,
        heading=_capital(str(AWAITED[one.measure.phase])),
        chart=_chart(one),
        table=_table(one),
        difference=_difference(one),
        facts=_facts(one),
        sources=[file.limit.source.source(), file.guaranteed.source.source()],
        command=command(one),
    )


def _chart(one: PolicyComparison) -> LineChart:
    month = one.latest
    figure = month.first if month else None
    reading = _("Tjock linje: %(first)s. Tunn linje: %(second)s. PvV är patientvald väntan.") % {
        "first": formats.said(one.first.title),
        "second": formats.said(one.second.title),
    }
    if "pvv-mov" in (one.first.id, one.second.id):
        reading = f"{reading} {_('MoV är medicinskt orsakad väntan.')}"
    return LineChart(
        _reads(one, month, figure) if month and figure else formats.said(one.measure.title),
        reading,
        [str(compared.month) for compared in one.months],
        [
            Line(_short(one.second), [_share(compared.second) for compared in one.months], "rest"),
            Line(_short(one.first), [_share(compared.first) for compared in one.months], "strong"),
        ],
        _("Månad"),
        _("Andel"),
    )


def _table(one: PolicyComparison) -> Table:
    columns = [Column(_("Månad"))]
    for policy in (one.first, one.second):
        columns.append(Column(_capital(_short(policy)), _("procent"), number=True))
        columns.append(Column(_("Antal"), _("inom av alla"), number=True))
    notes = []
    if any(month.forecast for month in one.months):
        notes.append(_("p: prognos, för månaden var inte slut när uppgifterna kom."))
    if any(_hidden(figure) for month in one.months for figure in (month.first, month.second)):
        notes.append(_("i: visas bara inom regionen, för talet gäller så få."))
    return Table(
        _("Månad för månad, %(what)s") % {"what": AWAITED[one.measure.phase]},
        columns,
        [
            Row(
                [
                    format_html(
                        '<span class="nowrap">{}{}</span>', month.month, " p" if month.forecast else ""
                    ),
                    *_cells(month.first),
                    *_cells(month.second),
                ],
                strong=month is one.latest,
            )
            for month in one.months
        ],
        note=" ".join(notes),
    )


def _cells(figure: Counted | None) -> list[str | None]:
    if figure is None:
        return [None, None]
    counts = _("%(within)s av %(counted)s") % {
        "within": formats.number(figure.within),
        "counted": formats.number(figure.counted),
    }
    share = None if figure.share is None else formats.number(figure.share * 100, 1)
    return [share, f"{counts} i" if _hidden(figure) else counts]


def _hidden(figure: Counted | None) -> bool:
    return figure is not None and not figure.shown_outside


def _difference(one: PolicyComparison) -> str:
    """Who makes the difference between the policies in the latest month, in words."""
    month = one.latest
    if month is None or month.points is None:
        return _("Skillnaden går inte att räkna ut.")
    within, over = month.within, month.over
    names = {"first": formats.said(one.first.title), "second": formats.said(one.second.title)}
    if within + over < 0:
        within, over = -within, -over
        names = {"first": names["second"], "second": names["first"]}
    if not within and not over:
        return _("Båda reglerna räknar samma väntande den månaden.")
    who = _(
        "Regeln ”%(second)s” räknar %(number)s fler än ”%(first)s”: "
        "%(within)s inom gränsen och %(over)s över."
    ) % {
        **names,
        "number": formats.number(within + over),
        "within": formats.number(within),
        "over": formats.number(over),
    }
    points = {"points": formats.number(abs(month.points) * 100, 1), "name": formats.said(one.second.title)}
    if not month.points:
        return who + " " + _("Andelen är densamma.")
    if month.points < 0:
        return who + " " + _("Andelen är %(points)s procentenheter lägre med ”%(name)s”.") % points
    return who + " " + _("Andelen är %(points)s procentenheter högre med ”%(name)s”.") % points


def _facts(one: PolicyComparison) -> list[tuple[str, str]]:
    """The definition taken apart: what is divided by what, and who is in neither."""
    only = one.measure.only_guaranteed
    return [
        (_("Talet"), formats.said(one.measure.file.definition.text())),
        (
            _("Täljare"),
            _("De i nämnaren som då har väntat högst %(days)s kalenderdagar") % {"days": one.measure.limit},
        ),
        (
            _("Nämnare"),
            _("Alla som väntar vid månadens slut och som avsändaren har märkt med vårdgaranti")
            if only
            else _("Alla som väntar vid månadens slut"),
        ),
        (
            _("Vilka som väntar"),
            _("Räknas ur varje kontakts beslut och slut")
            if one.measure.basis(None) is Basis.DERIVED
            else _("Räknas ur månadens fil över väntande"),
        ),
        *(
            (
                _("Utanför med regeln ”%(name)s”") % {"name": formats.said(policy.title)},
                formats.said(policy.definition),
            )
            for policy in (one.first, one.second)
        ),
    ]


def command(one: PolicyComparison) -> str:
    """The same figures in a terminal, started in the folder above the data."""
    parts = [
        f"vardvag stats {one.measure.id}",
        f"--store {_store()}",
        f"--from {one.months[0].month} --to {one.months[-1].month}",
        f"--exclusion {one.first.id}",
        *([f"--as-known {one.as_known}"] if one.as_known else []),
        "--unsuppressed",
    ]
    return " \\\n  ".join(parts)


def _store() -> str:
    """The store as it is reached from beside the data folder: the whole path is nobody's business."""
    store, above = settings.VARDVAG.store, settings.VARDVAG.data.parent
    return store.relative_to(above).as_posix() if store.is_relative_to(above) else store.name


def _share(figure: Counted | None) -> Fraction | None:
    return figure.share if figure else None


def _capital(text: str) -> str:
    """As at the beginning of a sentence; the rest, as PvV, is left as it is."""
    return text[:1].upper() + text[1:]


def _short(policy: ExclusionPolicy) -> str:
    return str(SHORT.get(policy.id, policy.id))
