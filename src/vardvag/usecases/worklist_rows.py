"""A worklist as rows and columns, for the terminal, for files, and for the region's page.

Beside who waits and until when stand what the law obliges, with its paragraph, what remains to be done of it
and what has been done. What SKR counts to the duty, and the act does not say, is marked so. Nobody's name
stands here: that is joined from the caregiver's own file (`own_key`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vardvag.base.texts import Language, Text
from vardvag.clocks.breach import Breach, DutyStanding, Standing
from vardvag.clocks.breach_rules import breach_rules
from vardvag.clocks.model import LimitKind
from vardvag.clocks.reasons import REASONS
from vardvag.clocks.words import KINDS
from vardvag.usecases.clock_state import State
from vardvag.usecases.clock_words import CERTAINTY, STATES, missing_of
from vardvag.usecases.worklist import Waiting, Worklist
from vardvag.usecases.write_rows import Column, Row

KEYS: Mapping[str, Text] = {
    "contact_id": Text("Kontakt", "Contact"),
    "state": Text("Läge", "State"),
    "days_left": Text("Dagar kvar", "Days left"),
    "last_day": Text("Sista dag", "Last day"),
    "started_on": Text("Började", "Started"),
    "booked_for": Text("Bokad", "Booked"),
    "limit": Text("Garanti", "Limit"),
    "unit": Text("Enhet", "Unit"),
    "speciality": Text("MVO", "Speciality"),
    "certainty": Text("Säkerhet", "Certainty"),
    "reason": Text("Skäl", "Reason"),
    "missing": Text("Saknas", "Missing"),
    "obliged_by": Text("Skyldighet enligt", "Obliged by"),
    "to_do": Text("Att göra", "To do"),
    "done": Text("Gjort", "Done"),
}
"""The columns, in order. `days_left` is negative when the limit has been passed."""

_BY_SKR = Text(" (enligt SKR)", " (by SKR)")
_NOT_PRIMARY = Text(
    "HSL 9 kap. 2 § gäller inte primärvårdens gränser", "HSL 9:2 is not for the limits of primary care"
)
_PROVISIONAL = Text("preliminär, en paus pågår", "provisional, a pause is open")
_AS_THE_FILE_KNOWS = Text(
    "Listan vet det som filen vet: vad som har hänt sedan den gjordes syns inte.",
    "The list knows what the file knows: what has happened since it was made does not show.",
)
_NOTHING = Text("inget", "nothing")
_DECLINED = Text("avstod från vård hos en annan vårdgivare", "declined care with another caregiver")
_CHOSE = Text("valde vård i en annan region", "chose care in another region")


def columns(language: Language) -> list[Column]:
    """The columns with their titles in *language*."""
    return [Column(key, title.in_language(language), key == "days_left") for key, title in KEYS.items()]


def rows(waiting: Sequence[Waiting], titles: Mapping[str, Text]) -> list[Row]:
    """One row for each; *titles* are what the limits are called."""
    return [_row(one, titles) for one in waiting]


def _row(one: Waiting, titles: Mapping[str, Text]) -> Row:
    clock = one.clock
    return {
        "contact_id": clock.pathway,
        "state": STATES[one.state],
        "days_left": one.days_left,
        "last_day": clock.last_day,
        "started_on": clock.started_on,
        "booked_for": one.booked_for,
        "limit": titles.get(clock.limit),
        "unit": one.listed.unit or None,
        "speciality": one.listed.speciality or None,
        "certainty": CERTAINTY[clock.certainty],
        "reason": REASONS[clock.reason] if clock.reason else _PROVISIONAL if clock.provisional else None,
        "missing": missing_of(clock),
        "obliged_by": obliged_by(one),
        "to_do": to_do(one),
        "done": done(one),
    }


def obliged_by(one: Waiting) -> Text | None:
    """The paragraph that a passed limit obliges by, or why none does; None for a limit not passed."""
    if one.breach is not None:
        law = one.breach.law.value
        return Text(f"{law.law} {law.paragraph}", f"{law.law} {law.paragraph}")
    if one.state is not State.OVER:
        return None
    if one.clock.kind is not LimitKind.STATUTE:
        return KINDS[one.clock.kind]
    return _NOT_PRIMARY if one.in_primary_care else None


def to_do(one: Waiting) -> Text | None:
    """What remains of the duty, in order. Of a contact all of it: what has been done is not known."""
    if one.breach is None:
        return None
    return _joined([_named(duty) for duty in one.breach.duties if duty.standing is Standing.REMAINS])


def done(one: Waiting) -> Text | None:
    """What has been done of the duty, with its day, and what lets it rest; None where no events tell."""
    if one.breach is None or one.listed.events is None:
        return None
    told = [_dated(duty.duty.title, str(duty.done_on)) for duty in one.breach.duties if duty.done_on]
    return _joined([*told, *_rests(one.breach)]) or _NOTHING


def notes(found: Worklist) -> list[Text]:
    """How many are in each state, who is not on the list, what is not known, and that no deadline is set."""
    numbers = found.numbers
    sv = ", ".join(f"{STATES[state].sv} {number}" for state, number in numbers.items())
    en = ", ".join(f"{STATES[state].en} {number}" for state, number in numbers.items())
    day, soon = found.as_of, found.soon_days
    outside, ended = found.not_covered, found.ended
    told = [
        Text(
            f"{day}: {len(found.waiting)} väntar: {sv}. Snart är inom {soon} dagar.",
            f"{day}: {len(found.waiting)} wait: {en}. Soon is within {soon} days.",
        ),
        Text(
            f"Inte i listan: {outside} som vårdgarantin inte omfattar, {ended} som inte väntar.",
            f"Not on the list: {outside} that the guarantee does not cover, {ended} not waiting.",
        ),
    ]
    if found.waiting:
        told.append(_AS_THE_FILE_KNOWS)
    if any(one.breach for one in found.waiting):
        told.append(breach_rules().deadline)
        if any(one.breach and one.listed.events is None for one in found.waiting):
            told.append(
                Text(
                    "Vad som redan har gjorts framgår inte av en fil med kontakter.",
                    "What has been done already does not show in a file of contacts.",
                )
            )
    return told


def _named(duty: DutyStanding) -> Text:
    title = duty.duty.title
    return title if duty.duty.in_law else Text(title.sv + _BY_SKR.sv, title.en + _BY_SKR.en)


def _rests(breach: Breach) -> list[Text]:
    told = ((_DECLINED, breach.refused_on), (_CHOSE, breach.own_choice_since))
    return [_dated(text, str(day)) for text, day in told if day is not None]


def _dated(text: Text, day: str) -> Text:
    return Text(f"{text.sv} {day}", f"{text.en} {day}")


def _joined(texts: Sequence[Text]) -> Text | None:
    if not texts:
        return None
    return Text("; ".join(one.sv for one in texts), "; ".join(one.en for one in texts))
