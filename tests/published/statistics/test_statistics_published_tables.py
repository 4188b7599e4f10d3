"""Every row of the waiting-time tables that are held: what was printed follows from what stands beside it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from vardvag.base.cells import Basis, CellKey, Count, PublishedShare, Ratio, Status
from vardvag.statistics.published_table import PublishedTable, published_table, published_tables
from vardvag.statistics.recount import Following, Recounted, contradictions, recount, revisions
from vardvag.statistics.rounding import rounded
from vardvag.statistics.spread import spreads

TABLES = published_tables()
BANDS = ("waited_0_30", "waited_31_60", "waited_61_90", "waited_over_90")

# Every printed figure that is tried, by table and class. A line that changes is a claim that changes.
FOLLOWING = {
    ("ostergotland-waiting-visits", Following.REPRODUCED): 15,
    ("ostergotland-waiting-visits", Following.NOT_COMPUTABLE): 1,
    ("skr-child-psychiatry-done", Following.REPRODUCED): 117,
    ("skr-child-psychiatry-done", Following.WITHIN_ROUNDING): 1,
    ("skr-child-psychiatry-done", Following.EXPLAINED): 2,
    ("skr-child-psychiatry-done", Following.NOT_COMPUTABLE): 60,  # the response rates
    ("skr-done-within-60", Following.NOT_COMPUTABLE): 168,
    ("skr-telephone-same-day", Following.NOT_COMPUTABLE): 7,
    ("skr-waiting-by-days", Following.REPRODUCED): 103,
    ("skr-waiting-by-days", Following.EXPLAINED): 1,
    ("skr-waiting-by-days", Following.NOT_COMPUTABLE): 34,  # response rates and patient-chosen waiting
    ("skr-waiting-by-month", Following.NOT_COMPUTABLE): 105,
    ("socialstyrelsen-key-figures", Following.NOT_COMPUTABLE): 3,
}


def number(table: PublishedTable, row: int, column: str) -> int:
    printed = table.figures[row, column].printed
    assert isinstance(printed, Count)
    return printed.number


def share(table: PublishedTable, row: int, column: str) -> PublishedShare:
    printed = table.figures[row, column].printed
    assert isinstance(printed, PublishedShare)
    return printed


def test_every_figure_is_in_a_class() -> None:
    counted = Counter((one.table, one.following) for one in recount(TABLES.values()))
    assert dict(counted) == FOLLOWING


DAYS = published_table("skr-waiting-by-days")
PRINTED = [row for row in DAYS.rows if DAYS.figures[row, "within_90"].printed is not None]


def test_seventeen_pages_print_their_shares() -> None:
    assert (len(PRINTED), len(DAYS.rows)) == (17, 19)


@pytest.mark.parametrize("row", PRINTED)
def test_the_shares_of_those_waiting_follow_from_the_bands(row: int) -> None:
    """The naive way, beside the module's: add the bands, divide, round."""
    bands = [number(DAYS, row, band) for band in BANDS]
    assert rounded(Fraction(sum(bands[:3]), sum(bands)), 0) == share(DAYS, row, "within_90")
    for band, people in zip(BANDS, bands, strict=True):
        printed = share(DAYS, row, band.replace("waited", "share"))
        assert rounded(Fraction(people, sum(bands)), 1) == printed
    assert DAYS.figures[row, "within_90"].cell.value == Ratio(sum(bands[:3]), sum(bands))


@pytest.mark.parametrize("row", DAYS.rows)
def test_the_total_is_the_sum_of_the_bands_save_for_382(row: int) -> None:
    missing = number(DAYS, row, "waiting") - sum(number(DAYS, row, band) for band in BANDS)
    place = DAYS.rows[row]
    of_november = (place.kind, place.place, place.period) == ("first-visit", "SE", "2017-11")
    assert missing == (382 if of_november else 0)


BUP = published_table("skr-child-psychiatry-done")
NOBODY = {row for row in BUP.rows if number(BUP, row, "counted") == 0}
TIE = {row for row, printed in BUP.rows.items() if printed.unit == "Norrlands Universitetssjukhus, Umeå"}


