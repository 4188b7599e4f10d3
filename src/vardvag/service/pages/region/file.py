"""A file of any kind we read: send it, see everything that is wrong with it, get it back marked, load it.

Nothing is stored by sending. Loading is a step of its own, offered only for contacts without errors, and what
may be loaded is decided by `load_region_file`. Here do not belong the clocks of a file (`file_clocks`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.contracts.access.actor import Role
from vardvag.events.checks.summary import RuleCount
from vardvag.events.formats.mapping.file import read_mapping
from vardvag.service import today
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.table import Column, StatusKind, Table
from vardvag.service.pages.region import kept as files
from vardvag.service.pages.region import outcome
from vardvag.service.pages.region.own import log_file, own_region, own_store, reads_contacts, to_fetch
from vardvag.usecases.check_region_file import CheckedRegionFile, check_region_file
from vardvag.usecases.load_region_file import RemovableCall, load_region_file, removable
from vardvag.usecases.log_region_access import LOAD_FILE, READ_FILE
from vardvag.usecases.mark_workbook import can_be_marked, mark_workbook
from vardvag.usecases.write_rows import Column as FileColumn
from vardvag.usecases.write_rows import as_swedish_csv

HEADER = 1
"""The row of the header: what is found there is about a column, not a value."""
LARGEST_MAPPING = 1_000_000
"""Bytes."""


class FileForm(forms.Form):
    """One file, chosen by the analyst, and a mapping where its columns are an export's own."""

    file = forms.FileField(
        label=gettext_lazy("Fil med vårdkontakter"),
        help_text=gettext_lazy(
            "Kontakter i specialiserad vård, i primärvården eller händelser: CSV, Excel (.xlsx), Parquet "
            "eller RIV-TA (.xml), högst 25 MB."
        ),
        error_messages={
            "required": gettext_lazy("Välj en fil, till exempel kontakter-2019-10.csv."),
            "missing": gettext_lazy("Välj en fil, till exempel kontakter-2019-10.csv."),
            "invalid": gettext_lazy("Filen kom inte fram. Välj den en gång till."),
            "empty": gettext_lazy("Filen är tom. Välj en fil med rader i."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join((*files.ENDINGS, "text/csv"))}),
    )
    mapping = forms.FileField(
        label=gettext_lazy("Mappning av kolumner"),
        required=False,
        help_text=gettext_lazy(
            "En YAML-fil som säger vilken kolumn som är vad, om filen är ett uttag med egna kolumnnamn."
        ),
        error_messages={
            "invalid": gettext_lazy("Mappningen kom inte fram. Välj den en gång till."),
            "empty": gettext_lazy("Mappningen är tom. Välj en YAML-fil, eller låt bli."),
        },
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_mapping(self) -> Any:
        """Refuse what is larger than any mapping, before it is read as one."""
        mapping = self.cleaned_data["mapping"]
        if mapping is not None and mapping.size > LARGEST_MAPPING:
            raise forms.ValidationError(_("En mappning är högst 1 MB."))
        return mapping


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
    faults: list[Finding] = []
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if limit.passed:
            form.errors["file"] = form.error_class([_("Filen är större än 25 MB. Dela den månad för månad.")])
        elif form.is_valid():
            kept = files.keep(request, form.cleaned_data["file"], form.cleaned_data["mapping"])
            faults = _mapping_faults(kept, form.cleaned_data["mapping"])
            if not faults:
                return HttpResponseRedirect(reverse("region-file-checked"))
            files.forget(request)
            form.errors["mapping"] = form.error_class(
                [_("Mappningen kan inte användas. Se nedan vad som är fel.")]
            )
    context = {
        "form": form,
        "region": own_region(request),
        "kept": files.kept(request),
        "mapping_faults": faults,
    }
    return render(request, "pages/region/file.html", context, status=400 if form.errors else 200)


def _mapping_faults(file: files.KeptFile, sent: Any) -> list[Finding]:
    """Everything that is wrong with the mapping, under the name that its sender gave it."""
    if file.mapping is None:
        return []
    try:
        read_mapping(file.mapping)
    except BadInput as refused:
        return [replace(one, file=sent.name) for one in refused.findings]
    return []


@reads_contacts(READ_FILE)
@require_safe
def checked(request: HttpRequest) -> HttpResponse:
    """Everything that is wrong with the file, by rule; and, where nothing is, the button that loads it."""
    file = files.kept(request)
    if file is None:
        return gone(request)
    region = own_region(request)
    told = check_region_file(file.path, file.name, region.code, file.format_name)
    files.remember_rows(request, told.rows_read)
    log_file(request, READ_FILE, file.digest)
    removes, unknown = _removes(told, region.code)
    downloads = [(_("Alla fynd"), reverse("region-file-findings"), _("CSV för Excel"))]
    markable = can_be_marked(file.path)
    if markable and told.rows_read <= files.MOST_MARKED:
        words = _("Ditt eget arbetsblad med cellerna märkta")
        downloads.append((words, reverse("region-file-marked"), _("Excel")))
    return render(
        request,
        "pages/region/checked.html",
        {
            "title": title(told, removes),
            "file": told,
            "removes": removes,
            "unknown_call": unknown,
            "region": region,
            "months": ", ".join(formats.month(month) for month in told.months),
            "removed_months": ", ".join(formats.month(month) for month in removes.months) if removes else "",
            "groups": [_group(group) for group in told.by_rule],
            "downloads": downloads,
            "listed": bool(told.accepted_rows) and told.rows_read <= files.MOST_ROWS,
            "most_rows": files.MOST_ROWS,
            "too_large_to_mark": markable and told.rows_read > files.MOST_MARKED,
            "most_marked": files.MOST_MARKED,
        },
    )


@reads_contacts(READ_FILE)
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Every finding as a file that a Swedish Excel opens."""
    file = files.kept(request)
    if file is None:
        return gone(request)
    found: list[Finding] = []
    check_region_file(file.path, file.name, own_region(request).code, file.format_name, found.append)
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
        for one in found
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
    return to_fetch(text.encode(), "vardvag-fynd.csv")


@reads_contacts(READ_FILE)
@require_safe
def marked(request: HttpRequest) -> HttpResponse:
    """The user's own workbook with the cells at fault marked; of CSV, a workbook made of it."""
    file = files.kept(request)
    if file is None:
        return gone(request)
    found: list[Finding] = []
    told = check_region_file(file.path, file.name, own_region(request).code, file.format_name, found.append)
    if told.rows_read > files.MOST_MARKED or not can_be_marked(file.path):
        return HttpResponseRedirect(reverse("region-file-checked"))
    log_file(request, READ_FILE, file.digest)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.xlsx"
        try:
            mark_workbook(file.path, copy, file.format_name, formats.language(), found)
        except WrongUse:  # no workbook after all: the page tells what it is
            return HttpResponseRedirect(reverse("region-file-checked"))
        return to_fetch(copy.read_bytes(), "vardvag-markt.xlsx")


@reads_contacts(LOAD_FILE)
@require_POST
def load(request: HttpRequest) -> HttpResponseBase:
    """Load the file that was checked. With errors in it nothing is loaded, and they are shown again."""
    file = files.kept(request)
    if file is None:
        return HttpResponseRedirect(reverse("region-file-checked"))
    log_file(request, LOAD_FILE, file.digest)
    try:
        region = own_region(request).code
        done = load_region_file(own_store(), file.path, file.name, region, today.now(), file.format_name)
    except BadInput:
        return HttpResponseRedirect(reverse("region-file-checked"))
    outcome.remember(request, file.name, done)
    files.forget(request)
    return HttpResponseRedirect(reverse("region-file-loaded"))


def _removes(told: CheckedRegionFile, region: str) -> tuple[RemovableCall | None, tuple[Finding, ...]]:
    """The call that the file asks to have removed; or why there is none to remove."""
    if told.removes_call is None:
        return None, ()
    try:
        return removable(own_store(), told.removes_call, region), ()
    except BadInput as refused:
        return None, tuple(refused.findings)


def title(told: CheckedRegionFile, removes: RemovableCall | None = None) -> str:
    """Whether the file can be loaded, in a sentence."""
    if removes is not None:
        return _("Filen ber om att anropet %(call)s tas bort") % {"call": removes.name}
    if told.loadable:
        return _("Filen har inga fel och kan läsas in")
    if not told.errors and told.accepted_rows:
        return _("Filen har inga fel")
    if not told.errors:
        return _("Filen har inga rader att läsa in")
    if not told.holds_contacts:
        return _("Filen behöver rättas: %(number)s fel") % {"number": formats.number(told.errors)}
    if told.errors == 1:
        return _("Ett fel behöver rättas innan filen kan läsas in")
    return _("%(number)s fel behöver rättas innan filen kan läsas in") % {
        "number": formats.number(told.errors)
    }


def _group(group: RuleCount) -> tuple[RuleCount, StatusKind, str, Table]:
    """One rule's findings: its kind and word, and the first of them as a table."""
    number, first = group.count, group.first
    error = group.severity is Severity.ERROR
    kind: StatusKind = "over" if error else "soon"
    words = {"number": formats.number(number), "shown": formats.number(len(first))}
    if error:
        word = _("Ett fel") if number == 1 else _("%(number)s fel") % words
    else:
        word = _("En varning") if number == 1 else _("%(number)s varningar") % words
    table = Table(
        _("De %(shown)s första av %(number)s") % words if number > len(first) else _("Var det står"),
        [Column(_("Rad")), Column(_("Kolumn")), Column(_("Värde"))],
        [
            ["" if one.row is None else formats.number(one.row), one.column or "", _value(one)]
            for one in first
        ],
    )
    return group, kind, word, table


def _value(one: Finding) -> str:
    """What stands there, or why that is not shown: a value that may name a person is never repeated."""
    if one.value is None:
        return "" if one.row in (None, HEADER) else _("(visas inte)")
    return one.value or _("(tomt)")


def gone(request: HttpRequest) -> HttpResponse:
    """The page that says that the file is not kept any longer."""
    return render(request, "pages/region/gone.html", {"minutes": files.LIFE // 60}, status=410)
