"""Each rule about rows of primary care, events and what is attached, by a healthy row with a change in it."""

from __future__ import annotations

import csv
import inspect
from pathlib import Path
from typing import Any

import pytest

from vardvag.events.checks import attached, care_events, primary_care
from vardvag.events.formats import format_named, primary_care_1
from vardvag.events.model import PrimaryCareContact

HEALTHY = {
    "primary-care-1": {
        "DatatGallerFor": "2024-03",
        "Regionkod": "24",
        "HSAIdVardenhet": "SE2321000073-V1",
        "VardkontaktId": "p-1",
        "SoktKontakt": "2024-03-05T08:00",
        "FickKontakt": "2024-03-05",
        "BedomningBehovs": "1",
        "Bedomning": "2024-03-08",
        "Vardkontakt": "0",
        "Yrkeskategori": "XS915",
        "FodelseAr": "1950",
        "Kon": "2",
        "Lkf": "0880",
        "HSAIdPatientListning": "SE2321000073-V1",
    },
    "events-1": {
        "event_id": "h-1",
        "pathway": "v-1",
        "kind": "offer_made",
        "phase": "2",
        "on": "2024-03-05",
        "for_day": "2024-04-02",
        "unit": "kirurgen",
        "source": "journal",
        "recorded_at": "2024-03-05T10:00",
        "supersedes": "",
        "at": "",
    },
    "skr-1.1-attached": {
        "DatatGallerFor": "2024-03",
        "Regionkod": "24",
        "VardkontaktId": "k-1",
        "Diagnos": "H259",
        "DiagnosTyp": "1",
        "Orsak": "",
        "Atgard": "",
    },
}

# the format | what is changed | the rule that tells, the column it names
FAULTS: list[tuple[str, dict[str, str], str, str]] = [
    ("primary-care-1", {"SoktKontakt": ""}, "required", "SoktKontakt"),
    ("primary-care-1", {"Regionkod": "08"}, "code", "Regionkod"),
    ("primary-care-1", {"BedomningBehovs": "kanske"}, "code", "BedomningBehovs"),
    ("primary-care-1", {"DatatGallerFor": "mars"}, "month", "DatatGallerFor"),
    ("primary-care-1", {"Bedomning": "8/3"}, "day", "Bedomning"),
    ("primary-care-1", {"SoktKontakt": "2024-03-31T02:30"}, "doubtful-time", "SoktKontakt"),
    ("primary-care-1", {"Bedomning": "8/3/2024"}, "day-two-ways", "Bedomning"),
    ("primary-care-1", {"VardkontaktId": "1E+05"}, "rounded", "VardkontaktId"),
    ("primary-care-1", {"VardkontaktId": "k\x07-1"}, "control-character", "VardkontaktId"),
    ("primary-care-1", {"FickKontakt": "2024-03-04"}, "order", "FickKontakt"),
    ("primary-care-1", {"Bedomning": "2024-04-01"}, "future", "Bedomning"),
    ("primary-care-1", {"FodelseAr": "2025"}, "unborn", "FodelseAr"),
    ("primary-care-1", {"BedomningBehovs": "nej"}, "assessed-without-need", "BedomningBehovs"),
    ("primary-care-1", {"VardkontaktId": "19121212-1212"}, "person", "VardkontaktId"),
    ("primary-care-1", {"VardkontaktId": "Tolvan Tolvansson"}, "name", "VardkontaktId"),
    ("events-1", {"unit": ""}, "required", "unit"),
    ("events-1", {"kind": "avbokad"}, "code", "kind"),
    ("events-1", {"phase": "6"}, "code", "phase"),
    ("events-1", {"on": "i maj"}, "day", "on"),
    ("events-1", {"at": "2024-03-31T02:30", "on": ""}, "doubtful-time", "at"),
    ("events-1", {"on": "5/3/2024"}, "day-two-ways", "on"),
    ("events-1", {"event_id": "1,2E+12"}, "rounded", "event_id"),
    ("events-1", {"event_id": "h\x07-1"}, "control-character", "event_id"),
    ("events-1", {"on": ""}, "no-day", "on"),
    ("events-1", {"at": "2024-03-06T08:00"}, "other-day", "at"),
    ("events-1", {"on": "2024-03-05T08:00"}, "only-a-day", "on"),
    ("events-1", {"for_day": "2024-04-02 08:00"}, "only-a-day", "for_day"),
    ("events-1", {"supersedes": "h-1"}, "supersedes-itself", "supersedes"),
    ("events-1", {"recorded_at": "2024-03-04"}, "recorded-before", "recorded_at"),
    ("events-1", {"kind": "informed"}, "day-of-nothing", "for_day"),
    ("events-1", {"pathway": "121212-1212"}, "person", "pathway"),
    ("events-1", {"pathway": "Svensson, Anna"}, "name", "pathway"),
    ("skr-1.1-attached", {"VardkontaktId": ""}, "required", "VardkontaktId"),
    ("skr-1.1-attached", {"DiagnosTyp": "2"}, "code", "DiagnosTyp"),
    ("skr-1.1-attached", {"VardkontaktId": "1,2E+12"}, "rounded", "VardkontaktId"),
    ("skr-1.1-attached", {"Diagnos": "S\x07720"}, "control-character", "Diagnos"),
    ("skr-1.1-attached", {"DatatGallerFor": "2024"}, "month", "DatatGallerFor"),
    ("skr-1.1-attached", {"Orsak": "W190"}, "one-code", "Orsak"),
    ("skr-1.1-attached", {"Diagnos": "", "DiagnosTyp": ""}, "one-code", "Diagnos"),
    ("skr-1.1-attached", {"DiagnosTyp": ""}, "role", "DiagnosTyp"),
    ("skr-1.1-attached", {"VardkontaktId": "191212121212"}, "person", "VardkontaktId"),
    ("skr-1.1-attached", {"VardkontaktId": "Anna Svensson"}, "name", "VardkontaktId"),
]

