"""Several files of facts at once: contradictions between them, and all that is wrong in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.base.errors import BadInput
from vardvag.usecases.read_facts import read_facts

HEADER = "measure,place,period,kind,value,as_known,source_title,source_section\n"


def files(folder: Path, **rows: list[str]) -> list[Path]:
    """A file for each name, with its rows: place, value, as known."""
    paths = []
    for name, lines in rows.items():
        path = folder / f"{name}.csv"
        told = [f"m,{place},2019,count,{value},{day},T,1" for place, value, day in map(str.split, lines)]
        path.write_text(HEADER + "\n".join(told).replace("-,T", ",T") + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def test_two_values_of_one_fact_in_two_files_are_told_with_both_places(tmp_path: Path) -> None:
    paths = files(tmp_path, a=["08 1 -", "01 2 -"], b=["01 2 -", "Kalmar 3 -"])
    with pytest.raises(BadInput) as told:
        read_facts(paths)
    (finding,) = told.value.findings
    assert (finding.rule, finding.file, finding.row, finding.column) == (
        "contradiction",
        "b.csv",
        3,
        "measure",
    )
    assert finding.message.sv == "Samma uppgift har ett annat värde i a.csv, rad 2"
    assert finding.message.en == "The same fact has another value in a.csv, row 2"


def test_the_same_value_twice_is_fine_and_so_is_another_day(tmp_path: Path) -> None:
    paths = files(tmp_path, a=["08 1 2019-10-01"], b=["08 1 2019-10-01", "08 2 2019-12-01"])
    assert len(read_facts(paths)) == 3


def test_within_one_file_the_first_row_is_named(tmp_path: Path) -> None:
    paths = files(tmp_path, a=["01 1 -", "08 1 -", "8 1 -"])
    with pytest.raises(BadInput) as told:
        read_facts(paths)
    (finding,) = told.value.findings
    assert (finding.rule, finding.row, finding.message.en) == (
        "duplicate",
        4,
        "The same fact stands on row 3",
    )


def test_everything_that_is_wrong_in_every_file_is_told_at_once(tmp_path: Path) -> None:
    paths = files(tmp_path, a=["08 1 -", "99 1 -"], b=["08 2 -", "01 x -"])
    with pytest.raises(BadInput) as told:
        read_facts([*paths, tmp_path / "c.csv"])
    assert [(finding.rule, finding.row) for finding in told.value.findings] == [
        ("unknown-place", 3),
        ("value", 3),
        ("file", None),
        ("contradiction", 2),
    ]
    assert told.value.in_language("sv").endswith("kan inte användas")


def test_what_an_agreement_names_itself_is_a_place(tmp_path: Path) -> None:
    paths = files(tmp_path, a=["socialstyrelsen 1 -"])
    assert read_facts(paths, ["socialstyrelsen"])[0].key.place == "socialstyrelsen"
    with pytest.raises(BadInput):
        read_facts(paths)
