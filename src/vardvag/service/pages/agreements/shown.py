"""The settlement that a page of an agreement is about, from the public part's own data.

A page may ask for another reading of the agreement, or for it as it stood a day: `?lasning=998`,
`?dag=2020-03-31`. Here does not belong settling it (`usecases/show_settlement`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vardvag.agreements.model import Agreement
from vardvag.base.errors import NotFound
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.usecases.public_cells import cells_of
from vardvag.usecases.show_settlement import ShownSettlement, show_settlement


@dataclass(frozen=True, slots=True)
class Reading:
    """Which reading of an agreement a page is about: the file's own, as last amended, unless it says so."""

    variant: str | None = None
    on: date | None = None

    @property
    def query(self) -> str:
        """What to put after an address to keep to this reading: `?lasning=998`, or nothing."""
        asked = {"lasning": self.variant, "dag": self.on.isoformat() if self.on else None}
        kept = {word: value for word, value in asked.items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""

    def says(self, agreement: Agreement) -> str:
        """Which reading it is, for people; nothing for the file's own."""
        told = [formats.said(one.title) for one in agreement.variants if one.name == self.variant]
        if self.on is not None:
            told.append(_("som den löd den %(day)s") % {"day": formats.day(self.on)})
        return ", ".join(told)


AS_IT_STANDS = Reading()


def reading_of(request: HttpRequest) -> Reading:
    """The reading that the address asks for. NotFound when the day is none."""
    day = request.GET.get("dag", "")
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError as problem:
        raise NotFound(Text("dag", "day"), day, ["2020-04-24"]) from problem
    return Reading(request.GET.get("lasning") or None, on)


def cells_file() -> Path:
    """Where regions' cells are kept, in the public part's folder."""
    return cells_of(settings.VARDVAG.data)


def shown_settlement(name: str, reading: Reading = AS_IT_STANDS) -> ShownSettlement:
    """The settlement of the agreement *name*. NotFound, which becomes a page of its own."""
    return show_settlement(name, cells_file(), reading.variant, reading.on)
