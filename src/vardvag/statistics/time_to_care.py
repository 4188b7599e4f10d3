"""Time to care of those decided in a month, those who still wait counted as far as they have been followed.

A median of those who got care says nothing of those who still wait, and so is too short while a list grows.
Here the cohort is everybody decided in one month, and somebody who waits is known not to have had care up to
the last day she was seen waiting: she is *censored* there. The share that has had care within *t* days is one
less the product limit estimate

    S(t) = Π (1 − held on day i / followed up to day i),  over the days i ≤ t

(Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the American
Statistical Association 53(282), 1958, pp. 457–481). Whoever is censored on a day is followed on that day.
Without anybody censored it is the plain share, and the median that of `figures`. All exact, as fractions.

**How far somebody is followed**: to care, or to the end of the last month in whose file she waits. So a
contact that vanishes is followed until then, and neither held nor waiting after. `assumption:` of those who
vanish, or are lost otherwise, as many would have had care as of the others.

Here does not belong who is in a cohort (`time_to_care_steps`, `reference_time_to_care`) nor what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

POINTS = (30, 60, 90, 180)
"""Days at which the share is told, beside the measure's limit."""

Lengths = Mapping[int, tuple[int, int]]
"""By day: how many had care on it, and how many were followed no longer than to it."""


@dataclass(frozen=True, slots=True)
class TimeToCare:
    """What is estimated of a cohort of `decided` contacts.

    `median`: the smallest whole day by which at least half have had care; None where so many have not.
    `within`: by day, the exact share that has had care by it; None where nobody was followed so far.
    """

    decided: int
    median: int | None
    within: Mapping[int, Fraction | None]


def points(limit: int | None) -> tuple[int, ...]:
    """The days at which the share is told of a measure with *limit*, in order."""
    return tuple(sorted({*POINTS, *(() if limit is None else (limit,))}))


def estimate(lengths: Lengths, days: Iterable[int]) -> TimeToCare:
    """The estimate of a cohort, at each of *days*."""
    decided = followed = since = sum(held + waiting for held, waiting in lengths.values())
    without = Fraction(1)  # up to the last day on which somebody was censored; `since` were followed then
    curve: list[tuple[int, Fraction]] = []
    for day in sorted(lengths):
        held, waiting = lengths[day]
        followed -= held
        curve.append((day, 1 - without * Fraction(followed, since)))
        if waiting:
            without *= Fraction(followed, since)
            followed = since = followed - waiting
    return TimeToCare(
        decided,
        next((day for day, share in curve if 2 * share >= 1), None),
        {day: _at(curve, day) for day in days},
    )


def _at(curve: list[tuple[int, Fraction]], day: int) -> Fraction | None:
    if not curve or (day > curve[-1][0] and curve[-1][1] < 1):
        return None
    return next((share for last, share in reversed(curve) if last <= day), Fraction(0))


def add_up(several: Iterable[Lengths]) -> Lengths:
    """Cohorts together: the numbers add, the estimates do not."""
    found: dict[int, tuple[int, int]] = {}
    for lengths in several:
        for day, (held, waiting) in lengths.items():
            before = found.get(day, (0, 0))
            found[day] = (before[0] + held, before[1] + waiting)
    return found