def test_sixty_rows_are_held() -> None:
    assert (len(BUP.rows), len(NOBODY), len(TIE)) == (60, 2, 1)


@pytest.mark.parametrize("row", BUP.rows)
def test_only_those_who_chose_to_wait_past_the_limit_are_left_out(row: int) -> None:
    left_out = number(BUP, row, "done") - number(BUP, row, "counted")
    assert left_out == number(BUP, row, "chosen_over_30")
    assert {BUP.figures[row, name].cell.key.policy for name in ("within_30", "counted")} == {"pvv-over-limit"}


@pytest.mark.parametrize("row", sorted(set(BUP.rows) - NOBODY - TIE))
def test_the_shares_of_child_psychiatry_follow(row: int) -> None:
    exact = Fraction(number(BUP, row, "done_within_30"), number(BUP, row, "counted"))
    assert rounded(exact, 0) == share(BUP, row, "within_30")


def test_the_share_that_lies_half_way_was_printed_the_other_way() -> None:
    (row,) = TIE
    (one,) = [it for it in recount([BUP]) if (it.figure.row, it.figure.column) == (row, "within_30")]
    assert (one.exact, one.following) == (Fraction(9, 40), Following.WITHIN_ROUNDING)
    assert share(BUP, row, "within_30") == PublishedShare(Fraction(22, 100), 0)


@pytest.mark.parametrize("row", sorted(NOBODY))
def test_a_printed_share_of_nobody_is_not_taken_for_nought(row: int) -> None:
    assert share(BUP, row, "within_30").share == 0
    assert BUP.figures[row, "within_30"].cell.value == Ratio(0, 0)
    assert BUP.figures[row, "within_30"].cell.share is None


@pytest.mark.parametrize(
    "one", [it for it in recount(TABLES.values()) if it.following is Following.EXPLAINED]
)
def test_what_differs_says_why_in_both_languages(one: Recounted) -> None:
    assert one.reason is not None
    assert one.reason.sv != one.reason.en


def test_no_discrepancy_explains_what_agrees() -> None:
    explained = Counter(one.table for one in recount(TABLES.values()) if one.reason is not None)
    assert (
        explained
        == Counter({name: len(table.file.discrepancies) for name, table in TABLES.items()}) - Counter()
    )


EXCERPT = published_table("ostergotland-waiting-visits")


@pytest.mark.parametrize("row", EXCERPT.rows)
def test_the_list_of_ostergotland_leaves_out_only_past_the_limit(row: int) -> None:
    counted, left_out = number(EXCERPT, row, "counted"), number(EXCERPT, row, "left_out")
    assert counted + left_out == number(EXCERPT, row, "waiting")
    assert rounded(Fraction(number(EXCERPT, row, "over_60"), counted), 0) == share(
        EXCERPT, row, "share_over_60"
    )


def test_an_empty_field_is_missing_and_never_zero() -> None:
    empty = [figure for figure in EXCERPT.figures.values() if figure.printed is None]
    assert len(empty) == 11
    assert {figure.cell.status for figure in empty} == {Status.MISSING}
    assert {figure.cell.value for figure in empty} == {None}


@pytest.mark.parametrize(
    ("kind", "month", "printed"),
    [
        ("first-visit", "2017-09", [("2017-10-01", 75), ("2017-12-01", 74)]),
        ("operation", "2017-06", [("2017-07-01", 71), ("2017-08-01", 72)]),
        ("operation", "2019-01", [("2019-03-01", 69), ("2019-05-01", 70)]),
    ],
)
def test_a_revised_month_keeps_both_its_figures(
    kind: str, month: str, printed: list[tuple[str, int]]
) -> None:
    key = CellKey(f"waiting-{kind}-within-90", "SE", month, "pvv", Basis.REPORTED)
    (revision,) = [one for one in revisions(TABLES.values()) if one.key == key]
    told = {
        (one.as_known, one.printed.share * 100)
        for one in revision.printings
        if isinstance(one.printed, PublishedShare)
    }
    assert told == {(date.fromisoformat(day), Fraction(per_cent)) for day, per_cent in printed}


