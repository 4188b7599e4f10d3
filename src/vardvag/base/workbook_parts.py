"""What a workbook is packed of, unpacked within limits before anything opens it.

A small file can unpack to more than fits in memory, and a single character in the last cell of a sheet asks
for seventeen thousand million cells: the library that reads workbooks would then end the whole process. So
the parts are unpacked here, one by one, and put together again; a sheet that reaches beyond the limits is
exchanged for one that says so. The error of a formula, which that library gives as an empty cell, is made
a text.

The limits leave room for every fact of any agreement we know: 290 municipalities, twelve months and ten
figures are 34 800 rows.

Here does not belong what stands in the cells (`workbooks`).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from vardvag.base.errors import Unreadable

MAX_BYTES = 20_000_000
"""The largest file that is read, packed."""
MAX_UNPACKED = 100_000_000
"""The most that is unpacked of it."""
MAX_ROWS, MAX_COLUMNS = 100_000, 50
"""How far a sheet may reach."""

PUT_ASIDE = "\ue000 too large"
"""What stands in the first cell of a sheet that was exchanged."""

_WANTED = re.compile(r"(\[Content_Types\]|_rels/.*|xl/.*)\.(xml|rels)")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ERROR = re.compile(rb"(<(?:\w+:)?c\s(?:[^<>]*?\s)?t\s*=\s*)([\"'])e\2")
_NOTHING = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    f'<c r="A1" t="inlineStr"><is><t>{PUT_ASIDE}</t></is></c></row></sheetData></worksheet>'
).encode()
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    RuntimeError,  # a part with a password of its own, or packed in a way that is not known
    EOFError,
    OSError,
    KeyError,
    ValueError,  # a place in the file that is before its beginning
    OverflowError,
)


def unpacked_within_limits(packed: bytes) -> bytes:
    """The same workbook with nothing packed in it. Unreadable (a ValueError) otherwise."""
    if len(packed) > MAX_BYTES:
        raise too_large()
    buffer, left = io.BytesIO(), MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as parts, zipfile.ZipFile(buffer, "w") as told:
            wanted = {part.filename: part for part in parts.infolist() if _WANTED.fullmatch(part.filename)}
            for name, part in wanted.items():
                if part.file_size > left:
                    raise too_large()
                left -= part.file_size
                told.writestr(name, _handed_on(parts.read(part)))
    except Unreadable:
        raise
    except _BROKEN as problem:
        raise no_workbook() from problem
    return buffer.getvalue()


def no_workbook() -> Unreadable:
    """What is said of a file that is no workbook, or a broken one."""
    return Unreadable(
        "filen är ingen hel arbetsbok; öppna den i Excel och spara den som .xlsx",
        "the file is not a whole workbook; open it in Excel and save it as .xlsx",
    )


def too_large() -> Unreadable:
    """What is said of a workbook beyond the limits."""
    packed, unpacked = MAX_BYTES // 1_000_000, MAX_UNPACKED // 1_000_000
    return Unreadable(
        f"arbetsboken är större än vad som läses ({packed} MB, uppackad {unpacked} MB); "
        "ta bort det som inte är uppgifter",
        f"the workbook is larger than what is read ({packed} MB, unpacked {unpacked} MB); "
        "remove what is not facts",
    )


def _handed_on(content: bytes) -> bytes:
    """One part: as it is, with errors as texts, or nothing when it is a sheet that reaches too far."""
    if b"\0" in content[:4]:  # UTF-16, which the library does not read
        raise no_workbook()
    reach = _Reach()
    reach.parse(content)
    if reach.columns > MAX_COLUMNS or reach.rows > MAX_ROWS:
        return _NOTHING
    return _ERROR.sub(rb"\1\2str\2", content)


class _Reach:
    """How far the filled cells of a sheet reach. A part that is no sheet has no cells."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def parse(self, content: bytes) -> None:
        """ExpatError when it is not XML; Unreadable for a cell that has no place, or words of its own."""
        parser = expat.ParserCreate("utf-8")  # whatever the part says of itself
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind, where = name.rpartition(":")[2], attributes.get("r")
        if kind == "row":
            self._row, self._column = int(where) if where else self._row + 1, 0
        elif kind == "c":
            self._column += 1
            if where is not None:
                self._column, self._row = _numbers(where)
        elif kind in ("v", "is"):
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    def _refuse(self, *_: object) -> None:
        raise no_workbook()


def _numbers(place: str) -> tuple[int, int]:
    """Column and row of a cell: `AA7` is 27 and 7."""
    match = _PLACE.fullmatch(place)
    if match is None:
        raise no_workbook()
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])
