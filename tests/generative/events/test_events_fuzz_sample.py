"""A sample of the files that `make fuzz-files` makes twenty thousand of: no traceback, nothing in part."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("duckdb", reason="install the extra [statistics]")

import file_journey
import fuzz_files
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text

SEED = 2026


@pytest.mark.parametrize("first", range(0, 150, 50))
def test_no_file_gives_a_traceback(first: int, tmp_path: Path) -> None:
    done = fuzz_files.run(range(first, first + 50), SEED, tmp_path)
    assert not done.wrong, "\n".join(done.wrong.values())
    # Both ways are tried: what is refused, and what is read, given clocks, written again and loaded.
    assert 2 < done.accepted < 45
    assert list(tmp_path.iterdir()) == []


def test_a_number_gives_the_same_file_again(tmp_path: Path) -> None:
    for number in range(12):
        first, again = (
            fuzz_files.make(tmp_path / folder, Random(f"{SEED}/{number}")) for folder in ("one", "other")
        )
        assert first.suffix == again.suffix
        if first.suffix != ".xlsx":  # a workbook holds the time it was made
            assert first.read_bytes() == again.read_bytes()


def clean(tmp_path: Path) -> Path:
    """A file that nothing is wrong with."""
    path = tmp_path / "clean.csv"
    path.write_text("\n".join(",".join(row) for row in fuzz_files.seeds().tables["skr-1.1"][0]), "utf-8")
    return path


def test_the_journey_notices_a_row_that_is_not_accounted_for(tmp_path, monkeypatch):
    path = clean(tmp_path)
    assert file_journey.journey(path, Random(1)) is True
    check = file_journey.check_contacts

    def lost(*arguments, **more):
        return [dataclasses.replace(one, rows_read=one.rows_read - 1) for one in check(*arguments, **more)]

    monkeypatch.setattr(file_journey, "check_contacts", lost)
    with pytest.raises(AssertionError):
        file_journey.journey(path, Random(1))


def test_the_journey_notices_a_file_with_errors_that_is_loaded(tmp_path, monkeypatch):
    path = clean(tmp_path)
    path.write_text(path.read_text("utf-8").replace(",XS915,", ",XS000,"), "utf-8")
    assert file_journey.journey(path, Random(1)) is False
    monkeypatch.setattr(file_journey, "load_contacts", lambda *_: None)
    with pytest.raises(AssertionError, match="was loaded"):
        file_journey.journey(path, Random(1))


def test_the_journey_notices_an_error_without_a_remedy_in_swedish(tmp_path, monkeypatch):
    def refused(*_: object) -> None:
        raise BadInput(Text("", "wrong"))

    monkeypatch.setattr(file_journey, "read_checked", refused)
    with pytest.raises(AssertionError):
        file_journey.journey(clean(tmp_path), Random(1))
