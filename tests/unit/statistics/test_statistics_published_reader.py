"""Published tables that are not as they should be, and signs that stand where a figure should."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from vardvag.base.cells import Basis, CellKey, Count, PublishedShare, Ratio, Status
from vardvag.base.dated import Confidence
from vardvag.base.errors import BadInput, NotFound
from vardvag.statistics.disclosure import Shown
from vardvag.statistics.published_table import published_table, published_tables, read_table
from vardvag.statistics.recount import Following, contradictions, recount, revisions, shown_exact
from vardvag.statistics.spread import spreads

WORDS = """
title: {sv: Ett exempel, en: An example}
publisher: {sv: Ingen, en: Nobody}
definition: {sv: Påhittat, en: Made up}
source: {title: An example, section: of a test}
left_out: {title: An example, section: of a test}
basis: reported
rounding: {manner: half-up, source: {title: An example, section: of a test}}
marks: {"..": missing, "-": not_applicable, "<5": suppressed}
kinds: {operation: {sv: operation, en: operation}}
other_places: {norra: {sv: Norra, en: The north}}
columns:
  share:
    title: {sv: Andel, en: Share}
    value: share
    decimals: 0
    measure: waiting-{kind}-within-90
    policy: pvv
    limit: 90
    share_of: {numerator: [within], denominator: [within, over]}
  within: {title: {sv: Inom, en: Within}, value: count, measure: "within-{kind}", policy: pvv}
  over: {title: {sv: Över, en: Over}, value: count, measure: "over-{kind}", policy: pvv}
  all: {title: {sv: Alla, en: All}, value: count, measure: "all-{kind}", policy: pvv, sum_of: [within, over]}
