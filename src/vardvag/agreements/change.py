"""An agreement's file with something else in it: amended from a day, read otherwise, or asked "what if".

All three replace words of the file before it is checked and built, so that a changed agreement is an
agreement like any other, with the same checks and the same explanation. Sums follow their parts: when a pot
changes, the pot above it and the whole sum do too, unless the change states them.

A change that a user asks for is written as a path and a value:

    pots.reporting.amount=400 mnkr
    conditions.enough-in-time.at_least.share=75 %
    pots.shorter-waits.unearned.goes=back

Here does not belong what a word may hold (`vocabulary`), nor changed facts (`changed_facts`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from vardvag.agreements.condition_words import TESTS
from vardvag.agreements.references import unknown_name
from vardvag.agreements.words import is_name
from vardvag.base.definitions import Definition
from vardvag.base.errors import BadInput, NotFound, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.base.yaml_text import Where, read_yaml

_WORDS = ("title", "about", "status", "valid", "announced", "sum")
_SECTIONS = ("conditions", "facts", "sources", "others")
_NUMBER = re.compile(r"[0-9]{1,4}")
_KIND = Text("plats i avtalets fil", "place in the agreement's file")


def overlaid(definition: Definition, at: Where) -> Definition:
    """The file with the `changes:` of the amendment or variant at *at* put in place.

    A pot that is to be changed and is not there is among the new file's faults. Where the file has no place
    for a change because it is wrong itself, nothing is put, and the pots are unsure.
    """
    changes: Any = definition.data
    for part in (*at, "changes"):
        changes = changes[part]
    work = _Overlay(definition, (*at, "changes"))
    work.apply(changes)
    return replace(
        definition,
        data=work.data,
        lines=work.lines,
        written=work.written,
        faults=(*definition.faults, *work.faults),
        unsure=(*definition.unsure, *work.unsure),
    )


class _Overlay:
    """One set of changes on its way into the file; each word keeps the line it was written on."""

    def __init__(self, definition: Definition, at: Where) -> None:
        self.definition, self.at = definition, at
        self.data: dict[str, Any] = copy.deepcopy(definition.data)
        self.lines, self.written = dict(definition.lines), dict(definition.written)
        self.faults: list[tuple[Where, Finding]] = []
        self.unsure: list[Where] = []

    def apply(self, changes: Mapping[str, Any]) -> None:
        for word in _WORDS:
            if word in changes:
                self.put((word,), changes[word], (*self.at, word))
        for name, patch in (changes.get("pots") or {}).items():
            if (where := find_pot(self.data, name)) is None:
                self.no_such_pot(name)
                continue
            for word, value in patch.items():
                self.put((*where, word), value, (*self.at, "pots", name, word))
        for at, pot in enumerate(changes.get("add_pots") or ()):
            pots = self.data.get("pots")
            if isinstance(pots, list):
                self.put(("pots", len(pots)), pot, (*self.at, "add_pots", at))
        for section in _SECTIONS:
            for name, value in (changes.get(section) or {}).items():
                self.data.setdefault(section, {})
                self.put((section, name), value, (*self.at, section, name))
        if "sum" not in changes and not add_up(self.data, ()):
            self.unsure += [("sum", "amount"), ("pots",)]

    def no_such_pot(self, name: str) -> None:
        """Tell it, unless a pot has no name that can be read: that may be the one."""
        names, here = pot_names(self.data), (*self.at, "pots", name)
        if names and all(map(is_name, names)):
            self.faults.append((here, unknown_name(self.definition, here, name, names, "pots")))
        self.unsure += [("sum", "amount"), ("pots",)]

    def put(self, where: Where, value: Any, written: Where) -> None:
        """Put *value*, written at *written*, at *where*; nothing removes what stands there."""
        parent = _at(self.data, where[:-1])
        if not isinstance(parent, dict | list):
            return
        for places in (self.lines, self.written):
            for known in [known for known in places if known[: len(where)] == where]:
                del places[known]
        if value is None and isinstance(parent, dict):
            parent.pop(where[-1], None)
            return
        if isinstance(parent, list):
            parent.append(copy.deepcopy(value))
        else:
            parent[where[-1]] = copy.deepcopy(value)
        self.written[where] = self.definition.as_written(written)
        for known, line in self.definition.lines.items():
            if known[: len(written)] == written:
                self.lines[(*where, *known[len(written) :])] = line
        for known, name in self.definition.written.items():
            if known[: len(written)] == written:
                self.written[(*where, *known[len(written) :])] = name


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


def add_up(data: dict[str, Any], stated: Iterable[Where]) -> bool:
    """Set every pot that has sub-pots, and the sum, to what they add up to; not those that were *stated*.

    False when some amount cannot be read.
    """
    said = set(stated)

    def total(pots: Any, where: Where) -> Kronor | None:
        amounts = []
        if not isinstance(pots, list) or not pots:
            return None
        for at, pot in enumerate(pots):
            if not isinstance(pot, dict):
                return None
            here = (*where, at)
            if isinstance(pot.get("pots"), list) and pot["pots"] and (*here, "amount") not in said:
                below = total(pot["pots"], (*here, "pots"))
                if below is None:
                    return None
                if below != _kronor(pot.get("amount")):
                    pot["amount"] = str(int(below))
            amounts.append(_kronor(pot.get("amount")))
        known = [amount for amount in amounts if amount is not None]
        return Kronor.sum(known) if len(known) == len(amounts) else None

    whole = total(data.get("pots"), ("pots",))
    words = data.get("sum")
    if whole is None:
        return False
    if isinstance(words, dict) and ("sum", "amount") not in said and whole != _kronor(words.get("amount")):
        words["amount"] = str(int(whole))
    return True


def find_pot(data: Mapping[str, Any], name: str) -> Where | None:
    """Where the pot *name* stands, also among sub-pots; None when there is none."""
    return next((where for where, one in _pots(data) if one == name), None)


def pot_names(data: Mapping[str, Any]) -> list[str]:
    """The names of all pots."""
    return [name for _, name in _pots(data)]


def _pots(data: Mapping[str, Any], where: Where = ()) -> Iterable[tuple[Where, str]]:
    pots = data.get("pots")
    for at, pot in enumerate(pots if isinstance(pots, list) else ()):
        if isinstance(pot, Mapping):
            here = (*where, "pots", at)
            yield here, str(pot.get("pot"))
            yield from _pots(pot, here)


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


def _kronor(value: object) -> Kronor | None:
    try:
        return Kronor.parse(str(value))
    except ValueError:
        return None
