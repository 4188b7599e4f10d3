"""The simple values of the contracts: how each is written in XML, and what it is here.

A clock time of a message has no zone; it is kept as it stands and becomes a moment in `from_sources`, where a
time that happened twice is told. A code that the schema does not list is kept, and told. Here does not belong
which element has which value (the contracts' modules).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from vardvag.base.errors import Unreadable

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Simple:
    """A kind of value: its name in the schema, its Python type, and how it is read and written.

    `read` raises Unreadable and `write` ValueError for what is not one. `codes`, where there are any, are all
    the schema lists.
    """

    name: str
    python: type
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    codes: tuple[str, ...] = ()


def _said(value: str) -> str:
    if _NOT_IN_XML.search(value):
        raise ValueError("a character that XML cannot hold")
    return value


def _stamped(form: str, length: int, said: str, part: Callable[[datetime], Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        text = text.strip()
        try:
            # strptime takes fewer digits than the schema does.
            if len(text) != length or not (text.isascii() and text.isdigit()):
                raise ValueError
            return part(datetime.strptime(text, form))
        except ValueError:
            raise Unreadable(f"skriv {said}", f"write {said}") from None

    return read


def _day(value: date) -> str:
    if not 1900 <= value.year <= 2099:
        raise ValueError("the schema holds the years 1900 to 2099")
    return value.strftime("%Y%m%d")


def _moment(value: datetime) -> str:
    if value.tzinfo is not None or value.microsecond:
        raise ValueError("a clock time in Sweden, in whole seconds and without a zone")
    return _day(value) + value.strftime("%H%M%S")


def _clock(value: time) -> str:
    if value.tzinfo is not None or value.microsecond:
        raise ValueError("a clock time in Sweden, in whole seconds and without a zone")
    return value.strftime("%H%M%S")


def _boolean(text: str) -> bool:
    known = {"true": True, "1": True, "false": False, "0": False}
    if text.strip() not in known:
        raise Unreadable("skriv true eller false", "write true or false")
    return known[text.strip()]


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("skriv base64", "write base64") from None


_PERSON = re.compile("[0-9]{8}[0-9pPtTfF][0-9]{3}")


def _person(text: str) -> str:
    if not _PERSON.fullmatch(text):
        raise Unreadable("skriv tolv tecken utan avskiljare", "write twelve characters without separators")
    return text


def _written_person(value: str) -> str:
    if not _PERSON.fullmatch(value):
        raise ValueError("twelve characters without separators")
    return value


def codes(name: str, *listed: str) -> Simple:
    """One of a list that the schema closes. Another one is read, and told; it cannot be written."""

    def write(value: str) -> str:
        if value not in listed:
            raise ValueError(f"one of {', '.join(listed)}")
        return value

    return Simple(name, str, lambda text: text.strip(), write, listed)


STRING = Simple("string", str, lambda text: text, _said)
HSA_ID = Simple("HSAIdType", str, lambda text: text, _said)
URI = Simple("anyURI", str, lambda text: text, _said)
STAMP = Simple(
    "TimeStampType",
    datetime,
    _stamped("%Y%m%d%H%M%S", 14, "ÅÅÅÅMMDDttmmss", lambda read: read),
    _moment,
)
DAY = Simple("DateType", date, _stamped("%Y%m%d", 8, "ÅÅÅÅMMDD", datetime.date), _day)
CLOCK = Simple("TimeType", time, _stamped("%H%M%S", 6, "ttmmss", datetime.time), _clock)
BOOLEAN = Simple("boolean", bool, _boolean, lambda value: "true" if value else "false")
BASE64 = Simple("base64Binary", bytes, _bytes, lambda value: base64.b64encode(value).decode("ascii"))
PERSON = Simple("SubjectOfCareIdType", str, _person, _written_person)
