"""The whole way: days from the first referral or contact to treatment, over linked contacts, and its parts.

A measure of those done counts each wait from its own decision. Before that lies the way there: a referral,
the first visit, perhaps an examination. What links the steps is the referral's id (`RemissId`), which its
sender made: so within one region, and only where it was sent.

**Linked** is a treatment whose row has a referral id and whose beginning is known from before its decision: a
first contact with the same id was decided no later than the treatment, or the row itself has a referral
date (`RemissDatum`) earlier than its decision. An id that stands on contacts of different years of birth or
different sexes is not one person's, and links nothing. Each treatment is a way of its own, also two by one
referral.

**The way** begins with the earliest of the decisions and referral dates of the linked contacts that were
decided no later than the treatment, and ends when the treatment began. The first visit is the earliest first
contact held no later than the treatment's decision. Where there is one it parts the way in three, whose
days add up to the whole, way by way; their medians do not.

Here belongs what is told of those counted. Counting is `whole_way_steps` (SQL) and `reference_whole_way`
(contact by contact); which months can be told is `whole_way_cells`, what is hidden `published_whole_way`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vardvag.base.cells import Days
from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.events.model import Phase
from vardvag.statistics.figures import QUANTILES, Figure
from vardvag.statistics.length import Length
from vardvag.statistics.measure import Counts, Measure


class Part(StrEnum):
    """The way, or one of the three parts of it. A cell's key has the name."""

    WHOLE = "whole-way"
    TO_VISIT = "way-to-visit"
    """From the way's beginning to the first visit held."""
    TO_DECISION = "way-to-decision"
    """From the first visit to the decision on the treatment."""
    TO_TREATMENT = "way-to-treatment"
    """From the decision to the treatment: the wait that the measure itself counts, of the linked alone."""

    __hash__ = str.__hash__


Told = tuple[Part, Figure]
"""One length: of which part, and which percentile."""

TOLD: tuple[Told, ...] = (
    *((Part.WHOLE, figure) for figure in QUANTILES),
    *((part, Figure.MEDIAN) for part in Part if part is not Part.WHOLE),
)
"""The lengths that are told, in their order."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Those treated in one place and month: how many, and of each part how many took so many days."""

    done: int
    days: Mapping[Part, Mapping[int, int]]

    def of(self, part: Part) -> int:
        """Of how many the part is known. Of the whole: how many are linked; to the visit: have had one."""
        return sum(self.days.get(part, {}).values())

    @property
    def kinds(self) -> dict[str, int]:
        """Everybody as one of three kinds, which are what the counts that are shown tell apart."""
        linked, visited = self.of(Part.WHOLE), self.of(Part.TO_VISIT)
        return {"unlinked": self.done - linked, "linked": linked - visited, "visited": visited}


@dataclass(frozen=True, slots=True)
class WholeWay:
    """What is told of those treated. `lengths`: each percentile of each part, None where it is of nobody."""

    done: int
    linked: int
    visited: int
    lengths: Mapping[Told, Days | None]


def told_of(ways: Ways) -> WholeWay:
    """What is told of *ways*; a percentile is as `figures` defines it."""
    return WholeWay(
        ways.done,
        ways.of(Part.WHOLE),
        ways.of(Part.TO_VISIT),
        {(part, figure): _percentile(ways.days.get(part, {}), figure) for part, figure in TOLD},
    )


def _percentile(days: Mapping[int, int], figure: Figure) -> Days | None:
    share, of, upto = QUANTILES[figure], sum(days.values()), 0
    for day in sorted(days):
        upto += days[day]
        if upto >= share * of:
            return Days(day, of)
    return None


def add_up(several: Iterable[Ways]) -> Ways:
    """The ways of several places together: the numbers add, the percentiles do not."""
    done, days = 0, {part: Counter[int]() for part in Part}
    for ways in several:
        done += ways.done
        for part, of_part in ways.days.items():
            days[part].update(of_part)
    return Ways(done, days)


def few_at_an_end(length: Days, share: Fraction, fewest: int) -> bool:
    """Whether fewer than *fewest* lie at the percentile or on one side of it, as `figure_gate` has it."""
    shorter = -(-length.of * share.numerator // share.denominator)
    return min(shorter, length.of - shorter + 1) < fewest


def refuse_without_way(measure: Measure) -> None:
    """WrongUse for a measure of those waiting, of first contacts, where a way begins, or of no wait."""
    if measure.counts is not Counts.DONE:
        raise WrongUse(
            Text(
                f"{measure.id} räknar väntande, och deras väg är inte slut. Hela vägen visas för mått på dem "
                "som har fått vård, som done-operation-within-90.",
                f"{measure.id} counts those waiting, whose way has not ended. The whole way is told of "
                "measures of those who have had care, such as done-operation-within-90.",
            )
        )
    if measure.phase is Phase.FIRST_CONTACT:
        raise WrongUse(
            Text(
                f"{measure.id} räknar första kontakter, och där börjar vägen. Hela vägen visas för det som "
                "kommer efter, som done-operation-within-90.",
                f"{measure.id} counts first contacts, where a way begins. The whole way is told of what "
                "comes after, such as done-operation-within-90.",
            )
        )
    if measure.length is not Length.WAIT:
        raise WrongUse(
            Text(
                f"{measure.id} mäter inte väntan från beslutet. Hela vägen visas för mått som gör det, som "
                "done-operation-within-90.",
                f"{measure.id} does not measure a wait from the decision. The whole way is told of measures "
                "that do, such as done-operation-within-90.",
            )
        )
