"""The demo's own issuer of log-ins, labelled as one: a page with its people, one button each, no password.

It is oidc-provider-mock with our page in place of its own (which loads style from elsewhere) and without its
addresses for changing users. It runs as a process of its own on the loopback, and ends when the process that
started it does. Never part of a real installation: nothing but the demo starts it.
"""

from __future__ import annotations

import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

from vardvag.service.identity.demo_tokens import add_to
from vardvag.service.identity.demo_users import DEMO_USERS

TEMPLATES = Path(__file__).parent / "demo_templates"
LOOK = Path(__file__).parents[1] / "look/static/look"


def issuer_app(site: str) -> Any:
    """The WSGI application of the issuer, for log-ins to the site at *site*."""
    # The library refuses http unless told; this issuer listens on the loopback only.
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    # It is told about at every start of the demo otherwise, and is the library's to mend.
    from authlib.deprecate import AuthlibDeprecationWarning

    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    import flask
    import jinja2
    import oidc_provider_mock

    from vardvag.service.look.fonts import FONT_FOLDER

    app = flask.Flask("vardvag_demo_issuer", static_folder=None)
    plain = app.wsgi_app
    add_to(app, site)
    users = [oidc_provider_mock.User(sub=user.subject, claims=user.claims) for user in DEMO_USERS]
    oidc_provider_mock.init_app(app, require_nonce=True, issue_refresh_token=False, user_claims=users)
    # Undo what the library does for developers: its debugger shows source and variables in the browser.
    app.debug = False
    app.wsgi_app = plain  # type: ignore[method-assign]  # the documented way to wrap, used to unwrap
    app.secret_key = os.urandom(32)
    app.jinja_loader = jinja2.FileSystemLoader(TEMPLATES)
    app.jinja_env.globals["users"] = DEMO_USERS
    app.jinja_env.globals["site"] = site
    files = {"tokens.css": LOOK, "site.css": LOOK}
    files |= {f"SourceSansPro-{weight}.ttf": FONT_FOLDER for weight in ("Regular", "Semibold")}

    @app.get("/look/<name>")
    @app.get("/fonts/<name>")
    def look(name: str) -> Any:
        return flask.send_from_directory(files[name], name) if name in files else flask.abort(404)

    @app.get("/favicon.ico")
    def icon() -> Any:
        return "", 204

    @app.before_request
    def only_log_in() -> None:
        # Users cannot be changed, made up or typed in: only the four are there.
        request = flask.request
        if request.path.startswith(("/users", "/oauth2/clients", "/oidc/")):
            flask.abort(404)
        chosen = request.form.get("sub")
        if chosen is not None and chosen not in {user.subject for user in DEMO_USERS}:
            flask.abort(400)

    @app.after_request
    def headers(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'self'; font-src 'self'; "
            f"form-action 'self' {site} http://127.0.0.1:*; frame-ancestors 'none'; base-uri 'none'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return app


def main(port: int, site: str) -> None:
    """Serve on *port* of the loopback until standard input closes, which it does when the parent ends."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # the base class's name
            """Say nothing: addresses hold codes."""

    server = make_server("127.0.0.1", port, issuer_app(site), threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
