"""Cells sent to the public part: none is lost, none stands twice, and the last known is settled from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

pytest.importorskip("duckdb", reason="install the extra [statistics]")

from vardvag.agreements import read_facts
from vardvag.agreements.facts import FactBook
from vardvag.base.cells import Cell, CellKey, Count
from vardvag.base.dated import Source
from vardvag.usecases.send_cells import send_cells

SOURCE = Source("påhittat", section="x")


def cell(measure: str, number: int, known: date | None = date(2019, 11, 14)) -> Cell:
    return Cell(CellKey(measure, "08", "2019-10"), Count(number), SOURCE, as_known=known)


def test_writers_at_the_same_time_lose_no_cell_of_each_others(tmp_path: Path) -> None:
    file, writers = tmp_path / "public" / "cells.csv", 8
    together = Barrier(writers)

    def send(writer: int) -> None:
        together.wait()
        for number in range(3):
            send_cells([cell(f"measure-{writer}-{number}", number)], file)

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(send, range(writers)))
    assert len(read_facts(file)) == writers * 3


def test_a_figure_counted_again_the_same_day_takes_the_place_of_the_first(tmp_path: Path) -> None:
    file = tmp_path / "cells.csv"
    send_cells([cell("a", 1), cell("b", 1)], file)
    send_cells([cell("a", 2)], file)
    assert set(read_facts(file)) == {cell("a", 2), cell("b", 1)}


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_figure_of_another_day_is_kept_beside_and_the_last_known_is_settled_from(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    file = tmp_path / "cells.csv"
    sent = {1: cell("a", 1, date(2019, 11, 14)), 2: cell("a", 2, date(2019, 12, 20))}
    for number in order:
        send_cells([sent[number]], file)
    facts = read_facts(file)
    assert set(facts) == set(sent.values())
    assert FactBook(facts).get(sent[1].key) == sent[2]
    assert FactBook(facts, date(2019, 11, 30)).get(sent[1].key) == sent[1]
