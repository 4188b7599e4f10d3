"""Settlement: who gets what under an agreement, from a set of facts, to the krona.

Every part of every pot is settled by itself, and what is paid, explicitly unpaid and undetermined adds up
to it exactly. **Money is never silently moved because a fact is missing.** Which payouts one missing fact
leaves undetermined follows from what happens to unearned money:

* unearned money goes *to those who qualify*: below the line stand the weights of those. If it
  is not known whether one recipient qualifies, or the weight of one that does, no share but 0 is determined:
  the whole part is undetermined for all that qualify or may qualify. Who is known not to qualify has 0, and
  the weight of such a recipient is not needed.
* unearned money goes *back*: below the line stands everybody's weight, so one recipient's share does not
  depend on another's conditions, and only that share is undetermined. But every weight is needed.

* unearned money goes to *the best*, or to a *bonus pot*: everybody's weight stands below the line, but what
  comes on top depends on what all the others earn. With a bonus pot what each has earned is determined by
  itself, and the bonus is not; with the best nothing is.
* the amounts are *decided elsewhere*: each depends on its own fact alone.

If nobody qualifies, the part is unpaid. Here does not belong whether a condition is met (`judge`), nor how a
settlement is told (`explanation`, `explain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vardvag.agreements.bonus import settle_bonus_pots
from vardvag.agreements.divide import settle_part
from vardvag.agreements.explain_part import explain_payout
from vardvag.agreements.explanation import Explanation
from vardvag.agreements.facts import FactBook, FactUsed
from vardvag.agreements.judge import Judge, Kept
from vardvag.agreements.model import Agreement, KeyKind
from vardvag.agreements.trace import PartResult
from vardvag.base.cells import Cell, CellKey
from vardvag.base.dated import Source
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text


@dataclass(frozen=True, slots=True)
class Payout:
    """What one recipient gets. `kronor` is None while undetermined; `at_least` is what is certain of it."""

    recipient: str
    kronor: Kronor | None
    at_least: Kronor
    agreement: Agreement = field(repr=False)
    results: tuple[PartResult, ...] = field(repr=False)
    """The parts this recipient is named in, as settled."""

    def explanation(self) -> Explanation:
        """Why: a tree down to every cell and source, built now from what the amount was computed from."""
        return explain_payout(self.agreement, self.recipient, self.results)

    @property
    def population(self) -> int | None:
        """The population in the key; None when it is not known, not one and the same, or no key has one."""
        weights = {
            result.weights.known.get(self.recipient)
            for result in self.results
            if result.part.pot.key.kind is KeyKind.POPULATION and not result.part.is_bonus
        }
        return weights.pop() if len(weights) == 1 else None

    @property
    def missing(self) -> tuple[CellKey, ...]:
        """The facts that must be given before the amount is determined: its own first, then others'."""
        facts = [fact.key for result in self.results for fact in result.missing_for(self.recipient)]
        return tuple(sorted(dict.fromkeys(facts), key=lambda key: key.place != self.recipient))


@dataclass(frozen=True)
class Settlement:
    """Every payout under one agreement, and what is not paid out.

    paid + unpaid + undetermined = the agreement's sum, always (checked when it is made).
    """

    agreement: Agreement
    payouts: tuple[Payout, ...]
    results: tuple[PartResult, ...]
    book: FactBook = field(repr=False)
    as_of: date | None = None

    @cached_property
    def paid(self) -> Kronor:
        """What is certain to be paid."""
        return Kronor.sum(result.paid for result in self.results)

    @cached_property
    def unpaid(self) -> Kronor:
        """What the agreement leaves with the payer: not earned, and not passed on to others."""
        return Kronor.sum(result.unpaid for result in self.results)

    @cached_property
    def undetermined(self) -> Kronor:
        """What facts are missing for."""
        return Kronor.sum(result.undetermined for result in self.results)

    @property
    def missing(self) -> tuple[CellKey, ...]:
        """Every fact that some payout waits for."""
        return tuple(dict.fromkeys(fact.key for fact in self.missing_facts))

    @property
    def missing_facts(self) -> tuple[FactUsed, ...]:
        """The same, with the cell where one was given that says it is missing or is too coarse to decide."""
        return tuple(dict.fromkeys(fact for result in self.results for fact in result.missing))

    @property
    def facts_used(self) -> tuple[Cell, ...]:
        """The cells that the result rests on, in the order they were first looked at."""
        used = (fact.cell for result in self.results for fact in facts_of(result))
        return tuple(dict.fromkeys(cell for cell in used if cell is not None))

    @property
    def assumptions(self) -> tuple[Source, ...]:
        """What the agreement's file assumes because no public document says it."""
        return self.agreement.assumptions

    @cached_property
    def _by_recipient(self) -> Mapping[str, Payout]:
        return {payout.recipient: payout for payout in self.payouts}

    def payout(self, recipient: str) -> Payout:
        """The payout of one recipient (`08`, `SKR`). NotFound when the agreement does not name it."""
        if recipient not in self._by_recipient:
            raise NotFound("recipient", recipient, self._by_recipient)
        return self._by_recipient[recipient]


def settle(
    agreement: Agreement,
    facts: Iterable[Cell] | FactBook = (),
    as_of: date | None = None,
    *,
    kept: Kept | None = None,
) -> Settlement:
    """Settle *agreement* from *facts* as they were known on *as_of* (None: as last known).

    A fact that is missing leaves payouts undetermined; BadInput, with every such fact, when facts
    contradict each other, are above 100 %, or are of a kind that a condition cannot read. A FactBook may be
    given, so that many settlements share it; it then says itself as of when. `kept` are answers from earlier
    settlements on the same book, or on the one that the book supposes something else than (`scenario`).
    """
    book = facts if isinstance(facts, FactBook) else FactBook(facts, as_of)
    judge = Judge(book, kept)
    parts = tuple([settle_part(part, judge) for part in agreement.parts])
    if judge.findings:
        raise BadInput(
            Text("uppgifter kan inte användas", "facts cannot be used"),
            tuple(dict.fromkeys(judge.findings)),
        )
    results = (*parts, *settle_bonus_pots(agreement, parts))
    by_recipient: dict[str, list[PartResult]] = {who: [] for who in agreement.recipients}
    for result in results:
        for who in result.shares:
            by_recipient[who].append(result)
    payouts = tuple([_payout(agreement, who, tuple(named)) for who, named in by_recipient.items()])
    settlement = Settlement(agreement, payouts, results, book, book.as_of)
    _refuse_other_sum(settlement)
    return settlement


def facts_of(result: PartResult) -> Iterator[FactUsed]:
    """Every fact a part looked at: of its conditions, its key, its volumes and its ranking."""
    for qualification in result.qualifications.values():
        for check in qualification.checks:
            for one in check.walk():
                yield from one.facts
    yield from result.weights.facts.values()
    for volume in result.volumes.values():
        yield from volume.facts
    if result.ranked is not None:
        for used in result.ranked.facts.values():
            yield from used


def _payout(agreement: Agreement, who: str, named: tuple[PartResult, ...]) -> Payout:
    shares = [result.shares[who] for result in named]
    certain = [share for share in shares if share is not None]
    at_least = Kronor(sum(certain))
    return Payout(who, at_least if len(certain) == len(shares) else None, at_least, agreement, named)


def _refuse_other_sum(settlement: Settlement) -> None:
    told = Kronor.sum(payout.at_least for payout in settlement.payouts)
    whole = settlement.paid + settlement.unpaid + settlement.undetermined
    if told != settlement.paid or whole != settlement.agreement.amount:
        raise AssertionError("the settlement does not add up to the agreement's sum")
