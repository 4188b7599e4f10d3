"""What the tables of examples do not reach: a limit that has ended, a file of discharge limits gone wrong."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.clocks import discharge_rules, reasons
from vardvag.clocks.limits import About, limits
from vardvag.clocks.reference import clock_of
from vardvag.clocks.starts import starting_kinds, starting_kinds_of_phase
from vardvag.events.model import CareEvent, EventKind, Phase

NOON = Moment.parse("2024-01-01T12:00")


def event(kind: EventKind, on: date) -> CareEvent:
    return CareEvent(f"{kind}", "p", kind, Phase.OPERATION, on, "u", "s", NOON, NOON)


def test_a_wait_that_begins_anew_when_the_limit_has_ended_has_none() -> None:
    limit = limits()[Phase.OPERATION]
    last = limit.history.history[-1]
    ended = DatedValue(last.value, last.valid_from, last.source, date(2024, 1, 31))
    law = {Phase.OPERATION: dataclasses.replace(limit, history=Dated("x", [ended]))}
    events = [
        event(EventKind.DECISION, date(2024, 1, 1)),
        event(EventKind.INFORMED, date(2024, 1, 2)),
        event(EventKind.OFFER_MADE, date(2024, 1, 3)),
        event(EventKind.WAIVED, date(2024, 1, 4)),
        event(EventKind.WAIVER_REGRETTED, date(2024, 2, 1)),
    ]
    first, second = clock_of(events, date(2024, 3, 1), law=law)
    assert first.stopped_on == second.started_on == date(2024, 2, 1)
    assert second.reason == reasons.NO_LIMIT_THEN


def test_a_discharge_limit_is_in_hours_or_in_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = discharge_rules.FILE.read_text(encoding="utf-8")
    own = tmp_path / "discharge.yaml"
    own.write_text(text.replace("- hours: 24", "- hours: 24\n        days: 1"), encoding="utf-8")
    monkeypatch.setattr(discharge_rules, "FILE", own)
    with pytest.raises(BadInput) as told:
        discharge_rules.discharge_rules.__wrapped__()
    assert [finding.row for finding in told.value.findings] == [14]


@pytest.mark.parametrize(
    ("phase", "kinds"),
    [
        (Phase.FIRST_CONTACT, ("referral_issued", "care_sought")),
        (Phase.OPERATION, ("decision",)),
        (Phase.RETURN_VISIT, ("decision",)),
        (Phase.EXAMINATION, ("decision",)),
    ],
)
def test_the_decision_on_a_contact_is_what_starts_its_clock(phase: Phase, kinds: tuple[str, ...]) -> None:
    assert starting_kinds_of_phase(phase) == kinds


def test_a_wait_in_primary_care_is_started_by_no_event_of_a_pathway() -> None:
    assert starting_kinds(About.ASSESSMENT) == ()
