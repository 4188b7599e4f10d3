"""RIV-TA: a row of the national model is the same row after it has been in a call.

And whatever is done to the bytes of a call, every row is accounted for and nothing is refused in silence.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generated_rows import rows
from vardvag.base.days import Month
from vardvag.base.findings import Severity
from vardvag.base.regions import REGIONS
from vardvag.events.checks.rule import Row
from vardvag.events.formats import riv_ta_1_0
from vardvag.events.formats.riv_ta_1_0.schema import HELD, WAITED
from vardvag.events.formats.skr_rows import contact_of, row_of
from vardvag.events.model import Attached, AttachedKind, Contact

XML = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    max_size=9,
)


@st.composite
def sendable(draw: st.DrawFn) -> dict[str, str]:
    """A row as one of the services can hold it."""
    row = draw(rows())
    body = HELD if "StartAktivitet" in row else WAITED
    once = ("DatatGallerFor", "ErsattningsId")
    row = {name: value for name, value in row.items() if name in once or name in body.attributes}
    return row | {"VardkontaktId": f"k{draw(XML)}'\t\"<&>\n\r{draw(XML)}k"}


def rows_in(path: Path) -> list[dict[str, str]]:
    opened = riv_ta_1_0.open_rows(path)
    read = [dict(row.values) for row in opened.rows]
    assert not any(fault.severity is Severity.ERROR for fault in opened.faults)
    return read


MANY = st.lists(sendable(), min_size=1, max_size=6, unique_by=lambda row: row["VardkontaktId"])


@settings(deadline=None, max_examples=150)
@given(MANY)
def test_rows_survive_a_call(table: list[dict[str, str]]) -> None:
    contacts = [contact_of(Row(2, row)) for row in table]
    with tempfile.TemporaryDirectory() as folder:
        made = riv_ta_1_0.write_calls(iter(contacts), Path(folder))
        read = [row for path in made for row in rows_in(path)]
        for path in made:
            reading = riv_ta_1_0.read(path)
            if not reading.rejected_rows:
                again = [replace(one, row=2) for one in reading.contacts]
                assert all(one in contacts for one in again)
    key = "VardkontaktId"
    assert sorted(read, key=lambda row: row[key]) == sorted(table, key=lambda row: row[key])
    assert [row_of(contact) for contact in contacts] == table


@st.composite
def attached(draw: st.DrawFn) -> Attached:
    kind = draw(st.sampled_from(AttachedKind))
    return Attached(
        kind=kind,
        region=draw(st.sampled_from(REGIONS)).code,
        contact_id=f"k{draw(XML)}k",
        code=draw(st.sampled_from(["H259", "W190", "CJE20"])),
        role=draw(st.sampled_from([0, 1])) if kind is AttachedKind.DIAGNOSIS else None,
        month=draw(st.integers(Month(2012, 1).index, Month(2012, 3).index).map(Month.from_index)),
        replaces=draw(st.none() | st.sampled_from(["e-1", "e-2"])),
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(attached(), max_size=8, unique_by=lambda one: one.contact_id))
def test_what_is_attached_survives_a_call(table: list[Attached]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = riv_ta_1_0.write_calls(table, Path(folder))
        read = [row for path in made for row in rows_in(path)]
        bodies = {(one.kind, one.month, one.replaces) for one in table}
        assert len(made) == len(bodies)
    key = "VardkontaktId"
    model = riv_ta_1_0.writing.ATTACHED[AttachedKind.CAUSE].model
    assert sorted(read, key=lambda row: row[key]) == sorted(
        map(model.row_of, table), key=lambda row: row[key]
    )


@settings(deadline=None, max_examples=150)
@given(table=MANY, data=st.data())
def test_whatever_is_done_to_the_bytes_every_row_is_accounted_for(
    table: list[dict[str, str]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = riv_ta_1_0.write_calls([contact_of(Row(2, row)) for row in table], Path(folder))[0]
        raw = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(raw) - 1))
            end = place + data.draw(st.sampled_from([0, 1, 1, 9, 200]))
            raw[place:end] = data.draw(
                st.binary(max_size=6) | st.sampled_from([b"<", b"/>", b"&", b'"', b"<!DOCTYPE a>"])
            )
            if not raw:
                break
        path.write_bytes(raw)
        reading = riv_ta_1_0.read(path)
    assert reading.rows_read == reading.accepted_rows + reading.rejected_rows
    assert reading.accepted_rows or reading.findings
    assert all(isinstance(one, Contact) for one in reading.records)
