"""The clocks of events in SQL are the reference's, whatever happens; and turned wrong, they are not."""

from __future__ import annotations

import dataclasses
import functools
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from generated_events import ANCHORS, BORDERS, CHANGES, LEAP_DAYS, by_the_reference, draw_events, odd_limits
from vardvag.base.dated import Dated
from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.clocks import reasons
from vardvag.clocks.bulk_events import clocks_of_event_parquet, clocks_over_events, event_clock_steps
from vardvag.clocks.bulk_events_facts import known_before
from vardvag.clocks.covered import NOT_COVERED
from vardvag.clocks.limit_files import shipped
from vardvag.clocks.limits import Ground, Limit, guarantee
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.options import ORDINANCE, Options, SelfReferralStart
from vardvag.clocks.reference import left_out_of
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import Step, run_steps
from vardvag.events.event_arrow import (
    event_file_to_parquet,
    from_event_table,
    to_event_table,
    write_event_parquet,
)
from vardvag.events.formats import events_1
from vardvag.events.model import NATIONAL_PHASES, CareEvent, EventKind, Phase
from vardvag.events.synth.country import make_events

CONNECTION = connect(threads=1)
LATE = date(2026, 1, 1)
LAWS: dict[str, tuple[Limit, ...]] = {
    "limits": guarantee(),
    "odd": odd_limits(),
    **{name: file.limits for name, file in shipped().items()},
}


def in_bulk(
    events: Iterable[CareEvent],
    as_of: date,
    known_on: date | None = None,
    under: Iterable[Limit] | None = None,
    options: Options = ORDINANCE,
) -> list[GuaranteeClock]:
    CONNECTION.register("generated", to_event_table(events))
    return list(clocks_over_events(CONNECTION, "generated", as_of, known_on, under, options))


@functools.cache
def drawn(pathways: int, seed: int) -> tuple[CareEvent, ...]:
    return tuple(draw_events(pathways, seed))


# The same seeds each time; `known_on` falls on the nights the clock is changed too.
@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("seed", range(4))
def test_bulk_equals_the_reference_on_thousands_of_pathways(name: str, seed: int) -> None:
    chance = random.Random(f"{name}{seed}")
    events = drawn(2_000, seed)
    for reading in SelfReferralStart:
        as_of = chance.choice(
            [LATE, chance.choice(ANCHORS) + timedelta(days=chance.choice((0, 89, 91, 300)))]
        )
        known_on = chance.choice([None, as_of, chance.choice(CHANGES), as_of + timedelta(days=60)])
        asked = (as_of, known_on, LAWS[name], Options(self_referral=reading))
        assert in_bulk(events, *asked) == by_the_reference(events, *asked), asked


