"""What is said of the code in the documentation is what the code says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from page_parts import table
from reference_pages import FOLDER, PAGES

from vardvag.agreements import names, reconcile
from vardvag.usecases.settle_agreement import settle_agreement

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("name", "page"), PAGES.items(), ids=PAGES)
def test_a_reference_page_is_as_the_code_writes_it(name: str, page: Callable[[], str]) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == page(), "Run: make reference"


def test_a_table_cannot_be_broken_by_its_cells() -> None:
    assert table(["a", "b"], [["x|y", None]]) == "| a | b |\n|---|---|\n| x\\|y | – |"


def test_the_readme_counts_what_is_held() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    settled = [settle_agreement(name) for name in names()]
    whole, undetermined = (
        f"{sum(int(kronor) for kronor in amounts) / 10**9:.1f}"
        for amounts in ([one.agreement.amount for one in settled], [one.undetermined for one in settled])
    )
    compared = reconcile()
    reconciled = len({one.agreement for one in compared})
    years = [year for one in settled for year in one.agreement.years]
    assert f"{len(settled)} agreements of the years {min(years)}–{max(years)}" in text
    assert f"Of their {whole} billion kronor {undetermined} are undetermined" in text
    assert (
        f"All {len(compared)} published amounts that are held, of {reconciled} of the {len(settled)}" in text
    )


def test_every_page_stands_in_the_navigation() -> None:
    listed = set(re.findall(r"[\w./-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert {page for page in pages - listed if not page.startswith("decisions/0")} == set()
    assert listed - pages == set()


def test_every_name_in_the_glossary_exists_in_the_code() -> None:
    source = ROOT / "src" / "vardvag"
    files = [path for path in source.rglob("*") if path.suffix in {".py", ".yaml"}]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    names = {path.stem for path in source.rglob("*")} | {path.parent.name for path in source.rglob("*.yaml")}
    missing = []
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and line.count("|") == 4:
            for term in re.findall(r"`([^`]+)`", line.split("|")[2]):
                parts = [part for part in re.split(r"[./]", term) if part]
                if not all(re.search(rf"\b{re.escape(part)}\b", code) or part in names for part in parts):
                    missing.append(term)
    assert missing == []
