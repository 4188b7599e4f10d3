"""What somebody asks for in a "what if": read whole, with all that is wrong told at its place.

What is as it was is left out. Here does not belong settling it (`show_scenario`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from vardvag.agreements.asked import Asked
from vardvag.agreements.facts import FactBook
from vardvag.agreements.model import Agreement
from vardvag.base.errors import BadInput, Unreadable, VardvagError
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.usecases.name_facts import fact_titles
from vardvag.usecases.scenario.facts import CELLS, asked_by_path, fact_place
from vardvag.usecases.scenario.gate import Gate
from vardvag.usecases.scenario.places import ON, VARIANT, Group, Place
from vardvag.usecases.scenario.values import read_value

MOST = 20
"""So many changes at once; whoever changes more writes an agreement of her own."""
LONGEST = 60
"""Characters in a value; a place may be longer."""

_PLACES = ("pots.", "conditions.", CELLS)
KNOWN = Text(
    "Uppgiften är känd. Bara ja eller nej, och uppgifter som saknas, går att pröva.",
    "The fact is known. Only yes or no, and facts that are missing, can be tried.",
)


@dataclass
class Reading:
    """Values as they stand in the address, by place, and what is wrong with the rest."""

    values: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, place: Place, text: str) -> None:
        """Read *text* for *place*: a value unless it is the present one, or a finding."""
        if place.closed is not None:
            self.findings.append(_closed(place.path, text, place.closed))
            return
        try:
            value = read_value(place, text)
        except Unreadable as problem:
            self.findings.append(_unreadable(place.path, text, problem))
            return
        if value != place.written:
            self.values[place.path] = value


def asked_for(given: Mapping[str, str]) -> dict[str, str]:
    """What of an address is ours; empty fields ask for nothing, and other names are left alone."""
    return {
        path: text.strip()
        for path, text in given.items()
        if text.strip() and (path in (ON, VARIANT) or path.startswith(_PLACES))
    }


def too_much(asked: Mapping[str, str]) -> Iterator[Finding]:
    """Findings when more is asked than is answered."""
    if len(asked) > MOST:
        yield Finding(
            "too-many",
            Text(f"{len(asked)} ändringar på en gång", f"{len(asked)} changes at once"),
            Text(f"Pröva högst {MOST} åt gången", f"Try at most {MOST} at a time"),
        )
    for path, text in asked.items():
        if len(text) > LONGEST or len(path) > 4 * LONGEST:
            yield Finding(
                "too-long",
                Text("Värdet är för långt", "The value is too long"),
                Text(f"Skriv högst {LONGEST} tecken", f"Write at most {LONGEST} characters"),
                column=path[: 4 * LONGEST],
                value=text[:LONGEST],
            )


def read_chosen(asked: Mapping[str, str], group: Group | None) -> Reading:
    """Which reading of the agreement is asked for; *group* is where one is chosen.

    A day changes nothing in an agreement that has not been amended.
    """
    places = {place.path: place for place in group.places} if group else {}
    told = Reading()
    for path in (ON, VARIANT):
        if path in asked and path in places:
            told.take(places[path], asked[path])
        elif path == VARIANT and path in asked:
            told.findings.append(_no_such(path, asked[path]))
    return told


def read_rules(asked: Mapping[str, str], groups: Iterable[Group]) -> Reading:
    """The changes at the places of *groups*, in their order."""
    told = Reading()
    places = [place for group in groups for place in group.places if place.path not in (ON, VARIANT)]
    for place in places:
        if place.path in asked:
            told.take(place, asked[place.path])
    known = {place.path for place in places}
    for path, text in asked.items():
        if path not in known and path not in (ON, VARIANT) and not path.startswith(CELLS):
            told.findings.append(_no_such(path, text))
    return told


def read_missing(
    asked: Mapping[str, str],
    known: set[str],
    reading: Agreement,
    changed: Agreement,
    book: FactBook,
    gate: Gate,
) -> Reading:
    """The facts that are missing and given a value to try: those not at a *known* place.

    They are asked for by the agreement as *changed*. What only the *reading* asks for is no longer needed,
    and left out.
    """
    told = Reading()
    given = sorted(path for path in asked if path.startswith(CELLS) and path not in known)
    wanted = asked_by_path(changed) if given else {}
    before = asked_by_path(reading) if given else {}
    titles = fact_titles(changed) if given else {}
    for path in given:
        if path in wanted:
            told.take(_missing(wanted[path], book, titles, gate), asked[path])
        elif path not in before:
            told.findings.append(_no_such(path, asked[path]))
    return told


def refused(problem: VardvagError, made: Mapping[str, str]) -> list[Finding]:
    """Why the agreement does not hold together with what is *made*: at its place when there is only one."""
    where = next(iter(made)) if len(made) == 1 else None
    value = made[where] if where is not None else None
    change = Text("Ändra värdet och pröva igen", "Change the value and try again")
    told = [(one.message, one.remedy) for one in problem.findings] if isinstance(problem, BadInput) else []
    return [
        Finding("refused", message, remedy, column=where, value=value)
        for message, remedy in dict.fromkeys(told or [(problem.text, change)])
    ]


def _missing(asked: Asked, book: FactBook, titles: Mapping[str, Text], gate: Gate) -> Place:
    place = fact_place(asked, FactBook(()), titles)
    cell = book.get(asked.key)
    known = KNOWN if cell is not None and cell.value is not None else None
    return replace(place, closed=gate.closed(place) or known)


def _closed(path: str, text: str, why: Text) -> Finding:
    message = Text("Det går inte att ändra här", "It cannot be changed here")
    return Finding("closed", message, why, column=path, value=text)


def _unreadable(path: str, text: str, problem: Unreadable) -> Finding:
    message = Text("Värdet kan inte läsas", "The value cannot be read")
    sv, en = problem.text.sv, problem.text.en
    remedy = Text(sv[:1].upper() + sv[1:], en[:1].upper() + en[1:])
    return Finding("value", message, remedy, column=path, value=text)


def _no_such(path: str, text: str) -> Finding:
    return Finding(
        "no-such-place",
        Text("Adressen ändrar något som inte finns", "The address changes what is not there"),
        Text("Välj i formuläret i stället", "Choose in the form instead"),
        column=path,
        value=text,
    )
