"""The store on a fresh database: on SQLite always, on PostgreSQL where its programs are installed.

Django's settings exist once per process and belong to the service; a test only swaps what the alias `care`
points to, and puts it back.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Database = dict[str, Any]


@pytest.fixture(scope="session")
def _django(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Django with the service's own settings, as the demo has them, unless some other test came first."""
    import django
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


def _programs() -> Path | None:
    """Where PostgreSQL's programs are: Debian keeps them out of PATH, by version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _as_postgres() -> dict[str, Any]:
    """How to start PostgreSQL's programs: they refuse to run as root."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("install postgresql")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A throw-away PostgreSQL, reached only through a socket in its own folder."""
    programs = _programs()
    if programs is None:
        pytest.skip("install postgresql")
    pytest.importorskip("psycopg", reason="pip install 'vardvag[postgres]'")
    account = _as_postgres()
    # A socket's path may have about a hundred characters: pytest's own folders can be longer.
    folder = Path(tempfile.mkdtemp(prefix="vv-pg-"))
    if account:
        shutil.chown(folder, account["user"], account["group"])
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **account)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    try:
        run(
            *(str(programs / "initdb"), "--pgdata", str(data), "--username", "vardvag", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        # Its output goes to a file: a pipe that the server inherits would never close.
        with (folder / "start.log").open("w") as log:
            subprocess.run(
                [str(programs / "pg_ctl"), "-D", str(data), "-w", "-o", options, "start"],
                cwd=folder,
                stdout=log,
                stderr=log,
                check=True,
                **account,
            )
        try:
            yield {"ENGINE": "django.db.backends.postgresql", "HOST": str(folder), "USER": "vardvag"}
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
        chosen = settings_of("", "care", tmp_path)
    else:
        copied: Database = request.getfixturevalue("_empty_database")
        chosen = _new_database(request.getfixturevalue("postgres"), copied["NAME"])
    with _care_is(chosen):
        yield request.param


def _new_database(server: Database, copied: str) -> Database:
    """A new database on the server, a copy of another."""
    import psycopg

    name = f"care_{uuid.uuid4().hex}"
    with psycopg.connect(
        host=server["HOST"], user=server["USER"], dbname="postgres", autocommit=True
    ) as open_:
        open_.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copied}"')
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
