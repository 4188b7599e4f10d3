"""Protected identity: three levels, and what of a plan must not be shown at each, to whom.

The levels are Skatteverket's: sekretessmarkering (a warning; each disclosure is tried), skyddad folkbokföring
(registered elsewhere than where she lives) and fingerade personuppgifter (another identity, whose tie to the
earlier one is secret). That a place can give a person away is ours: a plan says where its steps are held, in
which municipality she lives and who helps her, so those are withheld wherever the reader does not need them
for the care. Here does not belong who may read the plan at all (`decide`), nor the masking of a page.
"""

from __future__ import annotations

from enum import StrEnum


class Protection(StrEnum):
    """How a person's data are protected in the population register, weakest first."""

    NONE = "none"
    CONFIDENTIALITY_MARKING = "confidentiality_marking"
    """Sekretessmarkering."""
    PROTECTED_REGISTRATION = "protected_registration"
    """Skyddad folkbokföring."""
    ASSUMED_IDENTITY = "assumed_identity"
    """Fingerade personuppgifter."""


class Detail(StrEnum):
    """What of a plan can tell where a person is, or who she is."""

    MUNICIPALITY = "municipality"
    HOME_PLACE = "home_place"
    """Where a step held at home takes place."""
    UNIT_PLACE = "unit_place"
    """Where a unit that she visits lies."""
    REPRESENTATIVES = "representatives"
    """Who acts for her, or is her relative."""
    EARLIER_IDENTITY = "earlier_identity"


class Audience(StrEnum):
    """Who would see it."""

    HERSELF = "herself"
    IN_CARE = "in_care"
    """Those who take part in her care."""
    OTHERS = "others"
    """Everybody else: other caregivers, lists, exports, letters to others, representatives."""


def may_show(protection: Protection, detail: Detail, audience: Audience) -> bool:
    """Whether *detail* may be shown to *audience* that may otherwise read the plan."""
    if protection is Protection.NONE:
        return True
    if detail is Detail.EARLIER_IDENTITY:
        # The tie between the two identities is itself what is secret: it is not kept where a plan is.
        return protection is not Protection.ASSUMED_IDENTITY and audience is Audience.HERSELF
    if audience is Audience.OTHERS:
        return False
    if audience is Audience.IN_CARE and protection is not Protection.CONFIDENTIALITY_MARKING:
        # They need to know where the care is given, and not where she is otherwise.
        return detail is Detail.UNIT_PLACE
    return True


def withheld(protection: Protection, audience: Audience) -> frozenset[Detail]:
    """All that must not be shown to *audience*."""
    return frozenset(detail for detail in Detail if not may_show(protection, detail, audience))
