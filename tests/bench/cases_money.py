"""What exact money costs: settling and splitting, beside a pro-rata split in floats and what that gets wrong.

Floats are here to show what they do. Nothing of this is in the package.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from kronor_off import Off, off
from side_by_side import Comparison, Run, Way, is_check

from vardvag.agreements import catalogue
from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.facts import FactBook
from vardvag.agreements.model import Agreement
from vardvag.agreements.scenario import Scenarios
from vardvag.agreements.settle import Settlement, settle
from vardvag.base.apportion import apportion
from vardvag.base.cells import Cell, Count, Judgement, Ratio, Value
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
    """A value for everything that *agreement* asks, the same each time."""
    return tuple(Cell(one.key, _made_up(one), MADE_UP) for one in asked_facts(agreement))


def _made_up(asked: Asked) -> Value:
    drawn = crc32(repr(asked.key).encode())
    if asked.kind == "share":
        return Ratio(600 + drawn % 400, 1000)
    if asked.kind == "judgement":
        return Judgement(met=drawn % 7 > 0, by="mätning")
    if asked.kind == "count":
        return Count(2_000 + drawn % 90_001)
    raise NotImplementedError(f"nothing is made up of the kind {asked.kind}")


def facts_of(agreement: Agreement) -> tuple[Cell, ...]:
    """The published facts, or made-up ones where none are published."""
    return catalogue.published_facts(agreement) or made_up_facts(agreement)


def _settle(name: str, explained: bool = False, book: bool = False) -> Callable[[Path], Run]:
    def prepare(_: Path) -> Run:
        agreement = catalogue.load(name)
        facts = FactBook(facts_of(agreement)) if book else facts_of(agreement)

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
            weights = {who: result.weight(who) or 0 for who in result.sharing}
            yield int(result.part.amount), weights


def _paid(settlement: object) -> object:
    assert isinstance(settlement, Settlement)
    return [(payout.recipient, int(payout.at_least)) for payout in settlement.payouts]


def settling(name: str, over: str) -> Comparison:
    """Settle one agreement: alone, with every explanation, and beside the naive split."""
    return Comparison(
        f"settle-{name}",
        f"Settle `{name}`: {over}",
        [
            Way("naive float split, told who qualifies", _naive(name)),
            Way("settle, the facts in a book beforehand", _settle(name, book=True), _paid),
            Way("settle", _settle(name), _paid),
            Way("settle and explain every payout", _settle(name, explained=True), _paid),
        ],
        "The agreement and the facts are in memory. The naive split is told who qualifies: it tries no"
        " condition, knows of no missing fact, rounds each share by itself and can explain nothing.",
    )


SCENARIOS, FEW_SCENARIOS = 10_000, 10


def _number(folder: Path) -> int:
    return FEW_SCENARIOS if is_check(folder) else SCENARIOS


def rule_changes(number: int) -> list[tuple[str, ...]]:
    """So many levels of one condition, no two alike: 0,01 % and up."""
    place = "conditions.enough-in-time.at_least.share"
    return [(f"{place}={at // 100},{at % 100:02} %",) for at in range(1, number + 1)]


def fact_changes(agreement: Agreement, number: int) -> list[tuple[str, ...]]:
    """So many other values of the shares that *agreement* asks, one share after the other."""
    shares = [one.key for one in asked_facts(agreement) if one.kind == "share"]
    return [
        (f"cells.{key.measure}.{key.place}.{key.period}={(at * 7919) % 1001}/1000",)
        for at in range(number)
        for key in [shares[at % len(shares)]]
    ]


def _scenarios(
    name: str, changes: Callable[[Agreement, int], Iterable[tuple[str, ...]]]
) -> Callable[[Path], Run]:
    def prepare(folder: Path) -> Run:
        agreement = catalogue.load(name)
        asked = list(changes(agreement, _number(folder)))
        scenarios = Scenarios(agreement, facts_of(agreement))

        def run() -> object:
            # Each is done with before the next: what is kept of it is a sum.
            return [int(scenarios.settle(change).paid) for change in asked]

        return run

    return prepare


def scenarios(name: str) -> Comparison:
    """Ask "what if" ten thousand times, on one core."""
    return Comparison(
        f"scenarios-{name}",
        f"{SCENARIOS // 1000} 000 what-if scenarios of `{name}`, on one core",
        [
            Way("settled as it is, each time", _scenarios(name, lambda _, number: [()] * number)),
            Way("another level of a condition each time", _scenarios(name, lambda _, n: rule_changes(n))),
            Way("another value of a fact each time", _scenarios(name, fact_changes)),
        ],
        "One process, one thread. The agreement is read and the facts are in a book beforehand. A changed"
        " rule is put in the file's words, checked and built like any agreement, and settled; a changed fact"
        " makes a new book. No two scenarios are alike; what was judged is kept where a changed rule does not"
        " touch it.",
        rounds=1,
        rows=_number,
        unit="scenarios",
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


SETTLED = {
    "svf-2025": "21 regions, one pot",
    "komiljard-2019": "21 regions, eight parts",
    "psykisk-halsa-2019": "290 municipalities, 21 regions and SKR",
}


def comparisons(_large: bool) -> list[Comparison]:
    """All about money."""
    settled = [settling(name, over) for name, over in SETTLED.items()]
    return [*settled, scenarios("komiljard-2019"), *(splitting(number) for number in SIZES)]


def offs() -> Sequence[Off]:
    """How far the float splits are from the exact one."""
    cases: list[tuple[str, int, Mapping[str, int]]] = []
    for name in ("svf-2025", "komiljard-2019"):
        agreement = catalogue.load(name)
        largest = max(_shared(settle(agreement, facts_of(agreement))), key=lambda shared: shared[0])
        cases.append((f"`{name}`, largest part", *largest))
    cases += [(f"{POT // 10**6} million over {n}", POT, recipients(n)) for n in SIZES]
    return [
        off(what, floats, apportion(pot, weights), naive_split(pot, weights, kept))
        for what, pot, weights in cases
        for floats, kept in (("32-bit", in_single), ("64-bit", in_double))
    ]
