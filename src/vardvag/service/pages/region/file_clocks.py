"""The clocks of the file that was sent: every one, by how it stands to its limit today, and why it is so.

Nothing is stored. A contact stands under its pseudonym, and only those of the analyst's own region are shown.
Here does not belong what is to be done about them (`file_worklist`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vardvag.base.errors import BadInput, VardvagError
from vardvag.clocks.model import GuaranteeClock
from vardvag.clocks.reasons import REASONS
from vardvag.service import today
from vardvag.service.look import formats
from vardvag.service.look.table import Column, StatusKind, StatusWord, Table, Value
from vardvag.service.pages.region import kept as files
from vardvag.service.pages.region.file import gone
from vardvag.service.pages.region.own import log_contacts, own_region, reads_contacts
from vardvag.usecases.check_region_file import check_region_file
from vardvag.usecases.clock_state import SOON_DAYS, State, runs_on, state_of
from vardvag.usecases.clock_words import CERTAINTY, STATES, missing_words
from vardvag.usecases.list_clocks import Clocks, ListedClock, list_clocks, titles_of_limits
from vardvag.usecases.log_region_access import READ_CLOCKS

Marks = dict[tuple[str, tuple[str, ...]], str]
"""A mark for each reason with what is missing."""

PAGE = 25
"""Clocks on a page."""
ALL, ENDED = "alla", "ended"
KINDS: dict[State, StatusKind] = {
    State.OVER: "over",
    State.MAY_BE_OVER: "soon",
    State.SOON: "soon",
    State.WITHIN: "within",
    State.UNKNOWN: "rest",
    State.NONE: "rest",
}
"""Which shape and colour each state has."""


@dataclass(frozen=True, slots=True)
class FileClocks:
    """What a page about the clocks of a file stands on."""

    file: files.KeptFile
    found: Clocks
    listed: tuple[ListedClock, ...]


def read_clocks(request: HttpRequest) -> FileClocks | HttpResponse:
    """The clocks of this session's file, those of her own region; or a page that says why there are none."""
    file = files.kept(request)
    if file is None:
        return gone(request)
    region = own_region(request).code
    rows = file.rows
    if rows is None:
        rows = check_region_file(file.path, file.name, region, file.format_name).rows_read
        files.remember_rows(request, rows)
    if rows > files.MOST_ROWS:
        return _none(request, _("Filen har för många rader för en lista här."))
    try:
        found = list_clocks(file.path, file.format_name, as_of=today.today())
    except BadInput:
        return _none(request, _("Ingen rad i filen kunde läsas. Se vad kontrollen hittade."))
    except VardvagError as refused:
        # Told of the file under its name on our side.
        return _none(request, refused.in_language(formats.language()).replace(file.path.name, file.name))
    own = tuple(one for one in found.listed if one.region in ("", region))
    return FileClocks(file, found, own)


def _none(request: HttpRequest, why: str) -> HttpResponse:
    context = {"why": why, "most": files.MOST_ROWS}
    return render(request, "pages/region/no_clocks.html", context, status=400)


class StateFilter(forms.Form):
    """Which clocks to show."""

    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        error_messages={"invalid_choice": gettext_lazy("Välj ett läge i listan.")},
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__({"lage": ALL} | request.GET.dict())
        self.fields["lage"].choices = [
            (ALL, _("Alla")),
            *((state.value, formats.said(words).capitalize()) for state, words in STATES.items()),
            (ENDED, _("Väntar inte")),
        ]


@reads_contacts(READ_CLOCKS)
@require_safe
def file_clocks(request: HttpRequest) -> HttpResponse:
    """Every clock of the file that is asked for; those who wait first, in the order of their limits."""
    read = read_clocks(request)
    if isinstance(read, HttpResponse):
        return read
    states = sorted(((_state(one.clock), one) for one in read.listed), key=_order)
    form = StateFilter(request)
    context = {
        "title": _title(len(read.listed)),
        "region": own_region(request),
        "file": read.file,
        "as_of": today.today(),
        "form": form,
        "refused": read.found.refused,
        "left_out": len(read.found.left_out),
        "soon_days": SOON_DAYS,
    }
    if not form.is_valid():
        return render(request, "pages/region/file_clocks.html", context, status=400)
    asked = form.cleaned_data["lage"]
    chosen = [(state, one) for state, one in states if asked in (ALL, state)]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("sida"))
    log_contacts(
        request,
        {"fil": read.file.digest, "läge": asked, "sida": str(page.number)},
        [one.clock.pathway for _state_of, one in page],
    )
    marks = reason_marks(one.clock for _state_of, one in page)
    context |= {
        "page": page,
        "table": _table(page, marks) if chosen else None,
        "reasons": reasons_told(marks),
        **beside(page, {} if asked == ALL else {"lage": asked}),
    }
    return render(request, "pages/region/file_clocks.html", context)


