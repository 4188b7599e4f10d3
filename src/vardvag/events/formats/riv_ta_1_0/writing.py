"""Calls written: contacts and what is attached to them as XML, one file for each call, streamed.

A call holds one kind of records, of one month, and takes the place of one earlier call at most. So what is
held, what waits and each kind of what is attached stand in files of their own. What the service of those who
wait has no attribute for is not left out in silence: it is refused.

Here does not belong what is right or wrong (`events/checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.formats.clock_times import DAY_LENGTH
from vardvag.events.formats.riv_ta_1_0.records import NO_CLOCK
from vardvag.events.formats.riv_ta_1_0.schema import (
    ATTACHED,
    CALL_ATTRIBUTES,
    DAYS_OF_CONTACT,
    HELD,
    MONTH,
    REPLACES,
    WAITED,
    Body,
    namespace,
    root_name,
)
from vardvag.events.model import Attached, Contact, Reported

Record = Contact | Attached

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CallKey(NamedTuple):
    """What all records of one call have in common."""

    body: Body
    reported: Reported
    month: Month
    replaces: str | None


def key_of(record: Record) -> CallKey:
    """The call that a record goes in. WrongUse for what is attached without a month."""
    if isinstance(record, Contact):
        body = HELD if record.reported is Reported.DONE else WAITED
        return CallKey(body, record.reported, record.month, record.replaces)
    if record.month is None:
        raise WrongUse(Text("Det som sänds har en månad.", "What is sent has a month."))
    return CallKey(ATTACHED[record.kind], Reported.DONE, record.month, record.replaces)


def opening(reported: Reported, replaces: str | None) -> str:
    """A file as far as the root element, whose tag is left open."""
    mark = f" {REPLACES}={_quoted(REPLACES, replaces)}" if replaces is not None else ""
    root = f'<{root_name(reported)} xmlns="{namespace(reported)}"{mark}'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'


class CallFile:
    """One file that a call is written to. It may be put aside, closed, and taken up again."""

    def __init__(self, path: Path, key: CallKey) -> None:
        self._path, self._key = path, key
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._file.write(f"{opening(key.reported, key.replaces)}>\n")
        self._file.write(f'<{key.body.name} {MONTH}="{key.month.first_day}">\n')

    def add(self, record: Record) -> None:
        """Write one record. WrongUse for what the schema cannot hold."""
        if self._file.closed:
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        body = self._key.body
        row = body.model.row_of(record)
        self._file.write(f"<{body.record} {' '.join(_attributes(row, body))}/>\n")

    def put_aside(self) -> None:
        """Close the file until something is added."""
        self._file.close()

    def end(self) -> None:
        """Write what ends the call."""
        if self._file.closed:
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        self._file.write(f"</{self._key.body.name}>\n</{root_name(self._key.reported)}>\n")
        self._file.close()


def _attributes(row: Mapping[str, str], body: Body) -> Iterable[str]:
    for name, value in row.items():
        if name in CALL_ATTRIBUTES:
            continue
        if name not in body.attributes:
            raise WrongUse(
                Text(
                    f"{name} finns inte för väntande i RIV-TA; skriv ett annat format.",
                    f"RIV-TA has no {name} for those who wait; write another format.",
                )
            )
        if name in DAYS_OF_CONTACT:
            value = _stamp(value)
        yield f"{name}={_quoted(name, value)}"


def _stamp(value: str) -> str:
    """A day with 00:00:00, and midnight itself with its offset."""
    if len(value) == DAY_LENGTH:
        return value + NO_CLOCK
    return Moment.parse(value).stockholm.isoformat() if value.endswith(NO_CLOCK) else value


def _quoted(name: str, value: str) -> str:
    if _NOT_IN_XML.search(value):
        raise WrongUse(
            Text(
                f"{name} har ett tecken som inte kan stå i XML.",
                f"{name} has a character that XML cannot hold.",
            )
        )
    return quoteattr(value, {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
