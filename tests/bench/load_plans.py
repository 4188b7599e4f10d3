"""Read whole plans under load, each with its decision on access and its row in the log: `make load`.

    python tests/bench/load_plans.py --people 1000000     PostgreSQL, and a tenth as many in SQLite beside it
    python tests/bench/load_plans.py --people 2000 --seconds 3 --no-page
    python tests/bench/load_plans.py --people 1000000 --keep FOLDER     fill only, while others work
    python tests/bench/load_plans.py --use FOLDER                       measure what was filled, in quiet

The server is `vardvag serve` with its defaults, in processes of its own; those who ask run on the same
machine. A PostgreSQL of its own is started, whose commits wait for the disk, and everything is gone
afterwards unless it is kept. Nothing is asserted about time. The figures go to
docs/explanation/performance-plans.md.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from load_fill import TOKEN  # noqa: E402
from load_kept import HOST, TEMPLATES, environment, fill, migrate_kept, opened, run  # noqa: E402
from load_page import PAGE, page  # noqa: E402

from vardvag.service.serving import free_port  # noqa: E402

READERS, WRITERS = 8, 2
READING = {
    "reading, one at a time": 1,
    "reading, 3 at once": 3,
    f"reading, {READERS} at once": READERS,
}


@dataclass
class Measured:
    """One way of asking: how many a second, and how long they took in milliseconds."""

    way: str
    answered: int
    seconds: float
    spans: list[float]
    refused: int = 0
    rows: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds

    def span(self, share: float) -> float:
        """The time within which this share of them was answered, in milliseconds."""
        ordered = sorted(self.spans)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


@dataclass
class Loaded:
    """One database: what was in it, how long filling took, what one reading asks, and what was measured."""

    kind: str
    people: int
    steps: int
    fill_seconds: float
    bytes: int
    queries: dict[str, list[str]]
    measured: list[Measured] = field(default_factory=list)


def main() -> None:
    """As the module says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--warm", type=float, default=10, help="seconds of reading before it is measured")
    parser.add_argument("--seed", type=int, help="ask for the same plans again; those moved once are refused")
    parser.add_argument("--database", action="append", choices=("postgresql", "sqlite"))
    parser.add_argument("--no-page", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="only fill, and leave it in FOLDER")
    parser.add_argument("--use", type=Path, metavar="FOLDER", help="measure what --keep has left in FOLDER")
    asked = parser.parse_args()
    kinds = asked.database or ["postgresql", "sqlite"]
    place = asked.keep or asked.use or Path(tempfile.mkdtemp(prefix="vv-load-"))
    place.mkdir(mode=0o755, parents=True, exist_ok=True)
    place.chmod(0o755)  # PostgreSQL runs as another account, and passes through here
    try:
        if not asked.use:
            for kind in kinds:
                _fill(kind, asked.people, place.resolve() / kind)
        if asked.keep:
            return
        loaded = [_load(kind, place.resolve() / kind, asked) for kind in kinds]
    finally:
        if not asked.keep and not asked.use:
            shutil.rmtree(place, ignore_errors=True)
    text = page(loaded, _command(asked, loaded[0].people))
    print(text)
    if not asked.no_page:
        PAGE.write_text(text, encoding="utf-8")


def _command(asked: argparse.Namespace, people: int) -> str:
    """What was typed: one line, or one to fill and one to measure."""
    if asked.use is None:
        return f"make load PEOPLE={people}"
    script = "python tests/bench/load_plans.py"
    return f"{script} --people {people} --keep FOLDER\n{script} --use FOLDER"


