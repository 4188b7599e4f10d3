"""A "what if" in words: what each place is, what it is now, what is tried, and what came of it.

In the language of the page. Here does not belong the form (`scenario_form`) nor the table
(`scenario_result`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.agreements.compare import Comparison, Difference
from vardvag.agreements.recipients import is_region, recipient_title
from vardvag.base.definitions import read_day, read_share
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.service.pages.agreements.words import period, population
from vardvag.usecases.scenario.places import Form, Kind, Place, Present
from vardvag.usecases.show_scenario import ShownScenario

_MILLION = 1_000_000


def label(place: Place) -> str:
    """What the place is, beside its own group's title."""
    if place.kind is Kind.FACT:
        who = formats.said(recipient_title(place.region or ""))
        if place.form is Form.YES_NO:
            return who
        return ", ".join((capital(formats.said(place.of)), who, period(place.period)))
    return {
        Kind.ON: _("Som den löd"),
        Kind.VARIANT: _("Läsning"),
        Kind.AMOUNT: _("Belopp"),
        Kind.KEY: _("Fördelas"),
        Kind.UNEARNED: _("Det som inte tjänas in"),
        Kind.LEVEL: _("Minst"),
        Kind.NUMBER: _("Minst, antal"),
        Kind.MORE_THAN: _("Ökar med mer än, procentenheter") if place.points else _("Ökar med mer än"),
        Kind.FEWER: _("Minskar med mer än"),
        Kind.STEP: _("Steg %(step)s, gräns") % {"step": place.step},
        Kind.EARNS: _("Steg %(step)s, ger") % {"step": place.step},
        Kind.DUE: _("Senast"),
    }[place.kind]


def present(place: Place) -> str:
    """What it is now."""
    if place.kind is Kind.KEY and place.written is not None:
        return key(place.written) or _said(place.present)
    return _said(place.present)


def value(place: Place, written: str) -> str:
    """A value that has been read, for people."""
    if place.kind is Kind.KEY:
        return key(written) or _option(place, written)
    if place.options:
        return _option(place, written)
    if place.form is Form.AMOUNT:
        return formats.kronor(Kronor.parse(written))
    if place.form is Form.SHARE:
        return _share(read_share(written))
    if place.form is Form.NUMBER:
        return formats.number(int(written))
    if place.form is Form.DAY:
        return formats.day(read_day(written))
    if place.form is Form.YES_NO:
        return _("ja") if written == "ja" else _("nej")
    return written


def key(written: str) -> str:
    """How a pot is divided, where it is by population or alike; nothing for other keys."""
    if written == "equal":
        return _("lika mycket till var och en")
    if written in ("table", "count", "amounts"):
        return ""
    return _("efter %(population)s") % {"population": population(written)}


def change(place: Place, written: str) -> str:
    """One change on a line: *Andra utbetalningen 2025, belopp: 200 000 000 kr (nu 182 500 000 kr)*."""
    what = capital(formats.said(place.of))
    name = label(place)
    if place.kind is Kind.FACT:
        what = name if place.form is not Form.YES_NO else f"{what}, {name} {period(place.period)}"
    elif place.kind in (Kind.ON, Kind.VARIANT):
        what = name
    else:
        what = f"{what}, {name[:1].lower()}{name[1:]}"
    told = {"what": what, "new": value(place, written), "present": present(place)}
    return _("%(what)s: %(new)s (nu: %(present)s)") % told


def title(shown: ShownScenario, comparison: Comparison) -> str:
    """What is so, in a sentence: with what change who gets more and who less, and how much changes hands."""
    told = {"change": _tried(shown), **_numbers(comparison), "money": _money(comparison)}
    gaining, losing = bool(comparison.gaining), bool(comparison.losing)
    if gaining and losing:
        sentence = _("%(change)s får %(gaining)s mer och %(losing)s mindre")
    elif gaining:
        sentence = _("%(change)s får %(gaining)s mer")
    elif losing:
        sentence = _("%(change)s får %(losing_whom)s mindre")
    elif comparison.unknown:
        return _("%(change)s går det inte att säga vem som får mer eller mindre") % told
    else:
        return _("%(change)s får alla lika mycket som förut") % told
    if lost := [one for one in comparison.unknown if one.before is not None]:
        whom = _how_many(len(lost), _whom(lost))
        return _("%(sentence)s; för %(whom)s går det inte att säga") % {
            "sentence": sentence % told,
            "whom": whom,
        }
    return f"{sentence % told}; {told['money']}"


def capital(text: str) -> str:
    """With a capital first."""
    return text[:1].upper() + text[1:]


