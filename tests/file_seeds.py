"""Right and nearly right files of every form, as tables or texts: what `file_mutations` makes wrong.

Everybody in them is synthetic (`vardvag synth`). Here does not belong what is made wrong with them.
"""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.days import Month
from vardvag.clocks.limit_files import OTHERS
from vardvag.events.formats import events_1, primary_care_1, riv_ta_1_0, skr_1_1, skr_1_1_attached
from vardvag.events.model import NATIONAL_PHASES, Attached, AttachedKind, Contact, Reported
from vardvag.events.synth.country import make_country, make_events
from vardvag.events.synth.primary_care import make_primary_care

FIRST, LAST = Month(2019, 7), Month(2019, 9)
REGIONS = ("08", "13")
MAPPING_PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "map-an-export.md"

Table = list[list[str]]
"""A header and rows, all texts."""


@dataclass(frozen=True)
class Seeds:
    """Tables by the format they are of, calls and YAML files as texts, and the export of the mapping."""

    tables: Mapping[str, tuple[Table, ...]]
    calls: tuple[str, ...]
    mapping: str
    export: Table
    limits: tuple[str, ...]
    contacts: tuple[Contact, ...]


@functools.cache
def seeds() -> Seeds:
    """All of them; the same each time."""
    contacts = tuple(_contacts(0.0))
    spoiled = tuple(_contacts(0.3))
    attached = tuple(_attached(contacts))
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)

        def table(write: Callable[..., int], records: Iterable[object]) -> Table:
            write(records, at / "table.csv")
            lines = (at / "table.csv").read_text("utf-8").splitlines()
            return [line.split(",") for line in lines if '"' not in line]

        tables = {
            "skr-1.1": (table(skr_1_1.write, contacts), table(skr_1_1.write, spoiled)),
            "skr-1.1-attached": (table(skr_1_1_attached.write, attached),),
            "primary-care-1": (table(primary_care_1.write, make_primary_care(40, 5, FIRST, LAST, REGIONS)),),
            "events-1": (table(events_1.write, make_events(15, 5, FIRST, LAST, REGIONS)),),
        }
        calls = [path.read_text("utf-8") for path in riv_ta_1_0.write_calls(contacts, at / "calls")]
        calls += [path.read_text("utf-8") for path in riv_ta_1_0.write_calls(attached, at / "attached")]
        riv_ta_1_0.write_deletion(Reported.DONE, "anrop-1", at / "deletion.xml")
        calls.append((at / "deletion.xml").read_text("utf-8"))
    page = MAPPING_PAGE.read_text("utf-8")
    export, mapping = (
        re.search(rf'```{kind} title="{name}"\n(.*?)```', page, re.DOTALL)[1]  # type: ignore[index]
        for kind, name in (("csv", "uttag.csv"), ("yaml", "min-export.yaml"))
    )
    return Seeds(
        tables,
        tuple(calls),
        mapping,
        [line.split(";") for line in export.splitlines()],
        tuple(path.read_text("utf-8") for path in sorted(OTHERS.glob("*.yaml"))),
        contacts,
    )


def _contacts(defects: float) -> Iterable[Contact]:
    return make_country(30, 5, FIRST, LAST, REGIONS, defects, NATIONAL_PHASES)


def _attached(contacts: Iterable[Contact]) -> Iterable[Attached]:
    """One of each kind for the first contacts that were held."""
    held = [contact for contact in contacts if contact.reported is Reported.DONE][:8]
    codes = {AttachedKind.DIAGNOSIS: "H259", AttachedKind.CAUSE: "W190", AttachedKind.PROCEDURE: "CJE20"}
    for kind, code in codes.items():
        for contact in held:
            role = 1 if kind is AttachedKind.DIAGNOSIS else None
            yield Attached(kind, contact.region, contact.contact_id, code, role, contact.month)
