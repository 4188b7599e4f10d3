"""How it went when a source was asked about a plan: reached or not, last whole answer, what has no place.

What was not reached is not empty: a page says since when nothing is known. Kept beside the plan and not in
it, since it changes without anybody changing the plan. Here does not belong asking
(`usecases/collect_sources`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.rivta.collected import Unplaced


class Outcome(StrEnum):
    """How the last try went."""

    REACHED = "reached"
    """All that was asked for was answered and read."""
    PARTLY = "partly"
    """Something was answered and read, and something was not."""
    NOT_REACHED = "not_reached"
    NOT_ASKED = "not_asked"
    """The source was not asked: its circuit is open, or the patient's number is not known here."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source and one contract about one plan. `last_whole` is None when no whole answer has ever come.

    `reasons` are rules, never words of an answer: a technical fault carries no data about a person.
    `withheld` counts items of other caregivers that were not taken, because nobody has decided that they may.
    """

    source: str
    title: str
    contract: str
    outcome: Outcome
    tried_at: Moment
    last_whole: Moment | None
    reasons: tuple[str, ...] = ()
    left_out: int = 0
    withheld: int = 0
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether what is shown is all the source had when it was last asked."""
        return self.outcome is Outcome.REACHED


@dataclass(frozen=True, slots=True)
class Circuit:
    """One source's circuit: failures in a row, and until when it is left alone."""

    source: str
    failures: int = 0
    open_until: Moment | None = None

    def is_open(self, now: Moment) -> bool:
        """Whether the source is left alone now."""
        return self.open_until is not None and now < self.open_until


class SourceStates(Protocol):
    """A store of states and circuits, of one controller of personal data."""

    def states(self, plan_id: PlanId) -> tuple[SourceState, ...]:
        """The states of a plan's sources, in order of source and contract."""

    def keep(self, plan_id: PlanId, states: Iterable[SourceState]) -> None:
        """Keep states of a plan in place of earlier ones of the same source and contract."""

    def circuit(self, source: str) -> Circuit:
        """The circuit of a source; a closed one for a source that has not failed."""

    def keep_circuit(self, circuit: Circuit) -> None:
        """Keep a circuit in place of the earlier one."""
