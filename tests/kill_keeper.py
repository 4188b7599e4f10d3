"""The process beside the kill test: it has the store, starts servers as its children, and judges.

Started by `killing` with the settings of a real installation; spoken to by lines of JSON. It imports once, so
that a server is up in a moment. Here does not belong when to kill (`killing`).
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import functools
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from example_plan import ORTHOPAEDICS, Example, example
from vardvag.base.moments import Moment
from vardvag.contracts.log import FIRST, digest_of
from vardvag.contracts.plan import PatientContract
from vardvag.contracts.plan_events import PlanEventKind
from vardvag.contracts.times import Booked
from vardvag.events.model import EventKind
from vardvag.service.serving import migrate, serve

WRITER = "samordnare"
TOKEN = "t" * 32
_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER`: a killed server's workers become our children, so that we see them end."""


class Keeper:
    """The plans that are written to, and what of them has been judged already."""

    def __init__(self, plans: int) -> None:
        from vardvag.service.store.repository import DjangoPlanStore

        self.store = DjangoPlanStore()
        self._judged = 0, FIRST
        self.examples: list[Example] = []
        today = Moment.of(datetime.now(UTC)).legal_day
        for _ in range(plans):
            made = _unreported(example(today))
            self._keep(made)
            self.examples.append(made)

    def _keep(self, made: Example) -> None:
        if not self.examples:
            made.keep(self.store)
            return
        with self.store.transaction():
            self.store.add_person(made.person, own_access_open=True)
            self.store.add_pathway(made.pathway, made.person.person_id)
            for event in made.events:
                self.store.append_event(event)
            self.store.save(made.plan, 0)

    def told(self) -> dict[str, Any]:
        """What a writer needs: a session, and which step of which plan to move."""
        return {
            "session": _session(),
            "token": TOKEN,
            "steps": [[made.plan.plan_id, made.operation] for made in self.examples],
        }

    @functools.cached_property
    def _chained(self) -> Any:
        from vardvag.service.chained_log import ChainedLog
        from vardvag.service.store import models

        return ChainedLog(models.LOG, "care")

    def judge(self, acknowledged: dict[str, list[list[Any]]], tried: dict[str, list[str]]) -> dict[str, Any]:
        """Everything that is wrong with what is kept, and how far each plan has come."""
        wrong: list[str] = []
        self._chained.chain()
        versions = {}
        for made in self.examples:
            plan = made.plan.plan_id
            found = self._plan(made, acknowledged.get(plan, []), set(tried.get(plan, [])))
            wrong += [f"plan {plan}: {one}" for one in found]
            versions[plan] = self.store.read(made.plan.plan_id).version
        wrong += self._log()
        return {"wrong": wrong, "versions": versions, "log": self._judged[0]}

    def _plan(self, made: Example, acknowledged: list[list[Any]], tried: set[str]) -> Iterator[str]:
        from vardvag.service.store import models

        plan_id = made.plan.plan_id
        history = self.store.history(plan_id)
        numbers = [one.version for one in history]
        newest = history[-1]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"versions {numbers}"
        head = models.Plan.objects.using("care").get(plan_id=plan_id).version
        if head != newest.version:
            yield f"the head says {head}, the documents {newest.version}"
        kept = {one.version: _time_of(one, made) for one in history}
        for version, at in acknowledged:
            if kept.get(version) != at:
                yield f"version {version} was acknowledged with {at} and is {kept.get(version)}"
        known = {at for _, at in acknowledged}
        for version, at in kept.items():
            if version > 1 and at not in tried | known:
                yield f"version {version} holds {at}, which nobody wrote"
        booked = [
            event
            for event in self.store.events(made.pathway)
            if event.source == "vardvag" and event.kind is EventKind.BOOKED
        ]
        if len(booked) != len(history) - 1:
            yield f"{len(booked)} events of {len(history) - 1} moves"
        made_by = [
            event.version
            for event in self.store.plan_events(plan_id)
            if event.kind is PlanEventKind.VERSION_MADE
        ]
        if sorted(filter(None, made_by)) != numbers[1:]:
            yield f"versions {made_by} say who made them, of {numbers[1:]}"
        steps = models.Step.objects.using("care").filter(plan_id=plan_id)
        if set(steps.values_list("step_id", "unit", "pathway_id")) != {
            (step.step_id, step.owner.unit, step.pathway) for step in newest.steps
        }:
            yield "the derived steps are not the document's"
        staff = models.TakingPart.objects.using("care").filter(plan_id=plan_id)
        if set(staff.values_list("staff", flat=True)) != newest.care_team | {newest.coordinator.staff}:
            yield "those who take part are not the document's"
        told = models.FhirVersion.objects.using("care").filter(plan_id=plan_id, resource_type="Provenance")
        if set(told.values_list("plan_version", flat=True)) != set(numbers):
            yield "not every version has its resources"
        moves = models.LogRecord.objects.using("care").filter(plan=plan_id, action="move_step", allowed=True)
        if moves.count() < len(history) - 1:
            yield f"{moves.count()} rows in the log of {len(history) - 1} moves"

    def _log(self) -> Iterator[str]:
        """Whether the rows since the last time follow on those before, and the end is the last of them."""
        log = self._chained
        number, previous = self._judged
        for row in log.each_row(after=number):
            number += 1
            if (row.number, row.previous) != (number, previous):
                yield f"the log's row {row.number} does not follow on row {number - 1}"
            if row.digest != digest_of(row.entry, row.number, row.previous, row.scheme):
                yield f"the log's row {row.number} is not as it was written"
            previous = row.digest
        if log.end() != (number, previous):
            yield f"the log says it has {log.end()[0]} rows, and has {number}"
        self._judged = number, previous


