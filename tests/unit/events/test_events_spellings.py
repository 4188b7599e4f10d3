"""Which spellings have one meaning, and which are refused."""

from __future__ import annotations

import pytest

from vardvag.events.spellings import Code, Form, code_mended, day_spelled, is_ambiguous, is_rounded, number_of

# as written | in ISO form, the form it had
DAYS = [
    ("2019-09-30", "2019-09-30", Form.ISO),
    ("2019-09-30T14:05", "2019-09-30T14:05", Form.ISO),
    ("2019-09-30T14:05:00+02:00", "2019-09-30T14:05:00+02:00", Form.ISO),
    ("2019-09", None, None),
    ("2019-09-30 14:05", "2019-09-30T14:05", Form.SPACED),
    ("2019-09-30  14:05:09", "2019-09-30T14:05:09", Form.SPACED),
    ("2019-09-30 14:05:09.5+02:00", "2019-09-30T14:05:09.5+02:00", Form.SPACED),
    ("20190930", "2019-09-30", Form.DIGITS),
    ("20190930140500", "2019-09-30T14:05:00", Form.DIGITS),
    ("30.9.2019", "2019-09-30", Form.SWEDISH),
    ("30/09/2019", "2019-09-30", Form.SWEDISH),
    ("5.5.2019", "2019-05-05", Form.SWEDISH),
    ("30.9.2019 14:05", "2019-09-30T14:05", Form.SWEDISH),
    # two meanings, or none
    ("4.3.2019", None, None),
    ("04/03/2019", None, None),
    ("9/30/2019", "2019-30-09", Form.SWEDISH),  # no such day: told by the rule about days
    ("30.9.19", None, None),
    ("30.9/2019", None, None),
    ("43738", None, None),
    ("201909301405", None, None),
    ("191212121212", None, None),
    ("sep-19", None, None),
    ("²0190930", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "iso", "form"), DAYS)
def test_a_day_in_iso_form(text: str, iso: str | None, form: Form | None) -> None:
    spelled = day_spelled(text)
    assert (spelled and spelled.iso, spelled and spelled.form) == (iso, form)


@pytest.mark.parametrize(
    ("text", "two_ways"),
    [
        ("4.3.2019", True),
        ("12/11/2019", True),
        ("4.3.2019 10:00", True),
        ("4.4.2019", False),
        ("13.3.2019", False),
        ("3.13.2019", False),
        ("2019-03-04", False),
    ],
)
def test_a_day_that_can_be_read_in_two_ways(text: str, two_ways: bool) -> None:
    assert is_ambiguous(text) is two_ways
    assert not two_ways or day_spelled(text) is None


# as it stands, the kind of code | the only code it can have been
CODES = [
    ("8", Code.COUNTY, "08"),
    ("08", Code.COUNTY, "08"),
    ("2", Code.COUNTY, "2"),  # no region has the code 02
    ("880", Code.MUNICIPALITY, "0880"),
    ("0880", Code.MUNICIPALITY, "0880"),
    ("0", Code.MUNICIPALITY, "0000"),
    ("880,0", Code.MUNICIPALITY, "0880"),
    ("9999", Code.MUNICIPALITY, "9999"),
    ("88", Code.MUNICIPALITY, "88"),  # there is no 0088
    ("0", Code.HOSPITAL, "00000"),
    ("26010.0", Code.HOSPITAL, "26010"),
    ("1234", Code.HOSPITAL, "1234"),  # 01234 or 001234: told, not mended
    ("51.0", Code.NUMBER, "51"),
    ("51,00", Code.NUMBER, "51"),
    ("1 950", Code.NUMBER, "1950"),
    ("1\u00a0950", Code.NUMBER, "1950"),
    ("1.950", Code.NUMBER, "1.950"),  # a decimal or thousands
    ("1.000", Code.NUMBER, "1.000"),
    ("1,5", Code.NUMBER, "1,5"),
    ("X01", Code.NUMBER, "X01"),
    ("²", Code.NUMBER, "²"),
    ("-1", Code.NUMBER, "-1"),
]


@pytest.mark.parametrize(("text", "kind", "mended"), CODES)
def test_a_code_that_a_spreadsheet_spoilt(text: str, kind: Code, mended: str) -> None:
    assert code_mended(text, kind) == mended


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("1,23457E+12", True),
        ("1.23457e+17", True),
        ("1E+05", True),
        ("1E5", False),
        ("1234E56-78", False),
        ("kontakt-1", False),
    ],
)
def test_an_id_that_a_spreadsheet_rounded(text: str, rounded: bool) -> None:
    assert is_rounded(text) is rounded


def test_a_number_of_thousands_of_digits_is_large_and_no_traceback() -> None:
    assert [number_of("2019"), number_of("0"), number_of("999999999")] == [2019, 0, 999_999_999]
    assert number_of("9" * 5000) == number_of("1" * 10) == 10**9
