"""The walk-throughs for an agreement and a measure: what they write is built in by lying in the folder.

That every command on those pages prints what the page says is `test_docs_examples`; the third walk-through,
a format, has its own file.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import console_examples
import pytest

from vardvag.agreements import catalogue
from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.usecases.settle_agreement import settle_agreement

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


def written(page: str, title: str) -> str:
    """What the page *page* says that the file *title* holds."""
    fences = console_examples.fences((HOW_TO / page).read_text(encoding="utf-8"))
    [text] = ["\n".join(fence.lines) + "\n" for fence in fences if fence.title == title]
    return text


def test_an_agreement_is_built_in_by_being_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalogue.names()
    with pytest.raises(NotFound):
        catalogue.load("example-access")
    shutil.copytree(catalogue.CATALOGUE, tmp_path / "catalogue")
    added = tmp_path / "catalogue" / "example-access"
    added.mkdir()
    (added / "agreement.yaml").write_text(written("add-an-agreement.md", "agreement.yaml"), encoding="utf-8")
    (added / "facts.csv").write_text(written("add-an-agreement.md", "results.csv"), encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUE", tmp_path / "catalogue")
    assert set(catalogue.names()) == {*before, "example-access"}
    # 120 million × 244 670 / 404 354 is 72 610 633.26, and the krona left over is Blekinge's (.74).
    # 10 million in 21 equal parts leaves 10 kronor over, one each to the lowest codes.
    assert settle_agreement("example-access").payout("08").kronor == Kronor(72_610_633 + 476_191)


def test_a_measure_is_built_in_by_being_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb", reason="install the extra [statistics]")
    from vardvag.statistics import measure

    name = "waiting-first-visit-within-30"
    assert name not in measure.measures()
    shutil.copytree(measure.FOLDER, tmp_path / "measures")
    (tmp_path / "measures" / f"{name}.yaml").write_text(
        written("add-a-measure.md", f"measures/{name}.yaml"), encoding="utf-8"
    )
    monkeypatch.setattr(measure, "FOLDER", tmp_path / "measures")
    assert measure.measures()[name].limit == 30
