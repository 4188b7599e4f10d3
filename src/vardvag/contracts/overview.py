"""The plan at a glance: the next step, the gaps, how long the way has been and will be, and each step's
clock.

There is no limit in law for a whole plan; its length is shown, never judged. The clocks are given, as
`clocks` counted them: nothing here knows a limit. Here does not belong who may see the plan (`access`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.days import days_waited
from vardvag.base.texts import Text
from vardvag.clocks.model import GuaranteeClock
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import Owner, PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window, day_of
from vardvag.contracts.whom_to_ask import ContactPoint

NO_LIMIT = Text(
    "Det finns ingen lagstadgad tidsgräns för det här steget.",
    "No limit in law applies to this step.",
)


class State(StrEnum):
    """How far a step has come."""

    DONE = "done"
    BOOKED = "booked"
    REQUESTED = "requested"
    """A time has been asked for and the owner's booking system has not answered."""
    WINDOW = "window"
    NO_TIME = "no_time"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as shown. `clocks` is empty exactly where `no_limit` says that no limit in law applies."""

    step: PlannedStep
    state: State
    ask: ContactPoint
    clocks: tuple[GuaranteeClock, ...]
    no_limit: Text | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A step nobody has a time for, or only a request: who owns it and what happens next."""

    step: PlannedStep
    owner: Owner
    next_action: str
    ask: ContactPoint


@dataclass(frozen=True, slots=True)
class Overview:
    """The plan on a day.

    `elapsed_days` runs from the plan's first day to today, or to the last step when all are done;
    `planned_days` to the last day that is known. With gaps that total is a least, not a promise: then
    `planned_is_least`. Both are None while no day at all is known.
    """

    steps: tuple[StepView, ...]
    next_step: StepView | None
    gaps: tuple[Gap, ...]
    began_on: date | None
    elapsed_days: int | None
    planned_days: int | None
    planned_is_least: bool


def overview(
    plan: PatientContract,
    clocks: Mapping[StepId, tuple[GuaranteeClock, ...]],
    began: Mapping[StepId, date],
    today: date,
) -> Overview:
    """The plan as it stands on *today*. *began* gives the day of each step whose care has begun."""
    views = tuple(_view(step, clocks.get(step.step_id, ()), step.step_id in began) for step in plan.steps)
    undone = [view for view in views if view.state is not State.DONE]
    gaps = tuple(
        Gap(view.step, view.step.owner, view.step.when.next_action, view.ask)
        for view in undone
        if isinstance(view.step.when, NoTimeYet | Requested)
    )
    starts = [clock.started_on for found in clocks.values() for clock in found if clock.started_on]
    done_days = [began[step.step_id] for step in plan.steps if step.step_id in began]
    planned = [day for view in undone if (day := day_of(view.step.when)) is not None]
    first = min([*starts, *done_days], default=None)
    last = max([*done_days, *planned], default=None)
    stop = today if undone else last
    return Overview(
        steps=views,
        next_step=min(undone, key=_when_next, default=None),
        gaps=gaps,
        began_on=first,
        elapsed_days=None if first is None or stop is None else days_waited(first, stop),
        planned_days=None if first is None or last is None else days_waited(first, last),
        planned_is_least=bool(gaps),
    )


def _view(step: PlannedStep, clocks: tuple[GuaranteeClock, ...], begun: bool) -> StepView:
    return StepView(step, _state(step, begun), step.ask.first[1], clocks, None if clocks else NO_LIMIT)


def _state(step: PlannedStep, begun: bool) -> State:
    if begun:
        return State.DONE
    match step.when:
        case Done():
            return State.DONE
        case Booked():
            return State.BOOKED
        case Requested():
            return State.REQUESTED
        case Window():
            return State.WINDOW
        case NoTimeYet():
            return State.NO_TIME


def _when_next(view: StepView) -> tuple[int, date]:
    """Booked times first, then windows, each in order of day; a step without a time comes last."""
    order = {State.BOOKED: 0, State.WINDOW: 1}
    return order.get(view.state, len(order)), day_of(view.step.when) or date.max