def _unreported(made: Example) -> Example:
    """Without what the region is told of: that is not what is tried here."""
    return replace(
        made, plan=replace(made.plan, steps=tuple(replace(s, reported_as=None) for s in made.plan.steps))
    )


def _time_of(plan: PatientContract, made: Example) -> str | None:
    when = plan.step(made.operation).when
    return when.at.utc.isoformat() if isinstance(when, Booked) else None


def _session() -> str:
    """A session of the coordinator's, as log-in would have left it."""
    from django.contrib.sessions.backends.db import SessionStore

    from vardvag.contracts.access.actor import Role
    from vardvag.service.identity.actor import Actor

    session = SessionStore()
    session["actor"] = dataclasses.asdict(Actor(WRITER, Role.COORDINATOR, "Maria Exempel", unit=ORTHOPAEDICS))
    session["_csrftoken"] = TOKEN
    session.save()
    key: str = session.session_key
    return key


def _start() -> int:
    """A server as `vardvag serve` runs it, in a group of processes of its own; its number."""
    from django.db import connections

    from vardvag.service import chained_log

    # So often that a kill falls in the middle of it too.
    chained_log.CHAINED_EVERY = 3
    connections.close_all()  # a connection shared with a child is nobody's
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        serve()
        os._exit(0)
    return child


def _reap() -> None:
    """Wait until every process of the killed server has ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _read_all_code(told: dict[str, Any]) -> None:
    """Ask for a page here, so that its code and templates are read once and not by every server."""
    from django.conf import settings
    from django.test import Client

    asker = Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME=settings.ALLOWED_HOSTS[0])
    asker.cookies[settings.SESSION_COOKIE_NAME] = told["session"]
    plan, step = told["steps"][0]
    page = asker.get(f"/samordning/plan/{plan}/steg/{step}/flytta/")
    assert page.status_code == 200, page.status_code


def main(plans: int) -> None:
    """Answer each line with a line, until there are no more."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    migrate()
    keeper = Keeper(plans)
    told = keeper.told()
    _read_all_code(told)
    print(json.dumps(told), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        match asked.pop("do"):
            case "start":
                answer: Any = _start()
            case "reap":
                answer = _reap()
            case "judge":
                answer = keeper.judge(**asked)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
