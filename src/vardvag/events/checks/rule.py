"""What a rule about contacts is: its name, what it says, how to mend, and the check itself.

Rules are data, so that a page of reference can list them and a finding can name the one it came from.
Here belong the shapes; each family of rules has a module of its own, and `catalogue` lists them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime
from functools import lru_cache

from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.events.checks.fingerprints import Fingerprints


@dataclass(slots=True)
class SeenFile:
    """What a check may need to know of the file besides the row: its name, its header and what came before.

    `keys` are things that may stand once only. Of each region, `ids` are the contacts so far, `replaced`
    those that a row has named in ErsattningsId, and `replacing` the contacts whose rows have named one.
    """

    name: str
    header: tuple[str, ...]
    keys: Fingerprints = field(default_factory=Fingerprints)
    ids: Fingerprints = field(default_factory=Fingerprints)
    replaced: Fingerprints = field(default_factory=Fingerprints)
    replacing: Fingerprints = field(default_factory=Fingerprints)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `values` holds the text of filled cells, trimmed, days and months in ISO form.

    `number` is the line or row of the file that the row begins on, as the user counts it. `written` is what
    stood in cells that the reader has written otherwise (another form of a date), and `faults` what the
    reader found wrong with the row while reading it; an error among them rejects the row.
    """

    number: int
    values: Mapping[str, str]
    written: Mapping[str, str] | None = None
    faults: tuple[Finding, ...] = ()

    def value(self, column: str) -> str:
        """The text in *column*, empty when it is empty or there is no such column."""
        return self.values.get(column, "")

    def as_written(self, column: str) -> str:
        """What stands in *column* in the file itself, for a finding."""
        if self.written is not None and column in self.written:
            return self.written[column]
        return self.value(column)

    def day(self, column: str) -> date | None:
        """The legal day in *column*; None when it is empty or cannot be read (another rule tells that)."""
        text = self.value(column)
        try:
            return legal_day(text) if text else None
        except ValueError:
            return None

    @property
    def month(self) -> Month | None:
        """The month the row is reported for; None when it cannot be read."""
        try:
            return reported_month(self.value("DatatGallerFor"))
        except ValueError:
            return None

    @property
    def done(self) -> bool:
        """Whether the contact has been held: StartAktivitet has a value. Otherwise it is waiting."""
        return bool(self.value("StartAktivitet"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` answers the columns at fault in a row; an empty answer is a row without fault.

    With `secret` the value is never shown in the finding. With `refuses_file` one fault refuses every row.
    `columns` are those it may tell, none when it may be any. `source` is where it was read, and `breaks` an
    example: what is changed in a healthy row (`examples`), row by row, so that the last of them is told.

    An **error** is what the receiver's schema refuses, what cannot have happened, or what may not be sent.
    What the model only says in words is a **warning**: the row is accepted.
    """

    id: str
    says: Text
    remedy: Text
    check: Callable[[Row, SeenFile], Iterable[str]]
    severity: Severity = Severity.ERROR
    secret: bool = False
    refuses_file: bool = False
    columns: tuple[str, ...] = ()
    source: Source | None = None
    breaks: tuple[Mapping[str, str], ...] = ()

    def finding(self, row: Row, seen: SeenFile, column: str) -> Finding:
        """What is told of one column at fault in a row."""
        return Finding(
            rule=self.id,
            message=self.says,
            remedy=self.remedy,
            severity=self.severity,
            file=seen.name,
            row=row.number,
            column=column,
            value=None if self.secret else row.as_written(column),
        )


@lru_cache(maxsize=65_536)
def legal_day(text: str) -> date:
    """The Swedish day of a date or time stamp. ValueError; DoubtfulTime for a time that is no one instant."""
    if (day := _day_of_plain_time(text)) is not None:
        return day
    try:
        return Moment.parse(text).legal_day
    except OverflowError as problem:
        raise ValueError(f"no such day: {text!r}") from problem


_PLAIN_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_SUMMER_TIME_SINCE = 1980
_CLOCKS_CHANGE_IN = (3, 4, 9, 10)


def _day_of_plain_time(text: str) -> date | None:
    """The day of a clock time without offset, where no clock was changed that day; None for all else.

    The clocks have been changed on Sundays in these months since Sweden has summer time: so this asks less
    than a `Moment` does, and a file may have a million such times.
    """
    if _PLAIN_TIME.fullmatch(text) is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    sunday = when.isoweekday() == 7
    if not _SUMMER_TIME_SINCE < when.year < MAXYEAR or (sunday and when.month in _CLOCKS_CHANGE_IN):
        return None
    return when.date()


@lru_cache(maxsize=4_096)
def reported_month(text: str) -> Month:
    """`2019-09` or any day of the month, `2019-09-30`. ValueError for anything else."""
    return Month.of(date.fromisoformat(text)) if len(text) > len("2019-09") else Month.parse(text)
