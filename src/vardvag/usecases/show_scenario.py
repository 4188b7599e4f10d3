"""Show a "what if" of a built-in agreement to anybody: what can be changed, and who gains and loses by it.

The scenario is settled on the same facts as the agreement's own page, and passes the same gate. Whatever is
asked wrongly is a finding at its place: nothing is guessed, and nothing is settled until all can be read.

Here does not belong what can be changed (`scenario`), nor how it is laid out (`service`).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from vardvag.agreements.compare import Comparison, compare
from vardvag.agreements.model import Agreement
from vardvag.agreements.receipt import receipt
from vardvag.agreements.scenario import Scenarios
from vardvag.agreements.settle import Settlement
from vardvag.base.errors import VardvagError
from vardvag.base.findings import Finding
from vardvag.usecases.scenario.conditions import condition_groups
from vardvag.usecases.scenario.facts import CELLS, fact_groups, missing_group
from vardvag.usecases.scenario.gate import HIDDEN, Gate, gate_of
from vardvag.usecases.scenario.places import ON, VARIANT, Group, Place
from vardvag.usecases.scenario.pots import pot_groups, reading_group
from vardvag.usecases.scenario.request import (
    asked_for,
    read_chosen,
    read_missing,
    read_rules,
    refused,
    too_much,
)
from vardvag.usecases.show_settlement import (
    ShownSettlement,
    hidden_cells,
    result_name,
    show_agreement,
    show_settlement,
)


@dataclass(frozen=True)
class ShownScenario:
    """A what-if; or what can be asked, while nothing is.

    `standing` is the agreement as it stands, `reading` as it was chosen to be read. `chosen` and `made` are
    what stands in the address: the reading, and the changes of it, place to value in the order of the form.
    `asked` is what was written. `comparison` is None while nothing is changed, or something is wrong.
    """

    standing: ShownSettlement
    reading: Agreement
    groups: tuple[Group, ...]
    asked: Mapping[str, str]
    chosen: Mapping[str, str]
    made: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    comparison: Comparison | None = None
    result: str = ""

    @property
    def canonical(self) -> Mapping[str, str]:
        """What stands in the address: nothing that is as it was."""
        return {**self.chosen, **self.made}

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, in the order of the form."""
        return tuple(place for group in self.groups for place in group.places)

    @property
    def receipt(self) -> dict[str, Any] | None:
        """The scenario's receipt; None when there is none, or when it would tell what is hidden."""
        if self.comparison is None or self.standing.hidden or hidden_cells(self.comparison.after):
            return None
        return receipt(self.comparison.after)

    @property
    def command(self) -> str:
        """The same on the command line, where the facts are at hand."""
        name, on, variant = self.reading.name, self.chosen.get(ON), self.chosen.get(VARIANT)
        parts = ["vardvag", "compare", name] if on is None else ["vardvag", "settle", name, "--as-of", on]
        if variant is not None:
            parts += ["--variant", variant]
        for change in engine_changes(self.places, self.made):
            parts += ["--set", change]
        return shlex.join(parts)


def show_scenario(name: str, cells: Path, given: Mapping[str, str]) -> ShownScenario:
    """The built-in agreement *name* with what is *given*: place to value, as somebody wrote them.

    From the same facts as `show_settlement`, with *cells* as there. NotFound for the name; BadInput when the
    file of cells is faulty. What is wrong with what is given is in the findings.
    """
    standing = show_settlement(name, cells)
    asked = asked_for(given)
    too_many = tuple(too_much(asked))
    choosing = reading_group(standing.settlement.agreement)
    chosen = read_chosen({} if too_many else asked, choosing)
    on = date.fromisoformat(chosen.values[ON]) if ON in chosen.values else None
    variant = chosen.values.get(VARIANT)
    read, reading = show_settlement(name, cells, variant, on), show_agreement(name, variant, on)
    gate = gate_of(standing, read)
    groups = gate.closing(
        (
            *((choosing,) if choosing is not None else ()),
            *pot_groups(reading),
            *condition_groups(reading),
            *fact_groups(reading, read.settlement.book),
        )
    )
    shown = ShownScenario(standing, reading, groups, asked, chosen.values, {})
    if too_many:
        return replace(shown, findings=too_many)
    return _made(shown, read, gate, chosen.findings)


def engine_changes(places: Iterable[Place], made: Mapping[str, str]) -> tuple[str, ...]:
    """What is *made* as the changes that `agreements/scenario` takes, in the order of *places*."""
    return tuple(change for one in places if one.path in made for change in one.changes(made[one.path]))


def _made(shown: ShownScenario, read: ShownSettlement, gate: Gate, findings: list[Finding]) -> ShownScenario:
    """*shown* with what is asked for made, or with every finding."""
    rules = read_rules(shown.asked, shown.groups)
    findings = [*findings, *rules.findings]
    book, known = read.settlement.book, {place.path for place in shown.places}
    scenarios = Scenarios(shown.reading, book)
    try:
        changes = engine_changes(shown.places, rules.values)
        after = scenarios.settle(changes) if changes else read.settlement
    except VardvagError as problem:
        return replace(shown, made=rules.values, findings=(*findings, *refused(problem, rules.values)))
    missing = read_missing(shown.asked, known, shown.reading, after.agreement, book, gate)
    made, findings = {**rules.values, **missing.values}, [*findings, *missing.findings]
    shown = replace(shown, made=made, findings=tuple(findings))
    given = [path for path in shown.asked if path.startswith(CELLS) and path not in known]
    asking = missing_group(after.agreement, after, given)
    if asking is not None:
        shown = replace(shown, groups=(*shown.groups, *gate.closing([asking])))
    if findings or not shown.canonical:
        return shown
    if missing.values:
        try:
            after = scenarios.settle(engine_changes(shown.places, made))
        except VardvagError as problem:
            return replace(shown, findings=tuple(refused(problem, made)))
    return _compared(shown, read, after)


def _compared(shown: ShownScenario, read: ShownSettlement, after: Settlement) -> ShownScenario:
    """The comparison with the agreement as it stands; none if *after* rests on what was not looked at."""
    looked_at = {*shown.standing.hidden, *read.hidden}
    if any(cell not in looked_at for cell in hidden_cells(after)):
        return replace(shown, findings=tuple(refused(VardvagError(HIDDEN), shown.made)))
    comparison = compare(shown.standing.settlement, after)
    return replace(shown, comparison=comparison, result=result_name(after))


def lacking(shown: ShownScenario) -> Iterator[Place]:
    """The missing facts that can be given and have not been."""
    for group in shown.groups:
        if group.kind == "missing":
            yield from (place for place in group.places if place.path not in shown.made and not place.closed)
