"""Judge the rows of a sample, and see what has been judged: by whoever reviews the caregiver's log.

The reviewer sees who, when, which act and by which paragraph, and nothing of any plan. That she judged is a
row of the log itself. Here does not belong drawing the sample (`draw_log_sample`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Actor
from vardvag.contracts.identifiers import new_identifier
from vardvag.contracts.log_review import LONGEST_WORDS, LogJudgement, Outcome, SampleKey, latest
from vardvag.contracts.store import PlanStore
from vardvag.usecases.draw_log_sample import checked, log_the_review, rows_of_sample
from vardvag.usecases.show_plan import Denied, works_for


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody found of row *number*."""

    number: int
    outcome: Outcome
    words: str = ""


@dataclass(frozen=True, slots=True)
class SampleReviewed:
    """What has come of one sample: how many of its rows have each outcome, and when one was last judged."""

    sample: SampleKey
    outcomes: dict[Outcome, int]
    at: Moment


def judge_rows(
    store: PlanStore, actor: Actor, sample: SampleKey, found: Sequence[Judged], now: Moment
) -> tuple[LogJudgement, ...] | Denied:
    """What was kept of *found*, rows of the sample; or Denied.

    BadInput, and nothing kept, when a row is not of the sample, or something odd is found and not said.
    WrongUse when there is nothing to draw by.
    """
    checked(sample)
    with store.transaction():
        provider = works_for(store, actor)
        purpose = f"Bedömde {len(found)} rader: {sample.first} till {sample.last}, frö {sample.seed}"
        decision = log_the_review(store, actor, provider, purpose, now)
    if not decision.allowed or provider is None:
        return Denied()
    drawn = {row.number: row for row in rows_of_sample(store, provider, sample)[0]}
    against = [problem for one in found for problem in _against(one, one.number in drawn)]
    if against:
        raise BadInput(Text("Bedömningen kan inte sparas så.", "The review cannot be kept so."), against)
    made = tuple(
        LogJudgement(
            new_identifier(),
            provider.identifier,
            sample,
            one.number,
            drawn[one.number].digest,
            one.outcome,
            one.words.strip(),
            actor.subject,
            actor.name,
            now,
        )
        for one in found
    )
    with store.transaction():
        for one in made:
            store.append_log_judgement(one)
    return made


def judged_before(store: PlanStore, actor: Actor, now: Moment) -> tuple[LogJudgement, ...] | Denied:
    """All that has been judged of the actor's caregiver's log, the first first; or Denied."""
    with store.transaction():
        provider = works_for(store, actor)
        decision = log_the_review(store, actor, provider, "Läste tidigare bedömningar", now)
    if not decision.allowed or provider is None:
        return Denied()
    return store.log_judgements(provider.identifier)


def samples_reviewed(judgements: Sequence[LogJudgement]) -> list[SampleReviewed]:
    """What has come of each sample, the one judged last first."""
    found = []
    for sample in dict.fromkeys(one.sample for one in judgements):
        held = latest(one for one in judgements if one.sample == sample).values()
        counted = {outcome: sum(one.outcome is outcome for one in held) for outcome in Outcome}
        found.append(SampleReviewed(sample, counted, max(one.at for one in held)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _against(one: Judged, drawn: bool) -> list[Finding]:
    found = []
    if not drawn:
        found.append(Finding("review-row", _NOT_DRAWN, _DRAW_AGAIN, row=one.number))
    if one.outcome is not Outcome.NOTHING_ODD and not one.words.strip():
        found.append(Finding("review-words", _NO_WORDS, _WRITE, row=one.number, column=f"words-{one.number}"))
    if len(one.words) > LONGEST_WORDS:
        found.append(
            Finding("review-long", _TOO_LONG, _SHORTER, row=one.number, column=f"words-{one.number}")
        )
    return found


_NOT_DRAWN = Text("Raden är inte med i stickprovet", "The row is not in the sample")
_DRAW_AGAIN = Text("Dra stickprovet igen och bedöm dess rader.", "Draw the sample again and judge its rows.")
_NO_WORDS = Text("Det framgår inte vad som är fel", "It does not say what is wrong")
_WRITE = Text(
    "Skriv vad som ska utredas, utan uppgifter om patienten.",
    "Write what is to be looked into, without anything about the patient.",
)
_TOO_LONG = Text("Anteckningen är för lång", "The note is too long")
_SHORTER = Text(f"Skriv högst {LONGEST_WORDS} tecken.", f"Write {LONGEST_WORDS} characters at the most.")
