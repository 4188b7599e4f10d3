"""What has happened around a stay in hospital, written down; and how a visit ended.

The clocks of lag (2017:612) are shown from the facts of a stay on the plan's page. Here does not belong any
limit (`clocks.discharge`), nor whether there is a next time (`contracts.next_time`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from vardvag.base.errors import Unreadable
from vardvag.base.moments import Moment
from vardvag.clocks.discharge import Discharge
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId, StepId, new_identifier
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Done, day_of
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import words
from vardvag.service.pages.care.change import Change, Cleaned, PlanForm, change_page
from vardvag.service.pages.care.staff_form import conditional, day_field
from vardvag.service.today import today
from vardvag.usecases.record_stay import record_stay
from vardvag.usecases.record_visit_end import record_visit_end
from vardvag.usecases.show_plan import Denied, PlanView
from vardvag.usecases.show_whole_plan import WholePlan

MOMENTS = {
    "admitted_at": gettext_lazy("Inskriven"),
    "need_seen_at": gettext_lazy("Läkaren såg att stöd kan behövas efteråt, om det var senare"),
    "admission_notice_at": gettext_lazy("Inskrivningsmeddelande skickat"),
    "ready_notice_at": gettext_lazy("Meddelande om utskrivningsklar skickat"),
    "sip_called_at": gettext_lazy("Kallat till samordnad individuell planering (SIP)"),
    "discharged_at": gettext_lazy("Utskriven"),
    "information_sent_at": gettext_lazy("Information överförd"),
}
"""Field of a stay → what it is called. In the order of the act."""
YES, NO, UNSAID = "ja", "nej", "ej-sagt"
_ANSWERS = [(UNSAID, gettext_lazy("Inte sagt än")), (YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nej"))]


class MomentField(forms.Field):
    """A day and a clock time in Sweden on one line, as 2019-12-31 14.30."""

    def to_python(self, value: Any) -> Moment | None:
        """The moment; ValidationError for what cannot be read, or is no moment in Sweden."""
        if not (said := str(value or "").strip()):
            return None
        for shape in ("%Y-%m-%d %H.%M", "%Y-%m-%d %H:%M"):
            try:
                return Moment.of(datetime.strptime(said, shape))  # Swedish time, made a moment
            except Unreadable as wrong:
                raise forms.ValidationError(_("Den tiden finns inte, eller finns två gånger.")) from wrong
            except ValueError:
                continue
        raise forms.ValidationError(_("Tiden går inte att läsa. Skriv den som 2019-12-31 14.30."))

    def prepare_value(self, value: Any) -> Any:
        """As it is written."""
        return f"{value.stockholm:%Y-%m-%d %H.%M}" if isinstance(value, Moment) else value


class StayForm(PlanForm):
    """The facts of one stay. What has not happened is left empty."""

    pathway = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    sip_needed = forms.ChoiceField(
        label=gettext_lazy("Behövs insatser från både region och kommun?"), choices=_ANSWERS
    )
    open_care_ready = forms.ChoiceField(
        label=gettext_lazy("Är de insatser klara som regionens öppna vård svarar för?"), choices=_ANSWERS
    )
    other_day_agreed = forms.ChoiceField(
        label=gettext_lazy("Har region och kommun enats om en annan dag för betalningsansvaret?"),
        choices=_ANSWERS,
    )
    agreed_on = day_field(gettext_lazy("Den dagen"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name, label in MOMENTS.items():
            self.fields[name] = MomentField(
                label=label, required=False, help_text=gettext_lazy("Skriv som 2019-12-31 14.30.")
            )
            self.fields[name].widget.attrs["autocomplete"] = "off"
        conditional(self, *MOMENTS, "agreed_on")

    @property
    def moments(self) -> list[forms.BoundField]:
        """The fields of the moments."""
        return [self[name] for name in MOMENTS]


class VisitForm(PlanForm):
    """That a visit has ended."""


_SAID = {YES: True, NO: False}


def _stay(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
    stay = Discharge(
        pathway=asked["pathway"] or new_identifier(),
        **{name: asked[name] for name in MOMENTS},
        sip_needed=_SAID.get(asked["sip_needed"]),
        other_day_agreed=_SAID.get(asked["other_day_agreed"]),
        agreed_on=asked["agreed_on"],
        open_care_ready=_SAID.get(asked["open_care_ready"]),
    )
    return record_stay(store, actor, plan, stay, asked["version"], now)


def _answer(said: bool | None) -> str:
    return UNSAID if said is None else (YES if said else NO)


def _open(found: WholePlan) -> Discharge | None:
    """The stay that is written in: the newest, unless it is over and all of it is said."""
    stays = found.view.plan.stays
    if not stays or (stays[-1].discharged_at and stays[-1].information_sent_at):
        return None
    return stays[-1]


def _written_before(found: WholePlan) -> dict[str, Any]:
    stay = _open(found)
    if stay is None:
        return {}
    return {
        "pathway": stay.pathway,
        **{name: getattr(stay, name) for name in MOMENTS},
        "sip_needed": _answer(stay.sip_needed),
        "other_day_agreed": _answer(stay.other_day_agreed),
        "agreed_on": stay.agreed_on,
        "open_care_ready": _answer(stay.open_care_ready),
    }


STAY = Change(
    StayForm,
    "pages/care/stay.html",
    _stay,
    "vardtid",
    lambda found, form: {"to_staff": True},
    initial=_written_before,
)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """Write what has happened around a stay in hospital."""
    return change_page(request, plan_id, STAY)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def visit_end(request: HttpRequest, plan_id: str, step_id: str) -> HttpResponseBase:
    """Say that a visit has ended: whether she has the next time in hand is read from the plan."""

    def do(store: PlanStore, actor: Actor, plan: PlanId, asked: Cleaned, now: Moment) -> PlanView | Denied:
        return record_visit_end(store, actor, plan, StepId(step_id), now)

    def context(found: WholePlan, form: forms.Form) -> dict[str, Any]:
        visit = found.view.plan.step(StepId(step_id))
        left = [
            one
            for one in found.view.overview.steps
            if one.step.step_id != step_id and not isinstance(one.step.when, Done)
        ]
        ahead = [(words.in_swedish(one.step.what), words.when(one) or _("ingen tid än")) for one in left]
        return {
            "to_staff": True,
            "what": words.in_swedish(visit.what),
            "ahead": ahead,
            "to_come": (day_of(visit.when) or today()) > today(),
        }

    return change_page(request, plan_id, Change(VisitForm, "pages/care/visit_end.html", do, "besok", context))
