"""One piece of a plan as the law on access sees it: who documented it, where, when, and what kind it is.

A step or a source plan of its own provider is an item. Here does not belong what it says (`contracts.step`),
nor who may see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardvag.contracts.access.provider import Provider


class InformationKind(StrEnum):
    """What kind of data, as far as a block can leave a kind out."""

    PLAN = "plan"
    BOOKING = "booking"
    REFERRAL = "referral"
    ATTENTION = "attention"
    """Uppmärksamhetsinformation: what anybody who gives care has to know, such as an allergy."""
    MEDICINES = "medicines"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What a decision needs to know about one item. What is not known is None, and is judged strictly.

    `provider` is the one responsible. `unit` is the care unit that documented it, `day` when. Only an item
    marked `approved_for_patient` by its source is shown to the patient. `informed`: the person has been told
    of joint documentation and of the right to object. `without_capacity`: made available although the person
    could not take a stand (lag 2022:913 2 kap. 6 §).
    """

    item: str
    provider: Provider
    unit: str | None = None
    day: date | None = None
    kind: InformationKind | None = None
    approved_for_patient: bool = False
    informed: bool = False
    without_capacity: bool = False
