"""Who has read the patient's plan: every reading and every attempt, with the reason and its paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.base.moments import Moment
from vardvag.contracts.access.decision import Action
from vardvag.service.identity.actor import Actor, Role
from vardvag.service.identity.guards import requires
from vardvag.service.look.frame import ROLE_LABELS
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.show_readers import Readers, Reading, show_readers

DID = {
    Action.READ_PLAN: gettext_lazy("Läste planen"),
    Action.MOVE_STEP: gettext_lazy("Ändrade tiden för ett steg"),
    Action.READ_LOG: gettext_lazy("Läste vem som har läst"),
    "export_contact": gettext_lazy("Skickade väntetiden till regionens statistik, utan namn"),
}
TRIED = {
    Action.READ_PLAN: gettext_lazy("Försökte läsa planen, men fick inte"),
    Action.MOVE_STEP: gettext_lazy("Försökte ändra tiden för ett steg, men fick inte"),
    Action.READ_LOG: gettext_lazy("Försökte läsa vem som har läst, men fick inte"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log as shown. `reason` is the log's own words, in Swedish as they were kept."""

    at: Moment
    who: SafeString | str
    role: str
    unit: SafeString | str
    did: str
    reason: SafeString | str
    paragraph: SafeString | str
    own: bool
    refused: bool


@requires(Role.PATIENT, profile="care")
@require_safe
def readers(request: HttpRequest) -> HttpResponse:
    """Who has read, or tried to read, the plans of the patient who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    found = show_readers(DjangoPlanStore(), actor, now())
    if isinstance(found, Denied):
        return no_such_plan(request)
    lines = [_line(reading) for reading in found.readings]
    context = {
        "title": _title(found),
        "others": [line for line in lines if not line.own],
        "own": [line for line in lines if line.own],
        "refused": found.refused,
    }
    return render(request, "pages/care/readers.html", context)


def _title(found: Readers) -> str:
    if found.others == 0:
        return _("Ingen annan än du har läst din plan")
    if found.others == 1:
        return _("En person utom du har läst din plan")
    return _("%(people)s personer utom du har läst din plan") % {"people": found.others}


def _line(reading: Reading) -> Line:
    entry = reading.entry
    known = DID if entry.allowed else TRIED
    return Line(
        at=entry.when,
        who=_("Du") if reading.own else words.in_swedish(entry.name),
        role=str(ROLE_LABELS[Role(entry.role)]) if entry.role in tuple(Role) else _("sker av sig självt"),
        unit=words.in_swedish(reading.unit or ""),
        did=str(known.get(entry.action, entry.action)),
        reason=words.in_swedish(entry.reason),
        paragraph=words.in_swedish(words.in_law(entry.paragraph)),
        own=reading.own,
        refused=not entry.allowed,
    )
