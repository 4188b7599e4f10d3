"""What a user is told: the words of every error, its exit code, and findings on one line."""

import copy
import pickle

import pytest

from vardvag.base.cells import Amount, Basis, Cell, CellKey, Count, Judgement, PublishedShare, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.errors import BadInput, CannotApportion, MissingExtra, NotFound, VardvagError, WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

EN_SV = Text("svenska", "english")

TOLD = [
    (BadInput("wrong"), 3, "wrong", "wrong"),
    (BadInput(EN_SV), 3, "english", "svenska"),
    (CannotApportion(EN_SV), 3, "english", "svenska"),
    (WrongUse(EN_SV), 2, "english", "svenska"),
    (MissingExtra("statistics", "vardvag load"), 2,
     "vardvag load needs the extra [statistics]. Install it with: pip install 'vardvag[statistics]'",
     "vardvag load behöver tillägget [statistics]. Installera det med: pip install 'vardvag[statistics]'"),
    (NotFound("region", "Skane", ["Skåne", "Kalmar"]), 2,
     "There is no region named 'Skane'. Did you mean Skåne?",
     "region: 'Skane' finns inte. Menade du Skåne?"),
    (NotFound(Text("Mått", "measure"), "x", ["b", "a"]), 2,
     "There is no measure named 'x'. Known: a, b.",
     "Mått: 'x' finns inte. Finns: a, b."),
]  # fmt: skip


@pytest.mark.parametrize(("error", "exit_code", "en", "sv"), TOLD)
def test_every_error_has_its_words_and_its_exit_code(
    error: VardvagError, exit_code: int, en: str, sv: str
) -> None:
    assert (error.exit_code, str(error), error.in_language("en"), error.in_language("sv")) == (
        exit_code,
        en,
        en,
        sv,
    )


FINDING = Finding(
    "phase", Text("Okänd fas", "Unknown phase"), Text("Skriv 1 till 5", "Write 1 to 5"),
    file="maj.csv", row=3, column="Fas", value="9",
)  # fmt: skip


def test_a_finding_is_one_line_in_either_language() -> None:
    assert FINDING.sentence() == "maj.csv, row 3, column Fas: Unknown phase ('9') → Write 1 to 5"
    assert FINDING.sentence("sv") == "maj.csv, rad 3, kolumn Fas: Okänd fas ('9') → Skriv 1 till 5"
    assert Finding("r", EN_SV, EN_SV).sentence() == "english → english"
    assert Finding("r", EN_SV, EN_SV).severity is Severity.ERROR


def test_bad_input_carries_every_finding() -> None:
    assert BadInput("two", [FINDING, FINDING]).findings == (FINDING, FINDING)
    assert BadInput("none").findings == ()


KEY = CellKey("first-visits", "08", "2019-09", policy="guarantee", basis=Basis.REPORTED)
SOURCE = Source("Väntetider i vården", url="https://www.vantetider.se/")


def test_a_cell_has_a_value_exactly_when_it_was_reported() -> None:
    cell = Cell(KEY, Ratio(3, 4), SOURCE)
    assert cell.share == Ratio(6, 8).share
    assert Cell(KEY, None, SOURCE, Status.MISSING).share is None
    with pytest.raises(ValueError, match="a reported cell has a value"):
        Cell(KEY, None, SOURCE)
    with pytest.raises(ValueError, match="a reported cell has a value"):
        Cell(KEY, Count(0), SOURCE, Status.NOT_APPLICABLE)


@pytest.mark.parametrize("value", [Count(5), Amount(Kronor(5)), Judgement(True, "SKR"), Ratio(0, 0)])
def test_what_is_not_a_share_has_none(value: object) -> None:
    assert Cell(KEY, value, SOURCE).share is None


def test_counts_are_not_below_0_but_a_ratio_may_pass_1() -> None:
    for wrong in (lambda: Count(-1), lambda: Ratio(-1, 2), lambda: Ratio(1, -2)):
        with pytest.raises(ValueError, match="a count is not below 0"):
            wrong()
    assert Ratio(5, 4).share == PublishedShare(Ratio(125, 100).share, 0).share


def test_cells_can_be_copied_and_stored() -> None:
    cell = Cell(KEY, Amount(Kronor(7)), SOURCE)
    assert pickle.loads(pickle.dumps(cell)) == copy.deepcopy(cell) == cell
