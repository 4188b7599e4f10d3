"""Diagnoses, external causes and procedures: their attributes, and the rules about a row of them.

In RIV-TA each kind is a call of its own, sent when the contacts have been accepted; in a table a row says one
of the three. The schemas take any text for a code, so no code list is asked here. Here does not belong how a
file is read (`formats/skr_1_1_attached`), nor whether the contact has been sent: that is known when it is
received.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, Attribute, Required, one_of
from vardvag.events.checks.plain import plain_rules
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import OURS, SCHEMA

DIAGNOSIS, ROLE, CAUSE, PROCEDURE = "Diagnos", "DiagnosTyp", "Orsak", "Atgard"
CODES = (DIAGNOSIS, CAUSE, PROCEDURE)
"""The attributes of which a row has one."""

ATTACHED_ATTRIBUTES = {
    one.name: one
    for one in (
        ATTRIBUTES["DatatGallerFor"],
        ATTRIBUTES["Regionkod"],
        ATTRIBUTES["VardkontaktId"],
        Attribute(DIAGNOSIS, Required.NEVER),
        one_of(ROLE, Required.NEVER, "0", "1"),
        Attribute(CAUSE, Required.NEVER),
        Attribute(PROCEDURE, Required.NEVER),
        replace(ATTRIBUTES["ErsattningsId"], required=Required.NEVER),
    )
}
"""Every attribute by its name, in the order a file is written."""


def _not_one_code(row: Row, _: SeenFile) -> list[str]:
    filled = [name for name in CODES if name in row.values]
    return filled[1:] if filled else [DIAGNOSIS]


def _no_role(row: Row, _: SeenFile) -> Iterator[str]:
    if (DIAGNOSIS in row.values) != (ROLE in row.values):
        yield ROLE


RULES: tuple[Rule, ...] = (
    *plain_rules(
        ATTACHED_ATTRIBUTES, days=(), ids=("VardkontaktId", "ErsattningsId"), month="DatatGallerFor"
    ),
    Rule(
        "one-code",
        Text(
            "En rad ska ha en diagnos, en orsak eller en åtgärd",
            "A row has a diagnosis, a cause or a procedure",
        ),
        Text("Skriv en rad för var och en", "Write a row for each"),
        _not_one_code,
        columns=CODES,
        source=SCHEMA,
    ),
    Rule(
        "role",
        Text(
            "DiagnosTyp hör till en diagnos, och den måste ha en",
            "DiagnosTyp belongs to a diagnosis, which needs one",
        ),
        Text("Skriv 1 för huvuddiagnos, 0 för bidiagnos", "Write 1 for the main diagnosis, 0 for another"),
        _no_role,
        columns=(ROLE,),
        source=OURS,
    ),
)
"""Every rule about a row, in the order its findings are told."""
