"""Generated contacts for the laws of statistics: few people over four months, close to every edge."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from vardvag.base.days import Month, months
from vardvag.events.model import Contact, Deviation, Phase, Reported

FIRST, LAST = Month(2019, 7), Month(2019, 10)
LONG_BEFORE = date(2019, 3, 28)
Load = list[Contact]

days = st.integers(0, 220).map(lambda after: LONG_BEFORE + timedelta(days=after))
# Days on which month ends and limits meet are drawn more often than chance would.
edges = st.sampled_from([month.last_day for month in months(Month(2019, 3), LAST)]).flatmap(
    lambda end: st.sampled_from([0, 59, 60, 61, 89, 90, 91]).map(lambda before: end - timedelta(days=before))
)


@st.composite
def contact(draw: st.DrawFn) -> Contact:
    reported = draw(st.sampled_from(Reported))
    ended = draw(st.one_of(days, edges)) if reported is Reported.DONE else None
    return Contact(
        contact_id=draw(st.sampled_from("abcdef")),
        region=draw(st.sampled_from(["01", "08"])),
        unit="SE-unit",
        month=draw(st.sampled_from(list(months(FIRST, LAST)))),
        reported=reported,
        phase=draw(st.sampled_from([Phase.FIRST_CONTACT, Phase.OPERATION])),
        speciality=draw(st.sampled_from(["101", "301"])),
        guaranteed=draw(st.sampled_from([True, True, True, False])),
        deviation=draw(st.sampled_from(Deviation)),
        decided_on=draw(st.one_of(days, edges)),
        started_on=ended,
        birth_year=1980,
        sex=1,
        municipality="0880",
        contact_form="1",
        profession="XS915",
        booking=3,
        replaces=draw(st.sampled_from([None, None, None, *"abcdef"])),
    )


def _once(rows: Load) -> Load:
    """A contact stands once in a month's file: the store refuses the rest."""
    return list({(row.region, row.contact_id, row.month, row.reported): row for row in rows}.values())


loads = st.lists(st.lists(contact(), min_size=1, max_size=8).map(_once), min_size=1, max_size=3)
