"""The arithmetic of the press releases and the agreements' pages, read back from the catalogue's files."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vardvag.agreements import load
from vardvag.agreements.model import Pot
from vardvag.base.kronor import Kronor

# ruff: noqa: E501 -- one sum a line, so that the table can be read down its columns
# The agreement, the pots that are added, what each is said to be, and what they are said to make.
SUMS = [
    ("komiljard-2009", "lower-visits lower-treatment", "450 450", 900),
    ("komiljard-2009", "higher-visits higher-treatment", "50 50", 100),
    ("komiljard-2009", "lower higher", "900 100", 1_000),
    ("komiljard-2010", "lower higher", "900 100", 1_000),
    ("komiljard-2011", "lower-visits lower-treatment higher-visits higher-treatment", "400 400 100 100", 1_000),
    ("komiljard-2012", "lower-visits lower-treatment higher-visits higher-treatment", "400 400 100 100", 1_000),
    ("komiljard-2013", "lower-visits lower-treatment higher-visits higher-treatment", "347 347 147 147", 988),
    ("komiljard-2014", "lower-visits lower-treatment higher-visits higher-treatment", "342 342 145 145", 974),
    ("samordning-tillganglighet-2015", "counties", "1000", 1_000),
    ("patientkontrakt-2017", "pilot", "15", 15),
    ("patientmiljarden-2018", "care-guarantee patient-contracts", "490 490", 980),
    ("patientmiljarden-2018", "care-guarantee patient-contracts support", "490 490 20", 1_000),
    ("komiljard-2019", "reporting shorter-waits", "320 1280", 1_600),
    ("komiljard-2019", "reporting shorter-waits skl", "320 1280 10", 1_610),
    ("god-och-nara-vard-2019", "transition primary-care patient-contracts", "1500 453 453", 2_406),
    ("god-och-nara-vard-2019", "transition primary-care patient-contracts transition-skl patient-contracts-skl", "1500 453 453 15 9", 2_430),
    ("vardens-medarbetare-2019", "regions municipalities skl", "3235 100 25", 3_360),
    ("psykisk-halsa-2019", "plans-regions plans-municipalities children child-psychiatry cooperation youth-clinics", "350 350 250 380 200 130", 1_660),
    ("psykisk-halsa-2019", "plans-regions plans-municipalities children child-psychiatry cooperation youth-clinics not-seen", "350 350 250 380 200 130 74", 1_734),
    ("psykisk-halsa-2019", "plans-regions plans-municipalities children child-psychiatry cooperation youth-clinics not-seen skl", "350 350 250 380 200 130 74 40", 1_774),
    ("cancer-2019", "pathways other", "340 106", 446),
    ("barnhalsovard-2019", "regions", "120", 120),
    ("svf-andra-sjukdomar-2019", "regions other", "60 40", 100),
]  # fmt: skip


def pots_of(name: str) -> dict[str, Pot]:
    """Every pot of the agreement by name, those below others too."""
    waiting, found = list(load(name).pots), {}
    while waiting:
        pot = waiting.pop(0)
        found[pot.name] = pot
        waiting += pot.pots
    return found


def millions(number: int) -> Kronor:
    return Kronor(number * 1_000_000)


@pytest.mark.parametrize(("name", "pots", "terms", "makes"), SUMS)
def test_a_sum_that_was_published(name: str, pots: str, terms: str, makes: int) -> None:
    amounts = [pots_of(name)[pot].amount for pot in pots.split()]
    assert amounts == [millions(int(term)) for term in terms.split()]
    assert Kronor.sum(amounts) == millions(makes)


def test_three_quarters_of_2010_go_by_the_autumn() -> None:
    pots = pots_of("komiljard-2010")
    autumn = Kronor.sum(pot.amount for name, pot in pots.items() if name.endswith("-autumn"))
    early = Kronor.sum(pot.amount for name, pot in pots.items() if name.endswith("-early"))
    assert (autumn, early) == (millions(750), millions(250))


def test_the_supplement_of_2018_makes_1_600() -> None:
    pots = pots_of("patientmiljarden-2018")
    assert pots["supplement"].amount == millions(600)
    assert load("patientmiljarden-2018").amount == millions(1_600)


def test_the_nurses_400_are_part_of_the_regions_3_235() -> None:
    pot = pots_of("vardens-medarbetare-2019")["regions"]
    assert [earmark.amount for earmark in pot.earmarks] == [millions(400)]


# The five agreements of June 2019: the exact sum, and what the press release rounds it to (millions).
FIVE = [
    ("komiljard-2019", 1_610, 1_600),
    ("vardens-medarbetare-2019", 3_360, 3_300),
    ("god-och-nara-vard-2019", 2_430, 2_400),
    ("psykisk-halsa-2019", 1_774, 1_700),
    ("cancer-2019", 446, 446),
]


@pytest.mark.parametrize(("name", "exact", "told"), FIVE)
def test_what_was_announced_is_what_was_agreed_in_round_figures(name: str, exact: int, told: int) -> None:
    agreement = load(name)
    assert agreement.amount == millions(exact)
    if exact == told:
        assert agreement.announced is None
        return
    assert agreement.announced is not None
    assert agreement.announced.rounded
    assert agreement.announced.amount == millions(told)


def test_the_five_of_2019_are_9_4_billion_in_round_figures_and_9_620_million_exactly() -> None:
    exact = Kronor.sum(load(name).amount for name, _, _ in FIVE)
    told = sum(rounded for _, _, rounded in FIVE)
    assert exact == millions(9_620)
    assert told == 9_446  # 1.6 + 3.3 + 2.4 + 1.7 + 0.446
    assert round(Fraction(told, 1000), 1) == Fraction("9.4")
    assert round(Fraction(int(exact), 10**9), 1) == Fraction("9.6")
