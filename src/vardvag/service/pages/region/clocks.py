"""The clocks of those who wait: how each contact stands to its limit, and which will pass it soon.

A contact is shown under its pseudonym. The states and the order are `list_region_clocks`'s.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.clocks.limits import limits
from vardvag.clocks.model import Certainty
from vardvag.clocks.reasons import REASONS
from vardvag.service import today
from vardvag.service.look import formats
from vardvag.service.look.table import Column, StatusKind, StatusWord, Table, Value
from vardvag.service.pages.region.own import log_contacts, own_region, own_store, reads_contacts
from vardvag.usecases.clock_state import SOON_DAYS, State
from vardvag.usecases.list_region_clocks import RegionClocks, WaitingClock, list_region_clocks
from vardvag.usecases.log_region_access import READ_CLOCKS

PAGE = 25
"""Contacts on a page."""
ALL = "alla"
"""The choice that leaves nobody out."""

STATES: dict[State, tuple[StatusKind, object]] = {
    State.OVER: ("over", gettext_lazy("passerad")),
    State.MAY_BE_OVER: ("soon", gettext_lazy("kan vara passerad")),
    State.SOON: ("soon", gettext_lazy("passeras snart")),
    State.WITHIN: ("within", gettext_lazy("inom")),
    State.UNKNOWN: ("rest", gettext_lazy("kan inte sägas")),
    State.NONE: ("rest", gettext_lazy("omfattas inte")),
}
CERTAINTY: dict[Certainty, object] = {
    Certainty.DETERMINED: gettext_lazy("bestämd"),
    Certainty.BOUNDED: gettext_lazy("tidigast"),
    Certainty.UNDETERMINED: gettext_lazy("obestämd"),
}


class ClockFilter(forms.Form):
    """Which of those waiting to show."""

    dagar = forms.IntegerField(
        label=gettext_lazy("Passerar inom så många dagar"),
        required=False,
        min_value=0,
        max_value=9999,
        # Not a number field: a browser empties one of those when what was written is no number.
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Skriv ett helt antal dagar, till exempel 14."),
            "min_value": gettext_lazy("Skriv 0 eller ett större tal."),
            "max_value": gettext_lazy("Skriv högst 9999."),
        },
    )
    mvo = forms.ChoiceField(
        label=gettext_lazy("Verksamhetsområde (MVO)"),
        error_messages={"invalid_choice": gettext_lazy("Välj ett område i listan.")},
    )
    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        error_messages={"invalid_choice": gettext_lazy("Välj ett läge i listan.")},
    )

    def __init__(self, request: HttpRequest, waiting: RegionClocks) -> None:
        super().__init__({"mvo": ALL, "lage": ALL} | request.GET.dict())
        everyone = [(ALL, _("Alla"))]
        self.fields["mvo"].choices = everyone + [(code, code) for code in waiting.specialities]
        self.fields["lage"].choices = [
            (ALL, _("Alla som omfattas")),
            *((state.value, str(word).capitalize()) for state, (_kind, word) in STATES.items()),
        ]

    @property
    def asked(self) -> dict[str, str]:
        """The filter as it stands in an address; what was left open is left out."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, ALL)}


