"""The wire's form: a record of ours as JSON and back, by its fields and types, strictly.

One description serves the reading, the writing and the published schema, so they cannot differ; a change of a
record shows as a change of docs/reference/api.json. What is sent may hold no field we do not know, no text
longer than a database keeps, no sign that is not text and no day outside `YEARS`. Here does not belong which
records are sent to which address (`endpoints`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    create_model,
)
from pydantic import Field as Bound

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Moment
from vardvag.contracts.access.block import TemporaryRevoke
from vardvag.contracts.access.consent import Consent as AccessConsent
from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.identifiers import LONGEST
from vardvag.contracts.log import LogEntry
from vardvag.contracts.plan import Coordinator, PatientContract
from vardvag.contracts.plan_events import PlanEvent
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window
from vardvag.contracts.withheld_details import MASKED

T = TypeVar("T")

YEARS = (1900, 2199)
"""A day sent lies within these years: so that no sum of days leaves the calendar."""
LONGEST_TEXT = 20_000
MOST_ROWS = 500
LARGEST_NUMBER = 100_000
LARGEST_ROW = 2**53 - 1
"""A row of the log is named by its `number`, and a log has many; what every reader of JSON holds exactly."""

KINDS: dict[type, str] = {
    Done: "done",
    Booked: "booked",
    Requested: "requested",
    Window: "window",
    NoTimeYet: "no_time_yet",
}
"""Records of which one of several may stand: `kind` says which."""

NOT_SHOWN: dict[type, frozenset[str]] = {
    PatientContract: frozenset({"care_team", "person", "caregiver"}),
    Coordinator: frozenset({"staff"}),
    FixedContact: frozenset({"staff"}),
    AccessConsent: frozenset({"staff"}),
    TemporaryRevoke: frozenset({"staff"}),
    LogEntry: frozenset({"who", "person"}),
    PlanEvent: frozenset({"person"}),
}
"""What is never answered: log-ins are between us and the issuer."""

CALLED: dict[type, str] = {AccessConsent: "AccessConsent"}
"""Forms with another name than their record, whose name another record has."""

_IDENTIFIERS = frozenset({"provider", "unit", "to_unit", "caregiver", "responsible"})
"""Fields that hold an identifier of an organisation (HSA id)."""


def read(kind: type[T], text: bytes) -> T:
    """The record of type *kind* that the JSON *text* holds. ValidationError with all that is wrong."""
    wanted: Any = kind
    found: T = _adapter(wanted).validate_json(text, strict=True)
    return found


def write(value: Any) -> Any:
    """*value* as JSON holds it. TypeError for what has no form on the wire."""
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """How a value of exactly this type is written; found once, since an answer holds thousands of values."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, str | bool | int | NoneType):
        return _itself
    if issubclass(kind, Moment):
        return lambda value: value.utc.isoformat().replace("+00:00", "Z")
    if issubclass(kind, date | time):
        return lambda value: value.isoformat()
    if issubclass(kind, tuple | list):
        return lambda value: [write(one) for one in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(write(one) for one in value)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): write(one) for key, one in value.items()}
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no form on the wire")
    names = [field.name for field in shown_fields(kind)]
    first = {"kind": KINDS[kind]} if kind in KINDS else {}
    return lambda value: first | {name: write(getattr(value, name)) for name in names}


def _itself(value: Any) -> Any:
    return value


def shown_fields(kind: Any) -> list[Field[Any]]:
    """The fields of a record that are answered."""
    return [field for field in fields(kind) if field.name not in NOT_SHOWN.get(kind, ())]


@cache
def sent(kind: Any) -> type[BaseModel]:
    """The model of a record of type *kind* as it is sent to us."""
    types = _types(kind)
    made: dict[str, Any] = {}
    for field in fields(kind):
        wired = _wired(types[field.name], field.name, sent_record)
        made[field.name] = (wired, _default(field))
    return _model(f"{CALLED.get(kind, kind.__name__)}Sent", kind, made)


@cache
def answered(kind: Any) -> type[BaseModel]:
    """The model of a record of type *kind* as we answer it: every field always there."""
    types = _types(kind)
    made = {field.name: (_wired(types[field.name], "", answered), ...) for field in shown_fields(kind)}
    return _model(CALLED.get(kind, kind.__name__), kind, made)


@cache
def sent_record(kind: Any) -> Any:
    """As `sent`, and made into the record itself: what the record refuses is told at its place."""
    return Annotated[sent(kind), AfterValidator(_builder(kind))]


