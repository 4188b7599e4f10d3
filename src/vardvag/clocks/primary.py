"""HSF (2017:80) 6 kap. 1 §, items 1 and 2: contact with primary care, and the medical assessment there.

Both limits run from the day contact is sought. The second applies only when the caregiver has judged that an
assessment is needed and cannot be made then and there. No time is left out (2 § is for items 3 and 4 only),
whatever deviation is coded. What a contact does not say leaves the clock bounded or undetermined, with what
is missing. Here do not belong the limits of specialised care (`reference`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vardvag.base.days import overdue_from
from vardvag.clocks import reasons
from vardvag.clocks.covered import listed_here, lives_here, why_contact_not_covered
from vardvag.clocks.limits import About, Assessor, Limit, LimitVersion, guarantee
from vardvag.clocks.model import Certainty, GuaranteeClock
from vardvag.clocks.not_counted import may_pause
from vardvag.clocks.options import ORDINANCE, Options
from vardvag.events.model import PrimaryCareContact

DOCTOR = "XS915"
"""Läkare in the code list of professions of the national model."""


def clocks_of_primary(
    contact: PrimaryCareContact, under: Iterable[Limit] | None = None, options: Options = ORDINANCE
) -> list[GuaranteeClock]:
    """The clocks of one contact with primary care, under the guarantee or under other limits, in their order.

    A bounded clock is kept if its day is, and else it is not known whether the limit applied.
    """
    found = guarantee() if under is None else under
    return [
        _clock(contact, limit, options)
        for limit in found
        if limit.about.in_primary_care and limit.applies_in(contact.region)
    ]


def _clock(contact: PrimaryCareContact, limit: Limit, options: Options) -> GuaranteeClock:
    version = limit.version(contact.sought_on)
    stopped_on = _end(contact, limit, version)
    certainty, reason, missing = _certainty(contact, limit, version, stopped_on, options)
    known = version is not None and certainty is not Certainty.UNDETERMINED
    return GuaranteeClock(
        pathway=contact.contact_id,
        limit=limit.name,
        days=version.days if version else 0,
        law=version.law if version else "",
        paragraph=version.paragraph if version else "",
        certainty=certainty,
        started_on=contact.sought_on,
        stopped_on=stopped_on,
        overdue_from=overdue_from(contact.sought_on, version.days) if version and known else None,
        reason=reason,
        missing=missing,
        kind=limit.kind,
        wording=version.wording if version else "",
    )


def _end(contact: PrimaryCareContact, limit: Limit, version: LimitVersion | None) -> date | None:
    """Item 1: contact was made, at the latest by the assessment. Item 2: the assessment by whom it takes."""
    if limit.about is About.CONTACT:
        made = (day for day in (contact.contacted_on, contact.assessed_on) if day is not None)
        return min(made, default=None)
    if version is not None and version.by is Assessor.DOCTOR and contact.profession not in (None, DOCTOR):
        return None
    return contact.assessed_on


def _certainty(
    contact: PrimaryCareContact,
    limit: Limit,
    version: LimitVersion | None,
    stopped_on: date | None,
    options: Options,
) -> tuple[Certainty, str | None, tuple[str, ...]]:
    """How much the contact determines, the reason it is not all, and the facts that are missing."""
    if version is None:
        return Certainty.UNDETERMINED, reasons.NO_LIMIT_THEN, ()
    not_covered = why_contact_not_covered(contact, version, options) if limit.is_guarantee else None
    if not_covered is not None:
        return Certainty.UNDETERMINED, not_covered, ()
    if stopped_on is not None and stopped_on < contact.sought_on:
        return Certainty.UNDETERMINED, reasons.CARE_BEFORE_START, ()
    if version.by is Assessor.DOCTOR and stopped_on is not None and contact.profession is None:
        return Certainty.UNDETERMINED, reasons.ASSESSOR_UNKNOWN, ("profession",)
    doubts = []
    if limit.is_guarantee and lives_here(contact) is None:
        doubts.append((reasons.RESIDENCE_UNKNOWN, "municipality"))
    if version.listed_only and listed_here(contact, options) is None:
        doubts.append((reasons.LISTING_UNKNOWN, "listed_unit"))
    if version.if_needed and contact.assessment_needed is None:
        doubts.append((reasons.NEED_UNKNOWN, "assessment_needed"))
    if may_pause(contact.deviation, version):
        doubts.append((reasons.PAUSE_WITHOUT_DATES, "pause_dates"))
    if not doubts:
        return Certainty.DETERMINED, None, ()
    return Certainty.BOUNDED, doubts[0][0], tuple(missing for _, missing in doubts)
