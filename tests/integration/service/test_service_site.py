"""The site as a whole, without a browser: who may open what, what is sent along, which language."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

pytest.importorskip("django", reason="install the extra [service]")

OWN = {
    "patient": "/min-sida/",
    "samordnare": "/samordning/",
    "analytiker": "/region/",
    "ekonom": "/ekonomi/",
}
PUBLIC = ["/", "/om/", "/tillganglighet/", "/galleri/"]


def test_every_view_is_marked_and_an_unmarked_one_is_found(client):
    from django.http import HttpResponse
    from django.urls import include, path

    from vardvag.service.identity.guards import unguarded
    from vardvag.service.urls import urlpatterns

    def naked(request):
        return HttpResponse("everything")

    assert unguarded(urlpatterns) == []
    found = unguarded([*urlpatterns, path("a/", include([path("b/", naked)]))])
    assert [address.split()[0] for address in found] == ["a/b/"]


@pytest.mark.parametrize("subject", OWN)
def test_a_role_opens_its_own_start_and_no_other(log_in, subject):
    browser = log_in(subject)
    statuses = {whose: browser.get(path).status_code for whose, path in OWN.items()}
    assert statuses == {whose: 200 if whose == subject else 403 for whose in OWN}


@pytest.mark.parametrize("path", OWN.values())
def test_nobody_is_led_to_log_in(client, path):
    answer = client.get(path + "?a=1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/logga-in/?till={path.replace('/', '%2F')}%3Fa%3D1"


def test_the_navigation_offers_only_what_opens(log_in, client):
    for subject in OWN:
        page = log_in(subject).get(OWN[subject]).content.decode()
        menu = page.split('class="main-navigation"')[1].split("</nav>")[0]
        for address in re.findall(r'href="([^"]+)"', menu):
            assert client.get(address).status_code == 200


def test_log_out_ends_the_session_on_our_side_and_needs_a_form_of_this_session(log_in, client):
    from django.test import Client

    browser = log_in("ekonom")
    stolen = dict(browser.cookies)
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    strict.cookies.update(browser.cookies)
    refused = strict.post("/logga-ut/")
    assert refused.status_code == 403
    assert "Formuläret har blivit för gammalt" in refused.content.decode()
    assert browser.get("/logga-ut/").status_code == 405
    browser.post("/logga-ut/")
    late = Client(SERVER_NAME="127.0.0.1")
    late.cookies.update(stolen)
    assert late.get("/ekonomi/").status_code == 302


def test_a_session_that_holds_something_else_is_nobody(client):
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    known = {
        "subject": "x",
        "role": "region_finance",
        "name": "x",
        "person": None,
        "unit": None,
        "region": "08",
    }
    without = {name: value for name, value in known.items() if name != "unit"}
    wrong = [{**known, "more": "x"}, without, {**known, "role": ["patient"]}, {**known, "region": 8}]
    for kept in ("patient", {"role": "admin", "subject": "x", "name": "x"}, *wrong, {}, None):
        session = SessionStore()
        session["actor"] = kept
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        assert client.get("/ekonomi/").status_code == 302


@pytest.mark.parametrize("path", [*PUBLIC, "/en/", "/finns-inte/"])
def test_every_answer_forbids_scripts_and_foreign_content_and_sets_no_cookie(client, path):
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.cookies == {}
    text = answer.content.decode()
    assert "<script" not in text
    assert re.search(r' (style|on[a-z]+)="', text) is None
    assert re.findall(r'(?:src|<link[^>]* href)="(https?:)?//', text) == []


def test_a_page_about_somebody_is_kept_in_no_cache(log_in):
    assert log_in("patient").get("/min-sida/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [*PUBLIC, "/finns-inte/", *OWN.values()])
def test_no_swedish_is_left_when_english_is_chosen(client, log_in, path):
    from vardvag.service import translations

    browser = log_in({address: who for who, address in OWN.items()}.get(path, "ekonom"))
    english = browser.get(f"/en{path}").content.decode()
    assert '<html lang="en">' in english
    same = {message.id for message in translations.catalog() if message.id == message.string}
    shown = {part.strip() for part in re.sub(r"<[^>]+>", "\n", english).split("\n")}
    assert shown & (set(translations.texts()) - same) == set()


def test_the_language_link_leads_to_the_same_page(client):
    assert 'href="/en/om/"' in client.get("/om/").content.decode()
    assert 'href="/om/"' in client.get("/en/om/").content.decode()


@pytest.mark.parametrize(
    ("till", "to"),
    [
        ("/en/om/?a=1", "/en/om/?a=1"),
        ("https://evil.example/", "/min-start/"),
        ("//evil.example/", "/min-start/"),
        ("/\\evil.example", "/min-start/"),
        ("javascript:x", "/min-start/"),
        ("", "/min-start/"),
    ],
)
def test_log_in_leads_back_to_a_page_of_ours_and_to_nowhere_else(client, monkeypatch, till, to):
    from django.http import HttpResponseRedirect

    from vardvag.service.identity import provider

    claims = {"sub": "x", "vardvag_role": "region_finance", "vardvag_region": "08"}
    monkeypatch.setattr(provider, "redirect_to_issuer", lambda request, back: HttpResponseRedirect(back))
    monkeypatch.setattr(provider, "verified_claims", lambda request: claims)
    client.get("/logga-in/", {"till": till})
    assert client.get("/inloggning/klar/").headers["Location"] == to


def test_known_at_the_issuer_but_without_a_role_here_is_no_access(client, monkeypatch):
    from vardvag.service.identity import provider

    monkeypatch.setattr(provider, "verified_claims", lambda request: {"sub": "x", "vardvag_role": "admin"})
    answer = client.get("/inloggning/klar/")
    assert answer.status_code == 403
    assert "Du har inte tillgång till Vårdväg" in answer.content.decode()
    assert client.get("/ekonomi/").status_code == 302


def test_an_issuer_that_does_not_answer_is_told(client):
    # Nothing listens where the settings of this test say that the issuer is.
    answer = client.get("/logga-in/")
    assert answer.status_code == 503
    assert "Inloggningen gick inte" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?code=made-up&state=made-up", "?error=access_denied&state=x"])
def test_a_callback_that_was_not_asked_for_logs_nobody_in(client, query):
    answer = client.get(f"/inloggning/klar/{query}")
    assert answer.status_code == 400
    assert client.get("/ekonomi/").status_code == 302


@pytest.mark.parametrize("query", ["?error=access_denied", "?error=x&state=y", "?code=a&state=b", ""])
def test_a_link_to_the_callback_logs_nobody_out(log_in, client, query):
    browser = log_in("ekonom")
    session = browser.session
    session["back"] = {"to": "/om/", "language": "sv"}
    session["_state_vardvag_b"] = {"data": {"nonce": "x"}, "exp": 9_999_999_999}
    session.save()
    assert browser.get(f"/inloggning/klar/{query}").status_code == 400
    assert browser.get("/ekonomi/").status_code == 200
    # What the log-in itself had kept is gone.
    assert set(browser.session.keys()) <= {"actor", "_csrftoken"}


def _real(program, data):
    """What *program* prints in a process of its own, on the settings of a real public installation."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VARDVAG_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "vardvag.service.settings",
        "VARDVAG_PROFILES": "public",
        "VARDVAG_DATA": str(data),
        "VARDVAG_ADDRESS": "https://vardvag.example.se",
        "VARDVAG_SECRET_KEY": "x1" * 30,
        "VARDVAG_OIDC_ISSUER": "https://login.example.se",
        "VARDVAG_OIDC_CLIENT_ID": "vardvag",
        "VARDVAG_OIDC_CLIENT_SECRET": "y",
    }
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.splitlines()


