"""A small worked example of some words of an agreement file, settled when the reference page is written.

An example is a few words of a file. The rest of the file is always the same (`FRAME`), and so is whom the
money is for; the facts stand in a table, with what comes of them below.

Here does not belong which examples there are (`agreement_examples`).
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from page_parts import table

from vardvag.agreements import parse_agreement, settle
from vardvag.agreements.settle import Settlement
from vardvag.base.cells import Amount, Cell, CellKey, Count, Judgement, OnDay, PublishedShare, Ratio, Value
from vardvag.base.dated import Source
from vardvag.base.fields import read_day, read_share
from vardvag.base.kronor import Kronor

PLACES = {"07": "Kronoberg", "08": "Kalmar", "10": "Blekinge"}
ABSENT = "–"

FRAME = """\
agreement: example
title: {{sv: Exempel, en: Example}}
parties: [{{sv: Staten, en: The State}}, {{sv: SKR, en: SKR}}]
status: decided
years: [2020]
about: {{sv: Ett exempel., en: An example.}}
sum: {{amount: {amount} kr, source: x}}
pots:
  - pot: example
    title: {{sv: Exempel, en: Example}}
    amount: {amount} kr
    recipients: ["07", "08", "10"]
    source: x
{pot}
{conditions}{facts}sources:
  x: {{title: An example, section: all of it}}
"""

Facts = dict[tuple[str, str], tuple[str, str, str]]
"""By measure and period, the values of the three regions as they are shown; `–` is not given."""


@dataclass(frozen=True)
class Example:
    """One example. `told` is of the words `tells` of; `amount` the pot's kronor."""

    tells: str
    title: str
    told: str
    pot: str
    conditions: str = ""
    facts: str = ""
    given: Facts = field(default_factory=dict)
    amount: int = 900
    by_part: bool = False

    def shown(self, *, shows_pot: bool) -> str:
        """The words as they stand in a file, with what is around them left out."""
        pots = _section("pots", "- pot: example\n" + textwrap.indent(self.pot, "  "))
        return (
            (pots if shows_pot else "")
            + _section("conditions", self.conditions)
            + _section("facts", self.facts)
        )

    def file(self) -> str:
        """The whole file."""
        return FRAME.format(
            amount=self.amount,
            pot=textwrap.indent(self.pot, "    "),
            conditions=_section("conditions", self.conditions),
            facts=_section("facts", self.facts),
        )

    def settled(self) -> Settlement:
        """What comes of the file and the facts."""
        cells = [
            Cell(CellKey(measure, place, period), _value(shown), Source("An example", section="all of it"))
            for (measure, period), values in self.given.items()
            for place, shown in zip(PLACES, values, strict=True)
            if shown != ABSENT
        ]
        return settle(parse_agreement(self.file()), cells)

    def page(self, *, shows_pot: bool) -> str:
        """The example as it stands on the page."""
        settlement = self.settled()
        rows: list[list[object]] = [
            [f"{measure}, {period}", *values] for (measure, period), values in self.given.items()
        ]
        rest = {"not paid": settlement.unpaid, "undetermined": settlement.undetermined}
        more = [name for name, kronor in rest.items() if kronor]
        rows = [[*row, *(" " for _ in more)] for row in rows]
        if self.by_part:
            for result in settlement.results:
                shares = [result.shares[place] for place in PLACES]
                rows.append([f"{result.part.title.en}, kr", *shares, *(" " for _ in more)])
        paid = [settlement.payout(place).kronor for place in PLACES]
        told = ["not known" if kronor is None else str(int(kronor)) for kronor in paid]
        rows.append(["**kronor**", *(f"**{one}**" for one in told), *(str(int(rest[name])) for name in more)])
        parts = [
            f"#### `{self.tells}`: {self.title}",
            self.told,
            f"```yaml\n{self.shown(shows_pot=shows_pot)}```",
            table(("", *PLACES.values(), *more), rows),
        ]
        return "\n\n".join(filter(None, parts))


def _section(name: str, words: str) -> str:
    """The words under their name; nothing for no words."""
    return f"{name}:\n{textwrap.indent(words, '  ')}\n" if words else ""


def _value(shown: str) -> Value:
    """What is shown in the table, as a fact."""
    if shown in ("yes", "no"):
        return Judgement(shown == "yes", "someone")
    if "/" in shown:
        within, counted = shown.split("/")
        return Ratio(int(within), int(counted))
    if shown.endswith("%"):
        return PublishedShare(read_share(shown), len(shown.rstrip(" %").partition(",")[2]))
    if shown.endswith("kr"):
        return Amount(Kronor.parse(shown))
    return OnDay(read_day(shown)) if "-" in shown else Count(int(shown))
