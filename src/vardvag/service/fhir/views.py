"""The addresses under `/fhir/`: who asks, what she asks for, and the answer with its status and headers.

Every view answers in FHIR, also what goes wrong. Here does not belong what a resource says, what may be seen
(`permitted`), or what a write changes (`changes`).
"""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from vardvag.base.errors import VardvagError
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.store import Conflict
from vardvag.service.fhir import profiles, reading
from vardvag.service.fhir.bundles import entries_of, etag, history, location, transaction_response, writes
from vardvag.service.fhir.capability import capability_statement
from vardvag.service.fhir.entries import Entry
from vardvag.service.fhir.issues import Issue, Resource, outcome
from vardvag.service.fhir.paging import Page, base, opened
from vardvag.service.fhir.permitted import Reader
from vardvag.service.fhir.refusals import NOT_CREATED, NOT_DELETED, NOT_UPDATED
from vardvag.service.fhir.request import (
    JSON,
    Fault,
    body_of,
    fault,
    is_strict,
    minimal,
    parameters_of,
    refuse_other_formats,
)
from vardvag.service.fhir.search import PARAMETERS, is_personal
from vardvag.service.fhir.smart import smart_configuration
from vardvag.service.fhir.tokens import Asking, asking
from vardvag.service.fhir.validation import validate
from vardvag.service.fhir.writing import write
from vardvag.service.store.fhir_versions import FhirVersions, Version
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now

_LOG = logging.getLogger("vardvag.fhir")
View = Callable[..., HttpResponse]


def fhir(*methods: str, public: bool = False) -> Callable[[View], View]:
    """Mark a view of the API: the methods it has, and whether it needs nobody to be known.

    Whoever asks is decided by token or session here, not by redirecting to a page; what she may see is the
    law's to say, so every role may ask.
    """

    def marked(view: View) -> View:
        @csrf_exempt  # a session's write is checked in `tokens`; a token is never sent by itself
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: str, **named: str) -> HttpResponse:
            try:
                if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                    raise fault(
                        405,
                        "not-supported",
                        f"Här finns {', '.join(methods)}.",
                        f"Here there are {', '.join(methods)}.",
                        Allow=", ".join(methods),
                    )
                refuse_other_formats(request)
                if public:
                    return view(request, *args, **named)
                asker = asking(request)
                request.actor = asker.actor  # type: ignore[attr-defined]  # keeps the answer out of caches
                return view(request, asker, *args, **named)
            except Fault as problem:
                return _told(problem)
            except Conflict as problem:
                return _told(Fault(412, [Issue("conflict", Text(str(problem), str(problem)))]))
            except VardvagError as problem:
                return _told(Fault(422, [Issue("business-rule", Text(str(problem), str(problem)))]))
            except RequestDataTooBig:
                return _told(fault(413, "too-long", "Innehållet är för stort.", "The body is too large."))
            except SuspiciousOperation:
                return _told(
                    fault(400, "invalid", "Begäran går inte att läsa.", "The request cannot be read.")
                )
            except Exception:
                # Never the words of an error: they may hold somebody's data.
                _LOG.exception("the API failed", extra={"request_id": request.META.get("vardvag.request_id")})
                return _told(
                    fault(500, "exception", "Något gick fel hos oss.", "Something went wrong on our side.")
                )

        answer.guard = "public" if public else frozenset(Role)  # type: ignore[attr-defined]  # the walk's mark
        answer.profile = "care"  # type: ignore[attr-defined]  # the part it belongs to
        return answer

    return marked


@fhir("GET", public=True)
def metadata(request: HttpRequest) -> HttpResponse:
    """What the API can do."""
    return _json(capability_statement(settings.VARDVAG.issuer))


@fhir("GET", public=True)
def smart(request: HttpRequest) -> HttpResponse:
    """Where a token is to be had, and the scopes that there are."""
    return HttpResponse(json.dumps(smart_configuration()), content_type="application/json")


