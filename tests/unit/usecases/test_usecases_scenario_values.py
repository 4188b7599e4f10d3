"""A value of a what-if: as people write it, into the one way it stands in an address, or how to write it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vardvag.base.errors import Unreadable
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.usecases.scenario.places import Form, Kind, Option, Place, amount_written, share_written
from vardvag.usecases.scenario.values import read_value

POT = Text("Potten", "The pot")


def place(form: Form, kind: Kind = Kind.LEVEL, options: tuple[Option, ...] = ()) -> Place:
    return Place("pots.x.amount", kind, form, POT, None, None, options)


DAYS = (Option("2018-06-30", POT), Option("2020-03-31", POT))
CHOICE = (Option("equal", POT), Option("2018-12-31", POT))

READ = [
    (place(Form.AMOUNT), "400 mnkr", "400 mnkr"),
    (place(Form.AMOUNT), " 400\u00a0000 000 kr", "400 mnkr"),
    (place(Form.AMOUNT), "182,5 miljoner", "182,5 mnkr"),
    (place(Form.AMOUNT), "182512345", "182 512 345 kr"),
    (place(Form.AMOUNT), "0 kr", "0 mnkr"),
    (place(Form.SHARE), "75 %", "75 %"),
    (place(Form.SHARE), "75", "75 %"),
    (place(Form.SHARE), "71.50%", "71,5 %"),
    (place(Form.SHARE), "0", "0 %"),
    (place(Form.SHARE), "3/4", "75 %"),
    (place(Form.SHARE), "1/3", "1/3"),
    (place(Form.SHARE, Kind.MORE_THAN), "150 %", "150 %"),
    (place(Form.FIGURE), "71,0 %", "71,0 %"),
    (place(Form.FIGURE), "71.0%", "71,0 %"),
    (place(Form.FIGURE), "48 / 63", "48/63"),
    (place(Form.NUMBER), "346 000", "346000"),
    (place(Form.NUMBER), "007", "7"),
    (place(Form.DAY), "2019-10-15", "2019-10-15"),
    (place(Form.DAY, Kind.ON, DAYS), "2018-01-01", "2018-06-30"),
    (place(Form.DAY, Kind.ON, DAYS), "2018-06-30", "2018-06-30"),
    (place(Form.DAY, Kind.ON, DAYS), "2018-07-01", "2020-03-31"),
    (place(Form.DAY, Kind.ON, DAYS), "2026-01-01", ""),
    (place(Form.YES_NO), "Ja", "ja"),
    (place(Form.YES_NO), "NO", "nej"),
    (place(Form.CHOICE, Kind.KEY, CHOICE), "equal", "equal"),
]


@pytest.mark.parametrize(("where", "written", "read"), READ, ids=lambda value: str(value)[:20])
def test_it_is_read_and_what_was_read_is_read_again(where, written, read):
    assert read_value(where, written) == read
    if read:
        assert read_value(where, read) == read


REFUSED = [
    (place(Form.AMOUNT), "mycket"),
    (place(Form.AMOUNT), "-5 mnkr"),
    (place(Form.AMOUNT), "1,5 kr"),
    (place(Form.AMOUNT), "1 001 mdkr"),
    (place(Form.AMOUNT), "1e9"),
    (place(Form.SHARE), "101 %"),
    (place(Form.SHARE), "0,75"),  # three quarters, or less than one per cent? It has to be said.
    (place(Form.SHARE), "-1 %"),
    (place(Form.SHARE), "nan"),
    (place(Form.SHARE, Kind.MORE_THAN), "1001 %"),
    (place(Form.FIGURE), "71"),
    (place(Form.FIGURE), "5/0"),
    (place(Form.FIGURE), "6/5"),
    (place(Form.FIGURE), "101 %"),
    (place(Form.NUMBER), "-1"),
    (place(Form.NUMBER), "1,5"),
    (place(Form.NUMBER), "9" * 13),
    (place(Form.NUMBER), "٣"),
    (place(Form.DAY), "2019-02-30"),
    (place(Form.DAY), "15/10"),
    (place(Form.YES_NO), "kanske"),
    (place(Form.CHOICE, Kind.KEY, CHOICE), "table"),
    (place(Form.CHOICE, Kind.KEY, CHOICE), "equal}, source: {x"),
]


@pytest.mark.parametrize(("where", "written"), REFUSED, ids=lambda value: str(value)[:20])
def test_what_is_no_value_says_how_one_is_written(where, written):
    with pytest.raises(Unreadable) as told:
        read_value(where, written)
    assert told.value.text.sv
    assert told.value.text.en


@pytest.mark.parametrize(
    ("amount", "written"), [(182_500_000, "182,5 mnkr"), (100_000, "0,1 mnkr"), (12_345, "12 345 kr")]
)
def test_an_amount_is_written_in_millions_where_that_is_short(amount, written):
    assert amount_written(Kronor(amount)) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(71, 100), "71 %"),
        (Fraction(715, 1000), "71,5 %"),
        (Fraction(2, 3), "2/3"),
        (Fraction(1), "100 %"),
    ],
)
def test_a_share_is_written_with_as_many_decimals_as_it_takes(share, written):
    assert share_written(share) == written
