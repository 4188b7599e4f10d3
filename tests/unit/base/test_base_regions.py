"""The 21 regions: codes, names through time, populations."""

from datetime import date, timedelta

import pytest

from vardvag.base.dated import Confidence
from vardvag.base.errors import NotFound
from vardvag.base.regions import (
    NATIONAL,
    REGIONS,
    by_information_model,
    by_name,
    population,
    population_date,
    population_series,
    population_source,
    region,
    swedish_key,
)

CODES = [
    # SCB, name, information model, full name today
    ("01", "Stockholm", 10, "Region Stockholm"),
    ("03", "Uppsala", 12, "Region Uppsala"),
    ("04", "Södermanland", 13, "Region Sörmland"),
    ("05", "Östergötland", 21, "Region Östergötland"),
    ("06", "Jönköping", 22, "Region Jönköpings län"),
    ("07", "Kronoberg", 23, "Region Kronoberg"),
    ("08", "Kalmar", 24, "Region Kalmar län"),
    ("09", "Gotland", 26, "Region Gotland"),
    ("10", "Blekinge", 27, "Region Blekinge"),
    ("12", "Skåne", 41, "Region Skåne"),
    ("13", "Halland", 42, "Region Halland"),
    ("14", "Västra Götaland", 51, "Västra Götalandsregionen"),
    ("17", "Värmland", 54, "Region Värmland"),
    ("18", "Örebro", 55, "Region Örebro län"),
    ("19", "Västmanland", 56, "Region Västmanland"),
    ("20", "Dalarna", 57, "Region Dalarna"),
    ("21", "Gävleborg", 61, "Region Gävleborg"),
    ("22", "Västernorrland", 62, "Region Västernorrland"),
    ("23", "Jämtland", 63, "Region Jämtland Härjedalen"),
    ("24", "Västerbotten", 64, "Region Västerbotten"),
    ("25", "Norrbotten", 65, "Region Norrbotten"),
]


def test_there_are_21_and_each_has_its_codes() -> None:
    assert [(r.code, r.name, r.information_model_code, r.full_name) for r in REGIONS] == CODES
    kalmar = region("08")
    assert (kalmar.kolada_id, kalmar.municipality_prefix) == ("0008", "08")
    assert kalmar.hsa_prefixes == ("SE2321000073", "SE162321000073")
    assert by_information_model(24) is kalmar
    assert NATIONAL not in {r.code for r in REGIONS}


def check_digit(number: str) -> int:
    """The last digit of an organisation number by the Luhn rule, from the nine before it."""
    total = 0
    for place, digit in enumerate(number[:9]):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return -total % 10


@pytest.mark.parametrize("one", REGIONS, ids=lambda one: one.code)
def test_every_organisation_number_is_ten_digits_with_a_right_check_digit(one: object) -> None:
    number = one.organisation_number
    assert len(number) == 10
    assert int(number[9]) == check_digit(number)
    assert one.organisation_number_source.confidence in (Confidence.SECONDARY, Confidence.INFERRED)


def test_the_numbers_of_the_landsting_run_in_the_order_of_the_counties() -> None:
    """What the inferred ones rest on. Skåne is younger, Gotland a municipality, and the gaps are where
    landsting were merged: two before Halland, and those that became Västra Götaland around its own.
    """
    old = {r.code: int(r.organisation_number[6:9]) for r in REGIONS if r.code not in ("09", "12")}
    assert list(old.values()) == [*range(1, 9), 11, 13, *range(15, 24)]
    read = {r.code for r in REGIONS if r.organisation_number_source.confidence is Confidence.SECONDARY}
    assert read == {"01", "06", "07", "08", "09", "12", "13", "14", "17", "18", "20", "25"}


NAMES = [
    ("01", "2018-12-31", "Stockholms läns landsting"),
    ("01", "2019-01-01", "Region Stockholm"),
    ("08", "2018-06-11", "Landstinget i Kalmar län"),
    ("03", "2016-12-31", "Landstinget i Uppsala län"),
    ("03", "2017-01-01", "Region Uppsala"),
    ("23", "2014-12-31", "Jämtlands läns landsting"),
    ("23", "2015-01-01", "Region Jämtland Härjedalen"),
    ("09", "2010-12-31", "Gotlands kommun"),
    ("12", "2009-01-01", "Region Skåne"),
    ("22", "2018-01-31", "Landstinget Västernorrland"),
]


@pytest.mark.parametrize(("code", "day", "name"), NAMES)
def test_a_region_has_the_name_of_the_day(code: str, day: str, name: str) -> None:
    assert region(code).name_on(date.fromisoformat(day)) == name


