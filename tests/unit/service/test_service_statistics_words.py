"""Words of the statistics: a share in tenths, a sentence for every status, periods, scales, differences."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction

import pytest

from counted_table import CHANGED, MEASURE, MISSING, NOBODY, SUPPRESSED, counted_table

pytest.importorskip("django", reason="install the extra [service]")

from django.utils import translation

from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import OpenCell
from vardvag.usecases.open_tables import open_tables

pytestmark = pytest.mark.usefixtures("django_demo")


@pytest.fixture(scope="module")
def table():
    return counted_table()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return open_tables(tmp_path_factory.mktemp("nothing-counted"))


def said(table, **asked):
    from vardvag.service.pages.statistics.sentences import sentence
    from vardvag.service.pages.statistics.view import view_of

    view = view_of(table, asked)
    return sentence(table, view.codes, view.cell())


@pytest.mark.parametrize(
    ("per_cent", "sv", "en"),
    [
        ("70", "Sju av tio", "Seven in ten"),
        ("71", "Sju av tio", "Seven in ten"),
        ("72", "Drygt sju av tio", "Just over seven in ten"),
        ("76", "Knappt åtta av tio", "Just under eight in ten"),
        ("69", "Sju av tio", "Seven in ten"),
        ("50", "Hälften av dem", "Half"),
        ("53", "Drygt hälften av dem", "Just over half"),
        ("46", "Knappt hälften av dem", "Just under half"),
        ("97", "Nästan alla", "Nearly all"),
        ("99.9", "Nästan alla", "Nearly all"),
        ("4", "Färre än en av tio", "Fewer than one in ten"),
        ("6", "Knappt en av tio", "Just under one in ten"),
        ("100", "100\xa0% av dem", "100%"),
        ("0", "0\xa0% av dem", "0%"),
    ],
)
def test_a_share_is_said_in_tenths(per_cent, sv, en):
    from vardvag.service.pages.statistics.numbers import about

    share = Fraction(per_cent) / 100
    with translation.override("sv"):
        assert about(share) == sv
    with translation.override("en"):
        assert about(share) == en


def test_all_and_nobody_are_said_only_where_the_numbers_behind_say_so():
    from vardvag.service.pages.statistics.numbers import about

    assert about(Fraction(1), certain=True) == "Alla"
    assert about(Fraction(0), certain=True) == "Ingen"


@pytest.mark.parametrize(
    ("asked", "sv"),
    [
        ({}, "Knappt åtta av tio som väntar på operation eller åtgärd i landet har väntat högst 90 dagar"),
        (
            {"region": "14", "period": "2019-11"},
            "Knappt nio av tio som väntar på operation eller åtgärd i Västra Götaland "
            "har väntat högst 90 dagar",
        ),
        (
            {"region": MISSING, "period": "2019-10"},
            "Ingen uppgift för Gotland om dem som väntar på operation eller åtgärd i oktober 2019",
        ),
        (
            {"region": SUPPRESSED},
            "Talet för Jämtland om dem som väntar på operation eller åtgärd visas inte, "
            "för att ingen ska kunna kännas igen",
        ),
        ({"region": NOBODY}, "Ingen väntade på operation eller åtgärd i Västerbotten i november 2019"),
        (
            {"region": NOBODY, "innehall": "median"},
            "Ingen väntade på operation eller åtgärd i Västerbotten i november 2019",
        ),
        ({"region": NOBODY, "innehall": "counted"}, "0 väntar på operation eller åtgärd i Västerbotten"),
        (
            {"innehall": "median", "period": "2018-09"},
            "Hälften av dem som väntar på operation eller åtgärd i landet har väntat högst 55 dagar",
        ),
        (
            {"innehall": "p90", "period": "2018-09"},
            "Nio av tio som väntar på operation eller åtgärd i landet har väntat högst 170 dagar",
        ),
        (
            {"innehall": "p25", "period": "2018-09"},
            "En av fyra som väntar på operation eller åtgärd i landet har väntat högst 21 dagar",
        ),
        ({"innehall": "counted"}, "2\xa0000\xa0000 väntar på operation eller åtgärd i landet"),
        ({"innehall": "days-31-60"}, "Antal 31–60 dagar i landet: 500\xa0000"),
    ],
    ids=str,
)
def test_a_sentence_is_right_for_every_status_and_content(table, asked, sv):
    assert said(table, **asked) == sv


def test_a_figure_that_cannot_be_is_said_to_be_none(table):
    absent = OpenCell(None, Shown.NOT_APPLICABLE, table.sources[0])
    with_none = dataclasses.replace(table, cells=dict.fromkeys(table.cells, absent))
    assert said(with_none, region="08") == (
        "För Kalmar finns inget tal om dem som väntar på operation eller åtgärd i november 2019"
    )


def test_a_table_that_nobody_has_written_sentences_for_is_told_by_its_own_titles(table):
    strange = dataclasses.replace(table, id="something-new", measure=None)
    assert said(strange) == "Andel inom 90 dagar i landet: 76\xa0%"
    assert said(strange, region=MISSING, period="2019-10") == (
        "Ingen uppgift för Gotland om ”Andel som har väntat högst 90 dagar på operation” i oktober 2019"
    )
    assert said(strange, region=NOBODY) == "Ingen räknades i Västerbotten i november 2019"


def test_the_same_figure_under_every_policy_says_what_the_policy_does(table):
    from vardvag.service.pages.statistics.rules import policy_bars
    from vardvag.service.pages.statistics.view import view_of

    bars = policy_bars(view_of(table, {"period": "2018-09"}))
    assert bars.title == "Från 53\xa0% till 60\xa0%, beroende på regel"
    assert [(bar.label, bar.weight) for bar in bars.bars] == [
        ("Utan patientvald väntan", "strong"),
        ("Alla räknas", "rest"),
    ]
    assert policy_bars(view_of(table, {"region": SUPPRESSED})) is None


def test_the_sentences_are_english_too(table):
    with translation.override("en"):
        assert said(table, region=MISSING, period="2019-10") == (
            "No figure for Gotland of those waiting for an operation or procedure in October 2019"
        )
        assert said(table) == (
            "Just under eight in ten of those waiting for an operation or procedure in the country "
            "have waited at most 90 days"
        )


def test_a_month_that_had_not_ended_is_said_to_be_a_forecast_and_is_not_shown_unasked(table):
    from vardvag.service.pages.statistics.view import view_of

    early = {
        key: dataclasses.replace(cell, as_known=date(2019, 11, 14)) if key[-1] == "2019-11" else cell
        for key, cell in table.cells.items()
    }
    forecast = dataclasses.replace(table, cells=early)
    assert view_of(forecast, {}).period == "2019-10"
    assert said(forecast, period="2019-11").startswith("Prognos: knappt åtta av tio som väntar")


@pytest.mark.parametrize(
    ("name", "asked", "sv"),
    [
        (
            "skr-telephone-same-day",
            {"region": "09"},
            "Nio av tio som ringde primärvården på Gotland fick kontakt samma dag",
        ),
        (
            "skr-waiting-by-days",
            {"slag": "operation", "region": "SE"},
            "Drygt sex av tio som väntar på operation eller åtgärd i landet har väntat högst 90 dagar",
        ),
        (
            "socialstyrelsen-key-figures",
            {},
            "Knappt nio av tio som fick en medicinsk bedömning i primärvården i landet fick den inom 3 dagar",
        ),
        (
            "ostergotland-waiting-visits",
            {"enhet": "Gynekologi mottagning Motala", "innehall": "waited_0_7"},
            "0–7 dagar vid Gynekologi mottagning Motala: 32",
        ),
    ],
)
def test_published_tables_have_sentences_of_their_own(published, name, asked, sv):
    assert said(published[name], **asked) == sv


def test_every_headline_of_every_published_table_has_a_sentence_without_holes(published):
    from vardvag.service.pages.statistics.headlines import headlines
    from vardvag.service.pages.statistics.sentences import sentence

    for language in ("sv", "en"):
        with translation.override(language):
            for table in published.values():
                for place in table.places:
                    for view in headlines(table, place):
                        told = sentence(table, view.codes)
                        assert "%(" not in told
                        assert "None" not in told
                        assert told[0].isupper() or told[0].isdigit()


@pytest.mark.parametrize(
    ("name", "period", "sv"),
    [
        ("skr-waiting-by-month", "2019-09", "september 2019"),
        ("skr-telephone-same-day", "2016-autumn", "hösten 2016"),
        ("ostergotland-waiting-visits", "2017-10-31", "31 oktober 2017"),
        ("skr-done-within-60", "XXXX-04", "månad 4, året anges inte"),
    ],
)
def test_periods_are_written_as_one_says_them(published, name, period, sv):
    from vardvag.service.pages.statistics.periods import told

    assert told(published[name], period) == sv


def test_a_month_that_is_not_there_is_a_gap_and_only_months_are_neighbours(published):
    from vardvag.service.pages.statistics.periods import joined, listed

    shown = listed(published["skr-waiting-by-days"])
    assert "2019-01" in shown
    assert "2019-01" not in published["skr-waiting-by-days"].periods
    assert all(joined(shown)[1:])
    assert joined(["2017-01", "2017-03", "2017-spring"]) == [False, False, False]
    assert listed(published["skr-waiting-by-month"], "2017-06", 3) == ["2017-04", "2017-05", "2017-06"]


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (7, 8), (11, 15), (24, 25), (240, 250), (101, 150), (950, 1000), (3, 3)]
)
def test_a_scale_ends_at_a_round_number(table, most, top):
    from vardvag.service.pages.statistics.scale import top_of

    assert top_of([Fraction(most), None], table.contents["median"]) == top
    assert top_of([Fraction(1, 3)], table.contents["share"]) == 1


def test_the_difference_between_two_policies_says_who_makes_it(table):
    from vardvag.service.pages.statistics.compare import sides_of
    from vardvag.service.pages.statistics.difference import title, told

    first, second = sides_of(table, {"period": "2018-09"})
    assert (first.codes["policy"], second.codes["policy"]) == ("pvv", "nobody")
    names = ("utan patientvald väntan", "alla räknas")
    assert title(first, second, names) == "Utan patientvald väntan: 60\xa0%. Alla räknas: 53\xa0%"
    assert told(first, second, names) == [
        "Skillnaden är 7 procentenheter, räknat på talen så som de skrivs. "
        "Högst är talet för ”Utan patientvald väntan”.",
        "”Alla räknas” räknar 400\xa0000 fler än ”utan patientvald väntan”.",
        "Av dem är 80\xa0000 inom gränsen och 320\xa0000 över.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "sv"),
    [
        ("08", MISSING, "Gotland har ingen uppgift att jämföra med"),
        (SUPPRESSED, "08", "Jämtland har ingen uppgift att jämföra med"),
        (MISSING, SUPPRESSED, "Ingen av de två har en uppgift att visa"),
        (
            "08",
            "08",
            "Drygt åtta av tio som väntar på operation eller åtgärd i Kalmar har väntat högst 90 dagar",
        ),
    ],
)
def test_a_comparison_with_what_is_not_there_is_said_to_be_none(table, one, other, sv):
    from vardvag.service.pages.statistics.compare import sides_of
    from vardvag.service.pages.statistics.difference import title

    first, second = sides_of(table, {"region": one, "jamfor_region": other, "period": "2018-09"})
    names = tuple(table.dimension("place").values[place].sv for place in (one, other))
    assert title(first, second, names).startswith(sv[:30])
    assert (first.place, second.place) == (one, other)


def test_a_view_as_known_before_has_what_was_known_then(table):
    from vardvag.service.pages.statistics.revisions import changed, known_days
    from vardvag.service.pages.statistics.view import view_of

    place, period = CHANGED
    now = view_of(table, {"region": place, "period": period})
    then = view_of(table, {"region": place, "period": period, "kand": "2019-11-30"})
    assert then.cell().number.share == Fraction(60, 100) != now.cell().number.share
    assert (
        view_of(table, {"region": place, "period": period, "kand": "2019-10-01"}).cell().status
        is Shown.MISSING
    )
    assert known_days(now) == [date(2019, 11, 5), date(2019, 12, 5)]
    assert [one for one, _cell in changed(now)] == [period]
    assert known_days(view_of(table, {"region": "08"})) == []


def test_the_line_for_the_terminal_says_the_whole_view(table):
    from vardvag.service.pages.statistics.command import command
    from vardvag.service.pages.statistics.view import view_of

    view = view_of(table, {"regel": "nobody", "innehall": "p10", "kand": "2019-11-30", "period": "2019-10"})
    line = command(view).replace(" \\\n ", "")
    assert line.startswith(f"vardvag stats {MEASURE} --store ")
    assert line.endswith(
        "--figure percentiles --from 2018-10 --to 2019-10 --exclusion nobody --basis derived "
        "--as-known 2019-11-30"
    )
