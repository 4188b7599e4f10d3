"""Fara för liv eller hälsa: four acts, each a page of its own with what has to be stated. Never one button.

Knowing who blocked, asking that one to lift, knowing who shares, and reading what is shared and not blocked.
Each is decided by what is stated and logged, also when it is refused. Here does not belong the law
(`contracts.access.emergency`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from vardvag.base.errors import BadInput, NotFound
from vardvag.base.moments import Moment
from vardvag.base.texts import Text
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Emergency
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.store import PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.ask_to_lift import ask_to_lift
from vardvag.usecases.in_emergency import Providers
from vardvag.usecases.learn_who_blocked import learn_who_blocked
from vardvag.usecases.learn_who_shares import learn_who_shares
from vardvag.usecases.read_in_emergency import read_in_emergency
from vardvag.usecases.show_plan import Denied, PlanView, show_plan

DANGER = _("Det är fara för patientens liv, eller allvarlig risk för hennes hälsa")
CANNOT_ASK = _("Patienten kan inte själv begära att spärren hävs")
NO_CONSENT = _("Patientens samtycke kan inte inhämtas")
INDISPENSABLE = _("Uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver")

STATEMENTS: dict[str, Any] = {
    "danger": DANGER,
    "cannot_ask_to_lift": CANNOT_ASK,
    "consent_unobtainable": NO_CONSENT,
    "indispensable": INDISPENSABLE,
}
"""What can be stated, by its name in `Emergency`."""

Do = Callable[[PlanStore, Actor, PlanId, Emergency, Moment, str], Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its title, its paragraph, what has to be stated, and the use-case."""

    title: Promise
    about: Promise
    paragraph: str
    stated: tuple[str, ...]
    do: Do
    asks_whom: bool = False


_BLOCKED, _SHARED = "lag (2022:913) 3 kap. 5 §", "lag (2022:913) 3 kap. 6 §"
ACTS: dict[str, Act] = {
    "vem-har-sparrat": Act(
        _("Ta reda på vem som har spärrat"),
        _("Du får veta vilka vårdgivare som har spärrade uppgifter. Du får inte läsa dem."),
        f"{_BLOCKED} första stycket",
        ("danger", "cannot_ask_to_lift"),
        lambda store, actor, plan, stated, at, whom: learn_who_blocked(store, actor, plan, stated, at),
    ),
    "be-om-havning": Act(
        _("Be den som har spärrat att häva spärren"),
        _("Den vårdgivaren avgör. Ring också: här skrivs bara att du har frågat."),
        f"{_BLOCKED} andra stycket",
        ("danger", "cannot_ask_to_lift", "indispensable"),
        lambda store, actor, plan, stated, at, whom: ask_to_lift(store, actor, plan, whom, stated, at),
        asks_whom=True,
    ),
    "vem-delar": Act(
        _("Ta reda på vem som har gjort uppgifter tillgängliga"),
        _("Du får veta vilka vårdgivare som har uppgifter som inte är spärrade."),
        f"{_SHARED} första stycket",
        ("danger", "consent_unobtainable"),
        lambda store, actor, plan, stated, at, whom: learn_who_shares(store, actor, plan, stated, at),
    ),
    "las": Act(
        _("Läs uppgifter som inte är spärrade"),
        _("Du får läsa det som andra vårdgivare har gjort tillgängligt. Det som är spärrat visas aldrig."),
        f"{_SHARED} andra stycket",
        ("danger", "consent_unobtainable", "indispensable"),
        lambda store, actor, plan, stated, at, whom: read_in_emergency(store, actor, plan, stated, at),
    ),
}
"""Key in the address → the act, in the order of the law."""


class StatedForm(forms.Form):
    """What somebody states and stands for. What is not ticked is not so."""

    def __init__(self, act: Act, data: Any = None) -> None:
        super().__init__(data)
        for name in act.stated:
            self.fields[name] = forms.BooleanField(label=STATEMENTS[name], required=False)
        if act.asks_whom:
            self.fields["whom"] = forms.CharField(
                label=_("Vårdgivare"),
                help_text=_("Som den heter på sidan om vem som har spärrat."),
                max_length=64,
            )


@requires(Role.COORDINATOR, profile="care")
@require_safe
def acts(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The four acts, each with where it leads and its paragraph."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    view = show_plan(DjangoPlanStore(), actor, PlanId(plan_id), now())
    if isinstance(view, Denied):
        return no_such_plan(request)
    context = {"view": view, "acts": [(key, act, words.in_law(act.paragraph)) for key, act in ACTS.items()]}
    return render(request, "pages/care/emergency.html", context)


@requires(Role.COORDINATOR, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, plan_id: str, act: str) -> HttpResponse:
    """State what the law asks for, and be told; or be refused, and that it is logged."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    if act not in ACTS:
        raise NotFound(Text("Handlingen", "act"), act, ACTS)
    chosen, store, plan = ACTS[act], DjangoPlanStore(), PlanId(plan_id)
    context: dict[str, Any] = {
        "act": chosen,
        "plan_id": plan_id,
        "paragraph": words.in_law(chosen.paragraph),
        "form": StatedForm(chosen),
    }
    if request.method != "POST":
        view = show_plan(store, actor, plan, now())
        if isinstance(view, Denied):
            return no_such_plan(request)
        return render(request, "pages/care/emergency_act.html", context)
    form = StatedForm(chosen, request.POST)
    context["form"] = form
    if not form.is_valid():
        return render(request, "pages/care/emergency_act.html", context, status=400)
    stated = Emergency(**{name: form.cleaned_data[name] for name in chosen.stated})
    try:
        told = chosen.do(store, actor, plan, stated, now(), form.cleaned_data.get("whom", ""))
    except BadInput as refused:
        context["findings"] = refused.findings
        return render(request, "pages/care/emergency_act.html", context, status=400)
    if isinstance(told, Denied):
        return render(request, "pages/care/emergency_act.html", context | {"refused": True}, status=403)
    return render(request, "pages/care/emergency_told.html", context | _told(told))


def _told(told: Any) -> dict[str, Any]:
    if isinstance(told, Providers):
        return {"names": told.names, "listed": True}
    if isinstance(told, PlanView):
        return {"steps": words.time_line(told.overview, today(), to_staff=True)}
    return {"asked": True}
