"""Laws that hold for any facts: sum, explanation, order, receipt, and a naive second settlement."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from explained_again import recomputed
from vardvag.agreements import load, parse_agreement, receipt, same_result, settle
from vardvag.agreements.catalogue import CATALOGUE
from vardvag.agreements.explain import as_json, as_text
from vardvag.agreements.facts import FactBook
from vardvag.agreements.facts_file import facts_text, parse_facts
from vardvag.agreements.receipt import as_json as receipt_text
from vardvag.base.cells import Basis, Cell, CellKey, Judgement, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.errors import BadInput
from vardvag.base.kronor import Kronor
from vardvag.base.regions import REGIONS, population

SOURCE = Source("Påhittade tal", section="test")
CODES = [region.code for region in REGIONS]
MONTHS = ["2019-09", "2019-10", "2019-11"]
KINDS = ["first-visit", "operation"]
KOMILJARD = load("komiljard-2019")


def keys() -> list[CellKey]:
    """Every fact that the kömiljard of 2019 asks for."""
    asked = []
    for code in CODES:
        asked.append(CellKey("status-report-2019", code, "2019"))
        asked += [CellKey("response-rate", code, month) for month in MONTHS]
        for kind in KINDS:
            for month in MONTHS:
                for year in (month, month.replace("2019", "2018")):
                    asked.append(CellKey(f"waiting-{kind}-within-90", code, year, "pvv", Basis.DERIVED))
                asked.append(CellKey(f"done-{kind}-within-60", code, month, "pvv"))
    return asked


KEYS = keys()


def facts(gaps: tuple[float, ...] = (0.0, 0.01, 0.3, 1.0)) -> st.SearchStrategy[list[Cell]]:
    """Facts for all regions, some of them missing or not there at all; one seed makes them."""
    return st.builds(made_up, st.integers(0, 10**9).map(Random), st.sampled_from(gaps))


def made_up(random: Random, gap: float) -> list[Cell]:
    cells = []
    for key in KEYS:
        if random.random() < gap:
            if random.random() < 0.5:
                cells.append(Cell(key, None, SOURCE, Status.MISSING))
            continue
        if key.measure == "status-report-2019":
            cells.append(Cell(key, Judgement(random.random() < 0.9, "SKL"), SOURCE))
            continue
        whole = random.randint(1, 400)
        floor = whole * 9 // 10 if key.measure == "response-rate" else 0
        cells.append(Cell(key, Ratio(random.randint(floor, whole), whole), SOURCE))
    return cells


@settings(deadline=None, max_examples=30)
@given(cells=facts())
def test_paid_unpaid_and_undetermined_are_the_sum(cells: list[Cell]) -> None:
    settlement = settle(KOMILJARD, cells)
    assert settlement.paid + settlement.unpaid + settlement.undetermined == Kronor(1_610_000_000)
    known = [payout.kronor for payout in settlement.payouts if payout.kronor is not None]
    assert all(int(kronor) >= 0 for kronor in known)
    if len(known) == len(settlement.payouts):
        assert not settlement.undetermined
        assert not settlement.missing
    for result in settlement.results:
        assert result.paid + result.unpaid + result.undetermined == result.part.amount


def naive(cells: list[Cell]) -> dict[str, int]:
    """The kömiljard of 2019 again, from the words of the agreement: slow, and for complete facts."""
    value = {cell.key: cell.value for cell in cells}
    people = population("2018-12-31")

    def share(key: CellKey) -> Fraction:
        ratio = value[key]
        assert isinstance(ratio, Ratio)
        return Fraction(ratio.numerator, ratio.denominator)

    def divided(pot: int, among: list[str]) -> dict[str, int]:
        whole = sum(people[code] for code in among)
        exact = {code: Fraction(pot * people[code], whole) for code in among}
        kronor = {code: int(quota) for code, quota in exact.items()}
        order = sorted(among, key=lambda code: (kronor[code] - exact[code], -people[code], code))
        for code in order[: pot - sum(kronor.values())]:
            kronor[code] += 1
        return kronor

    total = dict.fromkeys(CODES, 0)
    for code, kronor in divided(320_000_000, CODES).items():
        report = value[CellKey("status-report-2019", code, "2019")]
        rates = [share(CellKey("response-rate", code, month)) for month in MONTHS]
        if isinstance(report, Judgement) and report.met and min(rates) >= Fraction(95, 100):
            total[code] += kronor
    pots = [213_333_334, 213_333_334, 213_333_333, 213_333_333, 213_333_333, 213_333_333]
    for pot, (month, kind) in zip(pots, [(m, k) for m in MONTHS for k in KINDS], strict=True):
        waiting, done = f"waiting-{kind}-within-90", f"done-{kind}-within-60"
        before = month.replace("2019", "2018")
        among = [
            code
            for code in CODES
            if share(CellKey(waiting, code, month, "pvv", Basis.DERIVED))
            > share(CellKey(waiting, code, before, "pvv", Basis.DERIVED))
            or share(CellKey(done, code, month, "pvv")) >= Fraction(71, 100)
        ]
        for code, kronor in divided(pot, among).items() if among else ():
            total[code] += kronor
    return total


@settings(deadline=None, max_examples=30)
@given(cells=facts(gaps=(0.0,)))
def test_a_naive_second_settlement_agrees(cells: list[Cell]) -> None:
    settlement = settle(KOMILJARD, cells)
    ours = {p.recipient: int(p.kronor) for p in settlement.payouts if p.kronor is not None}
    assert ours == {**naive(cells), "SKR": 10_000_000}


@settings(deadline=None, max_examples=20)
@given(cells=facts(), random=st.integers(0, 10**9).map(Random))
def test_the_order_of_the_facts_changes_nothing(cells: list[Cell], random: Random) -> None:
    shuffled = list(cells)
    random.shuffle(shuffled)
    assert receipt(settle(KOMILJARD, cells)) == receipt(settle(KOMILJARD, shuffled))


ONE_KEY = CellKey("m", "08", "2019-09")
VERSIONS = st.builds(
    Cell,
    st.sampled_from([ONE_KEY, CellKey("m", "08", "2019-10")]),
    st.sampled_from([Ratio(1, 2), Ratio(2, 3), Ratio(3, 2)]),
    st.sampled_from([SOURCE, Source("Andra tal", section="test")]),
    as_known=st.sampled_from([None, date(2019, 10, 1), date(2019, 12, 1)]),
)


def known(cells: list[Cell], as_of: date | None) -> object:
    """What a book of the facts holds, or everything that is wrong with them."""
    try:
        return list(FactBook(cells, as_of))
    except BadInput as refused:
        return sorted(finding.sentence("sv") for finding in refused.findings)


@settings(deadline=None, max_examples=100)
@given(
    cells=st.lists(VERSIONS, max_size=6),
    as_of=st.sampled_from([None, date(2019, 11, 1)]),
    random=st.integers(0, 10**9).map(Random),
)
def test_the_order_of_versions_changes_nothing(cells: list[Cell], as_of: date | None, random: Random) -> None:
    shuffled = list(cells)
    random.shuffle(shuffled)
    assert known(shuffled, as_of) == known(cells, as_of)


@settings(deadline=None, max_examples=20)
@given(cells=facts())
def test_facts_are_read_back_as_they_were_written(cells: list[Cell]) -> None:
    assert list(parse_facts(facts_text(cells))) == cells


@settings(deadline=None, max_examples=20)
@given(cells=facts())
def test_a_receipt_repeats_and_is_plain_data(cells: list[Cell]) -> None:
    settlement = settle(KOMILJARD, cells)
    kept = json.loads(receipt_text(receipt(settlement)))
    assert kept == receipt(settlement)
    assert same_result(kept, settle(KOMILJARD, cells))


@settings(deadline=None, max_examples=12)
@given(cells=facts())
def test_every_explanation_recomputes_and_equals_the_payout(cells: list[Cell]) -> None:
    settlement = settle(KOMILJARD, cells)
    for payout in settlement.payouts:
        tree = payout.explanation()
        assert tree.value == payout.kronor
        for node in tree.walk():
            assert recomputed(node) == node.value, node.rule.en
        assert as_text(tree, "sv")
        assert json.loads(json.dumps(as_json(tree)))["format"] == "vardvag-explanation/1"


def test_what_rests_on_an_assumption_says_so() -> None:
    settlement = settle(KOMILJARD, [])
    for payout in settlement.payouts:
        assert payout.explanation().rests_on_assumption is (payout.recipient != "SKR")


TEXT = (CATALOGUE / "komiljard-2019" / "agreement.yaml").read_text(encoding="utf-8")


@settings(deadline=None, max_examples=100)
@given(
    at=st.integers(0, len(TEXT)),
    length=st.integers(0, 40),
    instead=st.one_of(
        st.text(max_size=6),
        st.sampled_from(["\n", ": ", "- ", "[", "{", "~", "no", "&a *a", "\t", "0", "source: x\n", "'"]),
    ),
)
def test_a_damaged_file_is_refused_or_read_but_never_fails_otherwise(
    at: int, length: int, instead: str
) -> None:
    damaged = TEXT[:at] + instead + TEXT[at + length :]
    try:
        agreement = parse_agreement(damaged)
    except BadInput as refused:
        told = [finding.sentence("sv") for finding in refused.findings]
    else:
        told = [str(settle(agreement).agreement.title)]
    assert all(told)
