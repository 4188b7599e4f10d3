"""`vardvag stats`: count a measure, by region and month, under a named exclusion policy.

Here belong the question and what is said of every answer. The rows are made in `stats_shares`,
`stats_figures`, `stats_flows`, `stats_time_to_care` and `stats_whole_way`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vardvag.cli.engine_options import engine_options
from vardvag.cli.months import month_named
from vardvag.cli.output import emit, format_option, language_option

if TYPE_CHECKING:
    from vardvag.base.texts import Text
    from vardvag.cli.stats_parts import Answer, Told
    from vardvag.engines.open_engine import OpenEngine
    from vardvag.statistics.counting import By
    from vardvag.statistics.cuts import Cut
    from vardvag.statistics.figures import Figure
    from vardvag.statistics.measure import Measure
    from vardvag.warehouse.store import Store

_EXAMPLE = (
    "Example:  vardvag stats waiting-operation-within-90 --store ./store "
    "--from 2018-09 --to 2019-11 --exclusion pvv"
)


@click.command("stats", epilog=_EXAMPLE)
@click.argument("measure")
@click.option(
    "--store",
    "store_path",
    envvar="VARDVAG_STORE",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store, for a measure that is counted from contacts.",
)
@click.option(
    "--by",
    default="region",
    show_default=True,
    metavar="PLACE[,CUT]",
    help="region or country, and one of speciality, sex, age, municipality, form, profession.",
)
@click.option(
    "--figure",
    metavar="FIGURE",
    help="share, count, bands, bands-to-90, median or percentiles; of a waiting list flows, clearance or "
    "time-to-care; of treatments whole-way.  [default: share; median without a limit]",
)
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", metavar="YYYY-MM", help="Last month.  [default: the first]")
@click.option("--exclusion", metavar="POLICY", help="Who is left out.  [default: as the measure says]")
@click.option(
    "--speciality",
    "specialities",
    multiple=True,
    metavar="MVO",
    help="Count this field of activity alone; may be repeated.",
)
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
@engine_options
@click.option(
    "--measures",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder with measures of your own.",
)
@click.option(
    "--numbers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Sheet of numbers, for a measure whose numbers are supplied: CSV or Excel.",
)
@click.option(
    "--limits",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of each pathway's limit and where it stands, for a measure that is told of each.",
)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the sheet to fill in, .xlsx or .csv, instead of counting.",
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
    store_path: Path | None,
    by: str,
    figure: str | None,
    first: str,
    last: str | None,
    exclusion: str | None,
    specialities: tuple[str, ...],
    basis: str | None,
    as_known: datetime | None,
    engine: str | OpenEngine,
    folders: tuple[Path, ...],
    numbers: Path | None,
    limits: Path | None,
    template: Path | None,
    unsuppressed: bool,
    output_format: str,
    language: str,
) -> None:
    """Count MEASURE for every region and month: how many within the limit, of how many; or another figure.

    Counts of few people are suppressed as the measure's disclosure rule says. A region that has not
    reported is missing, which is not zero. Some measures are not counted from contacts but made of numbers
    that somebody supplies: give them with --numbers.
    """
    from vardvag.base.cells import Basis
    from vardvag.cli import stats_supplied
    from vardvag.cli.stats_parts import called
    from vardvag.usecases.count_measure import find_measure
    from vardvag.usecases.tell_supplied import find_supplied

    given = {"--numbers": numbers, "--limits": limits, "--template": template}
    if (supplied := find_supplied(measure, folders)) is not None:
        asked_too = {"--figure": figure, "--exclusion": exclusion, "--basis": basis, "--as-known": as_known}
        stats_supplied.answer(
            supplied,
            numbers=numbers,
            limits=limits,
            template=template,
            first=month_named(first),
            last=month_named(last or first),
            by=by,
            refused=asked_too,
            inside=unsuppressed,
            output_format=output_format,
            language="en" if language == "en" else "sv",
        )
        return
    store = _store(store_path, measure, [name for name, path in given.items() if path is not None])
    chosen = find_measure(measure, folders)
    if specialities:
        chosen = chosen.of(specialities)
    place, cut = _by(by)
    asked: dict[str, Any] = {
        "first": month_named(first),
        "last": month_named(last or first),
        "policy": exclusion,
        "basis": Basis(basis) if basis else None,
        "as_known": as_known.date() if as_known else None,
        "engine": engine,
    }
    table = output_format == "table"
    found = _answer(store, chosen, figure, cut, language, table, by=place, inside=unsuppressed, **asked)
    breaks = [one.told for one in chosen.breaks if one.divides(asked["first"], asked["last"])]
    notes = [found.title, *found.notes, *breaks, *_notes(found.told, chosen, unsuppressed)]
    if table:
        click.echo(called(found.title, language) + "\n")
        notes = notes[1:]
    emit(found.rows, found.columns, output_format, notes)


def _store(path: Path | None, measure: str, given: Sequence[str]) -> Store:
    """The store to count in. WrongUse when there is none, and for options of numbers that are supplied."""
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text
    from vardvag.warehouse.store import Store

    if given:
        raise WrongUse(
            Text(
                f"{measure} räknas ur kontakterna i ett lager. Ta bort {', '.join(given)}.",
                f"{measure} is counted from the contacts in a store. Leave out {', '.join(given)}.",
            )
        )
    if path is None:
        raise WrongUse(
            Text(
                f"{measure} räknas ur kontakterna i ett lager. Ange det med --store MAPP.",
                f"{measure} is counted from the contacts in a store. Name it with --store DIR.",
            )
        )
    store = Store(path)
    if not store.exists:
        raise WrongUse(
            Text(
                f"Det finns inget lager i {path}. Gör ett med: vardvag load FIL --store MAPP",
                f"There is no store in {path}. Make one with: vardvag load FILE --store DIR",
            )
        )
    return store


def _answer(
    store: Store,
    measure: Measure,
    name: str | None,
    cut: Cut | None,
    language: str,
    table: bool,
    **asked: Any,
) -> Answer:
    """The answer to the figure called *name*. WrongUse for a cut of what is told of places alone."""
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text
    from vardvag.cli import stats_figures, stats_flows, stats_shares, stats_time_to_care, stats_whole_way
    from vardvag.statistics.figures import Figure

    of_places = {
        **dict.fromkeys(stats_flows.CHOICES, stats_flows.answer),
        **dict.fromkeys(stats_time_to_care.CHOICES, stats_time_to_care.answer),
        **dict.fromkeys(stats_whole_way.CHOICES, stats_whole_way.answer),
    }
    if name is not None and name in of_places:
        if cut is None:
            return of_places[name](store, measure, name, language, table, **asked)
        raise WrongUse(
            Text(
                f"{name} visas för regioner och riket, inte per {cut.title.sv}. Ange --by region.",
                f"{name} is told of regions and the country, not by {cut.title.en}. Ask --by region.",
            )
        )
    figures = _figures(name, measure)
    if cut is None and figures == (Figure.SHARE,):
        return stats_shares.answer(store, measure, language, table, **asked)
    return stats_figures.answer(store, measure, figures, cut, language, table, **asked)


def _by(text: str) -> tuple[By, Cut | None]:
    """`region,sex` as a place and a cut. WrongUse for another place, NotFound for another cut."""
    from vardvag.base.errors import WrongUse
    from vardvag.base.texts import Text
    from vardvag.statistics.cuts import cut_named

    place, _, cut = text.partition(",")
    if place not in ("region", "country") or "," in cut:
        raise WrongUse(
            Text(
                f"--by är region eller country och högst en indelning till, som region,sex; inte {text}.",
                f"--by is region or country and at most one cut, as region,sex; not {text}.",
            )
        )
    return ("region" if place == "region" else "country"), cut_named(cut) if cut else None


def _figures(name: str | None, measure: Measure) -> tuple[Figure, ...]:
    """The figures asked for; the measure's own when nothing is said. NotFound for another name."""
    from vardvag.base.errors import NotFound
    from vardvag.base.texts import Text
    from vardvag.cli import stats_figures, stats_flows, stats_time_to_care, stats_whole_way

    if name is not None and name not in stats_figures.CHOICES:
        of_places = (*stats_flows.CHOICES, *stats_time_to_care.CHOICES, *stats_whole_way.CHOICES)
        choices = (*stats_figures.CHOICES, *of_places)
        raise NotFound(Text("Mått", "figure"), name, choices)
    return (
        tuple(measure.figure(one) for one in stats_figures.figures_named(name))
        if name
        else (measure.figure(None),)
    )


