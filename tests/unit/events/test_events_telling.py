"""A format is told by the file's ending, and where several share it by the header."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.events.formats.row_models import row_models
from vardvag.events.formats.tables.delimited import write_delimited
from vardvag.events.formats.tables.parquet import write_parquet_texts
from vardvag.events.formats.tables.workbook import write_workbook
from vardvag.usecases.check_contacts import told_by_ending

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
