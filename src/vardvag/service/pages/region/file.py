"""A file of contacts: send it, see everything that is wrong with it, load it, see what that changed.

Nothing is stored by sending. Loading is a step of its own, offered only for a file without errors, and what
may be loaded is decided by `load_region_file`.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding, Severity
from vardvag.service import today
from vardvag.service.identity.actor import Role
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.table import Column, StatusKind, Table
from vardvag.service.pages.region import kept as files
from vardvag.service.pages.region import outcome
from vardvag.service.pages.region.own import log_file, own_region, own_store, reads_contacts
from vardvag.usecases.load_region_file import (
    CheckedRegionFile,
    RuleFindings,
    check_region_file,
    load_region_file,
)
from vardvag.usecases.log_region_access import LOAD_FILE, READ_FILE
from vardvag.usecases.write_rows import Column as FileColumn
from vardvag.usecases.write_rows import as_swedish_csv

HEADER = 1
"""The row of the header: what is found there is about a column, not a value."""
SHOWN = 20
"""Findings of one rule on the page; the rest are in the file of findings."""


class FileForm(forms.Form):
    """One file, chosen by the analyst."""

    file = forms.FileField(
        label=gettext_lazy("Fil med vårdkontakter"),
        help_text=gettext_lazy("CSV enligt SKR:s informationsmodell 1.1, högst 25 MB."),
        error_messages={
            "required": gettext_lazy("Välj en fil, till exempel kontakter-2019-10.csv."),
            "missing": gettext_lazy("Välj en fil, till exempel kontakter-2019-10.csv."),
            "invalid": gettext_lazy("Filen kom inte fram. Välj den en gång till."),
            "empty": gettext_lazy("Filen är tom. Välj en fil med rader i."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )


@requires(Role.REGION_ANALYST, profile="region")
@csrf_exempt  # reading the form would take the whole file in; `_send` sets the limit, then asks for the token
@require_http_methods(["GET", "HEAD", "POST"])
def region_file(request: HttpRequest) -> HttpResponseBase:
    """The form, and what it sends."""
    limit = files.SizeLimit(request)
    request.upload_handlers.insert(0, limit)
    return _send(request, limit)


@csrf_protect
def _send(request: HttpRequest, limit: files.SizeLimit) -> HttpResponseBase:
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if limit.passed:
            form.errors["file"] = form.error_class([_("Filen är större än 25 MB. Dela den månad för månad.")])
        elif form.is_valid():
            files.keep(request, form.cleaned_data["file"])
            return HttpResponseRedirect(reverse("region-file-checked"))
    context = {"form": form, "region": own_region(request), "kept": files.kept(request)}
    return render(request, "pages/region/file.html", context, status=400 if form.errors else 200)


@reads_contacts(READ_FILE)
@require_safe
def checked(request: HttpRequest) -> HttpResponse:
    """Everything that is wrong with the file, by rule; and, where nothing is, the button that loads it."""
    file = files.kept(request)
    if file is None:
        return _gone(request)
    region = own_region(request)
    told = check_region_file(file.path, file.name, region.code)
    log_file(request, READ_FILE, file.digest)
    return render(
        request,
        "pages/region/checked.html",
        {
            "title": title(told),
            "file": told,
            "reading": told.reading,
            "region": region,
            "months": ", ".join(formats.month(month) for month in told.months),
            "groups": [_group(group) for group in told.by_rule],
            "downloads": [(_("Alla fynd"), reverse("region-file-findings"), _("CSV för Excel"))],
        },
    )


@reads_contacts(READ_FILE)
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Every finding as a file that a Swedish Excel opens."""
    file = files.kept(request)
    if file is None:
        return _gone(request)
    told = check_region_file(file.path, file.name, own_region(request).code)
    log_file(request, READ_FILE, file.digest)
    rows = [
        {
            "row": one.row,
            "column": one.column,
            "value": one.value,
            "rule": one.rule,
            "severity": _("fel") if one.severity is Severity.ERROR else _("varning"),
            "message": one.message,
            "remedy": one.remedy,
        }
        for one in told.reading.findings
    ]
    columns = [
        FileColumn("row", _("Rad"), right=True),
        FileColumn("column", _("Kolumn")),
        FileColumn("value", _("Värde")),
        FileColumn("rule", _("Regel")),
        FileColumn("severity", _("Grad")),
        FileColumn("message", _("Vad som är fel")),
        FileColumn("remedy", _("Gör så här")),
    ]
    text = as_swedish_csv(rows, columns, formats.language())
    answer = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vardvag-fynd.csv"'
    return answer


@reads_contacts(LOAD_FILE)
@require_POST
def load(request: HttpRequest) -> HttpResponseBase:
    """Load the file that was checked. With errors in it nothing is loaded, and they are shown again."""
    file = files.kept(request)
    if file is None:
        return HttpResponseRedirect(reverse("region-file-checked"))
    log_file(request, LOAD_FILE, file.digest)
    try:
        done = load_region_file(own_store(), file.path, file.name, own_region(request).code, today.now())
    except BadInput:
        return HttpResponseRedirect(reverse("region-file-checked"))
    outcome.remember(request, file.name, done)
    files.forget(request)
    return HttpResponseRedirect(reverse("region-file-loaded"))


def title(told: CheckedRegionFile) -> str:
    """Whether the file can be loaded, in a sentence."""
    if told.loadable:
        return _("Filen har inga fel och kan läsas in")
    if not told.errors:
        return _("Filen har inga rader att läsa in")
    if told.errors == 1:
        return _("Ett fel behöver rättas innan filen kan läsas in")
    return _("%(number)s fel behöver rättas innan filen kan läsas in") % {
        "number": formats.number(told.errors)
    }


def _group(group: RuleFindings) -> tuple[RuleFindings, StatusKind, str, Table]:
    """One rule's findings: its kind and word, and the first of them as a table."""
    number = len(group.findings)
    error = group.severity is Severity.ERROR
    kind: StatusKind = "over" if error else "soon"
    words = {"number": formats.number(number), "shown": formats.number(min(SHOWN, number))}
    if error:
        word = _("Ett fel") if number == 1 else _("%(number)s fel") % words
    else:
        word = _("En varning") if number == 1 else _("%(number)s varningar") % words
    table = Table(
        _("De %(shown)s första av %(number)s") % words if number > SHOWN else _("Var det står"),
        [Column(_("Rad")), Column(_("Kolumn")), Column(_("Värde"))],
        [
            ["" if one.row is None else formats.number(one.row), one.column or "", _value(one)]
            for one in group.findings[:SHOWN]
        ],
    )
    return group, kind, word, table


def _value(one: Finding) -> str:
    """What stands there, or why that is not shown: a value that may name a person is never repeated."""
    if one.value is None:
        return "" if one.row in (None, HEADER) else _("(visas inte)")
    return one.value or _("(tomt)")


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/region/gone.html", {"minutes": files.LIFE // 60}, status=410)
