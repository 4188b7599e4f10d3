"""Gäller vårdgarantin mig? The answer in both languages, what is wrong, and that nothing is kept."""

from __future__ import annotations

import logging
import re

import pytest


def shown(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


def title(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)[1].strip()


@pytest.fixture
def ask(client, monkeypatch):
    """`ask("vard=besok-remiss&dag=2026-03-05", on="2026-05-01")`: the page on a day, in a language."""
    from datetime import date

    from vardvag.service.pages.guarantee import page

    def get(query: str = "", on: str = "2026-05-01", english: bool = False):
        monkeypatch.setattr(page, "today", lambda: date.fromisoformat(on))
        return client.get(f"{'/en' if english else ''}/vardgaranti/{f'?{query}' if query else ''}")

    return get


# The answers in the address, the heading in Swedish and in English, and something that must be on the page.
ANSWERS = [
    (
        "vard=besok-remiss&dag=2026-03-05",
        "Du ska få ett första besök senast den 3 juni 2026",
        "You are to have a first visit by 3 June 2026",
        "6 kap. 1 § 3",
    ),
    (
        "vard=behandling&dag=2026-01-05",
        "Din behandling skulle ha börjat senast den 5 april 2026",
        "Your treatment was to begin by 5 April 2026",
        "HSL (2017:30) 9 kap. 2 §",
    ),
    (
        "vard=aterbesok",
        "Återbesök omfattas inte av vårdgarantin",
        "Return visits are not covered by the guarantee",
        "1177, Vårdgaranti (2025)",
    ),
    (
        "vard=behandling&dag=2026-01-05&hinder_fran=2026-02-01",
        "Tiden räknas inte så länge du av medicinska skäl inte kan få vården",
        "Time does not count for as long as you cannot have the care for medical reasons",
        "3 ",
    ),
    (
        "vard=bedomning&dag=2026-04-30",
        "Om garantin gäller dig är sista dagen den 3 maj 2026",
        "If the guarantee holds for you, the last day is 3 May 2026",
        "6 kap. 1 § 2",
    ),
    (
        "vard=bup-nasta&dag=2026-04-20",
        "Vårdgarantin säger ingen dag här, men det finns ett mål",
        "The care guarantee gives no day here, but there is a goal",
        "30",
    ),
    (
        "vard=behandling&dag=2004-01-05",
        "Det går inte att säga vilken dag som är den sista",
        "It cannot be said which day is the last",
        "",
    ),
    (
        "vard=behandling&dag=2026-01-05&fatt=2026-03-01",
        "Du fick vården i tid",
        "You had the care in time",
        "5 april 2026",
    ),
]


@pytest.mark.parametrize(("query", "swedish", "english", "also"), ANSWERS, ids=[one[0] for one in ANSWERS])
def test_the_heading_says_the_answer_in_both_languages(ask, query, swedish, english, also):
    response = ask(query)
    assert response.status_code == 200
    assert title(response) == swedish
    assert also in shown(response)
    assert title(ask(query, english=True)) == english


# What is answered, and what the page says can be done about just that.
DOABLE = [
    (
        "vard=behandling&dag=2026-01-05&nej_tack=2026-02-01&erbjuden=2026-03-01&informerad=ja",
        "Då räknas gränsen på nytt, från den dagen",
    ),
    ("vard=behandling&dag=2026-01-05&annan_fran=2026-02-01", "hellre få vården i din egen region"),
    ("vard=behandling&dag=2026-01-05&hinder_fran=2026-02-01", "När du kan få vården igen räknas tiden igen"),
    ("vard=behandling&dag=2026-03-05", "Har du ingen tid?"),
    ("vard=behandling&dag=2026-01-05", "säg att gränsen har passerats"),
    ("vard=kontakt&dag=2026-04-05&egen=ja&listad=ja", "Ring vårdcentralen igen"),
    ("vard=akut", "Ring 1177, eller 112"),
    ("vard=behandling&dag=2026-01-05&fatt=2026-03-01", "Då finns inget kvar att ordna"),
]


@pytest.mark.parametrize(("query", "told"), DOABLE, ids=[one[0] for one in DOABLE])
def test_what_can_be_done_is_said_of_just_that(ask, query, told):
    assert told in shown(ask(query))
    others = [other for _, other in DOABLE if other not in (told, "Ring 1177, eller 112")]
    assert [other for other in others if other in shown(ask(query))] == []


# What is wrong, beside which field, and what is told of it.
WRONG = [
    ("vard=behandling&dag=2026-02-31", "dag", "Dagen finns inte eller går inte att läsa"),
    ("vard=behandling&dag=2026-05-02", "dag", "Dagen har inte varit än"),
    ("vard=behandling&dag=", "dag", "Skriv vilken dag väntan började"),
    ("dag=2026-01-05", "vard", "Välj vad du väntar på"),
    ("vard=frisor&dag=2026-01-05", "vard", "Välj något av det som står i listan"),
    ("vard=behandling&dag=2026-01-05&region=99", "region", "Välj en region i listan"),
    ("vard=behandling&dag=2026-01-05&hinder_till=2026-02-01", "hinder_fran", "Dagen saknas"),
    ("vard=behandling&dag=2026-01-05&fatt=2026-01-04", "fatt", "kommer inte efter"),
]


@pytest.mark.parametrize(("query", "field", "told"), WRONG, ids=[one[0] for one in WRONG])
def test_what_is_wrong_is_told_beside_its_field(ask, query, field, told):
    response = ask(query)
    assert response.status_code == 400
    beside = re.search(rf'id="id_{field}-error">(.*?)</p>', response.content.decode(), re.DOTALL)
    assert beside is not None
    assert told in beside[1]
    assert f'href="#id_{field}"' in response.content.decode()


def test_every_fault_is_told_at_once(ask):
    page = ask("vard=x&dag=2026-02-31&fatt=nyss&region=99").content.decode()
    assert re.findall(r'id="id_(\w+)-error"', page) == ["vard", "dag", "fatt", "region"]
    # What cannot be read hides no contradiction between the rest, and nothing is told twice.
    page = ask("vard=besok-remiss&dag=2026-02-31&hinder_till=2026-03-01&informerad=ja&angrat=2026-03-01")
    page = page.content.decode()
    assert re.findall(r'id="id_(\w+)-error"', page) == ["dag", "hinder_fran", "nej_tack"]
    assert page.count("Dagen saknas") == 4  # in the summary, and beside each


def test_the_address_holds_only_what_was_answered(ask):
    response = ask("vard=behandling&dag=20260105&fatt=&region=&egen=&okand=1")
    assert response.status_code == 302
    assert response["Location"] == "/vardgaranti/?vard=behandling&dag=2026-01-05"


def test_nothing_is_kept_of_the_answers(ask, client, caplog, public_data, monkeypatch):
    before = sorted(public_data.rglob("*"))
    # Ours are written by a handler of their own, and go no further: listen there.
    log = logging.getLogger("vardvag.request")
    monkeypatch.setattr(log, "disabled", False)
    monkeypatch.setattr(log, "propagate", False)
    monkeypatch.setattr(log, "handlers", [caplog.handler])
    with caplog.at_level(logging.INFO, "vardvag.request"):
        for query in ("", "vard=behandling&dag=2026-01-05", "vard=behandling&dag=2026-02-31"):
            response = ask(query)
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["Cache-Control"] == "no-store"
            assert not response.cookies
    lines = [record for record in caplog.records if record.name == "vardvag.request"]
    assert [line.route for line in lines] == ["vardgaranti/"] * 3
    for line in lines:
        assert "2026-0" not in str(line.__dict__)
        assert "behandling" not in str(line.__dict__)
    assert sorted(public_data.rglob("*")) == before


def test_the_start_page_leads_here(client):
    assert b'href="/vardgaranti/"' in client.get("/").content
    assert b'href="/en/vardgaranti/"' in client.get("/en/").content
