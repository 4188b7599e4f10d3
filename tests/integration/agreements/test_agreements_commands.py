"""The commands settle, explain and reconcile, and an agreement that a stranger keeps outside the package."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag import __version__
from vardvag.agreements import reconcile, reproduced, settle
from vardvag.agreements.catalogue import CATALOGUE, load
from vardvag.agreements.receipt import differences
from vardvag.agreements.reconcile import Agreeing
from vardvag.base.errors import BadInput
from vardvag.base.kronor import Kronor
from vardvag.cli import application
from vardvag.usecases.explain_payout import explain_payout
from vardvag.usecases.read_facts import read_facts
from vardvag.usecases.settle_agreement import settle_agreement
from vardvag.usecases.write_receipt import read_receipt, write_receipt

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "add-an-agreement.md"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the walk-through, in a folder outside the package."""
    fences = re.findall(r'```\w+ title="([^"]+)"\n(.*?)```', PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for name, text in fences:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"agreement.yaml", "results.csv"}
    return tmp_path


def test_the_strangers_agreement_settles_as_the_page_says(folder: Path) -> None:
    settlement = settle_agreement(str(folder), [folder / "results.csv"])
    # 120 mnkr by population between Kalmar (244 670) and Blekinge (159 684); 10 mnkr to all 21 alike.
    assert settlement.payout("08").kronor == Kronor(476_191 + 72_610_633)
    assert settlement.payout("10").kronor == Kronor(476_191 + 47_389_367)
    assert settlement.payout("07").kronor == Kronor(476_191)
    assert settlement.paid == Kronor.parse("130 mnkr")


def test_without_facts_its_result_is_undetermined(folder: Path) -> None:
    settlement = settle_agreement(str(folder / "agreement.yaml"))
    assert settlement.payout("01").kronor == Kronor(476_191)
    assert settlement.payout("08").kronor is None
    assert settlement.payout("08").at_least == Kronor(476_191)
    assert len(settlement.missing) == 9


