"""`vardvag stats`: count a measure, by region and month, under a named exclusion policy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vardvag.cli.output import Column, emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.base.days import Month
    from vardvag.base.texts import Text
    from vardvag.statistics.measure import Measure
    from vardvag.usecases.publish_cells import PublishedRow

_EXAMPLE = (
    "Example:  vardvag stats waiting-operation-within-90 --store ./store "
    "--from 2018-09 --to 2019-11 --exclusion pvv"
)


@click.command("stats", epilog=_EXAMPLE)
@click.argument("measure")
@click.option(
    "--store",
    "store_path",
    required=True,
    envvar="VARDVAG_STORE",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store.",
)
@click.option("--by", type=click.Choice(["region", "country"]), default="region", show_default=True)
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", metavar="YYYY-MM", help="Last month.  [default: the first]")
@click.option("--exclusion", metavar="POLICY", help="Who is left out.  [default: as the measure says]")
@click.option(
    "--basis",
    type=click.Choice(["derived", "reported"]),
    help="How waiting is counted.  [default: as the measure says]",
)
@click.option(
    "--as-known",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Count only what had been received up to this day.",
)
@click.option("--engine", default="duckdb", show_default=True, help="duckdb or reference; the same figures.")
@click.option(
    "--measures",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder with measures of your own.",
)
@click.option(
    "--unsuppressed",
    is_flag=True,
    help="Show small counts too. For use inside the region only; do not pass on.",
)
@format_option
@language_option
def command(
    measure: str,
    store_path: Path,
    by: str,
    first: str,
    last: str | None,
    exclusion: str | None,
    basis: str | None,
    as_known: datetime | None,
    engine: str,
    folders: tuple[Path, ...],
    unsuppressed: bool,
    output_format: str,
    language: str,
) -> None:
    """Count MEASURE for every region and month: how many within the limit, of how many.

    Counts of few people are suppressed as the measure's disclosure rule says. A region that has not
    reported is missing, which is not zero.
    """
    from vardvag.base.cells import Basis
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text
    from vardvag.usecases.count_measure import count_measure, find_measure
    from vardvag.usecases.publish_cells import publish_cells, title_of
    from vardvag.warehouse.store import Store

    store = Store(store_path)
    if not store.exists:
        raise WrongUse(
            Text(
                f"Det finns inget lager i {store_path}. Gör ett med: vardvag load FIL --store MAPP",
                f"There is no store in {store_path}. Make one with: vardvag load FILE --store DIR",
            )
        )
    chosen = find_measure(measure, folders)
    cells = count_measure(
        store,
        chosen,
        "country" if by == "country" else "region",
        first=_month(first),
        last=_month(last or first),
        policy=exclusion,
        basis=Basis(basis) if basis else None,
        as_known=as_known.date() if as_known else None,
        engine=engine,
    )
    rows = publish_cells(cells, chosen, inside=unsuppressed)
    title = title_of(chosen, rows[0])
    notes = [title, *_notes(rows, chosen, unsuppressed)]
    if output_format == "table":
        click.echo(title.in_language("en" if language == "en" else "sv") + "\n")
        notes = notes[1:]
    table = output_format == "table"
    emit([_shown(row, language, table) for row in rows], _columns(language, table), output_format, notes)


def _month(text: str) -> Month:
    from vardvag.base.days import Month
    from vardvag.base.errors import Unreadable, WrongUse

    try:
        return Month.parse(text)
    except Unreadable as problem:
        raise WrongUse(problem.text) from problem


def _columns(language: str, table: bool) -> list[Column]:
    """A table is for reading; the other forms hold everything that makes the figure what it is."""
    swedish = language == "sv"
    columns = [
        Column("place", "Kod" if swedish else "Code"),
        Column("name", "Region"),
        Column("period", "Månad" if swedish else "Month"),
        Column("per_cent", "Andel, %" if swedish else "Share, %", right=True),
        Column("within", "Inom gränsen" if swedish else "Within", right=True),
        Column("counted", "Räknade" if swedish else "Counted", right=True),
        Column("status", "Status"),
    ]
    if not table:
        more = ("measure", "policy", "basis", "as_known", "fingerprint", "source")
        columns += [Column(key, key) for key in more]
    return columns


def _shown(row: PublishedRow, language: str, table: bool) -> dict[str, object]:
    from vardvag.base.regions import NATIONAL, region
    from vardvag.base.texts import Text
    from vardvag.statistics.rounding import per_cent

    statuses = {
        "reported": Text("redovisat", "reported"),
        "missing": Text("saknas", "missing"),
        "not_applicable": Text("ej tillämpligt", "not applicable"),
        "suppressed": Text("dold", "suppressed"),
    }
    country = Text("Riket", "Sweden")
    mark = "," if table and language == "sv" else "."
    return {
        "place": row.place,
        "name": country if row.place == NATIONAL else region(row.place).name,
        "period": row.period,
        "per_cent": per_cent(row.share, mark) if row.share else None,
        "within": row.within,
        "counted": row.counted,
        "status": statuses[row.status] if table else row.status,
        "measure": row.measure,
        "policy": row.policy,
        "basis": row.basis,
        "as_known": row.as_known,
        "fingerprint": row.fingerprint,
        "source": f"{row.source.title}, {row.source.section}",
    }


def _notes(rows: list[PublishedRow], measure: Measure, unsuppressed: bool) -> list[Text]:
    """What must stand beside the figures: the definition, as known when, coverage, what is hidden."""
    from vardvag.base.regions import NATIONAL
    from vardvag.base.texts import Text

    notes = [measure.file.definition.text()]
    if (day := rows[0].as_known) is not None:
        notes.append(Text(f"Så som det var känt {day}.", f"As known on {day}."))
    sections = [(row.source.section or "").partition(" (") for row in rows if row.place == NATIONAL]
    coverage = "; ".join(section for section, _, _ in sections)
    version = sections[0][2].rstrip(")")
    notes.append(
        Text(
            f"Källa: {rows[0].source.title}, {version}. Riket: {coverage}.",
            f"Source: {rows[0].source.title}, {version}. Sweden: {coverage}.",
        )
    )
    notes += dict.fromkeys(row.source.note for row in rows if row.source.note)
    if measure.file.guaranteed.source.source().is_assumption:
        note = measure.file.guaranteed.source.source().note
        notes += [Text(f"Antagande: {note.sv}", f"Assumption: {note.en}")] if note else []
    fewest = measure.file.disclosure.fewest
    if any(row.status == "suppressed" for row in rows):
        notes.append(
            Text(
                f"Dold: talet gäller färre än {fewest} personer, eller skulle avslöja ett sådant tal.",
                f"Suppressed: of fewer than {fewest} people, or would betray such a number.",
            )
        )
    if unsuppressed:
        notes.append(
            Text(
                "ENDAST INOM REGIONEN: små tal visas. Sprid inte vidare.",
                "INSIDE THE REGION ONLY: small counts are shown. Do not pass on.",
            )
        )
    return notes
