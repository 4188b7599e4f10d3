"""Text files as Swedish systems write them: in which encoding, and as lines that cannot exhaust the memory.

The encoding is decided by the whole file: by its byte order mark (UTF-8, UTF-16); without one it is UTF-8
when every byte of it is, and else Windows-1252. A file in neither is refused, and so is one in the encoding
of DOS, whose åäö stand right beside letters as what in Windows-1252 are quotation marks and dashes.

Here does not belong what stands in the lines (`delimited`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from vardvag.base.errors import Unreadable

LONGEST_LINE = 1_000_000
"""Characters; a row of contacts has some hundreds."""

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_DOS = re.compile(rb"[A-Za-z][\x84\x86\x8e\x94\x99]|[\x84\x86\x8e\x94\x99][a-z]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is to be decoded (`codec`), and what that is called."""

    codec: str
    name: str


class LineTooLong(ValueError):
    """A line, or a record of several lines, beyond `LONGEST_LINE`."""


def encoding_of(path: Path) -> Encoding:
    """The encoding of a file. OSError when it cannot be opened; Unreadable when it is in none we read."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, codec, name in _MARKS:
            if start.startswith(mark):
                return Encoding(codec, name)
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        before = 0
        try:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    raise _no_text()
                decoder.decode(chunk)
                before += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as problem:
            _refuse_other_than_windows(path, before + problem.start)
            return Encoding("cp1252", "Windows-1252")
    return Encoding("utf-8", "UTF-8")


def _refuse_other_than_windows(path: Path, first: int) -> None:
    """Unreadable when the bytes that are not UTF-8 are not Windows-1252 either."""
    end = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            told = end + chunk
            if b"\0" in chunk:
                raise _no_text()
            if _NOT_WINDOWS.search(told) or _DOS.search(told):
                raise Unreadable(
                    f"filen är varken i UTF-8 (byte {first + 1}) eller Windows-1252; spara den som CSV UTF-8",
                    f"the file is neither in UTF-8 (byte {first + 1}) nor Windows-1252; save it as CSV UTF-8",
                )
            end = chunk[-1:]


def _no_text() -> Unreadable:
    return Unreadable(
        "filen är inte text; spara den som CSV UTF-8", "the file is not text; save it as CSV UTF-8"
    )


def lines_of(file: TextIO, read: list[int] | None = None) -> Iterator[str]:
    """The lines of an opened file with their ends. LineTooLong; UnicodeError (broken UTF-16, no text).

    *read* holds how many characters have been given since whoever joins lines to records last set it to 0:
    a record that is too long is told before it has filled the memory.
    """
    read = [0] if read is None else read
    for line in iter(partial(file.readline, LONGEST_LINE), ""):
        read[0] += len(line)
        if read[0] >= LONGEST_LINE:
            raise LineTooLong
        if "\0" in line:  # below a byte order mark, which is no promise
            raise UnicodeError("a character that is no text")
        yield line
