"""Why a condition is met or not, down to the cells: one branch of an explanation.

Nothing is decided here: it only retells the checks of `judge`. Here does not belong the money
(`explain_part`).
"""

from __future__ import annotations

from vardvag.agreements.conditions import (
    AtLeast,
    Binding,
    Combined,
    Fewer,
    Improved,
    Judged,
    Ladder,
    Over,
    Report,
)
from vardvag.agreements.explanation import Explained, Explanation, Operation
from vardvag.agreements.facts import FactUsed, said
from vardvag.agreements.judge import Check, Qualification, Verdict
from vardvag.agreements.model import Qualify
from vardvag.base.cells import Amount, Count, Judgement, OnDay, Ratio
from vardvag.base.texts import Text


def explain_qualification(qualify: Qualify, qualification: Qualification) -> Explanation:
    """Whether the conditions of a pot are met by one recipient."""
    return Explanation(
        value=yes_or_no(qualification.verdict),
        rule=_combination(qualify.every, len(qualification.checks)),
        operation=Operation.ALL if qualify.every else Operation.ANY,
        children=tuple(explain_check(check) for check in qualification.checks),
        sources=qualify.grounds,
    )


def _combination(every: bool, number: int) -> Text:
    if number == 1:
        return Text("villkoret", "the condition")
    if every:
        return Text("villkor: alla ska vara uppfyllda", "conditions: all are required")
    return Text("villkor: ett räcker", "conditions: one is enough")


def explain_check(check: Check) -> Explanation:
    """One condition with the cells it looked at, or the conditions it combines."""
    condition, test = check.condition, check.condition.test
    if isinstance(test, Combined):
        return Explanation(
            value=yes_or_no(check.verdict),
            rule=condition.title,
            operation=Operation.ALL if test.every else Operation.ANY,
            children=tuple(explain_check(one) for one in check.checks),
            sources=condition.grounds,
            inputs={"condition": condition.name},
        )
    if check.stood_in and condition.stand_in is not None:
        return _explain_stand_in(check, condition.stand_in)
    operation, parameter, inputs = _told(check)
    return Explanation(
        value=yes_or_no(check.verdict),
        rule=condition.title,
        operation=operation,
        children=tuple(explain_fact(fact, test.fact) for fact in check.facts),
        sources=(*condition.grounds, *test.fact.grounds),
        parameter=parameter,
        inputs={"condition": condition.name, "fact": test.fact.name} | inputs,
    )


def _told(check: Check) -> tuple[Operation, Explained, dict[str, Explained]]:
    """The operation, the parameter and the inputs of a single test."""
    test = check.condition.test
    if isinstance(test, Judged):
        return Operation.JUDGED, None, {"by": test.by.sv}
    if isinstance(test, Report):
        return Operation.JUDGED, test.due.isoformat(), {}
    if isinstance(test, Combined):
        raise AssertionError("a combination has no fact of its own")
    compared: dict[str, Explained] = {
        "compared": "exact" if test.fact.decimals is None else f"{test.fact.decimals} decimals of a per cent"
    }
    if isinstance(test, AtLeast):
        over: dict[str, Explained] = {} if test.over is Over.EACH else {"over": test.over.value}
        return Operation.AT_LEAST, test.level, (compared if not isinstance(test.level, int) else {}) | over
    if isinstance(test, Improved):
        return Operation.IMPROVED, test.more_than, compared | {"compares": test.compares.value}
    if isinstance(test, Fewer):
        return Operation.FEWER, test.by_more_than, compared
    if not isinstance(test, Ladder):
        raise AssertionError("every kind of test is explained")
    steps = "; ".join(f"{'≥' if step.reached else '>'} {step.bound}: {step.earns}" for step in test.steps)
    earned = check.degree if check.verdict is Verdict.MET else None
    return Operation.LADDER, earned, compared | {"compares": test.compares.value, "steps": steps}


def _explain_stand_in(check: Check, stand_in: Binding) -> Explanation:
    """A condition decided by a yes or no, because the figure it asks for is not public."""
    title = check.condition.title
    given = [fact for fact in check.facts if fact.key.measure in stand_in.measures.values()]
    return Explanation(
        value=yes_or_no(check.verdict),
        rule=Text(
            f"{title.sv} (uppgift om ja eller nej; siffran är inte offentlig)",
            f"{title.en} (told yes or no; the figure is not public)",
        ),
        operation=Operation.JUDGED,
        children=tuple(explain_fact(fact, stand_in) for fact in given),
        sources=(*check.condition.grounds, *stand_in.grounds),
        parameter=_told(check)[1],
        inputs={"condition": check.condition.name, "fact": stand_in.name, "stands-in": True},
    )


def explain_fact(fact: FactUsed, binding: Binding, **marks: Explained) -> Explanation:
    """A cell: its value, both numbers where it has them, who was left out and how waiting was counted."""
    key, cell = fact.key, fact.cell
    inputs: dict[str, Explained] = {
        "measure": key.measure,
        "place": key.place,
        "period": key.period,
        "policy": key.policy,
        "basis": key.basis.value if key.basis else None,
    } | marks
    if binding.title is not None:
        inputs |= {"title-sv": binding.title.sv, "title-en": binding.title.en}
    told = said(key)
    if cell is None:
        return Explanation(None, Text(told, told), Operation.CELL, inputs=inputs)
    inputs["status"] = cell.status.value
    inputs["as-known"] = cell.as_known.isoformat() if cell.as_known else None
    inputs["fingerprint"] = cell.fingerprint
    value: Explained = cell.share
    if isinstance(cell.value, Ratio):
        inputs |= {"numerator": cell.value.numerator, "denominator": cell.value.denominator}
    elif isinstance(cell.value, Judgement):
        value = cell.value.met
        inputs["by"] = cell.value.by
    elif isinstance(cell.value, Count):
        value = cell.value.number
    elif isinstance(cell.value, Amount):
        value = cell.value.kronor
    elif isinstance(cell.value, OnDay):
        value = cell.value.day.isoformat()
    return Explanation(value, Text(told, told), Operation.CELL, sources=(cell.source,), inputs=inputs)


def yes_or_no(verdict: Verdict) -> bool | None:
    """A verdict as a value."""
    return _ANSWERS[verdict]


_ANSWERS = {Verdict.MET: True, Verdict.NOT_MET: False, Verdict.UNKNOWN: None}
