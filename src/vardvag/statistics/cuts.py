"""Cuts: by what a figure may be split beside region and month, one at a time.

The speciality is in the cube itself. Every other cut has an additive cube of its own in each load: the
margins are not crossed, so each stays small. A cut is an SQL expression over a contact, and the same in
Python.

**Age** is the age reached in the year of decision, because only the year of birth is sent. `assumption:` no
source says which age groups the national pages have; these are ours.

What the national format does not hold is no cut: who runs the unit (region or private) is not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vardvag.base.errors import NotFound
from vardvag.base.texts import Text
from vardvag.engines.dialects import Dialect
from vardvag.events.model import NOT_THERE, Contact

AGES = (18, 30, 50, 65, 80)
"""The first age of each group but the first."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to split. `column` is its column in a cube, `sql` its value from a contact on an engine, and
    `of` the same in Python. `stored`: it has a cube of its own."""

    id: str
    title: Text
    column: str
    sql: Callable[[Dialect], str]
    of: Callable[[Contact], str]
    stored: bool = True


def _age_names() -> tuple[str, ...]:
    firsts = (0, *AGES)
    closed = (f"{first}-{after - 1}" for first, after in zip(firsts, AGES, strict=False))
    return (*closed, f"{AGES[-1]}+")


AGE_NAMES = _age_names()


def _age_sql(dialect: Dialect) -> str:
    decided = dialect.month_index("decided_on")
    younger = " ".join(
        f"WHEN {decided} < (birth_year + {age}) * 12 THEN '{name}'"
        for age, name in zip(AGES, AGE_NAMES, strict=False)
    )
    return f"CASE {younger} ELSE '{AGE_NAMES[-1]}' END"


def _age_of(contact: Contact) -> str:
    age = contact.decided_on.year - contact.birth_year
    return AGE_NAMES[sum(age >= first for first in AGES)]


_SEX = "CASE WHEN sex = 1 THEN '1' WHEN sex = 2 THEN '2' ELSE '3' END"

CUTS = {
    cut.id: cut
    for cut in (
        Cut(
            "speciality",
            Text("verksamhetsområde (MVO)", "field of activity (MVO)"),
            "speciality",
            lambda _: "speciality",
            lambda contact: contact.speciality,
            stored=False,
        ),
        Cut(
            "sex",
            Text("kön", "sex"),
            "value",
            lambda _: _SEX,
            lambda contact: str(contact.sex) if contact.sex in (1, 2) else "3",
        ),
        Cut("age", Text("ålder", "age"), "value", _age_sql, _age_of),
        Cut(
            "municipality",
            Text("patientens kommun", "municipality of the patient"),
            "value",
            lambda _: "municipality",
            lambda contact: contact.municipality,
        ),
        Cut(
            "form",
            Text("kontaktform", "form of contact"),
            "value",
            lambda _: "contact_form",
            lambda contact: contact.contact_form,
        ),
        Cut(
            "profession",
            Text("yrkeskategori", "profession"),
            "value",
            lambda _: "profession",
            lambda contact: contact.profession,
        ),
    )
}
"""Every cut by its name."""

STORED = tuple(cut for cut in CUTS.values() if cut.stored)


def cut_named(name: str) -> Cut:
    """The cut called *name*. NotFound names the nearest."""
    if name not in CUTS:
        raise NotFound(Text("Indelning", "cut"), name, CUTS)
    return CUTS[name]


def value_title(cut: Cut, value: str) -> Text:
    """What a value of the cut is called, where it has a name of its own; else the code."""
    if cut.id == "sex":
        return {"1": Text("män", "men"), "2": Text("kvinnor", "women")}.get(value, Text("okänt", "unknown"))
    if value == NOT_THERE:
        return Text("ingen uppgift", "not stated")
    if cut.id == "age":
        return Text(f"{value.replace('-', '–')} år", f"{value.replace('-', '–')} years")
    return Text(value, value)
