"""A source to collect from: where it is, what it is asked, and how patiently. And what it takes to ask it.

Here does not belong how a question is sent (`service/rivta`), nor when (`usecases/collect_sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.contract import Contract


@dataclass(frozen=True, slots=True)
class Source:
    """`system` is the logical address (HSA id), `caregiver` who answers for what names nobody else. `units`
    are asked about booked times: that contract asks about one unit at a time.

    A question waits `timeout` seconds, is sent at most `attempts` times with `pause`, twice `pause` … seconds
    between. After `fuse` failures in a row the source is left alone for `rest` minutes. `others`: what other
    caregivers answer for may be taken too; somebody has decided that, and on which ground. Files are paths.
    """

    name: str
    title: str
    address: str
    system: str
    caregiver: str
    contracts: tuple[str, ...]
    units: tuple[str, ...] = ()
    timeout: int = 27
    attempts: int = 3
    pause: int = 2
    fuse: int = 5
    rest: int = 15
    days_back: int = 365
    days_ahead: int = 365
    others: bool = False
    certificate: str | None = None
    key: str | None = None
    authority: str | None = None


class Unreached(Exception):
    """A source did not answer. `reason` is a rule, no words of an answer; `again`: worth another try."""

    def __init__(self, reason: str, *, again: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.again = reason, again


class Send(Protocol):
    """Sends a question and gives what is answered, a fault too. Unreached when nothing is."""

    def __call__(self, source: Source, contract: Contract[Any, Any], question: bytes) -> bytes: ...


class Numbers(Protocol):
    """Knows the numbers that patients are asked about by. They are used, and never kept with a plan."""

    def number_of(self, person: PersonId) -> PatientNumber | None:
        """The number of a person; None when it is not known here."""
