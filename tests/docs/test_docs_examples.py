"""Every example in the documentation is run, and prints what the page says; every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from console_examples import ROOT, Fence, examples, fences, matches, pages, refresh, results, shortened

PAGES = pages()
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_what_a_page_shows_is_what_is_printed(path: Path) -> None:
    wrong = [
        f"{name(path)}:{example.line}: $ {example.command}\n" + "\n".join(printed)
        for example, printed in results(path)
        if not matches(example.expected, printed)
    ]
    assert not wrong, "\n\n".join([*wrong, "If this is right: make reference"])


@pytest.mark.parametrize("path", [*PAGES, *(ROOT / n for n in ("GLOSSARY.md", "CHANGELOG.md"))], ids=name)
def test_links_lead_to_files_that_exist(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a", "c"], False),
        (["a"], ["a", "b"], False),
        (["a", "…"], ["a", "b", "c"], True),
        (["a", "…", "c"], ["a", "b", "b", "c"], True),
        (["a", "…", "c"], ["a", "b", "b"], False),
        (["took … s"], ["took 1.5 s"], True),
        (["1.5"], ["1x5"], False),
        ([], [], True),
        ([], ["an error"], False),
    ],
)
def test_the_comparison_can_fail(expected: list[str], printed: list[str], same: bool) -> None:
    assert matches(expected, printed) is same


def test_a_block_that_would_not_be_run_is_refused() -> None:
    with pytest.raises(ValueError, match="only vardvag is run"):
        examples(Fence("console", None, 0, ("$ rm -r everything",)))
    with pytest.raises(ValueError, match="begins with a command"):
        examples(Fence("console", None, 0, ("printed", "$ vardvag --version")))


def test_an_open_fence_is_refused() -> None:
    with pytest.raises(ValueError, match="never closed"):
        list(fences("text\n```console\n$ vardvag --help\n"))


def test_output_is_written_anew_where_it_differs(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ vardvag --version\nvardvag 0\n$ vardvag --version\nvardvag …\n```\nend\n")
    assert refresh(page) == 1
    shown = page.read_text().splitlines()
    assert shown[2].startswith("vardvag 0.")
    assert shown[3:] == ["$ vardvag --version", "vardvag …", "```", "end"]
    assert refresh(page) == 0


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        (("title", "…", "08 Kalmar 1 kr", "…"), ["title", "…", "08 Kalmar 2 kr", "…"]),
        (("…", "07 Kron… 9 kr", "08 Kalmar 1 kr", "…"), ["…", "07 Kron… 9 kr", "08 Kalmar 2 kr", "…"]),
        (
            ("title", "…", "nothing like it"),
            ["title", "01 Stockholm 7 kr", "07 Kronoberg 9 kr", "08 Kalmar 2 kr"],
        ),
    ],
)
def test_what_a_page_left_out_is_left_out_of_new_output(
    expected: tuple[str, ...], written: list[str]
) -> None:
    printed = ["title", "01 Stockholm 7 kr", "07 Kronoberg 9 kr", "08 Kalmar 2 kr"]
    if written[-1] == "…":
        printed.append("end")
    assert shortened(expected, printed) == written
