"""No float can enter money: not at run time, not by type, and not in the text of the code."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import vardvag
from vardvag.base.cells import Amount, Count, OnDay, PublishedShare, Ratio
from vardvag.base.kronor import Kronor

PACKAGE = Path(vardvag.__file__).parent
MONEY = [
    PACKAGE / "base" / "kronor.py",
    PACKAGE / "base" / "apportion.py",
    *sorted((PACKAGE / "agreements").rglob("*.py")),
]


@pytest.mark.parametrize(
    "value", [1.0, 0.0, float("nan"), float("inf"), True, "1", Fraction(1), None, Kronor(1)]
)
def test_kronor_are_made_from_an_int_and_nothing_else(value: Any) -> None:
    with pytest.raises(TypeError) as caught:
        Kronor(value)
    assert str(caught.value) == f"Kronor are made from an int, not {type(value).__name__}: {value!r}"


FIVE = Kronor(5)
ARITHMETIC = {
    "kronor * float": lambda: FIVE * 1.5,
    "float * kronor": lambda: 1.5 * FIVE,
    "kronor * bool": lambda: FIVE * True,
    "kronor * Fraction": lambda: FIVE * Fraction(1, 2),
    "kronor * kronor": lambda: FIVE * FIVE,
    "kronor / int": lambda: FIVE / 2,
    "kronor // int": lambda: FIVE // 2,
    "kronor % int": lambda: FIVE % 2,
    "kronor ** int": lambda: FIVE**2,
    "kronor + int": lambda: FIVE + 1,
    "int + kronor": lambda: 1 + FIVE,
    "kronor + float": lambda: FIVE + 1.0,
    "kronor - float": lambda: FIVE - 1.0,
    "kronor < int": lambda: FIVE < 6,
    "kronor < float": lambda: FIVE < 6.0,
    "float(kronor)": lambda: float(FIVE),
    "round(kronor)": lambda: round(FIVE),
    "sum of kronor from 0": lambda: sum([FIVE, FIVE]),
}


@pytest.mark.parametrize("name", ARITHMETIC)
def test_kronor_meet_only_kronor_and_are_multiplied_only_by_an_int(name: str) -> None:
    with pytest.raises(TypeError):
        ARITHMETIC[name]()


CELLS = {
    "a count": lambda x: Count(x),
    "a numerator": lambda x: Ratio(x, 1),
    "a denominator": lambda x: Ratio(1, x),
    "a published share": lambda x: PublishedShare(x, 2),
    "its decimals": lambda x: PublishedShare(Fraction(1), x),
    "an amount": lambda x: Amount(x),
    "a day": lambda x: OnDay(x),
}


@pytest.mark.parametrize("value", [1.0, float("nan"), True, "1", datetime(2019, 10, 14)])
@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_money_may_rest_on_is_exact(name: str, value: Any) -> None:
    with pytest.raises(TypeError):
        CELLS[name](value)


SNIPPET = """\
from fractions import Fraction
from vardvag.base.apportion import apportion
from vardvag.base.cells import Amount, Count, Ratio
from vardvag.base.kronor import Kronor

Kronor(1.0)
Kronor(1) * 1.5
1.5 * Kronor(1)
Kronor(1) / 2
Kronor(1) + 1.0
apportion(1.0, {"a": 1})
apportion(1, {"a": 0.5})
apportion(1, {"a": 1}, floors={"a": 0.5})
apportion(1, {"a": 1}, caps={"a": 0.5})
Count(1.0)
Ratio(1, 2.0)
Amount(1)
fine: Kronor = Kronor(1) * 2 + Kronor(3)
parts: dict[str, int] = apportion(1, {"a": Fraction(1, 3), "b": 2})
"""


def test_a_float_in_money_is_a_type_error(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file",
            "/dev/null",
            "--no-incremental",
            str(snippet),
        ],
        cwd=tmp_path,
        env={"MYPYPATH": str(PACKAGE.parent), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {int(line.split(":")[1]) for line in done.stdout.splitlines() if line.startswith("snippet.py:")}
    wrong = [
        number
        for number, line in enumerate(SNIPPET.splitlines(), 1)
        if line.startswith(("K", "1", "a", "C", "R", "A"))
    ]
    assert found == set(wrong), done.stdout


def paths_and_texts(tree: ast.AST) -> set[str]:
    """The names in capitals that *tree* gives a text or a path: with those `/` joins a path."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
        if isinstance(node.value, ast.Constant | ast.JoinedStr) or "Path(" in ast.unparse(node.value)
        if not isinstance(getattr(node.value, "value", ""), int | float)
    }


def joins_a_path(node: ast.BinOp | ast.AugAssign, names: set[str]) -> bool:
    """Whether one side is plainly a text or a path."""
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.target, node.value)
    return any(
        (isinstance(side, ast.Constant) and isinstance(side.value, str))
        or (isinstance(side, ast.Name) and side.id in names)
        for side in sides
    )


def inexact(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and reason of every place in *tree* where a float could be made."""
    names = paths_and_texts(tree)
    likeness = {
        id(keyword.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("get_close_matches")
        for keyword in node.keywords
        if keyword.arg == "cutoff"
    }
    for node in ast.walk(tree):
        # How alike two words are is the one float there may be: it chooses a suggestion, never an amount.
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, float | complex)
            and id(node) not in likeness
        ):
            yield node.lineno, f"the literal {node.value}"
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in {"float", "Decimal", "sqrt", "fsum", "inf", "nan", "truediv"}:
                yield node.lineno, f"the name {name}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round":
            yield node.lineno, "round() of Python, whose halves go to even"
        divides = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
        if divides and not joins_a_path(node, names):
            yield node.lineno, f"the division {ast.unparse(node)}"


# True division makes a float of two ints, and a Fraction as soon as one side is one. These are the divisions
# let through, and why each is exact.
EXACT_DIVISIONS = {
    "the division (pot - filled(last)) / slope": "filled() returns a Fraction",
}


@pytest.mark.parametrize("file", MONEY, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_the_code_that_handles_money_has_no_place_where_a_float_is_made(file: Path) -> None:
    found = list(inexact(ast.parse(file.read_text(encoding="utf-8"))))
    exact = EXACT_DIVISIONS if file.name == "apportion.py" else {}
    assert [one for one in found if one[1] not in exact] == []
    assert set(exact) <= {why for _, why in found}, "a division that is let through is no longer there"


@pytest.mark.parametrize(
    "code",
    [
        "x = 1.0",
        "x = 1e3",
        "x = float(y)",
        "x: float",
        "x = a / b",
        "x /= 2",
        "PARTS = 3\nx = a / PARTS",
        "f(cutoff=0.5)",
        "x = round(y)",
        "math.fsum(y)",
    ],
)
def test_the_search_finds_what_it_looks_for(code: str) -> None:
    assert list(inexact(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "x = 1",
        "x = a // b",
        "x = p / 'facts.csv'",
        "FILE = 'a'\nx = p / FILE",
        "get_close_matches(a, b, cutoff=0.5)",
    ],
)
def test_the_search_lets_whole_numbers_and_paths_through(code: str) -> None:
    assert not list(inexact(ast.parse(code)))
