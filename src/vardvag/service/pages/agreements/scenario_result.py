"""What came of a "what if": the table whose sums are the pots, the bars of differences, what is undetermined.

Here does not belong the sentence above it (`scenario_words`), nor the files to fetch (`scenario_files`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from vardvag.agreements.compare import Comparison, Difference, Turned
from vardvag.agreements.judge import Verdict
from vardvag.agreements.overview import in_a_word
from vardvag.agreements.recipients import is_region
from vardvag.agreements.settle import Settlement
from vardvag.base.errors import NotFound
from vardvag.base.kronor import Kronor
from vardvag.service.look import formats
from vardvag.service.look.difference_chart import Difference as Bar
from vardvag.service.look.difference_chart import DifferenceChart
from vardvag.service.look.table import Column, Row, Table, Value

_MANY = 30
"""More municipalities than this are one row together; the files have them all."""


def difference_table(comparison: Comparison) -> Table:
    """One row for each recipient, and rows for what is not paid, so that each column adds up to its pots."""
    before, after = comparison.before, comparison.after
    alone, together = _apart(comparison.differences)
    only = only_turned(comparison)
    body: list[Row] = [Row(_row(one, comparison, only)) for one in alone]
    if together:
        body.append(Row(_together(together, comparison)))
    for words, was, now in (
        (_("Betalas inte ut"), before.unpaid, after.unpaid),
        (_("Går inte att fastställa"), before.undetermined, after.undetermined),
    ):
        if was or now:
            body.append(
                Row([words, formats.kronor_plain(was), formats.kronor_plain(now), signed(now - was), ""])
            )
    return Table(
        _("Varje mottagare, som det är och med ändringen"),
        [
            Column(_("Mottagare")),
            Column(_("Nu"), _("kronor"), number=True),
            Column(_("Med ändringen"), _("kronor"), number=True),
            Column(_("Skillnad"), _("kronor"), number=True),
            Column(_("Varför")),
        ],
        body,
        total=[
            _("Summa = hela beloppet"),
            formats.kronor_plain(before.agreement.amount),
            formats.kronor_plain(after.agreement.amount),
            signed(after.agreement.amount - before.agreement.amount),
            "",
        ],
        note=" ".join(_notes(only)),
    )


def _notes(only: str) -> Iterable[str]:
    if only:
        yield _("Villkoret är: %(condition)s.") % {"condition": only}
    yield _("Ett streck betyder att det inte går att fastställa. Det är inte noll.")


def signed(amount: Kronor | None) -> str | None:
    """`+1 234` or `−1 234`; None while it is not known."""
    if amount is None:
        return None
    return f"+{formats.kronor_plain(amount)}" if int(amount) > 0 else formats.kronor_plain(amount)


def only_turned(comparison: Comparison) -> str:
    """The condition that came out otherwise, where it is the same for everybody; else nothing."""
    titles = {formats.said(turned.condition) for one in comparison.differences for turned in one.turned}
    return titles.pop() if len(titles) == 1 else ""


def why(one: Difference, after: Settlement, only: str = "") -> str:
    """The conditions that came out otherwise, or why it is not known; in few words.

    *only* is the condition that is told of beside the table, and not again in every row.
    """
    if one.turned:
        return "; ".join(_turned(one.turned, only))
    if one.after is None and one.recipient in after.agreement.recipients:
        return formats.said(in_a_word(after.payout(one.recipient)))
    if one.change is None:
        return _("går inte att jämföra")
    return _("egna villkor som förut") if one.change else _("som förut")


def _turned(turned: Sequence[Turned], only: str) -> Iterable[str]:
    """Each condition once, with in how many parts of the money it turned."""
    counted: dict[tuple[str, Verdict, Verdict], int] = {}
    for one in turned:
        key = (formats.said(one.condition), one.before, one.after)
        counted[key] = counted.get(key, 0) + 1
    for (condition, before, after), number in counted.items():
        told = {"condition": _("villkoret") if condition == only else condition}
        if after is Verdict.MET:
            words = _("uppfyller nu %(condition)s")
        elif after is Verdict.UNKNOWN:
            words = _("går inte längre att avgöra %(condition)s")
        elif before is Verdict.MET:
            words = _("uppfyller inte längre %(condition)s")
        else:
            words = _("uppfyller inte %(condition)s")
        line = words % told
        yield _("%(line)s (i %(number)s delar)") % {"line": line, "number": number} if number > 1 else line


def difference_chart(comparison: Comparison) -> DifferenceChart | None:
    """The differences, the largest gain first and the largest loss last; None where nothing moves."""
    moved = [*comparison.gaining, *reversed(comparison.losing)]
    if not moved:
        return None
    shown, rest = (moved, 0) if len(moved) <= _MANY else ([*moved[:12], *moved[-12:]], len(moved) - 24)
    still = sum(1 for one in comparison.differences if one.change == Kronor(0))
    reading = [_("Staplar åt höger får mer, staplar åt vänster mindre. Samma tal står i tabellen.")]
    if still:
        reading.append(_("Oförändrade: %(number)s.") % {"number": still})
    if comparison.unknown:
        reading.append(_("Går inte att säga: %(number)s.") % {"number": len(comparison.unknown)})
    if rest:
        reading.append(_("De största skillnaderna; %(number)s mindre är utelämnade.") % {"number": rest})
    bars = [Bar(formats.said(one.name), int(one.change or Kronor(0)), _said(one.change)) for one in shown]
    return DifferenceChart(_chart_title(comparison), " ".join(reading), bars)


def _chart_title(comparison: Comparison) -> str:
    """Who gets most more, and who most less; both sequences begin with the largest."""
    told = {
        "more": "".join(formats.said(one.name) for one in comparison.gaining[:1]),
        "less": "".join(formats.said(one.name) for one in comparison.losing[:1]),
    }
    if told["more"] and told["less"]:
        return _("%(more)s får mest mer, %(less)s mest mindre") % told
    return _("%(more)s får mest mer") % told if told["more"] else _("%(less)s får mest mindre") % told


def _said(change: Kronor | None) -> str:
    told = {"amount": formats.kronor_plain(Kronor(abs(int(change or Kronor(0)))))}
    return _("%(amount)s mer") % told if int(change or Kronor(0)) > 0 else _("%(amount)s mindre") % told


def undetermined(comparison: Comparison) -> str:
    """How much cannot be determined with the change, and how much it is now; nothing when all is."""
    now, after = comparison.before.undetermined, comparison.after.undetermined
    if not after:
        return ""
    if now == after:
        return _("%(amount)s går inte att fastställa, nu som med ändringen") % {
            "amount": formats.kronor(after)
        }
    told = {"amount": formats.kronor(after), "now": formats.kronor(now)}
    if not now:
        return _("Med ändringen går %(amount)s inte att fastställa") % told
    return _("Med ändringen går %(amount)s inte att fastställa, nu %(now)s") % told


def _apart(differences: Sequence[Difference]) -> tuple[list[Difference], list[Difference]]:
    """Those of the table, and the municipalities that are too many to stand in it."""
    municipalities = [one for one in differences if one.recipient.isdigit() and not is_region(one.recipient)]
    if len(municipalities) <= _MANY:
        return list(differences), []
    return [one for one in differences if one not in municipalities], municipalities


def _row(one: Difference, comparison: Comparison, only: str) -> list[Value]:
    return [
        formats.said(one.name),
        amount_or_certain(comparison.before, one.recipient, one.before),
        amount_or_certain(comparison.after, one.recipient, one.after),
        signed(one.change),
        why(one, comparison.after, only),
    ]


def amount_or_certain(settlement: Settlement, who: str, amount: Kronor | None) -> str | None:
    """The amount, or what is certain of it; None where nothing is, and for no recipient."""
    if amount is not None:
        return formats.kronor_plain(amount)
    try:
        certain = settlement.payout(who).at_least
    except NotFound:
        return None
    return _("minst %(amount)s") % {"amount": formats.kronor_plain(certain)} if certain else None


def _together(differences: Sequence[Difference], comparison: Comparison) -> list[Value]:
    def total(settlement: Settlement) -> Kronor:
        named = [one.recipient for one in differences if one.recipient in settlement.agreement.recipients]
        return Kronor.sum(settlement.payout(who).at_least for who in named)

    before, after = total(comparison.before), total(comparison.after)
    known = all(one.change is not None for one in differences)
    return [
        _("%(number)s kommuner tillsammans") % {"number": len(differences)},
        formats.kronor_plain(before) if before or known else None,
        formats.kronor_plain(after) if after or known else None,
        signed(after - before) if known else None,
        _("var och en står i filerna"),
    ]
