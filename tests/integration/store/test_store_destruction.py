"""Lawful destruction: refused too early; then nothing of hers is left, also in backups, and the log holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cryptography", reason="install the extra [service]")

from example_plan import Example, example
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PersonId, new_identifier
from vardvag.contracts.log import verify
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.service.identity.actor import Actor
from vardvag.service.store.person_keys import PersonKeys
from vardvag.usecases.destroy_record import Tombstone, destroy_record
from vardvag.usecases.show_plan import Denied, show_plan

WRITTEN, NOW = date(2019, 9, 25), Moment.parse("2019-09-25T09:00")
LATER = Moment.parse("2030-09-25T09:00")
"""Ten years after everything that is written about the example: the clock of the store is today's."""
HER, OTHER = PersonId("hennes-nummer"), PersonId("en annans nummer")
KEY, MASTER = bytes(range(32)), b"m" * 32
STONE = Tombstone(HER, NOW, "arkivarie", "retention.decided", "IVO 9.9-1/2019")
SAM = Actor("samordnare", Role.COORDINATOR, "Maria Exempel", unit="SE-EXEMPEL-ORTOPEDI")

Empty = Callable[..., AbstractContextManager[Any]]


@dataclass(frozen=True)
class Who:
    subject: str = "arkivarie"
    name: str = "Ark Ivarie"
    role: str = "archivist"
    person: str | None = None
    unit: str | None = None


def graves(store: Any) -> Any:
    from vardvag.service.store.graves import DjangoGraves

    return DjangoGraves()


@pytest.fixture
def keys(tmp_path: Path) -> PersonKeys:
    return PersonKeys(tmp_path / "keys" / "people.sqlite3", MASTER)


@pytest.fixture
def kept(store: Any) -> Example:
    """Somebody with a plan, beside another."""
    hers, theirs = (example(WRITTEN, person=who) for who in (HER, OTHER))
    hers.keep(store)
    store.add_person(theirs.person, own_access_open=False)
    store.add_pathway(theirs.pathway, OTHER)
    for event in theirs.events:
        store.append_event(event)
    store.save(theirs.plan, 0)
    for one in (hers, theirs):
        store.append_plan_event(
            PlanEvent(
                new_identifier(),
                PlanEventKind.CONTRACT_OFFERED,
                one.plan.person,
                one.plan.plan_id,
                NOW,
                Said(Speaker.CARE, Way.LOG_IN, "Sam Exempel"),
                "SE-EXEMPEL-ORTOPEDI",
            )
        )
    return hers


def everything(store: Any) -> str:
    """Every value in every table, but for the log and the tombstones."""
    from django.apps import apps

    named = ("logrecord", "logwaiting", "tombstone")
    models = [one for one in apps.get_app_config("care").get_models() if one._meta.model_name not in named]
    return repr([list(model._default_manager.using("care").values()) for model in models])


def back_up(file: Path, keys: PersonKeys) -> None:
    from vardvag.service.backup.make import make_backup

    make_backup("care", file, KEY, NOW, keys)


def restore(file: Path, keys: PersonKeys, destroyed: dict[str, Any] | None = None) -> Any:
    from vardvag.service.backup.restore import restore_backup

    return restore_backup("care", file, KEY, destroyed or {}, keys)


def test_what_is_sealed_is_opened_by_her_key_alone_and_as_it_was(keys: PersonKeys, tmp_path: Path) -> None:
    assert keys.make([HER, OTHER, HER]) == 2
    with keys.at_work():
        sealed = keys.seal(HER, b"Jag vill dansa.")
        assert keys.open(HER, sealed).decode() == "Jag vill dansa."
        assert b"dansa" not in sealed
        assert keys.seal(HER, b"x") != keys.seal(HER, b"x")
    assert keys.make([HER, OTHER]) == 0
    with keys.at_work():
        for person, bent in (
            (OTHER, sealed),
            (HER, sealed[:-1] + bytes([sealed[-1] ^ 1])),
            (HER, sealed[1:]),
        ):
            with pytest.raises(ValueError, match="not as it was sealed"):
                keys.open(person, bent)
        assert keys.open(HER, sealed) == b"Jag vill dansa."
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "keys").iterdir()} == {0}


def test_a_key_that_goes_leaves_no_byte_in_the_file(keys: PersonKeys, tmp_path: Path) -> None:
    keys.make([HER, OTHER])
    file = tmp_path / "keys" / "people.sqlite3"
    with sqlite3.connect(file) as base:
        [(hers,)] = base.execute("SELECT key FROM person_key WHERE person = ?", (HER,))
    base.close()
    assert hers in file.read_bytes()
    assert PersonKeys(file).destroy(STONE)  # it takes no master key
    assert not keys.destroy(replace(STONE, by="another"))
    assert hers not in file.read_bytes()
    assert (keys.holds(HER), keys.holds(OTHER)) == (False, True)
    assert {person: told["by"] for person, told in keys.destroyed().items()} == {HER: "arkivarie"}
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


