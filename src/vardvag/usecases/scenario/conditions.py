"""What can be changed of the conditions: how high a level is, how much better, by which day.

Here does not belong the facts they are tried on (`facts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from vardvag.agreements.conditions import AtLeast, Compares, Condition, Fewer, Improved, Ladder, Report
from vardvag.agreements.model import Agreement
from vardvag.usecases.scenario.places import Form, Group, Kind, Place, share_written


def condition_groups(agreement: Agreement) -> Iterator[Group]:
    """The places of every condition that some pot tries, in the order of the file."""
    tried = {
        single.name
        for pot in agreement.leaves
        for condition in (pot.qualify.conditions if pot.qualify else ())
        for single in condition.walk()
    }
    for condition in agreement.conditions.values():
        if condition.name in tried and (places := tuple(_of_condition(condition))):
            yield Group("condition", condition.name, condition.title, places)


def _of_condition(condition: Condition) -> Iterator[Place]:
    test, path = condition.test, f"conditions.{condition.name}"
    share = Place(path, Kind.LEVEL, Form.SHARE, condition.title, None)

    def of(kind: Kind, word: str, value: Fraction) -> Place:
        return replace(share, path=f"{path}.{word}", kind=kind, present=value, written=share_written(value))

    if isinstance(test, AtLeast) and isinstance(test.level, int):
        number = str(test.level)
        path = f"{path}.at_least.number"
        yield Place(path, Kind.NUMBER, Form.NUMBER, condition.title, test.level, number)
    elif isinstance(test, AtLeast):
        yield of(Kind.LEVEL, "at_least.share", Fraction(test.level))
    elif isinstance(test, Improved):
        points = test.compares is Compares.POINTS
        yield replace(of(Kind.MORE_THAN, "improved.more_than", test.more_than), points=points)
    elif isinstance(test, Fewer):
        yield of(Kind.FEWER, "fewer.by_more_than", test.by_more_than)
    elif isinstance(test, Report):
        due = test.due.isoformat()
        yield Place(f"{path}.report.due", Kind.DUE, Form.DAY, condition.title, test.due, due)
    elif isinstance(test, Ladder):
        points = test.compares is Compares.POINTS
        for at, step in enumerate(test.steps):
            bound = f"ladder.steps.{at}.{'at_least' if step.reached else 'more_than'}"
            yield replace(of(Kind.STEP, bound, step.bound), step=at + 1, points=points)
            yield replace(of(Kind.EARNS, f"ladder.steps.{at}.earns", step.earns), step=at + 1)
