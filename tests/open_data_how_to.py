"""The examples of docs/how-to/use-the-open-data.md: a request in one `http` fence, its answer in the next.

As `api_how_to` for the JSON API, but an answer may be text. Here does not belong sending a request.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "use-the-open-data.md"
_FENCE = re.compile(r"```(http|python|text)\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A request and what the page says that it is answered."""

    method: str
    path: str
    body: Any
    status: int
    headers: dict[str, str]
    answer: Any


def examples(text: str) -> list[Example]:
    """The requests of a page with their answers, in order. ValueError for a request without its answer."""
    fences = [match[2] for match in _FENCE.finditer(text) if match[1] == "http"]
    if len(fences) % 2:
        raise ValueError("a request has no answer")
    return [_example(*pair) for pair in zip(fences[::2], fences[1::2], strict=True)]


def program(text: str) -> tuple[str, str]:
    """The program of a page, and what it prints."""
    found = [(match[1], match[2]) for match in _FENCE.finditer(text)]
    [at] = [place for place, (kind, _) in enumerate(found) if kind == "python"]
    return found[at][1], found[at + 1][1]


def _example(request: str, answer: str) -> Example:
    head, _, body = request.partition("\n\n")
    method, _, path = head.strip().partition(" ")
    told, _, said = answer.partition("\n\n")
    first, *lines = told.splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    read = said if "text/" in headers.get("Content-Type", "") else json.loads(said)
    return Example(
        method, path, json.loads(body) if body.strip() else None, int(first.split()[1]), headers, read
    )
