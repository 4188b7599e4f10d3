"""A healthy row, and each rule's example made from it.

Nothing here is about a real person or unit. The page of rules is written from these, and a test runs each.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vardvag.events.checks.rule import Rule

HEALTHY: Mapping[str, str] = MappingProxyType(
    {
        "DatatGallerFor": "2019-09",
        "Regionkod": "24",
        "HSAIdRegion": "SE2321000073",
        "Sjukhus": "00000",
        "SjukhusNamn": "Sjukhus saknas",
        "HSAIdVardgivare": "SE2321000073",
        "HSAIdVardenhet": "SE2321000073-A1",
        "VardkontaktId": "k-7",
        "Vardgaranti": "1",
        "Fas": "1",
        "Mvo": "X01",
        "FodelseAr": "1950",
        "Kon": "2",
        "Lkf": "0880",
        "Bokningssatt": "3",
        "Vardkontakt": "1",
        "Yrkeskategori": "XS915",
        "BeslutAktivitet": "2019-08-01",
        "StartAktivitet": "2019-09-03",
        "TypAkutverksamhet": "0",
    }
)
"""A first visit that was held in September 2019, with which nothing is wrong."""


def broken(rule: Rule) -> list[dict[str, str]]:
    """The rows of the rule's example, whole; the last of them is told."""
    return [{name: value for name, value in {**HEALTHY, **change}.items() if value} for change in rule.breaks]
