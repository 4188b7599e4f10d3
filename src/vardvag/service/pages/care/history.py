"""The versions of a plan: who made each, what both sides said of it, and what differs from one to the next.

Here does not belong finding the difference (`contracts.difference`), nor who may read it (`usecases`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.contracts.access.actor import Role
from vardvag.contracts.difference import ChangeKind, Difference, PartChange, StepChange
from vardvag.contracts.identifiers import PlanId
from vardvag.contracts.step import PlannedStep
from vardvag.contracts.store import PlanStore
from vardvag.contracts.times import Booked, Done, Requested, Window
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.pages.care import words
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.readers import DID
from vardvag.service.pages.care.whole import Words, version_words
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.lay_on_top import Since, changes_since
from vardvag.usecases.show_history import show_history
from vardvag.usecases.show_plan import Denied

PARTS: dict[str, Promise] = {
    "what_matters": gettext_lazy("Vad som är viktigt för patienten"),
    "coordinator": gettext_lazy("Samordnaren"),
    "care_team": gettext_lazy("De som deltar i vården"),
    "wishes": gettext_lazy("Önskemålen"),
    "fixed_contacts": gettext_lazy("En fast kontakt"),
    "sips": gettext_lazy("SIP:en"),
    "handovers": gettext_lazy("En överlämning"),
    "stays": gettext_lazy("En tid på sjukhus"),
    "source_plans": gettext_lazy("En plan från en annan källa"),
}
FIELDS: dict[str, Promise] = {
    "what": gettext_lazy("vad"),
    "owner": gettext_lazy("ansvar"),
    "when": gettext_lazy("tid"),
    "ask": gettext_lazy("vem du frågar"),
    "where": gettext_lazy("plats"),
    "preparation": gettext_lazy("förberedelser"),
    "wishes": gettext_lazy("önskemål"),
    "referral": gettext_lazy("remiss"),
    "booking": gettext_lazy("bokning"),
    "instructions": gettext_lazy("instruktioner"),
    "target": gettext_lazy("medicinskt måldatum"),
    "depends_on": gettext_lazy("vad det väntar på"),
}
"""Field of a step → what it is called. Others are called "annat"."""
KINDS: dict[ChangeKind, Promise] = {
    ChangeKind.ADDED: gettext_lazy("tillagt"),
    ChangeKind.REMOVED: gettext_lazy("borttaget"),
    ChangeKind.CHANGED: gettext_lazy("ändrat"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs: what, how, and for a time what it was and is."""

    what: SafeString | str
    how: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SinceWords:
    """What has been done from one version to another, and by whom."""

    seen: int
    current: int
    made: Sequence[Words]
    rows: list[Row]


@requires(Role.COORDINATOR, Role.PATIENT, profile="care")
@require_safe
def history(request: HttpRequest, plan_id: str) -> HttpResponse:
    """All versions, the newest first, each with what differs from the one before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    found = show_history(DjangoPlanStore(), actor, PlanId(plan_id), now())
    if isinstance(found, Denied):
        return no_such_plan(request)
    versions = [
        (
            one.standing.version,
            version_words(one.standing),
            None if one.changed is None else rows_of(one.changed),
        )
        for one in found.versions
    ]
    to_patient = actor.role is Role.PATIENT
    context = {"view": found.view, "versions": versions, "to_patient": to_patient}
    return render(request, "pages/care/history.html", context)


def since_words(store: PlanStore, actor: Actor, plan_id: PlanId, seen: int) -> SinceWords | None:
    """What others have done since version *seen*; None when the plan may not be read."""
    since = changes_since(store, actor, plan_id, seen, now())
    return None if isinstance(since, Denied) else _since(since)


def _since(since: Since) -> SinceWords:
    made = [
        format_html(
            _("Version {version}: {did}, {who}, {when}."),
            version=one.version,
            did=str(DID.get(one.action or "", "")) or _("ändrade planen"),
            who=one.by or _("okänt vem"),
            when=formats.moment(one.at) if one.at else _("okänt när"),
        )
        for one in since.made
    ]
    return SinceWords(since.seen, since.current, made, rows_of(since.difference))


def rows_of(difference: Difference) -> list[Row]:
    """A difference in words."""
    return [*(_step(one) for one in difference.steps), *(_part(one) for one in difference.parts)]


def _step(one: StepChange) -> Row:
    step = one.after or one.before
    if step is None:
        raise AssertionError("a step stands in one of the versions")
    before = _when(one.before) if "when" in one.changed else ""
    after = _when(one.after) if "when" in one.changed else ""
    how = str(KINDS[one.kind])
    if one.kind is ChangeKind.CHANGED:
        named = [str(FIELDS.get(name, _("annat"))) for name in one.changed]
        how = _("ändrat: {fields}").format(fields=", ".join(dict.fromkeys(named)))
    return Row(words.in_swedish(step.what), how, before, after)


def _part(one: PartChange) -> Row:
    return Row(str(PARTS[one.part]), str(KINDS[one.kind]), "", "")


def _when(step: PlannedStep | None) -> str:
    match step.when if step else None:
        case Booked(at):
            return formats.moment(at)
        case Done(on):
            return _("klart den {day}").format(day=formats.day(on))
        case Window(latest):
            return _("senast den {day}").format(day=formats.day(latest))
        case Requested(wanted):
            return _("begärd: {when}").format(when=formats.moment(wanted))
    return _("ingen tid än")
