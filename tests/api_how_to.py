"""The examples of docs/how-to/use-the-api.md: a request in one `http` fence, its answer in the next.

What the page leaves out of an answer stands there as `…`, as a value or as a name and its value. Here does
not belong sending a request (`integration/api`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "use-the-api.md"
LEFT_OUT = "…"
_FENCE = re.compile(r"```http\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A request and what the page says that it is answered."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    status: int
    answer_headers: dict[str, str]
    answer: Any


def examples(text: str) -> list[Example]:
    """The examples of a page, in order. ValueError for a request without its answer."""
    fences = [match[1] for match in _FENCE.finditer(text)]
    if len(fences) % 2:
        raise ValueError("a request has no answer")
    return [_example(*pair) for pair in zip(fences[::2], fences[1::2], strict=True)]


def _example(request: str, answer: str) -> Example:
    (method, path), headers, body = _parts(request)
    (_, status), answer_headers, said = _parts(answer)
    return Example(method, path.removeprefix("/api/v1/"), headers, body, int(status), answer_headers, said)


def _parts(text: str) -> tuple[list[str], dict[str, str], Any]:
    head, _, body = text.partition("\n\n")
    first, *lines = head.strip().splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    return first.split(" "), headers, json.loads(body) if body.strip() else None


def shown(said: Any, found: Any) -> Any:
    """What *found* is when what the page leaves out is left out of it too."""
    if said == LEFT_OUT:
        return LEFT_OUT
    if isinstance(said, dict) and isinstance(found, dict):
        kept = {name: shown(said[name], value) for name, value in found.items() if name in said}
        if LEFT_OUT in said:
            return kept | {LEFT_OUT: LEFT_OUT}
        return kept | {name: value for name, value in found.items() if name not in said}
    if isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        return [shown(one, other) for one, other in zip(said, found, strict=True)]
    return found
