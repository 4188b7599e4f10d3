"""The law turned wrong: `vardvag.clocks` as it would be with one thing of it changed.

What is turned: the rules listed in `tests/inversions/clocks.yaml`, and, by rule, every number, day, ground
and condition of the YAML files that the clocks are run by. One module (or file) is read from a folder of its
own while the tables are asked.
"""

from __future__ import annotations

import functools
import importlib
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import yaml
from clocks_examples import Section
from clocks_tables import first_difference, law
from clocks_tables_duties import BREACH, DISCHARGE, LIABILITY
from clocks_tables_versions import OTHERS, VERSIONS

import vardvag.clocks

CLOCKS = Path(str(vardvag.clocks.__file__)).parent
LISTED = Path(__file__).parents[2] / "inversions" / "clocks.yaml"


@dataclass(frozen=True)
class Inversion:
    """One thing turned wrong: a piece of a file that stands there once, and what stands there instead."""

    name: str
    file: str
    old: str
    new: str

    def text(self, folder: Path = CLOCKS) -> str:
        """The file as it would be. ValueError when the piece does not stand there exactly once."""
        text = (folder / self.file).read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.old!r} stands {text.count(self.old)} times in {self.file}")
        return text.replace(self.old, self.new)


def listed() -> list[Inversion]:
    """The rules turned wrong by hand."""
    return [Inversion(**entry) for entry in yaml.safe_load(LISTED.read_text(encoding="utf-8"))]


def by_rule() -> list[Inversion]:
    """Every limit a day longer and a day shorter, every boundary between wordings a day off, every ground
    and condition dropped: the values of the YAML files, one at a time."""
    return [one for file in _FILES for one in _of_values(file)]


_FILES = (
    *("limits.yaml", "discharge.yaml", "breach.yaml"),
    *(f"other_limits/{path.name}" for path in sorted((CLOCKS / "other_limits").glob("*.yaml"))),
)


def _of_values(file: str) -> Iterator[Inversion]:
    lines = (CLOCKS / file).read_text(encoding="utf-8").splitlines(keepends=True)
    for at, line in enumerate(lines):
        for name, new in _turned_line(line):
            yield _at(file, lines, at, f"{name}, line {at + 1}", [new])
        begins = re.fullmatch(r"( +)valid_from: (\S+)\n", line)
        if begins:
            yield from _boundary(file, lines, at, begins[2])


def _turned_line(line: str) -> Iterator[tuple[str, str]]:
    """What one line of a file could say wrongly."""
    if number := re.fullmatch(r"( +(?:- )?(days|hours|days_after): )([0-9]+)\n", line):
        for other in (int(number[3]) + 1, int(number[3]) - 1):
            if other >= (1 if number[2] == "hours" else 0):
                yield f"{number[2]} {other}", f"{number[1]}{other}\n"
    if grounds := re.fullmatch(r"( +not_counted: )\[(.*)\]\n", line):
        held = [one for one in grounds[2].split(", ") if one]
        for ground in held:
            yield f"without {ground}", f"{grounds[1]}[{', '.join(one for one in held if one != ground)}]\n"
        for ground in [one for one in ("medical", "elsewhere", "waived") if one not in held]:
            yield f"with {ground}", f"{grounds[1]}[{', '.join([*held, ground])}]\n"
    if unknown := re.fullmatch(r"( +not_counted: )unknown\n", line):
        yield "known to be none", f"{unknown[1]}[]\n"
    if re.fullmatch(r" +(if_needed|listed_only): true\n", line):
        yield line.strip().split(":")[0] + " dropped", ""
    if by := re.fullmatch(r"( +by: )(doctor|licensed)\n", line):
        yield "another assessor", by[1] + {"doctor": "licensed", "licensed": "doctor"}[by[2]] + "\n"
    if noon := re.fullmatch(r'( +after: )"12:00"\n', line):
        yield "an hour later", noon[1] + '"13:00"\n'
    if until := re.fullmatch(r"( +until_care: )(true|false)\n", line):
        yield "until care turned", until[1] + {"true": "false", "false": "true"}[until[2]] + "\n"
    if limits := re.fullmatch(r"(limits: )\[visit, treatment\]\n", line):
        yield "no duty for the visit", limits[1] + "[treatment]\n"
        yield "no duty for the treatment", limits[1] + "[visit]\n"
    if kind := re.fullmatch(r"(kind: )(regional|policy|proposal)\n", line):
        yield "called a target", kind[1] + "target\n"
    if regions := re.fullmatch(r'(regions: )\["01"\]\n', line):
        yield "another region", regions[1] + '["08"]\n'


