"""One part of a pot, settled: who qualifies, by what weight, what each gets: the trace explanations read.

Here does not belong the agreement as a whole (`settle`), which also argues what a missing fact leaves
undetermined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vardvag.agreements.judge import FactUsed, Judge, Qualification, Verdict
from vardvag.agreements.model import Part, Unearned
from vardvag.base.apportion import apportion
from vardvag.base.kronor import Kronor


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part as settled. `shares` holds whole kronor per recipient, None where undetermined.

    `sharing` are those whose weights stand below the line (None while that is not known).
    paid + unpaid + undetermined is the part's amount.
    """

    part: Part
    qualifications: Mapping[str, Qualification] = field(repr=False)
    shares: Mapping[str, int | None]
    sharing: tuple[str, ...] | None
    paid: Kronor
    unpaid: Kronor
    undetermined: Kronor

    @property
    def total_weight(self) -> int | None:
        """The number below the line."""
        weights = self.part.pot.key.weights
        return None if self.sharing is None else sum(weights[who] for who in self.sharing)

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts that the undetermined shares wait for."""
        return tuple(fact for qualification in self.qualifications.values() for fact in qualification.missing)

    def missing_for(self, recipient: str) -> tuple[FactUsed, ...]:
        """The facts one recipient's share waits for: its own, and others' where shares depend on them."""
        if self.shares[recipient] is not None:
            return ()
        if self.part.pot.unearned is Unearned.BACK:
            return self.qualifications[recipient].missing
        return self.missing

    @property
    def missing_weights(self) -> tuple[str, ...]:
        """Recipients whose weight is needed and not known."""
        needed = (
            self.part.pot.recipients
            if self.part.pot.unearned is Unearned.BACK
            else [who for who, q in self.qualifications.items() if q.verdict is not Verdict.NOT_MET]
        )
        return tuple(who for who in needed if who not in self.part.pot.key.weights)


def settle_part(part: Part, judge: Judge) -> PartResult:
    """Try every recipient's conditions, then divide."""
    qualifications = {who: judge.qualification(part.pot.qualify, who, part) for who in part.pot.recipients}
    if part.pot.unearned is Unearned.BACK:
        return _among_all(part, qualifications)
    return _among_those_who_qualify(part, qualifications)


def _among_those_who_qualify(part: Part, qualifications: Mapping[str, Qualification]) -> PartResult:
    weights = part.pot.key.weights
    sharing = [who for who, q in qualifications.items() if q.verdict is Verdict.MET]
    unclear = [who for who, q in qualifications.items() if q.verdict is Verdict.UNKNOWN]
    if unclear or any(who not in weights for who in sharing):
        waiting = {*sharing, *unclear}
        shares = {who: None if who in waiting else 0 for who in qualifications}
        return _result(part, qualifications, shares, None, unpaid=0)
    if not sharing:
        return _result(part, qualifications, dict.fromkeys(qualifications, 0), (), unpaid=int(part.amount))
    split = apportion(int(part.amount), {who: weights[who] for who in sharing})
    return _result(part, qualifications, dict.fromkeys(qualifications, 0) | split, tuple(sharing), unpaid=0)


def _among_all(part: Part, qualifications: Mapping[str, Qualification]) -> PartResult:
    weights = part.pot.key.weights
    if all(q.verdict is Verdict.NOT_MET for q in qualifications.values()):  # needs nobody's weight
        return _result(part, qualifications, dict.fromkeys(qualifications, 0), (), unpaid=int(part.amount))
    if any(who not in weights for who in qualifications):
        unsure = {who: None if q.verdict is not Verdict.NOT_MET else 0 for who, q in qualifications.items()}
        return _result(part, qualifications, unsure, None, unpaid=0)
    split = apportion(int(part.amount), {who: weights[who] for who in qualifications})
    shares: dict[str, int | None] = {}
    unpaid = 0
    for who, qualification in qualifications.items():
        shares[who] = split[who] if qualification.verdict is Verdict.MET else 0
        if qualification.verdict is Verdict.UNKNOWN:
            shares[who] = None
        elif qualification.verdict is Verdict.NOT_MET:
            unpaid += split[who]
    return _result(part, qualifications, shares, tuple(qualifications), unpaid)


def _result(
    part: Part,
    qualifications: Mapping[str, Qualification],
    shares: Mapping[str, int | None],
    sharing: tuple[str, ...] | None,
    unpaid: int,
) -> PartResult:
    """What is neither paid nor unpaid is undetermined, and is so only where some share is."""
    paid = sum(share for share in shares.values() if share is not None)
    undetermined = int(part.amount) - paid - unpaid
    if undetermined < 0 or (undetermined and None not in shares.values()):
        raise AssertionError(f"{part.name} does not add up")
    return PartResult(
        part, qualifications, shares, sharing, Kronor(paid), Kronor(unpaid), Kronor(undetermined)
    )
