"""What the generated pages are made of: a table, a source on one line, the note that code writes the page.

Here does not belong what any one page says (`reference_pages`).
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable

from vardvag.base.dated import Source

MADE = "<!-- Written by `make reference` from the code. Do not edit. -->"


def table(titles: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; an absent value is a dash."""
    lines = [list(titles)]
    lines += [["–" if cell is None or cell == "" else str(cell) for cell in row] for row in rows]
    drawn = [
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |"
        for line in lines
    ]
    return "\n".join([drawn[0], "|" + "---|" * len(lines[0]), *drawn[1:]])


def cited(source: Source) -> str:
    """A source on one line: title, section, date, address, and how sure."""
    title = f"[{source.title}]({source.url})" if source.url else source.title
    parts = [title, source.section, str(source.date) if source.date else None]
    text = ", ".join(part for part in parts if part)
    sure = "" if source.confidence.value == "official" else f" (*{source.confidence.value}*)"
    note = f": {source.note.en}" if source.note else ""
    return f"{text}{sure}{note}"


def docstrings_below(owner: type) -> dict[str, str]:
    """The docstring below each field or member in the source of the class *owner*, on one line."""
    body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for node, after in zip(body.body, body.body[1:], strict=False):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = after.value if isinstance(after, ast.Expr) else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            found |= {one.id: " ".join(value.value.split()) for one in targets if isinstance(one, ast.Name)}
    return found
