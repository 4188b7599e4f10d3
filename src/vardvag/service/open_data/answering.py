"""Answering an address of the open data: the method, the language, what the asker has, and who may read it.

Every answer has an entity tag of the table's version, the language, the form and the selection, so that it is
made only when the asker does not have it, and is then remembered a while. Any page may read the answers
(CORS), here and nowhere else. How often anybody may ask is for the proxy in front to say. Here does not
belong what is answered (`views`).
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt

from vardvag import __version__
from vardvag.base.texts import Language, Text
from vardvag.service.api.problems import MEDIA, Problem
from vardvag.service.identity.guards import public_page
from vardvag.service.open_data.problems import (
    BROKEN,
    NO_METHOD,
    NO_TABLE,
    TOO_LARGE,
    UNREADABLE,
    WRONG,
    unknown,
)
from vardvag.statistics.open_table import OpenTable
from vardvag.usecases.open_tables import open_tables

JSON = "application/json"
LANGUAGES: tuple[Language, ...] = ("sv", "en")
KEPT_BYTES = 32_000_000
"""How much of what has been made is remembered by one process."""

_LOG = logging.getLogger("vardvag.open_data")
_CACHE_CONTROL = "public, max-age=300"
_EXPOSED = "ETag, Content-Disposition, Content-Language"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: `parts` is what it depends on, `make` gives the bytes, `file` its name."""

    parts: tuple[str, ...]
    make: Callable[[], bytes]
    media: str = JSON
    file: str | None = None


View = Callable[..., Answer]


def open_address(*methods: str) -> Callable[[View], Any]:
    """Make of a function from request and language to `Answer` a view that anybody may open."""
    allowed = ", ".join([*methods, "HEAD", "OPTIONS"])

    def made(view: View) -> Any:
        @functools.wraps(view)
        def answered(request: HttpRequest, **path: str) -> HttpResponse:
            told: Language = "en" if get_language_from_request(request) == "en" else "sv"
            try:
                if request.method == "OPTIONS":
                    return _open(_preflight(allowed))
                if request.method not in (*methods, "HEAD"):
                    raise Problem(NO_METHOD, headers={"Allow": allowed})
                asked = language_of(request)
                told = asked or told
                language = asked or "sv"
                return _open(_answer(request, language, view(request, language, **path)))
            except Problem as problem:
                return _open(_told(problem, told))
            except RequestDataTooBig:
                return _open(_told(Problem(TOO_LARGE), told))
            except (SuspiciousOperation, RawPostDataException, UnicodeError, RecursionError):
                return _open(_told(Problem(UNREADABLE), told))
            except Exception:
                _LOG.exception("open data", extra={"request_id": request.META.get("vardvag.request_id")})
                return _open(_told(Problem(BROKEN), told))

        return public_page(csrf_exempt(answered))

    return made


def language_of(request: HttpRequest) -> Language | None:
    """The language that `lang` asks for; None where it asks for none. Problem for any other."""
    asked = request.GET.get("lang")
    if not asked:
        return None
    for language in LANGUAGES:
        if asked == language:
            return language
    raise Problem(WRONG, errors=[unknown("?lang", Text("Språket", "language"), asked, LANGUAGES)])


def tables() -> Mapping[str, OpenTable]:
    """Every open table by its id."""
    return open_tables(settings.VARDVAG.data)


def table(name: str) -> OpenTable:
    """The table called *name*. Problem with the nearest."""
    known = tables()
    if name not in known:
        wrong = unknown("", Text("Tabellen", "table"), name, known)
        raise Problem(NO_TABLE, errors=[wrong], more={"allowed": {"tables": list(known)}})
    return known[name]


def all_versions() -> tuple[str, ...]:
    """What depends on every table depends on these."""
    return tuple(f"{one.id} {one.version}" for one in tables().values())


def address(path: str) -> str:
    """The whole address of *path* on this site."""
    return f"{settings.VARDVAG.address}{path}"


def as_json(value: Any) -> bytes:
    """JSON as it is sent. Half a sign, which JSON can hold and UTF-8 cannot, becomes a question mark."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _answer(request: HttpRequest, language: Language, found: Answer) -> HttpResponse:
    parts = (__version__, settings.VARDVAG.address, language, found.media, *found.parts)
    tag = f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'
    known = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
    if request.method != "POST" and (tag in known or known == ["*"]):
        answer = HttpResponse(status=304)
        del answer["Content-Type"]
    else:
        answer = HttpResponse(_KEPT.get(tag, found.make), content_type=found.media)
        answer["Content-Language"] = language
        if found.file:
            answer["Content-Disposition"] = f'attachment; filename="{found.file}"'
    answer["ETag"] = tag
    answer["Cache-Control"] = _CACHE_CONTROL
    return answer


def _told(problem: Problem, language: Language) -> HttpResponse:
    answer = HttpResponse(as_json(problem.told(language)), status=problem.kind.status, content_type=MEDIA)
    answer["Content-Language"] = language
    answer["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["Accept-Language"])
    for name, value in problem.headers.items():
        answer[name] = value
    return answer


def _preflight(allowed: str) -> HttpResponse:
    answer = HttpResponse(status=204, headers={"Allow": allowed})
    del answer["Content-Type"]
    answer["Access-Control-Allow-Methods"] = allowed
    answer["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
    answer["Access-Control-Max-Age"] = "86400"
    return answer


def _open(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = _EXPOSED
    return answer


class _Kept:
    """The answers made last, by their tag, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if tag in self._answers:
                self._answers.move_to_end(tag)
                return self._answers[tag]
        content = make()
        with self._lock:
            if tag not in self._answers and len(content) <= self._most // 2:
                self._answers[tag] = content
                self._held += len(content)
                while self._held > self._most:
                    self._held -= len(self._answers.popitem(last=False)[1])
        return content


_KEPT = _Kept(KEPT_BYTES)
