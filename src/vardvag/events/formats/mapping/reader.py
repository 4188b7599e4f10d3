"""An export read by a mapping: rows of the model it names, and findings under the export's own columns.

A value that has no translation in a column with codes is told, never passed on: it might happen to be a code
of another meaning. A column that is `ignored` is not read at all. A mapping is for reading; nothing is
written by it. Here does not belong what a mapping file may say (`file`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vardvag.base.errors import WrongUse
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import Attribute, Required
from vardvag.events.checks.header import header_findings
from vardvag.events.checks.rule import Row, SeenFile
from vardvag.events.formats.cells import CellReader
from vardvag.events.formats.mapping.dates import iso_of
from vardvag.events.formats.mapping.file import (
    CODE_LISTS,
    AttributeField,
    DateForm,
    MappingFile,
    read_mapping,
)
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.tables.opening import open_table
from vardvag.events.formats.tables.table import Table


class MappedFormat:
    """A format made of a mapping file. `NAME` is the mapping's own."""

    SUFFIXES: tuple[str, ...] = ()

    def __init__(self, mapping: MappingFile) -> None:
        self.mapping = mapping
        self.NAME = mapping.name
        self.TITLE = mapping.title
        self.columns = {
            name: one.column for name, one in mapping.fields.attributes.items() if one.column is not None
        }
        self.MODEL = replace(mapping.model, findings_in=self._findings_in)

    def open_rows(self, path: Path) -> Rows:
        """Open an export. OSError when it cannot be opened; every other fault is a finding."""
        table = open_table(path, frozenset(self.columns.values()))
        if not table.faults:
            table.faults += _header_faults(table, self.columns.values(), self.mapping.fields.ignored)
        found = Text(f"{table.found.sv}, mappningen {self.NAME}", f"{table.found.en}, mapping {self.NAME}")
        rows = Rows(found, table.header, iter(()), table.faults, self.MODEL)
        if not table.faults or set(self.columns.values()) <= set(table.header):
            rows.rows = self._rows(table)
        else:
            rows.rows = (Row(number, {}) for number, _ in table.records)
        return rows

    def read(self, path: Path) -> Reading:
        """Read an export with every finding. OSError when it cannot be opened."""
        return read_rows(path.name, self.open_rows(path))

    def write(self, contacts: Iterable[object], path: Path) -> int:
        """WrongUse: a mapping is not written by."""
        raise WrongUse(
            Text(
                f"{self.NAME} är en mappning och skrivs inte; skriv i formatet {self.mapping.model.name}",
                f"{self.NAME} is a mapping and is not written; write in the format {self.mapping.model.name}",
            )
        )

    def _rows(self, table: Table) -> Iterator[Row]:
        header = tuple(self.mapping.fields.attributes)
        places = {name: place for place, name in enumerate(table.header)}
        cells = [
            _Cell(name, one, places.get(one.column or ""), self._form(name, one))
            for name, one in self.mapping.fields.attributes.items()
        ]
        reader = CellReader(table.file, header, self.mapping.model)
        for number, raw in table.records:
            if len(raw) != len(table.header):
                yield CellReader(table.file, table.header, self.mapping.model).row(number, raw)
                continue
            yield self._row(number, raw, cells, reader)

    def _form(self, name: str, one: AttributeField) -> DateForm | None:
        if name not in self.mapping.model.days:
            return None
        return one.dates or self.mapping.fields.dates

    def _row(self, number: int, raw: Sequence[str], cells: Sequence[_Cell], reader: CellReader) -> Row:
        texts, unknown = [], []
        for cell in cells:
            text = cell.text(raw)
            if text is None:
                unknown.append(cell)
                text = cell.raw(raw)
            texts.append(text)
        row = reader.row(number, texts)
        written = {
            cell.name: as_it_stands
            for cell in cells
            if cell.name in row.values
            and cell.place is not None
            and (as_it_stands := cell.raw(raw)) != row.values[cell.name]
        }
        faults = (
            *(replace(fault, column=self._own(fault.column)) for fault in row.faults),
            *(self._unmapped(reader.file, number, cell, raw) for cell in unknown),
        )
        return Row(number, row.values, written or None, faults)

    def _unmapped(self, file: str, number: int, cell: _Cell, raw: Sequence[str]) -> Finding:
        return Finding(
            "code-unmapped",
            Text(
                f"Värdet har ingen översättning till {cell.name}",
                f"The value has no translation to {cell.name}",
            ),
            Text(
                f"Lägg till det under codes för {cell.name} i mappningen {self.NAME}",
                f"Add it to codes of {cell.name} in the mapping {self.NAME}",
            ),
            file=file,
            row=number,
            column=self._own(cell.name),
            value=cell.raw(raw),
        )

    def _findings_in(self, row: Row, seen: SeenFile) -> list[Finding]:
        found = self.mapping.model.findings_in(row, seen)
        return [replace(finding, column=self._own(finding.column)) for finding in found]

    def _own(self, attribute: str | None) -> str | None:
        """The export's column of an attribute; the attribute itself where it is a constant."""
        return self.columns.get(attribute, attribute) if attribute is not None else None


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where the text of one attribute comes from. `place` is that of its column, None for a constant."""

    name: str
    field: AttributeField
    place: int | None
    form: DateForm | None

    def raw(self, cells: Sequence[str]) -> str:
        return cells[self.place].strip() if self.place is not None else ""

    def text(self, cells: Sequence[str]) -> str | None:
        """The attribute's text; None when the value has no translation."""
        if self.place is None:
            return self.field.value or ""
        text = cells[self.place].strip()
        if not text:
            return self.field.empty or ""
        if self.field.codes is not None:
            return _codes(self.field.codes).get(text)
        return iso_of(text, self.form) if self.form is not None else text


def _codes(codes: Mapping[str, str] | str) -> Mapping[str, str]:
    return CODE_LISTS[codes] if isinstance(codes, str) else codes


def _header_faults(table: Table, columns: Iterable[str], ignored: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with an export's header, in the words of a mapping."""
    known = {name: Attribute(name, Required.NEVER) for name in ignored}
    known |= {name: Attribute(name, Required.ALWAYS) for name in columns}
    for finding in header_findings(table.header, table.file, known):
        yield replace(finding, remedy=_REMEDIES.get(finding.rule, finding.remedy))


_REMEDIES = {
    "column-missing": Text(
        "Lägg till kolumnen i uttaget, eller rätta column i mappningen",
        "Add the column to the export, or correct column in the mapping",
    ),
    "column-unknown": Text(
        "Lägg till den i mappningen: under attributes, eller under ignored",
        "Add it to the mapping: under attributes, or under ignored",
    ),
    "column-personal": Text(
        "Ta bort den ur uttaget; står den kvar ska den stå under ignored, och läses då inte",
        "Remove it from the export; if it stays it must stand under ignored, and is then not read",
    ),
}


def mapped_format(path: Path) -> MappedFormat:
    """The format that a mapping file makes. BadInput tells every fault of the file."""
    return MappedFormat(read_mapping(path))
