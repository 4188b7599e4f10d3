"""The rules that any kind of row has: a value is there, is one of its codes, can be read, and names nobody.

The national model of specialised care has its own in `values`, in the model's words. Here does not belong
what one kind of row asks beside these (`primary_care`, `care_events`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from vardvag.base.moments import DoubtfulTime
from vardvag.base.texts import Text
from vardvag.events.checks import identity, values
from vardvag.events.checks.attributes import HSA_IDS, Attribute, Required
from vardvag.events.checks.identity import holds_a_personnummer
from vardvag.events.checks.persons import looks_like_a_name
from vardvag.events.checks.rule import Row, Rule, SeenFile, legal_day, reported_month
from vardvag.events.checks.sources import OURS
from vardvag.events.spellings import is_ambiguous, is_rounded

_WORDS = {rule.id: rule for rule in (*identity.RULES, *values.RULES)}


def plain_rules(
    attributes: Mapping[str, Attribute],
    *,
    days: Collection[str],
    ids: Collection[str],
    units: Collection[str] = HSA_IDS,
    month: str | None = None,
) -> tuple[Rule, ...]:
    """The rules of rows with *attributes*.

    Of them *days* hold days or times, *ids* the sender's own ids, *units* HSA-ids, and *month* a month.
    """
    always = [name for name, one in attributes.items() if one.required is Required.ALWAYS]
    coded = {name: one.pattern for name, one in attributes.items() if one.pattern is not None}

    def person(row: Row, _: SeenFile) -> Iterator[str]:
        return (name for name, value in row.values.items() if holds_a_personnummer(name, value, units))

    def somebody(row: Row, _: SeenFile) -> Iterator[str]:
        return (name for name, value in row.values.items() if looks_like_a_name(value, name in ids))

    def empty(row: Row, _: SeenFile) -> list[str]:
        return [name for name in always if name not in row.values]

    def no_code(row: Row, _: SeenFile) -> Iterator[str]:
        values = row.values
        return (name for name, one in coded.items() if name in values and not one.fullmatch(values[name]))

    def no_month(row: Row, _: SeenFile) -> Iterator[str]:
        if month is not None and month in row.values and not _is_month(row.values[month]):
            yield month

    def no_day(row: Row, _: SeenFile) -> Iterator[str]:
        found = (name for name in days if name in row.values and _doubt(row.values[name]) is ValueError)
        return (name for name in found if not is_ambiguous(row.values[name]))

    def two_ways(row: Row, _: SeenFile) -> Iterator[str]:
        return (name for name in days if name in row.values and is_ambiguous(row.values[name]))

    def rounded(row: Row, _: SeenFile) -> Iterator[str]:
        return (name for name in ids if name in row.values and is_rounded(row.values[name]))

    def doubtful(row: Row, _: SeenFile) -> Iterator[str]:
        return (name for name in days if name in row.values and _doubt(row.values[name]) is DoubtfulTime)

    return (
        replace(_WORDS["person"], check=person, breaks=()),
        replace(_WORDS["name"], check=somebody, breaks=()),
        Rule(
            "required",
            Text("Uppgiften saknas", "The value is missing"),
            Text("Fyll i den", "Fill it in"),
            empty,
            columns=tuple(always),
            source=OURS,
        ),
        Rule(
            "code",
            Text(
                "Värdet är inte ett av dem som kan stå här",
                "The value is not one of those that may stand here",
            ),
            Text(
                "Använd ett värde ur formatets lista (docs: formats)",
                "Use one of the format's list (docs: formats)",
            ),
            no_code,
            columns=tuple(coded),
            source=OURS,
        ),
        *((replace(_WORDS["month"], check=no_month, columns=(month,), breaks=()),) if month else ()),
        replace(_WORDS["day"], check=no_day, columns=tuple(days), source=OURS, breaks=()),
        replace(_WORDS["day-two-ways"], check=two_ways, columns=tuple(days), breaks=()),
        replace(_WORDS["rounded"], check=rounded, columns=tuple(ids), breaks=()),
        replace(_WORDS["control-character"], breaks=()),
        replace(_WORDS["doubtful-time"], check=doubtful, columns=tuple(days), breaks=()),
    )


def _is_month(text: str) -> bool:
    try:
        reported_month(text)
    except ValueError:
        return False
    return True


def _doubt(text: str) -> type[ValueError] | None:
    try:
        legal_day(text)
    except DoubtfulTime:
        return DoubtfulTime
    except ValueError:
        return ValueError
    return None
