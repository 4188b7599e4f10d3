"""What differs between two versions of a plan, and whether two changes touch the same thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from example_plan import example
from plan_words import contact, step
from vardvag.contracts.difference import ROWS, WHOLE, ChangeKind, difference, touch
from vardvag.contracts.plan import PatientContract

PLAN = example(date(2019, 9, 25)).plan
PICTURE, SURGERY = PLAN.steps[1], PLAN.steps[2]
Change = Callable[[PatientContract], PatientContract]


def moved(plan: PatientContract) -> PatientContract:
    return plan.with_step(replace(plan.step(SURGERY.step_id), when=PICTURE.when))


def placed(plan: PatientContract) -> PatientContract:
    return plan.with_step(replace(plan.step(SURGERY.step_id), where="plan 9"))


def added(plan: PatientContract) -> PatientContract:
    return replace(plan, steps=(*plan.steps, step("nytt")))


def removed(plan: PatientContract) -> PatientContract:
    return replace(plan, steps=plan.steps[:-1])


def worded(plan: PatientContract) -> PatientContract:
    return replace(plan, what_matters="Att dansa.")


def named(plan: PatientContract) -> PatientContract:
    return replace(plan, fixed_contacts=(contact("M"),))


def noted(plan: PatientContract) -> PatientContract:
    return replace(plan, fixed_contacts=(replace(contact("M"), patient_note="Ring."),))


@pytest.mark.parametrize(
    ("before", "change", "steps", "parts"),
    [
        (PLAN, lambda plan: plan, [], []),
        (PLAN, moved, [(ChangeKind.CHANGED, ("when",))], []),
        (PLAN, added, [(ChangeKind.ADDED, ())], []),
        (PLAN, removed, [(ChangeKind.REMOVED, ())], []),
        (PLAN, worded, [], [("what_matters", ChangeKind.CHANGED, ())]),
        (PLAN, named, [], [("fixed_contacts", ChangeKind.ADDED, ())]),
        (named(PLAN), noted, [], [("fixed_contacts", ChangeKind.CHANGED, ("patient_note",))]),
        (PLAN, lambda plan: moved(worded(plan)), [(ChangeKind.CHANGED, ("when",))],
         [("what_matters", ChangeKind.CHANGED, ())]),
        (PLAN, lambda plan: replace(plan, steps=plan.steps[::-1]), [], []),
        (PLAN, lambda plan: replace(plan, version=9), [], []),
    ],
)  # fmt: skip
def test_everything_that_differs_is_told_once(
    before: PatientContract, change: Change, steps: list[object], parts: list[object]
) -> None:
    found = difference(before, change(before))
    assert [(one.kind, one.changed) for one in found.steps] == steps
    assert [(one.part, one.kind, one.changed) for one in found.parts] == parts
    assert found.empty is (not steps and not parts)


def test_a_step_is_told_as_it_was_and_as_it_is() -> None:
    [changed] = difference(PLAN, moved(PLAN)).steps
    assert (changed.before, changed.after) == (SURGERY, replace(SURGERY, when=PICTURE.when))
    [gone] = difference(PLAN, removed(PLAN)).steps
    assert (gone.before, gone.after) == (PLAN.steps[-1], None)


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (moved, moved, True),
        (moved, placed, False),
        (moved, lambda plan: moved(placed(plan)), True),
        (worded, worded, True),
        (worded, moved, False),
        (added, added, True),
        (added, lambda plan: replace(plan, steps=(*plan.steps, step("annat"))), False),
        (named, noted, True),
        (removed, lambda plan: plan.with_step(replace(plan.steps[-1], where="hemma")), True),
        (removed, removed, True),
    ],
)
def test_two_changes_touch_when_they_are_of_the_same_thing(mine: Change, theirs: Change, same: bool) -> None:
    one, other = difference(PLAN, mine(PLAN)), difference(PLAN, theirs(PLAN))
    assert touch(one, other) is touch(other, one) is same


def test_no_part_of_a_plan_is_forgotten() -> None:
    known = {*ROWS, *WHOLE, "steps"}
    never_changes = {"plan_id", "person", "caregiver", "version"}
    assert known | never_changes == set(PatientContract.__dataclass_fields__)
