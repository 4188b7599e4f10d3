"""What is answered to somebody who reads: the records of ours that she is shown, and how they are made.

What may not be shown has been taken out or masked by the use-cases already. Here does not belong who may read
(`contracts/access`), nor the form on the wire (`wire`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.clocks.model import GuaranteeClock
from vardvag.contracts.access.existence import Existence
from vardvag.contracts.access.protection import Protection
from vardvag.contracts.clashes import Clash
from vardvag.contracts.critical_path import StepDays, WayAhead
from vardvag.contracts.difference import PartChange, StepChange
from vardvag.contracts.elapsed import Stretch
from vardvag.contracts.identifiers import PlanId, StepId
from vardvag.contracts.log import LogEntry
from vardvag.contracts.offers import OfferStanding
from vardvag.contracts.overview import State, StepView
from vardvag.contracts.person import Person
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.standing import Standing
from vardvag.contracts.step import Owner
from vardvag.contracts.times import When
from vardvag.contracts.versions import VersionStanding
from vardvag.contracts.whom_to_ask import ContactPoint
from vardvag.usecases.lay_on_top import Made, Since
from vardvag.usecases.plans_to_look_after import ToLookAfter
from vardvag.usecases.show_history import History
from vardvag.usecases.show_plan import PlanView
from vardvag.usecases.show_whole_plan import Stay, WholePlan


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Whose plan it is."""

    name: str
    birth_year: int
    protected: Protection


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that comes next."""

    step_id: StepId
    what: str
    when: When
    state: State


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in a list. It names no place."""

    plan_id: PlanId
    version: int
    person: PersonShown
    next_step: NextStep | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Some of the plans, in order of identifier. `next`: what to ask for after; null: there are no more."""

    plans: tuple[PlanLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A clock, and the last day within it."""

    clock: GuaranteeClock
    last_day: date | None


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step's standing. `clocks` is empty exactly where `no_limit` says that no limit in law applies."""

    step_id: StepId
    state: State
    ask: ContactPoint
    clocks: tuple[ClockShown, ...]
    no_limit: Text | None


@dataclass(frozen=True, slots=True)
class GapShown:
    """The longest stretch without care, and whose step ends it."""

    begins: date
    ends: date
    days: int
    waited_for: StepId
    owner: Owner


