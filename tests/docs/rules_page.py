"""The pages about contact files, from the definitions: every rule, every attribute, and the Table Schema.

Here does not belong the other pages of reference (`reference_pages`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from page_parts import MADE, cited, table

from vardvag.base.findings import visible
from vardvag.events.checks import conditions, dates, header, identity, order, places, plausible, values
from vardvag.events.checks.attributes import ATTRIBUTES, DATES, HSA_IDS, SENDERS_IDS, Required
from vardvag.events.checks.header import HeaderRule
from vardvag.events.checks.plausible import UnitRule
from vardvag.events.checks.rule import Rule
from vardvag.events.checks.sources import MODEL, SCHEMA
from vardvag.events.checks.table_schema import table_schema
from vardvag.events.checks.thresholds import thresholds

FAMILIES = {
    "Who and which": identity.RULES,
    "One value": values.RULES,
    "When a value must be there": conditions.RULES,
    "Places": places.RULES,
    "One date": dates.RULES,
    "The order of dates": order.RULES,
}

OPENING = """\
What `vardvag check` looks for, and what to do. An **error** rejects the row: it is what the receiver's schema
refuses, what cannot have happened, or what may not be sent. A **warning** does not: it is what the model only
says in words, or what is worth a look. A rule that refuses the file rejects every row of it, and the value is
never shown.

Each example is what is changed in a healthy row (a first visit decided 2019-08-01 and held 2019-09-03, of
Region Kalmar, in the file of September 2019); where there are several rows, the last of them is told. A test
runs each.

How the rules are written is also published for other tools, as far as those can say it of one cell: the
[Frictionless Table Schema](skr-1.1.schema.json). The attributes stand in [skr-1.1](skr-1.1.md)."""

UNITS = """\
When the whole file has been read, each unit's month is looked at (the unit is HSAIdVardenhet). All of these
are warnings: only the unit knows whether it is so. A finding has no row; its value is the unit, the month and
the numbers. Nothing is said of a file that is refused.

Some are told by chance. In five synthetic countries of 10 000 contacts without a defect, 52 warnings stand
against 4 320 unit months: a month of about twenty cases is now and then all within the limit, or three times
the month before. In a country of 2 000 contacts hardly any month is large enough to be judged."""


def rules_page() -> str:
    """Every rule, with what to do."""
    parts = ["# Rules about contacts", MADE, OPENING, "## The header"]
    parts += [part for rule in header.RULES for part in _header_rule(rule)]
    for family, rules in FAMILIES.items():
        parts.append(f"## {family}")
        parts += [part for rule in rules for part in _rule(rule)]
    parts += ["## A unit's month", UNITS]
    parts += [part for rule in plausible.RULES for part in _unit_rule(rule)]
    parts += ["## Thresholds", "The numbers that rules compare with, from `events/checks/thresholds.yaml`."]
    rows = [
        (f"`{one.name}`", f"{one.title.sv} (*{one.title.en}*)", one.value, one.valid_from, cited(one.source))
        for one in thresholds().values()
    ]
    parts.append(table(("name", "what", "value", "from", "source"), rows))
    return "\n\n".join(parts) + "\n"


def _header_rule(rule: HeaderRule) -> Iterable[str]:
    changed = [name for name in rule.breaks if name not in ATTRIBUTES or rule.breaks.count(name) > 1]
    left_out = [name for name in ATTRIBUTES if name not in rule.breaks]
    more = f"with {_code(changed[-1])}" if changed else f"without {_code(left_out[0])}"
    yield f"### {rule.id}"
    yield f"{rule.says.sv}. *{rule.says.en}.*"
    yield table(
        ("", ""),
        [
            ("severity", rule.severity.value),
            ("remedy", f"{rule.remedy.sv} (*{rule.remedy.en}*)"),
            ("source", cited(rule.source)),
            ("example", f"the model's columns, {more}"),
        ],
    )


def _rule(rule: Rule) -> Iterable[str]:
    assert rule.source is not None
    yield f"### {rule.id}"
    yield f"{rule.says.sv}. *{rule.says.en}.*"
    yield table(
        ("", ""),
        [
            ("columns", ", ".join(map(_code, rule.columns)) or "any"),
            ("severity", "error; refuses the file" if rule.refuses_file else rule.severity.value),
            ("the value is", "never shown" if rule.secret else "shown"),
            ("remedy", f"{rule.remedy.sv} (*{rule.remedy.en}*)"),
            ("source", cited(rule.source)),
            ("example", "; then ".join(map(_changed, rule.breaks))),
        ],
    )


def _unit_rule(rule: UnitRule) -> Iterable[str]:
    yield f"### {rule.id}"
    yield f"{rule.says.sv}. *{rule.says.en}.*"
    yield table(
        ("", ""),
        [
            ("look at", _code(rule.column)),
            ("severity", rule.severity.value),
            ("remedy", f"{rule.remedy.sv} (*{rule.remedy.en}*)"),
            ("source", cited(rule.source)),
            ("thresholds", ", ".join(f"`{name}` {thresholds()[name].value}" for name in rule.thresholds)),
            ("example", rule.breaks),
        ],
    )


def _changed(change: Mapping[str, str]) -> str:
    """One row of an example."""
    if not change:
        return "the row as it is"
    return ", ".join(
        f"`{name}` = `{visible(value)}`" if value else f"`{name}` empty" for name, value in change.items()
    )


def _code(name: str) -> str:
    return f"`{name}`"


_WHEN = {
    Required.ALWAYS: ("required", "required"),
    Required.DONE: ("required", "may be empty"),
    Required.NEVER: ("may be empty", "may be empty"),
}


def attributes_page() -> str:
    """Every attribute of the national model."""
    rows = []
    for one in ATTRIBUTES.values():
        held, waiting = _WHEN[one.required]
        if one.name == "StartAktivitet":
            held, waiting = "required", "must be empty"
        rows.append((f"`{one.name}`", held, waiting, one.allowed or _kind(one.name)))
    parts = [
        "# The attributes of skr-1.1",
        MADE,
        "The national model of contacts in specialised care. Read in:",
        f"- {cited(MODEL)}\n- {cited(SCHEMA)}",
        "A row with `StartAktivitet` is about a contact that was *held*, one without about one that *waits*."
        " When else an attribute must have a value stands in [the rules](rules.md). `DatatGallerFor` and"
        " `ErsattningsId` belong to the call in RIV-TA, and are columns here.",
        table(("attribute", "held", "waiting", "values"), rows),
    ]
    return "\n\n".join(parts) + "\n"


def _kind(name: str) -> str:
    """What a value without a list of codes is."""
    if name == "DatatGallerFor":
        return "a month, 2019-09, or a day in it"
    if name in DATES:
        return "a day or a time, 2019-09-30 or 2019-09-30T14:05:00"
    if name in HSA_IDS:
        return "an HSA-id"
    if name in SENDERS_IDS:
        return "an id of the sender's own making, that names nobody"
    return "any text"


def schema_page() -> str:
    """The Table Schema as JSON."""
    return json.dumps(table_schema(), ensure_ascii=False, indent=2) + "\n"
