"""An agreement nobody here has seen, written from the public documents alone, in a folder of its own.

Two pots of so much to each and the rest by population; one region is barred; what is not earned goes to those
who earned theirs. Every amount is worked out by hand below and read back from the command line.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.agreements.catalogue import CATALOGUE
from vardvag.base.regions import REGIONS
from vardvag.cli import application

AGREEMENT = """\
agreement: vinterberedskap-2031
title: {sv: "Beredskap för vintern, sydöstra Sverige", en: "Readiness for the winter, south-east of Sweden"}
parties:
  - {sv: Staten, en: The State}
  - {sv: Regionerna i sydöstra Sverige, en: The regions in the south-east}
status: announced
years: [2031]
about:
  sv: "Ett fast belopp och en del efter folkmängd. Gotland är med i samarbetet men får inget."
  en: "A fixed amount and a part by population. Gotland takes part and gets nothing."

sum: {amount: 70 mnkr, source: letter}

pots:
  - pot: base
    title: {sv: Grund, en: Base}
    amount: 30 mnkr
    recipients: ["05", "06", "07", "08", "09", "10"]
    barred: {recipients: ["09"], source: letter}
    key: {population: "2030-11-01", fixed: 2 mnkr, source: letter}
    source: letter

  - pot: result
    title: {sv: Resultat, en: Result}
    amount: 40 mnkr
    recipients: ["05", "06", "07", "08", "09", "10"]
    barred: {recipients: ["09"], source: letter}
    key: {population: "2030-11-01", fixed: 1 mnkr, source: letter}
    qualify: {all: [plan, beds], source: letter}
    unearned: {goes: to-those-who-qualify, source: letter}
    source: letter

conditions:
  plan:
    title: {sv: planen inlämnad i tid, en: the plan handed in on time}
    report: {fact: plan, due: 2030-10-15}
    source: letter
  beds:
    title: {sv: 80 % av vårdplatserna bemannade, en: 80 % of the beds staffed}
    at_least: {fact: beds, share: 80 %}
    source: letter

facts:
  plan:
    title: {sv: vinterplan, en: winter plan}
    measure: winter-plan
    periods: [2030]
    source: letter
  beds:
    title: {sv: bemannade vårdplatser, en: staffed beds}
    measure: staffed-beds
    periods: [2030-12, 2031-01]
    rounding: exact
    source: letter

sources:
  letter: {title: Ett påhittat brev, section: sidan 1}