def _model(name: str, kind: Any, made: dict[str, Any]) -> type[BaseModel]:
    if kind in KINDS:
        made = {"kind": (Literal[KINDS[kind]], ...), **made}
    config = ConfigDict(extra="forbid", strict=True)
    doc = (kind.__doc__ or "").split("\n\n")[0].strip() or None
    found: type[BaseModel] = create_model(name, __config__=config, __doc__=doc, **made)
    return found


def _builder(kind: Any) -> Callable[[BaseModel], Any]:
    def build(model: BaseModel) -> Any:
        return kind(**{field.name: getattr(model, field.name) for field in fields(kind)})

    return build


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return Bound(default_factory=field.default_factory)
    return ...


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(sent_record(kind))


@cache
def _types(kind: Any) -> dict[str, Any]:
    # The record's own names are kept out: a field called `date` would hide the type of that name.
    return get_type_hints(kind, vars(sys.modules[kind.__module__]), {})


def _wired(kind: Any, name: str, record: Callable[[Any], Any]) -> Any:
    """The type that pydantic is to read or describe for a field of type *kind*."""
    incoming = record is sent_record
    if isinstance(kind, NewType):
        return _IDENTIFIER if incoming else str
    if get_origin(kind) in (Union, UnionType):
        return _union(kind, name, record)
    if get_origin(kind) in (tuple, frozenset, list):
        return _rows(kind, name, record)
    if get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        key, value = (_wired(one, "", record) for one in get_args(kind))
        return Annotated[dict[key, value], Bound(max_length=MOST_ROWS)]  # type: ignore[valid-type]
    if kind in _PLAIN:
        if kind is str and name in _IDENTIFIERS:
            return _IDENTIFIER if incoming else str
        if kind is int and name == "number" and incoming:
            return Annotated[int, Bound(ge=0, le=LARGEST_ROW)]
        return _PLAIN[kind][incoming]
    if is_dataclass(kind):
        return record(kind)
    return kind


def _union(kind: Any, name: str, record: Callable[[Any], Any]) -> Any:
    known = [one for one in get_args(kind) if one is not NoneType]
    wired = [_wired(one, name, record) for one in known]
    both: Any = Union[tuple(wired)]  # noqa: UP007  # made of a list, which the other form cannot be
    if len(wired) > 1 and all(one in KINDS for one in known):
        both = Annotated[both, Bound(discriminator="kind")]
    return both | None if NoneType in get_args(kind) else both


def _rows(kind: Any, name: str, record: Callable[[Any], Any]) -> Any:
    args = [one for one in get_args(kind) if one is not ...]
    if get_origin(kind) is tuple and ... not in get_args(kind):
        return tuple[tuple(_wired(one, name, record) for one in args)]  # type: ignore[misc]
    row = _wired(args[0], name, record)
    if record is not sent_record:
        return list[row]  # type: ignore[valid-type]
    made = AfterValidator(frozenset if get_origin(kind) is frozenset else tuple)
    return Annotated[list[row], Bound(max_length=MOST_ROWS), made]  # type: ignore[valid-type]


def _text(text: str) -> str:
    if any(not sign.isprintable() and sign not in "\n\t\xa0\u2028" for sign in text):
        raise Unreadable("texten innehåller tecken som inte är text", "the text holds signs that are no text")
    if text == MASKED:
        # It was masked when it was read: written back, it would take the place of what is there.
        raise Unreadable("en skyddad uppgift kan inte skrivas", "a masked detail cannot be written")
    return text


def _day(day: date) -> date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Unreadable(f"dagen ligger utanför åren {YEARS[0]}–{YEARS[1]}", f"not in {YEARS[0]}–{YEARS[1]}")
    return day


def _moment(when: datetime) -> Moment:
    if not YEARS[0] <= when.year <= YEARS[1]:
        _day(when.date())
    return Moment.of(when)


_TEXT = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_text)]
_IDENTIFIER = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_text)]
_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$"
_PLAIN: dict[Any, tuple[Any, Any]] = {
    str: (str, _TEXT),
    int: (int, Annotated[int, Bound(ge=0, le=LARGEST_NUMBER)]),
    date: (date, Annotated[date, AfterValidator(_day)]),
    Moment: (AwareDatetime, Annotated[AwareDatetime, AfterValidator(_moment)]),
    time: (
        Annotated[str, StringConstraints(pattern=_CLOCK)],
        Annotated[str, StringConstraints(pattern=_CLOCK), AfterValidator(time.fromisoformat)],
    ),
}
"""Type → as it is answered, as it is sent."""
