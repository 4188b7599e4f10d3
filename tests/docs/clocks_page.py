"""The manual page of the law by example: the tables that the tests ask, written out in the law's own terms.

Here does not belong any example (`tests/spec/clocks`), nor how a fact is put in words (`clocks_words`).
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from page_parts import MADE, table

sys.path.append(str(Path(__file__).parents[1] / "spec" / "clocks"))  # when run as a script, not by pytest

from clocks_examples import (
    START,
    Breached,
    Clock,
    Day,
    Example,
    Liability,
    Pathway,
    Primary,
    Row,
    Section,
    Stay,
    Version,
    on,
)
from clocks_tables import SECTIONS
from clocks_tables_duties import READY
from clocks_words import FACTS, facts_words, primary_words, row_words, version_words

from vardvag.clocks.breach import Standing
from vardvag.clocks.breach_rules import breach_rules
from vardvag.clocks.discharge import DISCHARGE_REASONS
from vardvag.clocks.discharge_rules import discharge_rules
from vardvag.clocks.limit_files import find_limits
from vardvag.clocks.model import LimitKind
from vardvag.clocks.payment_liability import LIABILITY_REASONS
from vardvag.clocks.reasons import REASONS
from vardvag.clocks.words import EVENTS, KINDS, STANDINGS
from vardvag.events.model import CareEvent, Phase

COLUMNS = ("exempel", "vad som händer", "frågat", "svar", "därför")
NEAR = range(-60, 211)
"""The days that are told by their number, of a table that numbers its days."""


def clocks_page() -> str:
    """Every table, in the order of the law."""
    parts = [
        "# Clocks by example",
        MADE,
        "The law as tables: what happens, what the clock says, and why. Every row is a test, and each of "
        "a list of rules turned wrong must make one of them fail (`make inversions`). The rows are in the "
        "law's own Swedish terms; the headings say in English what they are about. The values and their "
        "sources stand in [limits](limits.md).",
        f"Where days are numbered, day 0 is {START}.",
    ]
    for section in SECTIONS:
        rows = [
            (example.title, *_told(example, section), _answer(example, section), example.why)
            for example in section.examples
        ]
        parts += [
            f"## {section.title.sv}",
            f"*{section.title.en}.* {section.paragraph}.",
            f"{section.intro.sv} *{section.intro.en}*",
            table(COLUMNS, rows),
        ]
    return "\n\n".join(parts) + "\n"


def _told(example: Example, section: Section) -> tuple[str, str | None]:
    """What happens, and the day it is asked where that matters."""
    match example:
        case Pathway() | Breached():
            known = example.known if isinstance(example, Pathway) else None
            asked = f"så som känt {known}" if known else _day(example.asked, section)
            return "; ".join(_event(one, section) for one in sorted(example.events, key=_when)), asked
        case Row():
            return row_words(example.contact), None
        case Primary():
            asked_at_all = example.late is not None and example.asked < date(2030, 1, 1)
            return primary_words(example.contact), _day(example.asked, section) if asked_at_all else None
        case Version():
            return f"väntan börjar {example.day}", None
        case Stay():
            return facts_words(example.facts), None
        case Liability():
            # What is as it is in the first row is not said again.
            other = {name: value for name, value in example.facts.items() if READY.get(name) != value}
            return facts_words(other or example.facts), None


def _answer(example: Example, section: Section) -> str:
    match example:
        case Pathway():
            return "; ".join(_clock(clock, section) for clock in example.clocks) or "ingen klocka"
        case Row():
            return _clock(example.clock, section)
        case Primary():
            return _primary_answer(example, section)
        case Version():
            titles = {limit.name: limit.title.sv for limit in find_limits(example.under).limits}
            return f"{titles[example.limit]}: {version_words(example.said)}"
        case Breached():
            return _owes(example)
        case Stay():
            return _stay(example)
        case Liability():
            return _liability(example)


def _when(event: CareEvent) -> date:
    return event.on


def _day(day: Day, section: Section) -> str:
    number = (on(day) - START).days
    return f"dag {number}" if section.numbered and number in NEAR else str(on(day))


def _event(event: CareEvent, section: Section) -> str:
    about = {
        Phase.FIRST_CONTACT: "besök",
        Phase.EXAMINATION: "undersökning",
        Phase.RETURN_VISIT: "återbesök",
        Phase.EMERGENCY: "akut vård",
    }.get(event.phase)
    said = f"{_day(event.on, section)}: {EVENTS[event.kind].sv}"
    said += f", för {_day(event.for_day, section)}" if event.for_day else ""
    said += f" ({about})" if about else ""
    return said + (" – en rättelse" if event.supersedes else "")


def _clock(clock: Clock, section: Section) -> str:
    """A clock: from its day 0 to its last day, when it ended, what is not sure, and what it is."""
    if clock.last is None:
        said = _small(REASONS[clock.reason or ""].sv)
    else:
        begins = "" if clock.start is None else _day(clock.start, section)
        said = f"{begins} t.o.m. {_day(clock.last, section)}"
        if clock.stop is not None:
            late = on(clock.stop) > on(clock.last)
            said += f", slut {_day(clock.stop, section)}: {'för sent' if late else 'inom'}"
        said += ", preliminärt" if clock.provisional else ""
        said += f", tidigast ({_small(REASONS[clock.reason].sv)})" if clock.reason else ""
    kind = LimitKind(clock.kind)
    return said if kind is LimitKind.STATUTE else f"{said} [{KINDS[kind].sv}]"


def _primary_answer(example: Primary, section: Section) -> str:
    names = ("kontakt", "bedömning") if len(example.clocks) > 1 else ("bedömning",)
    late = example.late or (None,) * len(example.clocks)
    words = {True: "passerad", False: "hållen", None: "går inte att säga"}
    said = []
    for name, clock, passed in zip(names, example.clocks, late, strict=True):
        verdict = f" – {words[passed]}" if example.late and clock.stop is None else ""
        said.append(f"{name}: {_clock(clock, section)}{verdict}")
    return "; ".join(said)


def _owes(example: Breached) -> str:
    if example.owes is None:
        return "ingen skyldighet"
    titles = {duty.name: duty.title.sv.split(" (")[0] for duty in breach_rules().duties}
    grouped: dict[Standing, list[str]] = {standing: [] for standing in STANDINGS}
    for name, standing in example.owes.items():
        grouped[Standing(standing)].append(_small(titles[name]))
    said = [f"**{STANDINGS[one].sv}**: {', '.join(names)}" for one, names in grouped.items() if names]
    law = f"{example.law} {example.wording or ''}".strip()
    return "; ".join(said) + f" [{law}]"


def _stay(example: Stay) -> str:
    kept = {True: "i tid", False: "för sent", None: "okänt om gränsen gäller"}
    return "; ".join(
        f"{_small(discharge_rules().clocks[name].title.sv)}: "
        + (f"senast {due}, {kept[in_time]}" if due else "går inte att räkna ut")
        for name, (due, in_time) in example.clocks.items()
    )


def _liability(example: Liability) -> str:
    if example.begins is not None:
        return f"inträder {example.begins}"
    reason = _small({**DISCHARGE_REASONS, **LIABILITY_REASONS}[example.reason or ""].sv)
    missing = f": {', '.join(FACTS[name] for name in example.missing)}" if example.missing else ""
    sure = "inträder inte" if example.certainty == "determined" else "går inte att säga"
    return f"{sure}: {reason}{missing}"


def _small(text: str) -> str:
    return text[0].lower() + text[1:]
