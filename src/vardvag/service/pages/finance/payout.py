"""What the region gets of the kömiljard of 2019: each month and kind, by which condition, on which shares."""

from __future__ import annotations

import itertools
from fractions import Fraction

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vardvag.agreements.judge import Verdict
from vardvag.base.regions import region
from vardvag.contracts.access.actor import Role
from vardvag.service.identity.actor import Actor
from vardvag.service.identity.guards import requires
from vardvag.service.look import formats
from vardvag.service.look.table import Column, StatusWord, Table, Value
from vardvag.service.pages.agreements.shown import shown_settlement
from vardvag.service.pages.agreements.words import period
from vardvag.usecases.publish_explanation import Shown
from vardvag.usecases.show_region_payout import (
    FigureShown,
    PartShown,
    RegionPayout,
    show_region_payout,
)

AGREEMENT = "komiljard-2019"
"""The agreement that is earned month by month."""


@requires(Role.REGION_FINANCE, profile="region")
@require_safe
def region_payout(request: HttpRequest) -> HttpResponse:
    """The payout of the actor's own region, whichever region the address might wish for."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    shown = shown_settlement(AGREEMENT)
    chosen = show_region_payout(shown, str(actor.region))
    agreement = shown.settlement.agreement
    months = [
        (month, [(part, _heading(part), _conditions(part)) for part in parts])
        for month, parts in itertools.groupby(
            (part for part in chosen.parts if part.part.month), key=lambda part: part.part.month
        )
    ]
    forecast = [part.part.month for part in chosen.parts if part.forecast]
    context = {
        "agreement": agreement,
        "region": region(str(actor.region)),
        "title": _title(chosen, region(str(actor.region)).name),
        "chosen": chosen,
        "summary": _summary(chosen),
        "months": months,
        "others": [(part, _heading(part), _conditions(part)) for part in chosen.parts if not part.part.month],
        "forecast": ", ".join(dict.fromkeys(formats.month(month) for month in forecast)),
        "example": shown.from_regions and settings.VARDVAG.demo,
        "missing": len(chosen.payout.missing),
        "assumptions": shown.settlement.assumptions,
    }
    return render(request, "pages/finance/payout.html", context)


def _title(chosen: RegionPayout, name: str) -> str:
    payout = chosen.payout
    if payout.kronor is None:
        return _("%(name)s får minst %(amount)s ur kömiljarden 2019") % {
            "name": name,
            "amount": formats.kronor(payout.at_least),
        }
    return _("%(name)s får %(amount)s ur kömiljarden 2019") % {
        "name": name,
        "amount": formats.kronor(payout.kronor),
    }


def _summary(chosen: RegionPayout) -> Table:
    """One row for each part; the sum is what is certain."""
    rows: list[list[Value]] = [
        [
            _name(part),
            _status(part.verdict),
            None if part.kronor is None else formats.kronor_plain(part.kronor),
        ]
        for part in chosen.parts
    ]
    total = formats.kronor_plain(chosen.payout.at_least)
    return Table(
        _("Månad för månad"),
        [Column(_("Del")), Column(_("Villkor")), Column(_("Belopp"), _("kronor"), number=True)],
        rows,
        total=[_("Summa") if chosen.payout.kronor is not None else _("Säkert minst"), "", total],
    )


def _name(part: PartShown) -> str:
    if part.part.month is None:
        return formats.said(part.part.pot.title)
    kind = formats.said(part.part.kind_title) if part.part.kind_title else ""
    return ", ".join(filter(None, (formats.month(part.part.month).capitalize(), kind)))


def _heading(part: PartShown) -> str:
    """What is so for one kind in one month, in a sentence."""
    named = formats.said(part.part.kind_title or part.part.pot.title)
    kind = named[:1].upper() + named[1:]
    if part.kronor is None:
        return _("%(kind)s: beloppet går inte att fastställa") % {"kind": kind}
    return f"{kind}: {formats.kronor(part.kronor)}"


def _conditions(part: PartShown) -> list[tuple[str, StatusWord, str]]:
    """Each condition, whether it is met, and on which figures: its title, status and a line of figures."""
    told = []
    for condition in part.conditions:
        title = formats.said(condition.title)
        told.append((title[:1].upper() + title[1:], _status(condition.verdict), _figures(condition.figures)))
    return told


def _figures(figures: tuple[FigureShown, ...]) -> str:
    """The figures a condition looked at: this month beside that of the year before, or month by month."""
    shown = [_figure(figure) or formats.absent() for figure in figures]
    if _is_year_on_year(figures):
        return _("I år %(now)s, året före %(before)s.") % {"now": shown[0], "before": shown[1]}
    if len(shown) == 1:
        return f"{shown[0][:1].upper()}{shown[0][1:]}."
    listed = "; ".join(f"{period(figure.period)} {what}" for figure, what in zip(figures, shown, strict=True))
    return f"{listed[:1].upper()}{listed[1:]}."


def _is_year_on_year(figures: tuple[FigureShown, ...]) -> bool:
    """Two months, the second one year before the first: then they are compared, not listed."""
    return len(figures) == 2 and figures[1].period < figures[0].period


def _figure(figure: FigureShown) -> str | None:
    if figure.status is Shown.SUPPRESSED:
        return _("visas inte: för få")
    if figure.answer is not None:
        return _("ja") if figure.answer else _("nej")
    if figure.share is None:
        return None
    if figure.within is None or not figure.counted:
        return formats.share(figure.share)
    # Both counts stand beside it, so the share is told as finely as it is compared, not as it is published.
    told = formats.share(Fraction(figure.within, figure.counted))
    counts = _("%(within)s av %(counted)s") % {
        "within": formats.number(figure.within),
        "counted": formats.number(figure.counted),
    }
    return f"{told} ({counts})"


def _status(verdict: Verdict) -> StatusWord:
    if verdict is Verdict.MET:
        return StatusWord("within", _("uppfyllt"))
    if verdict is Verdict.NOT_MET:
        return StatusWord("rest", _("inte uppfyllt"))
    return StatusWord("soon", _("går inte att fastställa"))
