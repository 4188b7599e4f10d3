"""Access tokens of the demo's own issuer: signed JWTs for the API, for one patient where that is asked.

Three ways to one: a program's log-in by OAuth (SMART App Launch: standalone, or from a launch that was made
here), and one address that gives somebody of the demo a token at once, for whoever tries the API by hand.
There are no passwords, as on the issuer's page. A launch gives nothing: it only narrows what a token opens.
Here does not belong the page of people (`demo_issuer`), nor what a token opens (`service/fhir`).
"""

from __future__ import annotations

import json
import re
import secrets
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PersonId
from vardvag.service.fhir.names import patient_id
from vardvag.service.fhir.scopes import LAUNCHES, is_scope
from vardvag.service.identity.demo_users import DEMO_USERS, DemoUser

HOLDS = 3600
"""Seconds that a token is believed."""
CAPABILITIES = ("launch-standalone", "launch-ehr", "context-standalone-patient", "context-ehr-patient")
"""What of SMART's launches this issuer has."""
PATIENTS = {
    patient_id(PersonId(user.reference)): user.name for user in DEMO_USERS if user.role is Role.PATIENT
}
"""The patients one can choose to launch for: id of Patient → name."""
_USERS = {user.subject: user for user in DEMO_USERS}
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_NOT_KEPT = {"Cache-Control": "no-store"}


class Scopes(tuple[str, ...]):
    """The scopes of a log-in, and every one of SMART's form."""

    def __contains__(self, word: object) -> bool:
        """Whether a program may ask for a scope."""
        return super().__contains__(word) or (isinstance(word, str) and is_scope(word))


def add_to(app: Any, site: str) -> None:
    """Give the issuer's application its tokens. Call it before the library is told of the application."""
    from oidc_provider_mock import _storage

    tokens = _Tokens(site)
    _storage.Client.SCOPES_SUPPORTED = Scopes((*_storage.Client.SCOPES_SUPPORTED, *LAUNCHES))
    app.config["OAUTH2_ACCESS_TOKEN_GENERATOR"] = tokens.of_log_in
    app.jinja_env.globals |= {"patients": PATIENTS, "asks_for_patient": _asks_for_patient}
    app.add_url_rule("/demo/token", view_func=tokens.at_once, methods=["POST"])
    app.add_url_rule("/demo/launch", view_func=tokens.launch, methods=["POST"])
    app.before_request(tokens.refuse)
    app.after_request(tokens.told)


def context_of(user: DemoUser, scope: str, chosen: str | None) -> str | None:
    """Whom a token is for: a patient for herself; staff for the one that is chosen, if they ask for one."""
    if not set(scope.split()) & set(LAUNCHES):
        return None
    return patient_id(PersonId(user.reference)) if user.role is Role.PATIENT else chosen


def default_scope(user: DemoUser) -> str:
    """All that there is for somebody: the law says what of it is hers."""
    return "launch/patient patient/*.cruds" if user.role is Role.PATIENT else "user/*.cruds"


class _Tokens:
    """What the issuer gives for the API of *site*. A launch and a code keep their patient until used."""

    def __init__(self, site: str) -> None:
        self._api = f"{site}/fhir"
        self._launches: dict[str, str] = {}
        self._codes: dict[str, str | None] = {}

    def of_log_in(self, client: Any, grant_type: str, user: Any, scope: str | None) -> str:
        """The access token of a program's log-in."""
        patient = self._codes.get(_form("code"))
        return self._signed(_USERS[user.sub], scope or "", patient)

    def at_once(self) -> Any:
        """`POST /demo/token`: somebody's token, as JSON or (`form=plain`) as text."""
        user, scope, patient = _USERS.get(_form("sub")), _form("scope"), _form("patient")
        if user is None or (patient and not _ID.fullmatch(patient)):
            return _wrong(f"sub: {', '.join(_USERS)}; patient: the id of a Patient")
        scope = scope or default_scope(user)
        if patient and not set(scope.split()) & set(LAUNCHES):
            scope += " launch/patient"
        context = context_of(user, scope, patient or None)
        token = self._signed(user, scope, context)
        if _form("form") == "plain":
            return token, 200, _NOT_KEPT | {"Content-Type": "text/plain"}
        said = {"access_token": token, "token_type": "Bearer", "expires_in": HOLDS, "scope": scope}
        return said | ({"patient": context} if context else {}), 200, _NOT_KEPT

    def launch(self) -> Any:
        """`POST /demo/launch`: for one patient, as a record system makes one when it starts a program."""
        patient = _form("patient")
        if not _ID.fullmatch(patient):
            return _wrong("patient: the id of a Patient")
        made = secrets.token_urlsafe(16)
        self._launches[made] = patient
        return {"launch": made, "iss": self._api}, 200, _NOT_KEPT

    def refuse(self) -> Any:
        """400 for a log-in to another API than ours, or from a launch that there is not."""
        import flask

        asked = flask.request.args
        if flask.request.path != "/oauth2/authorize":
            return None
        if asked.get("aud", self._api).rstrip("/") != self._api:
            return _wrong(f"aud: {self._api}")
        if "launch" in asked and asked["launch"] not in self._launches:
            return _wrong("launch: there is no such, or it has been used")
        return None

    def told(self, response: Any) -> Any:
        """Whom a code is for is kept with it, and told with its token; what there is of launches is told."""
        import flask

        request = flask.request
        if request.path == "/oauth2/authorize" and "Location" in response.headers:
            [code] = parse_qs(urlsplit(response.headers["Location"]).query).get("code", [""])
            user = _USERS.get(_form("sub"))
            if code and user is not None:
                launched = self._launches.pop(request.args.get("launch", ""), None)
                chosen = launched or (_form("patient") if _form("patient") in PATIENTS else None)
                self._codes[code] = context_of(user, request.args.get("scope", ""), chosen)
        elif request.path == "/oauth2/token" and response.status_code == 200:
            patient = self._codes.pop(_form("code"), None)
            more = {"patient": patient} if patient else {}
            response.set_data(json.dumps(response.get_json(force=True) | more))
        elif request.path == "/.well-known/openid-configuration":
            response.set_data(json.dumps(response.get_json() | {"capabilities": CAPABILITIES}))
        return response

    def _signed(self, user: DemoUser, scope: str, patient: str | None) -> str:
        import flask
        from joserfc import jwt
        from joserfc.jwk import RSAKey
        from oidc_provider_mock import _storage

        claims = {
            "iss": flask.request.host_url.rstrip("/"),
            "aud": self._api,
            "sub": user.subject,
            "exp": int(time.time()) + HOLDS,
            "jti": secrets.token_urlsafe(16),
            "scope": scope,
            **user.claims,
        }
        claims |= {"patient": patient} if patient else {}
        key = RSAKey.import_key(_storage.storage.jwk.as_dict(is_private=True))
        head = {"alg": "RS256", "typ": "at+jwt"} | ({"kid": key.kid} if key.kid else {})
        signed: str = jwt.encode(head, claims, key)
        return signed


def _form(name: str) -> str:
    import flask

    return str(flask.request.form.get(name, ""))


def _wrong(why: str) -> Any:
    return {"error": "invalid_request", "error_description": why}, 400


def _asks_for_patient() -> bool:
    """Whether the page is to ask which patient: the program asks for one, and was not launched for any."""
    import flask

    asked = flask.request.args
    return "launch/patient" in asked.get("scope", "").split() and "launch" not in asked
