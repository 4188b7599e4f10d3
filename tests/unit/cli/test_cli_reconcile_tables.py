"""`vardvag reconcile` tells published waiting times in a section of their own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.cli import application
from vardvag.statistics.published_table import FOLDER, read_table
from vardvag.statistics.recount import Following
from vardvag.usecases import reconcile_published_tables as usecase
from vardvag.usecases.reconcile_agreements import reconcile_agreements
from vardvag.usecases.reconcile_published_tables import TablesReconciliation, reconcile_published_tables

AMOUNTS = "34 av 115 belopp som är publicerade på kronan återskapas på kronan."
TIMES = "235 av 239 publicerade tal om väntetider återskapas ur talen bredvid."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["reconcile", *arguments])


def test_the_section_stands_below_the_amounts_and_changes_none_of_them() -> None:
    whole, amounts = run(), run("--of", "payouts")
    assert (whole.exit_code, amounts.exit_code) == (0, 0)
    assert whole.stdout.startswith(amounts.stdout)
    assert AMOUNTS in amounts.stdout
    assert TIMES not in amounts.stdout
    assert TIMES in whole.stdout[len(amounts.stdout) :]
    assert "Publicerade väntetider" in whole.stdout
    reconciliation = reconcile_agreements()
    assert f"{reconciliation.exact} av {reconciliation.to_the_krona} belopp" in AMOUNTS


def test_waiting_times_alone_show_what_is_not_simply_reproduced() -> None:
    told = run("--of", "waiting", "--language", "en").stdout
    assert "Agreement" not in told
    assert [line.split()[0] for line in told.splitlines()[2:9]] == [
        "skr-child-psychiatry-done",
        "skr-child-psychiatry-done",
        "skr-child-psychiatry-done",
        "skr-waiting-by-days",
        "skr-waiting-by-month",
        "skr-waiting-by-month",
        "skr-waiting-by-month",
    ]
    assert "22.50" in told
    assert "75 was published earlier (as known 2017-10-01)" in told
    assert "3: published once more with another figure; both are kept, each with its day" in told
    assert len(run("--of", "waiting", "--all").stdout.splitlines()) > 620


def test_json_has_both_and_adds_neither_to_the_other() -> None:
    told = json.loads(run("--format", "json").stdout)
    assert set(told) == {"rows", "notes", "published_tables"}
    assert told["notes"][0] == AMOUNTS
    section = told["published_tables"]
    assert section["notes"][0] == TIMES
    assert len(section["rows"]) == 617 + 3
    (gap,) = [row for row in section["rows"] if (row["printed"], row["computed"]) == ("290128", "289746")]
    assert (gap["class"], gap["policy"], gap["as_known"]) == ("explained", "pvv", "2017-12-01")
    assert [row["class"] for row in section["rows"][-3:]] == ["revised"] * 3
    assert set(json.loads(run("--format", "json", "--of", "payouts").stdout)) == {"rows", "notes"}


def test_csv_holds_one_kind_of_rows_with_decimal_points() -> None:
    amounts = list(csv.DictReader(io.StringIO(run("--format", "csv").stdout)))
    assert set(amounts[0]) >= {"agreement", "recipient"}
    assert TIMES in run("--format", "csv").stderr
    figures = list(csv.DictReader(io.StringIO(run("--format", "csv", "--of", "waiting").stdout)))
    assert len(figures) == 617 + 3
    assert {row["printed"] for row in figures if row["computed"] == "43.44"} == {"43.4"}
    assert all(row["source"] for row in figures)


def damaged(tmp_path: Path) -> TablesReconciliation:
    """The table by days, with one printed share turned."""
    copy = tmp_path / "skr-waiting-by-days"
    copy.mkdir()
    for name in ("table.yaml", "table.csv"):
        text = (FOLDER / copy.name / name).read_text(encoding="utf-8")
        (copy / name).write_text(text.replace("2017-07,2017-08-01,76,", "2017-07,2017-08-01,77,"), "utf-8")
    return reconcile_published_tables([read_table(copy)])


def test_a_difference_without_a_reason_is_a_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = damaged(tmp_path)
    assert (wrong.agree, wrong.count[Following.UNEXPLAINED]) == (False, 1)
    assert (wrong.reproduced, wrong.computable) == (102, 104)
    monkeypatch.setattr(usecase, "reconcile_published_tables", lambda: wrong)
    told = run("--language", "en")
    assert told.exit_code == 1
    assert "1: unexplained difference" in told.stdout
    assert run("--of", "payouts").exit_code == 0


def test_two_figures_for_one_day_are_a_no() -> None:
    right = reconcile_published_tables()
    assert right.agree
    twice = TablesReconciliation(right.tables, right.recounted, right.revisions, right.revisions[:1])
    assert not twice.agree
    assert twice.notes[-1].en == "1: different figures for the same thing on the same day"