def _title(number: int) -> str:
    if number == 1:
        return _("Filen har en klocka")
    return _("Filen har %(number)s klockor") % {"number": formats.number(number)}


def _state(clock: GuaranteeClock) -> str:
    return state_of(clock, today.today()).value if runs_on(clock, today.today()) else ENDED


def _order(one: tuple[str, ListedClock]) -> tuple[int, str, str]:
    state, listed = one
    places = [*State, ENDED]
    return places.index(state), str(listed.clock.overdue_from or "9999"), listed.clock.pathway


def reason_marks(clocks: Iterable[GuaranteeClock]) -> Marks:
    """A number for each reason, with what is missing, that clocks on a page are not determined by."""
    found = dict.fromkeys((clock.reason, clock.missing) for clock in clocks if clock.reason)
    return {reason: str(number) for number, reason in enumerate(found, start=1)}


def reasons_told(marks: Marks) -> list[tuple[str, str, str]]:
    """Each mark with its reason, and what is missing, in words."""
    return [
        (mark, formats.said(REASONS[reason]), ", ".join(_missing_words(missing)))
        for (reason, missing), mark in marks.items()
    ]


def _missing_words(missing: tuple[str, ...]) -> list[str]:
    return [formats.said(words) for words in missing_words(missing)]


def certainty_of(clock: GuaranteeClock, marks: Marks) -> str:
    """How certain a clock is, with the mark of its reason."""
    word = formats.said(CERTAINTY[clock.certainty])
    if clock.reason:
        return f"{word} ({marks[clock.reason, clock.missing]})"
    return _("%(word)s, preliminär: en paus pågår") % {"word": word} if clock.provisional else word


def contact_cell(clock: GuaranteeClock) -> Value:
    """The contact, under its pseudonym."""
    return format_html('<span class="nowrap" data-contact="{0}">{0}</span>', clock.pathway)


def beside(page: Page, asked: dict[str, str]) -> dict[str, str]:
    """The addresses of the page before and the page after, empty where there is none."""

    def address(number: int) -> str:
        return "?" + urlencode(asked | {"sida": str(number)})

    return {
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


def _table(page: Page, marks: Marks) -> Table:
    titles = titles_of_limits()
    columns = [
        Column(_("Kontakt")),
        Column(_("Läge")),
        Column(_("Sista dag"), number=True),
        Column(_("Började"), number=True),
        Column(_("Slutade"), number=True),
        Column(_("Garanti")),
        Column(_("Säkerhet")),
    ]
    rows = [_row(state, one.clock, titles, marks) for state, one in page]
    note = _("Ett streck betyder att dagen inte går att ange. Kontakten står under sin pseudonym.")
    return Table(_("Klockor i ordning efter läge och gräns"), columns, rows, note=note, full=True)


def _row(
    state: str,
    clock: GuaranteeClock,
    titles: dict[str, object],
    marks: Marks,
) -> list[Value]:
    limit = titles.get(clock.limit)
    return [
        contact_cell(clock),
        _status(state, clock),
        day(clock.last_day),
        day(clock.started_on),
        day(clock.stopped_on),
        None if limit is None else formats.said(limit),
        certainty_of(clock, marks),
    ]


def _status(state: str, clock: GuaranteeClock) -> StatusWord:
    if state != ENDED:
        return StatusWord(KINDS[State(state)], formats.said(STATES[State(state)]))
    late = clock.overdue_on(today.today())
    if late is None:
        return StatusWord("rest", _("väntar inte"))
    return StatusWord("rest", _("avslutad efter gränsen") if late else _("avslutad i tid"))


def day(one: object) -> str | None:
    """A day in a table; None where there is none."""
    return None if one is None else formats.iso(one)
