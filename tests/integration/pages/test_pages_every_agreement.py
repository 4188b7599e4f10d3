"""Every agreement in the catalogue, and those that prove the vocabulary: each page answers, in plain words.

A page never says None, and never a code: the names that an agreement's file gives its facts, conditions and
measures are for the file.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path

import pytest

from vardvag.agreements import load, names, read_agreement, settle
from vardvag.agreements.model import Agreement

pytest.importorskip("django", reason="install the extra [service]")

FILES = sorted((Path(__file__).parents[2] / "spec" / "agreements" / "files").glob("*.yaml"))
ENDINGS = [".csv", ".sv.csv", ".xlsx", ".json"]


@pytest.fixture(scope="module", params=["", "/en"], ids=["sv", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def held(request, monkeypatch) -> Agreement:
    """One agreement as the site has it; a file of the vocabulary's tests is put among them."""
    if isinstance(request.param, str):
        return load(request.param)
    agreement = read_agreement(request.param)
    from vardvag.agreements import catalogue
    from vardvag.usecases import show_settlement, show_year

    def known() -> tuple[str, ...]:
        return (*names(), agreement.name)

    def found(name: str, **reading):
        if name != agreement.name:
            return load(name, **reading)
        return read_agreement(request.param, **reading)

    for module in (catalogue, show_settlement):
        monkeypatch.setattr(module, "names", known)
        monkeypatch.setattr(module, "load", found)
    monkeypatch.setattr(show_year, "of_year", catalogue.of_year)
    show_settlement._settled.cache_clear()
    return agreement


EVERY = [*names(), *FILES]
every_agreement = pytest.mark.parametrize(
    "held", EVERY, ids=[one if isinstance(one, str) else one.stem for one in EVERY], indirect=True
)


def words(answer) -> str:
    """What a page says, without its markup, its addresses and what it shows as code."""
    assert answer.status_code == 200, answer.status_code
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    page = re.sub(
        r'<div lang="en">.*?</div>|<code.*?</code>|<span lang="en">.*?</span>', " ", page, flags=re.DOTALL
    )
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def codes(agreement: Agreement) -> set[str]:
    """The names that only the file knows: those with a hyphen in them, which no word of people's has."""
    from vardvag.usecases.name_facts import bindings

    named = {pot.name for pot in agreement.all_pots()} | {part.name for part in agreement.parts}
    named |= set(agreement.conditions) | set(agreement.others) | {one.name for one in agreement.variants}
    for binding, _condition in bindings(agreement):
        named |= {binding.name, *binding.measures.values()}
    named |= {pot.key.series for pot in agreement.all_pots() if pot.key.series}
    return {name for name in named if re.search(r"[a-z]-[a-z]", name)}


def assert_said_for_people(said: str, agreement: Agreement) -> None:
    assert "None" not in said
    assert not {
        name for name in codes(agreement) if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said)
    }
    assert "%(" not in said


@every_agreement
def test_the_agreement_and_its_settlement_are_told_in_words(client, held, language):
    for address in ("", "utbetalning/"):
        page = words(client.get(f"{language}/overenskommelser/{held.name}/{address}"))
        assert_said_for_people(page, held)


@every_agreement
def test_three_payouts_are_explained_in_words_and_as_the_same_tree(client, held, language):
    everybody = held.recipients
    for who in dict.fromkeys((everybody[0], everybody[len(everybody) // 2], everybody[-1])):
        address = f"{language}/overenskommelser/{held.name}/utbetalning/{who}"
        assert_said_for_people(words(client.get(f"{address}/")), held)
        told = json.loads(client.get(f"{address}.json").content)
        assert told["format"] == "vardvag-explanation/1"
        assert told["explanation"]["inputs"]["recipient"] == who


@every_agreement
def test_every_file_answers_and_holds_every_recipient(client, held, language):
    address = f"{language}/overenskommelser/{held.name}/utbetalning"
    for ending in ENDINGS:
        assert client.get(f"{address}{ending}").status_code == 200
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").content.decode())))
    assert [row["code"] for row in rows] == list(held.recipients)
    assert client.get(f"{address}.kvitto.json").status_code == 200


@every_agreement
def test_what_the_table_shows_adds_up_to_the_sum(client, held):
    """What each gets or is sure of, what is not paid and what is not determined: together the whole sum."""
    page = client.get(f"/overenskommelser/{held.name}/utbetalning/").content.decode()
    body = page.split("<table>")[1].split("</table>")[0]
    amounts = [
        int(re.sub(r"\D", "", cell.split("</td>")[0]) or 0)
        if "uppgift saknas" not in cell.split("</td>")[0]
        else 0
        for cell in re.findall(r'</th><td class="number">(.*?</td>)', body)
    ]
    assert sum(amounts[:-1]) == amounts[-1] == int(held.amount)


@every_agreement
def test_the_file_of_rules_can_be_fetched_and_settled(client, held, tmp_path):
    answer = client.get(f"/overenskommelser/{held.name}/avtal.yaml")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    if held.path.name == "agreement.yaml":
        own = tmp_path / "own.yaml"
        own.write_bytes(answer.content)
        assert settle(read_agreement(own)).agreement.fingerprint == held.fingerprint


@every_agreement
def test_amendments_and_readings_are_described_and_can_be_settled(client, held, language):
    page = client.get(f"{language}/overenskommelser/{held.name}/").content.decode()
    links = re.findall(r'href="([^"]*utbetalning/\?(?:dag|lasning)=[^"]*)"', page)
    assert len(links) == len(held.amendments) + len(held.variants)
    for link in links:
        assert_said_for_people(words(client.get(html.unescape(link))), held)
