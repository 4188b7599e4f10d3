"""The form of a "what if": fields in groups, each with its present value beside it, and its error if any.

Empty fields ask for nothing, so the address holds only what is changed. A yes or no is turned by ticking it.
Groups are folded together, so that the result is near; what is wrong or waits for a value is open. Here does
not belong what may be changed (`usecases/scenario`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vardvag.base.findings import Finding
from vardvag.service.look import formats
from vardvag.service.pages.agreements import scenario_words as words
from vardvag.service.pages.agreements.words import period
from vardvag.usecases.scenario.places import Form, Group, Kind, Place
from vardvag.usecases.show_scenario import ShownScenario

_FEW = 4
"""So many groups of rules stand open from the beginning; more are folded together."""


@dataclass(frozen=True)
class Field:
    """One field. `widget` is text, select, radio or check; `closed` says why there is none."""

    name: str
    widget: str
    label: str
    present: str
    hint: str = ""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    closed: str = ""

    @property
    def ident(self) -> str:
        """The field's id on the page."""
        return f"falt-{self.name}"

    @property
    def described(self) -> str:
        """The ids of what describes it."""
        return f"{self.ident}-hint" + (f" {self.ident}-error" if self.errors else "")


@dataclass(frozen=True)
class FieldGroup:
    """One group. `brief` is what it is now, in few words; `ticks` are boxes, under a heading each.

    `changed` is how many of its places are changed. `section` is the heading that it stands under.
    """

    ident: str
    section: str
    title: str
    brief: str
    changed: int
    fields: tuple[Field, ...]
    ticks: tuple[tuple[str, tuple[Field, ...]], ...]
    open: bool

    @property
    def faulty(self) -> list[Field]:
        """The fields that something is wrong with."""
        ticked = (field for _heading, fields in self.ticks for field in fields)
        return [field for field in (*self.fields, *ticked) if field.errors]


def field_groups(shown: ShownScenario) -> list[FieldGroup]:
    """Every group of the form."""
    wrong: dict[str, list[Finding]] = {}
    for finding in shown.findings:
        wrong.setdefault(finding.column or "", []).append(finding)
    rules = [group for group in shown.groups if group.kind != "facts"]
    first = not shown.asked and len(rules) <= _FEW
    return [_group(group, shown, wrong, first=first and group in rules) for group in shown.groups]


def elsewhere(shown: ShownScenario) -> list[tuple[str, str]]:
    """What is wrong and belongs to no field of the form: where in the address, and what."""
    known = {place.path for place in shown.places}
    return [(one.column or "", told(one)) for one in shown.findings if one.column not in known]


def _group(
    group: Group, shown: ShownScenario, wrong: Mapping[str, list[Finding]], *, first: bool
) -> FieldGroup:
    ticked = [place for place in group.places if group.kind == "facts" and isinstance(place.present, bool)]
    ticks = tuple(
        (heading, tuple(_tick(place, shown, wrong) for place in ticked if place.present is answer))
        for answer, heading in ((False, _("Nej nu. Kryssa för ja:")), (True, _("Ja nu. Kryssa för nej:")))
        if any(place.present is answer for place in ticked)
    )
    rest = tuple(_field(place, shown, wrong) for place in group.places if place not in ticked)
    waiting = group.kind == "missing" and any(place.path not in shown.made for place in group.places)
    opened = first or waiting or any(place.path in wrong for place in group.places)
    changed = sum(place.path in shown.canonical for place in group.places)
    ident, section = f"grupp-{group.name}", _section(group)
    return FieldGroup(ident, section, _title(group), _brief(group), changed, rest, ticks, opened)


def _section(group: Group) -> str:
    if group.kind in ("facts", "missing"):
        return _("Uppgifterna")
    return {"pot": _("Pengarna"), "condition": _("Villkoren")}.get(group.kind, "")


def _title(group: Group) -> str:
    if group.kind == "reading":
        return _("Vilken läsning av överenskommelsen")
    if group.kind == "missing":
        return _("Uppgifter som saknas")
    title = words.capital(formats.said(group.title))
    return f"{title}, {period(group.places[0].period)}" if group.kind == "facts" else title


def _brief(group: Group) -> str:
    """What is so now: the first value, or how many yes and no."""
    if group.kind == "missing":
        return _("ge ett värde att pröva")
    if group.kind == "facts":
        answers = [place.present for place in group.places]
        told = {"yes": sum(one is not False and one is not None for one in answers)}
        told |= {"no": answers.count(False), "missing": answers.count(None)}
        if told["missing"]:
            return _("%(yes)s ja, %(no)s nej, %(missing)s saknas") % told
        return _("%(yes)s ja, %(no)s nej") % told
    place = group.places[0]
    now = words.present(place)
    return now if place.kind in (Kind.AMOUNT, Kind.KEY) else f"{words.label(place).lower()} {now}"


def _tick(place: Place, shown: ShownScenario, wrong: Mapping[str, list[Finding]]) -> Field:
    """A box that turns a yes or no; ticked when that is what is asked."""
    turned = "nej" if place.present else "ja"
    asked = shown.canonical.get(place.path)
    return Field(
        place.path,
        "check",
        words.label(place),
        words.present(place),
        value=turned,
        options=(("checked", ""),) if asked == turned else (),
        errors=_errors(place, wrong),
        closed=formats.said(place.closed) if place.closed else "",
    )


def _field(place: Place, shown: ShownScenario, wrong: Mapping[str, list[Finding]]) -> Field:
    options: tuple[tuple[str, str], ...] = ()
    if place.options:
        options = tuple((one.value, words.value(place, one.value)) for one in place.options)
    elif place.form is Form.YES_NO:
        options = (("ja", _("ja")), ("nej", _("nej")))
    written = shown.asked.get(place.path, "") if place.path in wrong else shown.canonical.get(place.path, "")
    # Of a radio that is not chosen nothing is sent: many of them would make too long an address.
    widget = "radio" if place.form is Form.YES_NO else "select" if options else "text"
    return Field(
        place.path,
        widget,
        words.label(place),
        words.present(place),
        "" if options else _hint(place),
        written,
        options,
        _errors(place, wrong),
        formats.said(place.closed) if place.closed else "",
    )


def told(finding: Finding) -> str:
    """What is wrong, and what to do: two sentences."""
    message, remedy = formats.said(finding.message), formats.said(finding.remedy)
    return ". ".join(one.rstrip(".") for one in (message, remedy)) + "."


def _errors(place: Place, wrong: Mapping[str, list[Finding]]) -> tuple[str, ...]:
    return tuple(told(one) for one in wrong.get(place.path, ()))


def _hint(place: Place) -> str:
    """How it is written."""
    return {
        Form.AMOUNT: _("Skriv till exempel 200 mnkr."),
        Form.SHARE: _("Skriv till exempel 75 %."),
        Form.FIGURE: _("Skriv till exempel 71,4 % eller 48/63."),
        Form.NUMBER: _("Skriv ett helt tal."),
        Form.DAY: _("Skriv dagen som 2019-10-15."),
    }[place.form]
