"""Faults put in on purpose, of the kinds that real files have, so that checks can be shown to find them.

A fault is a copy of a row beside the row, with an id of its own. But for those about ids (`twice`,
`waiting-and-done`) the copy is first made a plain first visit, held in the month of its row, so that nothing
but the fault is wrong with it. Each is named by the rule that finds it, and by no other rule is it found.

Faults of spelling (a day or a month that cannot be read) and of two rows in a chain are not made: a contact
cannot hold them. Here does not belong the healthy country (`country`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.regions import REGIONS, region
from vardvag.base.texts import Text
from vardvag.events.model import NO_DETAILS, Contact, Details, Deviation, Phase, Reported
from vardvag.events.synth.rows import moment_at

TEST_NUMBER = "18900101-9802"
"""The first of Skatteverket's published test personnummer, read in a copy of the list
(`data-raw/test_pin_skatteverket.csv` of github.com/rOpenGov/sweidnumbr). No other is in any country."""

_ACTIVITY = "X0121"

Fault = Callable[[Contact], Contact]


def _plain(row: Contact) -> Contact:
    """A first visit held on the tenth of the row's month with nothing wrong about it."""
    first = row.month.first_day
    return replace(
        row,
        unit=f"{region(row.region).hsa_prefixes[0]}-SYN{row.speciality}",
        reported=Reported.DONE,
        phase=Phase.FIRST_CONTACT,
        guaranteed=True,
        deviation=Deviation.NONE,
        decided_on=first - timedelta(days=20),
        started_on=first + timedelta(days=9),
        birth_year=row.month.year - 50,
        details=NO_DETAILS,
        replaces=None,
    )


def _changed(**change: object) -> Fault:
    return lambda row: replace(_plain(row), **change)  # type: ignore[arg-type]


def _detailed(**details: object) -> Fault:
    return lambda row: replace(_plain(row), details=Details(**details))  # type: ignore[arg-type]


def _held_before_decided(row: Contact) -> Contact:
    first = row.month.first_day
    return replace(_plain(row), decided_on=first + timedelta(days=10), started_on=first + timedelta(days=9))


def _decided_after_the_month(row: Contact) -> Contact:
    decided_on = (row.month + 1).first_day
    return replace(_plain(row), reported=Reported.WAITING, started_on=None, decided_on=decided_on)


def _held_earlier(row: Contact) -> Contact:
    return replace(_plain(row), started_on=row.month.first_day - timedelta(days=1))


def _born_after_the_month(row: Contact) -> Contact:
    return replace(_plain(row), birth_year=row.month.year + 1)


def _waiting_and_done(row: Contact) -> Contact:
    if row.reported is Reported.DONE:
        return replace(row, reported=Reported.WAITING, started_on=None)
    return replace(row, reported=Reported.DONE, started_on=row.month.last_day)


def _replaces_itself(row: Contact) -> Contact:
    return replace(_plain(row), replaces=_own_id(row, "replaces-itself"))


def _other_county(row: Contact) -> Contact:
    return replace(_plain(row), municipality="0114" if row.region != "01" else "2580")


def _other_region(row: Contact) -> Contact:
    other = next(one for one in REGIONS if one.code != row.region)
    return replace(_plain(row), details=Details(region_hsa_id=other.hsa_prefixes[0]))


def _referred(days: int, arrived: int | None = None, phase: Phase = Phase.FIRST_CONTACT) -> Fault:
    """A referral so many days after the decision, and its arrival."""

    def fault(row: Contact) -> Contact:
        plain = replace(_plain(row), phase=phase)
        sent = plain.decided_on + timedelta(days=days)
        came = None if arrived is None else plain.decided_on + timedelta(days=arrived)
        activity = _ACTIVITY if phase is Phase.OPERATION else None
        return replace(plain, details=Details(referred_on=sent, arrived_on=came, activity=activity))

    return fault


def _emergency(change: Callable[[Details], Details], guaranteed: bool = False) -> Fault:
    """An emergency visit with its hours, of which *change* makes others."""

    def fault(row: Contact) -> Contact:
        plain = _plain(row)
        assert plain.started_on is not None
        began, assessed, ended = (moment_at(plain.started_on, 60 * hour) for hour in (10, 11, 12))
        details = Details(
            emergency_type=1,
            emergency_began_at=began,
            emergency_assessed_at=assessed,
            emergency_ended_at=ended,
        )
        return replace(plain, phase=Phase.EMERGENCY, guaranteed=guaranteed, details=change(details))

    return fault


