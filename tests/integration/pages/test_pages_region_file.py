"""A file of any kind on the analyst's pages: findings in both languages, marked, its clocks, its worklist.

What a browser does with the caregiver's own key is tried in `tests/system/region`.
"""

from __future__ import annotations

import dataclasses
import io
import re
from datetime import date
from functools import partial
from html import unescape

import pytest

pytest.importorskip("django", reason="install the extra [service]")
pytest.importorskip("duckdb", reason="install the extra [statistics]")

from python_calamine import CalamineWorkbook

from vardvag.base.days import Month
from vardvag.events.checks.attributes import ATTRIBUTES
from vardvag.events.formats import format_named
from vardvag.events.model import Deviation, PrimaryCareContact, Reported
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

DAY = date(2019, 11, 14)
DIAGNOSES = b"DatatGallerFor,Regionkod,VardkontaktId,Diagnos,DiagnosTyp\n2019-10,24,k-1,H25,1\n"
PAGES = [
    "/region/fil/granskad/markt.xlsx",
    "/region/fil/klockor/",
    "/region/fil/arbetslista/",
    "/region/fil/arbetslista/egen-nyckel/",
    "/region/fil/arbetslista/lista.csv",
    "/region/fil/arbetslista/lista.xlsx",
]
EVENTS = """event_id,pathway,kind,phase,on,at,for_day,unit,source,recorded_at,received_at,supersedes
1,way-1,decision,2,2019-06-01,,,SE2321000073-U1,test,2019-06-01T08:00:00+02:00,,
2,way-1,informed,2,2019-09-12,,,SE2321000073-U1,test,2019-09-12T08:00:00+02:00,,
3,way-2,decision,2,2019-09-01,,,SE2321000073-U1,test,2019-09-01T08:00:00+02:00,,
"""


@pytest.fixture
def data(public_data):
    from django.conf import settings
    from django.test import override_settings

    store = public_data / "region" / "warehouse"
    with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, store=store, demo_day=DAY)):
        yield public_data


@pytest.fixture
def analyst(data, log_in):
    return log_in("analytiker")


@pytest.fixture
def log_rows(data):
    from vardvag.service.region_log.repository import region_log

    before = len(region_log().log())
    return lambda: [row.entry for row in region_log().log()[before:]]


contact = partial(waiting_contact, Month(2019, 10))


MIXED = [
    contact(1, date(2019, 5, 1)),
    contact(2, date(2019, 4, 1)),
    contact(3, date(2019, 8, 20)),
    contact(4, date(2019, 10, 1)),
    contact(5, date(2019, 5, 1), deviation=Deviation.PATIENT_CHOSEN),
    contact(6, date(2019, 5, 1), guaranteed=False),
    contact(7, date(2019, 7, 1), started_on=date(2019, 10, 3), reported=Reported.DONE),
]
"""Two over, one whose last day is 18 November, one within, one perhaps over, and two that are not waiting."""


def sent(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def of(tmp_path, rows, name="fil.csv", form="skr-1.1"):
    path = tmp_path / name
    format_named(form).write(rows, path)
    return sent(name, path.read_bytes())


def text_of(answer):
    html = answer.content.decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


@pytest.fixture
def mixed(analyst, tmp_path):
    analyst.post("/region/fil/", {"file": of(tmp_path, MIXED)})
    return analyst


@pytest.mark.parametrize("path", PAGES)
def test_only_the_analyst_opens_them_and_without_a_file_they_say_so(client, data, log_in, path):
    assert client.get(path).status_code == 302
    for who in ("patient", "samordnare", "ekonom"):
        assert log_in(who).get(path).status_code == 403
        assert log_in(who).post(path).status_code == 403
    analyst = log_in("analytiker")
    if path.endswith("egen-nyckel/"):
        assert analyst.get(path).status_code == 302
        assert analyst.post(path).status_code == 410
    else:
        assert analyst.get(path).status_code == 410
        assert analyst.post(path).status_code == 405


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("fil.csv", "skr-1.1"),
        ("fil.xlsx", "skr-1.1-xlsx"),
        ("fil.parquet", "skr-1.1-parquet"),
        ("fil.xml", "riv-ta-1.0"),
        ("FIL.XLSX", "skr-1.1-xlsx"),
    ],
)
def test_contacts_are_read_listed_and_loaded_from_every_kind_of_file(analyst, data, tmp_path, name, form):
    rows = [one for one in MIXED if form != "riv-ta-1.0" or one.started_on is None]
    analyst.post("/region/fil/", {"file": of(tmp_path, rows, name, form)})
    page = text_of(analyst.get("/region/fil/granskad/"))
    assert f"{len(rows)} lästa = {len(rows)} godtagna + 0 avvisade" in page, page
    assert text_of(analyst.get("/region/fil/arbetslista/")).count("kontakt-") == 5
    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/inlast/"
    assert Store(data / "region" / "warehouse").snapshot().loads[0].contacts == len(rows)


