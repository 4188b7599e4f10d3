"""Settlement against tables that the State has published."""

from __future__ import annotations

from collections import Counter

import pytest

from vardvag.agreements import load, names, published_facts, reconcile, reproduced, settle
from vardvag.agreements.catalogue import CATALOGUE
from vardvag.agreements.explain import shown_share
from vardvag.agreements.overview import rows
from vardvag.agreements.reconcile import Agreeing
from vardvag.base.kronor import NBSP, Kronor

# Regeringen, December 2025: region, share printed beside the amount, kronor.
SVF_2025 = [
    ("01", "25,62", 46_759_214),
    ("03", "4,23", 7_725_254),
    ("04", "3,10", 5_662_977),
    ("05", "4,87", 8_894_650),
    ("06", "3,81", 6_961_328),
    ("07", "2,10", 3_827_340),
    ("08", "2,53", 4_623_721),
    ("09", "0,63", 1_148_287),
    ("10", "1,62", 2_951_619),
    ("12", "14,78", 26_971_963),
    ("14", "18,33", 33_452_769),
    ("17", "2,92", 5_330_826),
    ("18", "3,18", 5_804_632),
    ("19", "2,90", 5_286_838),
    ("20", "2,95", 5_383_638),
    ("22", "2,49", 4_536_986),
    ("23", "1,37", 2_495_480),
    ("25", "2,57", 4_682_478),
]


@pytest.mark.parametrize(("code", "share", "kronor"), SVF_2025)
def test_svf_2025_to_the_krona(code: str, share: str, kronor: int) -> None:
    agreement = load("svf-2025")
    row = next(row for row in rows(settle(agreement, published_facts(agreement))) if row.recipient == code)
    assert row.kronor == Kronor(kronor)
    assert row.share is not None
    assert shown_share(row.share) == f"{share}{NBSP}%"


@pytest.mark.parametrize("code", ["13", "21", "24"])
def test_svf_2025_who_failed_gets_nothing_and_needs_no_population(code: str) -> None:
    agreement = load("svf-2025")
    payout = settle(agreement, published_facts(agreement)).payout(code)
    assert payout.kronor == Kronor(0)
    assert payout.population is None
    assert code not in agreement.pots[0].key.weights


def test_svf_2025_adds_up() -> None:
    agreement = load("svf-2025")
    settlement = settle(agreement, published_facts(agreement))
    assert settlement.paid == Kronor.parse("182,5 mnkr")
    assert not settlement.unpaid
    assert not settlement.undetermined
    assert sum(kronor for _, _, kronor in SVF_2025) == 182_500_000


# Every published amount by agreement and class. A line that changes is a claim that changes: say why.
RECONCILED = {
    ("komiljard-2009", Agreeing.EXPLAINED): 1,
    ("komiljard-2010", Agreeing.NOT_COMPUTABLE): 2,
    ("komiljard-2011", Agreeing.NOT_COMPUTABLE): 6,
    ("komiljard-2012", Agreeing.NOT_COMPUTABLE): 1,
    ("komiljard-2013", Agreeing.NOT_COMPUTABLE): 2,
    ("komiljard-2014", Agreeing.NOT_COMPUTABLE): 2,
    ("komiljard-2019", Agreeing.NOT_COMPUTABLE): 5,
    ("kvinnors-halsa-2017", Agreeing.CONSISTENT): 28,
    ("kvinnors-halsa-2017", Agreeing.EXPLAINED): 3,
    ("kvinnors-halsa-2019", Agreeing.EXACT): 13,
    ("kvinnors-halsa-2019", Agreeing.EXPLAINED): 8,
    ("kvinnors-halsa-2023", Agreeing.CONSISTENT): 19,
    ("kvinnors-halsa-2023", Agreeing.EXPLAINED): 2,
    ("kvinnors-halsa-2024", Agreeing.CONSISTENT): 21,
    ("patientmiljarden-2018", Agreeing.NOT_COMPUTABLE): 2,
    ("samordning-tillganglighet-2015", Agreeing.NOT_COMPUTABLE): 1,
    ("svf-2015", Agreeing.NOT_COMPUTABLE): 2,
    ("svf-2016", Agreeing.NOT_COMPUTABLE): 2,
    ("svf-2017", Agreeing.CONSISTENT): 2,
    ("svf-2018", Agreeing.CONSISTENT): 1,
    ("svf-2018", Agreeing.EXACT): 1,
    ("svf-2023", Agreeing.NOT_COMPUTABLE): 1,
    ("svf-2024", Agreeing.NOT_COMPUTABLE): 1,
    ("svf-2025", Agreeing.EXACT): 21,
}


def test_reconciliation_counts_only_what_is_proved() -> None:
    """35 of the 132 amounts published to the krona, none of them from figures inferred from the amounts."""
    compared = reconcile()
    assert Counter((one.agreement, one.agreeing) for one in compared) == RECONCILED
    assert reproduced(compared) == (34, 115)
    assert Counter(one.agreeing for one in compared) == {
        Agreeing.EXACT: 35,
        Agreeing.CONSISTENT: 71,
        Agreeing.EXPLAINED: 14,
        Agreeing.NOT_COMPUTABLE: 27,
    }


def test_komiljard_2019_sums_as_announced() -> None:
    agreement = load("komiljard-2019")
    told = {pot.name: int(pot.amount) for pot in agreement.pots}
    assert told == {"reporting": 320_000_000, "shorter-waits": 1_280_000_000, "skl": 10_000_000}
    assert agreement.amount == Kronor.parse("1 610 mnkr")


def test_komiljard_2019_six_parts_are_equal_to_the_krona() -> None:
    parts = [part for part in load("komiljard-2019").parts if part.pot.name == "shorter-waits"]
    assert [int(part.amount) for part in parts] == [213_333_334] * 2 + [213_333_333] * 4
    assert sum(int(part.amount) for part in parts) == 1_280_000_000


@pytest.mark.parametrize("name", names())
def test_every_agreement_says_what_does_not_agree(name: str) -> None:
    assert (CATALOGUE / name / "discrepancies.md").read_text(encoding="utf-8").startswith("# ")
    assert load(name).name == name
