"""A record's attributes as a row of the model, and what only the call can tell of it.

The schema has no day without a clock time. A sender who knows the day alone writes 00:00:00, and that is how
a day is read and written here; midnight itself is written with its offset (our reading: no document says so).
A contact that was held has `StartAktivitet`, and one that waits has it not, nor what is about emergency care.

Here does not belong which values an attribute may have (`events/checks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import ATTRIBUTES, DATES
from vardvag.events.checks.rule import Row
from vardvag.events.formats.clock_times import DAY_LENGTH, moment_written
from vardvag.events.formats.reading import UNREADABLE_ROW
from vardvag.events.formats.riv_ta_1_0.schema import APART, DAYS_OF_CONTACT, MONTH, REPLACES, STARTED, Body
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.model import Reported

LONGEST_VALUE = 10_000
"""Characters of one value. The longest that the model has are names of hospitals."""

TEXT_OF = "#text"
"""The place of text in an element, which nobody reads; but it is checked that it names nobody."""

NO_CLOCK = "T00:00:00"
"""How a day is written that has no clock time."""

_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00(\.0+)?([+-]\d\d:\d\d|Z)", re.ASCII)
_MONTH = re.compile(r"(\d{4}-\d\d)-\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)


class RecordReader:
    """Makes the rows of one body: *month* and *replaces* are the call's."""

    def __init__(
        self, file: str, body: Body, reported: Reported, month: str | None, replaces: str | None
    ) -> None:
        self._file = file
        self._of_contact = body.model is CONTACT_ROWS
        self._reported = reported
        self._not_here = (
            frozenset(ATTRIBUTES) - frozenset(body.attributes) if self._of_contact else frozenset()
        )
        written = (month or "").strip()
        match = _MONTH.fullmatch(written)
        self._once = {MONTH: match[1] if match else written, REPLACES: replaces or ""}
        self._once = {name: text for name, text in self._once.items() if text}
        self._written = {MONTH: written}

    def row(self, number: int, attributes: Mapping[str, str], text: str = "", *, known: bool = False) -> Row:
        """The row with *number* of a record with these attributes, all *known* to the schema, and *text*."""
        values = dict(zip(attributes, map(str.strip, attributes.values()), strict=True))
        if text:
            values[TEXT_OF] = text.strip()
        if not known:
            values = {name: value for name, value in values.items() if not name.startswith(APART)}
        if "" in values.values():
            values = {name: value for name, value in values.items() if value}
        written, faults = self._written, self._too_long(number, values)
        if not faults and self._of_contact:
            changed, faults = self._contact(number, values)
            if changed:
                written = written | changed
            if not known:
                faults += self._not_of_call(number, values)
        return Row(number, self._once | values, written, tuple(faults))

    def _contact(self, number: int, values: dict[str, str]) -> tuple[dict[str, str], list[Finding]]:
        """What stands otherwise in the file, and what the call tells of a contact; *values* are put right."""
        written: dict[str, str] = {}
        faults: list[Finding] = []
        for name in DATES:
            stamp = values.get(name)
            if stamp is None:
                continue
            if len(stamp) <= DAY_LENGTH:
                faults.append(self._fault("clock-time", _NO_TIME, _WRITE_TIME, number, name, stamp))
            elif name in DAYS_OF_CONTACT and stamp[DAY_LENGTH:].startswith(NO_CLOCK):
                values[name], written[name] = _day_or_midnight(stamp), stamp
        if self._reported is Reported.DONE and STARTED not in values:
            faults.append(self._fault("kind-of-call", _NOT_STARTED, _IN_WAITING, number, STARTED))
        return written, faults

    def _not_of_call(self, number: int, values: Mapping[str, str]) -> list[Finding]:
        """What those who wait cannot have."""
        return [
            self._fault("kind-of-call", _NOT_IN_WAITING, _IN_DONE, number, name)
            for name in values
            if name in self._not_here
        ]

    def _too_long(self, number: int, values: Mapping[str, str]) -> list[Finding]:
        if max(map(len, values.values()), default=0) <= LONGEST_VALUE:
            return []
        return [
            self._fault(UNREADABLE_ROW, _TOO_LONG, _SHORTEN, number, name)
            for name, value in values.items()
            if len(value) > LONGEST_VALUE
        ]

    def _fault(
        self, rule: str, message: Text, remedy: Text, number: int, column: str, value: str | None = None
    ) -> Finding:
        return Finding(rule, message, remedy, file=self._file, row=number, column=column, value=value)


def _day_or_midnight(stamp: str) -> str:
    """A day for 00:00:00; a midnight with its offset as every other reader has it."""
    if stamp[DAY_LENGTH:] == NO_CLOCK:
        return stamp[:DAY_LENGTH]
    if _MIDNIGHT.fullmatch(stamp):
        try:
            return moment_written(Moment.parse(stamp))
        except (ValueError, OverflowError):
            return stamp  # no such time: told by a rule
    return stamp


_NO_TIME = Text("Schemat kräver ett klockslag", "The schema asks for a clock time")
_WRITE_TIME = Text(
    "Skriv 2019-09-30T14:05:00, eller T00:00:00 när bara dagen är känd",
    "Write 2019-09-30T14:05:00, or T00:00:00 when only the day is known",
)
_NOT_STARTED = Text("En genomförd kontakt har StartAktivitet", "A contact that was held has StartAktivitet")
_IN_WAITING = Text(
    "Fyll i den, eller sänd kontakten som väntande", "Fill it in, or send the contact as waiting"
)
_NOT_IN_WAITING = Text("Attributet finns inte för väntande", "Those who wait have no such attribute")
_IN_DONE = Text("Ta bort det, eller sänd kontakten som genomförd", "Remove it, or send the contact as held")
_TOO_LONG = Text("Värdet är längre än tiotusen tecken", "The value is longer than ten thousand characters")
_SHORTEN = Text("Korta det", "Shorten it")
