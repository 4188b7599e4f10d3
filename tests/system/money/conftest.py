"""The money pages in a browser: the demo site with cells from every region, easy to follow by hand."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "integration" / "pages" / "example_cells.py"


@pytest.fixture
def nothing_sent(site: Any) -> Iterator[Path]:
    """No region has sent anything: the file of cells is away, and what the demo has comes back afterwards."""
    file: Path = site.data / "public" / "cells.csv"
    kept = file.with_suffix(".kept")
    if file.exists():
        shutil.move(file, kept)
    yield file
    file.unlink(missing_ok=True)
    if kept.exists():
        shutil.move(kept, file)


@pytest.fixture
def example(nothing_sent: Path) -> Path:
    """Every region has sent its cells."""
    runpy.run_path(str(EXAMPLE))["write_example"](nothing_sent)
    return nothing_sent
