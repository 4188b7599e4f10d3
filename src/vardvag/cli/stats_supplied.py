"""`vardvag stats MEASURE --numbers FILE`: a measure whose numbers are supplied, and its sheet to fill in.

Here belongs what such a measure refuses, and how its table is laid out. Here does not belong how the numbers
are read or hidden (`usecases/tell_supplied`); `stats` is the command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.regions import NATIONAL, region
from vardvag.base.texts import Language, Text
from vardvag.cli.output import Column, emit
from vardvag.cli.stats_parts import COUNTRY, STATUSES, called, place_columns
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.rounding import per_cent, rounded
from vardvag.statistics.supplied import POLICY, SuppliedMeasure
from vardvag.statistics.supplied_limits import PathwayLimits
from vardvag.usecases.tell_supplied import SuppliedFigure, limits_for, tell_supplied, title_of
from vardvag.usecases.write_supplied_template import write_supplied_template

_MACHINE = ("measure", "policy", "basis", "as_known", "fingerprint", "source")


def answer(
    measure: SuppliedMeasure,
    *,
    numbers: Path | None,
    limits: Path | None,
    template: Path | None,
    first: Month,
    last: Month,
    by: str,
    refused: Mapping[str, object],
    inside: bool,
    output_format: str,
    language: Language,
) -> None:
    """Print the figures, or write the sheet to fill in.

    *refused* are the options that such a measure cannot have, with what was asked of them. WrongUse as told
    here and by `tell_supplied`; BadInput with everything that is wrong in the sheet.
    """
    _refuse(measure, by, refused)
    known = limits_for(measure, limits)
    if template is not None:
        asked = write_supplied_template(
            measure, template, first=first, last=last, limits=known, language=language
        )
        said = Text(
            f"{template}: {asked} rader att fylla i. Läs in den med --numbers {template}",
            f"{template}: {asked} rows to fill in. Read it with --numbers {template}",
        )
        click.echo(called(said, language))
        return
    if numbers is None:
        raise WrongUse(
            Text(
                f"{measure.id} räknas inte ur kontakter, utan ur tal som lämnas in. Ange dem med "
                "--numbers FIL, eller skriv ett blad att fylla i med --template FIL.",
                f"{measure.id} is not counted from contacts, but from numbers that are supplied. Give them "
                "with --numbers FILE, or write a sheet to fill in with --template FILE.",
            )
        )
    # Every region passes the gate, so that the country alone shows no more than beside them.
    every = tell_supplied(measure, numbers, first=first, last=last, limits=known, inside=inside)
    figures = [one for one in every if by == "region" or one.row.place == NATIONAL]
    hidden = any(one.row.status == Shown.SUPPRESSED for one in figures)
    title, notes = title_of(measure), _notes(measure, every, known, first, last, inside, hidden)
    table = output_format == "table"
    if table:
        click.echo(called(title, language) + "\n")
    emit(
        [_row(one, "," if table and language == "sv" else ".", table) for one in figures],
        _columns(measure, language, table),
        output_format,
        notes if table else [title, *notes],
    )


def _refuse(measure: SuppliedMeasure, by: str, refused: Mapping[str, object]) -> None:
    """WrongUse for everything that such a measure cannot be asked for, with what can."""
    cannot = [
        name
        for name, value in refused.items()
        if value is not None and (name, value) not in (("--exclusion", POLICY), ("--figure", "share"))
    ]
    cannot += [f"--by {by}"] if by not in ("region", "country") else []
    if cannot:
        told = ", ".join(cannot)
        raise WrongUse(
            Text(
                f"{measure.id} räknas ur två tal som lämnas in per region, och kan inte ha {told}. "
                f"Det som kan anges: --by region eller country, --figure share, --exclusion {POLICY}.",
                f"{measure.id} is made of two numbers supplied for each region, and cannot have {told}. "
                f"What can be asked: --by region or country, --figure share, --exclusion {POLICY}.",
            )
        )


def _columns(measure: SuppliedMeasure, language: Language, table: bool) -> list[Column]:
    """A table is for reading; the other forms hold everything that makes the figure what it is."""
    place, name, _ = place_columns(language)
    period = Column("period", "Period")
    pathway = [
        Column("pathway", called(Text("Vårdförlopp", "Pathway"), language)),
        Column("limit", called(Text("Gräns, dagar", "Limit, days"), language), right=True),
    ]
    return [
        place,
        name,
        period,
        *(pathway if measure.per_pathway else ()),
        Column("per_cent", called(Text("Andel, %", "Share, %"), language), right=True),
        Column("within", called(Text("Täljare", "Numerator"), language), right=True),
        Column("counted", called(Text("Nämnare", "Denominator"), language), right=True),
        Column("status", "Status"),
        *(() if table else (Column(key, key) for key in _MACHINE)),
    ]


def _row(one: SuppliedFigure, mark: str, table: bool) -> dict[str, object]:
    row, pathway = one.row, one.pathway
    name = (pathway.title if table else pathway.id) if pathway else None
    return {
        "place": row.place,
        "name": COUNTRY if row.place == NATIONAL else region(row.place).name,
        "period": row.period,
        "pathway": name,
        "limit": pathway.days if pathway else None,
        "per_cent": per_cent(row.share, mark) if row.share else None,
        "within": row.within,
        "counted": row.counted,
        "status": STATUSES[row.status] if table else row.status,
        "measure": row.measure,
        "policy": row.policy,
        "basis": row.basis,
        "as_known": row.as_known,
        "fingerprint": row.fingerprint,
        "source": f"{row.source.title}, {row.source.section}",
    }


def _notes(
    measure: SuppliedMeasure,
    figures: Sequence[SuppliedFigure],
    limits: PathwayLimits | None,
    first: Month,
    last: Month,
    inside: bool,
    hidden: bool,
) -> list[Text]:
    """What must stand beside the figures: the definition, its two numbers, where they come from."""
    file = measure.file
    numerator, denominator = file.numerator.words.text(), file.denominator.words.text()
    notes = [
        file.definition.text(),
        Text(
            f"Täljare: {numerator.sv}. Nämnare: {denominator.sv}.",
            f"Numerator: {numerator.en}. Denominator: {denominator.en}.",
        ),
    ]
    if file.goal is not None:
        source, share = file.goal.source.title, f"{per_cent(rounded(file.goal.at_least, 0))} %"
        notes.append(
            Text(
                f"Mål, ingen gräns i lag: minst {share} ({source}).",
                f"A goal, no limit of law: at least {share} ({source}).",
            )
        )
    notes += [_of_pathway(one, limits) for one in _pathways(figures)] if limits else []
    notes += [one.told for one in measure.breaks if one.divides(first, last)]
    countries = [one.row.source for one in figures if one.row.place == NATIONAL]
    parts = [(source.section or "").partition(" (") for source in countries]
    coverage = "; ".join(dict.fromkeys(section for section, _, _ in parts))
    version = parts[0][2].rstrip(")")
    notes.append(
        Text(
            f"Källa: {countries[0].title} ({version}). Riket: {coverage}.",
            f"Source: {countries[0].title} ({version}). Sweden: {coverage}.",
        )
    )
    if hidden:
        fewest = file.disclosure.fewest
        notes.append(
            Text(
                f"Dold: talet gäller färre än {fewest}, eller skulle avslöja ett sådant tal.",
                f"Suppressed: of fewer than {fewest}, or would betray such a number.",
            )
        )
    if inside:
        notes.append(
            Text(
                "ENDAST INOM REGIONEN: små tal visas. Sprid inte vidare.",
                "INSIDE THE REGION ONLY: small counts are shown. Do not pass on.",
            )
        )
    return notes


def _pathways(figures: Sequence[SuppliedFigure]) -> list[str]:
    return list(dict.fromkeys(one.pathway.id for one in figures if one.pathway))


def _of_pathway(name: str, limits: PathwayLimits) -> Text:
    """The limit of one pathway, and where it stands."""
    one = limits.pathways[name]
    where = ", ".join(part for part in (one.source.title, one.source.section) if part)
    return Text(
        f"{one.title.sv}: högst {one.days} dagar ({where}).",
        f"{one.title.en}: at most {one.days} days ({where}).",
    )
