"""The analyst's pages without a browser: who may open them, files kept and refused, figures shown."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import time
from datetime import date, datetime
from functools import partial
from html import unescape

import pytest

pytest.importorskip("django", reason="install the extra [service]")
pytest.importorskip("duckdb", reason="install the extra [statistics]")

from vardvag.base.days import Month
from vardvag.base.moments import Moment
from vardvag.events.formats import format_named
from vardvag.events.model import Deviation
from vardvag.usecases.load_contacts import receive
from vardvag.warehouse.store import Store
from waiting_contact import waiting_contact

PAGES = [
    "/region/",
    "/region/fil/",
    "/region/fil/granskad/",
    "/region/fil/granskad/fynd.csv",
    "/region/fil/inlast/",
    "/region/klockor/",
    "/region/vantande/",
]
DAY = date(2019, 11, 14)


@pytest.fixture
def data(public_data):
    """The data folder of this test, with no contacts in it, on the example's day."""
    from django.conf import settings
    from django.test import override_settings

    store = public_data / "region" / "warehouse"
    with override_settings(VARDVAG=dataclasses.replace(settings.VARDVAG, store=store, demo_day=DAY)):
        yield public_data


@pytest.fixture
def analyst(data, log_in):
    return log_in("analytiker")


contact = partial(waiting_contact, Month(2019, 9))


@pytest.fixture
def received(data):
    """Nine who wait for an operation, two of them past the limit, and three who wait by their own choice."""
    rows = [contact(n) for n in range(7)] + [contact(7 + n, date(2019, 5, 1)) for n in range(2)]
    rows += [contact(20 + n, date(2019, 5, 1), deviation=Deviation.PATIENT_CHOSEN) for n in range(3)]
    store = Store(data / "region" / "warehouse")
    receive(store, rows, received_at=Moment.of(datetime(2019, 10, 20, 6)))
    return store


