"""`vardvag synth`: a synthetic country in the national format, or made-up people with their plans."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.base.errors import Unreadable, WrongUse
from vardvag.base.texts import Text
from vardvag.cli.months import month_named

if TYPE_CHECKING:
    from vardvag.events.model import Phase

EXAMPLE = """\b
Example:
  vardvag synth --contacts 10000 --seed 1 --out country
  vardvag synth --contacts 500 --seed 7 --regions 08,25 --out two-regions.csv
  vardvag synth --contacts 500 --phases 1,2,3,4,5 --events events.csv --links links.csv --out all.xlsx
  vardvag synth --contacts 500 --defect order=1%,person=0.2% --out faulty.csv
  vardvag synth --plans 1000 --seed 7 --out plans.jsonl"""


@click.command(epilog=EXAMPLE)
@click.option("--contacts", type=click.IntRange(min=0), help="How many contacts.")
@click.option(
    "--plans",
    type=click.IntRange(min=0),
    help="How many people with plans, instead of contacts: JSON lines, one person a line.",
)
@click.option(
    "--first",
    "first_person",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The number of the first person, to share the work: 0–999 here and 1000–1999 there.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Same seed, same country."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A file (.csv, .xlsx, .parquet), or a folder of monthly CSV files.",
)
@click.option("--from", "first", metavar="MONTH", default="2018-01", show_default=True, help="First month.")
@click.option("--to", "last", metavar="MONTH", default="2019-12", show_default=True, help="Last month.")
@click.option("--regions", metavar="CODES", help="Region codes with commas between; all if left out.")
@click.option(
    "--phases",
    metavar="PHASES",
    default="1,2",
    show_default=True,
    help="1 first contact, 2 operation, 3 examination, 4 return visit, 5 emergency.",
)
@click.option(
    "--linked",
    metavar="SHARE",
    default="0%",
    show_default=True,
    help="Pathways whose referral's id (RemissId) stands on every contact, not on the first alone: 60%.",
)
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    help="csv, xlsx, parquet or the name of a format; by the file's ending if left out.",
)
@click.option("--defects", metavar="SHARE", default="0%", show_default=True, help="Faulty rows, such as 1%.")
@click.option(
    "--defect",
    "kinds",
    metavar="RULE=SHARE",
    multiple=True,
    help="Faulty rows that one rule of `check` finds, such as order=1%; several with commas between.",
)
@click.option(
    "--events",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file for the care events that the contacts are made of.",
)
@click.option(
    "--links",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file for which pathway each contact belongs to.",
)
@click.option(
    "--primary-care",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file for as many contacts with primary care.",
)
def command(
    contacts: int | None,
    plans: int | None,
    first_person: int,
    seed: int,
    out: Path,
    first: str,
    last: str,
    regions: str | None,
    phases: str,
    linked: str,
    format_name: str | None,
    defects: str,
    kinds: tuple[str, ...],
    events: Path | None,
    links: Path | None,
    primary_care: Path | None,
) -> None:
    """Make a synthetic country of contacts in the national format. Nothing in it is about a real person.

    With --plans: people with complex plans over region, municipality and private units, for tests of load.
    """
    if (contacts is None) is (plans is None):
        raise WrongUse(Text("ange --contacts eller --plans", "give --contacts or --plans"))
    if contacts is None:
        click.echo(f"{_write_plans(out, plans or 0, seed, first_person)} people in 1 file: {out}")
        return
    from vardvag.usecases.make_country import Beside, write_country

    written = write_country(
        out,
        contacts,
        seed,
        month_named(first),
        month_named(last),
        None if regions is None else _listed(regions),
        _defects(defects, kinds),
        _phases(phases),
        format_name,
        Beside(events, links, primary_care),
        float(_share(linked)),
    )
    files = "1 file" if len(written.files) == 1 else f"{len(written.files)} files"
    click.echo(f"{written.rows} rows in {files}: {out}")
    for path, rows in written.beside:
        click.echo(f"{rows} rows in 1 file: {path}")


def _write_plans(out: Path, number: int, seed: int, first: int) -> int:
    from vardvag.contracts.synth.people import people
    from vardvag.service.store.documents import to_document
    from vardvag.service.store.records import to_plain
    from vardvag.usecases.write_people import write_people

    return write_people(out, people(seed, number, first=first), to_document, to_plain)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def _phases(text: str) -> list[Phase]:
    from vardvag.events.model import NATIONAL_PHASES, Phase

    numbers = [str(phase.value) for phase in NATIONAL_PHASES]
    listed = _listed(text)
    if not listed or any(one not in numbers for one in listed):
        raise WrongUse(
            Text(
                f"ange faser som 1–5 med komma emellan, inte {text!r}",
                f"give phases as 1–5 with commas between, not {text!r}",
            )
        )
    return [Phase(int(one)) for one in listed]


def _defects(share: str, kinds: tuple[str, ...]) -> float | dict[str, float]:
    """The share of all the usual kinds, or one share for each kind named."""
    usual = float(_share(share))
    if not kinds:
        return usual
    if usual:
        raise WrongUse(
            Text("ange --defects eller --defect, inte båda", "give --defects or --defect, not both")
        )
    rates: dict[str, float] = {}
    for one in (part for text in kinds for part in _listed(text)):
        kind, _, rate = one.partition("=")
        rates[kind.strip()] = float(_share(rate.strip()))
    return rates


def _share(text: str) -> Fraction:
    from vardvag.base.definitions import read_share

    try:
        return read_share(text)
    except Unreadable as problem:
        raise WrongUse(problem.text) from problem