def test_keys_that_were_made_while_something_failed_are_not_kept(keys: PersonKeys) -> None:
    def some() -> Iterator[PersonId]:
        yield from (PersonId(str(number)) for number in range(600))
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        keys.make(some())
    assert not keys.holds(PersonId("0"))


def test_a_destruction_by_another_process_is_noticed_at_the_next_row(
    keys: PersonKeys, tmp_path: Path
) -> None:
    keys.make([HER, OTHER])
    with keys.at_work():
        before = keys.seal(HER, b"x")
        PersonKeys(tmp_path / "keys" / "people.sqlite3").destroy(STONE)
        with pytest.raises(NotFound):
            keys.open(HER, before)
        after = keys.seal(HER, b"y")  # with nobody's key
        assert keys.open(OTHER, keys.seal(OTHER, b"z")) == b"z"
        with pytest.raises(NotFound):
            keys.seal(PersonId("never had a key"), b"x")
    assert keys.make([HER]) == 0  # the destroyed get no new key
    with keys.at_work(), pytest.raises(NotFound):
        keys.open(HER, after)


def test_keys_are_opened_by_their_master_alone(keys: PersonKeys, tmp_path: Path) -> None:
    file = tmp_path / "keys" / "people.sqlite3"
    other = PersonKeys(file, b"n" * 32)
    keys.make([HER])
    for use in (lambda: other.make([OTHER]), lambda: other.at_work().__enter__()):
        with pytest.raises(BadInput) as told:
            use()
        assert [one.rule for one in told.value.findings] == ["person-keys-master"]
    assert not keys.holds(OTHER)


def test_while_a_backup_is_put_back_nobody_is_destroyed_and_that_is_told(
    keys: PersonKeys, tmp_path: Path
) -> None:
    keys.make([HER])
    with keys.at_work(alone=True), pytest.raises(BadInput) as told:
        PersonKeys(tmp_path / "keys" / "people.sqlite3", wait=0.01).destroy(STONE)
    assert [one.rule for one in told.value.findings] == ["person-keys-busy"]
    assert keys.destroy(STONE)


def test_too_early_nothing_is_destroyed_and_the_attempt_is_in_the_log(
    store: Any, kept: Example, keys: PersonKeys
) -> None:
    before = everything(store)
    done = destroy_record(graves(store), keys, Who(), HER, NOW)
    assert (done.decision.allowed, done.decision.rule, done.rows) == (False, "retention.record", 0)
    last = graves(store).last_entry(HER)
    assert done.kept_until == last.replace(year=last.year + 10)
    assert everything(store) == before
    assert graves(store).tombstone(HER) is None
    assert [(row.entry.action, row.entry.allowed) for row in store.log()] == [("destroy_record", False)]


def test_the_last_entry_is_read_from_the_record(store: Any, kept: Example) -> None:
    assert graves(store).last_entry(HER) >= WRITTEN
    assert graves(store).last_entry(PersonId("nobody")) is None


@pytest.mark.parametrize("decided_as", [None, "IVO 9.9-1/2019"])
def test_when_it_is_lawful_nothing_of_hers_is_left_and_others_are_as_they_were(
    store: Any, kept: Example, keys: PersonKeys, decided_as: str | None
) -> None:
    now = NOW if decided_as else Moment.parse("2099-01-01T09:00")
    assert "Astrid Exempelsson" in everything(store)
    done = destroy_record(graves(store), keys, Who(), HER, now, decided_as)
    assert done.decision.allowed
    assert done.rows > 10
    left = everything(store)
    for told in (HER, kept.plan.plan_id, kept.pathway):
        assert told not in left
    assert store.plans_of_person(OTHER)
    assert show_plan(store, SAM, kept.plan.plan_id, now) == Denied()
    assert graves(store).tombstone(HER) == Tombstone(
        HER, now, "arkivarie", done.decision.rule, decided_as or ""
    )
    with pytest.raises(NotFound):
        store.read(kept.plan.plan_id)
    again = destroy_record(graves(store), keys, Who(), HER, now, decided_as)
    assert (again.decision.rule, again.rows) == ("retention.destroyed-already", 0)
    assert verify(store.log()) == []
    assert store.log()[0].entry.purpose == decided_as


