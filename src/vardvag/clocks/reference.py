"""The care guarantee in specialised care: the meaning that `bulk` must equal.

Here a wait is put together, in the order of hälso- och sjukvårdsförordningen (2017:80), chapter 6: what is
covered (`covered`), what starts a limit and ends it (1 §: `starts`, `ends`), which time is not counted (2 §
first paragraph: `not_counted`), when somebody is held to abstain (2 § second paragraph: `waiver`); then what
practice adds (`anew`). Days are whole calendar days, the first is day 0. Slow and obvious on purpose. How
long a limit is stands in `limits.yaml`.

Here do not belong the limits of primary care (items 1 and 2: `primary`), what a breach obliges (`breach`), or
statistics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.base.days import overdue_from
from vardvag.clocks import reasons
from vardvag.clocks.anew import earlier_wanted_on, regretted_on
from vardvag.clocks.covered import why_pathway_not_covered, why_phase_not_covered
from vardvag.clocks.ends import end_of
from vardvag.clocks.facts import STARTS_IN, Facts, in_force
from vardvag.clocks.limits import About, Ground, Limit, LimitVersion, limits
from vardvag.clocks.model import Certainty, GuaranteeClock, LimitKind
from vardvag.clocks.not_counted import any_pause, counts, holds, may_pause
from vardvag.clocks.options import ORDINANCE, Options
from vardvag.clocks.pauses import Pause, overdue_with
from vardvag.clocks.starts import start_of, starting_kinds
from vardvag.clocks.waiver import waived_on
from vardvag.events.model import CareEvent, Contact, Phase


def clock_of(
    events: Iterable[CareEvent],
    as_of: date,
    known_on: date | None = None,
    law: Mapping[Phase, Limit] | None = None,
    options: Options = ORDINANCE,
) -> list[GuaranteeClock]:
    """The clocks of one pathway as they stand on *as_of*, the first visit's before the treatment's.

    Events after *as_of* are left out, and those received after *known_on* if it is given. A regretted waiver
    ends one clock and starts another, so a limit can have several, in order. A limit about which nothing
    has happened has none. ValueError when the events belong to more than one pathway.
    """
    found = limits() if law is None else law
    return clocks_under([found[phase] for phase in sorted(found)], events, as_of, known_on, options)


def clocks_under(
    under: Iterable[Limit],
    events: Iterable[CareEvent],
    as_of: date,
    known_on: date | None = None,
    options: Options = ORDINANCE,
) -> list[GuaranteeClock]:
    """The same under any limits, in the order given: a region's, a goal's, a proposal's. Each clock says in
    `kind` what it is. A limit whose facts are no events of a pathway has none."""
    pathway = in_force(events, as_of, known_on)
    clocks: list[GuaranteeClock] = []
    for limit in under:
        facts = Facts(limit, pathway, as_of, options)
        if _has_begun(facts):
            clocks.extend(_clocks(facts))
    return clocks


def left_out_of(
    events: Iterable[CareEvent],
    phase: Phase,
    as_of: date,
    law: Mapping[Phase, Limit] | None = None,
    options: Options = ORDINANCE,
) -> Mapping[Ground, Sequence[Pause]] | None:
    """The time that the last clock of *phase* leaves out, by ground, as `clock_of` counts it on *as_of*.

    A ground that leaves out nothing is not in it; a pause that has just begun, and is open, is. None where
    no clock is determined: then no ground has been tried.
    """
    limit = (limits() if law is None else law).get(phase)
    if limit is None:
        return None
    facts = Facts(limit, in_force(events, as_of), as_of, options)
    last = _waits(facts)[-1] if _has_begun(facts) else None
    if not isinstance(last, _Wait):
        return None
    runs, start = last.stopped_on is None, last.started_on
    in_it = {
        ground: [one for one in pauses if (one.open and runs) or one.ended > max(one.begun, start)]
        for ground, pauses in last.left_out.items()
    }
    return {ground: pauses for ground, pauses in in_it.items() if pauses}


@dataclass(frozen=True, slots=True)
class _Wait:
    """One wait under one version of a limit, and the time that is left out of it, by ground."""

    version: LimitVersion
    started_on: date
    stopped_on: date | None
    left_out: Mapping[Ground, Sequence[Pause]]


def _has_begun(facts: Facts) -> bool:
    """Whether anything has happened about the limit. One that another step starts: whether that has."""
    about = facts.limit.about
    if about in (About.NEXT_STEP, About.FIRST_TREATMENT):
        return start_of(facts) is not None
    return about in STARTS_IN and bool(facts.ending)


def _clocks(facts: Facts) -> list[GuaranteeClock]:
    """One limit's clocks: one for each wait."""
    return [_clock(facts, found) if isinstance(found, _Wait) else found for found in _waits(facts)]


