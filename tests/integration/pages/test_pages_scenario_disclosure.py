"""An attack on what is hidden: nobody finds a figure of so few by asking what if, one level after the other.

Gotland's operations of September 2019 are 3 of 3 in the example. In another world they are 3 of 4: that too
is enough, so nothing that may be seen is different. Whatever can be asked must be answered alike in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vardvag.agreements import load, read_facts
from vardvag.agreements.scenario import Scenarios
from vardvag.usecases.scenario.facts import asked_by_path
from vardvag.usecases.scenario.gate import HIDDEN
from vardvag.usecases.scenario.places import Form
from vardvag.usecases.show_scenario import show_scenario

pytest.importorskip("django", reason="install the extra [service]")

TANK_OM = "/overenskommelser/komiljard-2019/tank-om"
FEW = "done-operation-within-60,09,2019-09,pvv,,ratio,3,3,"
OTHER = FEW.replace("3,3,", "3,4,")
LEVEL = "conditions.enough-in-time.at_least.share"
VALUES = {
    Form.AMOUNT: ["0 kr", "100 mnkr", "3 mdkr"],
    Form.SHARE: ["0 %", "1 %", "60 %", "74 %", "76 %", "80 %", "99 %", "100 %"],
    Form.NUMBER: ["0", "5"],
    Form.DAY: ["2019-01-01", "2019-12-31"],
    Form.YES_NO: ["ja", "nej"],
    Form.FIGURE: ["10 %", "76 %", "99/100"],
}


def worlds(example: Path) -> Iterator[str]:
    """The file of cells in the one world and in the other."""
    cells = example.read_text(encoding="utf-8")
    assert FEW in cells
    for world in (cells, cells.replace(FEW, OTHER)):
        example.write_text(world, encoding="utf-8")
        yield world


def questions(example: Path) -> list[dict[str, str]]:
    """Every place of the form, with values enough to tell two shares apart; and places it does not have."""
    shown = show_scenario("komiljard-2019", example, {})
    asked: list[dict[str, str]] = []
    for place in shown.places:
        if place.region in (None, "08", "09"):
            values = [option.value for option in place.options] or VALUES[place.form]
            asked += [{place.path: value} for value in values]
    gotland = [path for path in asked_by_path(shown.reading) if ".09." in path]
    asked += [{path: value} for path in gotland for value in ("ja", "nej", "76 %", "10 %")]
    asked += [
        {"conditions.enough-in-time.at_least.over": "average"},
        {"conditions.enough-in-time.at_least.number": "3"},
        {"conditions.enough-in-time.improved.more_than": "20 %"},
        {"facts.done-within-60.rounding": "0"},
        {"pots.shorter-waits.qualify.all": "[enough-in-time]"},
        {"pots.shorter-waits.unearned.goes": "best"},
        {LEVEL: "80 %", "pots.skl.amount": "1 mnkr"},
    ]
    return asked


def answers(client, asked: list[dict[str, str]]) -> list[tuple[int, bytes]]:
    """What is told of each, in JSON and on the page."""
    told = []
    for changes in asked:
        for ending in (".json", ".csv", "/"):
            answer = client.get(f"{TANK_OM}{ending}", changes, follow=True)
            told.append((answer.status_code, answer.content))
    return told


def test_the_two_worlds_answer_alike_whatever_is_asked(client, example):
    asked = questions(example)
    first, second = (answers(client, asked) for _world in worlds(example))
    assert len(first) > 3 * 60
    assert {status for status, _content in first} >= {200, 400}
    assert [i for i, (one, other) in enumerate(zip(first, second, strict=True)) if one != other] == []


def test_the_attack_would_succeed_without_the_gate(example):
    """The engine itself tells the worlds apart at a level of 80 %: that is what must not be asked."""
    shares = []
    for _world in worlds(example):
        settlement = Scenarios(load("komiljard-2019"), read_facts(example)).settle([f"{LEVEL}=80 %"])
        shares.append(settlement.payout("09").kronor)
    assert shares[0] != shares[1]


def test_a_level_tried_on_a_hidden_figure_is_refused_with_the_reason(client, example):
    page = client.get(f"{TANK_OM}/", {LEVEL: "75 %"})
    assert page.status_code == 400
    assert HIDDEN.sv in page.content.decode()
    form = client.get(f"{TANK_OM}/").content.decode()
    assert f'name="{LEVEL}"' not in form
    assert HIDDEN.sv in form
    # The levels that no hidden figure was tried on can be changed.
    assert 'name="conditions.waiting-improved.improved.more_than"' in form
    assert client.get(f"{TANK_OM}/", {"conditions.response-rate.at_least.share": "90 %"}).status_code == 200


def test_no_fact_of_a_region_with_a_hidden_figure_is_supposed(client, example):
    form = client.get(f"{TANK_OM}/").content.decode()
    assert 'name="cells.status-report-2019.08.2019"' in form
    assert 'name="cells.status-report-2019.09.2019"' not in form
    assert client.get(f"{TANK_OM}/", {"cells.status-report-2019.09.2019": "nej"}).status_code == 400
    waiting = "cells.waiting-operation-within-90.09.2018-09"
    assert client.get(f"{TANK_OM}/", {waiting: "99 %"}).status_code == 400


def test_a_missing_fact_beside_a_hidden_one_is_not_given(client, example):
    """Without Gotland's answer it is undetermined; to give it would be to compare it with what is hidden."""
    lines = example.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "waiting-operation-within-90,09,2018-09" not in line]
    example.write_text("".join(kept), encoding="utf-8")
    assert len(kept) == len(lines) - 1
    page = client.get(f"{TANK_OM}/", {"cells.waiting-operation-within-90.09.2018-09": "60 %"})
    assert page.status_code == 400
    assert HIDDEN.sv in page.content.decode()


def test_the_receipt_is_for_the_parties_only(client, example):
    asked = {"pots.skl.amount": "1 mnkr"}
    page = client.get(f"{TANK_OM}/", asked).content.decode()
    assert "Det lämnas därför bara till parterna." in page
    assert ".kvitto.json" not in page
    assert client.get(f"{TANK_OM}.kvitto.json", asked).status_code == 404
    assert not re.search(r"\b3 av 3\b", page)


def test_where_nothing_is_hidden_every_level_is_open(client, example):
    many = FEW.replace("3,3,", "30,30,")
    example.write_text(example.read_text(encoding="utf-8").replace(FEW, many), encoding="utf-8")
    assert f'name="{LEVEL}"' in client.get(f"{TANK_OM}/").content.decode()
    answer = client.get(f"{TANK_OM}/", {LEVEL: "75 %"})
    assert answer.status_code == 200
    assert client.get(f"{TANK_OM}.kvitto.json", {LEVEL: "75 %"}).status_code == 200
