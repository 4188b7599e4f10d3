"""A backup put back is what was backed up, in any kind of database; or it is nothing at all."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from example_plan import Example, example
from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PathwayLink
from vardvag.contracts.log import LogEntry, verify
from vardvag.contracts.log_review import LogJudgement, Outcome, SampleKey
from vardvag.contracts.notices.subscription import NoticeWay, Subscriber, Subscription, Topic
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.rivta.source_state import Circuit
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.service.backup.sealed_file import read_sealed, write_sealed
from vardvag.service.backup.tombstones import read_tombstones, tombstone_lines
from vardvag.service.store.person_keys import PersonKeys

TODAY, NOW = date(2019, 9, 25), Moment.parse("2019-09-25T09:00")
KEY, OTHER_KEY = b"k" * 32, b"o" * 32
OTHER_KIND = {"sqlite": "postgresql", "postgresql": "sqlite"}

Empty = Callable[[str], AbstractContextManager[None]]


def rows() -> dict[str, list[Any]]:
    """Everything in the database, those rows too that a backup leaves out."""
    from django.apps import apps

    return {
        model._meta.label_lower: sorted(
            (
                {
                    name: value
                    for name, value in row.items()
                    if name != "id" or model._meta.label_lower not in DERIVED
                }
                for row in model._default_manager.using("care").values()
            ),
            key=lambda row: json.dumps(row, default=str, sort_keys=True),
        )
        for model in apps.get_app_config("care").get_models()
    }


NAMES_HER_STILL = {"care.logrecord", "care.logwaiting", "care.tombstone", "care.apikey"}
"""The log stays when somebody is destroyed; a tombstone is of one who has been; an API's key says that a
change was made of a plan and nothing of what it was, and is deleted after a day."""
DERIVED = {"care.step", "care.takingpart"}


def entry(person: str | None, number: int = 1) -> LogEntry:
    who = (f"s{number}", "Sam Exempel", "coordinator", "u")
    return LogEntry(NOW, *who, "read_plan", "p", person, True, "r", "§", "s", provider="A")  # type: ignore[arg-type]


def fill(store: Any) -> list[Example]:
    """Two people with a plan each, one of them with something in every table that is about people."""
    from vardvag.service.store import access_models, models
    from vardvag.service.store.source_states import DjangoSourceStates

    one, other = example(TODAY), example(TODAY, coordinator="en annan")
    plan = one.keep(store)
    with store.transaction():
        store.add_person(other.person, own_access_open=False)
        link = PathwayLink("exempeljournal", "K-1", other.pathway)
        store.add_pathway(other.pathway, other.person.person_id, [link])
        for event in other.events:
            store.append_event(event)
        store.save(other.plan, 0)
    store.save(replace(plan, what_matters="Att gå: å, ä, ö och \N{GRINNING FACE}."), 1)
    told = Subscriber("astrid", "Astrid", "patient", plan.person)
    chosen = frozenset({Topic.TO_CONFIRM})
    with store.transaction():
        # What waits for her answer, below, is told of in a notice.
        store.keep_subscription(
            Subscription(plan.plan_id, plan.person, told, chosen, NoticeWay.EMAIL, "a@exempel.se", NOW)
        )
        sample = SampleKey(TODAY, TODAY, 5, "frö")
        store.append_log_judgement(
            LogJudgement("j", plan.caregiver, sample, 1, "d", Outcome.LOOKED_INTO, "Fråga.", "g", "Gran", NOW)
        )
        store.add_other_need(plan.plan_id, "jurist", "dnr 1")
        store.add_offer_charge(plan.caregiver, "jurist", "dnr 2")
        store.append_plan_event(
            PlanEvent(
                event_id="e1",
                kind=PlanEventKind.CONTRACT_OFFERED,
                person=plan.person,
                plan=plan.plan_id,
                at=NOW,
                said=Said(Speaker.CARE, Way.LOG_IN, "Sam Exempel"),
                unit=plan.coordinator.unit,
                words="",
            )
        )
        for number, about in enumerate((plan.person, other.plan.person, None)):
            store.append_log(entry(about, number))
    DjangoSourceStates().keep_circuit(Circuit("k", 2, NOW))
    models.SourceStateRow.objects.using("care").create(
        plan_id=plan.plan_id, source="k", contract="GetCareContacts", state={"a": 1}
    )
    first, second, _ = store.log()
    models.LogTrim.objects.using("care").create(number=1, digest=first.digest, at=NOW.utc, by="arkivet")
    models.LogRecord.objects.using("care").filter(number=1)._raw_delete("care")
    models.LogSeal.objects.using("care").create(
        number=2,
        digest=second.digest,
        at=NOW.utc,
        previous="0" * 64,
        signature="s",
    )
    store.add_block_lifter(plan.caregiver, "jurist", "dnr 5")
    access_models.AccessStatement.objects.using("care").create(
        record_id="a1", person_id=plan.person, kind="k", at=NOW.utc, content={"a": [1]}, said={}, unit="u"
    )
    models.ApiKey.objects.using("care").create(
        subject="s", key="k", digest="d", at=NOW.utc, plan_id=plan.plan_id, version=2, status=200
    )
    models.Tombstone.objects.using("care").create(
        person_id="destroyed-before", at=NOW.utc, by="arkivet", rule="gallring", decided_as="dnr 3"
    )
    store.append_log(entry(plan.person, 4))  # waits for its place in the chain
    return [one, other]


def back_up(file: Path) -> dict[str, int]:
    from vardvag.service.backup.make import make_backup

    return make_backup("care", file, KEY, NOW, keys_beside(file))


def restore(file: Path, destroyed: dict[str, Any] | None = None, key: bytes = KEY) -> Any:
    from vardvag.service.backup.restore import restore_backup

    return restore_backup("care", file, key, destroyed or {}, keys_beside(file))


def keys_beside(file: Path) -> PersonKeys:
    return PersonKeys(file.parent / "keys" / "people.sqlite3", OTHER_KEY)


def refused(file: Path, key: bytes = KEY) -> list[str]:
    """The rules by which the file is refused; and nothing at all was put into the database."""
    before = rows()
    with pytest.raises(BadInput) as told:
        restore(file, key=key)
    assert rows() == before
    return [finding.rule for finding in told.value.findings]


def rewritten(file: Path, change: Callable[[list[Any]], Any], to: Path) -> Path:
    """The backup *file* with other lines in it, as whoever has the key could write it."""
    lines = [json.loads(line) for line in read_sealed(BytesIO(file.read_bytes()), KEY)]
    change(lines)
    with to.open("wb") as out:
        write_sealed(out, map(json.dumps, lines), KEY)
    return to


@pytest.mark.parametrize("into", ["same", "other"])
def test_what_is_put_back_is_what_there_was(
    store: Any, database: str, empty_care: Empty, tmp_path: Path, into: str
) -> None:
    one, other = fill(store)
    before = rows()
    assert [name for name, held in before.items() if not held] == []  # a new table: put a row in `fill`
    file = tmp_path / "b"
    counts = back_up(file)
    log = store.log()
    assert counts == {name: len(held) for name, held in before.items() if name not in DERIVED}
    assert file.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in tmp_path.glob(".*")) == []
    assert b"Astrid" not in file.read_bytes()
    with empty_care(database if into == "same" else OTHER_KIND[database]):
        restored = restore(file)
        assert rows() == before
        assert (restored.rows, restored.left_out) == (counts, 0)
        assert store.log() == log
        # And work goes on: the next rows get numbers of their own, and are found by what is derived.
        saved = store.save(replace(store.read(other.plan.plan_id), care_team=frozenset({"ny"})), 1)
        assert saved.version == 2
        store.append_event(replace(one.events[0], event_id="new"))
        store.append_log(entry(None, 9))
        assert verify(store.log(), store._chained.removed()) == []
        assert store.plans_taken_part_in("ny") == (other.plan.plan_id,)


def test_a_backup_is_of_one_moment_and_holds_nobody_up(
    store: Any, in_thread: Callable[[Callable[[], Any]], Any]
) -> None:
    from vardvag.service.backup.snapshot import one_moment

    fill(store)
    before = rows()
    with one_moment("care"):
        assert rows() == before
        in_thread(lambda: store.append_log(entry(None, 9))).result(timeout=15)
        assert rows() == before
    assert len(rows()["care.logwaiting"]) == len(before["care.logwaiting"]) + 1


def test_a_file_that_is_there_is_not_written_over(store: Any, tmp_path: Path) -> None:
    file = tmp_path / "b"
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        back_up(file)
    assert file.read_text() == "mine"


def test_a_backup_that_fails_leaves_no_file(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vardvag.service.backup import make

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(make, "write_sealed", full)
    with pytest.raises(OSError, match="No space"):
        back_up(tmp_path / "b")
    assert not (tmp_path / "b").exists()
    assert list(tmp_path.glob(".b*")) == []


def test_every_cut_and_every_change_is_told_and_nothing_is_put_back(
    store: Any, database: str, empty_care: Empty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vardvag.service.backup import sealed_file

    monkeypatch.setattr(sealed_file, "PIECE", 200)  # so that the file has many pieces
    fill(store)
    file, damaged = tmp_path / "b", tmp_path / "damaged"
    back_up(file)
    whole = file.read_bytes()
    assert len(whole) > 20 * 200
    with empty_care(database):
        for at in range(len(sealed_file.FORM) + 16, len(whole), len(whole) // 11):
            damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert refused(damaged) in (["backup-changed"], ["backup-key"]), at
            damaged.write_bytes(whole[:at])
            assert refused(damaged) == ["backup-changed"], at
        head = len(sealed_file.FORM) + 48
        piece = 4 + 200 + 16
        for name, spoilt in {
            "cut between pieces": whole[: head + 3 * piece],
            "a piece lost": whole[:head] + whole[head + piece :],
            "two pieces changed places": whole[:head]
            + whole[head + piece : head + 2 * piece]
            + whole[head : head + piece]
            + whole[head + 2 * piece :],
            "something added": whole + whole[-40:],
            "a length of more than there is": whole[:head] + b"\xff\xff\xff\xff" + whole[head + 4 :],
        }.items():
            damaged.write_bytes(spoilt)
            assert refused(damaged) == ["backup-changed"], name
        assert refused(file, OTHER_KEY) == ["backup-key"]
        for form in (b"vardvag-backup 2\n", b"PK\x03\x04", b""):
            damaged.write_bytes(form)
            assert refused(damaged) == ["backup-form"]
        restore(file)


def test_a_database_with_anything_in_it_is_not_touched(
    store: Any, database: str, empty_care: Empty, tmp_path: Path
) -> None:
    fill(store)
    file = tmp_path / "b"
    back_up(file)
    assert set(refused(file)) == {"backup-not-empty"}
    with empty_care(database):
        store.append_log(entry(None))
        assert refused(file) == ["backup-not-empty"]
        store.log()
        assert refused(file) == ["backup-not-empty"] * 2  # the row, and the log's end


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (lambda lines: lines[0].update(part="region"), ["backup-part"]),
        (lambda lines: lines[0].update(form=3), ["backup-part"]),
        (lambda lines: lines[1].update(table="care.unheardof"), ["backup-table"]),
        (lambda lines: lines[1]["columns"].append("unheard_of"), ["backup-table"]),
        (lambda lines: lines.pop(), ["backup-counts"]),
        (lambda lines: lines.remove(_row_of(lines, "care.offercharge", 0)), ["backup-counts"]),
        (lambda lines: _row_of(lines, "care.unit", 0).pop(), ["backup-row"]),
        (lambda lines: lines.insert(2, _row_of(lines, "care.unit", 0)), ["backup-row"]),
        (lambda lines: _row_of(lines, "care.logrecord", 1).__setitem__(2, "somebody else"), ["log-changed"]),
        (lambda lines: _row_of(lines, "care.loghead", 0).__setitem__(1, 2), ["log-end"]),
        (lambda lines: _row_of(lines, "care.logseal", 0).__setitem__(1, "f" * 64), ["log-seal"]),
    ],
)
def test_what_does_not_hold_together_is_told_though_it_was_written_with_the_key(
    store: Any,
    database: str,
    empty_care: Empty,
    tmp_path: Path,
    change: Callable[[list[Any]], Any],
    rules: list[str],
) -> None:
    fill(store)
    back_up(tmp_path / "b")
    file = rewritten(tmp_path / "b", change, tmp_path / "c")
    with empty_care(database):
        assert refused(file) == rules


def _row_of(lines: list[Any], table: str, number: int) -> list[Any]:
    [start] = [at for at, line in enumerate(lines) if isinstance(line, dict) and line.get("table") == table]
    row: list[Any] = lines[start + 1 + number]
    return row


def test_a_backup_from_before_a_column_was_added_is_put_back(
    store: Any, database: str, empty_care: Empty, tmp_path: Path
) -> None:
    """What the older version did not know has its default, as after a migration."""
    fill(store)
    back_up(tmp_path / "b")

    def without_protection(lines: list[Any]) -> None:
        [start] = [
            at
            for at, line in enumerate(lines)
            if isinstance(line, dict) and line.get("table") == "care.person"
        ]
        place = lines[start]["columns"].index("protected")
        del lines[start]["columns"][place]
        with keys_beside(tmp_path / "b").at_work() as keys:
            for at in (start + 1, start + 2):  # in the older form, rows are sealed with nobody's own key
                lines[at] = json.loads(keys.open(lines[at]["of"], base64.b64decode(lines[at]["row"])))
                del lines[at][place]
        lines[0].update(form=1)

    before = rows()
    file = rewritten(tmp_path / "b", without_protection, tmp_path / "older")
    with empty_care(database):
        restore(file)
        assert rows() == before


@pytest.mark.parametrize("was_destroyed", ["after the backup", "before it"])
def test_whoever_was_destroyed_stays_destroyed(
    store: Any, database: str, empty_care: Empty, tmp_path: Path, was_destroyed: str
) -> None:
    from vardvag.service.store.graves import DjangoGraves
    from vardvag.usecases.destroy_record import Tombstone

    one, other = fill(store)
    log = store.log()
    store.append_log(entry(one.plan.person, 5))  # waits for its place in the chain
    before = rows()
    if was_destroyed == "after the backup":
        back_up(tmp_path / "b")
    DjangoGraves().bury(Tombstone(one.person.person_id, NOW, "arkivet", "gallring", "dnr 4"))
    if was_destroyed == "before it":
        back_up(tmp_path / "b")
    destroyed = read_tombstones(tombstone_lines())
    with empty_care(database):
        restored = restore(tmp_path / "b", destroyed)
        after = rows()
        gone = {one.person.person_id, one.plan.plan_id, one.pathway}
        hers = {
            name: [row for row in held if gone & {value for value in row.values() if isinstance(value, str)}]
            for name, held in after.items()
        }
        assert {name for name, held in hers.items() if held} == NAMES_HER_STILL
        assert restored.destroyed == (was_destroyed == "after the backup")
        assert restored.left_out == sum(
            len(before[name]) - len(after[name])
            for name in before
            if name not in DERIVED | {"care.tombstone"}
        )
        assert store.log()[:-1] == log
        assert store.read(other.plan.plan_id) == replace(other.plan, version=1)
        assert set(read_tombstones(tombstone_lines())) == {"destroyed-before", one.person.person_id}


def test_every_table_that_names_a_person_or_a_plan_points_to_it_or_is_known_not_to() -> None:
    """What is left out of a restore is found by pointers. A new table with only a name would come back."""
    from django.apps import apps

    named = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("care").get_models()
        for field in model._meta.concrete_fields
        if not field.is_relation
        and field.name in {"person", "person_id", "plan", "plan_id", "pathway", "pathway_id", "patient"}
    }
    pointed_to = {"person.person_id", "plan.plan_id", "pathway.pathway_id"}
    assert {f"care.{one.split('.')[0]}" for one in named - pointed_to} == NAMES_HER_STILL


def test_a_list_that_cannot_be_read_is_told_line_by_line() -> None:
    good = '{"person_id":"p","at":"2030-01-01T00:00:00+00:00","by":"b","rule":"r","decided_as":"d"}'
    assert list(read_tombstones([good, "", "  "])) == ["p"]
    with pytest.raises(BadInput) as told:
        read_tombstones([good, "{}", "[1]", "p", good.replace("+00:00", ""), good.replace('"b"', "1")])
    assert [finding.row for finding in told.value.findings] == [2, 3, 4, 5, 6]
