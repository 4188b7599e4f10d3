"""A plan in plain Swedish text: what the national contract can hold of it: a document, no steps.

Here does not belong who may see it: everything in the plan that is given is told.
"""

from __future__ import annotations

from vardvag.contracts.plan import PatientContract
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.times import Booked, Done, NoTimeYet, Requested, Window


def plan_as_text(plan: PatientContract) -> str:
    """The plan's steps in order, each with when, who is responsible and whom to ask."""
    _, point = plan.coordinator.ask.first
    lines = [
        f"Fast vårdkontakt: {plan.coordinator.name}. {point.name}, {point.channel}, {point.hours}.",
        "",
        *(_line(step) for step in plan.steps),
    ]
    return "\n".join(lines) + "\n"


def _line(step: PlannedStep) -> str:
    _, point = step.ask.first
    where = f" Plats: {step.where}." if step.where else ""
    return (
        f"- {step.what}: {_when(step)} Ansvar: {step.owner.name}.{where} "
        f"Frågor: {point.name}, {point.channel}, {point.hours}."
    )


def _when(step: PlannedStep) -> str:
    match step.when:
        case Done(on):
            return f"klart {on.isoformat()}."
        case Booked(at):
            return f"{at.stockholm:%Y-%m-%d kl. %H.%M}."
        case Window(latest, earliest):
            return f"{f'tidigast {earliest.isoformat()}, ' if earliest else ''}senast {latest.isoformat()}."
        case Requested(wanted, _, _, next_action):
            return f"önskad tid {wanted.stockholm:%Y-%m-%d kl. %H.%M}, inte bekräftad. {next_action}"
        case NoTimeYet(next_action):
            return f"ingen tid än. {next_action}"