@fhir("GET", public=True)
def own_definition(request: HttpRequest, kind: str, identifier: str) -> HttpResponse:
    """One of our own profiles, extensions or code systems."""
    found = profiles.definitions().get((kind, identifier))
    if found is None:
        raise _not_there()
    return _json(found)


@fhir("GET", public=True)
def own_definitions(request: HttpRequest, kind: str) -> HttpResponse:
    """All of our own profiles and extensions, or code systems."""
    rows = [one for key, one in profiles.definitions().items() if key[0] == kind]
    entries = [{"fullUrl": one["url"], "resource": one, "search": {"mode": "match"}} for one in rows]
    return _json({"resourceType": "Bundle", "type": "searchset", "total": len(rows), "entry": entries})


@fhir("POST")
def transaction(request: HttpRequest, asker: Asking) -> HttpResponse:
    """A transaction: everything in it, or nothing."""
    entries = entries_of(body_of(request))
    for entry in entries:
        _need(asker, entry.kind, "c" if entry.creates else "u")
    return _json(transaction_response(write(_reader(asker), entries)))


@fhir("GET", "POST")
def of_type(request: HttpRequest, asker: Asking, kind: str) -> HttpResponse:
    """Search a type, or create one."""
    _known(kind)
    if request.method != "POST":
        return _search(request, asker, kind)
    if not writes("POST", kind):
        raise _not_written(request, kind)
    _need(asker, kind, "c")
    resource = _of_kind(body_of(request), kind)
    entry = Entry(kind, resource, kind, if_none_exist=request.headers.get("If-None-Exist"))
    [written] = write(_reader(asker), [entry])
    return _kept(request, written.version, 201 if written.created else 200)


@fhir("POST")
def search_by_form(request: HttpRequest, asker: Asking, kind: str) -> HttpResponse:
    """Search a type with the parameters in a form: the way for a person's number."""
    _known(kind)
    return _search(request, asker, kind)


@fhir("POST")
def validated(request: HttpRequest, asker: Asking, kind: str) -> HttpResponse:
    """`$validate`: what is wrong with a resource. Nothing is kept."""
    _known(kind)
    return _json(validate(kind, body_of(request), request.GET.get("profile")))


@fhir("GET", "PUT", "DELETE")
def one(request: HttpRequest, asker: Asking, kind: str, identifier: str) -> HttpResponse:
    """Read a resource, or update it. Nothing is deleted."""
    _known(kind)
    if request.method == "DELETE":
        there = "GET, PUT" if writes("PUT", kind) else "GET"
        raise Fault(405, [Issue("not-supported", NOT_DELETED, kind)], {"Allow": there})
    if request.method == "PUT":
        return _update(request, asker, kind, identifier)
    _need(asker, kind, "r")
    version = _reader(asker).read(kind, identifier)
    if version is None:
        raise _not_there()
    unchanged = request.headers.get("If-None-Match") == etag(version)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if unchanged or (since is not None and int(version.last_updated.timestamp()) <= since):
        return _headed(HttpResponse(status=304), version)
    return _headed(_json(version.whole), version)


@fhir("GET")
def all_versions(request: HttpRequest, asker: Asking, kind: str, identifier: str) -> HttpResponse:
    """The history of a resource."""
    _known(kind)
    _need(asker, kind, "r")
    versions = _reader(asker).history(kind, identifier)
    if not versions:
        raise _not_there()
    return _json(history(versions, f"{base()}/{kind}/{identifier}/_history"))


@fhir("GET")
def one_version(request: HttpRequest, asker: Asking, kind: str, identifier: str, number: str) -> HttpResponse:
    """One version of a resource."""
    _known(kind)
    _need(asker, kind, "r")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    version = _reader(asker).read_version(kind, identifier, asked)
    if version is None:
        raise _not_there()
    return _headed(_json(version.whole), version)


@fhir("GET")
def everything(request: HttpRequest, asker: Asking, identifier: str) -> HttpResponse:
    """`$everything` about a patient that may be seen."""
    _need(asker, "Patient", "r")
    page = _page(request, asker, f"Patient/{identifier}/$everything")
    found = reading.everything(_reader(asker), identifier, page, _readable(asker))
    if found is None:
        raise _not_there()
    return _json(found)


