"""What has happened on a pathway that one limit asks about, as it stood and was known on a day.

Here does not belong what any event means for a clock: that is one file for each paragraph (`starts`, `ends`,
`not_counted`, `waiver`, `anew`, `covered`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.clocks.limits import About, Limit
from vardvag.clocks.options import Options
from vardvag.events.model import NATIONAL_PHASES, CareEvent, EventKind, Phase

STARTS_IN: dict[About, frozenset[Phase]] = {
    About.VISIT: frozenset({Phase.FIRST_CONTACT}),
    About.TREATMENT: frozenset({Phase.OPERATION}),
    About.EXAMINATION: frozenset({Phase.EXAMINATION}),
    About.NEXT_STEP: frozenset({Phase.FIRST_CONTACT}),
    About.FIRST_TREATMENT: frozenset(NATIONAL_PHASES),
}
"""The kinds of contact in which the beginning of a wait is looked for."""

ENDS_IN: dict[About, frozenset[Phase]] = {
    **STARTS_IN,
    About.NEXT_STEP: frozenset({Phase.EXAMINATION, Phase.OPERATION}),
    About.FIRST_TREATMENT: frozenset({Phase.OPERATION}),
}
"""The kinds of contact in which its end, and all that happens in between, are looked for."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The events about one limit. `pathway` holds the whole pathway: information about the guarantee is
    given once, whatever visit it was given at, and what is not covered is so as a whole."""

    limit: Limit
    pathway: Sequence[CareEvent]
    as_of: date
    options: Options

    @property
    def starting(self) -> list[CareEvent]:
        """The events of the kinds of contact in which the wait begins."""
        return [event for event in self.pathway if event.phase in STARTS_IN[self.limit.about]]

    @property
    def ending(self) -> list[CareEvent]:
        """The events of the kinds of contact that are waited for."""
        return [event for event in self.pathway if event.phase in ENDS_IN[self.limit.about]]

    def of(self, *kinds: EventKind) -> list[CareEvent]:
        """The events of some kinds about what is waited for, in the order of their days."""
        return sorted((event for event in self.ending if event.kind in kinds), key=lambda event: event.on)

    def days(self, *kinds: EventKind) -> list[date]:
        """Their days, in order."""
        return [event.on for event in self.of(*kinds)]


def in_force(events: Iterable[CareEvent], as_of: date, known_on: date | None = None) -> list[CareEvent]:
    """The events in force on *as_of*, as known on *known_on*. ValueError for more than one pathway."""
    stream = [event for event in events if known_on is None or event.received_at.legal_day <= known_on]
    superseded = {event.supersedes for event in stream}
    facts = [event for event in stream if event.event_id not in superseded and event.on <= as_of]
    if len({event.pathway for event in facts}) > 1:
        raise ValueError("the events belong to more than one pathway")
    return facts
