"""The main navigation, in its order. What somebody may not open is not shown to them.

Here belong places, not permissions: each view guards itself, and a test holds the two together.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vardvag.contracts.access.actor import Role
from vardvag.service.look.frame import Entry

NAVIGATION: tuple[Entry, ...] = (
    Entry(_("Start"), "start"),
    Entry(
        _("Vårdgarantin"),
        "guarantee",
        description=_(
            "Gäller vårdgarantin mig? Fyra frågor ger sista dagen, paragrafen och vad du kan göra."
        ),
    ),
    Entry(
        _("Väntetider"),
        "statistics",
        description=_("Hur länge man väntar på vård, i landet och i varje region, och hur det räknas."),
    ),
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
        _("Mina barn"),
        "guardian-start",
        profile="care",
        roles=frozenset({Role.GUARDIAN}),
        description=_("Planerna för de barn som du är vårdnadshavare för."),
    ),
    Entry(
        _("Plan hos regionen"),
        "outside-start",
        profile="care",
        roles=frozenset({Role.MUNICIPAL_HEALTH, Role.SOCIAL_CARE}),
        description=_("Läs en plan som regionen svarar för, när lagen låter dig."),
    ),
    Entry(
        _("Samordning"),
        "coordinator-start",
        profile="care",
        roles=frozenset({Role.COORDINATOR}),
        description=_("Planerna för patienterna vid din enhet."),
    ),
    Entry(
        _("Mina patienter"),
        "staff-start",
        profile="care",
        roles=frozenset({Role.CARE_STAFF}),
        description=_("Planerna för de patienter som du är med och vårdar."),
    ),
    Entry(
        _("Häv en inre spärr"),
        "lift-inner-block",
        profile="care",
        roles=frozenset({Role.CARE_STAFF}),
        description=_("För den som vårdgivaren har gett behörighet, när lagen låter spärren hävas."),
    ),
    Entry(
        _("Granska loggen"),
        "review-start",
        profile="care",
        roles=frozenset({Role.LOG_REVIEWER}),
        description=_("Dra ett stickprov ur vårdgivarens logg, bedöm raderna och se vad som har bedömts."),
    ),
    Entry(
        _("Meddelanden"),
        "care-notices-start",
        profile="care",
        roles=frozenset({Role.PATIENT, Role.GUARDIAN, Role.COORDINATOR, Role.CARE_STAFF}),
        description=_("Välj vad du vill få veta när en plan ändras, och se vad du har fått veta."),
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
