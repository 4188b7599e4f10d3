"""Granska loggen: a sample drawn by chance, its rows judged one by one, and what has been judged before.

The reviewer sees who did what when, from which unit, why and by which paragraph, and the plan's number; of a
plan's content and of the patient nothing. Here does not belong how rows are drawn
(`usecases/draw_log_sample`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from vardvag.base.errors import BadInput
from vardvag.base.moments import Moment
from vardvag.contracts.access.actor import Role
from vardvag.contracts.access.decision import Action
from vardvag.contracts.log import LogRow
from vardvag.contracts.log_review import LONGEST_WORDS, LogJudgement, Outcome, SampleKey, latest
from vardvag.contracts.store import PlanStore
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look.frame import ROLE_LABELS
from vardvag.service.pages.care import words
from vardvag.service.pages.care.change import at_the_fields
from vardvag.service.pages.care.denied import no_such_plan
from vardvag.service.pages.care.done import told
from vardvag.service.pages.care.readers import DID
from vardvag.service.pages.care.staff_form import day_field
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now, today
from vardvag.usecases.draw_log_sample import LONGEST_SEED, Sample, draw_log_sample
from vardvag.usecases.review_log import Judged, judge_rows, judged_before, samples_reviewed
from vardvag.usecases.show_plan import Denied

MOST = 50
"""Rows in a sample, at the most: what somebody can look at in one sitting."""
OUTCOMES: dict[Outcome, Promise] = {
    Outcome.NOTHING_ODD: _("Inget att anmärka på"),
    Outcome.LOOKED_INTO: _("Ska utredas"),
    Outcome.WITHOUT_RIGHT: _("Obehörig åtkomst"),
}
WHAT = DID | {Action.JOIN_SOURCE_PLAN: _("Hämtade uppgifter från andra system till planen")}
"""What somebody did, said to another than the patient."""


class SampleForm(forms.Form):
    """Which days, how many rows, and what chance begins from."""

    first = day_field(_("Från och med den"))
    last = day_field(_("Till och med den"))
    size = forms.IntegerField(
        label=_("Antal rader"),
        min_value=1,
        max_value=MOST,
        error_messages={
            "required": _("Skriv ett tal, till exempel 20."),
            "invalid": _("Skriv ett tal, till exempel 20."),
        },
    )
    seed = forms.CharField(
        label=_("Frö till slumpen"),
        help_text=_("Samma frö drar samma rader igen. Spara det med granskningen."),
        max_length=LONGEST_SEED,
        error_messages={"required": _("Skriv några tecken.")},
    )

    def clean(self) -> dict[str, Any]:
        """The days stand in order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Den sista dagen ligger före den första."))
        return cleaned

    @property
    def key(self) -> SampleKey:
        """What was asked for."""
        asked = self.cleaned_data
        return SampleKey(asked["first"], asked["last"], asked["size"], asked["seed"])


