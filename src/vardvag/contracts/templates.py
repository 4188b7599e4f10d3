"""Templates for a pathway: a file that proposes steps, in what order, with which lead times by which source.

The user supplies the file; Vårdväg ships none, because a lead time without its source would be invented. What
is proposed has no time yet, and each lead time keeps its source. Here does not belong who may apply one
(`access`), nor a limit in law (`clocks`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from vardvag.base.dated import Source
from vardvag.base.definitions import Definition, SourceField, Strict, TextField, validated
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.duration import Duration
from vardvag.contracts.identifiers import StepId
from vardvag.contracts.lead_time import LeadTime
from vardvag.contracts.precedence import in_order
from vardvag.contracts.step import Owner, PlannedStep
from vardvag.contracts.times import NoTimeYet
from vardvag.contracts.whom_to_ask import WhomToAsk

START = "start"
"""What a lead time counts from when it counts from no other step."""


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """One step of a template. `owner` is a role that whoever applies the template fills."""

    key: str
    what: str
    owner: str
    next_action: str
    preparation: str | None
    depends_on: tuple[str, ...]
    days: int
    lead_days: int | None
    lead_after: str
    lead_source: Source | None


@dataclass(frozen=True, slots=True)
class PathwayTemplate:
    """A template as read; `fingerprint` names exactly which text it was."""

    title: Text
    fingerprint: str
    steps: tuple[ProposedStep, ...]

    @property
    def roles(self) -> frozenset[str]:
        """The owners that must be filled."""
        return frozenset(step.owner for step in self.steps)


def proposed_steps(
    template: PathwayTemplate,
    owners: Mapping[str, tuple[Owner, WhomToAsk]],
    new_id: Callable[[], str],
) -> tuple[PlannedStep, ...]:
    """The template's steps with its owners filled in. BadInput names every owner that is missing."""
    if missing := sorted(template.roles - set(owners)):
        findings = [Finding("template-owner", _NO_OWNER, _FILL, value=role) for role in missing]
        raise BadInput(Text("Mallen kan inte användas än", "The template cannot be used yet"), findings)
    ids = {step.key: StepId(new_id()) for step in template.steps}
    return tuple(_planned(step, ids, *owners[step.owner]) for step in template.steps)


def _planned(step: ProposedStep, ids: Mapping[str, StepId], owner: Owner, ask: WhomToAsk) -> PlannedStep:
    lead = None
    if step.lead_days is not None and step.lead_source is not None:
        lead = LeadTime(step.lead_days, step.lead_source, ids.get(step.lead_after))
    return PlannedStep(
        step_id=ids[step.key],
        what=step.what,
        owner=owner,
        when=NoTimeYet(step.next_action),
        ask=ask,
        preparation=step.preparation,
        depends_on=tuple(ids[key] for key in step.depends_on),
        duration=Duration(days=step.days),
        lead_time=lead,
    )


class _LeadField(Strict):
    days: Annotated[int, Field(ge=0)]
    after: str = START
    source: SourceField


class _StepField(Strict):
    key: str
    what: str
    owner: str
    next_action: str
    preparation: str | None = None
    depends_on: tuple[str, ...] = ()
    days: Annotated[int, Field(gt=0)] = 1
    lead_time: _LeadField | None = None


class _File(Strict):
    title: TextField
    steps: Annotated[tuple[_StepField, ...], Field(min_length=1)]


def pathway_template(definition: Definition) -> PathwayTemplate:
    """The template a definition file holds. BadInput tells every fault: keys, unknown steps and circles."""
    fields = validated(definition, _File)
    if findings := _faults(definition, fields):
        name = Path(definition.path).name
        raise BadInput(Text(f"{name} kan inte användas", f"{name} cannot be used"), findings)
    return PathwayTemplate(
        fields.title.text(), definition.fingerprint, tuple(_proposed(step) for step in fields.steps)
    )


def _proposed(step: _StepField) -> ProposedStep:
    lead = step.lead_time
    return ProposedStep(
        step.key,
        step.what,
        step.owner,
        step.next_action,
        step.preparation,
        step.depends_on,
        step.days,
        lead.days if lead else None,
        lead.after if lead else START,
        lead.source.source() if lead else None,
    )


def _faults(definition: Definition, fields: _File) -> list[Finding]:
    keys = [step.key for step in fields.steps]
    findings = []
    for number, step in enumerate(fields.steps):
        if step.key == START or keys.index(step.key) < number:
            at = ("steps", number, "key")
            findings.append(definition.finding(at, "template-key", _TWICE, _RENAME, step.key))
        named = [("depends_on", key) for key in step.depends_on]
        if step.lead_time and step.lead_time.after != START:
            named.append(("lead_time", step.lead_time.after))
        for where, key in named:
            if key not in keys:
                at = ("steps", number, where)
                findings.append(definition.finding(at, "template-unknown-step", _UNKNOWN, _NAME_ONE, key))
    if not findings:
        try:
            in_order({StepId(step.key): [StepId(key) for key in step.depends_on] for step in fields.steps})
        except ValueError as circle:
            findings.append(definition.finding(("steps",), "template-circle", _CIRCLE, _BREAK, str(circle)))
    return findings


_NO_OWNER = Text("Mallen har en roll som ingen fyller", "The template has a role that nobody fills")
_FILL = Text("Ange vem som ansvarar, och vem patienten frågar.", "Say who is responsible, and whom to ask.")
_TWICE = Text(
    "Två steg har samma nyckel, eller en reserverad", "Two steps have the same key, or a reserved one"
)
_RENAME = Text("Ge steget en egen nyckel.", "Give the step a key of its own.")
_UNKNOWN = Text("Steget finns inte i mallen", "No step of the template has this key")
_NAME_ONE = Text("Skriv nyckeln till ett steg i filen.", "Write the key of a step in the file.")
_CIRCLE = Text("Stegen väntar på varandra i en ring", "The steps wait for each other in a circle")
_BREAK = Text("Ta bort ett av beroendena.", "Take one of the dependencies away.")
