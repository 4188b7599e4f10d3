"""The split against a published payment: cancer care pathways, December 2025, 18 of 18 rows to the krona.

Source of the amounts: the table of the government's press release of December 2025, whose populations are the
series `2025-09`.
https://www.regeringen.se/pressmeddelanden/2025/12/regeringen-betalar-ut-1825-miljoner-kronor-for-kortare-vantetider-i-cancervarden/
"""

from fractions import Fraction

from vardvag.base.apportion import apportion
from vardvag.base.regions import REGIONS, population

POT = 182_500_000
PAID = {
    "01": 46_759_214,
    "03": 7_725_254,
    "04": 5_662_977,
    "05": 8_894_650,
    "06": 6_961_328,
    "07": 3_827_340,
    "08": 4_623_721,
    "09": 1_148_287,
    "10": 2_951_619,
    "12": 26_971_963,
    "14": 33_452_769,
    "17": 5_330_826,
    "18": 5_804_632,
    "19": 5_286_838,
    "20": 5_383_638,
    "22": 4_536_986,
    "23": 2_495_480,
    "25": 4_682_478,
}


def test_the_split_by_population_is_the_published_table_to_the_krona() -> None:
    assert apportion(POT, population("2025-09")) == PAID
    assert (len(PAID), sum(PAID.values())) == (18, POT)


def test_the_three_that_did_not_qualify_stand_with_0() -> None:
    # Their population is not in the table. Any will do: an excluded recipient changes nothing.
    people = {region.code: population("2025-09").get(region.code, 300_000) for region in REGIONS}
    assert apportion(POT, people, excluded=["13", "21", "24"]) == {**dict.fromkeys(people, 0), **PAID}


def test_rounding_each_row_by_itself_would_not_have_added_up() -> None:
    """Why a method is needed at all: halves up, row by row, misses the pot."""
    people = population("2025-09")
    total = sum(people.values())
    alone = {who: int(Fraction(POT * number, total) + Fraction(1, 2)) for who, number in people.items()}
    assert sum(alone.values()) != POT
