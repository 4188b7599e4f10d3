"""An export read by a mapping file; and every fault of such a file, told with its line and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vardvag.base.errors import BadInput, WrongUse
from vardvag.events.formats import Reading, format_named
from vardvag.events.formats.mapping.dates import iso_of
from vardvag.events.formats.mapping.file import DateForm, read_mapping
from vardvag.events.model import CareEvent, EventKind, PrimaryCareContact

MAPPING = """\
name: katarakt-export-1
title: {sv: Uttag ur kataraktsystemet, en: Extract of the cataract system}
receiver: socialstyrelsen-1
model: skr-1.1
dates: day-first
attributes:
  DatatGallerFor: {column: Månad, dates: yyyymm}
  Regionkod: {column: Län, codes: scb-regions}
  HSAIdRegion: {value: SE2321000073}
  HSAIdVardgivare: {value: SE2321000073}
  HSAIdVardenhet: {column: Klinik, codes: {Ögon: SE2321000073-O1}}
  VardkontaktId: {column: Besöksnr}
  Vardgaranti: {column: Garanti, codes: {ja: 1, nej: 2}, empty: 2}
  Fas: {value: 2}
  Mvo: {value: "511"}
  Aktivitet: {value: "51101"}
  FodelseAr: {column: Född}
  Kon: {column: Kön}
  Lkf: {column: Kommun}
  Bokningssatt: {value: 3}
  Vardkontakt: {value: 1}
  Yrkeskategori: {value: XS915}
  Avvikelse: {column: Orsak, codes: {PvV: 1, MoV: 2}}
  BeslutAktivitet: {column: Beslut}
  StartAktivitet: {column: Operation}
  Sjukhus: {value: "00000"}
  SjukhusNamn: {value: Sjukhus saknas}
  TypAkutverksamhet: {value: 0}
not_there:
  RemissId: {sv: Systemet saknar remissnummer, en: The system has no referral numbers}
