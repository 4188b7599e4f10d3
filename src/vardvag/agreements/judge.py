"""Whether a condition is met: yes, no, or *not known* because a fact is missing or too coarsely rounded.

Three-valued on purpose. What nobody has reported is neither met nor failed, and a share printed as 71 % may
be 70,5: a test that it cannot decide is left undecided, never guessed. No share is above the whole (`facts`).

A condition that is met has a *degree*, the part of the share it earns: the whole, but for a ladder of steps.
Of several that are all required the lowest degree counts, of several of which one is enough the highest.

Here does not belong what a condition is worth (`settle`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from vardvag.agreements.conditions import (
    AtLeast,
    Combined,
    Compares,
    Condition,
    Fewer,
    Improved,
    Judged,
    Ladder,
    Over,
    Report,
    Single,
    periods_asked,
)
from vardvag.agreements.facts import FactBook, FactUsed, said
from vardvag.agreements.model import Agreement, Part, Qualify
from vardvag.agreements.shares import Between, mean
from vardvag.base.apportion import apportion
from vardvag.base.cells import Amount, Count, Judgement, OnDay, PublishedShare, Ratio
from vardvag.base.findings import Finding
from vardvag.base.texts import Text


class Verdict(Enum):
    """The answer to a test."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


WHOLE, NONE = Fraction(1), Fraction(0)


class Check(NamedTuple):
    """One condition tried on one recipient, with every fact it looked at.

    `checks` are those of the conditions it combines. `degree` is the part of the share it earns, 0 when it is
    not met, and means nothing when that is not known. `stood_in` when a yes or no was used in place of the
    figure.
    """

    condition: Condition
    verdict: Verdict
    facts: tuple[FactUsed, ...]
    checks: tuple[Check, ...] = ()
    degree: Fraction = WHOLE
    stood_in: bool = False

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts that leave it undecided: those without a value, or else all (too coarse)."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        if self.checks:
            return tuple(fact for check in self.checks for fact in check.missing)
        return tuple(fact for fact in self.facts if fact.is_missing) or self.facts

    def walk(self) -> Iterable[Check]:
        """This check and all below it."""
        yield self
        for check in self.checks:
            yield from check.walk()


class Qualification(NamedTuple):
    """Whether a recipient takes part, and the checks that say so (none: everybody does)."""

    verdict: Verdict
    checks: tuple[Check, ...] = ()
    degree: Fraction = WHOLE
    barred: bool = False

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts for want of which it is not known; none when it is."""
        if self.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for check in self.checks for fact in check.missing))


UNCONDITIONAL = Qualification(Verdict.MET)
BARRED = Qualification(Verdict.NOT_MET, degree=NONE, barred=True)

_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNKNOWN}


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Not met when one is not met, whatever is unknown; met only when all are known to be."""
    answer = Verdict.MET
    for verdict in verdicts:
        if verdict is Verdict.NOT_MET:
            return verdict
        if verdict is Verdict.UNKNOWN:
            answer = verdict
    return answer


class Kept:
    """Answers of one agreement on one book, for scenarios that do not touch them: checks and splits.

    Checks are kept for the very conditions it was made of: `build.altered` keeps the objects that are
    unchanged.
    """

    def __init__(self, agreement: Agreement, book: FactBook) -> None:
        self.book = book
        self._conditions = {id(condition): condition for condition in agreement.conditions.values()}
        self._checks: dict[tuple[object, ...], list[Check]] = {}
        self._splits: dict[tuple[object, ...], dict[str, int]] = {}

    def checks(self, asked: tuple[object, ...]) -> list[Check] | None:
        """The answers kept for a condition (by its id), recipients, month and kind."""
        return self._checks.get(asked)

    def keep(self, asked: tuple[object, ...], checks: list[Check]) -> None:
        """Keep them, if the condition is one of the agreement's own."""
        if asked[0] in self._conditions:
            self._checks[asked] = checks

    def split(self, pot: int, weights: Mapping[str, int]) -> dict[str, int]:
        """`apportion`, each split once: many scenarios leave the same recipients to share the same pot."""
        asked = (pot, *weights.items())
        parts = self._splits.get(asked)
        if parts is None:
            if len(self._splits) == _SPLITS:
                self._splits.clear()
            parts = self._splits[asked] = apportion(pot, weights)
        return parts


_SPLITS = 10_000
"""How many splits are kept at most."""


