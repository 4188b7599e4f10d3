"""Definition files: what is read, what is refused, and in which words."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from vardvag.base.dated import Confidence, Source
from vardvag.base.definitions import (
    Day,
    Definition,
    Money,
    Share,
    SourceField,
    Strict,
    TextField,
    parse_definition,
    read_definition,
    validated,
)
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.base.yaml_text import DEEPEST, LONGEST

PATH = Path("folder/example.yaml")


class Pot(Strict):
    name: str
    amount: Money
    share: Share | None = None


class Example(Strict):
    title: TextField
    day: Day
    regions: tuple[str, ...] = ()
    pots: tuple[Pot, ...] = ()
    kind: Literal["small", "large"] = "small"
    times: Annotated[int, Field(ge=1)] = 1
    gate: bool = False
    source: SourceField | None = None


GOOD = """\
# A comment
title: {sv: Exempel, en: Example}
day: 2019-09-30
regions: [01, 10, "12"]
pots:
  - name: första
    amount: 182 500 000 kr
    share: 71 %
  - name: no
    amount: 1 280 mnkr
times: 3
gate: true
source:
  title: Överenskommelsen
  url: https://www.regeringen.se/
  date: 2019-02-01
"""


def read(text: str) -> Definition:
    return parse_definition(text, PATH)


def findings_of(text: str, model: type[Strict] | None = None) -> tuple[Finding, ...]:
    with pytest.raises(BadInput) as caught:
        validated(read(text), model or Strict)
    return caught.value.findings


def told(finding: Finding) -> tuple[Any, ...]:
    return finding.rule, finding.row, finding.column, finding.value, finding.remedy.en


def test_a_definition_is_read_with_its_meaning() -> None:
    example = validated(read(GOOD), Example)
    assert example.title.text() == Text("Exempel", "Example")
    assert example.day == date(2019, 9, 30)
    assert example.regions == ("01", "10", "12")
    assert [(pot.name, pot.amount, pot.share) for pot in example.pots] == [
        ("första", Kronor(182_500_000), Fraction(71, 100)),
        ("no", Kronor(1_280_000_000), None),
    ]
    assert (example.times, example.gate) == (3, True)
    assert example.source is not None
    assert example.source.source() == Source(
        "Överenskommelsen",
        "https://www.regeringen.se/",
        date=date(2019, 2, 1),
        confidence=Confidence.OFFICIAL,
    )


SCALARS = [
    ("01", "01"),
    ("1", 1),
    ("0", 0),
    ("-5", -5),
    ("-0", "-0"),
    ("1.5", "1.5"),
    ("1e3", "1e3"),
    ("0x10", "0x10"),
    ("1_000", "1_000"),
    ("٥", "٥"),
    ("9" * 30, int("9" * 30)),
    ("9" * 31, "9" * 31),
    ("9" * 5000, "9" * 5000),
    ("true", True),
    ("True", "True"),
    ("no", "no"),
    ("yes", "yes"),
    ("null", None),
    ("~", None),
    ("", None),
    ("'1'", "1"),
    ('"true"', "true"),
    ("2019-09-30", "2019-09-30"),
    ("71 %", "71 %"),
    (".inf", ".inf"),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_a_scalar_is_text_unless_it_is_plainly_something_else(written: str, value: object) -> None:
    found = read(f"key: {written}").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_every_key_knows_its_line_and_a_deeper_place_its_nearest() -> None:
    definition = read(GOOD)
    assert definition.line(("title",)) == 2
    assert definition.line(("pots", 1, "amount")) == 10
    assert definition.line(("pots", 1, "amount", "unknown")) == 10
    assert definition.line(("nowhere",)) == 2
    finding = definition.finding(("pots", 1), "rule", Text("a", "b"), Text("c", "d"), 7)
    assert finding == Finding(
        "rule", Text("a", "b"), Text("c", "d"), file="example.yaml", row=9, column="pots.1", value="7"
    )


def test_the_fingerprint_names_the_text_whatever_the_line_ends(tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix.yaml", tmp_path / "windows.yaml"
    unix.write_bytes(GOOD.encode())
    windows.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_definition(unix).fingerprint == read_definition(windows).fingerprint == read(GOOD).fingerprint
    assert read(GOOD + "#").fingerprint != read(GOOD).fingerprint


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "---\n"])
def test_an_empty_file_has_no_keys(text: str) -> None:
    assert read(text).data == {}


_FLOW = "Close {…} or […], and quote a text with a comma or a colon in it"
_QUOTE = "Write the value out, or quote it"
REFUSED = [
    ("a: [1", [("yaml", 2, None, None, _FLOW)]),
    ("a: 1\n b: 2", [("yaml", 2, None, None,
                      "A text with a colon in it is to be quoted; or else the indentation is wrong")]),
    ("a: one: two", [("yaml", 1, None, None,
                      "A text with a colon in it is to be quoted; or else the indentation is wrong")]),
    ("a: 1\n---\nb: 2", [("yaml", 2, None, None, "Remove the line ---: a file is one definition")]),
    ("a:\n\tb: 1", [("yaml", 2, None, None, "No tab in the indentation, only spaces; a text that begins with "
                                            "@, % or ` is to be quoted")]),
    ("a: 1\nb: 'x\nc: 2", [("yaml", 2, None, None, "The quote is not closed: add one")]),
    ("a: 1\nb\nc: 2", [("yaml", 3, None, None, "Write key: value, with a colon and a space")]),
    ("a: 1\nb: 2\na: 3", [("key-twice", 3, "a", None, "Remove one of them; the first is on line 1")]),
    ("a: {b: 1, b: 2}", [("key-twice", 1, "a.b", None, "Remove one of them; the first is on line 1")]),
    ("a: &x 1\nb: *x", [("anchor", 1, None, None, _QUOTE), ("anchor", 2, None, None, _QUOTE)]),
    ("a: &x [*x]", [("anchor", 1, None, None, _QUOTE), ("anchor", 1, None, None, _QUOTE)]),
    ("a: !!python/object:os.system x", [("tag", 1, None, None, "Remove the tag, or quote the value")]),
    ("a: ! x", [("tag", 1, None, None, "Remove the tag, or quote the value")]),
    ("a:\n  <<: {b: 1}", [("key-not-text", 2, None, None, "Write key: value")]),
    ("? [a, b]\n: 1", [("key-not-text", 1, None, None, "Write key: value")]),
    ("? \n: 1", [("key-not-text", 1, None, None, "Write key: value")]),
    ("- 1\n- 2", [("not-keys", 1, None, None, "Write key: value, one on each line")]),
    ("\njust words", [("not-keys", 2, None, None, "Write key: value, one on each line")]),
    ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), [("too-deep", 1, None, None, "Make the structure flatter")]),
    ("#" * (LONGEST + 1), [("too-long", None, None, None, "Move tables to a CSV file")]),
]  # fmt: skip


class Whatever(Strict):
    a: Any = None
    b: Any = None


@pytest.mark.parametrize(("text", "expected"), REFUSED, ids=[str(i) for i in range(len(REFUSED))])
def test_what_definitions_are_not_written_in_is_refused(text: str, expected: list[tuple[Any, ...]]) -> None:
    found = findings_of(text, Whatever)
    assert [told(finding) for finding in found] == expected
    assert all(finding.file == "example.yaml" and finding.message.sv for finding in found)


def test_a_nest_too_deep_for_the_machine_is_refused_like_any_other_fault() -> None:
    assert findings_of("a: " + "[" * 200_000)
    assert findings_of("a: " + "[" * 900 + "]" * 900)
    assert findings_of("".join(" " * i + f"k{i}:\n" for i in range(DEEPEST + 2)))


def test_characters_that_cannot_be_in_a_file_are_refused() -> None:
    assert findings_of("a: \x00")
    assert findings_of("a: \ud800")


def test_every_fault_is_told_at_once_with_its_line_and_remedy() -> None:
    faulty = """\
