"""The chain of the log: any changed, dropped, inserted or moved row is found, and nothing else is."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.moments import Moment
from vardvag.contracts.log import FIRST, LogEntry, LogRow, chained, verify

ENTRY = LogEntry(
    Moment.parse("2019-09-25T09:00Z"),
    "w",
    "n",
    "r",
    "u",
    "a",
    None,
    None,
    True,
    "rule",
    "paragraph",
    "reason",
)
CHANGES: dict[str, Any] = {
    "when": Moment.parse("2019-09-25T09:01Z"),
    "allowed": False,
    "plan": "p",
    "person": "q",
    "unit": None,
}

entries = st.builds(
    LogEntry,
    when=st.just(ENTRY.when),
    who=st.text(max_size=5),
    name=st.text(max_size=5),
    role=st.sampled_from(["patient", "coordinator"]),
    unit=st.none() | st.text(max_size=5),
    action=st.just("read_plan"),
    plan=st.none() | st.text(max_size=5),
    person=st.none() | st.text(max_size=5),
    allowed=st.booleans(),
    rule=st.just("rule"),
    paragraph=st.just("paragraph"),
    reason=st.text(max_size=5),
)


def log_of(said: list[LogEntry]) -> list[LogRow]:
    rows: list[LogRow] = []
    for entry in said:
        rows.append(chained(entry, len(rows) + 1, rows[-1].digest if rows else FIRST))
    return rows


logs = st.lists(entries, min_size=2, max_size=6).map(log_of)


@settings(deadline=None, max_examples=50)
@given(logs)
def test_a_log_as_it_was_written_holds(rows: list[LogRow]) -> None:
    assert verify(rows) == []


@settings(deadline=None, max_examples=50)
@given(logs, st.data())
def test_a_row_dropped_inserted_or_moved_is_found(rows: list[LogRow], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 2))
    dropped = rows[:place] + rows[place + 1 :]
    moved = [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]]
    inserted = [*rows[: place + 1], chained(ENTRY, place + 2, rows[place].digest), *rows[place + 1 :]]
    for bent in (dropped, moved, inserted):
        assert verify(bent) != []


@pytest.mark.parametrize("field", [field.name for field in fields(LogEntry)])
def test_a_change_of_any_field_is_found_at_its_row(field: str) -> None:
    rows = log_of([ENTRY, ENTRY, ENTRY])
    changed = replace(ENTRY, **{field: CHANGES.get(field, "changed")})
    rows[1] = replace(rows[1], entry=changed)
    assert [(finding.rule, finding.row) for finding in verify(rows)] == [("log-changed", 2)]


def test_a_row_written_anew_with_its_own_digest_is_found_at_the_next() -> None:
    rows = log_of([ENTRY, ENTRY, ENTRY])
    rows[1] = chained(replace(ENTRY, who="somebody else"), 2, rows[0].digest)
    assert [(finding.rule, finding.row) for finding in verify(rows)] == [("log-order", 3)]


def test_a_number_left_out_at_the_end_is_found() -> None:
    rows = log_of([ENTRY, ENTRY])
    rows.append(chained(ENTRY, 9, rows[-1].digest))
    assert [(finding.rule, finding.row) for finding in verify(rows)] == [("log-order", 9)]
