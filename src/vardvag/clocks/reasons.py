"""Why a clock is not fully determined, as codes with their meaning in words.

The code is stored with the clock and compared between reference and bulk; the text is for people.
"""

from __future__ import annotations

from typing import Final

from vardvag.base.texts import Text

SENDER_SAYS_NOT_COVERED: Final = "sender_says_not_covered"
PHASE_NOT_COVERED: Final = "phase_not_covered"
NO_LIMIT_THEN: Final = "no_limit_then"
START_UNKNOWN: Final = "start_unknown"
CARE_BEFORE_START: Final = "care_before_start"
GROUNDS_UNKNOWN: Final = "grounds_unknown"
PAUSE_WITHOUT_DATES: Final = "pause_without_dates"

REASONS: Final = {
    SENDER_SAYS_NOT_COVERED: Text(
        "Vårdgivaren har angett att vårdgarantin inte gäller",
        "The sender has stated that the guarantee does not apply",
    ),
    PHASE_NOT_COVERED: Text(
        "Undersökningar, återbesök och akuta kontakter omfattas inte av vårdgarantin",
        "Examinations, return visits and emergency contacts are not covered by the guarantee",
    ),
    NO_LIMIT_THEN: Text(
        "Det fanns ingen sådan tidsgräns den dag väntan började",
        "There was no such limit on the day the wait began",
    ),
    START_UNKNOWN: Text(
        "Det framgår inte när väntan började",
        "The facts do not say when the wait began",
    ),
    CARE_BEFORE_START: Text(
        "Vården ska ha börjat före väntan; ett av datumen är fel",
        "Care is said to have begun before the wait; one of the dates is wrong",
    ),
    GROUNDS_UNKNOWN: Text(
        "Det är inte känt vilken tid som inte räknades i den tidens regler",
        "It is not known which time was not counted under the rules of the time",
    ),
    PAUSE_WITHOUT_DATES: Text(
        "En avvikelse är angiven, men inte vilka dagar den gäller: tidigaste dag är känd, inte senaste",
        "A deviation is stated, but not for which days: the earliest day is known, not the latest",
    ),
}
"""Every reason a `GuaranteeClock` can carry."""
