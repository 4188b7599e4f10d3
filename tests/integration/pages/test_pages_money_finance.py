"""The region's money: only for its own finance officer, month by month, and of nobody."""

from __future__ import annotations

import re

import pytest

from vardvag.agreements import load, read_facts, settle

pytest.importorskip("django", reason="install the extra [service]")

ADDRESS = "/region/utbetalning/"


def words(answer) -> str:
    """What the page's own part says, without markup."""
    assert answer.status_code == 200
    body = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize(("subject", "status"), [("patient", 403), ("samordnare", 403), ("analytiker", 403)])
def test_other_roles_are_refused(log_in, subject, status):
    assert log_in(subject).get(ADDRESS).status_code == status


def test_nobody_is_led_to_log_in(client):
    assert client.get(ADDRESS).headers["Location"].startswith("/logga-in/")


def test_each_part_with_its_amount_and_the_condition_that_gave_it(log_in, example):
    page = words(log_in("ekonom").get(ADDRESS))
    payout = settle(load("komiljard-2019"), read_facts(example)).payout("08")
    total = f"{int(payout.kronor):,}".replace(",", " ")
    assert f"Kalmar får {total} kr ur kömiljarden 2019" in page
    for result in payout.results:
        assert f"{result.shares['08']:,}".replace(",", " ") in page
    november = page.split("Operation eller åtgärd: 0 kr")[1]
    assert november.startswith(
        " Större andel väntande inom 90 dagar än samma månad året före inte uppfyllt "
        "I år 60,0 % (60 av 100), året före 60,0 % (60 av 100)."
    )
    assert "Svarsfrekvens till väntetidsdatabasen uppfyllt September 2019 100,0 % (100 av 100); " in page


def test_the_month_that_has_not_ended_is_a_forecast(log_in, example):
    browser = log_in("ekonom")
    assert "November 2019 räknas som om bokade tider hålls." in words(browser.get(ADDRESS))
    # The same figures, known after the month's end, are no forecast.
    example.write_text(example.read_text().replace("2019-11-14", "2019-12-20"))
    assert "räknas som om bokade tider hålls" not in words(browser.get(ADDRESS))


def test_every_assumption_is_told_in_plain_words(log_in, example):
    page = words(log_in("ekonom").get(f"/en{ADDRESS}")).replace("&#x27;", "'")
    assert all(source.note.en in page for source in load("komiljard-2019").assumptions)


def test_without_cells_only_what_is_certain_is_told(log_in, client):
    page = words(log_in("ekonom").get(ADDRESS))
    assert "Kalmar får minst 0 kr ur kömiljarden 2019" in page
    assert "Säkert minst" in page
    assert "går inte att fastställa" in page


def test_there_is_no_way_to_another_region_or_to_a_person(log_in, example):
    page = log_in("ekonom").get(f"{ADDRESS}?region=01")
    assert "Kalmar får" in words(page)
    assert not re.search(r"\b(\d{8}|\d{6})-\d{4}\b", page.content.decode())
    assert page.headers["Cache-Control"] == "no-store"
