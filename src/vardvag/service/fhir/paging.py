"""The answer to a search as a Bundle, page by page.

The link to the next page holds what was asked for, encrypted: nobody reads a person's number out of it, and
nobody else can follow it. A page begins after the last resource of the one before, by type and id, so that
nothing is passed over or given twice while others write. Here does not belong what matches (`search`) or may
be seen (`permitted`).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from vardvag.service.fhir.issues import Resource
from vardvag.service.fhir.request import fault

PAGE, LARGEST_PAGE = 50, 200
LASTS = 3600
"""Seconds that a link to a page can be followed."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a link to a page holds. `after` is the last resource shown before it; `subject` is who asked."""

    path: str
    parameters: tuple[tuple[str, str], ...]
    after: str
    subject: str


def base() -> str:
    """The address of the API."""
    return f"{settings.VARDVAG.address}/fhir"


def sealed(page: Page) -> str:
    """The page as it stands in a link."""
    said = json.dumps([page.path, page.parameters, page.after, page.subject])
    return _cipher().encrypt(said.encode()).decode()


def opened(token: str, path: str, subject: str) -> Page:
    """The page of a link. Fault 404 when it is not ours, has grown old, or was another's."""
    try:
        said = json.loads(_cipher().decrypt(token.encode(), ttl=LASTS))
    except (InvalidToken, ValueError) as problem:
        raise _no_page() from problem
    page = Page(said[0], tuple((name, value) for name, value in said[1]), said[2], said[3])
    if page.path != path or page.subject != subject:
        raise _no_page()
    return page


def on_page(page: Page, found: Sequence[Resource], count: int) -> tuple[list[Resource], bool]:
    """At most *count* of *found* for the page, in order, and whether more follow."""
    left = sorted((one for one in found if _place(_named(one)) > _place(page.after)), key=_by_place)
    return left[:count], len(left) > count


def bundle(
    page: Page, found: Sequence[Resource], included: Sequence[Resource], count: int, address: str
) -> Resource:
    """One page of *found*, with what is included for that page."""
    shown, more = on_page(page, found, count)
    links = [{"relation": "self", "url": address}]
    if more and shown:
        following = sealed(Page(page.path, page.parameters, _named(shown[-1]), page.subject))
        links.append({"relation": "next", "url": f"{base()}/{page.path}?_page={following}"})
    entries = [_entry(one, "match") for one in shown] + [_entry(one, "include") for one in included]
    answer: Resource = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found),
        "link": links,
    }
    return answer | ({"entry": entries} if entries else {})


def _named(resource: Resource) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


def _place(named: str) -> tuple[bool, str]:
    """Whom it is about comes first."""
    return named != "" and not named.startswith("Patient/"), named


def _by_place(resource: Resource) -> tuple[bool, str]:
    return _place(_named(resource))


def full_url(resource: Resource) -> str:
    """Where a resource is."""
    return f"{base()}/{resource['resourceType']}/{resource['id']}"


def _entry(resource: Resource, mode: str) -> Resource:
    return {"fullUrl": full_url(resource), "resource": resource, "search": {"mode": mode}}


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"vardvag fhir page " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _no_page() -> Exception:
    return fault(
        404,
        "not-found",
        "Sidan finns inte längre. Sök på nytt.",
        "The page is no longer there. Search again.",
    )
