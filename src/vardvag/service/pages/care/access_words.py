"""What has been said of access to a person's data, in words: blocks, consents, relations, who acts for her.

The same for the patient, her guardian and staff. Here does not belong any form, nor who may see it
(`usecases.show_access`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vardvag.base.moments import Moment
from vardvag.contracts.access.block import Block, BlockKind
from vardvag.contracts.access.consent import Consent
from vardvag.contracts.access.representation import Representation, RepresentationKind
from vardvag.service.look import formats
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.usecases.show_access import AccessSaid


def access_words(said: AccessSaid, now: Moment) -> dict[str, Any]:
    """The context of `access.html`: what holds now, and what has held before."""
    today = now.legal_day
    blocks = [(one.record_id, one.block, _block(one.block, said)) for one in said.blocks]
    consents = [(one.record_id, one.consent, _consent(one.consent, said)) for one in said.consents]
    acting = [
        (one.record_id, one.representation, _acting(one.representation)) for one in said.representations
    ]
    return {
        "blocks": [
            (name, shown, one.kind is BlockKind.OUTER and one.provider == said.caregiver)
            for name, one, shown in blocks
            if one.in_force(now)
        ],
        "lifted": [shown for _name, one, shown in blocks if not one.in_force(now)],
        "consents": [(name, shown) for name, one, shown in consents if _holds(one, now)],
        "ended": [shown for _name, one, shown in consents if not _holds(one, now)],
        "acting": [
            (name, shown, one.kind is RepresentationKind.PROXY)
            for name, one, shown in acting
            if one.holds(today)
        ],
        "acted": [shown for _name, one, shown in acting if not one.holds(today)],
        "in_relation": [_provider(one, said) for one in said.in_relation],
        "had_relation": [_provider(one, said) for one in said.had_relation],
        "supporting": [_provider(one, said) for one in said.supporting],
        "informed": [_provider(one, said) for one in said.informed_by],
        "capacity": said.capacity,
    }


def _holds(one: Consent, now: Moment) -> bool:
    return one.begun <= now and (one.ended is None or now < one.ended)


def _provider(identifier: str, said: AccessSaid) -> str:
    """A provider by its name in the directory, and that it is the plan's own."""
    if identifier == said.caregiver:
        return _("planens vårdgivare (%(name)s)") % {"name": identifier}
    return identifier


def _block(one: Block, said: AccessSaid) -> dict[str, Any]:
    about = {"provider": _provider(one.provider, said), "day": formats.day(one.begun.legal_day)}
    what = (
        _("Andra vårdgivare och kommunen får inte se uppgifter från %(provider)s.")
        if one.kind is BlockKind.OUTER
        else _("Andra enheter hos %(provider)s får inte se uppgifterna.")
    )
    lines = [_("Spärrat sedan den %(day)s.") % about]
    if one.unit:
        lines.append(_("Gäller uppgifter från: %(unit)s.") % {"unit": _unit(one.unit)})
    if one.information_from or one.information_until:
        lines.append(_between(one.information_from, one.information_until))
    lines += [
        _("Hävd till och med %(until)s för: %(unit)s.")
        % {"until": formats.moment(revoke.until), "unit": _unit(revoke.unit)}
        for revoke in one.revokes
    ]
    if one.cancelled is not None:
        lines.append(_("Hävd den %(day)s.") % {"day": formats.day(one.cancelled.at.legal_day)})
    return {"what": what % about, "lines": lines}


def _between(first: date | None, last: date | None) -> str:
    about = {"first": formats.day(first) if first else "…", "last": formats.day(last) if last else "…"}
    return _("Gäller uppgifter från den %(first)s till och med den %(last)s.") % about


def _consent(one: Consent, said: AccessSaid) -> dict[str, Any]:
    about = {"unit": _unit(one.unit), "provider": _provider(one.provider, said)}
    lines = [_("Sedan den %(day)s.") % {"day": formats.day(one.begun.legal_day)}]
    if one.staff:
        lines.append(_("Bara: %(staff)s.") % {"staff": one.staff})
    if one.ended is not None:
        lines.append(_("Till: %(until)s.") % {"until": formats.moment(one.ended)})
    return {"what": _("%(unit)s hos %(provider)s får läsa vad andra har skrivit.") % about, "lines": lines}


def _acting(one: Representation) -> dict[str, Any]:
    kind = _("Vårdnadshavare") if one.kind is RepresentationKind.GUARDIAN else _("Ombud")
    lines = [_("Sedan den %(day)s.") % {"day": formats.day(one.begun)}]
    if one.ended is not None:
        lines.append(_("Till den %(day)s.") % {"day": formats.day(one.ended)})
    if one.decided_by_unit:
        lines.append(_("Mottagningen har beslutat att vårdnadshavaren fortsätter företräda barnet."))
    return {"what": f"{kind}: {one.by}", "lines": lines}


def _unit(unit: str) -> str:
    return DjangoPlanStore().unit_name(unit) or unit
