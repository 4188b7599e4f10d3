"""What pydantic finds wrong with what was sent, in the sender's words: place, what, remedy, in two languages.

Here does not belong what may be sent (`wire`), nor how a problem is answered (`problems`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from vardvag.base.errors import Unreadable
from vardvag.base.texts import Text
from vardvag.service.api.problems import Wrong, pointer
from vardvag.service.api.wire import KINDS

_MESSAGES = {
    "missing": Text("Fältet saknas", "The field is missing"),
    "extra_forbidden": Text("Fältet finns inte", "There is no such field"),
}
_NOT_USABLE = Text("Värdet kan inte användas", "The value cannot be used")
_REMEDIES = {
    "missing": Text("Lägg till det.", "Add it."),
    "extra_forbidden": Text("Ta bort det, eller rätta namnet.", "Take it away, or mend the name."),
    "string_type": Text("Skriv en text.", "Write a text."),
    "bool_type": Text("Skriv true eller false.", "Write true or false."),
    "int_type": Text("Skriv ett heltal.", "Write a whole number."),
    "int_from_float": Text("Skriv ett heltal.", "Write a whole number."),
    "list_type": Text("Skriv en lista.", "Write a list."),
    "dict_type": Text("Skriv ett objekt.", "Write an object."),
    "model_type": Text("Skriv ett objekt.", "Write an object."),
    "json_invalid": Text("Skicka JSON.", "Send JSON."),
    "timezone_aware": Text(
        "Skriv med tidsskillnad: 2019-12-31T08:30:00+01:00.", "Write the offset: 2019-12-31T08:30:00+01:00."
    ),
}
_MOMENT = Text("Skriv som 2019-12-31T08:30:00+01:00.", "Write as 2019-12-31T08:30:00+01:00.")
_DAY = Text("Skriv som 2019-12-31.", "Write as 2019-12-31.")
_BOUNDS = {
    "greater_than_equal": ("ge", "Minst", "At least"),
    "less_than_equal": ("le", "Högst", "At most"),
    "too_short": ("min_length", "Minst så många", "At least as many"),
    "too_long": ("max_length", "Högst så många", "At most as many"),
    "string_too_short": ("min_length", "Minst så många tecken", "Characters at least"),
    "string_too_long": ("max_length", "Högst så många tecken", "Characters at most"),
    "string_pattern_mismatch": ("pattern", "Följ mönstret", "Follow the pattern"),
    "enum": ("expected", "Skriv ett av", "Write one of"),
    "literal_error": ("expected", "Skriv ett av", "Write one of"),
    "union_tag_invalid": ("expected_tags", "Skriv i kind ett av", "Write in kind one of"),
    "union_tag_not_found": ("discriminator", "Ange", "Give"),
}


def wrongs(problem: ValidationError, *, inside: tuple[str, ...] = ()) -> list[Wrong]:
    """Everything that is wrong, each at its place."""
    return [_wrong(error, inside) for error in problem.errors(include_url=False)]


def _wrong(error: Any, inside: tuple[str, ...]) -> Wrong:
    kind = error["type"]
    message = _MESSAGES.get(kind, _NOT_USABLE)
    return Wrong(pointer(*inside, *_place(error["loc"])), kind.replace("_", "-"), message, _remedy(error))


def _place(loc: Sequence[str | int]) -> Iterator[str | int]:
    """The place as it was written: the word by which one of several records was chosen is none."""
    for number, part in enumerate(loc):
        if not (number and part in KINDS.values() and loc[number - 1] == "when"):
            yield part


def _remedy(error: Any) -> Text:
    kind, context = error["type"], error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Unreadable):
        return cause.text
    if kind in _REMEDIES:
        return _REMEDIES[kind]
    if kind in _BOUNDS:
        name, sv, en = _BOUNDS[kind]
        return Text(f"{sv}: {context[name]}", f"{en}: {context[name]}")
    if kind.startswith(("datetime", "timezone")):
        return _MOMENT
    if kind.startswith("date"):
        return _DAY
    # Anything rarer keeps the words of whoever made the check: better in English than not at all.
    said = str(error["msg"]).removeprefix("Value error, ")
    return Text(said, said)
