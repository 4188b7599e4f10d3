"""Whether the names in an agreement file refer to something that is there.

Works on the file as it was read, not on the checked words, so that a wrong name and a wrong value elsewhere
in the same file are told together. It therefore takes nothing for granted about the shape of what it meets.
What stands under `changes:` is looked at when it has been put in its place (`change`), not here.

Here does not belong what a single value may hold (`vocabulary`), nor what two values say together
(`contradictions`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vardvag.agreements.condition_words import TESTS
from vardvag.agreements.recipients import GROUPS, known
from vardvag.agreements.words import is_day_or_month
from vardvag.base.definitions import Definition, Where
from vardvag.base.findings import Finding
from vardvag.base.regions import population_series
from vardvag.base.texts import Text

_MANY = 40
"""More names than this are not all listed: the nearest one helps more."""


def loose_names(definition: Definition) -> list[Finding]:
    """Every name that refers to nothing, each with its line and the nearest name that exists."""
    return list(_Names(definition).findings())


class _Names:
    """The sections of one file by which its names are looked up."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.data = _mapping(definition.data)
        self.sources, self.conditions, self.facts, self.others = (
            _mapping(self.data.get(name)) for name in ("sources", "conditions", "facts", "others")
        )

    def findings(self) -> Iterator[Finding]:
        for where, name in _named_sources(self.data, ()):
            yield from self.unless(where, name, self.sources, "sources")
        for name, condition in self.conditions.items():
            yield from self.condition(("conditions", name), _mapping(condition))
        yield from self.pots(("pots",), self.data.get("pots"))

    def condition(self, where: Where, words: Mapping[str, Any]) -> Iterator[Finding]:
        for test in TESTS:
            yield from self.named(where, words, (test, "fact"), self.facts, "facts")
        yield from self.named(where, words, ("stand_in",), self.facts, "facts")
        yield from self.combined(where, words)

    def combined(self, where: Where, words: Mapping[str, Any]) -> Iterator[Finding]:
        for combine in ("any", "all"):
            for at, name in enumerate(_listed(words.get(combine))):
                yield from self.unless((*where, combine, at), name, self.conditions, "conditions")

    def pots(self, where: Where, pots: object) -> Iterator[Finding]:
        for at, pot in enumerate(_listed(pots)):
            words, here = _mapping(pot), (*where, at)
            yield from self.places((*here, "recipients"), words.get("recipients"))
            barred = _mapping(words.get("barred"))
            yield from self.places((*here, "barred", "recipients"), barred.get("recipients"))
            table = _mapping(_mapping(words.get("key")).get("table"))
            for code in table:
                yield from self.unless((*here, "key", "table", code), code, self.places_known(), "recipients")
            yield from self.combined((*here, "qualify"), _mapping(words.get("qualify")))
            for path in (
                ("key", "count"),
                ("key", "amounts"),
                ("earn", "volume"),
                ("earn", "above"),
                ("unearned", "by"),
            ):
                yield from self.named(here, words, path, self.facts, "facts")
            for path in (("key", "population"), ("unearned", "per")):
                yield from self.series(here, words, path)
            yield from self.pots((*here, "pots"), words.get("pots"))

    def places(self, where: Where, listed: object) -> Iterator[Finding]:
        for at, code in enumerate(_listed(listed)):
            text = f"{code:02}" if type(code) is int else code
            yield from self.unless((*where, at), text, self.places_known(), "recipients")

    def places_known(self) -> set[str]:
        return {*known(), *GROUPS, *self.others}

    def series(self, where: Where, words: Mapping[str, Any], path: tuple[str, str]) -> Iterator[Finding]:
        """A population series is held by name, or is a day or month that facts can be given for."""
        name = _mapping(words.get(path[0])).get(path[1])
        if isinstance(name, str) and not is_day_or_month(name):
            yield from self.unless((*where, *path), name, population_series(), "populations")

    def named(
        self,
        where: Where,
        words: Mapping[str, Any],
        path: tuple[str, ...],
        section: Iterable[str],
        title: str,
    ) -> Iterator[Finding]:
        node: Any = words
        for part in path:
            node = _mapping(node).get(part)
        if node is not None:
            yield from self.unless((*where, *path), node, section, title)

    def unless(self, where: Where, name: object, section: Iterable[str], title: str) -> Iterator[Finding]:
        """A finding unless *name* is in *section*; what is no text at all is told elsewhere."""
        if isinstance(name, str) and name not in section:
            yield unknown_name(self.definition, where, name, section, title)


def unknown_name(
    definition: Definition, where: Where, name: str, section: Iterable[str], title: str
) -> Finding:
    """What is said of a name that is not there."""
    names = sorted(section)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    allowed = ", ".join(names[:_MANY]) + (" …" if len(names) > _MANY else "") or "–"
    return definition.finding(
        where,
        "unknown-name",
        Text(f"Namnet finns inte i {title}", f"There is no such name in {title}"),
        Text(
            (f"Menade du {near[0]}? " if near else "") + f"Det finns: {allowed}",
            (f"Did you mean {near[0]}? " if near else "") + f"There are: {allowed}",
        ),
        name,
    )


def _named_sources(node: object, where: Where) -> Iterator[tuple[Where, object]]:
    """Every `source:` in the file that names an entry of `sources:`."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "source":
                yield (*where, key), value
            elif key != "changes" and (key != "sources" or where):
                yield from _named_sources(value, (*where, key))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _named_sources(value, (*where, at))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
