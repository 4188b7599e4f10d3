"""Whether a condition is met: yes, no, or *not known* because a fact is missing or too coarsely rounded.

Three-valued on purpose. What nobody has reported is neither met nor failed, and a share printed as 71 % may
be 70,5: a test that it cannot decide is left undecided, never guessed. No share is above the whole (`facts`).

Here does not belong what a condition is worth (`settle`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from vardvag.agreements.facts import FactBook, said
from vardvag.agreements.model import AtLeast, Binding, Condition, Improved, Judged, Part, Qualify, Report
from vardvag.base.cells import Cell, CellKey, Judgement, PublishedShare, Ratio
from vardvag.base.days import Month
from vardvag.base.findings import Finding
from vardvag.base.texts import Text


class Verdict(Enum):
    """The answer to a test."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A cell that a test asked for; `cell` is None when nobody has given it."""

    key: CellKey
    cell: Cell | None

    @property
    def is_missing(self) -> bool:
        """True when there is no value."""
        return self.cell is None or self.cell.value is None


@dataclass(frozen=True, slots=True)
class Check:
    """One condition tried on one recipient, with every fact it looked at."""

    condition: Condition
    verdict: Verdict
    facts: tuple[FactUsed, ...]

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts that leave it undecided: those without a value, or else all (too coarse)."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(fact for fact in self.facts if fact.is_missing) or self.facts


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether a recipient takes part, and the checks that say so (none: everybody does)."""

    verdict: Verdict
    checks: tuple[Check, ...] = ()

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts for want of which it is not known; none when it is."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for check in self.checks for fact in check.missing))


UNCONDITIONAL = Qualification(Verdict.MET)

Bounds = tuple[Fraction, Fraction]
"""A share known to lie between two numbers, both included; equal when it is exact."""


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met when one is met, whatever is unknown; not met only when all are known not to be."""
    seen = set(verdicts)
    for verdict in (Verdict.MET, Verdict.UNKNOWN):
        if verdict in seen:
            return verdict
    return Verdict.NOT_MET


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Not met when one is not met, whatever is unknown; met only when all are known to be."""
    seen = set(verdicts)
    for verdict in (Verdict.NOT_MET, Verdict.UNKNOWN):
        if verdict in seen:
            return verdict
    return Verdict.MET


class Judge:
    """Tries conditions on a book of facts; `findings` collects values of a kind that a test cannot read."""

    def __init__(self, book: FactBook) -> None:
        self.book = book
        self.findings: list[Finding] = []

    def qualification(self, qualify: Qualify | None, place: str, part: Part) -> Qualification:
        """Whether *place* takes part in *part*."""
        if qualify is None:
            return UNCONDITIONAL
        checks = tuple(self.check(condition, place, part) for condition in qualify.conditions)
        combine = all_of if qualify.every else any_of
        return Qualification(combine(check.verdict for check in checks), checks)

    def check(self, condition: Condition, place: str, part: Part) -> Check:
        """One condition tried on one place, in the month and kind of *part*."""
        test = condition.test
        periods = test.fact.periods or (str(part.month),)
        if isinstance(test, Improved):
            periods = (str(part.month), str(_month(part).year_before))
        facts = tuple(
            FactUsed(key, self.book.get(key))
            for key in (test.fact.key(place, period, part.kind) for period in periods)
        )
        if isinstance(test, Judged | Report):
            verdict = all_of(self._decided(fact) for fact in facts)
        elif isinstance(test, AtLeast):
            verdict = all_of(_reaches(self._bounds(fact, test.fact), test.share) for fact in facts)
        else:
            now, before = (self._bounds(fact, test.fact) for fact in facts)
            verdict = _exceeds(now, before, 1 + test.more_than)
        return Check(condition, verdict, facts)

    def _decided(self, fact: FactUsed) -> Verdict:
        value = fact.cell.value if fact.cell else None
        if value is None:
            return Verdict.UNKNOWN
        if not isinstance(value, Judgement):
            self._wrong_kind(fact, Text("ett ja eller nej (judgement)", "a yes or no (judgement)"))
            return Verdict.UNKNOWN
        return Verdict.MET if value.met else Verdict.NOT_MET

    def _bounds(self, fact: FactUsed, binding: Binding) -> Bounds | None:
        value = fact.cell.value if fact.cell else None
        if value is None:
            return None
        if isinstance(value, Ratio):
            share = value.share
            if share is None:
                return None
            compared = share if binding.decimals is None else rounded(share, binding.decimals)
            return compared, compared
        if isinstance(value, PublishedShare):
            return published_bounds(value, binding.decimals)
        self._wrong_kind(fact, Text("en andel (ratio eller share)", "a share (ratio or share)"))
        return None

    def _wrong_kind(self, fact: FactUsed, wanted: Text) -> None:
        kind = type(fact.cell.value).__name__ if fact.cell else ""
        self.findings.append(
            Finding(
                "wrong-kind",
                Text(
                    f"Uppgiften {said(fact.key)} är av fel slag",
                    f"The fact {said(fact.key)} is of the wrong kind",
                ),
                Text(f"Villkoret behöver {wanted.sv}", f"The condition needs {wanted.en}"),
                value=kind,
            )
        )


def rounded(share: Fraction, decimals: int) -> Fraction:
    """*share* rounded half up to *decimals* of a per cent, as published figures are. No share is negative."""
    steps = 100 * 10**decimals
    return Fraction((2 * share * steps + 1) // 2, steps)


def published_bounds(value: PublishedShare, decimals: int | None) -> Bounds:
    """Between what numbers the share behind a printed one lies, when compared with so many decimals.

    Printed with more decimals than are compared, it is not rounded a second time: 79,5 % may be 79,46, which
    is 79 in whole per cent. Both ends are rounded instead, and are one number where that settles it.
    """
    half = Fraction(1, 200 * 10**value.decimals)
    lowest, above = max(value.share - half, Fraction(0)), value.share + half
    if decimals is None or value.decimals < decimals:
        return lowest, min(above, Fraction(1))
    steps = 100 * 10**decimals
    # What lies just below the upper end: the end itself would have been printed as the next share.
    highest = Fraction(math.ceil(above * steps - Fraction(1, 2)), steps)
    return rounded(lowest, decimals), min(highest, Fraction(1))


def _month(part: Part) -> Month:
    if part.month is None:
        raise AssertionError("the file check lets through an improvement without months")
    return part.month


def _reaches(bounds: Bounds | None, level: Fraction) -> Verdict:
    if bounds is None:
        return Verdict.UNKNOWN
    if bounds[0] >= level:
        return Verdict.MET
    return Verdict.NOT_MET if bounds[1] < level else Verdict.UNKNOWN


def _exceeds(now: Bounds | None, before: Bounds | None, times: Fraction) -> Verdict:
    """Whether now > before × times. From 0 any share above 0 is an improvement."""
    if now is None or before is None:
        return Verdict.UNKNOWN
    if now[0] > before[1] * times:
        return Verdict.MET
    return Verdict.NOT_MET if now[1] <= before[0] * times else Verdict.UNKNOWN
