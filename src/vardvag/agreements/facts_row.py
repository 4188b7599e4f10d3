"""A row of a sheet of facts as a cell, and a cell as a row.

A row that says which figure it is and nothing more is one that nobody has filled in: it is *not given*, which
is neither zero nor wrong. A row that is filled in by half is told.

Here does not belong how columns are named (`facts_columns`) or values read (`facts_values`).
"""

from __future__ import annotations

from collections.abc import Iterable

from vardvag.agreements.facts_columns import ABOUT, KEY, KINDS, REQUIRED
from vardvag.agreements.facts_fields import Fields
from vardvag.agreements.facts_periods import read_period
from vardvag.agreements.facts_places import place_remedy, read_place
from vardvag.agreements.facts_values import read_value, value_columns
from vardvag.base.cells import Basis, Cell, CellKey, Status
from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import Unreadable
from vardvag.base.texts import Text


def is_unfilled(fields: Fields) -> bool:
    """Whether the row only says which figure it asks for."""
    filled = fields.filled()
    return {"measure", "place", "period"} <= filled <= {*KEY, ABOUT.name} and not fields.findings


def read_row(fields: Fields, others: Iterable[str] = ()) -> Cell | None:
    """The cell of a row; None when something is wrong with it, which *fields* then tells.

    *others* are the recipients that an agreement names itself.
    """
    for name in REQUIRED:
        column = fields.heading(name)
        fields.need(
            name, Text("Rutan är tom", "The field is empty"), Text(f"Fyll i {column}", f"Fill in {column}")
        )
    place, period = _place(fields, tuple(others)), _period(fields)
    basis = fields.one_of("basis", [one.value for one in Basis])
    kind = fields.one_of("kind", KINDS)
    status = Status(fields.one_of("status", [one.value for one in Status]) or Status.REPORTED)
    value = read_value(kind, fields) if status is Status.REPORTED and kind else None
    if status is not Status.REPORTED and {"numerator", "denominator", "value"} & fields.filled():
        fields.note(
            "value-not-reported",
            "status",
            Text("En uppgift som saknas kan inte ha ett värde", "A missing fact cannot have a value"),
            Text("Ta bort värdet eller ändra status", "Remove the value or change the status"),
        )
    as_known, source = fields.day("as_known"), _source(fields)
    if fields.findings or source is None:
        return None
    key = CellKey(
        fields.text("measure") or "",
        place or "",
        period or "",
        fields.text("policy"),
        Basis(basis) if basis else None,
    )
    return Cell(key, value, source, status, as_known, fields.text("fingerprint"))


def fact_row(cell: Cell) -> dict[str, str]:
    """One cell as the columns of the file, all as text; columns that say nothing are left out."""
    key, source = cell.key, cell.source
    row = {
        "measure": key.measure,
        "place": key.place,
        "period": key.period,
        "policy": key.policy,
        "basis": key.basis.value if key.basis else None,
        "status": cell.status.value,
        "as_known": cell.as_known.isoformat() if cell.as_known else None,
        "fingerprint": cell.fingerprint,
        "source_title": source.title,
        "source_url": source.url,
        "source_section": source.section,
        "source_date": source.date.isoformat() if source.date else None,
        "confidence": source.confidence.value,
        "note_sv": source.note.sv if source.note else None,
        "note_en": source.note.en if source.note else None,
    } | value_columns(cell.value)
    return {name: text for name, text in row.items() if text is not None}


def _place(fields: Fields, others: tuple[str, ...]) -> str | None:
    text = fields.text("place")
    if text is None or (place := read_place(text, others)) is not None:
        return None if text is None else place
    message = Text("Platsen är okänd", "The place is unknown")
    fields.note("unknown-place", "place", message, place_remedy(text, others))
    return None


def _period(fields: Fields) -> str | None:
    given = fields.get("period")
    try:
        return None if given is None else read_period(given)
    except Unreadable as problem:
        message = Text("Perioden kan inte läsas", "The period cannot be read")
        fields.note("period", "period", message, problem.text)
        return None


def _source(fields: Fields) -> Source | None:
    confidence = fields.one_of("confidence", [one.value for one in Confidence]) or Confidence.OFFICIAL
    note_sv, note_en = fields.text("note_sv"), fields.text("note_en")
    day, url = fields.day("source_date"), fields.text("source_url")
    if url is not None and not url.startswith(("https://", "http://")):
        message = Text("Adressen är ingen öppen adress", "The address is not a public one")
        remedy = Text("Skriv hela adressen, https://…", "Write the whole address, https://…")
        fields.note("source", "source_url", message, remedy)
        return None
    try:
        return Source(
            fields.text("source_title") or "?",
            url,
            fields.text("source_section"),
            day,
            Confidence(confidence),
            Text(note_sv or note_en or "", note_en or note_sv or "") if note_sv or note_en else None,
        )
    except Unreadable:
        address, section, note = map(fields.heading, ("source_url", "source_section", "note_sv"))
        fields.note(
            "source",
            "source_title",
            Text("Källan säger för lite", "The source says too little"),
            Text(
                f"Fyll i {address} eller {section}; ett antagande behöver {note}",
                f"Fill in {address} or {section}; an assumption needs {note}",
            ),
        )
        return None