def test_with_only_the_public_part_no_model_of_a_person_and_no_such_page_exists(tmp_path):
    program = (
        "import django, sys; django.setup()\n"
        "FORBIDDEN = ('vardvag.service.store', 'vardvag.contracts')\n"
        "from django.apps import apps\n"
        "from django.conf import settings\n"
        "from django.urls import resolve, Resolver404\n"
        "print(sorted(model._meta.label for model in apps.get_models()))\n"
        "print(sorted(settings.DATABASES))\n"
        "print([name for name in sys.modules if name.startswith(FORBIDDEN)])\n"
        "for path in ('/min-sida/', '/samordning/', '/region/', '/ekonomi/', '/galleri/'):\n"
        "    try: print('open', resolve(path))\n"
        "    except Resolver404: pass\n"
    )
    assert _real(program, tmp_path) == ["['sessions.Session']", "['default', 'public']", "[]"]


def test_the_regions_part_knows_its_own_log_and_no_plan(tmp_path):
    program = (
        "import os; os.environ['VARDVAG_PROFILES'] = 'region'\n"
        "import django; django.setup()\n"
        "from django.apps import apps\n"
        "print(sorted(model._meta.label for model in apps.get_models()))\n"
    )
    assert _real(program, tmp_path) == [
        "['region.LogHead', 'region.LogRecord', 'region.LogSeal', 'region.LogTrim', "
        "'region.LogWaiting', 'sessions.Session']"
    ]


