"""The SQLite file holds what the files hold, with the reasons for no figure beside them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from vardvag.cli.open_data import command
from vardvag.statistics.open_database import Sheet, write_database
from vardvag.usecases.open_tables import open_tables


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The file that the command writes of the published tables."""
    file = tmp_path / "open.sqlite"
    run = CliRunner().invoke(command, ["--sqlite", str(file), "--data", str(tmp_path), "--language", "en"])
    assert run.exit_code == 0, run.output
    assert run.output == f"{len(open_tables(tmp_path))} tables in {file}\n"
    return file


def test_every_cell_is_there_once(written: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(written)) as database:
        for name, table in open_tables(tmp_path).items():
            told = database.execute(f"select digits, status from {name.replace('-', '_')}").fetchall()
            cells = [cell for _, cell in table.select()]
            signs = {"reported": None, "missing": "-", "suppressed": "..", "not_applicable": "."}
            assert told == [(one.printed(), signs[one.status.value]) for one in cells]


def test_numbers_are_numbers_and_codes_are_text(written: Path) -> None:
    asked = """
        select typeof(Region), Region, typeof(value), value, digits
        from skr_waiting_by_days where ContentsCode = 'share_0_30' and value is not null limit 1
    """
    with closing(sqlite3.connect(written)) as database:
        region, code, kind, value, digits = database.execute(asked).fetchone()
    assert (region, code, kind) == ("text", "00", "real")
    assert str(value) == digits


def test_the_latest_period_has_a_view_and_the_signs_a_table(written: Path) -> None:
    with closing(sqlite3.connect(written)) as database:
        latest = database.execute("select distinct Tid from skr_waiting_by_month_latest").fetchall()
        assert latest == [("2019M09",)]
        assert {row[0] for row in database.execute("select sign from statuses")} == {"..", ".", "-"}
        titles = dict(database.execute("select name, title_en from tables").fetchall())
    assert titles["skr_waiting_by_month"]


def test_the_file_is_exchanged_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_text("an old file")

    def broken() -> object:
        yield Sheet("a", {"Tid": ["2019"], "value": [1]}, {}, "Tid")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_database(file, broken(), {})  # type: ignore[arg-type]
    assert file.read_text() == "an old file"
    assert write_database(file, [Sheet('a"b', {"Tid": ["2019"], "value": [1]}, {}, "Tid")], {}) == 1
    with closing(sqlite3.connect(file)) as database:
        assert database.execute('select * from "a""b_latest"').fetchall() == [("2019", 1, "1")]
