"""The columns of a sheet of supplied numbers, in either language, and what is wrong with its headings.

Here does not belong what stands below them (`read_supplied`).
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from vardvag.base.findings import Finding
from vardvag.base.texts import Language, Text


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its name in files, its Swedish heading, other headings it may have."""

    name: str
    heading: str
    others: tuple[str, ...] = ()
    required: bool = True


PATHWAY = SheetColumn("pathway", "vårdförlopp", ("svf",))

_COLUMNS = (
    SheetColumn("place", "region", ("plats", "kod", "code")),
    SheetColumn("period", "period", ("månad", "month")),
    SheetColumn("numerator", "täljare"),
    SheetColumn("denominator", "nämnare"),
    SheetColumn("status", "status", required=False),
)


def columns_of(per_pathway: bool) -> tuple[SheetColumn, ...]:
    """The columns of a sheet, in the order in which a template has them."""
    place, period, *numbers = _COLUMNS
    return (place, period, *((PATHWAY,) if per_pathway else ()), *numbers)


def heading(column: SheetColumn, language: Language) -> str:
    """What the column is called in a template."""
    if language == "sv":
        return column.heading
    return "region" if column.name == "place" else column.name


def known_headings(per_pathway: bool) -> frozenset[str]:
    """Every heading that is recognised: by them the sheet and its delimiter are found."""
    names = _bare_names(columns_of(per_pathway))
    return frozenset({*names, *(name.capitalize() for name in names)})


def recognised(written: Sequence[str], per_pathway: bool) -> list[str]:
    """The names of the columns that the headings stand for; a heading that is none stays as it is."""
    names = _bare_names(columns_of(per_pathway))
    return [names.get(_bare(one), one.strip()) for one in written]


def heading_findings(written: Sequence[str], per_pathway: bool, file: str) -> list[Finding]:
    """Headings that are unknown, twice, or missing. An empty heading is no column."""
    columns = columns_of(per_pathway)
    names = recognised(written, per_pathway)
    known = {one.name for one in columns}
    findings = []
    for name, one in zip(names, written, strict=True):
        if name and name not in known:
            message, remedy = Text("Okänd kolumn", "Unknown column"), _nearest(name, columns)
        elif name and names.count(name) > 1:
            message = Text("Kolumnen står två gånger", "The column stands twice")
            remedy = Text("Ta bort den ena", "Remove one of them")
        else:
            continue
        findings.append(Finding("column", message, remedy, file=file, column=one.strip()))
    findings += [
        Finding(
            "column",
            Text(f"Kolumnen {one.heading} saknas", f"The column {heading(one, 'en')} is missing"),
            Text(
                f"Lägg till {one.heading} i rubrikraden, eller börja från en mall: --template FIL",
                f"Add {heading(one, 'en')} to the headings, or start from a template: --template FILE",
            ),
            file=file,
            column=one.heading,
        )
        for one in columns
        if one.required and one.name not in names
    ]
    return findings


def _nearest(name: str, columns: Sequence[SheetColumn]) -> Text:
    by_name = {one.name: one for one in columns}
    names = _bare_names(columns)
    near = difflib.get_close_matches(_bare(name), names, n=1, cutoff=0.5)
    if near:
        meant = by_name[names[near[0]]]
        return Text(f"Menade du {meant.heading}?", f"Did you mean {heading(meant, 'en')}?")
    sv, en = (", ".join(heading(one, language) for one in columns) for language in ("sv", "en"))
    return Text(f"Ta bort den. Tillåtna: {sv}", f"Remove it. Allowed: {en}")


def _bare_names(columns: Sequence[SheetColumn]) -> dict[str, str]:
    return {_bare(written): one.name for one in columns for written in (one.name, one.heading, *one.others)}


def _bare(text: str) -> str:
    """A heading without what does not matter: case, hyphens, underscores, spaces around."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
