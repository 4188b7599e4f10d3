"""The agreements that come with Vårdväg, and any that a user keeps in a folder of her own.

An agreement is a folder: `agreement.yaml`, and where they exist `facts.csv` (published facts),
`published.csv` (published amounts) and `discrepancies.md`. Adding one is adding a folder; nothing else is
edited.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from vardvag.agreements.build import read_agreement
from vardvag.agreements.facts_file import read_facts
from vardvag.agreements.model import Agreement
from vardvag.base.cells import Cell
from vardvag.base.errors import NotFound

CATALOGUE = Path(__file__).parent / "catalogue"
FILE = "agreement.yaml"


def names() -> tuple[str, ...]:
    """The built-in agreements, by name."""
    return tuple(sorted(folder.parent.name for folder in CATALOGUE.glob(f"*/{FILE}")))


def load(name: str) -> Agreement:
    """A built-in agreement by name (`svf-2025`), or the one in a file or folder.

    NotFound tells the nearest names.
    """
    if name in names():
        return _built_in(name)
    path = Path(name)
    if path.is_dir():
        path /= FILE
    if path.is_file():
        return read_agreement(path)
    raise NotFound("agreement", name, names())


def published_facts(agreement: Agreement) -> tuple[Cell, ...]:
    """The facts that are kept beside the agreement in `facts.csv`; none when there is no such file."""
    path = agreement.path.parent / "facts.csv"
    return read_facts(path) if path.is_file() else ()


@lru_cache
def _built_in(name: str) -> Agreement:
    return read_agreement(CATALOGUE / name / FILE)
