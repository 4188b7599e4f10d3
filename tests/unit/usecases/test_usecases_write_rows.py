"""Rows as files: what a machine reads, what a Swedish Excel opens, and nothing that either would obey."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.kronor import Kronor
from vardvag.usecases.write_rows import Column, as_csv, as_swedish_csv, as_xlsx

COLUMNS = [Column("region", "Region"), Column("share", "Andel"), Column("kronor", "Kronor", right=True)]
ROWS = [
    {"region": "Örebro", "share": Decimal("25.62"), "kronor": Kronor(1_874_253)},
    {"region": "=1+1", "share": None, "kronor": None},
    {"region": "a;b", "share": Fraction(1, 3), "kronor": 0},
]


def test_machines_get_commas_points_keys_and_line_feeds():
    assert as_csv(ROWS, COLUMNS) == "region,share,kronor\nÖrebro,25.62,1874253\n'=1+1,,\na;b,1/3,0\n"


def test_a_swedish_excel_gets_a_mark_semicolons_decimal_commas_titles_and_crlf():
    assert as_swedish_csv(ROWS, COLUMNS) == (
        '\ufeffRegion;Andel;Kronor\r\nÖrebro;25,62;1874253\r\n\'=1+1;;\r\n"a;b";1/3;0\r\n'
    )


@pytest.mark.parametrize("write", [as_csv, as_swedish_csv])
def test_a_negative_number_is_a_number_and_no_formula(write):
    written = write([{"region": "-1", "share": Decimal("-0.5"), "kronor": -3}], COLUMNS)
    assert "'-1" in written
    assert "'-0" not in written
    assert "'-3" not in written


@pytest.mark.parametrize("write", [as_csv, as_swedish_csv])
def test_a_float_is_refused(write):
    with pytest.raises(TypeError):
        write([{"region": "x", "share": 0.5, "kronor": 1}], COLUMNS)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_any_name_comes_back_and_none_begins_a_formula(name):
    written = as_swedish_csv([{"region": name, "share": None, "kronor": 1}], COLUMNS)
    [_, row] = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert row[0] in (name, f"'{name}")
    assert not row[0].startswith(("=", "+", "-", "@"))


def test_the_same_rows_give_the_same_excel_file():
    assert as_xlsx(ROWS, COLUMNS, ["en not"]) == as_xlsx(ROWS, COLUMNS, ["en not"])
