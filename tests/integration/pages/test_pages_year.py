"""A year and a region: every agreement side by side, each amount leading on, nothing undetermined added."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from vardvag.agreements import load, names
from vardvag.agreements.catalogue import of_year, years
from vardvag.base.regions import REGIONS

pytest.importorskip("django", reason="install the extra [service]")

YEARS = "/overenskommelser/ar/"
ENDINGS = ["csv", "sv.csv", "xlsx", "json"]


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def said(answer) -> str:
    """What the page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(answer).split("<main")[1].split("</main>")[0]))


@pytest.mark.parametrize("language", ["", "/en"], ids=["sv", "en"])
@pytest.mark.parametrize("region", ["", "08/", "09/", "24/"])
@pytest.mark.parametrize("year", years())
def test_every_year_answers_in_plain_words_and_names_every_agreement(client, year, region, language):
    page = said(client.get(f"{language}{YEARS}{year}/{region}"))
    assert "None" not in page
    assert "%(" not in page
    for agreement in of_year(year):
        title = agreement.title.en if language else agreement.title.sv
        assert title in page
        assert agreement.name not in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("2025/", "Alla 182 500 000 kr för 2025 går att fastställa"),
        ("2012/", "Inget av 1 000 000 000 kr för 2012 går att fastställa"),
        ("2025/08/", "Kalmar får 4 623 721 kr för 2025"),
        ("2025/13/", "Halland får 0 kr för 2025"),
        ("2012/", "Saknas: andel som väntat högst 60 dagar på första besök (20 regioner, 2012)"),
        ("2019/", "Det är inte offentligt vem pengarna är till: Barncancer och övriga insatser."),
        ("2019/", "omkring 1 600 000 000"),
        ("2015/", "Gäller Första halvan och Andra halvan."),
        ("2025/", "Summan av 21 publicerade belopp."),
        ("2014/08/", "omkring 107 800 000 kr"),
    ],
)
def test_what_the_pages_say(client, path, words):
    assert words in said(client.get(f"{YEARS}{path}"))


def amounts(page: str, row: str) -> list[int | None]:
    """The figures of one row of the first table; None where there is a dash."""
    table = page.split("<tbody")[1].split("</table>")[0]
    [line] = [
        line for line in table.split("<tr")[1:] if re.search(rf"<th[^>]*>(<a[^>]*>)?{re.escape(row)}", line)
    ]
    cells = [re.sub(r'<span class="visually-hidden">.*?</span>', "", cell) for cell in line.split("<td")[1:]]
    figures = [re.sub(r"\D", "", re.sub(r"<[^>]+>", "", f"<td{cell}")) for cell in cells]
    return [int(figure) if figure else None for figure in figures]


@pytest.mark.parametrize("year", years())
def test_decided_is_earned_unpaid_and_undetermined_together(client, year):
    page = text(client.get(f"{YEARS}{year}/"))
    rows = [amounts(page, agreement.title.sv) for agreement in of_year(year) if agreement.leaves]
    for row in rows:
        assert row[1] == row[2] + row[4] + row[5]
    total = amounts(page, "Summa")
    for column in (1, 2, 4, 5):
        assert total[column] == sum(row[column] for row in rows)
    assert total[0] is None
    assert total[3] is None


@pytest.mark.parametrize("region", ["", "08/"])
def test_every_amount_leads_to_a_page_that_is_there(client, region):
    page = text(client.get(f"{YEARS}2019/{region}")).split("<main")[1]
    addresses = {address.split("#")[0] for address in re.findall(r'href="(/overenskommelser/[^"]*)"', page)}
    assert len(addresses) > 15
    for address in addresses:
        assert client.get(address).status_code in (200, 302)
    anchors = set(re.findall(r'href="#([^"]*)"', page))
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    for address, anchor in set(re.findall(r'href="(/overenskommelser/[^"#]*)#([^"]*)"', page)):
        assert f'id="{anchor}"' in text(client.get(address))


def test_money_to_the_municipalities_of_the_county_is_pointed_at_and_not_counted(client):
    words = "Också kommunerna i länet får pengar, som inte är räknade här: Psykisk hälsa 2019 ."
    assert words in said(client.get(f"{YEARS}2019/08/"))
    assert "kommunerna i länet" not in said(client.get(f"{YEARS}2018/08/"))


