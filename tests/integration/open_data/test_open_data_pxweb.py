"""The addresses of PxWebApi v2: what is there, what is selected, what is said of a question that is wrong."""

from __future__ import annotations

from typing import Any

import pytest

DATA = "tables/made-up-waiting/data"


def kind(answer: Any) -> str:
    """The problem's short name."""
    assert answer["Content-Type"] == "application/problem+json"
    return str(answer.json()["type"]).rsplit("/", 1)[-1]


def wrong(answer: Any) -> list[tuple[str, str]]:
    """Place and rule of each finding."""
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


def test_the_setup_says_what_is_needed(ask: Any) -> None:
    told = ask("config").json()
    needed = "apiVersion appVersion languages defaultLanguage maxDataCells maxCallsPerTimeWindow timeWindow"
    assert {*needed.split(), "license", "defaultDataFormat", "dataFormats"} <= set(told)
    assert told["maxDataCells"] == 25_000
    assert told["dataFormats"] == ["json-stat2", "csv", "xlsx", "parquet"]


def test_the_tables_are_listed_a_page_at_a_time(ask: Any) -> None:
    whole = ask("tables").json()
    count = whole["page"]["totalElements"]
    assert count >= 8
    first = ask("tables?pageSize=3").json()
    assert [one["id"] for one in first["tables"]] == [one["id"] for one in whole["tables"][:3]]
    assert {one["rel"] for one in first["page"]["links"]} == {"next", "last"}
    assert kind(ask("tables?pageSize=3&pageNumber=99")) == "no-such-page"
    assert wrong(ask("tables?pageSize=0&pageNumber=x")) == [
        ("?pageNumber", "wrong-number"),
        ("?pageSize", "wrong-number"),
    ]


def test_a_table_is_found_by_its_words(ask: Any) -> None:
    assert [one["id"] for one in ask("tables?query=påhittade VÄNTANDE").json()["tables"]] == [
        "made-up-waiting"
    ]
    assert [one["id"] for one in ask("tables?query=made-up waiting&lang=en").json()["tables"]] == [
        "made-up-waiting"
    ]
    assert ask("tables?query=finnsinte").json()["tables"] == []
    assert ask("tables?pastDays=1").json()["tables"] == []


def test_an_entry_has_what_pxweb_says_it_has(ask: Any) -> None:
    told = ask("tables/made-up-waiting?lang=en").json()
    assert told["label"] == "Made-up waiting"
    assert (told["firstPeriod"], told["lastPeriod"], told["timeUnit"]) == ("2019M09", "2019M10", "Monthly")
    assert {one["rel"] for one in told["links"]} == {"self", "metadata", "data"}
    assert all(set(one) == {"rel", "hreflang", "href"} for one in told["links"])


def test_the_metadata_has_everything_but_the_figures(ask: Any) -> None:
    told = ask("tables/made-up-waiting/metadata").json()
    assert told["id"] == ["Policy", "Region", "ContentsCode", "Tid"]
    assert (told["size"], told["value"]) == ([2, 3, 2, 2], [])
    assert told["dimension"]["Region"]["extension"] == {
        "elimination": True,
        "eliminationValueCode": "00",
        "codeLists": [],
    }
    assert told["note"][0] == "Exempeldata: talen är påhittade."


def test_nothing_chosen_gives_the_default(ask: Any) -> None:
    told = ask("tables/made-up-waiting/defaultselection").json()
    chosen = {one["variableCode"]: one["valueCodes"] for one in told["selection"]}
    assert chosen == {
        "Policy": ["nobody"],
        "Region": ["00", "01", "14"],
        "ContentsCode": ["waiting", "within_90"],
        "Tid": ["2019M10"],
    }
    found = ask(DATA).json()
    assert found["size"] == [1, 3, 2, 1]
    assert found["value"] == [0, None, None, None, None, None]
    assert found["status"] == {"1": ".", "2": "-", "3": "-", "4": "-", "5": "-"}
    assert ask(DATA, "POST", {"selection": []}).json() == found


