"""Who waits and how urgent it is, what the law then obliges, and what is known of what has been done."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta

import pytest

from vardvag.base.moments import Moment
from vardvag.clocks.model import Certainty, GuaranteeClock, LimitKind
from vardvag.clocks.reference import clock_of
from vardvag.events.model import CareEvent, EventKind, Phase
from vardvag.usecases.clock_state import State, runs_on, state_of
from vardvag.usecases.clock_words import MISSING, missing_of
from vardvag.usecases.list_clocks import ListedClock, titles_of_limits
from vardvag.usecases.worklist import worklist
from vardvag.usecases.worklist_rows import columns, notes, rows

DAY = date(2024, 6, 10)
K = EventKind


def clock(name: str, last_day: date | None, **changed: object) -> GuaranteeClock:
    made = GuaranteeClock(
        pathway=name,
        limit="behandlingsgaranti",
        days=90,
        law="HSF (2017:80)",
        paragraph="6 kap. 1 § 4",
        certainty=Certainty.DETERMINED if last_day else Certainty.UNDETERMINED,
        started_on=date(2024, 1, 1),
        stopped_on=None,
        overdue_from=last_day + timedelta(days=1) if last_day else None,
    )
    return dataclasses.replace(made, **changed)  # type: ignore[arg-type]


def event(kind: EventKind, on: date, **changed: object) -> CareEvent:
    at = Moment.of(datetime(on.year, on.month, on.day, 8))
    made = CareEvent(f"{kind}-{on}", "p", kind, Phase.OPERATION, on, "SE-U1", "test", at, at)
    return dataclasses.replace(made, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last_day", "soon_days", "state"),
    [
        (date(2024, 6, 9), 14, State.OVER),
        (DAY, 14, State.SOON),
        (DAY, 0, State.SOON),
        (date(2024, 6, 11), 0, State.WITHIN),
        (date(2024, 6, 24), 14, State.SOON),
        (date(2024, 6, 25), 14, State.WITHIN),
        (None, 14, State.UNKNOWN),
    ],
)
def test_how_a_clock_stands_to_its_limit(last_day: date | None, soon_days: int, state: State) -> None:
    assert state_of(clock("a", last_day), DAY, soon_days) is state


def test_a_bounded_clock_may_be_over_and_one_not_covered_is_on_no_list() -> None:
    bounded = clock("a", date(2024, 5, 1), certainty=Certainty.BOUNDED, reason="pause_without_dates")
    assert state_of(bounded, DAY) is State.MAY_BE_OVER
    assert state_of(clock("a", None, reason="return_visit"), DAY) is State.NONE
    found = worklist([ListedClock(clock("a", None, reason="return_visit"))], DAY)
    assert (found.waiting, found.not_covered) == ((), 1)


@pytest.mark.parametrize(
    ("started_on", "stopped_on", "runs"),
    [
        (date(2024, 6, 10), None, True),
        (date(2024, 6, 11), None, False),
        (None, None, True),
        (date(2024, 1, 1), date(2024, 6, 10), False),
        (date(2024, 1, 1), date(2024, 6, 11), True),
    ],
)
def test_who_waits_on_a_day(started_on: date | None, stopped_on: date | None, runs: bool) -> None:
    assert runs_on(clock("a", DAY, started_on=started_on, stopped_on=stopped_on), DAY) is runs


def test_the_longest_over_stands_first_then_the_soonest_and_the_unknown_last() -> None:
    bounded = clock("maybe", date(2024, 1, 5), certainty=Certainty.BOUNDED, reason="pause_without_dates")
    clocks = [
        clock("unknown", None, reason="start_unknown"),
        clock("within", date(2024, 8, 1)),
        clock("over-1", date(2024, 6, 1)),
        clock("soon-5", date(2024, 6, 15)),
        bounded,
        clock("over-30", date(2024, 5, 11)),
        clock("soon-0", DAY),
        clock("held", date(2024, 5, 1), stopped_on=date(2024, 5, 20)),
    ]
    found = worklist(map(ListedClock, clocks), DAY)
    order = ["over-30", "over-1", "maybe", "soon-0", "soon-5", "within", "unknown"]
    assert [one.clock.pathway for one in found.waiting] == order
    assert [one.days_left for one in found.waiting] == [-30, -9, -157, 0, 5, 52, None]
    assert list(found.numbers.values()) == [2, 1, 2, 1, 1]
    assert found.ended == 1
    assert [one.clock.pathway for one in found.chosen(State.SOON)] == ["soon-0", "soon-5"]
    assert len(found.chosen()) == 7


def test_a_booked_day_to_come_is_told_and_the_wait_goes_on_until_then() -> None:
    [one] = worklist([ListedClock(clock("a", DAY, stopped_on=date(2024, 7, 1)))], DAY).waiting
    assert one.booked_for == date(2024, 7, 1)
    [by_event] = worklist([ListedClock(clock("a", DAY), booked_for=date(2024, 7, 2))], DAY).waiting
    assert by_event.booked_for == date(2024, 7, 2)
    [gone] = worklist([ListedClock(clock("a", DAY), booked_for=date(2024, 6, 1))], DAY).waiting
    assert gone.booked_for is None


def test_a_passed_limit_in_specialised_care_obliges_and_contacts_do_not_tell_what_was_done() -> None:
    found = worklist([ListedClock(clock("a", date(2024, 6, 1))), ListedClock(clock("b", DAY))], DAY)
    over, soon = rows(found.waiting, titles_of_limits())
    assert str(getattr(over["obliged_by"], "sv", None)) == "HSL (2017:30) 9 kap. 2 §"
    assert getattr(over["to_do"], "sv", "").split("; ") == [
        "Se till att patienten får vård hos en annan vårdgivare utan extra kostnad",
        "Informera patienten om vårdgarantin (enligt SKR)",
        "Söka efter en annan vårdgivare (enligt SKR)",
    ]
    assert over["done"] is None
    assert (soon["obliged_by"], soon["to_do"], soon["done"]) == (None, None, None)
    told = [note.sv for note in notes(found)]
    assert "passerad 1, kan vara passerad 0, passeras snart 1, inom 0, kan inte sägas 0" in told[0]
    assert any("hittar inte på någon gräns" in note for note in told)
    assert told[-1].startswith("Vad som redan har gjorts")


def test_nothing_is_said_of_a_deadline_when_no_limit_has_been_passed() -> None:
    told = [note.sv for note in notes(worklist([ListedClock(clock("b", DAY))], DAY))]
    assert told[-1].startswith("Listan vet det som filen vet")
    assert len(notes(worklist([], DAY))) == len(told) - 1 == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"limit": "tillganglighetsgaranti"}, "HSL 9 kap. 2 § gäller inte primärvårdens gränser"),
        ({"limit": "bedomningsgaranti"}, "HSL 9 kap. 2 § gäller inte primärvårdens gränser"),
        ({"limit": "svf", "kind": LimitKind.POLICY}, "mål, inte lag"),
    ],
)
def test_a_limit_that_the_duty_is_not_for_obliges_nothing(changed: dict[str, object], told: str) -> None:
    found = worklist([ListedClock(clock("a", date(2024, 6, 1), **changed))], DAY)
    [row] = rows(found.waiting, titles_of_limits())
    assert getattr(row["obliged_by"], "sv", None) == told
    assert (row["to_do"], row["done"]) == (None, None)


DECIDED = event(K.DECISION, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("more", "to_do", "done"),
    [
        (
            [event(K.INFORMED, date(2024, 4, 2))],
            [
                "Se till att patienten får vård hos en annan vårdgivare utan extra kostnad",
                "Söka efter en annan vårdgivare (enligt SKR)",
            ],
            "Informera patienten om vårdgarantin 2024-04-02",
        ),
        (
            [event(K.OFFERED_ELSEWHERE, date(2024, 4, 20)), event(K.WAIVED, date(2024, 4, 22))],
            [],
            "Söka efter en annan vårdgivare 2024-04-20; avstod från vård hos en annan vårdgivare 2024-04-22",
        ),
        # Events are there and none is of the duty: nothing has been done, which is not the same as not known.
        (
            [event(K.BOOKED, date(2024, 4, 2))],
            [
                "Se till att patienten får vård hos en annan vårdgivare utan extra kostnad",
                "Informera patienten om vårdgarantin (enligt SKR)",
                "Söka efter en annan vårdgivare (enligt SKR)",
            ],
            "inget",
        ),
        # The patient's own choice of another region rests the duty: the limit had been passed before.
        ([event(K.ELSEWHERE_BEGUN, date(2024, 5, 1))], [], "valde vård i en annan region 2024-05-01"),
    ],
)
def test_events_tell_what_has_been_done_and_what_remains(
    more: list[CareEvent], to_do: list[str], done: str
) -> None:
    happened = (DECIDED, *more)
    listed = [ListedClock(one, events=happened) for one in clock_of(happened, DAY)]
    [row] = rows(worklist(listed, DAY).waiting, titles_of_limits())
    told = getattr(row["to_do"], "sv", "")
    assert (told.split("; ") if told else []) == to_do
    assert getattr(row["done"], "sv", None) == done


def test_care_sought_by_choice_in_another_region_is_not_on_the_list() -> None:
    happened = (DECIDED, event(K.SOUGHT_ELSEWHERE, date(2024, 1, 1)))
    listed = [ListedClock(one, events=happened) for one in clock_of(happened, DAY)]
    assert listed
    found = worklist(listed, DAY)
    assert (found.waiting, found.not_covered) == ((), len(listed))


def test_every_row_has_every_column_in_both_languages() -> None:
    found = worklist([ListedClock(clock("a", date(2024, 6, 1)))], DAY)
    [row] = rows(found.waiting, titles_of_limits())
    for language in ("sv", "en"):
        assert [column.key for column in columns(language)] == list(row)


def test_what_is_missing_is_said_in_words() -> None:
    lacking = clock("a", None, missing=("pause_dates", "decision"))
    told = missing_of(lacking)
    assert told is not None
    assert told.sv == "vilka dagar avvikelsen gäller, vårdgivaren beslutar om vården"
    assert missing_of(clock("a", DAY)) is None


def test_every_fact_that_a_clock_may_lack_has_words() -> None:
    import re
    from pathlib import Path

    import vardvag.clocks

    folder = Path(vardvag.clocks.__file__).parent
    source = "".join((folder / name).read_text(encoding="utf-8") for name in ("primary.py", "reference.py"))
    named = set(re.findall(r"reasons\.\w+, \(?\"(\w+)\"", source)) | set(
        re.findall(r'missing=\("(\w+)"', source)
    )
    assert "listed_unit" in named
    assert named == set(MISSING)
