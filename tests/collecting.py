"""A world to collect in, for tests: sources that answer what a test says, a clock, and a store in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.contract import Contract
from vardvag.contracts.rivta.source import Source, Unreached
from vardvag.contracts.rivta.source_state import Circuit, SourceState
from vardvag.usecases.collect_sources import Collector

Answers = Callable[[Source, str], Any]
"""What a source answers for a contract: an answer's dataclass, bytes as they are, or Unreached to raise."""


@dataclass
class StatesInMemory:
    """`SourceStates` that lasts as long as the test."""

    kept: dict[tuple[str, str, str], SourceState] = field(default_factory=dict)
    circuits: dict[str, Circuit] = field(default_factory=dict)

    def states(self, plan_id: PlanId) -> tuple[SourceState, ...]:
        return tuple(state for (plan, _, _), state in sorted(self.kept.items()) if plan == plan_id)

    def keep(self, plan_id: PlanId, states: Iterable[SourceState]) -> None:
        for state in states:
            self.kept[plan_id, state.source, state.contract] = state

    def circuit(self, source: str) -> Circuit:
        return self.circuits.get(source, Circuit(source))

    def keep_circuit(self, circuit: Circuit) -> None:
        self.circuits[circuit.source] = circuit


@dataclass
class World:
    """Everything a collector needs; waiting moves the clock and nothing else."""

    answers: Answers
    at: Moment
    numbers: dict[str, PatientNumber]
    asked: list[tuple[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def send(self, source: Source, contract: Contract[Any, Any], question: bytes) -> bytes:
        self.asked.append((source.name, contract.name))
        assert contract.read_question(question).findings == ()
        answer = self.answers(source, contract.name)
        if isinstance(answer, Unreached):
            raise answer
        return answer if isinstance(answer, bytes) else contract.write_answer(answer)

    def number_of(self, person: PersonId) -> PatientNumber | None:
        return self.numbers.get(person)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at = Moment(self.at.utc + timedelta(seconds=seconds))

    @property
    def collector(self) -> Collector:
        return Collector(self.send, self, lambda: self.at, self.wait)
