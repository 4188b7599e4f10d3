"""The provider, unit or staff that something said of access names, as it is kept; told when it is none.

Here does not belong whether they exist: other caregivers' units are not kept here.
"""

from __future__ import annotations

from collections.abc import Sequence

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.contracts.access.decision import AccessFacts
from vardvag.contracts.identifiers import LONGEST


def named_provider(facts: AccessFacts, provider: str | None) -> str:
    """The provider named, or the plan's own caregiver. BadInput for what can be no identifier."""
    if provider is None:
        return facts.provider.identifier if facts.provider is not None else ""
    refuse_if(not_names(provider=provider))
    return provider.strip()


def not_names(**names: str | None) -> list[Finding]:
    """A finding for each name that can be no identifier; None is no name and nothing wrong."""
    return [
        Finding("access-name", _NO_NAME, _GIVE_ONE, column=column, value=name)
        for column, name in names.items()
        if name is not None and not (0 < len(name.strip()) <= LONGEST and name.isprintable())
    ]


def refuse_if(findings: Sequence[Finding]) -> None:
    """BadInput with all that stands against what was said; nothing when nothing does."""
    if findings:
        raise BadInput(_NOT_SO, findings)


_NOT_SO = Text("Det kan inte sparas så.", "It cannot be kept so.")
_NO_NAME = Text("Det är ingen beteckning", "It is no identifier")
_GIVE_ONE = Text(
    "Ange den som vårdgivaren, enheten eller personen heter i katalogen, högst 64 tecken.",
    "Give the one by which the directory knows the provider, unit or person, at most 64 characters.",
)