@dataclass(frozen=True, slots=True)
class TimeShown:
    """How long the way has been and will be at the earliest. Null: no first day, or no step, is known."""

    began_on: date | None
    days: int | None
    active_days: int | None
    waiting_days: int | None
    longest_gap: GapShown | None
    finish: date | None
    finish_is_least: bool
    critical: tuple[StepId, ...]
    step_days: Mapping[str, StepDays]
    lead_days: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class SipLacks:
    """What an open SIP does not say and the law asks for."""

    sip_id: str
    lacks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan as it stands today, with what it adds up to."""

    person: PersonShown
    plan: PatientContract
    steps: tuple[StepShown, ...]
    next_step: StepId | None
    offers: tuple[OfferStanding, ...]
    versions: tuple[VersionStanding, ...]
    agreed_version: int | None
    contacts_today: tuple[str, ...]
    time: TimeShown
    sip_lacks: tuple[SipLacks, ...]
    stays: tuple[Stay, ...]
    clashes: tuple[Clash, ...]
    existence: Existence


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed between two versions, and who made each version between."""

    seen: int
    current: int
    made: tuple[Made, ...]
    steps: tuple[StepChange, ...]
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One row of the log about her. `unit_name` is null where the unit is not known here."""

    number: int
    entry: LogEntry
    unit_name: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some rows, the newest first. `next`: what to ask for before; null when there are no more."""

    rows: tuple[LogLine, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class SampleShown:
    """The rows drawn, in order, of `of` rows that could have been."""

    rows: tuple[LogLine, ...]
    of: int
    seed: str


@dataclass(frozen=True, slots=True)
class LookAfterLine:
    """A plan and why. `lacks_time` counts steps without a time; `at_risk` is the guarantee's standing."""

    plan: PlanLine
    lacks_time: int
    at_risk: Standing | None
    last_day: date | None
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class LookAfter:
    """The most urgent first."""

    plans: tuple[LookAfterLine, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version: what was said of it, and what differs from the one before. Null: it is the first."""

    standing: VersionStanding
    steps: tuple[StepChange, ...] | None
    parts: tuple[PartChange, ...] | None


@dataclass(frozen=True, slots=True)
class Versions:
    """A plan's versions, the newest first."""

    plan_id: PlanId
    versions: tuple[VersionShown, ...]


def person_shown(person: Person) -> PersonShown:
    """As much of a person as names her."""
    return PersonShown(person.name, person.birth_year, person.protected)


def plan_line(view: PlanView) -> PlanLine:
    """A plan in a list."""
    ahead = view.overview.next_step
    following = None
    if ahead is not None:
        following = NextStep(ahead.step.step_id, ahead.step.what, ahead.step.when, ahead.state)
    return PlanLine(view.plan.plan_id, view.plan.version, person_shown(view.person), following)


def plan_shown(whole: WholePlan) -> PlanShown:
    """A whole plan, as the use-case gave it."""
    view = whole.view
    plan = view.plan
    following = view.overview.next_step
    return PlanShown(
        person=person_shown(view.person),
        plan=plan,
        steps=tuple(_step(one, plan) for one in view.overview.steps),
        next_step=following.step.step_id if following else None,
        offers=whole.offers,
        versions=whole.versions,
        agreed_version=whole.agreed_version,
        contacts_today=tuple(one.contact_id for one in whole.contacts),
        time=_time(whole, plan),
        sip_lacks=tuple(SipLacks(sip.sip_id, lacks) for sip, lacks in whole.sip_lacks),
        stays=whole.stays,
        clashes=whole.clashes,
        existence=view.existence,
    )


def to_look_after(one: ToLookAfter) -> LookAfterLine:
    """A plan that asks for something, and why."""
    risk = one.at_risk
    standing = None if risk is None else risk.standing
    last_day = None if risk is None else risk.clock.last_day
    return LookAfterLine(plan_line(one.view), one.lacks_time, standing, last_day, one.clashes)


def versions_shown(history: History) -> Versions:
    """A plan's versions, as the use-case gave them."""
    shown = (
        VersionShown(
            one.standing,
            None if one.changed is None else one.changed.steps,
            None if one.changed is None else one.changed.parts,
        )
        for one in history.versions
    )
    return Versions(history.view.plan.plan_id, tuple(shown))


def changes_shown(since: Since) -> Changes:
    """What has changed, as the use-case gave it."""
    return Changes(since.seen, since.current, since.made, since.difference.steps, since.difference.parts)


def _step(view: StepView, plan: PatientContract) -> StepShown:
    step = plan.step(view.step.step_id)
    clocks = tuple(ClockShown(clock, clock.last_day) for clock in view.clocks)
    return StepShown(step.step_id, view.state, step.ask.first[1], clocks, view.no_limit)


def _time(whole: WholePlan, plan: PatientContract) -> TimeShown:
    way: WayAhead = whole.way
    run = whole.elapsed
    return TimeShown(
        began_on=whole.view.overview.began_on,
        days=run.days if run else None,
        active_days=run.active_days if run else None,
        waiting_days=run.waiting_days if run else None,
        longest_gap=_gap(whole.gap, plan) if whole.gap else None,
        finish=way.finish,
        finish_is_least=way.is_least,
        critical=way.critical,
        step_days={str(step): days for step, days in way.days.items()},
        lead_days={str(step): day for step, day in whole.lead_days.items()},
    )


def _gap(gap: Stretch, plan: PatientContract) -> GapShown:
    step = plan.step(gap.waited_for.step_id)
    return GapShown(gap.begins, gap.ends, gap.days, step.step_id, step.owner)
