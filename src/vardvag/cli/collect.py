"""`vardvag collect`: what national sources know, into the plans of one coordinator's patients."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import Column, Row, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.contracts.identifiers import PlanId
    from vardvag.contracts.rivta.source_state import SourceState
    from vardvag.usecases.collect_sources import Collection
    from vardvag.usecases.show_plan import Denied

_TITLES = {
    "plan": Text("Plan", "Plan"),
    "source": Text("Källa", "Source"),
    "contract": Text("Tjänstekontrakt", "Service contract"),
    "outcome": Text("Utfall", "Outcome"),
    "tried_at": Text("Försökt", "Tried"),
    "last_whole": Text("Senast helt hämtad", "Last whole"),
    "left_out": Text("Utelämnade", "Left out"),
    "withheld": Text("Innehållna", "Withheld"),
    "unplaced": Text("Okända", "Unplaced"),
    "reasons": Text("Skäl", "Reasons"),
}
_OUTCOMES = {
    "reached": Text("hämtad", "reached"),
    "partly": Text("delvis", "partly"),
    "not_reached": Text("kunde inte nås", "not reached"),
    "not_asked": Text("inte frågad", "not asked"),
    "denied": Text("får inte", "denied"),
}

EXAMPLE = """\b
Example:
  vardvag collect --as samordnare --unit SE2321000131-E000000000001 --name "Sam Ordnare\""""


@click.command(epilog=EXAMPLE)
@click.option("--as", "subject", required=True, metavar="LOGIN", help="Whose job it is, by log-in.")
@click.option("--unit", required=True, metavar="HSA-ID", help="The care unit she works at.")
@click.option("--name", default="", help="Her name, as the patient will see it in the log.")
@click.option("--plan", metavar="ID", help="One plan only; else every plan whose care she takes part in.")
@format_option
@language_option
def command(
    subject: str, unit: str, name: str, plan: str | None, output_format: str, language: Language
) -> None:
    """Ask the sources of VARDVAG_COLLECT_SOURCES about each patient and join what they answer to her plan.

    Each plan is decided by the access rules and logged as read by the coordinator. What could not be reached
    is said here and on the plan's page, and never taken for empty. Ends with 1 when a source was not reached
    or not read whole, or when a plan may not be read.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag collect")
    from vardvag.service.rivta.collecting import Staff, collect_for

    rows = list(_rows(collect_for(Staff(subject, name or subject, unit), plan)))
    columns = [Column(key, title.in_language(language)) for key, title in _TITLES.items()]
    emit(rows, columns, output_format)
    if any(row["outcome"] != _OUTCOMES["reached"] for row in rows):
        raise SystemExit(1)


def _rows(collected: Iterable[tuple[PlanId, Collection | Denied]]) -> Iterable[Row]:
    for plan_id, made in collected:
        states = getattr(made, "states", None)
        if states is None:
            yield {"plan": plan_id} | dict.fromkeys(list(_TITLES)[1:]) | {"outcome": _OUTCOMES["denied"]}
            continue
        for state in states:
            yield _row(plan_id, state)


def _row(plan_id: str, state: SourceState) -> Row:
    return {
        "plan": plan_id,
        "source": state.title,
        "contract": state.contract,
        "outcome": _OUTCOMES[state.outcome],
        "tried_at": str(state.tried_at),
        "last_whole": str(state.last_whole) if state.last_whole else None,
        "left_out": state.left_out,
        "withheld": state.withheld,
        "unplaced": len(state.unplaced),
        "reasons": ", ".join(state.reasons) or None,
    }
