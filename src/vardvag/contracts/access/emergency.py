"""Danger to life or health, between caregivers: lag (2022:913) 3 kap. 5 and 6 §§. Four acts, never one
button.

*Blocked* data (5 §): when the patient cannot ask for the block to be lifted, a caregiver may know **who**
blocked, and may then **ask that caregiver** to lift it, if the data can be presumed to matter for care that
she absolutely needs. Blocked data are never read here. *Unblocked* data (6 §): when her consent cannot be
obtained, a caregiver may know who shares, and may then read, on the same condition. An omsorgsgivare has
none of this. Here does not belong the third branch, the caregiver's own inner block (`inner_block_lifted`).
"""

from __future__ import annotations

from vardvag.contracts.access.decision import Decision, Emergency, permit, refuse
from vardvag.contracts.access.law import SVOD
from vardvag.contracts.access.provider import ProviderKind

BLOCKED = f"{SVOD} 3 kap. 5 §"
UNBLOCKED = f"{SVOD} 3 kap. 6 §"


def learn_who_blocked(reader: ProviderKind, source: ProviderKind, stated: Emergency) -> Decision:
    """Whether a provider may know which caregivers have blocked data (5 § first paragraph)."""
    if (no := _no_emergency(reader, source, stated, BLOCKED)) is not None:
        return no
    if not stated.cannot_ask_to_lift:
        return refuse(
            "emergency.patient-can-ask",
            f"{BLOCKED} första stycket 2",
            "Patienten kan själv begära att spärren hävs. Fråga patienten.",
            "The patient can ask for the block to be lifted herself. Ask her.",
        )
    return permit(
        "emergency.who-blocked",
        f"{BLOCKED} första stycket",
        "Fara för liv eller hälsa, och patienten kan inte begära att spärren hävs.",
        "Danger to life or health, and the patient cannot ask for the block to be lifted.",
    )


def ask_to_lift(reader: ProviderKind, source: ProviderKind, stated: Emergency) -> Decision:
    """Whether a provider may ask the one that blocked to lift the block (5 § second paragraph)."""
    known = learn_who_blocked(reader, source, stated)
    if not known.allowed:
        return known
    if not stated.indispensable:
        return _dispensable(f"{BLOCKED} andra stycket")
    return permit(
        "emergency.asks-to-lift",
        f"{BLOCKED} andra stycket",
        "Uppgifterna kan antas ha betydelse för oundgänglig vård. Den som spärrade avgör.",
        "The data can be presumed to matter for indispensable care. Whoever blocked decides.",
    )


def learn_who_shares(reader: ProviderKind, source: ProviderKind, stated: Emergency) -> Decision:
    """Whether a provider may know which caregivers have made unblocked data available (6 § first)."""
    if (no := _no_emergency(reader, source, stated, UNBLOCKED)) is not None:
        return no
    if not stated.consent_unobtainable:
        return refuse(
            "emergency.consent-obtainable",
            f"{UNBLOCKED} första stycket 2",
            "Patientens samtycke kan inhämtas. Fråga patienten.",
            "The patient's consent can be obtained. Ask her.",
        )
    return permit(
        "emergency.who-shares",
        f"{UNBLOCKED} första stycket",
        "Fara för liv eller hälsa, och samtycke kan inte inhämtas.",
        "Danger to life or health, and consent cannot be obtained.",
    )


def read_unblocked(reader: ProviderKind, source: ProviderKind, stated: Emergency) -> Decision:
    """Whether a provider may read unblocked data without consent (6 § second paragraph)."""
    known = learn_who_shares(reader, source, stated)
    if not known.allowed:
        return known
    if not stated.indispensable:
        return _dispensable(f"{UNBLOCKED} andra stycket")
    return permit(
        "emergency.reads-unblocked",
        f"{UNBLOCKED} andra stycket",
        "Uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver.",
        "The data can be presumed to matter for care that the patient absolutely needs.",
    )


def _no_emergency(
    reader: ProviderKind, source: ProviderKind, stated: Emergency, paragraph: str
) -> Decision | None:
    if reader is not ProviderKind.CAREGIVER or source is not ProviderKind.CAREGIVER:
        return refuse(
            "emergency.only-caregivers",
            f"{paragraph} första stycket",
            "Lagens nödbestämmelser gäller bara mellan vårdgivare.",
            "The law's rules for emergencies are between caregivers only.",
        )
    if not stated.danger:
        return refuse(
            "emergency.no-danger",
            f"{paragraph} första stycket 1",
            "Du har inte angett fara för patientens liv eller allvarlig risk för hälsan.",
            "You have not stated danger to the patient's life or a serious risk to her health.",
        )
    return None


def _dispensable(paragraph: str) -> Decision:
    return refuse(
        "emergency.dispensable",
        paragraph,
        "Du har inte angett att uppgifterna kan antas ha betydelse för oundgänglig vård.",
        "You have not stated that the data can be presumed to matter for indispensable care.",
    )
