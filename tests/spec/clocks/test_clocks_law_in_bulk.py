"""The same tables of examples, asked of the clocks of events in SQL: many pathways as one relation."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from datetime import date

import pytest
from clocks_examples import Pathway, compared, on
from clocks_tables import SECTIONS

from vardvag.clocks.bulk_events import clocks_over_events
from vardvag.clocks.limit_files import find_limits
from vardvag.clocks.options import Options, SelfReferralStart
from vardvag.engines.duckdb_engine import connect
from vardvag.events.event_arrow import to_event_table
from vardvag.events.model import CareEvent

EXAMPLES = [one for section in SECTIONS for one in section.examples if isinstance(one, Pathway)]
Asked = tuple[str, date, date | None, str | None]


def asked_together() -> dict[Asked, list[tuple[str, Pathway]]]:
    """The examples that are asked on one day under the same limits and reading, each a pathway of its own."""
    found: dict[Asked, list[tuple[str, Pathway]]] = defaultdict(list)
    for number, one in enumerate(EXAMPLES):
        found[one.under, on(one.asked), one.known, one.self_referral].append((f"p{number:03}", one))
    return found


def renamed(pathway: str, events: tuple[CareEvent, ...]) -> list[CareEvent]:
    """An example's events under ids that no other example has."""
    return [
        dataclasses.replace(
            one,
            pathway=pathway,
            event_id=f"{pathway}-{one.event_id}",
            supersedes=None if one.supersedes is None else f"{pathway}-{one.supersedes}",
        )
        for one in events
    ]


@pytest.mark.parametrize(("asked", "examples"), asked_together().items(), ids=str)
def test_the_examples_are_answered_in_bulk_as_their_rows_say(
    asked: Asked, examples: list[tuple[str, Pathway]]
) -> None:
    under, as_of, known_on, reading = asked
    options = Options() if reading is None else Options(SelfReferralStart(reading))
    events = [event for pathway, one in examples for event in renamed(pathway, one.events)]
    with connect(threads=1) as connection:
        connection.register("told", to_event_table(events))
        limits = find_limits(under).limits
        clocks = list(clocks_over_events(connection, "told", as_of, known_on, limits, options))
    for pathway, one in examples:
        assert compared([clock for clock in clocks if clock.pathway == pathway], one.clocks) is None, (
            one.title
        )
