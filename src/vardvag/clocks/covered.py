"""What the care guarantee does not cover, and why: as facts on the pathway or the contact.

Each exception with its source stands in `coverage.yaml`. Here does not belong time that is not counted
(`not_counted`): that is a part of a wait that is covered.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vardvag.base.dated import Source
from vardvag.base.definitions import SourceField, Strict, TextField, read_definition, validated
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.clocks import reasons
from vardvag.clocks.limits import Limit, LimitVersion
from vardvag.clocks.options import Options
from vardvag.events.model import CareEvent, EventKind, Phase, PrimaryCareContact

FILE = Path(__file__).parent / "coverage.yaml"

# What takes a whole pathway out of the guarantee. Its other exceptions are kinds of contact.
NOT_COVERED: Mapping[EventKind, str] = {
    EventKind.SOUGHT_ELSEWHERE: reasons.SOUGHT_ELSEWHERE,
    EventKind.LATER_FOR_MEDICAL_REASONS: reasons.LATER_FOR_MEDICAL_REASONS,
    EventKind.MEDICAL_SERVICE: reasons.MEDICAL_SERVICE,
    EventKind.AID: reasons.AID,
    EventKind.DENTAL_CARE: reasons.DENTAL_CARE,
    EventKind.PRIVATE_WITHOUT_CONTRACT: reasons.PRIVATE_WITHOUT_CONTRACT,
}


_COUNTIES = frozenset(region.municipality_prefix for region in REGIONS)


def why_pathway_not_covered(limit: Limit, pathway: Iterable[CareEvent]) -> str | None:
    """The first reason, in the order above, that the events of a pathway give; None when it is covered.

    A goal or a target is no guarantee: what it covers is for whoever set it to say.
    """
    if not limit.is_guarantee:
        return None
    happened = {event.kind for event in pathway}
    return next((reason for kind, reason in NOT_COVERED.items() if kind in happened), None)


def why_phase_not_covered(phase: Phase, limit: Limit | None, region: str) -> str | None:
    """The reason that a row of the national file gives by its kind of contact; None when a limit has it."""
    if limit is not None and limit.applies_in(region):
        return None
    return reasons.PHASES_NOT_COVERED.get(phase, reasons.OUTSIDE_THE_LIMITS)


def listed_here(contact: PrimaryCareContact, options: Options) -> bool | None:
    """Whether the patient is listed at the unit; where nobody can be listed, the guarantee applies all the
    same. None when the contact does not say."""
    if contact.unit in options.units_without_listing:
        return True
    return None if contact.listed_unit is None else contact.listed_unit == contact.unit


def lives_here(contact: PrimaryCareContact) -> bool | None:
    """Whether the patient lives in the region of the unit; None when the contact does not say where.

    A region owes the guarantee to those it is responsible for (HSL 9 kap. 1 §, 8 kap. 1–2 §§); who chooses
    primary care elsewhere has none there, listed or not (SKR, 2022-10-31).
    """
    county = contact.municipality[:2]
    return county == contact.region if county in _COUNTIES else None


def why_contact_not_covered(
    contact: PrimaryCareContact, version: LimitVersion, options: Options
) -> str | None:
    """The reason that a contact with primary care gives; None when it is covered, or that is not known."""
    if lives_here(contact) is False:
        return reasons.SOUGHT_ELSEWHERE
    if version.listed_only and listed_here(contact, options) is False:
        return reasons.NOT_LISTED_HERE
    if version.if_needed and contact.assessment_needed is False:
        return reasons.NO_ASSESSMENT_NEEDED
    return None


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exception from the guarantee, as it is read: which fact tells it, and what is covered after all."""

    reason: str
    told_by: Text
    but: Text | None
    sources: tuple[Source, ...]


class _RuleField(Strict):
    told_by: TextField
    exception: TextField | None = None
    sources: tuple[SourceField, ...]


class _CoverageFile(Strict):
    title: TextField
    rules: dict[str, _RuleField]


@functools.cache
def exemptions() -> Mapping[str, Exemption]:
    """Every exception with its sources, by its reason."""
    fields = validated(read_definition(FILE), _CoverageFile)
    return {
        reason: Exemption(
            reason,
            rule.told_by.text(),
            rule.exception.text() if rule.exception else None,
            tuple(source.source() for source in rule.sources),
        )
        for reason, rule in fields.rules.items()
    }
