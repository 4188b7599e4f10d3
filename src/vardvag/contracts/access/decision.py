"""The answer to "may she?": yes or no, why, by which paragraph and by which rule.

Here also stands what can be asked for, and the facts a decision rests on; not the rules themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.texts import Text
from vardvag.contracts.identifiers import PersonId


class Action(StrEnum):
    """What somebody wants to do with a person's plan."""

    READ_PLAN = "read_plan"
    MOVE_STEP = "move_step"
    READ_LOG = "read_log"


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """What a decision needs to know about a plan, and nothing else of it.

    `units` are the care units of the caregiver (vårdgivare) that is the controller of the plan.
    `taking_part` names, by log-in, those who take part in the patient's care; `other_need` those for whom the
    caregiver has documented that they need the data for other work in health care. `own_access_open` is
    whether the caregiver grants the patient direct access to what may be disclosed to her.
    """

    person: PersonId
    units: frozenset[str]
    taking_part: frozenset[str]
    other_need: frozenset[str] = frozenset()
    own_access_open: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome. `rule` names it in the decision table, `paragraph` says where it stands in law."""

    allowed: bool
    rule: str
    paragraph: str
    reason: Text
