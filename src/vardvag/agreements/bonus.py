"""The bonus pot: what was not earned in a pot's months, kinds and sub-pots, divided as the earned money was.

Here does not belong how one part is settled (`divide`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vardvag.agreements.judge import BARRED, UNCONDITIONAL
from vardvag.agreements.model import Agreement, Part, Pot, Unearned
from vardvag.agreements.trace import PartResult, Weights, part_result
from vardvag.base.apportion import apportion
from vardvag.base.kronor import Kronor


def settle_bonus_pots(agreement: Agreement, results: Sequence[PartResult]) -> tuple[PartResult, ...]:
    """One result for each pot that has a bonus pot, from the results of its parts."""
    feeding: dict[str, list[PartResult]] = {}
    for result in results:
        pot = result.part.pot
        if pot.unearned is Unearned.BONUS_POT and pot.collects is not None:
            feeding.setdefault(pot.collects, []).append(result)
    if not feeding:
        return ()
    pots = {pot.name: pot for pot in agreement.all_pots()}
    return tuple(_bonus(pots[name], fed) for name, fed in feeding.items())


def _bonus(pot: Pot, fed: Sequence[PartResult]) -> PartResult:
    """The collected money in proportion to what each has earned; undetermined while some of that is."""
    amount = Kronor.sum(result.carried for result in fed)
    part = Part(f"{pot.path}/bonus", pot, amount, is_bonus=True)
    who_fed = dict.fromkeys(who for result in fed for who in result.shares)
    barred = set(pot.barred)
    qualifications = {who: BARRED if who in barred else UNCONDITIONAL for who in who_fed}
    nothing: dict[str, int | None] = dict.fromkeys(who_fed, 0)
    if any(None in result.shares.values() for result in fed):
        # Who is known to have earned nothing gets nothing, whatever the others have earned.
        waiting = {who for result in fed for who in result.shares if result.earned.get(who) != 0}
        unknown: dict[str, int | None] = {
            who: None if who in waiting and who not in barred else 0 for who in who_fed
        }
        return part_result(part, qualifications, unknown, None, Weights({}))
    earned: Mapping[str, int] = {who: sum(result.earned.get(who, 0) for result in fed) for who in who_fed}
    sharing = tuple(who for who, kronor in earned.items() if kronor)
    weights = Weights(earned)
    if not sharing or not amount:
        return part_result(part, qualifications, nothing, (), weights, unpaid=int(amount))
    split = apportion(int(amount), {who: earned[who] for who in sharing})
    return part_result(part, qualifications, nothing | split, sharing, weights)
