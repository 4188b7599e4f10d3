"""Texts that a spreadsheet would run as formulas: made harmless when written, as they were when read back.

A text that begins with `=`, `+`, `-`, `@` or a control character is taken for a formula by Excel when a CSV
file is opened. An apostrophe before it stops that. A text that already has apostrophes before such a
character gets one more, so that reading takes away exactly what writing added.

Here does not belong what is written where.
"""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """*text*, with an apostrophe before it when a spreadsheet would run it."""
    return f"'{text}" if _is_formula(text) else text


def as_meant(text: str) -> str:
    """*text* as it was before `harmless`."""
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return text.lstrip("'").startswith(_BEGINNINGS)
