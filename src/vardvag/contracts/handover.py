"""Hand-overs between principals: what is offered to whom, who has accepted, and who has it now.

Until the other side has accepted, the one who offered still has it: so nothing falls between two chairs.
Here does not belong moving a step's time, nor who may offer (`access`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.step import Owner
from vardvag.contracts.whom_to_ask import WhomToAsk


@dataclass(frozen=True, slots=True)
class Principal:
    """A side of a hand-over: a unit, its controller (HSA id) and how the patient reaches it."""

    owner: Owner
    caregiver: str
    ask: WhomToAsk

    def __post_init__(self) -> None:
        if self.owner.unit is None:
            raise ValueError("a hand-over is between units")


@dataclass(frozen=True, slots=True)
class HandOver:
    """`steps` names what is handed over. Answered once: accepted or declined, with a reason if declined."""

    handover_id: str
    steps: tuple[StepId, ...]
    giver: Principal
    taker: Principal
    offered_at: Moment
    offered_by: str
    accepted_at: Moment | None = None
    declined_at: Moment | None = None
    answered_by: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("a hand-over names at least one step")
        answers = [at for at in (self.accepted_at, self.declined_at) if at is not None]
        if len(answers) > 1:
            raise ValueError("a hand-over is either accepted or declined")
        if any(at < self.offered_at for at in answers):
            raise ValueError("a hand-over is answered after it was offered")
        if bool(answers) is not bool(self.answered_by):
            raise ValueError("an answer has somebody who gave it")
        if self.declined_at is not None and not (self.reason or "").strip():
            raise ValueError("who declines says why")

    @property
    def open(self) -> bool:
        """Whether the other side has still to answer."""
        return self.accepted_at is None and self.declined_at is None

    @property
    def has_it(self) -> Principal:
        """Who is responsible now."""
        return self.giver if self.accepted_at is None else self.taker

    def accepted(self, by: str, at: Moment) -> HandOver:
        """The same, taken over. ValueError when it has been answered."""
        self._still_open()
        return replace(self, accepted_at=at, answered_by=by)

    def declined(self, by: str, at: Moment, reason: str) -> HandOver:
        """The same, declined. ValueError when it has been answered."""
        self._still_open()
        return replace(self, declined_at=at, answered_by=by, reason=reason)

    def _still_open(self) -> None:
        if not self.open:
            raise ValueError("the hand-over has been answered already")
