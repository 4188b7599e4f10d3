"""Facts as a file of cells: one row, one figure, with where it was read. Written and read back unchanged.

Columns (any order; those marked * may be left out or empty; Swedish headings are in `facts_columns`):

    measure, place (08, Kalmar, 0880, kommuner-08, SE, SKR …), period (2019-09, 2025-H1, 2019, 2018-12-31),
    policy*, basis* (reported, derived), kind (ratio, share, count, amount, judgement, day),
    numerator*, denominator* (for ratio), value* (71,4 % · 12 · 182,5 mnkr · ja · 2019-10-14),
    status* (reported, missing, not_applicable; empty is reported),
    as_known* (day), judged_by* (for judgement), fingerprint*,
    source_title, source_url*, source_section*, source_date*, confidence*, note_sv*, note_en*,
    about* (not read)

CSV with comma or semicolon between, UTF-8 with or without a byte-order mark; or Excel (`.xlsx`). A share
is of a whole: one above 100 % is refused when it is read, and likewise when it is written. BadInput carries
every finding of the file.

Here does not belong which facts an agreement asks for (`template`), nor what a row says (`facts_row`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from vardvag.agreements.facts import above_whole
from vardvag.agreements.facts_columns import COLUMNS, KINDS, REQUIRED
from vardvag.agreements.facts_places import PLACES
from vardvag.agreements.facts_row import fact_row
from vardvag.agreements.facts_sheet import Reading, read_sheet, unreadable
from vardvag.agreements.facts_workbook import facts_in_workbook
from vardvag.base.cells import Cell
from vardvag.base.errors import BadInput
from vardvag.base.formulas import harmless
from vardvag.base.texts import Text
from vardvag.base.workbook_parts import MAX_BYTES

__all__ = [
    "COLUMNS",
    "KINDS",
    "PLACES",
    "REQUIRED",
    "fact_row",
    "facts_in",
    "facts_text",
    "parse_facts",
    "read_facts",
    "rows_text",
    "write_facts",
]

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins: one of today, and one that is old or has a password."""


def read_facts(path: Path, others: Iterable[str] = ()) -> tuple[Cell, ...]:
    """The cells in the file at *path*, CSV or Excel. BadInput with every finding when something is wrong.

    *others* are the recipients that an agreement names itself, beside regions and municipalities.
    """
    return facts_in(path, others).accepted()


def parse_facts(text: str, file: str = "facts.csv", others: Iterable[str] = ()) -> tuple[Cell, ...]:
    """The cells in *text*, which is CSV; *file* is only for messages."""
    return _facts_in_text(text, file, others).accepted()


def facts_in(path: Path, others: Iterable[str] = ()) -> Reading:
    """What is read in the file at *path*, with the place of each cell, and all that is wrong with it."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as problem:
        why = problem.strerror or str(problem)
        return unreadable(
            str(path),
            Text(f"Filen kan inte läsas: {why}", f"The file cannot be read: {why}"),
            Text("Kontrollera namnet och att filen får läsas", "Check its name, and that it may be read"),
        )
    if raw.startswith(_WORKBOOK) or path.suffix.lower() in (".xlsx", ".xlsm"):
        return facts_in_workbook(raw, path.name, others)
    if len(raw) > MAX_BYTES:
        return unreadable(path.name, *_TOO_LARGE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        at = problem.start + 1
        message = Text(f"Filen är inte UTF-8 (byte {at})", f"The file is not UTF-8 (byte {at})")
        return unreadable(path.name, message, _SAVE_AS)
    return _facts_in_text(text, path.name, others)


def write_facts(cells: Iterable[Cell], path: Path) -> None:
    """Write *cells* as CSV so that `read_facts` gives them back unchanged.

    BadInput, and nothing is written, when a share is above 100 %: it could not be read back.
    """
    path.write_text(facts_text(cells), encoding="utf-8", newline="")


def facts_text(cells: Iterable[Cell]) -> str:
    """The same, as text."""
    cells = tuple(cells)
    if above := [finding for cell in cells if (finding := above_whole(cell))]:
        raise BadInput(Text("uppgifterna kan inte skrivas", "the facts cannot be written"), above)
    return rows_text(fact_row(cell) for cell in cells)


def rows_text(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows by column as CSV. ValueError for a column that is none."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: harmless(text) for name, text in row.items()})
    return buffer.getvalue()


def _facts_in_text(text: str, file: str, others: Iterable[str]) -> Reading:
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error as problem:
        number = reader.line_num
        return unreadable(
            file,
            Text(f"Rad {number} kan inte läsas", f"Row {number} cannot be read"),
            Text(f"Se över citattecken: {problem}", f"Check the quotes: {problem}"),
        )
    return read_sheet(file, lines, others)


_SAVE_AS = Text("Spara den som CSV UTF-8 eller som Excel (.xlsx)", "Save it as CSV UTF-8 or as Excel (.xlsx)")
_TOO_LARGE = (
    Text("Filen är för stor", "The file is too large"),
    Text(
        f"En fil med uppgifter är högst {MAX_BYTES // 1_000_000} MB; dela den i flera",
        f"A file of facts has at most {MAX_BYTES // 1_000_000} MB; divide it into several",
    ),
)
