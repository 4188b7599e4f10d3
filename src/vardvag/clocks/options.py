"""Where the sources conflict: the readings there are, by name. What is not chosen follows the ordinance.

Which source says what stands in `practice.yaml`. Here does not belong anything that the law decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SelfReferralStart(StrEnum):
    """From which day the limit to a first visit runs when the patient sought care without a referral."""

    SOUGHT = "sought"
    """From the day the patient sought contact: HSF 6 kap. 1 § 3, and Region Stockholm. The default."""
    ACCEPTED = "accepted"
    """From the day the request was assessed and accepted: SKL's older questions and answers."""
    ASSESSED = "assessed"
    """From the day the request was medically assessed: Region Skåne."""


@dataclass(frozen=True, slots=True)
class Options:
    """The readings a clock is run by.

    `units_without_listing` names primary care units where nobody can be listed (a youth clinic, say): there
    the guarantee applies all the same (1177.se, 2025).
    """

    self_referral: SelfReferralStart = SelfReferralStart.SOUGHT
    units_without_listing: frozenset[str] = frozenset()


ORDINANCE = Options()
"""The readings of the ordinance itself."""