def _boundary(file: str, lines: list[str], at: int, begins: str) -> Iterator[Inversion]:
    """A wording that begins a day early or late, and the one before it that ends so."""
    ended = f"valid_to: {date.fromisoformat(begins) - timedelta(days=1)}\n"
    for by in (-1, 1):
        first = date.fromisoformat(begins) + timedelta(days=by)
        changed = lines.copy()
        changed[at] = lines[at].replace(begins, str(first))
        before = next((one for one in range(at, 0, -1) if lines[one].strip() + "\n" == ended), None)
        if before is not None:
            old = ended.split()[1]
            changed[before] = lines[before].replace(old, str(first - timedelta(days=1)))
        yield Inversion(f"begins {first}, line {at + 1}", file, "".join(lines), "".join(changed))


def _at(file: str, lines: list[str], at: int, name: str, new: list[str]) -> Inversion:
    return Inversion(name, file, "".join(lines), "".join([*lines[:at], *new, *lines[at + 1 :]]))


@contextmanager
def turned(inversion: Inversion) -> Iterator[SimpleNamespace]:
    """The law with one thing turned wrong, while the context lasts."""
    with tempfile.TemporaryDirectory() as place:
        if inversion.file.endswith(".yaml"):
            changed = Path(place) / Path(inversion.file).name
            if "/" in inversion.file:
                shutil.copytree(CLOCKS / "other_limits", place, dirs_exist_ok=True)
            changed.write_text(inversion.text(), encoding="utf-8")
            with _reading(inversion.file, changed):
                yield law()
        else:
            shutil.copytree(CLOCKS, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__*"))
            (Path(place) / inversion.file).write_text(inversion.text(), encoding="utf-8")
            with _imported_from(place, Path(inversion.file).stem):
                yield law()


@contextmanager
def _reading(file: str, changed: Path) -> Iterator[None]:
    """The module that reads a YAML file reads another instead, and nothing that was read before is kept."""
    name, constant = _READ_BY.get(file, ("limit_files", "OTHERS"))
    module = importlib.import_module(f"vardvag.clocks.{name}")
    real = getattr(module, constant)
    setattr(module, constant, changed.parent if constant == "OTHERS" else changed)
    _forget()
    try:
        yield
    finally:
        setattr(module, constant, real)
        _forget()


_READ_BY = {
    "limits.yaml": ("limit_files", "STATUTE"),
    "discharge.yaml": ("discharge_rules", "FILE"),
    "breach.yaml": ("breach_rules", "FILE"),
}


def _forget() -> None:
    """Clear what the modules of the clocks have kept of their files."""
    for name in [name for name in sys.modules if _of_clocks(name)]:
        for value in vars(sys.modules[name]).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@contextmanager
def _imported_from(place: str, stem: str) -> Iterator[None]:
    """One module is imported from *place*, and all that rest on it anew."""
    kept = {name: module for name, module in sys.modules.items() if _of_clocks(name)}
    real = list(vardvag.clocks.__path__)
    again = {f"vardvag.clocks.{name}" for name in _resting_on(stem)}
    for name in again & set(kept):
        del sys.modules[name]
        # `from vardvag.clocks import x` would else find the real one on the package.
        vars(vardvag.clocks).pop(name.rpartition(".")[2], None)
    vardvag.clocks.__path__[:] = [place, *real]
    importlib.invalidate_caches()
    _forget()
    try:
        yield
    finally:
        for name in [name for name in sys.modules if _of_clocks(name)]:
            del sys.modules[name]
        vardvag.clocks.__path__[:] = real
        sys.modules.update(kept)
        for name, module in kept.items():
            if name in again:
                setattr(vardvag.clocks, name.rpartition(".")[2], module)
        importlib.invalidate_caches()
        _forget()


@functools.cache
def _resting_on(stem: str) -> frozenset[str]:
    """A module and those that import it, directly or not."""
    imports = {
        path.stem: set(re.findall(r"from vardvag\.clocks(?:\.| import )(\w+)", path.read_text("utf-8")))
        for path in CLOCKS.glob("*.py")
    }
    found = {stem}
    while more := {name for name, uses in imports.items() if uses & found} - found:
        found |= more
    return frozenset(found)


def _of_clocks(name: str) -> bool:
    return name == "vardvag.clocks" or name.startswith("vardvag.clocks.")


def notices(inversion: Inversion) -> str | None:
    """Where the tables notice; None when they do not. Not being able to answer at all is noticing."""
    likely = next((tables for file, tables in _LIKELY.items() if inversion.file.startswith(file)), ())
    with turned(inversion) as wrong:
        try:
            return first_difference(wrong, likely)
        except Exception as problem:
            return f"{type(problem).__name__}: {problem}"


_LIKELY: dict[str, tuple[Section, ...]] = {
    "limits.yaml": (VERSIONS,),
    "other_limits": (OTHERS,),
    "discharge": (DISCHARGE, LIABILITY),
    "payment": (LIABILITY,),
    "breach": (BREACH,),
}
"""The tables that are asked first: where a file's faults are soonest noticed."""
