"""Rows on the way out: the same values in four forms, and nothing a spreadsheet or a terminal would obey."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.cli.output import (
    Column,
    emit,
    format_option,
    harmless,
    language_option,
    plain,
    printable,
    shown,
)

COLUMNS = [
    Column("region", "Region"),
    Column("kronor", "Kronor", right=True),
    Column("share", "Andel", right=True),
]
ROWS = [
    {"region": "Örebro", "kronor": Kronor(1_874_253), "share": Fraction(23, 25)},
    {"region": "=1+1", "kronor": None, "share": None},
]
NOTES = [Text("Ett antagande.", "An assumption.")]


@click.command()
@format_option
@language_option
def command(output_format: str, language: str) -> None:
    """Print the rows."""
    emit(ROWS, COLUMNS, output_format, NOTES)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize(
    ("value", "people", "machine"),
    [
        (None, "–", None),
        (True, "ja", True),
        (0, "0", 0),
        (182_500_000, "182\u00a0500\u00a0000", 182_500_000),
        (Kronor(-5), "−5", -5),
        (Fraction(23, 25), "92,0\u00a0%", "23/25"),
        (Fraction(-1, 1000), "−0,1\u00a0%", "-1/1000"),
        (Fraction(1, 2000), "0,1\u00a0%", "1/2000"),
        (Fraction(-1, 10_000), "0,0\u00a0%", "-1/10000"),
        (date(2019, 9, 30), "2019-09-30", "2019-09-30"),
        (Text("väntar", "waits"), "väntar", "väntar"),
        ("Kalmar", "Kalmar", "Kalmar"),
    ],
)
def test_a_value_in_a_table_and_in_a_file(value: object, people: str, machine: object) -> None:
    assert shown(value) == people
    assert plain(value) == machine


def test_english_has_a_point_and_its_own_words() -> None:
    assert shown(Fraction(23, 25), "en") == "92.0\u00a0%"
    assert (shown(True, "en"), shown(False, "en"), shown(Text("väntar", "waits"), "en")) == (
        "yes",
        "no",
        "waits",
    )


@pytest.mark.parametrize("form", [plain, shown])
def test_a_float_is_never_printed(form: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="a float is never printed"):
        form(0.92)


def test_a_table_lines_up_and_keeps_every_letter() -> None:
    lines = run().output.splitlines()
    assert lines == [
        "Region      Kronor    Andel",
        "───────────────────────────",
        "Örebro   1\u00a0874\u00a0253   92,0\u00a0%",
        "=1+1             –        –",
        "Ett antagande.",
    ]


def test_a_long_table_is_not_folded_when_piped() -> None:
    @click.command()
    def wide() -> None:
        emit([{"text": "x" * 500}], [Column("text", "Text")])

    assert "x" * 500 in CliRunner().invoke(wide).output


def test_json_holds_integers_and_exact_shares() -> None:
    assert json.loads(run("--format", "json", "--language", "en").output) == {
        "rows": [
            {"region": "Örebro", "kronor": 1874253, "share": "23/25"},
            {"region": "=1+1", "kronor": None, "share": None},
        ],
        "notes": ["An assumption."],
    }


def test_csv_holds_keys_and_tells_its_notes_aside() -> None:
    result = run("--format", "csv")
    assert result.stdout == "region,kronor,share\nÖrebro,1874253,23/25\n'=1+1,,\n"
    assert result.stderr == "Ett antagande.\n"


def test_excel_opens_with_titles_numbers_and_notes() -> None:
    content = run("--format", "xlsx").stdout_bytes
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_name("vardvag").to_python() == [
        ["Region", "Kronor", "Andel"],
        ["Örebro", 1874253.0, "23/25"],
        ["'=1+1", "", ""],
    ]
    assert book.get_sheet_by_name("notes").to_python() == [["Ett antagande."]]


@pytest.mark.parametrize("output_format", ["table", "json", "csv", "xlsx"])
def test_the_same_rows_give_the_same_bytes(output_format: str) -> None:
    first, second = (run("--format", output_format).stdout_bytes for _ in range(2))
    assert first == second


def test_a_row_that_lacks_a_column_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        emit([{"region": "Kalmar"}], COLUMNS)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=8))
def test_no_text_is_a_formula_in_a_spreadsheet(text: str) -> None:
    guarded = harmless(text)
    assert isinstance(guarded, str)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert guarded in (text, f"'{text}")


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(), max_size=20))
def test_no_text_commands_a_terminal(text: str) -> None:
    assert "\x1b" not in printable(text)
    assert len(printable(text)) == len(text)
