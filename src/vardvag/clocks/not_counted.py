"""HSF (2017:80) 6 kap. 2 §, first paragraph: the time that is not counted.

Only for items 3 and 4: the limits in primary care never stand still, whatever deviation is coded. Which of
the grounds a wording holds stands in `limits.yaml`. Here does not belong when somebody is held to abstain
(the second paragraph: `waiver`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vardvag.clocks.facts import Facts
from vardvag.clocks.limits import Ground, LimitVersion
from vardvag.clocks.pauses import Pause, pauses_between
from vardvag.events.model import Deviation, EventKind

# Item 1: cannot be given care for medical reasons. Item 2: has chosen care in another region.
HOLDS: Mapping[Ground, tuple[EventKind, EventKind]] = {
    Ground.MEDICAL: (EventKind.MEDICAL_HOLD_BEGUN, EventKind.MEDICAL_HOLD_ENDED),
    Ground.ELSEWHERE: (EventKind.ELSEWHERE_BEGUN, EventKind.ELSEWHERE_ENDED),
}

# What a deviation code of the national contact file means in 2 §. Social reasons are no ground there.
CODED_GROUNDS: Mapping[Deviation, Ground] = {
    Deviation.PATIENT_CHOSEN: Ground.WAIVED,
    Deviation.MEDICAL: Ground.MEDICAL,
}


def counts(version: LimitVersion, ground: Ground) -> bool:
    """Whether a wording holds a ground."""
    return version.not_counted is not None and ground in version.not_counted


def holds(facts: Facts, version: LimitVersion, until: date) -> dict[Ground, list[Pause]]:
    """Items 1 and 2: time that is not counted while the facts say so, up to *until*."""
    return {
        ground: pauses_between(facts.days(begun), facts.days(ended), until)
        for ground, (begun, ended) in HOLDS.items()
        if counts(version, ground)
    }


def any_pause(facts: Facts) -> bool:
    """Whether anything has happened that can be time not counted."""
    kinds = [EventKind.WAIVED, *(begun for begun, _ in HOLDS.values())]
    return bool(facts.days(*kinds))


def may_pause(deviation: Deviation, version: LimitVersion) -> bool:
    """Whether a coded deviation can be time not counted; of unknown grounds, that any code can."""
    if version.not_counted is None:
        return deviation is not Deviation.NONE
    return CODED_GROUNDS.get(deviation) in version.not_counted
