"""Reading about somebody who cannot consent, and not only for the time being: lag (2022:913) 3 kap. 3–4 §§.

Then a caregiver may know who has made data available, and may read them if they can be presumed to matter
for care that her state of health makes necessary, her attitude has been cleared up as far as possible, and
there is no reason to believe that she would have objected. For an omsorgsgivare the same holds of support
that her needs make necessary, and only of what *other omsorgsgivare* have made available. That a relation
(or support) must be there, as when she can consent, is our reading. Here does not belong making available
(`made_available`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.law import SVOD
from vardvag.contracts.access.provider import ProviderKind

PARAGRAPHS = {ProviderKind.CAREGIVER: f"{SVOD} 3 kap. 3 §", ProviderKind.SOCIAL: f"{SVOD} 3 kap. 4 §"}


@dataclass(frozen=True, slots=True)
class Incapable:
    """The conditions of the paragraphs. `related`: a current patient relation, or support."""

    reader: ProviderKind
    source: ProviderKind
    related: bool
    necessary: bool
    attitude_clarified: bool
    would_object: bool


def may_know_who_shares(asked: Incapable) -> bool:
    """Whether the reader may know which providers have made data available about somebody who cannot
    consent."""
    return asked.related and (asked.reader is ProviderKind.CAREGIVER or asked.source is ProviderKind.SOCIAL)


def without_capacity(asked: Incapable) -> Decision:
    """Whether a provider may read what has been made available about somebody who cannot consent."""
    paragraph = PARAGRAPHS[asked.reader]
    if not may_know_who_shares(asked):
        return refuse(
            "capacity.not-for-you",
            paragraph,
            "Relation saknas, eller så kommer uppgifterna inte från en omsorgsgivare.",
            "There is no relation, or the data do not come from an omsorgsgivare.",
        )
    if not asked.necessary:
        return refuse(
            "capacity.not-necessary",
            f"{paragraph} andra stycket 1",
            "Du har inte angett att uppgifterna kan antas ha betydelse för nödvändig vård eller omsorg.",
            "You have not stated that the data can be presumed to matter for necessary care or support.",
        )
    if not asked.attitude_clarified:
        return refuse(
            "capacity.attitude-unclear",
            f"{paragraph} andra stycket 2",
            "Personens inställning är inte klarlagd så långt som möjligt.",
            "The person's attitude has not been cleared up as far as possible.",
        )
    if asked.would_object:
        return refuse(
            "capacity.would-object",
            f"{paragraph} andra stycket 3",
            "Det finns anledning att anta att personen skulle ha motsatt sig.",
            "There is reason to believe that the person would have objected.",
        )
    return permit(
        "capacity.necessary",
        f"{paragraph} andra stycket",
        "Personen kan inte samtycka, uppgifterna behövs och inget talar för att hon eller han sagt nej.",
        "The person cannot consent, the data are needed and nothing suggests that she would object.",
    )
