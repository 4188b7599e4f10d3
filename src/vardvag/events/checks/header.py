"""Rules about the header of a file: what is missing, unknown or twice, and columns that are about people.

They are asked once a file, and of any kind of row: the attributes it has are given. Here does not belong what
stands below the header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from vardvag.base.dated import Source
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, Attribute, Required
from vardvag.events.checks.persons import looks_like_a_name, looks_like_a_personnummer
from vardvag.events.checks.sources import ORDINANCE, OURS, SCHEMA

_PERSONAL = re.compile(
    r"(person|samordnings|reserv)[\s_-]?(nummer|nr)|pnr|(för|for|efter|patient|mellan)?[\s_-]?namn"
    r"|patientens[\s_-]namn|(hem)?adress|telefon(nummer)?|e-?post(adress)?|social security number"
)
"""Whole names of columns, in small letters."""


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """One rule about a header. `check` answers the columns at fault; `breaks` is a header that it tells."""

    id: str
    says: Text
    remedy: Text
    check: Callable[[tuple[str, ...], Mapping[str, Attribute]], Iterable[str]]
    source: Source
    breaks: tuple[str, ...]
    severity: Severity = Severity.ERROR


def header_findings(
    header: tuple[str, ...], file: str, attributes: Mapping[str, Attribute] = ATTRIBUTES
) -> Iterator[Finding]:
    """Everything wrong with a header of rows that have *attributes*.

    A name that may itself be a person's (a file without a header) is told by its place, `#3`.
    """
    for rule in RULES:
        for column in rule.check(header, attributes):
            yield Finding(rule.id, rule.says, rule.remedy, rule.severity, file, 1, column)


def _missing(header: tuple[str, ...], attributes: Mapping[str, Attribute]) -> Iterator[str]:
    present = frozenset(header)
    return (
        name for name, one in attributes.items() if one.required is Required.ALWAYS and name not in present
    )


def _personal(header: tuple[str, ...], attributes: Mapping[str, Attribute]) -> Iterator[str]:
    for place, name in enumerate(header, start=1):
        if name in attributes:
            continue
        if _names_somebody(name):
            yield f"#{place}"
        elif _PERSONAL.fullmatch(name.casefold()):
            yield name


def _twice(header: tuple[str, ...], _: Mapping[str, Attribute]) -> Iterator[str]:
    return (
        f"#{place + 1}" if _names_somebody(name) else name
        for place, name in enumerate(header)
        if name in header[:place] and name
    )


def _unknown(header: tuple[str, ...], attributes: Mapping[str, Attribute]) -> Iterator[str]:
    return (
        name or f"#{place + 1}"
        for place, name in enumerate(header)
        if name not in attributes
        and (not name or name not in header[:place])
        and not _names_somebody(name)
        and not _PERSONAL.fullmatch(name.casefold())
    )


def _names_somebody(text: str) -> bool:
    return looks_like_a_personnummer(text) or looks_like_a_name(text, is_id=True)


RULES = (
    HeaderRule(
        "column-missing",
        Text("Kolumnen saknas", "The column is missing"),
        Text(
            "Lägg till kolumnen; namnen står i informationsmodellen 1.1",
            "Add the column as named in the model 1.1",
        ),
        _missing,
        SCHEMA,
        tuple(name for name in ATTRIBUTES if name != "Mvo"),
    ),
    HeaderRule(
        "column-personal",
        Text(
            "Kolumnen ser ut att hålla personuppgifter; filen tas inte emot",
            "The column seems to name people; refused",
        ),
        Text("Ta bort den ur filen", "Remove it from the file"),
        _personal,
        ORDINANCE,
        (*ATTRIBUTES, "Förnamn"),
    ),
    HeaderRule(
        "column-twice",
        Text("Kolumnen står två gånger", "The column stands twice"),
        Text("Ta bort den ena, eller rätta namnet", "Remove one of them, or correct its name"),
        _twice,
        OURS,
        (*ATTRIBUTES, "Mvo"),
    ),
    HeaderRule(
        "column-unknown",
        Text("Okänd kolumn; den läses inte", "Unknown column; it is not read"),
        Text("Ta bort den, eller rätta namnet", "Remove it, or correct its name"),
        _unknown,
        OURS,
        (*ATTRIBUTES, "Anteckning"),
        Severity.WARNING,
    ),
)
"""Every rule about a header, in the order they are told."""
