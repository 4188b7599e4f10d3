"""A time line as data: what has been done, what has a time, what has a window, what has no time yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How settled a step is. Each has its own word, shape and colour."""

    DONE = "done"
    BOOKED = "booked"
    WINDOW = "open"
    """There is a last day, and no time yet."""
    NO_TIME = "none"


@dataclass(frozen=True)
class TimelineStep:
    """One step, already written for people. `lines` are whole sentences under it; `next` marks the next one.

    `note` is the last line and stands apart: the legal clock, or that no limit applies. `further` are more
    links, each an address and its words.
    """

    state: State
    what: str
    when: str
    lines: Sequence[str] = ()
    note: str = ""
    next: bool = False
    link: str = ""
    link_text: str = ""
    further: Sequence[tuple[str, str]] = ()
