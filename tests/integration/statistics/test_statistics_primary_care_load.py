"""`vardvag load` of contacts with primary care, from any file they come in, and `vardvag stats` of them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.base.days import Month
from vardvag.cli import application
from vardvag.events.formats import primary_care_1, skr_1_1
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.events.formats.tables.workbook import write_workbook
from vardvag.events.model import PrimaryCareContact
from vardvag.events.synth.country import make_country
from vardvag.events.synth.primary_care import make_primary_care
from vardvag.usecases.list_region_clocks import list_region_clocks
from vardvag.usecases.load_contacts import load_contacts
from vardvag.usecases.show_received import show_received
from vardvag.warehouse.store import Store
from vardvag.warehouse.waiting import waiting_on

FIRST, LAST = Month(2019, 1), Month(2019, 3)
CONTACTS = list(make_primary_care(1500, 3, FIRST, LAST, ["08"]))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, list(arguments))


def share(store: Path, measure: str) -> dict[str, object]:
    asked = ("--from", "2019-02", "--by", "region", "--format", "json")
    result = run("stats", measure, "--store", str(store), *asked)
    assert result.exit_code == 0, result.output
    [row] = [one for one in json.loads(result.stdout)["rows"] if one["place"] == "08"]
    return {name: row[name] for name in ("within", "counted", "status")}


def by_hand(within: int, *, assessed: bool) -> dict[str, object]:
    """The same of the contacts themselves: all live in the region, and no listing is asked for yet."""
    ends = [(one, one.assessed_on if assessed else one.contacted_on) for one in CONTACTS]
    days = [(end - one.sought_on).days for one, end in ends if end is not None and end in Month(2019, 2)]
    return {"within": sum(one <= within for one in days), "counted": len(days), "status": "reported"}


def written(path: Path, contacts: list[PrimaryCareContact]) -> Path:
    rows = [primary_care_1.row_of(one) for one in contacts]
    if path.suffix == ".csv":
        primary_care_1.write(contacts, path)
    elif path.suffix == ".xlsx":
        write_workbook(rows, path, primary_care_1.PRIMARY_ATTRIBUTES, "blad")
    else:
        write_parquet_texts(rows, path, primary_care_1.PRIMARY_ATTRIBUTES)
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_file_is_told_by_its_columns_and_counted(ending: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"primary.{ending}", CONTACTS)
    result = run("load", str(path), "--store", str(tmp_path / "store"), "--format", "json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["rows"][0]["contacts"] == len(CONTACTS)  # not their waits
    assert share(tmp_path / "store", "done-primary-contact-same-day") == by_hand(0, assessed=False)
    assert share(tmp_path / "store", "done-primary-assessment-within-3") == by_hand(3, assessed=True)
    assert run("load", str(path), "--store", str(tmp_path / "store"), "--format", "json").exit_code == 0


def test_files_of_both_kinds_of_care_are_one_load(tmp_path: Path) -> None:
    primary = written(tmp_path / "primary.csv", CONTACTS)
    specialised = tmp_path / "specialised.csv"
    rows = skr_1_1.write(make_country(400, 3, FIRST, LAST, ["08"]), specialised)
    store = tmp_path / "store"
    result = run("load", str(primary), str(specialised), "--store", str(store), "--language", "en")
    assert result.exit_code == 0, result.output
    said = result.output.replace("\N{NO-BREAK SPACE}", "")
    assert f" {rows + len(CONTACTS)} " in said
    assert f"Of them with primary care: {len(CONTACTS)}." in result.output
    assert share(store, "done-primary-contact-same-day") == by_hand(0, assessed=False)


def test_one_wrong_row_and_nothing_is_loaded(tmp_path: Path) -> None:
    path = written(tmp_path / "primary.csv", CONTACTS)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    result = run("load", str(path), "--store", str(tmp_path / "store"))
    assert result.exit_code == 3
    assert "VardkontaktId" in result.output
    assert not (tmp_path / "store").exists()


def test_what_rows_do_not_say_is_told_when_they_are_loaded(tmp_path: Path) -> None:
    path = written(tmp_path / "primary.csv", CONTACTS)
    with path.open(encoding="utf-8", newline="") as file:
        between = csv.Sniffer().sniff(file.readline()).delimiter
    lines = [line.split(between) for line in path.read_text(encoding="utf-8").splitlines()]
    column = lines[0].index("BedomningBehovs")
    kept = [between.join(one[:column] + one[column + 1 :]) for one in lines]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    store = tmp_path / "store"
    result = run("load", str(path), "--store", str(store), "--language", "en")
    assert result.exit_code == 0, result.output
    said = f"do not say whether an assessment is needed: {len(CONTACTS)}"
    assert said in " ".join(result.output.split())
    # Which is why the warning must be there: in the figure it looks as if nobody had been assessed.
    assert share(store, "done-primary-assessment-within-3")["counted"] == 0


def test_a_form_of_contact_that_is_not_there_has_words_in_the_table(tmp_path: Path) -> None:
    path = written(tmp_path / "primary.csv", CONTACTS)
    assert run("load", str(path), "--store", str(tmp_path / "store")).exit_code == 0
    asked = (
        "stats",
        "done-primary-contact-same-day",
        "--store",
        str(tmp_path / "store"),
        "--from",
        "2019-02",
    )
    result = run(*asked, "--by", "region,speciality", "--figure", "count")
    assert result.exit_code == 0, result.output
    assert "ingen uppgift" in result.output


def test_the_region_s_own_lists_are_of_specialised_care(tmp_path: Path) -> None:
    waiting = [replace(one, contacted_on=None, assessed_on=None) for one in CONTACTS[:40]]
    path, store = written(tmp_path / "primary.csv", waiting), Store(tmp_path / "store")
    assert load_contacts(store, [path]).primary == len(waiting)
    assert waiting_on(store.snapshot(), "08", LAST.last_day)
    assert list_region_clocks(store, "08", LAST.last_day).clocks == ()
    assert show_received(store, "08") == ()
