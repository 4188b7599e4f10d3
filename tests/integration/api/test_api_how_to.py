"""What the how-to page sends is sent, in its order, and what it says is answered is what is answered."""

from __future__ import annotations

from typing import Any

import pytest

from api_how_to import PAGE, examples, shown


def test_the_page_is_answered_as_it_says(api: Any) -> None:
    me = api("coordinator", name="Sam Ordnare")
    told = examples(PAGE.read_text(encoding="utf-8"))
    assert len(told) > 7
    for one in told:
        headers = {name.replace("-", "_"): value for name, value in one.headers.items()}
        answer = me(one.method, one.path, one.body, **headers)
        where = f"{one.method} {one.path}"
        assert answer.status == one.status, where
        assert shown(one.answer, answer.body) == one.answer, where
        assert {name: answer.headers[name] for name in one.answer_headers} == one.answer_headers, where


def test_a_request_without_an_answer_is_noticed() -> None:
    with pytest.raises(ValueError, match="no answer"):
        examples("```http\nGET /api/v1/plans\n```")


@pytest.mark.parametrize(
    ("said", "found", "same"),
    [
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1, "…": "…"}, {"a": 1, "b": 2}, True),
        ({"a": "…"}, {"a": [1]}, True),
        ([{"a": 1}], [], False),
    ],
)
def test_only_what_is_left_out_may_differ(said: Any, found: Any, same: bool) -> None:
    assert (shown(said, found) == said) is same
