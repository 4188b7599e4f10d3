"""`vardvag draw-log-sample`: rows of the care log for somebody to review, that can be drawn again."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import Column, emit, format_option, language_option

_TITLES = {
    "number": Text("Rad", "Row"),
    "when": Text("När", "When"),
    "who": Text("Vem", "Who"),
    "name": Text("Namn", "Name"),
    "role": Text("Roll", "Role"),
    "unit": Text("Enhet", "Unit"),
    "action": Text("Gjorde", "Did"),
    "plan": Text("Plan", "Plan"),
    "allowed": Text("Fick", "Allowed"),
    "rule": Text("Regel", "Rule"),
    "source": Text("Uppgifter från", "Data from"),
    "purpose": Text("Angett", "Stated"),
}
_DRAWN = Text(
    "{drawn} av {of} rader, frö {seed}. Samma frö drar samma rader ur samma dagar; dragningen står i loggen.",
    "{drawn} of {of} rows, seed {seed}. The same seed draws the same rows; the log has the drawing.",
)
_DENIED = Text("Du får inte dra ett stickprov.", "You may not draw a sample.")

EXAMPLE = """\b
Example:
  vardvag draw-log-sample --as granskare --unit SE2321000131-E000000000001 --first 2026-11-01 \
--last 2026-11-30 --size 50 --seed 2026-11"""


@dataclass(frozen=True, slots=True)
class _Reviewer:
    """Who draws, as the log has her."""

    subject: str
    name: str
    unit: str
    role: str = "log_reviewer"
    person: None = None


@click.command(epilog=EXAMPLE)
@click.option("--as", "subject", required=True, metavar="LOGIN", help="Who draws, by log-in.")
@click.option("--unit", required=True, metavar="HSA-ID", help="The unit she works at: its caregiver's log.")
@click.option("--name", default="", help="Her name, as the log will have it.")
@click.option("--first", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--last", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day, included.")
@click.option("--size", required=True, type=int, help="How many rows.")
@click.option("--seed", required=True, help="What the drawing is made by. Keep it with the review.")
@format_option
@language_option
def command(
    subject: str,
    unit: str,
    name: str,
    first: datetime,
    last: datetime,
    size: int,
    seed: str,
    output_format: str,
    language: Language,
) -> None:
    """Draw rows about patients' data from the log of one caregiver's staff, for somebody to judge.

    Which rows is chance that nobody can steer, and the same again from the same seed. The drawing is a row of
    the log: who drew, which days, how many and by which seed. Ends with 1 when she may not.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag draw-log-sample")
    from vardvag.base.moments import Moment
    from vardvag.service.backup.settings import open_part

    open_part("care")
    from vardvag.service.store.repository import DjangoPlanStore
    from vardvag.usecases.draw_log_sample import draw_log_sample
    from vardvag.usecases.show_plan import Denied

    who = _Reviewer(subject, name or subject, unit)
    now = Moment.of(datetime.now(UTC))
    drawn = draw_log_sample(DjangoPlanStore(), who, first.date(), last.date(), size, seed, now)
    if isinstance(drawn, Denied):
        click.echo(_DENIED.in_language(language), err=True)
        raise SystemExit(1)
    rows = [
        {"number": row.number, "when": str(row.entry.when)}
        | {key: getattr(row.entry, key) for key in list(_TITLES)[2:]}
        for row in drawn.rows
    ]
    note = _DRAWN.in_language(language).format(drawn=len(rows), of=drawn.of, seed=drawn.seed)
    emit(
        rows,
        [Column(key, title.in_language(language)) for key, title in _TITLES.items()],
        output_format,
        [note],
    )
