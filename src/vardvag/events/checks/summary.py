"""What was found in a file, when it may be millions: how many by each rule, and the first of each.

A person mends a file by its rules, not by its million rows; all findings can go to a file meanwhile
(`usecases/write_findings`). Here does not belong how they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text

FIRST = 100
"""So many findings of each rule are kept, when nothing else is asked: our choice, a few pages."""


@dataclass(slots=True)
class RuleCount:
    """One rule's findings: how many, and the first of them."""

    rule: str
    message: Text
    remedy: Text
    severity: Severity
    count: int = 0
    first: list[Finding] = field(default_factory=list)


class FindingsSummary:
    """Counts by rule, and the first findings of each in the order they came."""

    def __init__(self, first: int = FIRST) -> None:
        self._most = first
        self._counts: dict[tuple[str, Severity, str], RuleCount] = {}
        self.findings: list[Finding] = []
        """Those kept, in the order they came."""

    def add(self, finding: Finding) -> None:
        """One more."""
        key = finding.rule, finding.severity, finding.message.sv
        count = self._counts.get(key)
        if count is None:
            count = self._counts[key] = RuleCount(
                finding.rule, finding.message, finding.remedy, finding.severity
            )
        count.count += 1
        if len(count.first) < self._most:
            count.first.append(finding)
            self.findings.append(finding)

    @property
    def rules(self) -> tuple[RuleCount, ...]:
        """By rule: errors first, then in the order each was first broken."""
        return tuple(sorted(self._counts.values(), key=lambda one: one.severity is not Severity.ERROR))

    def number(self, severity: Severity | None = None) -> int:
        """How many there were, of one severity or of both."""
        return sum(one.count for one in self._counts.values() if severity in (None, one.severity))

    @property
    def left_out(self) -> int:
        """How many there were beyond those kept."""
        return self.number() - len(self.findings)
