"""The made-up units of the example people: of three regions, of their municipalities, and private ones.

The pilots with patientkontrakt gave the regions: Halland, Kalmar and Norrbotten. Municipalities are real (by
`base.municipalities`); every unit in them is made up, and its identifier is no real HSA-id. Telephone
numbers are from the series that PTS keeps for fiction. Here does not belong what a unit does for a patient
(`needs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from vardvag.base.municipalities import Municipality, municipalities_in
from vardvag.base.regions import region
from vardvag.contracts.step import Owner, OwnerKind
from vardvag.contracts.whom_to_ask import ContactPoint, WhomToAsk

AREAS = ("13", "08", "25")
"""Halland, Kalmar and Norrbotten, by SCB's codes."""

ADVICE = ContactPoint("1177 på telefon", "1177", "dygnet runt")
DAYTIME, LONG, MORNINGS = "vardagar 8–16", "vardagar 8–17", "vardagar 9–12"
ROUND = "alla dagar, dygnet runt"


class Run(StrEnum):
    """Who runs a unit."""

    REGION = "region"
    PRIVATE = "private"
    MUNICIPAL = "municipal"


@dataclass(frozen=True, slots=True)
class Unit:
    """A made-up unit: identifier, caregiver (or omsorgsgivare), how it is reached, and where visits are."""

    hsa: str
    name: str
    caregiver: str
    run: Run
    owner: Owner
    point: ContactPoint
    ask: WhomToAsk
    where: str


_REGION_RUN = {
    "vc": ("Vårdcentralen Påhittet", LONG, "Påhittsgatan 1"),
    "ort": ("Ortopedmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 2"),
    "op": ("Operationsavdelningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 4"),
    "med": ("Medicinmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 3"),
    "hja": ("Hjärtmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 3"),
    "lun": ("Lungmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 3"),
    "nju": ("Njurmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 5"),
    "neu": ("Neurologmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 6"),
    "str": ("Strokeenheten, Exempelsjukhuset", ROUND, "Exempelsjukhuset, plan 6"),
    "kir": ("Kirurgmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 2"),
    "onk": ("Cancermottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 7"),
    "ron": ("Röntgen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 1"),
    "psy": ("Psykiatriska mottagningen, Exempelsjukhuset", DAYTIME, "Modellgatan 8"),
    "sma": ("Smärtmottagningen, Exempelsjukhuset", MORNINGS, "Exempelsjukhuset, plan 5"),
    "hab": ("Barn- och ungdomshabiliteringen, Exempelhuset", DAYTIME, "Exempelhuset, våning 1"),
    "bup": ("Barn- och ungdomspsykiatrin, Exempelhuset", DAYTIME, "Exempelhuset, våning 2"),
    "barn": ("Barnmottagningen, Exempelsjukhuset", DAYTIME, "Exempelsjukhuset, plan 1"),
    "hor": ("Hörselmottagningen, Exempelsjukhuset", MORNINGS, "Exempelsjukhuset, plan 1"),
}
_PRIVATE_RUN = {
    "pvc": ("Provbackens vårdcentral (privat)", LONG, "Provbacken 3"),
    "reh": ("Rehabmottagningen Modellen (privat)", DAYTIME, "Modellgatan 12"),
    "ogo": ("Ögonmottagningen Synintrycket (privat)", DAYTIME, "Provbacken 7"),
    "sam": ("Samtalsmottagningen Ordet (privat)", MORNINGS, "Låtsasvägen 4"),
    "fot": ("Fotvården Steget (privat)", DAYTIME, "Låtsasvägen 6"),
}
_MUNICIPAL = {
    "bis": ("Biståndsenheten", "vardagar 9–15", "Hemma hos dig eller på kommunhuset"),
    "hem": ("Hemtjänsten", "alla dagar 7–22", "Hemma hos dig"),
    "hsv": ("Hemsjukvården", ROUND, "Hemma hos dig"),
    "bos": ("Boendestödet", "vardagar 8–17", "Hemma hos dig"),
}
MUNICIPAL_ROLES = frozenset(_MUNICIPAL)
PRIVATE_ROLES = frozenset(_PRIVATE_RUN)

_MOBILE = 70_174_06_05
_MOBILES = 95
"""PTS keeps 070-174 06 05–99 for fiction."""


def caregiver_of_region(area: str) -> str:
    """The caregiver that keeps the plans of an area."""
    return f"SE-SYNT-{area}"


@cache
def unit(area: str, role: str, municipality: str) -> Unit:
    """The unit that has *role* for somebody who lives in a municipality. KeyError for an unknown role."""
    if role in _MUNICIPAL:
        return _municipal(role, _named(area, municipality))
    run, named = (Run.PRIVATE, _PRIVATE_RUN) if role in _PRIVATE_RUN else (Run.REGION, _REGION_RUN)
    name, hours, where = named[role]
    hsa = f"SE-SYNT-{area}-{role.upper()}"
    caregiver = caregiver_of_region(area) if run is Run.REGION else f"SE-SYNT-PRIVAT-{role.upper()}"
    number = AREAS.index(area) * (len(_REGION_RUN) + len(_PRIVATE_RUN))
    number += [*_REGION_RUN, *_PRIVATE_RUN].index(role)
    return _made(hsa, f"{name} {region(area).name}", caregiver, run, number, hours, where)


@cache
def roles() -> tuple[str, ...]:
    """Every role that a unit can have."""
    return (*_REGION_RUN, *_PRIVATE_RUN, *_MUNICIPAL)


@cache
def towns(area: str) -> tuple[Municipality, ...]:
    """The municipalities of an area."""
    return municipalities_in(area)


def units() -> Iterator[Unit]:
    """Every unit of the example people, each once."""
    for area in AREAS:
        for role in (*_REGION_RUN, *_PRIVATE_RUN):
            yield unit(area, role, "")
        for town in towns(area):
            for role in _MUNICIPAL:
                yield unit(area, role, town.code)


def _municipal(role: str, town: Municipality) -> Unit:
    kind, hours, where = _MUNICIPAL[role]
    hsa = f"SE-SYNT-{town.code}-{role.upper()}"
    number = int(town.code) + [*_MUNICIPAL].index(role)
    name = f"{kind} i {town.name} (exempel)"
    return _made(hsa, name, f"SE-SYNT-{town.code}", Run.MUNICIPAL, number, hours, where)


def _made(hsa: str, name: str, caregiver: str, run: Run, number: int, hours: str, where: str) -> Unit:
    point = ContactPoint(name, telephone(number), hours)
    kind = OwnerKind.MUNICIPAL_UNIT if run is Run.MUNICIPAL else OwnerKind.CARE_UNIT
    owner = Owner(kind, name, hsa)
    return Unit(hsa, name, caregiver, run, owner, point, WhomToAsk(fallback=ADVICE, unit=point), where)


def telephone(number: int) -> str:
    """A telephone number out of the series kept for fiction; the same for the same *number*."""
    digits = f"0{_MOBILE + number % _MOBILES}"
    return f"{digits[:3]}-{digits[3:6]} {digits[6:8]} {digits[8:]}"


def _named(area: str, code: str) -> Municipality:
    return next(town for town in towns(area) if town.code == code)