def as_file(tmp_path, rows, change=lambda text: text, name="fil.csv"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    path = tmp_path / name
    format_named("skr-1.1").write(rows, path)
    return SimpleUploadedFile(name, change(path.read_text(encoding="utf-8")).encode())


def text_of(answer):
    """The words of the page's own part."""
    html = answer.content.decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


@pytest.mark.parametrize("path", [*PAGES, "/region/fil/lasin/"])
def test_only_the_analyst_opens_the_analysts_pages(client, data, log_in, path):
    assert client.get(path).status_code == 302
    statuses = {who: log_in(who).get(path).status_code for who in ("patient", "samordnare", "ekonom")}
    assert statuses == {"patient": 403, "samordnare": 403, "ekonom": 403}
    assert {log_in(who).post(path).status_code for who in ("patient", "samordnare", "ekonom")} == {403}


@pytest.fixture
def log_rows(data):
    """What this test has put in the region's log: a call that gives the rows, and tries the whole chain."""
    from vardvag.contracts.log import verify
    from vardvag.service.region_log.repository import region_log

    before = len(region_log().log())

    def told():
        rows = region_log().log()
        assert verify(rows) == []
        return [row.entry for row in rows[before:]]

    return told


def test_who_saw_which_contacts_is_in_the_log(analyst, received, log_rows):
    page = analyst.get("/region/klockor/?lage=over&mvo=alla")
    [row] = log_rows()
    assert (row.action, row.allowed, row.role, row.when.legal_day) == (
        "read_clocks",
        True,
        "region_analyst",
        DAY,
    )
    told, _, contacts = row.reason.rpartition(": ")
    shown = re.findall(r"kontakt-\d+", page.content.decode())
    assert sorted(contacts.split(", ")) == sorted(shown) != []
    assert told == f"Region 08, urval lage=over, sida=1, {len(shown)} kontakter"


def test_nothing_about_contacts_is_shown_when_the_log_cannot_be_written(analyst, received, monkeypatch):
    from vardvag.service.chained_log import ChainedLog

    def refuse(self, entry):
        raise OSError("disk full")

    monkeypatch.setattr(ChainedLog, "append_log", refuse)
    with pytest.raises(OSError, match="disk full"):
        analyst.get("/region/klockor/")


def test_a_file_that_is_judged_and_loaded_is_in_the_log_by_its_digest(analyst, data, tmp_path, log_rows):
    sent = as_file(tmp_path, [contact(1)], name="Astrid Exempelsson.csv")
    digest = hashlib.sha256((tmp_path / "Astrid Exempelsson.csv").read_bytes()).hexdigest()
    analyst.post("/region/fil/", {"file": sent})
    analyst.get("/region/fil/granskad/")
    analyst.get("/region/fil/granskad/fynd.csv")
    analyst.post("/region/fil/lasin/")
    rows = log_rows()
    assert [row.action for row in rows] == ["read_file", "read_file", "load_file"]
    assert {row.reason for row in rows} == {f"Region 08, fil med sha256 {digest}"}


def test_whoever_is_denied_contacts_is_in_the_log_and_figures_are_not(analyst, received, log_in, log_rows):
    analyst.get("/region/vantande/")
    analyst.get("/region/")
    assert log_in("ekonom").get("/region/klockor/").status_code == 403
    [row] = log_rows()
    assert (row.action, row.allowed, row.role) == ("read_clocks", False, "region_finance")


def test_the_database_itself_refuses_to_change_the_regions_log(analyst, received):
    from django.db import DatabaseError

    from vardvag.service.region_log.models import LogRecord

    analyst.get("/region/klockor/")
    rows = LogRecord.objects.using("region")
    for change in (lambda: rows.update(who="somebody"), lambda: rows.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"):
            change()


def test_the_regions_migrations_match_its_models(data):
    from django.core.management import call_command

    call_command("makemigrations", "region", check=True, dry_run=True, verbosity=0, skip_checks=True)


def test_the_analyst_opens_no_plan_and_no_money(analyst):
    for path in ("/min-sida/", "/samordning/", "/ekonomi/", "/region/utbetalning/"):
        assert analyst.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/region/", "/region/klockor/", "/region/vantande/"])
def test_a_region_that_has_sent_nothing_is_told_so(analyst, path):
    answer = analyst.get(path)
    assert answer.status_code == 200
    assert "Läs in en fil" in text_of(answer)
    assert "0 %" not in text_of(answer)


def test_a_right_file_is_loaded_only_when_asked_and_then_forgotten(analyst, data, tmp_path):
    answer = analyst.post("/region/fil/", {"file": as_file(tmp_path, [contact(1), contact(2)])})
    assert answer.headers["Location"] == "/region/fil/granskad/"
    assert "2 lästa = 2 godtagna + 0 avvisade" in text_of(analyst.get("/region/fil/granskad/"))
    assert not (data / "region" / "warehouse").exists()
    assert len(list((data / "region" / "checked").iterdir())) == 1
    assert analyst.get("/region/fil/lasin/").status_code == 405
    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/inlast/"
    told = text_of(analyst.get("/region/fil/inlast/"))
    assert told.startswith("Läs in en fil 2 kontakter är inlästa")
    assert "100,0 % (2 av 2)" in told
    assert list((data / "region" / "checked").iterdir()) == []
    assert Store(data / "region" / "warehouse").snapshot().loads[0].contacts == 2


def test_a_row_of_another_region_keeps_the_whole_file_out(analyst, data, tmp_path):
    rows = [contact(1), contact(2, place="01")]
    analyst.post("/region/fil/", {"file": as_file(tmp_path, rows)})
    page = analyst.get("/region/fil/granskad/")
    assert "Raden gäller en annan region än Kalmar" in text_of(page)
    assert "Läs in i lagret" not in text_of(page)
    # The button is not there; asking for it all the same loads nothing.
    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/granskad/"
    assert not (data / "region" / "warehouse").exists()


def test_twenty_findings_of_a_rule_are_shown_and_all_are_in_the_file(analyst, tmp_path):
    rows = [contact(n, sex=7) for n in range(23)]
    analyst.post("/region/fil/", {"file": as_file(tmp_path, rows)})
    page = analyst.get("/region/fil/granskad/")
    assert "De 20 första av 23" in text_of(page)
    assert page.content.decode().count("<td>Kon</td>") == 20
    findings = analyst.get("/region/fil/granskad/fynd.csv")
    assert findings.headers["Content-Disposition"] == 'attachment; filename="vardvag-fynd.csv"'
    assert findings.content.decode("utf-8-sig").count(";Kon;7;code;") == 23


def test_what_stands_in_a_file_is_neither_markup_nor_formula(analyst, tmp_path):
    evil = "=HYPERLINK(1)<script>"
    file = as_file(tmp_path, [contact(1)], lambda text: text.replace(",X01,", f",{evil},"))
    analyst.post("/region/fil/", {"file": file})
    page = analyst.get("/region/fil/granskad/").content.decode()
    assert "=HYPERLINK(1)&lt;script&gt;" in page
    assert "<script" not in page
    assert f";'{evil};" in analyst.get("/region/fil/granskad/fynd.csv").content.decode()


def test_a_personnummer_is_repeated_nowhere(analyst, tmp_path):
    rows = [contact(1, contact_id="191212121212"), contact(2, contact_id="191212121212")]
    analyst.post("/region/fil/", {"file": as_file(tmp_path, rows)})
    page = analyst.get("/region/fil/granskad/").content.decode()
    assert "(visas inte)" in page
    assert "191212121212" not in page + analyst.get("/region/fil/granskad/fynd.csv").content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"", "Filen är tom"),
        (b"PK\x03\x04\xff\xfe", "filen är ingen hel arbetsbok"),
        (b"Fas;Mvo\n", "Kolumnen saknas"),
    ],
    ids=["empty", "a workbook", "too few columns"],
)
def test_what_is_no_file_of_contacts_is_told(analyst, sent, told):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = analyst.post("/region/fil/", {"file": SimpleUploadedFile("x.csv", sent)}, follow=True)
    assert told in text_of(answer)
    assert "Läs in i lagret" not in text_of(answer)


