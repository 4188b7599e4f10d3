"""Whom a row of facts is about, as people and spreadsheets write it."""

from __future__ import annotations

import pytest

from vardvag.agreements.facts_places import PLACES, place_remedy, read_place
from vardvag.base.municipalities import MUNICIPALITIES
from vardvag.base.regions import REGIONS

OTHERS = ("socialstyrelsen", "rcc")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("08", "08"),
        ("8", "08"),
        ("1", "01"),
        ("8.0", "08"),
        ("8,0", "08"),
        ("0880", "0880"),
        ("880", "0880"),
        ("114", "0114"),
        ("1480", "1480"),
        ("SE", "SE"),
        ("se", "SE"),
        ("Riket", "SE"),
        ("SKR", "SKR"),
        ("skr", "SKR"),
        ("RSS", "RSS"),
        ("kommuner-01", "kommuner-01"),
        ("Kommuner-25", "kommuner-25"),
        ("Kalmar", "08"),
        ("Region Skåne", "12"),
        ("landstinget i kalmar län", "08"),
        ("VGR", "14"),
        ("socialstyrelsen", "socialstyrelsen"),
        ("2", None),
        ("02", None),
        ("0899", None),
        ("08800", None),
        ("-8", None),
        ("8.5", None),
        ("٨", None),
        ("kommuner-02", None),
        ("Kalmar kommun", None),
        ("Skellefteå", None),
        ("Socialdepartementet", None),
        ("", None),
        ("Region", None),
    ],
)
def test_a_place_is_read_as_the_code_that_cells_are_kept_under(text: str, place: str | None) -> None:
    assert read_place(text, OTHERS) == place


def test_every_region_municipality_and_county_is_a_place() -> None:
    codes = [one.code for one in REGIONS]
    wanted = {*codes, *(f"kommuner-{code}" for code in codes), *(one.code for one in MUNICIPALITIES)}
    assert set(PLACES) == wanted | {"SE", "SKR", "RSS"}
    assert all(read_place(place) == place for place in PLACES)
    assert all(read_place(place.lstrip("0")) == place for place in PLACES)


def test_what_an_agreement_names_itself_is_a_place_only_there() -> None:
    assert read_place("rcc", OTHERS) == "rcc"
    assert read_place("rcc") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kalmr", "Did you mean 08 (Kalmar)"),
        ("Skellefteå", "Did you mean 2482 (Skellefteå)?"),
        ("Kalmar kommun", "Did you mean 0880 (Kalmar)?"),
        ("socialstyrelse", "Did you mean socialstyrelsen?"),
        ("kommuner-02", "Did you mean kommuner-"),
        ("xyz", "Allowed: 01–25 or a region's name"),
    ],
)
def test_who_is_nobody_is_told_with_the_nearest(text: str, said: str) -> None:
    told = place_remedy(text, OTHERS)
    assert told.en.startswith(said)
    assert told.en.endswith("SE, SKR, RSS, socialstyrelsen, rcc")
    assert told.sv != told.en
