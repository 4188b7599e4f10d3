"""`vardvag limits` and `vardvag clocks --limits`: what a limit is, is said in every form of the answer."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from vardvag.cli import application
from vardvag.events.formats.skr_1_1 import write
from vardvag.events.synth.country import make_country


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(application, list(map(str, words)))


def test_the_limits_are_listed_with_what_they_are() -> None:
    told = run("limits", "--format", "csv", "--language", "en")
    assert told.exit_code == 0
    assert (
        "Medical assessment in primary care,3,2022-07-01,,HSF (2017:80) 6 kap. 1 § 2,law,official"
        in told.output
    )
    other = run("limits", "stockholm", "--format", "csv", "--language", "en")
    assert "the region's own limit" in other.output


def test_a_file_that_cannot_be_used_ends_with_3_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("kind: statute\ntitle: {sv: x, en: x}\nlimits: {}\n", encoding="utf-8")
    told = run("limits", path)
    assert told.exit_code == 3
    assert "own.yaml, rad 1" in told.output
    assert run("limits", "stokholm").exit_code == 2


def test_each_clock_under_other_limits_says_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(make_country(30, seed=1, regions=["01"]), path)
    plain = run("clocks", path, "--format", "csv", "--language", "en")
    assert "kind" not in plain.output.splitlines()[0]
    scenario = run("clocks", path, "--limits", "bup", "--format", "csv", "--language", "en")
    assert scenario.output.splitlines()[0].endswith(",kind")
    about = [line for line in scenario.output.splitlines() if ",First assessment" in line]
    assert about
    assert all(line.endswith(',"a goal, not law"') for line in about)