def test_nobody_is_destroyed_who_is_not_here(store: Any, keys: PersonKeys) -> None:
    with pytest.raises(NotFound):
        destroy_record(graves(store), keys, Who(), PersonId("nobody"), LATER)
    assert store.log() == ()


def test_a_backup_from_before_gives_back_nothing_of_hers_and_all_of_the_others(
    store: Any, database: str, kept: Example, keys: PersonKeys, empty_care: Empty, tmp_path: Path
) -> None:
    from vardvag.service.backup.sealed_file import read_sealed
    from vardvag.service.backup.tombstones import read_tombstones, tombstone_lines

    back_up(tmp_path / "b", keys)
    with (tmp_path / "b").open("rb") as file:
        inside = "".join(read_sealed(file, KEY))
    assert "Astrid" not in inside  # not even to who has the key of the file
    destroy_record(graves(store), keys, Who(), HER, NOW, "IVO 9.9-1/2019")
    stones = read_tombstones(tombstone_lines())
    with empty_care(database):
        restored = restore(tmp_path / "b", keys, stones)
        assert restored.destroyed == 1
        assert store.plans_of_person(OTHER)
        assert HER not in everything(store)
        assert graves(store).tombstone(HER).by == "arkivarie"


@pytest.mark.parametrize("stopped", [False, True])
def test_the_keys_alone_say_who_was_destroyed_when_there_is_no_list(
    store: Any,
    database: str,
    kept: Example,
    keys: PersonKeys,
    empty_care: Empty,
    tmp_path: Path,
    stopped: bool,
) -> None:
    class Stops(PersonKeys):
        def destroy(self, stone: Tombstone) -> bool:
            raise OSError("no room")

    back_up(tmp_path / "b", keys)
    if stopped:  # halfway; doing it again ends it
        with pytest.raises(OSError, match="no room"):
            destroy_record(graves(store), Stops(tmp_path / "other"), Who(), HER, NOW, "IVO 9.9-1/2019")
        assert keys.holds(HER)
    destroy_record(graves(store), keys, Who(), HER, NOW, "IVO 9.9-1/2019")
    stone = graves(store).tombstone(HER)
    with empty_care(database):
        restored = restore(tmp_path / "b", keys)
        assert restored.destroyed == 1
        assert HER not in everything(store)
        assert store.plans_of_person(OTHER)
        assert graves(store).tombstone(HER) == stone


def test_who_is_destroyed_while_a_backup_is_made_cannot_be_read_from_it(
    store: Any, database: str, kept: Example, keys: PersonKeys, empty_care: Empty, tmp_path: Path
) -> None:
    """Her rows are in the moment that the backup is of; her key is gone before they are sealed."""
    keys.make([HER])
    keys.destroy(STONE)
    back_up(tmp_path / "b", keys)
    with empty_care(database):
        assert restore(tmp_path / "b", keys).destroyed == 1
        assert HER not in everything(store)


def test_without_anybodys_key_nothing_is_put_back(
    store: Any, database: str, kept: Example, keys: PersonKeys, empty_care: Empty, tmp_path: Path
) -> None:
    back_up(tmp_path / "b", keys)
    with empty_care(database):
        with pytest.raises(BadInput) as told:
            restore(tmp_path / "b", PersonKeys(tmp_path / "other" / "keys", MASTER))
        assert {one.rule for one in told.value.findings} == {"backup-person-key"}
        assert {one.value for one in told.value.findings} == {HER, OTHER}
        assert "Astrid" not in everything(store)


def test_rows_go_only_when_her_tombstone_is_there_and_it_cannot_be_taken_away(
    store: Any, kept: Example, keys: PersonKeys
) -> None:
    from django.db import DatabaseError, transaction

    from vardvag.service.store import models

    appended = (
        models.PlanVersion,
        models.Event,
        models.PlanEvent,
        models.FhirVersion,
    )
    graves(store).bury(replace(STONE, person=OTHER))
    for model in appended:
        hers = model.objects.using("care").filter(**_about(model, HER))
        assert hers.exists(), model
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
            hers._raw_delete("care")
    graves(store).erase(OTHER)
    assert not store.plans_of_person(OTHER)
    stones = models.Tombstone.objects.using("care")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        stones.update(by="somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="care"):
        stones.all()._raw_delete("care")


def _about(model: Any, person: PersonId) -> dict[str, Any]:
    from django.db.models import Q

    pointing = {field.name for field in model._meta.concrete_fields if field.is_relation}
    way = "pathway__person" if "pathway" in pointing else "plan__person"
    keys = model.objects.using("care").filter(Q(**{way: person})).values_list("pk", flat=True)
    return {"pk__in": list(keys)}