def test_what_the_reader_found_is_told_in_both_languages(mixed):
    assert "UTF-8, komma" in text_of(mixed.get("/region/fil/granskad/"))
    assert "UTF-8, comma" in text_of(mixed.get("/en/region/fil/granskad/"))
    assert "komma" not in text_of(mixed.get("/en/region/fil/granskad/"))


def test_a_mapped_export_is_read_by_its_mapping_and_a_wrong_one_is_told(analyst, data, tmp_path):
    format_named("skr-1.1").write(MIXED, tmp_path / "fil.csv")
    header, *lines = (tmp_path / "fil.csv").read_text(encoding="utf-8").splitlines()
    export = "\n".join([",".join(f"k_{name}" for name in header.split(",")), *lines]) + "\n"
    head = "name: uttag-1\ntitle: {sv: Uttag, en: Extract}\nmodel: skr-1.1\nattributes:\n"
    mapping = head + "".join(f"  {name}: {{column: k_{name}}}\n" for name in ATTRIBUTES if name in header)
    wrong = mapping.replace("model: skr-1.1", "model: skr-9").replace("  Fas:", "  Faz:")
    answer = analyst.post(
        "/region/fil/", {"file": sent("uttag.csv", export), "mapping": sent("min.yaml", wrong)}
    )
    assert answer.status_code == 400
    told = text_of(answer)
    assert "Mappningen kan inte användas" in told
    assert "min.yaml" in told
    assert "skr-9" in told
    assert list((data / "region" / "checked").iterdir()) == []
    analyst.post("/region/fil/", {"file": sent("uttag.csv", export), "mapping": sent("min.yaml", mapping)})
    assert "7 lästa = 7 godtagna" in text_of(analyst.get("/region/fil/granskad/"))
    assert "2 i filen har passerat sin gräns" in text_of(analyst.get("/region/fil/arbetslista/"))
    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/inlast/"
    assert list((data / "region" / "checked").iterdir()) == []


def test_a_mapping_is_never_run_and_never_larger_than_one(analyst, data, tmp_path):
    python = sent("fmt.py", "raise SystemExit('ran')\n")
    answer = analyst.post("/region/fil/", {"file": of(tmp_path, MIXED), "mapping": python})
    assert answer.status_code == 400
    large = sent("min.yaml", b"#" * 1_000_001)
    answer = analyst.post("/region/fil/", {"file": of(tmp_path, MIXED), "mapping": large})
    assert "En mappning är högst 1 MB" in text_of(answer)