@reads_contacts(READ_CLOCKS)
@require_safe
def clocks(request: HttpRequest) -> HttpResponse:
    """Everybody in the analyst's region who waits today and is asked for, in the order of their limits."""
    region = own_region(request)
    waiting = list_region_clocks(own_store(), region.code, today.today())
    form = ClockFilter(request, waiting)
    context = {
        "region": region,
        "title": title(waiting),
        "as_of": waiting.as_of,
        "waiting": waiting,
        "figures": _figures(waiting),
        "within": waiting.number(State.WITHIN),
        "unknown": waiting.number(State.UNKNOWN),
        "without": waiting.number(State.NONE),
        "soon_days": SOON_DAYS,
        "form": form,
    }
    if not form.is_valid():
        return render(request, "pages/region/clocks.html", context, status=400)
    asked = form.cleaned_data
    chosen = waiting.chosen(
        due_within=asked["dagar"],
        speciality="" if asked["mvo"] == ALL else asked["mvo"],
        state=None if asked["lage"] == ALL else State(asked["lage"]),
    )
    page = Paginator(chosen, PAGE).get_page(request.GET.get("sida"))
    log_contacts(request, form.asked | {"sida": str(page.number)}, [one.clock.pathway for one in page])
    context |= {
        "page": page,
        "table": _table(page) if chosen else None,
        "reasons": [(mark, REASONS[reason]) for mark, reason in _reasons(page)],
        "before": _address(form, page.previous_page_number()) if page.has_previous() else "",
        "after": _address(form, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "pages/region/clocks.html", context)


def title(waiting: RegionClocks) -> str:
    """How many have passed the limit, in a sentence."""
    over = waiting.number(State.OVER)
    if not waiting.clocks:
        return _("Ingen väntar enligt det som har tagits emot")
    if not over:
        return _("Ingen väntande har säkert passerat vårdgarantins gräns")
    if over == 1:
        return _("En väntande har passerat vårdgarantins gräns")
    return _("%(number)s väntande har passerat vårdgarantins gräns") % {"number": formats.number(over)}


def _figures(waiting: RegionClocks) -> list[tuple[str, str, str]]:
    return [
        (_("Har passerat gränsen"), formats.number(waiting.number(State.OVER)), ""),
        (
            _("Kan ha passerat den"),
            formats.number(waiting.number(State.MAY_BE_OVER)),
            _("avvikelse utan datum"),
        ),
        (
            _("Passerar den snart"),
            formats.number(waiting.number(State.SOON)),
            _("inom %(days)s dagar") % {"days": SOON_DAYS},
        ),
    ]


def _table(page: Page) -> Table:
    titles = {limit.name: formats.said(limit.title) for limit in limits().values()}
    marks = {reason: mark for mark, reason in _reasons(page)}
    booked = any(one.booked_for for one in page)
    columns = [
        Column(_("Kontakt")),
        Column(_("Läge")),
        Column(_("Sista dag"), number=True),
        Column(_("Passerad från"), number=True),
        Column(_("Började"), number=True),
        *([Column(_("Bokad"), number=True)] if booked else []),
        Column(_("Garanti")),
        Column(_("MVO")),
        Column(_("Säkerhet")),
    ]
    return Table(
        _("Väntande i ordning efter gräns"),
        columns,
        [_row(one, titles, booked, marks) for one in page],
        note=_("Ett streck betyder att dagen inte går att ange. Kontakten står under sin pseudonym."),
        full=True,
    )


def _reasons(page: Page) -> list[tuple[str, str]]:
    """Why clocks on the page are not determined: a mark for the column, and the reason's code."""
    found = dict.fromkeys(one.clock.reason for one in page if one.clock.reason)
    return list(zip("abcdefg", found, strict=False))


def _row(one: WaitingClock, titles: dict[str, str], booked: bool, marks: dict[str, str]) -> list[Value]:
    clock = one.clock
    kind, word = STATES[one.state]
    certainty = str(CERTAINTY[clock.certainty])
    return [
        format_html('<span class="nowrap">{}</span>', clock.pathway),
        StatusWord(kind, str(word)),
        _day(clock.last_day),
        _day(clock.overdue_from),
        _day(clock.started_on),
        *([_day(one.booked_for)] if booked else []),
        titles.get(clock.limit),
        one.speciality,
        f"{certainty} ({marks[clock.reason]})" if clock.reason else certainty,
    ]


def _day(day: object) -> str | None:
    return None if day is None else formats.iso(day)


def _address(form: ClockFilter, number: int) -> str:
    return "?" + urlencode(form.asked | {"sida": str(number)})