author: Vårdväg
checker:
review_by: 2027-06-30
"""
HEADER = "kind,place,unit,period,as_known,share,within,over,all\n"


def folder(tmp_path: Path, rows: str, words: str = WORDS, header: str = HEADER, name: str = "mine") -> Path:
    made = tmp_path / name
    made.mkdir()
    (made / "table.yaml").write_text(words, encoding="utf-8")
    (made / "table.csv").write_text(header + rows, encoding="utf-8")
    return made


def told(path: Path) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(BadInput) as problem:
        read_table(path)
    assert all(one.sentence("sv") != one.sentence("en") for one in problem.value.findings)
    return [(one.row, one.column, one.rule) for one in problem.value.findings]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    rows = (
        "operation,08,,2019-09,2019-10-01,75,3,1,4\n"
        "surgery,99,,2019-13,1 okt,75,3,1,4\n"
        "operation,08,,2019-10,,101,three,-1,4\n"
        "operation,08,,2019-09,2019-10-01,75,3,1,4\n"
        "operation,08,,2019-11,,75,3\n"
        "operation,08,,2019-12,,75.5,3,1,?\n"
    )
    assert told(folder(tmp_path, rows)) == [
        (3, "place", "no-such-place"),
        (3, "period", "no-such-period"),
        (3, "kind", "no-such-kind"),
        (3, "as_known", "value"),
        (4, "share", "value"),
        (4, "within", "value"),
        (4, "over", "value"),
        (5, "place", "row-twice"),
        (6, None, "fields"),
        (7, "share", "value"),
        (7, "all", "value"),
    ]


def test_a_header_that_is_wrong_is_told_before_its_rows(tmp_path: Path) -> None:
    header = "kind,place,period,share,within,over,al,over\n"
    assert told(folder(tmp_path, "x,x,x,x,x,x,x,x\n", header=header)) == [
        (1, "all", "no-column"),
        (1, "al", "unknown-column"),
        (1, "over", "unknown-column"),
    ]


def test_a_finding_names_value_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        read_table(folder(tmp_path, "operation,08,,2019-10,,75,three,1,4\n"))
    (one,) = problem.value.findings
    assert one.sentence("en") == (
        "table.csv, row 2, column within: The value cannot be read ('three') → "
        "Write a number, or explain the sign under marks in table.yaml (now: .., -, <5)"
    )
    assert one.sentence("sv").startswith("table.csv, rad 2, kolumn within: Värdet kan inte läsas")


@pytest.mark.parametrize(
    ("sign", "shown", "status"),
    [
        ("", Shown.MISSING, Status.MISSING),
        ("..", Shown.MISSING, Status.MISSING),
        ("-", Shown.NOT_APPLICABLE, Status.NOT_APPLICABLE),
        ("<5", Shown.SUPPRESSED, Status.MISSING),
    ],
)
def test_what_stands_instead_of_a_figure_is_never_zero(
    tmp_path: Path, sign: str, shown: Shown, status: Status
) -> None:
    table = read_table(folder(tmp_path, f"operation,08,,2019-09,,75,{sign},1,4\n"))
    figure = table.figures[2, "within"]
    assert (figure.shown, figure.printed) == (shown, None)
    assert (figure.cell.status, figure.cell.value) == (status, None)
    hidden = figure.cell.source.note is not None and "does not show" in figure.cell.source.note.en
    assert hidden is (shown is Shown.SUPPRESSED)
    assert table.figures[2, "share"].cell.value == PublishedShare(Fraction(75, 100), 0)
    assert {one.following for one in recount([table])} == {Following.NOT_COMPUTABLE}


def test_an_empty_field_may_mean_that_there_can_be_no_figure(tmp_path: Path) -> None:
    words = WORDS.replace('marks: {"..": missing,', "marks: {empty: not_applicable,")
    table = read_table(folder(tmp_path, "operation,08,,2019-09,,75,,1,4\n", words))
    assert table.figures[2, "within"].shown is Shown.NOT_APPLICABLE


def test_a_cell_holds_both_numbers_where_both_are_printed(tmp_path: Path) -> None:
    rows = 'operation,08,"Sjukhuset, Kalmar",2019-09,2019-10-01,75,3 000,1000,4\u00a0000\n'
    table = read_table(folder(tmp_path, rows))
    cell = table.figures[2, "share"].cell
    assert cell.value == Ratio(3000, 4000)
    assert cell.key == CellKey(
        "waiting-operation-within-90", "08/Sjukhuset, Kalmar", "2019-09", "pvv", Basis.REPORTED
    )
    assert cell.as_known == date(2019, 10, 1)
    assert table.figures[2, "all"].printed == Count(4000)


@pytest.mark.parametrize(
    ("row", "share", "total"),
    [
        ("75,3,1,4", Following.REPRODUCED, Following.REPRODUCED),
        ("74,3,1,4", Following.UNEXPLAINED, Following.REPRODUCED),
        ("75,3,1,5", Following.REPRODUCED, Following.UNEXPLAINED),
        ("63,5,3,8", Following.REPRODUCED, Following.REPRODUCED),  # 62,5: half up
        ("62,5,3,8", Following.WITHIN_ROUNDING, Following.REPRODUCED),  # 62,5: the other way
        ("61,5,3,8", Following.UNEXPLAINED, Following.REPRODUCED),
        ("33,1,2,3", Following.REPRODUCED, Following.REPRODUCED),
        ("34,1,2,3", Following.UNEXPLAINED, Following.REPRODUCED),  # not half-way, so no rounding
        ("0,0,0,0", Following.UNEXPLAINED, Following.REPRODUCED),  # a share of nobody is no figure
        ("75,3,..,4", Following.NOT_COMPUTABLE, Following.NOT_COMPUTABLE),  # the rest may be the missing one
        ("75,3,..,3", Following.NOT_COMPUTABLE, Following.REPRODUCED),  # nothing is left for it
        ("75,3,..,2", Following.NOT_COMPUTABLE, Following.UNEXPLAINED),  # a part is more than the whole
        ("75,..,..,0", Following.NOT_COMPUTABLE, Following.NOT_COMPUTABLE),
    ],
)
def test_each_figure_gets_its_class(tmp_path: Path, row: str, share: Following, total: Following) -> None:
    table = read_table(folder(tmp_path, f"operation,SE,,2019-09,,{row}\n"))
    found = {one.figure.column: one.following for one in recount([table])}
    assert found == {"share": share, "all": total}


def test_what_is_taken_away_and_missing_proves_nothing(tmp_path: Path) -> None:
    words = WORDS.replace("sum_of: [within, over]", "sum_of: [within, -over]")
    table = read_table(folder(tmp_path, "operation,SE,,2019-09,,75,3,..,3\n", words))
    found = {one.figure.column: one.following for one in recount([table])}
    assert found["all"] is Following.NOT_COMPUTABLE


DISCREPANCY = """
discrepancies:
  - {kind: operation, place: SE, period: 2019-09, column: all, reason: {sv: "Varför", en: Why}}
