"""Every rule about a row of contacts, in the order its findings are told; and how a row is judged by them.

A new rule is added to the family it belongs to; a new family is added here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vardvag.base.findings import Finding
from vardvag.events.checks import conditions, dates, identity, order, places, values
from vardvag.events.checks.rule import Row, Rule, SeenFile

RULES: tuple[Rule, ...] = (
    *identity.RULES,
    *values.RULES,
    *conditions.RULES,
    *places.RULES,
    *dates.RULES,
    *order.RULES,
)
"""All rules. Their ids are unique and stay: findings, pages and scripts name them."""

REFUSING = frozenset(rule.id for rule in RULES if rule.refuses_file)
"""The rules of which one fault refuses the whole file."""


def findings_in(row: Row, seen: SeenFile, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Everything that is wrong with one row, all *rules* at once.

    A value that one rule keeps secret is shown by none of the others either.
    """
    told: list[Finding] = []
    secret: set[str] = set()
    for rule in rules:
        for column in rule.check(row, seen):
            told.append(rule.finding(row, seen, column))
            if rule.secret:
                secret.add(column)
    if not secret:
        return told
    return [replace(finding, value=None) if finding.column in secret else finding for finding in told]
