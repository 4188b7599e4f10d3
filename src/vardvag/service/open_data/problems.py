"""What can be wrong with a question to the open data, as problem details, with what would have been right.

The form is that of the JSON API (`api/problems`); `allowed` holds what may stand where something was not
known. Here does not belong finding out that it is wrong (`selecting`, `asked`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from vardvag.base.texts import Text
from vardvag.service.api.problems import Kind, Wrong

NO_TABLE = Kind("no-such-table", 404, Text("Det finns ingen sådan tabell.", "There is no such table."))
NO_ADDRESS = Kind("no-such-address", 404, Text("Här finns inget.", "There is nothing here."))
NO_PAGE = Kind("no-such-page", 404, Text("Det finns inte så många sidor.", "There are not so many pages."))
NO_METHOD = Kind("no-such-method", 405, Text("Adressen har inte den metoden.", "No such method here."))
WRONG = Kind("wrong-question", 400, Text("Frågan går inte att besvara.", "The question cannot be answered."))
UNREADABLE = Kind("unreadable", 400, Text("Det går inte att läsa.", "It cannot be read."))
TOO_MANY = Kind("too-many-cells", 403, Text("Frågan ger för många celler.", "Too many cells are asked for."))
TOO_LARGE = Kind("too-large", 413, Text("Det som skickades är för stort.", "What was sent is too large."))
BROKEN = Kind("broken", 500, Text("Något gick fel hos oss.", "Something went wrong on our side."))

KINDS = (
    NO_TABLE,
    NO_ADDRESS,
    NO_PAGE,
    NO_METHOD,
    WRONG,
    UNREADABLE,
    TOO_MANY,
    TOO_LARGE,
    BROKEN,
)

MOST_NAMED = 40
"""More than these are not all named in a sentence."""
MOST_WRONG = 40
"""More faults than these are not looked for: each is held against every name there is."""


def unknown(where: str, kind: Text, name: str, known: Iterable[str]) -> Wrong:
    """That *name* at *where* is none of the *known*, with the nearest of them as remedy."""
    names = list(known)
    near = difflib.get_close_matches(name[:MOST_NAMED], names, n=3, cutoff=0.5)
    listed = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    remedy = Text(f"Finns: {listed}.", f"There are: {listed}.")
    if near:
        remedy = Text(f"Menade du {' eller '.join(near)}?", f"Did you mean {' or '.join(near)}?")
    shown = name if len(name) <= MOST_NAMED else f"{name[:MOST_NAMED]}…"
    message = Text(f"{kind.sv} {shown!r} finns inte", f"There is no {kind.en} {shown!r}")
    return Wrong(where, f"unknown-{kind.en.replace(' ', '-')}", message, remedy)
