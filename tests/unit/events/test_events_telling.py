"""A format is told by the file's ending, and where several share it by the header."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.clocks.reference import clock_of_contact
from vardvag.events.formats import format_named
from vardvag.events.formats.row_models import row_models
from vardvag.events.formats.tables.delimited import write_delimited
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.events.formats.tables.workbook import write_workbook
from vardvag.events.synth.country import make_country
from vardvag.usecases.check_contacts import told_by_ending
from vardvag.usecases.list_clocks import latest_of_each, list_clocks

WRITERS = {
    ".csv": lambda path, header: write_delimited([], path, header),
    ".xlsx": lambda path, header: write_workbook([], path, header, "blad"),
    ".parquet": lambda path, header: write_parquet_texts([], path, header),
}
OF_CONTACTS = {".csv": "skr-1.1", ".xlsx": "skr-1.1-xlsx", ".parquet": "skr-1.1-parquet"}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("model", row_models().values(), ids=row_models())
def test_a_table_is_of_the_model_whose_names_it_has(tmp_path: Path, ending: str, model: object) -> None:
    assert hasattr(model, "attributes")
    path = tmp_path / f"fil{ending}"
    WRITERS[ending](path, model.attributes)
    told = told_by_ending(path)
    assert told == (OF_CONTACTS[ending] if model.name == "skr-1.1" else model.name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("raw", [b"", b"a,b\n", b"VardkontaktId;Regionkod\n", b"\x81\x00"])
def test_a_header_that_tells_nothing_is_of_contacts(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(raw)
    assert told_by_ending(path) == "skr-1.1"


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        told_by_ending(tmp_path / "nothing.csv")


@pytest.mark.parametrize("name", ["skr-1.1", "skr-1.1-xlsx", "skr-1.1-parquet", "vardvag-contacts-1"])
def test_clocks_are_the_same_whatever_the_contacts_stand_in(tmp_path: Path, name: str) -> None:
    form = format_named(name)
    contacts = list(make_country(30, 4, regions=["08"]))
    path = tmp_path / f"fil{form.SUFFIXES[0]}"
    form.write(contacts, path)
    assert list_clocks(path).clocks == tuple(clock_of_contact(one) for one in latest_of_each(contacts))
