"""The 290 municipalities: codes that begin with their county's, and names."""

import re

import pytest

from vardvag.base.dated import Confidence
from vardvag.base.errors import NotFound
from vardvag.base.municipalities import MUNICIPALITIES, municipalities_in, municipality
from vardvag.base.regions import REGIONS

HOW_MANY = {
    "01": 26,
    "03": 8,
    "04": 9,
    "05": 13,
    "06": 13,
    "07": 8,
    "08": 12,
    "09": 1,
    "10": 5,
    "12": 33,
    "13": 6,
    "14": 49,
    "17": 16,
    "18": 12,
    "19": 10,
    "20": 15,
    "21": 10,
    "22": 7,
    "23": 8,
    "24": 15,
    "25": 14,
}


def test_there_are_290_each_with_its_own_code_and_name() -> None:
    assert len({one.code for one in MUNICIPALITIES}) == len({one.name for one in MUNICIPALITIES}) == 290
    assert [one.code for one in MUNICIPALITIES] == sorted(one.code for one in MUNICIPALITIES)
    assert all(re.fullmatch(r"[0-9]{4}", one.code) for one in MUNICIPALITIES)
    assert all(one.name == one.name.strip() and not one.name.endswith("kommun") for one in MUNICIPALITIES)


def test_every_code_begins_with_a_regions_and_every_region_has_its_own() -> None:
    assert {one.code: len(municipalities_in(one.code)) for one in REGIONS} == HOW_MANY
    assert sum(HOW_MANY.values()) == len(MUNICIPALITIES)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0180", "Stockholm"),
        ("0880", "Kalmar"),
        ("0980", "Gotland"),
        ("1480", "Göteborg"),
        ("2584", "Kiruna"),
    ],
)
def test_a_municipality_is_found_by_its_code(code: str, name: str) -> None:
    found = municipality(code)
    assert (found.name, found.region_code) == (name, code[:2])
    assert (found.source.confidence, bool(found.source.url)) == (Confidence.SECONDARY, True)


def test_what_is_no_municipality_is_answered_with_those_of_the_county() -> None:
    with pytest.raises(NotFound, match="0880 Kalmar"):
        municipality("0899")
    for code in ("", "880", "08", "Kalmar", "SE", "0899"):
        with pytest.raises(NotFound) as told:
            municipality(code)
        assert len(str(told.value)) < 400
    with pytest.raises(NotFound):
        municipalities_in("02")
