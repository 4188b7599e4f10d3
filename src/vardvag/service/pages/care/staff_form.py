"""What the coordinator's forms share: whose word it is and how it came, and choices out of the plan shown.

Here does not belong any one form.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vardvag.base.errors import NotFound
from vardvag.contracts.said import Speaker, Way
from vardvag.contracts.step import Owner
from vardvag.contracts.store import PlanStore
from vardvag.contracts.whom_to_ask import WhomToAsk
from vardvag.service.pages.care import labels
from vardvag.service.pages.care.change import PlanForm
from vardvag.usecases.show_whole_plan import WholePlan

DAY = "%Y-%m-%d"


class VoiceForm(PlanForm):
    """Whose word it is, and how it reached us: nobody needs a log-in to be heard."""

    speaker = forms.ChoiceField(
        label=_("Vem sade det?"),
        choices=[(one.value, labels.SPEAKERS[one]) for one in (Speaker.PATIENT, Speaker.RELATIVE)],
    )
    way = forms.ChoiceField(
        label=_("Hur?"), choices=[(one.value, labels.WAYS[one]) for one in labels.ON_BEHALF]
    )
    name = forms.CharField(
        label=_("Namn på den som sade det"),
        max_length=200,
        error_messages={"required": _("Skriv namnet.")},
    )

    @property
    def voice(self) -> dict[str, Any]:
        """As the use-cases take it."""
        return voice_of(self.cleaned_data)


def voice_of(asked: Any) -> dict[str, Any]:
    """Whose word it is, as the use-cases take it."""
    return {"speaker": Speaker(asked["speaker"]), "way": Way(asked["way"]), "name": asked["name"]}


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, written out."""
    return forms.DateField(
        label=label,
        help_text=_("Skriv den som 2019-12-31."),
        required=required,
        input_formats=[DAY, "%Y%m%d"],
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format=DAY),
        error_messages={
            "required": _("Skriv vilken dag, till exempel 2019-12-31."),
            "invalid": _("Dagen går inte att läsa. Skriv den som 2019-12-31."),
        },
    )


LAST_YEAR = 9000
"""A day that somebody writes is before this year; beyond it the day after may not exist."""


def day_after(last: date) -> date:
    """The first day on which what holds to the end of *last* no longer holds."""
    return min(last, date(LAST_YEAR, 12, 31)) + timedelta(days=1)


def chosen_field(label: Any, hint: Any = "") -> forms.CharField:
    """One of several things that the page shows; which ones is set when it is shown (`offer_choices`)."""
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Select,
        max_length=200,
        error_messages={"required": _("Välj en.")},
    )


class ManyField(forms.Field):
    """Several of the things that the page shows; the use-case refuses one that is not there."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """Those that were ticked."""
        return [str(one) for one in value or ()]


def conditional(form: forms.Form, *names: str) -> None:
    """Fields that another answer makes necessary: they are not said to be voluntary."""
    for name in names:
        if name in form.fields:
            form.fields[name].conditional = True  # type: ignore[attr-defined]  # read by the field's template


def offer_choices(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Show *choices* in a field made by `chosen_field`, or in a `ManyField`."""
    form.fields[name].widget.choices = list(choices)


def units_of(store: PlanStore, whole: WholePlan) -> dict[str, tuple[Owner, WhomToAsk, str]]:
    """The units that own a step and whose caregiver is known: identifier → owner, contact, caregiver."""
    found: dict[str, tuple[Owner, WhomToAsk, str]] = {}
    for step in whole.view.plan.steps:
        unit = step.owner.unit
        if unit is None or unit in found:
            continue
        try:
            found[unit] = (step.owner, step.ask, store.caregiver_of(unit))
        except NotFound:
            continue
    return found
