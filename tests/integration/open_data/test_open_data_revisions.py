"""What was known before is told, and only of the cells that were told again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from vardvag.usecases.open_tables import open_tables

PATH = "tables/made-up-waiting/revisions"
CELL = {"Policy": "nobody", "Region": "00", "ContentsCode": "waiting", "Tid": "2019M09"}


def test_a_revised_figure_stands_with_what_was_known_before(ask: Any) -> None:
    told = ask(f"{PATH}?lang=en").json()
    assert (told["id"], told["label"]) == ("made-up-waiting", "Made-up waiting")
    [one] = told["revisions"]
    assert one["cell"] == CELL
    assert [(row["asKnown"], row["value"], row["status"]) for row in one["told"]] == [
        ("2019-11-01", 90, ""),
        ("2019-12-01", 100, ""),
    ]


def test_the_same_as_csv(ask: Any) -> None:
    answer = ask(f"{PATH}?outputFormat=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(row["order"], row["latest"], row["as_known"], row["value"]) for row in rows] == [
        ("1", "no", "2019-11-01", "90"),
        ("2", "yes", "2019-12-01", "100"),
    ]
    assert all({name: row[name] for name in CELL} == CELL for row in rows)
    assert rows[0]["source"].startswith("'=")
    assert ask(f"{PATH}?outputFormat=xlsx").status_code == 400


def test_as_many_as_the_tables_have(ask: Any, public_data: Path) -> None:
    for name, table in open_tables(public_data).items():
        held = sum(bool(cell.earlier) for cell in table.cells.values())
        assert len(ask(f"tables/{name}/revisions").json()["revisions"]) == held
