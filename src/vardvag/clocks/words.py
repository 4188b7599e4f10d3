"""The events, waits and forces of limits in the law's own words, for pages, lists and the manual.

Here do not belong reasons (`reasons`), nor sentences about one clock.
"""

from __future__ import annotations

from collections.abc import Mapping

from vardvag.base.texts import Text
from vardvag.clocks.breach import Standing
from vardvag.clocks.limits import About, Ground
from vardvag.clocks.model import LimitKind
from vardvag.events.model import EventKind

K = EventKind
EVENTS: Mapping[EventKind, Text] = {
    K.CARE_SOUGHT: Text("söker kontakt", "seeks contact"),
    K.REFERRAL_ISSUED: Text("remiss utfärdas", "referral issued"),
    K.REFERRAL_RETURNED: Text("remissen skickas tillbaka för komplettering", "referral sent back"),
    K.REQUEST_ASSESSED: Text("vårdbegäran bedöms medicinskt", "own request medically assessed"),
    K.REQUEST_ACCEPTED: Text("vårdbegäran accepteras", "own request accepted"),
    K.SUSPICION: Text("välgrundad misstanke", "well-founded suspicion"),
    K.DECISION: Text("vårdgivaren beslutar om vården", "caregiver decides on the care"),
    K.BOOKED: Text("tid bokas", "time booked"),
    K.OFFER_MADE: Text("erbjuds vård", "offered care"),
    K.INFORMED: Text("informeras om vårdgarantin", "informed about the guarantee"),
    K.WAIVED: Text("meddelar att hon avstår", "tells that she abstains"),
    K.WAIVER_REGRETTED: Text("meddelar att hon ångrar sig", "tells that she regrets it"),
    K.LATER_AGREED: Text("kommer överens om en senare tid", "agrees on a later day"),
    K.EARLIER_WANTED: Text("meddelar att hon vill ha en tidigare tid", "tells that she wants an earlier day"),
    K.MEDICAL_HOLD_BEGUN: Text("kan av medicinska skäl inte ges vård", "medical hold begins"),
    K.MEDICAL_HOLD_ENDED: Text("kan ges vård igen", "medical hold ends"),
    K.ELSEWHERE_BEGUN: Text("väljer vård i en annan region", "chooses care in another region"),
    K.ELSEWHERE_ENDED: Text("inte längre vård i en annan region", "care in another region ends"),
    K.STARTED: Text("vården börjar", "care begins"),
    K.CLOSED: Text("ärendet avslutas utan vård", "closed without care"),
    K.SOUGHT_ELSEWHERE: Text("vården söks i en annan region", "care sought in another region"),
    K.LATER_FOR_MEDICAL_REASONS: Text("bör av medicinska skäl vänta längre", "later for medical reasons"),
    K.MEDICAL_SERVICE: Text("gäller medicinsk service", "medical service"),
    K.AID: Text("gäller ett hjälpmedel", "an aid"),
    K.DENTAL_CARE: Text("gäller tandvård", "dental care"),
    K.PRIVATE_WITHOUT_CONTRACT: Text("privat vårdgivare utan avtal", "private without contract"),
    K.SEARCHED_ELSEWHERE: Text("regionen söker en annan vårdgivare", "region searches elsewhere"),
    K.OFFERED_ELSEWHERE: Text("erbjuds vård hos en annan vårdgivare", "offered care with another caregiver"),
    K.COSTS_COMPENSATED: Text("merkostnader ersätts", "extra costs compensated"),
    K.CONTACT_ADMINISTERED: Text("vårdkontakten administreras", "contact administrated"),
}
"""Every kind of event. The patient is meant where nobody else is named."""

WAITS: Mapping[About, Text] = {
    About.CONTACT: Text("kontakt med primärvården", "contact with primary care"),
    About.ASSESSMENT: Text("medicinsk bedömning i primärvården", "medical assessment in primary care"),
    About.VISIT: Text("besök i den specialiserade vården", "visit in specialised care"),
    About.TREATMENT: Text("planerad vård", "planned care"),
    About.EXAMINATION: Text("undersökning i den specialiserade vården", "examination in specialised care"),
    About.NEXT_STEP: Text("fördjupad utredning eller behandling", "in-depth investigation or treatment"),
    About.FIRST_TREATMENT: Text("första behandling", "first treatment"),
    About.PRIMARY_EXAMINATION: Text("undersökning i primärvården", "examination in primary care"),
    About.PRIMARY_TREATMENT: Text("behandling i primärvården", "treatment in primary care"),
    About.TOLD_WHEN: Text("besked om när vård ges", "being told when care is given"),
}

KINDS: Mapping[LimitKind, Text] = {
    LimitKind.STATUTE: Text("lag", "law"),
    LimitKind.REGIONAL: Text("regionens egen gräns", "the region's own limit"),
    LimitKind.POLICY: Text("mål, inte lag", "a goal, not law"),
    LimitKind.TARGET: Text("ledtid som användaren har angett", "a lead time that the user supplied"),
    LimitKind.PROPOSAL: Text("förslag som inte är beslutat", "a proposal, not enacted"),
}

GROUNDS: Mapping[Ground, Text] = {
    Ground.MEDICAL: Text("av medicinska skäl inte kan ges vård", "for medical reasons cannot be given care"),
    Ground.ELSEWHERE: Text("har valt vård i en annan region", "has chosen care in another region"),
    Ground.WAIVED: Text("frivilligt avstår från vård", "voluntarily abstains from care"),
}

STANDINGS: Mapping[Standing, Text] = {
    Standing.DONE: Text("gjort", "done"),
    Standing.REMAINS: Text("kvar att göra", "remains"),
    Standing.NOT_YET: Text("inte aktuellt än", "not yet"),
    Standing.FALLEN_AWAY: Text("har fallit bort", "has fallen away"),
}
