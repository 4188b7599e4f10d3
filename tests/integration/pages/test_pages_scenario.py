"""What if, as anybody gets it: the sentence, the table, the files, the address to share, what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import pytest
from python_calamine import CalamineWorkbook

from vardvag.agreements import load, names
from vardvag.usecases.repeat_receipt import repeat_receipt

pytest.importorskip("django", reason="install the extra [service]")

SVF = "/overenskommelser/svf-2025/tank-om"
HALLAND = {"cells.svf-condition-met.13.2025": "ja", "cells.population.13.2025-09": "346000"}
MONEY = "pots.second-payment"
JAMFOR = "/overenskommelser/jamfor/"
LONGEST_REQUEST = 4094
"""What gunicorn takes of a request's first line."""


def text(answer, status=200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode().replace("\xa0", " ")


def ask(client, changes, ending="/", language=""):
    return client.get(f"{language}{SVF}{ending}", changes)


def heading(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page)[1]


class Form(HTMLParser):
    """The fields of a form as a browser would send them, untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        field = dict(attrs)
        if tag in ("input", "select") and "name" in field:
            self.names.add(field["name"])
            if field.get("type") not in ("checkbox", "radio") or "checked" in field:
                self.sent.append((field["name"], field.get("value") or ""))


def test_the_sentence_says_what_is_so_in_both_languages(client):
    assert heading(text(ask(client, HALLAND))) == (
        "Om Halland uppfyllde villkoret får 1 region mer och 18 mindre; 6,3 miljoner kronor byter ägare"
    )
    assert heading(text(ask(client, HALLAND, language="/en"))) == (
        "If Halland met the condition: more for 1 region, less for 18; SEK 6.3 million changes hands"
    )


SENTENCES = [
    (
        "svf-2025",
        {f"{MONEY}.amount": "200 mnkr"},
        "Med 200 000 000 kr i potten får 18 regioner mer; tillsammans 17,5 miljoner kronor mer",
    ),
    (
        "svf-2025",
        {f"{MONEY}.key": "equal"},
        "Med lika mycket till var och en får 15 regioner mer och 3 mindre; 76,8 miljoner kronor byter ägare",
    ),
    (
        "svf-2025",
        {f"{MONEY}.unearned": "back"},
        "Om det som inte tjänas in inte betalas ut går det inte att säga vem som får mer eller mindre",
    ),
    (
        "svf-2025",
        {"cells.svf-condition-met.01.2025": "nej"},
        "Om Stockholm inte uppfyllde villkoret får 17 regioner mer och 1 mindre; "
        "46,8 miljoner kronor byter ägare",
    ),
    (
        "kvinnors-halsa-2024",
        {"lasning": "1357"},
        "får 21 regioner mindre; tillsammans 10 miljoner kronor mindre",
    ),
    ("cancer-2019", {"pots.pathways.amount": "330 mnkr"}, "får 21 regioner mindre; tillsammans 10 miljoner"),
    (
        "komiljard-2019",
        {"conditions.waiting-improved.improved.more_than": "10 %"},
        "Med en ökning på mer än 10 % får",
    ),
    ("komiljard-2019", {"conditions.response-rate.at_least.share": "99,5 %"}, "Med minst 99,5 % får alla"),
    (
        "komiljard-2019",
        {"conditions.response-rate.at_least.share": "90 %", "pots.skl.amount": "0 kr"},
        "Med 2 ändringar får 1 mottagare mindre; tillsammans 10 miljoner kronor mindre",
    ),
]


@pytest.mark.parametrize(("name", "changes", "said"), SENTENCES)
def test_each_kind_of_change_has_its_words(client, example, name, changes, said):
    answer = client.get(f"/overenskommelser/{name}/tank-om/", changes, follow=True)
    assert said in heading(text(answer))


def test_the_page_says_what_is_tried_what_each_gets_and_that_it_is_no_agreement(client):
    page = text(ask(client, HALLAND))
    assert "ingen har beslutat eller föreslagit beloppen" in page
    assert "Folkmängd, Halland, september 2025: 346 000 (nu: uppgift saknas)" in page
    assert "+6 285 609" in page
    assert "−1 610 467" in page  # Stockholm's
    assert "uppfyller nu villkoret" in page
    assert "Villkoret är: villkoret för standardiserade vårdförlopp" in page
    assert "vardvag compare svf-2025 --set cells.svf-condition-met.13.2025=ja" in page
    assert page.count('class="bar less"') == 2 * 18
    assert page.count('class="bar more"') == 2 * 1


def test_no_code_name_stands_among_the_words(client):
    page = text(client.get(f"{SVF}/"))
    words = re.sub(r"<[^>]*>", " ", page)
    for place in ("svf-condition-met", "second-payment", "to-those-who-qualify", "conditions-met"):
        assert place not in words


def test_what_is_undetermined_is_said_and_the_nearest_population_is_one_click_away(client):
    page = text(ask(client, {"cells.svf-condition-met.13.2025": "ja"}))
    assert "Med ändringen går 182 500 000 kr inte att fastställa" in page
    assert 'for="falt-cells.population.13.2025-09">Folkmängd, Halland, september 2025<' in page
    [address] = re.findall(r'href="([^"]+)#resultat">Pröva med folkmängden 2019-12-31, Halland 333 848', page)
    followed = text(client.get(address.replace("&amp;", "&")))
    assert heading(followed).startswith("Om Halland uppfyllde villkoret får 1 region mer och 18 mindre")


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        ({"pots.second-payment.amount": "182 500 000 kr"}, {}),
        ({"pots.second-payment.amount": "", "cells.svf-condition-met.13.2025": "nej"}, {}),
        ({"utm_source": "brev"}, {}),
        ({"pots.second-payment.amount": "200000000"}, {"pots.second-payment.amount": "200 mnkr"}),
        ({**HALLAND, f"{MONEY}.amount": "200 mnkr"}, {f"{MONEY}.amount": "200 mnkr", **HALLAND}),
        ({**HALLAND, "resultat": "0123456789ab", "x": "y"}, {**HALLAND, "resultat": "0123456789ab"}),
    ],
)
def test_the_address_holds_what_is_changed_and_nothing_else(client, asked, stands):
    answer = ask(client, asked)
    query = f"?{urlencode(stands)}" if stands else ""
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{SVF}/{query}")
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pots.second-payment.amount": "mycket"}, "skriv 1 874 253 165 kr eller 182,5 mnkr"),
        ({"cells.svf-condition-met.13.2025": "<b>"}, "Skriv ja eller nej"),
        ({"cells.population.13.2025-09": "många"}, "Skriv ett helt tal, som 346 000"),
        ({"pots.nej.amount": "1 kr"}, "Adressen ändrar något som inte finns. Välj i formuläret i stället."),
        ({f"pots.x{n}.amount": "1" for n in range(21)}, "21 ändringar på en gång. Pröva högst 20 åt gången."),
        ({"pots.second-payment.amount": "9" * 400}, "Skriv högst 60 tecken"),
    ],
)
def test_every_mistake_is_told_with_its_remedy_and_never_breaks(client, changes, told):
    page = text(ask(client, changes), 400)
    assert told in page
    assert heading(page) == "Ändringen går inte att pröva än"
    assert "<b>" not in page
    assert 'id="resultat"' not in page
    for ending in (".csv", ".sv.csv", ".xlsx", ".json", ".kvitto.json"):
        assert client.get(f"{SVF}{ending}", changes).status_code == 400


def test_the_mistake_stands_at_its_field_with_what_was_written(client):
    page = text(ask(client, {"pots.second-payment.amount": "mycket"}), 400)
    assert re.search(
        r'<div class="field wrong"><label for="falt-pots\.second-payment\.amount">Belopp</label>', page
    )
    assert 'value="mycket"' in page
    assert 'href="#falt-pots.second-payment.amount"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("name", names())
def test_a_form_sent_untouched_is_a_short_enough_address_that_asks_for_nothing(client, name):
    address = f"/overenskommelser/{name}/tank-om/"
    form = Form(text(client.get(address)))
    line = f"GET {address}?{urlencode(form.sent)} HTTP/1.1"
    assert len(line) < LONGEST_REQUEST - 700  # room for what is filled in
    answer = client.get(address, form.sent)
    assert (answer.status_code, answer.headers.get("Location")) in ((302, address), (200, None))


def test_the_form_keeps_what_is_asked(client):
    asked = {f"{MONEY}.amount": "200 mnkr", f"{MONEY}.unearned": "back", **HALLAND}
    page = text(ask(client, asked))
    form = Form(page)
    assert dict(form.sent)["pots.second-payment.amount"] == "200 mnkr"
    assert dict(form.sent)["cells.svf-condition-met.13.2025"] == "ja"
    assert '<option value="back" selected>' in page


@pytest.mark.parametrize("ending", ["/", ".csv", ".json", ".kvitto.json"])
@pytest.mark.parametrize("name", ["finns-inte", "docs"])
def test_a_name_from_the_web_is_never_a_path(client, name, ending, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    (tmp_path / name / "agreement.yaml").write_text(load("svf-2025").path.read_text(encoding="utf-8"))
    assert client.get(f"/overenskommelser/{name}/tank-om{ending}", HALLAND).status_code == 404


def test_the_files_are_of_the_same_question(client):
    rows = list(csv.DictReader(io.StringIO(text(ask(client, HALLAND, ".csv")))))
    assert sum(int(row["change"]) for row in rows) == 0
    assert [row["after"] for row in rows if row["code"] == "13"] == ["6285609"]
    swedish = ask(client, HALLAND, ".sv.csv").content
    assert swedish.startswith("\ufeffKod;Mottagare;Nu, kronor;".encode())
    book = CalamineWorkbook.from_filelike(io.BytesIO(ask(client, HALLAND, ".xlsx").content))
    assert book.get_sheet_by_name("vardvag").to_python()[1][:5] == [
        "01",
        "Stockholm",
        46759214,
        45148747,
        -1610467,
    ]
    notes = [str(row[0]) for row in book.get_sheet_by_name("notes").to_python()]
    assert any("ingen överenskommelse" in note for note in notes)
    assert any(note.startswith("vardvag compare") for note in notes)
    told = json.loads(text(ask(client, HALLAND, ".json")))
    assert told["format"] == "vardvag-scenario/1"
    assert (told["gaining"], told["losing"], told["moved"]) == (1, 18, 6_285_609)
    assert told["changes"] == [f"{path}={value}" for path, value in HALLAND.items()]
    for side in ("before", "after"):
        sums = told[side]
        assert sums["paid"] + sums["unpaid"] + sums["undetermined"] == sums["sum"]


def test_every_file_on_the_page_keeps_the_question_and_has_a_name(client):
    page = text(ask(client, HALLAND))
    links = re.findall(r'<li><a href="([^"]+)" download', page)
    assert len(links) == 5
    for link in links:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert "vardvag-svf-2025-tank-om." in answer.headers["Content-Disposition"]


def test_without_a_change_there_are_no_files(client):
    for ending in (".csv", ".json", ".kvitto.json"):
        assert client.get(f"{SVF}{ending}").status_code == 404


def test_the_receipt_is_repeated(client):
    kept = json.loads(text(ask(client, HALLAND, ".kvitto.json")))
    assert repeat_receipt("svf-2025", kept).differences == ()


def test_a_link_to_a_result_says_when_the_result_is_another(client):
    page = text(ask(client, HALLAND))
    [result] = re.findall(r"resultat=([0-9a-f]{12})", page)
    changed = "Resultatet har ändrats sedan länken gjordes"
    assert changed not in text(ask(client, {**HALLAND, "resultat": result}))
    assert changed in text(ask(client, {**HALLAND, "resultat": "0123456789ab"}))


def test_the_agreement_and_its_settlement_lead_here(client):
    for address in ("/overenskommelser/svf-2025/", "/overenskommelser/svf-2025/utbetalning/"):
        page = text(client.get(address))
        assert f'href="{SVF}/"' in page
        assert f'href="{JAMFOR}?a=svf-2025"' in page


def test_the_other_language_asks_the_same(client):
    page = text(ask(client, HALLAND))
    assert f"/en{SVF}/?{urlencode(HALLAND).replace('&', '&amp;')}" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Jämför två överenskommelser, region för region"),
        ("?a=svf-2018", "Jämför två överenskommelser, region för region"),
        ("?a=svf-2018&b=svf-2025", "21 av 21 regioner fick mer av ”Kortare väntetider i cancervården 2018”"),
        ("?a=svf-2025&b=svf-2018", "21 av 21 regioner fick mer av ”Kortare väntetider i cancervården 2018”"),
        ("?a=komiljard-2013&b=svf-2025", "Det går inte att säga vilken region som fick mest"),
    ],
)
def test_two_agreements_side_by_side(client, query, said):
    assert said in text(client.get(f"{JAMFOR}{query}"))


def test_the_comparison_says_each_sum_each_inhabitant_and_what_is_not_known(client):
    page = text(client.get(f"{JAMFOR}?a=komiljard-2013&b=svf-2025"))
    assert "988 000 000 kr" in page
    assert "46 759 214" in page
    assert "19,67" in page  # kronor for each inhabitant of Stockholm at the end of 2019
    assert "Folkmängd 2019-12-31" in page
    assert "Det här är inte offentligt, eller inte lämnat:" in page


@pytest.mark.parametrize(
    "query", ["?a=svf-2018&b=finns-inte", "?a=svf-2018&b=", "?a=&b=", f"?a={quote('../x')}&b=svf-2025"]
)
def test_what_is_chosen_wrongly_is_told_at_the_field(client, query):
    page = text(client.get(f"{JAMFOR}{query}"), 400)
    assert "Välj en överenskommelse i listan" in page
    assert 'aria-invalid="true"' in page


def test_a_comparison_is_also_files_with_the_same_figures(client):
    both = "?a=svf-2018&b=svf-2025"
    told = json.loads(text(client.get(f"/overenskommelser/jamfor.json{both}")))
    assert [one["name"] for one in told["agreements"]] == ["svf-2018", "svf-2025"]
    assert told["agreements"][1]["sum"] == 182_500_000
    assert sum(one["b"] or 0 for one in told["recipients"]) == 182_500_000
    rows = list(csv.DictReader(io.StringIO(text(client.get(f"/overenskommelser/jamfor.csv{both}")))))
    assert [(row["code"], row["a"] or None, row["b"] or None, row["change"] or None) for row in rows] == [
        tuple(None if one[key] is None else str(one[key]) for key in ("recipient", "a", "b", "change"))
        for one in told["recipients"]
    ]
    swedish = client.get(f"/overenskommelser/jamfor.sv.csv{both}")
    assert swedish.content.startswith("\ufeffKod;Mottagare;".encode())
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(f"/overenskommelser/jamfor.xlsx{both}").content)
    )
    stockholm = next(row for row in book.get_sheet_by_index(0).to_python() if row[0] == "01")
    assert stockholm[2:] == [
        next(int(row[key]) for row in rows if row["code"] == "01") for key in ("a", "b", "change")
    ]
    page = text(client.get(f"{JAMFOR}{both}"))
    for ending in ("xlsx", "sv.csv", "csv", "json"):
        assert f'href="/overenskommelser/jamfor.{ending}?a=svf-2018&amp;b=svf-2025"' in page


@pytest.mark.parametrize("query", ["", "?a=svf-2025", "?a=svf-2025&b=no-such", "?a=&b="])
def test_no_comparison_no_file(client, query):
    for ending in ("csv", "sv.csv", "xlsx", "json"):
        assert client.get(f"/overenskommelser/jamfor.{ending}{query}").status_code == 404
