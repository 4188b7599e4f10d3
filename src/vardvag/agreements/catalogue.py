"""The agreements that come with Vårdväg, and any that a user keeps in a folder of her own.

An agreement is a folder: `agreement.yaml`, and where they exist `facts.csv` (published facts),
`published.csv` (published amounts) and `discrepancies.md`. Adding one is adding a folder; nothing else is
edited.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from vardvag.agreements.build import read_agreement, rebuild
from vardvag.agreements.facts_file import read_facts
from vardvag.agreements.model import Agreement
from vardvag.base.cells import Cell
from vardvag.base.errors import NotFound
from vardvag.base.texts import Text

CATALOGUE = Path(__file__).parent / "catalogue"
FILE = "agreement.yaml"


def names() -> tuple[str, ...]:
    """The built-in agreements, by name."""
    return tuple(sorted(folder.parent.name for folder in CATALOGUE.glob(f"*/{FILE}")))


def load(
    name: str, *, on: date | None = None, variant: str | None = None, changes: Iterable[str] = ()
) -> Agreement:
    """A built-in agreement by name (`svf-2025`), or the one in a file or folder.

    `on`: as it stood that day, amendments of later days left out (None: as last amended). `variant`: another
    reading of it. `changes`: what a scenario sets, `path=value`. NotFound tells the nearest names.
    """
    changes = tuple(changes)
    if name in names():
        if on is None and variant is None and not changes:
            return _built_in(name)
        return rebuild(_built_in(name).definition, on=on, variant=variant, changes=changes)
    path = Path(name)
    if path.is_dir() and name:
        path /= FILE
    if path.is_file():
        return read_agreement(path, on=on, variant=variant, changes=changes)
    raise _not_found(name, path)


def _not_found(name: str, path: Path) -> NotFound:
    """A file or a folder that is not there is answered with the files that are, a name with the nearest."""
    folder = path.parent
    if path.suffix not in (".yaml", ".yml") and folder == Path():
        return NotFound(Text("överenskommelse", "agreement"), name, names())
    if not folder.is_dir():
        beside = (
            [one.name for one in folder.parent.iterdir() if one.is_dir()] if folder.parent.is_dir() else []
        )
        return NotFound(Text("mapp", "folder"), str(folder), beside)
    here = (
        Text("den här mappen", "this folder") if folder == Path() else Text(f"mappen {folder}", f"{folder}")
    )
    there = [one.name for one in folder.glob("*.y*ml")]
    return NotFound(Text(f"fil i {here.sv}", f"file in {here.en}"), path.name, there)


def of_year(year: int) -> tuple[Agreement, ...]:
    """The built-in agreements that are about *year*, by name."""
    return tuple(one for one in map(load, names()) if year in one.years)


def years() -> tuple[int, ...]:
    """The years that some built-in agreement is about, the latest first."""
    return tuple(sorted({year for one in map(load, names()) for year in one.years}, reverse=True))


def published_facts(agreement: Agreement) -> tuple[Cell, ...]:
    """The facts that are kept beside the agreement in `facts.csv`; none when there is no such file."""
    path = agreement.path.parent / "facts.csv"
    return _facts(path, tuple(agreement.others)) if path.is_file() else ()


@cache
def _facts(path: Path, others: tuple[str, ...]) -> tuple[Cell, ...]:
    return read_facts(path, others)


@cache
def _built_in(name: str) -> Agreement:
    return read_agreement(CATALOGUE / name / FILE)
