"""A counted measure that carries a break: told by `vardvag stats`, and kept when it is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from vardvag.base.days import Month
from vardvag.cli import application
from vardvag.events.formats.skr_1_1 import write
from vardvag.events.synth.country import make_country
from vardvag.statistics.measure import FOLDER, measure
from vardvag.usecases.open_tables import open_table
from vardvag.usecases.publish_statistics import publish_statistics
from vardvag.warehouse.store import Store

NAME = "waiting-operation-within-90-told-apart"
BREAK = """breaks:
  - since: 2018-11
    what: {sv: Ett påhittat brott., en: A made-up break.}
    source: {title: Made up for this test, section: s. 1}
author: """


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of one small region, and a measure with a break in `measures`."""
    folder = tmp_path_factory.mktemp("breaks")
    (folder / "measures").mkdir()
    text = (FOLDER / "waiting-operation-within-90.yaml").read_text(encoding="utf-8")
    (folder / "measures" / f"{NAME}.yaml").write_text(text.replace("author: ", BREAK), encoding="utf-8")
    write(make_country(2000, 5, Month(2018, 8), Month(2019, 2), ["08"], 0.0), folder / "contacts.csv")
    arguments = ["load", str(folder / "contacts.csv"), "--store", str(folder / "store")]
    result = CliRunner().invoke(application, [*arguments, "--received", "2019-03-20"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [("2018-10", "2018-11", True), ("2018-11", "2018-12", False), ("2018-10", "2018-10", False)],
)
@pytest.mark.parametrize("figure", ["share", "median", "flows"])
def test_it_is_told_when_the_months_asked_for_lie_on_both_sides(
    folder: Path, first: str, last: str, told: bool, figure: str
) -> None:
    asked = ["stats", NAME, "--measures", str(folder / "measures"), "--store", str(folder / "store")]
    asked += ["--from", first, "--to", last, "--figure", figure]
    result = CliRunner().invoke(application, asked)
    assert result.exit_code == 0, result.output
    assert ("tal från 2018-11 kan inte jämföras med tidigare. Ett påhittat brott." in result.stdout) is told


def test_what_is_published_keeps_it(folder: Path) -> None:
    mine = measure(NAME, [folder / "measures"])
    publish_statistics(
        Store(folder / "store"),
        folder / "data",
        first=Month(2018, 10),
        last=Month(2018, 12),
        on=date(2019, 3, 20),
        chosen=[mine],
    )
    table = open_table(NAME, folder / "data")
    assert table.breaks == mine.breaks
    assert table.divided == mine.breaks
