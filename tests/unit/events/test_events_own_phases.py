"""The kinds of contact that are ours alone are in no format: what holds one is refused, and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vardvag.base.days import Month
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.formats import format_named
from vardvag.events.model import NATIONAL_PHASES, NO_BOOKING, NOT_THERE, PRIMARY_PHASES, Phase
from vardvag.events.synth.country import make_country

FORMATS = ("skr-1.1", "skr-1.1-xlsx", "skr-1.1-parquet", "vardvag-contacts-1")
ENDINGS = dict(zip(FORMATS, (".csv", ".xlsx", ".parquet", ".parquet"), strict=True))


def test_the_code_list_of_the_national_model_is_as_it_was() -> None:
    allowed = ATTRIBUTES["Fas"].pattern
    assert allowed is not None
    assert [phase for phase in Phase if allowed.fullmatch(str(phase.value))] == list(NATIONAL_PHASES)
    assert {*NATIONAL_PHASES, *PRIMARY_PHASES} == set(Phase)


@pytest.mark.parametrize("phase", PRIMARY_PHASES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_with_one_is_refused_at_its_cell(name: str, phase: Phase, tmp_path: Path) -> None:
    form, path = format_named(name), tmp_path / f"file{ENDINGS[name]}"
    [contact, *_] = make_country(1, 1, Month(2019, 1), Month(2019, 12))
    form.write([replace(contact, phase=phase)], path)
    reading = form.read(path)
    assert not reading.records
    assert ("Fas", str(phase.value)) in {(one.column, one.value) for one in reading.findings}


def test_an_event_cannot_be_of_one() -> None:
    pattern = format_named("events-1").MODEL.attributes["phase"].pattern  # type: ignore[attr-defined]
    assert [phase for phase in Phase if pattern.fullmatch(str(phase.value))] == list(NATIONAL_PHASES)


@pytest.mark.parametrize("name", ["Mvo", "Vardkontakt", "Yrkeskategori"])
def test_what_stands_where_an_attribute_is_not_there_is_none_of_its_codes(name: str) -> None:
    pattern = ATTRIBUTES[name].pattern
    assert pattern is not None
    assert not pattern.fullmatch(NOT_THERE)


def test_neither_is_what_stands_for_the_booking() -> None:
    pattern = ATTRIBUTES["Bokningssatt"].pattern
    assert pattern is not None
    assert not pattern.fullmatch(str(NO_BOOKING))
