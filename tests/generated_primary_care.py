"""Generated contacts with primary care: few ids, close to the days on which the law changed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from vardvag.base.days import Month
from vardvag.events.model import Deviation, PrimaryCareContact

CHANGES = (date(2010, 7, 1), date(2019, 1, 1), date(2022, 7, 1))
"""From when another wording of the guarantee applies in primary care."""
HERE, ELSEWHERE = "SE2321000073-V1", "SE2321000073-V2"
IDS = "abcd"


@st.composite
def primary_contacts(draw: st.DrawFn, changes: tuple[date, ...] = CHANGES) -> PrimaryCareContact:
    """One contact that the format would accept: nothing before it was sought, nothing after its month."""
    sought = draw(st.sampled_from(changes)) + timedelta(days=draw(st.integers(-12, 12)))
    made = draw(st.none() | st.integers(0, 9).map(lambda days: sought + timedelta(days=days)))
    assessed = draw(st.none() | st.integers(0, 9).map(lambda days: sought + timedelta(days=days)))
    last = max(day for day in (sought, made, assessed) if day is not None)
    return PrimaryCareContact(
        contact_id=draw(st.sampled_from(IDS)),
        region="08",
        unit=HERE,
        month=Month.of(last) + draw(st.integers(0, 1)),
        sought_on=sought,
        contacted_on=made,
        assessment_needed=draw(st.sampled_from([True, True, True, False, None])),
        assessed_on=assessed,
        deviation=draw(st.sampled_from([Deviation.NONE, Deviation.NONE, Deviation.PATIENT_CHOSEN])),
        birth_year=1950,
        sex=2,
        municipality=draw(st.sampled_from(["0880", "0880", "0880", "0180", "0000"])),
        contact_form=draw(st.sampled_from(["8", None])),
        profession=draw(st.sampled_from(["XS915", "XS915", "XS919", None])),
        listed_unit=draw(st.sampled_from([HERE, HERE, HERE, ELSEWHERE, None])),
        replaces=draw(st.sampled_from([None, None, None, *IDS])),
    )


def once_a_month(rows: list[PrimaryCareContact]) -> list[PrimaryCareContact]:
    """A contact stands once in a month: the format refuses the rest."""
    return list({(row.contact_id, row.month): row for row in rows}.values())


def histories(changes: tuple[date, ...] = CHANGES) -> st.SearchStrategy[list[list[PrimaryCareContact]]]:
    """What comes in, load by load, with contacts that are sent again and contacts that replace others."""
    load = st.lists(primary_contacts(changes), min_size=1, max_size=6).map(once_a_month)
    return st.lists(load, min_size=1, max_size=3)