ignored: [Kommentar]
"""

HEADER = "Månad;Län;Klinik;Besöksnr;Garanti;Född;Kön;Kommun;Orsak;Beslut;Operation;Kommentar"
GOOD = "201909;8;Ögon;b-1;ja;1950;K;880;;4/3-19;;ring Anna"


def read(tmp_path: Path, *rows: str, mapping: str = MAPPING, header: str = HEADER) -> Reading:
    (tmp_path / "min.yaml").write_text(mapping, encoding="utf-8")
    path = tmp_path / "uttag.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="cp1252")
    return format_named(str(tmp_path / "min.yaml")).read(path)


def test_an_export_becomes_contacts(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        GOOD,
        "201909;08;Ögon;b-2;;1950;Man;0880;MoV;20190304;2019-09-12 08:30;",
    )
    assert [one.severity for one in reading.findings] == ["warning"]
    first, second = reading.contacts
    assert (first.region, first.unit, first.municipality) == ("08", "SE2321000073-O1", "0880")
    assert (first.decided_on, first.started_on, first.guaranteed) == (date(2019, 3, 4), None, True)
    assert (second.decided_on, second.guaranteed, second.deviation, second.sex) == (
        date(2019, 3, 4),
        False,
        2,
        1,
    )
    assert str(second.details.started_at) == "2019-09-12T08:30:00+02:00"
    assert "Windows-1252, semikolon, mappningen katarakt-export-1" in str(reading.found)


# what is changed in the row | the rule that tells, the export's own column, what stands there
FAULTS = [
    (("ja;", "kanske;"), "code-unmapped", "Garanti", "kanske"),
    ((";8;", ";99;"), "code-unmapped", "Län", "99"),
    ((";K;", ";X;"), "code", "Kön", "X"),
    (("4/3-19", "31/2-19"), "day", "Beslut", "31/2-19"),
    (("4/3-19", "snart"), "day", "Beslut", "snart"),
    (("b-1", "191212121212"), "person", "Besöksnr", None),
    (("201909", "sep"), "month", "Månad", "sep"),
    (("b-1", ""), "required", "Besöksnr", ""),
]


@pytest.mark.parametrize(("change", "rule", "column", "value"), FAULTS)
def test_a_fault_is_told_in_the_exports_own_words(
    tmp_path: Path, change: tuple[str, str], rule: str, column: str, value: str | None
) -> None:
    reading = read(tmp_path, GOOD.replace(*change))
    errors = [one for one in reading.findings if one.severity == "error"]
    assert [(one.rule, one.column, one.value, one.row) for one in errors] == [(rule, column, value, 2)]
    assert (reading.rows_read, reading.rejected_rows) == (1, 1)


def test_a_fault_of_a_constant_is_told_under_the_attributes_name(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        GOOD,
        mapping=MAPPING.replace('Mvo: {value: "511"}', "Mvo: {value: 5}"),
    )
    assert ("code", "Mvo", "5") in [(one.rule, one.column, one.value) for one in reading.findings]


def test_a_value_without_translation_is_never_passed_on(tmp_path: Path) -> None:
    """1 happens to be a code of Avvikelse, but what the export means by it nobody has said."""
    reading = read(tmp_path, GOOD.replace(";880;;", ";880;1;"))
    assert [(one.rule, one.column) for one in reading.findings if one.severity == "error"] == [
        ("code-unmapped", "Orsak")
    ]


def test_a_header_is_judged_by_the_mapping(tmp_path: Path) -> None:
    reading = read(
        tmp_path, GOOD, header=HEADER.replace("Kommentar", "Efternamn").replace("Beslut", "Beslutsdag")
    )
    assert {(one.rule, one.column) for one in reading.findings} == {
        ("column-missing", "Beslut"),
        ("column-personal", "Efternamn"),
        ("column-unknown", "Beslutsdag"),
    }
    assert all("mappning" in one.remedy.sv or "uttag" in one.remedy.sv for one in reading.findings)
    assert (reading.rows_read, reading.accepted_rows) == (1, 0)


def test_a_row_with_too_few_cells_is_told_once(tmp_path: Path) -> None:
    reading = read(tmp_path, "201909;08")
    assert [(one.rule, one.row, one.value) for one in reading.findings] == [("cells", 2, "2")]


def test_a_mapping_is_not_written_by(tmp_path: Path) -> None:
    (tmp_path / "min.yaml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(WrongUse, match=r"skr-1\.1"):
        format_named(str(tmp_path / "min.yaml")).write([], tmp_path / "a.csv")


def test_other_models_are_mapped_to_alike(tmp_path: Path) -> None:
    mapping = """\
name: telefon-1
title: {sv: Telefonsystemet, en: The telephone system}
model: primary-care-1
attributes:
  DatatGallerFor: {value: 2024-03}
  Regionkod: {value: 24}
  HSAIdVardenhet: {value: SE2321000073-V1}
  VardkontaktId: {column: id}
  SoktKontakt: {column: ringde}
  FickKontakt: {column: svar}
  BedomningBehovs: {column: triage, codes: {"behövs": 1, "behövs ej": 2}}
  FodelseAr: {column: år}
  Kon: {value: 3}
  Lkf: {value: "0000"}
"""
    rows = ("a;2024-03-05 08:01;2024-03-05 08:40;behövs;1950", "b;2024-03-05;;behövs ej;1999")
    reading = read(tmp_path, *rows, mapping=mapping, header="id;ringde;svar;triage;år")
    assert reading.findings == ()
    first, second = reading.records
    assert isinstance(first, PrimaryCareContact)
    assert isinstance(second, PrimaryCareContact)
    assert (first.assessment_needed, second.assessment_needed, second.contacted_on) == (True, False, None)


def test_local_words_become_kinds_of_events(tmp_path: Path) -> None:
    mapping = """\
name: lokal-1
title: {sv: Lokalt system, en: A local system}
model: events-1
attributes:
  event_id: {column: nr}
  pathway: {column: ärende}
  kind: {column: händelse, codes: {erbjuden: offer_made, avstod: waived}}
  phase: {value: 2}
  on: {column: dag}
  unit: {value: kirurgen}
  source: {value: lokalt}
  recorded_at: {column: dag}
