"""Generated contacts that are linked by referral ids, for the laws of the whole way: close to every edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from generated_contacts import LONG_BEFORE, Load, days, edges, loads
from vardvag.events.model import Contact, Details, Phase, Reported

PHASES = st.sampled_from([Phase.FIRST_CONTACT, Phase.OPERATION, Phase.OPERATION, Phase.EXAMINATION])
DAYS = st.sampled_from([date(2019, 7, 1), date(2019, 7, 2), date(2019, 8, 1)])
"""Few, so that days are the same, too."""


@st.composite
def linked_loads(draw: st.DrawFn) -> list[Load]:
    """Loads of which most contacts have a referral id that others have."""
    return [[_linked(draw, row) for row in load] for load in draw(loads)]


def _linked(draw: st.DrawFn, row: Contact) -> Contact:
    some_day = st.one_of(DAYS, days, edges)
    held = row.reported is Reported.DONE or draw(st.integers(0, 9)) == 0
    return replace(
        row,
        phase=draw(
            st.sampled_from([Phase.FIRST_CONTACT, Phase.OPERATION, Phase.OPERATION, Phase.EXAMINATION])
        ),
        decided_on=draw(some_day),
        started_on=draw(some_day) if held else None,
        birth_year=draw(st.sampled_from([1980] * 9 + [1981])),
        sex=draw(st.sampled_from([1] * 9 + [2])),
        details=Details(
            referral_id=draw(st.sampled_from([*"rrrrss", "", None])),
            referred_on=draw(st.one_of(st.none(), st.just(LONG_BEFORE), some_day)),
        ),
    )
