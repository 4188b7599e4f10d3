"""The decision tables of the law on access are complete, and are what the code answers."""

from __future__ import annotations

import itertools

import pytest
from access_examples import ANY, NOW, OTHER, Section, Who, difference, first_difference, law
from access_tables import SECTIONS as OWN
from access_tables import asked, facts
from access_tables_joint import SECTIONS as JOINT

from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decide import decide
from vardvag.contracts.access.decision import AccessFacts, Action, Asked
from vardvag.contracts.identifiers import PersonId

SECTIONS = (*OWN, *JOINT)
ROLES = [*(role.value for role in Role), "chief_of_everything", ""]
each = pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.title.en)


@each
def test_each_question_is_answered_by_one_row(section: Section) -> None:
    assert [said for said, rows in section.outcomes if len(rows) != 1] == []


@each
def test_no_row_is_without_use(section: Section) -> None:
    used = [row for _, rows in section.outcomes for row in rows]
    assert [row for row in section.rows if row not in used] == []


@each
def test_every_value_of_a_row_is_one_that_can_be_asked(section: Section) -> None:
    for row in section.rows:
        for name in section.conditions:
            known = {ANY, OTHER, *section.values.get(name, ("ja", "nej"))}
            assert set(row[name].split("/")) <= known, (name, row[name])


@each
def test_the_law_answers_as_the_table(section: Section) -> None:
    now = law()
    told = [difference(section, now, said, row) for said, (row,) in section.outcomes]
    assert [wrong for wrong in told if wrong is not None][:3] == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", Action)
def test_nothing_is_allowed_with_a_plan_that_does_not_exist(role: str, action: Action) -> None:
    who = Who(role, person="p", unit="a1")
    assert not decide(who, None, action, asked(law(), "A")).allowed


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_allowed_to_somebody_without_reference(role: str) -> None:
    for action, provider in itertools.product(Action, ("A", "B", "M", None)):
        assert not decide(Who(role), facts(law()), action, asked(law(), provider)).allowed


@pytest.mark.parametrize("role", ROLES)
def test_of_a_plan_of_which_nothing_is_known_only_those_named_in_it_may_anything(role: str) -> None:
    """What an older caller passes in goes on being enough for its own staff and patients, and for no more."""
    bare = AccessFacts(PersonId("p"), frozenset({"a1"}), frozenset({"s"}), own_access_open=True)
    who = Who(role, person="p", unit="a1")
    allowed = {action.value for action in FEW if decide(who, bare, action).allowed}
    assert allowed == {
        "patient": {"read_plan", "read_log"},
        "coordinator": {"read_plan", "move_step"},
        "care_staff": {"read_plan"},
        "municipal_health": {"read_plan"},
        "log_reviewer": {"review_log"},
    }.get(role, set())
    elsewhere = Who(role, subject="x", person="q", unit="b1")
    assert not any(decide(elsewhere, bare, action, Asked(at=NOW)).allowed for action in Action)


FEW = (
    *(Action.READ_PLAN, Action.MOVE_STEP, Action.READ_LOG, Action.REVIEW_LOG, Action.LIFT_INNER_BLOCK),
    *(Action.LEARN_WHO_BLOCKED, Action.ASK_TO_LIFT, Action.LEARN_WHO_SHARES, Action.READ_IN_EMERGENCY),
)
"""What is told of here; the rest are the coordinator's work and the patient's own word (`plan_actions`)."""


def test_every_reason_is_said_in_both_languages() -> None:
    now = law()
    for section in SECTIONS:
        for said in section.questions():
            reason = getattr(section.ask(now, said), "reason", None)
            assert reason is None or (reason.sv and reason.en and reason.sv != reason.en), said


def test_a_table_that_says_otherwise_is_noticed() -> None:
    section = next(one for one in JOINT if one.title.en == "A caregiver's reading")
    bent = Section(
        section.title,
        section.intro,
        section.table.replace("| ja | between.consent", "| nej | between.consent"),
        section.ask,
        section.values,
    )
    assert first_difference((section,), law()) is None
    assert first_difference((bent,), law()) is not None
