"""kill -9 of the whole server, again and again, while it is written to by its pages' own form.

    .venv/bin/python tests/killing.py --kills 200 --database sqlite --database postgresql --seed 1

After each kill: every write that was acknowledged is there, no plan is half (its documents, its head, what is
derived, its events, its FHIR versions and the log agree), nothing is there that nobody wrote, and the log's
chain holds. Ends with 1 when anything is wrong. Here stand the writers and when to kill; what is judged, in
`kill_keeper`.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from private_postgres import new_database, private_postgres
from vardvag.base.moments import Moment
from vardvag.service.serving import free_port

HERE = Path(__file__).parent
WRITERS = 4
ADDRESS = "vardvag.example"
_UP_WITHIN = 60.0
_IN_THE_MIDDLE = 0.8
_DAYS, _HOURS = range(40, 360), range(8, 16)
"""After the step that the moved one waits for, and hours that no change of the clock touches."""
_VERSION = re.compile(rb'name="version" value="(\d+)"')


@dataclass
class Outcome:
    """What came of it: kills, writes acknowledged, refused as conflicts and cut off, and what is wrong."""

    kills: int = 0
    acknowledged: int = 0
    conflicts: int = 0
    cut_off: int = 0
    log_rows: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class _Written:
    """What the writers know: of each plan, what has been acknowledged and all that has been tried."""

    acknowledged: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    tried: dict[str, list[str]] = field(default_factory=dict)
    conflicts: int = 0
    cut_off: int = 0
    unexpected: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def count(self) -> int:
        """How many writes have been acknowledged."""
        return sum(map(len, self.acknowledged.values()))

    def wait_for_one_more(self) -> None:
        """Until a write is acknowledged that was not before, or none comes."""
        before, ends = self.count, time.monotonic() + _UP_WITHIN
        while self.count == before and not self.unexpected and time.monotonic() < ends:
            time.sleep(0.005)


def kill_again_and_again(database: str, kills: int, seed: int, folder: Path) -> Outcome:
    """Kill the server *kills* times on the database at the address *database* (empty: SQLite in *folder*)."""
    random, outcome, port = Random(seed), Outcome(), free_port()
    with _keeper(database, folder, port) as ask:
        told = ask(None)
        # One plan is everybody's, so that writers conflict; each has one of her own besides.
        shared, *own = told["steps"]
        versions = {plan: 1 for plan, _ in told["steps"]}
        written = _Written()
        for _ in range(kills):
            server = ask({"do": "start"})
            try:
                _wait_until_up(port)
                stop = threading.Event()
                writers = [
                    threading.Thread(
                        target=_write,
                        args=(port, told, [one, shared], dict(versions), written, stop),
                        daemon=True,
                    )
                    for one in own
                ]
                for writer in writers:
                    writer.start()
                # Most often in the middle of the writing, now and then before it has begun.
                if random.random() < _IN_THE_MIDDLE:
                    written.wait_for_one_more()
                time.sleep(random.uniform(0, 0.4))
            finally:
                os.killpg(server, signal.SIGKILL)
            stop.set()
            for writer in writers:
                writer.join()
            ask({"do": "reap"})
            judged = ask({"do": "judge", "acknowledged": written.acknowledged, "tried": written.tried})
            versions = judged["versions"]
            outcome.kills += 1
            outcome.wrong += [f"kill {outcome.kills}: {one}" for one in judged["wrong"]]
            outcome.log_rows = judged["log"]
    outcome.acknowledged = written.count
    outcome.conflicts, outcome.cut_off = written.conflicts, written.cut_off
    outcome.wrong += written.unexpected
    return outcome


def _write(
    port: int,
    told: dict[str, Any],
    steps: list[list[str]],
    versions: dict[str, int],
    written: _Written,
    stop: threading.Event,
) -> None:
    """Move steps, one after another, until the server is gone."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for plan, step in itertools.cycle(steps):
        if stop.is_set():
            break
        with written.lock:
            day, clock, at = _time(next(written.numbers))
            written.tried.setdefault(plan, []).append(at)
        form = {
            "day": day,
            "time": clock,
            "version": versions[plan],
            "csrfmiddlewaretoken": told["token"],
            "way": "telephone",
            "name": "Hon själv",
        }
        try:
            server.request(
                "POST",
                f"/samordning/plan/{plan}/steg/{step}/flytta/",
                urlencode(form),
                _headers(told["session"]) | {"Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = server.getresponse()
            # What came of it stands in the head alone: it is acknowledged when that has arrived.
            status, body = answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            with written.lock:
                written.cut_off += 1
            break
        with written.lock:
            if status == 302:
                versions[plan] += 1
                written.acknowledged.setdefault(plan, []).append((versions[plan], at))
            elif status == 409 and (found := _VERSION.search(body)):
                versions[plan] = int(found[1])
                written.conflicts += 1
            else:
                written.unexpected.append(f"{status}: {body[:300]!r}")
                break
    server.close()


def _time(number: int) -> tuple[str, str, str]:
    """A time of its own for every write: as the form takes it, and as the store keeps it."""
    day = date.today() + timedelta(days=_DAYS[number // (len(_HOURS) * 60) % len(_DAYS)])
    hour, minute = _HOURS[number // 60 % len(_HOURS)], number % 60
    at = Moment.parse(f"{day.isoformat()}T{hour:02}:{minute:02}")
    return day.isoformat(), f"{hour:02}.{minute:02}", at.utc.isoformat()


def _headers(session: str) -> dict[str, str]:
    """As a browser behind the proxy that ends TLS."""
    return {
        "Host": ADDRESS,
        "X-Forwarded-Proto": "https",
        "Origin": f"https://{ADDRESS}",
        "Cookie": f"__Host-vardvag={session}",
    }


def _wait_until_up(port: int) -> None:
    ends = time.monotonic() + _UP_WITHIN
    while time.monotonic() < ends:
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with contextlib.closing(server), contextlib.suppress(OSError, http.client.HTTPException):
            # An address that leads nowhere: whatever answers, the server is up.
            server.request("GET", "/ingenstans/", headers=_headers(""))
            if server.getresponse().status == 404:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not answer after a kill")


@contextlib.contextmanager
def _keeper(database: str, folder: Path, port: int) -> Iterator[Any]:
    """`ask({"do": …})` of the process that has the store; `ask(None)` only listens."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("VARDVAG", "COV"))}
    environment = ours | {
        "PYTHONPATH": str(HERE),
        "VARDVAG_PROFILES": "public,care",
        "VARDVAG_DATA": str(folder),
        "VARDVAG_ADDRESS": f"https://{ADDRESS}",
        "VARDVAG_BEHIND_PROXY": "1",
        "VARDVAG_LISTEN": f"127.0.0.1:{port}",
        "VARDVAG_WORKERS": "2",
        "VARDVAG_SECRET_KEY": "only-for-killing-" * 4,
        "VARDVAG_OIDC_ISSUER": "https://issuer.example",
        "VARDVAG_OIDC_CLIENT_ID": "nobody",
        "VARDVAG_OIDC_CLIENT_SECRET": "nobody's secret",
        "VARDVAG_DATABASE_CARE": database,
        "DJANGO_SETTINGS_MODULE": "vardvag.service.settings",
    }
    command = [sys.executable, str(HERE / "kill_keeper.py"), str(WRITERS + 1)]
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        ) as keeper,
    ):
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        asked, told = keeper.stdin, keeper.stdout

        def ask(question: dict[str, Any] | None) -> Any:
            if question is not None:
                asked.write(json.dumps(question) + "\n")
                asked.flush()
            line = told.readline()
            assert line, (folder / "server.log").read_text()[-4000:]
            return json.loads(line)

        try:
            yield ask
        finally:
            asked.close()
            if keeper.wait(timeout=30):
                print((folder / "server.log").read_text()[-4000:], file=sys.stderr)


def main() -> None:
    """As the module says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", action="append", choices=("sqlite", "postgresql"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = 0
    for kind in asked.database or ["sqlite", "postgresql"]:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
            address = ""
            if kind == "postgresql":
                address = new_database(running.enter_context(private_postgres(durable=True)), "care")
            outcome = kill_again_and_again(address, asked.kills, asked.seed, Path(folder))
        took = time.monotonic() - began
        print(
            f"{kind}: {outcome.kills} kills in {took:.0f} s; {outcome.acknowledged} writes acknowledged, "
            f"{outcome.conflicts} refused as conflicts, {outcome.cut_off} cut off; "
            f"{outcome.log_rows} rows in the log; {len(outcome.wrong)} wrong"
        )
        print("\n".join(outcome.wrong[:20]))
        wrong += len(outcome.wrong)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
