"""The law on access turned wrong: `vardvag.contracts.access` as it would be with one thing of it changed.

What is turned is listed in `tests/inversions/access.yaml`; and, by rule, every condition of the paragraphs is
taken away or turned round, and every refusal made a yes (`by_rule`). The folder is copied, changed and
imported in place of the real one while the tables are asked.
"""

from __future__ import annotations

import ast
import functools
import importlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import yaml
from access_examples import Section, first_difference, law
from access_tables import SECTIONS as OWN
from access_tables_joint import SECTIONS as JOINT

import vardvag.contracts
import vardvag.contracts.access
from vardvag.contracts.access import permission as _loaded  # noqa: F401  # so that all of it is there to keep

ACCESS = Path(str(vardvag.contracts.access.__file__)).parent
LISTED = Path(__file__).parents[2] / "inversions" / "access.yaml"
SECTIONS = (*OWN, *JOINT)


@dataclass(frozen=True)
class Inversion:
    """One thing turned wrong: a piece of a file that stands there once, and what stands there instead."""

    name: str
    file: str
    old: str
    new: str

    def text(self, folder: Path = ACCESS) -> str:
        """The file as it would be. ValueError when the piece does not stand there exactly once."""
        text = (folder / self.file).read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.old!r} stands {text.count(self.old)} times in {self.file}")
        return text.replace(self.old, self.new)


def listed() -> list[Inversion]:
    """The rules turned wrong by hand."""
    return [Inversion(**entry) for entry in yaml.safe_load(LISTED.read_text(encoding="utf-8"))]


RULES = (
    "between_caregivers.py",
    "between_social.py",
    "block.py",
    "consent.py",
    "decide.py",
    "emergency.py",
    "existence.py",
    "inner_block_lifted.py",
    "inner_need.py",
    "joint.py",
    "lacking_capacity.py",
    "made_available.py",
    "objection.py",
    "own_access.py",
    "permission.py",
    "protection.py",
    "representation.py",
    "representatives.py",
    "responsibility.py",
    "search_terms.py",
    "visible.py",
)
"""The files whose conditions are turned by rule."""


def by_rule() -> list[Inversion]:
    """Of every rule: each `if` always and never, each part of an `and` or `or` gone, each refusal a yes."""
    return [one for file in RULES for one in _of_file(file)]


def _of_file(file: str) -> Iterator[Inversion]:
    text = (ACCESS / file).read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        for name, part, new in _turned(text, node):
            start, end = _span(text, part)
            yield Inversion(f"{name}, line {part.lineno}", file, text, text[:start] + new + text[end:])


def _turned(text: str, node: ast.AST) -> Iterator[tuple[str, ast.expr, str]]:
    """What one piece of a rule could be instead."""
    if isinstance(node, ast.If) and any(isinstance(one, ast.Raise) for one in node.body):
        return  # a fault of a file is told by a test of its own
    if isinstance(node, ast.If | ast.IfExp) and not _narrows(node.test):
        yield "never", node.test, "False"
        yield "always", node.test, "True"
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            others = [f"({ast.get_source_segment(text, one)})" for one in node.values if one is not value]
            word = " and " if isinstance(node.op, ast.And) else " or "
            if not _narrows(value):
                yield f"without {ast.unparse(value)[:40]}", node, f"({word.join(others)})"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse":
        yield "permitted", node.func, "permit"


def _narrows(test: ast.expr) -> bool:
    """Whether a test is there for the types: what it excludes cannot be, or is an error all the same."""
    words = ast.unparse(test)
    return words.endswith(("is None", "is not None"))


def _span(text: str, node: ast.expr) -> tuple[int, int]:
    lines = text.splitlines(keepends=True)

    def place(line: int, column: int) -> int:
        before = sum(map(len, lines[: line - 1]))
        return before + len(lines[line - 1].encode()[:column].decode())

    return (
        place(node.lineno, node.col_offset),
        place(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset),
    )


@contextmanager
def turned(inversion: Inversion) -> Iterator[SimpleNamespace]:
    """The law with one thing turned wrong, while the context lasts."""
    name = "vardvag.contracts.access"
    kept = {key: module for key, module in sys.modules.items() if key == name or key.startswith(f"{name}.")}
    real = list(vardvag.contracts.__path__)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "access"
        shutil.copytree(ACCESS, copy, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / inversion.file).write_text(inversion.text(), encoding="utf-8")
        for key in kept:
            del sys.modules[key]
        vardvag.contracts.__path__[:] = [place, *real]
        importlib.invalidate_caches()
        try:
            yield law()
        finally:
            for key in [key for key in sys.modules if key == name or key.startswith(f"{name}.")]:
                del sys.modules[key]
            vardvag.contracts.__path__[:] = real
            sys.modules.update(kept)
            vardvag.contracts.access = kept[name]
            importlib.invalidate_caches()


@functools.cache
def _likely(file: str) -> tuple[Section, ...]:
    """The tables in the order they are asked: where a file's faults are soonest noticed."""
    first = [one for one in SECTIONS if one.title.en in _NEAR.get(file, ())]
    return (*first, *(one for one in SECTIONS if one not in first))


_NEAR = {
    "between_caregivers.py": ("A caregiver's reading",),
    "between_social.py": ("An omsorgsgivare's reading",),
    "block.py": ("What a block stands between", "When a block stands"),
    "consent.py": ("The whole chain between caregivers",),
    "emergency.py": ("Danger to life or health",),
    "existence.py": ("That data exist",),
    "inner_block_lifted.py": ("Lifting an inner block", "Which units blocked"),
    "joint.py": ("How what is known reaches the paragraphs", "The whole chain between caregivers"),
    "lacking_capacity.py": ("Somebody who cannot consent",),
    "made_available.py": ("Making available",),
    "objection.py": ("The right to object", "When a block stands"),
    "own_access.py": ("Own direct access", "One item of the own plan"),
    "protection.py": ("Protected identity",),
    "representation.py": ("Guardians and proxies", "Own direct access"),
    "representatives.py": ("Guardians and proxies",),
    "responsibility.py": ("Responsibility stays with the source",),
    "search_terms.py": ("Search terms",),
    "visible.py": ("What is seen of a joined plan", "Who is told that there is more", "What is withheld"),
}


def notices(inversion: Inversion) -> str | None:
    """Where the tables notice; None when they do not. Not being able to answer at all is noticing."""
    try:
        with turned(inversion) as wrong:
            return first_difference(_likely(inversion.file), wrong)
    except ValueError as problem:
        if "stands " in str(problem):
            raise
        return f"ValueError: {problem}"
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
