"""What may stand at a place of a definition, as its model says: which keys, and how such a value is written.

A field says how it is written with `Field(examples=[...])`; a list, a mapping or a model is shown by what it
must hold. Here does not belong what is wrong with a value (`faults`), nor any one kind of definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from vardvag.base.yaml_text import Where

_ANY_TEXT = "…"


@dataclass(frozen=True)
class _Slot:
    """One kind of value that a place may hold, how it is written, and how many of it there must be."""

    kind: Any
    example: Any = None
    least: int = 1


def keys_at(model: type[BaseModel], where: Where) -> list[str]:
    """The keys that the mapping at *where* may have; none where it is no mapping with keys of its own."""
    return sorted({name for slot in _at(model, where) for name in _fields(slot.kind)})


def example_at(model: type[BaseModel], where: Where) -> Any:
    """What could stand at *where*: the least that its model asks for. None where nothing is known of it."""
    slots = _at(model, where)
    return _example(slots[0]) if slots else None


def in_writing(example: Any) -> str:
    """An example as it is written in a file, on one line."""
    if isinstance(example, Mapping):
        return "{" + ", ".join(f"{key}: {in_writing(value)}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(in_writing(value) for value in example) + "]"
    return str(example).lower() if isinstance(example, bool) else str(example)


def _at(model: type[BaseModel], where: Where) -> list[_Slot]:
    slots = [_Slot(model)]
    for part in where:
        slots = [below for slot in slots for below in _below(slot.kind, part)]
    return slots


def _below(kind: Any, part: str | int) -> Iterable[_Slot]:
    origin = get_origin(kind)
    if origin in (tuple, list) and isinstance(part, int):
        return _slots(get_args(kind)[0])
    if origin is dict:
        return _slots(get_args(kind)[1])
    if _is_model(kind) and issubclass(kind, RootModel):
        return [
            below
            for slot in _slots(kind.model_fields["root"].annotation)
            for below in _below(slot.kind, part)
        ]
    field = _fields(kind).get(str(part))
    return _of_field(field) if field is not None else ()


def _fields(kind: Any) -> Mapping[str, FieldInfo]:
    """The fields of a model by the keys they are written with."""
    if not _is_model(kind) or issubclass(kind, RootModel):
        return {}
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _of_field(field: FieldInfo) -> list[_Slot]:
    example = field.examples[0] if field.examples else None
    least = max((one.min_length for one in field.metadata if hasattr(one, "min_length")), default=1)
    return _slots(field.annotation, example, least)


def _slots(kind: Any, example: Any = None, least: int = 1) -> list[_Slot]:
    """The kinds of value that an annotation allows, without None."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *extras = get_args(kind)
        told = [extra.examples[0] for extra in extras if isinstance(extra, FieldInfo) and extra.examples]
        return _slots(inner, told[0] if told else example, least)
    if origin in (Union, UnionType):
        return [slot for one in get_args(kind) if one is not NoneType for slot in _slots(one, example, least)]
    return [_Slot(kind, example, least)]


def _example(slot: _Slot) -> Any:
    kind, origin = slot.kind, get_origin(slot.kind)
    if slot.example is not None:
        return slot.example
    if origin is Literal:
        return get_args(kind)[0]
    if origin in (tuple, list):
        return [_first(get_args(kind)[0])] * slot.least
    if origin is dict:
        key, value = get_args(kind)
        return {_first(key): _first(value)}
    if _is_model(kind):
        return {
            name: _example(_of_field(field)[0])
            for name, field in _fields(kind).items()
            if field.is_required()
        }
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    return {bool: True, int: 1}.get(kind, _ANY_TEXT)


def _first(kind: Any) -> Any:
    return _example(_slots(kind)[0])


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
