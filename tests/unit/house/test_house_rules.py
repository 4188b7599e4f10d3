"""The house keeps its own rules: who may import whom, where SQL stands, what a file must say of itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import vardvag

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "vardvag"
FILES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "migrations" not in path.parts  # written by Django
)

BELOW_USECASES = {"contracts", "agreements", "statistics", "warehouse", "clocks", "engines", "events", "base"}
ARROWS = {
    "base": set(),
    "events": {"base"},
    "engines": {"base"},
    "clocks": {"events", "engines", "base"},
    "warehouse": {"events", "engines", "base"},
    "statistics": {"clocks", "warehouse", "engines", "events", "base"},
    "agreements": {"base"},
    "contracts": {"base", "events", "clocks"},
    "usecases": BELOW_USECASES,
    "service": BELOW_USECASES | {"usecases"},
    "cli": BELOW_USECASES | {"usecases"},
}
SERVICE_FROM_CLI = {
    "collect",
    "demo",
    "serve",
    "migrate",
    "draw_log_sample",
    "seal_log",
    "export_log",
    "synth",  # the form in which a plan is kept
    "open_data",  # the columns that the files have
    "backup",
    "restore",
    "tombstones",
    "destroy_record",
    "send_notices",
    "trim_log",
}

NEAR_MONEY = ("base/", "agreements/")
SQL_ALLOWED = ("engines/", "warehouse/", "clocks/bulk", "statistics/", "service/store/")
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|CREATE (OR REPLACE )?(TEMP |TEMPORARY )?(TABLE|VIEW)|INSERT INTO|DELETE FROM"
    r"|UPDATE \w+ SET|DROP (TABLE|VIEW)|ALTER TABLE|COPY .+ TO)\b",
    re.DOTALL,
)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(module: ast.Module) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in the file it does so."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def strings(module: ast.Module) -> Iterator[str]:
    """Every string literal that is not a docstring, f-strings with their holes left out."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield " … ".join(
                part.value
                for part in node.values
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def forbidden_imports(path: Path, module: ast.Module) -> list[str]:
    """The imports of one file that go against the arrows."""
    own, *rest = path.relative_to(PACKAGE).parts
    if not rest:  # vardvag/__init__.py stands on nothing
        return [name for name in imported(module) if name.startswith("vardvag.")]
    allowed = ARROWS[own] | {own}
    if own == "cli" and path.stem in SERVICE_FROM_CLI:
        allowed = allowed | {"service"}
    ours = [name for name in imported(module) if name.startswith("vardvag.")]
    return [name for name in ours if name.split(".")[1] not in allowed | {"__version__"}]


@pytest.mark.parametrize("path", FILES, ids=short)
def test_imports_follow_the_arrows(path: Path) -> None:
    assert forbidden_imports(path, tree(path)) == []


@pytest.mark.parametrize(
    ("file", "line", "wrong"),
    [
        ("agreements/settle.py", "from vardvag.events.model import Contact", True),
        ("agreements/settle.py", "from vardvag.base.kronor import Kronor", False),
        ("base/days.py", "import vardvag.events.model", True),
        ("usecases/settle_agreement.py", "from vardvag.service import settings", True),
        ("cli/settle.py", "from vardvag.service import settings", True),
        ("cli/serve.py", "from vardvag.service import settings", False),
        ("clocks/bulk.py", "def f():\n    from vardvag.statistics import cube", True),
    ],
)
def test_the_arrow_test_can_fail(file: str, line: str, wrong: bool) -> None:
    assert bool(forbidden_imports(PACKAGE / file, ast.parse(line))) is wrong


