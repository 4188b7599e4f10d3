"""What the parts around a plan are called: kinds of contacts, ways of saying, states of an offer.

Here does not belong any sentence about one plan (`whole`).
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.offers import Offered, OfferState
from vardvag.contracts.referral import ReferralStatus
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.sip import ParticipantKind, PrincipalKind
from vardvag.contracts.source_plans import CarePlanType

CONTACT_KINDS: dict[FixedContactKind, Promise] = {
    FixedContactKind.OVERALL: _("Fast vårdkontakt som samordnar allt"),
    FixedContactKind.CARE: _("Fast vårdkontakt"),
    FixedContactKind.PHYSICIAN: _("Fast läkarkontakt"),
    FixedContactKind.HOME_CARE: _("Fast omsorgskontakt"),
}
WAYS: dict[Way, Promise] = {
    Way.VISIT: _("vid ett besök"),
    Way.TELEPHONE: _("i telefon"),
    Way.LETTER: _("i brev"),
    Way.FORM: _("på en blankett"),
    Way.INTERPRETER: _("genom tolk"),
    Way.LOG_IN: _("inloggad"),
}
ON_BEHALF = (Way.VISIT, Way.TELEPHONE, Way.LETTER, Way.FORM, Way.INTERPRETER)
"""The ways that somebody else writes down."""
SPEAKERS: dict[Speaker, Promise] = {
    Speaker.PATIENT: _("patienten"),
    Speaker.RELATIVE: _("en närstående"),
    Speaker.CARE: _("vården"),
}
OFFERED: dict[Offered, Promise] = {
    Offered.CONTRACT: _("Patientkontrakt"),
    Offered.FIXED_CONTACT: _("Fast vårdkontakt"),
}
OFFER_STATES: dict[OfferState, Promise] = {
    OfferState.NOT_YET: _("inte erbjudet än"),
    OfferState.OFFERED: _("erbjudet, inget svar än"),
    OfferState.ACCEPTED: _("ja"),
    OfferState.DECLINED: _("nej"),
}
REFERRALS: dict[ReferralStatus, Promise] = {
    ReferralStatus.SENT: _("Remissen skickades den {day}."),
    ReferralStatus.RECEIVED: _("Remissen togs emot den {day}."),
    ReferralStatus.ASSESSED: _("Remissen bedömdes den {day}."),
    ReferralStatus.ANSWERED: _("Remissen besvarades den {day}."),
    ReferralStatus.REJECTED: _("Remissen skickades tillbaka den {day}."),
    ReferralStatus.BROKEN_OFF: _("Remissen avbröts den {day}."),
}
PRINCIPALS: dict[PrincipalKind, Promise] = {
    PrincipalKind.REGION: _("regionen"),
    PrincipalKind.MUNICIPALITY: _("kommunen"),
    PrincipalKind.OTHER: _("någon annan"),
}
PARTICIPANTS: dict[ParticipantKind, Promise] = {
    ParticipantKind.PERSON: _("personen själv"),
    ParticipantKind.RELATIVE: _("närstående"),
    ParticipantKind.REGION: _("regionen"),
    ParticipantKind.MUNICIPALITY: _("kommunen"),
    ParticipantKind.OTHER: _("någon annan"),
}
PLANS: dict[CarePlanType, Promise] = {
    CarePlanType.SIP: _("Samordnad individuell plan (SIP)"),
    CarePlanType.SPLPTLRV: _("Samordnad plan enligt LPT eller LRV"),
    CarePlanType.SPU: _("Samordnad plan vid utskrivning"),
    CarePlanType.VP: _("Vårdplan"),
    CarePlanType.HP: _("Habiliteringsplan"),
    CarePlanType.RP: _("Rehabiliteringsplan"),
    CarePlanType.GP: _("Genomförandeplan"),
    CarePlanType.SVP: _("Standardiserad vårdplan"),
    CarePlanType.OTHER: _("En annan plan"),
}
WEEKDAYS: dict[int, Promise] = {
    1: _("måndagar"),
    2: _("tisdagar"),
    3: _("onsdagar"),
    4: _("torsdagar"),
    5: _("fredagar"),
    6: _("lördagar"),
    7: _("söndagar"),
}
