"""What is told once on the plan's page after a change, by a short key in the address.

Here does not belong what a moved time leads to (`saved`).
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

DONE = {
    "svar": _("Svaret är sparat"),
    "kommentar": _("Kommentaren är sparad"),
    "viktigt": _("Dina ord är sparade"),
    "onskemal": _("Önskemålen är sparade"),
    "steg": _("Steget är markerat som klart"),
    "annan-tid": _("Önskemålet om en annan tid är sparat. Din tid gäller tills du har fått en ny."),
    "kontakt": _("Den fasta kontakten är sparad"),
    "sip": _("SIP:en är sparad"),
    "overlamning": _("Överlämningen är sparad"),
    "erbjudande": _("Erbjudandet är sparat"),
    "nytt-steg": _("Steget är tillagt"),
    "andrat-steg": _("Steget är ändrat"),
    "bort-steg": _("Steget är borttaget"),
    "tid": _("Tiden är sparad, med patientens ja"),
    "besok": _("Besökets slut är sparat"),
    "mall": _("Mallens steg är tillagda"),
    "vardtid": _("Tiden på sjukhus är sparad"),
    "sparrat": _("Uppgifterna är spärrade från och med nu"),
    "havt": _("Spärren är hävd"),
    "samtycke": _("Samtycket är sparat"),
    "samtycke-slut": _("Samtycket gäller inte längre"),
    "foretradare": _("Det är sparat vem som företräder patienten"),
    "foretradare-slut": _("Den personen företräder inte längre"),
    "informerad": _("Det är sparat att patienten har fått information"),
    "relation": _("Relationen är sparad"),
    "formaga": _("Det är sparat om patienten kan ta ställning"),
    "meddelanden": _("Ditt val är sparat"),
    "inga-meddelanden": _("Du får inte veta något mer om den här planen, och ingen adress är sparad"),
    "bedomt": _("Bedömningen är sparad"),
    "kalla": _("Planen från den andra källan är med"),
}
"""Key in the address → what is told."""


def told(request: HttpRequest) -> str:
    """What there is to tell; nothing for a key that is none of ours."""
    found = DONE.get(request.GET.get("klart", ""))
    return "" if found is None else str(found)
