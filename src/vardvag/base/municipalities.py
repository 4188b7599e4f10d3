"""The 290 municipalities: SCB's four digits, as text, and the name; each lies in one region's county.

The first two digits are the county's, so `0880` lies in `08`. Gotland is both a region (`09`) and a
municipality (`0980`): the same organisation under two codes. The division is today's, one for all years.

Here do not belong populations, nor which municipalities an agreement pays (`agreements`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources

from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import NotFound
from vardvag.base.regions import region
from vardvag.base.texts import Text

_KIND = Text("Kommun", "municipality")


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: `code` is SCB's (`0880`), `name` without the word kommun (`Kalmar`)."""

    code: str
    name: str
    source: Source = field(repr=False)

    @property
    def region_code(self) -> str:
        """The region whose county it lies in: `08`."""
        return self.code[:2]


def municipality(code: str) -> Municipality:
    """The municipality with SCB's code *code* (`0880`). NotFound for other text, with the county's."""
    if code not in _BY_CODE:
        near = [f"{one.code} {one.name}" for one in MUNICIPALITIES if one.region_code == code[:2]]
        first, last = MUNICIPALITIES[0], MUNICIPALITIES[-1]
        raise NotFound(_KIND, code, near or [f"{first.code} {first.name} … {last.code} {last.name}"])
    return _BY_CODE[code]


def municipalities_in(region_code: str) -> tuple[Municipality, ...]:
    """The municipalities of one region's county, by code. NotFound when there is no such region."""
    return tuple(one for one in MUNICIPALITIES if one.region_code == region(region_code).code)


def _rows(file: str) -> list[dict[str, str]]:
    text = (resources.files("vardvag.base") / "data" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _source(row: Mapping[str, str]) -> Source:
    return Source(
        title=row["source_title"],
        url=row["source_url"],
        section=row["source_section"],
        confidence=Confidence(row["confidence"]),
        note=Text(row["note_sv"], row["note_en"]),
    )


def _read_municipalities() -> tuple[Municipality, ...]:
    sources = {row["source"]: _source(row) for row in _rows("municipality_sources.csv")}
    return tuple(
        Municipality(row["code"], row["name"], sources[row["source"]]) for row in _rows("municipalities.csv")
    )


MUNICIPALITIES: tuple[Municipality, ...] = _read_municipalities()
"""All 290 in the order of their codes."""

_BY_CODE = {one.code: one for one in MUNICIPALITIES}