class Judge:
    """Tries conditions on a book of facts; `findings` collects values of a kind that a test cannot read."""

    def __init__(self, book: FactBook, kept: Kept | None = None) -> None:
        self.book, self.kept = book, kept
        self.findings: list[Finding] = []

    def qualifications(
        self, qualify: Qualify, recipients: Sequence[str], part: Part
    ) -> dict[str, Qualification]:
        """Whether each of *recipients* takes part in *part*, and to what degree."""
        tried = [self._kept(condition, recipients, part) for condition in qualify.conditions]
        answers = {}
        for who, checks in zip(recipients, zip(*tried, strict=True), strict=True):
            verdict, degree = together(qualify.every, checks)
            answers[who] = Qualification(verdict, checks, degree)
        return answers

    def _kept(self, condition: Condition, recipients: Sequence[str], part: Part) -> list[Check]:
        """The checks of a condition; where they are kept, tried again only for whom other facts are supposed.

        What is tried on a recipient rests on that recipient's facts alone.
        """
        kept, book = self.kept, self.book
        if kept is None or kept.book is not (book.before or book):
            return self.checks(condition, recipients, part)
        asked = (id(condition), tuple(recipients), part.month, part.kind)
        checks = kept.checks(asked)
        if checks is None:
            before = Judge(kept.book)
            checks = before.checks(condition, recipients, part)
            if before.findings:  # what cannot be read must be told each time
                return self.checks(condition, recipients, part)
            kept.keep(asked, checks)
        if book is kept.book:
            return checks
        others = book.supposed_places
        return [
            self.check(condition, who, part) if who in others else check
            for who, check in zip(recipients, checks, strict=True)
        ]

    def split(self, pot: int, weights: Mapping[str, int]) -> Mapping[str, int]:
        """*pot* kronor by weight (`base.apportion`), from earlier where it is kept."""
        return apportion(pot, weights) if self.kept is None else self.kept.split(pot, weights)

    def check(self, condition: Condition, place: str, part: Part) -> Check:
        """One condition tried on one place, in the month and kind of *part*."""
        return self.checks(condition, (place,), part)[0]

    def checks(self, condition: Condition, recipients: Sequence[str], part: Part) -> list[Check]:
        """The same for many places, in their order."""
        test = condition.test
        if isinstance(test, Combined):
            tried = zip(*(self.checks(one, recipients, part) for one in test.conditions), strict=True)
            answers = [(checks, together(test.every, checks)) for checks in tried]
            return [Check(condition, verdict, (), checks, degree) for checks, (verdict, degree) in answers]
        periods = periods_asked(condition, part.month)
        columns = [self.book.column(test.fact.key("", period, part.kind)) for period in periods]
        decide = self._decider(test)
        found = []
        for place in recipients:
            facts = tuple([column[place] for column in columns])
            verdict, degree = decide(facts)
            if verdict is Verdict.UNKNOWN and condition.stand_in is not None:
                found.append(self._stood_in(condition, place, part, facts))
            else:
                earned = degree if verdict is Verdict.MET else NONE
                found.append(Check(condition, verdict, facts, (), earned, False))
        return found

    def _decider(self, test: Single) -> Callable[[tuple[FactUsed, ...]], tuple[Verdict, Fraction]]:
        """How one kind of test answers, as a function of the facts: the verdict and the degree."""
        if isinstance(test, AtLeast):
            return lambda facts: (self._level(test, facts), WHOLE)
        if isinstance(test, Improved):
            return lambda facts: (self._improved(test, facts), WHOLE)
        if isinstance(test, Judged):
            return lambda facts: (all_of([self._decided(fact) for fact in facts]), WHOLE)
        if isinstance(test, Report):
            return lambda facts: (all_of([self._handed_in(fact, test) for fact in facts]), WHOLE)
        if isinstance(test, Fewer):
            return lambda facts: (self._fewer(test, facts), WHOLE)
        return lambda facts: self._climbed(test, facts)

    def _stood_in(self, condition: Condition, place: str, part: Part, facts: tuple[FactUsed, ...]) -> Check:
        """The same, decided by a yes or no that stands in for the figure; unknown when there is none."""
        binding = condition.stand_in
        if binding is None:
            raise AssertionError("only a condition with a stand-in is decided by it")
        keys = [binding.key(place, period, part.kind) for period in binding.periods or (str(part.month),)]
        instead = tuple(FactUsed(key, self.book.get(key)) for key in keys)
        verdict = all_of([self._decided(fact) for fact in instead])
        if verdict is Verdict.UNKNOWN:
            return Check(condition, verdict, facts, (), NONE)
        degree = WHOLE if verdict is Verdict.MET else NONE
        return Check(condition, verdict, (*facts, *instead), (), degree, stood_in=True)

    def _level(self, test: AtLeast, facts: tuple[FactUsed, ...]) -> Verdict:
        level = test.level
        if isinstance(level, int):
            numbers = [self._number(fact) for fact in facts]
            if test.over is Over.EACH:
                return all_of([_VERDICTS[None if n is None else n >= level] for n in numbers])
            known = [n for n in numbers if n is not None]
            if len(known) < len(numbers):
                return Verdict.UNKNOWN
            times = len(known) if test.over is Over.AVERAGE else 1
            return _VERDICTS[sum(known) >= level * times]
        decimals = test.fact.decimals
        if test.over is Over.EACH:
            if len(facts) == 1:
                share = self._between(facts[0], decimals)
                return Verdict.UNKNOWN if share is None else _VERDICTS[share.reaches(level)]
            return all_of([self._reaches(fact, level, decimals) for fact in facts])
        shares = self._whole(test.over, facts, decimals)
        return Verdict.UNKNOWN if shares is None else _VERDICTS[shares.reaches(level)]

    def _whole(self, over: Over, facts: tuple[FactUsed, ...], decimals: int | None) -> Between | None:
        """The mean of several periods' shares, or the share of their numbers together."""
        if over is Over.AVERAGE:
            shares = [self._between(fact, None) for fact in facts]
            known = [share for share in shares if share is not None]
            return mean(known, decimals) if len(known) == len(shares) else None
        values = [fact.cell.value if fact.cell else None for fact in facts]
        ratios = [value for value in values if isinstance(value, Ratio)]
        for fact in facts:
            if not fact.is_missing and not isinstance(fact.cell.value if fact.cell else None, Ratio):
                self._wrong_kind(
                    fact, Text("en andel med båda talen (ratio)", "a share with both numbers (ratio)")
                )
        whole = sum(ratio.denominator for ratio in ratios)
        if len(ratios) < len(values) or not whole:
            return None
        share = Fraction(sum(ratio.numerator for ratio in ratios), whole)
        return mean([Between.of(share, share)], decimals)

    def _reaches(self, fact: FactUsed, level: Fraction, decimals: int | None) -> Verdict:
        share = self._between(fact, decimals)
        return Verdict.UNKNOWN if share is None else _VERDICTS[share.reaches(level)]

    def _improved(self, test: Improved, facts: tuple[FactUsed, ...]) -> Verdict:
        decimals = test.fact.decimals
        now, before = self._between(facts[0], decimals), self._between(facts[1], decimals)
        return self._risen(test.compares, now, before, test.more_than, reached=False)

    def _risen(
        self, compares: Compares, now: Between | None, before: Between | None, by: Fraction, *, reached: bool
    ) -> Verdict:
        """Whether a share has risen so much. From 0 any share above 0 is an improvement, relatively."""
        if now is None or before is None:
            return Verdict.UNKNOWN
        if compares is Compares.RELATIVE:
            times, points = (1 + by if by else WHOLE), NONE
        else:
            times, points = WHOLE, by
        return _VERDICTS[now.exceeds(before, times, points, reached=reached)]

    def _climbed(self, test: Ladder, facts: tuple[FactUsed, ...]) -> tuple[Verdict, Fraction]:
        """The highest step passed; not known as soon as a higher one may have been."""
        now, before = (self._between(fact, test.fact.decimals) for fact in facts)
        for step in reversed(test.steps):
            verdict = self._risen(test.compares, now, before, step.bound, reached=step.reached)
            if verdict is not Verdict.NOT_MET:
                return verdict, step.earns
        return Verdict.NOT_MET, NONE

    def _fewer(self, test: Fewer, facts: tuple[FactUsed, ...]) -> Verdict:
        """Whether a number or a share has fallen by more than a part of what it was."""
        left = 1 - test.by_more_than
        if any(fact.cell is not None and isinstance(fact.cell.value, Count) for fact in facts):
            now, before = (self._number(fact) for fact in facts)
            return _VERDICTS[None if now is None or before is None else now < before * left]
        shares = [self._between(fact, test.fact.decimals) for fact in facts]
        if shares[0] is None or shares[1] is None:
            return Verdict.UNKNOWN
        # before × left > now, said with the same comparison: now is not reached by it.
        exceeded = shares[0].exceeds(shares[1], left, NONE, reached=True)
        return _VERDICTS[None if exceeded is None else not exceeded]

    def _decided(self, fact: FactUsed) -> Verdict:
        value = fact.cell.value if fact.cell else None
        if value is None:
            return Verdict.UNKNOWN
        if not isinstance(value, Judgement):
            self._wrong_kind(fact, Text("ett ja eller nej (judgement)", "a yes or no (judgement)"))
            return Verdict.UNKNOWN
        return Verdict.MET if value.met else Verdict.NOT_MET

    def _handed_in(self, fact: FactUsed, test: Report) -> Verdict:
        value = fact.cell.value if fact.cell else None
        if isinstance(value, OnDay):
            return _VERDICTS[value.day <= test.due]
        return self._decided(fact)

    def _number(self, fact: FactUsed) -> int | None:
        value = fact.cell.value if fact.cell else None
        if value is None:
            return None
        if not isinstance(value, Count):
            self._wrong_kind(fact, Text("ett antal (count)", "a number (count)"))
            return None
        return value.number

    def _between(self, fact: FactUsed, decimals: int | None) -> Between | None:
        cell = fact.cell
        if cell is None or cell.value is None:
            return None
        share = self.book.between(cell, decimals)
        if share is None and not isinstance(cell.value, Ratio):
            self._wrong_kind(fact, Text("en andel (ratio eller share)", "a share (ratio or share)"))
        return share

    def counted(self, fact: FactUsed) -> int | None:
        """The number in a fact that must be a count; None when it is missing."""
        return self._number(fact)

    def kronor(self, fact: FactUsed) -> int | None:
        """The kronor in a fact that must be an amount; None when it is missing."""
        value = fact.cell.value if fact.cell else None
        if value is None:
            return None
        if not isinstance(value, Amount) or int(value.kronor) < 0:
            self._wrong_kind(fact, Text("ett belopp, minst 0 (amount)", "an amount, at least 0 (amount)"))
            return None
        return int(value.kronor)

    def size(self, fact: FactUsed) -> Fraction | None:
        """The number or share in a fact by which recipients are ranked; None when it is missing."""
        value = fact.cell.value if fact.cell else None
        if isinstance(value, Count):
            return Fraction(value.number)
        if value is not None and not isinstance(value, Ratio | PublishedShare):
            self._wrong_kind(fact, Text("ett antal eller en andel", "a number or a share"))
        return fact.cell.share if fact.cell else None

    def _wrong_kind(self, fact: FactUsed, wanted: Text) -> None:
        kind = type(fact.cell.value).__name__ if fact.cell else ""
        self.findings.append(
            Finding(
                "wrong-kind",
                Text(
                    f"Uppgiften {said(fact.key)} är av fel slag",
                    f"The fact {said(fact.key)} is of the wrong kind",
                ),
                Text(f"Avtalet behöver {wanted.sv}", f"The agreement needs {wanted.en}"),
                value=kind,
            )
        )


