"""Reading: the plans, one whole plan, what has changed, what does not hang together, sources, and the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vardvag.base.texts import Text
from vardvag.contracts.access.decision import Action
from vardvag.contracts.clashes import Clash
from vardvag.service.api.endpoint import Call, Endpoint
from vardvag.service.api.problems import INVALID, Problem, Wrong
from vardvag.service.api.shown import (
    Changes,
    LogLine,
    LogPage,
    LookAfter,
    PlanPage,
    PlanShown,
    SampleShown,
    Versions,
    changes_shown,
    plan_line,
    plan_shown,
    to_look_after,
    versions_shown,
)
from vardvag.usecases.draw_log_sample import draw_log_sample
from vardvag.usecases.lay_on_top import changes_since
from vardvag.usecases.open_plan_list import open_plan_page
from vardvag.usecases.plans_to_look_after import plans_to_look_after
from vardvag.usecases.read_log import read_log
from vardvag.usecases.show_history import show_history
from vardvag.usecases.show_plan import FOR_HER_EYES, Denied, show_plan
from vardvag.usecases.show_readers import show_readers
from vardvag.usecases.show_sources import SourcesShown, show_sources
from vardvag.usecases.show_whole_plan import find_clashes, show_whole_plan

MOST = 200
"""Rows in one page, at the most."""


@dataclass(frozen=True, slots=True)
class PlanPages:
    """`after`: the plans after this identifier."""

    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class LogPages:
    """`before`: the rows before this number; 0: from the newest."""

    before: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class SeenVersion:
    """The version that she saw."""

    since: int


@dataclass(frozen=True, slots=True)
class SampleDrawn:
    """Which days, how many rows, and the seed by which anybody can draw the same again."""

    first: date
    last: date
    size: int
    seed: str


@dataclass(frozen=True, slots=True)
class Clashes:
    """What does not hang together, each with a remedy."""

    clashes: tuple[Clash, ...]


def _plans(call: Call) -> PlanPage:
    views, following = open_plan_page(
        call.store, call.actor, call.query.after, _limit(call.query.limit), call.now
    )
    return PlanPage(tuple(plan_line(view) for view in views), following)


def _plan(call: Call) -> PlanShown | Denied:
    whole = show_whole_plan(call.store, call.actor, call.plan, call.now)
    return whole if isinstance(whole, Denied) else plan_shown(whole)


def _changes(call: Call) -> Changes | Denied:
    since = changes_since(call.store, call.actor, call.plan, call.query.since, call.now)
    return since if isinstance(since, Denied) else changes_shown(since)


def _look_after(call: Call) -> LookAfter:
    found = plans_to_look_after(call.store, call.actor, call.now)
    return LookAfter(tuple(to_look_after(one) for one in found))


def _history(call: Call) -> Versions | Denied:
    found = show_history(call.store, call.actor, call.plan, call.now)
    return found if isinstance(found, Denied) else versions_shown(found)


def _sample(call: Call) -> SampleShown | Denied:
    asked: SampleDrawn = call.query
    found = draw_log_sample(
        call.store, call.actor, asked.first, asked.last, _limit(asked.size), asked.seed, call.now
    )
    if isinstance(found, Denied):
        return found
    rows = tuple(LogLine(row.number, row.entry, None, own=False) for row in found.rows)
    return SampleShown(rows, found.of, found.seed)


def _clashes(call: Call) -> Clashes | Denied:
    found = find_clashes(call.store, call.actor, call.plan, call.now)
    return found if isinstance(found, Denied) else Clashes(tuple(found))


def _sources(call: Call) -> SourcesShown | Denied:
    view = show_plan(call.store, call.actor, call.plan, call.now)
    if isinstance(view, Denied):
        return view
    return show_sources(call.sources, view.plan, to_patient=call.actor.role in FOR_HER_EYES)


def _log(call: Call) -> LogPage | Denied:
    rows = read_log(call.store, call.actor, call.plan, call.now)
    if isinstance(rows, Denied):
        return rows
    units = {row.entry.unit for row in rows if row.entry.unit}
    names = {unit: call.store.unit_name(unit) for unit in units}
    lines = [
        LogLine(number, row.entry, names.get(row.entry.unit or ""), row.entry.who == call.actor.subject)
        for number, row in enumerate(rows, start=1)
        if call.query.before == 0 or number < call.query.before
    ]
    return _page(lines[::-1], _limit(call.query.limit))


def _readers(call: Call) -> LogPage | Denied:
    found = show_readers(call.store, call.actor, call.now)
    if isinstance(found, Denied):
        return found
    lines = [
        LogLine(one.number, one.entry, one.unit, one.own)
        for one in found.readings
        if call.query.before == 0 or one.number < call.query.before
    ]
    return _page(lines, _limit(call.query.limit))


def _page(lines: Sequence[LogLine], limit: int) -> LogPage:
    shown = tuple(lines[:limit])
    return LogPage(shown, shown[-1].number if len(lines) > limit else None)


def _limit(asked: int) -> int:
    if not 1 <= asked <= MOST:
        raise Problem(INVALID, errors=[Wrong("?limit", "limit", _LIMIT, _BETWEEN)])
    return asked


_LIMIT = Text("Så många rader kan inte visas", "So many rows cannot be shown")
_BETWEEN = Text(f"Skriv 1 till {MOST}.", f"Write 1 to {MOST}.")

ENDPOINTS = (
    Endpoint(
        "listPlans",
        "GET",
        "plans",
        Text("Planerna som du får läsa", "The plans that you may read"),
        _plans,
        PlanPage,
        None,
        query=PlanPages,
    ),
    Endpoint(
        "showPlan",
        "GET",
        "plans/{plan_id}",
        Text("En hel plan, som den står i dag", "A whole plan, as it stands today"),
        _plan,
        PlanShown,
        Action.READ_PLAN,
    ),
    Endpoint(
        "showChanges",
        "GET",
        "plans/{plan_id}/changes",
        Text("Vad som ändrats sedan en version", "What has changed since a version"),
        _changes,
        Changes,
        Action.READ_PLAN,
        query=SeenVersion,
    ),
    Endpoint(
        "plansToLookAfter",
        "GET",
        "plans-to-look-after",
        Text("Planerna som samordnaren bör se till", "The plans that a coordinator should look after"),
        _look_after,
        LookAfter,
        None,
    ),
    Endpoint(
        "showHistory",
        "GET",
        "plans/{plan_id}/versions",
        Text("Planens versioner, och vad som skiljer dem", "The plan's versions, and what differs"),
        _history,
        Versions,
        Action.READ_PLAN,
    ),
    Endpoint(
        "drawLogSample",
        "GET",
        "log-sample",
        Text("Ett stickprov ur loggen, för granskning", "A sample of the log, for review"),
        _sample,
        SampleShown,
        None,
        query=SampleDrawn,
    ),
    Endpoint(
        "findClashes",
        "GET",
        "plans/{plan_id}/clashes",
        Text("Vad som inte går ihop i planen", "What does not hang together in the plan"),
        _clashes,
        Clashes,
        Action.FIND_CLASHES,
    ),
    Endpoint(
        "showSources",
        "GET",
        "plans/{plan_id}/sources",
        Text("Vad planens källor inte kunde ge", "What the plan's sources could not give"),
        _sources,
        SourcesShown,
        Action.READ_PLAN,
    ),
    Endpoint(
        "readLog",
        "GET",
        "plans/{plan_id}/log",
        Text("Vem som läst eller försökt läsa planen", "Who has read, or tried to read, the plan"),
        _log,
        LogPage,
        Action.READ_LOG,
        query=LogPages,
    ),
    Endpoint(
        "showReaders",
        "GET",
        "readers",
        Text("Vem som läst patientens egna planer", "Who has read the patient's own plans"),
        _readers,
        LogPage,
        None,
        query=LogPages,
    ),
)
