"""What the patient or a relative said without logging in, written down for her; and care's own yes.

Here does not belong what she says logged in (`saying`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.offers import Offered
from vardvag.contracts.said import Speaker
from vardvag.contracts.store import PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import whole
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.saying import words_field
from vardvag.service.pages.care.staff_form import VoiceForm, voice_of
from vardvag.usecases.answer_version import answer_version, comment_version
from vardvag.usecases.record_answer import record_answer
from vardvag.usecases.record_visit_end import record_knows_whom
from vardvag.usecases.show_plan import Denied, PlanView
from vardvag.usecases.show_whole_plan import WholePlan

SAID = {
    "version-ja": _("Ja till planen som den är nu"),
    "version-nej": _("Nej till planen som den är nu"),
    "kommentar": _("En kommentar till planen"),
    "kontrakt-ja": _("Ja till att få ett patientkontrakt"),
    "kontrakt-nej": _("Nej till att få ett patientkontrakt"),
    "kontakt-ja": _("Ja till en fast vårdkontakt"),
    "kontakt-nej": _("Nej till en fast vårdkontakt"),
    "vet": _("Vet vem hon eller han ska ringa"),
    "vet-inte": _("Vet inte vem hon eller han ska ringa"),
}
"""Key in the form → what was said."""


class SaidForm(VoiceForm):
    """What was said, by whom, and how."""

    said = forms.ChoiceField(label=_("Vad sades?"), choices=list(SAID.items()))
    words = words_field(_("Med egna ord"))

    field_order = ("said", "speaker", "name", "way", "words")

    def clean(self) -> dict[str, Any]:
        """A comment, and a no to the plan, need words."""
        cleaned = super().clean() or {}
        if cleaned.get("said") in ("kommentar", "version-nej") and not cleaned.get("words", "").strip():
            self.add_error("words", _("Skriv vad som sades."))
        return cleaned


class CareYesForm(PlanForm):
    """That care agrees to the version on the screen."""


def _say(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    kind, _dash, answer = asked["said"].partition("-")
    voice, said, version = voice_of(asked), asked["words"], asked["version"]
    yes = answer == "ja"
    match kind:
        case "version":
            return answer_version(store, actor, plan, version, now, confirmed=yes, words=said, **voice)
        case "kommentar":
            return comment_version(store, actor, plan, version, now, words=said, **voice)
        case "vet":
            return record_knows_whom(store, actor, plan, now, knows=not answer, **voice)
    what = Offered.CONTRACT if kind == "kontrakt" else Offered.FIXED_CONTACT
    return record_answer(store, actor, plan, what, now, accepted=yes, words=said, **voice)


def _agree(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    return answer_version(store, actor, plan, asked["version"], now, confirmed=True, speaker=Speaker.CARE)


def _standing(found: WholePlan, form: forms.Form) -> dict[str, Any]:
    return {"to_staff": True, "said_of_version": whole.version_words(found.version)}


SAY = Change(
    SaidForm,
    "pages/care/on_behalf.html",
    _say,
    "svar",
    _standing,
    initial=lambda found: {"name": found.view.person.name},
)
AGREE = Change(CareYesForm, "pages/care/care_yes.html", _agree, "svar", _standing)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Write down what she said."""
    return change_page(request, plan_id, SAY)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def care_yes(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Care's yes to the version on the screen."""
    return change_page(request, plan_id, AGREE)
