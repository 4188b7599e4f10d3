"""SMART discovery, and that each right in a scope's letters opens just that right."""

from __future__ import annotations

import pytest

ISSUER = {
    "issuer": "https://issuer.example",
    "jwks_uri": "https://issuer.example/jwks",
    "authorization_endpoint": "https://issuer.example/authorize",
    "token_endpoint": "https://issuer.example/token",
    "code_challenge_methods_supported": ["S256"],
    "userinfo_endpoint": "https://issuer.example/me",
}


class _Document:
    def raise_for_status(self):
        """It went well."""

    def json(self):
        return ISSUER


@pytest.fixture
def discovery(monkeypatch):
    """`discovery(get)`: the issuer answers as *get* does, and has not been asked before."""
    from vardvag.service.fhir import smart

    def answering(get):
        monkeypatch.setattr(smart, "DISCOVERY", smart._Discovery())
        monkeypatch.setattr(smart.requests, "get", get)

    return answering


def test_a_program_finds_where_to_get_a_token_and_for_what(api, discovery):
    asked = []
    discovery(lambda address, timeout: asked.append(address) or _Document())
    told = [api(None).get(".well-known/smart-configuration") for _ in range(3)][-1]
    assert (told.status, told.headers["Content-Type"]) == (200, "application/json")
    assert (told.body["token_endpoint"], len(asked)) == ("https://issuer.example/token", 1)
    assert "userinfo_endpoint" not in told.body
    assert {"permission-patient", "permission-user"} <= set(told.body["capabilities"])
    assert {"patient/*.rs", "user/ServiceRequest.crus", "user/Patient.rs", "user/Goal.rus"} <= set(
        told.body["scopes_supported"]
    )


def test_an_issuer_that_does_not_answer_is_told_and_not_asked_again_at_once(api, discovery):
    from vardvag.service.fhir import smart

    asked = []

    def silent(address, timeout):
        asked.append(address)
        raise smart.requests.ConnectionError("nobody there")

    discovery(silent)
    for _ in range(3):
        answer = api(None).get(".well-known/smart-configuration")
        assert (answer.status, answer.issues) == (503, [("transient", None)])
        assert answer.headers["Retry-After"] == "60"
    assert len(asked) == 1


def test_every_scope_that_is_told_of_opens_what_it_names_and_no_other_type(api):
    from vardvag.service.fhir.scopes import scopes_of
    from vardvag.service.fhir.search import PARAMETERS
    from vardvag.service.fhir.smart import scopes

    for scope in scopes():
        level, _, rest = scope.partition("/")
        kind, _, letters = rest.partition(".")
        opened = scopes_of(scope, "patient" if level == "patient" else "coordinator")
        other = scopes_of(scope, "coordinator" if level == "patient" else "patient")
        for named in PARAMETERS:
            for letter in "cruds":
                opens = kind in ("*", named) and letter in letters
                assert opened.allow(named, letter) is opens, (scope, named, letter)
                assert not other.allow(named, letter)


@pytest.mark.parametrize(
    ("scope", "statuses"),
    [
        ("user/ServiceRequest.rs", (200, 403, 403)),
        ("user/ServiceRequest.c", (403, 400, 403)),
        ("user/ServiceRequest.u", (403, 403, 400)),
        ("user/ServiceRequest.read", (200, 403, 403)),
        ("user/ServiceRequest.write", (403, 400, 400)),
        ("system/*.cruds", (403, 403, 403)),
        ("patient/*.cruds", (403, 403, 403)),
    ],
)
def test_reading_creating_and_updating_are_opened_each_by_its_letter(api, scope, statuses):
    me = api("coordinator", scope=scope)
    asked = (
        me.get("ServiceRequest"),
        me("POST", "ServiceRequest", {"resourceType": "ServiceRequest"}),
        me("PUT", "ServiceRequest/x", {"resourceType": "ServiceRequest", "id": "x"}),
    )
    assert tuple(one.status for one in asked) == statuses


def test_a_transaction_needs_the_right_of_each_of_its_entries(api):
    plan = api("coordinator").get("CarePlan").found[0]
    row = {"resource": plan, "request": {"method": "PUT", "url": f"CarePlan/{plan['id']}"}}
    sent = {"resourceType": "Bundle", "type": "transaction", "entry": [row]}
    answer = api("coordinator", scope="user/CarePlan.rs user/*.c")("POST", "", sent)
    assert (answer.status, answer.issues) == (403, [("forbidden", None)])
    assert api("coordinator", scope="user/CarePlan.u")("POST", "", sent).status == 428


def test_a_scope_opens_nothing_that_the_law_does_not(api):
    goal = api("patient").only("Goal")
    stranger = api("stranger", scope="user/*.cruds patient/*.cruds system/*.cruds")
    assert stranger.get(f"Goal/{goal['id']}").status == 404
    assert stranger.get("Goal").found == []
