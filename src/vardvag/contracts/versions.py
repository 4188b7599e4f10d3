"""What each side has said of a version of the plan, and which version both have confirmed.

A confirmation is of one version: a later change takes a new one, and until then the page says that the plan
has changed since it was agreed. Here does not belong keeping versions (`store`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vardvag.contracts.plan_events import PlanEvent, PlanEventKind, standing_events
from vardvag.contracts.said import Speaker

_ANSWERS = (PlanEventKind.VERSION_CONFIRMED, PlanEventKind.VERSION_DECLINED)


@dataclass(frozen=True, slots=True)
class VersionStanding:
    """What has been said of one version. `patient` and `care` are each side's latest yes or no.

    `made` tells who made it, when and by doing what; None where nobody recorded it.
    """

    version: int
    made: PlanEvent | None
    patient: PlanEvent | None
    care: PlanEvent | None
    comments: tuple[PlanEvent, ...]

    @property
    def agreed(self) -> bool:
        """Whether both sides confirm it."""
        return all(
            event is not None and event.kind is PlanEventKind.VERSION_CONFIRMED
            for event in (self.patient, self.care)
        )


def version_standing(version: int, events: Iterable[PlanEvent]) -> VersionStanding:
    """What has been said of *version*. A relative speaks for the patient's side."""
    about = [event for event in standing_events(events) if event.version == version]
    comments = tuple(event for event in about if event.kind is PlanEventKind.VERSION_COMMENTED)
    answers = [event for event in about if event.kind in _ANSWERS]
    made = next((event for event in about if event.kind is PlanEventKind.VERSION_MADE), None)
    care = [event for event in answers if event.said.speaker is Speaker.CARE]
    patient = [event for event in answers if event.said.speaker is not Speaker.CARE]
    return VersionStanding(
        version, made, patient[-1] if patient else None, care[-1] if care else None, comments
    )


def version_history(newest: int, events: Iterable[PlanEvent]) -> tuple[VersionStanding, ...]:
    """What has been said of every version up to the *newest*, the first one first."""
    known = tuple(events)
    return tuple(version_standing(version, known) for version in range(1, newest + 1))


def agreed_version(events: Iterable[PlanEvent]) -> int | None:
    """The newest version that both sides confirm; None when there is none yet."""
    known = tuple(events)
    versions = sorted({event.version for event in known if event.version is not None}, reverse=True)
    return next((one for one in versions if version_standing(one, known).agreed), None)
