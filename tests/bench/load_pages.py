"""Read the public pages of waiting times with twenty readers at once: `make load-pages`.

    python tests/bench/load_pages.py
    python tests/bench/load_pages.py --seconds 5 --no-page

A synthetic country is published for 24 months, and `vardvag serve` shows it with its public part alone, in
processes of its own; those who ask run on the same machine. They open pages and files in turn: the start, a
measure, a region, a comparison, a file, the API. Nothing is asserted about time. The figures go to
docs/explanation/performance-pages.md.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random
from time import monotonic

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from load_kept import HOST, environment, migrate  # noqa: E402
from load_plans import Measured, server  # noqa: E402

from vardvag.base.days import Month  # noqa: E402
from vardvag.base.moments import Moment  # noqa: E402
from vardvag.events.synth.country import make_country  # noqa: E402
from vardvag.service.serving import free_port  # noqa: E402
from vardvag.usecases.load_contacts import receive  # noqa: E402
from vardvag.usecases.publish_statistics import publish_statistics  # noqa: E402
from vardvag.warehouse.store import Store  # noqa: E402

PAGE = HERE.parents[1] / "docs" / "explanation" / "performance-pages.md"
READERS = 20
FIRST, LAST = Month(2018, 1), Month(2019, 12)
CONTACTS = 60_000
PAUSE = 2.0
"""Seconds that somebody reads before she opens the next page."""

MEASURE = "waiting-first-visit-within-90"
ADDRESSES: Mapping[str, str] = {
    "the start": "/vantetider/?region=08",
    "a measure": f"/vantetider/{MEASURE}/",
    "a measure, one region": f"/vantetider/{MEASURE}/?region=08",
    "a measure in English": f"/en/vantetider/{MEASURE}/?region=12",
    "a published table": "/vantetider/skr-waiting-by-days/",
    "a region": "/vantetider/region/08/",
    "two policies compared": "/vantetider/jamfor/",
    "how we count": "/vantetider/sa-raknar-vi/",
    "a file for machines": f"/vantetider/{MEASURE}.csv",
    "the API, one region's series": (
        f"/api/v2/tables/{MEASURE}/data?lang=sv&valueCodes[Region]=08&valueCodes[Policy]=pvv"
        "&valueCodes[ContentsCode]=share&valueCodes[Tid]=*"
    ),
}


def main() -> None:
    """As the module says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--no-page", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vv-pages-") as place:
        folder = Path(place)
        published = publish(folder)
        port = free_port()
        settings = environment(folder / "data", port=port) | {"VARDVAG_PROFILES": "public"}
        migrate(settings)
        with server(settings, port, folder):
            ask = Asking(port)
            for address in ADDRESSES.values():
                ask.once(address)  # each is read once before anybody measures
            alone = [ask.repeat(way, address, 3.0) for way, address in ADDRESSES.items()]
            together = [
                ask.many(f"{READERS} readers, {PAUSE:.0f} s at each page", PAUSE, asked.seconds),
                ask.many(f"{READERS} readers, without a pause", 0.0, asked.seconds),
            ]
    text = page(published, alone, together)
    print(text)
    if not asked.no_page:
        PAGE.write_text(text, encoding="utf-8")


def publish(folder: Path) -> str:
    """Publish a synthetic country; what was published, in words."""
    store, known = Store(folder / "store"), date(2020, 1, 20)
    receive(store, make_country(CONTACTS, 1, FIRST, LAST), received_at=Moment.parse(str(known)))
    made = publish_statistics(store, folder / "data", first=FIRST, last=LAST, on=known, made_up=True)
    figures = sum(one.new for one in made)
    grouped = f"{figures:,}".replace(",", " ")
    return f"{len(made)} measures over {LAST.index - FIRST.index + 1} months, {grouped} figures"


class Asking:
    """Those who read."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._lock = threading.Lock()

    def once(self, address: str, connection: http.client.HTTPConnection | None = None) -> float:
        """Read one address; how many milliseconds it took."""
        asker = connection or http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        began = time.perf_counter()
        asker.request("GET", address, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
        answer = asker.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200 or not body:
            raise AssertionError(f"{address}: {answer.status}: {body[:500]!r}")
        if connection is None:
            asker.close()
        return took

    def repeat(self, way: str, address: str, seconds: float) -> Measured:
        """One reader of one address, again and again."""
        spans, ends = [], monotonic() + seconds
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while monotonic() < ends:
            spans.append(self.once(address, connection))
        connection.close()
        return Measured(way, len(spans), seconds, spans)

    def many(self, way: str, pause: float, seconds: float) -> Measured:
        """Many readers of all of them."""
        measured = Measured(way, 0, seconds, [])
        ends = monotonic() + seconds

        def read(number: int) -> None:
            random, spans = Random(number), []
            time.sleep(random.uniform(0, pause))
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            while monotonic() < ends:
                address = random.choice(list(ADDRESSES.values()))
                # The server closes a connection on which nothing is asked for a while.
                spans.append(self.once(address, None if pause else connection))
                time.sleep(random.uniform(0, 2 * pause))
            connection.close()
            with self._lock:
                measured.spans += spans
                measured.answered += len(spans)

        readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
        for one in readers:
            one.start()
        for one in readers:
            one.join()
        return measured


def page(published: str, alone: list[Measured], together: list[Measured]) -> str:
    """The whole page as Markdown."""
    named = ", ".join(f"{name} {version(name)}" for name in ("Django", "gunicorn"))
    lines = ["| asked | a second | median | 95 of 100 within | 99 of 100 within |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.way} | {one.rate:.0f} | {one.span(0.5):.0f} ms | {one.span(0.95):.0f} ms "
        f"| {one.span(0.99):.0f} ms |"
        for one in [*alone, *together]
    ]
    return f"""# Pages of waiting times under load

Written by a program; do not edit. It was made by

```sh
make load-pages
```

on {datetime.now(UTC):%Y-%m-%d}, on {platform.system()} {platform.machine()} with {os.cpu_count()} cores; load
average {os.getloadavg()[0]:.1f} when it ended. Python {platform.python_version()}, {named}.

**Rank, do not quote.** The server and those who ask share the machine, and others may have worked on it
meanwhile. No test asserts a time. The server is `vardvag serve` with its defaults and its public part alone;
what is shown is {published}, counted from made-up contacts.

One reader at each address, then {READERS} at once at addresses drawn by chance:

{chr(10).join(lines)}
"""


if __name__ == "__main__":
    main()