def test_three_months_are_revised_and_no_page_contradicts_another() -> None:
    assert len(revisions(TABLES.values())) == 3
    assert contradictions(TABLES.values()) == ()


def test_where_a_month_stands_in_both_tables_they_agree() -> None:
    """The series carries the policy of the table by days because they print the same."""
    series = published_table("skr-waiting-by-month")
    printed = {(one.cell.key, one.cell.as_known): one.printed for one in series.figures.values()}
    both = [
        (figure.printed, printed[figure.cell.key, figure.cell.as_known])
        for figure in DAYS.figures.values()
        if figure.printed is not None and (figure.cell.key, figure.cell.as_known) in printed
    ]
    assert len(both) == 11
    assert all(one == other for one, other in both)


@pytest.mark.parametrize(
    ("kind", "place", "month"), [("first-visit", "SE", "2017-08"), ("operation", "14", "2017-06")]
)
def test_where_only_the_bands_were_copied_the_series_has_their_share(
    kind: str, place: str, month: str
) -> None:
    (row,) = [it.row for it in DAYS.rows.values() if it.place_in_table[:4] == (kind, place, None, month)]
    assert DAYS.figures[row, "within_90"].cell.status is Status.MISSING
    bands = [number(DAYS, row, band) for band in BANDS]
    series = published_table("skr-waiting-by-month")
    (printed,) = [
        one.printed
        for one in series.figures.values()
        if one.cell.key == DAYS.figures[row, "within_90"].cell.key
    ]
    assert rounded(Fraction(sum(bands[:3]), sum(bands)), 0) == printed


def test_a_month_without_a_year_is_of_no_year() -> None:
    sixty = published_table("skr-done-within-60")
    assert {cell.key.period for cell in sixty.cells} == {f"XXXX-0{month}" for month in range(1, 5)}
    assert {cell.key.policy for cell in sixty.cells} == {"not-stated"}
    assert len({cell.key.place for cell in sixty.cells}) == 21
    assert len(sixty.cells) == 168


@pytest.mark.parametrize(
    ("place", "page", "published", "nobody"),
    [
        ("12", "B", Ratio(352, 421), Ratio(352, 526)),
        ("01", "B", Ratio(751, 916), Ratio(751, 1146)),
        ("SE", "A", Ratio(2054, 3609), Ratio(2054, 4075)),
    ],
)
def test_the_same_children_under_two_policies(place: str, page: str, published: Ratio, nobody: Ratio) -> None:
    key = CellKey(
        "done-child-psychiatry-first-assessment-within-30", place, f"XXXX-XX {page}", "pvv-over-limit"
    )
    (spread,) = [one for one in spreads([BUP]) if one.figure.cell.key == key]
    assert {policy: cell.value for policy, cell in spread.cells.items()} == {
        "pvv-over-limit": published,
        "nobody": nobody,
    }
    assert published.share is not None
    assert nobody.share is not None
    assert spread.width == published.share - nobody.share


def test_leaving_people_out_past_the_limit_never_lowers_the_share_within() -> None:
    children = [one.shares for one in spreads([BUP]) if one.shares]
    assert len(children) == 58  # a share of nobody has no spread
    assert all(shares["pvv-over-limit"] >= shares["nobody"] for shares in children)
    visits = [one.shares for one in spreads([EXCERPT])]
    assert len(visits) == 4
    assert all(
        shares["pvv-mov-over-limit"] <= shares["nobody"] for shares in visits
    )  # a share past the limit


def test_every_cell_has_its_source_and_definition() -> None:
    for table in TABLES.values():
        assert (table.file.checker, len(table.fingerprint)) == (None, 64)
        for cell in table.cells:
            assert cell.source.url or cell.source.section
            assert cell.fingerprint == table.fingerprint
