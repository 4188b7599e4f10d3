"""A year's agreements as one table, for the country or for one region.

Every amount leads on: to the agreement, the settlement, or the explanation of the region's payout. What is
determined and what is not stand in columns of their own, with a sum each, and are never added. Here does not
belong what no table holds (`year_notes`).
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from vardvag.base.kronor import Kronor
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Link, Table, Value
from vardvag.service.pages.agreements.document import about
from vardvag.usecases.show_year import ShownYear, YearRow


def table(shown: ShownYear) -> Table:
    """One row for each agreement; sums only of columns whose every amount is determined and exact."""
    return _region_table(shown) if shown.region is not None else _country_table(shown)


def _country_table(shown: ShownYear) -> Table:
    columns = [
        Column(_("Överenskommelse")),
        Column(_("Aviserat"), _("kronor"), number=True),
        Column(_("Beslutat"), _("kronor"), number=True),
        Column(_("Intjänat"), _("kronor"), number=True),
        Column(_("Publicerat som betalt"), _("kronor"), number=True),
        Column(_("Betalas inte ut"), _("kronor"), number=True),
        Column(_("Går inte att fastställa"), _("kronor"), number=True),
    ]
    total = [
        _("Summa"),
        "",
        formats.kronor_plain(shown.decided),
        formats.kronor_plain(shown.earned),
        "",
        formats.kronor_plain(shown.unpaid),
        formats.kronor_plain(shown.undetermined),
    ]
    rows = [_country_row(row) for row in shown.rows]
    return Table(
        _("Överenskommelserna för hela landet, i kronor"),
        columns,
        rows,
        total=total,
        note=_note(shown),
        full=True,
        stacked=True,
    )


def _country_row(row: YearRow) -> list[Value]:
    title, settled = _title(row), reverse("payouts", args=[row.agreement.name])
    waiting = row.undetermined.kronor if row.undetermined is not None else None
    return [
        Link(title, reverse("agreement", args=[row.agreement.name])),
        _announced(row),
        Link(
            formats.kronor_plain(row.decided),
            agreement_address(row, "summa"),
            _("beslutat, %(title)s") % {"title": title},
        ),
        Link(formats.kronor_plain(row.earned), settled, _("intjänat, %(title)s") % {"title": title}),
        _published(row),
        formats.kronor_plain(row.unpaid),
        Link(
            formats.kronor_plain(waiting),
            f"#varfor-{row.agreement.name}",
            _("varför, %(title)s") % {"title": title},
        )
        if waiting
        else formats.kronor_plain(Kronor(0)),
    ]


def _region_table(shown: ShownYear) -> Table:
    columns = [
        Column(_("Överenskommelse")),
        Column(_("Aviserat, hela landet"), _("kronor"), number=True),
        Column(_("Beslutat, hela landet"), _("kronor"), number=True),
        Column(_("Regionen får"), _("kronor"), number=True),
        Column(_("Publicerat som betalt till regionen"), _("kronor"), number=True),
        Column(_("Går inte att fastställa")),
    ]
    total = [_("Summa"), "", "", formats.kronor_plain(shown.earned), "", ""]
    if not shown.complete:
        total[0] = _("Summa av det som är fastställt")
    rows = [_region_row(row, str(shown.region)) for row in shown.rows]
    return Table(
        _("Överenskommelserna och vad regionen får, i kronor"),
        columns,
        rows,
        total=total,
        note=_note(shown),
        full=True,
        stacked=True,
    )


def _region_row(row: YearRow, region: str) -> list[Value]:
    title = _title(row)
    named = region in row.agreement.recipients
    amount: Value = None
    if named and (row.undetermined is None or row.earned or not row.undetermined.awaited):
        amount = Link(
            formats.kronor_plain(row.earned),
            why_address(row, region),
            _("regionen får, %(title)s") % {"title": title},
        )
    return [
        Link(title, reverse("agreement", args=[row.agreement.name])),
        _announced(row),
        Link(
            formats.kronor_plain(row.decided),
            agreement_address(row, "summa"),
            _("beslutat, %(title)s") % {"title": title},
        ),
        amount,
        _published(row),
        Link(
            _("en del") if row.earned else _("allt"),
            f"#varfor-{row.agreement.name}",
            _("varför, %(title)s") % {"title": title},
        )
        if row.undetermined is not None
        else _("inget"),
    ]


def _title(row: YearRow) -> str:
    """The agreement's title; marked where its amounts rest on invented figures."""
    title = formats.said(row.agreement.title)
    if row.from_regions and settings.VARDVAG.demo:
        return _("%(title)s (exempeldata)") % {"title": title}
    return title


def _announced(row: YearRow) -> Value:
    """What was announced, where all the agreement's money is of this year."""
    announced = row.agreement.announced
    if announced is None or not row.whole:
        return None
    hidden = _("aviserat, %(title)s") % {"title": formats.said(row.agreement.title)}
    return Link(about(announced.amount, not announced.rounded), agreement_address(row, "summa"), hidden)


def _published(row: YearRow) -> Value:
    told = row.published
    if told is None:
        return None
    hidden = _("publicerat, %(title)s") % {"title": formats.said(row.agreement.title)}
    return Link(about(told.kronor, told.exact), agreement_address(row, "publicerat"), hidden)


def _note(shown: ShownYear) -> str:
    notes = [_("Ett streck betyder att vi inte har någon uppgift. Det är inte noll.")]
    if any(row.published is not None and row.published.parts for row in shown.rows):
        notes.append(_("Det som är publicerat kan gälla en del av pengarna; vilken står under tabellen."))
    if shown.region is None:
        notes.append(
            _(
                "Beslutat är intjänat, det som inte betalas ut "
                "och det som inte går att fastställa, tillsammans."
            )
        )
    return " ".join(notes)


def agreement_address(row: YearRow, anchor: str) -> str:
    """A place on the page of the agreement."""
    return f"{reverse('agreement', args=[row.agreement.name])}#{anchor}"


def why_address(row: YearRow, region: str | None) -> str:
    """The settlement, or where it is of one region the explanation of its payout."""
    if region is not None and region in row.agreement.recipients:
        return reverse("payout", args=[row.agreement.name, region])
    return reverse("payouts", args=[row.agreement.name])
