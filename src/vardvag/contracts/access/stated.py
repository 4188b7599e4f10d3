"""What somebody stated when she asked, in words, as the log keeps it: in Swedish, and never by whom or about.

Here does not belong what a statement opens (`between_caregivers`, `emergency`, `inner_block_lifted`).
"""

from __future__ import annotations

from vardvag.contracts.access.decision import Asked

_WORDS = {
    "significant": "betydelse för vården eller insatserna",
    "for_certificate": "betydelse för intyg om vården",
    "necessary": "nödvändig för hälsotillståndet",
}
_IN_EMERGENCY = {
    "danger": "fara för liv eller allvarlig risk för hälsan",
    "cannot_ask_to_lift": "kan inte begära hävning",
    "consent_unobtainable": "samtycke kan inte inhämtas",
    "indispensable": "oundgänglig vård",
    "patient_consents": "patienten samtycker",
}


def purpose_of(asked: Asked) -> str | None:
    """What was stated, in the order of the law; None when nothing was."""
    said = [words for name, words in _WORDS.items() if getattr(asked, name)]
    said += [words for name, words in _IN_EMERGENCY.items() if getattr(asked.emergency, name)]
    return "Angett: " + "; ".join(said) if said else None