def short_kronor(amount: Kronor) -> str:
    """An amount for a heading: millions with one decimal, or to the krona where it is less than one."""
    if abs(int(amount)) < _MILLION:
        return formats.kronor(amount)
    millions = Fraction(int(amount), _MILLION)
    decimals = 0 if millions.denominator == 1 else 1
    return _("%(number)s miljoner kronor") % {"number": formats.number(millions, decimals)}


def _numbers(comparison: Comparison) -> dict[str, object]:
    gaining, losing = comparison.gaining, comparison.losing
    whom = _whom([*gaining, *losing])
    return {
        "gaining": _how_many(len(gaining), whom),
        "losing": formats.number(len(losing)),
        "losing_whom": _how_many(len(losing), whom),
    }


def _whom(moved: Sequence[Difference]) -> bool:
    """Whether all that get more or less are regions."""
    return all(is_region(one.recipient) for one in moved)


def _how_many(number: int, regions: bool) -> str:
    if number == 1:
        return _("1 region") if regions else _("1 mottagare")
    told = {"number": formats.number(number)}
    return _("%(number)s regioner") % told if regions else _("%(number)s mottagare") % told


def _money(comparison: Comparison) -> str:
    """How much changes hands; how much more or less in all where the gains are not the others' losses."""
    net = Kronor.sum(one.change for one in comparison.differences if one.change is not None)
    if not net:
        return _("%(amount)s byter ägare") % {"amount": short_kronor(comparison.moved)}
    told = {"amount": short_kronor(Kronor(abs(int(net))))}
    return (
        _("tillsammans %(amount)s mer") % told if int(net) > 0 else _("tillsammans %(amount)s mindre") % told
    )


def _tried(shown: ShownScenario) -> str:
    """What is changed, as the beginning of a sentence. A fact that only fills a gap is not counted."""
    places = {place.path: place for place in shown.places}
    tried = [(places[path], written) for path, written in shown.canonical.items()]
    own = [one for one in tried if one[0].kind is not Kind.FACT or one[0].written is not None]
    tried = own or tried
    if len(tried) > 1:
        return _("Med %(number)s ändringar") % {"number": len(tried)}
    return _one_tried(*tried[0])


def _one_tried(place: Place, written: str) -> str:
    told = {"value": value(place, written), "step": place.step, "who": label(place)}
    if place.kind is Kind.FACT and place.form is Form.YES_NO:
        met = written == "ja"
        return (
            _("Om %(who)s uppfyllde villkoret") if met else _("Om %(who)s inte uppfyllde villkoret")
        ) % told
    if place.kind is Kind.UNEARNED:
        return _unearned(written)
    if place.kind is Kind.KEY and written == "equal":
        return _("Med lika mycket till var och en")
    if place.kind is Kind.MORE_THAN and place.points:
        return _("Med en ökning på mer än %(value)s, i procentenheter,") % told
    return {
        Kind.ON: _("I överenskommelsen %(value)s"),
        Kind.VARIANT: _("I läsningen ”%(value)s”"),
        Kind.AMOUNT: _("Med %(value)s i potten"),
        Kind.KEY: _("Med fördelning %(value)s"),
        Kind.LEVEL: _("Med minst %(value)s"),
        Kind.NUMBER: _("Med minst %(value)s"),
        Kind.MORE_THAN: _("Med en ökning på mer än %(value)s"),
        Kind.FEWER: _("Med en minskning på mer än %(value)s"),
        Kind.STEP: _("Med %(value)s som gräns för steg %(step)s"),
        Kind.EARNS: _("Om steg %(step)s ger %(value)s"),
        Kind.DUE: _("Med %(value)s som sista dag"),
        Kind.FACT: _("Med %(value)s för %(who)s"),
    }[place.kind] % told


def _unearned(written: str) -> str:
    return {
        "back": _("Om det som inte tjänas in inte betalas ut"),
        "to-those-who-qualify": _("Om det som inte tjänas in delas av dem som uppfyller villkoren"),
        "bonus-pot": _("Om det som inte tjänas in samlas i en bonuspott"),
    }[written]


def _option(place: Place, written: str) -> str:
    return next((formats.said(one.title) for one in place.options if one.value == written), present(place))


def _said(value: Present) -> str:
    if value is None:
        return formats.absent()
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, Kronor):
        return formats.kronor(value)
    if isinstance(value, Fraction):
        return _share(value)
    if isinstance(value, date):
        return formats.day(value)
    return formats.said(value) if isinstance(value, Text) else formats.number(value)


def _share(share: Fraction) -> str:
    """With as many decimals as it takes, three at most."""
    decimals = next((some for some in range(3) if (share * 100 * 10**some).denominator == 1), 3)
    return formats.share(share, decimals)
