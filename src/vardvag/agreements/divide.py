"""Settling one part of a pot: try everybody's conditions, find everybody's weight, then divide.

There are two ways, and the agreement says which. *Among those who qualify*: their weights alone stand below
the line, so what others do not earn is theirs. *Among all*: everybody's weight stands below the line, each
earns all or some of its full share, and what is left is dealt with as the agreement says.

Here does not belong the bonus pot that collects from several parts (`bonus`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from vardvag.agreements.conditions import Binding
from vardvag.agreements.facts import FactUsed
from vardvag.agreements.judge import (
    BARRED,
    UNCONDITIONAL,
    WHOLE,
    Judge,
    Qualification,
    Verdict,
)
from vardvag.agreements.model import Best, Earn, Key, KeyKind, Part, Unearned
from vardvag.agreements.trace import (
    EMPTY,
    PartResult,
    Ranked,
    Volume,
    Weights,
    divides_among_all,
    part_result,
)
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

Qualifications = Mapping[str, Qualification]


def settle_part(part: Part, judge: Judge) -> PartResult:
    """What everybody gets of one part."""
    pot = part.pot
    listed = [who for who in pot.recipients if who not in pot.barred] if pot.barred else pot.recipients
    if pot.qualify is None:
        qualifications = dict.fromkeys(listed, UNCONDITIONAL)
    else:
        qualifications = judge.qualifications(pot.qualify, listed, part)
    if pot.barred:
        qualifications = {who: qualifications.get(who, BARRED) for who in pot.recipients}
    weights = _weights(pot.key, part, judge)
    if divides_among_all(part):
        return _among_all(part, qualifications, weights, judge)
    return _among_those_who_qualify(part, qualifications, weights, judge)


def _weights(key: Key, part: Part, judge: Judge) -> Weights:
    """Everybody's weight: as a fact gives it, or else as the file or the package has it."""
    fact = key.fact
    recipients = part.pot.recipients
    if fact is None or (len(key.weights) == len(recipients) and not _given(fact, judge)):
        return Weights(key.weights)
    period = fact.periods[0] if fact.periods else str(part.month)
    read = judge.kronor if key.kind is KeyKind.AMOUNTS else judge.counted
    known, facts, missing = {}, {}, []
    for who in recipients:
        cell_key = fact.key(who, period, part.kind)
        used = FactUsed(cell_key, judge.book.get(cell_key))
        weight = read(used)
        if weight is None and who in key.weights:
            known[who] = key.weights[who]
            continue
        facts[who] = used
        if weight is None:
            missing.append(who)
        else:
            known[who] = weight
    return Weights(known, facts, tuple(missing))


def _given(fact: Binding, judge: Judge) -> bool:
    return any(judge.book.has(measure) for measure in fact.measures.values())


def _among_those_who_qualify(
    part: Part, qualifications: Qualifications, weights: Weights, judge: Judge
) -> PartResult:
    known = weights.known
    sharing = [who for who, q in qualifications.items() if q.verdict is Verdict.MET]
    unclear = [who for who, q in qualifications.items() if q.verdict is Verdict.UNKNOWN]
    if unclear or any(who not in known for who in sharing):
        waiting = {*sharing, *unclear}
        shares: dict[str, int | None] = {who: None if who in waiting else 0 for who in qualifications}
        return part_result(part, qualifications, shares, None, weights)
    nothing: dict[str, int | None] = dict.fromkeys(qualifications, 0)
    degrees = {who: qualifications[who].degree for who in sharing}
    weighed: Mapping[str, int] = EMPTY
    if any(degree is not WHOLE and degree != WHOLE for degree in degrees.values()):
        # In one unit for all, so that a weight stays a whole number.
        unit = math.lcm(*(degree.denominator for degree in degrees.values()))
        weighed = {who: known[who] * int(degree * unit) for who, degree in degrees.items()}
    split = _split(part, weighed or {who: known[who] for who in sharing}, judge)
    unpaid = int(part.amount) - sum(split.values()) if part.pot.recipients_known else 0
    result = part_result(part, qualifications, {**nothing, **split}, tuple(sharing), weights, unpaid=unpaid)
    return replace(result, weighed=weighed) if weighed else result


