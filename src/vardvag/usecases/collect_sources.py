"""Collect what national sources know of a patient into her plan, and say which of them could not be reached.

The decision and its log row come before anything is asked. The network is used outside any transaction; what
was answered is joined to the plan as it stands afterwards. A source that fails is asked again with longer
pauses each time, then left alone for a while (its circuit). What other caregivers answer for is taken only
from a source that somebody has decided may give it (`Source.others`). Here does not belong the network
(`service/rivta`), nor what an answer means (`contracts/rivta`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from vardvag.base.findings import Severity
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.access.decision import Action
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.rivta import from_contacts, from_sources, soap
from vardvag.contracts.rivta.collected import Asked, Collected, PatientNumber, Unplaced
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.merging import merged, not_joined
from vardvag.contracts.rivta.questions import questions
from vardvag.contracts.rivta.reading import Reading
from vardvag.contracts.rivta.source import Numbers, Send, Source, Unreached
from vardvag.contracts.rivta.source_state import Circuit, Outcome, SourceState, SourceStates
from vardvag.contracts.store import PlanStore
from vardvag.usecases.show_plan import Denied, decided_and_logged, still_allowed

COMES_TO: dict[str, tuple[Callable[[Reading[Any], Asked], Collected], str | None]] = {
    "GetCareManagers": (from_contacts.fixed_contacts, None),
    "GetCarePlans": (from_sources.source_plans, None),
    "GetCareContacts": (from_sources.visits, "care_contact"),
    "GetSubjectOfCareSchedule": (from_sources.booked_times, "booking"),
    "GetRequestActivities": (from_sources.referrals, "referral"),
}
"""Contract → what its answers come to, and of which kind the steps are."""


_BY_UNIT = "GetSubjectOfCareSchedule"
_BY_DAYS = ("GetCareContacts", "GetRequestActivities")


@dataclass(frozen=True, slots=True)
class Collector:
    """What collecting needs of the world: to send, to know numbers, the time, and to wait (seconds)."""

    send: Send
    numbers: Numbers
    now: Callable[[], Moment]
    wait: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Collection:
    """The plan after, and how it went with each source and contract. `changed`: a new version was saved."""

    plan: PatientContract
    states: tuple[SourceState, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class _Answered:
    """One contract's answers from one source, and the state that follows."""

    collected: Collected
    asked: Asked
    kind: str | None
    state: SourceState


def collect_sources(
    plans: PlanStore,
    states: SourceStates,
    collector: Collector,
    sources: Sequence[Source],
    actor: Actor,
    plan_id: PlanId,
) -> Collection | Denied:
    """Ask every source about the plan's patient and join the answers. Denied, and logged, when she may not.

    NotFound is never raised for a plan: one that does not exist is denied like any other.
    """
    decision, facts = decided_and_logged(plans, actor, plan_id, Action.JOIN_SOURCE_PLAN, collector.now())
    if not decision.allowed or facts is None:
        return Denied()
    plan = plans.read(plan_id)
    before = {(one.source, one.contract): one for one in states.states(plan_id)}
    number = collector.numbers.number_of(plan.person)
    answered = [
        one for source in sources for one in _ask_source(source, plan, number, before, states, collector)
    ]
    with plans.transaction():
        # To ask takes time: what has been said of access meanwhile counts.
        if not still_allowed(plans, actor, plan_id, Action.JOIN_SOURCE_PLAN, collector.now()):
            return Denied()
        current = plans.read(plan_id)
        after = current
        finished = []
        for one in answered:
            dropped = not_joined(after, one.collected)
            said = tuple(
                Unplaced(
                    one.state.contract, f"{who.name}: har också samordningsansvar", "4", who.caregiver, True
                )
                for who in dropped
            )
            finished.append(replace(one.state, unplaced=(*one.state.unplaced, *said)))
            after = merged(after, one.collected, one.asked, one.kind)
        if after != current:
            after = plans.save(after, current.version)
        states.keep(plan_id, finished)
    return Collection(after, tuple(finished), after.version != current.version)


def _ask_source(
    source: Source,
    plan: PatientContract,
    number: PatientNumber | None,
    before: dict[tuple[str, str], SourceState],
    states: SourceStates,
    collector: Collector,
) -> Iterable[_Answered]:
    """Every contract of one source, until its circuit opens."""
    circuit = states.circuit(source.name)
    for contract in source.contracts:
        last = before.get((source.name, contract))
        now = collector.now()
        asked = _asked(source, contract, plan, number or PatientNumber(""), now)
        reason = "number-unknown" if number is None else "circuit-open" if circuit.is_open(now) else None
        if reason is not None:
            state = _state(source, contract, Outcome.NOT_ASKED, last, now, (reason,))
            yield _Answered(Collected(left_out=1), asked, None, state)
            continue
        answer, reasons, reached = _ask(source, contract, asked, collector)
        circuit = _after(circuit, source, reached, collector.now())
        states.keep_circuit(circuit)
        if not reached:
            # It has just failed as many times as it is tried; the rest of its contracts get one try each.
            source = replace(source, attempts=1)
        yield _answered(source, contract, asked, answer, reasons, last, plan)


