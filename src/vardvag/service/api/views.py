"""Answering an address: who asks, what was sent, the use-case, and the answer with its status and headers.

Everything goes the same way, so that nothing can be forgotten for one address: known, covered, read, decided
(by the use-case), answered. Here does not belong any particular address (`endpoints`).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_type_hints

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError

from vardvag.base.errors import BadInput, NotFound, VardvagError
from vardvag.base.texts import Language, Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.store import Conflict
from vardvag.service.api import keys
from vardvag.service.api.asking import language_of, who_asks
from vardvag.service.api.endpoint import Call, Endpoint, Kept
from vardvag.service.api.faults import wrongs
from vardvag.service.api.merging import changed_under_her
from vardvag.service.api.openapi import document
from vardvag.service.api.problems import (
    BROKEN,
    INVALID,
    MEDIA,
    NO_JSON,
    NO_METHOD,
    NO_VERSION,
    NOT_ACCEPTABLE,
    REFUSED,
    TOO_LARGE,
    UNREADABLE,
    Kind,
    Problem,
    Wrong,
    not_found,
    of_findings,
)
from vardvag.service.api.shown import PlanShown
from vardvag.service.api.wire import read, write
from vardvag.service.fhir.request import Fault, body_of
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.store.source_states import DjangoSourceStates
from vardvag.service.today import now
from vardvag.usecases.show_plan import Denied

_LOG = logging.getLogger("vardvag.api")
_VERSION = re.compile(r'"([0-9]{1,9})"')
_ACCEPTED = ("application/json", "application/problem+json", "application/*", "*/*")
_BY_STATUS: dict[int, Kind] = {413: TOO_LARGE, 415: NO_JSON}


def view_of(endpoints: Sequence[Endpoint]) -> Any:
    """The view of one address: every method it has."""
    by_method = {endpoint.method: endpoint for endpoint in endpoints}
    allowed = ", ".join(sorted(by_method))

    @csrf_exempt  # a session's write is checked in `asking`; a token is never sent by itself
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        method = "GET" if request.method == "HEAD" else request.method or ""
        endpoint = by_method.get(method)
        language = language_of(request)
        try:
            if endpoint is None:
                raise Problem(NO_METHOD, headers={"Allow": allowed})
            return _answer(request, endpoint, path)
        except Problem as problem:
            return told(problem, language)
        except RequestDataTooBig:
            return told(Problem(TOO_LARGE), language)
        except (SuspiciousOperation, RawPostDataException, UnicodeError):
            return told(Problem(UNREADABLE), language)
        except Exception:
            # Never the words of an error: they may hold somebody's data.
            _LOG.exception("the API failed", extra={"request_id": request.META.get("vardvag.request_id")})
            return told(Problem(BROKEN), language)

    view.guard = frozenset(Role)  # type: ignore[attr-defined]  # the mark that the walk looks for
    view.profile = "care"  # type: ignore[attr-defined]  # the part it belongs to
    view.endpoints = tuple(endpoints)  # type: ignore[attr-defined]  # so that tests find every one
    return view


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below the API's."""
    return told(not_found(), language_of(request))


@csrf_exempt
def description(request: HttpRequest) -> HttpResponse:
    """The API's description, for anybody: it says nothing of anybody."""
    if request.method not in ("GET", "HEAD"):
        return told(Problem(NO_METHOD, headers={"Allow": "GET"}), language_of(request))
    return _json(document(), 200)


for _public in (nothing, description):
    vars(_public).update(guard="public", profile="care")  # the marks that the walk looks for


def told(problem: Problem, language: Language) -> HttpResponse:
    """A problem as an answer."""
    answer = _json(problem.told(language), problem.kind.status, MEDIA)
    answer["Content-Language"] = language
    patch_vary_headers(answer, ["Accept-Language"])
    for name, value in problem.headers.items():
        answer[name] = value
    return answer


def _answer(request: HttpRequest, endpoint: Endpoint, path: dict[str, str]) -> HttpResponse:
    accepted = [one.split(";")[0].strip().lower() for one in request.headers.get("Accept", "*/*").split(",")]
    if not any(one in _ACCEPTED for one in accepted):
        raise Problem(NOT_ACCEPTABLE)
    actor = who_asks(request, writes=endpoint.writes)
    request.actor = actor  # type: ignore[attr-defined]  # keeps the answer out of caches
    call = Call(
        store=DjangoPlanStore(),
        sources=DjangoSourceStates(),
        actor=actor,
        now=now(),
        path=path,
        body=_body(request, endpoint),
        query=_query(request, endpoint),
        seen=_seen(request, endpoint),
    )
    outcome = _outcome(request, endpoint, call)
    if isinstance(outcome, Exception):
        raise _problem(outcome, endpoint, call) from outcome
    if isinstance(outcome, Denied):
        raise not_found()
    answer = _json(write(outcome), endpoint.status)
    if isinstance(outcome, Kept):
        answer["ETag"] = f'"{outcome.version}"'
        if endpoint.status == 201:
            answer["Location"] = f"/api/v1/plans/{outcome.plan_id}"
    if isinstance(outcome, PlanShown):
        answer["ETag"] = f'"{outcome.plan.version}"'
    return answer


