"""What pydantic finds wrong with a definition, said in the words of the person who edits the file.

Here does not belong the place in the file (`definitions`), the checks themselves, nor what a model allows
(`shapes`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from vardvag.base.errors import Lacking, Unreadable
from vardvag.base.shapes import example_at, in_writing, keys_at
from vardvag.base.texts import Text
from vardvag.base.yaml_text import Where


class Fault(NamedTuple):
    """One fault without its place: which rule, what is wrong, how to mend it."""

    rule: str
    message: Text
    remedy: Text


_NUMBER = Text("Skriv ett heltal", "Write a whole number")
_YES_NO = Text("Skriv true eller false", "Write true or false")
_LIST = Text("Skriv en lista", "Write a list")
_KEYS = Text("Skriv nycklar med värden", "Write keys with values")
_EXPECTED = {
    "string_type": Text("Skriv en text", "Write a text"),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_from_float": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _KEYS,
    "mapping_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "is_instance_of": Text("Värdet är av fel slag", "The value is of the wrong kind"),
}
_SHOWN = frozenset({_LIST, _KEYS})
"""What is more easily shown than said."""

_BOUNDS = {
    "greater_than": ("gt", "Skriv ett värde större än", "Write a value greater than"),
    "greater_than_equal": ("ge", "Skriv ett värde minst", "Write a value at least"),
    "less_than": ("lt", "Skriv ett värde mindre än", "Write a value less than"),
    "less_than_equal": ("le", "Skriv ett värde högst", "Write a value at most"),
    "too_short": ("min_length", "Så många behövs minst:", "As many are needed at least:"),
    "too_long": ("max_length", "Så många får det högst vara:", "As many there may be at most:"),
    "string_too_short": ("min_length", "Så många tecken minst:", "Characters at least:"),
    "string_too_long": ("max_length", "Så många tecken högst:", "Characters at most:"),
    "string_pattern_mismatch": ("pattern", "Skriv det efter mönstret", "Write it after the pattern"),
}


def fault(error: Any, where: Where, model: type[BaseModel]) -> Fault:
    """One entry of `ValidationError.errors()` for *model*, found at *where*, told in both languages."""
    kind = error["type"]
    cause = error.get("ctx", {}).get("error")
    if kind == "extra_forbidden":
        return Fault("unknown-key", Text("Okänd nyckel", "Unknown key"), _nearest(where, model, error))
    if kind == "missing":
        key, how = where[-1], in_writing(example_at(model, where))
        message = Text(f"Nyckeln {key} saknas", f"The key {key} is missing")
        return Fault("missing-key", message, Text(f"Lägg till {key}: {how}", f"Add {key}: {how}"))
    if isinstance(cause, Lacking):
        return Fault("no-source", cause.message, cause.text)
    message = Text("Värdet kan inte användas", "The value cannot be used")
    if isinstance(cause, Unreadable) and isinstance(error.get("input"), Mapping):
        message = Text("Det som står här går inte ihop", "What stands here does not go together")
    return Fault("value", message, _expected(error, where, model))


def _expected(error: Any, where: Where, model: type[BaseModel]) -> Text:
    """What should have stood there."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in _EXPECTED:
        told = _EXPECTED[kind]
        return _with_keys(told, where, model) if told in _SHOWN else told
    if kind in _BOUNDS:
        name, sv, en = _BOUNDS[kind]
        return Text(f"{sv} {context[name]}", f"{en} {context[name]}")
    if kind in ("enum", "literal_error"):
        allowed = re.findall(r"'([^']*)'", str(context["expected"]))
        return one_of_these(error.get("input"), allowed)
    cause = context.get("error")
    if isinstance(cause, Unreadable):
        return cause.text
    # Anything rarer keeps the words of whoever made the check: better in English than not at all.
    said = str(error["msg"]).removeprefix("Value error, ")
    return Text(said, said)


def one_of_these(value: object, allowed: list[str]) -> Text:
    """That one of *allowed* is to be written, and which of them *value* is most like."""
    near = difflib.get_close_matches(str(value), allowed, n=1, cutoff=0.5)
    words = ", ".join(allowed)
    return Text(
        f"Skriv ett av: {words}." + (f" Menade du {near[0]}?" if near else ""),
        f"Write one of: {words}." + (f" Did you mean {near[0]}?" if near else ""),
    )


def _with_keys(told: Text, where: Where, model: type[BaseModel]) -> Text:
    """The same, with how it is written and which keys there are."""
    how = in_writing(example_at(model, where))
    keys = ", ".join(keys_at(model, where))
    also = (f". Tillåtna nycklar: {keys}", f". Allowed keys: {keys}") if keys else ("", "")
    return Text(f"{told.sv}: {how}{also[0]}", f"{told.en}: {how}{also[1]}")


def _nearest(where: Where, model: type[BaseModel], error: Any) -> Text:
    """The keys allowed beside the last part of *where*, and the one it was most likely meant to be."""
    known = keys_at(model, where[:-1])
    near = difflib.get_close_matches(str(where[-1]), known, n=1, cutoff=0.5)
    allowed = ", ".join(known)
    # `{sv: first, second, en: …}`: what follows the comma is a key without a value.
    comma = error.get("input") is None
    return Text(
        (f"Menade du {near[0]}? " if near else "")
        + f"Tillåtna: {allowed}"
        + ("; en text med komma i ska stå inom citattecken" if comma else ""),
        (f"Did you mean {near[0]}? " if near else "")
        + f"Allowed: {allowed}"
        + ("; a text with a comma in it is to be quoted" if comma else ""),
    )
