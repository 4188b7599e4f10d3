"""Name the facts an agreement asks for as people call them, and tell in few words which ones money waits for.

A measure's name is a code. What people read is the title that the agreement gives it, that of the measure
where Vårdväg has it, counted or supplied, or else that of the condition it decides. Here does not belong
which facts are missing (`agreements/settle`), nor how they are laid out (`service`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vardvag.agreements.build import POPULATION
from vardvag.agreements.conditions import Binding, Combined, Condition
from vardvag.agreements.facts import FactUsed, said
from vardvag.agreements.model import Agreement, Pot
from vardvag.base.cells import CellKey
from vardvag.base.texts import Text
from vardvag.usecases.publish_explanation import known_measures, known_supplied

_POPULATION = Text("folkmängd", "population")
_UNNAMED = Text("en uppgift som avtalet frågar efter", "a fact that the agreement asks for")


@dataclass(frozen=True, slots=True)
class Awaited:
    """Facts of one measure that money waits for: how many, for whom and for which periods.

    `coarse` when they are given, but rounded so that they decide nothing.
    """

    title: Text
    number: int
    places: tuple[str, ...]
    periods: tuple[str, ...]
    coarse: bool = False


def fact_titles(agreement: Agreement) -> Mapping[str, Text]:
    """What people call each measure that *agreement* asks for."""
    kinds = {part.kind: part.kind_title for part in agreement.parts if part.kind and part.kind_title}
    titles: dict[str, Text] = {}
    for binding, condition in bindings(agreement):
        for kind, measure in binding.measures.items():
            if measure not in titles:
                kind_title = kinds.get(kind or "") if len(set(binding.measures.values())) > 1 else None
                titles[measure] = _title(binding, measure, condition, kind_title)
    return MappingProxyType(titles)


def title_of(binding: Binding, condition: Condition | None = None) -> Text:
    """What people call a fact: by its own title, its measure's, or that of the condition it decides."""
    return _title(binding, next(iter(binding.measures.values())), condition, None)


def measure_title(name: str) -> Text | None:
    """What the measure *name* is called, counted or supplied; None for a fact that is no measure of ours."""
    counted = known_measures()
    if name in counted:
        return counted[name].title
    supplied = known_supplied()
    return supplied[name].title if name in supplied else None


def named(key: CellKey, agreement: Agreement) -> Text:
    """One fact as people call it, and after that by its key, which is what a sheet of facts has."""
    title = fact_titles(agreement).get(key.measure, _UNNAMED)
    return Text(f"{title.sv} ({said(key)})", f"{title.en} ({said(key)})")


def awaited(facts: Iterable[FactUsed], agreement: Agreement) -> tuple[Awaited, ...]:
    """The *facts* taken together by what they are, those given too coarsely by themselves."""
    titles = fact_titles(agreement)
    together: dict[tuple[Text, bool], list[CellKey]] = {}
    for fact in facts:
        title = titles.get(fact.key.measure, _UNNAMED)
        together.setdefault((title, not fact.is_missing), []).append(fact.key)
    return tuple(
        Awaited(
            title,
            len(keys),
            tuple(dict.fromkeys(key.place for key in keys)),
            tuple(sorted({key.period for key in keys})),
            coarse,
        )
        for (title, coarse), keys in together.items()
    )


def bindings(agreement: Agreement) -> Iterator[tuple[Binding, Condition | None]]:
    """Every fact's name in the agreement, with the condition it decides if any."""
    for condition in agreement.conditions.values():
        yield from _of_condition(condition)
    for pot in agreement.all_pots():
        for condition in pot.qualify.conditions if pot.qualify else ():
            yield from _of_condition(condition)
        yield from ((binding, None) for binding in _of_pot(pot))


def _of_condition(condition: Condition) -> Iterator[tuple[Binding, Condition]]:
    for one in condition.walk():
        if not isinstance(one.test, Combined):
            yield one.test.fact, one
        if one.stand_in is not None:
            yield one.stand_in, one


def _of_pot(pot: Pot) -> Iterator[Binding]:
    if pot.key.fact is not None:
        yield pot.key.fact
    if pot.earn is not None:
        yield pot.earn.volume
        if pot.earn.above is not None:
            yield pot.earn.above
    if pot.best is not None:
        yield pot.best.by
        if pot.best.people is not None and pot.best.people.fact is not None:
            yield pot.best.people.fact


def _title(binding: Binding, measure: str, condition: Condition | None, kind: Text | None) -> Text:
    if measure == POPULATION:
        return _POPULATION
    if binding.title is not None:
        if kind is None:
            return binding.title
        return Text(f"{binding.title.sv}, {kind.sv}", f"{binding.title.en}, {kind.en}")
    if (known := measure_title(measure)) is not None:
        return known
    return condition.title if condition is not None else _UNNAMED
