"""`vardvag guarantee`: whether the care guarantee holds for a wait, and until which day.

The same answer as the page `/vardgaranti/`; its answers are written here as NAME=VALUE. What they mean stands
in `usecases/guarantee_answers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Language, Text
from vardvag.cli.output import Column, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.clocks.model import GuaranteeClock
    from vardvag.usecases.does_the_guarantee_hold import Holding

_KEYS = (
    *("limit", "kind", "days", "started_on", "last_day", "passed"),
    *("certainty", "law", "paragraph", "reason", "missing"),
)
_TITLES: dict[Language, tuple[str, ...]] = {
    "sv": (
        *("Gräns", "Vad den är", "Dagar", "Började", "Sista dag", "Passerad"),
        *("Säkerhet", "Lag", "Paragraf", "Skäl", "Saknas"),
    ),
    "en": (
        *("Limit", "What it is", "Days", "Started", "Last day", "Passed"),
        *("Certainty", "Law", "Paragraph", "Reason", "Missing"),
    ),
}
_COLUMNS = {
    language: [Column(key, title) for key, title in zip(_KEYS, titles, strict=True)]
    for language, titles in _TITLES.items()
}
_PASSED = {True: Text("ja", "yes"), False: Text("nej", "no"), None: None}
_TRUTH = {"ja": True, "yes": True, "nej": False, "no": False}
_CARES = (
    *("kontakt", "bedomning", "besok-remiss", "besok-egen", "behandling", "bup", "bup-nasta"),
    *("aterbesok", "undersokning", "akut", "service", "hjalpmedel", "tandvard", "privat"),
)

EXAMPLE = """\b
Example:
  vardvag guarantee behandling --day 2026-01-05 --as-of 2026-05-01"""


@click.command(epilog=EXAMPLE)
@click.argument("care", type=click.Choice(_CARES), metavar="CARE")
@click.option("--day", metavar="DATE", help="The day the wait began; of care that is not covered, none.")
@click.option(
    "--with",
    "more",
    multiple=True,
    metavar="NAME=VALUE",
    help="What else is so: a day (medical-from=2026-02-01), yes or no (own-region=yes), or region=01.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to ask on; today in Sweden if left out.",
)
@format_option
@language_option
@click.pass_context
def command(
    context: click.Context,
    care: str,
    day: str | None,
    more: tuple[str, ...],
    as_of: datetime | None,
    output_format: str,
    language: Language,
) -> None:
    """Whether the care guarantee holds for a wait, its last day and its paragraph, and limits beside it.

    CARE is kontakt or bedomning (in primary care), besok-remiss, besok-egen or behandling (in specialised
    care), bup or bup-nasta (child psychiatry), or aterbesok, undersokning, akut, service, hjalpmedel,
    tandvard or privat.

    \b
    NAMEs: given-on, region, own-region, listed, assessment-needed,
    later-for-medical-reasons, medical-from, medical-to, elsewhere-from,
    elsewhere-to, declined-on, offered-for, informed, regretted-on, agreed-on,
    agreed-for, wanted-earlier-on, missed.

    Exit code 1 when the guarantee does not hold; 3, with every fault, when the answers contradict each other.
    """
    from vardvag.base.moments import STOCKHOLM
    from vardvag.usecases.does_the_guarantee_hold import does_the_guarantee_hold
    from vardvag.usecases.guarantee_answers import Answers, Care, faults

    today = as_of.date() if as_of else datetime.now(STOCKHOLM).date()
    values, wrong = _read([*([f"day={day}"] if day else []), *more])
    answers = Answers(Care(care), **values)
    told = {one.column for one in wrong}
    wrong += [one for one in faults(answers, today) if one.column not in told]
    if wrong:
        raise BadInput(Text("Svaren går inte att använda", "The answers cannot be used"), wrong)
    holding = does_the_guarantee_hold(answers, today)
    emit(list(_rows(holding)), _COLUMNS[language], output_format)
    if holding.clock is None or not holding.clock.covered:
        context.exit(1)


def _read(written: list[str]) -> tuple[dict[str, Any], list[Finding]]:
    """The answers as they are meant, and every one that cannot be read."""
    from vardvag.base.errors import NotFound
    from vardvag.base.regions import region
    from vardvag.usecases.guarantee_answers import Answers

    kinds = {name: str(kind) for name, kind in Answers.__annotations__.items() if name != "care"}
    found: dict[str, Any] = {}
    wrong: list[Finding] = []
    for one in written:
        name, _, value = one.partition("=")
        field = name.strip().replace("-", "_")
        kind, value = kinds.get(field, ""), value.strip()
        try:
            if kind.startswith("date"):
                found[field] = date.fromisoformat(value)
            elif kind.startswith("bool"):
                found[field] = _TRUTH[value.lower()]
            elif field == "region":
                found[field] = region(value).code
            else:
                wrong.append(_fault(one, Text("Det finns inget sådant svar", "There is no such answer")))
        except (ValueError, KeyError, NotFound):
            wrong.append(_fault(value, Text("Går inte att läsa", "Cannot be read"), field))
    return found, wrong


def _fault(value: str, message: Text, column: str | None = None) -> Finding:
    remedy = Text(
        "Skriv en dag som 2026-02-01, ja eller nej, eller en länskod; se --help",
        "Write a day as 2026-02-01, yes or no, or a county code; see --help",
    )
    return Finding("answers", message, remedy, column=column, value=value)


def _rows(holding: Holding) -> Iterator[dict[str, object]]:
    """The guarantee first, then the limits beside it."""
    from vardvag.clocks.reasons import REASONS

    if holding.clock is not None and holding.limit is not None:
        yield _row(holding.clock, holding.limit.title, holding.today)
    elif holding.not_covered is not None:
        yield dict.fromkeys(_KEYS) | {"reason": REASONS[holding.not_covered]}
    for other in holding.others:
        yield _row(other.clock, other.limit.title, holding.today)


def _row(clock: GuaranteeClock, title: Text, today: date) -> dict[str, object]:
    from vardvag.clocks.reasons import REASONS
    from vardvag.clocks.words import KINDS
    from vardvag.usecases.clock_words import CERTAINTY

    return {
        "limit": title,
        "kind": KINDS[clock.kind],
        "days": clock.days if clock.law else None,
        "started_on": clock.started_on,
        "last_day": clock.last_day,
        "passed": _PASSED[clock.overdue_on(today)],
        "certainty": CERTAINTY[clock.certainty],
        "law": clock.law or None,
        "paragraph": clock.paragraph or None,
        "reason": REASONS[clock.reason] if clock.reason else None,
        "missing": ", ".join(clock.missing) or None,
    }
