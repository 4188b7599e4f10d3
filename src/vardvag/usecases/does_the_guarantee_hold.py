"""Does the care guarantee hold for a wait that somebody describes with a few answers, and until which day?

The answers become the facts that a clock asks for, and the clocks answer: nothing here counts a day or knows
a limit. The answers name nobody, and are neither stored nor logged.

Here do not belong how the questions are put (`service`, `cli`), what may be answered
(`guarantee_answers`), or any rule of law (`clocks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.base.regions import REGIONS, region
from vardvag.clocks.breach import Breach, breach_of
from vardvag.clocks.breach_rules import BreachRules, breach_rules
from vardvag.clocks.covered import exemptions, why_phase_not_covered
from vardvag.clocks.facts import Facts, in_force
from vardvag.clocks.limit_files import shipped
from vardvag.clocks.limits import About, Ground, Limit, guarantee, limits
from vardvag.clocks.model import GuaranteeClock, LimitKind
from vardvag.clocks.options import Options, SelfReferralStart
from vardvag.clocks.pauses import Pause
from vardvag.clocks.practice import practice
from vardvag.clocks.primary import clocks_of_primary
from vardvag.clocks.reference import clock_of, clocks_under, left_out_of
from vardvag.clocks.starts import WITHOUT_REFERRAL
from vardvag.clocks.waiver import informed, offered
from vardvag.events.model import CareEvent, Deviation, EventKind, Phase, PrimaryCareContact
from vardvag.usecases.guarantee_answers import Answers, Changed

_SOURCE = "answers"
_NEVER = Moment.of(datetime(1900, 1, 1, 12))
"""Answers have no time stamp of a sender; nothing here is asked "as known on"."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another reading of the day that one's own request counts from, and who reads it so."""

    name: SelfReferralStart
    source: Source


@dataclass(frozen=True, slots=True)
class OtherLimit:
    """A limit beside the guarantee's: a region's own, or a goal. Never the guarantee itself."""

    limit: Limit
    clock: GuaranteeClock
    source: Source | None


@dataclass(frozen=True, slots=True)
class Holding:
    """What the law says of the wait.

    `clock` is the guarantee's clock that runs now (None: the guarantee has no limit for the wait), `before`
    those that a regret or a changed mind ended. `source` says where the wording was read. `not_covered` is
    the reason, as a code of `clocks.reasons`, when the guarantee does not hold, and `why` where that is
    read. `unmoved` is what was answered and moved nothing. `breach`: what the region owes.
    """

    answers: Answers
    today: date
    limit: Limit | None
    clock: GuaranteeClock | None
    before: tuple[GuaranteeClock, ...] = ()
    source: Source | None = None
    not_covered: str | None = None
    why: tuple[Source, ...] = ()
    left_out: Mapping[Ground, Sequence[Pause]] | None = None
    unmoved: tuple[Changed, ...] = ()
    unmet: tuple[str, ...] = ()
    """The conditions of abstaining (HSF 6 kap. 2 § second paragraph) that the answers do not meet."""
    others: tuple[OtherLimit, ...] = ()
    readings: tuple[OtherReading, ...] = ()
    breach: Breach | None = None

    @property
    def passed(self) -> bool | None:
        """Whether the limit has been passed, or was when care began. None: it cannot be said."""
        return None if self.clock is None else self.clock.overdue_on(self.today)

    @property
    def duty(self) -> BreachRules | None:
        """The duties that a passed limit brings, for a limit that has them (HSL 9 kap. 2 §)."""
        rules = breach_rules()
        return rules if self.limit is not None and self.limit.about in rules.limits else None


def does_the_guarantee_hold(answers: Answers, today: date) -> Holding:
    """The answer on *today*. The answers are free of faults (`guarantee_answers.faults`)."""
    care = answers.care
    if care.kind_not_covered is not None:
        return _by_kind(answers, today, care.kind_not_covered)
    if care.event_not_covered is not None or care.about is None:
        return _in_specialised_care(answers, today, limits()[Phase.FIRST_CONTACT], Phase.FIRST_CONTACT)
    if care.about.in_primary_care:
        return _in_primary_care(answers, today)
    if care.about is About.NEXT_STEP:
        events = tuple(_events(answers, Phase.FIRST_CONTACT))
        return Holding(answers, today, None, None, others=_others(answers, events, today))
    phase = care.about.phase
    assert phase is not None  # a limit to a visit or a treatment has a kind of contact
    return _in_specialised_care(answers, today, limits()[phase], phase)


