"""The gallery: every component once, with made-up content, so that a page can be put together by looking.

Only in the demo. What it shows is an example of form, never of fact.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.base.dated import Confidence, Source
from vardvag.base.findings import Finding, Severity
from vardvag.base.kronor import Kronor
from vardvag.base.moments import Moment
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.service.identity.guards import public_page
from vardvag.service.look import formats
from vardvag.service.look.chart import Bar, BarChart, Limit, Line, LineChart, Weight
from vardvag.service.look.difference_chart import Difference, DifferenceChart
from vardvag.service.look.explanation import Branch
from vardvag.service.look.map import RegionMap
from vardvag.service.look.range_chart import RangeChart, Spread
from vardvag.service.look.series_chart import Break, Point, Series, SeriesChart
from vardvag.service.look.table import Column, Link, Row, StatusWord, Table, Value
from vardvag.service.look.timeline import State, TimelineStep

TOKENS = ("paper", "surface", "sunken", "ink", "ink-soft", "line-strong", "act", "over", "soon", "mark-rest")


class ExampleForm(forms.Form):
    """A form with a field of each kind in use."""

    day = forms.CharField(
        label=gettext_lazy("Ny dag"),
        help_text=gettext_lazy("Skriv datumet som 2026-03-03."),
        error_messages={"required": gettext_lazy("Skriv en dag, till exempel 2026-03-03.")},
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Mottagning"),
        choices=[("a", gettext_lazy("Ortopedmottagningen")), ("b", gettext_lazy("Röntgen"))],
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@public_page
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, with content made up for the page."""
    return render(
        request,
        "pages/gallery.html",
        {
            "tokens": TOKENS,
            "table": _table(),
            "steps": _steps(),
            "findings": _findings(),
            "bars": _bars(),
            "lines": _lines(),
            "series": _series(),
            "ranges": _ranges(),
            "differences": _differences(),
            "map": _map(),
            "explanation": _explanation(),
            "form": ExampleForm({"day": "", "unit": "a"}),
            "downloads": [
                (_("Tabellen"), reverse("gallery"), "CSV, 2 kB"),
                (_("Kvitto"), reverse("gallery"), "JSON, 9 kB"),
            ],
            "amount": Kronor(182_500_000),
            "share": Fraction(7052, 10_000),
        },
    )


def _table() -> Table:
    return Table(
        _("Påhittade belopp för tre regioner"),
        [
            Column(_("Region")),
            Column(_("Folkmängd"), _("personer"), number=True),
            Column(_("Andel"), _("procent"), number=True),
            Column(_("Belopp"), _("kronor"), number=True),
            Column(_("Läge")),
            Column(_("Förklaring")),
        ],
        [
            _row(
                "Ett", 1_250_000, Fraction(625, 10), 1_562_500, StatusWord("within", _("Villkoret uppfyllt"))
            ),
            Row(
                _row("Två", 750_000, Fraction(375, 10), 937_500, StatusWord("soon", _("Nära gränsen"))),
                strong=True,
            ),
            _row("Tre", None, None, 0, StatusWord("over", _("Villkoret inte uppfyllt"))),
        ],
        total=[*_row(_("Summa"), 2_000_000, Fraction(100), 2_500_000, "")[:-1], ""],
        note=_("Ett streck betyder att uppgift saknas. Det är inte noll."),
    )


def _row(name: str, people: int | None, per_cent: Fraction | None, amount: int, met: Value) -> list[Value]:
    return [
        name,
        None if people is None else formats.number(people),
        None if per_cent is None else formats.number(per_cent, 1),
        formats.kronor_plain(amount),
        met,
        Link(_("varför"), reverse("gallery"), name),
    ]


def _steps() -> list[TimelineStep]:
    at = Moment.of(datetime(2026, 3, 3, 9, 20, tzinfo=UTC))
    return [
        TimelineStep(
            State.DONE, _("Första besök"), formats.day(date(2026, 1, 30)), [_("Ortopedmottagningen.")]
        ),
        TimelineStep(
            State.BOOKED,
            _("Röntgen"),
            formats.moment(at),
            [_("Länssjukhuset, plan 2. Fasta från midnatt."), _("Frågor? Ring mottagningen, vardagar 8–16.")],
            _("För det här steget finns ingen laglig gräns."),
            next=True,
            link=reverse("gallery"),
            link_text=_("Be om annan tid"),
        ),
        TimelineStep(
            State.WINDOW,
            _("Svar på röntgen"),
            formats.week(date(2026, 3, 13)),
            [_("Det är röntgen som ska höra av sig.")],
        ),
        TimelineStep(
            State.NO_TIME,
            _("Operation"),
            "",
            [_("Det är Ortopedmottagningen som ska höra av sig.")],
            _("Vårdgarantin gäller till och med den 12 maj 2026."),
        ),
    ]


def _findings() -> list[Finding]:
    return [
        Finding(
            "day",
            Text("Dagen finns inte", "There is no such day"),
            Text("Skriv en dag i november som 2026-11-30", "Write a day of November as 2026-11-30"),
            file="oktober.csv",
            row=14,
            column="Beslutsdatum",
            value="2026-11-31",
        ),
        Finding(
            "late",
            Text("Beslutet är mer än tio år gammalt", "The decision is more than ten years old"),
            Text("Kontrollera att året stämmer", "Check that the year is right"),
            Severity.WARNING,
            file="oktober.csv",
            row=20,
            column="Beslutsdatum",
            value="2011-02-01",
        ),
    ]


