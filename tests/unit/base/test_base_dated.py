"""Dated values and their sources: which value holds on a day, and which histories are refused."""

from datetime import date

import pytest

from vardvag.base.dated import Confidence, Dated, DatedValue, Source
from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.texts import Text

D = date.fromisoformat
LAW = Source("Patientlag (2014:821)", url="https://lagen.nu/2014:821")


def value(number: int, since: str, until: str | None = None) -> DatedValue[int]:
    return DatedValue(number, D(since), LAW, D(until) if until else None)


LIMIT = Dated("limit", [value(3, "2019-01-01"), value(7, "2005-11-01", "2018-12-31")])


@pytest.mark.parametrize(
    ("day", "number"), [("2005-11-01", 7), ("2018-12-31", 7), ("2019-01-01", 3), ("2050-01-01", 3)]
)
def test_the_value_of_a_day_includes_its_first_and_its_last(day: str, number: int) -> None:
    held = LIMIT.on(D(day))
    assert (held.value, held.source) == (number, LAW)


def test_before_the_first_day_there_was_none() -> None:
    with pytest.raises(LookupError, match="limit had no value on 2005-10-31"):
        LIMIT.on(D("2005-10-31"))
    with pytest.raises(LookupError):
        Dated("ended", [value(1, "2019-01-01", "2019-12-31")]).on(D("2020-01-01"))


def test_the_history_is_in_order_of_time_however_it_was_given() -> None:
    assert [entry.value for entry in LIMIT] == [7, 3]
    assert D("2010-01-01") in LIMIT.history[0]
    assert D("2010-01-01") not in LIMIT.history[1]


REFUSED = [
    ([], [("There is no value", "Give at least one")]),
    ([value(1, "2019-01-01", "2018-12-31")],
     [("A value ends 2018-12-31, before it begins 2019-01-01", "Correct one of the days")]),
    ([value(1, "2019-01-01", "2019-06-30"), value(2, "2019-06-30")],
     [("Two values hold on 2019-06-30", "End the earlier one the day before")]),
    ([value(1, "2019-01-01"), value(2, "2019-06-30")],
     [("Two values hold on 2019-06-30", "End the earlier one the day before")]),
    ([value(1, "2019-01-01", "2019-06-29"), value(2, "2019-07-01")],
     [("No value holds on 2019-06-30", "Let the values follow one another")]),
    ([value(1, "2019-01-01"), value(2, "2019-06-30", "2019-07-31"), value(3, "2019-09-01", "2019-08-01")],
     [("A value ends 2019-08-01, before it begins 2019-09-01", "Correct one of the days"),
      ("Two values hold on 2019-06-30", "End the earlier one the day before"),
      ("No value holds on 2019-08-01", "Let the values follow one another")]),
]  # fmt: skip


@pytest.mark.parametrize(("history", "faults"), REFUSED)
def test_gaps_and_overlaps_are_refused_all_at_once(
    history: list[DatedValue[int]], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(BadInput, match="limit: the dates do not fit together") as caught:
        Dated("limit", history)
    assert [(found.message.en, found.remedy.en) for found in caught.value.findings] == faults
    assert {found.column for found in caught.value.findings} == {"limit"}


def test_a_source_says_where_it_can_be_read() -> None:
    assert Source("Överenskommelse", section="s. 7").confidence is Confidence.OFFICIAL
    assert not LAW.is_assumption
    with pytest.raises(Unreadable, match="has neither an address"):
        Source("Överenskommelse")
    with pytest.raises(Unreadable, match="the source has no title"):
        Source(" ", url="https://lagen.nu/")


@pytest.mark.parametrize("url", ["../data/x.csv", "/etc/passwd", "file:///x", "lagen.nu", "javascript:x", ""])
def test_an_address_is_one_that_the_public_can_open(url: str) -> None:
    with pytest.raises(Unreadable, match="is not public"):
        Source("Källa", url=url)


def test_an_assumption_states_its_reasoning() -> None:
    with pytest.raises(Unreadable, match="states its reasoning"):
        Source("Delning", confidence=Confidence.ASSUMPTION)
    assumed = Source("Delning", confidence=Confidence.ASSUMPTION, note=Text("Lika delar", "Equal parts"))
    assert assumed.is_assumption
