"""An agreement's rules as sentences, in the language of the page. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vardvag.agreements.conditions import AtLeast, Binding, Condition, Improved, Judged, Report
from vardvag.agreements.model import Agreement, Part, Pot, Qualify, Standing, Unearned
from vardvag.agreements.overview import recipient_name
from vardvag.base.cells import Basis, CellKey
from vardvag.base.days import Month
from vardvag.base.errors import Unreadable
from vardvag.service.look import formats
from vardvag.statistics.policy import policy
from vardvag.usecases.publish_explanation import known_measures


def standing(agreement: Agreement) -> str:
    """How far the agreement has come."""
    return {
        Standing.ANNOUNCED: _("Aviserad"),
        Standing.DECIDED: _("Beslutad"),
        Standing.IN_FORCE: _("Gäller"),
        Standing.ENDED: _("Avslutad"),
    }[agreement.standing]


def recipients(pot: Pot) -> str:
    """Who the pot is for: by number when many, else by name."""
    if len(pot.recipients) > 3:
        return _("%(number)s regioner") % {"number": len(pot.recipients)}
    return ", ".join(recipient_name(who) for who in pot.recipients)


def key(pot: Pot) -> str:
    """How the pot is divided."""
    if pot.key.series is None:
        return _("Lika mycket till var och en") if len(pot.recipients) > 1 else _("Allt till en mottagare")
    return _("Efter folkmängd %(series)s") % {"series": period(pot.key.series)}


def unearned(pot: Pot) -> str:
    """What happens to the money of those that do not qualify."""
    if pot.unearned is Unearned.BACK:
        return _("Det som en region inte har rätt till betalas inte ut.")
    return _("Det som en region inte har rätt till delas av dem som uppfyller villkoren.")


def qualify(rule: Qualify) -> str:
    """Whether one condition is enough."""
    if len(rule.conditions) == 1:
        return _("Villkoret ska vara uppfyllt:")
    return _("Alla villkoren ska vara uppfyllda:") if rule.every else _("Ett av villkoren räcker:")


def test(condition: Condition) -> str:
    """What the condition asks for."""
    tried = condition.test
    if isinstance(tried, Judged):
        return _("%(who)s avgör, ja eller nej.") % {"who": formats.said(tried.by)}
    if isinstance(tried, Report):
        return _("Senast %(day)s.") % {"day": formats.day(tried.due)}
    if isinstance(tried, AtLeast):
        return _("Andelen är minst %(share)s.") % {"share": formats.share(tried.level, 0)}
    if not isinstance(tried, Improved):
        return ""
    if tried.more_than == 0:
        return _("Andelen är större än samma månad året före.")
    return _("Andelen är mer än %(share)s större än samma månad året före.") % {
        "share": formats.share(tried.more_than, 0)
    }


def measures(binding: Binding) -> list[str]:
    """Which figures the fact is, by their own titles where Vårdväg counts them."""
    known = known_measures()
    given = _("Lämnas som en egen uppgift: %(name)s")
    return [
        formats.said(known[name].title) if name in known else given % {"name": name}
        for name in binding.measures.values()
    ]


def counted(binding: Binding) -> str:
    """For which periods, who was left out, and how shares are compared, on one line."""
    periods = (
        _("varje månad") if binding.periods is None else ", ".join(period(one) for one in binding.periods)
    )
    parts = [periods]
    if binding.policy is not None:
        parts.append(formats.said(policy(binding.policy).title))
    if binding.basis is Basis.DERIVED:
        parts.append(_("väntande räknas ur beslut och slut"))
    if binding.basis is Basis.REPORTED:
        parts.append(_("väntande som månadens fil anger"))
    if binding.decimals is not None:
        parts.append(_("andelar jämförs med %(number)s decimaler") % {"number": binding.decimals})
    return "; ".join(parts)


def fact(key: CellKey) -> str:
    """Which fact, for people: the measure's title, or its name where it has none; the region; the period."""
    known = known_measures()
    name = formats.said(known[key.measure].title) if key.measure in known else key.measure
    return ", ".join((name, recipient_name(key.place), period(key.period)))


def part_title(part: Part) -> str:
    """`Kortare väntetider, september 2019, operation eller åtgärd`."""
    month = formats.month(part.month) if part.month else ""
    kind = formats.said(part.kind_title) if part.kind_title else ""
    return ", ".join(filter(None, (formats.said(part.pot.title), month, kind)))


def listed(names: Sequence[str]) -> str:
    """Names as one says them: *a, b och c*."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def period(text: str) -> str:
    """`2019-09` as *september 2019*; a year or a day as it stands."""
    try:
        return formats.month(Month.parse(text))
    except Unreadable:
        return text
