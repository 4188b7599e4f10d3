"""A made-up pathway as care events: referrals, decisions, offers, waivers, regrets, pauses, starts.

They say all that the rows of the same pathway say (`events/projection` makes the rows of them), and what the
rows lose. Here does not belong what happened (`pathways`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vardvag.events.model import CareEvent, Deviation, EventKind, Phase
from vardvag.events.synth.pathways import Pathway, Step
from vardvag.events.synth.rows import moment_at

_RECORDED = 17 * 60
_BOOKED_BEFORE = 14

Happened = tuple[EventKind, date, date | None]


def events_of(pathway: Pathway, step: Step, until: date) -> Iterator[CareEvent]:
    """What happened about one step up to *until*, in the order of days."""
    happened = [one for one in _happened(step) if one[1] <= until]
    for number, (kind, on, for_day) in enumerate(sorted(happened, key=lambda one: one[1]), 1):
        recorded = moment_at(on, _RECORDED)
        yield CareEvent(
            event_id=f"{step.contact_id}-{number}",
            pathway=pathway.pathway_id,
            kind=kind,
            phase=step.phase,
            on=on,
            unit=pathway.unit,
            source="synth",
            recorded_at=recorded,
            received_at=recorded,
            for_day=for_day,
        )


def _happened(step: Step) -> Iterator[Happened]:
    if step.phase is not Phase.FIRST_CONTACT:
        yield EventKind.DECISION, step.decided_on, None
    elif step.own_request:
        yield EventKind.CARE_SOUGHT, step.decided_on, None
        accepted = step.arrived_on
        if accepted is not None and (step.began_on is None or accepted <= step.began_on):
            yield EventKind.REQUEST_ACCEPTED, accepted, None
    else:
        yield EventKind.REFERRAL_ISSUED, step.decided_on, None
    if (chosen := step.chosen) is not None:
        yield EventKind.INFORMED, chosen.informed_on, None
        yield EventKind.OFFER_MADE, chosen.offered_on, chosen.for_day
        yield EventKind.WAIVED, chosen.waived_on, None
        if chosen.regretted_on is not None:
            yield EventKind.WAIVER_REGRETTED, chosen.regretted_on, None
    if step.hold is not None and step.hold_deviation is Deviation.MEDICAL:
        yield EventKind.MEDICAL_HOLD_BEGUN, step.hold[0], None
        yield EventKind.MEDICAL_HOLD_ENDED, step.hold[1], None
    if step.began_on is not None:
        if step.phase is not Phase.EMERGENCY:
            booked = max(step.decided_on, step.began_on - timedelta(days=_BOOKED_BEFORE))
            yield EventKind.BOOKED, booked, step.began_on
        yield EventKind.STARTED, step.began_on, None
    elif step.closed_on is not None:
        yield EventKind.CLOSED, step.closed_on, None
