"""Everything that is wrong with a definition, told at once, and what of it is right all the same.

A model stops at the first layer of faults: what stands under a misspelt key is not looked at, and what a
mapping says as a whole is not tried while a part of it is wrong. So the definition is tried again as it was
meant: a misspelt key under its right name, an example in place of what is wrong or missing, and where none
fits, nothing. What the mending itself would bring about is never told, and every mended place is *doubtful*:
nobody draws conclusions from it.

Here does not belong how a fault is worded (`faults`), nor what a definition means where it is used.
"""

from __future__ import annotations

import copy
import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from vardvag.base.errors import Lacking, WrongKeys
from vardvag.base.faults import fault
from vardvag.base.findings import Finding
from vardvag.base.shapes import example_at, keys_at
from vardvag.base.yaml_text import Where

if TYPE_CHECKING:
    from vardvag.base.definitions import Definition

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 40
"""More than the levels of any definition: each round mends all that the model sees, one layer deeper."""

_GONE = object()


@dataclass(frozen=True)
class Checked(Generic[M]):
    """A definition as far as it is right. `words` is None when nothing can be made of it.

    `definition` is the file as it was meant: misspelt keys under their right names, all else as it stands.
    """

    words: M | None
    definition: Definition
    findings: tuple[Finding, ...] = ()
    doubtful: frozenset[Where] = frozenset()

    def sure(self, *places: Where) -> bool:
        """Whether nothing has been found wrong at, above or below any of *places*."""
        return not any(_touch(place, told) for told in self.doubtful for place in places)


def checked(definition: Definition, model: type[M]) -> Checked[M]:
    """*definition* tried as *model*: its words, and every fault with its line and remedy."""
    try:
        words = model.model_validate(definition.data)
    except ValidationError as problem:
        return _Mending(definition, model).checked(problem)
    findings = tuple(finding for _, finding in definition.faults)
    return Checked(words, definition, findings, frozenset({*_faulty(definition), *definition.unsure}))


