"""A small open table in which every kind of cell stands, for the tests of the open data.

Its texts hold what could break a form: a comma, a semicolon, a formula, signs of two languages.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vardvag.base.cells import PublishedShare
from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.open_table import Content, Dimension, OpenCell, OpenTable, Role, Unit

SOURCE = Source(title="=HYPERLINK(1); påhittad, källa", section="rad 1")
REPORTED, MISSING = Shown.REPORTED, Shown.MISSING
SUPPRESSED, NOT_APPLICABLE = Shown.SUPPRESSED, Shown.NOT_APPLICABLE


def share(text: str, decimals: int = 1) -> PublishedShare:
    """`71.3` per cent as it is printed."""
    return PublishedShare(Fraction(text) / 100, decimals)


def cell(number: int | PublishedShare | None, status: Shown = REPORTED, **more: object) -> OpenCell:
    """A cell of the table."""
    return OpenCell(number, status, SOURCE, **more)  # type: ignore[arg-type]


_EARLIER = cell(90, as_known=date(2019, 11, 1))
CELLS = {
    ("nobody", "SE", "waiting", "2019-09"): cell(100, as_known=date(2019, 12, 1), earlier=(_EARLIER,)),
    ("nobody", "SE", "within_90", "2019-09"): cell(share("71.3")),
    ("nobody", "SE", "waiting", "2019-10"): cell(0),
    ("nobody", "SE", "within_90", "2019-10"): cell(None, NOT_APPLICABLE),
    ("nobody", "01", "waiting", "2019-09"): cell(None, SUPPRESSED),
    ("nobody", "01", "within_90", "2019-09"): cell(None, SUPPRESSED),
    ("nobody", "14", "waiting", "2019-09"): cell(
        95, discrepancy=Text("+summan är en annan", "@the sum is another")
    ),
    ("nobody", "14", "within_90", "2019-09"): cell(share("70.0")),
    ("pvv", "SE", "waiting", "2019-09"): cell(80),
}
"""Of 24 combinations: six have a number, two are suppressed, one is not applicable, the rest missing."""

TABLE = OpenTable(
    id="made-up-waiting",
    title=Text("Påhittade väntande", "Made-up waiting"),
    definition=Text("Väntande, för prov.", "Waiting, for tests."),
    publisher=Text("Provregionen", "The Test Region"),
    dimensions=(
        Dimension(
            "policy",
            Text("vem som räknas", "who is counted"),
            Role.OTHER,
            {"nobody": Text("alla räknas", "everybody is counted"), "pvv": Text("utan PvV", "without PvV")},
            default="nobody",
        ),
        Dimension(
            "place",
            Text("region", "region"),
            Role.GEO,
            {
                "SE": Text("Riket", "Sweden"),
                "01": Text("Stockholm", "Stockholm"),
                "14": Text("Västra Götaland", "Västra Götaland"),
            },
        ),
        Dimension(
            "content",
            Text("innehåll", "content"),
            Role.METRIC,
            {
                "waiting": Text("Väntande", "Waiting"),
                "within_90": Text("Andel inom 90 dagar", "Share within 90 days"),
            },
        ),
        Dimension(
            "period",
            Text("period", "period"),
            Role.TIME,
            {"2019-09": Text("2019-09", "2019-09"), "2019-10": Text("2019-10", "2019-10")},
        ),
    ),
    contents={
        "waiting": Content("waiting", Text("Väntande", "Waiting"), Unit.CONTACTS),
        "within_90": Content(
            "within_90", Text("Andel inom 90 dagar", "Share within 90 days"), Unit.PER_CENT, 1, limit=90
        ),
    },
    cells=CELLS,
    sources=(SOURCE,),
    updated=date(2019, 12, 1),
    version="0123456789abcdef",
    made_up=True,
)