def _by_kind(answers: Answers, today: date, phase: Phase) -> Holding:
    """A kind of contact that the guarantee has no limit for."""
    reason = why_phase_not_covered(phase, limits().get(phase), answers.region or "")
    assert reason is not None  # `Care` names only kinds of contact that the guarantee leaves out
    return Holding(answers, today, None, None, not_covered=reason, why=_where(reason))


def _in_specialised_care(answers: Answers, today: date, limit: Limit, phase: Phase) -> Holding:
    """Items 3 and 4: the clocks of the events that were answered."""
    events = tuple(_events(answers, phase))
    clocks = [one for one in clock_of(events, today) if one.limit == limit.name]
    if not clocks:
        return Holding(answers, today, limit, None)
    *before, clock = clocks
    left_out = left_out_of(events, phase, today)
    covered = clock.covered
    return Holding(
        answers,
        today,
        limit,
        clock,
        before=tuple(before),
        source=_source(limit, clock),
        not_covered=None if covered else clock.reason,
        why=() if covered else _where(clock.reason),
        left_out=left_out,
        unmoved=_unmoved(answers, left_out or {}, before) if clock.overdue_from else (),
        unmet=_unmet(answers, limit, events, clock, today) if covered else (),
        others=_others(answers, events, today) if covered else (),
        readings=_readings() if covered and answers.care.without_referral else (),
        breach=breach_of(clock, events, today),
    )


def _in_primary_care(answers: Answers, today: date) -> Holding:
    """Items 1 and 2: the clocks of the contact that was answered. No time is left out of them."""
    contact = _contact(answers)
    found = next(limit for limit in guarantee() if limit.about is answers.care.about)
    (clock,) = clocks_of_primary(contact, [found])
    return Holding(
        answers,
        today,
        found,
        clock,
        source=_source(found, clock),
        not_covered=None if clock.covered else clock.reason,
        why=() if clock.covered else _where(clock.reason),
        unmoved=tuple(answers.changed) if clock.covered else (),
    )


def _events(answers: Answers, phase: Phase) -> Iterable[CareEvent]:
    """The answers as events on one pathway, in the words of `EventKind`."""
    kind = EventKind
    told: list[tuple[EventKind, date | None, date | None]] = [
        (answers.care.starts_with, answers.day, None),
        (kind.MEDICAL_HOLD_BEGUN, answers.medical_from, None),
        (kind.MEDICAL_HOLD_ENDED, answers.medical_to, None),
        (kind.ELSEWHERE_BEGUN, answers.elsewhere_from, None),
        (kind.ELSEWHERE_ENDED, answers.elsewhere_to, None),
        # An offer has been made by the day it is declined. For which day must be said: else it is not known
        # whether it was one in accordance with the guarantee.
        (kind.OFFER_MADE, answers.declined_on if answers.offered_for else None, answers.offered_for),
        (kind.INFORMED, answers.declined_on if answers.informed else None, None),
        (kind.WAIVED, answers.declined_on, None),
        (kind.WAIVER_REGRETTED, answers.regretted_on, None),
        (kind.LATER_AGREED, answers.agreed_on, answers.agreed_for),
        (kind.EARLIER_WANTED, answers.wanted_earlier_on, None),
        (kind.STARTED, answers.given_on, None),
    ]
    always = answers.day or date.min
    if answers.own_region is False:
        told.append((kind.SOUGHT_ELSEWHERE, always, None))
    if answers.later_for_medical_reasons:
        told.append((kind.LATER_FOR_MEDICAL_REASONS, always, None))
    if answers.care.event_not_covered is not None:
        told.append((answers.care.event_not_covered, always, None))
    # The next step comes after a first visit; all that follows is about what is waited for.
    after = Phase.OPERATION if answers.care.about is About.NEXT_STEP else phase
    for number, (what, on, for_day) in enumerate(told):
        if on is not None:
            of = after if number else phase
            yield CareEvent(str(number), _SOURCE, what, of, on, "", _SOURCE, _NEVER, _NEVER, for_day=for_day)


