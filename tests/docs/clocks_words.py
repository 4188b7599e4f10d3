"""The facts of an example in Swedish words: a row, a contact with primary care, a stay, a wording.

Here does not belong the page (`clocks_page`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from vardvag.events.model import Contact, Deviation, Phase, PrimaryCareContact

PHASES = {
    Phase.FIRST_CONTACT: "första kontakt",
    Phase.OPERATION: "operation",
    Phase.EXAMINATION: "undersökning",
    Phase.RETURN_VISIT: "återbesök",
    Phase.EMERGENCY: "akut kontakt",
}
DEVIATIONS = {Deviation.PATIENT_CHOSEN: "PvV", Deviation.MEDICAL: "MoV", Deviation.SOCIAL: "SoV"}
NEEDS = {True: "bedömning behövs", False: "bedömning behövs inte", None: "behovet framgår inte"}
PROFESSIONS = {"XS915": " av läkare", "XS919": " av sjuksköterska"}
FACTS = {
    "admitted_at": "inskriven",
    "need_seen_at": "behovet bedöms",
    "admission_notice_at": "inskrivningsmeddelande",
    "ready_notice_at": "underrättelse om utskrivningsklar",
    "sip_needed": "SIP behövs",
    "sip_called_at": "kallelse till SIP",
    "discharged_at": "utskriven",
    "information_sent_at": "information överförd",
    "other_day_agreed": "annat överenskommet",
    "agreed_on": "överenskommen dag",
    "open_care_ready": "regionens öppna vård på plats",
}


def row_words(contact: Contact) -> str:
    """A row of the national file."""
    return _joined(
        (
            PHASES[contact.phase],
            f"beslut {contact.decided_on}",
            f"start {contact.started_on}" if contact.started_on else "väntar",
            DEVIATIONS.get(contact.deviation, ""),
            "" if contact.guaranteed else "vårdgaranti: nej",
            f"region {contact.region}" if contact.region == "01" else "",
        )
    )


def primary_words(contact: PrimaryCareContact) -> str:
    """A contact with primary care."""
    by = PROFESSIONS.get(contact.profession or "", "")
    elsewhere = "listad någon annanstans" if contact.listed_unit else "listning framgår inte"
    return _joined(
        (
            f"söker kontakt {contact.sought_on}",
            f"får kontakt {contact.contacted_on}" if contact.contacted_on else "ingen kontakt",
            NEEDS[contact.assessment_needed],
            f"bedöms {contact.assessed_on}{by}" if contact.assessed_on else "inte bedömd än",
            DEVIATIONS.get(contact.deviation, ""),
            "" if contact.listed_unit == contact.unit else elsewhere,
            {"0880": "", "0000": "hemort framgår inte"}.get(contact.municipality, "bor i en annan region"),
        )
    )


def version_words(said: dict[str, Any] | None) -> str:
    """A wording of a limit."""
    if said is None:
        return "ingen gräns"
    grounds = said.get("not_counted")
    count = {0: "ingen tid räknas bort", 2: "två grunder", 3: "tre grunder"}
    return _joined(
        (
            f"{said['days']} dagar",
            str(said.get("wording", "")),
            "bara vid behov" if said.get("if_needed") else "",
            {"doctor": "av läkare", "licensed": "av legitimerad personal"}.get(said.get("by", ""), ""),
            "bara där patienten är listad" if said.get("listed_only") else "",
            "grunder inte kända" if grounds is None else count[len(grounds)],
        )
    )


def facts_words(facts: dict[str, Any]) -> str:
    """The facts of a stay: what has not happened has no time, what is not told is said not to be."""
    return _joined(f"{FACTS[name]}: {_fact(name, value)}" for name, value in facts.items())


def _fact(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if value is None:
        return "inte gjort" if name.endswith("_at") and name != "admitted_at" else "framgår inte"
    return str(value) if isinstance(value, date) else str(value).replace("T", " kl. ").replace("Z", " UTC")


def _joined(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word)
