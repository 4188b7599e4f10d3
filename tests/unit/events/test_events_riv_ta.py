"""Calls in RIV-TA: what the two services take, what is refused, and that nothing is refused in silence."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from vardvag.base.days import Month
from vardvag.base.errors import WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import Moment
from vardvag.events.formats import Reading, format_named, riv_ta_1_0
from vardvag.events.formats.reading import RowFormat, read_rows
from vardvag.events.formats.riv_ta_1_0 import Call, parsing, records, write, write_calls, write_deletion
from vardvag.events.formats.riv_ta_1_0.schema import namespace, root_name
from vardvag.events.model import Attached, AttachedKind, Contact, Reported
from vardvag.events.stream import stream
from vardvag.usecases.check_contacts import told_by_ending

DONE, WAITING = (namespace(one) for one in (Reported.DONE, Reported.WAITING))
HELD_ROOT, WAITING_ROOT = "TillgangligVardSpeciGenomforda", "TillgangligVardSpeciVantande"
ROW = {
    "Regionkod": "24",
    "HSAIdRegion": "SE2321000073",
    "HSAIdVardgivare": "SE2321000073",
    "HSAIdVardenhet": "SE2321000073-U1",
    "VardkontaktId": "k-1",
    "Vardgaranti": "1",
    "Fas": "1",
    "Mvo": "101",
    "FodelseAr": "1950",
    "Kon": "2",
    "Lkf": "0880",
    "Bokningssatt": "3",
    "Vardkontakt": "1",
    "Yrkeskategori": "XS915",
    "BeslutAktivitet": "2019-08-01T09:30:00",
}
HELD_ROW = ROW | {
    "Sjukhus": "26010",
    "SjukhusNamn": "Länssjukhuset på Ön",
    "StartAktivitet": "2019-09-12T08:00:00",
    "TypAkutverksamhet": "0",
}


def besok(row: dict[str, str], inside: str = "", **changed: str) -> str:
    told = " ".join(f'{name}="{value}"' for name, value in (row | changed).items())
    return f"<Besok {told}>{inside}</Besok>\n" if inside else f"<Besok {told}/>\n"


def waiting(*records: str, root: str = "", body: str = ' DatatGallerFor="2019-09-01"') -> str:
    inside = f"<Kontakt{body}>\n{''.join(records)}</Kontakt>"
    return f'<{WAITING_ROOT} xmlns="{WAITING}"{root}>\n{inside}\n</{WAITING_ROOT}>\n'


def held(inside: str, root: str = "") -> str:
    return f'<{HELD_ROOT} xmlns="{DONE}"{root}>\n{inside}\n</{HELD_ROOT}>\n'


def file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "anrop.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(tmp_path: Path, text: str | bytes) -> Reading:
    reading = riv_ta_1_0.read(file(tmp_path, text))
    assert reading.rows_read == reading.accepted_rows + reading.rejected_rows
    for finding in reading.findings:
        assert finding.message.sv != finding.message.en
        assert finding.remedy.sv != finding.remedy.en
    return reading


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings if finding.severity is Severity.ERROR]


def test_it_is_the_format_of_its_ending() -> None:
    assert told_by_ending(Path("a.XML")) == "riv-ta-1.0"
    assert isinstance(format_named("riv-ta-1.0"), RowFormat)


def test_those_who_wait(tmp_path: Path) -> None:
    reading = read(tmp_path, waiting(besok(ROW), besok(ROW, VardkontaktId="k-2")))
    assert reading.findings == ()
    assert "väntande kontakter" in str(reading.found)
    first, second = reading.contacts
    assert (first.contact_id, first.month, first.reported) == ("k-1", Month(2019, 9), Reported.WAITING)
    assert (first.region, first.row, second.row) == ("08", 3, 4)
    assert first.details.decided_at == Moment.of(datetime(2019, 8, 1, 9, 30))


def test_those_who_were_seen(tmp_path: Path) -> None:
    kontakt = f'<Kontakt DatatGallerFor="2019-09-01">{besok(HELD_ROW)}</Kontakt>'
    [one] = read(tmp_path, held(kontakt)).contacts
    assert (one.reported, one.started_on, one.details.hospital) == (Reported.DONE, date(2019, 9, 12), "26010")


def test_an_envelope_with_prefixes_and_a_header_that_is_not_read(tmp_path: Path) -> None:
    inside = waiting(besok(ROW)).replace("<", "<r:").replace("<r:/", "</r:").replace("xmlns=", "xmlns:r=")
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{soap}"><s:Header>'
        f"<LogicalAddress xmlns='urn:riv:itintegration:registry:1'>SE2321000016</LogicalAddress></s:Header>"
        f"<s:Body>{inside}</s:Body></s:Envelope>"
    )
    reading = read(tmp_path, text)
    assert (reading.accepted_rows, reading.findings) == (1, ())


@pytest.mark.parametrize(
    ("kind", "inside", "role", "code"),
    [
        (
            AttachedKind.DIAGNOSIS,
            '<Diagnoser{}><Diagnos{} Diagnos="H259" DiagnosTyp="1"/></Diagnoser>',
            1,
            "H259",
        ),
        (AttachedKind.CAUSE, '<Orsaker{}><Orsak{} Orsak="W190"/></Orsaker>', None, "W190"),
        (AttachedKind.PROCEDURE, '<Atgarder{}><Atgard{} Atgard="CJE20"/></Atgarder>', None, "CJE20"),
    ],
)
def test_what_is_attached(
    tmp_path: Path, kind: AttachedKind, inside: str, role: int | None, code: str
) -> None:
    month, contact = ' DatatGallerFor="2019-09-01"', ' Regionkod="24" VardkontaktId="k-1"'
    reading = read(tmp_path, held(inside.format(month, contact)))
    [one] = reading.records
    assert one == Attached(kind, "08", "k-1", code, role, Month(2019, 9), None, 2), reading.findings


def test_those_who_wait_have_nothing_attached(tmp_path: Path) -> None:
    text = waiting().replace("Kontakt", "Diagnoser")
    assert rules(read(tmp_path, text)) == ["element-unknown"]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("<a/>", "not-riv-ta", 1),
        (f"<{WAITING_ROOT}/>", "not-riv-ta", 1),
        (f'<{WAITING_ROOT} xmlns="{DONE}"/>', "not-riv-ta", 1),
        ('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>', "not-riv-ta", 1),
        ("", "not-xml", 1),
        ("a;b\n1;2\n", "not-xml", 1),
        (f'<{WAITING_ROOT} xmlns="{WAITING}"/>', "empty-call", 1),
        (waiting(), "empty-call", 1),
        (waiting(root=' ErsattningsId="e-1"'), "empty-call", 1),
        (
            f'<{WAITING_ROOT} xmlns="{WAITING}" ErsattningsId="e-1"><Annat/></{WAITING_ROOT}>',
            "element-unknown",
            1,
        ),
        ('<?xml version="1.0" encoding="x-none"?><a/>', "encoding", 1),
        ('<?xml version="1.0" encoding="shift_jis"?><a/>', "encoding", 1),
        ("<a:b/>", "not-xml", 1),
        ("<a b='1' b='2'/>", "not-xml", 1),
        ("&namn;", "not-xml", 1),
    ],
)
def test_what_is_no_call_is_told(tmp_path: Path, text: str, rule: str, line: int) -> None:
    reading = read(tmp_path, text)
    assert rules(reading) == [rule]
    assert reading.findings[-1].row == line
    assert reading.rows_read == 0


def test_the_wrong_namespace_is_told_as_that(tmp_path: Path) -> None:
    [finding] = read(tmp_path, f'<{HELD_ROOT} xmlns="{WAITING}"/>').findings
    assert "namnrymd" in finding.message.sv


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "https://example.org/a.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><a/>',
        "<!DOCTYPE a><a/>",
        f"<!DOCTYPE {WAITING_ROOT}>{waiting(besok(ROW))}",
    ],
)
def test_a_doctype_is_refused_before_anything_of_it_is_read(tmp_path: Path, text: str) -> None:
    [finding] = read(tmp_path, text).findings
    assert (finding.rule, finding.row, finding.value) == ("doctype", 1, None)


@pytest.mark.parametrize(
    "inside", ["&namn;", "]]>", "<Besok", "\x01", "<!ENTITY a 'b'>", "<?xml version='1.0'?>"]
)
def test_what_is_no_xml_is_told(tmp_path: Path, inside: str) -> None:
    reading = read(tmp_path, waiting(besok(ROW), inside))
    assert (rules(reading)[-1], reading.rows_read, reading.accepted_rows) == ("not-xml", 1, 0)


def test_malformed_in_the_middle(tmp_path: Path) -> None:
    text = waiting(besok(ROW), besok(ROW, VardkontaktId="k-2"), "<Besok Fas=1/>\n", besok(ROW))
    reading = read(tmp_path, text)
    assert (reading.rows_read, reading.rejected_rows, reading.records) == (2, 2, ())
    [finding] = reading.findings
    assert (finding.rule, finding.row, finding.column) == ("not-xml", 5, "12")
    assert "Rad 5, tecken 12" in finding.remedy.sv
    judging = stream(file(tmp_path, text), "riv-ta-1.0")
    accepted = [one for one in judging if isinstance(one, Contact)]
    assert len(accepted) == 2  # as they came; and all of them to be let go
    assert judging.refused
    assert (judging.rows_read, judging.accepted_rows, judging.rejected_rows) == (2, 0, 2)


@pytest.mark.parametrize("end", [5, 40, 120, 300, -3])
def test_a_file_that_ends_too_early_is_refused(tmp_path: Path, end: int) -> None:
    reading = read(tmp_path, waiting(besok(ROW), besok(ROW))[:end])
    assert rules(reading)[-1] == "not-xml"
    assert reading.records == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (waiting("<a>" * 100_000), "too-deep"),
        (f"<a b='{'x' * 3_000_000}'/>", "markup-too-long"),
        (f"<!-- {'x' * 3_000_000} --><a/>", "markup-too-long"),
        ("<a" + "".join(f" b{n}='1'" for n in range(600)) + "/>", "too-many-attributes"),
        (waiting("".join(f"<b{n}/>\n" for n in range(11_000))), "too-many-names"),
    ],
)
def test_what_would_fill_the_memory_is_refused(tmp_path: Path, text: str, rule: str) -> None:
    assert rules(read(tmp_path, text))[-1] == rule


def test_the_limits_leave_room_for_what_is_right(tmp_path: Path) -> None:
    padding = f"<!-- {'x' * 900_000} -->"
    reading = read(tmp_path, waiting(padding, besok(ROW), padding, padding, " " * 3_000_000))
    assert (reading.accepted_rows, reading.findings) == (1, ())
    assert parsing.DEEPEST > 5


def test_a_long_value_rejects_its_row_and_is_not_repeated(tmp_path: Path) -> None:
    reading = read(tmp_path, waiting(besok(ROW, RemissId="r" * 10_001), besok(ROW, VardkontaktId="k-2")))
    [finding] = reading.findings
    assert (finding.column, finding.value, reading.accepted_rows) == ("RemissId", None, 1)
    assert records.LONGEST_VALUE == 10_000


def test_an_empty_call_that_deletes_is_told_and_never_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bort.xml"
    write_deletion(Reported.WAITING, "e-1", path)
    call = Call(path)
    assert (call.deletes, call.replaces, call.reported, call.body) == (True, "e-1", Reported.WAITING, None)
    reading = riv_ta_1_0.read(path)
    [finding] = reading.findings
    assert (finding.rule, finding.severity, finding.column) == ("deletion", Severity.WARNING, "ErsattningsId")
    assert (reading.rows_read, reading.records) == (0, ())
    for text in (waiting(besok(ROW)), f'<{WAITING_ROOT} xmlns="{WAITING}" ErsattningsId="e-1">'):
        assert not Call(file(tmp_path, text)).deletes


def test_a_call_that_replaces_says_so_on_every_row(tmp_path: Path) -> None:
    text = waiting(
        besok(ROW), besok(ROW, VardkontaktId="k-2"), root=' ErsattningsId="e-1" LeveransReferens="x"'
    )
    reading = read(tmp_path, text)
    assert [one.replaces for one in reading.contacts] == ["e-1", "e-1"]
    [finding] = reading.findings
    assert (finding.rule, finding.severity) == ("replaces-call", Severity.WARNING)


@pytest.mark.parametrize(
    ("changed", "rule", "column"),
    [
        ({"Fas": "9"}, "code", "Fas"),
        ({"Kon": ""}, "required", "Kon"),
        ({"BeslutAktivitet": "2019-08-01"}, "clock-time", "BeslutAktivitet"),
        ({"BeslutAktivitet": "2019-13-01T00:00:00"}, "day", "BeslutAktivitet"),
        ({"StartAktivitet": "2019-09-12T08:00:00"}, "kind-of-call", "StartAktivitet"),
        ({"VardAvbruten": "1"}, "kind-of-call", "VardAvbruten"),
        ({"RemissId": "remiss 121212-1212"}, "person", "RemissId"),
        ({"Personnummer": "1"}, "column-personal", "Personnummer"),
    ],
)
def test_the_same_rules_judge_the_rows(
    tmp_path: Path, changed: dict[str, str], rule: str, column: str
) -> None:
    reading = read(tmp_path, waiting(besok(ROW | changed)))
    told = {(one.rule, one.column): one for one in reading.findings if one.severity is Severity.ERROR}
    assert (rule, column) in told, reading.findings
    assert told[rule, column].row == 3
    assert reading.accepted_rows == 0


def test_a_contact_that_was_held_has_begun(tmp_path: Path) -> None:
    row = {name: value for name, value in HELD_ROW.items() if name != "StartAktivitet"}
    kontakt = f'<Kontakt DatatGallerFor="2019-09-01">{besok(row)}</Kontakt>'
    assert "kind-of-call" in rules(read(tmp_path, held(kontakt)))


@pytest.mark.parametrize("body", ["", ' DatatGallerFor="2019"', ' DatatGallerFor="2019-13-01"'])
def test_a_call_without_a_month_is_told_on_its_rows(tmp_path: Path, body: str) -> None:
    assert set(rules(read(tmp_path, waiting(besok(ROW), body=body)))) & {"required", "month"}


def test_what_the_schema_does_not_have_is_told_once(tmp_path: Path) -> None:
    rows = [besok(ROW, VardkontaktId=f"k-{n}", Anteckning="x") for n in range(3)]
    reading = read(tmp_path, waiting(*rows, "<Annat><Mer/></Annat><Annat/>"))
    assert rules(reading) == ["element-unknown", "element-unknown"]
    warned = [one for one in reading.findings if one.severity is Severity.WARNING]
    assert [(one.rule, one.column, one.row) for one in warned] == [("column-unknown", "Anteckning", 3)]
    assert (reading.rows_read, reading.accepted_rows) == (3, 0)


def test_attributes_about_the_document_are_not_about_the_contact(tmp_path: Path) -> None:
    space = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" xml:lang="sv"'
    row = besok(ROW).replace("<Besok", '<Besok xml:lang="sv"')
    assert read(tmp_path, waiting(row, root=space)).findings == ()


def test_text_in_an_element_is_told_and_names_nobody(tmp_path: Path) -> None:
    reading = read(tmp_path, waiting(besok(ROW, "fri text"), besok(ROW, "mer", VardkontaktId="k-2")))
    assert [(one.rule, one.row) for one in reading.findings] == [("text", 3)]
    assert reading.accepted_rows == 2
    reading = read(tmp_path, waiting(besok(ROW, "19121212-1212")))
    assert "person" in rules(reading)
    assert not any("1212" in (one.value or "") for one in reading.findings)


def test_two_kinds_in_one_call_are_refused(tmp_path: Path) -> None:
    kontakt = f'<Kontakt DatatGallerFor="2019-09-01">{besok(HELD_ROW)}</Kontakt>'
    reading = read(tmp_path, held(kontakt + '<Orsaker DatatGallerFor="2019-09-01"/>'))
    assert (rules(reading), reading.rows_read, reading.accepted_rows) == (["two-bodies"], 1, 0)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("UTF-8", "utf-8"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
    ],
)
def test_the_encoding_that_is_declared(tmp_path: Path, declared: str, codec: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = head + waiting(besok(ROW, SjukhusNamn="Sjukhuset på Ön", Sjukhus="26010"))
    reading = read(tmp_path, text.encode(codec))
    [one] = reading.contacts
    assert one.details.hospital_name == "Sjukhuset på Ön"
    assert (declared or "UTF-8") in str(reading.found)


def test_another_encoding_than_declared_is_told(tmp_path: Path) -> None:
    text = waiting(besok(ROW, SjukhusNamn="Ön"))
    assert rules(read(tmp_path, text.encode("latin-1"))) == ["not-xml"]


def test_records_on_one_line_are_counted_on(tmp_path: Path) -> None:
    rows = "".join(besok(ROW, VardkontaktId=f"k-{n}").strip() for n in range(3))
    text = waiting(rows).replace("\n", "")
    assert [row.number for row in riv_ta_1_0.open_rows(file(tmp_path, text)).rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("2019-08-01T00:00:00", "2019-08-01"),
        ("2019-08-01T00:00:00+02:00", "2019-08-01T00:00:00"),
        ("2019-08-01T00:00:00Z", "2019-08-01T02:00:00"),
        ("2019-08-01T09:30:00", "2019-08-01T09:30:00"),
    ],
)
def test_a_day_alone_is_written_as_midnight_without_an_offset(tmp_path: Path, written: str, row: str) -> None:
    [one] = riv_ta_1_0.open_rows(file(tmp_path, waiting(besok(ROW, BeslutAktivitet=written)))).rows
    assert (one.value("BeslutAktivitet"), one.as_written("BeslutAktivitet")) == (row, written)
    assert (one.value("DatatGallerFor"), one.as_written("DatatGallerFor")) == ("2019-09", "2019-09-01")


def contact(tmp_path: Path, **changed: str) -> Contact:
    [one] = read(tmp_path, waiting(besok(ROW | changed))).contacts
    return one


def test_each_call_is_a_file(tmp_path: Path) -> None:
    one = contact(tmp_path)
    start = date(2019, 9, 12)
    done = replace(one, contact_id="k-2", reported=Reported.DONE, started_on=start)
    cause = Attached(AttachedKind.CAUSE, "08", "k-2", "W190", None, one.month)
    later = replace(one, month=Month(2019, 10))
    instead = replace(one, contact_id="k-3", replaces="e-1")
    made = write_calls([cause, one, done, later, instead], tmp_path / "ut")
    assert [path.name for path in made] == [
        "2019-09-vantande.xml",
        "2019-09-genomforda.xml",
        "2019-09-vantande-2.xml",
        "2019-10-vantande.xml",
        "2019-09-orsaker.xml",
    ]
    read_back = [record for path in made for record in riv_ta_1_0.read(path).records]
    assert [replace(record, row=None) for record in read_back] == [
        replace(record, row=None) for record in (one, done, instead, later, cause)
    ]
    assert root_name(Reported.DONE) in made[1].read_text(encoding="utf-8")


def test_many_calls_are_not_all_open_at_once(tmp_path: Path) -> None:
    one = contact(tmp_path)
    months = [Month(2019, 9) + n for n in range(100)]
    rows = [replace(one, month=month, contact_id=f"k-{n}") for n in range(2) for month in months]
    made = write_calls(rows, tmp_path / "ut")
    assert [riv_ta_1_0.read(path).accepted_rows for path in made] == [2] * 100


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda one: [],
        lambda one: [one, replace(one, month=Month(2019, 10))],
        lambda one: [one, replace(one, contact_id="k-\x00")],
        lambda one: [one, replace(one, details=replace(one.details, emergency_type=1))],
        lambda one: [Attached(AttachedKind.CAUSE, "08", "k-2", "W190")],
    ],
)
def test_what_makes_no_call_is_not_written(tmp_path: Path, spoilt: object) -> None:
    assert callable(spoilt)
    out = tmp_path / "ut.xml"
    with pytest.raises(WrongUse):
        write(spoilt(contact(tmp_path)), out)
    assert not out.exists()


def test_what_the_schema_cannot_hold_leaves_no_calls_behind(tmp_path: Path) -> None:
    one = contact(tmp_path)
    with pytest.raises(WrongUse, match="TypAkutverksamhet"):
        write_calls([one, replace(one, details=replace(one.details, emergency_type=1))], tmp_path / "ut")
    assert list((tmp_path / "ut").iterdir()) == []


def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        path = file(tmp_path, waiting(*(besok(ROW, VardkontaktId=f"k-{n}") for n in range(number))))
        tracemalloc.start()
        try:
            assert sum(1 for _ in riv_ta_1_0.open_rows(path).rows) == number
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(5_000) < 1.5 * peak(500)


def test_a_file_that_is_left_half_read_is_closed(tmp_path: Path) -> None:
    rows = riv_ta_1_0.open_rows(file(tmp_path, waiting(*[besok(ROW)] * 1_000)))
    assert next(rows.rows).number == 3
    del rows
    with pytest.raises(OSError, match="saknas"):
        riv_ta_1_0.open_rows(tmp_path / "saknas.xml")


def test_a_finding_says_line_and_column(tmp_path: Path) -> None:
    [finding] = read_rows("a.xml", riv_ta_1_0.open_rows(file(tmp_path, waiting("<Besok></a>")))).findings
    assert isinstance(finding, Finding)
    assert finding.place("sv") == "anrop.xml, rad 3, kolumn 10"
