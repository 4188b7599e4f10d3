"""Read facts: the cells of one or more CSV files, with every finding of all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.agreements.facts_file import read_facts as read_one
from vardvag.base.cells import Cell
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text


def read_facts(paths: Iterable[Path]) -> tuple[Cell, ...]:
    """The cells of the files in *paths*. BadInput holds the findings of every file, not of the first."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    problems: list[BadInput] = []
    for path in paths:
        try:
            cells += read_one(path)
        except BadInput as problem:
            problems.append(problem)
            findings += problem.findings
    if problems:
        told = Text("; ".join(p.text.sv for p in problems), "; ".join(p.text.en for p in problems))
        raise BadInput(told, findings)
    return tuple(cells)