def test_her_own_workbook_comes_back_with_the_cells_marked(analyst, tmp_path):
    import xlsxwriter

    format_named("skr-1.1").write([contact(1), contact(2, sex=7), contact(3, place="01")], tmp_path / "a.csv")
    rows = [line.split(",") for line in (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Läs mig").write_string(0, 0, "Mitt eget blad")
        sheet = book.add_worksheet("Kontakter i oktober")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    for name in ("a.xlsx", "a.csv"):
        analyst.post("/region/fil/", {"file": sent(name, (tmp_path / name).read_bytes())})
        assert "Ditt eget arbetsblad med cellerna märkta" in text_of(analyst.get("/region/fil/granskad/"))
        answer = analyst.get("/region/fil/granskad/markt.xlsx")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="vardvag-markt.xlsx"'
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        told = book.get_sheet_by_name("Fel").to_python()
        assert any("Kon" in row and "7" in row for row in told)
        # Another region's row is marked as well, though the file's own rules have nothing against it.
        assert any("other-region" in row for row in told)
    assert {"Läs mig", "Kontakter i oktober"} & set(book.sheet_names) == set()
    analyst.post("/region/fil/", {"file": sent("a.xlsx", (tmp_path / "a.xlsx").read_bytes())})
    book = CalamineWorkbook.from_filelike(io.BytesIO(analyst.get("/region/fil/granskad/markt.xlsx").content))
    assert book.sheet_names[:2] == ["Läs mig", "Kontakter i oktober"]


def test_what_cannot_be_marked_is_not_offered(analyst, tmp_path):
    file = of(tmp_path, MIXED, "fil.parquet", "skr-1.1-parquet")
    analyst.post("/region/fil/", {"file": file})
    assert "märkta" not in text_of(analyst.get("/region/fil/granskad/"))
    assert analyst.get("/region/fil/granskad/markt.xlsx").headers["Location"] == "/region/fil/granskad/"
    analyst.post("/region/fil/", {"file": sent("x.xlsx", b"PK\x03\x04\xff\xfe")})
    assert analyst.get("/region/fil/granskad/markt.xlsx").headers["Location"] == "/region/fil/granskad/"


def test_every_clock_of_the_file_is_listed_by_its_state(mixed, log_rows):
    page = mixed.get("/region/fil/klockor/")
    told = text_of(page)
    assert told.count("kontakt-") == 7
    order = re.findall(r"kontakt-\d", told)
    assert order == [f"kontakt-{n}" for n in (2, 1, 5, 3, 4, 6, 7)]
    assert "avslutad efter gränsen" in told
    assert "Det som saknas: vilka dagar avvikelsen gäller" in told
    [row] = log_rows()
    assert row.action == "read_clocks"
    assert sorted(row.reason.rpartition(": ")[2].split(", ")) == sorted(order)
    assert "fil=" in row.reason
    for state, names in (("over", "21"), ("may_be_over", "5"), ("none", "6"), ("ended", "7")):
        told = text_of(mixed.get(f"/region/fil/klockor/?lage={state}"))
        assert re.findall(r"kontakt-(\d)", told) == list(names)
    assert "Ingen klocka svarar" in text_of(mixed.get("/region/fil/klockor/?lage=unknown"))
    assert mixed.get("/region/fil/klockor/?lage=x").status_code == 400


def test_the_worklist_says_who_is_late_and_what_the_law_obliges(mixed, log_rows):
    told = text_of(mixed.get("/region/fil/arbetslista/"))
    assert "2 i filen har passerat sin gräns" in told
    assert re.findall(r"kontakt-(\d)", told) == list("21534")
    assert "HSL (2017:30) 9 kap. 2 §" in told
    assert "Se till att patienten får vård hos en annan vårdgivare utan extra kostnad" in told
    assert "Informera patienten om vårdgarantin (enligt SKR, står inte i lagen)" in told
    assert "Vårdväg hittar inte på någon gräns" in told
    assert "En fil med kontakter säger inte vad som redan har gjorts" in told
    assert "1 som vårdgarantin inte omfattar och 1 som inte väntar" in told
    assert re.search(r"\bkr\b|kronor", told) is None
    [row] = log_rows()
    assert "5 kontakter: kontakt-2, kontakt-1, kontakt-5, kontakt-3, kontakt-4" in row.reason


def test_how_soon_soon_is_can_be_chosen_and_no_duty_is_told_where_nobody_is_late(mixed):
    assert "kontakt-3" in text_of(mixed.get("/region/fil/arbetslista/?lage=soon&dagar=4"))
    told = text_of(mixed.get("/region/fil/arbetslista/?lage=soon&dagar=3"))
    assert "kontakt-" not in told
    assert "9 kap. 2 §" not in told
    for wrong in ("dagar=snart", "dagar=-1", "dagar=", "lage=none"):
        answer = mixed.get(f"/region/fil/arbetslista/?{wrong}")
        assert answer.status_code == 400
        assert "<table" not in answer.content.decode()


def test_events_tell_what_has_been_done(analyst, data):
    analyst.post("/region/fil/", {"file": sent("handelser.csv", EVENTS)})
    checked = text_of(analyst.get("/region/fil/granskad/"))
    assert "Filen har inga fel" in checked
    assert "Bara kontakter i specialiserad vård läses in i lagret" in checked
    told = text_of(analyst.get("/region/fil/arbetslista/"))
    assert "Informera patienten om vårdgarantin 2019-09-12" in told
    assert "En fil med kontakter säger inte" not in told
    # The button is not there; asking for it all the same loads nothing.
    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/granskad/"
    assert not (data / "region" / "warehouse").exists()


def test_a_pathway_with_a_refused_row_is_left_out_and_it_is_said(analyst):
    analyst.post("/region/fil/", {"file": sent("h.csv", EVENTS.replace("informed", "told"))})
    told = text_of(analyst.get("/region/fil/arbetslista/"))
    assert "Listan är inte hel" in told
    assert "1 vårdkedjor har en sådan rad" in told
    assert "way-1" not in told


def test_primary_care_has_a_list_and_no_duty_of_specialised_care(analyst, tmp_path):
    waiting = PrimaryCareContact(
        contact_id="pv-1",
        region="08",
        unit="SE2321000073-V1",
        month=Month(2019, 10),
        sought_on=date(2019, 10, 1),
        contacted_on=None,
        assessment_needed=None,
        assessed_on=None,
        deviation=Deviation.NONE,
        birth_year=1980,
        sex=1,
        municipality="0880",
    )
    other = dataclasses.replace(waiting, contact_id="pv-2", region="01", unit="SE2321000016-V1")
    other = dataclasses.replace(other, municipality="0180")  # hers to have there, so that it would be listed
    analyst.post("/region/fil/", {"file": of(tmp_path, [waiting, other], "pv.csv", "primary-care-1")})
    assert "Raden gäller en annan region än Kalmar" in text_of(analyst.get("/region/fil/granskad/"))
    told = text_of(analyst.get("/region/fil/arbetslista/"))
    assert "Tillgänglighetsgaranti" in told
    assert "pv-2" not in told
    assert "9 kap. 2 §" not in told
    assert "om en bedömning behövdes" in told


def test_the_list_is_fetched_as_it_is_chosen_and_the_whole_of_it_is_logged(mixed, log_rows):
    csv = mixed.get("/region/fil/arbetslista/lista.csv?lage=over&dagar=14")
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Kontakt;Läge;Dagar kvar;Sista dag;")
    assert [line.split(";")[0] for line in lines[1:]] == ["kontakt-2", "kontakt-1"]
    assert "HSL (2017:30) 9 kap. 2 §" in lines[1]
    excel = mixed.get("/en/region/fil/arbetslista/lista.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(excel.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Contact", "State"]
    assert len(rows) == 6
    assert any("Soon is within 14 days" in row[0] for row in book.get_sheet_by_name("notes").to_python())
    assert [row.reason.rpartition(": ")[2].count("kontakt-") for row in log_rows()] == [2, 5]
    assert mixed.get("/region/fil/arbetslista/lista.csv?dagar=x").status_code == 400


def test_the_look_with_an_own_key_is_logged_and_its_answer_alone_may_run_our_script(mixed, log_rows):
    plain = mixed.get("/region/fil/arbetslista/")
    assert "script-src" not in plain.headers["Content-Security-Policy"]
    assert "<script" not in plain.content.decode()
    assert 'type="file"' not in plain.content.decode()
    answer = mixed.post("/region/fil/arbetslista/egen-nyckel/", {"lage": "over", "dagar": "14"})
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "connect-src" not in policy
    assert "unsafe" not in policy
    html = answer.content.decode()
    [script] = re.findall(r"<script[^>]*>", html)
    assert re.fullmatch(r'<script src="/static/look/own-key\.js[^"]*" defer>', script)
    # The file is chosen outside every form, so that no form can send it.
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        assert "own-key-file" not in form
    rows = log_rows()
    assert [row.action for row in rows] == ["read_clocks", "read_clocks_with_own_key"]
    assert rows[1].reason.endswith("2 kontakter: kontakt-2, kontakt-1")
    assert mixed.get("/region/fil/arbetslista/egen-nyckel/").status_code == 302


def test_nobody_is_shown_with_a_key_when_the_log_cannot_be_written(mixed, monkeypatch):
    from vardvag.service.chained_log import ChainedLog

    def refuse(self, entry):
        raise OSError("disk full")

    monkeypatch.setattr(ChainedLog, "append_log", refuse)
    for ask in (
        lambda: mixed.post("/region/fil/arbetslista/egen-nyckel/"),
        lambda: mixed.get("/region/fil/arbetslista/"),
        lambda: mixed.get("/region/fil/arbetslista/lista.xlsx"),
        lambda: mixed.get("/region/fil/klockor/"),
        lambda: mixed.get("/region/fil/granskad/markt.xlsx"),
    ):
        with pytest.raises(OSError, match="disk full"):
            ask()


def test_a_large_file_is_checked_and_not_listed(analyst, tmp_path, monkeypatch):
    from vardvag.service.pages.region import kept

    monkeypatch.setattr(kept, "MOST_ROWS", 6)
    monkeypatch.setattr(kept, "MOST_MARKED", 5)
    analyst.post("/region/fil/", {"file": of(tmp_path, MIXED)})
    for path in ("/region/fil/klockor/", "/region/fil/arbetslista/", "/region/fil/arbetslista/lista.csv"):
        answer = analyst.get(path)
        assert answer.status_code == 400
        assert "Filen har för många rader" in text_of(answer)
        assert "vardvag clocks FIL --worklist" in text_of(answer)
    told = text_of(analyst.get("/region/fil/granskad/"))
    assert "vardvag clocks FIL --worklist" in told
    assert "märkta" not in told
    analyst.post("/region/fil/", {"file": of(tmp_path, [contact(n, sex=7) for n in range(6)])})
    told = text_of(analyst.get("/region/fil/granskad/"))
    assert "vardvag check FIL --mark KOPIA.xlsx" in told
    assert "märkta" not in told
    assert analyst.get("/region/fil/granskad/markt.xlsx").headers["Location"] == "/region/fil/granskad/"


def test_a_file_checked_in_bulk_tells_the_same_as_row_by_row(analyst, tmp_path, monkeypatch):
    from vardvag.usecases import check_contacts

    rows = [contact(n, sex=7 if n % 9 == 0 else 2, place="01" if n % 5 == 0 else "08") for n in range(60)]
    analyst.post("/region/fil/", {"file": of(tmp_path, rows)})
    by_row = text_of(analyst.get("/region/fil/granskad/"))
    findings = analyst.get("/region/fil/granskad/fynd.csv").content
    monkeypatch.setattr(check_contacts, "LARGE_CSV", 100)
    assert text_of(analyst.get("/region/fil/granskad/")) == by_row
    assert analyst.get("/region/fil/granskad/fynd.csv").content == findings
    assert findings.decode().count(";other-region;") == 10
    assert "60 lästa = 43 godtagna + 17 avvisade" in by_row


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.xml", b"<a/>"),
        ("bild.png", b"\x89PNG\r\n\x1a\n\x00"),
        ("x.parquet", b"PAR1 no parquet"),
        ("a.csv", b'"' + b"x" * 200_000),
        ("b.csv", bytes(range(256)) * 8),
        ("utan.csv", b"Fas,Mvo\n1,101\n"),
        (
            "diagnoser.csv",
            b"DatatGallerFor,Regionkod,VardkontaktId,Diagnos,DiagnosTyp\n2019-10,24,k-1,H25,1\n",
        ),
    ],
)
def test_what_holds_no_clock_is_told_on_every_page(analyst, name, content):
    analyst.post("/region/fil/", {"file": sent(name, content)})
    assert analyst.get("/region/fil/granskad/").status_code == 200
    for path in ("/region/fil/klockor/", "/region/fil/arbetslista/", "/region/fil/arbetslista/lista.xlsx"):
        for language in ("", "/en"):
            answer = analyst.get(language + path)
            assert answer.status_code == 400, (path, text_of(answer))
            assert "<table" not in answer.content.decode()
    assert analyst.get("/region/fil/granskad/fynd.csv").status_code == 200
    assert analyst.get("/region/fil/granskad/markt.xlsx").status_code in (200, 302)
