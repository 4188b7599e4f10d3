"""The worklist of the file that was sent: who is over a limit, who soon will be, and what the law obliges.

It can be fetched as a file, and looked at with the caregiver's own key: a file that stays on her computer,
where a small script of ours reads it into the page. The look is asked for by a form, and logged with every
contact on the page before it is answered: what the script then does reaches nobody, us included.

Here does not belong who is on the list (`usecases/worklist`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from vardvag.clocks.breach_rules import BreachLaw, breach_rules
from vardvag.service import today
from vardvag.service.headers import content_security_policy
from vardvag.service.look import formats
from vardvag.service.look.table import Column, StatusWord, Table, Value
from vardvag.service.pages.region.file_clocks import (
    ALL,
    KINDS,
    FileClocks,
    Marks,
    beside,
    certainty_of,
    contact_cell,
    day,
    read_clocks,
    reason_marks,
    reasons_told,
)
from vardvag.service.pages.region.own import log_contacts, own_region, reads_contacts, to_fetch
from vardvag.usecases import worklist_rows
from vardvag.usecases.clock_state import SOON_DAYS, State
from vardvag.usecases.clock_words import STATES
from vardvag.usecases.list_clocks import titles_of_limits
from vardvag.usecases.log_region_access import READ_CLOCKS, READ_WITH_KEY
from vardvag.usecases.own_key import ID_COLUMNS
from vardvag.usecases.worklist import URGENCY, Waiting, Worklist, worklist
from vardvag.usecases.write_rows import as_swedish_csv, as_xlsx

PAGE, PAGE_WITH_KEY = 25, 200
"""Contacts on a page. With her own key more: she has to choose the key file anew on each."""


class WorklistFilter(forms.Form):
    """Which of those waiting to show, and how soon is soon."""

    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        error_messages={"invalid_choice": gettext_lazy("Välj ett läge i listan.")},
    )
    dagar = forms.IntegerField(
        label=gettext_lazy("Snart är inom så många dagar"),
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Skriv ett helt antal dagar, till exempel 14."),
            "invalid": gettext_lazy("Skriv ett helt antal dagar, till exempel 14."),
            "min_value": gettext_lazy("Skriv 0 eller ett större tal."),
            "max_value": gettext_lazy("Skriv högst 9999."),
        },
    )

    def __init__(self, asked: dict[str, str]) -> None:
        super().__init__({"lage": ALL, "dagar": str(SOON_DAYS)} | asked)
        self.fields["lage"].choices = [
            (ALL, _("Alla")),
            *((state.value, formats.said(STATES[state]).capitalize()) for state in URGENCY),
        ]

    @property
    def asked(self) -> dict[str, str]:
        """The filter as it stands in an address."""
        return {"lage": str(self.cleaned_data["lage"]), "dagar": str(self.cleaned_data["dagar"])}


@reads_contacts(READ_CLOCKS)
@require_safe
def file_worklist(request: HttpRequest) -> HttpResponse:
    """Those who wait and are asked for, the most urgent first."""
    return _shown(request, request.GET.dict(), with_key=False)


@reads_contacts(READ_WITH_KEY)
@require_http_methods(["GET", "HEAD", "POST"])
def with_own_key(request: HttpRequest) -> HttpResponseBase:
    """The same with the script that reads her own key; asked for by a form, so that no link leads here."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("region-file-worklist"))
    answer = _shown(request, request.POST.dict(), with_key=True)
    answer["Content-Security-Policy"] = content_security_policy(settings.VARDVAG.issuer, own_script=True)
    return answer


@reads_contacts(READ_CLOCKS)
@require_safe
def as_csv_file(request: HttpRequest) -> HttpResponse:
    """The list as CSV that a Swedish Excel opens."""
    return _fetched(request, "vardvag-arbetslista.csv")


@reads_contacts(READ_CLOCKS)
@require_safe
def as_excel_file(request: HttpRequest) -> HttpResponse:
    """The list as an Excel file, with its notes on a sheet of their own."""
    return _fetched(request, "vardvag-arbetslista.xlsx")


def _shown(request: HttpRequest, given: dict[str, str], *, with_key: bool) -> HttpResponse:
    read = read_clocks(request)
    if isinstance(read, HttpResponse):
        return read
    form = WorklistFilter(given)
    right = form.is_valid()
    found = worklist(read.listed, today.today(), form.cleaned_data["dagar"] if right else SOON_DAYS)
    context = {
        "title": title(found),
        "region": own_region(request),
        "file": read.file,
        "found": found,
        "figures": _figures(found),
        "within": found.numbers[State.WITHIN],
        "unknown": found.numbers[State.UNKNOWN],
        "refused": read.found.refused,
        "left_out": len(read.found.left_out),
        "form": form,
        "with_key": with_key,
        "id_columns": ",".join(ID_COLUMNS),
    }
    if not right:
        return render(request, "pages/region/file_worklist.html", context, status=400)
    chosen = _chosen(form, found)
    page = Paginator(chosen, PAGE_WITH_KEY if with_key else PAGE).get_page(given.get("sida"))
    _log(request, read, form, page, READ_WITH_KEY if with_key else READ_CLOCKS)
    marks = reason_marks(one.clock for one in page)
    context |= {
        "page": page,
        "table": _table(page, marks) if chosen else None,
        "reasons": reasons_told(marks),
        "duties": _duties(chosen),
        "asked": form.asked,
        "downloads": _downloads(form),
        **beside(page, form.asked),
    }
    return render(request, "pages/region/file_worklist.html", context)