"""

FACTS = """\
mått;plats;period;slag;täljare;nämnare;värde;bedömd av;källa;källans avsnitt
population;Östergötland;2030-11-01;antal;;;300 000;;SCB;påhittat
population;Jönköping;2030-11-01;antal;;;400 000;;SCB;påhittat
population;Kronoberg;2030-11-01;antal;;;200 000;;SCB;påhittat
population;Kalmar;2030-11-01;antal;;;250 000;;SCB;påhittat
population;Blekinge;2030-11-01;antal;;;150 000;;SCB;påhittat
winter-plan;05;2030;bedömning;;;ja;Sekretariatet;Protokoll;rad 1
winter-plan;06;2030;bedömning;;;ja;Sekretariatet;Protokoll;rad 2
winter-plan;07;2030;dag;;;2030-10-16;;Protokoll;rad 3
winter-plan;08;2030;dag;;;2030-10-15;;Protokoll;rad 4
winter-plan;10;2030;bedömning;;;ja;Sekretariatet;Protokoll;rad 5
staffed-beds;05;2030-12;kvot;820;1000;;;Statistik;tabell 1
staffed-beds;05;2031-01;kvot;900;1000;;;Statistik;tabell 1
staffed-beds;06;2030-12;kvot;799;1000;;;Statistik;tabell 1
staffed-beds;06;2031-01;kvot;990;1000;;;Statistik;tabell 1
staffed-beds;08;2030-12;kvot;400;500;;;Statistik;tabell 1
staffed-beds;08;2031-01;kvot;401;500;;;Statistik;tabell 1
staffed-beds;10;2030-12;kvot;10;10;;;Statistik;tabell 1
staffed-beds;10;2031-01;kvot;9;10;;;Statistik;tabell 1
"""

# Base: 5 × 2 mnkr, and 20 mnkr by 1 300 000 inhabitants: 4 615 384,6 · 6 153 846,2 · 3 076 923,1 ·
# 3 846 153,8 · 2 307 692,3. Two kronor are left, for the largest remainders: Kalmar and Östergötland.
BASE = {"05": 6_615_385, "06": 8_153_846, "07": 5_076_923, "08": 5_846_154, "10": 4_307_692}
# Result: Jönköping had 79,9 % in December, Kronoberg's plan came a day late. 3 × 1 mnkr, and 37 mnkr by
# 700 000: 15 857 142,9 · 13 214 285,7 · 7 928 571,4. Two kronor are left: Östergötland and Kalmar.
RESULT = {"05": 16_857_143, "08": 14_214_286, "10": 8_928_571}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application, [str(argument) for argument in arguments])


def paid(result: Result) -> dict[str, int | None]:
    """What each gets, as the command says."""
    assert result.exit_code == 0, result.stderr
    rows = csv.DictReader(io.StringIO(result.stdout))
    return {row["code"]: int(row["kronor"]) if row["kronor"] else None for row in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_every_amount_is_the_one_worked_out_by_hand(folder: Path) -> None:
    told = paid(run("settle", folder / "agreement.yaml", "--facts", folder / "sheet.csv", "--format", "csv"))
    by_hand = {code: BASE.get(code, 0) + RESULT.get(code, 0) for code in ("05", "06", "07", "08", "09", "10")}
    assert told == by_hand
    assert sum(by_hand.values()) == 70_000_000


def test_each_part_is_explained_by_its_fixed_amount_and_its_share(folder: Path) -> None:
    text = run("explain", folder, "--facts", folder / "sheet.csv", "--region", "Kalmar").stdout
    text = text.replace("\u00a0", " ")
    assert "5 846 154 kr = 2 000 000 kr + 20 000 000 kr × 250 000 / 1 300 000 – Grund" in text
    assert "14 214 286 kr = 1 000 000 kr + 37 000 000 kr × 250 000 / 700 000 – Resultat" in text
    barred = run("explain", folder, "--facts", folder / "sheet.csv", "--region", "Gotland").stdout
    assert "0\u00a0kr – Grund (får enligt avtalet inte del)" in barred


def test_facts_beside_the_file_are_read_without_being_named(folder: Path) -> None:
    (folder / "sheet.csv").rename(folder / "facts.csv")
    for name in (folder, folder / "agreement.yaml"):
        assert paid(run("settle", name, "--format", "csv"))["08"] == BASE["08"] + RESULT["08"]


def test_without_facts_only_the_barred_region_is_certain(folder: Path) -> None:
    result = run("settle", folder, "--format", "csv")
    assert paid(result) == dict.fromkeys(("05", "06", "07", "08", "10")) | {"09": 0}
    assert "population · 05 · 2030-11-01" in result.stderr


def test_the_sheet_that_the_command_writes_is_the_one_that_was_filled_in(folder: Path) -> None:
    """Five populations, five plans and two months of five regions' beds: nothing is asked of Gotland."""
    result = run("settle", folder, "--template", folder / "to-fill-in.csv")
    assert result.stdout.startswith("20 uppgifter")
    asked = (folder / "to-fill-in.csv").read_text(encoding="utf-8-sig")
    assert "Gotland" not in asked


def komiljard_facts() -> str:
    """Operations in September 2019: waiting as the year before; within 60 days Kalmar 65 %, Blekinge 90 %."""
    lines = ["measure,place,period,policy,basis,kind,numerator,denominator,source_title,source_section"]
    for region in REGIONS:
        within = {"08": 65, "10": 90}.get(region.code, 1)
        lines.append(f"done-operation-within-60,{region.code},2019-09,pvv,,ratio,{within},100,T,1")
        lines += [
            f"waiting-operation-within-90,{region.code},{month},pvv,derived,ratio,1,2,T,1"
            for month in ("2019-09", "2018-09")
        ]
    return "\n".join(lines) + "\n"


def test_a_copied_agreement_with_one_threshold_replaced_in_an_editor(tmp_path: Path) -> None:
    """Kömiljard 2019 as it is, and with its 71 % replaced by 60 %."""
    draft, facts = tmp_path / "my-draft", tmp_path / "facts.csv"
    shutil.copytree(CATALOGUE / "komiljard-2019", draft)
    agreement = draft / "agreement.yaml"
    text = agreement.read_text(encoding="utf-8")
    assert text.count("share: 71 %") == 1
    agreement.write_text(text.replace("share: 71 %", "share: 60 %"), encoding="utf-8")
    facts.write_text(komiljard_facts(), encoding="utf-8")

    def september(name: str | Path) -> int:
        told = run("explain", name, "--facts", facts, "--region", "Kalmar", "--format", "json")
        parts = {part["inputs"]["part"]: part for part in json.loads(told.stdout)["explanation"]["children"]}
        kronor = parts["shorter-waits/2019-09/operation"]["value"]
        assert isinstance(kronor, int)
        return kronor

    assert september("komiljard-2019") == 0
    # A sixth of 1 280 mnkr, 213 333 334 kr, between Kalmar (244 670) and Blekinge (159 684 of 404 354
    # inhabitants): 129 085 570,6 to Kalmar, whose remainder is the larger.
    assert september(draft) == 129_085_571
