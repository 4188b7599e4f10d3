"""The caregiver's own key: read whole or not at all, joined by id, and repeated in no finding."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from vardvag.base.errors import BadInput
from vardvag.usecases.own_key import OwnKey, read_own_key

RIGHT = "VardkontaktId;Lokalt nr;Namn\nk-1;17;Alva Exempel\nk-2;18;\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "nyckel.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_key_joins_by_id_and_says_who_is_not_in_it(tmp_path: Path) -> None:
    key = read_own_key(written(tmp_path, RIGHT))
    rows = [{"contact_id": name, "state": "x"} for name in ("k-2", "k-1", "k-9")]
    assert [column.key for column in key.columns()] == ["own.Lokalt nr", "own.Namn"]
    assert key.joined(rows) == [
        {"contact_id": "k-2", "state": "x", "own.Lokalt nr": "18", "own.Namn": None},
        {"contact_id": "k-1", "state": "x", "own.Lokalt nr": "17", "own.Namn": "Alva Exempel"},
        {"contact_id": "k-9", "state": "x", "own.Lokalt nr": None, "own.Namn": None},
    ]
    assert key.unknown(rows) == 1


def test_a_workbook_is_read_and_the_id_may_stand_in_any_column(tmp_path: Path) -> None:
    path = tmp_path / "nyckel.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Namn", "Kontakt"])
        sheet.write_row(1, 0, ["Alva Exempel", "k-1"])
        sheet.write_row(2, 0, ["Bo Prov", 12])
    assert read_own_key(path) == OwnKey(("Namn",), {"k-1": ("Alva Exempel",), "12": ("Bo Prov",)})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [("key-id", 1, None)]),
        ("VardkontaktId;Namn\n", [("key-rows", None, None)]),
        ("VardkontaktId\nk-1\n", [("key-alone", 1, None)]),
        ("Namn;Nr\nAlva Exempel;1\n", [("key-id", 1, None)]),
        ("VardkontaktId;Kontakt;Namn\nk;k;Alva\n", [("key-ids", 1, "VardkontaktId, Kontakt")]),
        ("VardkontaktId;;Namn\nk-1;x;y\n", [("key-title", 1, "#2")]),
        ("VardkontaktId;Nr;Nr\nk-1;x;y\n", [("key-title-twice", 1, "#3")]),
        ("VardkontaktId;19121212-1212\nk-1;x\n", [("key-header", 1, "#2")]),
        # All at once: two rows of the same id, a row without one, a row that is too long.
        (
            "VardkontaktId;Namn\nk-1;Alva\n;Bo\nk-1;Cia\nk-2;Di;a\n",
            [("key-id-empty", 3, None), ("key-id-twice", 4, None), ("key-cells", 5, None)],
        ),
    ],
)
def test_everything_wrong_with_a_key_is_told_and_nothing_that_stands_in_it(
    tmp_path: Path, text: str, told: list[tuple[str, int | None, str | None]]
) -> None:
    with pytest.raises(BadInput) as refused:
        read_own_key(written(tmp_path, text))
    findings = refused.value.findings
    assert [(one.rule, one.row, one.column) for one in findings] == told
    for one in findings:
        assert one.file == "nyckel.csv"
        assert one.value in (None, "k-1")
        said = one.sentence("sv") + one.sentence("en")
        assert "Alva" not in said
        assert "1212" not in said


def test_an_id_that_is_a_personnummer_is_not_repeated(tmp_path: Path) -> None:
    path = written(tmp_path, "VardkontaktId;Namn\n191212121212;A\n191212121212;B\n")
    with pytest.raises(BadInput) as refused:
        read_own_key(path)
    assert [one.value for one in refused.value.findings] == [None]


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "nyckel.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadInput) as refused:
        read_own_key(path)
    assert [one.rule for one in refused.value.findings] == ["not-a-workbook"]
