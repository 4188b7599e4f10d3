"""The words of a sheet of facts in either language: its headings, and the words that a column allows.

A heading may be the name (`source_title`) or the Swedish words (`källa`), and a word likewise (`share`,
`andel`). Upper and lower case, hyphens and underscores do not matter.

Here does not belong which columns there are (`facts_columns`).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from vardvag.agreements.facts_columns import ABOUT, COLUMNS, REQUIRED, TABLE
from vardvag.base.findings import Finding
from vardvag.base.texts import Language, Text

SWEDISH: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "ratio": "kvot",
        "share": "andel",
        "count": "antal",
        "amount": "belopp",
        "judgement": "bedömning",
        "day": "dag",
    },
    "basis": {"reported": "rapporterad", "derived": "härledd"},
    "status": {"reported": "rapporterad", "missing": "saknas", "not_applicable": "ej tillämplig"},
    "confidence": {
        "official": "officiell",
        "secondary": "andrahand",
        "inferred": "beräknad",
        "assumption": "antagande",
    },
    "value": {"yes": "ja", "no": "nej"},
}
"""The words that a column allows, in Swedish."""


def heading(name: str, language: Language) -> str:
    """What the column is called above a sheet in *language*."""
    return (
        next(column.heading for column in (ABOUT, *TABLE) if column.name == name)
        if language == "sv"
        else name
    )


def word(column: str, text: str, language: Language) -> str:
    """*text*, one of the words that *column* allows, as it is written in *language*."""
    return SWEDISH.get(column, {}).get(text, text) if language == "sv" else text


def meant(column: str, text: str) -> str:
    """The word that *text* stands for in *column*, in either language; *text* itself when it is none."""
    bare = _bare(text)
    for name, swedish in SWEDISH.get(column, {}).items():
        if bare in (_bare(name), _bare(swedish)):
            return name
    return text


def recognised(written: Sequence[str]) -> list[str]:
    """The names of the columns that the headings stand for; a heading that is none stays as it is."""
    return [_NAMES.get(_bare(one), one.strip()) for one in written]


def column_findings(written: Sequence[str], file: str, row: int) -> list[Finding]:
    """What is wrong with the headings: unknown, twice, or missing. An empty heading is no column."""
    names = recognised(written)
    findings = []
    for name, heading_written in zip(names, written, strict=True):
        if name not in (*COLUMNS, ABOUT.name, ""):
            message, remedy = Text("Okänd kolumn", "Unknown column"), _nearest(name)
        elif name and names.count(name) > 1:
            message = Text("Kolumnen står två gånger", "The column stands twice")
            remedy = Text("Ta bort den ena", "Remove one of them")
        else:
            continue
        findings.append(
            Finding("column", message, remedy, file=file, row=row, column=heading_written.strip())
        )
    findings += [
        Finding(
            "column",
            Text(f"Kolumnen {name} saknas", f"The column {name} is missing"),
            Text(
                f"Lägg till {name} (eller {heading(name, 'sv')}) i första raden",
                f"Add {name} to the first row",
            ),
            file=file,
            row=row,
            column=name,
        )
        for name in REQUIRED
        if name not in names
    ]
    return findings


def _nearest(name: str) -> Text:
    near = difflib.get_close_matches(_bare(name), _NAMES, n=1, cutoff=0.5)
    if near:
        sv, en = heading(_NAMES[near[0]], "sv"), _NAMES[near[0]]
        return Text(f"Menade du {sv if _bare(sv) == near[0] else en}?", f"Did you mean {en}?")
    sv, en = ", ".join(column.heading for column in TABLE), ", ".join(COLUMNS)
    return Text(f"Tillåtna: {sv}", f"Allowed: {en}")


def _bare(text: str) -> str:
    """A heading or word without what does not matter: case, hyphens, underscores, spaces around."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


_NAMES = {
    _bare(written): column.name for column in (*TABLE, ABOUT) for written in (column.name, column.heading)
}
