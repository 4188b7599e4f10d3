"""The decision table of docs/explanation/access.md is complete, and is what the code answers."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest

from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decide import decide
from vardvag.contracts.access.decision import AccessFacts, Action
from vardvag.contracts.identifiers import PersonId

PAGE = Path(__file__).parents[3] / "docs/explanation/access.md"
CONDITIONS = (
    "works for the plan's caregiver",
    "takes part in the care",
    "other documented need",
    "data are her own",
    "direct access open",
)
ROLES = [*(role.value for role in Role), "chief_of_everything", ""]


@dataclass(frozen=True)
class Who:
    subject: str
    name: str
    role: str
    person: str | None
    unit: str | None


def table() -> list[dict[str, str]]:
    lines = [line.strip() for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


ROWS = table()
QUESTIONS = [
    (role, dict(zip(CONDITIONS, said, strict=True)), action)
    for role in ROLES
    for said in itertools.product((True, False), repeat=len(CONDITIONS))
    for action in Action
]


def answers(role: str, said: dict[str, bool], action: Action) -> list[dict[str, str]]:
    """The rows of the table that answer a question."""
    role = role if role in set(Role) else "any other"
    return [
        row
        for row in ROWS
        if row["role"] == role
        and row["wants to"] in ("any", action.value)
        and all(row[name] in ("any", "yes" if said[name] else "no") for name in CONDITIONS)
    ]


def test_the_table_answers_each_question_once() -> None:
    assert [question for question in QUESTIONS if len(answers(*question)) != 1] == []


def test_no_row_of_the_table_is_without_use() -> None:
    used = {
        row["rule"] + row["wants to"] + row["role"] for question in QUESTIONS for row in answers(*question)
    }
    assert {row["rule"] + row["wants to"] + row["role"] for row in ROWS} == used


@pytest.mark.parametrize("role", ROLES)
def test_the_code_answers_as_the_table(role: str) -> None:
    for question in (question for question in QUESTIONS if question[0] == role):
        _, said, action = question
        works, takes_part, other_need, own, open_ = (said[name] for name in CONDITIONS)
        # Everybody carries everything a role might rest on, so that only the role's own conditions can count.
        actor = Who("s", "N", role, "p" if own else "another", "u" if works else "elsewhere")
        facts = AccessFacts(
            person=PersonId("p"),
            units=frozenset({"u"}),
            taking_part=frozenset({"s"} if takes_part else {"t"}),
            other_need=frozenset({"s"} if other_need else ()),
            own_access_open=open_,
        )
        decision = decide(actor, facts, action)
        (row,) = answers(*question)
        assert (decision.rule, decision.paragraph, decision.allowed) == (
            row["rule"],
            row["paragraph"],
            row["allowed"] == "yes",
        ), question


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", Action)
def test_nothing_is_allowed_with_a_plan_that_does_not_exist(role: str, action: Action) -> None:
    assert not decide(Who("s", "N", role, "p", "u"), None, action).allowed


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_allowed_to_somebody_without_reference(role: str) -> None:
    facts = AccessFacts(PersonId("p"), frozenset({"u"}), frozenset({"s"}), frozenset({"s"}), True)
    assert not any(decide(Who("s", "N", role, None, None), facts, action).allowed for action in Action)


def test_every_reason_is_said_in_both_languages() -> None:
    facts = AccessFacts(PersonId("p"), frozenset({"u"}), frozenset(), frozenset(), False)
    for role, action in itertools.product(ROLES, Action):
        reason = decide(Who("s", "N", role, "p", "u"), facts, action).reason
        assert reason.sv
        assert reason.en
        assert reason.sv != reason.en
