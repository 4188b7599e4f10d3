"""The pages of what is not counted from the decision: return visits past their target day, emergencies."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

pytest.importorskip("django", reason="install the extra [service]")
pytest.importorskip("duckdb", reason="install the extra [statistics]")

RETURN_VISIT = "done-return-visit-within-target"
ASSESSED = "done-emergency-assessed-within-1-hour"
LEFT = "done-emergency-left-within-4-hours"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The three measures of a made-up country, published and read as the site reads them."""
    from vardvag.base.days import Month
    from vardvag.base.moments import Moment
    from vardvag.events.model import NATIONAL_PHASES
    from vardvag.events.synth.country import make_country
    from vardvag.statistics.measure import measure
    from vardvag.statistics.open_counted import open_counted
    from vardvag.usecases.load_contacts import receive
    from vardvag.usecases.publish_statistics import publish_statistics, published_before
    from vardvag.warehouse.store import Store

    folder = tmp_path_factory.mktemp("lengths")
    store, last = Store(folder / "store"), Month(2019, 3)
    rows = make_country(12_000, 7, Month(2018, 12), last, ["01", "12", "14"], phases=NATIONAL_PHASES)
    receive(store, rows, received_at=Moment.parse("2019-04-20"))
    chosen = [measure(name) for name in (RETURN_VISIT, ASSESSED, LEFT)]
    asked = {"first": Month(2019, 1), "last": last, "on": date(2019, 4, 20)}
    publish_statistics(store, folder, **asked, chosen=chosen, made_up=True)
    return {one.id: open_counted(published_before(folder, one.id)) for one in chosen}


@pytest.fixture
def counted(client, tables, monkeypatch):
    from vardvag.usecases import open_tables

    monkeypatch.setattr(open_tables, "_counted", lambda data: tables)
    return client


def page_of(answer) -> str:
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " "))


@pytest.mark.parametrize("language", ["", "/en"], ids=["sv", "en"])
@pytest.mark.parametrize("name", [RETURN_VISIT, ASSESSED, LEFT])
def test_every_content_and_file_of_a_length_is_told(counted, tables, name, language):
    for content in tables[name].contents:
        for region in ("", "14", "08"):
            told = page_of(counted.get(f"{language}/vantetider/{name}/?innehall={content}&region={region}"))
            assert "None" not in told
            assert "%(" not in told
    for ending in ("csv", "sv.csv", "xlsx", "json"):
        assert counted.get(f"/vantetider/{name}.{ending}").status_code == 200
    for page in ("", f"jamfor/?matt={name}", "region/14/", "sa-raknar-vi/"):
        assert "None" not in page_of(counted.get(f"{language}/vantetider/{page}"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{RETURN_VISIT}/", "som kom på återbesök i landet kom senast på sin måldag"),
        (f"{RETURN_VISIT}/", "Andel senast på måldagen"),
        (f"{RETURN_VISIT}/", "De i nämnaren som räknas senast på måldagen"),
        (f"{ASSESSED}/", "på akuten i landet bedömdes inom 1 timme"),
        (f"{LEFT}/?innehall=median", "Hälften av dem på akuten i landet lämnade den inom"),
        (f"{LEFT}/?innehall=median", "Median, minuter"),
        (f"{LEFT}/", "4 timmar"),
        ("sa-raknar-vi/", "Ingen källa som vi har säger vilken fas eller vilka koder"),
    ],
)
def test_a_length_is_told_in_its_own_words(counted, address, words):
    assert words in page_of(counted.get(f"/vantetider/{address}"))


def test_no_page_of_a_length_speaks_of_bands_or_of_a_wait_from_the_decision(counted):
    for name in (RETURN_VISIT, ASSESSED, LEFT):
        told = page_of(counted.get(f"/vantetider/{name}/"))
        assert "0–30" not in told
        assert "har väntat högst" not in told


def test_the_open_data_say_what_a_length_is_told_in(counted):
    told = counted.get(f"/api/v2/tables/{LEFT}/metadata?lang=sv").json()
    [content] = told["role"]["metric"]
    units = told["dimension"][content]["category"]["unit"]
    assert units["median"]["base"] == "minuter"
    assert units["share"]["base"] == "procent"
    past = counted.get(f"/api/v2/tables/{RETURN_VISIT}/metadata?lang=sv").json()
    assert "median" not in past["dimension"][content]["category"]["index"]
