"""Kronor as Swedish documents write them, read and printed."""

import pickle
from fractions import Fraction

import pytest

from vardvag.base.errors import Unreadable
from vardvag.base.kronor import Kronor

READ = [
    ("1 874 253 165 kr", 1_874_253_165),
    ("1\u00a0874\u00a0253\u00a0165\u00a0kr", 1_874_253_165),
    ("1\u202f874\u202f253 kronor", 1_874_253),
    ("1\u2009874 kr", 1_874),
    ("182,5 mnkr", 182_500_000),
    ("182.5 mnkr", 182_500_000),
    ("182,5 miljoner kronor", 182_500_000),
    ("1 280 mnkr", 1_280_000_000),
    ("1,280 mnkr", 1_280_000),
    ("1,28 miljarder", 1_280_000_000),
    ("1,28 miljarder kronor", 1_280_000_000),
    ("2430 MSEK", 2_430_000_000),
    ("500 SEK", 500),
    ("12 tkr", 12_000),
    ("0", 0),
    ("0 kr", 0),
    ("-5", -5),
    ("\u22125 kr", -5),
    ("  7 kr ", 7),
    ("7kr", 7),
    ("100,00 kr", 100),
    ("0,000001 mnkr", 1),
]


@pytest.mark.parametrize(("text", "amount"), READ)
def test_amounts_are_read_as_they_stand_in_swedish_documents(text: str, amount: int) -> None:
    assert Kronor.parse(text) == Kronor(amount)


AMOUNT = (
    "not an amount in kronor: {}; write 1 874 253 165 kr or 182,5 mnkr",
    "inte ett belopp i kronor: {}; skriv 1 874 253 165 kr eller 182,5 mnkr",
)
WHOLE = (
    "not whole kronor: {}; write the amount without öre",
    "inte hela kronor: {}; skriv beloppet utan ören",
)
CLEAR = (
    "an ambiguous amount: {}; write decimals with a comma and thousands with a space",
    "tvetydigt belopp: {}; skriv decimaler med komma och tusental med mellanslag",
)
REFUSED = [
    ("", AMOUNT),
    ("kr", AMOUNT),
    ("tolv kr", AMOUNT),
    ("1 2 kr", AMOUNT),
    ("1 23 456 kr", AMOUNT),
    ("1.874.253 kr", AMOUNT),
    ("1,874,253 kr", AMOUNT),
    ("1e6", AMOUNT),
    ("5 dollar", AMOUNT),
    ("٥ kr", AMOUNT),
    ("5 kr\n6 kr", AMOUNT),
    (".5 mnkr", AMOUNT),
    ("5, kr", AMOUNT),
    ("--5", AMOUNT),
    ("nan", AMOUNT),
    ("0,5 kr", WHOLE),
    ("0,0000001 mnkr", WHOLE),
    ("1.280 mnkr", CLEAR),
    ("182.500 kr", CLEAR),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_not_an_amount_is_said_so_with_the_remedy(text: str, said: tuple[str, str]) -> None:
    with pytest.raises(Unreadable) as caught:
        Kronor.parse(text)
    assert (str(caught.value), caught.value.text.sv) == tuple(one.format(repr(text)) for one in said)


PRINTED = [
    (1_874_253_165, "1 874 253 165 kr", "1 874 253 165", "1 874,253165 mnkr"),
    (182_500_000, "182 500 000 kr", "182 500 000", "182,5 mnkr"),
    (-1_280_000_000, "−1 280 000 000 kr", "−1 280 000 000", "−1 280 mnkr"),
    (0, "0 kr", "0", "0 mnkr"),
    (999, "999 kr", "999", "0,000999 mnkr"),
    (10_000_000, "10 000 000 kr", "10 000 000", "10 mnkr"),
]


@pytest.mark.parametrize(("amount", "text", "plain", "millions"), PRINTED)
def test_amounts_are_printed_exactly_with_spaces_that_do_not_break(
    amount: int, text: str, plain: str, millions: str
) -> None:
    kronor = Kronor(amount)
    assert str(kronor) == text.replace(" ", "\u00a0")
    assert kronor.plain() == plain.replace(" ", "\u00a0")
    assert kronor.mnkr() == millions.replace(" ", "\u00a0")
    assert Kronor.parse(str(kronor)) == Kronor.parse(kronor.mnkr()) == kronor


def test_kronor_add_subtract_compare_and_multiply_by_whole_numbers() -> None:
    five, two = Kronor(5), Kronor(2)
    assert (five + two, five - two, -five, five * 3, 3 * five) == (
        Kronor(7),
        Kronor(3),
        Kronor(-5),
        Kronor(15),
        Kronor(15),
    )
    assert two < five
    assert five >= two
    assert not Kronor(0)
    assert five
    assert Kronor.sum([five, two]) == Kronor(7)
    assert Kronor.sum([]) == Kronor(0)
    assert five.share_of(Kronor(20)) == Fraction(1, 4)
    assert int(five) == 5
    assert repr(five) == "Kronor(5)"
    assert {Kronor(5): "a"}[five] == "a"
    assert five != 5
    assert pickle.loads(pickle.dumps(five)) == five


def test_kronor_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        Kronor(5)._amount = 6


def test_a_share_of_nothing_is_not_a_number() -> None:
    with pytest.raises(ZeroDivisionError):
        Kronor(5).share_of(Kronor(0))
