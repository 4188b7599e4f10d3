"""Receivers and formats are versioned names in one registry, and what we do not hold is said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from vardvag.events.formats import formats
from vardvag.events.receivers import receivers

VERSIONED = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def test_every_name_has_a_version() -> None:
    for name in (*receivers(), *formats()):
        assert VERSIONED.fullmatch(name)
        assert re.search(r"\d", name), name


def test_receivers_follow_each_other_without_a_gap() -> None:
    ordered = list(receivers().values())
    for before, after in pairwise(ordered):
        assert before.valid_to is not None
        assert after.valid_from == before.valid_to + timedelta(days=1)


def test_every_format_of_a_receiver_exists_and_what_is_lacking_is_said() -> None:
    for receiver in receivers().values():
        assert set(receiver.formats) <= set(formats())
        assert receiver.formats or receiver.not_known
        assert receiver.source.url


def test_the_receiver_since_july_2025_has_no_invented_format() -> None:
    socialstyrelsen = receivers()["socialstyrelsen-1"]
    assert (socialstyrelsen.valid_from, socialstyrelsen.formats) == (date(2025, 7, 1), ())
