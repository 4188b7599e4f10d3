"""A text in Swedish and English, said side by side so that neither can be forgotten.

Here belongs the pair; not the wording itself, which stands where it is used, and not the
translation of pages (gettext, in `service`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in plain Swedish and in English."""

    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in *language*."""
        return self.sv if language == "sv" else self.en

    def __str__(self) -> str:
        return self.sv
