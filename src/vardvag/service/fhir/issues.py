"""What is said about a resource or a request: issues, and the answer that is nothing but issues.

Each issue says where (`expression`, a FHIRPath), what and how to mend it, in Swedish and English. Here does
not belong which status an answer has (`answers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vardvag.base.texts import Text

Resource = dict[str, Any]
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Issue:
    """`code` is of FHIR's issue types (structure, required, value, invariant, code-invalid, business-rule …).

    `severity` is `error`, `warning` or `information`. `expression` is None where no place can be named.
    """

    code: str
    message: Text
    expression: str | None = None
    severity: str = "error"


def outcome(issues: Iterable[Issue]) -> Resource:
    """The issues as an OperationOutcome: Swedish in `details`, English in `diagnostics`."""
    return {"resourceType": "OperationOutcome", "issue": [_row(one) for one in issues]}


def _row(issue: Issue) -> Resource:
    row: Resource = {
        "severity": issue.severity,
        "code": issue.code,
        "details": {"text": _printable(issue.message.sv)},
        "diagnostics": _printable(issue.message.en),
    }
    return row | ({"expression": [_printable(issue.expression)]} if issue.expression else {})


def _printable(text: str) -> str:
    """*text* as an answer may hold it: a sender's own names can hold any sign."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_LONGEST])