def test_no_file_chosen_is_told_at_the_field(analyst):
    answer = analyst.post("/region/fil/", {})
    assert answer.status_code == 400
    assert "Välj en fil, till exempel kontakter-2019-10.csv." in text_of(answer)


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(analyst, data, tmp_path, monkeypatch):
    from vardvag.service.pages.region import kept

    monkeypatch.setattr(kept, "LARGEST", 1_000)
    file = as_file(tmp_path, [contact(n) for n in range(20)])
    assert file.size > 1_000
    answer = analyst.post("/region/fil/", {"file": file})
    assert answer.status_code == 400
    assert "Filen är större än 25 MB" in text_of(answer)
    assert not (data / "region" / "checked").exists()


def test_a_file_is_taken_only_from_a_form_of_this_session(analyst, data, tmp_path):
    from django.test import Client

    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    strict.cookies.update(analyst.cookies)
    for path in ("/region/fil/", "/region/fil/lasin/"):
        answer = strict.post(path, {"file": as_file(tmp_path, [contact(1)])})
        assert answer.status_code == 403
        assert "Formuläret har blivit för gammalt" in answer.content.decode()
    assert not (data / "region" / "checked").exists()


def test_a_kept_file_belongs_to_one_session_and_is_gone_after_half_an_hour(analyst, data, log_in, tmp_path):
    analyst.post("/region/fil/", {"file": as_file(tmp_path, [contact(1)])})
    [path] = (data / "region" / "checked").iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    mine = analyst.cookies["vardvag"].value
    log_in("analytiker")  # the same person, in a session of its own
    assert analyst.get("/region/fil/granskad/").status_code == 410
    assert analyst.post("/region/fil/lasin/").headers["Location"] == "/region/fil/granskad/"
    analyst.cookies["vardvag"] = mine
    assert analyst.get("/region/fil/granskad/").status_code == 200
    long_ago = time.time() - 31 * 60
    os.utime(path, (long_ago, long_ago))
    assert analyst.get("/region/fil/granskad/").status_code == 410
    assert not path.exists()


def test_another_file_takes_the_place_of_the_first(analyst, data, tmp_path):
    for number in (1, 2):
        analyst.post("/region/fil/", {"file": as_file(tmp_path, [contact(number)], name=f"{number}.csv")})
    assert len(list((data / "region" / "checked").iterdir())) == 1
    assert "2.csv" in text_of(analyst.get("/region/fil/granskad/"))


def test_small_figures_are_shown_and_marked_as_the_regions_own(analyst, received):
    told = text_of(analyst.get("/region/vantande/"))
    # 7 of 9 without the patient-chosen, and the two past the limit are too few to be shown outside.
    assert "I slutet av september 2019 hade 77,8 % väntat högst 90 dagar på operation eller åtgärd" in told
    assert "2019-09 77,8 7 av 9 i 58,3 7 av 12" in told
    assert "räknar 3 fler än ”utan patientvald väntan”: 0 inom gränsen och 3 över" in told
    assert "19,4 procentenheter lägre" in told
    assert "sprid den inte vidare" in told


def test_the_command_on_the_page_gives_the_same_figures(analyst, received, data, monkeypatch):
    from click.testing import CliRunner

    from vardvag.cli.stats import command

    page = analyst.get("/region/vantande/?regel=nobody&jamfor=pvv&kand=2019-10-20").content.decode()
    [line] = re.findall(r"<code>vardvag stats (waiting-operation[^<]*)</code>", page)
    monkeypatch.chdir(data.parent)
    arguments = unescape(line).replace("\\\n", " ").split()
    run = CliRunner().invoke(command, [*arguments, "--format", "csv"])
    assert run.exit_code == 0, run.output
    assert "08,Kalmar,2019-09,58,7,12,reported," in run.output
    assert "58,3 7 av 12" in text_of(analyst.get("/region/vantande/?regel=nobody&jamfor=pvv"))


@pytest.mark.parametrize(
    "path",
    [
        "/region/vantande/?regel=pvv&jamfor=pvv",
        "/region/vantande/?regel=finns-inte",
        "/region/vantande/?kand=2018-01-01",
        "/region/klockor/?dagar=-1",
        "/region/klockor/?dagar=snart",
        "/region/klockor/?mvo=%3Cb%3E",
        "/region/klockor/?lage=x",
    ],
)
def test_a_wrong_choice_is_told_and_no_figure_is_given(analyst, received, path):
    answer = analyst.get(path)
    assert answer.status_code == 400
    assert "Något behöver rättas" in text_of(answer)
    assert "<table" not in answer.content.decode()


def test_a_choice_that_nobody_answers_to_is_told_so(analyst, received):
    assert "Ingen väntande svarar mot ditt urval" in text_of(analyst.get("/region/klockor/?lage=unknown"))


@pytest.mark.parametrize("page", ["0", "99", "x"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(analyst, received, page):
    assert "9 väntande" not in text_of(analyst.get("/region/klockor/?sida=" + page))
    assert "12 väntande" in text_of(analyst.get("/region/klockor/?sida=" + page))


def test_the_pages_name_no_money(analyst, received):
    for path in ("/region/", "/region/klockor/", "/region/vantande/"):
        assert re.search(r"\bkr\b|kronor", text_of(analyst.get(path))) is None
