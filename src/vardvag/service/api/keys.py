"""Idempotency keys: a change that is sent twice under one key is made once, and answered twice alike.

The key is kept in the transaction of the change, so neither is there without the other. Only what was kept
is remembered: a refused change changed nothing, and may be tried again. A repeated one is decided and logged
anew before it is answered. Here does not belong the table (`service/store/api_keys`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from vardvag.base.errors import VardvagError
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import LONGEST, PlanId
from vardvag.service.api.endpoint import Call, Endpoint, Kept
from vardvag.service.api.problems import INVALID, KEY_USED, Problem, Wrong
from vardvag.service.api.promises import KEY, REMEMBERED
from vardvag.service.store.api_keys import KeptChange, change_under, forget_old, keep_change
from vardvag.usecases.show_plan import Denied, decided_and_logged


def key_of(request: HttpRequest) -> str | None:
    """The key, or None. Problem when it is no short printable text."""
    key = request.headers.get(KEY)
    if key is None:
        return None
    if not (1 <= len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise Problem(INVALID, errors=[Wrong("", "idempotency-key", _NO_KEY, _SHORT)])
    return key


def digest_of(request: HttpRequest) -> str:
    """What was sent, in short: method, address, the version she saw, and the body."""
    whole = hashlib.sha256()
    for part in (request.method or "", request.path, request.headers.get("If-Match", "")):
        whole.update(part.encode() + b"\0")
    whole.update(request.body)
    return whole.hexdigest()


def once(
    endpoint: Endpoint, call: Call, key: str, digest: str, run: Callable[[], Any]
) -> Kept | Denied | VardvagError | Problem:
    """What *run* comes to, or what came of the same before. An error is given back, so that its log row and
    the transaction are kept."""
    subject = call.actor.subject
    with call.store.transaction():
        forget_old(Moment(call.now.utc - REMEMBERED))
        before = change_under(subject, key)
        if before is not None:
            return _again(endpoint, call, before, digest)
        try:
            outcome: Kept | Denied = run()
        except (VardvagError, Problem) as refused:
            return refused
        if isinstance(outcome, Kept):
            change = KeptChange(digest, outcome.plan_id, outcome.version, outcome.made, endpoint.status)
            keep_change(subject, key, change, call.now)
    return outcome


def _again(endpoint: Endpoint, call: Call, before: KeptChange, digest: str) -> Kept | Denied | Problem:
    if before.digest != digest:
        return Problem(KEY_USED, _NEW_KEY)
    plan, action = PlanId(before.plan_id), endpoint.action or Action.OFFER_CONTRACT
    decision, _ = decided_and_logged(call.store, call.actor, plan, action, call.now)
    return Kept(plan, before.version, before.made) if decision.allowed else Denied()


_NO_KEY = Text("Idempotency-Key går inte att använda", "The Idempotency-Key cannot be used")
_SHORT = Text(f"Skriv 1–{LONGEST} vanliga tecken.", f"Write 1–{LONGEST} plain characters.")
_NEW_KEY = Text("Använd en ny nyckel för en ny ändring.", "Use a new key for a new change.")
