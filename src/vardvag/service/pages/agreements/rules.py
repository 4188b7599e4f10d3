"""A pot's rules as an agreement states them: for whom, by which key, how split, earned, reported and paid.

Each is a `Rule` with its grounds, in the order of the document. Nothing is decided here. Here does not belong
what a condition asks for (`conditions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from vardvag.agreements.model import Agreement, Earmark, Grounds, Key, KeyKind, Pot, Qualify, Unearned
from vardvag.agreements.recipients import GROUPS, is_region
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Table
from vardvag.service.pages.agreements.words import listed, name, population
from vardvag.usecases.name_facts import title_of

_FEW = 5
"""So many recipients are named; more are counted."""


@dataclass(frozen=True)
class Rule:
    """One rule: what it is about, what it says, its conditions as (title, name), a table, its grounds."""

    label: str
    lines: tuple[str, ...]
    grounds: Grounds = ()
    conditions: tuple[tuple[str, str], ...] = ()
    table: Table | None = None


def rules(pot: Pot, agreement: Agreement) -> Iterator[Rule]:
    """Every rule of *pot*, those taken over from the pot above it too."""
    # A pot with sub-pots may leave to them to say for whom, and by which key.
    if pot.recipients_known or not pot.pots:
        yield Rule(_("Till"), (recipients(pot, agreement),))
    if pot.barred:
        who = listed([name(agreement, one) for one in pot.barred])
        yield Rule(
            _("Får inte del"), (_("%(who)s får enligt avtalet inte del.") % {"who": who},), pot.barred_grounds
        )
    if pot.recipients_known and (pot.key.grounds or not pot.pots):
        lent = (pot.key.source,) if pot.key.source is not None else ()
        yield Rule(
            _("Fördelas"),
            key_lines(pot.key, pot),
            (*pot.key.grounds, *lent),
            table=_own_table(pot, agreement),
        )
    if pot.split_grounds and not pot.pots:
        yield Rule(_("Delas upp"), (split(pot, agreement),), pot.split_grounds)
    if pot.qualify is not None:
        asked = tuple((formats.said(one.title), one.name) for one in pot.qualify.conditions)
        yield Rule(_("Villkor"), (qualify(pot.qualify),), pot.qualify.grounds, asked)
    if pot.earn is not None:
        yield Rule(_("Tjänas in"), tuple(_earned(pot, agreement)), pot.earn.grounds)
    if pot.unearned is not None:
        yield Rule(_("Det som inte tjänas in"), (unearned(pot),), pot.unearned_grounds)
    for earmark in pot.earmarks:
        yield Rule(_("Varav till"), tuple(_earmarked(earmark)), earmark.grounds)
    if pot.reporting is not None:
        yield Rule(_("Redovisas"), (_reported(pot),), pot.reporting.grounds)
    if pot.payment is not None:
        yield Rule(_("Betalas"), tuple(_paid(pot)), pot.payment.grounds)


def recipients(pot: Pot, agreement: Agreement) -> str:
    """Who the pot is for: a whole group by its name, few by theirs, the rest by number."""
    who = pot.recipients
    if not who:
        return _("Det är inte offentligt vem pengarna är till.")
    whole = {
        GROUPS["regions"]: _("Alla %(number)s regioner"),
        GROUPS["municipalities"]: _("Alla %(number)s kommuner"),
        GROUPS["county-municipalities"]: _("Kommunerna i vart och ett av %(number)s län, tillsammans"),
    }
    if who in whole:
        return whole[who] % {"number": len(who)}
    if len(who) <= _FEW:
        return listed([name(agreement, one) for one in who])
    told = []
    for kind, group in groupby(who, key=_kind):
        members = list(group)
        if kind == "named" or len(members) <= 2:
            told += [name(agreement, one) for one in members]
        else:
            counted = {"region": _("%(number)s regioner"), "municipality": _("%(number)s kommuner")}
            told.append(counted.get(kind, _("kommunerna i %(number)s län")) % {"number": len(members)})
    return listed(told)


def _kind(recipient: str) -> str:
    if is_region(recipient):
        return "region"
    if recipient.isdigit():
        return "municipality"
    return "county" if recipient.startswith("kommuner-") else "named"


def key_lines(key: Key, pot: Pot) -> tuple[str, ...]:
    """How the pot is divided, and what each gets first."""
    if len(pot.recipients) == 1 and key.kind is not KeyKind.AMOUNTS:
        return (_("Allt till en mottagare."),)
    line = _divided(key)
    if key.fixed is None:
        return (line,)
    fixed = _("%(amount)s till var och en. Resten:") % {"amount": formats.kronor(key.fixed)}
    return fixed, line


def _divided(key: Key) -> str:
    fact = formats.said(title_of(key.fact)) if key.fact is not None else ""
    if key.kind is KeyKind.POPULATION and key.series is not None:
        return _("Efter %(population)s.") % {"population": population(key.series)}
    if key.kind is KeyKind.TABLE:
        return _("Efter avtalets egen tabell.")
    if key.kind is KeyKind.COUNT:
        return _("Efter antal: %(what)s.") % {"what": fact}
    if key.kind is KeyKind.AMOUNTS:
        return _("Vars och ens belopp beslutas särskilt, och är inte en följd av avtalet: %(what)s.") % {
            "what": fact
        }
    return _("Lika mycket till var och en.")


def _own_table(pot: Pot, agreement: Agreement) -> Table | None:
    if pot.key.kind is not KeyKind.TABLE:
        return None
    rows = [[name(agreement, who), formats.number(weight)] for who, weight in pot.key.weights.items()]
    return Table(_("Avtalets egen tabell"), [Column(_("Mottagare")), Column(_("Vikt"), number=True)], rows)


def split(pot: Pot, agreement: Agreement) -> str:
    """Into how many equal parts, by which months and kinds."""
    parts = [part for part in agreement.parts if part.pot.path == pot.path]
    months = list(dict.fromkeys(formats.month(part.month) for part in parts if part.month))
    kinds = dict.fromkeys(formats.said(part.kind_title) for part in parts if part.kind_title)
    if len(months) > 6:
        months = [
            _("%(number)s månader, %(first)s till %(last)s")
            % {"number": len(months), "first": months[0], "last": months[-1]}
        ]
    told = "; ".join(filter(None, (", ".join(months), ", ".join(kinds))))
    if len(parts) == 1:
        return _("Gäller %(what)s.") % {"what": told}
    return _("I %(number)s lika delar: %(what)s.") % {"number": len(parts), "what": told}


def qualify(rule: Qualify) -> str:
    """Whether one condition is enough."""
    if len(rule.conditions) == 1:
        return _("Villkoret ska vara uppfyllt:")
    return _("Alla villkoren ska vara uppfyllda:") if rule.every else _("Ett av villkoren räcker:")


def unearned(pot: Pot) -> str:
    """What happens to the money of those that do not qualify."""
    if pot.unearned is Unearned.BACK:
        return _("Det som inte tjänas in betalas inte ut.")
    if pot.unearned is Unearned.BONUS_POT:
        return _(
            "Det som inte tjänas in samlas i en bonuspott. "
            "Den delas i samma förhållande som det var och en har tjänat in."
        )
    if pot.unearned is not Unearned.BEST or pot.best is None:
        return _("Det som någon inte tjänar in delas efter nyckeln av dem som uppfyller villkoren.")
    words = {"number": pot.best.number, "what": formats.said(title_of(pot.best.by))}
    if pot.best.per is None:
        return _("Det som inte tjänas in går till de %(number)s främsta: %(what)s.") % words
    words["population"] = population(pot.best.per)
    return (
        _("Det som inte tjänas in går till de %(number)s främsta per invånare: %(what)s, %(population)s.")
        % words
    )


def _earned(pot: Pot, agreement: Agreement) -> Iterator[str]:
    """Price × volume, the reference, and the most that can be earned."""
    earn = pot.earn
    if earn is None:
        return
    kinds: Mapping[str | None, str] = {
        part.kind: formats.said(part.kind_title) for part in agreement.parts if part.kind_title
    }
    what = formats.said(title_of(earn.volume))
    for kind, price in earn.prices.items():
        words = {"price": formats.kronor(price), "what": kinds.get(kind, what)}
        yield _("%(price)s för var och en: %(what)s.") % words
    if any(earn.prices):
        yield _("Antalet är %(what)s.") % {"what": what}
    if earn.above is not None:
        yield _("Bara de som är fler än referensen räknas: %(what)s.") % {
            "what": formats.said(title_of(earn.above))
        }
    yield _("Ingen kan tjäna in mer än sin andel enligt nyckeln.")


def _earmarked(earmark: Earmark) -> Iterator[str]:
    yield f"{formats.said(earmark.title)}: {formats.kronor(earmark.amount)}"
    if earmark.report is not None:
        yield _("Ska redovisas: %(what)s.") % {"what": formats.said(earmark.report)}


def _reported(pot: Pot) -> str:
    """What must be reported on the money, though it decides no payout."""
    reporting = pot.reporting
    if reporting is None:
        return ""
    told = [formats.said(reporting.what)]
    if reporting.to is not None:
        told.append(_("till %(who)s") % {"who": formats.said(reporting.to)})
    if reporting.latest is not None:
        told.append(_("senast %(day)s") % {"day": formats.day(reporting.latest)})
    line = ", ".join(told)
    return f"{line[:1].upper()}{line[1:]}. " + _("Det påverkar inte vem som får pengar.")


def _paid(pot: Pot) -> Iterator[str]:
    payment = pot.payment
    if payment is None:
        return
    when = formats.said(payment.when)
    told = [f"{when[:1].upper()}{when[1:]}"]
    if payment.latest is not None:
        told.append(_("senast %(day)s") % {"day": formats.day(payment.latest)})
    yield ", ".join(told) + "."
    if payment.payer is not None:
        yield _("Betalas av %(who)s.") % {"who": formats.said(payment.payer)}
    if payment.approver is not None:
        yield _("Godkänns av %(who)s.") % {"who": formats.said(payment.approver)}
