"""Messages of the service contracts at random, made from their shapes: anything the schema can hold."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from hypothesis import strategies as st

from vardvag.contracts.rivta.shape import Part, parts_of
from vardvag.contracts.rivta.simple import Simple

_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\t\n\r<&>\"'").filter(
        lambda sign: sign not in "\ufffe\uffff"
    ),
    max_size=12,
)
_SECONDS = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
_OF: dict[type, st.SearchStrategy[Any]] = {
    str: _TEXT,
    bool: st.booleans(),
    bytes: st.binary(max_size=40),
    datetime: _SECONDS,
    date: st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    time: st.times().map(lambda clock: clock.replace(microsecond=0)),
}
_PERSON = st.from_regex("[0-9]{8}[0-9TF][0-9]{3}", fullmatch=True)


def messages(shape: type) -> st.SearchStrategy[Any]:
    """Messages of one shape, with few of what may be repeated."""
    return st.builds(shape, **{part.field: _values(part) for part in parts_of(shape)})


def _values(part: Part) -> st.SearchStrategy[Any]:
    single = _simple(part.kind) if isinstance(part.kind, Simple) else messages(part.kind)
    if part.most != 1:
        return st.lists(single, max_size=min(2, part.most or 2)).map(tuple)
    return single if part.least else st.none() | single


def _simple(kind: Simple) -> st.SearchStrategy[Any]:
    if kind.codes:
        return st.sampled_from(kind.codes)
    return _PERSON if kind.name == "SubjectOfCareIdType" else _OF[kind.python]
