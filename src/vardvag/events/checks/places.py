"""Rules about places: HSA-ids in their form and of the right region, municipalities that exist.

A contact is reported whoever it is about: a patient from another county is worth a look, never an error. What
is no HSA-id may be anything, somebody's name too; so that value is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from vardvag.base.findings import Severity
from vardvag.base.municipalities import MUNICIPALITIES
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import HSA_IDS
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import HSA_FORM, MODEL
from vardvag.events.checks.sources import MUNICIPALITIES as MUNICIPALITY_CODES

NOT_KNOWN = "0000"
"""What stands in Lkf when no code is right."""

LONGEST_HSA_ID = 31
HSA_ID = re.compile(r"SE(?:16)?[0-9]{10}(?:-[A-Za-z0-9]+)?", re.ASCII)
"""`SE`, the organisation number, and after a hyphen what the organisation chose; 31 characters at most."""

_FOUR_DIGITS = re.compile(r"[0-9]{4}", re.ASCII)
_CODES = frozenset(one.code for one in MUNICIPALITIES)
COUNTY = MappingProxyType({str(one.information_model_code): one.code for one in REGIONS})
_PREFIXES = MappingProxyType({str(one.information_model_code): one.hsa_prefixes for one in REGIONS})


@lru_cache(maxsize=65_536)
def is_hsa_id(text: str) -> bool:
    """Whether *text* has the form of an HSA-id."""
    return len(text) <= LONGEST_HSA_ID and HSA_ID.fullmatch(text) is not None


def _not_an_hsa_id(row: Row, _: SeenFile) -> Iterator[str]:
    values = row.values
    return (name for name in HSA_IDS if name in values and not is_hsa_id(values[name]))


def of_another_region(code: str, hsa_id: str) -> bool:
    """Whether an id of that form begins with the organisation number of no region, or not of *code*."""
    return is_hsa_id(hsa_id) and code in _PREFIXES and hsa_id.partition("-")[0] not in _PREFIXES[code]


def _another_region(row: Row, _: SeenFile) -> Iterator[str]:
    if of_another_region(row.value("Regionkod"), row.value("HSAIdRegion")):
        yield "HSAIdRegion"


def no_municipality(code: str) -> bool:
    """Whether four digits are no municipality's."""
    return _FOUR_DIGITS.fullmatch(code) is not None and code not in _CODES and code != NOT_KNOWN


def _no_municipality(row: Row, _: SeenFile) -> Iterator[str]:
    if no_municipality(row.value("Lkf")):
        yield "Lkf"


def in_another_county(region: str, municipality: str) -> bool:
    """Whether a municipality that exists lies outside the county of *region*, the file's own code."""
    return municipality in _CODES and region in COUNTY and municipality[:2] != COUNTY[region]


def _another_county(row: Row, _: SeenFile) -> Iterator[str]:
    if in_another_county(row.value("Regionkod"), row.value("Lkf")):
        yield "Lkf"


RULES = (
    Rule(
        "hsa-id",
        Text("Värdet har inte formen av ett HSA-id", "The value has not the form of an HSA-id"),
        Text("Skriv enhetens HSA-id: SE2321000073-A1B2", "Write the unit's HSA-id: SE2321000073-A1B2"),
        _not_an_hsa_id,
        severity=Severity.WARNING,
        secret=True,
        columns=HSA_IDS,
        source=HSA_FORM,
        breaks=({"Remittent": "Vårdcentralen Kusten"},),
    ),
    Rule(
        "hsa-region",
        Text(
            "HSAIdRegion hör inte till regionen i Regionkod",
            "HSAIdRegion is not that of the region in Regionkod",
        ),
        Text("Rätta Regionkod eller HSAIdRegion", "Correct Regionkod or HSAIdRegion"),
        _another_region,
        severity=Severity.WARNING,
        columns=("HSAIdRegion",),
        source=MODEL,
        breaks=({"HSAIdRegion": "SE2321000016"},),
    ),
    Rule(
        "no-municipality",
        Text("Ingen kommun har koden", "No municipality has the code"),
        Text(
            "Skriv kommunens fyra siffror, som 0880; 0000 om den inte är känd",
            "Write the municipality's four digits, as 0880; 0000 when it is not known",
        ),
        _no_municipality,
        columns=("Lkf",),
        source=MUNICIPALITY_CODES,
        breaks=({"Lkf": "0899"},),
    ),
    Rule(
        "other-county",
        Text(
            "Patienten är folkbokförd i ett annat län än regionens",
            "The patient is registered in another county than the region's",
        ),
        Text(
            "Inget behöver göras om det stämmer: kontakter rapporteras oavsett var patienten bor",
            "Nothing need be done if that is so: contacts are reported wherever the patient lives",
        ),
        _another_county,
        severity=Severity.WARNING,
        columns=("Lkf",),
        source=MUNICIPALITY_CODES,
        breaks=({"Lkf": "0180"},),
    ),
)
"""The rules of this family, in the order they are told."""
