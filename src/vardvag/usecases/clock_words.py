"""What the states, the certainty and the missing facts of clocks are called, in lists on paper and screen.

Here do not belong the words of the law (`clocks/words`), nor why a clock is undetermined (`clocks/reasons`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vardvag.base.texts import Text
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.clocks.words import EVENTS
from vardvag.events.model import EventKind
from vardvag.usecases.clock_state import State

STATES: Mapping[State, Text] = {
    State.OVER: Text("passerad", "passed"),
    State.MAY_BE_OVER: Text("kan vara passerad", "may have been passed"),
    State.SOON: Text("passeras snart", "soon passed"),
    State.WITHIN: Text("inom", "within"),
    State.UNKNOWN: Text("kan inte sägas", "cannot be told"),
    State.NONE: Text("omfattas inte", "not covered"),
}
"""How a wait stands to its limit."""

CERTAINTY: Mapping[Certainty, Text] = {
    Certainty.DETERMINED: Text("bestämd", "determined"),
    Certainty.BOUNDED: Text("tidigast", "bounded"),
    Certainty.UNDETERMINED: Text("obestämd", "undetermined"),
}
"""How much of a clock the facts determine."""

MISSING: Mapping[str, Text] = {
    "pause_dates": Text("vilka dagar avvikelsen gäller", "for which days the deviation is"),
    "profession": Text("bedömarens yrke", "the assessor's profession"),
    "municipality": Text("patientens folkbokföringskommun", "the municipality the patient lives in"),
    "listed_unit": Text("var patienten är listad", "where the patient is listed"),
    "assessment_needed": Text("om en bedömning behövdes", "whether an assessment was needed"),
}
"""Facts that a clock may lack. An event that should have begun a wait is called as the law calls it."""


def missing_of(clock: GuaranteeClock) -> Text | None:
    """The facts that a clock lacks, in words; None where nothing is missing."""
    named = missing_words(clock.missing)
    return Text(", ".join(one.sv for one in named), ", ".join(one.en for one in named)) if named else None


def missing_words(missing: Iterable[str]) -> list[Text]:
    """What each of some missing facts is called."""
    return [MISSING[name] if name in MISSING else EVENTS[EventKind(name)] for name in missing]
