"""Texts that a spreadsheet would run: harmless when written, themselves when read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardvag.base.formulas import as_meant, harmless


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Kalmar", "Kalmar"),
        ("", ""),
        ("'citat'", "'citat'"),
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
    ],
)
def test_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    assert harmless(text) == written
    assert as_meant(written) == text


@given(st.text(alphabet="'=+-@\tab ", max_size=6))
def test_reading_takes_away_exactly_what_writing_added(text: str) -> None:
    assert as_meant(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t"))