@fhir("GET", "POST", "PUT", "PATCH", "DELETE")
def nothing(request: HttpRequest, asker: Asking, rest: str) -> HttpResponse:
    """Any other address."""
    raise fault(404, "not-found", "Den adressen finns inte.", "There is no such address.")


def _search(request: HttpRequest, asker: Asking, kind: str) -> HttpResponse:
    _need(asker, kind, "s")
    if any(is_personal(name, value) for name, values in request.GET.lists() for value in values):
        raise fault(
            400,
            "security",
            "En persons nummer får inte stå i en adress. Sök med POST till _search.",
            "A person's number may not stand in an address. Search by POST to _search.",
        )
    page = _page(request, asker, kind)
    return _json(
        reading.search(_reader(asker), kind, page, strict=is_strict(request), allowed=_readable(asker))
    )


def _page(request: HttpRequest, asker: Asking, path: str) -> Page:
    token = request.GET.get("_page")
    if token is not None:
        return opened(token, path, asker.actor.subject)
    return Page(path, tuple(parameters_of(request)), "", asker.actor.subject)


def _update(request: HttpRequest, asker: Asking, kind: str, identifier: str) -> HttpResponse:
    if not writes("PUT", kind):
        raise _not_written(request, kind)
    _need(asker, kind, "u")
    resource = _of_kind(body_of(request), kind)
    if resource.get("id") != identifier:
        raise fault(400, "value", "Id är inte adressens.", "The id is not the address's.", f"{kind}.id")
    entry = Entry(kind, resource, kind, identifier, request.headers.get("If-Match"))
    [written] = write(_reader(asker), [entry])
    return _kept(request, written.version, 200)


def _reader(asker: Asking) -> Reader:
    return Reader(DjangoPlanStore(), FhirVersions(), asker.actor, now(), asker.patient)


def _readable(asker: Asking) -> list[str] | None:
    """The types that a token opens for reading; None where it is no token."""
    if asker.scopes.granted is None:
        return None
    return [kind for kind in PARAMETERS if asker.scopes.allow(kind, "r")]


def _need(asker: Asking, kind: str, letter: str) -> None:
    if not asker.scopes.allow(kind, letter):
        raise fault(
            403,
            "forbidden",
            f"Din token omfattar inte {kind} ({letter}).",
            f"Your token does not cover {kind} ({letter}).",
        )


def _known(kind: str) -> None:
    if kind not in PARAMETERS:
        raise fault(
            404, "not-supported", "Den resurstypen finns inte här.", "There is no such type of resource here."
        )


def _of_kind(resource: Resource, kind: str) -> Resource:
    if resource.get("resourceType") != kind:
        raise fault(400, "invalid", f"Skicka en {kind}.", f"Send one {kind}.", "resourceType")
    return resource


def _not_written(request: HttpRequest, kind: str) -> Fault:
    """405 that says why, and what there is instead."""
    why = (NOT_CREATED if request.method == "POST" else NOT_UPDATED)[kind]
    return Fault(405, [Issue("not-supported", why, kind)], {"Allow": "GET"})


def _not_there() -> Fault:
    return fault(404, "not-found", "Resursen finns inte.", "There is no such resource.")


def _kept(request: HttpRequest, version: Version, status: int) -> HttpResponse:
    answer = (
        HttpResponse(status=status, content_type=JSON) if minimal(request) else _json(version.whole, status)
    )
    answer["Location"] = location(version)
    return _headed(answer, version)


def _headed(answer: HttpResponse, version: Version) -> HttpResponse:
    answer["ETag"] = etag(version)
    answer["Last-Modified"] = http_date(version.last_updated.timestamp())
    return answer


def _told(problem: Fault) -> HttpResponse:
    answer = _json(outcome(problem.issues), problem.status)
    for name, value in problem.headers.items():
        answer[name] = value
    return answer


def _json(resource: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(resource), status=status, content_type=f"{JSON}; charset=utf-8")