class _Mending(Generic[M]):
    """One definition being mended: `meant` has only its keys mended, `data` also its values."""

    def __init__(self, definition: Definition, model: type[M]) -> None:
        self.model = model
        self.meant = replace(
            definition,
            data=copy.deepcopy(definition.data),
            lines=dict(definition.lines),
            written=dict(definition.written),
        )
        self.data = copy.deepcopy(definition.data)
        self.findings = [finding for _, finding in definition.faults]
        self.doubtful = _faulty(definition)
        self.stood_in: set[Where] = set()
        self.taken_out: set[Where] = set()

    def checked(self, problem: ValidationError) -> Checked[M]:
        words: M | None = None
        for _ in range(_ROUNDS):
            self.take(problem.errors(include_url=False))
            if self.data is _GONE:
                break
            try:
                words = self.model.model_validate(self.data)
                break
            except ValidationError as another:
                problem = another
        if not self.findings:
            raise AssertionError("what is mended is told")
        doubtful = frozenset({*self.doubtful, *self.meant.unsure})
        return Checked(words, self.meant, tuple(self.findings), doubtful)

    def take(self, errors: list[Any]) -> None:
        """Tell all that this round found, then mend it; what was doubtful already is not told again."""
        before, without = frozenset(self.doubtful), frozenset(self.taken_out)
        keys = [error for error in errors if error["type"] == "extra_forbidden"]
        meant = {where for error in keys if (where := self.unknown_key(tuple(error["loc"]), error))}
        for error in errors:
            where = _place(error["loc"])
            if error["type"] == "extra_forbidden" or where in meant or self.is_long_enough(where, error):
                continue
            if _news(error, where, before, without):
                self.tell(where, error)
            self.mend(where, error)

    def is_long_enough(self, where: Where, error: Any) -> bool:
        """Whether a list is called too short only because some of what it holds is wrong."""
        node = _at(self.data, where)
        return (
            error["type"] == "too_short"
            and isinstance(node, list | dict)
            and len(node) >= error["ctx"]["min_length"]
        )

    def tell(self, where: Where, error: Any) -> None:
        told = fault(error, where, self.model)
        value = where[-1] if told.rule == "unknown-key" else error.get("input")
        shown = (
            value if isinstance(value, str | int) and told.rule not in ("missing-key", "no-source") else None
        )
        self.findings.append(self.meant.finding(where, *told, shown))

    def unknown_key(self, where: Where, error: Any) -> Where | None:
        """Read the key as the one it is much like, if that is not there; where that stands, else None."""
        self.tell(where, error)
        above, wrong = where[:-1], where[-1]
        parent = _at(self.data, above)
        known = [key for key in keys_at(self.model, above) if key not in parent]
        near = difflib.get_close_matches(str(wrong), known, n=1)
        value = parent.pop(wrong)
        if not near:
            return None
        right = (*above, near[0])
        parent[near[0]] = value
        below = _at(self.meant.data, above)
        if isinstance(below, dict) and wrong in below:
            below[near[0]] = below.pop(wrong)
        for place, line in list(self.meant.lines.items()):
            if place[: len(where)] == where:
                self.meant.lines[(*right, *place[len(where) :])] = line
        self.meant.written[right] = self.meant.as_written(where)
        return right

    def mend(self, where: Where, error: Any) -> None:
        cause = error.get("ctx", {}).get("error")
        node = _at(self.data, where)
        if isinstance(cause, Lacking) and isinstance(node, dict) and cause.keys[0] not in node:
            node[cause.keys[0]] = example_at(self.model, (*where, cause.keys[0]))
            return
        self.doubtful.add(where)
        self.stand_in(where)

    def stand_in(self, where: Where) -> None:
        """Put an example at *where*; what an example has not helped goes with all that it stands in."""
        parent = _at(self.data, where[:-1]) if where else _GONE
        example = example_at(self.model, where)
        # Below a list stands a word where it could have been a mapping instead: nothing can be put there.
        misfit = isinstance(parent, list) and not isinstance(where[-1], int)
        if where in self.stood_in or not isinstance(parent, dict | list) or misfit or example is None:
            self.take_out(where)
            return
        self.stood_in.add(where)
        key: Any = where[-1]
        parent[key] = copy.deepcopy(example)

    def take_out(self, where: Where) -> None:
        """Remove what stands at *where*; of a list, the whole: those after it are to keep their numbers."""
        parent = _at(self.data, where[:-1]) if where else _GONE
        if not where:
            self.data = _GONE
        elif isinstance(parent, dict) and where not in self.taken_out:
            parent.pop(where[-1], None)
            self.taken_out.add(where)
            self.doubtful.add(where)
        elif parent is not _GONE:
            self.stand_in(where[:-1])


def _faulty(definition: Definition) -> set[Where]:
    return {where for where, _ in definition.faults}


def _news(error: Any, where: Where, doubtful: frozenset[Where], without: frozenset[Where]) -> bool:
    """Whether it is wrong with the file, and not only with what the mending has made of it."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, WrongKeys):
        # Whatever else is wrong in the mapping: which keys it has is true, unless one was taken out.
        above = any(where[: len(told)] == told for told in doubtful)
        wanted = cause.keys if isinstance(cause, Lacking) else ()
        unsure = any(_touch((*where, key), told) for key in wanted for told in doubtful)
        return not above and not unsure and not any(told[:-1] == where for told in without)
    return not any(_touch(where, told) for told in doubtful)


def _place(loc: tuple[str | int, ...]) -> Where:
    """Where in the file pydantic means: a wrong key is the key itself, and a single value has no key."""
    return tuple(part for part in loc if part not in ("", "[key]"))


def _touch(one: Where, other: Where) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _at(node: Any, where: Where) -> Any:
    """What stands at *where*; _GONE when there is no such place."""
    for part in where:
        below = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        if part not in below:
            return _GONE
        node = node[part]
    return node
