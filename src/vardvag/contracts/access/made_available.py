"""What one provider has made available to others: lag (2022:913) 2 kap. 2–4 and 6 §§.

The person is informed first, of what joint documentation is and that she may object. If she objects, her data
are blocked; what is not blocked is made available. Of somebody who cannot take a stand, and not only for the
time being, data may be made available if her attitude has been cleared up as far as possible and there is no
reason to believe that she would have objected. Here does not belong who may then read (`between_caregivers`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.law import SVOD


@dataclass(frozen=True, slots=True)
class Sharing:
    """The conditions of the paragraphs, of one item."""

    blocked: bool
    informed: bool
    lacks_capacity: bool
    attitude_clarified: bool
    would_object: bool


def made_available(sharing: Sharing) -> Decision:
    """Whether the item is available to other caregivers and omsorgsgivare at all."""
    if sharing.blocked:
        return refuse(
            "available.blocked",
            f"{SVOD} 2 kap. 3 § första stycket",
            "Uppgifterna är spärrade.",
            "The data are blocked.",
        )
    if sharing.lacks_capacity:
        if sharing.attitude_clarified and not sharing.would_object:
            return permit(
                "available.without-capacity",
                f"{SVOD} 2 kap. 6 §",
                "Personen kan inte ta ställning, och inget talar för att hon eller han skulle ha sagt nej.",
                "The person cannot take a stand, and nothing suggests that she would have objected.",
            )
        return refuse(
            "available.attitude-unclear",
            f"{SVOD} 2 kap. 6 §",
            "Personen kan inte ta ställning, och inställningen är inte klarlagd eller talar emot.",
            "The person cannot take a stand, and her attitude is not cleared up or speaks against.",
        )
    if not sharing.informed:
        return refuse(
            "available.not-informed",
            f"{SVOD} 2 kap. 2 §",
            "Personen har inte informerats om att uppgifterna görs tillgängliga.",
            "The person has not been informed that the data are made available.",
        )
    return permit(
        "available.unblocked",
        f"{SVOD} 2 kap. 4 § första stycket",
        "Personen är informerad och har inte motsatt sig.",
        "The person is informed and has not objected.",
    )