def together(every: bool, checks: tuple[Check, ...]) -> tuple[Verdict, Fraction]:
    """The verdict of several conditions, and the degree when it is known.

    Of one-is-enough, a lower degree that is met is no answer while a higher one may be.
    """
    return _all_of(checks) if every else _any_of(checks)


def _all_of(checks: tuple[Check, ...]) -> tuple[Verdict, Fraction]:
    degree, unknown = WHOLE, False
    for check in checks:
        if check.verdict is Verdict.NOT_MET:
            return Verdict.NOT_MET, NONE
        if check.verdict is Verdict.UNKNOWN:
            unknown = True
        elif check.degree is not WHOLE:
            degree = min(degree, check.degree)
    return (Verdict.UNKNOWN, NONE) if unknown else (Verdict.MET, degree)


def _any_of(checks: tuple[Check, ...]) -> tuple[Verdict, Fraction]:
    degree, unknown = NONE, False
    for check in checks:
        if check.verdict is Verdict.MET:
            if check.degree is WHOLE or check.degree == WHOLE:
                return Verdict.MET, WHOLE
            degree = max(degree, check.degree)
        elif check.verdict is Verdict.UNKNOWN:
            unknown = True
    if unknown:
        return Verdict.UNKNOWN, NONE
    return (Verdict.MET, degree) if degree else (Verdict.NOT_MET, NONE)
