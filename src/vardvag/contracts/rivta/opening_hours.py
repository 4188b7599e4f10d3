"""When somebody is reached, from the national contract's hours, in a Swedish sentence for a patient.

Here does not belong who is reached (`from_contacts`).
"""

from __future__ import annotations

from datetime import time

from vardvag.contracts.rivta.get_care_managers import WEEKDAYS, Hours

_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS = {
    "January": "januari",
    "February": "februari",
    "March": "mars",
    "April": "april",
    "May": "maj",
    "June": "juni",
    "July": "juli",
    "August": "augusti",
    "September": "september",
    "October": "oktober",
    "November": "november",
    "December": "december",
}


def said(hours: tuple[Hours, ...]) -> str:
    """`måndag–fredag 8–16.30, lördag 10–12`; empty when nothing is said. What is unknown stands as it was."""
    return ", ".join(filter(None, map(_one, hours)))


def _one(hours: Hours) -> str:
    parts = [
        _weekdays(hours.weekdays),
        _clock(hours.clock.start if hours.clock else None, hours.clock.end if hours.clock else None),
    ]
    if hours.months:
        parts.append("i " + " och ".join(_MONTHS.get(month, month) for month in hours.months))
    if hours.days:
        parts.append(f"från {hours.days.start.isoformat()}")
        if hours.days.end:
            parts.append(f"till {hours.days.end.isoformat()}")
    return " ".join(filter(None, parts))


def _weekdays(names: tuple[str, ...]) -> str:
    """Days that follow one another as a span."""
    known = sorted({WEEKDAYS.index(name) for name in names if name in WEEKDAYS})
    spans: list[list[int]] = []
    for day in known:
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    said = [
        f"{_DAYS[span[0]]}–{_DAYS[span[-1]]}" if len(span) > 2 else " och ".join(_DAYS[day] for day in span)
        for span in spans
    ]
    return " och ".join([*said, *(name for name in names if name not in WEEKDAYS)])


def _clock(start: time | None, end: time | None) -> str:
    if start and end:
        return f"{_hour(start)}–{_hour(end)}"
    if start:
        return f"från {_hour(start)}"
    return f"till {_hour(end)}" if end else ""


def _hour(clock: time) -> str:
    return str(clock.hour) if not clock.minute else f"{clock.hour}.{clock.minute:02}"
