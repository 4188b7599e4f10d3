"""What may not be asked, because the answers would tell what is hidden, or would tell nothing.

A figure of so few that it is not shown still decides a condition, and the answer is public. With a level of
one's own choosing anybody could try one after the other and find the figure. So where a condition has been
tried on a hidden figure, its level stays; no fact of that recipient is supposed; and a pot in which a hidden
figure is a weight, a volume or a rank stays as it is. What is left tells nothing that the settlement's own
page does not: amounts follow from answers that stand there.

A condition of which only yes or no is told, the figure not being public, has no level to try.

Here does not belong which figures are hidden (`publish_explanation`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vardvag.agreements.conditions import Report
from vardvag.agreements.facts import FactUsed
from vardvag.agreements.judge import Check
from vardvag.agreements.settle import Settlement
from vardvag.agreements.trace import PartResult
from vardvag.base.cells import Judgement
from vardvag.base.texts import Text
from vardvag.usecases.scenario.places import Group, Kind, Place
from vardvag.usecases.show_settlement import ShownSettlement

HIDDEN = Text(
    "Talen gäller så få personer att de inte visas, och skulle kunna räknas ut om detta gick att ändra.",
    "The figures count so few people that they are not shown, and could be found if this could be changed.",
)
TOLD_YES_OR_NO = Text(
    "Bara ja eller nej är känt, inte själva talet. Därför går det inte att pröva en annan gräns.",
    "Only yes or no is known, not the figure itself. So no other limit can be tried.",
)

_OF_CONDITIONS = {Kind.LEVEL, Kind.NUMBER, Kind.MORE_THAN, Kind.FEWER, Kind.STEP, Kind.EARNS, Kind.DUE}
_OF_POTS = {Kind.AMOUNT, Kind.KEY, Kind.UNEARNED}


@dataclass(frozen=True, slots=True)
class Gate:
    """The conditions, pots (by name) and recipients that hidden figures decide; `told` only as yes or no."""

    conditions: frozenset[str]
    pots: frozenset[str]
    recipients: frozenset[str]
    told: frozenset[str]

    def closed(self, place: Place) -> Text | None:
        """Why *place* may not be changed; None when it may."""
        if place.kind is Kind.FACT and place.region in self.recipients:
            return HIDDEN
        if place.kind in _OF_POTS and place.name in self.pots:
            return HIDDEN
        if place.kind in _OF_CONDITIONS and place.name in self.conditions:
            return HIDDEN
        if place.kind in _OF_CONDITIONS and place.name in self.told:
            return TOLD_YES_OR_NO
        return None

    def closing(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        """*groups* with every place closed that must be."""
        return tuple(
            replace(group, places=tuple(replace(place, closed=self.closed(place)) for place in group.places))
            for group in groups
        )


def gate_of(*shown: ShownSettlement) -> Gate:
    """What the hidden figures of *shown* decide."""
    conditions: set[str] = set()
    pots: set[str] = set()
    recipients: set[str] = set()
    told: set[str] = set()
    for one in shown:
        hidden = {cell.key for cell in one.hidden}
        recipients |= {key.place for key in hidden}
        told |= _told_yes_or_no(one.settlement)
        for result in one.settlement.results if hidden else ():
            for qualification in result.qualifications.values():
                for check in (below for above in qualification.checks for below in above.walk()):
                    if any(fact.key in hidden for fact in check.facts):
                        conditions.add(check.condition.name)
            if any(fact.key in hidden for fact in _dividing(result)):
                pots.add(result.part.pot.name)
    return Gate(frozenset(conditions), frozenset(pots), frozenset(recipients), frozenset(told))


def _dividing(result: PartResult) -> Iterator[FactUsed]:
    """The facts by which a part is divided: its weights, volumes and ranking."""
    yield from result.weights.facts.values()
    for volume in result.volumes.values():
        yield from volume.facts
    if result.ranked is not None:
        for facts in result.ranked.facts.values():
            yield from facts


def _told_yes_or_no(settlement: Settlement) -> set[str]:
    """The conditions that were decided by a yes or no in place of the figure, or of the day."""
    return {
        check.condition.name
        for result in settlement.results
        for qualification in result.qualifications.values()
        for above in qualification.checks
        for check in above.walk()
        if check.stood_in or (isinstance(check.condition.test, Report) and _answered(check))
    }


def _answered(check: Check) -> bool:
    return any(fact.cell is not None and isinstance(fact.cell.value, Judgement) for fact in check.facts)
