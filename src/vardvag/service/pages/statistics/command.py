"""How somebody else gets the same figures: the line for a terminal, and how to cite the page.

Here does not belong files to fetch (`files`).
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vardvag.service.look import formats
from vardvag.service.pages.statistics import periods, places
from vardvag.service.pages.statistics.view import View
from vardvag.service.today import today
from vardvag.statistics.figures import QUANTILES, Figure


def command(view: View) -> str:
    """The line that counts the view again; nothing for a table that others have published."""
    if view.table.measure is None:
        return ""
    shown = [one for one in view.shown_periods if periods.month_of(one)]
    if not shown:
        return ""
    parts = [
        f"vardvag stats {view.table.measure}",
        f"--store {_store()}",
        *(["--figure " + figure] if (figure := _figure(view)) else []),
        f"--from {shown[0]} --to {shown[-1]}",
        *([f"--exclusion {view.codes['policy']}"] if "policy" in view.codes else []),
        *([f"--basis {view.codes['basis']}"] if "basis" in view.codes else []),
        *([f"--as-known {view.as_known}"] if view.as_known else []),
    ]
    return " \\\n  ".join(parts)


def citation(view: View, request: HttpRequest) -> str:
    """The table, its version, what is shown and where, in one line."""
    table = view.table
    told = [
        f"{formats.said(table.publisher)}: {formats.said(table.title)}",
        places.name(table, view.place),
        periods.told(table, view.period),
        _("version %(version)s") % {"version": table.version},
        _("hämtad %(day)s") % {"day": formats.iso(today())},
        request.build_absolute_uri(view.address()),
    ]
    if table.made_up:
        told.insert(1, _("exempeldata"))
    return ", ".join(told)


def _figure(view: View) -> str:
    """The figure as the command calls it; nothing for the share, which is what it tells unasked."""
    if view.content.band is not None:
        return Figure.BANDS.value
    if view.content.id == Figure.MEDIAN.value:
        return Figure.MEDIAN.value
    return "percentiles" if view.content.id in {one.value for one in QUANTILES} else ""


def _store() -> str:
    """The store as it is reached from beside the data folder: the whole path is nobody's business."""
    store: Path = settings.VARDVAG.store
    above: Path = settings.VARDVAG.data.parent
    return store.relative_to(above).as_posix() if store.is_relative_to(above) else store.name
