"""The pages of waiting times: every status and switch, files, an embedded view, and what does not exist."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest

from counted_table import CHANGED, MEASURE, MISSING, NOBODY, SUPPRESSED, counted_table
from vardvag.base.regions import REGIONS

pytest.importorskip("django", reason="install the extra [service]")
pytest.importorskip("duckdb", reason="install the extra [statistics]")

ROOT = "/vantetider/"
PAGE = f"{ROOT}{MEASURE}/"
ENDINGS = ["csv", "sv.csv", "xlsx", "json"]
SAMPLE = [
    ROOT,
    f"{ROOT}?region=08",
    PAGE,
    f"{PAGE}?region=14&innehall=median&manader=alla",
    f"{ROOT}skr-waiting-by-days/",
    f"{ROOT}skr-done-within-60/?region=23",
    f"{ROOT}ostergotland-waiting-visits/",
    f"{ROOT}socialstyrelsen-key-figures/",
    f"{ROOT}region/14/",
    f"{ROOT}region/{MISSING}/",
    f"{ROOT}jamfor/",
    f"{ROOT}sa-raknar-vi/",
]


@pytest.fixture
def counted(client, monkeypatch):
    """A client of a site where one measure has been counted."""
    from vardvag.usecases import open_tables

    monkeypatch.setattr(open_tables, "_counted", lambda data: {MEASURE: counted_table()})
    return client


def page_of(answer, status=200) -> str:
    """What the page says within its main part, without its markup."""
    assert answer.status_code == status, answer.status_code
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " "))


def title_of(answer) -> str:
    found = re.search(r"<h1>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    return html.unescape(found[1]).replace("\xa0", " ").strip()


@pytest.mark.parametrize("language", ["", "/en"], ids=["sv", "en"])
@pytest.mark.parametrize("path", SAMPLE)
def test_every_page_answers_in_words_without_holes_scripts_or_kronor(counted, path, language):
    answer = counted.get(language + path)
    told = page_of(answer)
    assert "None" not in told
    assert "%(" not in told
    assert not re.search(r"\d kr\b|SEK", told)
    assert "<script" not in answer.content.decode()
    assert "style=" not in answer.content.decode()


@pytest.mark.parametrize("path", SAMPLE)
def test_every_link_of_a_page_leads_somewhere(counted, path):
    shown = counted.get(path).content.decode().split("<main")[1]
    links = {html.unescape(one) for one in re.findall(r'href="(/[^"#]*)"', shown)}
    assert links
    # The twenty-one regions of a map and of a list lead to the same kind of page.
    for link in sorted(links)[:25]:
        assert counted.get(link).status_code == 200, link


def test_the_start_has_four_limits_and_says_what_is_made_up(counted):
    told = page_of(counted.get(ROOT))
    for limit in ("samma dag", "inom 3 dagar", "inom 90 dagar"):
        assert limit in told
    assert "Knappt nio av tio som ringde primärvården i landet fick kontakt samma dag" in told
    assert "Knappt åtta av tio som väntar på operation eller åtgärd i landet" in told
    # Nobody has counted first visits here: what has been published stands in its place.
    assert "Drygt åtta av tio som väntar på första besök i landet" in told
    assert told.count("exempeldata") >= 2
    assert "Senast publicerat: 64 % i september 2019, Sveriges Kommuner och Landsting" in told


@pytest.mark.parametrize(
    ("region", "words"),
    [
        ("09", "Ingen uppgift för Gotland om dem som väntar på operation eller åtgärd"),
        ("09", "Nio av tio som ringde primärvården på Gotland fick kontakt samma dag"),
        (SUPPRESSED, "Talet för Jämtland om dem som väntar på operation eller åtgärd visas inte"),
        (NOBODY, "Ingen väntade på operation eller åtgärd i Västerbotten i november 2019"),
        ("08", "Ingen uppgift för Kalmar."),
    ],
)
def test_a_region_stands_beside_the_country_also_when_there_is_nothing_of_it(counted, region, words):
    assert words in page_of(counted.get(f"{ROOT}?region={region}"))


def test_a_site_where_nothing_has_been_counted_shows_what_others_have_published(client):
    told = page_of(client.get(ROOT))
    assert "Mått som vi räknar" not in told
    assert "exempeldata" not in told
    assert "Drygt sex av tio som väntar på operation eller åtgärd i landet har väntat högst 90 dagar" in told


@pytest.mark.parametrize(
    ("asked", "title", "words"),
    [
        (
            "",
            "Knappt åtta av tio som väntar på operation eller åtgärd i landet",
            "av 2 000 000) i november 2019",
        ),
        ("region=08", "åtgärd i Kalmar", "Hela landet: 76 %"),
        (f"region={MISSING}", "Ingen uppgift för Gotland", "Uppgift saknas. Hela landet: 76 %"),
        (f"region={SUPPRESSED}", "Talet för Jämtland", "Visas inte, för få. Hela landet: 76 %"),
        (f"region={NOBODY}", "Ingen väntade på operation eller åtgärd i Västerbotten", "Finns inte."),
        ("regel=nobody", "Knappt sju av tio", "Alla räknas."),
        ("innehall=median", "Hälften av dem som väntar", "25:e till 75:e percentilen"),
        ("innehall=counted", "2 000 000 väntar på operation", "Antal räknade"),
        ("innehall=days-366-", "Antal 366+ dagar i landet", "mer än 365 dagar"),
        ("period=2018-09", "i landet", "i september 2018"),
        ("manader=alla", "i landet", "från 60 % i september 2018"),
        (f"region={CHANGED[0]}&period={CHANGED[1]}&kand=2019-11-30", "Sex av tio", "så som det var känt"),
    ],
)
def test_every_status_and_every_switch_changes_what_the_page_says(counted, asked, title, words):
    answer = counted.get(f"{PAGE}?{asked}")
    told = page_of(answer)
    assert title in title_of(answer)
    assert words.casefold() in told.casefold()
    # What does not show a figure is told apart, with a legend.
    for meaning in ("Visas inte, för få (..)", "Uppgift saknas (-)", "Finns inte (.)"):
        assert meaning in told


def test_the_page_has_every_chart_with_its_table_and_the_definition_at_the_figure(counted):
    answer = counted.get(f"{PAGE}?region=08")
    shown, told = answer.content.decode(), page_of(answer)
    # Each chart has its table; how far apart the regions are is a table alone.
    assert shown.count("<figure") == shown.count("</table>") - 1 == 6
    for region in REGIONS:
        assert region.name in told
    for words in (
        "Täljare De i nämnaren som då har väntat högst 90 dagar",
        "Nämnare Alla som väntar vid månadens slut och som avsändaren har märkt med vårdgaranti",
        "Dagen då väntan börjar är dag 0",
        "Används av: SKR:s publicerade andel",
        "Tal om färre än 5 visas inte",
        "Talen är räknade ur påhittade kontakter",
        "Exempeldata, 12 av 21 regioner",
        f"vardvag stats {MEASURE}",
        "version abc123",
        "beroende på regel",
    ):
        assert words in told


def test_what_was_known_before_is_shown_with_its_day(counted):
    told = page_of(counted.get(f"{PAGE}?region={CHANGED[0]}"))
    assert "Vad som var känt tidigare" in told
    assert re.search(r"oktober 2019 2019-11-05 60 % oktober 2019 2019-12-05", told)
    assert "Vad som var känt tidigare" not in page_of(counted.get(f"{PAGE}?region=08"))


def test_the_form_remembers_the_whole_view_and_the_permalink_gives_it_again(counted):
    asked = "region=14&innehall=median&regel=nobody&period=2019-10&manader=alla"
    shown = counted.get(f"{PAGE}?{asked}").content.decode()
    for value in ("14", "median", "nobody", "2019-10", "alla"):
        assert f'<option value="{value}" selected>' in shown
    link = html.unescape(re.search(r'href="http://127\.0\.0\.1(/vantetider/[^"]*)"', shown)[1])
    assert title_of(counted.get(link)) == title_of(counted.get(f"{PAGE}?{asked}"))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("asked", ["", "region=14&regel=nobody", "manader=alla"])
def test_the_view_is_a_file_at_its_own_address(counted, ending, asked):
    answer = counted.get(f"{ROOT}{MEASURE}.{ending}?{asked}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="vardvag-{MEASURE}.{ending}"'
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert {row["status"] for row in rows} == {"", "..", "-", "."}
        assert all(bool(row["value"]) is (row["status"] == "") for row in rows)
        assert {row["Policy"] for row in rows} == {"nobody" if "nobody" in asked else "pvv"}
    if ending == "json":
        assert json.loads(answer.content)["class"] == "dataset"


def test_a_file_of_what_does_not_exist_is_404(counted):
    assert counted.get(f"{ROOT}{MEASURE}.csv?region=99").status_code == 404
    assert counted.get(f"{ROOT}no-such-table.csv").status_code == 404


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (f"{ROOT}waiting-operatoin-within-90/", PAGE),
        (f"{ROOT}skr-telephone/", f"{ROOT}skr-telephone-same-day/"),
        (f"{PAGE}?region=Kalmars", f"{PAGE}?region=08"),
        (f"{PAGE}?innehall=medin", f"{PAGE}?innehall=median"),
        (f"{PAGE}?period=2019-13", f"{PAGE}?period=2019-1"),
        (f"{PAGE}?kand=igår", ROOT),
        (f"{ROOT}region/kalmar/", f"{ROOT}region/08/"),
        (f"{ROOT}region/99/", ROOT),
        (f"{ROOT}?region=99", ROOT),
        (f"{ROOT}jamfor/?tabell=skr-waiting-by-day", f"{ROOT}skr-waiting-by-days/"),
    ],
)
def test_what_does_not_exist_is_a_page_with_the_nearest_that_does(counted, path, nearest):
    answer = counted.get(path)
    told = page_of(answer, 404)
    assert "finns inte" in told
    assert nearest in html.unescape(answer.content.decode())
    assert "There is no" in page_of(counted.get(f"/en{path}"), 404)


def test_an_embedded_view_may_be_framed_and_nothing_else_may(counted):
    framed, whole = counted.get(f"{PAGE}?region=14&inbaddad=1"), counted.get(f"{PAGE}?region=14")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]
    assert whole["X-Frame-Options"] == "DENY"
    shown = framed.content.decode()
    assert "<form" not in shown
    assert shown.count("<figure") == shown.count("</table>") == 1
    assert "påhittade kontakter" in shown


def test_one_region_has_every_figure_of_it_and_says_what_is_missing(counted):
    told = page_of(counted.get(f"{ROOT}region/14/"))
    assert "som väntar på operation eller åtgärd i Västra Götaland har väntat högst 90 dagar" in told
    assert "Nyckeltal för vårdgarantin, april 2024: tabellen har inget om Västra Götaland." in told
    gotland = page_of(counted.get(f"{ROOT}region/{MISSING}/"))
    assert "Ingen uppgift för Gotland om dem som väntar på operation" in gotland.split("Det här saknas")[1]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "Utan patientvald väntan: 76 %. Alla räknas: 67 %"),
        (
            f"tabell={MEASURE}&region=08&jamfor_region=14&regel=pvv&jamfor_regel=pvv",
            "Kalmar: 70 %. Västra Götaland: 88 %",
        ),
        (f"tabell={MEASURE}&region=08&jamfor_region={MISSING}", "Gotland har ingen uppgift att jämföra med"),
        (f"tabell={MEASURE}&regel=pvv&jamfor_regel=nobody", "räknar 400 000 fler än"),
        (f"tabell={MEASURE}&regel=pvv&jamfor_regel=pvv", "De två är samma tal"),
        ("tabell=skr-waiting-by-month&regel=pvv&slag=operation&jamfor_region=14", "Riket: "),
        (f"tabell={MEASURE}&region=nowhere&jamfor_regel=unknown", "fler än"),
    ],
)
def test_two_sides_are_compared_in_words_and_a_choice_that_is_not_there_falls_back(counted, asked, words):
    told = page_of(counted.get(f"{ROOT}jamfor/?{asked}"))
    assert words in told
    assert "None" not in told


def test_how_we_count_has_every_definition_with_its_source(counted):
    from vardvag.statistics.measure import measures
    from vardvag.statistics.policy import policies

    told = page_of(counted.get(f"{ROOT}sa-raknar-vi/"))
    for measure in measures().values():
        assert measure.title.sv in told
        assert measure.file.definition.text().sv in told
        for name in measure.file.policies.allowed:
            assert policies()[name].definition.sv in told
        assert f"Tal om färre än {measure.file.disclosure.fewest} visas inte." in told
    # What is not known is read from the same files.
    unknown = told.split("Det vi inte vet")[-1]
    assert "Ingen offentlig källa säger om det publicerade talet bara räknar dem" in unknown
    assert "De 382 står inte i någon grupp" in unknown


def test_the_statistics_are_found_from_the_start_and_the_menu(client):
    shown = client.get("/").content.decode()
    assert shown.count('href="/vantetider/"') >= 2


def test_how_far_apart_the_regions_are_is_told_among_those_that_are_shown(counted):
    told = page_of(counted.get(PAGE))
    assert re.search(r"Mellan regionerna skiljer det \d+ procentenheter", told)
    assert "18 av 21 regioner visas; de andra kan ligga utanför." in told
    assert re.search(r"Mellan de 18 som visas då och nu skiljer det .+, mot .+ i november 2018\.", told)
    english = page_of(counted.get(f"/en{PAGE}?innehall=median"))
    assert re.search(r"The regions are \d+ days apart", english)


def test_numbers_of_contacts_are_not_compared_between_regions(counted):
    assert "Skillnaden mellan regionerna" not in page_of(counted.get(f"{PAGE}?innehall=counted"))
    assert "Skillnaden mellan regionerna" not in page_of(counted.get(f"{ROOT}ostergotland-waiting-visits/"))