def test_the_three_reasons_for_no_figure_are_told_apart(ask: Any) -> None:
    found = ask(
        f"{DATA}?valueCodes[Policy]=nobody&valueCodes[Region]=*&valueCodes[ContentsCode]=*&valueCodes[Tid]=*"
    ).json()
    assert found["value"] == [100, 0, 71.3, None, None, None, None, None, 95, None, 70.0, None]
    assert found["status"] == {"3": ".", "4": "..", "5": "-", "6": "..", "7": "-", "9": "-", "11": "-"}
    assert set(found["extension"]["status"]) == {"..", ".", "-"}
    assert found["extension"]["discrepancies"] == {"8": "+summan är en annan"}
    assert found["extension"]["revised"] == [0]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("14,00", ["00", "14"]),
        ("*", ["00", "01", "14"]),
        ("0?", ["00", "01"]),
        ("*4", ["14"]),
        ("top(2)", ["00", "01"]),
        ("TOP(1,1)", ["01"]),
        ("bottom(1)", ["14"]),
        ("from(01)", ["01", "14"]),
        ("to(01)", ["00", "01"]),
        ("range(00,01)", ["00", "01"]),
        ("[range(01,14)]", ["01", "14"]),
        ("14,to(00),14", ["00", "14"]),
    ],
)
def test_values_are_selected_as_pxweb_does(ask: Any, asked: str, codes: list[str]) -> None:
    query = f"valueCodes[Region]={asked}&valueCodes[Policy]=nobody&valueCodes[ContentsCode]=waiting"
    answer = ask(f"{DATA}?{query}&valuecodes[tid]=top(1)")
    assert answer.status_code == 200, answer.content
    assert list(answer.json()["dimension"]["Region"]["category"]["index"]) == codes
    assert list(answer.json()["dimension"]["Tid"]["category"]["index"]) == ["2019M10"]
    rows = [
        {"variableCode": "Region", "valueCodes": asked.split(",") if "(" not in asked else [asked]},
        {"variableCode": "Policy", "valueCodes": ["nobody"]},
        {"variableCode": "ContentsCode", "codelist": None, "valueCodes": ["waiting"]},
        {"variableCode": "Tid", "valueCodes": ["top(1)"]},
    ]
    if asked != "14,to(00),14":
        assert ask(DATA, "POST", {"selection": rows}).json() == answer.json()


@pytest.mark.parametrize(
    ("query", "rules"),
    [
        ("valueCodes[Regin]=14", {("?valueCodes[Regin]", "unknown-variable")}),
        ("valueCodes[Region]=15", {("?valueCodes[Region]", "unknown-value")}),
        ("valueCodes[Region]=9*", {("?valueCodes[Region]", "unknown-value")}),
        ("valueCodes[Region]=", {("?valueCodes[Region]", "no-value")}),
        ("valueCodes[Region]=top(x)", {("?valueCodes[Region]", "wrong-expression")}),
        ("valueCodes[Region]=top(0)", {("?valueCodes[Region]", "wrong-expression")}),
        ("valueCodes[Region]=top(1,99)", {("?valueCodes[Region]", "no-value")}),
        ("valueCodes[Region]=range(14,00)", {("?valueCodes[Region]", "wrong-expression")}),
        ("valueCodes[Region]=range(14)", {("?valueCodes[Region]", "wrong-expression")}),
        ("valueCodes[Region]=from(15)", {("?valueCodes[Region]", "unknown-value")}),
        ("codelist[Region]=agg", {("?codelist[Region]", "no-code-lists")}),
        ("outputFormat=px", {("?outputFormat", "unknown-format")}),
        ("outputFormatParams=SeparatorTab", {("?outputFormatParams", "unknown-format-parameter")}),
        ("outputFromat=csv", {("?outputFromat", "unknown-parameter")}),
        ("lang=fi", {("?lang", "unknown-language")}),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(ask: Any, query: str, rules: set[Any]) -> None:
    answer = ask(f"{DATA}?{query}")
    assert (answer.status_code, kind(answer)) == (400, "wrong-question")
    assert rules <= set(wrong(answer))
    assert all(one["remedy"] for one in answer.json()["errors"])


def test_the_nearest_and_all_that_may_stand_are_told(ask: Any) -> None:
    told = ask(f"{DATA}?valueCodes[Regin]=14&lang=en").json()
    assert told["errors"][0]["remedy"] == "Did you mean Region?"
    assert told["allowed"]["Region"] == ["00", "01", "14"]
    left_out = [one for one in told["errors"] if one["code"] == "missing-variable"]
    assert [one["pointer"] for one in left_out] == [
        "?valueCodes[Policy]",
        "?valueCodes[ContentsCode]",
        "?valueCodes[Tid]",
    ]
    assert left_out[0]["remedy"] == "Add valueCodes[Policy]=nobody, or =* for all."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "unreadable"),
        ("{", "unreadable"),
        ("[" * 100_000, "unreadable"),
        ([], "wrong-question"),
        ({"selection": [1]}, "wrong-question"),
        ({"selection": [{"variableCode": "Region", "valueCodes": [1]}]}, "wrong-question"),
        (
            {"selection": [{"variableCode": "Region", "codelist": "a", "valueCodes": ["14"]}]},
            "wrong-question",
        ),
    ],
)
def test_a_body_that_cannot_be_read_is_told(ask: Any, body: Any, expected: str) -> None:
    assert kind(ask(DATA, "POST", body)) == expected


