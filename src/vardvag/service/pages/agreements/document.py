"""An agreement laid out in the order of its own document: who and when, the money pot by pot, who said what.

Here does not belong what a single rule says (`rules`, `conditions`, `amended`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vardvag.agreements.catalogue import names
from vardvag.agreements.model import Agreement, Grounds, Pot
from vardvag.agreements.reconcile import ALL, WORDS, Agreeing, Compared
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Link, StatusWord, Table, Value
from vardvag.service.pages.agreements import words
from vardvag.service.pages.agreements.reproduced import reconciliation
from vardvag.service.pages.agreements.rules import Rule, rules
from vardvag.usecases.published_amounts import told_title
from vardvag.usecases.show_settlement import show_agreement


@dataclass(frozen=True)
class PotTold:
    """One pot, its rules and its sub-pots. Of a sub-pot only the rules that differ from those above it."""

    pot: Pot
    level: int
    year: int | None
    rules: tuple[Rule, ...]
    pots: tuple[PotTold, ...]


@dataclass(frozen=True)
class Line:
    """One line about the agreement itself: a label, what it says, links if any, where it was read."""

    label: str
    says: str
    links: tuple[tuple[str, str], ...] = ()
    grounds: Grounds = ()


def head(agreement: Agreement) -> list[Line]:
    """Parties, number, days, years, what it replaces, and how far it has come, in that order."""
    lines = [Line(_("Parter"), words.listed([formats.said(party) for party in agreement.parties]))]
    if agreement.number is not None:
        lines.append(Line(_("Ärendets nummer"), agreement.number))
    if agreement.signed is not None:
        lines.append(Line(_("Undertecknad"), formats.day(agreement.signed)))
    if agreement.valid is not None:
        since = formats.day(agreement.valid.since)
        says = _("Från %(since)s tills vidare") % {"since": since}
        if agreement.valid.until is not None:
            says = _("%(since)s till %(until)s") % {
                "since": since,
                "until": formats.day(agreement.valid.until),
            }
        lines.append(Line(_("Gäller"), says, grounds=agreement.valid.grounds))
    lines.append(Line(_("Pengarna avser"), words.listed([str(year) for year in agreement.years])))
    if agreement.replaces:
        held = {name: show_agreement(name) for name in agreement.replaces if name in names()}
        others = [name for name in agreement.replaces if name not in held]
        links = tuple(
            (formats.said(one.title), reverse("agreement", args=[name])) for name, one in held.items()
        )
        lines.append(Line(_("Ersätter"), words.listed(others), links))
    lines.append(Line(_("Läge"), words.standing(agreement)))
    return lines


def money(agreement: Agreement) -> list[Line]:
    """What was announced, and what was decided."""
    lines = []
    if (announced := agreement.announced) is not None:
        amount = formats.kronor(announced.amount)
        says = _("omkring %(amount)s") % {"amount": amount} if announced.rounded else amount
        lines.append(Line(_("Aviserat"), says, grounds=announced.grounds))
    return [*lines, Line(_("Summa"), formats.kronor(agreement.amount), grounds=agreement.amount_grounds)]


def told_pots(agreement: Agreement) -> tuple[PotTold, ...]:
    """Every pot in the order of the document, sub-pots under theirs."""
    return tuple(_told(pot, agreement, (), 3) for pot in agreement.pots)


def _told(pot: Pot, agreement: Agreement, above: Sequence[Rule], level: int) -> PotTold:
    said = tuple(rules(pot, agreement))
    return PotTold(
        pot,
        min(level, 6),
        pot.year if len(agreement.years) > 1 else None,
        tuple(rule for rule in said if rule not in above),
        tuple(_told(one, agreement, said, level + 1) for one in pot.pots),
    )


def published_table(agreement: Agreement) -> Table | None:
    """What others have published, beside what we compute; None when nothing is held."""
    compared = [one for one in reconciliation().compared if one.agreement == agreement.name]
    if not compared:
        return None
    columns = [
        Column(_("Mottagare")),
        Column(_("Gäller")),
        Column(_("Publicerat"), _("kronor"), number=True),
        Column(_("Beräknat"), _("kronor"), number=True),
        Column(_("Jämförelse")),
        Column(_("Källa")),
    ]
    rows = [_compared(one, agreement) for one in compared]
    return Table(_("Publicerade belopp, och våra"), columns, rows, stacked=True)


def unequal(agreement: Agreement) -> list[tuple[str, str]]:
    """Why a published amount and ours differ, where we know: who, and the reason as it was written."""
    told: dict[str, dict[str, None]] = {}
    for one in reconciliation().compared:
        if one.agreement == agreement.name and one.published.explained:
            told.setdefault(one.published.explained, {})[_who(one.published.recipient, agreement)] = None
    return [(words.listed(list(who)), reason) for reason, who in told.items()]


def _compared(one: Compared, agreement: Agreement) -> list[Value]:
    published, who = one.published, _who(one.published.recipient, agreement)
    of = [words.with_months(formats.said(told_title(agreement, name))) for name in published.parts]
    return [
        who,
        words.listed(of) if of else _("allt"),
        about(published.amount, published.to_the_krona),
        None if one.computed is None else formats.kronor_plain(one.computed),
        StatusWord(_kind(one.agreeing), formats.said(WORDS[one.agreeing])),
        Link(_("källa"), published.source.url, f"{who}: {published.source.title}")
        if published.source.url
        else published.source.title,
    ]


def about(amount: object, to_the_krona: bool) -> str:
    """An amount in kronor; marked where it is not published to the krona."""
    told = formats.kronor_plain(amount)
    return told if to_the_krona else _("omkring %(amount)s") % {"amount": told}


def _who(recipient: str, agreement: Agreement) -> str:
    return _("Alla tillsammans") if recipient == ALL else words.name(agreement, recipient)


def _kind(agreeing: Agreeing) -> str:
    if agreeing is Agreeing.EXACT:
        return "within"
    return "over" if agreeing is Agreeing.UNEXPLAINED else "rest"