def test_every_folder_has_its_arrows() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ARROWS)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_file_says_what_belongs_in_it_and_is_not_too_long(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "no module docstring"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", FILES, ids=short)
def test_sql_stands_only_where_bulk_work_is_done(path: Path) -> None:
    found = [text for text in strings(tree(path)) if SQL.search(text)]
    assert not found or short(path).startswith(SQL_ALLOWED), found


def test_the_sql_test_can_fail() -> None:
    assert [text for text in strings(ast.parse("x = 'SELECT a FROM b'")) if SQL.search(text)]
    assert not [text for text in strings(ast.parse("'''SELECT a FROM b'''")) if SQL.search(text)]


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "common", "misc"])
def test_no_file_has_a_name_that_says_nothing(name: str) -> None:
    assert [short(path) for path in FILES if name in path.stem.split("_")] == []


def floats(module: ast.Module) -> list[int]:
    """Lines with a decimal literal or the name float. (How alike two *names* are, a cutoff, is no money.)"""
    likeness = {id(k.value) for k in ast.walk(module) if isinstance(k, ast.keyword) and k.arg == "cutoff"}
    return [
        node.lineno
        for node in ast.walk(module)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float) and id(node) not in likeness)
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


@pytest.mark.parametrize("path", [path for path in FILES if short(path).startswith(NEAR_MONEY)], ids=short)
def test_no_float_is_written_near_money(path: Path) -> None:
    assert floats(tree(path)) == []


def test_the_float_test_can_fail() -> None:
    assert floats(ast.parse("share = 0.5")) == [1]
    assert floats(ast.parse("def f(x: float): ...")) == [1]
    assert floats(ast.parse("near(names, cutoff=0.5)")) == []


def test_the_public_names_are_those_that_are_promised() -> None:
    assert vardvag.__all__ == ["__version__"]


BLOCKER = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"duckdb", "pyarrow", "django", "authlib", "requests", "psycopg"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
"""


def alone(code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in an interpreter of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def core_modules() -> list[str]:
    """Every module of the core that is not about an extra."""
    core = [short(path) for path in FILES if short(path).startswith(("base/", "agreements/"))]
    return [
        "vardvag." + name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in core
    ]


def test_the_core_imports_without_any_extra() -> None:
    run = alone(
        BLOCKER + "import vardvag.cli, vardvag.cli.output\n" + f"import {', '.join(core_modules())}\n"
    )
    assert run.returncode == 0, run.stderr


def test_the_core_settles_an_agreement_without_any_extra() -> None:
    run = alone(
        BLOCKER + "from vardvag.cli import application\n"
        "application(['settle', 'svf-2025', '--format', 'csv'], prog_name='vardvag')\n"
    )
    assert run.returncode == 0, run.stderr


def test_help_imports_nothing_heavy() -> None:
    heavy = {"duckdb", "pyarrow", "django", "pydantic", "yaml", "rich", "xlsxwriter", "tzdata", "zoneinfo"}
    run = alone(
        "import sys\n"
        "from vardvag.cli import application\n"
        "application(['--help'], prog_name='vardvag', standalone_mode=False)\n"
        f"loaded = {heavy!r} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    assert run.returncode == 0, run.stderr


TRACKED_TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".sh", ".html", ".css", ".csv", ".in", ""}


def tracked() -> list[Path]:
    """The files git knows; in an unpacked archive without git, everything that is not built."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [p for p in ROOT.rglob("*") if ".venv" not in p.parts]
    return [path for path in paths if path.is_file() and path.suffix in TRACKED_TEXT]


MACHINE = re.compile(
    "|".join(
        [
            "[.][.]/shar" + "ed",
            "/wor" + "k/",
            "/opt/" + "(pypi|wheels)",
            "/tm" + "p/brief",
            "farm" + "-[a-z]+",
        ]
    )
    + "|files[.]python"
    + "hosted|pypi"
    + "[.]org/simple|registry[.]npm"
    + "js|/ro"
    + "ot/"
)
"""Written in pieces, so that this file does not find itself."""


def test_no_file_refers_to_the_machine_it_was_written_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        for match in MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


SETTING = re.compile(r"\bVARDVAG_[A-Z][A-Z_]*[A-Z]\b")


def test_every_setting_is_documented() -> None:
    used = {name for path in FILES for text in strings(tree(path)) for name in SETTING.findall(text)}
    said = {
        name
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    assert used - said == set()
