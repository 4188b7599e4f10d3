"""Generated contacts for the laws of statistics: few people over four months, close to every edge."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from vardvag.base.days import Month, months
from vardvag.base.moments import Moment
from vardvag.events.model import NO_DETAILS, Contact, Details, Deviation, Phase, Reported
from vardvag.statistics.measure import Measure, measures

FIRST, LAST = Month(2019, 7), Month(2019, 10)
LONG_BEFORE = date(2019, 3, 28)
Load = list[Contact]

days = st.integers(0, 220).map(lambda after: LONG_BEFORE + timedelta(days=after))
# Days on which month ends and limits meet are drawn more often than chance would.
edges = st.sampled_from([month.last_day for month in months(Month(2019, 3), LAST)]).flatmap(
    lambda end: st.sampled_from([0, 59, 60, 61, 89, 90, 91]).map(lambda before: end - timedelta(days=before))
)


MEASURES: tuple[Measure, ...] = tuple(
    one.of(("301",)) if one.waits_for_specialities else one for one in measures().values()
)
"""Every built-in measure that is counted; of one field of activity where somebody must say which."""

_PHASES = (Phase.FIRST_CONTACT, Phase.OPERATION) * 2 + (
    Phase.EXAMINATION,
    Phase.RETURN_VISIT,
    Phase.EMERGENCY,
)
# Seconds on both sides of an hour and of four hours; below 0 is an error that no length is made of.
_LASTED = st.sampled_from([-1, 0, 1, 3540, 3541, 3600, 3601, 14_400, 14_401, 90_000])


@st.composite
def _details(draw: st.DrawFn, phase: Phase, ended: date | None) -> Details:
    """A target day close to when a return visit was held, or the times of an emergency."""
    if ended is None or draw(st.integers(0, 4)) == 0:
        return NO_DETAILS
    if phase is Phase.RETURN_VISIT:
        return Details(medical_target=ended + timedelta(days=draw(st.sampled_from([-40, -1, 0, 1, 40]))))
    if phase is not Phase.EMERGENCY:
        return NO_DETAILS
    began = datetime(ended.year, ended.month, ended.day, 9, 30, 15, tzinfo=UTC)
    lasted = [draw(st.one_of(st.none(), _LASTED)) for _ in range(2)]
    assessed, over = (None if one is None else Moment(began + timedelta(seconds=one)) for one in lasted)
    return Details(emergency_began_at=Moment(began), emergency_assessed_at=assessed, emergency_ended_at=over)


@st.composite
def contact(draw: st.DrawFn) -> Contact:
    reported = draw(st.sampled_from(Reported))
    ended = draw(st.one_of(days, edges)) if reported is Reported.DONE else None
    phase = draw(st.sampled_from(_PHASES))
    return Contact(
        contact_id=draw(st.sampled_from("abcdef")),
        region=draw(st.sampled_from(["01", "08"])),
        unit="SE-unit",
        month=draw(st.sampled_from(list(months(FIRST, LAST)))),
        reported=reported,
        phase=phase,
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
        details=draw(_details(phase, ended)),
    )


def _once(rows: Load) -> Load:
    """A contact stands once in a month's file: the store refuses the rest."""
    return list({(row.region, row.contact_id, row.month, row.reported): row for row in rows}.values())


loads = st.lists(st.lists(contact(), min_size=1, max_size=8).map(_once), min_size=1, max_size=3)