def test_settle_as_csv_is_plain_numbers_and_no_sum_row() -> None:
    result = run("settle", "svf-2025", "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 21
    assert sum(int(row["kronor"]) for row in rows) == 182_500_000
    assert rows[0] == {
        "code": "01",
        "recipient": "Stockholm",
        "population": "2485275",
        "share": "23379607/91250000",
        "kronor": "46759214",
        "why": "villkoren uppfyllda",
    }


def test_settle_in_english_says_why_a_region_got_nothing() -> None:
    rows = json.loads(run("settle", "svf-2025", "--format", "json", "--language", "en").stdout)["rows"]
    halland = next(row for row in rows if row["code"] == "13")
    assert halland["kronor"] == 0
    assert halland["why"].startswith("does not meet")


def test_settle_states_assumptions_and_what_is_missing() -> None:
    output = run("settle", "komiljard-2019").stdout
    assert output.count("Antagande: ") == len(load("komiljard-2019").assumptions) == 9
    assert "462 uppgifter saknas" in output
    assert "lägesrapport lämnad (status-report-2019 · 01 · 2019)" in output


def test_a_fact_under_another_policy_is_pointed_out(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text(
        "measure,place,period,policy,kind,numerator,denominator,source_title,source_section\n"
        "done-operation-within-60,08,2019-09,nobody,ratio,8,10,T,1\n",
        encoding="utf-8",
    )
    output = run("settle", "komiljard-2019", "--facts", facts).stdout
    assert "det finns done-operation-within-60 · 08 · 2019-09 · nobody" in output


def test_as_of_leaves_later_facts_out(folder: Path) -> None:
    facts = folder / "results.csv"
    lines = facts.read_text(encoding="utf-8").splitlines()
    dated = [lines[0] + ",as_known", *(f"{line},2020-11-01" for line in lines[1:])]
    facts.write_text("\n".join(dated), encoding="utf-8")
    agreement = folder / "agreement.yaml"
    after, before = (
        json.loads(run("settle", agreement, "--facts", facts, "--as-of", day, "--format", "json").stdout)[
            "rows"
        ]
        for day in ("2020-11-01", "2020-10-31")
    )
    kalmar = [next(row["kronor"] for row in rows if row["code"] == "08") for rows in (after, before)]
    assert kalmar == [73_086_824, None]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["settle", "svf2025"], 2, "svf-2025"),
        (["settle", "svf-2025", "--facts", "nowhere.csv"], 3, "nowhere.csv"),
        (["explain", "svf-2025", "--region", "Kalmarr"], 2, "Kalmar"),
        (["explain", "svf-2025", "--region", "SKR"], 2, "SKR"),
    ],
)
def test_wrong_use_is_told_without_a_traceback(arguments: list[str], code: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_bad_files_are_told_together(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    header = "measure,place,period,kind,numerator,denominator,source_title,source_section\n"
    paths[0].write_text(header + "m,99,2019,ratio,1,2,T,1\n", encoding="utf-8")
    paths[1].write_text(header + "m,08,2019,ratio,3,2,T,1\n", encoding="utf-8")
    with pytest.raises(BadInput) as told:
        read_facts(paths)
    assert [(f.file, f.row) for f in told.value.findings] == [("a.csv", 2), ("b.csv", 2)]
    result = run("settle", "svf-2025", "--facts", paths[0], "--facts", paths[1])
    assert result.exit_code == 3
    assert "a.csv" in result.stderr
    assert "b.csv" in result.stderr


def test_explain_tells_the_sum_the_condition_the_key_and_the_rounding() -> None:
    text = run("explain", "svf-2025", "--region", "Region Stockholm").stdout.replace("\u00a0", " ")
    assert "46 759 214 kr = potten × 2 485 275 / 9 699 964" in text
    assert "villkoret: uppfyllt" in text
    assert "nyckel: folkmängd 2025-09: 2 485 275" in text
    assert "öresutjämning: största rest (+1 kr)" in text
    assert "https://www.regeringen.se/pressmeddelanden/2025/12/" in text


def test_explain_as_json_is_the_same_tree() -> None:
    told = json.loads(run("explain", "svf-2025", "--region", "08", "--format", "json").stdout)
    assert told["format"] == "vardvag-explanation/1"
    assert told["explanation"]["value"] == 4_623_721
    tree = explain_payout(settle_agreement("svf-2025"), "Kalmar")
    assert told["explanation"]["children"][0]["rule"]["sv"] == tree.children[0].rule.sv


def test_reconcile_tells_n_of_m_and_ends_well() -> None:
    result = run("reconcile", "--all")
    compared = reconcile()
    exact, to_the_krona = reproduced(compared)
    assert result.exit_code == 0
    assert f"{exact} av {to_the_krona} belopp" in result.stdout
    unknown = sum(one.agreeing is Agreeing.NOT_COMPUTABLE for one in compared)
    assert f"{unknown}: kan inte beräknas" in result.stdout
    assert result.stdout.count("svf-2025") == 21


def test_reconcile_ends_with_one_when_a_difference_is_not_explained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue = tmp_path / "catalogue"
    (catalogue / "svf-other").mkdir(parents=True)
    for name in ("agreement.yaml", "facts.csv", "published.csv"):
        text = (CATALOGUE / "svf-2025" / name).read_text(encoding="utf-8")
        text = text.replace("agreement: svf-2025", "agreement: svf-other").replace(",46759214,", ",46759213,")
        (catalogue / "svf-other" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("vardvag.agreements.catalogue.CATALOGUE", catalogue)
    result = run("reconcile")
    assert result.exit_code == 1
    assert "20 av 21 belopp" in result.stdout
    assert "1: oförklarad skillnad" in result.stdout


def test_a_receipt_is_written_and_repeats(tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    assert run("settle", "svf-2025", "--receipt-out", path).exit_code == 0
    kept = read_receipt(path)
    settlement = settle_agreement("svf-2025")
    assert differences(kept, settlement) == ()
    without_facts = differences(kept, settle(settlement.agreement))
    assert "uppgifterna är andra" in [text.sv for text in without_facts]
    assert "01: 46759214 → None" in [text.sv for text in without_facts]
    older = {**kept, "vardvag": "0.0.1"}
    assert [text.en for text in differences(older, settlement)] == [
        f"cannot repeat exactly: another version of Vårdväg (0.0.1, here {__version__})"
    ]
    write_receipt(settlement, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_a_file_without_rows_is_a_file_of_facts_that_are_missing(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("measure,place,period,kind,source_title\n", encoding="utf-8")
    for settlement in (settle_agreement("svf-2025", [facts]), settle_agreement("svf-2025", cells=())):
        assert settlement.paid == Kronor(0)
        assert settlement.missing
    assert settle_agreement("svf-2025").paid == Kronor(182_500_000)
    assert "Betalas 0 kr" in run("settle", "svf-2025", "--facts", facts).stdout.replace("\u00a0", " ")


def test_settle_repeats_a_kept_receipt_from_its_own_facts(folder: Path) -> None:
    kept, again = folder / "kept.json", folder / "again.json"
    agreement, facts = folder / "agreement.yaml", folder / "results.csv"
    day = ("--as-of", "2026-01-01")
    assert run("settle", agreement, "--facts", facts, *day, "--receipt-out", kept).exit_code == 0
    result = run("settle", agreement, "--receipt", kept, "--receipt-out", again)
    assert (result.exit_code, result.stdout) == (0, "Kvittot upprepas exakt.\n")
    assert again.read_bytes() == kept.read_bytes()
    told = json.loads(run("settle", agreement, "--receipt", kept, "--format", "json").stdout)
    assert told == {"rows": [], "notes": ["Kvittot upprepas exakt."]}


def test_settle_lists_what_is_different_from_a_kept_receipt(folder: Path) -> None:
    kept = folder / "kept.json"
    agreement, facts = folder / "agreement.yaml", folder / "results.csv"
    assert run("settle", agreement, "--facts", facts, "--receipt-out", kept).exit_code == 0
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("ratio,139,200", "ratio,138,200"), encoding="utf-8")
    result = run("settle", agreement, "--facts", facts, "--receipt", kept, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    lines = [row["difference"] for row in told["rows"]]
    assert lines[0] == "uppgifterna är andra"
    assert "08: 73086824 → 120476191" in lines
    assert told["notes"] == ["Beloppen är andra än kvittots."]


@pytest.mark.parametrize("other", ["version", "file"])
def test_settle_says_first_that_a_receipt_cannot_repeat_exactly(folder: Path, other: str) -> None:
    kept, agreement = folder / "kept.json", folder / "agreement.yaml"
    assert run("settle", agreement, "--facts", folder / "results.csv", "--receipt-out", kept).exit_code == 0
    if other == "version":
        kept.write_text(json.dumps({**read_receipt(kept), "vardvag": "0.0.1"}), encoding="utf-8")
    else:
        agreement.write_text(agreement.read_text(encoding="utf-8") + "# another\n", encoding="utf-8")
    result = run("settle", agreement, "--receipt", kept, "--format", "json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["rows"][0]["difference"].startswith("kan inte upprepas exakt: ")
    assert told["notes"] == ["Beloppen är desamma som kvittots, på kronan."]


@pytest.mark.parametrize(
    "damage",
    [
        {"facts": None},
        {"facts": [3]},
        {"facts": [{"x": "y"}]},
        {"facts": [{"place": "02"}]},
        {"as_of": "x"},
        {"as_of": 1},
        {"result": 1},
    ],
)
def test_a_damaged_receipt_is_refused_and_not_a_fault_of_ours(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "receipt.json"
    assert run("settle", "svf-2025", "--receipt-out", path).exit_code == 0
    assert isinstance(damage, dict)
    path.write_text(json.dumps({**read_receipt(path), **damage}), encoding="utf-8")
    result = run("settle", "svf-2025", "--receipt", path)
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "other/1"}'])
def test_what_is_not_a_receipt_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_receipt(path)


@pytest.mark.parametrize("command", ["settle", "explain", "reconcile"])
def test_help_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"vardvag {command}" in result.stdout
    assert "Example" in result.stdout
