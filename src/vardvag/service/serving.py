"""Run the site: for real under gunicorn, or as the demo with its own issuer of log-ins beside it.

Here does not belong making the demo's data (`cli/demo`), nor reading settings (`configuration`).
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text
from vardvag.service.identity.demo_users import DEMO_USERS

Say = Callable[[str], None]

_PATIENCE = 60
"""Seconds that the demo's log-in may take to start; a busy machine needs them."""
LAST_PORT = 65_535


def demo_environment(
    data: Path, port: int, issuer_port: int, today: date | None, store: Path | None = None
) -> dict[str, str]:
    """The settings of a demo that keeps its data in *data* and listens on *port* of the loopback."""
    settings = {
        "VARDVAG_DEMO": "1",
        "VARDVAG_DATA": str(data),
        "VARDVAG_ADDRESS": f"http://127.0.0.1:{port}",
        "VARDVAG_LISTEN": f"127.0.0.1:{port}",
        "VARDVAG_OIDC_ISSUER": f"http://127.0.0.1:{issuer_port}",
        # The OpenID client refuses an issuer without https unless told; this one is on the loopback.
        "AUTHLIB_INSECURE_TRANSPORT": "1",
        "DJANGO_SETTINGS_MODULE": "vardvag.service.settings",
    }
    if today is not None:
        settings["VARDVAG_DEMO_DAY"] = today.isoformat()
    if store is not None:
        settings["VARDVAG_STORE"] = str(store)
    return settings


def serve(ready: Callable[[], None] = lambda: None) -> None:
    """Serve the configured site until told to stop. BadInput when the configuration is not usable."""
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

    from vardvag.service.configuration import configuration

    configured = configuration()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")

    class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in _gunicorn_settings(configured.listen, configured.workers, ready).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from vardvag.service.wsgi import application

            return application

    Site().run()


def serve_demo(
    data: Path,
    port: int = 8000,
    *,
    today: date | None = None,
    store: Path | None = None,
    prepare: Callable[[], None] = lambda: None,
    say: Say = print,
) -> None:
    """Serve the demo on 127.0.0.1:*port* until Ctrl-C or SIGTERM, with its issuer on a free port of its own.

    *data* holds the databases and, unless *store* says otherwise, the loaded contacts. *today* is the day it
    is in the demo. Databases are brought up to date first, then *prepare* fills them. WrongUse when the port
    is taken.
    """
    refuse_taken(port)
    site = f"http://127.0.0.1:{port}"
    issuer_port = free_port()
    os.environ.update(demo_environment(data, port, issuer_port, today, store))
    migrate()
    prepare()

    def ready() -> None:
        say(f"Vårdväg svarar på {site}/  (Vårdväg answers at {site}/)")
        say("Logga in som (log in as):")
        for user in DEMO_USERS:
            say(f"  {user.name:<14} {user.label.sv} / {user.label.en}")
        say("Avsluta med Ctrl-C (stop with Ctrl-C).")

    with _issuer(issuer_port, site):
        serve(ready)


def prepare_demo_here(data: Path, today: date, prepare: Callable[[], None]) -> None:
    """Bring the demo's databases in *data* up to date and *prepare* them, without serving anything."""
    os.environ.update(demo_environment(data, free_port(), free_port(), today))
    migrate()
    prepare()


def migrate(say: Say = lambda line: None) -> None:
    """Bring every configured database up to date, each with the tables of its own part."""
    from vardvag.service.configuration import configuration

    configured = configuration()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
    configured.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    import django
    from django.core.management import call_command

    django.setup()
    for alias in configured.databases:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
        say(alias)
    if "care" in configured.profiles:
        _make_resources()


def _make_resources() -> None:
    """Make the FHIR resources of plans that were saved before such were kept."""
    from vardvag.service.store.fhir_versions import FhirVersions
    from vardvag.service.store.repository import DjangoPlanStore

    store = DjangoPlanStore()
    for plan_id in FhirVersions().without_resources():
        with store.transaction():
            store.keep_resources(store.read(plan_id))


def free_port() -> int:
    """A port of the loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def refuse_taken(port: int) -> None:
    """WrongUse when something listens on *port* of the loopback already."""
    if not _is_free(port):
        another = f"--port {port % LAST_PORT + 1}"
        raise WrongUse(
            Text(
                f"Porten {port} på 127.0.0.1 är upptagen. Välj en annan: {another}",
                f"Port {port} on 127.0.0.1 is already in use. Choose another: {another}",
            )
        )


def _gunicorn_settings(listen: str, workers: int, ready: Callable[[], None]) -> Mapping[str, Any]:
    from vardvag.service.settings import LOGGING

    return {
        "bind": listen,
        "workers": workers,
        "threads": 4,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 5,
        "logconfig_dict": {
            **LOGGING,
            "loggers": {
                "gunicorn.error": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},
                "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
            },
        },
        "when_ready": lambda server: ready(),
        "post_worker_init": lambda worker: _keep_what_is_loaded(),
        # No control socket: nothing but the address answers.
        "control_socket_disable": True,
        "forwarded_allow_ips": "127.0.0.1",
    }


def _keep_what_is_loaded() -> None:
    """Let the collector of garbage pass by what a worker has loaded: going through it holds up answers."""
    gc.collect()
    gc.freeze()


@contextlib.contextmanager
def _issuer(port: int, site: str) -> Iterator[None]:
    """The demo's issuer as a process beside this one; its standard input is what keeps it alive."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "vardvag.service.identity.demo_issuer", str(port), site],
        stdin=subprocess.PIPE,
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(_PATIENCE * 10):
        if process.poll() is not None:
            raise WrongUse(
                Text(
                    "Exemplets inloggning kunde inte starta. Är tillägget [service] installerat?",
                    "The demo's log-in could not start. Is the extra [service] installed?",
                )
            )
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise WrongUse(
        Text(
            f"Exemplets inloggning svarade inte inom {_PATIENCE} sekunder. Försök igen.",
            f"The demo's log-in did not answer within {_PATIENCE} seconds. Try again.",
        )
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