FAULTS: dict[str, Fault] = {
    "order": _held_before_decided,
    "future": _decided_after_the_month,
    "unborn": _born_after_the_month,
    "twice": lambda row: row,
    "waiting-and-done": _waiting_and_done,
    "replaces-itself": _replaces_itself,
    "person": _detailed(referral_id=f"remiss {TEST_NUMBER}"),
    "name": _detailed(referral_id="Tolvan Tolvansson"),
    "required": _changed(speciality=""),
    "code": _changed(contact_form="9"),
    "too-early": _changed(decided_on=date(2009, 12, 31)),
    "earlier-month": _held_earlier,
    "hsa-id": _detailed(referrer="Vårdcentralen Kusten"),
    "hsa-region": _other_region,
    "no-municipality": _changed(municipality="0899"),
    "other-county": _other_county,
    "target-date": _changed(phase=Phase.RETURN_VISIT, guaranteed=False),
    "activity-missing": _changed(phase=Phase.OPERATION),
    "activity-unexpected": _detailed(activity=_ACTIVITY),
    "emergency-times": _emergency(
        lambda details: Details(emergency_type=3, emergency_assessed_at=details.emergency_assessed_at)
    ),
    "emergency-type": _changed(phase=Phase.EMERGENCY, guaranteed=False),
    "emergency-order": _emergency(
        lambda details: replace(details, emergency_ended_at=details.emergency_began_at)
    ),
    "guarantee-phase": _emergency(lambda details: details, guaranteed=True),
    "special-cause": _changed(deviation=Deviation.SOCIAL),
    "chosen-within-limit": _changed(deviation=Deviation.PATIENT_CHOSEN),
    "arrival": _referred(3, 1),
    "referral-after-start": _referred(40),
    "referral-after-decision": _referred(1, phase=Phase.OPERATION),
    "decision-after-referral": _referred(-2),
}
"""Each fault under the id of the rule that finds it."""

USUAL_FAULTS = ("order", "future", "unborn", "twice")
"""The kinds among which a single share is divided."""

_OF_THE_ROW_ITSELF = frozenset({"twice", "waiting-and-done"})


class Spoiling:
    """Draws faults at their rates, at most one beside a row, for each region by itself.

    NotFound for a kind that does not exist, WrongUse for shares outside 0–1 or above 1 together.
    """

    def __init__(self, rates: float | Mapping[str, float], seed: int) -> None:
        if not isinstance(rates, Mapping):
            rates = {kind: rates / len(USUAL_FAULTS) for kind in USUAL_FAULTS}
        for kind in rates:
            if kind not in FAULTS:
                raise NotFound(Text("Slag av fel", "kind of defect"), kind, FAULTS)
        share = sum(rates.values())
        if min(rates.values(), default=0) < 0 or share > 1 + 1e-9:
            raise WrongUse(
                Text(
                    f"andelen rader med fel är mellan 0 och 1, inte {share}",
                    f"the share of rows with a fault is between 0 and 1, not {share}",
                )
            )
        self._rates = {kind: rate for kind, rate in rates.items() if rate}
        self._seed = seed
        self._chances: dict[str, random.Random] = {}

    def beside(self, row: Contact, code: str) -> Iterator[Contact]:
        """The faulty copy that stands beside a row, if any."""
        if not self._rates:
            return
        chance = self._chances.get(code)
        if chance is None:
            chance = self._chances[code] = random.Random(f"vardvag defects {self._seed} {code}")
        drawn = chance.random()
        for kind, rate in self._rates.items():
            if drawn < rate:
                yield spoiled(row, kind)
                return
            drawn -= rate


def spoiled(row: Contact, kind: str) -> Contact:
    """A second copy of *row* with one fault; all but those about its id get an id of their own."""
    copy = FAULTS[kind](row)
    return copy if kind in _OF_THE_ROW_ITSELF else replace(copy, contact_id=_own_id(row, kind))


def _own_id(row: Contact, kind: str) -> str:
    return f"{row.contact_id}-{row.month}-{row.reported.value[0]}-{kind}"