"""


def test_a_reason_explains_its_own_figure_alone(tmp_path: Path) -> None:
    rows = "operation,SE,,2019-09,,74,3,1,5\noperation,SE,,2019-10,,75,3,1,5\n"
    table = read_table(folder(tmp_path, rows, WORDS + DISCREPANCY))
    found = {(one.figure.row, one.figure.column): one for one in recount([table])}
    assert found[2, "all"].following is Following.EXPLAINED
    assert found[2, "all"].reason is not None
    assert found[2, "share"].following is found[3, "all"].following is Following.UNEXPLAINED


def test_a_reason_for_a_row_that_is_not_there_is_told(tmp_path: Path) -> None:
    rows = "operation,SE,,2019-10,,75,3,1,5\n"
    assert [rule for *_, rule in told(folder(tmp_path, rows, WORDS + DISCREPANCY))] == ["no-such-row"]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("policy: pvv\n", "policy: pvw\n", "there is no exclusion policy pvw"),
        ("numerator: [within]", "numerator: [inside]", "follows from inside"),
        ("    decimals: 0\n", "", "a share states decimals"),
        ("left_out: {title: An example, section: of a test}\n", "", "left_out says"),
        ("kinds: {operation: {sv: operation, en: operation}}\n", "", "the table has no kinds"),
        ("manner: half-up", "manner: half-even", "manner"),
        ("limit: 90", "limit: 60", "another than in the measure waiting-operation-within-90"),
        ("policy: pvv\n", "policy: pvv-mov-over-limit\n", "another than in the measure"),
        ("basis: reported\n", "", "another than in the measure"),
        (
            "sum_of: [within, over]",
            "share_of: {numerator: [within], denominator: [over]}",
            "share_of belongs",
        ),
    ],
)
def test_a_fault_in_the_words_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert right in WORDS
    path = folder(tmp_path, "operation,SE,,2019-09,,75,3,1,4\n", WORDS.replace(right, wrong, 1))
    with pytest.raises(BadInput) as problem:
        read_table(path)
    sentences = [one.sentence("en") for one in problem.value.findings]
    assert any(said in sentence and "table.yaml, row " in sentence for sentence in sentences), sentences


def test_faults_of_all_tables_are_told_together(tmp_path: Path) -> None:
    folder(tmp_path, "operation,99,,2019-09,,75,3,1,4\n", name="one")
    folder(tmp_path, "operation,98,,2019-09,,75,3,1,4\n", name="two")
    with pytest.raises(BadInput) as problem:
        published_tables(tmp_path)
    assert [one.value for one in problem.value.findings] == ["99", "98"]


def test_a_table_that_is_not_held_is_told_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="skr-done-within-60"):
        published_table("skr-done-within-6")


def test_a_revision_is_of_two_days_and_a_contradiction_of_one(tmp_path: Path) -> None:
    first = folder(tmp_path, "operation,SE,,2019-09,2019-10-01,75,3,1,4\n", name="one")
    later = folder(tmp_path, "operation,SE,,2019-09,2019-11-01,74,3,1,4\n", name="two")
    other = folder(tmp_path, "operation,SE,,2019-09,2019-10-01,73,3,1,4\n", name="three")
    tables = [read_table(path) for path in (later, first, other)]
    assert revisions(tables[:2])
    assert not contradictions(tables[:2])
    (revision,) = revisions(tables[:2])
    assert [one.as_known for one in revision.printings] == [date(2019, 10, 1), date(2019, 11, 1)]
    (contradiction,) = contradictions(tables[1:])
    assert contradiction.key.measure == "waiting-operation-within-90"
    assert revisions(tables[1:]) == ()


UNDER = "denominator: [within, over]}\n    under: {nobody: {numerator: [within], denominator: [all]}}\n"


def under(words: str = UNDER) -> str:
    return WORDS.replace("denominator: [within, over]}\n", words)


def test_a_share_under_another_policy_says_that_it_is_ours(tmp_path: Path) -> None:
    table = read_table(folder(tmp_path, "operation,SE,,2019-09,,75,3,1,6\n", under()))
    (spread,) = spreads([table])
    assert spread.shares == {"pvv": Fraction(3, 4), "nobody": Fraction(1, 2)}
    assert spread.width == Fraction(1, 4)
    assert spread.cells["pvv"].source == table.source
    ours = spread.cells["nobody"].source
    assert ours.note is not None
    assert (ours.confidence, "not published the share so" in ours.note.en) == (Confidence.INFERRED, True)
    assert spread.cells["nobody"].key.policy == "nobody"


@pytest.mark.parametrize("row", ["75,3,1,..", "75,..,1,6"])
def test_what_is_not_printed_gives_no_other_share(tmp_path: Path, row: str) -> None:
    assert spreads([read_table(folder(tmp_path, f"operation,SE,,2019-09,,{row}\n", under()))]) == ()


def test_a_share_under_its_own_policy_or_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    row = "operation,SE,,2019-09,,75,3,1,6\n"
    assert told(folder(tmp_path, row, under(UNDER.replace("nobody", "pvv")), name="own"))
    assert told(folder(tmp_path, row, under(UNDER.replace("nobody", "somebody")), name="none"))
    assert told(folder(tmp_path, row, under(UNDER.replace("[all]", "[everybody]")), name="column"))


@pytest.mark.parametrize(
    ("exact", "shown"),
    [(None, None), (5, "5"), (Fraction(9, 40), "22,50"), (Fraction(2, 3), "66,67"), (Fraction(1), "100,00")],
)
def test_an_exact_figure_is_read_with_two_decimals(exact: int | Fraction | None, shown: str | None) -> None:
    assert shown_exact(exact) == shown
