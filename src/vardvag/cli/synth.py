"""`vardvag synth`: a synthetic country in the national format."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from vardvag.base.days import Month
from vardvag.base.errors import Unreadable, WrongUse

EXAMPLE = """\b
Example:
  vardvag synth --contacts 10000 --seed 1 --out country
  vardvag synth --contacts 500 --seed 7 --regions 08,25 --out two-regions.csv"""


@click.command(epilog=EXAMPLE)
@click.option("--contacts", type=click.IntRange(min=0), required=True, help="How many contacts.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Same seed, same country."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A .csv or .parquet file, or a folder of monthly files.",
)
@click.option("--from", "first", metavar="MONTH", default="2018-01", show_default=True, help="First month.")
@click.option("--to", "last", metavar="MONTH", default="2019-12", show_default=True, help="Last month.")
@click.option("--regions", metavar="CODES", help="Region codes with commas between; all if left out.")
@click.option("--defects", metavar="SHARE", default="0%", show_default=True, help="Faulty rows, such as 1%.")
def command(
    contacts: int, seed: int, out: Path, first: str, last: str, regions: str | None, defects: str
) -> None:
    """Make a synthetic country of contacts in the national format. Nothing in it is about a real person."""
    from vardvag.usecases.make_country import write_country

    codes = None if regions is None else [code.strip() for code in regions.split(",") if code.strip()]
    written = write_country(out, contacts, seed, _month(first), _month(last), codes, float(_share(defects)))
    files = "1 file" if len(written.files) == 1 else f"{len(written.files)} files"
    click.echo(f"{written.rows} rows in {files}: {out}")


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except Unreadable as problem:
        raise WrongUse(problem.text) from problem


def _share(text: str) -> Fraction:
    from vardvag.base.definitions import read_share

    try:
        return read_share(text)
    except Unreadable as problem:
        raise WrongUse(problem.text) from problem
