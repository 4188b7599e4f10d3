"""An exported log: any single line or byte that is changed, dropped, inserted or moved is found."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.moments import Moment
from vardvag.contracts.log import FIRST, FIRST_SCHEME, LogEntry, LogRow, chained, digest_of, verify
from vardvag.contracts.log_export import export_lines
from vardvag.contracts.log_seal import Checkpoint, sealed
from vardvag.usecases.verify_log import verify_log

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"a key for tests, and no other..."[:32])
PUBLIC = PRIVATE.public_key().public_bytes_raw()
STRANGER = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
NOW = Moment.parse("2019-09-25T09:00Z")


def later(minutes: int) -> Moment:
    return Moment.of(NOW.utc + timedelta(minutes=minutes))


texts = st.text(max_size=6)
entries = st.builds(
    LogEntry,
    when=st.integers(0, 10**6).map(later),
    who=texts,
    name=texts,
    role=st.sampled_from(["patient", "coordinator"]),
    unit=st.none() | texts,
    action=st.just("read_plan"),
    plan=st.none() | texts,
    person=st.none() | texts,
    allowed=st.booleans(),
    rule=st.just("rule"),
    paragraph=st.just("paragraph"),
    reason=texts,
    provider=st.none() | texts,
    process=st.none() | texts,
    source=st.none() | texts,
    purpose=st.none() | texts,
)


def log_of(said: list[LogEntry]) -> list[LogRow]:
    rows: list[LogRow] = []
    for entry in said:
        rows.append(chained(entry, len(rows) + 1, rows[-1].digest if rows else FIRST))
    return rows


def seals_of(rows: list[LogRow], places: list[int], private: Ed25519PrivateKey = PRIVATE) -> list[Checkpoint]:
    seals: list[Checkpoint] = []
    for place in places:
        seals.append(sealed("care", rows[place - 1], seals, later(place), private.sign))
    return seals


@st.composite
def exports(draw: st.DrawFn) -> list[str]:
    rows = log_of(draw(st.lists(entries, min_size=3, max_size=7)))
    places = draw(st.sets(st.integers(1, len(rows)), min_size=1, max_size=3))
    return list(export_lines("care", len(rows), rows, seals_of(rows, sorted(places))))


@settings(deadline=None, max_examples=40)
@given(exports())
def test_a_log_as_it_was_written_holds_and_tells_its_tail(lines: list[str]) -> None:
    told = verify_log(lines, PUBLIC)
    assert told.holds
    head = json.loads(lines[0])
    assert (told.rows, told.checkpoints) == (head["rows"], head["checkpoints"])
    assert told.sealed_to + told.tail == told.rows


@settings(deadline=None, max_examples=60)
@given(exports(), st.data())
def test_any_line_dropped_repeated_or_moved_is_found(lines: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1).filter(lambda at: at != place))
    dropped = lines[:place] + lines[place + 1 :]
    repeated = [*lines[:other], lines[place], *lines[other:]]
    swapped = lines.copy()
    swapped[place], swapped[other] = lines[other], lines[place]
    for bent in (dropped, repeated, swapped):
        assert not verify_log(bent, PUBLIC).holds


@settings(deadline=None, max_examples=150)
@given(exports(), st.data())
def test_any_byte_changed_taken_out_or_put_in_is_found(lines: list[str], data: st.DataObject) -> None:
    text = "".join(lines)
    at = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from('aZ0 "\n{},:-å').filter(lambda one: one != text[at]))
    for bent in (text[:at] + sign + text[at + 1 :], text[:at] + text[at + 1 :], text[:at] + sign + text[at:]):
        if bent != text:
            assert not verify_log(bent.splitlines(keepends=True), PUBLIC).holds


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(LogEntry)])
def test_a_row_written_anew_with_the_whole_chain_after_it_is_found_by_the_seal(field: str) -> None:
    """What the chain alone cannot see: somebody who can write everything but has not the key."""
    entry = LogEntry(NOW, "w", "n", "r", "u", "a", None, None, True, "rule", "§", "why")
    rows = log_of([entry] * 4)
    seals = seals_of(rows, [3])
    change = {"when": later(1), "allowed": False}.get(field, "changed")
    bent = log_of([entry, dataclasses.replace(entry, **{field: change}), entry, entry])
    assert verify(bent) == []
    told = verify_log(export_lines("care", len(bent), bent, seals), PUBLIC)
    assert {finding.rule for finding in told.findings} == {"seal-other-row"}
    assert (told.sealed_to, told.tail) == (0, 4)
    forged = verify_log(export_lines("care", len(bent), bent, seals_of(bent, [3], STRANGER)), PUBLIC)
    assert {finding.rule for finding in forged.findings} == {"seal-signature"}


def test_a_log_cut_off_before_a_seal_is_found_and_after_it_is_told_by_what_was_known() -> None:
    entry = LogEntry(NOW, "w", "n", "r", "u", "a", None, None, True, "rule", "§", "why")
    rows = log_of([entry] * 5)
    seals = seals_of(rows, [2, 4])
    cut = list(export_lines("care", len(rows[:3]), rows[:3], seals))
    assert {finding.rule for finding in verify_log(cut, PUBLIC).findings} == {"seal-missing-row"}
    whole = list(export_lines("care", len(rows[:3]), rows[:3], seals[:1]))
    assert verify_log(whole, PUBLIC).holds
    known = verify_log(whole, PUBLIC, (4, rows[3].digest))
    assert [(finding.rule, finding.row) for finding in known.findings] == [("log-known", 4)]
    assert verify_log(export_lines("care", len(rows), rows, seals), PUBLIC, (4, rows[3].digest)).holds


def test_the_seals_of_one_log_do_not_hold_for_another() -> None:
    rows = log_of([LogEntry(NOW, "w", "n", "r", "u", "a", None, None, True, "rule", "§", "why")] * 2)
    told = verify_log(export_lines("region", len(rows), rows, seals_of(rows, [2])), PUBLIC)
    assert {finding.rule for finding in told.findings} == {"seal-signature"}


def test_rows_of_the_first_scheme_are_verified_as_they_were_written() -> None:
    """The digest is one that was computed before there was a second scheme."""
    entry = LogEntry(NOW, "w", "n", "r", "u", "a", None, None, True, "rule", "paragraph", "reason")
    first = "cfa148e955fa776eefa4311bdc7bc82d91e8579bf226ac806a057594be80436d"
    assert digest_of(entry, 1, FIRST, FIRST_SCHEME) == first
    old = LogRow(1, entry, FIRST, first, FIRST_SCHEME)
    rows = [old, chained(dataclasses.replace(entry, provider="A"), 2, first)]
    assert verify_log(export_lines("care", len(rows), rows, []), PUBLIC).holds
    claimed = dataclasses.replace(old, entry=dataclasses.replace(entry, provider="A"))
    assert [finding.rule for finding in verify([claimed])] == ["log-changed"]
    assert [finding.rule for finding in verify([dataclasses.replace(old, scheme=2)])] == ["log-changed"]


@pytest.mark.parametrize(
    "lines", [[], [""], ["{}\n"], ["null\n"], ["[" * 100_000], ['{"form":1}\n'], ["\udc80"]]
)
def test_what_is_no_log_at_all_is_told(lines: list[str]) -> None:
    assert not verify_log(lines, PUBLIC).holds
