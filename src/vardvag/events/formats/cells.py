"""From the cells of a table to rows of a model: trimmed, days in ISO form, spoilt codes mended and told.

Every table goes this way, whatever file it stands in, and so does a row that bulk work hands to the
reference. Here does not belong where cells come from (`tables`), nor what is right or wrong
(`events/checks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.checks.header import header_findings
from vardvag.events.checks.rule import Row
from vardvag.events.formats.reading import UNREADABLE_ROW, Rows
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.tables.table import Table
from vardvag.events.spellings import FORMS, Form, code_mended, day_spelled


def rows_of(table: Table, model: RowModel) -> Rows:
    """The rows of *model* that stand in a table under the names of its attributes."""
    if not table.faults:  # else there is no header to judge
        table.faults += header_findings(table.header, table.file, model.attributes)
    rows = Rows(table.found, table.header, iter(()), table.faults, model)
    rows.rows = _rows(table, CellReader(table.file, table.header, model), rows)
    return rows


def _rows(table: Table, reader: CellReader, rows: Rows) -> Iterator[Row]:
    read = reader.row
    for number, cells in table.records:
        yield read(number, cells)
    if forms := forms_found(reader.forms):
        rows.found = Text(f"{table.found.sv}, {forms.sv}", f"{table.found.en}, {forms.en}")


class CellReader:
    """Makes the rows of one file. `forms` are the ways in which its days have been written so far."""

    def __init__(self, file: str, header: Sequence[str], model: RowModel) -> None:
        self.file = file
        self.header = tuple(header)
        self.forms: set[Form] = set()
        places = {name: place for place, name in enumerate(self.header)}
        self._days = [(places[name], name) for name in model.days if name in places]
        self._codes = [
            (place, name, model.codes[name], {""}) for name, place in places.items() if name in model.codes
        ]
        self._iso = {"": ""}

    def row(self, number: int, cells: Sequence[str]) -> Row:
        """The row with *number* and these cells, of which there are as many as the header has names.

        A row with more or fewer is one that cannot be made out: it says so in its faults.
        """
        texts = tuple(map(str.strip, cells))
        values = dict(compress(zip(self.header, texts, strict=False), texts))
        if len(texts) != len(self.header):
            return Row(number, values, faults=(self._wrong_number(number, len(texts)),))
        written: dict[str, str] = {}
        known = self._iso
        for place, name in self._days:
            text = texts[place]
            iso = known.get(text)
            if iso is None:
                iso = self._learnt(text)
            if iso is not text and iso != text:
                written[name], values[name] = text, iso
        faults: tuple[Finding, ...] = ()
        for place, name, kind, whole in self._codes:
            text = texts[place]
            if text in whole:
                continue
            mended = code_mended(text, kind)
            if mended == text:
                if len(whole) < _MOST_REMEMBERED:
                    whole.add(text)
                continue
            written[name], values[name] = text, mended
            faults += (self._mended(number, name, text, mended),)
        return Row(number, values, written, faults) if written else Row(number, values)

    def _learnt(self, text: str) -> str:
        """*text* in ISO form, or as it is when it has none; remembered."""
        spelled = day_spelled(text)
        if spelled is not None:
            self.forms.add(spelled.form)
        if len(self._iso) >= _MOST_REMEMBERED:
            self._iso = {"": ""}
        self._iso[text] = iso = spelled.iso if spelled is not None else text
        return iso

    def _mended(self, number: int, column: str, text: str, mended: str) -> Finding:
        return Finding(
            "mended",
            Text(f"Koden läses som {mended}", f"The code is read as {mended}"),
            Text(
                "Gör cellerna till text i kalkylprogrammet, så att nollor och siffror står kvar",
                "Make the cells text in the spreadsheet, so that zeros and digits stay",
            ),
            Severity.WARNING,
            self.file,
            number,
            column,
            text,
        )

    def _wrong_number(self, number: int, cells: int) -> Finding:
        return Finding(
            UNREADABLE_ROW,
            Text("Raden har fel antal celler", "The row has the wrong number of cells"),
            Text(
                f"Rubriken har {len(self.header)}. Sätt citattecken om värden som innehåller skiljetecknet",
                f"The header has {len(self.header)}. Put quotes around values that hold the delimiter",
            ),
            file=self.file,
            row=number,
            value=str(cells),
        )


_MOST_REMEMBERED = 200_000


def forms_found(forms: set[Form]) -> Text | None:
    """How days are written, when in any other way than 2019-09-30 alone."""
    others = [FORMS[form] for form in Form if form in forms]
    if not others or forms == {Form.ISO}:
        return None
    return Text(f"datum som {', '.join(others)}", f"dates as {', '.join(others)}")
