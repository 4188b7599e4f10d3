"""Meddelanden: what she wants to be told of each plan that she may read, by which way, and what she was told.

A page for whoever reads a plan: the patient, a guardian, and those who take part in the care. What is told
never says what has changed. Here does not belong sending (`usecases/send_notices`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.notices.notice import KEPT, NoticeState
from vardvag.contracts.notices.subscription import LONGEST_ADDRESS, NoticeWay, Topic
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.notices.ways import ways
from vardvag.service.pages.care.change import address_of, at_the_fields
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.done import told
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.choose_notices import NoticesShown, Told, choose_notices, show_notices
from vardvag.usecases.open_plan_list import open_plan_list
from vardvag.usecases.show_plan import Denied

FOLLOW = (Role.PATIENT, Role.GUARDIAN, Role.COORDINATOR, Role.CARE_STAFF)
"""Those whose pages show a plan that they can follow."""

WHAT: dict[Topic, Promise] = {
    Topic.NEW_VERSION: gettext_lazy("Planen har en ny version"),
    Topic.CHANGED_TIME: gettext_lazy("En tid är ändrad"),
    Topic.CHANGED_CONTACT: gettext_lazy("En kontakt eller den som ansvarar är ändrad"),
    Topic.TO_CONFIRM: gettext_lazy("Något väntar på ditt svar"),
}
HOW: dict[NoticeWay, Promise] = {
    NoticeWay.PAGE: gettext_lazy("Bara här, när jag loggar in"),
    NoticeWay.EMAIL: gettext_lazy("Här, och ett e-brev som säger att något har ändrats"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that she was told, or is about to be."""

    at: Moment
    what: list[str]
    kind: str
    became: str


class NoticesForm(forms.Form):
    """What to be told of, and by which way."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Vad vill du få veta?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Hur vill du få veta det?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj hur du vill få veta det.")},
    )
    address = forms.CharField(
        label=gettext_lazy("E-postadress"),
        help_text=gettext_lazy(
            "Fyll i den om du har valt e-brev. I brevet står varken namn eller något om vård."
        ),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, shown: NoticesShown, data: Any = None) -> None:
        chosen = {"topics": [one.value for one in shown.topics], "way": shown.way.value}
        super().__init__(data, initial={**chosen, "address": shown.address})
        topics: Any = self.fields["topics"]
        topics.choices = [(one.value, WHAT[one]) for one in shown.can_choose]
        way: Any = self.fields["way"]
        way.choices = [(one.value, HOW[one]) for one in shown.ways]
        # Asked for when e-mail is chosen, so not said to be optional.
        self.fields["address"].conditional = True  # type: ignore[attr-defined]  # read by the field's template
        if NoticeWay.EMAIL not in shown.ways:
            del self.fields["address"]


@requires(*FOLLOW, profile="care")
@require_safe
def start(request: HttpRequest) -> HttpResponseBase:
    """The plans that she can follow; where there is one, that one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    plans = open_plan_list(DjangoPlanStore(), actor, now())
    if len(plans) == 1:
        return HttpResponseRedirect(reverse("care-notices", args=[plans[0].plan.plan_id]))
    return render(request, "pages/care/notices_start.html", {"plans": plans})


@requires(*FOLLOW, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, plan_id: str) -> HttpResponseBase:
    """What she has chosen of one plan, and what she has been told; or her new choice."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    store, plan = DjangoPlanStore(), PlanId(plan_id)
    shown = show_notices(store, actor, plan, now(), ways())
    if isinstance(shown, Denied):
        return no_such_plan(request)
    if request.method != "POST":
        return _page(request, actor, shown, NoticesForm(shown))
    form = NoticesForm(shown, request.POST)
    if not form.is_valid():
        return _page(request, actor, shown, form, status=400)
    topics = [Topic(one) for one in form.cleaned_data["topics"]]
    way, address = NoticeWay(form.cleaned_data["way"]), form.cleaned_data.get("address", "")
    try:
        chosen = choose_notices(store, actor, plan, topics, way, address, now(), ways())
    except BadInput as refused:
        left = at_the_fields(form, refused.findings)
        return _page(request, actor, shown, form, status=400, findings=left)
    if isinstance(chosen, Denied):
        return no_such_plan(request)
    done = "meddelanden" if topics else "inga-meddelanden"
    return HttpResponseRedirect(f"{reverse('care-notices', args=[plan_id])}?klart={done}")


def _page(
    request: HttpRequest,
    actor: Actor,
    shown: NoticesShown,
    form: NoticesForm,
    status: int = 200,
    findings: Any = (),
) -> HttpResponse:
    context = {
        "form": form,
        "findings": findings,
        "back": address_of(actor, shown.plan_id),
        "told": told(request),
        "lines": [_line(one) for one in shown.told],
        "by_mail": NoticeWay.EMAIL in shown.ways,
        "kept": KEPT.days,
        "own": actor.role is Role.PATIENT,
    }
    return render(request, "pages/care/notices.html", context, status=status)


def _line(one: Told) -> Line:
    what = [str(WHAT[topic]) for topic in one.topics if topic is not Topic.NEW_VERSION]
    kind, became = _became(one)
    return Line(one.made_at, what or [str(WHAT[Topic.NEW_VERSION])], kind, became)


def _became(one: Told) -> tuple[str, str]:
    if one.state is NoticeState.FAILED:
        return "over", _("E-brevet kunde inte skickas. Se efter att adressen är rätt.")
    if one.way is NoticeWay.EMAIL:
        return "done", _("Ett e-brev är skickat")
    if one.state is NoticeState.WAITING:
        return "plain", _("Nytt här")
    return "plain", _("Visas här")
