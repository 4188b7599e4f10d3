"""An omsorgsgivare that reads what another provider has made available: lag (2022:913) 3 kap. 2 § and 7 §.

Three conditions, all of them: the person receives its support or is being investigated for it, the data can
be presumed to matter for that support, and she consents. A child who cannot consent herself need not, *if*
the data come from another omsorgsgivare. The conditions are exhaustive (7 §), and the law has no emergency
branch for an omsorgsgivare. Here does not belong a caregiver's reading (`between_caregivers`).
"""

from __future__ import annotations

from dataclasses import dataclass

from vardvag.contracts.access.decision import Decision, permit, refuse
from vardvag.contracts.access.law import SVOD

PARAGRAPH = f"{SVOD} 3 kap. 2 §"


@dataclass(frozen=True, slots=True)
class SocialReading:
    """The conditions of the paragraph. `from_social`: the data come from another omsorgsgivare."""

    supported: bool
    matters: bool
    consent: bool
    child_cannot_consent: bool
    from_social: bool


def between_social(reading: SocialReading) -> Decision:
    """Whether an omsorgsgivare may read data that another provider has made available."""
    if not reading.supported:
        return refuse(
            "social.no-support",
            f"{PARAGRAPH} första stycket 1",
            "Personen får inte era insatser och utreds inte för dem.",
            "The person neither receives your support nor is investigated for it.",
        )
    if not reading.matters:
        return refuse(
            "social.no-significance",
            f"{PARAGRAPH} första stycket 2",
            "Du har inte angett att uppgifterna kan antas ha betydelse för insatserna.",
            "You have not stated that the data can be presumed to matter for the support.",
        )
    if reading.consent:
        return permit(
            "social.consent",
            f"{PARAGRAPH} första stycket",
            "Insats, betydelse och samtycke finns.",
            "There is support, significance and consent.",
        )
    if reading.child_cannot_consent and reading.from_social:
        return permit(
            "social.child",
            f"{PARAGRAPH} andra stycket",
            "Barnet kan inte samtycka självt, och uppgifterna kommer från en omsorgsgivare.",
            "The child cannot consent herself, and the data come from an omsorgsgivare.",
        )
    return refuse(
        "social.no-consent",
        f"{PARAGRAPH} första stycket 3",
        "Omsorgsmottagaren har inte samtyckt.",
        "The person has not consented.",
    )
