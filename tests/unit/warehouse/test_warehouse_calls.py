"""A call that takes the place of an earlier one: what stands, what was known before, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from vardvag.base.cells import Ratio
from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.moments import Moment
from vardvag.engines.duckdb_engine import connect
from vardvag.engines.steps import run_steps
from vardvag.events.arrow import to_table
from vardvag.events.formats import riv_ta_1_0
from vardvag.events.model import Attached, AttachedKind, Contact, Deviation, Phase, Reported
from vardvag.statistics.counting import count
from vardvag.statistics.cube import cube_steps
from vardvag.statistics.measure import measures
from vardvag.usecases.list_clocks import list_clocks
from vardvag.usecases.load_contacts import load_contacts
from vardvag.warehouse import attached
from vardvag.warehouse.store import Loaded, Store

AUGUST, SEPTEMBER = Month(2019, 8), Month(2019, 9)
DONE = Reported.DONE
A = Contact(
    contact_id="a",
    region="08",
    unit="SE2321000073-U1",
    month=AUGUST,
    reported=Reported.WAITING,
    phase=Phase.OPERATION,
    speciality="301",
    guaranteed=True,
    deviation=Deviation.NONE,
    decided_on=date(2019, 6, 1),
    started_on=None,
    birth_year=1960,
    sex=2,
    municipality="0880",
    contact_form="1",
    profession="XS915",
    booking=3,
)
B, C = replace(A, contact_id="b"), replace(A, contact_id="c")
A_DONE = replace(A, month=SEPTEMBER, reported=DONE, started_on=date(2019, 9, 12))
B_DONE = replace(A_DONE, contact_id="b")
H259 = Attached(AttachedKind.DIAGNOSIS, "08", "a", "H259", 1)
CJE20 = Attached(AttachedKind.PROCEDURE, "08", "a", "CJE20")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def load(
    store: Store, call: str | None, *rows: Contact | Attached, replaces: str | None = None, day: int = 20
) -> Loaded:
    contacts = [row for row in rows if isinstance(row, Contact)]
    hung = [row for row in rows if isinstance(row, Attached)]
    return store.load(
        to_table(contacts),
        Moment.parse(f"2019-10-{day}"),
        cube_steps,
        attached=attached.to_table(hung),
        call=call,
        replaces=replaces,
    )


def standing(store: Store, known: date | None = None) -> list[str]:
    """The contacts that stand, each as id and month."""
    snapshot = store.snapshot(known)
    if not snapshot.contact_files():
        return []
    with connect() as connection:
        run_steps(connection, snapshot.steps())
        rows = connection.execute("SELECT contact_id, month FROM known_monthly ORDER BY ALL").fetchall()
    return [f"{name} {Month.from_index(month)}" for name, month in rows]


def hanging(store: Store, known: date | None = None) -> list[str]:
    """What is attached and stands."""
    return sorted(f"{one.contact_id} {one.code}" for one in store.snapshot(known).attached())


# The calls, as (name, what it replaces, rows), and what stands after them: contacts, and what is attached.
CALLS = [
    # all of the earlier call goes, in every month; what other calls held stays
    ([("x", None, [A, A_DONE, B]), ("y", None, [C]), ("z", "x", [B])], ["b 2019-08", "c 2019-08"], []),
    # without rows it only removes
    ([("x", None, [A, B]), ("y", None, [C]), ("z", "x", [])], ["c 2019-08"], []),
    ([("x", None, [A, B]), ("z", "x", [])], [], []),
    # a contact of it that a later call has sent again stands as that call sent it
    ([("x", None, [A, B]), ("y", None, [A_DONE]), ("z", "x", [])], ["a 2019-09"], []),
    # and one it had sent again stands as it stood before
    ([("x", None, [A]), ("y", None, [A, B]), ("z", "y", [])], ["a 2019-08"], []),
    # the call that replaced can itself be replaced; what it removed stays removed
    ([("x", None, [A]), ("y", "x", [B]), ("z", "y", [C])], ["c 2019-08"], []),
    # diagnoses and procedures go with the contact, also when the contact comes again
    ([("x", None, [A_DONE]), ("d", None, [H259, CJE20])], ["a 2019-09"], ["a CJE20", "a H259"]),
    ([("x", None, [A_DONE]), ("d", None, [H259]), ("z", "x", [A_DONE])], ["a 2019-09"], []),
    ([("x", None, [A_DONE]), ("d", None, [H259]), ("z", "x", [])], [], []),
    (
        [("x", None, [A_DONE]), ("d", None, [H259]), ("z", "x", [A_DONE]), ("e", None, [CJE20])],
        ["a 2019-09"],
        ["a CJE20"],
    ),
    # a call of diagnoses is replaced by itself; its contact stays
    ([("x", None, [A_DONE]), ("d", None, [H259]), ("e", "d", [CJE20])], ["a 2019-09"], ["a CJE20"]),
    ([("x", None, [A_DONE]), ("d", None, [H259]), ("e", "d", [])], ["a 2019-09"], []),
    # a call that replaces something else leaves them
    (
        [("x", None, [A_DONE]), ("y", None, [B]), ("d", None, [H259]), ("z", "y", [C])],
        ["a 2019-09", "c 2019-08"],
        ["a H259"],
    ),
    # and what was sent for a contact before the call that is removed came stays with it
    (
        [("w", None, [A_DONE]), ("d", None, [H259]), ("x", None, [A_DONE, B]), ("z", "x", [])],
        ["a 2019-09"],
        ["a H259"],
    ),
    # so they go when another contact takes its place
    (
        [("x", None, [A_DONE]), ("d", None, [H259]), ("y", None, [replace(B_DONE, replaces="a")])],
        ["b 2019-09"],
        [],
    ),
]


@pytest.mark.parametrize(("calls", "contacts", "hung"), CALLS)
def test_what_stands(store: Store, calls, contacts: list[str], hung: list[str]) -> None:
    for number, (name, replaces, rows) in enumerate(calls):
        assert load(store, name, *rows, replaces=replaces, day=20 + number).new
    assert standing(store) == contacts
    assert hanging(store) == hung


def test_what_was_known_before_stays_known(store: Store) -> None:
    load(store, "x", A_DONE, B, day=20)
    load(store, "d", H259, day=21)
    load(store, "z", replaces="x", day=25)
    assert (standing(store), hanging(store)) == ([], [])
    before = date(2019, 10, 24)
    assert (standing(store, before), hanging(store, before)) == (["a 2019-09", "b 2019-08"], ["a H259"])
    assert not store.snapshot().covers("08", SEPTEMBER, DONE)
    assert store.snapshot(before).covers("08", SEPTEMBER, DONE)
    assert store.snapshot().months_reported("08") == ()


def test_the_same_call_again_changes_nothing(store: Store) -> None:
    load(store, "x", A, B)
    assert load(store, "z", C, replaces="x").new
    again = load(store, "z", C, replaces="x")
    assert (again.new, again.load.call) == (False, "z")
    assert load(store, "w", replaces="z").new
    assert not load(store, "w", replaces="z").new
    # The first call's content is news again once it has been removed.
    assert load(store, "v", A, B).new
    assert standing(store) == ["a 2019-08", "b 2019-08"]


def test_what_was_deleted_is_news_when_it_is_sent_again(store: Store) -> None:
    load(store, "x", A)
    load(store, "z", replaces="x")
    assert load(store, "y", A).new
    assert standing(store) == ["a 2019-08"]


def test_the_same_rows_replacing_something_are_another_call(store: Store) -> None:
    load(store, "x", A)
    load(store, "y", B)
    assert load(store, "z", B, replaces="x").new
    assert standing(store) == ["b 2019-08"]


def test_a_call_that_is_not_there_or_is_replaced_already_is_refused(store: Store) -> None:
    load(store, "x", A)
    load(store, "y", B, replaces="x")
    before = (store.path / "manifest.json").read_bytes()
    for name, rule in (("unknown", "call-unknown"), ("x", "call-replaced")):
        for rows in ([C], []):
            with pytest.raises(BadInput) as refused:
                load(store, "z", *rows, replaces=name)
            [finding] = refused.value.findings
            assert (finding.rule, finding.column, finding.value) == (rule, "ErsattningsId", name)
    with pytest.raises(WrongUse):
        load(store, "y", C)
    assert (store.path / "manifest.json").read_bytes() == before
    assert len(list((store.path / "loads").iterdir())) == 2


def test_what_belongs_to_no_contact_that_was_held_is_refused(store: Store) -> None:
    load(store, "x", A, B_DONE)
    with pytest.raises(BadInput) as refused:
        load(store, "d", replace(H259, row=7), replace(H259, contact_id="b"))
    [finding] = refused.value.findings
    assert (finding.rule, finding.value, finding.row) == ("contact-unknown", "a", 7)
    assert hanging(store) == []
    assert len(store.snapshot().loads) == 1


def test_a_load_has_a_name_of_its_own_when_it_is_given_none(store: Store) -> None:
    done = load(store, None, A)
    assert done.load.call == done.load.folder.rpartition("/")[2]
    assert load(store, None, replaces=done.load.call).new
    assert standing(store) == []


def test_a_store_of_the_earlier_version_is_read(store: Store) -> None:
    load(store, None, A)
    path = store.path / "manifest.json"
    data = json.loads(path.read_bytes())
    data["schema_version"] = 1
    for one in data["loads"]:
        for name in ("call", "replaces", "attached", "attached_rows"):
            del one[name]
    path.write_text(json.dumps(data))
    [held] = store.snapshot().loads
    assert load(store, None, B, replaces=held.call).new
    assert standing(store) == ["b 2019-08"]


def test_the_files_of_a_replaced_call_are_kept(store: Store) -> None:
    load(store, "x", A)
    [path] = (store.path / "loads").rglob("contacts-*.parquet")
    before = path.read_bytes()
    load(store, "z", replaces="x")
    assert path.read_bytes() == before


@pytest.mark.parametrize("seed", range(6))
def test_reported_and_derived_figures_follow(store: Store, seed: int) -> None:
    """After any calls, the stored cubes count what the plain reference counts contact by contact."""
    random = Random(seed)
    pool = [
        replace(A, contact_id=f"k{number}", month=month, reported=kind, started_on=started)
        for number in range(6)
        for month, kind, started in (
            (AUGUST, Reported.WAITING, None),
            (SEPTEMBER, Reported.WAITING, None),
            (SEPTEMBER, DONE, date(2019, 9, 12)),
        )
    ]
    for number in range(8):
        rows = {(row.contact_id, row.month): row for row in random.sample(pool, random.randint(1, 7))}
        stands = store.snapshot().standing
        gone = random.choice(stands).call if stands and random.random() < 0.6 else None
        kept = [] if gone and random.random() < 0.3 else list(rows.values())
        load(store, f"call-{number}", *kept, replaces=gone, day=10 + number)
    figures = 0
    for known in (None, date(2019, 10, 14)):
        snapshot = store.snapshot(known)
        assert [one.replaces for one in snapshot.loads] != [None] * len(snapshot.loads)
        for name in ("waiting-operation-within-90", "done-operation-within-60"):
            measure = measures()[name]
            for basis in measure.file.bases or [None]:
                duck, slow = (
                    count(snapshot, measure, AUGUST, SEPTEMBER, basis=basis, engine=engine)
                    for engine in ("duckdb", "reference")
                )
                assert duck == slow, (name, basis, known)
                figures += sum(isinstance(cell.value, Ratio) for cell in duck)
    assert figures


# Through the files: calls as a sender writes them.


def test_calls_as_files_are_loaded_replaced_and_deleted(store: Store, tmp_path: Path) -> None:
    def received(day: int) -> Moment:
        return Moment.parse(f"2019-10-{day}")

    riv_ta_1_0.write([A_DONE, B_DONE], first := tmp_path / "first.xml")
    riv_ta_1_0.write([replace(H259, month=SEPTEMBER)], diagnoses := tmp_path / "diagnoses.xml")
    riv_ta_1_0.write([replace(B_DONE, replaces="svar-1")], second := tmp_path / "second.xml")
    riv_ta_1_0.write_deletion(DONE, "svar-3", deletion := tmp_path / "deletion.xml")

    one = load_contacts(store, [first], "riv-ta-1.0", received_at=received(20), call="svar-1")
    assert (one.contacts, one.call, one.replaced) == (2, "svar-1", None)
    hung = load_contacts(store, [diagnoses], "riv-ta-1.0", received_at=received(21), call="svar-2")
    assert (hung.contacts, hung.attached, hanging(store)) == (0, 1, ["a H259"])
    two = load_contacts(store, [second], "riv-ta-1.0", received_at=received(22), call="svar-3")
    assert (two.replaced, standing(store), hanging(store)) == ("svar-1", ["b 2019-09"], [])
    assert not load_contacts(store, [second], "riv-ta-1.0", received_at=received(22), call="svar-3").new
    last = load_contacts(store, [deletion], "riv-ta-1.0", received_at=received(23), call="svar-4")
    assert (last.new, last.contacts, last.months, standing(store)) == (True, 0, (), [])
    assert not load_contacts(store, [deletion], "riv-ta-1.0", received_at=received(24)).new


def test_a_call_that_replaces_is_loaded_by_itself(store: Store, tmp_path: Path) -> None:
    riv_ta_1_0.write([A_DONE], first := tmp_path / "first.xml")
    riv_ta_1_0.write([replace(B_DONE, replaces="svar-1")], second := tmp_path / "second.xml")
    with pytest.raises(WrongUse):
        load_contacts(store, [first, second], "riv-ta-1.0")
    assert not store.exists


def test_a_call_named_as_a_contact_is_does_not_remove_that_contact(store: Store, tmp_path: Path) -> None:
    load(store, "b", C)
    load(store, "x", B_DONE)
    riv_ta_1_0.write([replace(A_DONE, replaces="b")], call := tmp_path / "call.xml")
    load_contacts(store, [call], "riv-ta-1.0")
    assert standing(store) == ["a 2019-09", "b 2019-09"]


def test_a_call_named_as_a_contact_is_takes_no_clock_from_it(tmp_path: Path) -> None:
    rows = [replace(A_DONE, replaces="b"), replace(B_DONE, replaces="b")]
    riv_ta_1_0.write(rows, call := tmp_path / "call.xml")
    assert [clock.pathway for clock in list_clocks(call).clocks] == ["a", "b"]