def _contact(answers: Answers) -> PrimaryCareContact:
    """The answers as a contact with primary care. Which region and unit it is matters only beside each other:
    the patient's own, another, or not said."""
    assert answers.day is not None  # a limit in primary care asks for the day
    here = answers.region or REGIONS[0].code
    elsewhere = next(one.code for one in REGIONS if one.code != here)
    lives_in = {True: here, False: elsewhere, None: None}[answers.own_region]
    unit, other = "here", "elsewhere"
    contact = answers.care.about is About.CONTACT
    return PrimaryCareContact(
        contact_id=_SOURCE,
        region=region(here).municipality_prefix,
        unit=unit,
        month=Month.of(answers.day),
        sought_on=answers.day,
        contacted_on=answers.given_on if contact else None,
        assessment_needed=answers.assessment_needed,
        assessed_on=None if contact else answers.given_on,
        deviation=Deviation.NONE,
        birth_year=0,
        sex=0,
        municipality=f"{region(lives_in).municipality_prefix}00" if lives_in else "",
        listed_unit={True: unit, False: other, None: None}[answers.listed],
    )


def _source(limit: Limit, clock: GuaranteeClock) -> Source | None:
    """Where the wording of *clock* was read."""
    if clock.started_on is None or limit.version(clock.started_on) is None:
        return None
    return limit.history.on(clock.started_on).source


def _where(reason: str | None) -> tuple[Source, ...]:
    rule = exemptions().get(reason or "")
    return rule.sources if rule else ()


def _unmoved(
    answers: Answers, left_out: Mapping[Ground, Sequence[Pause]], before: Sequence[GuaranteeClock]
) -> tuple[Changed, ...]:
    """What was answered that neither leaves time out nor starts a wait anew."""
    anew = {one.stopped_on for one in before}
    moved = {
        # What was left out of a wait that has ended is not told of the one that runs.
        Changed.MEDICAL: Ground.MEDICAL in left_out or bool(anew),
        Changed.ELSEWHERE: Ground.ELSEWHERE in left_out or bool(anew),
        Changed.DECLINED: Ground.WAIVED in left_out or answers.regretted_on in anew,
        Changed.AGREED_LATER: answers.wanted_earlier_on in anew,
        Changed.MISSED: False,
    }
    return tuple(one for one in answers.changed if not moved[one])


def _unmet(
    answers: Answers, limit: Limit, events: Sequence[CareEvent], clock: GuaranteeClock, today: date
) -> tuple[str, ...]:
    """Which conditions of abstaining the answers leave unmet; none when nothing was declined."""
    day = answers.declined_on
    if day is None or answers.day is None or clock.overdue_from is None or answers.regretted_on:
        return ()
    facts = Facts(limit, in_force(events, today), today, Options())
    met = {
        "informed": informed(facts, day),
        "offered": offered(facts, answers.day, day, clock.overdue_from),
    }
    return tuple(name for name, holds in met.items() if not holds)


def _others(answers: Answers, events: Sequence[CareEvent], today: date) -> tuple[OtherLimit, ...]:
    """The region's own limits and the goals that are about the same wait. Proposals are not in force."""
    care = answers.care
    asked = [
        limit
        for name, file in shipped().items()
        for limit in file.limits
        if (file.kind is LimitKind.REGIONAL or (file.kind is LimitKind.POLICY and name == care.goals))
        and limit.about is care.about
        and (limit.regions is None or answers.region in limit.regions)
    ]
    return tuple(
        OtherLimit(limit, clock, _source(limit, clock))
        for limit in asked
        for clock in clocks_under([limit], events, today)[-1:]
    )


def _readings() -> tuple[OtherReading, ...]:
    """How others read from which day one's own request counts; the ordinance's own reading is not in it."""
    options = practice()["self_referral"].options
    return tuple(
        OtherReading(name, options[name.value].source)
        for name in WITHOUT_REFERRAL
        if name is not SelfReferralStart.SOUGHT
    )