def _split(part: Part, weights: Mapping[str, int], judge: Judge) -> Mapping[str, int]:
    """The part's amount by weight, after so much to each; that alone when nobody has any weight."""
    fixed = part.pot.key.fixed
    each = int(fixed) if fixed is not None else 0
    if not any(weights.values()):
        return dict.fromkeys(weights, each)
    if not each:
        return judge.split(int(part.amount), weights)
    rest = judge.split(int(part.amount) - each * len(weights), weights)
    return {who: each + share for who, share in rest.items()}


def _among_all(part: Part, qualifications: Qualifications, weights: Weights, judge: Judge) -> PartResult:
    pot, whole = part.pot, int(part.amount)
    nothing: dict[str, int | None] = dict.fromkeys(qualifications, 0)
    volumes: Mapping[str, Volume] = (
        {who: _volume(pot.earn, who, part, judge) for who in qualifications} if pot.earn else {}
    )
    if all(q.verdict is Verdict.NOT_MET for q in qualifications.values()):  # needs nobody's weight
        return _rest(part, qualifications, nothing, EMPTY, weights, whole, judge, volumes, EMPTY)
    listed = [who for who, q in qualifications.items() if not q.barred]
    given = pot.key.kind is KeyKind.AMOUNTS
    full: Mapping[str, int] = EMPTY
    if given:
        full = {who: weights.known[who] for who in listed if who in weights.known}
        if sum(full.values()) > whole:
            judge.findings.append(_above_pot(part, sum(full.values())))
            return part_result(part, qualifications, dict.fromkeys(qualifications), None, weights)
    elif all(who in weights.known for who in listed):
        full = _split(part, {who: weights.known[who] for who in listed}, judge)
    earned: dict[str, int] = {}
    for who, qualification in qualifications.items():
        amount = _earned(who, qualification, full, volumes.get(who), part)
        if amount is not None:
            earned[who] = amount
    shares: dict[str, int | None] = {who: earned.get(who) for who in qualifications}
    # What is certainly not earned: of full shares that are known, the rest; the pot's own rest when all are.
    left = sum([full[who] - earned[who] for who in full if who in earned])
    if len(full) == len(listed):
        left += whole - sum(full.values())
    return _rest(part, qualifications, shares, full, weights, left, judge, volumes, earned)


def _earned(
    who: str, qualification: Qualification, full: Mapping[str, int], volume: Volume | None, part: Part
) -> int | None:
    """What *who* earns of its full share; None when that is not known."""
    if qualification.verdict is Verdict.NOT_MET:
        return 0
    if qualification.verdict is Verdict.UNKNOWN or who not in full:
        return None
    amount = full[who]
    earn = part.pot.earn
    if earn is not None:
        if volume is None or volume.paid_for is None:
            return None
        amount = min(amount, int(earn.price(part.kind)) * volume.paid_for)
    degree = qualification.degree
    # Of a part of a share only whole kronor are earned; what is below one stays in the pot.
    return amount if degree == WHOLE else amount * degree.numerator // degree.denominator


