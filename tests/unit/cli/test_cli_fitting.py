"""What a terminal is given of a wide table: no empty column, and each long text once."""

from __future__ import annotations

from vardvag.base.texts import Text
from vardvag.cli.fitting import fitted
from vardvag.cli.output import Column

COLUMNS = [Column("who", "Vem"), Column("why", "Varför"), Column("booked", "Bokad"), Column("left", "Kvar")]
PAUSE, CHOICE = Text("en paus", "a pause"), Text("ett val", "a choice")


def test_empty_columns_go_and_a_text_is_told_once_by_its_letter() -> None:
    rows = [
        {"who": "1", "why": PAUSE, "booked": None, "left": 0},
        {"who": "2", "why": CHOICE, "booked": None, "left": None},
        {"who": "3", "why": PAUSE, "booked": None, "left": 3},
        {"who": "4", "why": None, "booked": None, "left": 4},
    ]
    printed, columns, notes = fitted(rows, COLUMNS, ("why",))
    assert [column.key for column in columns] == ["who", "why", "left"]  # 0 is something
    assert [row["why"] for row in printed] == ["a", "b", "a", None]
    assert notes == [Text("a: en paus", "a: a pause"), Text("b: ett val", "b: a choice")]
    assert rows[0]["why"] is PAUSE  # what files are made of is as it was


def test_a_text_elsewhere_stays_and_no_rows_keep_every_title() -> None:
    printed, _, notes = fitted([{"who": PAUSE}], COLUMNS[:1], ("why",))
    assert (printed, notes) == ([{"who": PAUSE}], [])
    assert fitted([], COLUMNS, ("why",)) == ([], COLUMNS, [])


def test_there_are_letters_for_many_texts() -> None:
    rows = [{"why": Text(str(number), str(number))} for number in range(60)]
    printed, _, notes = fitted(rows, COLUMNS[1:2], ("why",))
    assert len({str(row["why"]) for row in printed}) == len(notes) == 60
