"""The walk-through docs/how-to/add-a-format.md: its module becomes a format by being in the folder."""

from __future__ import annotations

from pathlib import Path

import console_examples
import pytest

from vardvag.base.errors import NotFound, WrongUse
from vardvag.events import formats
from vardvag.usecases.check_contacts import read_checked
from vardvag.usecases.list_clocks import list_clocks

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-format.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for fence in console_examples.fences(PAGE.read_text(encoding="utf-8")):
        if fence.title:
            (tmp_path / fence.title).write_text("\n".join(fence.lines) + "\n", encoding="utf-8")
    (tmp_path / "queue.csv").rename(tmp_path / "september.queue")
    return tmp_path


def test_a_module_in_the_folder_is_a_format(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound):
        formats.format_named("clinic-1.0")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    formats.formats.cache_clear()
    try:
        checked = read_checked(folder / "september.queue")
        clocks = list_clocks(folder / "september.queue").clocks
    finally:
        formats.formats.cache_clear()
    assert checked.format_name == "clinic-1.0"
    assert (checked.reading.rows_read, checked.reading.rejected_rows) == (3, 1)
    assert [(clock.pathway, str(clock.last_day)) for clock in clocks] == [
        ("k-1", "2019-07-31"),
        ("k-2", "2019-09-15"),
    ]


def test_what_it_writes_it_reads(folder: Path) -> None:
    clinic = formats.format_named(str(folder / "clinic_1_0.py"))
    contacts = clinic.read(folder / "september.queue").contacts
    assert clinic.write(contacts, folder / "again.queue") == len(contacts)
    assert clinic.read(folder / "again.queue").contacts == contacts


def test_a_file_that_is_no_format_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "half.py").write_text('NAME = "half-1.0"\n', encoding="utf-8")
    with pytest.raises(WrongUse, match="lacks SUFFIXES, read, write"):
        formats.format_named(str(tmp_path / "half.py"))
