"""`skr-1.1-attached`: diagnoses, external causes and procedures of contacts, one a row, as a table.

The names are those of the national model's schemas, `Regionkod`, `VardkontaktId` and one of `Diagnos` with
`DiagnosTyp`, `Orsak`, `Atgard`; in RIV-TA each kind is a call of its own. Here does not belong what is right
or wrong (`events/checks/attached`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from vardvag.base.regions import by_information_model, region
from vardvag.base.texts import Text
from vardvag.events.checks.attached import ATTACHED_ATTRIBUTES, CAUSE, DIAGNOSIS, PROCEDURE, ROLE, RULES
from vardvag.events.checks.catalogue import findings_in
from vardvag.events.checks.rule import Row, reported_month
from vardvag.events.formats.cells import rows_of
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.tables.delimited import write_delimited
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.model import Attached, AttachedKind
from vardvag.events.spellings import Code

NAME = "skr-1.1-attached"
SUFFIXES = (".csv", ".txt", ".tsv")
TITLE = Text("Diagnoser, orsaker och åtgärder i specialiserad vård", "Diagnoses, causes and procedures")

_COLUMNS = {
    AttachedKind.DIAGNOSIS: DIAGNOSIS,
    AttachedKind.CAUSE: CAUSE,
    AttachedKind.PROCEDURE: PROCEDURE,
}


def attached_of(row: Row) -> Attached:
    """A row without errors as what it says of a contact."""
    values = row.values
    [(kind, code)] = [(kind, values[name]) for kind, name in _COLUMNS.items() if name in values]
    return Attached(
        kind=kind,
        region=by_information_model(int(values["Regionkod"])).code,
        contact_id=values["VardkontaktId"],
        code=code,
        role=int(values[ROLE]) if ROLE in values else None,
        month=reported_month(values["DatatGallerFor"]),
        replaces=values.get("ErsattningsId"),
        row=row.number,
    )


def row_of(attached: Attached) -> dict[str, str]:
    """What is attached as the filled cells of a row, in the attributes' order. ValueError without a month."""
    if attached.month is None:
        raise ValueError("what is attached without a month cannot be reported")
    values = {
        "DatatGallerFor": str(attached.month),
        "Regionkod": str(region(attached.region).information_model_code),
        "VardkontaktId": attached.contact_id,
        _COLUMNS[attached.kind]: attached.code,
        ROLE: None if attached.role is None else str(attached.role),
        "ErsattningsId": attached.replaces,
    }
    return {name: text for name in ATTACHED_ATTRIBUTES if (text := values.get(name)) is not None}


ATTACHED_ROWS = RowModel(
    NAME,
    TITLE,
    ATTACHED_ATTRIBUTES,
    partial(findings_in, rules=RULES),
    frozenset(rule.id for rule in RULES if rule.refuses_file),
    attached_of,
    row_of,
    days=("DatatGallerFor",),
    codes={"Regionkod": Code.NUMBER, ROLE: Code.NUMBER},
)
"""What is attached to contacts in specialised care."""
MODEL = ATTACHED_ROWS


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; nothing else is raised."""
    return rows_of(open_table(path, ATTACHED_ATTRIBUTES), ATTACHED_ROWS)


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def write(attached: Iterable[Attached], path: Path) -> int:
    """Write what is attached as CSV, streamed; the answer is how many."""
    return write_delimited(map(row_of, attached), path, ATTACHED_ATTRIBUTES)