titel: {sv: Exempel, en: Example}
day: 30 september
regions: 08
pots:
  - name: [a]
    amount: 12,5 kr
    share: mycket
  - amount: 1.280 mnkr
    amuont: 3 kr
kind: medium
times: 0
gate: 17
source: {title: Press, url: ../elsewhere/x}
"""
    assert [told(finding) for finding in findings_of(faulty, Example)] == [
        ("unknown-key", 1, "titel", "titel",
         "Did you mean title? Allowed: day, gate, kind, pots, regions, source, times, title"),
        ("value", 2, "day", "30 september", "write a day that exists, like 2019-09-30"),
        ("value", 3, "regions", "08", "Write a list: […]"),
        ("value", 5, "pots.0.name", None, "Write a text"),
        ("value", 6, "pots.0.amount", "12,5 kr", "not whole kronor: '12,5 kr'; write the amount without öre"),
        ("value", 7, "pots.0.share", "mycket", "write a share as 71 % or 3/4"),
        ("missing-key", 8, "pots.1.name", None, "Add name: …"),
        ("value", 8, "pots.1.amount", "1.280 mnkr",
         "an ambiguous amount: '1.280 mnkr'; write decimals with a comma and thousands with a space"),
        ("unknown-key", 9, "pots.1.amuont", "amuont", "Did you mean amount? Allowed: amount, name, share"),
        ("value", 10, "kind", "medium", "Write one of: small, large."),
        ("value", 11, "times", "0", "Write a value at least 1"),
        ("value", 12, "gate", "17", "Write true or false"),
    ]  # fmt: skip


def test_what_stands_under_a_misspelt_key_is_read_as_if_it_were_the_right_one() -> None:
    faulty = "title: {sv: a, en: b}\ndaay: 2019-02-30\npotts: [{name: a, amuont: 3 öre}]\n"
    assert [(f.rule, f.row, f.column) for f in findings_of(faulty, Example)] == [
        ("unknown-key", 2, "daay"),
        ("value", 2, "daay"),
        ("unknown-key", 3, "potts"),
        ("unknown-key", 3, "potts.0.amuont"),
        ("value", 3, "potts.0.amuont"),
    ]


def test_a_key_that_stands_twice_is_told_with_all_else() -> None:
    faulty = "title: {sv: a, en: b}\nday: 2019-02-30\nday: 2019-02-01\ntimes: many\n"
    assert [(f.rule, f.row, f.column) for f in findings_of(faulty, Example)] == [
        ("key-twice", 3, "day"),
        ("value", 4, "times"),
    ]


def test_nothing_is_told_of_what_the_mending_brings_about() -> None:
    """One wrong pot in a list: the list is not called too short, nor the pot incomplete."""
    (finding,) = findings_of("title: {sv: a, en: b}\nday: 2019-02-01\npots: [a pot]\n", Example)
    assert told(finding) == (
        "value", 3, "pots.0", "a pot",
        "Write keys with values: {name: …, amount: 182,5 mnkr}. Allowed keys: amount, name, share",
    )  # fmt: skip


def test_a_finding_is_told_in_swedish_too() -> None:
    (finding,) = findings_of("title: {sv: a, en: b}\nday: 2019-09-30\nkind: medium\n", Example)
    assert finding.sentence("sv") == (
        "example.yaml, rad 3, kolumn kind: Värdet kan inte användas ('medium') → Skriv ett av: small, large."
    )
    assert finding.sentence("en") == (
        "example.yaml, row 3, column kind: The value cannot be used ('medium') → Write one of: small, large."
    )


@pytest.mark.parametrize(
    "day", ["20190930", "0", "1569801600", "2019-9-30", "2019-02-29", "2019-W40-1", "[]"]
)
def test_a_number_is_not_taken_for_a_day(day: str) -> None:
    (finding,) = findings_of(f"title: {{sv: a, en: b}}\nday: {day}\n", Example)
    assert finding.remedy.sv == "skriv en dag som finns, som 2019-09-30"


def test_a_file_that_cannot_be_opened_or_is_not_utf_8_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"absent\.yaml cannot be read: No such file or directory"):
        read_definition(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes("a: ö".encode("latin-1"))
    with pytest.raises(BadInput, match=r"latin\.yaml is not UTF-8 \(byte 4\); save the file as UTF-8"):
        read_definition(tmp_path / "latin.yaml")


SHARES = [
    ("71 %", Fraction(71, 100)),
    ("71%", Fraction(71, 100)),
    ("71\u00a0%", Fraction(71, 100)),
    ("0,5 %", Fraction(1, 200)),
    ("0.5 %", Fraction(1, 200)),
    ("3/4", Fraction(3, 4)),
    ("1/6", Fraction(1, 6)),
    ("110 %", Fraction(11, 10)),
]


@pytest.mark.parametrize(("written", "share"), SHARES)
def test_a_share_is_read_exactly(written: str, share: Fraction) -> None:
    assert validated(read(f"name: a\namount: 1 kr\nshare: {written}"), Pot).share == share


@pytest.mark.parametrize("written", ["0.71", "71", "3/0", "-1 %", "1e2 %", "true"])
def test_what_is_not_a_share_is_refused(written: str) -> None:
    (finding,) = findings_of(f"name: a\namount: 1 kr\nshare: {written}", Pot)
    assert finding.remedy.sv.startswith("skriv en andel som 71 % eller 3/4")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.7", "70 %"),
        ("0,715", "71,5 %"),
        ("0.05", "5 %"),
        ("71", "71 %"),
        ("99.5", "99,5 %"),
        ("7e1", None),
    ],
)
def test_a_share_written_otherwise_is_proposed_as_a_percentage(written: str, meant: str | None) -> None:
    (finding,) = findings_of(f"name: a\namount: 1 kr\nshare: {written}", Pot)
    assert ("did you mean" in finding.remedy.en) is (meant is not None)
    assert f"did you mean {meant}?" in finding.remedy.en or meant is None
