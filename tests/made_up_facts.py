"""Made-up values for everything that an agreement asks for, of the right kinds, some of them missing."""

from __future__ import annotations

from random import Random

from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.conditions import Report
from vardvag.agreements.model import Agreement
from vardvag.base.cells import Amount, Cell, Count, Judgement, OnDay, Ratio, Status, Value
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.kronor import Kronor

SOURCE = Source("Påhittade tal", section="test")


def made_up(agreement: Agreement, random: Random, gap: float) -> list[Cell]:
    """A value for everything the agreement asks, some of it missing."""
    cells = []
    largest = max(int(part.amount) for part in agreement.parts)
    for one in asked_facts(agreement):
        if random.random() < gap:
            if random.random() < 0.5:
                cells.append(Cell(one.key, None, SOURCE, Status.MISSING))
            continue
        cells.append(Cell(one.key, value_of(one, random, largest), SOURCE))
    return cells


def value_of(one: Asked, random: Random, largest: int) -> Value:
    match one.kind:
        case "judgement":
            if random.random() < 0.2:
                return OnDay(Month(2000 + random.randint(8, 25), random.randint(1, 12)).last_day)
            return Judgement(random.random() < 0.7, "myndigheten")
        case "count":
            return Count(random.randint(0, 3000))
        case "amount":
            return Amount(Kronor(random.randint(0, largest // 400)))
        case _:
            whole = random.randint(1, 60)
            return Ratio(random.randint(whole // 2, whole), whole)


def usable(agreement: Agreement, cells: list[Cell]) -> list[Cell]:
    """Those without a day where a yes or no is asked for: it is refused."""
    reports, stand_ins = set(), set()
    for condition in agreement.conditions.values():
        if isinstance(condition.test, Report):
            reports |= set(condition.test.fact.measures.values())
        if condition.stand_in is not None:
            stand_ins |= set(condition.stand_in.measures.values())
    days_for = reports - stand_ins
    return [cell for cell in cells if not isinstance(cell.value, OnDay) or cell.key.measure in days_for]
