"""Prepare the example that the demo serves: three parts, each with data of its own, and the way between.

care      the plans (a `PlanStore`), with the steps that wait
region    `region/warehouse`, its contacts received month by month; `region/inbox`, files to try
public    `public/cells.csv`, what the agreement of 2019 asks of every region: aggregated figures only;
          `public/statistics`, what anybody may see of the country's waiting times

Everything is made up but the regions' names and populations; nothing is fetched. Serving it does not
belong here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from vardvag.agreements import load
from vardvag.base.cells import Basis, Cell, CellKey, Judgement, Ratio
from vardvag.base.dated import Confidence, Source
from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.contracts.store import PlanStore
from vardvag.contracts.synth.people import ExamplePlan
from vardvag.events.formats import format_named
from vardvag.events.model import Contact
from vardvag.statistics.measure import measures
from vardvag.usecases.count_facts import count_facts
from vardvag.usecases.count_measure import count_measure
from vardvag.usecases.example import contacts as example
from vardvag.usecases.example import plans
from vardvag.usecases.example.beside import keep_beside
from vardvag.usecases.example.crowd import keep_people
from vardvag.usecases.example.story import DAY, LAST_MONTH, ORTHOPAEDICS, REGION
from vardvag.usecases.export_steps import export_steps
from vardvag.usecases.load_contacts import receive
from vardvag.usecases.public_cells import cells_of as cells_of
from vardvag.usecases.publish_statistics import publish_statistics
from vardvag.usecases.send_cells import send_cells
from vardvag.warehouse.store import Store

AGREEMENT = "komiljard-2019"
NOW = Moment.of(datetime(DAY.year, DAY.month, DAY.day, 6))
DUE = 20
"""The day of the following month on which a month's files are due (SKR, FAQ 2021)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the example lies, and how much it is."""

    data: Path
    contacts: int
    cells: int
    plans: int


def warehouse_of(data: Path) -> Path:
    """Where the region's part keeps its contacts."""
    return data / "region" / "warehouse"


def prepare_demo(
    data: Path,
    store: PlanStore,
    say: Callable[[str], None] = lambda line: None,
    beside: Iterable[ExamplePlan] = (),
) -> Prepared:
    """Make the whole example anew in *data*; *store* is the empty store of plans.

    *beside* are people to keep beside the three of the story.
    """
    for part in ("region", "public"):
        shutil.rmtree(data / part, ignore_errors=True)
    say("Vården: tre patienters planer / care: three patients' plans")
    plans.keep(store, plans.examples())
    beside_them = keep_beside(store)
    say("Vården: fler patienter, i tre regioner / care: more patients, in three regions")
    people = keep_people(store, beside)
    rows = list(example.country())
    own = [contact for contact in rows if contact.region == REGION]
    say("Regionen: kontakter månad för månad / region: contacts month by month")
    # Exported once: a second time would be a second row in the patients' log, for a report nobody got.
    steps = export_steps(store, ORTHOPAEDICS, LAST_MONTH, (LAST_MONTH + 1).first_day, now=NOW)
    own += _balancing([*own, *steps])
    warehouse = Store(warehouse_of(data))
    _receive_months(warehouse, own)
    receive(warehouse, steps, received_at=NOW)
    _fill_inbox(data / "region" / "inbox", own)
    say("Offentligt: tal för 21 regioner / public: figures for 21 regions")
    others = [contact for contact in rows if contact.region != REGION]
    cells = [*_of_country(data, [*others, *own, *steps]), *_conditions()]
    send_cells(map(_marked, cells), cells_of(data))
    cells += refresh_cells(data)
    return Prepared(data, len(own), len(cells), 3 + beside_them + people)


def refresh_cells(data: Path) -> list[Cell]:
    """Count the example region's cells anew and send them to the public part."""
    cells = count_facts(load(AGREEMENT), Store(warehouse_of(data)), places=[REGION])
    send_cells(map(_marked, cells), cells_of(data))
    return cells