def _outcome(request: HttpRequest, endpoint: Endpoint, call: Call) -> Any:
    """What the use-case came to; its refusal as a value."""
    key = keys.key_of(request) if endpoint.writes else None
    if key is not None:
        return keys.once(endpoint, call, key, keys.digest_of(request), lambda: endpoint.run(call))
    try:
        return endpoint.run(call)
    except (VardvagError, Problem) as refused:
        return refused


def _problem(refused: Exception, endpoint: Endpoint, call: Call) -> Problem:
    """What is answered when the use-case refuses. It refuses only what the law lets her ask."""
    if isinstance(refused, Problem):
        return refused
    if endpoint.versioned and isinstance(refused, Conflict | NotFound | BadInput):
        changed = changed_under_her(endpoint, call)
        if changed is not None:
            return changed
    if isinstance(refused, BadInput):
        return Problem(REFUSED, refused.text, of_findings(refused.findings))
    if isinstance(refused, NotFound):
        return not_found()
    return Problem(REFUSED, refused.text if isinstance(refused, VardvagError) else None)


def _body(request: HttpRequest, endpoint: Endpoint) -> Any:
    if endpoint.body is None:
        return None
    try:
        body_of(request)  # refuses what is too large, no JSON, no object, or has a name twice
        return read(endpoint.body, request.body)
    except Fault as fault:
        kind = _BY_STATUS.get(fault.status, UNREADABLE)
        raise Problem(kind, fault.issues[0].message) from fault
    except ValidationError as wrong:
        raise Problem(INVALID, errors=wrongs(wrong)) from wrong


def _query(request: HttpRequest, endpoint: Endpoint) -> Any:
    """The parameters of the address: each known, given once, and of its type."""
    types = get_type_hints(endpoint.query) if endpoint.query else {}
    errors = [
        Wrong(f"?{name}", "unknown-parameter", _UNKNOWN, Text(_known(types, "sv"), _known(types, "en")))
        for name in request.GET
        if name not in types
    ]
    errors += [
        Wrong(f"?{name}", "parameter-twice", _TWICE, _ONE)
        for name, values in request.GET.lists()
        if name in types and len(values) > 1
    ]
    if errors or endpoint.query is None:
        if errors:
            raise Problem(INVALID, errors=errors)
        return None
    sent = {name: _typed(str(value), types[name]) for name, value in request.GET.items()}
    try:
        return read(endpoint.query, json.dumps(sent).encode())
    except ValidationError as wrong:
        raise Problem(
            INVALID, errors=[replace(one, pointer=f"?{one.pointer[1:]}") for one in wrongs(wrong)]
        ) from wrong


def _typed(value: str, kind: Any) -> str | int:
    whole = kind is int and value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if whole else value


def _known(types: dict[str, Any], language: Language) -> str:
    names = ", ".join(types)
    if not names:
        return "Adressen har inga parametrar." if language == "sv" else "The address has no parameters."
    return f"De som finns: {names}." if language == "sv" else f"There are: {names}."


def _seen(request: HttpRequest, endpoint: Endpoint) -> int:
    """The version that she saw. Problem 428 when a change of a plan does not say."""
    if not endpoint.versioned:
        return 0
    match = _VERSION.fullmatch(request.headers.get("If-Match", "").strip())
    if match is None:
        raise Problem(NO_VERSION, _SAY_VERSION)
    return int(match[1])


def _json(value: Any, status: int, kind: str = "application/json") -> HttpResponse:
    return HttpResponse(json.dumps(value, ensure_ascii=False), status=status, content_type=kind)


_UNKNOWN = Text("Parametern finns inte", "There is no such parameter")
_TWICE = Text("Parametern står två gånger", "The parameter stands twice")
_ONE = Text("Skriv den en gång.", "Write it once.")
_SAY_VERSION = Text(
    'Skicka If-Match med den ETag du läste, till exempel "3".',
    'Send If-Match with the ETag you read, say "3".',
)
