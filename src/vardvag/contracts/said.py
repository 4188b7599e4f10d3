"""Who said something, how it reached us, and who wrote it down: so that nobody needs a log-in to be heard.

A coordinator may record what a patient said at a visit, on the telephone, in a letter, on a form or through
an interpreter. It is then the patient's word, marked as recorded on her behalf and by whom. Here does not
belong what was said (`plan_events`), nor who may record it (`access`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Speaker(StrEnum):
    """Whose word it is."""

    PATIENT = "patient"
    RELATIVE = "relative"
    CARE = "care"


class Way(StrEnum):
    """How it reached us. Every way but the first needs somebody who wrote it down."""

    LOG_IN = "log_in"
    VISIT = "visit"
    TELEPHONE = "telephone"
    LETTER = "letter"
    FORM = "form"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's word. `name` is the speaker's; `recorded_by` names who wrote it down for her.

    ValueError when a word that came without log-in has nobody who wrote it down, or the other way about.
    """

    speaker: Speaker
    way: Way
    name: str
    recorded_by: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("what was said has somebody who said it")
        if (self.way is Way.LOG_IN) is bool(self.recorded_by and self.recorded_by.strip()):
            raise ValueError("what came without log-in names who wrote it down, and only that does")

    @property
    def on_behalf(self) -> bool:
        """Whether somebody else wrote it down."""
        return self.recorded_by is not None
