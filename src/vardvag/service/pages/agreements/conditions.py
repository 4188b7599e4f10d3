"""What an agreement's conditions ask for, as sentences, and the facts that they are tried on.

Nothing is decided here. Here does not belong whether anybody meets a condition (`agreements/judge`), nor a
pot's other rules (`rules`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.agreements.build import POPULATION
from vardvag.agreements.conditions import (
    AtLeast,
    Binding,
    Combined,
    Compares,
    Condition,
    Fewer,
    Improved,
    Judged,
    Ladder,
    Over,
    Report,
    Step,
)
from vardvag.agreements.model import Agreement, Grounds
from vardvag.base.cells import Basis
from vardvag.service.look import formats
from vardvag.service.look.table import Column, Table
from vardvag.service.pages.agreements.words import period
from vardvag.statistics.policy import policy
from vardvag.usecases.name_facts import bindings, title_of
from vardvag.usecases.publish_explanation import known_measures


@dataclass(frozen=True)
class ConditionTold:
    """One condition. `below` are those it combines, `steps` those of a ladder; `name` is its anchor."""

    name: str
    title: str
    says: str
    stand_in: str
    steps: Table | None
    grounds: Grounds
    below: tuple[ConditionTold, ...] = ()


@dataclass(frozen=True)
class FactTold:
    """One fact that conditions or keys are tried on: what it is, and how it is counted."""

    title: str
    measures: tuple[str, ...]
    counted: str
    grounds: Grounds


def told_conditions(agreement: Agreement) -> list[ConditionTold]:
    """Every condition that a pot names, once, in the order they are named, with those it combines."""
    named: dict[str, Condition] = {}
    for pot in agreement.all_pots():
        for condition in pot.qualify.conditions if pot.qualify else ():
            named.setdefault(condition.name, condition)
    return [told_condition(condition) for condition in named.values()]


def told_condition(condition: Condition) -> ConditionTold:
    """One condition, and all that it combines."""
    test = condition.test
    stand_in = ""
    if condition.stand_in is not None:
        stand_in = _("Siffran är inte offentlig. I stället används en uppgift om ja eller nej: %(what)s.") % {
            "what": formats.said(title_of(condition.stand_in, condition))
        }
    return ConditionTold(
        condition.name,
        formats.said(condition.title),
        asks(condition),
        stand_in,
        steps(test) if isinstance(test, Ladder) else None,
        condition.grounds,
        tuple(map(told_condition, test.conditions)) if isinstance(test, Combined) else (),
    )


def asks(condition: Condition) -> str:
    """What a condition asks for, in a sentence."""
    test = condition.test
    if isinstance(test, Judged):
        return _("%(who)s avgör, ja eller nej.") % {"who": formats.said(test.by)}
    if isinstance(test, Report):
        return _("Senast %(day)s.") % {"day": formats.day(test.due)}
    if isinstance(test, AtLeast):
        return " ".join(filter(None, (_level(test), _over(test.over))))
    if isinstance(test, Improved):
        return _rise(test.more_than, test.compares)
    if isinstance(test, Fewer):
        if not test.by_more_than:
            return _("Talet är mindre än samma månad året före.")
        return _("Talet är mer än %(share)s mindre än samma månad året före.") % {
            "share": _per_cent(test.by_more_than)
        }
    if isinstance(test, Ladder):
        return _("Det högsta steg som nås avgör hur stor del av andelen som tjänas in.")
    if isinstance(test, Combined):
        return _("Alla dessa ska vara uppfyllda:") if test.every else _("Ett av dessa räcker:")
    raise AssertionError("every kind of test has its sentence")


def _level(test: AtLeast) -> str:
    if isinstance(test.level, Fraction):
        return _("Andelen är minst %(share)s.") % {"share": _per_cent(test.level)}
    return _("Talet är minst %(number)s.") % {"number": formats.number(test.level)}


def _over(over: Over) -> str:
    return {
        Over.EACH: "",
        Over.AVERAGE: _("Det är medelvärdet av periodernas andelar som räknas."),
        Over.TOGETHER: _("Alla perioders tal räknas tillsammans."),
    }[over]


def _rise(more_than: Fraction, compares: Compares) -> str:
    if not more_than:
        return _("Andelen är större än samma månad året före.")
    if compares is Compares.POINTS:
        points = formats.number(more_than * 100, _decimals(more_than))
        return _("Andelen är mer än %(points)s procentenheter större än samma månad året före.") % {
            "points": points
        }
    return _("Andelen är mer än %(share)s större än samma månad året före.") % {"share": _per_cent(more_than)}


def steps(test: Ladder) -> Table:
    """A ladder's steps: how far one must come, and what that earns."""
    return Table(
        _("Förbättring mot samma månad året före, och vad den ger"),
        [Column(_("Förbättring")), Column(_("Tjänar in"), _("av andelen"), number=True)],
        [[step_bound(step, test.compares), _per_cent(step.earns)] for step in test.steps],
    )


def step_bound(step: Step, compares: Compares) -> str:
    """How far one must come for a step: *mer än 5 %*."""
    bound = _per_cent(step.bound)
    if compares is Compares.POINTS:
        points = formats.number(step.bound * 100, _decimals(step.bound))
        bound = _("%(points)s procentenheter") % {"points": points}
    return (_("minst %(bound)s") if step.reached else _("mer än %(bound)s")) % {"bound": bound}


def told_facts(agreement: Agreement) -> list[FactTold]:
    """Every fact the agreement asks for, once, in the order it asks for them; no population that is held."""
    lacking = {pot.key.series for pot in agreement.leaves if not set(pot.recipients) <= set(pot.key.weights)}
    named: dict[tuple[str, tuple[str, ...] | None], FactTold] = {}
    for binding, condition in bindings(agreement):
        if binding.name == POPULATION and not lacking & set(binding.periods or ()):
            continue
        told = FactTold(
            formats.said(title_of(binding, condition)),
            tuple(_measures(binding)),
            counted(binding),
            binding.grounds,
        )
        named.setdefault((binding.name, binding.periods), told)
    return list(named.values())


def _measures(binding: Binding) -> Iterator[str]:
    """Which figures it is, where Vårdväg counts them; else that somebody gives it."""
    known = known_measures()
    titles = [known[one].title for one in dict.fromkeys(binding.measures.values()) if one in known]
    for title in titles:
        yield _("Räknas så: %(title)s.") % {"title": formats.said(title)}
    if not titles:
        yield _("Lämnas som en egen uppgift.")


def counted(binding: Binding) -> str:
    """For which periods, who was left out, and how shares are compared, on one line."""
    parts = [
        _("varje månad") if binding.periods is None else ", ".join(period(one) for one in binding.periods)
    ]
    if binding.policy is not None:
        parts.append(formats.said(policy(binding.policy).title))
    if binding.basis is Basis.DERIVED:
        parts.append(_("väntande räknas ur beslut och slut"))
    if binding.basis is Basis.REPORTED:
        parts.append(_("väntande som månadens fil anger"))
    if binding.decimals is not None:
        parts.append(_("andelar jämförs med %(number)s decimaler") % {"number": binding.decimals})
    return "; ".join(parts)


def _per_cent(share: Fraction) -> str:
    """A share of an agreement's rules with all its decimals, and no more."""
    return formats.share(share, _decimals(share))


def _decimals(share: Fraction) -> int:
    """How many decimals of a per cent say a share exactly, three at most."""
    return next((n for n in range(3) if (share * 100 * 10**n).denominator == 1), 3)