DAYS = st.integers(-5, 200).map(lambda number: date(2019, 1, 1) + timedelta(days=number)) | st.sampled_from(
    [edge + timedelta(days=by) for edge in (*BORDERS, *LEAP_DAYS, *CHANGES) for by in (-1, 0, 1)]
)
MOMENTS = st.datetimes(datetime(2004, 1, 1), datetime(2027, 1, 1)).map(
    lambda when: Moment.parse(f"{when:%Y-%m-%dT%H:%M}Z")
)
IDS = st.sampled_from("abcdefghijkl")
EVENTS = st.lists(
    st.builds(
        CareEvent,
        event_id=IDS,
        pathway=st.sampled_from(["p", "p", "p", "q", "å'"]),
        kind=st.sampled_from(EventKind),
        phase=st.sampled_from(NATIONAL_PHASES),
        on=DAYS,
        unit=st.just("u"),
        source=st.just("s"),
        recorded_at=st.just(Moment.parse("2019-01-01")),
        received_at=MOMENTS,
        supersedes=st.none() | st.none() | IDS,
        at=st.none(),
        for_day=st.none() | DAYS,
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=40)
@given(EVENTS, DAYS, st.none() | DAYS, st.sampled_from(sorted(LAWS)), st.sampled_from(SelfReferralStart))
def test_bulk_equals_the_reference_whatever_happens(
    events: list[CareEvent], as_of: date, known_on: date | None, name: str, reading: SelfReferralStart
) -> None:
    asked = (as_of, known_on, LAWS[name], Options(self_referral=reading))
    assert in_bulk(events, *asked) == by_the_reference(events, *asked)
    assert in_bulk(events[::-1], *asked) == by_the_reference(events, *asked)


def test_the_events_of_a_synthetic_country_have_the_clocks_of_the_reference(tmp_path: Path) -> None:
    events = list(make_events(1_500, 7, Month(2018, 1), Month(2019, 12)))
    written, path = tmp_path / "events.csv", tmp_path / "it's events.parquet"
    events_1.write(events, written)
    judging, findings = event_file_to_parquet(written, path)
    assert (judging.accepted_rows, findings) == (len(events), [])
    clocks = list(clocks_of_event_parquet(path, LATE))
    assert clocks == by_the_reference(events, LATE, None, guarantee())
    assert any(one.provisional for one in clocks_of_event_parquet(path, date(2019, 9, 30)))
    assert max(Counter((one.pathway, one.limit) for one in clocks).values()) > 1


def test_what_is_drawn_reaches_every_reason_and_every_ground() -> None:
    """What the equality above would be blind to, had it not been drawn."""
    clocks = [
        clock
        for seed in range(4)
        for name, under in LAWS.items()
        for clock in by_the_reference(drawn(2_000, seed), LATE, None, under)
    ]
    told = {
        *NOT_COVERED.values(),
        *(reasons.START_UNKNOWN, reasons.CARE_BEFORE_START),
        *(reasons.NO_LIMIT_THEN, reasons.GROUNDS_UNKNOWN),
    }
    found = Counter(clock.reason for clock in clocks)
    assert set(found) == {None, *told}
    assert all(found[reason] > 20 for reason in told)
    anew = [later for one, later in pairwise(clocks) if _follows(one, later)]
    assert {clock.reason for clock in anew} == {None, reasons.NO_LIMIT_THEN}
    assert any(_follows(one, later) for one, later in pairwise(anew))
    assert sum(clock.provisional for clock in clocks) > 100
    by_ground: Counter[tuple[Ground, bool]] = Counter()
    for pathway in _by_pathway(drawn(2_000, 0)):
        for phase in (Phase.FIRST_CONTACT, Phase.OPERATION):
            for ground, pauses in (left_out_of(pathway, phase, LATE) or {}).items():
                by_ground.update((ground, pause.open) for pause in pauses)
    assert {(ground, is_open) for ground in Ground for is_open in (True, False)} == set(by_ground)


def _follows(one: GuaranteeClock, later: GuaranteeClock) -> bool:
    same = (one.pathway, one.limit, one.stopped_on) == (later.pathway, later.limit, later.started_on)
    return same and one.reason is None and one.stopped_on is not None


def _by_pathway(events: Sequence[CareEvent]) -> Iterable[list[CareEvent]]:
    found: dict[str, list[CareEvent]] = {}
    for one in events:
        found.setdefault(one.pathway, []).append(one)
    return found.values()


# What is turned in the SQL | what the law then says
INVERSIONS = [
    # what is in force, what was known
    ("superseded.event_id IS NULL AND ", ""),
    ('event."on" <= DATE', 'event."on" < DATE'),
    (" AND event.received_at <", " AND event.received_at <="),
    (" AND later.received_at < TIMESTAMP", " AND later.received_at > TIMESTAMP"),
    # starts, ends, wordings, what is not covered
    ("found.not_covered IS NOT NULL", "false"),
    ("found.started_on IS NULL THEN", "false THEN"),
    ("found.stopped_on < found.started_on", "found.stopped_on <= found.started_on"),
    ("found.stopped_on < found.started_on", "false"),
    ("version.not_counted IS NULL AND found.pausing", "version.not_counted IS NULL"),
    ("version.not_counted IS NULL AND found.pausing", "false"),
    (">= version.valid_from", "> version.valid_from"),
    ("<= version.valid_to", "< version.valid_to"),
    ("(days + 1)", "(days)"),
    ("kind IN ('started', 'closed')", "kind IN ('started')"),
    ("'care_sought'", "'request_accepted'"),
    # 2 § first paragraph: the grounds
    ("('medical_hold_begun', 'medical', 1)", "('medical_hold_begun', 'medical', 0)"),
    ("('elsewhere_begun', 'elsewhere', 1)", "('elsewhere_begun', 'elsewhere', 0)"),
    ("wait.not_counted LIKE '%,' || hold.ground || ',%' AND ", ""),
    ("wait.not_counted LIKE '%,waived,%'", "true"),
    ("wait.not_counted LIKE '%,waived,%'", "false"),
    ("HAVING min(hold.turned_on) = max(hold.turned_on)", ""),
    ("WHERE turned_on = 1", ""),
    ("ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING", "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"),
    ("hold.begun <= until", "false"),
    ("hold.begun <= wait.left_out_until", "hold.begun < wait.left_out_until"),
    ("least(hold.ended, wait.left_out_until)", "coalesce(hold.ended, wait.left_out_until)"),
    ("hold.ended IS NULL AS open", "false AS open"),
    (" - earlier <= days", " - earlier < days"),
    (" - earlier <= days", " <= days"),
    ("greatest(begun, started_on, ", "greatest(begun, "),
    ("greatest(0, ", "greatest("),
    ("coalesce(moved.provisional, false) AND coalesce(wait.anew, wait.stopped_on) IS NULL", "false"),
    ("AND coalesce(wait.anew, wait.stopped_on) IS NULL", ""),
    # 2 § second paragraph: the three conditions
    ("told.day >= wait.informed_on AND ", ""),
    (" AND told.day >= offered.offered_on", ""),
    ("AND told.waived", ""),
    ("offer.day >= wait.started_on AND ", ""),
    (" AND coalesce(offer.for_day, offer.day) < wait.passed", ""),
    ("coalesce(offer.for_day, offer.day) < ", "coalesce(offer.for_day, offer.day) <= "),
    ("coalesce(offer.for_day, offer.day)", "offer.day"),
    ("'offer_made', 'offered_elsewhere')\n", "'offer_made')\n"),
    ("\nHAVING bool_or(kind = 'waived') <> bool_or(kind = 'waiver_regretted')", ""),
    ("anew IS NULL AND stopped_on IS NULL", "false"),
    ("WHERE waived_on IS NOT NULL AND", "WHERE false AND"),
    # what starts a wait anew
    ("told.day > abstained.waived_on AND ", ""),
    (" AND told.day <= wait.until\nGROUP", "\nGROUP"),
    ("least(regretted.day, wanted.day)", "regretted.day"),
    ("least(regretted.day, wanted.day)", "wanted.day"),
    ("least(regretted.day, wanted.day)", "greatest(regretted.day, wanted.day)"),
    ("'later_agreed' AND event.day >= wait.started_on", "'later_agreed'"),
    ("event.for_day IS NULL OR ", ""),
    ("event.for_day >= wait.passed", "event.for_day > wait.passed"),
    ("event.day > agreed.agreed_on", "event.day >= agreed.agreed_on"),
    ("WHERE ended.anew > following.started_on", "WHERE false"),
    ("following.wait + 1", "0 - following.wait - 1"),
]  # fmt: skip


ASKED = ((LATE, date(2023, 10, 29)), *((day, None) for day in (*LEAP_DAYS[2:], *BORDERS[3:])))
"""The first knows not all, and on the others much has just happened."""


@pytest.mark.parametrize(("old", "new"), INVERSIONS)
def test_a_step_turned_wrong_is_noticed(old: str, new: str) -> None:
    assert any(old in step.sql for on in ASKED for step in _steps(on))
    assert any(
        _told([dataclasses.replace(step, sql=step.sql.replace(old, new)) for step in _steps(on)])
        != _right(on)
        for on in ASKED
    )


def _steps(on: tuple[date, date | None]) -> list[Step]:
    return event_clock_steps("generated", *on, (*guarantee(), *odd_limits()))


@functools.cache
def _right(on: tuple[date, date | None]) -> list[tuple[object, ...]]:
    return _told(_steps(on))


def _told(steps: Iterable[Step]) -> list[tuple[object, ...]]:
    CONNECTION.register("generated", to_event_table(drawn(2_000, 1)))
    last = run_steps(CONNECTION, steps)
    columns = "pathway, number, started_on, stopped_on, overdue_from, provisional, reason, law, paragraph"
    found: list[tuple[object, ...]] = CONNECTION.execute(
        f"SELECT {columns} FROM {last} ORDER BY pathway, number, wait"
    ).fetchall()
    return found


def test_the_limits_asked_for_and_their_grounds_are_those_of_the_files() -> None:
    """A ground dropped, or a day added, in a file of limits shows in the SQL as in the reference."""
    events = drawn(2_000, 2)
    right = in_bulk(events, LATE)
    for ground in Ground:
        law = [_changed(limit, not_counted_without=ground) for limit in guarantee()]
        assert in_bulk(events, LATE, None, law) == by_the_reference(events, LATE, None, law) != right
    law = [_changed(limit, days=1) for limit in guarantee()]
    assert in_bulk(events, LATE, None, law) == by_the_reference(events, LATE, None, law) != right


def _changed(limit: Limit, not_counted_without: Ground | None = None, days: int = 0) -> Limit:
    history = [
        dataclasses.replace(
            entry,
            value=dataclasses.replace(
                entry.value,
                days=entry.value.days + days,
                not_counted=entry.value.not_counted and entry.value.not_counted - {not_counted_without},
            ),
        )
        for entry in limit.history
    ]
    return dataclasses.replace(limit, history=Dated(limit.name, history))


@settings(deadline=None, max_examples=200)
@given(MOMENTS, st.dates(date(1990, 1, 1), date(2030, 1, 1)) | st.sampled_from(CHANGES))
@example(Moment.parse("2019-03-30T22:59Z"), date(2019, 3, 30))
@example(Moment.parse("2019-03-30T23:00Z"), date(2019, 3, 30))
@example(Moment.parse("2019-03-31T21:59Z"), date(2019, 3, 31))
@example(Moment.parse("2019-03-31T22:00Z"), date(2019, 3, 31))
@example(Moment.parse("2019-10-27T22:59Z"), date(2019, 10, 27))
@example(Moment.parse("2019-10-27T23:00Z"), date(2019, 10, 27))
def test_what_was_known_on_a_day_was_received_before_its_midnight_in_sweden(
    moment: Moment, day: date
) -> None:
    before = known_before(day)
    assert before is not None
    assert (moment.utc.replace(tzinfo=None) < before) is (moment.legal_day <= day)


def test_on_the_last_days_there_are_everything_is_known() -> None:
    assert known_before(date.max) is None
    events = drawn(2_000, 3)[:500]
    assert in_bulk(events, LATE, date.max) == in_bulk(events, LATE)


def test_no_limit_about_events_gives_no_clocks() -> None:
    primary = [limit for limit in guarantee() if limit.about.in_primary_care]
    assert in_bulk(drawn(2_000, 3), LATE, None, primary) == []
    assert in_bulk([], LATE) == []


def test_events_are_written_and_read_back_as_they_were(tmp_path: Path) -> None:
    events = [
        dataclasses.replace(one, at=one.received_at if number % 3 else None)
        for number, one in enumerate(drawn(2_000, 3)[:500])
    ]
    path = tmp_path / "events.parquet"
    assert write_event_parquet(iter(events), path) == 500
    assert list(from_event_table(parquet.read_table(path))) == events


def test_of_a_file_of_events_only_what_is_accepted_has_clocks(tmp_path: Path) -> None:
    events = list(drawn(2_000, 3)[:50])
    written, path = tmp_path / "events.csv", tmp_path / "events.parquet"
    events_1.write(events, written)
    with written.open("a", encoding="utf-8") as more:
        more.write("x,p000000,no-such-kind,1,2019-01-01,,,u,s,2019-01-02,,\n")
    judging, findings = event_file_to_parquet(written, path)
    odd = sum(one.supersedes == one.event_id for one in events)
    assert (judging.rows_read, judging.rejected_rows) == (51, 1 + odd)
    assert {"kind"} <= {finding.column for finding in findings}
    kept = list(from_event_table(parquet.read_table(path)))
    assert list(clocks_of_event_parquet(path, LATE)) == by_the_reference(kept, LATE, None, guarantee())


def test_a_refused_file_leaves_no_events(tmp_path: Path) -> None:
    written, path = tmp_path / "events.csv", tmp_path / "events.parquet"
    written.write_text("event_id,pathway\n1,p\n", encoding="utf-8")
    judging, findings = event_file_to_parquet(written, path)
    assert judging.accepted_rows == 0
    assert findings
    assert list(clocks_of_event_parquet(path, LATE)) == []


def test_a_parquet_file_of_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    with pytest.raises(FileNotFoundError):
        list(clocks_of_event_parquet(path, LATE))
    path.write_text("not parquet", encoding="utf-8")
    with pytest.raises(BadInput) as told:
        list(clocks_of_event_parquet(path, LATE))
    assert [finding.rule for finding in told.value.findings] == ["not-events"]


def test_every_column_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    table = to_event_table(drawn(2_000, 3)[:5])
    zoned = table["received_at"].cast(pa.timestamp("us", "Europe/Stockholm"))
    place = table.schema.get_field_index("received_at")
    parquet.write_table(table.set_column(place, "received_at", zoned).drop_columns(["on", "phase"]), path)
    with pytest.raises(BadInput) as told:
        list(clocks_of_event_parquet(path, LATE))
    assert [finding.column for finding in told.value.findings] == ["phase", "on", "received_at"]


def test_texts_may_be_dictionaries_and_numbers_wide(tmp_path: Path) -> None:
    path, events = tmp_path / "x.parquet", drawn(2_000, 3)[:500]
    table = to_event_table(events)
    for name, values in (
        ("kind", table["kind"].dictionary_encode()),
        ("phase", table["phase"].cast(pa.int64())),
        ("received_at", table["received_at"].cast(pa.timestamp("ns"))),
    ):
        table = table.set_column(table.schema.get_field_index(name), name, values)
    parquet.write_table(table, path)
    known = date(2023, 10, 29)
    expected = by_the_reference(events, LATE, known, guarantee())
    assert list(clocks_of_event_parquet(path, LATE, known)) == expected
