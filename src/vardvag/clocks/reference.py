"""The care guarantee in specialised care, paragraph by paragraph: the meaning that `bulk` must equal.

In the order of hälso- och sjukvårdsförordningen (2017:80), chapter 6: what starts each limit and what ends it
(1 § items 3 and 4), which time is not counted (2 § first paragraph), when somebody is held to abstain
(2 § second paragraph); then what practice adds, a regretted waiver. Days are whole calendar days, the first
is day 0. Slow and obvious on purpose. How long a limit is stands in `limits.yaml`.

Here do not belong the limits of primary care (items 1–2, not built), what a breach obliges, or statistics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.base.days import overdue_from
from vardvag.clocks import reasons
from vardvag.clocks.limits import Ground, Limit, LimitVersion, limits
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.clocks.pauses import Pause, overdue_with, pauses_between
from vardvag.events.model import CareEvent, Contact, Deviation, EventKind, Phase

# HSF 6:1 — what starts each limit, the first kind that is found decides.
STARTS: Mapping[Phase, tuple[EventKind, ...]] = {
    # Item 3: from the day a referral was issued or, where none is needed, the day care was sought.
    Phase.FIRST_CONTACT: (EventKind.REFERRAL_ISSUED, EventKind.CARE_SOUGHT),
    # Item 4: from the day the caregiver decided that the patient is to have the care in question.
    Phase.OPERATION: (EventKind.DECISION,),
}

# The wait ends when the visit is held or the treatment begins, or when the need is closed without care.
ENDS = (EventKind.STARTED, EventKind.CLOSED)

# HSF 6:2 first paragraph, items 1 and 2: the events that begin and end time not counted.
HOLDS: Mapping[Ground, tuple[EventKind, EventKind]] = {
    Ground.MEDICAL: (EventKind.MEDICAL_HOLD_BEGUN, EventKind.MEDICAL_HOLD_ENDED),
    Ground.ELSEWHERE: (EventKind.ELSEWHERE_BEGUN, EventKind.ELSEWHERE_ENDED),
}

# What a deviation code of the national contact file means in HSF 6:2. Social reasons are no ground there.
CODED_GROUNDS: Mapping[Deviation, Ground] = {
    Deviation.PATIENT_CHOSEN: Ground.WAIVED,
    Deviation.MEDICAL: Ground.MEDICAL,
}


def clock_of(
    events: Iterable[CareEvent],
    as_of: date,
    known_on: date | None = None,
    law: Mapping[Phase, Limit] | None = None,
) -> list[GuaranteeClock]:
    """The clocks of one pathway as they stand on *as_of*, the first visit's before the treatment's.

    Events after *as_of* are left out, and those received after *known_on* if it is given. A regretted waiver
    ends one clock and starts another, so a limit can have several, in order. A limit about which nothing
    has happened has none. ValueError when the events belong to more than one pathway.
    """
    facts = _facts(events, as_of, known_on)
    clocks: list[GuaranteeClock] = []
    for phase, limit in sorted((limits() if law is None else law).items()):
        about = _About(limit, [e for e in facts if e.phase is phase], facts, as_of)
        if about.events:
            clocks.extend(_clocks(about))
    return clocks


def left_out_of(
    events: Iterable[CareEvent], phase: Phase, as_of: date, law: Mapping[Phase, Limit] | None = None
) -> Mapping[Ground, Sequence[Pause]] | None:
    """The time that the last clock of *phase* leaves out, by ground, as `clock_of` counts it on *as_of*.

    A ground that leaves out nothing is not in it; a pause that has just begun, and is open, is. None where
    no clock is determined: then no ground has been tried.
    """
    limit = (limits() if law is None else law).get(phase)
    if limit is None:
        return None
    facts = _facts(events, as_of)
    about = _About(limit, [event for event in facts if event.phase is phase], facts, as_of)
    last = _waits(about)[-1] if about.events else None
    if not isinstance(last, _Wait):
        return None
    runs, start = last.stopped_on is None, last.started_on
    in_it = {
        ground: [one for one in pauses if (one.open and runs) or one.ended > max(one.begun, start)]
        for ground, pauses in last.left_out.items()
    }
    return {ground: pauses for ground, pauses in in_it.items() if pauses}


def _facts(events: Iterable[CareEvent], as_of: date, known_on: date | None = None) -> list[CareEvent]:
    """The events in force on *as_of*, as known on *known_on*. ValueError for more than one pathway."""
    stream = [event for event in events if known_on is None or event.received_at.legal_day <= known_on]
    superseded = {event.supersedes for event in stream}
    facts = [event for event in stream if event.event_id not in superseded and event.on <= as_of]
    if len({event.pathway for event in facts}) > 1:
        raise ValueError("the events belong to more than one pathway")
    return facts


@dataclass(frozen=True, slots=True)
class _About:
    """What has happened about one limit. `all_events` holds the whole pathway: information about the
    guarantee is given once, whatever visit it was given at."""

    limit: Limit
    events: Sequence[CareEvent]
    all_events: Sequence[CareEvent]
    as_of: date

    def days(self, *kinds: EventKind) -> list[date]:
        return sorted(event.on for event in self.events if event.kind in kinds)


@dataclass(frozen=True, slots=True)
class _Wait:
    """One wait under one version of a limit, and the time that is left out of it, by ground."""

    version: LimitVersion
    started_on: date
    stopped_on: date | None
    left_out: Mapping[Ground, Sequence[Pause]]


def _clocks(about: _About) -> list[GuaranteeClock]:
    """One limit's clocks: one for each wait."""
    return [_clock(about, found) if isinstance(found, _Wait) else found for found in _waits(about)]


