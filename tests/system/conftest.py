"""Journeys in a real browser on the demo site: what every one of them shares.

`prepared_data` is the example, made once per session. `site` serves a copy of it that every test reads and
none changes; a test that changes something serves a copy of its own: `with serve_copy() as other:` and
`browse(site=other)`. `browse(...)` opens a page at a width, with or without JavaScript, in light or dark.
Every page is watched: a request to another host, or anything in the console, fails the test. A click that
leads to another page returns when that page has been read whole, so what is counted next is counted there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from slow_answers import slow_proxy

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = 390, 1280
PREPARE = """
import sys
from pathlib import Path
from vardvag.service.serving import prepare_demo_here
from vardvag.usecases.example.story import DAY
def prepare():
    from vardvag.service.store.repository import DjangoPlanStore
    from vardvag.usecases.example.crowd import crowd
    from vardvag.usecases.prepare_demo import prepare_demo
    prepare_demo(Path(sys.argv[1]), DjangoPlanStore(), beside=crowd())
prepare_demo_here(Path(sys.argv[1]), DAY, prepare)
"""
START = """
import sys
from pathlib import Path
from vardvag.service.serving import serve_demo
from vardvag.usecases.example.story import DAY
serve_demo(Path(sys.argv[1]), int(sys.argv[2]), today=DAY, say=lambda line: None)
"""

BUILT = """node => {
  const words = [
    "action", "alt", "aria-label", "content", "data-label", "href", "hreflang", "label", "lang",
    "placeholder", "title", "value",
  ];
  const built = element => [
    element.tagName,
    ...[...element.attributes].map(({name, value}) => [name, words.includes(name) ? !!value : value]),
    ...[...element.childNodes].map(child =>
      child.nodeType === 1 ? built(child) : child.nodeType === 3 ? !!child.data.trim() : null),
  ];
  return JSON.stringify(built(node));
}"""
"""The page as it is built: elements and attributes, and of words only whether there are any."""


@dataclass(frozen=True)
class Site:
    """The running demo: its address and the folder it keeps its data in."""

    address: str
    data: Path


@dataclass
class Watch:
    """What a browser context did that it must not have done."""

    site: str
    faults: list[str] = field(default_factory=list)
    allowed_statuses: set[int] = field(default_factory=set)

    def request(self, request: Any) -> None:
        """Note a request that leaves this machine."""
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.faults.append(f"request to {request.url}")

    def console(self, message: Any) -> None:
        """Note what the browser complains of; a refused page that a test asked for is no complaint."""
        refused = any(f"status of {status}" in message.text for status in self.allowed_statuses)
        if message.type in ("error", "warning") and not refused:
            self.faults.append(f"console: {message.text}")


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's data, as it is on its day before anybody has done anything. Copy it; never change it."""
    pytest.importorskip("django", reason="install the extra [service]")
    pytest.importorskip("duckdb", reason="install the extra [statistics]")
    data = tmp_path_factory.mktemp("prepared") / "demo"
    command = [sys.executable, "-c", PREPARE, str(data)]
    made = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    assert made.returncode == 0, f"the example could not be prepared:\n{made.stderr[-3000:]}"
    return data


@pytest.fixture(scope="session")
def serve_copy(
    prepared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], AbstractContextManager[Site]]:
    """`with serve_copy() as other:` serves the demo on free ports with a copy of the data of its own."""

    @contextlib.contextmanager
    def serve() -> Iterator[Site]:
        from vardvag.service.serving import free_port

        data = tmp_path_factory.mktemp("site") / "demo"
        shutil.copytree(prepared_data, data)
        port = free_port()
        with (data.parent / "site.log").open("w+") as log:
            command = [sys.executable, "-c", START, str(data), str(port)]
            process = subprocess.Popen(command, env=_environment(), stderr=log, stdout=log)
            address = f"http://127.0.0.1:{port}"
            try:
                _wait_for(address, process, data.parent / "site.log")
                yield Site(address, data)
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    return serve


@pytest.fixture(scope="session")
def site(serve_copy: Callable[[], AbstractContextManager[Site]]) -> Iterator[Site]:
    """The demo site, running, for everybody who only reads."""
    with serve_copy() as running:
        yield running


