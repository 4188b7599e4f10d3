"""The shape of Kolada: its ids, its pages, and the same figures as the tables have."""

from __future__ import annotations

from typing import Any

import pytest

ROOT = "/api/kolada/v2"


def test_a_key_figure_is_a_content_with_the_rest_held(ask: Any) -> None:
    told = ask(f"{ROOT}/kpi?title=påhittade").json()
    assert (told["count"], told["next_url"], told["previous_url"]) == (4, None, None)
    assert [one["id"] for one in told["values"]] == [
        "made-up-waiting.waiting.nobody",
        "made-up-waiting.waiting.pvv",
        "made-up-waiting.within_90.nobody",
        "made-up-waiting.within_90.pvv",
    ]
    one = ask(f"{ROOT}/kpi/made-up-waiting.within_90.nobody").json()["values"][0]
    assert one["title"] == "Påhittade väntande: Andel inom 90 dagar: alla räknas"
    assert (one["municipality_type"], one["is_divided_by_gender"]) == ("L", False)


def test_the_places_have_the_ids_of_kolada(ask: Any) -> None:
    places = {one["id"]: one["title"] for one in ask(f"{ROOT}/municipality").json()["values"]}
    assert places["0000"] == "Riket"
    assert places["0014"] == "Västra Götaland"
    assert all(len(one) == 4 and one.isdigit() for one in places)
    assert ask(f"{ROOT}/municipality?title=stock").json()["values"] == [
        {"id": "0001", "title": "Stockholm", "type": "L"}
    ]


def test_the_values_are_those_of_the_table(ask: Any) -> None:
    path = "data/kpi/made-up-waiting.within_90.nobody/municipality/0000,0001,0014/year/2019"
    found = ask(f"{ROOT}/{path}").json()
    assert found["count"] == 6
    assert found["values"][0] == {
        "kpi": "made-up-waiting.within_90.nobody",
        "municipality": "0000",
        "period": "2019M09",
        "values": [{"count": 1, "gender": "T", "status": "", "value": 71.3}],
    }
    assert [(one["values"][0]["status"], one["values"][0]["value"]) for one in found["values"]] == [
        ("", 71.3),
        (".", None),
        ("..", None),
        ("-", None),
        ("", 70.0),
        ("-", None),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "data/kpi/made-up-waiting.waiting.nobody/year/2019",
        "data/kpi/made-up-waiting.waiting.nobody/municipality/0000,0001,0014",
        "data/municipality/0000,0001,0014/kpi/made-up-waiting.waiting.nobody",
    ],
)
def test_two_of_the_three_are_enough(ask: Any, path: str) -> None:
    assert ask(f"{ROOT}/{path}").json()["count"] == 6


def test_version_three_answers_the_same(ask: Any) -> None:
    for path in ("kpi", "municipality", "data/kpi/made-up-waiting.waiting.nobody/year/2019"):
        assert ask(f"/api/kolada/v3/{path}").content == ask(f"{ROOT}/{path}").content


def test_a_long_answer_comes_in_pages(ask: Any) -> None:
    first = ask(f"{ROOT}/data/municipality/0000/year/2019?per_page=5").json()
    assert first["count"] == 5
    assert first["next_url"].endswith("/data/municipality/0000/year/2019?per_page=5&page=2")
    again = ask(first["next_url"][first["next_url"].index("/api/") :]).json()
    assert again["previous_url"].endswith("page=1")
    assert again["values"] != first["values"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("data/kpi/made-up-waiting.waiting.nobod/year/2019", 400),
        ("data/municipality/14/year/2019", 400),
        ("data/kpi/x/year/19", 400),
        ("data/kpi/made-up-waiting.waiting.nobody", 404),
        ("data/ou/1/year/2019", 404),
        ("data/kpi/a/kpi/b", 404),
        ("ou", 404),
        ("kpi?page=0", 400),
        ("kpi?per_page=5001", 400),
    ],
)
def test_what_is_not_there_is_said(ask: Any, path: str, status: int) -> None:
    answer = ask(f"{ROOT}/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_units_without_a_whole_are_no_key_figures(ask: Any) -> None:
    ids = [one["id"] for one in ask(f"{ROOT}/kpi").json()["values"]]
    assert not [one for one in ids if one.startswith("ostergotland-waiting-visits")]
    assert "skr-child-psychiatry-done.within_30.first-assessment.all" in ids
