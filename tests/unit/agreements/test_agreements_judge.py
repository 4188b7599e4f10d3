"""Whether a condition is met: yes, no, or not known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from vardvag.agreements.conditions import AtLeast, Binding, Condition, Improved, Judged, Report
from vardvag.agreements.facts import FactBook
from vardvag.agreements.judge import Check, Judge, Verdict, all_of, together
from vardvag.agreements.model import Key, KeyKind, Part, Pot
from vardvag.agreements.shares import Between, printed_between, rounded
from vardvag.base.cells import Cell, CellKey, Count, Judgement, PublishedShare, Ratio, Status, Value
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
SOURCE = Source("test", section="1")
TITLE = Text("prov", "test")
POT = Pot(
    name="p",
    path="p",
    title=TITLE,
    amount=Kronor(1),
    year=2019,
    recipients=("08",),
    barred=(),
    barred_grounds=(),
    key=Key(KeyKind.EQUAL, {"08": 1}, ()),
    qualify=None,
    earn=None,
    unearned=None,
    best=None,
    collects=None,
    unearned_grounds=(),
    split_grounds=(),
    earmarks=(),
    payment=None,
    grounds=(),
)
PART = Part("p", POT, Kronor(1), Month(2019, 9), "operation")


CONDITION = Condition("c", TITLE, Judged(Binding("f", {None: "m"}, None, None, None, None, ()), TITLE), ())
DEGREES = {MET: Fraction(1), NOT_MET: Fraction(0), UNKNOWN: Fraction(0)}


def whole_per_cent(number: int) -> PublishedShare:
    return PublishedShare(Fraction(number, 100), 0)


def fact(decimals: int | None = None, periods: tuple[str, ...] | None = None) -> Binding:
    return Binding("share", {None: "m"}, periods, None, None, decimals, ())


def cell(value: Value | None, period: str = "2019-09", status: Status = Status.REPORTED) -> Cell:
    return Cell(CellKey("m", "08", period), value, SOURCE, status)


def verdict(test: AtLeast | Improved | Judged | Report, *cells: Cell) -> Verdict:
    judge = Judge(FactBook(cells))
    answer = judge.check(Condition("c", TITLE, test, ()), "08", PART).verdict
    assert not judge.findings
    return answer


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Ratio(71, 100), None, MET),  # the level itself is enough
        (Ratio(7099, 10000), None, NOT_MET),
        (Ratio(7099, 10000), 0, MET),  # 70,99 % is 71 in whole per cent
        (Ratio(7049, 10000), 0, NOT_MET),
        (Ratio(141, 200), 0, MET),  # 70,5 % is rounded up
        (Ratio(0, 0), None, UNKNOWN),  # of nobody there is no share
        (whole_per_cent(71), None, UNKNOWN),  # may be 70,5
        (whole_per_cent(72), None, MET),  # at least 71,5
        (whole_per_cent(70), None, NOT_MET),  # at most 70,5
        (whole_per_cent(71), 0, MET),  # compared as printed
    ],
)
def test_level(value: Value, decimals: int | None, expected: Verdict) -> None:
    assert verdict(AtLeast(fact(decimals), Fraction(71, 100)), cell(value)) is expected


@pytest.mark.parametrize(
    ("september", "october", "expected"),
    [(95, 95, MET), (95, 94, NOT_MET), (94, None, NOT_MET), (95, None, UNKNOWN), (None, None, UNKNOWN)],
)
def test_level_in_every_period(september: int | None, october: int | None, expected: Verdict) -> None:
    test = AtLeast(fact(periods=("2019-09", "2019-10")), Fraction(95, 100))
    told = {"2019-09": september, "2019-10": october}
    cells = [cell(Ratio(n, 100), period) for period, n in told.items() if n is not None]
    assert verdict(test, *cells) is expected


@pytest.mark.parametrize(
    ("now", "before", "more_than", "expected"),
    [
        (Ratio(64, 100), Ratio(63, 100), 0, MET),
        (Ratio(64, 100), Ratio(64, 100), 0, NOT_MET),  # unchanged is not improved
        (Ratio(6401, 10000), Ratio(64, 100), 0, MET),  # any improvement, however small
        (Ratio(66, 100), Ratio(60, 100), 10, NOT_MET),  # ten per cent more than 60 is 66, not above it
        (Ratio(67, 100), Ratio(60, 100), 10, MET),  # relative, not points
        (Ratio(1, 100), Ratio(0, 100), 0, MET),
        (Ratio(0, 100), Ratio(0, 100), 0, NOT_MET),
        (whole_per_cent(64), whole_per_cent(64), 0, UNKNOWN),  # rounding hides which is larger
        (whole_per_cent(66), whole_per_cent(64), 0, MET),
        (whole_per_cent(65), whole_per_cent(64), 0, MET),  # below 64,5, then 64,5 or more
        (whole_per_cent(64), whole_per_cent(65), 0, NOT_MET),
        (whole_per_cent(62), whole_per_cent(64), 0, NOT_MET),
    ],
)
def test_improvement(now: Value, before: Value, more_than: int, expected: Verdict) -> None:
    test = Improved(fact(), Fraction(more_than, 100))
    assert verdict(test, cell(now), cell(before, "2018-09")) is expected


def test_improvement_needs_both_years() -> None:
    test = Improved(fact(), Fraction(0))
    assert verdict(test, cell(Ratio(1, 2))) is UNKNOWN
    assert verdict(test, cell(Ratio(1, 2), "2018-09")) is UNKNOWN


def test_the_other_years_month_is_twelve_months_back() -> None:
    check = Judge(FactBook([])).check(Condition("c", TITLE, Improved(fact(), Fraction(0)), ()), "08", PART)
    assert [used.key.period for used in check.facts] == ["2019-09", "2018-09"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (cell(Judgement(True, "SKL")), MET),
        (cell(Judgement(False, "SKL")), NOT_MET),
        (cell(None, status=Status.MISSING), UNKNOWN),
        (cell(None, status=Status.NOT_APPLICABLE), UNKNOWN),
    ],
)
def test_judgement_and_report(given: Cell, expected: Verdict) -> None:
    assert verdict(Judged(fact(), TITLE), given) is expected
    assert verdict(Report(fact(), date(2019, 10, 15)), given) is expected


@pytest.mark.parametrize(
    ("test", "value"),
    [
        (Judged(fact(), TITLE), Ratio(1, 2)),
        (AtLeast(fact(), Fraction(1, 2)), Judgement(True, "SKL")),
        (AtLeast(fact(), Fraction(1, 2)), Count(3)),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_finding(test: Judged | AtLeast, value: Value) -> None:
    judge = Judge(FactBook([cell(value)]))
    assert judge.check(Condition("c", TITLE, test, ()), "08", PART).verdict is UNKNOWN
    assert [finding.rule for finding in judge.findings] == ["wrong-kind"]


@pytest.mark.parametrize(
    ("verdicts", "one_is_enough", "all_required"),
    [
        ([MET, UNKNOWN], MET, UNKNOWN),
        ([NOT_MET, UNKNOWN], UNKNOWN, NOT_MET),
        ([MET, NOT_MET], MET, NOT_MET),
        ([MET, MET], MET, MET),
        ([NOT_MET, NOT_MET], NOT_MET, NOT_MET),
        ([UNKNOWN], UNKNOWN, UNKNOWN),
    ],
)
def test_combinations(verdicts: list[Verdict], one_is_enough: Verdict, all_required: Verdict) -> None:
    for order in (verdicts, verdicts[::-1]):
        checks = tuple(Check(CONDITION, verdict, (), degree=DEGREES[verdict]) for verdict in order)
        assert together(False, checks)[0] is one_is_enough
        assert together(True, checks)[0] is all_required
        assert all_of(order) is all_required


def test_the_lowest_degree_counts_of_all_and_the_highest_of_any() -> None:
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    checks = tuple(Check(CONDITION, MET, (), degree=degree) for degree in (half, quarter))
    assert together(True, checks) == (MET, quarter)
    assert together(False, checks) == (MET, half)
    # A half is no answer while another may give the whole.
    unknown = Check(CONDITION, UNKNOWN, (), degree=Fraction(0))
    assert together(False, (*checks, unknown))[0] is UNKNOWN


@pytest.mark.parametrize(
    ("share", "decimals", "expected"),
    [("141/200", 0, "71/100"), ("7049/10000", 0, "7/10"), ("1/3", 1, "333/1000"), ("1", 2, "1")],
)
def test_rounding_is_half_up(share: str, decimals: int, expected: str) -> None:
    assert rounded(Fraction(share), decimals) == Fraction(expected)


def printed(per_cent: str) -> PublishedShare:
    whole, _, decimals = per_cent.partition(".")
    return PublishedShare(Fraction(int(whole + decimals), 100 * 10 ** len(decimals)), len(decimals))


@pytest.mark.parametrize(
    ("per_cent", "decimals", "lowest", "highest"),
    [
        ("79.5", 0, "79/100", "80/100"),  # 79,46 prints 79,5 and is 79; 79,54 is 80
        ("79.4", 0, "79/100", "79/100"),  # at most 79,45, which is 79
        ("79.6", 0, "80/100", "80/100"),
        ("79.45", 0, "79/100", "79/100"),
        ("79.50", 0, "79/100", "80/100"),
        ("79.45", 1, "794/1000", "795/1000"),
        ("79.44", 1, "794/1000", "794/1000"),
        ("80", 0, "80/100", "80/100"),  # compared as printed
        ("80", 1, "795/1000", "805/1000"),
        ("0.0", 0, "0", "0"),
        ("99.5", 0, "99/100", "1"),
        ("100.0", 0, "1", "1"),
        ("100.0", None, "1999/2000", "1"),
    ],
)
def test_a_printed_share_is_not_rounded_twice(
    per_cent: str, decimals: int | None, lowest: str, highest: str
) -> None:
    between = printed_between(printed(per_cent), decimals)
    assert (between.lowest, between.highest) == (Fraction(lowest), Fraction(highest))


@pytest.mark.parametrize(("per_cent", "expected"), [("79.4", NOT_MET), ("79.5", UNKNOWN), ("79.6", MET)])
def test_a_level_is_not_guessed_from_a_share_rounded_twice(per_cent: str, expected: Verdict) -> None:
    assert verdict(AtLeast(fact(0), Fraction(80, 100)), cell(printed(per_cent))) is expected


def test_the_bounds_hold_every_share_that_prints_so_and_no_other() -> None:
    for decimals in (0, 1):
        for tenths in range(7900, 8011, 7):
            value = PublishedShare(Fraction(tenths, 10_000), 2)
            half = Fraction(1, 20_000)
            behind = [value.share - half + half * Fraction(n, 50) for n in range(100)]
            compared = {rounded(share, decimals) for share in behind}
            between = printed_between(value, decimals)
            assert (between.lowest, between.highest) == (min(compared), max(compared))


@pytest.mark.parametrize(
    ("printed_as", "lowest", "highest", "below"),
    [(71, "141/200", "143/200", True), (0, "0", "1/200", True), (100, "199/200", "1", False)],
)
def test_a_printed_share_lies_within_half_its_last_digit(
    printed_as: int, lowest: str, highest: str, below: bool
) -> None:
    between = printed_between(whole_per_cent(printed_as), None)
    assert between == Between.of(Fraction(lowest), Fraction(highest), below)
