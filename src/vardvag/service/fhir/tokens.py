"""Who is asking, by an access token of the issuer that log-ins come from, or by the session of the site.

A token is a signed JWT (RFC 9068) for one of the two APIs, this and `service/api`: its signature, issuer,
audience and times are verified with the issuer's published keys, and its claims make an actor by the same
strict rules as a log-in. Here does not belong what the scopes open (`scopes`).
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from vardvag.service.fhir.request import Fault, fault
from vardvag.service.fhir.scopes import Scopes, scopes_of
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.claims import NoAccess, actor_from_claims

ALGORITHMS = ["RS256", "PS256", "ES256"]
AT_MOST_EVERY = 60
"""Seconds between two readings of the issuer's keys: a token with an unknown key cannot make us ask often."""
LEEWAY = 30
_SAFE = ("GET", "HEAD", "OPTIONS")
_LOG = logging.getLogger("vardvag.fhir")


@dataclass(frozen=True, slots=True)
class Known:
    """Who asks, and the token's scopes as text; None where she came by the site's session."""

    actor: Actor
    scope: str | None
    patient: str | None = None
    """The Patient that the token was launched for, where it was: all else is closed to it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and what the token that she came with opens. `patient`: as in `Known`."""

    actor: Actor
    scopes: Scopes
    patient: str | None = None


class _Keys:
    """The issuer's keys, kept until a token has one that is not among them."""

    def __init__(self) -> None:
        self._kept: KeySet | None = None
        self._read_at = -float(AT_MOST_EVERY)

    def current(self, *, anew: bool = False) -> KeySet | None:
        """The keys; None when the issuer has never answered."""
        if (self._kept is None or anew) and time.monotonic() - self._read_at >= AT_MOST_EVERY:
            self._read_at = time.monotonic()
            try:
                self._kept = KeySet.import_key_set(self._fetch())
            except (requests.RequestException, JoseError, KeyError, ValueError, TypeError) as problem:
                _LOG.warning("the issuer's keys cannot be read: " + type(problem).__name__)
        return self._kept

    def _fetch(self) -> Any:
        found = requests.get(f"{settings.VARDVAG.issuer}/.well-known/openid-configuration", timeout=10)
        found.raise_for_status()
        keys = requests.get(found.json()["jwks_uri"], timeout=10)
        keys.raise_for_status()
        return keys.json()


KEYS = _Keys()


def audience() -> str:
    """What a token must be for."""
    return f"{settings.VARDVAG.address}/fhir"


def asking(request: HttpRequest) -> Asking:
    """Who asks by FHIR. Fault as `known`."""
    who = known(request, audience(), "fhir")
    if who.scope is None:
        return Asking(who.actor, Scopes())
    launched = who.patient is not None
    return Asking(who.actor, scopes_of(who.scope, who.actor.role, launched=launched), who.patient)


def known(request: HttpRequest, audience: str, realm: str) -> Known:
    """Who asks the API *realm*, whose tokens are for *audience*.

    Fault 401 when it is nobody we know, 403 when a session lacks its form's proof.
    """
    header = request.headers.get("Authorization", "")
    if header:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise _nobody(realm, "invalid_request")
        return _by_token(token.strip(), audience, realm)
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise _nobody(realm)
    if request.method not in _SAFE:
        _refuse_forged(request)
    return Known(actor, None)


def _by_token(token: str, audience: str, realm: str) -> Known:
    claims = _verified(token, audience, realm)
    try:
        actor = actor_from_claims(claims)
    except NoAccess as problem:
        _LOG.warning("token refused: " + problem.reason)
        raise _nobody(realm, "invalid_token") from problem
    scope, patient = claims.get("scope"), claims.get("patient")
    if patient is not None and not isinstance(patient, str):
        _LOG.warning("token refused: a context that is no text")
        raise _nobody(realm, "invalid_token")
    return Known(actor, scope if isinstance(scope, str) else "", patient)


def _verified(token: str, audience: str, realm: str) -> dict[str, Any]:
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": settings.VARDVAG.issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
        sub={"essential": True},
    )
    reason = "no keys"
    for anew in (False, True):
        keys = KEYS.current(anew=anew)
        if keys is None:
            break
        try:
            read = jwt.decode(token, keys, algorithms=ALGORITHMS)
            registry.validate(read.claims)
        except (JoseError, ValueError, TypeError, KeyError) as problem:
            reason = type(problem).__name__
        else:
            return dict(read.claims)
    _LOG.warning("token refused: " + reason)
    raise _nobody(realm, "invalid_token")


def _refuse_forged(request: HttpRequest) -> None:
    """A session's cookie is sent by any page's form: a write must carry the proof that ours carry."""
    check = CsrfViewMiddleware(_never)
    check.process_request(request)
    if check.process_view(request, _never, (), {}) is not None:
        raise fault(
            403,
            "forbidden",
            "En inloggad webbsida skriver med formulärets bevis (X-CSRFToken); ett program med en token.",
            "A page that is logged in writes with its form's proof (X-CSRFToken); a program with a token.",
        )


def _never(request: HttpRequest) -> HttpResponse:
    raise AssertionError("the check of a form's proof calls no view")


def _nobody(realm: str, error: str | None = None) -> Fault:
    told = f'Bearer realm="{realm}", error="{error}"' if error else f'Bearer realm="{realm}"'
    return fault(
        401,
        "login",
        "Logga in, eller skicka en giltig token.",
        "Log in, or send a valid token.",
        WWW_Authenticate=told,
    )
