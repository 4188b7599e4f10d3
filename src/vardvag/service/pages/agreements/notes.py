"""What does not agree and what is not known about an agreement: its `discrepancies.md` as blocks to show.

A heading, a paragraph or a list; inside them **bold**, *stress*, `code` and addresses. Everything else is
text: nothing in the file becomes markup of its own. Here does not belong where the blocks stand on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FILE = "discrepancies.md"

_MARKED = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<stressed>[^*\s](?:[^*]*[^*\s])?)\*|`(?P<code>[^`]+)`"
    r"|(?P<address>https?://[^\s)>\]]*[^\s)>\].,;:])"
)
_WRAPS = {
    "bold": "<strong>{}</strong>",
    "stressed": "<em>{}</em>",
    "code": "<code>{}</code>",
    "address": '<a href="{0}">{0}</a>',
}


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, or list of items; each text is safe to show."""

    kind: str
    texts: tuple[SafeString, ...]


def notes(folder: Path) -> list[Block]:
    """The notes kept beside an agreement, but its first heading; none when there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return []
    blocks = list(blocks_of(path.read_text(encoding="utf-8")))
    return blocks[1:] if blocks and blocks[0].kind == "heading" else blocks


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of *text*, in order."""
    items: list[str] = []
    for kind, said in _pieces(text):
        if kind == "item":
            items.append(said)
            continue
        if items:
            yield Block("list", tuple(map(inline, items)))
            items = []
        yield Block(kind, (inline(said),))
    if items:
        yield Block("list", tuple(map(inline, items)))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Headings, items and paragraphs, each as one line; an item goes on until the next one begins."""
    kind, lines = "paragraph", list[str]()
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        begins = stripped.startswith(("#", "- "))
        if lines and (begins or not stripped):
            yield kind, " ".join(lines)
            lines = []
        if stripped.startswith("#"):
            yield "heading", stripped.lstrip("#").strip()
        elif stripped:
            if not lines:
                kind = "item" if begins else "paragraph"
            lines.append(stripped[2:] if begins else stripped)


def inline(text: str) -> SafeString:
    """One line with its bold, stress, code and addresses; all else escaped."""
    pieces: list[tuple[SafeString | str]] = []
    at = 0
    for match in _MARKED.finditer(text):
        pieces.append((text[at : match.start()],))
        name = str(match.lastgroup)
        pieces.append((format_html(_WRAPS[name], match[name]),))
        at = match.end()
    return format_html_join("", "{}", [*pieces, (text[at:],)])
