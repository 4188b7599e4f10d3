"""What was offered, answered, said and agreed about a plan: events that are added and never changed.

As with `CareEvent`, a correction supersedes. A plan's versions hold what is planned; these hold what the two
sides said about it, also before there is a plan, and are what follow-up counts (`follow_up`). Here does not
belong what happened in care (`events`), nor who may record what (`access`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId, PlanId
from vardvag.contracts.said import Said, Speaker


class PlanEventKind(StrEnum):
    """What happened."""

    CONTRACT_OFFERED = "contract_offered"
    CONTRACT_ACCEPTED = "contract_accepted"
    CONTRACT_DECLINED = "contract_declined"
    CONTACT_OFFERED = "contact_offered"
    CONTACT_ACCEPTED = "contact_accepted"
    CONTACT_DECLINED = "contact_declined"
    CONTACT_NAMED = "contact_named"
    VERSION_MADE = "version_made"
    """Somebody changed the plan; `words` names what she did, as the log does."""
    VERSION_CONFIRMED = "version_confirmed"
    VERSION_DECLINED = "version_declined"
    VERSION_COMMENTED = "version_commented"
    TIME_ACCEPTED = "time_accepted"
    """She has said yes to a time, proposed or moved to; without it nothing is rebooked."""
    NEXT_TIME_IN_HAND = "next_time_in_hand"
    NO_NEXT_TIME = "no_next_time"
    NO_NEXT_STEP = "no_next_step"
    """A visit ended, and nothing more is planned: there is no next time to have."""
    KNOWS_WHOM_TO_CALL = "knows_whom_to_call"
    KNOWS_NOT_WHOM_TO_CALL = "knows_not_whom_to_call"


ABOUT_A_VERSION = frozenset(
    {
        PlanEventKind.VERSION_MADE,
        PlanEventKind.VERSION_CONFIRMED,
        PlanEventKind.VERSION_DECLINED,
        PlanEventKind.VERSION_COMMENTED,
    }
)
BY_THE_PATIENT = frozenset(
    {
        PlanEventKind.CONTRACT_ACCEPTED,
        PlanEventKind.CONTRACT_DECLINED,
        PlanEventKind.CONTACT_ACCEPTED,
        PlanEventKind.CONTACT_DECLINED,
        PlanEventKind.TIME_ACCEPTED,
        PlanEventKind.KNOWS_WHOM_TO_CALL,
        PlanEventKind.KNOWS_NOT_WHOM_TO_CALL,
    }
)
"""Only the patient, or a relative for her, can say these."""


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """`unit` is the HSA id of the unit it was recorded at. `words` are the speaker's own, and may be empty.

    ValueError when a version is named for what is not about one (or is not, for what is), when an answer is
    said by care, or when a comment is empty.
    """

    event_id: str
    kind: PlanEventKind
    person: PersonId
    plan: PlanId
    at: Moment
    said: Said
    unit: str
    version: int | None = None
    words: str = ""
    supersedes: str | None = None

    def __post_init__(self) -> None:
        if (self.version is not None) is not (self.kind in ABOUT_A_VERSION):
            raise ValueError(f"{self.kind}: what is about a version names it, and only that does")
        if self.kind in BY_THE_PATIENT and self.said.speaker is Speaker.CARE:
            raise ValueError(f"{self.kind}: only the patient can say so, herself or through somebody")
        if self.kind is PlanEventKind.VERSION_COMMENTED and not self.words.strip():
            raise ValueError("a comment says something")


def standing_events(events: Iterable[PlanEvent]) -> tuple[PlanEvent, ...]:
    """The events that no later one supersedes, in the order they happened (of one moment: as given)."""
    known = list(events)
    corrected = {event.supersedes for event in known}
    current = (event for event in known if event.event_id not in corrected)
    return tuple(sorted(current, key=lambda event: event.at))
