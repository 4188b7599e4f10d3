"""The addresses of Kolada's shape: `kpi`, `municipality` and `data`, a page at a time.

`data` takes any two or three of kpi, municipality and year, in any order, each one or several with
commas between. Here does not belong what a key figure is (`kolada`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from vardvag.base.texts import Language, Text
from vardvag.service.api.problems import Problem, Wrong
from vardvag.service.open_data import kolada
from vardvag.service.open_data.answering import (
    Answer,
    address,
    all_versions,
    as_json,
    open_address,
    tables,
)
from vardvag.service.open_data.asked import parameter, whole_number
from vardvag.service.open_data.problems import MOST_WRONG, NO_ADDRESS, WRONG, unknown

LONGEST_PAGE = 5_000
_BY = ("kpi", "municipality", "year")
_KINDS = {
    "kpi": Text("Nyckeltalet", "key figure"),
    "municipality": Text("Platsen", "place"),
    "year": Text("Året", "year"),
}
_HOW = Text(
    "Skriv två eller tre av kpi/ID, municipality/ID och year/ÅR.",
    "Write two or three of kpi/ID, municipality/ID and year/YEAR.",
)


@open_address("GET")
def kpis(request: HttpRequest, language: Language, names: str = "") -> Answer:
    """The key figures, or those named."""
    known = {one.id: one for one in kolada.key_figures(tables().values())}
    chosen = _named(names, known, "kpi") if names else list(known)
    title = (parameter(request, "title") or "").casefold()
    found = [known[one] for one in chosen if title in known[one].title.sv.casefold()]
    return _page(request, ("kpi", names, title), (kolada.told(one) for one in found))


@open_address("GET")
def municipalities(request: HttpRequest, language: Language, names: str = "") -> Answer:
    """The regions and the country, or those named."""
    known = kolada.places(tables().values())
    chosen = _named(names, known, "municipality") if names else list(known)
    title = (parameter(request, "title") or "").casefold()
    found = [one for one in chosen if title in known[one].sv.casefold()]
    return _page(
        request,
        ("municipality", names, title),
        ({"id": one, "title": known[one].sv, "type": "L"} for one in found),
    )


@open_address("GET")
def data(request: HttpRequest, language: Language, rest: str) -> Answer:
    """The values of key figures in places and years."""
    parts = rest.strip("/").split("/")
    asked = dict(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or len(asked) < 2 or len(parts) != 2 * len(asked) or set(asked) - set(_BY):
        raise Problem(NO_ADDRESS, _HOW)
    figures = {one.id: one for one in kolada.key_figures(tables().values())}
    places = kolada.places(tables().values())
    years = sorted({period[:4] for one in tables().values() for period in one.periods})
    chosen = _named(asked["kpi"], figures, "kpi") if "kpi" in asked else list(figures)
    where = _named(asked["municipality"], places, "municipality") if "municipality" in asked else None
    when = _named(asked["year"], years, "year") if "year" in asked else None
    found = kolada.values([figures[one] for one in chosen], where, when)
    return _page(request, ("data", rest), found)


def _named(names: str, known: Iterable[str], kind: str) -> list[str]:
    """The names of a list, each once. Problem for any that is not known."""
    given = list(dict.fromkeys(one for one in names.split(",") if one))
    listed = list(known)
    strange = [one for one in given if one not in frozenset(listed)]
    wrong = [unknown(f"/{kind}", _KINDS[kind], one, listed) for one in strange[:MOST_WRONG]]
    if wrong:
        raise Problem(WRONG, errors=wrong)
    return given


def _page(request: HttpRequest, parts: Sequence[str], found: Iterable[dict[str, Any]]) -> Answer:
    """One page of what was found; only what stands on it is made."""
    wrong: list[Wrong] = []
    number = whole_number(request, "page", 1, 1_000_000, wrong)
    size = whole_number(request, "per_page", LONGEST_PAGE, LONGEST_PAGE, wrong)
    if wrong or number is None or size is None:
        raise Problem(WRONG, errors=wrong)

    def make() -> bytes:
        first = (number - 1) * size
        shown = list(islice(found, first, first + size + 1))
        return as_json(
            {
                "values": shown[:size],
                "count": len(shown[:size]),
                "next_url": _at(request, number + 1) if len(shown) > size else None,
                "previous_url": _at(request, number - 1) if number > 1 else None,
            }
        )

    return Answer((request.path, *parts, str(number), str(size), *all_versions()), make)


def _at(request: HttpRequest, number: int) -> str:
    kept = {name: value for name, value in request.GET.items() if name.casefold() != "page"}
    return address(f"{request.path}?{urlencode({**kept, 'page': number})}")
