"""How long logs and records must be kept, and when they may be destroyed.

Logs: at least five years (HSLF-FS 2016:40 4 kap. 9 §). A record: at least ten years after its last entry
(patientdatalagen 3 kap. 17 §), or earlier when Inspektionen för vård och omsorg has decided that it, or a
part of it, shall be destroyed (8 kap. 4 §). Only the one responsible has the duty
(`access.responsibility`). Here does not belong how something is destroyed.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.definitions import Day, SourceField, Strict, read_definition, validated
from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.law import LOGGING, PDL

FILE = Path(__file__).parent / "retention.yaml"
PRESERVED = f"{PDL} 3 kap. 17 §"
DESTROYED = f"{PDL} 8 kap. 4 §"


class _Years(Strict):
    years: Annotated[int, Field(gt=0)]
    valid_from: Day
    valid_to: date | None = None
    source: SourceField


class _File(Strict):
    log: tuple[_Years, ...]
    record: tuple[_Years, ...]


@functools.cache
def years() -> Mapping[str, Dated[int]]:
    """How many years a `log` and a `record` are kept, dated, each with its source."""
    fields = validated(read_definition(FILE), _File)
    return {
        name: Dated(
            name,
            [DatedValue(one.years, one.valid_from, one.source.source(), one.valid_to) for one in held],
        )
        for name, held in (("log", fields.log), ("record", fields.record))
    }


def kept_until(kind: str, last: date, on: date) -> date:
    """The first day that something last written on *last* need not be kept, under the rule of day *on*."""
    after = years()[kind].on(on).value
    try:
        return last.replace(year=last.year + after)
    except ValueError:
        return date(last.year + after, 3, 1)


def may_destroy_log(newest: date, today: date) -> Decision:
    """Whether log rows, the newest of them written on a day, may be destroyed."""
    if today < kept_until("log", newest, today):
        return refuse(
            "retention.log",
            LOGGING,
            "Loggen ska sparas längre.",
            "The log has to be kept longer.",
        )
    return permit(
        "retention.log-over", LOGGING, "Loggens tid har gått ut.", "The log has been kept long enough."
    )


def unsealed_log() -> Decision:
    """The answer where no checkpoint vouches for how old any row is: then no row may be destroyed."""
    return refuse(
        "retention.log-unsealed",
        LOGGING,
        "Ingen signerad rad finns kvar, så ingen vet hur gamla raderna är.",
        "No signed row is left, so nobody knows how old the rows are.",
    )


def may_destroy_record(last_entry: date, today: date, decided_as: str | None) -> Decision:
    """Whether a record may be destroyed. *decided_as* is the number of IVO's decision, if any."""
    if decided_as:
        return permit(
            "retention.decided",
            DESTROYED,
            "Inspektionen för vård och omsorg har beslutat att journalen ska förstöras.",
            "Inspektionen för vård och omsorg has decided that the record shall be destroyed.",
        )
    if today < kept_until("record", last_entry, today):
        return refuse(
            "retention.record",
            PRESERVED,
            "Journalen ska bevaras längre.",
            "The record has to be preserved longer.",
        )
    return permit(
        "retention.record-over",
        PRESERVED,
        "Journalens tid har gått ut.",
        "The record has been preserved long enough.",
    )
