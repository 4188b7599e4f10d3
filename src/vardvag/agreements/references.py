"""Whether the names in an agreement file refer to something that is there, and the sums add up.

Works on the file as it was read, not on the checked model, so that a wrong name and a wrong value elsewhere
in the same file are told together. It therefore takes nothing for granted about the shape of what it meets.

Here does not belong what a single value may hold (`vocabulary`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vardvag.agreements.vocabulary import EVERY_KIND, SKR_WORD, AgreementWords
from vardvag.base.definitions import Definition, Where
from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.regions import REGIONS, population
from vardvag.base.texts import Text

_TESTS = ("judged", "report", "at_least", "improved")


def loose_names(definition: Definition) -> list[Finding]:
    """Every name that refers to nothing, each with its line and the nearest name that exists."""
    data = _mapping(definition.data)
    sources, conditions, facts = (_mapping(data.get(name)) for name in ("sources", "conditions", "facts"))
    findings: list[Finding] = []
    for where, name in _named_sources(data, ()):
        findings += _unless_known(definition, where, name, sources, "sources")
    for name, condition in conditions.items():
        for test in _TESTS:
            if "fact" in (body := _mapping(_mapping(condition).get(test))):
                findings += _unless_known(
                    definition, ("conditions", name, test, "fact"), body["fact"], facts, "facts"
                )
    for at, pot in enumerate(_listed(data.get("pots"))):
        qualify = _mapping(_mapping(pot).get("qualify"))
        for combine in ("any", "all"):
            for i, name in enumerate(_listed(qualify.get(combine))):
                where = ("pots", at, "qualify", combine, i)
                findings += _unless_known(definition, where, name, conditions, "conditions")
        findings += _unknown_places(definition, at, _mapping(pot))
    return findings


def inner_contradictions(definition: Definition, words: AgreementWords) -> list[Finding]:
    """What is wrong between values that are each right: sums, twice the same pot, a month nobody states."""
    findings: list[Finding] = []
    total = Kronor.sum(pot.amount for pot in words.pots)
    if total != words.sum.amount:
        findings.append(
            definition.finding(
                ("sum", "amount"),
                "sum",
                Text(f"Potterna blir tillsammans {total}", f"The pots add up to {total}"),
                Text(
                    "Ändra summan, eller lägg till den pott som fattas",
                    "Change the sum, or add the missing pot",
                ),
                words.sum.amount,
            )
        )
    seen: set[str] = set()
    for at, pot in enumerate(words.pots):
        if pot.pot in seen:
            findings.append(_pot_finding(definition, at, "pot", "pot-twice", _TWICE, pot.pot))
        seen.add(pot.pot)
        if int(pot.amount) < 0:
            findings.append(_pot_finding(definition, at, "amount", "negative", _NEGATIVE, pot.amount))
        if pot.key is None and pot.recipients != (SKR_WORD,):
            findings.append(_pot_finding(definition, at, "recipients", "no-key", _NO_KEY, None))
        if SKR_WORD in pot.recipients and pot.key is not None and pot.key.population is not None:
            findings.append(_pot_finding(definition, at, "key", "no-population", _NO_POPULATION, SKR_WORD))
        findings += _said_twice(definition, ("pots", at, "recipients"), pot.recipients)
        findings += _said_twice(
            definition, ("pots", at, "split", "months"), pot.split.months if pot.split else ()
        )
        if pot.qualify is not None:
            findings += _said_twice(definition, ("pots", at, "qualify", "any"), pot.qualify.any)
            findings += _said_twice(definition, ("pots", at, "qualify", "all"), pot.qualify.all)
        if (pot.qualify is None) is not (pot.unearned is None):
            findings.append(_pot_finding(definition, at, "pot", "qualify-unearned", _BOTH, pot.pot))
        kinds = set(pot.split.kinds) if pot.split else set()
        monthly = pot.split is not None
        names = (*pot.qualify.any, *pot.qualify.all) if pot.qualify else ()
        for name in names:
            condition = words.conditions.get(name)
            tests = (
                (condition.judged, condition.report, condition.at_least, condition.improved)
                if condition
                else ()
            )
            for test in tests:
                fact = words.facts.get(test.fact) if test else None
                if fact is None:
                    continue
                if not fact.periods and not monthly:
                    findings.append(_pot_finding(definition, at, "qualify", "no-months", _NO_MONTHS, name))
                if set(fact.measure) != {EVERY_KIND} and set(fact.measure) != kinds:
                    findings.append(_pot_finding(definition, at, "qualify", "kinds", _KINDS, name))
    for name, fact_words in words.facts.items():
        findings += _said_twice(definition, ("facts", name, "periods"), fact_words.periods)
    for name, condition in words.conditions.items():
        fact = words.facts.get(condition.improved.fact) if condition.improved else None
        if fact is not None and fact.periods:
            where: Where = ("conditions", name, "improved", "fact")
            findings.append(definition.finding(where, "improved-months", *_IMPROVED))
    return findings


Said = tuple[Text, Text]
_TWICE: Said = (
    Text("Två potter har samma namn", "Two pots have the same name"),
    Text("Ge den ena ett annat namn", "Give one of them another name"),
)
_NEGATIVE: Said = (
    Text("En pott kan inte vara negativ", "A pot cannot be negative"),
    Text("Skriv beloppet utan minus", "Write the amount without the minus"),
)
_NO_KEY: Said = (
    Text("Flera mottagare men ingen fördelningsnyckel", "Several recipients but no key"),
    Text("Lägg till key: med population: eller equal: true", "Add key: with population: or equal: true"),
)
_NO_POPULATION: Said = (
    Text("SKR har ingen folkmängd att fördela efter", "SKR has no inhabitants to divide by"),
    Text(
        "Ta bort key:, eller skriv equal: true i stället för population:",
        "Remove key:, or write equal: true instead of population:",
    ),
)
_AGAIN: Said = (
    Text("Värdet står två gånger i listan", "The value stands twice in the list"),
    Text("Ta bort det ena", "Remove one of them"),
)
_BOTH: Said = (
    Text("qualify och unearned hör ihop", "qualify and unearned belong together"),
    Text(
        "Säg både vem som får del och vad som händer med det som inte tjänas in",
        "Say both who gets a share and what happens to what is not earned",
    ),
)
_NO_MONTHS: Said = (
    Text("Villkoret prövas varje månad, men potten har inga månader", "A monthly condition, but no months"),
    Text(
        "Lägg till split: med months:, eller skriv ut periods: i faktat",
        "Add split: with months:, or state periods: in the fact",
    ),
)
_KINDS: Said = (
    Text("Faktats mått och pottens kinds stämmer inte", "The fact's measures do not match the pot's kinds"),
    Text("Ge ett mått för varje kind i split:", "Give one measure for each kind in split:"),
)
_IMPROVED: Said = (
    Text("En förbättring jämför månader", "An improvement compares months"),
    Text("Skriv periods: each-month i faktat", "Write periods: each-month in the fact"),
)


def _pot_finding(definition: Definition, at: int, key: str, rule: str, said: Said, value: object) -> Finding:
    return definition.finding(("pots", at, key), rule, *said, value)


def _said_twice(definition: Definition, where: Where, values: Sequence[object]) -> Iterator[Finding]:
    """Each value of a list that has been there before: a part or a condition would be counted once only."""
    for at, value in enumerate(values):
        if value in values[:at]:
            yield definition.finding((*where, at), "twice", *_AGAIN, str(value))


def _unknown_places(definition: Definition, at: int, pot: Mapping[str, Any]) -> Iterator[Finding]:
    """Region codes and population series that do not exist."""
    codes = {region.code for region in REGIONS}
    for i, code in enumerate(_listed(pot.get("recipients"))):
        text = f"{code:02}" if type(code) is int else code
        yield from _unless_known(definition, ("pots", at, "recipients", i), text, codes, "regions")
    series = _mapping(pot.get("key")).get("population")
    if isinstance(series, str):
        try:
            population(series)
        except NotFound as problem:
            where: Where = ("pots", at, "key", "population")
            yield _unknown(definition, where, series, problem.known, "populations")


def _named_sources(node: object, where: Where) -> Iterator[tuple[Where, object]]:
    """Every `source:` in the file that names an entry of `sources:`."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "source":
                yield (*where, key), value
            elif key != "sources" or where:
                yield from _named_sources(value, (*where, key))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _named_sources(value, (*where, at))


def _unless_known(
    definition: Definition, where: Where, name: object, known: Iterable[str], section: str
) -> list[Finding]:
    names = list(known)
    if not isinstance(name, str) or name in names:
        return []
    return [_unknown(definition, where, name, names, section)]


def _unknown(definition: Definition, where: Where, name: str, known: Iterable[str], section: str) -> Finding:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    allowed = ", ".join(names) or "–"
    return definition.finding(
        where,
        "unknown-name",
        Text(f"Namnet finns inte i {section}", f"There is no such name in {section}"),
        Text(
            (f"Menade du {near[0]}? " if near else "") + f"Det finns: {allowed}",
            (f"Did you mean {near[0]}? " if near else "") + f"There are: {allowed}",
        ),
        name,
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
