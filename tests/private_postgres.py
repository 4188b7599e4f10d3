"""A PostgreSQL of the tests' own, reached only through a socket in its own folder, and gone afterwards.

For the store's tests, for killing the server and for the load. Here does not belong what it is filled with.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER = "vardvag"

_MEMORY = Path("/dev/shm")
_ROOM = 2_000_000_000
_COPIES_FILES = 150_000


class NoPostgres(Exception):
    """PostgreSQL's programs, or the account that they run as, are not on this machine."""


def programs() -> Path:
    """Where PostgreSQL's programs are: Debian keeps them out of PATH, by version. NoPostgres when nowhere."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise NoPostgres
    return Path(on_path).parent


@contextmanager
def private_postgres(*, durable: bool = False, options: str = "", kept: Path | None = None) -> Iterator[Path]:
    """The folder of its socket, which is its host's name. NoPostgres when it cannot be had here.

    *durable*: commits wait for the disk, as for real; else nothing does, for tests that kill no machine, and
    its data lie in memory where there is room.
    *kept*: the folder of its data, made when it is not there, and left as it is afterwards.
    """
    found, account = programs(), _account()
    # A socket's path may have about a hundred characters: pytest's own folders can be longer.
    folder = Path(tempfile.mkdtemp(prefix="vv-pg-", dir=None if durable else _in_memory()))
    if account:
        shutil.chown(folder, account["user"], account["group"])
    data = kept or folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **account)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    try:
        if not data.exists():
            data.mkdir(mode=0o700, parents=True)
            if account:
                shutil.chown(data, account["user"], account["group"])
            run(
                *(str(found / "initdb"), "--pgdata", str(data), "--username", USER, "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
            )
        how = f"-c listen_addresses='' -c unix_socket_directories={folder} {options}"
        if not durable:
            how += " -c fsync=off -c full_page_writes=off"
        # Its output goes to a file: a pipe that the server inherits would never close.
        with (folder / "start.log").open("w") as log:
            subprocess.run(
                [str(found / "pg_ctl"), "-D", str(data), "-w", "-o", how, "start"],
                cwd=folder,
                stdout=log,
                stderr=log,
                check=True,
                **account,
            )
        try:
            yield folder
        finally:
            how_fast = "fast" if kept else "immediate"
            run(str(found / "pg_ctl"), "-D", str(data), "-m", how_fast, "-t", "600", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(host: Path, name: str, template: str = "template1") -> str:
    """Make a database, a copy of *template*; gives the address that `VARDVAG_DATABASE_…` takes."""
    with _connected(host) as connection:
        # Files are copied, not written row by row to the log first, where the server (15) can.
        how = " STRATEGY file_copy" if connection.info.server_version >= _COPIES_FILES else ""
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{how}')
    return f"postgresql://{USER}@/{name}?host={host}"


def drop_database(host: Path, name: str) -> None:
    """Take a database away, and whoever is still connected to it with it."""
    with _connected(host) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _connected(host: Path) -> Any:
    import psycopg

    return psycopg.connect(host=str(host), user=USER, dbname="postgres", autocommit=True)


def _in_memory() -> str | None:
    """A folder whose files lie in memory, when it has room; None when not."""
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ROOM:
        return None
    return str(_MEMORY)


def _account() -> dict[str, Any]:
    """How to start PostgreSQL's programs: they refuse to run as root."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError as problem:
        raise NoPostgres from problem
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