def _waits(about: _About) -> list[_Wait | GuaranteeClock]:
    """One limit's waits, from the start the paragraph names and from every regretted waiver.

    An undetermined clock stands where the facts or the law do not say how a wait runs. Never empty.
    """
    started_on = start_of(about)
    if started_on is None:
        missing = tuple(kind.value for kind in STARTS[about.limit.phase])
        return [_undetermined(about, None, None, reasons.START_UNKNOWN, missing)]
    ends = about.days(*ENDS)
    if ends and ends[0] < started_on:
        return [_undetermined(about, started_on, ends[0], reasons.CARE_BEFORE_START)]
    stopped_on = ends[0] if ends else None
    version = about.limit.version(started_on)
    if version is None:
        return [_undetermined(about, started_on, stopped_on, reasons.NO_LIMIT_THEN)]
    if version.not_counted is None and _any_pause(about):
        return [_undetermined(about, started_on, stopped_on, reasons.GROUNDS_UNKNOWN)]
    return _from(about, started_on, stopped_on)


def start_of(about: _About) -> date | None:
    """HSF 6:1, items 3 and 4: the day the limit runs from."""
    for kind in STARTS[about.limit.phase]:
        if days := about.days(kind):
            return days[0]
    return None


def _from(about: _About, started_on: date, stopped_on: date | None) -> list[_Wait | GuaranteeClock]:
    """The wait that runs from *started_on*, and those that follow when a waiver is regretted."""
    version = about.limit.version(started_on)
    if version is None:
        return [_undetermined(about, started_on, stopped_on, reasons.NO_LIMIT_THEN)]
    until = about.as_of if stopped_on is None else stopped_on
    held = holds(about, version, until)
    waived_on = waiver(about, version, started_on, _all(held)) if _counts(version, Ground.WAIVED) else None
    if waived_on is None:
        return [_Wait(version, started_on, stopped_on, held)]
    regretted_on = next((day for day in _only(about, regretted=True) if waived_on < day <= until), None)
    abstained = Pause(waived_on, regretted_on or until, open=regretted_on is None and stopped_on is None)
    ended_on = regretted_on or stopped_on
    first = _Wait(version, started_on, ended_on, {**held, Ground.WAIVED: [abstained]})
    # Practice (1177 and SKR's questions and answers): a regret counts anew from the day of the new notice.
    return [first] if regretted_on is None else [first, *_from(about, regretted_on, stopped_on)]


def holds(about: _About, version: LimitVersion, until: date) -> dict[Ground, list[Pause]]:
    """HSF 6:2 first paragraph, items 1 and 2: time that is not counted while the facts say so."""
    return {
        ground: pauses_between(about.days(begun), about.days(ended), until)
        for ground, (begun, ended) in HOLDS.items()
        if _counts(version, ground)
    }


