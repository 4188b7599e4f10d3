"""The small records of a plan as plain JSON values, and back, by their fields and types.

Strings, whole numbers, days, clock times, moments, words from a list, and records and rows of these. A field
that an older document lacks has its default; one that this version does not know is refused, so nothing is
lost in silence. The names kept are held to a reviewed list by a test. Here does not belong a plan or a step
(`documents`), whose form is written out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from vardvag.base.moments import Moment

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """*value* as JSON holds it. TypeError for what has no plain form."""
    match value:
        case Enum():
            return value.value
        case None | str() | bool() | int():
            return value
        case Moment():
            return value.utc.isoformat()
        case date() | time():
            return value.isoformat()
        case tuple() | list():
            return [to_plain(one) for one in value]
        case frozenset():
            return sorted(to_plain(one) for one in value)
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], kept: Any) -> T:
    """The value of type *kind* that `to_plain` made *kept* of. ValueError for a field it does not know."""
    value: T = _read(kind, kept)
    return value


def _read(kind: Any, kept: Any) -> Any:
    return _reader(kind)(kept)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How a value of the type *kind* is read; found once, since a plan holds hundreds of values."""
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (known,) = (one for one in get_args(kind) if one is not NoneType)
        return lambda kept: None if kept is None else _read(known, kept)
    if origin in (tuple, frozenset):
        held = get_args(kind)[0]
        return lambda kept: origin(_read(held, one) for one in kept)
    if kind is Moment:
        return lambda kept: Moment.of(datetime.fromisoformat(kept))
    if kind in (date, time):
        read: Callable[[Any], Any] = kind.fromisoformat
        return read
    if is_dataclass(kind):
        return lambda kept: _record(kind, kept)
    made: Callable[[Any], Any] = kind
    return made


def _record(kind: Any, kept: Mapping[str, Any]) -> Any:
    types = _types(kind)
    if unknown := set(kept) - set(types):
        raise ValueError(f"{kind.__name__} holds no {sorted(unknown)} in this version")
    return kind(**{name: _read(types[name], value) for name, value in kept.items()})


@cache
def _types(kind: Any) -> dict[str, Any]:
    # The record's own names are kept out: a field called `date` would hide the type of that name.
    return get_type_hints(kind, vars(sys.modules[kind.__module__]), {})
