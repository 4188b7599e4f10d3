"""What the how-to page asks is asked, and what it says is answered is what is answered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api_how_to import shown
from open_data_how_to import PAGE, examples, program

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture
def client(public_data: Path) -> Any:
    """The tables that are held, and no other."""
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)


@pytest.mark.parametrize("one", examples(TEXT), ids=lambda one: one.path.partition("?")[0])
def test_the_page_is_answered_as_it_says(client: Any, one: Any) -> None:
    if one.method == "POST":
        answer = client.post(one.path, one.body, content_type="application/json")
    else:
        answer = client.get(one.path)
    assert answer.status_code == one.status, answer.content
    assert {name: answer[name] for name in one.headers} == one.headers
    found = answer.content.decode() if isinstance(one.answer, str) else answer.json()
    assert shown(one.answer, found) == one.answer


def test_the_program_prints_what_the_page_says(client: Any, tmp_path: Path) -> None:
    code, printed = program(TEXT)
    file = "skr-waiting-by-month.parquet"
    (tmp_path / file).write_bytes(client.get(f"/open-data/{file}").content)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == printed.strip(), run.stderr


def test_a_request_without_an_answer_is_noticed() -> None:
    with pytest.raises(ValueError, match="no answer"):
        examples("```http\nGET /api/v2/tables\n```")