def _until_read(act: Callable[..., None]) -> Callable[..., None]:
    """Playwright returns from a click when the next page has begun; `count()` and `all()` do not wait."""

    def acted(locator: Any, *arguments: Any, **more: Any) -> None:
        act(locator, *arguments, **more)
        locator.page.wait_for_load_state("domcontentloaded")

    return acted


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="install the dependency group test")
    if not Path(CHROMIUM).exists():
        pytest.skip("needs a browser: install Debian's chromium (apt-get install chromium)")
    from playwright.sync_api import Locator

    with pytest.MonkeyPatch.context() as patched, playwright.sync_playwright() as running:
        for act in ("click", "press"):
            patched.setattr(Locator, act, _until_read(getattr(Locator, act)))
        wait = float(os.environ.get("VARDVAG_SLOW_PAGES") or 0)
        with slow_proxy(wait) if wait else contextlib.nullcontext() as proxy:
            browser = running.chromium.launch(
                executable_path=CHROMIUM,
                args=CHROMIUM_ARGUMENTS,
                proxy={"server": proxy} if proxy else None,
            )
            yield browser
            browser.close()


@pytest.fixture
def browse(site: Site, chromium: Any) -> Iterator[Callable[..., Any]]:
    """`browse(width=390, script=False, dark=False)` opens a page; its faults fail the test at the end."""
    watches: list[Watch] = []
    shared = site
    with contextlib.ExitStack() as contexts:

        def open_page(
            width: int = DESKTOP,
            *,
            script: bool = False,
            dark: bool = False,
            site: Site = shared,
            **more: Any,
        ) -> Any:
            context = chromium.new_context(
                viewport={"width": width, "height": 844 if width < 600 else 900},
                java_script_enabled=script,
                color_scheme="dark" if dark else "light",
                base_url=site.address,
                locale="sv-SE",
                **more,
            )
            contexts.callback(context.close)
            watch = Watch(site.address)
            watches.append(watch)
            context.on("request", watch.request)
            context.on("console", watch.console)
            page = context.new_page()
            page.watch, page.site = watch, site
            page.set_default_timeout(10_000)
            return page

        yield open_page
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def log_in() -> Callable[..., Any]:
    """`log_in(page, "Alva Exempel")` logs in as that demo user and returns the page it ends on."""

    def enter(page: Any, name: str, start: str = "/") -> Any:
        page.goto(start)
        page.locator(".site-header .who a[href*='logga-in']").click()
        page.get_by_role("button", name=name).click()
        page.wait_for_url(f"{page.site.address}/**")
        return page

    return enter


@pytest.fixture(scope="session")
def _found_accessible() -> set[tuple[object, ...]]:
    """What axe has found nothing in: the page without its words, its width and its colours."""
    return set()


@pytest.fixture
def assert_accessible(
    browse: Callable[..., Any], _found_accessible: set[tuple[object, ...]]
) -> Callable[..., None]:
    """`assert_accessible(page)`: axe finds nothing serious or critical on the page as it stands.

    It is not asked again of the same page in other words: in the other language, that is.
    """
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="install the dependency group test"
    )

    def check(page: Any) -> None:
        dark = bool(getattr(page, "dark", False))
        built = (page.locator("html").evaluate(BUILT), page.viewport_size["width"], dark)
        if built in _found_accessible:
            return
        # The page allows no script, so axe looks at the same page and session in a context of its own.
        twin = browse(
            page.viewport_size["width"],
            script=True,
            bypass_csp=True,
            site=page.site,
            storage_state=page.context.storage_state(),
            dark=dark,
        )
        twin.watch.allowed_statuses = {400, 403, 404}
        twin.goto(page.url)
        found = axe.Axe().run(twin).response["violations"]
        grave = [
            f"{fault['id']}: {fault['help']}: {[node['target'] for node in fault['nodes']][:3]}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
        assert grave == [], f"{page.url}: {grave}"
        _found_accessible.add(built)

    return check


@pytest.fixture
def assert_fits() -> Callable[[Any], None]:
    """`assert_fits(page)`: nothing makes the page itself scroll sideways."""

    def check(page: Any) -> None:
        page.mouse.move(0, 0)
        wide = page.locator("html").evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert wide[0] <= wide[1], f"{page.url}: {wide[0]} px of page in {wide[1]} px of window"

    return check


@pytest.fixture(scope="session")
def screenshot(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any, str], Path]:
    """`screenshot(page, "start-390")`: the whole page, in the folder VARDVAG_SCREENSHOTS names."""
    named = os.environ.get("VARDVAG_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Any, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take


def _environment() -> dict[str, str]:
    """Ours without the settings of any installation."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VARDVAG_")}


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"the demo site did not start:\n{log.read_text()[-3000:]}")
