"""Who has read the patient's plan: every reading and every attempt, with the reason and its paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Action
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look.frame import ROLE_LABELS
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.show_plan import Denied
from vardvag.usecases.show_readers import Readers, Reading, show_readers

DID: dict[str, Promise] = {
    Action.READ_PLAN: gettext_lazy("Läste planen"),
    Action.MOVE_STEP: gettext_lazy("Ändrade tiden för ett steg"),
    Action.READ_LOG: gettext_lazy("Läste vem som har läst"),
    Action.JOIN_SOURCE_PLAN: gettext_lazy("Hämtade uppgifter om dig från andra system till planen"),
    Action.OFFER_CONTRACT: gettext_lazy("Erbjöd patientkontrakt eller fast vårdkontakt"),
    Action.PROPOSE_OFFER: gettext_lazy("Sökte efter dem som ska erbjudas patientkontrakt"),
    Action.RECORD_ANSWER: gettext_lazy("Skrev ner svaret på ett erbjudande"),
    Action.CONFIRM_VERSION: gettext_lazy("Sade ja eller nej till planen"),
    Action.COMMENT_VERSION: gettext_lazy("Kommenterade planen"),
    Action.STATE_WISHES: gettext_lazy("Skrev önskemål om tider"),
    Action.WRITE_WHAT_MATTERS: gettext_lazy("Skrev vad som är viktigt"),
    Action.CHANGE_STEPS: gettext_lazy("Ändrade stegen i planen"),
    Action.NAME_CONTACT: gettext_lazy("Utsåg eller avslutade en fast kontakt"),
    Action.MAKE_SIP: gettext_lazy("Skrev i den samordnade individuella planen (SIP)"),
    Action.HAND_OVER: gettext_lazy("Erbjöd någon annan att ta över steg"),
    Action.ANSWER_HAND_OVER: gettext_lazy("Svarade på en överlämning"),
    Action.APPLY_TEMPLATE: gettext_lazy("Lade till steg från en mall"),
    Action.FIND_CLASHES: gettext_lazy("Sökte det som inte går ihop i planen"),
    Action.PROPOSE_TIMES: gettext_lazy("Sökte tider att föreslå"),
    Action.BOOK_PROPOSED: gettext_lazy("Sparade en tid som patienten sagt ja till"),
    Action.RECORD_VISIT_END: gettext_lazy("Skrev hur ett besök slutade"),
    Action.RECORD_KNOWS_WHOM: gettext_lazy("Skrev om patienten vet vem hon ska ringa"),
    Action.RECORD_STAY: gettext_lazy("Skrev om en tid på sjukhus"),
    Action.DO_OWN_STEP: gettext_lazy("Markerade ett eget steg som klart"),
    Action.LEARN_WHO_BLOCKED: gettext_lazy("Fick i en nödsituation veta vem som har spärrat"),
    Action.ASK_TO_LIFT: gettext_lazy("Bad i en nödsituation om att en spärr hävs"),
    Action.LEARN_WHO_SHARES: gettext_lazy("Fick i en nödsituation veta vem som delar uppgifter"),
    Action.READ_IN_EMERGENCY: gettext_lazy("Läste i en nödsituation uppgifter hos andra vårdgivare"),
    Action.LIFT_INNER_BLOCK: gettext_lazy("Hävde en inre spärr"),
    Action.GIVE_INFORMATION: gettext_lazy("Skrev att patienten är informerad om att uppgifter delas"),
    Action.OBJECT_TO_SHARING: gettext_lazy("Skrev en spärr"),
    Action.LIFT_BLOCK: gettext_lazy("Hävde en spärr"),
    Action.RECORD_CONSENT: gettext_lazy("Skrev ett samtycke"),
    Action.WITHDRAW_CONSENT: gettext_lazy("Tog tillbaka ett samtycke"),
    Action.RECORD_RELATION: gettext_lazy("Skrev vilken vårdgivare som har en relation till patienten"),
    Action.RECORD_REPRESENTATION: gettext_lazy("Skrev vem som företräder patienten"),
    Action.END_REPRESENTATION: gettext_lazy("Avslutade att någon företräder patienten"),
    Action.STATE_CAPACITY: gettext_lazy("Skrev om patienten kan ta ställning"),
    Action.CHOOSE_NOTICES: gettext_lazy("Såg eller valde vad som ska meddelas om planen"),
    Action.RECEIVE_NOTICE: gettext_lazy("Skulle få ett meddelande om att planen har ändrats"),
    "export_contact": gettext_lazy("Skickade väntetiden till regionens statistik, utan namn"),
}
"""What somebody did, by the action in the log. An action that is not here is shown by its own name."""
TRIED: dict[str, Promise] = {
    Action.READ_PLAN: gettext_lazy("Försökte läsa planen, men fick inte"),
    Action.MOVE_STEP: gettext_lazy("Försökte ändra tiden för ett steg, men fick inte"),
    Action.READ_LOG: gettext_lazy("Försökte läsa vem som har läst, men fick inte"),
    Action.JOIN_SOURCE_PLAN: gettext_lazy("Försökte hämta uppgifter om dig, men fick inte"),
    Action.CHOOSE_NOTICES: gettext_lazy("Försökte välja meddelanden om planen, men fick inte"),
    Action.RECEIVE_NOTICE: gettext_lazy("Skulle ha fått ett meddelande, men får inte längre läsa planen"),
}
"""What somebody tried. An attempt at anything else is said as an attempt to change the plan."""


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
    fallback = entry.action if entry.allowed else _("Försökte ändra planen, men fick inte")
    return Line(
        at=entry.when,
        who=_("Du") if reading.own else words.in_swedish(entry.name),
        role=str(ROLE_LABELS[Role(entry.role)]) if entry.role in tuple(Role) else _("sker av sig självt"),
        unit=words.in_swedish(reading.unit or ""),
        did=str(known.get(entry.action, fallback)),
        reason=words.in_swedish(entry.reason),
        paragraph=words.in_swedish(words.in_law(entry.paragraph)),
        own=reading.own,
        refused=not entry.allowed,
    )