def waiver(about: _About, version: LimitVersion, started_on: date, held: Sequence[Pause]) -> date | None:
    """HSF 6:2 second paragraph: the first day the patient is held to abstain, all three conditions met."""
    passed, _ = overdue_with(started_on, version.days, held)
    for told_on in _only(about, regretted=False):
        if told_on < started_on:
            continue
        informed = any(e.kind is EventKind.INFORMED and e.on <= told_on for e in about.all_events)
        offers = about.days(EventKind.OFFER_MADE)
        offered_within = any(started_on <= day <= told_on and day < passed for day in offers)
        if informed and offered_within:
            return told_on
    return None


def clock_of_contact(contact: Contact, law: Mapping[Phase, Limit] | None = None) -> GuaranteeClock:
    """The clock of one row of the national contact file.

    The row holds when the wait began and ended but no days for its deviation: a deviation that is a legal
    ground gives a clock bounded from below (the first day it can have been passed if no time was left out).
    """
    limit = (limits() if law is None else law).get(contact.phase)
    version = limit.version(contact.decided_on) if limit else None
    certainty, reason = Certainty.UNDETERMINED, None
    if limit is None:
        reason = reasons.PHASE_NOT_COVERED
    elif not contact.guaranteed:
        reason = reasons.SENDER_SAYS_NOT_COVERED
    elif version is None:
        reason = reasons.NO_LIMIT_THEN
    elif contact.started_on is not None and contact.started_on < contact.decided_on:
        reason = reasons.CARE_BEFORE_START
    elif _may_pause(contact.deviation, version):
        certainty, reason = Certainty.BOUNDED, reasons.PAUSE_WITHOUT_DATES
    else:
        certainty = Certainty.DETERMINED
    known = version is not None and certainty is not Certainty.UNDETERMINED
    return GuaranteeClock(
        pathway=contact.contact_id,
        limit=limit.name if limit else "",
        days=version.days if version else 0,
        law=version.law if version else "",
        paragraph=version.paragraph if version else "",
        certainty=certainty,
        started_on=contact.decided_on,
        stopped_on=contact.started_on,
        overdue_from=overdue_from(contact.decided_on, version.days) if version and known else None,
        reason=reason,
        missing=("pause_dates",) if certainty is Certainty.BOUNDED else (),
    )


def _may_pause(deviation: Deviation, version: LimitVersion) -> bool:
    """Whether a coded deviation can be time not counted; of unknown grounds, that any code can."""
    if version.not_counted is None:
        return deviation is not Deviation.NONE
    return CODED_GROUNDS.get(deviation) in version.not_counted


def _counts(version: LimitVersion, ground: Ground) -> bool:
    return version.not_counted is not None and ground in version.not_counted


def _only(about: _About, *, regretted: bool) -> list[date]:
    """Days of waiver (or of regret) alone: both on one day leave things as they were that morning."""
    waived, regrets = set(about.days(EventKind.WAIVED)), set(about.days(EventKind.WAIVER_REGRETTED))
    return sorted(regrets - waived if regretted else waived - regrets)


def _any_pause(about: _About) -> bool:
    kinds = [EventKind.WAIVED, *(begun for begun, _ in HOLDS.values())]
    return bool(about.days(*kinds))


def _all(left_out: Mapping[Ground, Sequence[Pause]]) -> list[Pause]:
    return [pause for pauses in left_out.values() for pause in pauses]


def _clock(about: _About, wait: _Wait) -> GuaranteeClock:
    version, start, stop = wait.version, wait.started_on, wait.stopped_on
    passed, provisional = overdue_with(start, version.days, _all(wait.left_out))
    return GuaranteeClock(
        pathway=about.events[0].pathway,
        limit=about.limit.name,
        days=version.days,
        law=version.law,
        paragraph=version.paragraph,
        certainty=Certainty.DETERMINED,
        started_on=start,
        stopped_on=stop,
        overdue_from=passed,
        provisional=provisional and stop is None,
    )


def _undetermined(
    about: _About, start: date | None, stop: date | None, reason: str, missing: tuple[str, ...] = ()
) -> GuaranteeClock:
    version = about.limit.version(start) if start else None
    return GuaranteeClock(
        pathway=about.events[0].pathway,
        limit=about.limit.name,
        days=version.days if version else 0,
        law=version.law if version else "",
        paragraph=version.paragraph if version else "",
        certainty=Certainty.UNDETERMINED,
        started_on=start,
        stopped_on=stop,
        overdue_from=None,
        reason=reason,
        missing=missing,
    )
