"""Make a synthetic country and write it, as one file or as one file for each month and kind.

Here does not belong how the country comes about (`events/synth`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.days import Month
from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.events.formats import format_named
from vardvag.events.formats.skr_1_1 import Writer
from vardvag.events.model import Contact, Reported
from vardvag.events.synth.country import EARLIEST, FIRST_MONTH, LAST_MONTH, LATEST, make_country

_KIND = {Reported.DONE: "genomforda", Reported.WAITING: "vantande"}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows in all, and the files."""

    rows: int
    files: tuple[Path, ...]


def write_country(
    out: Path,
    contacts: int,
    seed: int,
    first: Month = FIRST_MONTH,
    last: Month = LAST_MONTH,
    regions: Collection[str] | None = None,
    defects: float = 0.0,
) -> Written:
    """Write the country to *out*: a `.csv` or `.parquet` file, or a folder of monthly CSV files.

    A folder holds `2019-09-genomforda.csv` (held) and `2019-09-vantande.csv` (waiting) for each month.
    WrongUse for numbers that make no country, NotFound for a region that does not exist.
    """
    _refuse_impossible(contacts, first, last, regions, defects)
    stream = make_country(contacts, seed, first, last, regions, defects)
    if out.suffix == ".parquet":
        from vardvag.events.arrow import write_parquet

        return Written(write_parquet(stream, out), (out,))
    if out.suffix:
        return Written(format_named("skr-1.1").write(stream, out), (out,))
    out.mkdir(parents=True, exist_ok=True)
    return _write_months(out, stream)


def _write_months(out: Path, stream: Iterable[Contact]) -> Written:
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
    return Written(rows, tuple(sorted(open_files)))


def _refuse_impossible(
    contacts: int, first: Month, last: Month, regions: Collection[str] | None, defects: float
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
    if not 0 <= defects <= 1:
        raise WrongUse(
            Text(
                f"andelen rader med fel är mellan 0 och 1, inte {defects}",
                f"the share of rows with a fault is between 0 and 1, not {defects}",
            )
        )
    known = {one.code: one.name for one in REGIONS}
    for code in regions or ():
        if code not in known:
            raise NotFound(Text("Region", "region"), code, known)
    if regions is not None and not regions:
        raise WrongUse(Text("ange minst en region", "name at least one region"))