def _bars() -> BarChart:
    return BarChart(
        _("Två av tre påhittade regioner når gränsen"),
        _("Staplarna börjar vid noll. Den streckade linjen är gränsen."),
        [
            Bar("Ett", Fraction(81, 100)),
            Bar("Två", Fraction(7052, 10_000), "strong"),
            Bar("Tre", Fraction(64, 100)),
            Bar("Fyra", None),
            Bar(_("Riket"), Fraction(72, 100), "country"),
        ],
        _("Region"),
        _("Andel"),
        Limit(Fraction(70, 100), _("gräns 70 %")),
    )


def _differences() -> DifferenceChart:
    return DifferenceChart(
        _("%(more)s får mest mer, %(less)s mest mindre") % {"more": "Ett", "less": "Tre"},
        _("Staplar åt höger får mer, staplar åt vänster mindre. Samma tal står i tabellen."),
        [
            Difference("Ett", 1_562_500, _("%(amount)s mer") % {"amount": formats.number(1_562_500)}),
            Difference("Två", None, _("går inte att fastställa")),
            Difference("Tre", -937_500, _("%(amount)s mindre") % {"amount": formats.number(937_500)}),
        ],
    )


def _lines() -> LineChart:
    shares = (62, 64, 63, None, 69, 71, 74)
    country = (70, 70, 69, 68, 69, 70, 70)
    return LineChart(
        _("Region Två har passerat riket"),
        _("En månad saknas. Linjen är bruten där."),
        [f"2026-{month:02}" for month in range(1, 8)],
        [
            Line("Två", [None if s is None else Fraction(s, 100) for s in shares], "strong"),
            Line(_("Riket"), [Fraction(s, 100) for s in country], "country"),
        ],
        _("Månad"),
        _("Andel som väntat högst 90 dagar"),
        Limit(Fraction(80, 100), _("mål 80 %")),
    )


def _series() -> SeriesChart:
    """A month that is not shown, and a change of what is counted."""
    days = (41, 43, None, 47, 46, 52, 49)
    points = [Point(None if one is None else Fraction(one), _told(one)) for one in days]
    edges = [
        Series(_("25 %"), [Point(Fraction(one), str(one)) for one in (18, 19, 19, 20, 21, 22, 20)]),
        Series(_("75 %"), [Point(Fraction(one), str(one)) for one in (70, 74, 77, 81, 80, 92, 88)]),
    ]
    return SeriesChart(
        _("Hälften hade väntat högst 49 dagar i juli"),
        _("En månad visas inte, och från juni kommer talen från en annan källa. Linjen är bruten där."),
        [f"2026-{month:02}" for month in range(1, 8)],
        [Series("Två", points, "strong")],
        Fraction(100),
        [(Fraction(0), "0"), (Fraction(50), "50"), (Fraction(100), "100")],
        _("Månad"),
        _("Median, dagar"),
        limit=Limit(Fraction(90), _("90 dagar")),
        breaks=[Break(5, _("annan källa"))],
        spread=(edges[0], edges[1]),
    )


def _told(days: int | None) -> str:
    return _("visas inte, för få") if days is None else str(days)


def _ranges() -> RangeChart:
    def row(name: str, *days: int, weight: Weight = "rest") -> Spread:
        return Spread(name, [Fraction(one) for one in days], [str(one) for one in days], str(days[2]), weight)

    return RangeChart(
        _("Hälften i Två har väntat högst 49 dagar"),
        _("Punkten är medianen, det tjocka strecket den mittersta hälften."),
        [
            row(_("Riket"), 8, 20, 44, 80, 160, weight="country"),
            row("Två", 6, 18, 49, 88, 175, weight="strong"),
            Spread("Tre", [None] * 5, ["-"] * 5, _("uppgift saknas")),
        ],
        Fraction(200),
        _("Region"),
        _("Dagar"),
        [_("10 %"), _("25 %"), _("Median"), _("75 %"), _("90 %")],
        _("dagar"),
        Limit(Fraction(90), _("90 dagar")),
    )


def _map() -> RegionMap:
    """Made-up shares: Gotland has none at all, Halland's is missing, and Skåne takes no part."""
    values: dict[str, Fraction | None] = {
        one.code: Fraction(62 + 7 * place % 31, 100) for place, one in enumerate(REGIONS) if one.code != "12"
    }
    return RegionMap(
        _("Påhittade andelar skiljer sig mellan regionerna"),
        _("Kartan visar fem klasser i en färg. Ju starkare färg, desto större andel."),
        values | {"09": Fraction(0), "13": None},
        _("Andel"),
        lambda value: formats.share(value, 0),
        links={one.code: reverse("gallery") for one in REGIONS},
    )


def _explanation() -> Branch:
    example = Source("Exempel på en källa", "https://www.example.org/", "sidan 3", date(2026, 1, 15))
    guess = Source(
        "Egen fördelning över månader",
        confidence=Confidence.ASSUMPTION,
        note=Text(
            "Fördelningen är inte offentlig. Vi delar lika.", "The split is not public. We divide it equally."
        ),
    )
    return Branch(
        _("Region Två får"),
        formats.kronor(937_500),
        _("Potten gånger regionens folkmängd, delad med folkmängden i de regioner som nått villkoret."),
        children=[
            Branch(
                _("Villkor: minst 70 procent"),
                formats.share(Fraction(7052, 10_000), 2),
                _("Uppfyllt."),
                example,
            ),
            Branch(
                _("Nyckel: folkmängd"),
                formats.number(750_000),
                children=[
                    Branch(_("Alla som nått villkoret"), formats.number(2_000_000), source=example),
                ],
            ),
            Branch(_("Potten för månaden"), formats.kronor(2_500_000), source=guess),
        ],
    )


urlpatterns = [path("galleri/", gallery, name="gallery")]
