"""Claims to an actor: strict, pure, and no access by default.

An issuer says who somebody is. We accept it only when the role is one we know and the one reference that the
role rests on is there; anything else is *no access*, with the reason, never a guess at a lesser role.
A claim that the role has no use for is dropped, so that nobody carries more than their role.
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import AT_A_UNIT, FOR_A_REGION, FOR_SOMEBODY, Actor

ROLE_CLAIM = "vardvag_role"
REFERENCE_CLAIMS = {
    **dict.fromkeys(FOR_SOMEBODY, "vardvag_person"),
    **dict.fromkeys(AT_A_UNIT, "vardvag_unit"),
    **dict.fromkeys(FOR_A_REGION, "vardvag_region"),
}
"""Role → the claim that it cannot be without."""

_LONGEST = 200


class NoAccess(Exception):
    """The claims do not make anybody of us. `reason` is for the log and names no value."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def actor_from_claims(claims: Mapping[str, object]) -> Actor:
    """The actor that verified *claims* describe. NoAccess when anything needed is absent, odd or unknown."""
    subject = _text(claims, "sub")
    said = _text(claims, ROLE_CLAIM)
    if said not in set(Role):
        raise NoAccess("unknown role")
    role = Role(said)
    reference = _text(claims, REFERENCE_CLAIMS[role])
    name = claims.get("name")
    shown = name.strip() if isinstance(name, str) and 0 < len(name.strip()) <= _LONGEST else subject
    return Actor(
        subject=subject,
        role=role,
        name=shown,
        person=reference if role in FOR_SOMEBODY else None,
        unit=reference if role in AT_A_UNIT else None,
        region=reference if role in FOR_A_REGION else None,
    )


def _text(claims: Mapping[str, object], name: str) -> str:
    """A claim that must be a short text without odd signs."""
    value = claims.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or not value.isprintable():
        raise NoAccess(f"claim {name} is missing or not a text")
    return value.strip()
