"""What a year's table cannot hold: why something is undetermined, who has published what, what has no row.

Here does not belong the table (`year_table`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vardvag.agreements.model import Agreement
from vardvag.base.dated import Source
from vardvag.service.look import formats
from vardvag.service.pages.agreements import words
from vardvag.service.pages.agreements.year_table import agreement_address, why_address
from vardvag.usecases.published_amounts import Told
from vardvag.usecases.show_year import ShownYear, Undetermined


@dataclass(frozen=True)
class Reason:
    """Why something of one agreement cannot be determined: how much, in words, and where to read on."""

    name: str
    title: str
    amount: str
    lines: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class PublishedLine:
    """What is published as paid under one agreement: how much, of what, and who says so."""

    title: str
    amount: str
    of: str
    sources: tuple[Source, ...]
    address: str


def waiting(shown: ShownYear) -> list[Reason]:
    """Why something cannot be determined, agreement by agreement."""
    return [
        Reason(
            row.agreement.name,
            formats.said(row.agreement.title),
            "" if row.undetermined.kronor is None else formats.kronor(row.undetermined.kronor),
            tuple(why(row.undetermined, row.agreement)),
            why_address(row, shown.region),
        )
        for row in shown.rows
        if row.undetermined is not None
    ]


def why(undetermined: Undetermined, agreement: Agreement) -> list[str]:
    """Why, in words: for whom is not public; which facts are missing; or what others have earned."""
    told = [words.for_nobody_known([formats.said(pot) for pot in undetermined.unknown])]
    told += [words.awaited(one, agreement) for one in undetermined.awaited]
    return [line for line in told if line] or [_("Det beror på vad andra har tjänat in.")]


def published(shown: ShownYear) -> list[PublishedLine]:
    """Who has published what, agreement by agreement."""
    return [
        PublishedLine(
            formats.said(row.agreement.title),
            _published_amount(row.published),
            _of_what(row.published),
            row.published.sources,
            agreement_address(row, "publicerat"),
        )
        for row in shown.rows
        if row.published is not None
    ]


def _published_amount(told: Told) -> str:
    amount = formats.kronor(told.kronor)
    return amount if told.exact else _("omkring %(amount)s") % {"amount": amount}


def _of_what(told: Told) -> str:
    lines = []
    if told.parts:
        lines.append(
            _("Gäller %(what)s.")
            % {"what": words.listed([words.with_months(formats.said(one)) for one in told.parts])}
        )
    if told.recipients:
        lines.append(_("Summan av %(number)s publicerade belopp.") % {"number": told.recipients})
    return " ".join(lines)


def outside(shown: ShownYear) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the rows leave out, and why: (why, [(an agreement's title, its address)])."""
    groups = [
        (_("Avser också året, men har inga egna pengar för det"), shown.without_money),
        (_("Regionen är inte mottagare"), shown.for_others),
        (_("Också kommunerna i länet får pengar, som inte är räknade här"), _for_municipalities(shown)),
    ]
    return [(why, _links(agreements)) for why, agreements in groups if agreements]


def _for_municipalities(shown: ShownYear) -> list[Agreement]:
    """The agreements that also pay the municipalities of the region's county."""
    if shown.region is None:
        return []
    county = shown.region
    found = [
        agreement
        for agreement in (*(row.agreement for row in shown.rows), *shown.for_others)
        for pot in agreement.leaves
        if pot.year == shown.year and any(_lies_in(who, county) for who in pot.recipients)
    ]
    return [one for at, one in enumerate(found) if one not in found[:at]]


def _lies_in(recipient: str, county: str) -> bool:
    """Whether it is a municipality of the county, or all of them together."""
    return recipient == f"kommuner-{county}" or (len(recipient) == 4 and recipient.startswith(county))


def _links(agreements: Sequence[Agreement]) -> list[tuple[str, str]]:
    return [(formats.said(one.title), reverse("agreement", args=[one.name])) for one in agreements]