def _fetched(request: HttpRequest, name: str) -> HttpResponse:
    read = read_clocks(request)
    if isinstance(read, HttpResponse):
        return read
    form = WorklistFilter(request.GET.dict())
    if not form.is_valid():
        return file_worklist(request)
    found = worklist(read.listed, today.today(), form.cleaned_data["dagar"])
    chosen = _chosen(form, found)
    _log(request, read, form, chosen, READ_CLOCKS)
    language = formats.language()
    rows, columns = worklist_rows.rows(chosen, titles_of_limits()), worklist_rows.columns(language)
    if name.endswith(".xlsx"):
        notes = [note.in_language(language) for note in worklist_rows.notes(found)]
        return to_fetch(as_xlsx(rows, columns, notes, language), name)
    return to_fetch(as_swedish_csv(rows, columns, language).encode(), name)


def _chosen(form: WorklistFilter, found: Worklist) -> tuple[Waiting, ...]:
    asked = form.cleaned_data["lage"]
    return found.chosen() if asked == ALL else found.chosen(State(asked))


def _log(
    request: HttpRequest,
    read: FileClocks,
    form: WorklistFilter,
    shown: Page | tuple[Waiting, ...],
    action: str,
) -> None:
    place = {"sida": str(shown.number)} if isinstance(shown, Page) else {"sida": "hela listan"}
    asked = {"fil": read.file.digest} | form.asked | place
    log_contacts(request, asked, [one.clock.pathway for one in shown], action)


def title(found: Worklist) -> str:
    """How many are over a limit, in a sentence."""
    over = found.numbers[State.OVER]
    if not found.waiting:
        return _("Ingen i filen väntar i dag under en gräns")
    if not over:
        return _("Ingen i filen har säkert passerat sin gräns")
    if over == 1:
        return _("En i filen har passerat sin gräns")
    return _("%(number)s i filen har passerat sin gräns") % {"number": formats.number(over)}


def _figures(found: Worklist) -> list[tuple[str, str, str]]:
    numbers = {state: formats.number(number) for state, number in found.numbers.items()}
    soon = _("inom %(days)s dagar") % {"days": formats.number(found.soon_days)}
    return [
        (_("Har passerat gränsen"), numbers[State.OVER], ""),
        (_("Kan ha passerat den"), numbers[State.MAY_BE_OVER], _("uppgift saknas i filen")),
        (_("Passerar den snart"), numbers[State.SOON], soon),
    ]


def _duties(chosen: tuple[Waiting, ...]) -> dict[str, object] | None:
    """What the passed limits on the list oblige, told once: the law, each duty, that no deadline is set."""
    breaches = [one.breach for one in chosen if one.breach is not None]
    if not breaches:
        return None
    laws: dict[BreachLaw, object] = {one.law.value: one.law.source for one in breaches}
    rules = breach_rules()
    return {
        "laws": [(f"{law.law} {law.paragraph} ({law.wording})", source) for law, source in laws.items()],
        "about": rules.about,
        "deadline": rules.deadline,
        "duties": rules.duties,
        "known": any(one.breach is not None and one.listed.events is not None for one in chosen),
    }


def _downloads(form: WorklistFilter) -> list[tuple[str, str, str]]:
    query = urlencode(form.asked)
    return [
        (_("Arbetslistan"), f"{reverse('region-file-worklist-xlsx')}?{query}", _("Excel")),
        (_("Arbetslistan"), f"{reverse('region-file-worklist-csv')}?{query}", _("CSV för Excel")),
    ]


def _table(page: Page, marks: Marks) -> Table:
    titles = titles_of_limits()
    shown = list(page)
    booked = any(one.booked_for for one in shown)
    known = any(one.breach is not None and one.listed.events is not None for one in shown)
    speciality = any(one.listed.speciality for one in shown)
    columns = [
        Column(_("Kontakt")),
        Column(_("Läge")),
        Column(_("Dagar kvar"), number=True),
        Column(_("Sista dag"), number=True),
        *([Column(_("Bokad"), number=True)] if booked else []),
        Column(_("Garanti")),
        *([Column(_("Att göra")), Column(_("Gjort"))] if known else []),
        Column(_("Enhet")),
        *([Column(_("MVO"))] if speciality else []),
        Column(_("Säkerhet")),
    ]

    def row(one: Waiting) -> list[Value]:
        clock, limit = one.clock, titles.get(one.clock.limit)
        duty = (worklist_rows.to_do(one), worklist_rows.done(one))
        return [
            contact_cell(clock),
            StatusWord(KINDS[one.state], formats.said(STATES[one.state])),
            None if one.days_left is None else formats.number(one.days_left),
            day(clock.last_day),
            *([day(one.booked_for)] if booked else []),
            None if limit is None else formats.said(limit),
            *([None if text is None else formats.said(text) for text in duty] if known else []),
            one.listed.unit or None,
            *([one.listed.speciality or None] if speciality else []),
            certainty_of(clock, marks),
        ]

    note = _("Minus före ett tal betyder att så många dagar har gått sedan sista dagen.")
    return Table(
        _("De som väntar, mest bråttom först"), columns, [row(one) for one in shown], note=note, full=True
    )
