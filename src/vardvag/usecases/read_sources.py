"""Read which sources to collect from, and the numbers that patients are asked about by: every fault at once.

The sources stand in a definition file (YAML), the numbers in a CSV of the caregiver's own (`person;number`).
The numbers are read when they are needed and kept nowhere; no finding shows one. Here does not belong what a
source is asked (`contracts/rivta`).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from vardvag.base.definitions import Strict, read_definition, validated
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.identifiers import LONGEST, PersonId
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.source import Source
from vardvag.contracts.rivta.values import PERSONNUMMER, SAMORDNINGSNUMMER

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme == "https" and parts.hostname:
        return value
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return value
    raise ValueError("write an address with https://")


def _contract(value: str) -> str:
    if value not in CONTRACTS:
        raise ValueError(f"choose among {', '.join(CONTRACTS)}")
    return value


Identifier = Annotated[str, Field(min_length=1, max_length=LONGEST, examples=["SE-EXEMPEL-REGIONEN"])]
Address = Annotated[str, AfterValidator(_address), Field(examples=["https://exempel.se/rivta"])]
ContractName = Annotated[str, AfterValidator(_contract), Field(examples=["GetCareManagers"])]
Name = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=LONGEST, examples=["regionens-journal"])]


class SourceWords(Strict):
    """One source in the file. What a key means stands in docs/how-to/collect-from-national-services.md."""

    title: Annotated[str, Field(min_length=1, max_length=200, examples=["Regionens journal"])]
    address: Address
    system: Identifier
    caregiver: Identifier
    contracts: Annotated[list[ContractName], Field(min_length=1)]
    units: tuple[Identifier, ...] = ()
    timeout_seconds: Annotated[int, Field(ge=1, le=120, examples=[27])] = 27
    attempts: Annotated[int, Field(ge=1, le=10, examples=[3])] = 3
    pause_seconds: Annotated[int, Field(ge=0, le=60, examples=[2])] = 2
    fuse: Annotated[int, Field(ge=1, le=100, examples=[5])] = 5
    rest_minutes: Annotated[int, Field(ge=1, le=1440, examples=[15])] = 15
    days_back: Annotated[int, Field(ge=0, le=3660, examples=[365])] = 365
    days_ahead: Annotated[int, Field(ge=0, le=3660, examples=[365])] = 365
    others_decided: Annotated[str, Field(max_length=200, examples=["beslut 2026-01-15, dnr 12"])] = ""
    certificate: str | None = None
    key: str | None = None
    authority: str | None = None


class SourcesWords(Strict):
    """The file: each source under a name of its own."""

    sources: Annotated[dict[Name, SourceWords], Field(min_length=1)]


def read_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a file, in its order. BadInput with every fault, each with its line and remedy."""
    definition = read_definition(path)
    words = validated(definition, SourcesWords)
    findings = [
        definition.finding(
            ("sources", name),
            "units-missing",
            Text("Bokade tider frågas enhet för enhet", "Booked times are asked about unit by unit"),
            Text("Lägg till units med enheternas HSA-id", "Add units with the units' HSA ids"),
        )
        for name, one in words.sources.items()
        if "GetSubjectOfCareSchedule" in one.contracts and not one.units
    ]
    if findings:
        raise BadInput(Text(f"{path.name} kan inte användas", f"{path.name} cannot be used"), findings)
    return tuple(_source(name, one, path.parent) for name, one in words.sources.items())


def _source(name: str, one: SourceWords, folder: Path) -> Source:
    return Source(
        name,
        one.title,
        one.address,
        one.system,
        one.caregiver,
        tuple(dict.fromkeys(one.contracts)),
        units=tuple(dict.fromkeys(one.units)),
        timeout=one.timeout_seconds,
        attempts=one.attempts,
        pause=one.pause_seconds,
        fuse=one.fuse,
        rest=one.rest_minutes,
        days_back=one.days_back,
        days_ahead=one.days_ahead,
        others=bool(one.others_decided.strip()),
        certificate=_beside(folder, one.certificate),
        key=_beside(folder, one.key),
        authority=_beside(folder, one.authority),
    )


def _beside(folder: Path, file: str | None) -> str | None:
    """A path as it stands from the folder of the file that names it."""
    return str(folder / file) if file else None


class NumbersInFile:
    """`contracts.rivta.source.Numbers` from a CSV file, read once. BadInput with every fault of it."""

    def __init__(self, path: Path) -> None:
        self._numbers = _read_numbers(path)

    def number_of(self, person: PersonId) -> PatientNumber | None:
        """The number of a person; None when the file has none."""
        return self._numbers.get(person)


def _read_numbers(path: Path) -> dict[str, PatientNumber]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise BadInput(
            Text(f"{path.name} kan inte läsas som CSV i UTF-8", f"{path.name} cannot be read as CSV in UTF-8")
        ) from problem
    findings: list[Finding] = []
    found: dict[str, PatientNumber] = {}
    if not rows or [name.strip() for name in rows[0]] != ["person", "number"]:
        remedy = Text("Skriv rubrikraden person;number", "Write the header person;number")
        message = Text("Rubrikraden är inte den väntade", "The header is not as expected")
        findings.append(Finding("header", message, remedy, file=path.name, row=1))
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        person, digits = (cell.strip() for cell in (*row, "", "")[:2])
        column = _fault(row, person, digits, found)
        if column is None:
            found[person] = PatientNumber(digits, _root(digits))
        else:
            findings.append(Finding(*_FAULTS[column], file=path.name, row=number, column=column))
    if findings:
        raise BadInput(Text(f"{path.name} kan inte användas", f"{path.name} cannot be used"), findings)
    return found


def _fault(row: list[str], person: str, digits: str, found: dict[str, PatientNumber]) -> str | None:
    """Which column is wrong, if any; its value is never shown."""
    if len(row) != 2 or not person or len(person) > LONGEST or person in found:
        return "person"
    return None if _is_number(digits) else "number"


def _is_number(digits: str) -> bool:
    """Twelve digits, the last a check digit (Luhn over the last ten)."""
    if len(digits) != 12 or not (digits.isascii() and digits.isdigit()):
        return False
    doubled = (int(sign) * (2 - place % 2) for place, sign in enumerate(digits[2:]))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def _root(digits: str) -> str:
    """Samordningsnummer have 60 added to the day."""
    return SAMORDNINGSNUMMER if int(digits[6:8]) > 60 else PERSONNUMMER


_FAULTS = {
    "person": (
        "person",
        Text("Personens namn här saknas, eller står två gånger", "The person is missing, or stands twice"),
        Text("Skriv person;number, varje person en gång", "Write person;number, each person once"),
    ),
    "number": (
        "number",
        Text("Det är inget person- eller samordningsnummer", "It is no personal or coordination number"),
        Text("Skriv tolv siffror utan bindestreck", "Write twelve digits without a hyphen"),
    ),
}
