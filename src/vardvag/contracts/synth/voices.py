"""What has been offered, answered and said about an example plan: by log-in, at a visit, by letter, through
an interpreter or by a relative; and some who have not answered, or said no.

Here does not belong the plan itself (`people`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Said, Speaker, Way
from vardvag.contracts.synth.course import moment

_ON_BEHALF = (Way.VISIT, Way.VISIT, Way.TELEPHONE, Way.LETTER, Way.FORM, Way.INTERPRETER)
_COMMENTS = (
    "Jag vill helst ha alla besök på samma dag.",
    "Bussen går bara två gånger om dagen. Tider mitt på dagen passar bäst.",
    "Jag förstår inte varför jag ska till två olika läkare.",
    "Bra att det står vem jag ska ringa.",
    "Min dotter vill vara med på nästa möte.",
)
_DECLINES = ("Jag vill inte ha någon plan just nu.", "Jag klarar mig med det jag har.")


def voices(
    plan: PatientContract, person: str, relative: str, today: date, rng: Random, *, child: bool
) -> Iterator[PlanEvent]:
    """The events of a plan in the order they happened. For a child the guardian answers."""
    made = _Recorder(plan, rng)
    care = Said(Speaker.CARE, Way.LOG_IN, plan.coordinator.name)
    day = today - timedelta(days=rng.randint(15, 200))
    for version in range(1, plan.version + 1):
        on = day if version == 1 else today - timedelta(days=rng.randint(1, 6))
        yield made.event(PlanEventKind.VERSION_MADE, on, care, version, "change_steps")
    standing = rng.random()
    if standing < 0.06:
        return  # Not yet offered.
    yield made.event(PlanEventKind.CONTRACT_OFFERED, day, care)
    if standing < 0.16:
        return  # Offered, and no answer yet.
    speaker = Speaker.RELATIVE if child or rng.random() < 0.1 else Speaker.PATIENT
    hers = _hers(speaker, relative if speaker is Speaker.RELATIVE else person, plan.coordinator.name, rng)
    answered = min(day + timedelta(days=rng.randint(0, 10)), today)
    if standing < 0.21:
        yield made.event(PlanEventKind.CONTRACT_DECLINED, answered, hers, words=rng.choice(_DECLINES))
        return
    yield made.event(PlanEventKind.CONTRACT_ACCEPTED, answered, hers)
    if plan.fixed_contacts:
        yield made.event(PlanEventKind.CONTACT_OFFERED, answered, care)
        yield made.event(PlanEventKind.CONTACT_ACCEPTED, answered, hers)
        yield made.event(PlanEventKind.CONTACT_NAMED, answered, care)
    yield from _about_versions(made, plan, answered, today, care, hers)
    if rng.random() < 0.5:
        knows = rng.random() < 0.8
        kind = PlanEventKind.KNOWS_WHOM_TO_CALL if knows else PlanEventKind.KNOWS_NOT_WHOM_TO_CALL
        yield made.event(kind, today, hers)


class _Recorder:
    """Makes a plan's events, each a minute after the one before on its day."""

    def __init__(self, plan: PatientContract, rng: Random) -> None:
        self._plan, self.rng, self._made = plan, rng, 0

    def event(
        self, kind: PlanEventKind, on: date, said: Said, version: int | None = None, words: str = ""
    ) -> PlanEvent:
        """The next event."""
        self._made += 1
        plan = self._plan
        name = f"{plan.plan_id}-sagt-{self._made}"
        at = moment(on, 5, self._made)
        return PlanEvent(
            name, kind, plan.person, plan.plan_id, at, said, plan.coordinator.unit, version, words
        )


def _about_versions(
    made: _Recorder, plan: PatientContract, first: date, today: date, care: Said, hers: Said
) -> Iterator[PlanEvent]:
    """Each side's word on each version; the newest has often not been answered yet."""
    rng = made.rng
    for version in range(1, plan.version + 1):
        newest = version == plan.version
        on = first if version == 1 else today
        if not newest or rng.random() < 0.75:
            yield made.event(PlanEventKind.VERSION_CONFIRMED, on, care, version)
        if rng.random() < 0.2:
            said = rng.choice(_COMMENTS)
            yield made.event(PlanEventKind.VERSION_COMMENTED, on, hers, version, said)
        if not newest or rng.random() < 0.55:
            yes = rng.random() < 0.93
            kind = PlanEventKind.VERSION_CONFIRMED if yes else PlanEventKind.VERSION_DECLINED
            why = "" if yes else "Tiden på morgonen går inte, färdtjänsten kommer först klockan nio."
            yield made.event(kind, on, hers, version, why)


def _hers(speaker: Speaker, name: str, recorder: str, rng: Random) -> Said:
    """Her word: by her own log-in, or written down by the coordinator."""
    if speaker is Speaker.PATIENT and rng.random() < 0.45:
        return Said(speaker, Way.LOG_IN, name)
    return Said(speaker, rng.choice(_ON_BEHALF), name, recorder)