NEVER_BROKEN = {"skr-1.1-attached": {"day", "day-two-ways", "doubtful-time"}}
"""Rules about days, where a row has none."""


def read(name: str, tmp_path: Path, *rows: dict[str, str]) -> Any:
    path = tmp_path / "fil.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(HEALTHY[name]))
        writer.writeheader()
        writer.writerows(rows)
    return format_named(name).read(path)


@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_row_is_accepted_without_a_word(name: str, tmp_path: Path) -> None:
    reading = read(name, tmp_path, HEALTHY[name])
    assert (reading.findings, reading.accepted_rows) == ((), 1)
    assert reading.contacts == ()


@pytest.mark.parametrize(("name", "change", "rule", "column"), FAULTS)
def test_a_fault_is_told_by_its_rule(
    name: str, change: dict[str, str], rule: str, column: str, tmp_path: Path
) -> None:
    reading = read(name, tmp_path, HEALTHY[name] | change)
    assert (rule, column, 2) in [(one.rule, one.column, one.row) for one in reading.findings]
    assert reading.rejected_rows == any(one.severity == "error" for one in reading.findings)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("primary-care-1", primary_care.RULES),
        ("events-1", care_events.RULES),
        ("skr-1.1-attached", attached.RULES),
    ],
)
def test_every_rule_has_a_row_that_breaks_it(name: str, rules: Any) -> None:
    broken = {rule for form, _, rule, _ in FAULTS if form == name} | NEVER_BROKEN.get(name, set())
    assert {rule.id for rule in rules} - {"twice"} == broken


@pytest.mark.parametrize("name", ["primary-care-1", "events-1"])
def test_the_same_twice_is_told(name: str, tmp_path: Path) -> None:
    reading = read(name, tmp_path, HEALTHY[name], HEALTHY[name])
    assert [(one.rule, one.row) for one in reading.findings] == [("twice", 3)]


def test_a_code_of_a_region_of_a_spreadsheet_is_mended(tmp_path: Path) -> None:
    reading = read("primary-care-1", tmp_path, HEALTHY["primary-care-1"] | {"Lkf": "880"})
    assert [one.rule for one in reading.findings] == ["mended"]
    [contact] = reading.records
    assert isinstance(contact, PrimaryCareContact)
    assert contact.municipality == "0880"


def test_what_is_not_known_of_primary_care_is_said_where_the_format_is(tmp_path: Path) -> None:
    said = inspect.getdoc(primary_care_1)
    assert said is not None
    assert said.count("\n- ") == len(primary_care_1.NOT_KNOWN)


def test_what_is_attached_needs_its_month(tmp_path: Path) -> None:
    [one] = read("skr-1.1-attached", tmp_path, HEALTHY["skr-1.1-attached"]).records
    assert (one.kind, one.code, one.role, one.region) == ("diagnosis", "H259", 1, "08")
