"""The answer in words: a sentence for the heading, the facts it stands on, and what can be done.

Every day and number comes from a clock, and every duty from the law's own file. Here does not belong what
is so (`usecases/does_the_guarantee_hold`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardvag.base.days import days_waited
from vardvag.clocks.limits import Ground
from vardvag.clocks.model import Certainty
from vardvag.clocks.reasons import REASONS
from vardvag.service.look import formats
from vardvag.usecases.does_the_guarantee_hold import Holding
from vardvag.usecases.guarantee_answers import Care, Changed

_DUE = {
    Care.CONTACT: gettext_lazy("Du ska få kontakt med vårdcentralen samma dag, den %(day)s"),
    Care.ASSESSMENT: gettext_lazy("Du ska få en medicinsk bedömning senast den %(day)s"),
    Care.VISIT: gettext_lazy("Du ska få ett första besök senast den %(day)s"),
    Care.OWN_REQUEST: gettext_lazy("Du ska få ett första besök senast den %(day)s"),
    Care.TREATMENT: gettext_lazy("Din behandling ska börja senast den %(day)s"),
    Care.CHILD_PSYCHIATRY: gettext_lazy("Du ska få ett första besök senast den %(day)s"),
}
_WAS_DUE = {
    Care.CONTACT: gettext_lazy("Du skulle ha fått kontakt med vårdcentralen den %(day)s"),
    Care.ASSESSMENT: gettext_lazy("Du skulle ha fått en medicinsk bedömning senast den %(day)s"),
    Care.VISIT: gettext_lazy("Du skulle ha fått ett första besök senast den %(day)s"),
    Care.OWN_REQUEST: gettext_lazy("Du skulle ha fått ett första besök senast den %(day)s"),
    Care.TREATMENT: gettext_lazy("Din behandling skulle ha börjat senast den %(day)s"),
    Care.CHILD_PSYCHIATRY: gettext_lazy("Du skulle ha fått ett första besök senast den %(day)s"),
}
_SINCE = {
    Care.CONTACT: gettext_lazy("Du sökte kontakt"),
    Care.ASSESSMENT: gettext_lazy("Du sökte kontakt"),
    Care.VISIT: gettext_lazy("Remissen skrevs"),
    Care.OWN_REQUEST: gettext_lazy("Du sökte vården"),
    Care.TREATMENT: gettext_lazy("Vården beslutades"),
    Care.CHILD_PSYCHIATRY: gettext_lazy("Remissen skrevs, eller vården söktes"),
    Care.CHILD_PSYCHIATRY_NEXT: gettext_lazy("Första besöket"),
}
_UNMOVED = {
    Changed.MEDICAL: gettext_lazy("Att vården av medicinska skäl inte kunde ges."),
    Changed.ELSEWHERE: gettext_lazy("Att du hade valt vård i en annan region."),
    Changed.AGREED_LATER: gettext_lazy(
        "Att ni kom överens om en senare tid. Gränsen är kvar tills du hör av dig och vill ha en tidigare."
    ),
    Changed.MISSED: gettext_lazy(
        "Att du inte kom, eller bokade om. Den som avstår ska ha fått veta om garantin, "
        "fått ett erbjudande och själv ha sagt nej till det."
    ),
}
_UNMET = {
    "informed": gettext_lazy("att du hade fått veta om vårdgarantin"),
    "offered": gettext_lazy("att den tid du erbjöds låg inom gränsen"),
}
_MISSING = {
    "municipality": gettext_lazy("Om du söker vården i den region där du är folkbokförd."),
    "listed_unit": gettext_lazy("Om du är listad på vårdcentralen."),
    "assessment_needed": gettext_lazy(
        "Om vårdcentralen sa att du behöver en medicinsk bedömning som inte gick att göra genast."
    ),
    "profession": gettext_lazy("Om det var en läkare som gjorde bedömningen."),
}
_STILL = {
    Ground.MEDICAL: gettext_lazy("Tiden räknas inte så länge du av medicinska skäl inte kan få vården"),
    Ground.ELSEWHERE: gettext_lazy("Tiden räknas inte så länge du har valt vård i en annan region"),
    Ground.WAIVED: gettext_lazy("Tiden räknas inte sedan du tackade nej"),
}
_LEFT_OUT = {
    Ground.MEDICAL: gettext_lazy("av medicinska skäl"),
    Ground.ELSEWHERE: gettext_lazy("vård i en annan region"),
    Ground.WAIVED: gettext_lazy("du tackade nej"),
}

_SOON = 14
"""From so many days before the last the page says that it is soon."""


@dataclass(frozen=True)
class Status:
    """A word with its shape and colour: within, soon, over or rest."""

    kind: str
    word: str


def heading(holding: Holding) -> str:
    """The answer as one sentence."""
    clock, care = holding.clock, holding.answers.care
    if holding.not_covered is not None:
        return formats.said(REASONS[holding.not_covered])
    if clock is None:
        return _("Vårdgarantin säger ingen dag här, men det finns ett mål")
    if clock.last_day is None:
        return _("Det går inte att säga vilken dag som är den sista")
    if clock.stopped_on is not None and holding.passed is not None:
        return _("Du fick vården för sent") if holding.passed else _("Du fick vården i tid")
    if holding.passed:
        return str(_WAS_DUE[care]) % {"day": formats.day(clock.last_day)}
    if (still := open_ground(holding)) is not None:
        return str(_STILL[still])
    if clock.certainty is Certainty.BOUNDED:
        return _("Om garantin gäller dig är sista dagen den %(day)s") % {"day": formats.day(clock.last_day)}
    return str(_DUE[care]) % {"day": formats.day(clock.last_day)}


def lead(holding: Holding) -> str:
    """Why, in one or two sentences."""
    clock = holding.clock
    if holding.not_covered is not None:
        return _("Då finns ingen sista dag i lagen för den här väntan.")
    if clock is None:
        return _("Målet har staten och regionerna satt upp. Det står inte i lagen.")
    if clock.last_day is None:
        return f"{formats.said(REASONS[clock.reason])}." if clock.reason else ""
    if clock.stopped_on is not None and holding.passed is not None:
        told = {"given": formats.day(clock.stopped_on), "last": formats.day(clock.last_day)}
        return _("Du fick den den %(given)s. Sista dagen inom garantin var den %(last)s.") % told
    if holding.passed:
        if holding.duty is not None:
            return _(
                "Gränsen har passerats. Då ska din region se till att du får vården hos någon annan, "
                "utan extra kostnad för dig."
            )
        return _("Gränsen har passerats. Lagen säger inte vad som då ska hända i primärvården.")
    if open_ground(holding) is not None:
        told = {"day": formats.day(clock.last_day)}
        return _("Om tiden började räknas igen i dag skulle sista dagen bli den %(day)s.") % told
    if clock.certainty is Certainty.BOUNDED:
        return _("Några svar saknas för att vi ska kunna säga att garantin gäller.")
    if holding.answers.own_region is None:
        return _("Vårdgarantin gäller dig, om du söker vården i din egen region.")
    return _("Vårdgarantin gäller dig, om det du har svarat stämmer.")


def status(holding: Holding) -> Status | None:
    """How far the wait has come; None where it cannot be said, or is over."""
    clock = holding.clock
    if clock is None or clock.last_day is None or clock.stopped_on is not None:
        return None
    left = days_waited(holding.today, clock.last_day)
    if left < 0:
        if holding.passed is None:
            return None
        over = _("en dag över gränsen") if left == -1 else _("%(days)s dagar över gränsen")
        return Status("over", over % {"days": formats.number(-left)})
    if open_ground(holding) is not None:
        return Status("rest", _("tiden står stilla"))
    if left == 0:
        word = _("sista dagen är i dag")
    else:
        word = _("en dag kvar") if left == 1 else _("%(days)s dagar kvar")
    return Status("soon" if left <= _SOON < clock.days else "within", word % {"days": formats.number(left)})


def facts(holding: Holding) -> list[tuple[str, str]]:
    """What the answer stands on, in the order it is counted."""
    clock = holding.clock
    if clock is None or clock.last_day is None or clock.started_on is None:
        return []
    length = _("%(days)s dagar") % {"days": formats.number(clock.days)} if clock.days else _("samma dag")
    since = formats.weekday(clock.started_on)
    if holding.before:
        since = _("%(day)s, då du hörde av dig igen") % {"day": since}
    found = [(str(_SINCE[holding.answers.care]) if not holding.before else _("Räknas på nytt från"), since)]
    found.append((_("Gränsen"), length))
    for ground, pauses in (holding.left_out or {}).items():
        for pause in pauses:
            told = {"from": formats.day(pause.begun), "to": formats.day(pause.ended)}
            span = _("från den %(from)s") if pause.open else _("den %(from)s till den %(to)s")
            found.append((_("Räknas inte"), f"{span % told}: {_LEFT_OUT[ground]}"))
    counts = open_ground(holding) is None
    last = _("Sista dagen") if counts else _("Sista dagen, om tiden räknades igen i dag")
    found.append((last, formats.weekday(clock.last_day)))
    found.append((_("Står i"), f"{clock.law} {clock.paragraph}"))
    if clock.wording:
        found.append((_("I den lydelse som gällde då"), clock.wording))
    return found


def missing(holding: Holding) -> list[str]:
    """What the answer waits for."""
    found = [
        str(_MISSING[one]) for one in (holding.clock.missing if holding.clock else ()) if one in _MISSING
    ]
    clock = holding.clock
    told = clock is not None and clock.last_day is not None and holding.duty is not None
    if told and holding.answers.own_region is None:
        found.append(str(_MISSING["municipality"]))
    return found


def unmoved(holding: Holding) -> list[str]:
    """What was answered and moves nothing, and why."""
    found = [str(_UNMOVED[one]) for one in holding.unmoved if one in _UNMOVED]
    if Changed.DECLINED in holding.unmoved:
        reasons = _(" och ").join(str(_UNMET[one]) for one in holding.unmet)
        found.append(
            _("Att du tackade nej. Av dina svar framgår inte %(conditions)s.") % {"conditions": reasons}
            if reasons
            else _("Att du tackade nej.")
        )
    return found


def open_ground(holding: Holding) -> Ground | None:
    """The ground on which time is not counted now."""
    if holding.clock is None or not holding.clock.provisional:
        return None
    found = (holding.left_out or {}).items()
    return next((ground for ground, pauses in found if any(one.open for one in pauses)), None)
