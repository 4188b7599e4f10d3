"""One key for each person, outside the database and its backups: what is sealed is gone when the key is.

What a backup holds of a person is sealed with her key, so destroying it reaches every backup there is. The
keys stand in a file of their own (SQLite), each wrapped under a master key of the configuration; the file is
kept, and backed up, apart, and a copy of it must not outlive a destruction. Where a key was, her tombstone
stays: a key that was destroyed is told from one that is lost. Sealing is AES-256-GCM with the person's
identifier bound in, so that one person's content cannot be passed off as another's. Here does not belong
when something may be destroyed (`contracts.retention`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import PersonId
from vardvag.service.backup.tombstones import Told, line_of, read_tombstones
from vardvag.usecases.destroy_record import Tombstone

_NONCE = 12
_AT_A_TIME = 500
_KEPT_OPEN = 10_000
"""How many keys are held in memory while a backup is made or put back."""
_WAIT = 60.0
"""Seconds to wait for somebody else who writes to the file."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS person_key (person TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS destroyed (person TEXT PRIMARY KEY, tombstone TEXT NOT NULL) WITHOUT ROWID",
)


class PersonKeys:
    """The keys in the file *path*, which only its owner can read. For one thread; any number of processes.

    *master*, 32 bytes, wraps each key. It is needed to make, seal and open, and not to destroy.
    """

    def __init__(self, path: Path, master: bytes | None = None, *, wait: float = _WAIT) -> None:
        self._path = path
        self._master = None if master is None else AESGCM(master)
        self._wait = wait
        self._open: sqlite3.Connection | None = None
        self._known: dict[PersonId, AESGCM] = {}
        self._seen = 0

    def make(self, people: Iterable[PersonId]) -> int:
        """A key for each who has none and is not destroyed, all of them or none; how many were made."""
        made, waiting = 0, iter(people)
        with self._written() as base:
            self._refuse_other_master(base)
            while some := list(islice(waiting, _AT_A_TIME)):
                missing = sorted(set(some) - self._told_of(base, some))
                rows = [(person, self._wrapped(person, os.urandom(32))) for person in missing]
                base.executemany("INSERT INTO person_key VALUES (?, ?)", rows)
                made += len(rows)
        return made

    @contextmanager
    def at_work(self, *, alone: bool = False) -> Iterator[PersonKeys]:
        """Seal and open much at once. *alone*: nobody makes or destroys a key meanwhile, but waits."""
        with self._written() if alone else self._connected() as base:
            self._refuse_other_master(base)
            self._open = base
            try:
                yield self
            finally:
                self._open = None
                self._known.clear()

    def seal(self, person: PersonId, content: bytes) -> bytes:
        """*content* so that only the person's key opens it; nobody's, when hers is destroyed already.

        NotFound when there is no key, and never was: `make` comes first.
        """
        nonce = os.urandom(_NONCE)
        try:
            key = self._key(person)
        except NotFound:
            if not self._base.execute(_DESTROYED, (person,)).fetchone():
                raise
            key = AESGCM(AESGCM.generate_key(bit_length=256))
        return nonce + key.encrypt(nonce, content, person.encode())

    def open(self, person: PersonId, sealed: bytes) -> bytes:
        """What was sealed. NotFound when there is no key; ValueError when it is not as it was sealed."""
        try:
            return self._key(person).decrypt(sealed[:_NONCE], sealed[_NONCE:], person.encode())
        except InvalidTag as problem:
            raise ValueError("the content is not as it was sealed") from problem

    def holds(self, person: PersonId) -> bool:
        """Whether there is a key."""
        if not self._path.exists():
            return False
        with self._connected() as base:
            return base.execute(_KEY, (person,)).fetchone() is not None

    def destroy(self, stone: Tombstone) -> bool:
        """Put her tombstone where her key is, out of the file's bytes too; whether there was a key."""
        line = line_of(stone.person, stone.at.utc, stone.by, stone.rule, stone.decided_as)
        with self._written() as base:
            base.execute("INSERT OR IGNORE INTO destroyed VALUES (?, ?)", (stone.person, line))
            return base.execute("DELETE FROM person_key WHERE person = ?", (stone.person,)).rowcount > 0

    def destroyed(self) -> Mapping[str, Told]:
        """The tombstones of those whose keys have been destroyed, by person."""
        if not self._path.exists():
            return {}
        with self._connected() as base:
            return read_tombstones(line for (line,) in base.execute("SELECT tombstone FROM destroyed"))

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600))
        base = sqlite3.connect(self._path, timeout=self._wait, isolation_level=None)
        try:
            # Nothing of a key that goes is left in the file, nor in a log beside it.
            base.execute("PRAGMA secure_delete=ON")
            base.execute("PRAGMA journal_mode=DELETE")
            base.execute("PRAGMA synchronous=FULL")
            for table in _TABLES:
                base.execute(table)
            yield base
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise BadInput(_CANNOT, [Finding("person-keys-busy", _BUSY, _AGAIN)]) from problem
        finally:
            base.close()

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        """The file for one who writes: all is kept, or nothing, and nobody else writes meanwhile."""
        with self._connected() as base:
            base.execute("BEGIN IMMEDIATE")
            yield base
            base.execute("COMMIT")

    @property
    def _base(self) -> sqlite3.Connection:
        if self._open is None:
            raise AssertionError("keys are used inside `at_work`")
        return self._open

    def _told_of(self, base: sqlite3.Connection, people: list[PersonId]) -> set[PersonId]:
        """Those of *people* who have a key or a tombstone."""
        marks = ", ".join("?" * len(people))
        asked = f"SELECT person FROM person_key WHERE person IN ({marks}) UNION ALL "
        asked += f"SELECT person FROM destroyed WHERE person IN ({marks})"
        return {PersonId(person) for (person,) in base.execute(asked, [*people, *people])}

    def _key(self, person: PersonId) -> AESGCM:
        # What somebody else has written, a destruction for one, is noticed at the next row.
        (version,) = self._base.execute("PRAGMA data_version").fetchone()
        if version != self._seen or len(self._known) >= _KEPT_OPEN:
            self._known.clear()
            self._seen = version
        if (known := self._known.get(person)) is not None:
            return known
        found = self._base.execute(_KEY, (person,)).fetchone()
        if found is None:
            raise NotFound(Text("Nyckel", "key"), "", ())
        known = self._known[person] = AESGCM(self._unwrapped(person, found[0]))
        return known

    def _wrapped(self, person: PersonId, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, key, person.encode())

    def _unwrapped(self, person: PersonId, kept: bytes) -> bytes:
        try:
            return self._cipher.decrypt(kept[:_NONCE], kept[_NONCE:], person.encode())
        except (InvalidTag, ValueError) as problem:
            raise BadInput(
                _CANNOT, [Finding("person-keys-master", _OTHER_MASTER, _RIGHT_MASTER)]
            ) from problem

    def _refuse_other_master(self, base: sqlite3.Connection) -> None:
        """Keys under two masters would be a file that nobody can open."""
        if (one := base.execute("SELECT person, key FROM person_key LIMIT 1").fetchone()) is not None:
            self._unwrapped(PersonId(one[0]), one[1])

    @property
    def _cipher(self) -> AESGCM:
        if self._master is None:
            raise AssertionError("keys are made and opened with the master key")
        return self._master


_KEY = "SELECT key FROM person_key WHERE person = ?"
_DESTROYED = "SELECT 1 FROM destroyed WHERE person = ?"
_CANNOT = Text("Personernas nycklar kan inte användas", "The keys of people cannot be used")
_BUSY = Text("Någon annan skriver till filen med nycklar", "Somebody else is writing to the file of keys")
_AGAIN = Text(
    "Vänta tills den är klar, och gör om det: det som hann bli gjort görs inte två gånger",
    "Wait until it is ready, and do it again: what was done already is not done twice",
)
_OTHER_MASTER = Text(
    "Filen med nycklar är gjord med en annan huvudnyckel", "The file of keys was made with another master key"
)
_RIGHT_MASTER = Text(
    "Sätt VARDVAG_PERSON_KEYS_KEY_FILE till den, eller VARDVAG_PERSON_KEYS till rätt fil",
    "Set VARDVAG_PERSON_KEYS_KEY_FILE to it, or VARDVAG_PERSON_KEYS to the right file",
)