def test_half_a_sign_is_answered_too(ask: Any) -> None:
    rows = '{"selection": [{"variableCode": "\\ud800", "valueCodes": ["\\udfff"]}]}'
    assert kind(ask(DATA, "POST", rows)) == "wrong-question"
    rows = '{"selection": [{"variableCode": "Region", "valueCodes": ["\\udfff"]}]}'
    assert kind(ask(DATA, "POST", rows)) == "wrong-question"


def test_very_many_faults_are_not_all_looked_for(ask: Any) -> None:
    rows = [{"variableCode": "Region", "valueCodes": [f"x{number}*" for number in range(20_000)]}]
    answer = ask(DATA, "POST", {"selection": rows})
    assert len(wrong(answer)) < 50
    rows = [{"variableCode": f"V{number}", "valueCodes": ["?*" * 100_000]} for number in range(10)]
    assert len(wrong(ask(DATA, "POST", {"selection": rows}))) < 50


def test_made_up_figures_say_so_in_the_list(ask: Any) -> None:
    assert ask("tables/made-up-waiting").json()["description"].startswith("Exempeldata: talen är påhittade.")


def test_too_many_cells_are_refused_with_the_limit(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    every = "&".join(f"valueCodes[{name}]=*" for name in ("Kind", "Region", "Unit", "ContentsCode", "Tid"))
    path = f"tables/skr-child-psychiatry-done/data?{every}&outputFormat="
    assert ask(f"{path}csv").status_code == 200
    answer = ask(f"{path}xlsx")
    assert (answer.status_code, kind(answer)) == (403, "too-many-cells")
    assert (answer.json()["cells"], answer.json()["maxDataCells"]) == (22_230, 10_000)


@pytest.mark.parametrize("path", ["tables/made-up-wating", "tables/x/data", "tables/x/metadata"])
def test_a_table_that_is_not_there(ask: Any, path: str) -> None:
    answer = ask(f"{path}?lang=en")
    assert (answer.status_code, kind(answer)) == (404, "no-such-table")
    if "wating" in path:
        assert "made-up-waiting" in answer.json()["errors"][0]["remedy"]


@pytest.mark.parametrize("path", ["codelists/x", "savedqueries", "navigation", "", "tables/a/b/c"])
def test_what_we_do_not_have_is_said(ask: Any, path: str) -> None:
    assert kind(ask(path)) == "no-such-address"


def test_the_language_of_a_problem_follows_the_asker(ask: Any) -> None:
    assert ask("tables/x").json()["title"] == "Det finns ingen sådan tabell."
    assert ask("tables/x", Accept_Language="en").json()["title"] == "There is no such table."
    assert ask("tables/x?lang=sv", Accept_Language="en").json()["title"] == "Det finns ingen sådan tabell."
    assert ask("tables/made-up-waiting", Accept_Language="en").json()["label"] == "Påhittade väntande"
