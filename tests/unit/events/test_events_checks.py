"""Each rule, by one healthy row with one thing changed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vardvag.base.findings import Severity
from vardvag.clocks.limits import limits
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.checks.catalogue import RULES, findings_in
from vardvag.events.checks.conditions import GUARANTEE_DAYS
from vardvag.events.checks.examples import broken
from vardvag.events.checks.header import RULES as HEADER_RULES
from vardvag.events.checks.header import HeaderRule, header_findings
from vardvag.events.checks.persons import looks_like_a_name, looks_like_a_personnummer
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.formats import Reading, format_named

SKR = format_named("skr-1.1")

HEALTHY = {
    "DatatGallerFor": "2019-09",
    "Regionkod": "24",
    "HSAIdRegion": "SE2321000073",
    "HSAIdVardgivare": "SE2321000073",
    "HSAIdVardenhet": "SE2321000073-U1",
    "VardkontaktId": "kontakt-1",
    "Vardgaranti": "1",
    "Fas": "1",
    "Mvo": "X01",
    "FodelseAr": "1950",
    "Kon": "2",
    "Lkf": "0880",
    "Bokningssatt": "3",
    "Vardkontakt": "1",
    "Yrkeskategori": "XS915",
    "Avvikelse": "",
    "BeslutAktivitet": "2019-08-01T10:15",
    "StartAktivitet": "",
    "MedicinsktMaldatum": "",
    "RemissId": "",
}
TARGET = {"Fas": "4", "Vardgaranti": "2", "Avvikelse": "1", "StartAktivitet": "2019-09-03"}
HOURS = {
    "Fas": "5",
    "Vardgaranti": "2",
    "TypAkutverksamhet": "1",
    "StartAktivitet": "2019-09-03",
    "TidStartAkut": "2019-09-03T10:15",
}
HELD = {"StartAktivitet": "2019-09-03", "Sjukhus": "00000", "SjukhusNamn": "-", "TypAkutverksamhet": "0"}


def read(tmp_path: Path, *rows: dict[str, str], delimiter: str = ",", mark: str = "") -> Reading:
    header = {name: None for row in rows for name in row}
    lines = [delimiter.join(header), *(delimiter.join(row.get(name, "") for name in header) for row in rows)]
    path = tmp_path / "fil.csv"
    path.write_text(mark + "\n".join(lines) + "\n", encoding="utf-8")
    return SKR.read(path)


def test_a_healthy_row_has_no_finding(tmp_path: Path) -> None:
    for row in (HEALTHY, HEALTHY | HELD):
        reading = read(tmp_path, row)
        assert (reading.findings, reading.accepted_rows) == ((), 1)


# what is changed | the rule that tells, the column it names
FAULTS: list[tuple[dict[str, str], str, str]] = [
    ({"Mvo": ""}, "required", "Mvo"),
    ({"BeslutAktivitet": ""}, "required", "BeslutAktivitet"),
    (HELD | {"Sjukhus": ""}, "required", "Sjukhus"),
    ({"Regionkod": "08"}, "code", "Regionkod"),
    ({"Regionkod": "11"}, "code", "Regionkod"),
    ({"Fas": "6"}, "code", "Fas"),
    ({"Fas": "²"}, "code", "Fas"),
    ({"Mvo": "1234"}, "code", "Mvo"),
    ({"FodelseAr": "1900"}, "code", "FodelseAr"),
    ({"Yrkeskategori": "XS927"}, "code", "Yrkeskategori"),
    ({"Vardgaranti": "jo"}, "code", "Vardgaranti"),
    ({"Kon": "flicka"}, "code", "Kon"),
    (HELD | {"VardAvbruten": "2"}, "code", "VardAvbruten"),
    ({"Avvikelse": "0"}, "code", "Avvikelse"),
    ({"DatatGallerFor": "september"}, "month", "DatatGallerFor"),
    ({"BeslutAktivitet": "2019-02-29"}, "day", "BeslutAktivitet"),
    ({"BeslutAktivitet": "01/08/2019"}, "day-two-ways", "BeslutAktivitet"),
    ({"BeslutAktivitet": "8/31/2019"}, "day", "BeslutAktivitet"),
    ({"VardkontaktId": "1.23457E+12"}, "rounded", "VardkontaktId"),
    ({"VardkontaktId": "k\x07-1"}, "control-character", "VardkontaktId"),
    ({"Remittent": "Kliniken\x1b[2J på Ön"}, "control-character", "Remittent"),
    ({"BeslutAktivitet": "2019-03-31T02:30"}, "doubtful-time", "BeslutAktivitet"),
    ({"BeslutAktivitet": "2009-12-31"}, "too-early", "BeslutAktivitet"),
    ({"MedicinsktMaldatum": "2009-12-31"}, "too-early", "MedicinsktMaldatum"),
    ({"RemissDatum": "1899-12-31"}, "too-early", "RemissDatum"),
    (HELD | {"StartAktivitet": "2019-07-31"}, "order", "StartAktivitet"),
    (HELD | {"StartAktivitet": "2019-10-01"}, "future", "StartAktivitet"),
    ({"BeslutAktivitet": "2019-10-01"}, "future", "BeslutAktivitet"),
    (HELD | {"StartAktivitet": "2019-08-31"}, "earlier-month", "StartAktivitet"),
    ({"FodelseAr": "2020"}, "unborn", "FodelseAr"),
    ({"Fas": "4"}, "target-date", "MedicinsktMaldatum"),
    ({"Fas": "2"}, "activity-missing", "Aktivitet"),
    ({"Fas": "3"}, "activity-missing", "Aktivitet"),
    ({"Fas": "1", "Aktivitet": "AB123"}, "activity-unexpected", "Aktivitet"),
    ({"Fas": "4", "Aktivitet": "AB123"}, "activity-unexpected", "Aktivitet"),
    (HELD | {"TidStartAkut": "2019-09-03T10:00"}, "emergency-times", "TidStartAkut"),
    (HELD | {"TypAkutverksamhet": "2", "VardAvbruten": "1"}, "emergency-times", "VardAvbruten"),
    (HELD | {"Fas": "5"}, "emergency-type", "TypAkutverksamhet"),
    ({"Fas": "3"}, "guarantee-phase", "Vardgaranti"),
    ({"Fas": "4"}, "guarantee-phase", "Vardgaranti"),
    ({"Avvikelse": "3"}, "special-cause", "Avvikelse"),
    ({"Avvikelse": "1"}, "chosen-within-limit", "Avvikelse"),
    (HELD | {"Avvikelse": "1", "BeslutAktivitet": "2019-06-05"}, "chosen-within-limit", "Avvikelse"),
    (TARGET | {"MedicinsktMaldatum": "2019-09-03"}, "chosen-within-limit", "Avvikelse"),
    ({"Lkf": "0889"}, "no-municipality", "Lkf"),
    ({"Lkf": "0180"}, "other-county", "Lkf"),
    ({"HSAIdRegion": "SE2321000016"}, "hsa-region", "HSAIdRegion"),
    ({"HSAIdVardenhet": "Kliniken"}, "hsa-id", "HSAIdVardenhet"),
    ({"HSAIdVardenhet": "SE2321000073-Ä1"}, "hsa-id", "HSAIdVardenhet"),
    ({"HSAIdVardenhet": "SE2321000073-" + 19 * "A"}, "hsa-id", "HSAIdVardenhet"),
    ({"RemissDatum": "2019-08-02", "AnkomstDatum": "2019-08-01"}, "arrival", "AnkomstDatum"),
    (HELD | {"AnkomstDatum": "2019-09-04"}, "referral-after-start", "AnkomstDatum"),
    ({"Fas": "2", "RemissDatum": "2019-08-02"}, "referral-after-decision", "RemissDatum"),
    ({"RemissDatum": "2019-07-31"}, "decision-after-referral", "BeslutAktivitet"),
    (HOURS | {"TidBedomning": "2019-09-03T10:00"}, "emergency-order", "TidBedomning"),
    (HOURS | {"TidAvslut": "2019-09-02"}, "emergency-order", "TidAvslut"),
    ({"VardkontaktId": "k", "ErsattningsId": "k"}, "replaces-itself", "ErsattningsId"),
    ({"VardkontaktId": "Tolvan Tolvansson"}, "name", "VardkontaktId"),
    ({"Remittent": "ring Tolvan Tolvansson"}, "name", "Remittent"),
    # Skatteverket's published test series
    ({"VardkontaktId": "19121212-1212"}, "person", "VardkontaktId"),
    ({"RemissId": "remiss 1212121212 ny"}, "person", "RemissId"),
    ({"RemissId": "197010632391"}, "person", "RemissId"),
]


@pytest.mark.parametrize(("change", "rule", "column"), FAULTS)
def test_one_fault_is_told_once_by_its_rule(
    tmp_path: Path, change: dict[str, str], rule: str, column: str
) -> None:
    reading = read(tmp_path, HEALTHY | change)
    assert (rule, column, 2) in [(one.rule, one.column, one.row) for one in reading.findings]
    is_error = any(one.severity is Severity.ERROR for one in reading.findings)
    assert reading.rejected_rows == int(is_error)


ABOUT_SEVERAL_ROWS = {"twice", "waiting-and-done", "replacement-chain", "replaced-here"}


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert {rule.id for rule in RULES} == {rule for _, rule, _ in FAULTS} | ABOUT_SEVERAL_ROWS


# what is changed in a healthy row | a rule that stays silent, though it nearly speaks
NEARLY: list[tuple[dict[str, str], str]] = [
    ({"Avvikelse": "1", "BeslutAktivitet": "2019-06-30"}, "chosen-within-limit"),  # 92 days on 30 September
    ({"Avvikelse": "1", "Vardgaranti": "2"}, "chosen-within-limit"),
    ({"Avvikelse": "2"}, "chosen-within-limit"),
    (TARGET | {"MedicinsktMaldatum": "2019-09-02"}, "chosen-within-limit"),
    ({"Avvikelse": "3", "FodelseAr": "1994"}, "special-cause"),
    (HELD | {"TypAkutverksamhet": "1", "TidBedomning": "2019-09-03T10:00"}, "emergency-times"),
    (HOURS | {"TidBedomning": "2019-09-03T10:15"}, "emergency-order"),
    (HOURS | {"TidAvslut": "2019-09-03"}, "emergency-order"),
    ({"Lkf": "0000"}, "no-municipality"),
    ({"Lkf": "0000"}, "other-county"),
    ({"Fas": "1", "RemissDatum": "2019-08-02"}, "referral-after-decision"),
    ({"Fas": "2", "RemissDatum": "2019-07-02"}, "decision-after-referral"),
    (HELD | {"AnkomstDatum": "2019-09-03"}, "referral-after-start"),
    ({"MedicinsktMaldatum": "2020-09-01"}, "future"),
    ({"HSAIdRegion": "SE162321000073"}, "hsa-region"),
    ({"HSAIdVardenhet": "SE2321000073-" + 18 * "A"}, "hsa-id"),
    ({"Vardgaranti": "Ja"}, "code"),
    ({"Kon": "kvinna"}, "code"),
    ({"HSAIdVardenhet": "SE1212121212-1"}, "person"),  # a caregiver whose organisation number is her own
    (HELD | {"SjukhusNamn": "Karolinska Universitetssjukhuset"}, "name"),
    ({"Remittent": "Capio Ringen"}, "name"),
    ({"Remittent": "Läkarpraktik Tolvan Tolvansson"}, "name"),
    ({"VardkontaktId": "ab 12"}, "name"),
]


@pytest.mark.parametrize(("change", "rule"), NEARLY)
def test_what_is_right_is_not_told(tmp_path: Path, change: dict[str, str], rule: str) -> None:
    assert rule not in {one.rule for one in read(tmp_path, HEALTHY | change).findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_of_each_rule_is_told_and_only_in_its_last_row(rule: Rule) -> None:
    rows = broken(rule)
    seen = SeenFile("exempel.csv", tuple({name: None for row in rows for name in row}))
    *before, last = [findings_in(Row(number, row), seen) for number, row in enumerate(rows, start=2)]
    assert rule.id not in {finding.rule for found in before for finding in found}
    told = {(finding.rule, finding.column) for finding in last}
    assert rule.id in {name for name, _ in told}
    # A chain of replacements is also a replacement; else the example breaks its own rule alone.
    assert {name for name, _ in told} - {"replaced-here"} <= {rule.id}
    assert not rule.columns or {column for _, column in told} <= set(rule.columns)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_where_it_was_read(rule: Rule) -> None:
    assert rule.source is not None
    assert rule.breaks


@pytest.mark.parametrize("rule", HEADER_RULES, ids=lambda rule: rule.id)
def test_the_header_of_each_rule_is_told_by_it_alone(rule: HeaderRule) -> None:
    assert {one.rule for one in header_findings(rule.breaks, "a.csv")} == {rule.id}
    assert not list(header_findings(tuple(ATTRIBUTES), "a.csv"))


def test_a_header_that_is_a_row_is_not_repeated() -> None:
    told = list(header_findings((*ATTRIBUTES, "191212121212", "Tolvan Tolvansson"), "a.csv"))
    assert [(one.rule, one.column) for one in told] == [
        ("column-personal", f"#{len(ATTRIBUTES) + 1}"),
        ("column-personal", f"#{len(ATTRIBUTES) + 2}"),
    ]
    assert "1212" not in str(told)
    assert "Tolvan" not in str(told)


def test_the_limit_of_the_guarantee_is_the_one_of_the_clocks() -> None:
    for limit in limits().values():
        assert {entry.value.days for entry in limit.history} == {GUARANTEE_DAYS}


# rows: VardkontaktId, ErsattningsId | what is told: rule, row, column
REPLACEMENTS: list[tuple[list[tuple[str, str]], list[tuple[str, int, str]]]] = [
    ([("a", ""), ("b", "a")], [("replaced-here", 3, "ErsattningsId")]),
    ([("b", "a"), ("a", "")], [("replaced-here", 3, "VardkontaktId")]),
    ([("b", "x"), ("a", "")], []),
    ([("b", "b")], [("replaces-itself", 2, "ErsattningsId")]),
    (
        [("c", "b"), ("b", "a")],
        [("replacement-chain", 3, "VardkontaktId"), ("replaced-here", 3, "VardkontaktId")],
    ),
]


@pytest.mark.parametrize(("rows", "told"), REPLACEMENTS)
def test_replacements_within_a_file(
    tmp_path: Path, rows: list[tuple[str, str]], told: list[tuple[str, int, str]]
) -> None:
    reading = read(
        tmp_path, *(HEALTHY | {"VardkontaktId": own, "ErsattningsId": other} for own, other in rows)
    )
    assert [(one.rule, one.row, one.column) for one in reading.findings] == told
    assert reading.accepted_rows == len(rows)


def test_a_contact_is_not_waiting_and_held_in_one_month(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY, HEALTHY | HELD, HEALTHY | HELD | {"DatatGallerFor": "2019-10"})
    errors = [one for one in reading.findings if one.severity is Severity.ERROR]
    assert [(one.rule, one.row) for one in errors] == [("waiting-and-done", 3)]


def test_all_faults_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY | {"Fas": "9", "Kon": "9"}, HEALTHY | {"VardkontaktId": ""})
    assert [(one.row, one.column) for one in reading.findings] == [
        (2, "Fas"),
        (2, "Kon"),
        (3, "VardkontaktId"),
    ]
    assert (reading.rows_read, reading.accepted_rows, reading.rejected_rows) == (2, 0, 2)


def test_a_contact_stands_once_a_month(tmp_path: Path) -> None:
    again = HEALTHY | {"DatatGallerFor": "2019-10"}
    reading = read(tmp_path, HEALTHY, again, HEALTHY)
    assert [(one.rule, one.row) for one in reading.findings] == [("twice", 4)]
    assert reading.accepted_rows == 2


def test_the_same_id_in_two_regions_is_two_contacts(tmp_path: Path) -> None:
    stockholm = HEALTHY | {"Regionkod": "10", "HSAIdRegion": "SE2321000016", "Lkf": "0180"}
    reading = read(tmp_path, HEALTHY, stockholm, stockholm)
    assert [(one.rule, one.row) for one in reading.findings] == [("twice", 4)]


# the rows as written, with the fault in the last | the line on which it begins
LINES = [
    (["{good}"], 3),
    (['{good},"en\nrad till"', "{good}"], 5),
    (["", "{good}", ""], 5),
]


@pytest.mark.parametrize(("before", "line"), LINES)
def test_a_row_is_told_by_the_line_it_begins_on(tmp_path: Path, before: list[str], line: int) -> None:
    values = [HEALTHY[name] for name in HEALTHY]
    rows, ids = [], iter("abcdef")
    for row in before:
        good = ",".join(values).replace("kontakt-1", next(ids))
        filled = row.replace("{good}", good)
        rows.append(filled + "," if filled == good else filled)
    bad = ",".join(values).replace("kontakt-1", "") + ',"och\ntvå"'
    path = tmp_path / "fil.csv"
    path.write_text("\n".join([",".join([*HEALTHY, "Anteckning"]), *rows, bad]) + "\n", encoding="utf-8")
    told = [one for one in SKR.read(path).findings if one.severity is Severity.ERROR]
    assert [(one.rule, one.row) for one in told] == [("required", line)]


def test_a_personnummer_refuses_the_whole_file_and_is_not_repeated(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY, HEALTHY | {"VardkontaktId": "191212121212"})
    [finding] = reading.findings
    assert (reading.accepted_rows, reading.rejected_rows) == (0, 2)
    assert (finding.column, finding.value) == ("VardkontaktId", None)
    assert "1212" not in finding.sentence()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("191212121212", True),
        ("121212-1212", True),
        ("121212+1212", True),
        ("x121212-1212y", True),
        ("197010632391", True),
        ("121212-1213", False),
        ("191213121212", False),
        ("2321000016", False),
        ("SE2321000073-U1", False),
        ("2019-09-30T12:12", False),
        ("12121212121212", False),
        ("", False),
    ],
)
def test_what_looks_like_a_personnummer(text: str, expected: bool) -> None:
    assert looks_like_a_personnummer(text) is expected


@pytest.mark.parametrize(
    ("text", "in_an_id", "elsewhere"),
    [
        ("Tolvan Tolvansson", True, True),
        ("Tolvansson, Tolvan", True, True),
        ("Tolvan Berg", True, False),
        ("Tolv-Anna von Tolvan", False, False),  # a small word between: not told
        ("patienten Tolvan Elvadotter ringde", False, True),
        ("SE2321000073-A1", False, False),
        ("Tolvan", False, False),
        ("AB 12", False, False),
        ("Ögonkliniken Tolvan Tolvansson", False, False),
        ("Danderyds Sjukhus", False, False),
        ("Capio Ringen", True, False),
        ("TOLVAN TOLVANSSON", False, False),
    ],
)
def test_what_looks_like_a_name(text: str, in_an_id: bool, elsewhere: bool) -> None:
    assert looks_like_a_name(text, is_id=True) is in_an_id
    assert looks_like_a_name(text, is_id=False) is elsewhere


@pytest.mark.parametrize(("delimiter", "word"), [(",", "komma"), (";", "semikolon")])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_it_says_how_the_file_was_read(tmp_path: Path, delimiter: str, word: str, mark: str) -> None:
    reading = read(tmp_path, HEALTHY, delimiter=delimiter, mark=mark)
    assert reading.accepted_rows == 1
    assert word in str(reading.found)


# the whole file is wrong | the rule that tells
FILES = [
    (b"", "column-missing"),
    ("Förnamn,Fas\nEva,1\n".encode(), "column-personal"),
    (b"Fas,Fas\n1,1\n", "column-twice"),
    (b"Mvo\n\x81\n", "encoding"),
    (b"\xef\xbb\xbfMvo\n\0\n", "encoding"),
    ("\ufeffMvo\n\0\n".encode("utf-16-le"), "encoding"),
    (b'"' + b"x" * 200_000, "not-csv"),
]


@pytest.mark.parametrize(("raw", "rule"), FILES)
def test_a_file_that_is_no_contact_file_is_told(tmp_path: Path, raw: bytes, rule: str) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(raw)
    reading = SKR.read(path)
    assert rule in {finding.rule for finding in reading.findings}
    assert reading.accepted_rows == 0


def test_an_unknown_column_is_a_warning_only(tmp_path: Path) -> None:
    reading = read(tmp_path, HEALTHY | {"Anteckning": "x"})
    assert [one.rule for one in reading.findings] == ["column-unknown"]
    assert reading.accepted_rows == 1


def test_a_row_with_too_few_cells_is_rejected_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_text(",".join(HEALTHY) + "\n2019-09,24\n", encoding="utf-8")
    reading = SKR.read(path)
    assert [one.rule for one in reading.findings] == ["cells"]
    assert (reading.rows_read, reading.rejected_rows) == (1, 1)
