"""`vardvag load` and `vardvag stats`, from files in the national format to published rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month
from vardvag.cli import application
from vardvag.events.formats.skr_1_1 import write
from vardvag.events.model import Phase
from vardvag.events.synth.country import make_country

MEASURE = "waiting-operation-within-90"
EVERY = [one for one in Phase if not one.in_primary_care]
CHILDREN = "waiting-child-psychiatry-assessment-within-30"


@pytest.fixture(scope="module")
def contacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small synthetic country of two regions."""
    path = tmp_path_factory.mktemp("files") / "contacts.csv"
    write(make_country(3000, 5, Month(2018, 8), Month(2019, 2), ["08", "25"], 0.0), path)
    return path


@pytest.fixture(scope="module")
def store(contacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "store"
    result = run("load", str(contacts), "--store", str(folder), "--received", "2019-03-20")
    assert result.exit_code == 0, result.output
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, list(arguments))


def stats(store: Path, *more: str) -> list[dict[str, object]]:
    result = run("stats", MEASURE, "--store", str(store), "--from", "2018-10", *more, "--format", "json")
    assert result.exit_code == 0, result.output
    rows: list[dict[str, object]] = json.loads(result.stdout)["rows"]
    return rows


def test_loading_the_same_file_again_says_that_nothing_changed(store: Path, contacts: Path) -> None:
    result = run("load", str(contacts), "--store", str(store), "--format", "json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["rows"][0]["new"] is False
    assert "ingenting ändrades" in said["notes"][-1]


def test_figures_name_their_policy_basis_and_day(store: Path) -> None:
    rows = stats(store, "--exclusion", "nobody")
    assert len(rows) == 22
    kalmar = next(row for row in rows if row["place"] == "08")
    assert kalmar["status"] == "reported"
    assert (kalmar["policy"], kalmar["basis"], kalmar["as_known"]) == ("nobody", "derived", "2019-03-20")
    country = next(row for row in rows if row["place"] == "SE")
    assert "2 av 21 regioner" in str(country["source"])
    assert next(row for row in rows if row["place"] == "01")["status"] == "missing"


def test_the_engines_print_the_same(store: Path) -> None:
    assert stats(store, "--to", "2018-12") == stats(store, "--to", "2018-12", "--engine", "reference")


def test_nothing_was_known_before_the_first_load(store: Path) -> None:
    assert {row["status"] for row in stats(store, "--as-known", "2019-03-19")} == {"missing"}


def test_the_table_has_title_policy_and_definition(store: Path) -> None:
    result = run("stats", MEASURE, "--store", str(store), "--from", "2018-10", "--exclusion", "pvv-mov")
    assert result.exit_code == 0, result.output
    first = result.stdout.splitlines()[0]
    assert "utan patientvald och medicinskt orsakad väntan" in first
    assert "ur beslut och slut" in first
    assert "Startdagen är dag 0" in result.stdout
    assert "saknas" in result.stdout
    assert "försvunnit ur regionens filer utan slut räknas som väntande" in result.stdout
    assert (
        "försvunnit"
        not in run("stats", MEASURE, "--store", str(store), "--from", "2018-10", "--basis", "reported").stdout
    )


def test_a_small_count_is_hidden_unless_one_is_inside(tmp_path: Path) -> None:
    files = tmp_path / "few.csv"
    write(make_country(40, 3, Month(2018, 8), Month(2019, 2), ["09"], 0.0), files)
    assert run("load", str(files), "--store", str(tmp_path / "s")).exit_code == 0
    hidden = next(row for row in stats(tmp_path / "s") if row["place"] == "09")
    assert (hidden["status"], hidden["counted"]) == ("suppressed", None)
    result = run("stats", MEASURE, "--store", str(tmp_path / "s"), "--from", "2018-10", "--unsuppressed")
    assert "ENDAST INOM REGIONEN" in result.stdout


def test_one_wrong_row_and_nothing_is_loaded(contacts: Path, tmp_path: Path) -> None:
    header, first, *rest = contacts.read_text(encoding="utf-8-sig").splitlines()
    at = header.replace(";", ",").split(",").index("Fas")
    sign = ";" if ";" in header else ","
    cells = first.split(sign)
    cells[at] = "9"
    broken = tmp_path / "broken.csv"
    broken.write_text("\n".join([header, sign.join(cells), *rest]), encoding="utf-8")
    result = run("load", str(contacts), str(broken), "--store", str(tmp_path / "s"))
    assert result.exit_code == 3
    assert "broken.csv, rad 2, kolumn Fas" in result.stderr
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stats", MEASURE, "--store", "nowhere", "--from", "2018-10"], "Det finns inget lager"),
        (["stats", "waiting", "--store", "STORE", "--from", "2018-10"], "Mått:"),
        (["stats", MEASURE, "--store", "STORE", "--from", "oktober"], "oktober"),
        (["load", "FILE", "--store", "new", "--received", "2999-01-01"], "inte hänt än"),
        (["stats", MEASURE, "--store", "STORE", "--from", "2018-10", "--to", "2018-09"], "före den första"),
        (
            ["stats", MEASURE, "--store", "STORE", "--from", "2018-10", "--exclusion", "pvx"],
            "Uteslutning:",
        ),
        (["stats", MEASURE, "--store", "STORE", "--from", "2018-10", "--engine", "abacus"], "Räknesätt:"),
        (["load", "x.csv", "--store", "STORE", "--from-format", "skr-9"], "skr-1.1"),
        (["stats", CHILDREN, "--store", "STORE", "--from", "2018-10"], "--speciality KOD"),
        (["stats", CHILDREN, "--store", "STORE", "--from", "2018-10", "--speciality", "X5"], "tre tecken"),
    ],
)
def test_wrong_use_is_told_and_ends_in_two(
    store: Path, contacts: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    given = {"STORE": str(store), "FILE": str(contacts), "new": str(tmp_path / "new")}
    result = run(*[given.get(word, word) for word in arguments])
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    english = run(*[given.get(word, word) for word in arguments], "--language", "en")
    assert english.exit_code == 2
    assert english.stderr != result.stderr, "said in both languages"


def test_some_fields_of_activity_alone_are_part_of_what_the_figure_is(store: Path) -> None:
    whole, part = stats(store, "--unsuppressed"), stats(store, "--unsuppressed", "--speciality", "X01")
    counted = {row["place"]: row["counted"] for row in whole}
    for row in part:
        if row["status"] == "reported":
            assert 0 < row["counted"] < counted[row["place"]]
    assert {row["fingerprint"] for row in whole}.isdisjoint(row["fingerprint"] for row in part)
    said = run("stats", MEASURE, "--store", str(store), "--from", "2018-10", "--speciality", "X01").stdout
    assert "Bara verksamhetsområde X01." in said


def test_an_emergency_is_told_in_minutes(tmp_path: Path) -> None:
    files = tmp_path / "all.csv"
    contacts = make_country(4000, 5, Month(2018, 8), Month(2018, 12), ["08"], phases=EVERY)
    write(contacts, files)
    assert run("load", str(files), "--store", str(tmp_path / "s")).exit_code == 0
    asked = ("stats", "--store", str(tmp_path / "s"), "--from", "2018-10", "--figure", "percentiles")
    result = run(*asked, "done-emergency-left-within-4-hours", "--format", "json")
    rows = [row for row in json.loads(result.stdout)["rows"] if row["place"] == "08"]
    assert [row["status"] for row in rows if row["figure"] == "median"] == ["reported"]
    assert all("days" not in row and row["minutes"] > 0 for row in rows if row["status"] == "reported")
    table = run(*asked, "done-emergency-left-within-4-hours").stdout
    assert "Minuter" in table
    assert "Median, minuter" in table
    assert (
        "Dagarna räknas från den medicinska måldagen" in run(*asked, "done-return-visit-within-target").stdout
    )


def test_nothing_can_be_received_before_it_comes(contacts: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "s")
    assert run("load", str(contacts), "--store", store, "--received", "2999-01-01").exit_code == 2
    assert run("load", str(contacts), "--store", store).exit_code == 0


def test_a_damaged_store_is_told_without_a_traceback(contacts: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    assert run("load", str(contacts), "--store", str(store)).exit_code == 0
    [cube] = store.glob("loads/*/cube.parquet")
    cube.unlink()
    for engine in ("duckdb", "reference"):
        result = run("stats", MEASURE, "--store", str(store), "--from", "2018-10", "--engine", engine)
        assert result.exit_code == (3 if engine == "duckdb" else 0)
        assert ("cube.parquet" in result.stderr) is (engine == "duckdb")
    (store / "manifest.json").unlink()
    result = run("stats", MEASURE, "--store", str(store), "--from", "2018-10")
    assert result.exit_code == 3
    assert "manifest.json" in result.stderr