"""
    reading = read(tmp_path, "1;v-1;erbjuden;2024-03-05", mapping=mapping, header="nr;ärende;händelse;dag")
    [one] = reading.records
    assert isinstance(one, CareEvent)
    assert one.kind is EventKind.OFFER_MADE


# the form | as written | in ISO form
FORMS = [
    ("day-first", "4.3.2019", "2019-03-04"),
    ("day-first", "4/3-2019", "2019-03-04"),
    ("day-first", "04-03-19 08:15", "2019-03-04T08:15"),
    ("day-first", "2019-03-04", "2019-03-04"),
    ("month-first", "3/4/2019", "2019-03-04"),
    ("month-first", "20190304", "2019-03-04"),
    ("yymmdd", "190304", "2019-03-04"),
    ("yyyymm", "201903", "2019-03"),
    ("yyyymm", "2019.03", "2019-03"),
    ("yyyymm", "2019-03", "2019-03"),
    ("excel-days", "43528", "2019-03-04"),
    ("certain", "4.3.2019", "4.3.2019"),
    ("certain", "30.3.2019", "2019-03-30"),
]


@pytest.mark.parametrize(("form", "text", "iso"), FORMS)
def test_a_day_in_the_form_that_is_said(form: str, text: str, iso: str) -> None:
    assert iso_of(text, DateForm(form)) == iso


# what is changed in the file | the line, the rule, a word of the remedy
WRONG = [
    ("model: skr-1.1", "model: skr-1.2", 4, "value", "skr-1.1"),
    ("receiver: socialstyrelsen-1", "receiver: socialstyrelsen", 3, "value", "socialstyrelsen-1"),
    ("dates: day-first", "dates: dag-först", 5, "value", "day-first"),
    ("dates: day-first", "datum: day-first", 5, "unknown-key", "dates"),
    ("  Kon: {column: Kön}\n", "", 6, "attribute-missing", "Kon"),
    ("Mvo:", "MVO:", 15, "unknown-attribute", "Mvo"),
    ("{column: Kön}", "{kolumn: Kön}", 18, "unknown-key", "column"),
    ("{column: Kön}", "{column: Kön, value: 3}", 18, "value", "column"),
    ("{column: Kön}", "{value: 3, empty: 1}", 18, "value", "value"),
    ("codes: scb-regions", "codes: scb", 8, "value", "scb-regions"),
    ("{column: Kön}", "{column: Kön, dates: yymmdd}", 18, "no-date", "BeslutAktivitet"),
    ("  RemissId:", "  Kon:", 30, "there-and-not", "Ta bort"),
    ("name: katarakt-export-1", "name: Katarakt", 1, "value", ""),
    ("title:", "titel:", 2, "unknown-key", "title"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "rule", "word"), WRONG)
def test_a_fault_of_the_file_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, rule: str, word: str
) -> None:
    path = tmp_path / "min.yaml"
    path.write_text(MAPPING.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BadInput) as told:
        read_mapping(path)
    found = [one for one in told.value.findings if (one.row, one.rule) == (line, rule)]
    assert found, [(one.row, one.rule, one.remedy.sv) for one in told.value.findings]
    assert any(word in one.remedy.sv for one in found)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "min.yaml"
    faulty = (
        MAPPING.replace("dates: day-first", "dates: dag", 1)
        .replace("Kon:", "Koen:")
        .replace("scb-regions", "scb")
    )
    path.write_text(faulty, encoding="utf-8")
    with pytest.raises(BadInput) as told:
        read_mapping(path)
    assert [one.rule for one in told.value.findings] == ["value", "value", "unknown-attribute"]


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nothing\.yaml"):
        format_named(str(tmp_path / "nothing.yaml"))


def test_codes_written_as_a_list_are_told(tmp_path: Path) -> None:
    (tmp_path / "min.yaml").write_text(MAPPING.replace("codes: {ja: 1, nej: 2}", "codes: [a, b]"), "utf-8")
    with pytest.raises(BadInput) as told:
        read_mapping(tmp_path / "min.yaml")
    assert {one.row for one in told.value.findings} == {13}
    assert all((one.column or "").startswith("attributes.Vardgaranti") for one in told.value.findings)
