"""Laws of facts in files: what is written reads back unchanged as CSV and as Excel, and garbage is told."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.agreements.asked import Asked
from vardvag.agreements.facts_columns import COLUMNS, TABLE
from vardvag.agreements.facts_file import facts_in, facts_text, parse_facts, read_facts
from vardvag.agreements.facts_places import PLACES
from vardvag.agreements.facts_workbook import facts_in_workbook
from vardvag.agreements.template import rows_for
from vardvag.base.cells import (
    Amount,
    Basis,
    Cell,
    CellKey,
    Count,
    Judgement,
    OnDay,
    PublishedShare,
    Ratio,
    Status,
    Value,
)
from vardvag.base.dated import Confidence, Source
from vardvag.base.errors import BadInput
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.usecases.write_template import ENDINGS, template_bytes

PERIODS = ("2019-09", "2025-H1", "2019", "2018-12-31", "2017-11-01")
DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
NUMBERS = st.integers(0, 10**18)
# What a person may type in a cell: no control characters, no space at the ends, and all that looks dangerous.
TEXTS = (
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=12)
    | st.sampled_from(["=1+1", "'=x", "''=x", "-5", "+46", "@a", 'a;b,"c"', "'", "_x0041_", "2019-09", "å|ä"])
).filter(lambda text: text == text.strip() and not text.startswith("#"))


@st.composite
def ratios(draw: st.DrawFn) -> Ratio:
    denominator = draw(NUMBERS)
    return Ratio(draw(st.integers(0, denominator)), denominator)


@st.composite
def shares(draw: st.DrawFn) -> PublishedShare:
    decimals = draw(st.integers(0, 4))
    return PublishedShare(Fraction(draw(st.integers(0, 100 * 10**decimals)), 100 * 10**decimals), decimals)


VALUES: st.SearchStrategy[Value] = st.one_of(
    ratios(),
    shares(),
    st.builds(Count, NUMBERS),
    st.builds(Amount, st.builds(Kronor, st.integers(-(10**16), 10**18))),
    st.builds(Judgement, st.booleans(), TEXTS),
    st.builds(OnDay, DAYS),
)
SOURCES = st.builds(
    Source,
    TEXTS,
    st.none() | st.just("https://example.se/a?b=c;d,e"),
    TEXTS,
    st.none() | DAYS,
    st.sampled_from([one for one in Confidence if one is not Confidence.ASSUMPTION]),
    st.none() | st.builds(Text, TEXTS, TEXTS),
)


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    key = CellKey(
        draw(TEXTS),
        draw(st.sampled_from(PLACES)),
        draw(st.sampled_from(PERIODS)),
        draw(st.none() | TEXTS),
        draw(st.none() | st.sampled_from(list(Basis))),
    )
    status = draw(st.sampled_from([Status.REPORTED, Status.REPORTED, Status.MISSING, Status.NOT_APPLICABLE]))
    value = draw(VALUES) if status is Status.REPORTED else None
    return Cell(key, value, draw(SOURCES), status, draw(st.none() | DAYS), draw(st.none() | TEXTS))


GIVEN = st.lists(cells(), max_size=6, unique_by=lambda cell: cell.key)


def read_bytes(raw: bytes, ending: str) -> tuple[Cell, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"facts{ending}")
        path.write_bytes(raw)
        return read_facts(path)


@settings(deadline=None, max_examples=100)
@given(given=GIVEN)
def test_written_as_csv_and_read_is_the_same(given: list[Cell]) -> None:
    assert parse_facts(facts_text(given)) == tuple(given)


@settings(deadline=None, max_examples=60)
@given(given=GIVEN, ending=st.sampled_from(ENDINGS), language=st.sampled_from(["sv", "en"]))
def test_a_filled_sheet_reads_as_the_cells_it_was_filled_with(
    given: list[Cell], ending: str, language: str
) -> None:
    """Of each fact also an unfilled row, under another measure: it is not given."""
    asked = [Asked(cell.key, "share", Text("=a", "=a")) for cell in given]
    nobody = [Asked(CellKey("not given", "08", "2019-09"), "count", Text("b", "b"))]
    told = "sv" if language == "sv" else "en"
    rows = rows_for([*asked, *nobody], given, None, told)
    assert read_bytes(template_bytes(rows, ending, told), ending) == tuple(given)


SHEET = template_bytes(
    rows_for([Asked(CellKey("m", "08", "2019-09"), "share", Text("a", "a"))] * 3), ".xlsx", "sv"
)
PARTS = {
    part: zipfile.ZipFile(io.BytesIO(SHEET)).read(part)
    for part in zipfile.ZipFile(io.BytesIO(SHEET)).namelist()
}
TELLING = [
    part for part in PARTS if "sheet" in part or "workbook" in part or "Strings" in part or "styles" in part
]


def spoilt(content: bytes, at: int, length: int, instead: bytes) -> bytes:
    at %= len(content) + 1
    return content[:at] + instead + content[at + length :]


WHERE, LENGTH = st.integers(0, 10**6), st.integers(0, 40)
INSTEAD = st.binary(max_size=6) | st.sampled_from(
    [b"<", b">", b'"', b"/>", b't="e"', b'r="XFD1048576"', b"</c>", b"<v>", b"&#0;", b"1e999", b"\0"]
)


def is_told(raw: bytes, name: str = "f.xlsx") -> None:
    reading = facts_in_workbook(raw, name)
    assert all(finding.sentence("sv") and finding.remedy.en for finding in reading.findings)


@settings(deadline=None, max_examples=150)
@given(raw=st.binary(max_size=300), magic=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
def test_bytes_that_are_no_workbook_are_told(raw: bytes, magic: bytes) -> None:
    reading = facts_in_workbook(magic + raw, "f.xlsx")
    assert [finding.rule for finding in reading.findings] == ["file"]


@settings(deadline=None, max_examples=150)
@given(at=WHERE, length=LENGTH, instead=INSTEAD)
def test_a_spoilt_workbook_is_told_or_read_but_never_fails_otherwise(
    at: int, length: int, instead: bytes
) -> None:
    is_told(spoilt(SHEET, at, length, instead))


@settings(deadline=None, max_examples=200)
@given(part=st.sampled_from(TELLING), at=WHERE, length=LENGTH, instead=INSTEAD)
def test_a_workbook_with_a_spoilt_part_is_told_or_read_but_never_fails_otherwise(
    part: str, at: int, length: int, instead: bytes
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as told:
        for name, content in PARTS.items():
            told.writestr(name, spoilt(content, at, length, instead) if name == part else content)
    is_told(buffer.getvalue())


FIELDS = st.text(max_size=8) | st.sampled_from(
    [
        "",
        "m",
        "08",
        "8",
        "2019-09",
        "sep-19",
        "kvot",
        "andel",
        "ja",
        "71,4 %",
        "1/2",
        "0,5",
        "9" * 5000,
        "#N/A",
        "²",
        "https://a",
        "2019-02-30",
        "٣",
        "1 000",
        "−1",
        "saknas",
        "official",
        "10 mnkr",
        "2019-W01-1",
        "\x00",
        "'=",
    ]
)


@settings(deadline=None, max_examples=200)
@given(
    headings=st.lists(st.sampled_from([*COLUMNS, *(one.heading for one in TABLE)]) | FIELDS, max_size=12)
    | st.just(list(COLUMNS)),
    rows=st.lists(st.lists(FIELDS, max_size=21), max_size=4),
    separator=st.sampled_from([",", ";"]),
)
def test_any_rows_are_told_or_read_but_never_fail_otherwise(
    headings: list[str], rows: list[list[str]], separator: str
) -> None:
    text = "\n".join(separator.join(row) for row in (headings, *rows))
    try:
        told = [str(cell) for cell in parse_facts(text)]
    except BadInput as refused:
        told = [finding.sentence("sv") for finding in refused.findings]
        assert told
    assert all(told)


@settings(deadline=None, max_examples=100)
@given(raw=st.binary(max_size=200))
def test_any_bytes_as_a_csv_file_are_told_or_read_but_never_fail_otherwise(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.csv")
        path.write_bytes(raw)
        assert all(finding.sentence("en") for finding in facts_in(path).findings)
