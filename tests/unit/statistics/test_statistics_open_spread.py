"""How far apart regions are: by hand, with hidden regions, and between two periods among the same regions."""

from __future__ import annotations

from fractions import Fraction

from vardvag.base.cells import PublishedShare
from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_spread import change, spread, spreads
from vardvag.statistics.open_table import Content, Dimension, OpenCell, OpenTable, Role, Unit

SOURCE = Source("påhittat", section="exempel")
HIDDEN = None


def told(number: int | None) -> OpenCell:
    if number is None:
        return OpenCell(None, Shown.SUPPRESSED, SOURCE)
    return OpenCell(PublishedShare(Fraction(number, 100), 0), Shown.REPORTED, SOURCE)


def table(**months: dict[str, int | None]) -> OpenTable:
    """Shares in whole per cents by month and place; what is not given is missing."""
    places = {"SE": Text("Riket", "Sweden")} | {code: Text(code, code) for code in ("01", "03", "08", "09")}
    cells = {
        (place, "share", month.replace("_", "-").removeprefix("m")): told(number)
        for month, row in months.items()
        for place, number in row.items()
    }
    periods = {key[2]: Text(key[2], key[2]) for key in cells}
    return OpenTable(
        id="made-up",
        title=Text("Påhittat", "Made up"),
        definition=Text("Påhittat", "Made up"),
        publisher=Text("ingen", "nobody"),
        dimensions=(
            Dimension("place", Text("region", "region"), Role.GEO, places),
            Dimension("content", Text("innehåll", "content"), Role.METRIC, {"share": Text("andel", "share")}),
            Dimension("period", Text("månad", "month"), Role.TIME, periods),
        ),
        contents={"share": Content("share", Text("andel", "share"), Unit.PER_CENT)},
        cells=cells,
        sources=(SOURCE,),
        updated=None,
        version="1",
    )


CODES = {"content": "share"}
TWO = table(
    m2019_09={"SE": 71, "01": 60, "03": 80, "08": 60, "09": HIDDEN},
    m2019_10={"SE": 75, "01": 64, "03": 80, "09": 95},
)


def test_the_lowest_and_the_highest_with_all_who_share_the_place() -> None:
    found = spread(TWO, CODES, "2019-09")
    assert found is not None
    assert (found.lowest, found.highest) == (("01", "08"), ("03",))
    assert (found.least, found.most, found.difference, found.ratio) == (60, 80, 20, Fraction(4, 3))
    assert (found.shown, found.regions) == (3, 4)


def test_the_country_is_no_region_and_the_hidden_are_not_zero() -> None:
    found = spread(TWO, CODES, "2019-10")
    assert found is not None
    assert (found.least, found.most, found.shown) == (64, 95, 3)


def test_two_periods_are_compared_among_the_same_regions() -> None:
    both = change(TWO, CODES, "2019-09", "2019-10")
    assert both is not None
    # Gotland's 95 is not new inequality: it was hidden the month before.
    assert [one.difference for one in both] == [20, 16]
    assert [one.shown for one in both] == [2, 2]


def test_one_region_alone_is_no_spread_and_nothing_is_made_of_zero() -> None:
    alone = table(m2019_09={"SE": 50, "01": 50, "03": HIDDEN}, m2019_10={"01": 0, "03": 10})
    assert spread(alone, CODES, "2019-09") is None
    assert [(one.period, one.ratio) for one in spreads(alone, CODES, alone.periods)] == [("2019-10", None)]
    assert change(alone, CODES, "2019-09", "2019-10") is None
