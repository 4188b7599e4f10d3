"""What stands around the steps of a plan, in words: contacts, versions, time, wishes, SIP, plans elsewhere.

The same for the patient and for staff; what each may see has been decided before. Here does not belong the
time line (`words`), nor the forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vardvag.contracts.fixed_contact import FixedContact
from vardvag.contracts.offers import OfferStanding
from vardvag.contracts.plan_events import PlanEvent, PlanEventKind
from vardvag.contracts.said import Said
from vardvag.contracts.sip import Sip
from vardvag.contracts.source_plans import JoinedPlan
from vardvag.contracts.versions import VersionStanding
from vardvag.contracts.wishes import Wishes
from vardvag.service.look import formats
from vardvag.service.pages.care import labels, words
from vardvag.usecases.show_whole_plan import WholePlan

Words = SafeString | str


@dataclass(frozen=True, slots=True)
class Contact:
    """A named contact: what she is, how she is reached, and from when to when."""

    contact_id: str
    kind: str
    name: Words
    ring: words.Ring
    period: str
    open_ended: bool


def around(whole: WholePlan, today: date) -> dict[str, Any]:
    """The context of the templates `around_*.html`."""
    plan = whole.view.plan
    current = {one.contact_id for one in whole.contacts}
    return {
        "contacts": [_contact(one) for one in whole.contacts],
        "earlier_contacts": [_contact(one) for one in plan.fixed_contacts if one.contact_id not in current],
        "time": time_words(whole),
        "wishes": wish_words(plan.wishes),
        "sips": [_sip(sip, whole) for sip in plan.sips],
        "source_plans": [_joined(one, today) for one in plan.source_plans],
        "offers": [_offer(one) for one in whole.offers],
        "said_of_version": version_words(whole.version),
        "plan_version": plan.version,
        "agreed": whole.version.agreed,
        "agreed_before": whole.agreed_version,
    }


def said_words(said: Said) -> Words:
    """Who said something, and who wrote it down."""
    if said.recorded_by is None:
        return said.name
    return format_html(
        _("{name} ({way}, skrivet av {by})"),
        name=said.name,
        way=labels.WAYS[said.way],
        by=said.recorded_by,
    )


def version_words(version: VersionStanding) -> list[Words]:
    """What has been said of one version, a sentence each."""
    said: list[Words] = []
    if version.made is not None:
        about = {"when": formats.day(version.made.at.legal_day), "who": said_words(version.made.said)}
        said.append(format_html(_("Gjord den {when} av {who}."), **about))
    spoken = [event for event in (version.care, version.patient) if event is not None]
    return said + [answer_words(event) for event in (*spoken, *version.comments)]


def answer_words(event: PlanEvent) -> Words:
    """A yes, a no or a comment, by whom and when."""
    about = {
        "who": said_words(event.said),
        "when": formats.day(event.at.legal_day),
        "words": words.in_swedish(event.words),
    }
    if event.kind is PlanEventKind.VERSION_CONFIRMED:
        return format_html(_("{who} sade ja den {when}."), **about)
    if event.kind is PlanEventKind.VERSION_DECLINED and event.words:
        return format_html(_("{who} sade nej den {when}: ”{words}”"), **about)
    if event.kind is PlanEventKind.VERSION_DECLINED:
        return format_html(_("{who} sade nej den {when}."), **about)
    return format_html(_("{who} skrev den {when}: ”{words}”"), **about)


def time_words(whole: WholePlan) -> list[Words]:
    """How long the way has been, how much of it was waiting, and who owned the longest gap."""
    said: list[Words] = []
    if (so_far := whole.elapsed) is not None:
        numbers = {"days": so_far.days, "care": so_far.active_days, "waiting": so_far.waiting_days}
        said.append(format_html(_("Hittills {days} dagar: {care} med vård och {waiting} utan."), **numbers))
    if (gap := whole.gap) is not None:
        about = {
            "days": gap.days,
            "begins": formats.day(gap.begins),
            "ends": formats.day(gap.ends),
            "what": words.in_swedish(gap.waited_for.what),
            "owner": words.in_swedish(gap.owner.name),
        }
        said.append(
            format_html(
                _(
                    "Längst utan vård: {days} dagar, från den {begins} till den {ends}, i väntan på "
                    "”{what}”. Ansvar: {owner}."
                ),
                **about,
            )
        )
    return said


def wish_words(wishes: Wishes | None) -> list[Words]:
    """Her wishes for her times, a sentence each."""
    if wishes is None:
        return []
    said: list[Words] = []
    if wishes.words:
        said.append(words.in_swedish(f"”{wishes.words}”"))
    if wishes.not_weekdays:
        days = ", ".join(str(labels.WEEKDAYS[day]) for day in sorted(wishes.not_weekdays))
        said.append(format_html(_("Inte {days}."), days=days))
    if wishes.earliest:
        said.append(format_html(_("Tidigast klockan {time}."), time=f"{wishes.earliest:%H.%M}"))
    if wishes.latest:
        said.append(format_html(_("Senast klockan {time}."), time=f"{wishes.latest:%H.%M}"))
    if wishes.wait_until:
        said.append(format_html(_("Inte före den {day}."), day=formats.day(wishes.wait_until)))
    said += [
        format_html(
            _("Nej till {when}: ”{why}”"), when=formats.moment(no.at), why=words.in_swedish(no.reason)
        )
        for no in wishes.declined
    ]
    return said


def _contact(one: FixedContact) -> Contact:
    begins = formats.day(one.begins_on) if one.begins_on else ""
    ends = formats.day(one.ends_on) if one.ends_on else ""
    if begins and ends:
        period = format_html(_("från den {begins} till och med den {ends}"), begins=begins, ends=ends)
    elif begins:
        period = format_html(_("sedan den {begins}"), begins=begins)
    elif ends:
        period = format_html(_("till och med den {ends}"), ends=ends)
    else:
        period = SafeString("")
    return Contact(
        one.contact_id,
        str(labels.CONTACT_KINDS[one.kind]),
        words.in_swedish(one.name),
        words.ring(one.ask.first[1]),
        period,
        one.ends_on is None,
    )


def _sip(sip: Sip, whole: WholePlan) -> dict[str, Any]:
    lacks = next((found for one, found in whole.sip_lacks if one.sip_id == sip.sip_id), ())
    return {
        "sip_id": sip.sip_id,
        "open": sip.open,
        "opened": formats.day(sip.opened_on),
        "closed": formats.day(sip.closed_on) if sip.closed_on else "",
        "consent": said_words(sip.consent.said),
        "consent_on": formats.day(sip.consent.on),
        "interventions": [
            (
                words.in_swedish(one.what),
                labels.PRINCIPALS[one.principal] if one.principal else _("ingen har tagit den"),
                words.in_swedish(one.responsible or ""),
            )
            for one in sip.interventions
        ],
        "by_others": sip.by_others,
        "overall": labels.PRINCIPALS[sip.overall] if sip.overall else "",
        "overall_contact": words.in_swedish(sip.overall_contact or ""),
        "goals": [(words.in_swedish(goal.what), goal.own_words) for goal in sip.goals],
        "participants": [
            (words.in_swedish(one.name), labels.PARTICIPANTS[one.kind])
            for one in sip.participants
            if not one.objected
        ],
        "follow_up": formats.day(sip.follow_up_on) if sip.follow_up_on else "",
        "lacks": lacks,
    }


def _joined(one: JoinedPlan, today: date) -> dict[str, Any]:
    return {
        "title": words.in_swedish(one.title),
        "system": words.in_swedish(one.system),
        "fetched": formats.moment(one.fetched_at),
        "expires": formats.day(one.expires_on) if one.expires_on else "",
        "stale": one.stale_on(today),
        "approved": one.approved_for_patient,
    }


def _offer(one: OfferStanding) -> dict[str, Any]:
    return {
        "what": labels.OFFERED[one.what],
        "state": labels.OFFER_STATES[one.state],
        "when": formats.day(one.last.at.legal_day) if one.last else "",
        "who": said_words(one.last.said) if one.last else "",
    }
