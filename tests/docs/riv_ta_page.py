"""The page of the national service contracts: every element of every message, from the shapes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from page_parts import MADE, table

from vardvag.contracts.fixed_contact import FixedContactKind
from vardvag.contracts.rivta import (
    get_care_contacts,
    get_care_managers,
    get_care_plans,
    get_request_activities,
)
from vardvag.contracts.rivta.aggregated import FRESH
from vardvag.contracts.rivta.contract import Basis
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.from_sources import BY_CODE, BY_WORD
from vardvag.contracts.rivta.shape import Part, namespaces, parts_of
from vardvag.contracts.rivta.simple import Simple
from vardvag.contracts.rivta.soap import REGISTRY
from vardvag.contracts.rivta.tree import MOST_BYTES, MOST_ELEMENTS
from vardvag.events.formats.riv_ta_1_0.parsing import DEEPEST

COMES_TO = {
    "GetCareManagers": "`fixed_contacts` of the plan, one for each type that is known",
    "GetCarePlans": "`source_plans` of the plan: title, type, owner, the source's mark for the patient",
    "GetCareContacts": "steps that are done (status *avslutad*) or booked (*tidbokad*)",
    "GetSubjectOfCareSchedule": "booked steps, with what the booking system lets the patient do",
    "GetRequestActivities": "a step for each referral, with the days its statuses were reached",
}
ANSWERED = {
    "GetCareManagers": "the plan's fasta kontakter that this caregiver answers for",
    "GetCarePlans": "the patientkontrakt as one document of plain text; no national type is for it",
    "GetSubjectOfCareSchedule": "the booked steps at the unit that is asked about",
}


def riv_ta_page() -> str:
    """The whole page."""
    parts = [
        "# National service contracts (RIV-TA)",
        MADE,
        "What a patientkontrakt is collected from, and what is answered of one. The messages are read and "
        "written by `vardvag.contracts.rivta`, which has no network; `vardvag collect` "
        "([how to](../how-to/collect-from-national-services.md)) sends the questions. The answers are pure "
        "functions of what the asker may see (`to_answers`); no address of the site answers a question yet.",
        table(("contract", "version", "comes to", "answered from a plan", "shape read in"), _overview()),
        "*Inferred*: the XSD of the answer could not be had, and the shape is that of a logical model which "
        "its publisher says was generated from it. `python tests/rivta_against_schemas.py FOLDER` compares "
        "the messages we write with the schemas, for whoever has them. With the declarations of those of "
        "GetCareManagers, GetSubjectOfCareSchedule and GetRequestActivities every random message was valid "
        "(2026-11-26, 300 of each). The schema of GetSubjectOfCareSchedule writes the pattern of a patient's "
        "number between `^` and `$`, which XSD takes for signs of the value; they were taken for its ends.",
        "## How a message is read",
        table(("what", "how"), _reading()),
        "## Codes",
        table(("contract", "code", "taken as"), _codes()),
        "A code that stands in none of these is kept with the source's own words, and shown.",
    ]
    for contract in CONTRACTS.values():
        spaces = dict.fromkeys((*namespaces(contract.question), *namespaces(contract.answer)))
        note = contract.note
        parts += [
            f"## {contract.name} {contract.version}",
            " ".join(filter(None, (f"{contract.title.sv}. *{contract.title.en}.*", note and note.en))),
            table(
                ("", ""),
                [
                    ("SOAPAction", f"`{contract.action}`"),
                    ("namespaces", ", ".join(f"`{space}`" for space in spaces)),
                    ("read in", ", ".join(contract.sources)),
                ],
            ),
            "Question:",
            table(("element", "type", "times"), _elements(contract.question)),
            "Answer:",
            table(("element", "type", "times"), _elements(contract.answer)),
        ]
    return "\n\n".join(parts) + "\n"


def _overview() -> Iterator[tuple[str | None, ...]]:
    for contract in CONTRACTS.values():
        basis = "public XSD" if contract.basis is Basis.SCHEMA else f"*{contract.basis.value}*"
        yield (
            f"[{contract.name}](#{contract.name.lower()}-{contract.version.replace('.', '')})",
            contract.version,
            COMES_TO[contract.name],
            ANSWERED.get(contract.name),
            basis,
        )


def _reading() -> list[tuple[str, str]]:
    return [
        (
            "envelope",
            f"a message by itself or in SOAP 1.1; a question's address is `LogicalAddress` of `{REGISTRY}`",
        ),
        ("DOCTYPE, entities", "refused before anything of them is read"),
        (
            "limits",
            f"{MOST_BYTES >> 20} MB, {MOST_ELEMENTS} elements, {DEEPEST} elements in each other",
        ),
        ("faults", "all at once, each with line, path, value and remedy"),
        (
            "an item with a fault",
            "left out whole and counted; the others stay, and the answer is *partly* read",
        ),
        ("an item about somebody else than was asked about", "left out, and told without saying whose it is"),
        ("elements of other namespaces", "allowed by the schemas; told as a warning, and not read"),
        ("clock times", "Swedish; one that happened twice or never leaves its item out"),
        (
            "`ProcessingStatus` of an aggregating service",
            f"a system with another status than {', '.join(FRESH)} makes the answer *partly* read",
        ),
        ("SOAP fault, another message", "no answer: *not reached*, never empty"),
    ]


def _codes() -> Iterator[tuple[str, str, str]]:
    for kind in FixedContactKind:
        yield "GetCareManagers", f"`{int(kind)}` of `{get_care_managers.KIND_OF_CONTACT}`", f"`{kind.name}`"
    for name in get_care_plans.TYPES:
        yield "GetCarePlans", f"`{name}`", "its type"
    contacts = get_care_contacts
    yield "GetCareContacts", f"`{contacts.ENDED}`", "done"
    yield "GetCareContacts", f"`{contacts.BOOKED}`", "booked"
    for code in (contacts.CANCELLED, contacts.ANNULLED, contacts.BROKEN_OFF):
        yield "GetCareContacts", f"`{code}`", "no step"
    for code, status in BY_CODE.items():
        yield "GetRequestActivities", f"`{code}` of `{get_request_activities.STATUS}`", f"`{status.value}`"
    for word, status in BY_WORD.items():
        yield "GetRequestActivities", f"the word *{word}* (assumption)", f"`{status.value}`"


def _elements(shape: type, deep: int = 0) -> Iterator[tuple[str, str, str]]:
    for part in parts_of(shape):
        kind = part.kind.name if isinstance(part.kind, Simple) else ""
        yield f"{'../' * deep}{part.name}", kind, _times(part)
        if not isinstance(part.kind, Simple):
            yield from _elements(part.kind, deep + 1)


def _times(part: Part) -> str:
    return f"{part.least}..{'*' if part.most is None else part.most}"
