"""HSF (2017:80) 6 kap. 1 §, items 3 and 4: the day a limit runs from.

Items 1 and 2, in primary care, start the day contact is sought (`primary`). Here does not belong what starts
a wait anew (`anew`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vardvag.clocks.facts import Facts
from vardvag.clocks.limits import About
from vardvag.clocks.options import ORDINANCE, Options, SelfReferralStart
from vardvag.events.model import EventKind, Phase

# Where no referral is needed: from the day the patient sought contact. Other sources say otherwise.
WITHOUT_REFERRAL: Mapping[SelfReferralStart, EventKind] = {
    SelfReferralStart.SOUGHT: EventKind.CARE_SOUGHT,
    SelfReferralStart.ACCEPTED: EventKind.REQUEST_ACCEPTED,
    SelfReferralStart.ASSESSED: EventKind.REQUEST_ASSESSED,
}


def starting_kinds(about: About, options: Options = ORDINANCE) -> tuple[EventKind, ...]:
    """The events that start a limit; the first of these kinds that is found decides."""
    match about:
        # Item 3: from the day a referral was issued or, where none is needed, the day care was sought.
        # A referral that was sent back to be completed has still been issued: the clock runs on.
        case About.VISIT:
            return (EventKind.REFERRAL_ISSUED, WITHOUT_REFERRAL[options.self_referral])
        # Item 4: from the day the caregiver decided that the patient is to have the care in question.
        case About.TREATMENT | About.EXAMINATION:
            return (EventKind.DECISION,)
        # Not in the ordinance: a goal or lead time that somebody set.
        case About.NEXT_STEP:
            return (EventKind.STARTED,)
        case About.FIRST_TREATMENT:
            return (EventKind.SUSPICION,)
    return ()


def start_of(facts: Facts) -> date | None:
    """The first day of the first kind of event that starts the limit; None when none has happened."""
    for kind in starting_kinds(facts.limit.about, facts.options):
        if days := [event.on for event in facts.starting if event.kind is kind]:
            return min(days)
    return None


def starting_kinds_of_phase(phase: Phase) -> tuple[EventKind, ...]:
    """The same for a kind of contact, as `BeslutAktivitet` is defined: without a limit, the decision."""
    for about in (About.VISIT, About.TREATMENT):
        if about.phase is phase:
            return starting_kinds(about)
    return (EventKind.DECISION,)