def _fill(kind: str, people: int, folder: Path) -> None:
    began = time.monotonic()
    _say(f"{kind}: filling")
    fill(kind, people if kind == "postgresql" else max(people // 10, TEMPLATES), folder)
    _say(f"{kind}: filled in {time.monotonic() - began:.0f} s")


def _load(kind: str, folder: Path, asked: argparse.Namespace) -> Loaded:
    with opened(kind, folder) as (address, told):
        port = free_port()
        settings = environment(folder / "data", address, port)
        migrate_kept(settings)
        first = told["plans"][0]
        queries = json.loads(run(settings, "load_fill.py", "queries", f"{first['plan']}.0", first["session"]))
        loaded = Loaded(kind, told["people"], told["steps"], told["seconds"], told["bytes"], queries)
        with server(settings, port, folder):
            load = _Load(port, told["plans"], told["rounds"], Random(asked.seed))
            load.measure("warm-up", READERS, 0, asked.warm)
            for way, readers in READING.items():
                loaded.measured.append(load.measure(way, readers, 0, asked.seconds))
            loaded.measured += load.both(
                f"reading, {READERS} at once, with {WRITERS} writing beside", asked.seconds
            )
        for one in loaded.measured:
            _say(f"{kind}: {one.way}: {one.rate:.0f}/s, 99 of 100 within {one.span(0.99):.0f} ms")
    return loaded


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class _Load:
    """Those who ask."""

    def __init__(self, port: int, plans: list[dict[str, Any]], rounds: int, random: Random) -> None:
        self._port, self._plans, self._rounds, self._random = port, plans, rounds, random
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    def measure(self, way: str, readers: int, writers: int, seconds: float) -> Measured:
        """Ask for *seconds* and tell what came of the reading."""
        return self._ask(way, readers, writers, seconds)[0]

    def both(self, way: str, seconds: float) -> list[Measured]:
        """Reading and writing at once: a figure for each."""
        reading, writing = self._ask(way, READERS, WRITERS, seconds)
        writing.way = f"writing, {WRITERS} at once, with {READERS} reading beside"
        return [reading, writing]

    def _ask(self, way: str, readers: int, writers: int, seconds: float) -> tuple[Measured, Measured]:
        reading, writing = Measured(way, 0, seconds, []), Measured(way, 0, seconds, [])
        ends = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._repeat, args=(self._read, reading, ends)) for _ in range(readers)
        ] + [threading.Thread(target=self._repeat, args=(self._write, writing, ends)) for _ in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return reading, writing

    def _repeat(self, ask: Any, measured: Measured, ends: float) -> None:
        server = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with self._lock:
            random = Random(self._random.random())
        spans, refused = [], 0
        while time.monotonic() < ends:
            began = time.perf_counter()
            if ask(server, random):
                spans.append((time.perf_counter() - began) * 1000)
            else:
                refused += 1
        server.close()
        with self._lock:
            measured.spans += spans
            measured.answered += len(spans)
            measured.refused += refused

    def _read(self, server: http.client.HTTPConnection, random: Random) -> bool:
        one = random.choice(self._plans)
        address = f"/api/v1/plans/{one['plan']}.{random.randrange(self._rounds)}"
        server.request("GET", address, headers=_headers(one["session"]))
        answer = server.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{answer.status}: {body[:500]!r}")
        return True

    def _write(self, server: http.client.HTTPConnection, random: Random) -> bool:
        """Move a booked step by the page's form; a plan that was moved already is refused, and told so."""
        one = random.choice([plan for plan in self._plans if plan["steps"]])
        copied = random.randrange(self._rounds)
        plan, step = f"{one['plan']}.{copied}", f"{random.choice(one['steps'])}.{copied}"
        with self._lock:
            number = next(self._numbers)
        form = {
            "day": f"2031-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
            "time": "10.00",
            "way": "telephone",
            "name": "Hon själv",
            "version": one["version"],
            "csrfmiddlewaretoken": TOKEN,
        }
        server.request(
            "POST",
            f"/samordning/plan/{plan}/steg/{step}/flytta/",
            urlencode(form),
            _headers(one["session"]) | {"Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = server.getresponse()
        answer.read()
        return answer.status == 302


def _headers(session: str) -> dict[str, str]:
    return {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "Origin": f"https://{HOST}",
        "Cookie": f"__Host-vardvag={session}",
    }


@contextmanager
def server(environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    """`vardvag serve`, until it answers."""
    with (folder / "server.log").open("w") as log:
        command = [sys.executable, "-c", "from vardvag.cli import main; main()", "serve"]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(600):
                try:
                    asker = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                    asker.request("GET", "/ingenstans/", headers=_headers(""))
                    asker.getresponse().read()
                    break
                except OSError:
                    time.sleep(0.1)
                finally:
                    asker.close()
            else:
                raise AssertionError((folder / "server.log").read_text()[-3000:])
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


if __name__ == "__main__":
    main()
