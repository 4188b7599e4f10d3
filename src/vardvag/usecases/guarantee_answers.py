"""What can be answered about a wait, and what is wrong with the answers: all of it at once.

An answer is a kind of care, a day or a yes or no: never a name, a number, a unit or an illness. What an
answer means in law is for the clocks (`does_the_guarantee_hold`); how it is asked for the page and the
command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.clocks.limits import About
from vardvag.events.model import EventKind, Phase


class Care(StrEnum):
    """What is waited for. The values stand in addresses and on the command line."""

    CONTACT = "kontakt"
    ASSESSMENT = "bedomning"
    VISIT = "besok-remiss"
    OWN_REQUEST = "besok-egen"
    TREATMENT = "behandling"
    CHILD_PSYCHIATRY = "bup"
    CHILD_PSYCHIATRY_NEXT = "bup-nasta"
    RETURN_VISIT = "aterbesok"
    EXAMINATION = "undersokning"
    EMERGENCY = "akut"
    MEDICAL_SERVICE = "service"
    AID = "hjalpmedel"
    DENTAL_CARE = "tandvard"
    PRIVATE = "privat"

    @property
    def about(self) -> About | None:
        """The wait it is; None for what the guarantee leaves out."""
        return _ABOUT.get(self)

    @property
    def starts_with(self) -> EventKind:
        """What happened on the day that is asked for."""
        return _STARTS.get(self, EventKind.CARE_SOUGHT)

    @property
    def without_referral(self) -> bool:
        """Whether it can be sought without a referral, so that the sources differ on the first day."""
        return self in (Care.OWN_REQUEST, Care.CHILD_PSYCHIATRY)

    @property
    def kind_not_covered(self) -> Phase | None:
        """The kind of contact, when that is what leaves it out of the guarantee."""
        return _KINDS_NOT_COVERED.get(self)

    @property
    def event_not_covered(self) -> EventKind | None:
        """The event, when that is what leaves it out."""
        return _EVENTS_NOT_COVERED.get(self)

    @property
    def goals(self) -> str | None:
        """The file of goals that are about it and nothing else."""
        return "bup" if self in (Care.CHILD_PSYCHIATRY, Care.CHILD_PSYCHIATRY_NEXT) else None

    @property
    def needs_day(self) -> bool:
        """Whether the answer depends on a day."""
        return self.about is not None


_ABOUT = {
    Care.CONTACT: About.CONTACT,
    Care.ASSESSMENT: About.ASSESSMENT,
    Care.VISIT: About.VISIT,
    Care.OWN_REQUEST: About.VISIT,
    Care.TREATMENT: About.TREATMENT,
    Care.CHILD_PSYCHIATRY: About.VISIT,
    Care.CHILD_PSYCHIATRY_NEXT: About.NEXT_STEP,
}
_STARTS = {
    Care.VISIT: EventKind.REFERRAL_ISSUED,
    Care.TREATMENT: EventKind.DECISION,
    Care.CHILD_PSYCHIATRY_NEXT: EventKind.STARTED,
}
_KINDS_NOT_COVERED = {
    Care.RETURN_VISIT: Phase.RETURN_VISIT,
    Care.EXAMINATION: Phase.EXAMINATION,
    Care.EMERGENCY: Phase.EMERGENCY,
}
_EVENTS_NOT_COVERED = {
    Care.MEDICAL_SERVICE: EventKind.MEDICAL_SERVICE,
    Care.AID: EventKind.AID,
    Care.DENTAL_CARE: EventKind.DENTAL_CARE,
    Care.PRIVATE: EventKind.PRIVATE_WITHOUT_CONTRACT,
}


class Changed(StrEnum):
    """What can have happened since, of which some moves the limit and some does not."""

    MEDICAL = "medical"
    ELSEWHERE = "elsewhere"
    DECLINED = "declined"
    AGREED_LATER = "agreed_later"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers. None: not answered, which is never a no.

    `day` is the day of `care.starts_with`. `medical_from`/`_to`: care could not be given for medical reasons;
    `elsewhere_…`: the patient had chosen care in another region; `_to` None while it lasts. `offered_for` is
    the day of the care that was declined on `declined_on`, `regretted_on` the day the patient told that she
    wants it after all. `agreed_on`/`agreed_for`: a later day was agreed on; `wanted_earlier_on`: the patient
    told that she wants care before it. `missed`: a time was missed or rebooked. `given_on`: care began.
    `region` is SCB's code. `listed`, `assessment_needed`: asked in primary care only.
    """

    care: Care
    day: date | None = None
    given_on: date | None = None
    region: str | None = None
    own_region: bool | None = None
    listed: bool | None = None
    assessment_needed: bool | None = None
    later_for_medical_reasons: bool = False
    medical_from: date | None = None
    medical_to: date | None = None
    elsewhere_from: date | None = None
    elsewhere_to: date | None = None
    declined_on: date | None = None
    offered_for: date | None = None
    informed: bool | None = None
    regretted_on: date | None = None
    agreed_on: date | None = None
    agreed_for: date | None = None
    wanted_earlier_on: date | None = None
    missed: bool = False

    @property
    def changed(self) -> tuple[Changed, ...]:
        """What has happened since, of all that is answered."""
        told = {
            Changed.MEDICAL: self.medical_from is not None,
            Changed.ELSEWHERE: self.elsewhere_from is not None,
            Changed.DECLINED: self.declined_on is not None,
            Changed.AGREED_LATER: self.agreed_on is not None,
            Changed.MISSED: self.missed,
        }
        return tuple(one for one, happened in told.items() if happened)


