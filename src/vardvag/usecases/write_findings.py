"""Write every finding of a check to a file as they come: CSV, Excel or Parquet, of any number.

The columns are those that `vardvag check` prints. A text that a spreadsheet would run as a formula is made
harmless. Here does not belong which findings there are (`check_contacts`).
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from vardvag.base.errors import MissingExtra, WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.formulas import harmless
from vardvag.base.texts import Language, Text

COLUMNS = ("file", "row", "column", "value", "rule", "severity", "message", "remedy")
"""What stands of each finding."""

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet of Excel holds; a further sheet takes more."""

SEVERITIES = {Severity.ERROR: Text("fel", "error"), Severity.WARNING: Text("varning", "warning")}

_AT_A_TIME = 50_000

Line = tuple[str | int | None, ...]


class FindingsFile:
    """An open file to which findings are added; by its ending `.csv`, `.xlsx` or `.parquet`.

    WrongUse for another ending, MissingExtra for Parquet without the extra [statistics].
    """

    def __init__(self, path: Path, language: Language = "sv") -> None:
        endings: dict[str, Callable[[Path], _Out]] = {
            ".csv": _Csv,
            ".xlsx": _Workbook,
            ".parquet": _Parquet,
        }
        if path.suffix.lower() not in endings:
            raise WrongUse(
                Text(
                    f"{path.name}: fynd skrivs som {', '.join(endings)}",
                    f"{path.name}: findings are written as {', '.join(endings)}",
                )
            )
        self.number = 0
        self._language = language
        self._out = endings[path.suffix.lower()](path)

    def add(self, finding: Finding) -> None:
        """Write one more."""
        self.number += 1
        self._out.add(
            (
                finding.file,
                finding.row,
                finding.column,
                finding.seen,
                finding.rule,
                SEVERITIES[finding.severity].in_language(self._language),
                finding.message.in_language(self._language),
                finding.remedy.in_language(self._language),
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()


class _Out:
    """Where lines go."""

    def add(self, line: Line) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


class _Csv(_Out):
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def add(self, line: Line) -> None:
        self._rows.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in line])

    def close(self) -> None:
        self._file.close()


class _Workbook(_Out):
    def __init__(self, path: Path) -> None:
        import xlsxwriter  # lazily: only this form needs it

        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
        self._bold = self._book.add_format({"bold": True})
        self._sheets, self._row = 0, MOST_ROWS
        self._sheet: Any = None
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet("Fynd" if self._sheets == 1 else f"Fynd {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        for at, name in enumerate(COLUMNS):
            self._sheet.write_string(0, at, name, self._bold)
        self._row = 0

    def add(self, line: Line) -> None:
        if self._row == MOST_ROWS:
            self._begin()
        self._row += 1
        for at, cell in enumerate(line):
            if isinstance(cell, int):
                self._sheet.write_number(self._row, at, cell)
            elif cell is not None:
                self._sheet.write_string(self._row, at, harmless(cell))

    def close(self) -> None:
        self._book.close()


class _Parquet(_Out):
    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as absent:
            raise MissingExtra("statistics", "Parquet") from absent
        kinds = {name: pa.int64() if name == "row" else pa.string() for name in COLUMNS}
        self._schema = pa.schema(list(kinds.items()))
        self._out = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._lines: list[Line] = []

    def add(self, line: Line) -> None:
        self._lines.append(line)
        if len(self._lines) == _AT_A_TIME:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        columns = zip(*self._lines, strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._out.write_batch(pa.record_batch(arrays, schema=self._schema))
        self._lines.clear()

    def close(self) -> None:
        if self._lines:
            self._write()
        self._out.close()
