"""The main navigation, in its order. What somebody may not open is not shown to them.

Here belong places, not permissions: each view guards itself, and a test holds the two together.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vardvag.service.identity.actor import Role
from vardvag.service.look.frame import Entry

NAVIGATION: tuple[Entry, ...] = (
    Entry(_("Start"), "start"),
    Entry(
        _("Överenskommelser"),
        "agreements",
        description=_("Vad varje region fick enligt varje överenskommelse, på kronan, och varför."),
    ),
    Entry(
        _("År för år"),
        "years",
        description=_(
            "Ett års alla överenskommelser, för landet eller en region: beslutat, intjänat och betalat."
        ),
    ),
    Entry(
        _("Min sida"),
        "patient-start",
        profile="care",
        roles=frozenset({Role.PATIENT}),
        description=_("Vad som händer härnäst, när, var och vem du kan ringa."),
    ),
    Entry(
        _("Vem har läst min plan?"),
        "care-readers",
        profile="care",
        roles=frozenset({Role.PATIENT}),
        description=_("Var och en som har läst din plan, när och varför."),
    ),
    Entry(
        _("Samordning"),
        "coordinator-start",
        profile="care",
        roles=frozenset({Role.COORDINATOR}),
        description=_("Planerna för patienterna vid din enhet."),
    ),
    Entry(
        _("Regionens väntetider"),
        "analyst-start",
        profile="region",
        roles=frozenset({Role.REGION_ANALYST}),
        description=_("Hur länge människor väntar i din region, och var."),
    ),
    Entry(
        _("Väntande"),
        "region-waiting",
        profile="region",
        roles=frozenset({Role.REGION_ANALYST}),
        description=_("Andelen inom gränsen vid månadens slut, med två sätt att räkna."),
    ),
    Entry(
        _("Klockor"),
        "region-clocks",
        profile="region",
        roles=frozenset({Role.REGION_ANALYST}),
        description=_("Vilka som har passerat vårdgarantins gräns, och vilka som snart gör det."),
    ),
    Entry(
        _("Läs in en fil"),
        "region-file",
        profile="region",
        roles=frozenset({Role.REGION_ANALYST}),
        description=_("Kontrollera en fil med vårdkontakter och läs in den när den är rätt."),
    ),
    Entry(
        _("Regionens ersättning"),
        "finance-start",
        profile="region",
        roles=frozenset({Role.REGION_FINANCE}),
        description=_("Vad din region har fått enligt varje överenskommelse, och varför."),
    ),
    Entry(
        _("Kömiljarden månad för månad"),
        "region-payout",
        profile="region",
        roles=frozenset({Role.REGION_FINANCE}),
        description=_("Vad din region har tjänat in varje månad, genom vilket villkor och på vilka andelar."),
    ),
)
