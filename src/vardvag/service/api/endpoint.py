"""What an address of the API is: one row from which the address, its checks, its schema and its tests follow.

Here does not belong any particular address (`endpoints`), nor answering one (`views`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.rivta.source_state import SourceStates
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied, PlanView


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read: `body` and `query` are records of the endpoint's types. `seen` is the version that
    she saw (If-Match), 0 where none is asked for."""

    store: PlanStore
    sources: SourceStates
    actor: Actor
    now: Moment
    path: Mapping[str, str]
    body: Any = None
    query: Any = None
    seen: int = 0

    @property
    def plan(self) -> PlanId:
        """The plan in the address."""
        return PlanId(self.path["plan_id"])

    @property
    def step(self) -> StepId:
        """The step in the address."""
        return StepId(self.path["step_id"])

    @property
    def number(self) -> int:
        """The version in the address; 0, which no plan has, for what is no number."""
        said = self.path["version"]
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What a change made: the plan's version after it, and the identifier of what it made, if anything.

    Nothing that says anything of a person: reading the plan is a request, and a row of the log, of its own.
    """

    plan_id: PlanId
    version: int
    made: str | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one address.

    `action` is what the law on access is asked; None where the use-case finds whom it is about itself.
    `versioned`: the change is of the version she saw, so If-Match is needed.
    """

    name: str
    method: str
    path: str
    title: Text
    run: Callable[[Call], Any]
    answer: type
    action: Action | None
    body: type | None = None
    query: type | None = None
    versioned: bool = False
    status: int = 200

    @property
    def writes(self) -> bool:
        """Whether it may change anything."""
        return self.method != "GET"


def kept(outcome: PlanView | Denied, made: str | None = None) -> Kept | Denied:
    """What is answered to a change."""
    if isinstance(outcome, Denied):
        return outcome
    return Kept(outcome.plan.plan_id, outcome.plan.version, made)
