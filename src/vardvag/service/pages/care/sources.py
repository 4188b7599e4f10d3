"""What a plan's page says of the sources it was collected from: who could not be reached, since when.

Here does not belong what is missing (`usecases/show_sources`).
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from vardvag.contracts.plan import PatientContract
from vardvag.service.look import formats
from vardvag.service.pages.care import words
from vardvag.service.store.source_states import DjangoSourceStates
from vardvag.usecases.show_sources import Missing, show_sources


def sources_of(plan: PatientContract, *, to_patient: bool) -> dict[str, Any]:
    """What `pages/care/sources.html` and `unplaced.html` show, beside a plan that may be read."""
    shown = show_sources(DjangoSourceStates(), plan, to_patient=to_patient)
    return {
        "missing": [_sentence(one) for one in shown.missing],
        "fetched": [
            _("Hämtat från %(source)s %(when)s") % {"source": source, "when": formats.moment(at)}
            for source, at in shown.fetched
        ],
        "unplaced": [(words.in_swedish(said), code) for said, code in shown.unplaced],
    }


def _sentence(one: Missing) -> str:
    about = {
        "source": one.source,
        "what": ", ".join(formats.said(what) for what in one.what),
        "tried": formats.moment(one.tried_at),
        "since": formats.moment(one.since) if one.since else "",
    }
    if one.partly and one.since:
        return (
            _(
                "%(source)s (%(what)s): allt kunde inte läsas %(tried)s. "
                "Senast allt kunde läsas var %(since)s."
            )
            % about
        )
    if one.partly:
        return _("%(source)s (%(what)s): allt kunde inte läsas %(tried)s.") % about
    if one.since:
        return _("%(source)s (%(what)s): kunde inte nås sedan %(since)s.") % about
    return _("%(source)s (%(what)s): har inte kunnat nås någon gång.") % about
