"""The example's contacts: a synthetic country, and in one region a November that hangs on one operation.

The kömiljard of 2019 pays a region whose share of those waiting within 90 days is larger than in the same
month the year before, by however little. In the example region the share for operations in November is so
close to that line that one patient decides it: with her waiting it has not improved, without her it has.
Nothing else about the region is arranged, and the figures are counted, not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from vardvag.base.cells import Ratio
from vardvag.base.days import Month
from vardvag.events.model import Contact, Deviation, Phase, Reported
from vardvag.events.synth.country import make_country
from vardvag.usecases.example.story import FIRST_MONTH, LAST_MONTH, MUNICIPALITY, ORTHOPAEDICS, REGION

CONTACTS, SEED = 45_000, 2019
LEVEL = Fraction(71, 100)
"""The other way to the money (71 % done within 60 days), which the example region must not reach."""


def country() -> Iterator[Contact]:
    """Every row of the synthetic country in the months of the story."""
    return make_country(CONTACTS, SEED, FIRST_MONTH, LAST_MONTH)


def balance(last_year: Ratio, waiting: Ratio, done: Ratio) -> list[Contact]:
    """The few contacts that bring the last month to the line.

    *last_year* and *waiting* are those waiting for operations within 90 days (the patient of the story
    counted as waiting too long), *done* those operated within 60 days. Afterwards the share has not
    improved, and would have with one waiting too long fewer; and *done* stays below the level.
    """
    before = Fraction(last_year.numerator, last_year.denominator)
    within, all_waiting = waiting.numerator, waiting.denominator
    early = 0
    while Fraction(within + early, all_waiting + early - 1) <= before:
        early += 1
    late = 0
    while Fraction(within + early, all_waiting + early + late) > before:
        late += 1
    slow = 0
    while Fraction(done.numerator, done.denominator + slow) >= LEVEL:
        slow += 1
    end = LAST_MONTH.last_day
    made = [_waiting(f"EX-TIDIG-{n}", end - timedelta(days=20 + n % 40)) for n in range(early)]
    made += [_waiting(f"EX-SEN-{n}", end - timedelta(days=100 + n % 60)) for n in range(late)]
    made += [_done(f"EX-LANG-{n}", LAST_MONTH.first_day + timedelta(days=n % 20)) for n in range(slow)]
    return made


def months_of(contacts: list[Contact]) -> Iterator[tuple[Month, list[Contact]]]:
    """The rows month by month, in the order they are reported."""
    for index in sorted({contact.month.index for contact in contacts}):
        month = Month.from_index(index)
        yield month, [contact for contact in contacts if contact.month == month]


def _waiting(contact_id: str, decided_on: date) -> Contact:
    return Contact(
        contact_id=contact_id,
        region=REGION,
        unit=ORTHOPAEDICS,
        month=LAST_MONTH,
        reported=Reported.WAITING,
        phase=Phase.OPERATION,
        speciality="X01",
        guaranteed=True,
        deviation=Deviation.NONE,
        decided_on=decided_on,
        started_on=None,
        birth_year=1950,
        sex=3,
        municipality=MUNICIPALITY,
        contact_form="1",
        profession="XS915",
        booking=5,
    )


def _done(contact_id: str, started_on: date) -> Contact:
    waiting = _waiting(contact_id, started_on - timedelta(days=75))
    return replace(waiting, reported=Reported.DONE, started_on=started_on)