def _marked(cell: Cell) -> Cell:
    """The cell, saying that what it was counted from is made up: nobody may take it for a real figure."""
    made_up = Text("Räknat ur påhittade kontakter.", "Counted from made-up contacts.")
    source = Source(
        f"Exempeldata: {cell.source.title}",
        section=cell.source.section,
        confidence=Confidence.ASSUMPTION,
        note=made_up,
    )
    return replace(cell, source=source)


def _balancing(own: list[Contact]) -> list[Contact]:
    """The contacts that bring the region to the line, found by counting it once without them."""
    with TemporaryDirectory() as folder:
        trial = Store(Path(folder))
        receive(trial, own, received_at=NOW)
        last_year = _ratio(trial, "waiting-operation-within-90", LAST_MONTH.year_before, Basis.DERIVED)
        waiting = _ratio(trial, "waiting-operation-within-90", LAST_MONTH, Basis.DERIVED)
        done = _ratio(trial, "done-operation-within-60", LAST_MONTH, None)
    return example.balance(last_year, waiting, done)


def _ratio(store: Store, measure: str, month: Month, basis: Basis | None) -> Ratio:
    cells = count_measure(store, measure, first=month, last=month, policy="pvv", basis=basis)
    [value] = [cell.value for cell in cells if cell.key.place == REGION]
    if not isinstance(value, Ratio):
        raise AssertionError(f"the example region has no {measure} in {month}")
    return value


def _receive_months(store: Store, own: list[Contact]) -> None:
    """Each month's rows when they are due; the last month's, not ended yet, on the day of the story."""
    for month, rows in example.months_of(own):
        due = (month + 1).first_day + timedelta(days=DUE - 1)
        receive(store, rows, received_at=min(_morning(due), NOW))


def _of_country(data: Path, rows: list[Contact]) -> list[Cell]:
    """Publish what anybody may see of the country's waiting times; the cells of the twenty other regions.

    Both from contacts that are then let go.
    """
    with TemporaryDirectory() as folder:
        country = Store(Path(folder))
        receive(country, rows, received_at=NOW)
        first = min(contact.month for contact in rows)
        phases = {contact.phase for contact in rows}  # of what nobody has made up, nothing is shown
        chosen = [
            one for one in measures().values() if one.phase in phases and not one.waits_for_specialities
        ]
        publish_statistics(country, data, first=first, last=LAST_MONTH, on=DAY, chosen=chosen, made_up=True)
        codes = [region.code for region in REGIONS if region.code != REGION]
        return count_facts(load(AGREEMENT), country, places=codes)


def _conditions() -> list[Cell]:
    """What the agreement asks beside waiting times: in the example every region reports, and on time."""
    source = Source("alla regioner rapporterar fullständigt och lämnar sin lägesrapport", section="2019")
    cells: list[Cell] = []
    for region in REGIONS:
        handed_in = CellKey("status-report-2019", region.code, "2019")
        cells.append(Cell(handed_in, Judgement(met=True, by="exemplet"), source))
        rates = (CellKey("response-rate", region.code, month) for month in ("2019-09", "2019-10", "2019-11"))
        cells += [Cell(rate, Ratio(100, 100), source) for rate in rates]
    return cells


def _fill_inbox(inbox: Path, own: list[Contact]) -> None:
    """Two files to try on the region's page: October as it should be, and October with faults in it."""
    inbox.mkdir(parents=True)
    skr = format_named("skr-1.1")
    october = [contact for contact in own if contact.month == LAST_MONTH + -1]
    good = inbox / "kontakter-2019-10.csv"
    skr.write(october, good)
    lines = good.read_text(encoding="utf-8").splitlines()
    header = lines[0].split(";" if ";" in lines[0] else ",")
    between = ";" if ";" in lines[0] else ","
    faults = {3: ("Fas", "9"), 7: ("BeslutAktivitet", "2019-13-01"), 12: ("Kon", ""), 15: ("Mvo", "12")}
    for row, (column, value) in faults.items():
        fields = lines[row].split(between)
        fields[header.index(column)] = value
        lines[row] = between.join(fields)
    lines.append(lines[20])
    (inbox / "kontakter-2019-10-med-fel.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _morning(day: date) -> Moment:
    return Moment.of(datetime(day.year, day.month, day.day, 6))
