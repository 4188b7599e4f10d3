"""Whether the names in an agreement file refer to something that is there.

Works on the file as it was read, not on the checked words, so that a wrong name and a wrong value elsewhere
in the same file are told together. It therefore takes nothing for granted about the shape of what it meets.
What stands under `changes:` is looked at when it has been put in its place (`overlay`), not here. Where names
cannot be looked up, because their section is no section, nothing is said of them.

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
from vardvag.base.errors import NotFound
from vardvag.base.findings import Finding
from vardvag.base.regions import by_name, population_series
from vardvag.base.texts import Text

_MANY = 40
"""More names than this are not all listed: the nearest one helps more."""

_RECIPIENTS = Text(
    f"{', '.join(GROUPS)}, en regionkod som 08, en kommunkod som 0880, kommuner-08, eller ett namn ur others",
    f"{', '.join(GROUPS)}, a region's code like 08, a municipality's like 0880, kommuner-08, or a name from "
    "others",
)
_ANY_DAY = Text(
    ", eller en dag (2024-11-01) eller månad (2025-09) som invånarna ges för som uppgifter",
    ", or a day (2024-11-01) or month (2025-09) for which the inhabitants are given as facts",
)


def loose_names(definition: Definition) -> list[Finding]:
    """Every name that refers to nothing, each with its line and the nearest name that exists."""
    return list(_Names(definition).findings())


class _Names:
    """The sections of one file by which its names are looked up; None for one that is no section."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.data = _mapping(definition.data)
        self.conditions, self.facts = (_section(self.data.get(name, {})) for name in ("conditions", "facts"))
        self.sources = _section(self.data.get("sources"))
        self.others = _section(self.data.get("others", {}))

    def findings(self) -> Iterator[Finding]:
        for where, name in _named_sources(self.data, ()):
            yield from self.unless(where, name, self.sources, "sources")
        for name, condition in (self.conditions or {}).items():
            yield from self.condition(("conditions", name), _mapping(condition))
        for name in self.others or {}:
            if name in known() or name in GROUPS or name.isdigit():
                yield self.definition.finding(("others", name), "name-taken", *_TAKEN, name)
        yield from self.pots(("pots",), self.data.get("pots"))

    def condition(self, where: Where, words: Mapping[str, Any]) -> Iterator[Finding]:
        for test in TESTS:
            yield from self.named(where, words, (test, "fact"))
        yield from self.named(where, words, ("stand_in",))
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
                yield from self.place((*here, "key", "table", code), code)
            yield from self.combined((*here, "qualify"), _mapping(words.get("qualify")))
            for path in (
                ("key", "count"),
                ("key", "amounts"),
                ("earn", "volume"),
                ("earn", "above"),
                ("unearned", "by"),
            ):
                yield from self.named(here, words, path)
            for path in (("key", "population"), ("unearned", "per")):
                yield from self.series(here, words, path)
            yield from self.pots((*here, "pots"), words.get("pots"))

    def places(self, where: Where, listed: object) -> Iterator[Finding]:
        for at, code in enumerate(_listed(listed)):
            yield from self.place((*where, at), code)

    def place(self, where: Where, code: object) -> Iterator[Finding]:
        """A recipient: a group, a code, or a name that the file itself gives."""
        if type(code) not in (str, int):
            return
        names, meant = {*known(), *GROUPS, *(self.others or ())}, _by_name(str(code))
        if str(code) not in names and (self.others is not None or meant):
            told = _among(
                str(code), names, Text("bland mottagarna", "among the recipients"), _RECIPIENTS, meant
            )
            yield self.definition.finding(where, "unknown-name", *told, code)

    def series(self, where: Where, words: Mapping[str, Any], path: tuple[str, str]) -> Iterator[Finding]:
        """A population series is held by name, or is a day or month that facts can be given for."""
        name, held = _mapping(words.get(path[0])).get(path[1]), population_series()
        if type(name) in (str, int) and not is_day_or_month(str(name)) and str(name) not in held:
            listed = ", ".join(sorted(one for one in held if is_day_or_month(one)))
            allowed = Text(listed + _ANY_DAY.sv, listed + _ANY_DAY.en)
            # A day that does not exist is not meant to be another day.
            names = () if str(name)[:4].isdecimal() else held
            told = _among(str(name), names, Text("bland folkmängderna", "among the populations"), allowed)
            yield self.definition.finding((*where, *path), "unknown-name", *told, name)

    def named(self, where: Where, words: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Finding]:
        """A fact by its name."""
        node: Any = words
        for part in path:
            node = _mapping(node).get(part)
        if node is not None:
            yield from self.unless((*where, *path), node, self.facts, "facts")

    def unless(
        self, where: Where, name: object, section: Mapping[str, Any] | None, title: str
    ) -> Iterator[Finding]:
        """A finding unless *name* is in *section*; what is no text at all is told elsewhere."""
        if type(name) in (str, int) and section is not None and str(name) not in section:
            yield unknown_name(self.definition, where, str(name), section, title)


def unknown_name(
    definition: Definition, where: Where, name: str, section: Iterable[str], title: str
) -> Finding:
    """What is said of a name that is not there."""
    names = sorted(set(section))
    listed = ", ".join(names[:_MANY]) + (" …" if len(names) > _MANY else "")
    allowed = Text(listed or "inget alls", listed or "none at all")
    told = _among(name, names, Text(f"i {title}", f"in {title}"), allowed)
    return definition.finding(where, "unknown-name", *told, name)


def _among(
    name: str, names: Iterable[str], title: Text, allowed: Text, meant: str | None = None
) -> tuple[Text, Text]:
    """That *name* is not among *names*, which it may have been meant to be, and which there are."""
    near = [meant] if meant else difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return (
        Text(f"Namnet finns inte {title.sv}", f"There is no such name {title.en}"),
        Text(
            (f"Menade du {near[0]}? " if near else "") + f"Det finns: {allowed.sv}",
            (f"Did you mean {near[0]}? " if near else "") + f"There are: {allowed.en}",
        ),
    )


def _by_name(text: str) -> str | None:
    """`08` for Kalmar: a region that was written by its name."""
    try:
        return by_name(text).code
    except NotFound:
        return None


_TAKEN = (
    Text(
        "Namnet betyder redan en mottagare, eller är en siffra",
        "The name is a recipient already, or a number",
    ),
    Text("Ge mottagaren ett eget namn med bokstäver", "Give the recipient a name of its own, with letters"),
)


def _named_sources(node: object, where: Where) -> Iterator[tuple[Where, object]]:
    """Every `source:` in the file that names an entry of `sources:`."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            here = (*where, key)
            if key == "source" and not isinstance(value, Mapping):
                yield here, value
            elif here != ("sources",) and not _is_changes(here):
                yield from _named_sources(value, here)
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _named_sources(value, (*where, at))


def _is_changes(where: Where) -> bool:
    return len(where) == len(("amendments", 0, "changes")) and where[::2] in (
        ("amendments", "changes"),
        ("variants", "changes"),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _section(value: object) -> Mapping[str, Any] | None:
    """A section whose names can be looked up; an empty one has none."""
    return value if isinstance(value, Mapping) else None
