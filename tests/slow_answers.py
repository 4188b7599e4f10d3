"""A proxy between the browser and the site that gives each page in two halves, with a wait before each.

`VARDVAG_SLOW_PAGES=0.4 .venv/bin/python -m pytest tests/system` runs the journeys through it: what reads a
page before it is there then fails every time, and not once in a thousand. Here does not belong what a test
does about it: see `tests/system/conftest.py`.
"""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

OF_ONE_CONNECTION = {"connection", "content-length", "keep-alive", "proxy-connection", "transfer-encoding"}


@contextlib.contextmanager
def slow_proxy(seconds: float) -> Iterator[str]:
    """The address of a proxy that waits *seconds* before each half of a page."""

    class Slow(_Handler):
        wait = seconds

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    wait = 0.0
    protocol_version = "HTTP/1.1"

    def pass_on(self) -> None:
        """Ask the site the same, and give its answer a half at a time."""
        address = urlsplit(self.path)
        site = http.client.HTTPConnection(address.netloc, timeout=60)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = {name: value for name, value in self.headers.items() if name.lower() not in OF_ONE_CONNECTION}
        site.request(self.command, address._replace(scheme="", netloc="").geturl(), body or None, asked)
        answer = site.getresponse()
        found = answer.read()
        site.close()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in OF_ONE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(found)))
        half = len(found) // 2 if (answer.getheader("Content-Type") or "").startswith("text/html") else 0
        with contextlib.suppress(ConnectionError):
            time.sleep(self.wait if half else 0)
            self.end_headers()
            self.wfile.write(found[:half])
            self.wfile.flush()
            time.sleep(self.wait if half else 0)
            self.wfile.write(found[half:])

    do_GET = do_HEAD = do_POST = pass_on  # noqa: N815 - the names that the library looks for

    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked for is no part of a test's answer."""