def test_every_name_has_its_source_and_all_are_regions_from_2019() -> None:
    for one in REGIONS:
        assert all(entry.source.url for entry in one.names)
        assert "egion" in one.name_on(date(2019, 1, 1))
        with pytest.raises(LookupError):
            one.name_on(date(2009, 1, 1) - timedelta(days=1))


FOUND = [
    ("Sörmland", "04"),
    ("Södermanland", "04"),
    ("Landstinget Sörmland", "04"),
    ("Södermanlands läns landsting", "04"),
    ("Jämtland", "23"),
    ("Jämtland Härjedalen", "23"),
    ("Region Jämtland-Härjedalen", "23"),
    ("Kalmar", "08"),
    ("REGION KALMAR LÄN", "08"),
    ("Landstinget i Kalmar län", "08"),
    ("Kalmar läns landsting", "08"),
    ("Västra Götalandsregionen", "14"),
    ("Västra Götalands läns landsting", "14"),
    ("VGR", "14"),
    ("Stockholms läns landsting", "01"),
    ("  Region  Örebro län ", "18"),
    ("O\u0308rebro", "18"),
    ("Gotlands kommun", "09"),
]


@pytest.mark.parametrize(("name", "code"), FOUND)
def test_a_region_is_found_by_any_of_its_names(name: str, code: str) -> None:
    assert by_name(name).code == code


@pytest.mark.parametrize("one", REGIONS, ids=lambda one: one.code)
def test_every_name_it_ever_had_leads_to_the_region(one: object) -> None:
    for name in (one.name, one.full_name, *(entry.value for entry in one.names), *one.other_names):
        assert by_name(name) is one


def test_what_is_not_a_region_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match=r"^There is no region named 'Skane'. Did you mean Skåne\?$") as caught:
        by_name("Skane")
    assert caught.value.in_language("sv") == "Region: 'Skane' finns inte. Menade du Skåne?"
    for no_region in ("Stockholms kommun", "", "Region", "Sverige"):
        with pytest.raises(NotFound):
            by_name(no_region)
    with pytest.raises(NotFound):
        region("8")
    with pytest.raises(NotFound):
        region("SE")
    with pytest.raises(NotFound):
        by_information_model(11)
    with pytest.raises(NotFound, match="population series named '2018'"):
        population("2018")


SERIES = [
    # series, regions, their sum, confidence, the date it is for
    ("2010-12-31", 21, 9_415_570, "secondary", "2010-12-31"),
    ("2018-12-31", 21, 10_230_185, "secondary", "2018-12-31"),
    ("2019-12-31", 21, 10_327_589, "secondary", "2019-12-31"),
    ("2025-09", 18, 9_699_964, "official", "2025-09"),
    ("reconstructed-kvinnors_halsa_2017_300M", 21, 9_967_637, "inferred", None),
    ("reconstructed-kvinnors_halsa_2023_1437M", 21, 10_514_719, "inferred", None),
    ("reconstructed-kvinnors_halsa_2024_1367M", 21, 10_557_682, "inferred", None),
]


@pytest.mark.parametrize(("series", "regions", "people", "confidence", "day"), SERIES)
def test_populations_come_with_their_source(
    series: str, regions: int, people: int, confidence: str, day: str | None
) -> None:
    by_region = population(series)
    assert (len(by_region), sum(by_region.values())) == (regions, people)
    source = population_source(series)
    assert (source.confidence, bool(source.url), population_date(series)) == (confidence, True, day)


def test_absent_is_not_zero() -> None:
    absent = {r.code for r in REGIONS} - set(population("2025-09"))
    assert absent == {"13", "21", "24"}


def test_there_is_a_series_for_every_year_end_from_2010_to_2019() -> None:
    assert {f"{year}-12-31" for year in range(2010, 2020)} <= set(population_series())
    assert all(set(population(s)) <= {r.code for r in REGIONS} for s in population_series())


def test_a_population_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        population("2018-12-31")["01"] = 0


def test_names_sort_as_swedish_does() -> None:
    assert sorted((r.name for r in REGIONS), key=swedish_key)[-6:] == [
        "Västerbotten",
        "Västernorrland",
        "Västmanland",
        "Västra Götaland",
        "Örebro",
        "Östergötland",
    ]
    words = ["ö", "z", "å", "a", "ä", "é", "f", "e", "Ö", "a b", "ab", "O\u0308"]
    assert sorted(words, key=swedish_key) == [
        "a",
        "a b",
        "ab",
        "e",
        "é",
        "f",
        "z",
        "å",
        "ä",
        "O\u0308",
        "Ö",
        "ö",
    ]
