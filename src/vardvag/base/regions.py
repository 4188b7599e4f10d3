"""The 21 regions: their codes in every code system, their names through time, their populations.

The code used everywhere in Vårdväg is SCB's two digits for the county (`08`), kept as text so that no
zero is lost. Other code systems are attributes, and a reader translates at the edge. The place of a
national figure is `SE`, which is not a region.

Every name, organisation number and population carries the source it was read in (`base/data`, one CSV for
each). A series of populations may lack regions: *absent is not zero*, the region is then not in the mapping.

Here do not belong municipalities beyond their prefix, nor what a population is used for (`agreements`).
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from types import MappingProxyType

from vardvag.base.dated import Confidence, Dated, DatedValue, Source
from vardvag.base.errors import NotFound
from vardvag.base.texts import Text

NATIONAL = "SE"
"""The place of a figure for the whole country."""

_ORDER = "0123456789abcdefghijklmnopqrstuvwxyzåäö"
_KIND = Text("Region", "region")
_COMMON_WORDS = {"region", "regionen", "landsting", "landstinget", "län", "läns", "i"}


@dataclass(frozen=True)
class Region:
    """One region (before 2019: landsting; Gotland is a municipality with a region's duties).

    `code` is SCB's county code, `information_model_code` the one of SKR's contact files (10…65),
    `organisation_number` ten digits, with its own source because not all were read in a document.
    `names` is the history of the full name from 2009 on, the first year of any agreement held here.
    """

    code: str
    name: str
    information_model_code: int
    organisation_number: str
    organisation_number_source: Source = field(repr=False)
    names: Dated[str] = field(repr=False)
    other_names: tuple[str, ...] = ()

    @property
    def kolada_id(self) -> str:
        """The id in Kolada: `0008`."""
        return f"00{self.code}"

    @property
    def municipality_prefix(self) -> str:
        """The first two digits of the municipality codes (LKF) in its county: the county's own code."""
        return self.code

    @property
    def hsa_prefixes(self) -> tuple[str, str]:
        """How the HSA-ids of its units begin: `SE` and the organisation number, or `SE16` and it."""
        return f"SE{self.organisation_number}", f"SE16{self.organisation_number}"

    @property
    def full_name(self) -> str:
        """The name today: `Region Kalmar län`."""
        return self.names.history[-1].value

    def name_on(self, day: date) -> str:
        """The full name on *day*: `Landstinget i Kalmar län` in 2018. LookupError before 2009."""
        return self.names.on(day).value


def region(code: str) -> Region:
    """The region with SCB's code *code* (`08`). NotFound for any other text."""
    if code not in _BY_CODE:
        raise NotFound(_KIND, code, [f"{one.code} {one.name}" for one in REGIONS])
    return _BY_CODE[code]


def by_information_model(code: int) -> Region:
    """The region that SKR's information model calls *code* (24 is Kalmar). NotFound for any other number."""
    for one in REGIONS:
        if one.information_model_code == code:
            return one
    known = [f"{one.information_model_code} {one.name}" for one in REGIONS]
    raise NotFound(Text("Informationsmodellens region", "region in the information model"), str(code), known)


def by_name(name: str) -> Region:
    """The region called *name*, today or before, short or full: `Sörmland`, `Region X`, `X läns landsting`.

    Upper and lower case, hyphens and the word län do not matter. NotFound names the nearest.
    """
    code = _codes_by_name().get(_bare(name))
    if code is None:
        raise NotFound(_KIND, name, [one.name for one in REGIONS])
    return _BY_CODE[code]


def population(series: str) -> Mapping[str, int]:
    """The inhabitants of each region in *series* (`2018-12-31`, `2025-09`), by region code.

    A region that the source does not give is absent. NotFound names the series that exist.
    """
    _refuse_unknown(series)
    return _populations()[series]


def population_source(series: str) -> Source:
    """Where the populations of *series* were read, and how sure they are. NotFound as in `population`."""
    _refuse_unknown(series)
    return _series()[series][1]


def population_date(series: str) -> str | None:
    """The day (`2018-12-31`) or month (`2025-09`) that *series* is for; None when its source does not say."""
    _refuse_unknown(series)
    return _series()[series][0]


def population_series() -> tuple[str, ...]:
    """The names of all series."""
    return tuple(_series())


def swedish_key(text: str) -> tuple[tuple[int, ...], str]:
    """A key that sorts names as Swedish does: å, ä, ö after z, é as e, case and hyphens last."""
    composed = unicodedata.normalize("NFC", text).casefold()
    letters = "".join(
        letter if letter in "åäö" else unicodedata.normalize("NFD", letter)[0] for letter in composed
    )
    places = tuple(_ORDER.index(letter) + 1 if letter in _ORDER else 0 for letter in letters)
    return places, text


def _bare(name: str) -> str:
    """A name without the words that all share: `Landstinget i Kalmar län`, `Kalmars` → `kalmar`."""
    words = re.split(r"[\s/–-]+", unicodedata.normalize("NFC", name).casefold().strip())
    told = " ".join(word for word in words if word not in _COMMON_WORDS)
    return told.removesuffix("s")


@functools.cache
def _codes_by_name() -> Mapping[str, str]:
    return {
        _bare(name): one.code
        for one in REGIONS
        for name in (one.name, *one.other_names, *(dated.value for dated in one.names))
    }


def _rows(file: str) -> list[dict[str, str]]:
    text = (resources.files("vardvag.base") / "data" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _source(row: Mapping[str, str]) -> Source:
    return Source(
        title=row["source_title"],
        url=row["source_url"] or None,
        section=row.get("source_section") or None,
        confidence=Confidence(row["confidence"]),
        note=Text(row["note_sv"], row["note_en"]) if row["note_sv"] else None,
    )


def _read_regions() -> tuple[Region, ...]:
    histories: dict[str, list[DatedValue[str]]] = {}
    for row in _rows("region_names.csv"):
        until = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        since = date.fromisoformat(row["valid_from"])
        histories.setdefault(row["code"], []).append(DatedValue(row["name"], since, _source(row), until))
    return tuple(
        Region(
            code=row["code"],
            name=row["name"],
            information_model_code=int(row["information_model_code"]),
            organisation_number=row["organisation_number"],
            organisation_number_source=_source(row),
            names=Dated(f"the name of region {row['code']}", histories[row["code"]]),
            other_names=tuple(filter(None, row["other_names"].split(";"))),
        )
        for row in _rows("regions.csv")
    )


@functools.cache
def _series() -> Mapping[str, tuple[str | None, Source]]:
    return {
        row["series"]: (
            None if row["reference_date"] == "not stated" else row["reference_date"],
            _source(row),
        )
        for row in _rows("population_series.csv")
    }


@functools.cache
def _populations() -> Mapping[str, Mapping[str, int]]:
    read: dict[str, dict[str, int]] = {name: {} for name in _series()}
    for row in _rows("population.csv"):
        read[row["series"]][row["region"]] = int(row["population"])
    return {name: MappingProxyType(people) for name, people in read.items()}


def _refuse_unknown(series: str) -> None:
    if series not in _series():
        raise NotFound(Text("Folkmängdsserie", "population series"), series, _series())


REGIONS: tuple[Region, ...] = _read_regions()
"""All 21 in the order of their codes, which is the order of every Swedish table of regions."""

_BY_CODE = {one.code: one for one in REGIONS}
