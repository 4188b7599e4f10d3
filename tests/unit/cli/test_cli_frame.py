"""The frame of the command line: what is listed, how an error is told, which exit code it ends in."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import vardvag.cli
from vardvag import __version__
from vardvag.base.errors import BadInput, MissingExtra, NotFound, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.cli import COMMANDS, Application, application
from vardvag.cli.output import language_option

FINDINGS = [
    Finding(
        "code",
        Text("Okänd fas", "Unknown phase"),
        Text("Skriv 1–5", "Write 1–5"),
        row=row,
        column="Fas",
        value="9",
    )
    for row in (2, 3)
]
ERRORS: dict[str, Exception] = {
    "bad": BadInput("contacts.csv was not accepted", FINDINGS),
    "extra": MissingExtra("statistics", "vardvag load"),
    "name": NotFound("agreement", "svf-2052", ["svf-2025", "komiljard-2019"]),
    "use": WrongUse("An Excel file cannot be shown on a terminal"),
    "file": FileNotFoundError(2, "No such file or directory", "contacts.csv"),
    "full": OSError(28, "No space left on device"),
    "long": OSError(36, "File name too long", "a" * 5000),
}


class Faulty(Application):
    """The same frame with one command, which raises what it is told to."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        @click.command()
        @click.argument("kind")
        @language_option
        def command(kind: str, language: str) -> None:
            raise ERRORS[kind]

        return command


FAULTY = Faulty("vardvag")


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [
        ("bad", 3, "contacts.csv was not accepted"),
        ("extra", 2, "pip install 'vardvag[statistics]'"),
        ("name", 2, "Menade du svf-2025"),
        ("use", 2, "An Excel file cannot be shown on a terminal"),
        ("file", 3, "contacts.csv: No such file or directory"),
        ("full", 3, "No space left on device"),
        ("long", 3, "a: File name too long"),
    ],
)
def test_an_error_is_told_without_a_traceback(kind: str, code: int, told: str) -> None:
    result = CliRunner().invoke(FAULTY, ["settle", kind])
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("language", "words"), [("sv", "Okänd fas"), ("en", "Unknown phase")])
def test_every_finding_is_told_in_the_language_asked_for(language: str, words: str) -> None:
    lines = CliRunner().invoke(FAULTY, ["settle", "bad", "--language", language]).stderr.splitlines()
    assert len(lines) == 1 + len(FINDINGS)
    assert all(words in line for line in lines[1:])


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        CliRunner().invoke(FAULTY, ["settle", "unheard of"], catch_exceptions=False)


def test_the_list_of_commands_is_the_folder() -> None:
    """Each file that has a command, and no other: the rest hold what commands share."""
    folder = Path(vardvag.cli.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if "\ndef command(" in path.read_text("utf-8")}
    assert {name.replace("-", "_") for name in COMMANDS} == files


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("setle", "settle"), ("reconsile", "reconcile"), ("stat", "stats"), ("qqqq", "vardvag --help")],
)
def test_a_wrong_name_is_answered_with_a_right_one(typed: str, answer: str) -> None:
    result = CliRunner().invoke(application, [typed])
    assert result.exit_code == 2
    assert answer in result.stderr


def test_version() -> None:
    assert CliRunner().invoke(application, ["--version"]).output == f"vardvag {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example_in_its_help(name: str) -> None:
    result = CliRunner().invoke(application, [name, "--help"])
    assert result.exit_code == 0
    assert re.search(rf"Examples?:?\s.*vardvag {name}\b", result.output, re.DOTALL)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_wrong_option_is_wrong_use(name: str) -> None:
    assert CliRunner().invoke(application, [name, "--no-such-option"]).exit_code == 2
