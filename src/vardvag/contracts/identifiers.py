"""The names things go by: people, plans, steps and pathways, all opaque and random.

None is derived from a personnummer, so none can be turned back into one. Joining a pathway to the contacts
that other systems report about it is a `PathwayLink`, kept inside one controller of personal data. Here
does not belong who a person is (`person`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import NewType

PersonId = NewType("PersonId", str)
PlanId = NewType("PlanId", str)
StepId = NewType("StepId", str)
PathwayId = NewType("PathwayId", str)

LONGEST = 64
"""No identifier has more characters than this."""


def new_pathway() -> PathwayId:
    """A pathway's identifier: a random UUID, minted once for one care need."""
    return PathwayId(str(uuid.uuid4()))


def new_identifier() -> str:
    """A random identifier for a plan, a step, an event or a person."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class PathwayLink:
    """One contact in another system that belongs to a pathway. Without a link, one contact is one pathway."""

    source: str
    source_contact_id: str
    pathway: PathwayId