class JudgeForm(forms.Form):
    """An outcome and a note for each row. A row that is not judged is left as it was."""

    def __init__(
        self, rows: tuple[LogRow, ...], before: Mapping[int, LogJudgement], data: Any = None
    ) -> None:
        super().__init__(data)
        for row in rows:
            self.fields[f"outcome-{row.number}"] = forms.ChoiceField(
                label=_("Utfall"),
                choices=[
                    ("", _("Ingen ny bedömning") if row.number in before else _("Inte bedömd")),
                    *((one.value, OUTCOMES[one]) for one in Outcome),
                ],
                required=False,
            )
            self.fields[f"words-{row.number}"] = forms.CharField(
                label=_("Anteckning, utan uppgifter om patienten"),
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            for name in ("outcome", "words"):
                # Asked for when something is odd, so not said to be optional.
                self.fields[f"{name}-{row.number}"].conditional = True  # type: ignore[attr-defined]  # for the template

    def found(self) -> list[Judged]:
        """Those that were judged."""
        asked = self.cleaned_data
        return [
            Judged(int(name.removeprefix("outcome-")), Outcome(value), asked[f"words-{name[8:]}"])
            for name, value in asked.items()
            if name.startswith("outcome-") and value
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log as a reviewer sees it, with its fields in the form and what was judged before."""

    number: int
    at: Moment
    who: SafeString | str
    role: str
    unit: SafeString | str
    did: str
    allowed: bool
    reason: SafeString | str
    paragraph: SafeString | str
    plan: str
    stated: SafeString | str
    before: str
    note: str
    outcome: Any
    words: Any


@requires(Role.LOG_REVIEWER, profile="care")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Draw a sample; and the samples that have been judged."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    found = judged_before(DjangoPlanStore(), actor, now())
    yesterday = today() - timedelta(days=1)
    initial = {"first": yesterday - timedelta(days=6), "last": yesterday, "size": 20}
    form = SampleForm(initial=initial | {"seed": secrets.token_hex(4)})
    done = [] if isinstance(found, Denied) else samples_reviewed(found)
    context = {
        "form": form,
        "samples": [
            (
                one.sample,
                _address(one.sample),
                one.at,
                [(OUTCOMES[outcome], count) for outcome, count in one.outcomes.items() if count],
            )
            for one in done
        ],
    }
    return render(request, "pages/care/review_start.html", context)


@requires(Role.LOG_REVIEWER, profile="care")
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest) -> HttpResponseBase:
    """The rows of a sample, each to be judged; or what was judged, kept. Each time it is drawn is logged."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    asked, store = SampleForm(request.GET), DjangoPlanStore()
    if not asked.is_valid():
        return render(request, "pages/care/review_start.html", {"form": asked}, status=400)
    key = asked.key
    drawn = draw_log_sample(store, actor, key.first, key.last, key.size, key.seed, now())
    if isinstance(drawn, Denied):
        return no_such_plan(request)
    judged = judged_before(store, actor, now())
    before = {} if isinstance(judged, Denied) else latest(judged)
    form = JudgeForm(drawn.rows, before, request.POST if request.method == "POST" else None)
    findings: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            judge_rows(store, actor, key, form.found(), now())
        except BadInput as refused:
            findings = at_the_fields(form, refused.findings)
        else:
            return HttpResponseRedirect(f"{_address(key)}&klart=bedomt")
    context = {
        "key": key,
        "of": drawn.of,
        "form": form,
        "findings": findings,
        "told": told(request),
        "lines": _lines(store, drawn, form, before),
    }
    return render(request, "pages/care/review_sample.html", context, status=400 if form.errors else 200)


def _address(key: SampleKey) -> str:
    asked = {"first": key.first, "last": key.last, "size": key.size, "seed": key.seed}
    return f"{reverse('review-sample')}?{urlencode(asked)}"


def _lines(
    store: PlanStore, drawn: Sample, form: JudgeForm, before: Mapping[int, LogJudgement]
) -> list[Line]:
    units = {row.entry.unit for row in drawn.rows if row.entry.unit}
    names = {unit: store.unit_name(unit) or unit for unit in sorted(units)}
    lines = []
    for row in drawn.rows:
        entry, held = row.entry, before.get(row.number)
        lines.append(
            Line(
                number=row.number,
                at=entry.when,
                who=words.in_swedish(entry.name),
                role=str(ROLE_LABELS[Role(entry.role)]) if entry.role in tuple(Role) else entry.role,
                unit=words.in_swedish(names.get(entry.unit or "", "")),
                did=str(WHAT.get(entry.action, entry.action)),
                allowed=entry.allowed,
                reason=words.in_swedish(entry.reason),
                paragraph=words.in_swedish(words.in_law(entry.paragraph)),
                plan=entry.plan or "",
                stated=words.in_swedish(entry.purpose or ""),
                before=str(OUTCOMES[held.outcome]) if held else "",
                note=held.words if held else "",
                outcome=form[f"outcome-{row.number}"],
                words=form[f"words-{row.number}"],
            )
        )
    return lines
