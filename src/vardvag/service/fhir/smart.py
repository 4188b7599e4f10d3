"""SMART App Launch discovery: where a program gets a token for the API, and which scopes it can ask for.

The token is the issuer's to give, so its own discovery document is read and told on. Here does not belong
what a scope opens (`scopes`), nor verifying a token (`tokens`).
"""

from __future__ import annotations

import logging
import time
from typing import Any

import requests
from django.conf import settings

from vardvag.service.fhir.bundles import writes
from vardvag.service.fhir.request import fault
from vardvag.service.fhir.scopes import LAUNCHES
from vardvag.service.fhir.search import PARAMETERS

AT_MOST_EVERY = 60
"""Seconds between two readings of the issuer's document when it does not answer."""
HOLDS = 3600
"""Seconds that a document is told on before it is read anew."""
CAPABILITIES = ("permission-patient", "permission-user", "permission-v1", "permission-v2")
"""What of SMART there is here. Launches are the issuer's to make: those that it tells of are told on."""
LAUNCHING = ("launch-standalone", "launch-ehr", "context-standalone-patient", "context-ehr-patient")
_TOLD = (
    "issuer",
    "jwks_uri",
    "authorization_endpoint",
    "token_endpoint",
    "token_endpoint_auth_methods_supported",
    "introspection_endpoint",
    "revocation_endpoint",
    "registration_endpoint",
    "response_types_supported",
)
_LOG = logging.getLogger("vardvag.fhir")


class _Discovery:
    """The issuer's own document, kept for an hour."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] | None = None
        self._read_at = -float(HOLDS)

    def current(self) -> dict[str, Any] | None:
        """The document; None when the issuer has never answered."""
        age = time.monotonic() - self._read_at
        if age >= (HOLDS if self._kept else AT_MOST_EVERY):
            self._read_at = time.monotonic()
            try:
                found = requests.get(
                    f"{settings.VARDVAG.issuer}/.well-known/openid-configuration", timeout=10
                )
                found.raise_for_status()
                self._kept = dict(found.json())
            except (requests.RequestException, ValueError, TypeError) as problem:
                _LOG.warning("the issuer's document cannot be read: " + type(problem).__name__)
        return self._kept


DISCOVERY = _Discovery()


def smart_configuration() -> dict[str, Any]:
    """The document of `.well-known/smart-configuration`. Fault 503 while the issuer does not answer."""
    discovered = DISCOVERY.current()
    if discovered is None:
        raise fault(
            503,
            "transient",
            "Den som utfärdar inloggningar svarar inte just nu.",
            "The issuer of log-ins does not answer just now.",
            Retry_After=str(AT_MOST_EVERY),
        )
    told = {name: discovered[name] for name in _TOLD if name in discovered}
    own = discovered.get("capabilities")
    launching = [one for one in LAUNCHING if isinstance(own, list) and one in own]
    return told | {
        "grant_types_supported": discovered.get("grant_types_supported", ["authorization_code"]),
        "code_challenge_methods_supported": discovered.get("code_challenge_methods_supported", []),
        "scopes_supported": ["openid", *(LAUNCHES if launching else ()), *scopes()],
        "capabilities": [*CAPABILITIES, *launching],
    }


def scopes() -> list[str]:
    """Every scope that opens something, in the second form."""
    found = []
    for level in ("patient", "user"):
        found.append(f"{level}/*.rs")
        for kind in PARAMETERS:
            letters = ("c" if writes("POST", kind) else "") + "r" + ("u" if writes("PUT", kind) else "") + "s"
            found.append(f"{level}/{kind}.{letters}")
    return found
