"""What pydantic finds wrong with a definition, said in the words of the person who edits the file.

Here does not belong the place in the file (`definitions`), nor the checks themselves.
"""

from __future__ import annotations

import difflib
from typing import Any, NamedTuple

from pydantic import BaseModel

from vardvag.base.errors import Unreadable
from vardvag.base.texts import Text
from vardvag.base.yaml_text import Where


class Fault(NamedTuple):
    """One fault without its place: which rule, what is wrong, how to mend it."""

    rule: str
    message: Text
    remedy: Text


_EXPECTED = {
    "string_type": Text("Skriv en text", "Write a text"),
    "int_type": Text("Skriv ett heltal", "Write a whole number"),
    "int_parsing": Text("Skriv ett heltal", "Write a whole number"),
    "int_from_float": Text("Skriv ett heltal", "Write a whole number"),
    "bool_type": Text("Skriv true eller false", "Write true or false"),
    "bool_parsing": Text("Skriv true eller false", "Write true or false"),
    "list_type": Text("Skriv en lista", "Write a list"),
    "tuple_type": Text("Skriv en lista", "Write a list"),
    "set_type": Text("Skriv en lista", "Write a list"),
    "frozen_set_type": Text("Skriv en lista", "Write a list"),
    "dict_type": Text("Skriv nycklar med värden", "Write keys with values"),
    "mapping_type": Text("Skriv nycklar med värden", "Write keys with values"),
    "model_type": Text("Skriv nycklar med värden", "Write keys with values"),
    "model_attributes_type": Text("Skriv nycklar med värden", "Write keys with values"),
    "is_instance_of": Text("Värdet är av fel slag", "The value is of the wrong kind"),
}
_BOUNDS = {
    "greater_than": ("gt", "större än", "greater than"),
    "greater_than_equal": ("ge", "minst", "at least"),
    "less_than": ("lt", "mindre än", "less than"),
    "less_than_equal": ("le", "högst", "at most"),
}


def fault(error: Any, model: type[BaseModel]) -> Fault:
    """One entry of `ValidationError.errors()` for *model*, told in both languages."""
    where: Where = tuple(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return Fault("unknown-key", Text("Okänd nyckel", "Unknown key"), _nearest(where, model))
    if kind == "missing":
        key = where[-1]
        message = Text(f"Nyckeln {key} saknas", f"The key {key} is missing")
        return Fault("missing-key", message, Text(f"Lägg till {key}", f"Add {key}"))
    return Fault(
        "value", Text("Värdet kan inte användas", "The value cannot be used"), _expected(error, kind, context)
    )


def _expected(error: Any, kind: str, context: Any) -> Text:
    """What should have stood there."""
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    if kind in _BOUNDS:
        name, sv, en = _BOUNDS[kind]
        return Text(f"Skriv ett värde {sv} {context[name]}", f"Write a value {en} {context[name]}")
    if kind in ("enum", "literal_error"):
        allowed = str(context["expected"])
        return Text(f"Tillåtna värden: {allowed.replace(' or ', ' eller ')}", f"Allowed values: {allowed}")
    cause = context.get("error")
    if isinstance(cause, Unreadable):
        return cause.text
    # Anything rarer keeps the words of whoever made the check: better in English than not at all.
    said = str(error["msg"]).removeprefix("Value error, ")
    return Text(said, said)


def _nearest(where: Where, model: type[BaseModel]) -> Text:
    """The keys allowed beside the last part of *where*, and the one it was most likely meant to be."""
    known = _known_keys(model, where[:-1])
    near = difflib.get_close_matches(str(where[-1]), known, n=1, cutoff=0.5)
    allowed = ", ".join(known)
    if near:
        return Text(
            f"Menade du {near[0]}? Tillåtna: {allowed}", f"Did you mean {near[0]}? Allowed: {allowed}"
        )
    return Text(f"Tillåtna: {allowed}", f"Allowed: {allowed}")


def _known_keys(model: type[BaseModel], where: Where) -> list[str]:
    """The keys allowed at *where* in *model*, as far as its annotations say."""
    current: list[type[BaseModel]] = [model]
    for part in where:
        step: list[type[BaseModel]] = []
        for one in current:
            if isinstance(part, str) and part in one.model_fields:
                step.extend(_models_in(one.model_fields[part].annotation))
            else:
                step.append(one)
        current = step or current
    return sorted({name for one in current for name in one.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]