# A later answer, the one that comes before it, and whether both may be on one day.
_IN_ORDER: Sequence[tuple[str, str, bool]] = (
    ("given_on", "day", True),
    ("medical_to", "medical_from", False),
    ("elsewhere_to", "elsewhere_from", False),
    ("declined_on", "day", True),
    ("regretted_on", "declined_on", False),
    ("agreed_on", "day", True),
    ("wanted_earlier_on", "agreed_on", False),
)
# An answer that says nothing without another.
_NEEDS: Sequence[tuple[str, str]] = (
    ("medical_to", "medical_from"),
    ("elsewhere_to", "elsewhere_from"),
    ("offered_for", "declined_on"),
    ("informed", "declined_on"),
    ("regretted_on", "declined_on"),
    ("agreed_for", "agreed_on"),
    ("agreed_on", "agreed_for"),
    ("wanted_earlier_on", "agreed_on"),
)
_HAS_BEEN = (
    *("day", "given_on", "medical_from", "medical_to", "elsewhere_from", "elsewhere_to"),
    *("declined_on", "regretted_on", "agreed_on", "wanted_earlier_on"),
)


def faults(answers: Answers, today: date) -> list[Finding]:
    """Everything that is wrong with the answers on *today*; the column is the name of the answer."""
    return list(_faults(answers, today))


def _faults(answers: Answers, today: date) -> Iterator[Finding]:
    told = {name: getattr(answers, name) for name in answers.__slots__}
    if answers.care.needs_day and answers.day is None:
        yield _fault(
            "day",
            Text("Dagen saknas", "The day is missing"),
            Text("Skriv vilken dag väntan började", "Write the day the wait began"),
        )
    for name in _HAS_BEEN:
        if told[name] is not None and told[name] > today:
            yield _fault(
                name,
                Text("Dagen har inte varit än", "The day has not come yet"),
                Text("Skriv en dag till och med i dag", "Write a day up to today"),
                told[name],
            )
    for needed in dict.fromkeys(needed for _name, needed in _NEEDS):
        given = any(told[name] is not None for name, other in _NEEDS if other == needed)
        if given and told[needed] is None:
            yield _fault(
                needed,
                Text("Dagen saknas", "The day is missing"),
                Text(
                    "Skriv den, eller ta bort det andra du har svarat här",
                    "Write it, or clear what else you have answered here",
                ),
            )
    for name, before, same in _IN_ORDER:
        first, second = told[before], told[name]
        if first is not None and second is not None and (second < first or (second == first and not same)):
            yield _fault(
                name,
                Text(
                    f"Dagen kommer inte efter den {first}, som den ska",
                    f"The day does not come after {first}, as it should",
                ),
                Text("Rätta en av dagarna", "Mend one of the days"),
                second,
            )


def _fault(column: str, message: Text, remedy: Text, value: date | None = None) -> Finding:
    return Finding("answers", message, remedy, column=column, value=None if value is None else str(value))
