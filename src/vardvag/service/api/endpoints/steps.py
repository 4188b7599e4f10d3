"""Steps added, changed, removed, done and proposed by a template; plans from elsewhere; stays in hospital."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vardvag.base.definitions import parse_definition
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.access.decision import Action
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.step import Owner, PlannedStep
from vardvag.contracts.templates import pathway_template
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.service.api.endpoint import Call, Endpoint, Kept, kept
from vardvag.service.api.problems import INVALID, Problem, Wrong, of_file
from vardvag.usecases.apply_template import apply_template
from vardvag.usecases.change_steps import add_step, change_step, remove_step
from vardvag.usecases.do_own_step import do_own_step
from vardvag.usecases.join_source_plan import join_source_plan, part_source_plan
from vardvag.usecases.record_stay import record_stay
from vardvag.usecases.show_plan import Denied


@dataclass(frozen=True, slots=True)
class DoneOn:
    """The day an own step was done."""

    on: date


@dataclass(frozen=True, slots=True)
class Filled:
    """Who fills a role of a template, and whom the patient asks."""

    owner: Owner
    ask: WhomToAsk


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """`template` is the whole file, as text (YAML). `owners` says who fills each of its roles."""

    template: str
    owners: Mapping[str, Filled]


@dataclass(frozen=True, slots=True)
class JoinedBy:
    """A joined plan, by its system and its identifier there."""

    system: str
    identifier: str


def _add(call: Call) -> Kept | Denied:
    made: PlannedStep = call.body
    return kept(add_step(call.store, call.actor, call.plan, made, call.seen, call.now), made.step_id)


def _change(call: Call) -> Kept | Denied:
    changed: PlannedStep = call.body
    if changed.step_id != call.step:
        raise Problem(INVALID, errors=[Wrong("/step_id", "step-id", _OTHER, _SAME)])
    return kept(change_step(call.store, call.actor, call.plan, changed, call.seen, call.now))


def _remove(call: Call) -> Kept | Denied:
    return kept(remove_step(call.store, call.actor, call.plan, call.step, call.seen, call.now))


def _done(call: Call) -> Kept | Denied:
    return kept(do_own_step(call.store, call.actor, call.plan, call.step, call.body.on, call.seen, call.now))


def _template(call: Call) -> Kept | Denied:
    sent: TemplateFile = call.body
    try:
        template = pathway_template(parse_definition(sent.template, Path("template.yaml")))
    except BadInput as wrong:
        # Told before anybody is asked about the plan: the file is wrong whoever's it is.
        raise Problem(INVALID, errors=of_file(wrong.findings, "/template")) from wrong
    owners = {role: (one.owner, one.ask) for role, one in sent.owners.items()}
    return kept(apply_template(call.store, call.actor, call.plan, template, owners, call.seen, call.now))


def _join(call: Call) -> Kept | Denied:
    joined: JoinedPlan = call.body
    return kept(join_source_plan(call.store, call.actor, call.plan, joined, call.seen, call.now))


def _part(call: Call) -> Kept | Denied:
    by: JoinedBy = call.body
    return kept(
        part_source_plan(call.store, call.actor, call.plan, by.system, by.identifier, call.seen, call.now)
    )


def _stay(call: Call) -> Kept | Denied:
    return kept(record_stay(call.store, call.actor, call.plan, call.body, call.seen, call.now))


_OTHER = Text("Steget är inte adressens", "The step is not the address's")
_SAME = Text("Skriv samma identitet som i adressen.", "Write the same identifier as in the address.")

ENDPOINTS = (
    Endpoint(
        "addStep",
        "POST",
        "plans/{plan_id}/steps",
        Text("Lägg till ett steg", "Add a step"),
        _add,
        Kept,
        Action.CHANGE_STEPS,
        PlannedStep,
        versioned=True,
        status=201,
    ),
    Endpoint(
        "changeStep",
        "PUT",
        "plans/{plan_id}/steps/{step_id}",
        Text("Ändra ett steg", "Change a step"),
        _change,
        Kept,
        Action.CHANGE_STEPS,
        PlannedStep,
        versioned=True,
    ),
    Endpoint(
        "removeStep",
        "DELETE",
        "plans/{plan_id}/steps/{step_id}",
        Text("Ta bort ett steg; tidigare versioner har det kvar", "Remove a step; earlier versions keep it"),
        _remove,
        Kept,
        Action.CHANGE_STEPS,
        versioned=True,
    ),
    Endpoint(
        "doOwnStep",
        "PUT",
        "plans/{plan_id}/steps/{step_id}/done",
        Text("Patientens eller en anhörigs eget steg är gjort", "An own step is done"),
        _done,
        Kept,
        Action.DO_OWN_STEP,
        DoneOn,
        versioned=True,
    ),
    Endpoint(
        "applyTemplate",
        "POST",
        "plans/{plan_id}/templates",
        Text("Lägg till de steg som en mall föreslår", "Add the steps that a template proposes"),
        _template,
        Kept,
        Action.APPLY_TEMPLATE,
        TemplateFile,
        versioned=True,
    ),
    Endpoint(
        "joinSourcePlan",
        "POST",
        "plans/{plan_id}/source-plans",
        Text("Foga in en plan från ett annat system", "Join a plan of another system"),
        _join,
        Kept,
        Action.JOIN_SOURCE_PLAN,
        JoinedPlan,
        versioned=True,
    ),
    Endpoint(
        "partSourcePlan",
        "POST",
        "plans/{plan_id}/source-plans/partings",
        Text("Ta bort en infogad plan", "Take a joined plan away"),
        _part,
        Kept,
        Action.JOIN_SOURCE_PLAN,
        JoinedBy,
        versioned=True,
    ),
    Endpoint(
        "recordStay",
        "PUT",
        "plans/{plan_id}/stays",
        Text("Skriv vad som hänt kring en slutenvårdstid", "Write what happened around a stay in hospital"),
        _stay,
        Kept,
        Action.RECORD_STAY,
        Discharge,
        versioned=True,
    ),
)
