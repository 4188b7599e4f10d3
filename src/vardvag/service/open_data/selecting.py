"""Which cells of a table are asked for: codes and expressions for each variable, as PxWebApi writes them.

`14,00` names values, `*` and `?` stand for any signs and any sign, `top(3)` and `bottom(3)` are the first and
the last (of times the newest and the oldest), `from(a)`, `to(b)` and `range(a,b)` hold both ends. A variable
that is left out takes its value for the whole, or its only value; any other must be chosen, so that no figure
comes by a policy that nobody named. Here does not belong where the words stood in a request (`asked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from math import prod

from vardvag.base.texts import Text
from vardvag.service.api.problems import Problem, Wrong
from vardvag.service.open_data.coded import Variable, variables
from vardvag.service.open_data.problems import MOST_WRONG, WRONG, unknown
from vardvag.statistics.open_table import CONTENT, PLACE, OpenCell, OpenTable, Role

_EXPRESSION = re.compile(r"\[?(top|bottom|from|to|range)\(([^()]*)\)\]?", re.IGNORECASE)
_LONGEST = 100
"""A longer pattern matches nothing: no code is as long."""
_BETWEEN = re.compile(r",(?![^(]*\))")
_HOW = Text(
    "Skriv koder, *, top(3), bottom(3), from(kod), to(kod) eller range(kod,kod).",
    "Write codes, *, top(3), bottom(3), from(code), to(code) or range(code,code).",
)


@dataclass(frozen=True)
class Selection:
    """The chosen codes of ours for each dimension, in the table's order."""

    table: OpenTable
    variables: tuple[Variable, ...]
    chosen: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> tuple[int, ...]:
        """How many of each."""
        return tuple(len(one) for one in self.chosen.values())

    @property
    def cells(self) -> int:
        """How many cells that makes."""
        return prod(self.size)

    @cached_property
    def key(self) -> str:
        """The same for the same selection, however it was written."""
        return ";".join(f"{name}={','.join(codes)}" for name, codes in self.chosen.items())

    def codes(self, variable: Variable) -> tuple[str, ...]:
        """The chosen codes of *variable*, as others write them."""
        return tuple(variable.outer[own] for own in self.chosen[variable.dimension.id])

    def told(self) -> Iterator[tuple[tuple[str, ...], OpenCell]]:
        """Each chosen cell with its codes, the last dimension changing quickest."""
        return self.table.select(self.chosen)


def whole(table: OpenTable) -> Selection:
    """Everything in *table*."""
    return Selection(table, variables(table), {one.id: tuple(one.values) for one in table.dimensions})


def by_default(table: OpenTable) -> Selection:
    """What is told when nothing is chosen: every place and content, for the rest what a table shows first."""
    found = variables(table)
    everything = {PLACE, CONTENT}
    return Selection(
        table,
        found,
        {
            one.dimension.id: tuple(one.own.values())
            if one.dimension.id in everything
            else (one.own[one.default],)
            for one in found
        },
    )


def select(table: OpenTable, asked: Mapping[str, Sequence[str]]) -> Selection:
    """What is *asked* for, expressions by the variable's code. Problem with all that is wrong."""
    found = variables(table)
    by_code = {one.code.casefold(): one for one in found}
    wrong: list[Wrong] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for code, expressions in asked.items():
        variable = by_code.get(code.casefold())
        if variable is None:
            kind = Text("Variabeln", "variable")
            wrong.append(unknown(_where(code), kind, code, [one.code for one in found]))
        else:
            chosen[variable.dimension.id] = _chosen(variable, expressions, wrong)
        if len(wrong) >= MOST_WRONG:
            break
    for variable in found:
        if variable.dimension.id not in chosen:
            chosen[variable.dimension.id] = _left_out(variable, wrong)
    if wrong:
        allowed = {one.code: list(one.own) for one in found}
        raise Problem(WRONG, errors=wrong, more={"allowed": allowed})
    return Selection(table, found, {one.id: chosen[one.id] for one in table.dimensions})


def split(text: str) -> list[str]:
    """The expressions of a list; a comma within parentheses does not end one."""
    return [part for part in (one.strip() for one in _BETWEEN.split(text)) if part]


def _chosen(variable: Variable, expressions: Sequence[str], wrong: list[Wrong]) -> tuple[str, ...]:
    """The codes of ours that the expressions give, each once, in the order of the variable."""
    known = list(variable.own)
    taken: set[str] = set()
    faults = []
    for expression in expressions:
        found = _of(variable, known, expression)
        if isinstance(found, Wrong):
            faults.append(found)
        else:
            taken.update(found)
        if len(faults) >= MOST_WRONG:
            break
    wrong += faults
    if not taken and not faults:
        message = Text("Inget värde är valt", "No value is chosen")
        wrong.append(Wrong(_where(variable.code), "no-value", message, _HOW))
    return tuple(own for code, own in variable.own.items() if code in taken)


def _of(variable: Variable, known: list[str], expression: str) -> Sequence[str] | Wrong:
    where = _where(variable.code)
    match = _EXPRESSION.fullmatch(expression)
    if match:
        return _range(variable, known, match[1].casefold(), [one.strip() for one in match[2].split(",")])
    if expression in variable.own:
        return (expression,)
    if ("*" in expression or "?" in expression) and len(expression) <= _LONGEST:
        pattern = expression.replace("[", "[[]")
        found = [code for code in known if fnmatchcase(code, pattern)]
        if found:
            return found
    return unknown(where, Text("Värdet", "value"), expression, known)


def _range(variable: Variable, known: list[str], word: str, given: list[str]) -> Sequence[str] | Wrong:
    where = _where(variable.code)
    if word in ("top", "bottom"):
        numbers = [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 7]
        if len(numbers) != len(given) or len(given) > 2 or numbers[0] == 0:
            message = Text(f"{word}() tar ett antal, minst 1", f"{word}() takes a number, at least 1")
            return Wrong(where, "wrong-expression", message, _HOW)
        newest_first = variable.dimension.role is Role.TIME
        ordered = known[::-1] if newest_first is (word == "top") else known
        number, skipped = numbers[0], numbers[1] if len(numbers) > 1 else 0
        return ordered[skipped : skipped + number]
    if len(given) != (2 if word == "range" else 1):
        return Wrong(where, "wrong-expression", Text(f"{word}() tar koder", f"{word}() takes codes"), _HOW)
    for one in given:
        if one not in variable.own:
            return unknown(where, Text("Värdet", "value"), one, known)
    first = 0 if word == "to" else known.index(given[0])
    last = len(known) - 1 if word == "from" else known.index(given[-1])
    if first > last:
        message = Text("Slutet står före början", "The end stands before the beginning")
        return Wrong(where, "wrong-expression", message, _HOW)
    return known[first : last + 1]


def _left_out(variable: Variable, wrong: list[Wrong]) -> tuple[str, ...]:
    if variable.whole is not None:
        return (variable.own[variable.whole],)
    if len(variable.own) == 1:
        return tuple(variable.own.values())
    message = Text(f"{variable.code} måste väljas", f"{variable.code} must be chosen")
    remedy = Text(
        f"Lägg till {_where(variable.code)[1:]}={variable.default}, eller =* för alla.",
        f"Add {_where(variable.code)[1:]}={variable.default}, or =* for all.",
    )
    wrong.append(Wrong(_where(variable.code), "missing-variable", message, remedy))
    return ()


def _where(code: str) -> str:
    return f"?valueCodes[{code[:40]}]"
