"""Measures whose numbers are supplied: their files, their cells, and that none is taken for a counted one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from vardvag.base.cells import Ratio, Status
from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.regions import REGIONS
from vardvag.statistics.disclosure import Shown, published
from vardvag.statistics.measure import FOLDER, measures
from vardvag.statistics.supplied import supplied_measures
from vardvag.statistics.supplied_cells import (
    Length,
    SuppliedRow,
    length_of,
    periods_between,
    supplied_cells,
)

INCLUSION = supplied_measures()["svf-inclusion"]
JANUARY, FEBRUARY = Month(2024, 1), Month(2024, 2)


def test_a_measure_is_either_counted_or_supplied() -> None:
    counted, supplied = set(measures()), set(supplied_measures())
    assert supplied == {"svf-inclusion", "svf-lead-time", "telephone-answered-same-day"}
    assert not counted & supplied
    assert counted | supplied == {path.stem for path in FOLDER.glob("*.yaml")}


def test_a_goal_is_no_limit_of_law() -> None:
    goal = INCLUSION.file.goal
    assert goal is not None
    assert goal.at_least == Fraction(7, 10)
    assert goal.source.url is not None
    assert INCLUSION.file.limit is None


def test_no_lead_time_is_shipped() -> None:
    lead_time = supplied_measures()["svf-lead-time"]
    assert lead_time.per_pathway
    assert lead_time.file.limit is None


def test_calls_are_no_series_over_the_change_of_2022() -> None:
    breaks = supplied_measures()["telephone-answered-same-day"].breaks
    assert [one.since for one in breaks] == ["2022-07", "2023-01"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("per: pathway\n", "per: pathway\nlimit:\n  days: 3\n  source: {title: Ours, section: s. 1}\n"),
        ("counts: supplied\n", "counts: supplied\nphase: operation\n"),
        ("numerator:\n", "nummerator:\n"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_told(tmp_path: Path, old: str, new: str) -> None:
    text = (FOLDER / "svf-lead-time.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "mine.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as problem:
        supplied_measures([tmp_path])
    assert problem.value.findings[0].file == "mine.yaml"


@pytest.mark.parametrize(
    ("period", "length"),
    [("2024-01", Length.MONTH), ("2024-H1", Length.HALF_YEAR), ("2024", Length.YEAR), ("2024-01-31", None)],
)
def test_lengths(period: str, length: Length | None) -> None:
    assert length_of(period) is length


@pytest.mark.parametrize(
    ("length", "first", "last", "periods"),
    [
        (Length.MONTH, JANUARY, FEBRUARY, ["2024-01", "2024-02"]),
        (Length.HALF_YEAR, JANUARY, Month(2024, 6), ["2024-H1"]),
        (Length.HALF_YEAR, FEBRUARY, Month(2025, 6), ["2024-H2", "2025-H1"]),
        (Length.YEAR, FEBRUARY, Month(2025, 12), ["2025"]),
        (Length.YEAR, JANUARY, Month(2024, 11), []),
    ],
)
def test_only_whole_periods_are_asked_for(
    length: Length, first: Month, last: Month, periods: list[str]
) -> None:
    assert periods_between(length, first, last) == periods


def test_the_country_is_the_sum_of_those_that_gave_it_and_says_how_many() -> None:
    cells = supplied_cells(
        INCLUSION,
        [SuppliedRow("08", "2024-01", Ratio(71, 100)), SuppliedRow("01", "2024-01", Ratio(700, 1000))],
        ["2024-01"],
        origin="a sheet",
        version="abc",
    )
    by_place = {cell.key.place: cell for cell in cells}
    assert by_place["SE"].value == Ratio(771, 1100)
    assert (by_place["SE"].source.section or "").startswith("2 av 21 regioner, 2024-01")
    assert by_place["03"].status is Status.MISSING
    assert by_place["08"].key.policy == "nobody"
    shares = {row.place: row.share for row in published(cells, INCLUSION)}
    country = shares["SE"]
    assert country is not None
    assert country.share == Fraction(70, 100)  # 70,09 %, rounded once


def test_a_country_that_nobody_gave_is_missing_and_one_that_cannot_be_is_not() -> None:
    none = supplied_cells(
        INCLUSION,
        [SuppliedRow("08", "2024-01", None, Status.MISSING)],
        ["2024-01"],
        origin="a sheet",
        version="abc",
    )
    assert none[-1].status is Status.MISSING
    never = supplied_cells(
        INCLUSION,
        [SuppliedRow(one.code, "2024-01", None, Status.NOT_APPLICABLE) for one in REGIONS],
        ["2024-01"],
        origin="a sheet",
        version="abc",
    )
    assert never[-1].status is Status.NOT_APPLICABLE


def test_few_are_hidden_and_so_is_another_that_would_betray_them() -> None:
    cells = supplied_cells(
        INCLUSION,
        [
            SuppliedRow("08", "2024-01", Ratio(71, 100)),
            SuppliedRow("09", "2024-01", Ratio(9, 11)),  # two were not
            SuppliedRow("01", "2024-01", Ratio(700, 1000)),
        ],
        ["2024-01"],
        origin="a sheet",
        version="abc",
    )
    hidden = {row.place for row in published(cells, INCLUSION) if row.status is Shown.SUPPRESSED}
    assert hidden == {"08", "09"}
    inside = published(cells, INCLUSION, inside=True)
    assert Shown.SUPPRESSED not in {row.status for row in inside}


def test_each_pathway_adds_up_by_itself() -> None:
    lead_time = supplied_measures()["svf-lead-time"]
    rows = [
        SuppliedRow(place, "2024-01", Ratio(within, 40), pathway=pathway)
        for pathway, within in (("one", 20), ("two", 30))
        for place in ("01", "08")
    ]
    cells = supplied_cells(
        lead_time, rows, ["2024-01"], origin="a sheet", version="abc", limits_fingerprint="def"
    )
    country = {cell.key.cut: cell.value for cell in cells if cell.key.place == "SE"}
    assert country == {"pathway=one": Ratio(40, 80), "pathway=two": Ratio(60, 80)}
    assert {(cell.fingerprint or "").endswith(":def") for cell in cells} == {True}
