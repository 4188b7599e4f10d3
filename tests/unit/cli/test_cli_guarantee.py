"""`vardvag guarantee`: the answers as they are written in a terminal, and the exit code they come to."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from vardvag.cli import Application, guarantee
from vardvag.usecases.guarantee_answers import Answers, Care


def run(*arguments: str):
    from vardvag import cli

    application = next(one for one in vars(cli).values() if isinstance(one, Application))
    return CliRunner().invoke(
        application,
        ["guarantee", *arguments, "--as-of", "2026-05-01", "--format", "json", "--language", "en"],
    )


CASES = [
    (["behandling", "--day", "2026-01-05"], 0, "2026-04-05", "yes"),
    (["behandling", "--day", "2026-01-05", "--with", "medical-from=2026-02-01"], 0, "2026-07-03", "no"),
    (["behandling", "--day", "2026-01-05", "--with", "own-region=nej"], 1, None, None),
    (["undersokning"], 1, None, None),
    (["bup-nasta", "--day", "2026-03-05"], 1, "2026-04-04", "yes"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "last", "passed"), CASES, ids=[" ".join(one[0]) for one in CASES]
)
def test_the_last_day_and_the_exit_code(arguments, code, last, passed):
    result = run(*arguments)
    assert result.exit_code == code
    row = json.loads(result.stdout)["rows"][0]
    assert (row["last_day"], row["passed"]) == (last, passed)


def test_every_fault_is_told_at_once():
    written = [
        "medical-to=2026-02-31",
        "own-region=kanske",
        "region=99",
        "shoe-size=43",
        "given-on=2026-01-01",
    ]
    result = run("behandling", "--day", "2026-01-05", *(part for one in written for part in ("--with", one)))
    assert result.exit_code == 3
    for part in ("2026-02-31", "kanske", "99", "shoe-size=43", "given_on"):
        assert part in result.output


def test_the_command_names_every_answer_and_every_kind_of_care():
    told = guarantee.command.help or ""
    names = {name.replace("_", "-") for name in Answers.__annotations__} - {"care", "day"}
    assert [name for name in names if f"{name}," not in told and f"{name}." not in told] == []
    assert set(guarantee._CARES) == {care.value for care in Care}
