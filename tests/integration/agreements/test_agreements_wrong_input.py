"""Whatever is given to settle, explain and compare: never a traceback, always what to do."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vardvag.agreements.catalogue import CATALOGUE
from vardvag.base.yaml_text import LONGEST
from vardvag.cli import application

RIGHT = (CATALOGUE / "svf-2025" / "agreement.yaml").read_text(encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(application, [str(argument) for argument in arguments])
    # An error that is told ends in an exit; anything else would have been a traceback.
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def written(content: str | bytes) -> Callable[[Path], None]:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return lambda path: path.write_bytes(raw) and None


FILES = [
    # what the file is, the exit code, and what the person reads
    (lambda path: None, 2, "'draft.yaml' finns inte"),
    (lambda path: path.mkdir(), 2, "'agreement.yaml' finns inte. Det finns inga."),
    (written(random.Random(1).randbytes(5_000)), 3, "spara filen som UTF-8"),
    (written(b"\x00\x01\x02"), 3, "spara filen som text i UTF-8"),
    (written(RIGHT.encode("latin-1", "replace")), 3, "är inte UTF-8 (byte 137)"),
    (written(RIGHT.encode("utf-16")), 3, "är inte UTF-8 (byte 1)"),
    (written(""), 3, "Lägg till parties: [{sv: …, en: …}, {sv: …, en: …}]"),
    (written("- a\n- b\n"), 3, "Filen består inte av nycklar med värden"),
    (written("just words"), 3, "Skriv nyckel: värde"),
    (written("agreement: a\n\tb: 1\n"), 3, "Ingen tabb i indraget"),
    (written("agreement: 'a\n"), 3, "rad 1: Filen är inte giltig YAML → Citattecknet avslutas inte"),
    (written(RIGHT + "#" * 2 * LONGEST), 3, "Flytta tabeller till en CSV-fil"),
    (written("a: " + "[" * 100_000), 3, "Gör strukturen plattare"),
    (written("a: &a [x]\nb: [*a, *a]\n"), 3, "Ankare (&) och alias (*) används inte"),
]


@pytest.mark.parametrize("command", [("settle",), ("explain", "--region", "08"), ("compare", "svf-2025")])
@pytest.mark.parametrize(("make", "code", "told"), FILES, ids=[told[:40] for _, _, told in FILES])
def test_a_file_that_is_no_agreement(
    tmp_path: Path, command: tuple[str, ...], make: Callable[[Path], object], code: int, told: str
) -> None:
    path = tmp_path / "draft.yaml"
    make(path)
    result = run(*command, path)
    assert result.exit_code == code
    assert told in result.stderr


def test_a_file_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "draft-2.yaml").write_text(RIGHT, encoding="utf-8")
    assert "Menade du draft-2.yaml?" in run("settle", tmp_path / "draft-3.yaml").stderr
    assert "Menade du" in run("settle", tmp_path.parent / f"{tmp_path.name}x" / "draft.yaml").stderr


FACTS = [
    (lambda path: None, "Kontrollera namnet"),
    (written(random.Random(2).randbytes(5_000)), "Spara den som CSV UTF-8 eller som Excel"),
    (written("mått;plats\n".encode("utf-16")), "Spara den som CSV UTF-8 eller som Excel"),
    (written(""), "Lägg till measure (eller mått) i första raden"),
    (written(RIGHT), "Lägg till measure (eller mått) i första raden"),
    (written("x" * 3_000_000), "→"),
    (
        written("measure,place,period,kind,value,source_title,source_section\nm,08,2019,count,many,T,1\n"),
        "'many'",
    ),
]


@pytest.mark.parametrize(("make", "told"), FACTS, ids=range(len(FACTS)))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_that_holds_no_facts(
    tmp_path: Path, ending: str, make: Callable[[Path], object], told: str
) -> None:
    path = tmp_path / f"facts.{ending}"
    make(path)
    for command in (("settle",), ("explain", "--region", "08"), ("compare", "svf-2024")):
        result = run(*command, "svf-2025", "--facts", path)
        assert result.exit_code == 3
        assert f"facts.{ending}" in result.stderr
        assert told in result.stderr or ending == "xlsx"
        assert " → " in result.stderr


CHANGES = [
    ("nonsense", 2, "är inte plats=värde"),
    ("=", 2, "är inte plats=värde"),
    ("a.b=c", 2, "Finns: about, agreement, conditions"),
    ("pots.first.amount=1 kr", 2, "Finns: pots.second-payment."),
    ("pots.second-payment.amount=much", 3, "skriv 1 874 253 165 kr eller 182,5 mnkr"),
    ("pots.second-payment.amount=", 3, "Lägg till amount: 182,5 mnkr"),
    ("pots.second-payment.amuont=4 mnkr", 3, "Menade du amount?"),
    ("pots.second-payment.amount=0 kr", 3, "Avtalet har inga pengar att fördela"),
    ("pots.second-payment.amount=-5 kr", 3, "Skriv beloppet utan minus"),
    ("pots.second-payment.amount=[1", 2, "Avsluta {…} eller […]"),
    ("pots.second-payment.amount=&a 1", 2, "sätt det inom citattecken"),
    ("pots.second-payment.unearned.goes=bak", 3, "Menade du back?"),
    ("pots.second-payment.recipients=[08, Kalmar]", 3, "Menade du 08?"),
    ("sum.amount=5 mnkr", 3, "177 500 000 kr mer än här står"),
    ("conditions.conditions-met.judged=", 3, "Skriv exakt ett av: judged, report"),
    ("cells.svf-condition-met.13.2025=kanske", 2, "kan inte läsas som ja, nej eller en dag"),
    ("cells.svf-condition-met.99.2025=ja", 2, "Menade du svf-condition-met."),
    ("cells.svf-condition-met.13.2025=", 2, "är inte cells.mått.plats.period=värde"),
    (f"cells.population.13.2025-09={'9' * 5000}", 2, "kan inte läsas som ett helt tal"),
]


@pytest.mark.parametrize(("change", "code", "told"), CHANGES, ids=[change[:40] for change, _, _ in CHANGES])
@pytest.mark.parametrize("command", [("settle",), ("explain", "--region", "08"), ("compare",)])
def test_a_what_if_that_cannot_be_made(command: tuple[str, ...], change: str, code: int, told: str) -> None:
    result = run(*command, "svf-2025", "--set", change)
    assert result.exit_code == code
    assert told in result.stderr.replace("\u00a0", " ")


def test_a_what_if_is_not_blamed_on_the_file() -> None:
    told = run("settle", "svf-2025", "--set", "pots.second-payment.amount=much").stderr
    assert told.startswith("vardvag: ändringen kan inte göras\n  kolumn pots.second-payment.amount: ")
    assert "agreement.yaml" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["settle", "svf-2025", "--variant", "x"], "Det finns inga."),
        (["explain", "patientmiljarden-2018", "--variant", "99", "--region", "08"], "Menade du 998?"),
        (["compare", "svf-2025"], "säg vad det ska jämföras med"),
        (["compare", "svf-2025", "svf-2052"], "Menade du svf-2025"),
        (["settle", "svf-2025", "--as-of", "2019-13-01"], "2019-13-01"),
        (["settle", "svf-2025", "--template", "x.pdf"], ".xlsx eller .csv"),
        (["explain", "svf-2025", "--region", ""], "Finns: Blekinge"),
        (["settle", ""], "Finns: barnhalsovard-2019"),
        (["settle", "svf-2025", "--language", "en", "--variant", "x"], "There are none."),
    ],
)
def test_a_command_used_wrongly(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_what_is_no_receipt_says_where_one_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_bytes(random.Random(3).randbytes(500))
    assert "ge filen som --receipt-out skrev" in run("settle", "svf-2025", "--receipt", path).stderr
    assert "kan inte läsas: " in run("settle", "svf-2025", "--receipt", tmp_path / "absent.json").stderr
