"""Faults put in on purpose, of the kinds that real files have, so that checks can be shown to find them.

Here does not belong the healthy country (`country`). Each fault is one that `events/checks` must tell.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from vardvag.events.model import Contact, Reported


def _held_before_decided(row: Contact) -> Contact:
    held_on = row.decided_on - timedelta(days=1)
    return replace(row, reported=Reported.DONE, started_on=held_on)


def _decided_after_the_month(row: Contact) -> Contact:
    return replace(row, reported=Reported.WAITING, started_on=None, decided_on=(row.month + 1).first_day)


def _born_after_the_month(row: Contact) -> Contact:
    return replace(row, birth_year=row.month.year + 1)


def _sent_twice(row: Contact) -> Contact:
    return row


FAULTS: dict[str, Callable[[Contact], Contact]] = {
    "order": _held_before_decided,
    "future": _decided_after_the_month,
    "unborn": _born_after_the_month,
    "twice": _sent_twice,
}
"""Each fault under the id of the rule that finds it."""


def spoiled(row: Contact, chance: random.Random) -> Contact:
    """A second copy of *row* with one fault; all but a plain copy get an id of their own."""
    kind = chance.choice(tuple(FAULTS))
    copy = FAULTS[kind](row)
    return copy if kind == "twice" else replace(copy, contact_id=f"{row.contact_id}-{row.month.index}-{kind}")