def _notes(rows: Sequence[Told], measure: Measure, unsuppressed: bool) -> list[Text]:
    """What must stand beside the figures: the definition, as known when, coverage, what is hidden."""
    from vardvag.base.regions import NATIONAL
    from vardvag.base.texts import Text

    notes = [measure.file.definition.text()]
    if (day := rows[0].as_known) is not None:
        notes.append(Text(f"Så som det var känt {day}.", f"As known on {day}."))
    sections = [(row.source.section or "").partition(" (") for row in rows if row.place == NATIONAL]
    coverage = "; ".join(dict.fromkeys(section for section, _, _ in sections))
    version = sections[0][2].rstrip(")")
    notes.append(
        Text(
            f"Källa: {rows[0].source.title}, {version}. Riket: {coverage}.",
            f"Source: {rows[0].source.title}, {version}. Sweden: {coverage}.",
        )
    )
    notes += dict.fromkeys(row.source.note for row in rows if row.source.note)
    if measure.specialities is not None:
        codes = ", ".join(measure.specialities)
        notes.append(Text(f"Bara verksamhetsområde {codes}.", f"Only field of activity {codes}."))
    for part in (measure.file.guaranteed, measure.file.specialities):
        source = part.source.source() if part else None
        if source is not None and source.is_assumption and source.note:
            notes.append(Text(f"Antagande: {source.note.sv}", f"Assumption: {source.note.en}"))
    fewest = measure.file.disclosure.fewest
    if any(row.hidden for row in rows):
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
