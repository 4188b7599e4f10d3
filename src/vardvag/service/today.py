"""Which day it is: the calendar day in Sweden, or the one day the demo stands still on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings

from vardvag.base.moments import Moment


def now() -> Moment:
    """The instant it is. In the demo still the real clock: a log row is written when it is written."""
    return Moment(datetime.now(UTC))


def today() -> date:
    """The legal day (Europe/Stockholm); in the demo its own day, shown at the top of every page."""
    fixed: date | None = settings.VARDVAG.demo_day
    return fixed or now().legal_day
