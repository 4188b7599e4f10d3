"""What the tests that put floors together share: above all an empty database to store in.

It is on SQLite always, on PostgreSQL where its programs are installed; each is migrated once, and every test
has a copy. Django's settings exist once per process and belong to the service; a test only swaps what the
alias `care` points to, and puts it back. Here does not belong what one folder needs alone.
"""

from __future__ import annotations

import shutil
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from private_postgres import USER, NoPostgres, drop_database, new_database, private_postgres

Database = dict[str, Any]


@pytest.fixture(scope="session")
def _django(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Django with the service's own settings, as the demo has them, unless some other test came first."""
    django = pytest.importorskip("django", reason="install the extra [service]")
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VARDVAG_DEMO", "1")
            patch.setenv("VARDVAG_DATA", str(tmp_path_factory.mktemp("demo-data")))
            patch.setenv("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
            settings._setup()
    if not apps.ready:
        django.setup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Database]:
    """A throw-away PostgreSQL, reached only through a socket in its own folder."""
    pytest.importorskip("psycopg", reason="pip install 'vardvag[postgres]'")
    with ExitStack() as running:
        try:
            host = running.enter_context(private_postgres())
        except NoPostgres:
            pytest.skip("install postgresql")
        yield {"ENGINE": "django.db.backends.postgresql", "HOST": str(host), "USER": USER}


@contextmanager
def _care_is(chosen: Database) -> Iterator[None]:
    """Point the alias `care` at a database for a while."""
    from django.db import connections

    kept = connections.settings["care"]
    connections["care"].close()
    connections.settings["care"] = kept | {"OPTIONS": {}} | chosen
    del connections["care"]
    try:
        yield
    finally:
        connections["care"].close()
        connections.settings["care"] = kept
        del connections["care"]


@contextmanager
def _care_is_copy(server: Database, copied: str) -> Iterator[None]:
    """The same with a copy of a database on the server, taken away after: each takes ten megabytes."""
    chosen = _new_database(server, copied)
    try:
        with _care_is(chosen):
            yield
    finally:
        drop_database(Path(server["HOST"]), chosen["NAME"])


def _migrate(chosen: Database) -> None:
    """Run every migration on a new database."""
    from django.core.management import call_command

    with _care_is(chosen):
        call_command("migrate", "care", database="care", verbosity=0, skip_checks=True)


@pytest.fixture(scope="session")
def _empty_file(_django: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every migration run and nothing in it, to copy from."""
    from vardvag.service.databases import database as settings_of

    folder = tmp_path_factory.mktemp("empty")
    _migrate(settings_of("", "care", folder))
    return folder / "care.sqlite3"


@pytest.fixture(scope="session")
def _empty_database(_django: None, postgres: Database) -> Database:
    """A PostgreSQL database with every migration run and nothing in it, to copy from."""
    chosen = _new_database(postgres, "template1")
    _migrate(chosen)
    return chosen


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The alias `care` on an empty database with every migration run. Gives which kind it is."""
    if request.param == "sqlite":
        empty: Path = request.getfixturevalue("_empty_file")
        from vardvag.service.databases import database as settings_of

        shutil.copy(empty, tmp_path)
        care = _care_is(settings_of("", "care", tmp_path))
    else:
        copied: Database = request.getfixturevalue("_empty_database")
        care = _care_is_copy(request.getfixturevalue("postgres"), copied["NAME"])
    with care:
        yield request.param


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_care(request: pytest.FixtureRequest, _django: None, tmp_path: Path) -> Iterator[str]:
    """The alias `care` on a database without any table. Gives which kind it is."""
    from vardvag.service.databases import database as settings_of

    if request.param == "sqlite":
        care = _care_is(settings_of("", "care", tmp_path))
    else:
        care = _care_is_copy(request.getfixturevalue("postgres"), "template1")
    with care:
        yield request.param


@pytest.fixture
def empty_care(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[str], AbstractContextManager[None]]:
    """`with empty_care("sqlite"):` the alias `care` is another empty database for a while, of that kind."""
    from vardvag.service.databases import database as settings_of

    def another(kind: str) -> AbstractContextManager[None]:
        if kind == "sqlite":
            folder = tmp_path / uuid.uuid4().hex
            folder.mkdir()
            shutil.copy(request.getfixturevalue("_empty_file"), folder)
            return _care_is(settings_of("", "care", folder))
        copied: Database = request.getfixturevalue("_empty_database")
        return _care_is_copy(request.getfixturevalue("postgres"), copied["NAME"])

    return another


def _new_database(server: Database, copied: str) -> Database:
    """A new database on the server, a copy of another."""
    name = f"care_{uuid.uuid4().hex}"
    new_database(Path(server["HOST"]), name, copied)
    return server | {"NAME": name, "PASSWORD": "", "PORT": "", "CONN_MAX_AGE": 0}


@pytest.fixture
def store(database: str) -> Any:
    """The repository on that database."""
    from vardvag.service.store.repository import DjangoPlanStore

    return DjangoPlanStore("care")


@pytest.fixture
def in_thread() -> Callable[[Callable[[], Any]], Any]:
    """Start a call in a thread with a connection of its own, closed after; gives its future."""
    from concurrent.futures import Future, ThreadPoolExecutor

    def start(call: Callable[[], Any]) -> Future[Any]:
        from django.db import connections

        def wrapped() -> Any:
            try:
                return call()
            finally:
                connections["care"].close()

        pool = ThreadPoolExecutor(1)
        try:
            return pool.submit(wrapped)
        finally:
            pool.shutdown(wait=False)

    return start


@pytest.fixture(autouse=True)
def _rows_of_the_log_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is chained when it is read, not after every so many rows: tests count what is asked of the
    database, and which row is the 256th depends on the tests before. Before it is loaded there are none."""
    if (chained_log := sys.modules.get("vardvag.service.chained_log")) is not None:
        monkeypatch.setattr(chained_log, "CHAINED_EVERY", 10**9)
