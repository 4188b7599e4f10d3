"""An agreement's file as an amendment makes it from a day on, or as another reading has it.

The words under `changes:` replace those of the file before it is checked and built, so that an amended
agreement is an agreement like any other, with the same checks and the same explanation. Sums follow their
parts: when a pot changes, the pot above it and the whole sum do too, unless the changes state the sum.

Here does not belong what a word may hold (`vocabulary`), nor what a user asks "what if" about (`change`).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vardvag.agreements.pots_as_read import add_up, find_pot, pot_names
from vardvag.agreements.references import unknown_name
from vardvag.agreements.words import is_name
from vardvag.base.definitions import Definition
from vardvag.base.findings import Finding
from vardvag.base.yaml_text import Where

_WORDS = ("title", "about", "status", "valid", "announced", "sum")
_SECTIONS = ("conditions", "facts", "sources", "others")


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


def _at(node: Any, where: Where) -> Any:
    for part in where:
        node = node[part]
    return node
