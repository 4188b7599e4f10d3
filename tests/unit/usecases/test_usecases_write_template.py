"""A template: what it asks for, how it is written, and that it reads back as it is filled in."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from vardvag.agreements.asked import Asked
from vardvag.agreements.catalogue import load, published_facts
from vardvag.agreements.facts_columns import COLUMNS
from vardvag.agreements.template import Row, is_held, rows_for
from vardvag.base.cells import Amount, Basis, Cell, CellKey, Count, Judgement, OnDay, PublishedShare, Ratio
from vardvag.base.dated import Source
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.usecases.read_facts import read_facts
from vardvag.usecases.write_template import ENDINGS, template_bytes, write_template

TITLE = Text("Andel inom 60 dagar", "Share within 60 days")
SOURCE = Source("Källa", section="s. 1")
SHARE = Asked(CellKey("m", "08", "2019-09", "pvv", Basis.DERIVED), "share", TITLE)
COUNT = Asked(CellKey("people", "0880", "2017-11-01"), "count", Text("Invånare", "Inhabitants"))
PLAN = Asked(CellKey("plan", "kommuner-01", "2019"), "judgement", Text("Plan", "Plan"))
MONEY = Asked(CellKey("kronor", "rcc", "2019"), "amount", Text("=HYPERLINK(1)", "=HYPERLINK(1)"))
OTHERS = {"rcc": Text("Regionala cancercentrum", "Regional cancer centres")}
ASKED = (SHARE, COUNT, PLAN, MONEY)


def written(folder: Path, ending: str, rows: tuple[Row, ...]) -> Path:
    path = folder / f"template{ending}"
    path.write_bytes(template_bytes(rows, ending))
    return path


def filled(folder: Path, *changes: dict[str, str]) -> Path:
    """The CSV template of ASKED with *changes* made to its rows, as a person would."""
    text = template_bytes(rows_for(ASKED, others=OTHERS), ".csv").decode("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    for row, change in zip(rows, changes, strict=False):
        for heading, value in change.items():
            row[headings.index(heading)] = value
    path = folder / "filled.csv"
    path.write_text("\n".join(";".join(row) for row in (headings, *rows)), encoding="utf-8-sig")
    return path


def test_each_asked_fact_is_one_row_with_its_key_and_no_value() -> None:
    rows = rows_for(ASKED, others=OTHERS)
    assert rows[0] == {
        "about": "Andel inom 60 dagar, Kalmar, 2019-09",
        "measure": "m",
        "place": "08",
        "period": "2019-09",
        "policy": "pvv",
        "basis": "härledd",
        "kind": "andel",
    }
    assert [row["about"].rpartition(",")[0] for row in rows[1:]] == [
        "Invånare, Kalmar",
        "Plan, Kommunerna i Stockholm",
        "=HYPERLINK(1), Regionala cancercentrum",
    ]
    english = rows_for([SHARE], language="en")[0]
    assert (english["about"], english["basis"], english["kind"]) == (
        "Share within 60 days, Kalmar, 2019-09",
        "derived",
        "share",
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_template_that_nobody_has_filled_in_gives_nothing(ending: str, tmp_path: Path) -> None:
    """Not zero, and not wrong either."""
    assert read_facts([written(tmp_path, ending, rows_for(ASKED, others=OTHERS))]) == ()


def held(asked: Asked, value: Ratio | PublishedShare | Count | Amount | Judgement | OnDay) -> Cell:
    return Cell(asked.key, value, SOURCE, as_known=date(2019, 12, 1))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "cell",
    [
        held(SHARE, Ratio(71, 100)),
        held(SHARE, PublishedShare(Fraction(714, 1000), 1)),
        held(SHARE, PublishedShare(Fraction(7, 10), 2)),
        held(COUNT, Count(71_704)),
        held(PLAN, Judgement(True, "Socialdepartementet")),
        held(PLAN, OnDay(date(2019, 10, 1))),
        held(PLAN, OnDay(date(1899, 12, 30))),
        held(MONEY, Amount(Kronor(182_500_000))),
        held(MONEY, Amount(Kronor(10**15))),
    ],
    ids=lambda cell: repr(cell.value),
)
def test_what_is_held_is_filled_in_and_reads_back_unchanged(ending: str, cell: Cell, tmp_path: Path) -> None:
    older = Cell(cell.key, None, SOURCE, status=cell.status.MISSING, as_known=date(2019, 1, 1))
    rows = rows_for(ASKED, [older, cell], OTHERS)
    assert [is_held(row) for row in rows].count(True) == 1
    assert read_facts([written(tmp_path, ending, rows)], OTHERS) == (cell,)


def test_what_a_person_fills_in_is_read(tmp_path: Path) -> None:
    source = {"källa": "Region Kalmar län", "källans avsnitt": "dnr 1"}
    path = filled(
        tmp_path,
        {"värde": "71,4 %", **source},
        {"värde": "71 704", "period": "2017-11-01", **source},
        {"slag": "dag", "värde": "2019-10-14", **source},
        {"status": "saknas", **source},
    )
    assert [(cell.key, cell.value) for cell in read_facts([path], OTHERS)] == [
        (SHARE.key, PublishedShare(Fraction(714, 1000), 1)),
        (COUNT.key, Count(71_704)),
        (PLAN.key, OnDay(date(2019, 10, 14))),
        (MONEY.key, None),
    ]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"värde": "71,4 %"}, [("empty", "källa"), ("source", "källa")]),
        ({"källa": "K", "källans avsnitt": "1"}, [("empty", "värde")]),
        ({"täljare": "3", "källa": "K", "källans avsnitt": "1"}, [("empty", "nämnare")]),
        ({"anmärkning": "se bilaga"}, [("empty", "källa"), ("empty", "värde"), ("source", "källa")]),
        ({"status": "saknas"}, [("empty", "källa"), ("source", "källa")]),
        ({"plats": ""}, [("empty", "plats"), ("empty", "källa"), ("empty", "värde"), ("source", "källa")]),
    ],
)
def test_a_row_filled_in_by_half_is_told(
    change: dict[str, str], found: list[tuple[str, str]], tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as told:
        read_facts([filled(tmp_path, change)], OTHERS)
    assert [(finding.rule, finding.column) for finding in told.value.findings] == found


def test_csv_is_as_a_swedish_excel_opens_it() -> None:
    text = template_bytes(rows_for(ASKED, others=OTHERS), ".csv")
    assert text.startswith("\ufeffavser;mått;plats;period;undantag;grund;slag;täljare".encode())
    lines = text.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 1 + len(ASKED) + 1
    # Excel makes a date of 2019-09, and keeps the date.
    assert lines[1].startswith("Andel inom 60 dagar, Kalmar, 2019-09;m;08;2019M09;pvv;härledd;andel;;;")
    assert lines[4].startswith("'=HYPERLINK(1), Regionala cancercentrum, 2019;kronor;rcc;2019;")


def test_excel_has_a_sheet_to_fill_in_and_one_that_explains() -> None:
    raw = template_bytes(rows_for(ASKED, others=OTHERS), ".xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    assert book.sheet_names == ["uppgifter", "förklaring"]
    sheet = book.get_sheet_by_name("uppgifter").to_python()
    assert sheet[0][:4] == ["avser", "mått", "plats", "period"]
    assert sheet[1][:4] == ["Andel inom 60 dagar, Kalmar, 2019-09", "m", "08", "2019-09"]
    assert sheet[4][0] == "'=HYPERLINK(1), Regionala cancercentrum, 2019"
    explained = [row[1] for row in book.get_sheet_by_name("förklaring").to_python()]
    assert set(COLUMNS) <= set(explained)
    xml = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert '"ja,nej"' in xml.replace("&quot;", '"')
    assert '"rapporterad,saknas,ej tillämplig"' in xml.replace("&quot;", '"')
    assert "topLeftCell" in xml  # the heading stays in sight
    english = template_bytes(rows_for(ASKED, others=OTHERS, language="en"), ".xlsx", "en")
    assert CalamineWorkbook.from_filelike(io.BytesIO(english)).sheet_names == ["facts", "explanation"]


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = rows_for(ASKED, others=OTHERS)
    for ending in ENDINGS:
        assert template_bytes(rows, ending) == template_bytes(rows, ending)


@pytest.mark.parametrize("name", ["svf-2025", "komiljard-2019"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_built_in_agreement_gives_a_template_that_holds_what_is_published(
    name: str, ending: str, tmp_path: Path
) -> None:
    agreement = load(name)
    done = write_template(agreement, tmp_path / f"mall{ending}")
    cells = read_facts([tmp_path / f"mall{ending}"], agreement.others)
    assert (done.held, set(cells)) == (len(cells), set(published_facts(agreement)))
    assert done.asked > done.held


REFUSED: dict[str, Callable[[Path], Path]] = {
    "another ending": lambda folder: folder / "mall.ods",
    "no ending": lambda folder: folder / "mall",
    "a file that is there": lambda folder: written(folder, ".csv", ()),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_template_is_not_written_over_anything(case: str, tmp_path: Path) -> None:
    path = REFUSED[case](tmp_path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(WrongUse) as told:
        write_template(load("svf-2025"), path)
    assert told.value.text.sv != told.value.text.en
    assert (path.read_bytes() if path.exists() else None) == before