def test_the_region_s_amount_is_that_of_its_explanation(client):
    page = text(client.get(f"{YEARS}2019/08/"))
    told = json.loads(client.get("/overenskommelser/vardens-medarbetare-2019/utbetalning/08.json").content)
    assert amounts(page, load("vardens-medarbetare-2019").title.sv)[2] == told["explanation"]["value"]


@pytest.mark.parametrize("region", ["", "/08"])
def test_every_file_holds_the_same_rows(client, region):
    told = json.loads(client.get(f"{YEARS}2019{region}.json").content)
    assert told["format"] == "vardvag-year/1"
    rows = list(csv.DictReader(io.StringIO(client.get(f"{YEARS}2019{region}.csv").content.decode())))
    assert [row["agreement"] for row in rows] == [one["name"] for one in told["agreements"]]
    assert [int(row["earned"]) for row in rows] == [one["earned"] for one in told["agreements"]]
    assert told["determined"]["earned"] == sum(one["earned"] for one in told["agreements"])
    swedish = client.get(f"{YEARS}2019{region}.sv.csv").content
    assert swedish.startswith(b"\xef\xbb\xbf")
    assert len(swedish.splitlines()) == len(rows) + 1
    raw = client.get(f"{YEARS}2019{region}.xlsx").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name("vardvag").to_python()
    assert len(sheet) == len(rows) + 1
    assert client.get(f"{YEARS}2019{region}.xlsx").content == raw


def test_a_file_says_nothing_where_nothing_is_known(client):
    rows = {
        row["agreement"]: row
        for row in csv.DictReader(io.StringIO(client.get(f"{YEARS}2019/08.csv").content.decode()))
    }
    row = rows["barnhalsovard-2019"]
    assert (row["undetermined"], row["unpaid"], row["published"], row["announced"]) == ("", "", "", "")
    assert row["complete"] == "false"


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("?region=08", f"{YEARS}{years()[0]}/08/"),
        ("?ar=2019", f"{YEARS}2019/"),
        ("?ar=2019&region=", f"{YEARS}2019/"),
        ("?ar=2019&region=08", f"{YEARS}2019/08/"),
    ],
)
def test_the_chooser_leads_to_the_year_and_region(client, asked, led_to):
    assert client.get(f"{YEARS}{asked}").headers["Location"] == led_to


def test_without_a_question_the_latest_year_is_shown(client):
    assert said(client.get(YEARS)) == said(client.get(f"{YEARS}{years()[0]}/"))


@pytest.mark.parametrize("path", ["1850/", "2019/99/", "2019/kalmar/", "2020.csv", "2019/99.json", "?ar=nu"])
def test_a_year_or_region_that_is_not_there_is_not_found(client, path):
    assert client.get(f"{YEARS}{path}").status_code == 404


def test_one_goes_from_year_to_year_and_keeps_the_region(client):
    page = text(client.get(f"{YEARS}2018/08/"))
    assert f'href="{YEARS}2017/08/"' in page
    assert f'href="{YEARS}2019/08/"' in page
    assert f'href="{YEARS}2018/"' in page
    assert re.search(r'<option value="08" selected>Kalmar</option>', page)
    assert page.count("<option") == len(years()) + len(REGIONS) + 1


def test_invented_figures_are_marked_where_they_stand(client, example):
    page = said(client.get(f"{YEARS}2019/"))
    assert "En ny, uppdaterad kömiljard 2019 (exempeldata)" in page
    assert "God och nära vård 2019 (exempeldata)" not in page
    notes = client.get(f"{YEARS}2019.xlsx").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(notes)).get_sheet_by_name("notes").to_python()
    assert ["Exempeldata: talen är påhittade."] in sheet


@pytest.mark.parametrize("path", ["/", "/overenskommelser/", "/om/"])
def test_the_years_are_reached_from_the_start_the_catalogue_and_every_page(client, path):
    assert f'href="{YEARS}"' in text(client.get(path))


def test_the_catalogue_stands_by_year_the_latest_first(client):
    page = text(client.get("/overenskommelser/"))
    told = [int(year) for year in re.findall(rf'<h2><a href="{YEARS}(\d+)/">', page)]
    assert told == sorted({year for name in names() for year in load(name).years}, reverse=True)
    for name in names():
        assert f'href="/overenskommelser/{name}/"' in page
