"""A set in little memory is a set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vardvag.events.checks.fingerprints import Fingerprints

THINGS = st.tuples(st.text("ab1", max_size=3), st.text("2-", max_size=2), st.booleans())


@given(st.lists(THINGS))
def test_it_holds_what_a_set_holds(things: list[tuple[str, str, bool]]) -> None:
    known: set[object] = set()
    told = Fingerprints()
    for thing in things:
        assert (thing in told) is (thing in known)
        assert told.add(thing) is (thing not in known)
        known.add(thing)
    assert len(told) == len(known)


def test_it_grows_and_takes_few_bytes() -> None:
    told = Fingerprints()
    assert all(told.add((number, "2019-09")) for number in range(5_000))
    assert not any(told.add((number, "2019-09")) for number in range(5_000))
    assert (5_001, "2019-09") not in told
    assert len(told._slots) * told._slots.itemsize < 30 * 5_000
