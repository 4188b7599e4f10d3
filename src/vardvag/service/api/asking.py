"""Who asks the JSON API, in which language, and whether what she came with covers what she asks for.

By a token of the log-ins' issuer, for this API, with the scope `plans.read` or `plans.write`; or by the
session of the site, whose writes carry the form's proof. Both then meet the same law. Here does not belong
verifying a token (`service/fhir/tokens`), nor the law (`contracts/access`).
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from vardvag.base.texts import Language, Text
from vardvag.service.api.problems import FORGED, NOT_COVERED, NOT_KNOWN, Problem
from vardvag.service.api.promises import READ, WRITE
from vardvag.service.fhir.request import Fault
from vardvag.service.fhir.tokens import known
from vardvag.service.identity.actor import Actor


def audience() -> str:
    """What a token must be for."""
    return f"{settings.VARDVAG.address}/api/v1"


def who_asks(request: HttpRequest, *, writes: bool) -> Actor:
    """The actor. Problem 401 when it is nobody we know, 403 when what she came with does not cover it."""
    try:
        asker = known(request, audience(), "api")
    except Fault as fault:
        kind = NOT_KNOWN if fault.status == 401 else FORGED
        first = fault.issues[0]
        raise Problem(kind, first.message, headers=fault.headers) from fault
    if asker.patient is not None:
        raise Problem(NOT_COVERED, _LAUNCHED)
    needed = WRITE if writes else READ
    if asker.scope is not None and needed not in asker.scope.split():
        told = Text(f"Här behövs {needed}.", f"It takes {needed}.")
        header = f'Bearer realm="api", error="insufficient_scope", scope="{needed}"'
        raise Problem(NOT_COVERED, told, headers={"WWW-Authenticate": header})
    return asker.actor


_LAUNCHED = Text(
    "En token som gäller en enda patient öppnar bara FHIR.", "A token for one patient only opens FHIR alone."
)


def language_of(request: HttpRequest) -> Language:
    """Swedish, unless she asks for English before it (Accept-Language)."""
    return "en" if get_language_from_request(request) == "en" else "sv"
