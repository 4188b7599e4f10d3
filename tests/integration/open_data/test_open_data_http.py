"""How every address of the open data is answered: entity tags, caching, other sites, methods."""

from __future__ import annotations

from typing import Any

import pytest

ADDRESSES = [
    "config",
    "tables",
    "tables/made-up-waiting",
    "tables/made-up-waiting/metadata",
    "tables/made-up-waiting/defaultselection",
    "tables/made-up-waiting/data",
    "tables/made-up-waiting/data?outputFormat=csv",
    "tables/made-up-waiting/data?outputFormat=xlsx",
    "tables/made-up-waiting/data?outputFormat=parquet",
    "/open-data/made-up-waiting.csv",
    "/open-data/made-up-waiting.sv.csv",
    "/open-data/made-up-waiting.xlsx",
    "/open-data/made-up-waiting.parquet",
    "/open-data/made-up-waiting.json",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_the_asker_has_is_not_sent_again(ask: Any, path: str) -> None:
    first = ask(path)
    assert first.status_code == 200
    tag = first["ETag"]
    assert first["Cache-Control"] == "public, max-age=300"
    again = ask(path, If_None_Match=f'"other", W/{tag}')
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert ask(path, If_None_Match='"other"').content == first.content
    head = ask(path, "HEAD")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", tag)
    assert head["Content-Length"] == first["Content-Length"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_any_page_may_read_it(ask: Any, path: str) -> None:
    assert ask(path, Origin="https://example.org")["Access-Control-Allow-Origin"] == "*"
    before = ask(path, "OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST")
    assert before.status_code == 204
    assert "GET" in before["Access-Control-Allow-Methods"]
    assert before["Access-Control-Allow-Headers"] == "Content-Type, If-None-Match"


def test_no_other_page_of_the_site_may_be_read(ask: Any) -> None:
    assert "Access-Control-Allow-Origin" not in ask("/om/").headers


def test_a_problem_may_be_read_too_and_is_not_kept(ask: Any) -> None:
    answer = ask("tables/none")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_every_language_form_and_selection_has_a_tag_of_its_own(ask: Any) -> None:
    data = "tables/made-up-waiting/data?"
    asked = [data, f"{data}lang=en", f"{data}outputFormat=csv"]
    asked += [f"{data}outputFormat=csv&outputFormatParams=UseCodes"]
    asked += ["tables/made-up-waiting/metadata", "tables/skr-waiting-by-month/data"]
    query = "valueCodes[Policy]=nobody&valueCodes[ContentsCode]=*&valueCodes[Tid]=2019M10&valueCodes[Region]="
    asked += [f"{data}{query}00"]
    assert len({ask(one)["ETag"] for one in asked}) == len(asked)
    assert ask(f"{data}{query}*")["ETag"] == ask(data)["ETag"]


def test_another_version_of_a_table_has_another_tag(ask: Any, made_table: Any) -> None:
    before = [ask(path)["ETag"] for path in ("tables", "tables/made-up-waiting/data")]
    object.__setattr__(made_table, "version", "another")
    try:
        assert [ask(path)["ETag"] for path in ("tables", "tables/made-up-waiting/data")] != before
    finally:
        object.__setattr__(made_table, "version", "0123456789abcdef")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_is_changed_here(ask: Any, method: str) -> None:
    answer = ask("tables/made-up-waiting/data", method, "{}")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_a_body_that_is_too_large_is_refused(ask: Any) -> None:
    assert ask("tables/made-up-waiting/data", "POST", "x" * 3_000_000).status_code == 413


def test_a_file_is_saved_under_the_name_of_its_table(ask: Any) -> None:
    assert (
        ask("/open-data/made-up-waiting.sv.csv")["Content-Disposition"]
        == 'attachment; filename="vardvag-made-up-waiting.sv.csv"'
    )
    assert ask("/open-data/made-up-waiting.pdf").status_code == 404
    assert ask("/open-data/nothing.csv").status_code == 404


def test_a_table_too_large_for_excel_has_no_such_file(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    from vardvag.service.open_data import answering, forms

    monkeypatch.setattr(answering, "_KEPT", answering._Kept(0))  # the catalogue is made anew
    small = dataclasses.replace(forms.XLSX, most_whole=23)
    monkeypatch.setattr(forms, "FILES", {**forms.FILES, "xlsx": small})
    answer = ask("/open-data/made-up-waiting.xlsx")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["remedy"] == "Finns: json, csv, sv.csv, parquet."
    assert "made-up-waiting.xlsx" not in ask("/dcat.ttl").content.decode()


def test_no_more_is_remembered_than_is_allowed() -> None:
    from vardvag.service.open_data.answering import _Kept

    kept, made = _Kept(10), []

    def make(content: bytes) -> Any:
        return lambda: made.append(content) or content

    for tag, content in [("a", b"1234"), ("b", b"1234"), ("c", b"1234"), ("a", b"1234"), ("c", b"1234")]:
        assert kept.get(tag, make(content)) == content
    assert len(made) == 4
    assert kept.get("d", make(b"12345678")) == kept.get("d", make(b"12345678"))
    assert len(made) == 6