def _rest(
    part: Part,
    qualifications: Qualifications,
    shares: dict[str, int | None],
    full: Mapping[str, int],
    weights: Weights,
    left: int,
    judge: Judge,
    volumes: Mapping[str, Volume],
    earned: Mapping[str, int],
) -> PartResult:
    """Deal with what is not earned: unpaid, carried to the bonus pot, or divided among some."""
    unearned = part.pot.unearned
    sharing = tuple(full) or (None if earned else ())
    ranked = _ranked(part, qualifications, judge) if unearned is Unearned.BEST else None

    def settled(amounts: Mapping[str, int | None], unpaid: int = 0, carried: int = 0) -> PartResult:
        result = part_result(part, qualifications, amounts, sharing, weights, unpaid=unpaid, carried=carried)
        return replace(result, full=full, earned=earned, volumes=volumes, ranked=ranked)

    if unearned is None or unearned is Unearned.BACK:
        return settled(shares, unpaid=left)
    if unearned is Unearned.BONUS_POT:
        return settled(shares, carried=left)
    chosen = tuple(who for who in shares if earned.get(who)) if ranked is None else ranked.chosen
    if None in shares.values() or chosen is None or any(who not in weights.known for who in chosen):
        failed = {who for who, q in qualifications.items() if q.verdict is Verdict.NOT_MET}
        return settled({who: 0 if who in failed else None for who in shares})
    known = {who: weights.known[who] for who in chosen}
    if not left or not any(known.values()):
        return settled(shares, unpaid=left)
    extra = judge.split(left, known)
    together = {who: (share or 0) + extra.get(who, 0) for who, share in shares.items()}
    return replace(settled(together), extra=extra)


def _volume(earn: Earn, who: str, part: Part, judge: Judge) -> Volume:
    """The counts of every period added, and those of the reference."""

    def read(binding: Binding) -> tuple[int | None, list[FactUsed]]:
        used = []
        for period in binding.periods or (str(part.month),):
            key = binding.key(who, period, part.kind)
            used.append(FactUsed(key, judge.book.get(key)))
        numbers = [judge.counted(fact) for fact in used]
        known = [number for number in numbers if number is not None]
        return (sum(known) if len(known) == len(numbers) else None), used

    counted, facts = read(earn.volume)
    if earn.above is None:
        return Volume(counted, 0, tuple(facts))
    above, more = read(earn.above)
    return Volume(counted, above, (*facts, *more))


def _ranked(part: Part, qualifications: Qualifications, judge: Judge) -> Ranked:
    """The best of those that meet the conditions: so many, by value.

    Who ties with the last one is among them too: nothing says who else it should be.
    """
    best: Best | None = part.pot.best
    if best is None:
        raise AssertionError("the file check lets through best without by")
    listed = [who for who, q in qualifications.items() if q.verdict is not Verdict.NOT_MET]
    people = _weights(best.people, part, judge) if best.people is not None else None
    facts: dict[str, tuple[FactUsed, ...]] = {}
    values: dict[str, Fraction] = {}
    for who in listed:
        keys = [best.by.key(who, one, part.kind) for one in best.by.periods or (str(part.month),)]
        used = [FactUsed(key, judge.book.get(key)) for key in keys]
        sizes = [size for size in map(judge.size, used) if size is not None]
        if people is not None and who in people.facts:
            used.append(people.facts[who])
        facts[who] = tuple(used)
        each = 1 if people is None else people.known.get(who, 0)
        if len(sizes) == len(keys) and each:
            values[who] = Fraction(sum(sizes, Fraction()), each)
    unclear = any(qualifications[who].verdict is Verdict.UNKNOWN for who in listed)
    if unclear or len(values) < len(listed) or not listed:
        nobody: tuple[str, ...] | None = None if listed else ()
        return Ranked(MappingProxyType(values), MappingProxyType(facts), nobody)
    bound = sorted(values.values(), reverse=True)[: best.number][-1]
    chosen = tuple(who for who in listed if values[who] >= bound)
    return Ranked(MappingProxyType(values), MappingProxyType(facts), chosen)


def _above_pot(part: Part, given: int) -> Finding:
    return Finding(
        "amounts-above-pot",
        Text(
            f"{part.title.sv}: beloppen är tillsammans {Kronor(given)}, mer än potten {part.amount}",
            f"{part.title.en}: the amounts are together {Kronor(given)}, more than the pot {part.amount}",
        ),
        Text("Rätta beloppen, eller potten", "Correct the amounts, or the pot"),
    )
