"""Whatever Vårdväg reads from its own folder is installed with it."""

from __future__ import annotations

import fnmatch
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "vardvag"


def left_out(patterns: list[str]) -> set[str]:
    """The kinds of file in the package that none of *patterns* takes along."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    names = [path.relative_to(PACKAGE).as_posix() for path in files]
    bare = [pattern.removeprefix("**/") for pattern in patterns]
    return {Path(name).suffix for name in names if not any(fnmatch.fnmatch(name, one) for one in bare)}


def test_every_kind_of_file_is_installed() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["vardvag"]
    assert left_out(patterns) == set()
    assert left_out([one for one in patterns if not one.endswith(".js")]) == {".js"}
