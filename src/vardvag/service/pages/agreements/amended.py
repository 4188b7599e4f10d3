"""What an amendment or another reading of an agreement changes, as sentences, read from the file's own words.

An amendment's words replace those of the agreement whole, and an empty one removes them. Here does not belong
applying them (`agreements/build`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vardvag.agreements.conditions import Condition
from vardvag.agreements.model import Agreement, Grounds
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.service.pages.agreements.conditions import asks
from vardvag.service.pages.agreements.words import listed

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Changed:
    """One amendment or reading: from which day (None: a reading), what it changes, where it is settled."""

    title: str
    effective: date | None
    lines: tuple[str, ...]
    grounds: Grounds
    link: str


def amendments(agreement: Agreement) -> list[Changed]:
    """Every amendment in the order of its day. The link is to the settlement as it stood the day before."""
    written: list[Words] = agreement.definition.data.get("amendments") or []
    return [
        Changed(
            formats.said(one.title),
            one.effective,
            tuple(_lines(words.get("changes") or {}, agreement, one.applied)),
            one.grounds,
            _settled(agreement, {"dag": (one.effective - timedelta(days=1)).isoformat()}),
        )
        for one, words in zip(agreement.amendments, written, strict=True)
    ]


def variants(agreement: Agreement) -> list[Changed]:
    """Every other reading, with a link to its settlement."""
    written: list[Words] = agreement.definition.data.get("variants") or []
    return [
        Changed(
            formats.said(one.title),
            None,
            tuple(_lines(words.get("changes") or {}, agreement, False)),
            one.grounds,
            _settled(agreement, {"lasning": one.name}),
        )
        for one, words in zip(agreement.variants, written, strict=True)
    ]


def _settled(agreement: Agreement, reading: Mapping[str, str]) -> str:
    return f"{reverse('payouts', args=[agreement.name])}?{urlencode(reading)}"


def _lines(changes: Words, agreement: Agreement, amended: bool) -> Iterator[str]:
    """One sentence for each thing that is changed, in the order of the file.

    *amended* when the agreement at hand is as changed, so that it knows what a condition now asks for.
    """
    pots = {pot.name: formats.said(pot.title) for pot in agreement.all_pots()}
    titles = {name: formats.said(one.title) for name, one in agreement.conditions.items()}
    written: Words = changes.get("conditions") or {}
    titles |= {name: _said(words.get("title")) for name, words in written.items() if words}
    for word, value in changes.items():
        if word == "sum":
            yield _("Summan blir %(amount)s.") % {"amount": _amount(value)}
        elif word == "pots":
            for name, of_pot in value.items():
                what = {"pot": pots.get(str(name), _("en pott")), "what": _of_pot(of_pot, titles)}
                yield _("%(pot)s: %(what)s.") % what
        elif word == "add_pots":
            for pot in value:
                what = {"pot": _said(pot.get("title")), "amount": _amount(pot)}
                yield _("Ny pott: %(pot)s, %(amount)s.") % what
        elif word == "conditions":
            for name in written:
                yield _condition(titles[name], agreement.conditions.get(name) if amended else None)
        elif word in (plain := _plain()):
            yield plain[word]


def _condition(title: str, condition: Condition | None) -> str:
    """A condition that is new or another, and what it asks for."""
    line = _("Villkor: %(title)s.") % {"title": title}
    return line if condition is None else f"{line} {asks(condition)}"


def _of_pot(words: Words | None, titles: Mapping[str, str]) -> str:
    """What is changed in one pot: *ny nyckel; villkoren tas bort*."""
    if not words:
        return _("tas bort")
    named = _pot_words()
    told = []
    for word, value in words.items():
        if word == "amount":
            told.append(_("beloppet blir %(amount)s") % {"amount": _amount(words)})
        elif word == "qualify" and value:
            conditions = [titles.get(name, "") for name in value.get("all") or value.get("any") or ()]
            told.append(_("nya villkor, %(which)s") % {"which": listed(list(filter(None, conditions)))})
        elif word in named:
            replaced, removed = named[word]
            told.append(replaced if value else removed)
    return "; ".join(told) or _("grunden för den")


def _pot_words() -> Mapping[str, tuple[str, str]]:
    """A pot's word → what to say when it is replaced, and when it is removed."""
    return {
        "title": (_("ny rubrik"), _("ny rubrik")),
        "recipients": (_("nya mottagare"), _("mottagarna tas bort")),
        "barred": (_("andra får inte del"), _("ingen är längre utesluten")),
        "key": (_("ny nyckel"), _("nyckeln tas bort")),
        "split": (_("ny uppdelning"), _("uppdelningen tas bort")),
        "qualify": (_("nya villkor"), _("villkoren tas bort")),
        "earn": (_("nytt pris"), _("priset tas bort")),
        "unearned": (
            _("ny regel för det som inte tjänas in"),
            _("regeln för det som inte tjänas in tas bort"),
        ),
        "earmarks": (_("nya öronmärkningar"), _("öronmärkningarna tas bort")),
        "reporting": (_("ny redovisning"), _("redovisningen tas bort")),
        "payment": (_("ny utbetalning"), _("utbetalningens villkor tas bort")),
        "pots": (_("ny indelning"), _("indelningen tas bort")),
        "year": (_("annat år"), _("annat år")),
    }


def _plain() -> Mapping[str, str]:
    """Words whose change is told without their content; sources say nothing of their own."""
    return {
        "about": _("Beskrivningen är ny."),
        "status": _("Läget är ett annat."),
        "valid": _("Tiden den gäller är en annan."),
        "facts": _("Uppgifter som villkoren prövas mot är andra, eller fler."),
        "years": _("Åren är andra."),
        "title": _("Namnet är ett annat."),
    }


def _amount(words: Words) -> str:
    return formats.kronor(Kronor.parse(str(words["amount"])))


def _said(text: Words | None) -> str:
    return formats.said(Text(str(text["sv"]), str(text["en"]))) if text else ""
