"""What exact money costs: settling and splitting, beside a pro-rata split in floats and what that gets wrong.

Floats are here to show what they do. Nothing of this is in the package.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from side_by_side import Comparison, Run, Way

from vardvag.agreements import catalogue
from vardvag.agreements.model import Agreement, Improved, Judged, Report
from vardvag.agreements.settle import Settlement, settle
from vardvag.base.apportion import apportion
from vardvag.base.cells import Cell, Judgement, Ratio
from vardvag.base.dated import Confidence, Source
from vardvag.base.texts import Text

MADE_UP = Source(
    "Mätdata", confidence=Confidence.ASSUMPTION, note=Text("Påhittat för mätningen.", "Made up to measure.")
)
POT = 1_280_000_000
SIZES = {21: "regions", 290: "municipalities", 35_000: "recipients"}

Single = Callable[[float], float]


def in_single(number: float) -> float:
    """*number* as 32 bits hold it. One operation on such numbers in 64 bits, rounded, is that of 32 bits."""
    rounded: float = struct.unpack("f", struct.pack("f", number))[0]
    return rounded


def in_double(number: float) -> float:
    """*number* as it is: Python's floats have 64 bits."""
    return number


def naive_split(pot: int, weights: Mapping[str, int], kept: Single = in_double) -> dict[str, int]:
    """Everybody's share by itself, rounded: what a spreadsheet does."""
    whole = kept(float(sum(weights.values())))
    money = kept(float(pot))
    return {who: round(kept(kept(money * kept(float(w))) / whole)) for who, w in weights.items()}


def made_up_facts(agreement: Agreement) -> tuple[Cell, ...]:
    """A value for everything that the conditions of *agreement* ask, the same each time."""
    cells: dict[object, Cell] = {}
    for part in agreement.parts:
        for condition in part.pot.qualify.conditions if part.pot.qualify else ():
            test = condition.test
            periods = list(test.fact.periods or (str(part.month),))
            if isinstance(test, Improved) and part.month is not None:
                periods = [str(part.month), str(part.month.year_before)]
            for place in part.pot.recipients:
                for period in periods:
                    key = test.fact.key(place, period, part.kind)
                    drawn = crc32(repr(key).encode())
                    yes = Judgement(met=drawn % 7 > 0, by="mätning")
                    share = Ratio(600 + drawn % 400, 1000)
                    cells[key] = Cell(key, yes if isinstance(test, Judged | Report) else share, MADE_UP)
    return tuple(cells.values())


def facts_of(agreement: Agreement) -> tuple[Cell, ...]:
    """The published facts, or made-up ones where none are published."""
    return catalogue.published_facts(agreement) or made_up_facts(agreement)


def _settle(name: str, explained: bool) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        agreement = catalogue.load(name)
        facts = facts_of(agreement)

        def run() -> object:
            settlement = settle(agreement, facts)
            if explained:
                for payout in settlement.payouts:
                    payout.explanation()
            return settlement

        return run

    return prepare


def _naive(name: str) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        agreement = catalogue.load(name)
        shared = list(_shared(settle(agreement, facts_of(agreement))))
        return lambda: [naive_split(pot, weights) for pot, weights in shared]

    return prepare


def _shared(settlement: Settlement) -> Iterable[tuple[int, dict[str, int]]]:
    """The parts that were divided: the pot, and the weights of those who share it."""
    for result in settlement.results:
        if result.sharing:
            weights = result.part.pot.key.weights
            yield int(result.part.amount), {who: weights[who] for who in result.sharing}


def _paid(settlement: object) -> object:
    assert isinstance(settlement, Settlement)
    return [(payout.recipient, int(payout.at_least)) for payout in settlement.payouts]


def settling(name: str) -> Comparison:
    """Settle one agreement: alone, with every explanation, and beside the naive split."""
    return Comparison(
        f"settle-{name}",
        f"Settle `{name}`",
        [
            Way("naive float split, told who qualifies", _naive(name)),
            Way("settle", _settle(name, explained=False), _paid),
            Way("settle and explain every payout", _settle(name, explained=True), _paid),
        ],
        "The agreement and the facts are in memory. The naive split is told who qualifies: it tries no"
        " condition, knows of no missing fact, rounds each share by itself and can explain nothing.",
    )


def recipients(number: int) -> dict[str, int]:
    """Weights as of populations, the same each time."""
    return {f"{code:05}": 2_000 + (code * 7919) % 90_001 for code in range(number)}


def bounds(weights: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """A floor and a cap for everybody, of which about a third of each bind."""
    mean = POT // len(weights)
    return dict.fromkeys(weights, mean * 2 // 3), dict.fromkeys(weights, mean * 4 // 3)


def splitting(number: int) -> Comparison:
    """Split one pot over so many."""
    weights = recipients(number)
    floors, caps = bounds(weights)

    def bounded(_: Path) -> Run:
        return lambda: apportion(POT, weights, floors=floors, caps=caps)

    return Comparison(
        f"apportion-{number}",
        f"Split a pot over {number:,} {SIZES[number]}".replace(",", " "),
        [
            Way("naive float split", lambda _: lambda: naive_split(POT, weights)),
            Way("`apportion`", lambda _: lambda: apportion(POT, weights)),
            Way("`apportion`, a floor and a cap for each", bounded),
        ],
        "Exact to the krona in whole numbers. The naive split need not add up to the pot (below).",
        rounds=5 if number < 1000 else 3,
    )


def comparisons(_large: bool) -> list[Comparison]:
    """All about money."""
    settled = [settling(name) for name in ("svf-2025", "komiljard-2019")]
    return [*settled, *(splitting(number) for number in SIZES)]


@dataclass(frozen=True)
class Wrong:
    """What a float split gets wrong: kronor too many or few in all, at most for one, and for how many."""

    what: str
    floats: str
    off_in_all: int
    off_at_most: int
    recipients_off: int
    recipients: int


def wrongs() -> Sequence[Wrong]:
    """The float splits against the exact one."""
    cases: list[tuple[str, int, Mapping[str, int]]] = []
    for name in ("svf-2025", "komiljard-2019"):
        agreement = catalogue.load(name)
        largest = max(_shared(settle(agreement, facts_of(agreement))), key=lambda shared: shared[0])
        cases.append((f"`{name}`, largest part", *largest))
    cases += [(f"{POT // 10**6} million over {n}", POT, recipients(n)) for n in SIZES]
    return [
        _wrong(what, floats, pot, weights, kept)
        for what, pot, weights in cases
        for floats, kept in (("32-bit", in_single), ("64-bit", in_double))
    ]


def _wrong(what: str, floats: str, pot: int, weights: Mapping[str, int], kept: Single) -> Wrong:
    exact, naive = apportion(pot, weights), naive_split(pot, weights, kept)
    off = [abs(naive[who] - exact[who]) for who in weights]
    return Wrong(what, floats, sum(naive.values()) - pot, max(off), sum(map(bool, off)), len(off))
