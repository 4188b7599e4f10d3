"""An agreement's file with something else in it, as a user asks "what if".

A change replaces words of the file before it is built, so that a changed agreement is an agreement like any
other, with the same checks and the same explanation. Sums follow their parts: when a pot changes, the pot
above it and the whole sum do too, unless the change states them. It is written as a path and a value:

    pots.reporting.amount=400 mnkr
    conditions.enough-in-time.at_least.share=75 %
    pots.shorter-waits.unearned.goes=back

Here does not belong what a word may hold (`vocabulary`), what the parties changed (`overlay`), nor changed
facts (`scenario`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from vardvag.agreements.condition_words import TESTS
from vardvag.agreements.pots_as_read import add_up, find_pot, pot_names
from vardvag.base.definitions import Definition
from vardvag.base.errors import BadInput, NotFound, WrongUse
from vardvag.base.texts import Text
from vardvag.base.yaml_text import Where, read_yaml

_NUMBER = re.compile(r"[0-9]{1,4}")
_KIND = Text("plats i avtalets fil", "place in the agreement's file")


def changed(definition: Definition, changes: Iterable[str]) -> Definition:
    """The file with each of *changes* (`path=value`) in place.

    WrongUse when one is not of that form, NotFound when a path leads nowhere; what the values may be is told
    when the file is built.
    """
    data, lines, written = definition.data, definition.lines, dict(definition.written)
    touched: list[Where] = []
    for change in changes:
        where, value = _parsed(data, change)
        written[where] = tuple(part.strip() for part in change.partition("=")[0].split("."))
        # It stands on no line of the file; nor does what it holds.
        lines = {known: line for known, line in lines.items() if known[: len(where)] != where} | {where: 0}
        data = _with(data, where, value)
        touched.append(where)
    for where in touched:
        is_test = where[0] == "conditions" and len(where) > 2 and where[2] in TESTS
        # A yes or no about the level that was says nothing of another level.
        if is_test and _stands(data, (*where[:2], "stand_in")):
            data = _with(data, (*where[:2], "stand_in"), None)
    if any(where[0] == "pots" and where[-1] == "amount" for where in touched):
        data = copy.deepcopy(data)
        add_up(data, touched)
    return replace(definition, data=data, lines=lines, written=written)


def _parsed(data: Mapping[str, Any], change: str) -> tuple[Where, Any]:
    """Where a change goes, and the value as it would have been read in the file."""
    path, equals, text = change.partition("=")
    parts = [part.strip() for part in path.split(".")]
    if not equals or not all(parts) or len(parts) < 2:
        raise WrongUse(
            Text(
                f"ändringen {change!r} är inte plats=värde, som pots.reporting.amount=400 mnkr",
                f"the change {change!r} is not place=value, like pots.reporting.amount=400 mnkr",
            )
        )
    where = _resolved(data, parts)
    try:
        read = read_yaml(f"value: {text.strip()}", "--set")
        faults = [finding for _, finding in read.faults]
    except BadInput as problem:
        faults = list(problem.findings)
    if faults:
        raise WrongUse(
            Text(
                f"värdet i ändringen {change!r} kan inte läsas. {faults[0].remedy.sv}",
                f"the value in the change {change!r} cannot be read. {faults[0].remedy.en}",
            )
        )
    return where, read.data.get("value")


def _resolved(data: Mapping[str, Any], parts: list[str]) -> Where:
    """The place that a path names: pots by their name, steps of a ladder by number, all else by key."""
    start = 1
    where: Where = ()
    if parts[0] == "pots":
        found = find_pot(data, parts[1])
        if found is None:
            raise NotFound(_KIND, f"pots.{parts[1]}", [f"pots.{name}" for name in pot_names(data)])
        where, start = found, 2
    else:
        where = (parts[0],)
        if parts[0] not in data:
            raise NotFound(_KIND, parts[0], map(str, data))
    node = _at(data, where)
    for at in range(start, len(parts)):
        part, last = parts[at], at == len(parts) - 1
        if isinstance(node, list) and _NUMBER.fullmatch(part) and int(part) < len(node):
            where, node = (*where, int(part)), node[int(part)]
        elif isinstance(node, Mapping) and (part in node or last):
            where, node = (*where, part), node.get(part)
        else:
            known = node if isinstance(node, Mapping) else range(len(node)) if isinstance(node, list) else ()
            above = ".".join(parts[:at])
            raise NotFound(_KIND, ".".join(parts[: at + 1]), [f"{above}.{key}" for key in known])
    return where


def _with(node: Any, where: Where, value: Any) -> Any:
    """*node* with *value* at *where*, sharing everything else; nothing removes the key."""
    if not where:
        return value
    first, rest = where[0], where[1:]
    if isinstance(node, list):
        return [_with(one, rest, value) if at == first else one for at, one in enumerate(node)]
    if value is None and not rest:
        return {key: one for key, one in node.items() if key != first}
    return node | {first: _with(node.get(first), rest, value)}


def _stands(node: Any, where: Where) -> bool:
    """Whether there are keys all the way to *where*: another change may have put something else there."""
    for part in where:
        if not isinstance(node, Mapping) or part not in node:
            return False
        node = node[part]
    return True


def _at(node: Any, where: Where) -> Any:
    for part in where:
        node = node[part]
    return node
