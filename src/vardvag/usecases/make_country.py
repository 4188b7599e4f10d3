"""Make a synthetic country and write it, as one file or as one file for each month and kind.

Beside it, if asked for, the care events its contacts are made of, which contacts belong together, and
contacts with primary care.

Here does not belong how the country comes about (`events/synth`).
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.events.formats import Format, events_1, format_named, primary_care_1
from vardvag.events.formats.skr_1_1 import Writer
from vardvag.events.model import Contact, Phase, Reported
from vardvag.events.synth.country import (
    EARLIEST,
    FIRST_MONTH,
    LAST_MONTH,
    LATEST,
    USUAL_PHASES,
    make_country,
    make_events,
    make_links,
)
from vardvag.events.synth.defects import Spoiling
from vardvag.events.synth.primary_care import make_primary_care

_KIND = {Reported.DONE: "genomforda", Reported.WAITING: "vantande"}

FORMATS = {"csv": "skr-1.1", "xlsx": "skr-1.1-xlsx", "parquet": "vardvag-contacts-1"}
"""The format that each usual file ending stands for."""

LINK_COLUMNS = ("source", "source_contact_id", "pathway")
"""The columns of a file of links: those of a `contracts.identifiers.PathwayLink`."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows in all, and the files; `beside` is how many rows each file beside them has."""

    rows: int
    files: tuple[Path, ...]
    beside: tuple[tuple[Path, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What to write beside the contacts, each to a CSV file: events, links, contacts with primary care."""

    events: Path | None = None
    links: Path | None = None
    primary_care: Path | None = None


def write_country(
    out: Path,
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
    defects: float | Mapping[str, float] = 0.0,
    phases: Collection[Phase] = USUAL_PHASES,
    format_name: str | None = None,
    beside: Beside | None = None,
    linked: float = 0.0,
) -> Written:
    """Write the country to *out*: one file, or a folder of monthly CSV files when *out* has no ending.

    A folder holds `2019-09-genomforda.csv` (held) and `2019-09-vantande.csv` (waiting) for each month.
    `format_name` is csv, xlsx, parquet or the name of a format of contacts; without it the ending tells.
    Each file beside has what belongs to the same contacts (as many contacts with primary care). `linked` is
    as in `make_country`.
    WrongUse for numbers that make no country, NotFound for a region, format or defect that does not exist.
    """
    _refuse_impossible(contacts, first, last, regions, defects)
    stream = make_country(contacts, seed, first, last, regions, defects, phases, linked)
    files: tuple[Path, ...] = (out,)
    if out.suffix or format_name not in (None, "csv"):
        rows = _format(out, format_name).write(stream, out)
    else:
        out.mkdir(parents=True, exist_ok=True)
        rows, files = _write_months(out, stream)
    asked, made = beside or Beside(), []
    if (to := asked.events) is not None:
        made.append((to, events_1.write(make_events(contacts, seed, first, last, regions, phases), to)))
    if (to := asked.links) is not None:
        made.append((to, _write_links(make_links(contacts, seed, first, last, regions, phases), to)))
    if (to := asked.primary_care) is not None:
        made.append((to, primary_care_1.write(make_primary_care(contacts, seed, first, last, regions), to)))
    return Written(rows, files, tuple(made))


def _format(out: Path, name: str | None) -> Format:
    """The format that was asked for, or that the file's ending stands for; `skr-1.1` for any other ending."""
    if name is not None:
        return format_named(FORMATS.get(name, name))
    return format_named(FORMATS.get(out.suffix.removeprefix("."), FORMATS["csv"]))


def _write_months(out: Path, stream: Iterable[Contact]) -> tuple[int, tuple[Path, ...]]:
    """One file for each month and kind, all open at once: a contact's rows fall on many months."""
    rows = 0
    open_files: dict[Path, Writer] = {}
    with ExitStack() as stack:
        for contact in stream:
            path = out / f"{contact.month}-{_KIND[contact.reported]}.csv"
            if path not in open_files:
                open_files[path] = stack.enter_context(Writer(path))
            open_files[path].add(contact)
            rows += 1
    return rows, tuple(sorted(open_files))


def _write_links(links: Iterable[tuple[str, str]], path: Path) -> int:
    """Which pathway each contact belongs to, one a row."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(LINK_COLUMNS)
        for contact_id, pathway in links:
            out.writerow((FORMATS["csv"], contact_id, pathway))
            rows += 1
    return rows


def _refuse_impossible(
    contacts: int,
    first: Month,
    last: Month,
    regions: Collection[str] | None,
    defects: float | Mapping[str, float],
) -> None:
    if contacts < 0:
        raise WrongUse(
            Text(
                f"ett land har 0 kontakter eller fler, inte {contacts}",
                f"a country has 0 contacts or more, not {contacts}",
            )
        )
    if last < first:
        raise WrongUse(
            Text(
                f"den sista månaden {last} ligger före den första {first}",
                f"the last month {last} is before the first {first}",
            )
        )
    if first < EARLIEST or last > LATEST:
        raise WrongUse(
            Text(
                f"ett land kan göras för {EARLIEST} till {LATEST}, inte {first} till {last}",
                f"a country can be made for {EARLIEST} to {LATEST}, not {first} to {last}",
            )
        )
    Spoiling(defects, seed=0)  # refuses what is no share, and what is no kind
    known = {one.code: one.name for one in REGIONS}
    for code in regions or ():
        if code not in known:
            raise NotFound(Text("Region", "region"), code, known)
    if regions is not None and not regions:
        raise WrongUse(Text("ange minst en region", "name at least one region"))
