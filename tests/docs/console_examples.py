"""The examples of the documentation: found, run, compared, and written anew.

In a fence marked `console`, every line that begins with `$ ` is a vardvag command; what follows is what it
prints, stdout and stderr together. A line with only `…` stands for any number of lines, `…` within a line for
any text. A fence with `title="name"` is written to that file first. All fences of one page share one folder.

What is not to be run (make, pip, git) stands in a fence marked `sh`.

    python tests/docs/console_examples.py     write the printed output into the pages anew
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r'^(?P<indent> *)```(?P<language>[\w-]*)(?: .*?title="(?P<title>[^"]+)")?.*$')


@dataclass(frozen=True)
class Fence:
    """One fenced block: `first` is the index of the line after the opening fence."""

    language: str
    title: str | None
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """One command of a page, what the page says that it prints, and at which line the command stands."""

    command: str
    expected: tuple[str, ...]
    line: int


def pages() -> list[Path]:
    """Every page that may hold examples."""
    front = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    return [path for path in [*front, *sorted((ROOT / "docs").rglob("*.md"))] if path.exists()]


def fences(text: str) -> Iterator[Fence]:
    """The fenced blocks of a page, in order. ValueError for one that is never closed."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opening = FENCE.match(lines[at])
        if opening is None:
            at += 1
            continue
        closing = f"{opening['indent']}```"
        end = next((n for n in range(at + 1, len(lines)) if lines[n].rstrip() == closing), None)
        if end is None:
            raise ValueError(f"line {at + 1}: the fence is never closed")
        width = len(opening["indent"])
        body = tuple(line[width:] for line in lines[at + 1 : end])
        yield Fence(opening["language"], opening["title"], at + 1, body)
        at = end + 1


def examples(fence: Fence) -> list[Example]:
    """The commands of a console fence. ValueError for a line that could not be run."""
    starts = [n for n, line in enumerate(fence.lines) if line.startswith("$ ")]
    if not starts or starts[0] != 0:
        raise ValueError(f"line {fence.first}: a console block begins with a command: $ vardvag …")
    found = []
    for start, stop in zip(starts, [*starts[1:], len(fence.lines)], strict=True):
        command = fence.lines[start].removeprefix("$ ")
        if command.split()[0] != "vardvag":
            raise ValueError(f"line {fence.first + start + 1}: only vardvag is run here; mark the block sh")
        found.append(Example(command, fence.lines[start + 1 : stop], fence.first + start + 1))
    return found


def run(command: str, folder: Path) -> list[str]:
    """What the command prints, line by line, in an environment that is the same on every machine."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VARDVAG_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
    environment |= {"PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100", "TZ": "UTC"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return [line.rstrip() for line in done.stdout.rstrip("\n").splitlines()]


def matches(expected: tuple[str, ...] | list[str], printed: list[str]) -> bool:
    """Whether the printed lines are those the page shows, with `…` for what it leaves out."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def results(path: Path) -> Iterator[tuple[Example, list[str]]]:
    """Run a page's examples in order, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for fence in fences(path.read_text(encoding="utf-8")):
            if fence.title is not None:
                target = Path(folder) / fence.title
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("".join(f"{line}\n" for line in fence.lines), encoding="utf-8")
            elif fence.language == "console":
                for example in examples(fence):
                    yield example, run(example.command, Path(folder))


def shortened(expected: tuple[str, ...], printed: list[str]) -> list[str]:
    """The printed lines, left out where the page left lines out; all of them when it cannot be told where."""
    kept, at = [], 0
    for line in expected:
        if line.strip() == "…":
            kept.append(line)
            continue
        near = difflib.get_close_matches(line, printed[at:], n=1, cutoff=0.5)
        if not near:
            return printed
        at = printed.index(near[0], at) + 1
        kept.append(line if matches([line], near) else near[0])
    return kept if matches(kept, printed) else printed


def refresh(path: Path) -> int:
    """Write what is printed today into a page, where it differs; how many examples changed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = [
        (example, shortened(example.expected, printed))
        for example, printed in results(path)
        if not matches(example.expected, printed)
    ]
    for example, printed in reversed(changed):
        indent = lines[example.line - 1][
            : len(lines[example.line - 1]) - len(lines[example.line - 1].lstrip())
        ]
        lines[example.line : example.line + len(example.expected)] = [indent + line for line in printed]
    if changed:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(changed)


if __name__ == "__main__":
    for page in pages():
        if count := refresh(page):
            print(f"{page.relative_to(ROOT)}: {count} examples written anew")
