"""Why a clock is not fully determined, or why there is none, as codes with their meaning in words.

The code is stored with the clock and compared between reference and bulk; the text is for people. Where each
exception from the guarantee is read stands in `coverage.yaml`, by the same codes.
"""

from __future__ import annotations

from typing import Final

from vardvag.base.texts import Text
from vardvag.events.model import Phase

# The guarantee, or the limits asked for, do not cover the wait.
SENDER_SAYS_NOT_COVERED: Final = "sender_says_not_covered"
EXAMINATION: Final = "examination"
RETURN_VISIT: Final = "return_visit"
EMERGENCY: Final = "emergency"
SOUGHT_ELSEWHERE: Final = "sought_elsewhere"
LATER_FOR_MEDICAL_REASONS: Final = "later_for_medical_reasons"
MEDICAL_SERVICE: Final = "medical_service"
AID: Final = "aid"
DENTAL_CARE: Final = "dental_care"
PRIVATE_WITHOUT_CONTRACT: Final = "private_without_contract"
NOT_LISTED_HERE: Final = "not_listed_here"
NO_ASSESSMENT_NEEDED: Final = "no_assessment_needed"
OUTSIDE_THE_LIMITS: Final = "outside_the_limits"

# A fact is absent, or contradicts another.
NO_LIMIT_THEN: Final = "no_limit_then"
START_UNKNOWN: Final = "start_unknown"
CARE_BEFORE_START: Final = "care_before_start"
GROUNDS_UNKNOWN: Final = "grounds_unknown"
PAUSE_WITHOUT_DATES: Final = "pause_without_dates"
NEED_UNKNOWN: Final = "need_unknown"
LISTING_UNKNOWN: Final = "listing_unknown"
ASSESSOR_UNKNOWN: Final = "assessor_unknown"
RESIDENCE_UNKNOWN: Final = "residence_unknown"

NOT_COVERED: Final = frozenset(
    {
        SENDER_SAYS_NOT_COVERED,
        EXAMINATION,
        RETURN_VISIT,
        EMERGENCY,
        SOUGHT_ELSEWHERE,
        LATER_FOR_MEDICAL_REASONS,
        MEDICAL_SERVICE,
        AID,
        DENTAL_CARE,
        PRIVATE_WITHOUT_CONTRACT,
        NOT_LISTED_HERE,
        NO_ASSESSMENT_NEEDED,
        OUTSIDE_THE_LIMITS,
    }
)
"""The reasons that say: there is no clock, because the limit does not apply."""

PHASES_NOT_COVERED: Final = {
    Phase.EXAMINATION: EXAMINATION,
    Phase.RETURN_VISIT: RETURN_VISIT,
    Phase.EMERGENCY: EMERGENCY,
}
"""The kinds of contact that the guarantee does not cover, by the reason."""

REASONS: Final = {
    SENDER_SAYS_NOT_COVERED: Text(
        "Vårdgivaren har angett att vårdgarantin inte gäller",
        "The sender has stated that the guarantee does not apply",
    ),
    EXAMINATION: Text(
        "Undersökningar och utredningar omfattas inte av vårdgarantin",
        "Examinations and investigations are not covered by the guarantee",
    ),
    RETURN_VISIT: Text(
        "Återbesök omfattas inte av vårdgarantin", "Return visits are not covered by the guarantee"
    ),
    EMERGENCY: Text(
        "Akut vård omfattas inte av vårdgarantin, den ges genast",
        "Emergency care is not covered by the guarantee; it is given at once",
    ),
    SOUGHT_ELSEWHERE: Text(
        "Vårdgarantin gäller inte vård som patienten själv har valt att söka i en annan region",
        "The guarantee does not apply to care that the patient has chosen to seek in another region",
    ),
    LATER_FOR_MEDICAL_REASONS: Text(
        "Vårdgarantin gäller inte den som av medicinska skäl bör vänta längre än gränserna",
        "The guarantee does not apply to somebody who for medical reasons should wait longer than the limits",
    ),
    MEDICAL_SERVICE: Text(
        "Medicinsk service, till exempel laboratorieprov, omfattas inte av vårdgarantin",
        "Medical service, such as laboratory tests, is not covered by the guarantee",
    ),
    AID: Text(
        "Hjälpmedel omfattas inte av vårdgarantin, utom utprovning av hörapparat",
        "Aids are not covered by the guarantee, except the fitting of hearing aids",
    ),
    DENTAL_CARE: Text(
        "Tandvård omfattas inte av vårdgarantin, med vissa undantag",
        "Dental care is not covered by the guarantee, with some exceptions",
    ),
    PRIVATE_WITHOUT_CONTRACT: Text(
        "Vårdgarantin gäller inte privat vård utan offentlig finansiering eller avtal",
        "The guarantee does not apply to private care without public funding or contract",
    ),
    NOT_LISTED_HERE: Text(
        "Sedan den 1 juli 2022 gäller primärvårdens garanti bara där patienten är listad",
        "Since 1 July 2022 the guarantee in primary care applies only where the patient is listed",
    ),
    NO_ASSESSMENT_NEEDED: Text(
        "Vårdgivaren har bedömt att ingen särskild medicinsk bedömning behövs",
        "The caregiver has judged that no further medical assessment is needed",
    ),
    OUTSIDE_THE_LIMITS: Text(
        "De gränser som efterfrågas säger inget om den här kontakten",
        "The limits asked for say nothing about this contact",
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
    NEED_UNKNOWN: Text(
        "Det framgår inte om vårdgivaren bedömde att en medicinsk bedömning behövdes",
        "The facts do not say whether the caregiver judged that a medical assessment was needed",
    ),
    LISTING_UNKNOWN: Text(
        "Det framgår inte om patienten är listad på mottagningen",
        "The facts do not say whether the patient is listed at the unit",
    ),
    RESIDENCE_UNKNOWN: Text(
        "Det framgår inte i vilken region patienten är folkbokförd",
        "The facts do not say in which region the patient lives",
    ),
    ASSESSOR_UNKNOWN: Text(
        "Det framgår inte om bedömningen gjordes av den som gränsen kräver",
        "The facts do not say whether the assessment was made by whom the limit requires",
    ),
}
"""Every reason a `GuaranteeClock` can carry."""
