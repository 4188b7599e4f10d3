"""The issuer of log-ins, spoken to by OpenID Connect: authorization code with PKCE, state and nonce.

Authlib does the protocol. We say which issuer and audience a token must be for, and treat every failure as
*not logged in*. Here does not belong what the claims mean (`claims`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from joserfc.errors import JoseError

_NAME = "vardvag"
_STATE = f"_state_{_NAME}_"
"""What Authlib's keys in the session begin with: one for each log-in that has begun."""


class LogInFailed(Exception):
    """The issuer did not answer, or its answer could not be trusted. `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@functools.cache
def _client() -> Any:
    configured = settings.VARDVAG
    oauth = OAuth()
    return oauth.register(
        _NAME,
        client_id=configured.client_id,
        client_secret=configured.client_secret,
        server_metadata_url=f"{configured.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": 10},
    )


def redirect_to_issuer(request: HttpRequest, back_to: str) -> HttpResponseBase:
    """Send the browser to the issuer, to come back to *back_to*. LogInFailed when it cannot be asked."""
    try:
        response: HttpResponseBase = _client().authorize_redirect(request, back_to)
    except (requests.RequestException, OAuthError, RuntimeError, KeyError, ValueError) as problem:
        raise LogInFailed(type(problem).__name__) from problem
    return response


def verified_claims(request: HttpRequest) -> Mapping[str, object]:
    """The claims of the token given for the code in *request*. LogInFailed when any check fails."""
    configured = settings.VARDVAG
    try:
        token = _client().authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": configured.issuer},
                "aud": {"essential": True, "value": configured.client_id},
                "exp": {"essential": True},
                "sub": {"essential": True},
            },
        )
    except (
        requests.RequestException,
        OAuthError,
        JoseError,
        RuntimeError,
        KeyError,
        ValueError,
        TypeError,
    ) as problem:
        raise LogInFailed(type(problem).__name__) from problem
    claims = token.get("userinfo")
    # Without a nonce kept by us, Authlib gives no claims: the token was not asked for by this browser.
    if not isinstance(claims, Mapping):
        raise LogInFailed("no verified claims")
    return claims


def forget_log_in(request: HttpRequest) -> None:
    """Drop what the session keeps of log-ins that have begun, and nothing else of it."""
    for key in list(request.session.keys()):
        if key.startswith(_STATE):
            del request.session[key]


def log_out_address(client_id: str, back_to: str) -> str | None:
    """Where the issuer ends its own session, or None when it offers no such address."""
    try:
        address: str = _client().create_logout_url(post_logout_redirect_uri=back_to, client_id=client_id)[
            "url"
        ]
    except (requests.RequestException, RuntimeError):
        return None
    return address