def _asked(source: Source, contract: str, plan: PatientContract, number: PatientNumber, now: Moment) -> Asked:
    """What is asked. Where the source says nothing, the patient turns to who coordinates."""
    return Asked(
        number,
        source.title,
        source.system,
        source.caregiver,
        now,
        plan.coordinator.ask.first[1],
        units=frozenset(source.units) if contract == _BY_UNIT else None,
        until=now.legal_day + timedelta(days=source.days_ahead) if contract in _BY_DAYS else None,
    )


def _ask(
    source: Source, contract: str, asked: Asked, collector: Collector
) -> tuple[list[Collected], list[str], bool]:
    """What the answers came to, why some did not come, and whether the source itself was there."""
    spoken, made = CONTRACTS[contract], []
    reasons: list[str] = []
    make, _ = COMES_TO[contract]
    there = False
    for question in questions(contract, source, asked.patient, asked.at.legal_day):
        data = soap.envelope(spoken.write_question(question), source.system)
        try:
            answer = _patiently(source, partial(collector.send, source, spoken, data), collector)
        except Unreached as failed:
            reasons.append(failed.reason)
            if failed.again:
                # It did not answer; the other units' questions would only wait as long.
                break
            there = True
            continue
        there = True
        reading = spoken.read_answer(answer, source.title)
        if reading.message is None:
            reasons += [finding.rule for finding in reading.findings if finding.severity is Severity.ERROR]
            continue
        made.append(make(reading, asked))
    return made, reasons, there


def _patiently(source: Source, send: Callable[[], bytes], collector: Collector) -> bytes:
    """Send until it is answered, at most so many times as the source has. Unreached after the last."""
    for attempt in range(1, source.attempts + 1):
        try:
            return send()
        except Unreached as failed:
            if not failed.again or attempt == source.attempts:
                raise
            collector.wait(source.pause * 2 ** (attempt - 1))
    raise AssertionError("a source is tried at least once")


def _after(circuit: Circuit, source: Source, reached: bool, now: Moment) -> Circuit:
    """The circuit when the source has been asked: closed by an answer, open after too many failures."""
    if reached:
        return Circuit(source.name)
    failures = circuit.failures + 1
    rests = Moment(now.utc + timedelta(minutes=source.rest)) if failures >= source.fuse else None
    return Circuit(source.name, failures, rests)


def _answered(
    source: Source,
    contract: str,
    asked: Asked,
    answers: list[Collected],
    reasons: list[str],
    last: SourceState | None,
    plan: PatientContract,
) -> _Answered:
    """The answers of one contract as one, with what may not be taken withheld."""
    together = Collected(
        fixed_contacts=tuple(one for answer in answers for one in answer.fixed_contacts),
        source_plans=tuple(one for answer in answers for one in answer.source_plans),
        steps=tuple(one for answer in answers for one in answer.steps),
        unplaced=tuple(one for answer in answers for one in answer.unplaced),
        left_out=sum(answer.left_out for answer in answers) + len(reasons),
    )
    told = [finding.rule for answer in answers for finding in answer.findings]
    kept, withheld = (together, 0) if source.others else _own(together, plan.caregiver)
    outcome = Outcome.NOT_REACHED if not answers else Outcome.REACHED if together.whole else Outcome.PARTLY
    state = replace(
        _state(source, contract, outcome, last, asked.at, tuple(sorted({*reasons, *told}))),
        left_out=sum(answer.left_out for answer in answers),
        withheld=withheld,
        # What was kept unplaced before still holds where nothing new has been said.
        unplaced=kept.unplaced if answers else last.unplaced if last else (),
    )
    return _Answered(kept, asked, COMES_TO[contract][1], state)


def _own(collected: Collected, caregiver: str) -> tuple[Collected, int]:
    """What the plan's own caregiver answers for, and how much else there was."""
    own = replace(
        collected,
        fixed_contacts=tuple(one for one in collected.fixed_contacts if one.caregiver == caregiver),
        source_plans=tuple(one for one in collected.source_plans if one.responsible == caregiver),
        steps=tuple(one for one in collected.steps if one.responsible == caregiver),
        unplaced=tuple(one for one in collected.unplaced if one.responsible == caregiver),
    )
    withheld = _count(collected) - _count(own)
    # What is withheld is not gone: nothing is concluded from its not being here.
    return replace(own, left_out=own.left_out + withheld), withheld


def _count(collected: Collected) -> int:
    return sum(
        map(len, (collected.fixed_contacts, collected.source_plans, collected.steps, collected.unplaced))
    )


def _state(
    source: Source,
    contract: str,
    outcome: Outcome,
    last: SourceState | None,
    now: Moment,
    reasons: tuple[str, ...],
) -> SourceState:
    whole = now if outcome is Outcome.REACHED else last.last_whole if last else None
    unplaced = last.unplaced if last else ()
    return SourceState(source.name, source.title, contract, outcome, now, whole, reasons, unplaced=unplaced)