def test_outside_the_demo_only_https_is_spoken_and_the_demo_is_not_there(tmp_path):
    program = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "browser = Client(SERVER_NAME='vardvag.example.se')\n"
        "print(browser.get('/').headers['Location'])\n"
        "answer = browser.get('/', secure=True)\n"
        "print(answer.status_code, answer.headers['Strict-Transport-Security'])\n"
        "print('Exempeldata' in answer.content.decode(), browser.get('/galleri/', secure=True).status_code)\n"
        "print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE)\n"
        "print(Client(SERVER_NAME='evil.example').get('/', secure=True).status_code)\n"
    )
    assert _real(program, tmp_path) == [
        "https://vardvag.example.se/",
        "200 max-age=31536000; includeSubDomains",
        "False 404",
        "__Host-vardvag True",
        "400",
    ]


def test_serve_refuses_to_start_on_defaults_and_tells_all_that_is_missing():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VARDVAG_")}
    run = subprocess.run(
        [sys.executable, "-c", "from vardvag.cli import main; main()", "serve"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
    for name in ("SECRET_KEY", "OIDC_ISSUER", "PROFILES", "DATA", "ADDRESS"):
        assert f"VARDVAG_{name}" in run.stderr


def test_each_part_keeps_its_tables_in_its_own_database():
    from vardvag.service.databases import ProfileRouter

    router = ProfileRouter()
    for label, alias in (
        ("care", "care"),
        ("region", "region"),
        ("public", "public"),
        ("sessions", "default"),
    ):
        allowed = [db for db in ("default", "public", "region", "care") if router.allow_migrate(db, label)]
        assert allowed == [alias]


def test_a_database_address_is_taken_apart(tmp_path):
    from vardvag.service.databases import database

    real = database("postgresql://me:p%40ss@host:5433/care", "care", tmp_path)
    assert (real["NAME"], real["USER"], real["PASSWORD"], real["HOST"], real["PORT"]) == (
        "care",
        "me",
        "p@ss",
        "host",
        "5433",
    )
    assert real["OPTIONS"] == {}
    assert database("", "care", tmp_path)["NAME"] == str(tmp_path / "care.sqlite3")


def test_what_a_database_address_asks_of_the_connection_is_handed_on(tmp_path):
    from vardvag.service.databases import database

    address = "postgresql://me@host/care?sslmode=verify-full&sslrootcert=/etc/ca%20root.pem&application_name="
    assert database(address, "care", tmp_path)["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca root.pem",
        "application_name": "",
    }


@pytest.mark.parametrize(("alias", "durable"), [("care", 2), ("region", 2), ("public", 1), ("default", 1)])
def test_a_log_row_that_is_committed_is_on_the_disk(client, tmp_path, alias, durable):
    """PRAGMA synchronous: 2 is FULL, 1 is NORMAL, with which a power loss may take back the last commits."""
    from django.db import connections

    from vardvag.service.databases import database

    kept = connections.settings["default"] | database("", alias, tmp_path)
    one = connections.create_connection("default")
    one.settings_dict = kept
    try:
        with one.cursor() as cursor:
            asked = [
                cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
            ]
    finally:
        one.close()
    assert asked == ["wal", durable]


def test_config_check_says_no_when_the_site_could_not_start(monkeypatch):
    from click.testing import CliRunner

    from vardvag.cli.config import command

    for name in [name for name in os.environ if name.startswith("VARDVAG_")]:
        monkeypatch.delenv(name)
    refused = CliRunner().invoke(command, ["--check", "--language", "en"])
    assert refused.exit_code == 1
    assert "VARDVAG_SECRET_KEY: The value is missing" in refused.output
    monkeypatch.setenv("VARDVAG_DEMO", "1")
    assert CliRunner().invoke(command, ["--check"]).exit_code == 0


def test_errors_meant_for_people_become_pages_and_ours_say_whom_to_tell(client, monkeypatch):
    from django.urls import clear_url_caches, path

    from vardvag.base.errors import BadInput, NotFound
    from vardvag.base.findings import Finding
    from vardvag.base.texts import Text
    from vardvag.service import urls
    from vardvag.service.identity.guards import public_page

    finding = Finding("r", Text("Dagen finns inte", "No such day"), Text("Rätta", "Mend"), row=3, value="x")
    errors = {
        "bad": BadInput("no", [finding]),
        "none": NotFound("region", "99", ["01"]),
        "ours": KeyError("19121212"),
    }

    @public_page
    def fails(request, kind):
        raise errors[kind]

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("fails/<kind>/", fails)])
    clear_url_caches()
    try:
        told = {kind: client.get(f"/fails/{kind}/") for kind in errors}
    finally:
        clear_url_caches()
    statuses = {kind: answer.status_code for kind, answer in told.items()}
    assert statuses == {"bad": 400, "none": 404, "ours": 500}
    assert "Dagen finns inte" in told["bad"].content.decode()
    assert told["ours"].headers["X-Request-ID"] in told["ours"].content.decode()
    assert "19121212" not in told["ours"].content.decode()
