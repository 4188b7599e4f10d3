"""Which day it is: the calendar day in Sweden, or the one day the demo stands still on."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from vardvag.base.moments import STOCKHOLM, Moment


def now() -> Moment:
    """The instant it is; in the demo the present time of day, on the day the demo stands still on."""
    here = datetime.now(STOCKHOLM)
    fixed: date | None = settings.VARDVAG.demo_day
    if fixed is None:
        return Moment.of(here)
    return Moment.of(datetime.combine(fixed, here.timetz()))


def today() -> date:
    """The legal day (Europe/Stockholm); in the demo its own day, shown at the top of every page."""
    return now().legal_day
