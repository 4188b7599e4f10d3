"""One part of a pot as settled: who qualifies, by what weight, what each earns and gets.

This is what explanations read: nothing is computed twice. Here does not belong the settling (`divide`,
`bonus`), nor the agreement as a whole (`settle`), which also argues what a missing fact leaves undetermined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from vardvag.agreements.facts import FactUsed
from vardvag.agreements.judge import Qualification, Verdict
from vardvag.agreements.model import KeyKind, Part, Unearned
from vardvag.base.kronor import Kronor

EMPTY: Mapping[str, int] = MappingProxyType({})


def _empty() -> Mapping[str, int]:
    return EMPTY


@dataclass(frozen=True, slots=True)
class Weights:
    """What a key gives each recipient, and the facts where it was asked for; `missing` those without one."""

    known: Mapping[str, int]
    facts: Mapping[str, FactUsed] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """A counted volume and its reference, with the facts; None where one is missing."""

    counted: int | None
    above: int | None
    facts: tuple[FactUsed, ...]

    @property
    def paid_for(self) -> int | None:
        """How many are paid for: those above the reference."""
        if self.counted is None or self.above is None:
            return None
        return max(self.counted - self.above, 0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Who is best: the value of each, the facts, and the chosen (None while a value is missing)."""

    values: Mapping[str, Fraction]
    facts: Mapping[str, tuple[FactUsed, ...]]
    chosen: tuple[str, ...] | None

    def place(self, recipient: str) -> int | None:
        """Which place in the ranking, those with the same value sharing one; None where it is not known."""
        if self.chosen is None or recipient not in self.values:
            return None
        return 1 + sum(value > self.values[recipient] for value in self.values.values())


@dataclass(frozen=True)
class PartResult:
    """A part as settled. `shares` holds whole kronor per recipient, None where undetermined.

    `sharing` are those whose weights stand below the line (None while that is not known). `full` is what each
    would have got of the whole pot, where the pot is divided among all; `earned` what of it was earned, and
    `extra` what came to it of what others did not earn. `weighed` are the weights used, where
    they are not the key's own (a ladder's degrees), in one unit for all.

    paid + unpaid + undetermined + carried (to a bonus pot) is the part's amount.
    """

    part: Part
    qualifications: Mapping[str, Qualification] = field(repr=False)
    shares: Mapping[str, int | None]
    sharing: tuple[str, ...] | None
    weights: Weights
    paid: Kronor
    unpaid: Kronor
    undetermined: Kronor
    carried: Kronor
    full: Mapping[str, int] = field(default_factory=_empty)
    earned: Mapping[str, int] = field(default_factory=_empty)
    extra: Mapping[str, int] = field(default_factory=_empty)
    weighed: Mapping[str, int] = field(default_factory=_empty)
    volumes: Mapping[str, Volume] = field(default_factory=lambda: MappingProxyType({}))
    ranked: Ranked | None = None

    @property
    def among_all(self) -> bool:
        """Whether the pot is divided among all, and what is not earned is dealt with afterwards."""
        return divides_among_all(self.part)

    def weight(self, recipient: str) -> int | None:
        """What stands above the line for *recipient*; None when it is not known."""
        if recipient in self.weighed:
            return self.weighed[recipient]
        return self.weights.known.get(recipient)

    @cached_property
    def total_weight(self) -> int | None:
        """The number below the line."""
        if self.sharing is None:
            return None
        weights = [self.weight(who) for who in self.sharing]
        known = [weight for weight in weights if weight is not None]
        return sum(known) if len(known) == len(weights) else None

    @cached_property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts that the undetermined shares wait for."""
        if None not in self.shares.values():
            return ()
        facts = [fact for one in self.qualifications.values() for fact in one.missing]
        facts += [self.weights.facts[who] for who in self.missing_weights if who in self.weights.facts]
        facts += [fact for who in self.shares for fact in self.own_volume(who)]
        if self.ranked is not None and self.ranked.chosen is None:
            facts += [fact for used in self.ranked.facts.values() for fact in used if fact.is_missing]
        return tuple(dict.fromkeys(facts))

    def own_volume(self, recipient: str) -> tuple[FactUsed, ...]:
        """The facts missing of one recipient's volume, where it may earn anything."""
        volume = self.volumes.get(recipient)
        if volume is None or self.qualifications[recipient].verdict is Verdict.NOT_MET:
            return ()
        return tuple(fact for fact in volume.facts if fact.is_missing)

    def missing_for(self, recipient: str) -> tuple[FactUsed, ...]:
        """The facts one recipient's share waits for: its own, and others' where shares depend on them."""
        if self.shares[recipient] is not None:
            return ()
        key = self.part.pot.key
        own = (*self.qualifications[recipient].missing, *self.own_volume(recipient))
        if key.kind is KeyKind.AMOUNTS:
            weight = self.weights.facts.get(recipient)
            return (*own, *((weight,) if weight is not None and weight.is_missing else ()))
        unearned = self.part.pot.unearned
        if self.among_all and unearned in (Unearned.BACK, Unearned.BONUS_POT):
            weights = [self.weights.facts[who] for who in self.missing_weights if who in self.weights.facts]
            return tuple(dict.fromkeys((*own, *weights)))
        return self.missing

    @cached_property
    def missing_weights(self) -> tuple[str, ...]:
        """Recipients whose weight is needed and not known."""
        if self.among_all and self.part.pot.key.kind is not KeyKind.AMOUNTS:
            if all(one.verdict is Verdict.NOT_MET for one in self.qualifications.values()):
                return ()
            return tuple(who for who in self.weights.missing if not self.qualifications[who].barred)
        return tuple(
            who for who in self.weights.missing if self.qualifications[who].verdict is not Verdict.NOT_MET
        )


def divides_among_all(part: Part) -> bool:
    """Whether everybody's weight stands below the line, also of those that do not qualify."""
    pot = part.pot
    if pot.key.kind is KeyKind.AMOUNTS or pot.earn is not None:
        return True
    return pot.unearned in (Unearned.BACK, Unearned.BONUS_POT, Unearned.BEST)


def part_result(
    part: Part,
    qualifications: Mapping[str, Qualification],
    shares: Mapping[str, int | None],
    sharing: tuple[str, ...] | None,
    weights: Weights,
    *,
    unpaid: int = 0,
    carried: int = 0,
) -> PartResult:
    """What is neither paid, unpaid nor carried is undetermined, and is so only where some share is.

    A pot of which nobody knows whom it is for is undetermined too.
    """
    paid = sum([share for share in shares.values() if share is not None])
    undetermined = int(part.amount) - paid - unpaid - carried
    if undetermined < 0 or (undetermined and None not in shares.values() and part.pot.recipients_known):
        raise AssertionError(f"{part.name} does not add up")
    return PartResult(
        part,
        qualifications,
        shares,
        sharing,
        weights,
        Kronor(paid),
        Kronor(unpaid),
        Kronor(undetermined),
        Kronor(carried),
    )