def _waits(facts: Facts) -> list[_Wait | GuaranteeClock]:
    """One limit's waits, from the start the paragraph names and from all that starts one anew.

    An undetermined clock stands where the facts or the law do not say how a wait runs. Never empty.
    """
    started_on, stopped_on = start_of(facts), end_of(facts)
    not_covered = why_pathway_not_covered(facts.limit, facts.pathway)
    if not_covered is not None:
        return [_undetermined(facts, started_on, stopped_on, not_covered)]
    if started_on is None:
        missing = tuple(kind.value for kind in starting_kinds(facts.limit.about, facts.options))
        return [_undetermined(facts, None, None, reasons.START_UNKNOWN, missing)]
    if stopped_on is not None and stopped_on < started_on:
        return [_undetermined(facts, started_on, stopped_on, reasons.CARE_BEFORE_START)]
    version = facts.limit.version(started_on)
    if version is None:
        return [_undetermined(facts, started_on, stopped_on, reasons.NO_LIMIT_THEN)]
    if version.not_counted is None and any_pause(facts):
        return [_undetermined(facts, started_on, stopped_on, reasons.GROUNDS_UNKNOWN)]
    return _from(facts, started_on, stopped_on)


def _from(facts: Facts, started_on: date, stopped_on: date | None) -> list[_Wait | GuaranteeClock]:
    """The wait that runs from *started_on*, and those that follow when something starts one anew."""
    version = facts.limit.version(started_on)
    if version is None:
        return [_undetermined(facts, started_on, stopped_on, reasons.NO_LIMIT_THEN)]
    until = facts.as_of if stopped_on is None else stopped_on
    held = _all(holds(facts, version, until))
    waived = waived_on(facts, version, started_on, held) if counts(version, Ground.WAIVED) else None
    regretted = None if waived is None else regretted_on(facts, waived, until)
    passed, _ = overdue_with(started_on, version.days, held)
    wanted = earlier_wanted_on(facts, started_on, passed, until)
    anew = min((day for day in (regretted, wanted) if day is not None), default=None)
    ended_on = stopped_on if anew is None else anew
    left_out: dict[Ground, list[Pause]] = holds(facts, version, until if anew is None else anew)
    if waived is not None and (anew is None or waived < anew):
        left_out[Ground.WAIVED] = [Pause(waived, anew or until, open=ended_on is None)]
    first = _Wait(version, started_on, ended_on, left_out)
    return [first] if anew is None else [first, *_from(facts, anew, stopped_on)]


def clock_of_contact(contact: Contact, law: Mapping[Phase, Limit] | None = None) -> GuaranteeClock:
    """The clock of one row of the national contact file.

    The row holds when the wait began and ended but no days for its deviation: a deviation that is a legal
    ground gives a clock bounded from below (the first day it can have been passed if no time was left out).
    """
    limit = (limits() if law is None else law).get(contact.phase)
    outside = why_phase_not_covered(contact.phase, limit, contact.region)
    if outside is not None:
        limit = None
    version = limit.version(contact.decided_on) if limit else None
    certainty, reason = Certainty.UNDETERMINED, None
    if outside is not None:
        reason = outside
    elif limit is not None and limit.asks_sender and not contact.guaranteed:
        reason = reasons.SENDER_SAYS_NOT_COVERED
    elif version is None:
        reason = reasons.NO_LIMIT_THEN
    elif contact.started_on is not None and contact.started_on < contact.decided_on:
        reason = reasons.CARE_BEFORE_START
    elif may_pause(contact.deviation, version):
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
        kind=limit.kind if limit else LimitKind.STATUTE,
        wording=version.wording if version else "",
    )


def _all(left_out: Mapping[Ground, Sequence[Pause]]) -> list[Pause]:
    return [pause for pauses in left_out.values() for pause in pauses]


def _clock(facts: Facts, wait: _Wait) -> GuaranteeClock:
    version, start, stop = wait.version, wait.started_on, wait.stopped_on
    passed, provisional = overdue_with(start, version.days, _all(wait.left_out))
    return GuaranteeClock(
        pathway=facts.pathway[0].pathway,
        limit=facts.limit.name,
        days=version.days,
        law=version.law,
        paragraph=version.paragraph,
        certainty=Certainty.DETERMINED,
        started_on=start,
        stopped_on=stop,
        overdue_from=passed,
        provisional=provisional and stop is None,
        kind=facts.limit.kind,
        wording=version.wording,
    )


def _undetermined(
    facts: Facts, start: date | None, stop: date | None, reason: str, missing: tuple[str, ...] = ()
) -> GuaranteeClock:
    version = facts.limit.version(start) if start else None
    return GuaranteeClock(
        pathway=facts.pathway[0].pathway,
        limit=facts.limit.name,
        days=version.days if version else 0,
        law=version.law if version else "",
        paragraph=version.paragraph if version else "",
        certainty=Certainty.UNDETERMINED,
        started_on=start,
        stopped_on=stop,
        overdue_from=None,
        reason=reason,
        missing=missing,
        kind=facts.limit.kind,
        wording=version.wording if version else "",
    )
