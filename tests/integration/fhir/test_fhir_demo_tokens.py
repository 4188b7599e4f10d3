"""Tokens of the demo's own issuer, over HTTP: by curl as the how-to prints it, and by both launches."""

from __future__ import annotations

import dataclasses
import json
import re
import runpy
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

pytest.importorskip("oidc_provider_mock", reason="install the extra [service]")

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "how-to" / "use-the-fhir-api.md"
served = runpy.run_path(str(HERE / "conftest.py"))["served"]
BACK = "http://127.0.0.1:9/back"
pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    # The library's own, which the issuer's process does not tell of either.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def issuer(address, monkeypatch):
    """Where the demo's issuer answers, for the site at `address`."""
    from django.conf import settings
    from django.test import override_settings

    from vardvag.service.fhir import smart, tokens
    from vardvag.service.identity.demo_issuer import issuer_app

    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setattr(tokens, "KEYS", tokens._Keys())
    monkeypatch.setattr(smart, "DISCOVERY", smart._Discovery())
    with (
        served(issuer_app(address.removesuffix("/fhir"))) as found,
        override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, issuer=found)),
    ):
        yield found


def fhir(address, token, path):
    return requests.get(f"{address}/{path}", headers={"Authorization": f"Bearer {token}"}, timeout=30)


def at_once(issuer, **form):
    return requests.post(f"{issuer}/demo/token", data=form, timeout=30)


def plans(address, token):
    return fhir(address, token, "CarePlan").json()["total"]


def log_in(issuer, sub, scope, chosen=None, **more):
    """The answer of the token endpoint, or of the log-in where it is refused."""
    asked = {"response_type": "code", "client_id": "app", "redirect_uri": BACK, "state": "s", "nonce": "n"}
    with requests.Session() as browser:
        form = {"sub": sub} | ({"patient": chosen} if chosen else {})
        where = f"{issuer}/oauth2/authorize"
        back = browser.post(
            where, params=asked | {"scope": scope} | more, data=form, allow_redirects=False, timeout=30
        )
        if back.status_code != 302:
            return back
        [code] = parse_qs(urlsplit(back.headers["Location"]).query)["code"]
        sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        sent |= {"client_id": "app", "client_secret": "whichever"}
        return browser.post(f"{issuer}/oauth2/token", data=sent, timeout=30)


@pytest.fixture
def two(address, issuer):
    """The ids of the two patients whom the demo's coordinator coordinates; Alva's first."""
    from vardvag.contracts.identifiers import PersonId
    from vardvag.service.fhir.names import patient_id

    token = at_once(issuer, sub="samordnare").json()["access_token"]
    found = [one["resource"]["id"] for one in fhir(address, token, "Patient").json()["entry"]]
    return sorted(found, key=lambda one: one != patient_id(PersonId("exempelperson-1")))[:2]


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl: apt-get install curl")
def test_the_commands_of_the_page_work_as_they_stand(address, issuer):
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 2
    script = "set -e\n" + "echo; echo ---\n".join(blocks)
    script = script.replace("http://127.0.0.1:8000", address.removesuffix("/fhir"))
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=True)
    hers, rest = done.stdout.split("---\n")
    told = json.loads(hers)
    assert [one["resource"]["resourceType"] for one in told["entry"]] == ["CarePlan", "Goal"]
    launch, _, plan = rest.partition("\n")
    assert set(json.loads(launch)) == {"launch", "iss"}
    assert json.loads(plan)["total"] == 1


def test_the_token_at_once_is_for_the_people_of_the_demo_and_for_what_is_asked(address, issuer, two):
    hers, _ = two
    whole = at_once(issuer, sub="samordnare").json()
    assert (whole["token_type"], whole["expires_in"], "patient" in whole) == ("Bearer", 3600, False)
    assert plans(address, whole["access_token"]) > 1
    own = at_once(issuer, sub="patient").json()
    assert (own["patient"], plans(address, own["access_token"])) == (hers, 1)
    narrow = at_once(issuer, sub="samordnare", scope="user/Goal.rs").json()["access_token"]
    assert [fhir(address, narrow, kind).status_code for kind in ("Goal", "CarePlan")] == [200, 403]
    one = at_once(issuer, sub="samordnare", patient=hers).json()
    assert (one["patient"], plans(address, one["access_token"])) == (hers, 1)
    for wrong in ({"sub": "nagon"}, {}, {"sub": "samordnare", "patient": "a b"}):
        assert at_once(issuer, **wrong).status_code == 400


def test_a_program_that_starts_by_itself_is_launched_for_whom_staff_choose(address, issuer, two):
    hers, other = two
    scope = "launch/patient patient/*.rs openid"
    told = log_in(issuer, "samordnare", scope, hers, aud=address).json()
    assert (told["patient"], plans(address, told["access_token"])) == (hers, 1)
    assert "launch/patient" in told["scope"].split()
    unchosen = log_in(issuer, "samordnare", scope).json()
    assert "patient" not in unchosen
    assert fhir(address, unchosen["access_token"], "CarePlan").status_code == 403
    own = log_in(issuer, "patient", scope, other).json()
    assert own["patient"] == hers
    page = requests.get(
        f"{issuer}/oauth2/authorize",
        params={
            "response_type": "code",
            "client_id": "app",
            "redirect_uri": BACK,
            "scope": scope,
            "nonce": "n",
        },
        timeout=30,
    )
    assert hers in page.text


def test_a_record_system_launches_a_program_for_one_patient_once(address, issuer, two):
    hers, other = two
    made = requests.post(f"{issuer}/demo/launch", data={"patient": other}, timeout=30).json()
    assert made["iss"] == address
    scope = "launch patient/*.rs user/*.rs"
    told = log_in(issuer, "samordnare", scope, launch=made["launch"], aud=address).json()
    assert told["patient"] == other
    assert plans(address, told["access_token"]) == 1
    assert fhir(address, told["access_token"], f"Patient/{hers}").status_code == 404
    for more in ({"launch": made["launch"]}, {"launch": "påhittad"}, {"aud": "https://another.example/fhir"}):
        refused = log_in(issuer, "samordnare", scope, **more)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")
    assert requests.post(f"{issuer}/demo/launch", data={"patient": "<x>"}, timeout=30).status_code == 400


def test_what_the_issuer_can_launch_is_told_on_and_nothing_that_it_cannot(address, issuer):
    told = requests.get(f"{address}/.well-known/smart-configuration", timeout=30).json()
    assert {"launch-ehr", "launch-standalone", "context-ehr-patient"} <= set(told["capabilities"])
    assert {"launch", "launch/patient"} <= set(told["scopes_supported"])


def test_a_log_in_to_the_site_opens_nothing_of_the_api(address, issuer):
    told = log_in(issuer, "samordnare", "openid profile").json()
    assert fhir(address, told["access_token"], "CarePlan").status_code == 403
