"""What there is to tell of a change, who can choose what, and how long is waited before trying again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from example_plan import example
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.notices.notice import ATTEMPTS, notice_id, topics_between, tried_again_at
from vardvag.contracts.notices.subscription import NoticeWay, Topic, against, topics_for, way_of
from vardvag.contracts.times import Booked, Window

NOW = Moment.parse("2019-09-25T09:00")
MADE = example(date(2019, 9, 25))
PLAN = MADE.plan
ALL = (NoticeWay.PAGE, NoticeWay.EMAIL)


def with_step(**changed: Any) -> Any:
    return PLAN.with_step(replace(PLAN.step(MADE.operation), **changed))


def without_step(index: int) -> Any:
    return replace(PLAN, steps=tuple(one for n, one in enumerate(PLAN.steps) if n != index))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (PLAN, set()),
        (replace(PLAN, version=7), set()),
        (replace(PLAN, what_matters="Att gå."), {"new_version"}),
        (with_step(what="Operation"), {"new_version"}),
        (with_step(when=Booked(NOW)), {"new_version", "changed_time"}),
        (with_step(when=Window(date(2019, 12, 1))), {"new_version", "changed_time"}),
        (with_step(ask=PLAN.steps[1].ask), {"new_version", "changed_contact"}),
        (with_step(owner=PLAN.steps[1].owner), {"new_version", "changed_contact"}),
        (replace(PLAN, care_team=frozenset({"ny"})), {"new_version", "changed_contact"}),
        (
            replace(PLAN, coordinator=replace(PLAN.coordinator, staff="ny")),
            {"new_version", "changed_contact"},
        ),
        (without_step(3), {"new_version"}),
    ],
)
def test_what_there_is_to_tell_of_a_change(after: Any, told: set[str]) -> None:
    assert {one.value for one in topics_between(PLAN, after)} == told


def test_a_booked_time_that_comes_or_goes_with_its_step_is_a_changed_time() -> None:
    training = without_step(4)
    gone = replace(training, steps=tuple(one for one in training.steps if one.step_id != MADE.operation))
    assert Topic.CHANGED_TIME in topics_between(training, gone)
    assert Topic.CHANGED_TIME in topics_between(gone, training)


def test_only_the_patient_is_told_that_something_waits_for_her_answer() -> None:
    assert [role for role in Role if Topic.TO_CONFIRM in topics_for(role)] == [Role.PATIENT]


@pytest.mark.parametrize(
    ("role", "topic", "way", "address", "protection", "ways", "rule"),
    [
        ("patient", Topic.TO_CONFIRM, NoticeWay.PAGE, "", Protection.NONE, ALL, []),
        ("patient", Topic.CHANGED_TIME, NoticeWay.EMAIL, "alva@exempel.se", Protection.NONE, ALL, []),
        ("guardian", Topic.TO_CONFIRM, NoticeWay.PAGE, "", Protection.NONE, ALL, ["notice-topic"]),
        ("patient", Topic.CHANGED_TIME, NoticeWay.EMAIL, "a@b.se", Protection.NONE, ALL[:1], ["notice-way"]),
        *(
            ("coordinator", Topic.CHANGED_TIME, NoticeWay.EMAIL, "a@b.se", one, ALL, ["notice-protected"])
            for one in Protection
            if one is not Protection.NONE
        ),
        *(
            ("patient", Topic.CHANGED_TIME, NoticeWay.EMAIL, wrong, Protection.NONE, ALL, ["notice-address"])
            for wrong in ("", "alva", "a@b", "a@b.se, c@d.se", "a@b.se\nBcc: c@d.se", f"{'a' * 200}@b.se")
        ),
    ],
)
def test_what_stands_against_a_choice(
    role: str, topic: Topic, way: NoticeWay, address: str, protection: Protection, ways: Any, rule: list[str]
) -> None:
    assert [one.rule for one in against(role, [topic], way, address, protection, ways)] == rule


def test_nothing_about_somebody_protected_leaves_the_service() -> None:
    ways = {level: way_of(NoticeWay.EMAIL, level) for level in Protection}
    assert ways.pop(Protection.NONE) is NoticeWay.EMAIL
    assert set(ways.values()) == {NoticeWay.PAGE}


def test_a_notice_is_known_by_what_it_tells_and_whom() -> None:
    known = notice_id(PLAN.plan_id, "version 2", "patient", "patient")
    assert known == notice_id(PLAN.plan_id, "version 2", "patient", "patient")
    others = {
        notice_id(PLAN.plan_id, "version 3", "patient", "patient"),
        notice_id(PLAN.plan_id, "version 2", "gunnar", "patient"),
        notice_id(PLAN.plan_id, "version 2", "patient", "guardian"),
    }
    assert len(others | {known}) == 4


def test_it_is_tried_again_later_and_later_and_then_no_more() -> None:
    waits = []
    for attempts in range(1, ATTEMPTS):
        again = tried_again_at(attempts, NOW)
        assert again is not None
        waits.append(again.utc - NOW.utc)
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits == sorted(waits)
    assert max(waits) <= timedelta(hours=6)
    assert tried_again_at(ATTEMPTS, NOW) is None
