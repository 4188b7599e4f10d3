"""What if: the same agreement settled again with something else in it, or on other facts.

A change is written `place=value`. It replaces a word of the agreement (`change`), or one fact:

    conditions.enough-in-time.at_least.share=75 %
    cells.svf-condition-met.13.2025=ja

A fact is named by measure, place and period. Its new value is an assumption, and says so in the explanation.
Totals follow from parts, so no scenario can contradict itself. Nothing that is public is altered.

Here does not belong who gains and who loses (`compare`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from vardvag.agreements.asked import Asked, asked_facts
from vardvag.agreements.build import altered
from vardvag.agreements.facts import FactBook
from vardvag.agreements.judge import Kept
from vardvag.agreements.model import Agreement
from vardvag.agreements.settle import Settlement, settle
from vardvag.base.cells import Amount, Cell, Count, Judgement, OnDay, PublishedShare, Ratio, Value
from vardvag.base.dated import Confidence, Source
from vardvag.base.definitions import read_day, read_share
from vardvag.base.errors import NotFound, Unreadable, WrongUse
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

CELLS = "cells."
_YES_NO = {"ja": True, "yes": True, "nej": False, "no": False}
_KIND = Text("uppgift (mått.plats.period)", "fact (measure.place.period)")


class Scenarios:
    """Settlements of one agreement on one set of facts, each with its own changes; made once, asked often."""

    def __init__(
        self, agreement: Agreement, facts: Iterable[Cell] | FactBook = (), as_of: date | None = None
    ) -> None:
        self.agreement = agreement
        self.book = facts if isinstance(facts, FactBook) else FactBook(facts, as_of)
        self.kept = Kept(agreement, self.book)

    def settle(self, changes: Iterable[str] = ()) -> Settlement:
        """The settlement with *changes* made. WrongUse, NotFound or BadInput when one cannot be made."""
        changes = tuple(changes)
        of_rules = rule_changes(changes)
        of_facts = [change for change in changes if change not in of_rules]
        agreement = altered(self.agreement, of_rules) if of_rules else self.agreement
        if changes:
            agreement = replace(agreement, changes=(*self.agreement.changes, *changes))
        book = self._book(agreement, of_facts) if of_facts else self.book
        return settle(agreement, book, kept=self.kept)

    def _book(self, agreement: Agreement, changes: list[str]) -> FactBook:
        asked = self._addresses if agreement.effective is self.agreement.effective else addresses(agreement)
        return self.book.supposing(changed_cell(change, asked) for change in changes)

    @cached_property
    def _addresses(self) -> dict[str, Asked]:
        return addresses(self.agreement)


def rule_changes(changes: Iterable[str]) -> list[str]:
    """Those of *changes* that change the agreement itself, not a fact."""
    return [change for change in changes if not change.strip().startswith(CELLS)]


def changed_cell(change: str, asked: dict[str, Asked]) -> Cell:
    """The fact that *change* supposes. WrongUse or NotFound when it cannot be read or is not asked for."""
    address, equals, text = change.strip().removeprefix(CELLS).partition("=")
    if not equals or not text.strip():
        raise WrongUse(
            Text(
                f"ändringen {change!r} är inte cells.mått.plats.period=värde",
                f"the change {change!r} is not cells.measure.place.period=value",
            )
        )
    one = asked.get(address.strip())
    if one is None:
        raise NotFound(_KIND, address.strip(), asked)
    return Cell(one.key, _value(one.kind, text.strip(), change), _supposed(change))


def addresses(agreement: Agreement) -> dict[str, Asked]:
    """Every fact the agreement asks for, by how a change names it: `measure.place.period`.

    Where that names several, counted otherwise, the policy and the basis follow: `….pvv.derived`.
    """
    found: dict[str, list[Asked]] = {}
    for one in asked_facts(agreement):
        found.setdefault(f"{one.key.measure}.{one.key.place}.{one.key.period}", []).append(one)
    named = {}
    for address, several in found.items():
        for one in several:
            counted = [word for word in (one.key.policy, one.key.basis) if word is not None]
            named[address if len(several) == 1 else ".".join([address, *counted])] = one
    return named


def _supposed(change: str) -> Source:
    note = Text(
        f"Tänk om: {change.strip()}. Ett prövat värde, inte en uppgift ur en källa.",
        f"What if: {change.strip()}. A value that is tried, not a fact from a source.",
    )
    return Source("vardvag", confidence=Confidence.ASSUMPTION, note=note)


def _value(kind: str, text: str, change: str) -> Value:
    """*text* as a value of the kind the agreement asks for."""
    try:
        if kind == "share":
            if "/" in text:
                within, counted = (int(part) for part in text.split("/"))
                return Ratio(within, counted)
            decimals = text.rstrip("% \u00a0").replace(",", ".").partition(".")[2]
            return PublishedShare(read_share(text), len(decimals))
        if kind == "count":
            return Count(int(text.replace(" ", "").replace("\u00a0", "")))
        if kind == "amount":
            return Amount(Kronor.parse(text))
        if text.lower() in _YES_NO:
            return Judgement(_YES_NO[text.lower()], "tänk om")
        return OnDay(read_day(text))
    except (Unreadable, ValueError) as problem:
        raise WrongUse(
            Text(
                f"värdet i {change!r} kan inte läsas som {_WANTED[kind].sv}",
                f"the value in {change!r} cannot be read as {_WANTED[kind].en}",
            )
        ) from problem


_WANTED = {
    "share": Text("en andel, 71 % eller 48/63", "a share, 71 % or 48/63"),
    "count": Text("ett helt tal", "a whole number"),
    "amount": Text("ett belopp, 182,5 mnkr", "an amount, 182,5 mnkr"),
    "judgement": Text("ja, nej eller en dag, 2019-10-14", "ja, nej or a day, 2019-10-14"),
    "day": Text("en dag, 2019-10-14", "a day, 2019-10-14"),
}
