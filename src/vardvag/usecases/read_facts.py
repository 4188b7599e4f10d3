"""Read facts: the cells of one or more files, CSV or Excel, with every finding of all of them at once.

Here does not belong how one file is read (`agreements/facts_file`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.agreements.facts_file import facts_in
from vardvag.agreements.facts_sheet import contradictions
from vardvag.base.cells import Cell
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text


def read_facts(paths: Iterable[Path], others: Iterable[str] = ()) -> tuple[Cell, ...]:
    """The cells of the files in *paths*; *others* are the recipients that the agreement names itself.

    BadInput holds the findings of every file, not of the first, and every figure that two of them give
    different values of, with both places.
    """
    others = tuple(others)
    readings = [facts_in(path, others) for path in paths]
    findings = [finding for reading in readings for finding in reading.findings]
    findings += contradictions(readings)
    if findings:
        files = ", ".join(dict.fromkeys(finding.file or "" for finding in findings))
        raise BadInput(Text(f"{files} kan inte användas", f"{files} cannot be used"), findings)
    return tuple(one.cell for reading in readings for one in reading.placed)
