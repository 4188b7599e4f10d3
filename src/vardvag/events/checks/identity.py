"""Rules about who and which: a contact once a month in its region, replacements that lead somewhere, and
nothing that names a person.

A value that may name somebody refuses the whole file and is never repeated (`persons` says how it is told).
Here does not belong how ids are remembered (`fingerprints`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vardvag.base.findings import Severity
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import HSA_IDS, SENDERS_IDS
from vardvag.events.checks.persons import SHORTEST_NUMBER, looks_like_a_name, looks_like_a_personnummer
from vardvag.events.checks.places import is_hsa_id
from vardvag.events.checks.rule import Row, Rule, SeenFile
from vardvag.events.checks.sources import ORDINANCE, OURS

__all__ = ["RULES", "looks_like_a_personnummer"]

_WAITING = {"StartAktivitet": "", "Sjukhus": "", "SjukhusNamn": "", "TypAkutverksamhet": ""}


def holds_a_personnummer(column: str, value: str, units: Collection[str] = HSA_IDS) -> bool:
    """Whether one stands in *value*. An HSA-id may begin with the caregiver's own: that is no patient's."""
    if not looks_like_a_personnummer(value):
        return False
    if column in units and is_hsa_id(value):
        return looks_like_a_personnummer(value.partition("-")[2])
    return True


def _person(row: Row, _: SeenFile) -> Iterator[str]:
    long_enough = [item for item in row.values.items() if len(item[1]) >= SHORTEST_NUMBER]
    return (column for column, value in long_enough if holds_a_personnummer(column, value))


def _name(row: Row, _: SeenFile) -> Iterator[str]:
    spaced = ((column, value) for column, value in row.values.items() if " " in value)
    return (column for column, value in spaced if looks_like_a_name(value, column in SENDERS_IDS))


def _twice(row: Row, seen: SeenFile) -> Iterator[str]:
    region, contact = row.value("Regionkod"), row.value("VardkontaktId")
    if contact and not seen.keys.add((region, str(row.month), contact, row.done)):
        yield "VardkontaktId"


def _waiting_and_done(row: Row, seen: SeenFile) -> Iterator[str]:
    region, contact = row.value("Regionkod"), row.value("VardkontaktId")
    if contact and (region, str(row.month), contact, not row.done) in seen.keys:
        yield "VardkontaktId"


def _replaces_itself(row: Row, _: SeenFile) -> Iterator[str]:
    replaced = row.value("ErsattningsId")
    if replaced and replaced == row.value("VardkontaktId"):
        yield "ErsattningsId"


def _chain(row: Row, seen: SeenFile) -> Iterator[str]:
    region, contact, replaced = _names(row)
    if not replaced or replaced == contact:
        return
    if (region, replaced) in seen.replacing:
        yield "ErsattningsId"
    elif contact and (region, contact) in seen.replaced:
        yield "VardkontaktId"


def _replaced_here(row: Row, seen: SeenFile) -> Iterator[str]:
    """The last rule to look at replacements: it remembers the row for those that follow."""
    region, contact, replaced = _names(row)
    if replaced and replaced != contact:
        if (region, replaced) in seen.ids:
            yield "ErsattningsId"
        seen.replaced.add((region, replaced))
        seen.replacing.add((region, contact))
    if contact and "ErsattningsId" in seen.header:
        if (region, contact) in seen.replaced:
            yield "VardkontaktId"
        seen.ids.add((region, contact))


def _names(row: Row) -> tuple[str, str, str]:
    return row.value("Regionkod"), row.value("VardkontaktId"), row.value("ErsattningsId")


RULES = (
    Rule(
        "person",
        Text(
            "Värdet ser ut som ett personnummer; filen tas inte emot", "Looks like a personal number; refused"
        ),
        Text(
            "Ersätt numret med ett id som inte går att härleda till personen",
            "Replace it by an id that cannot be traced to the person",
        ),
        _person,
        secret=True,
        refuses_file=True,
        source=ORDINANCE,
        # The first of the test numbers that Skatteverket publishes (`events/synth/defects`).
        breaks=({"RemissId": "remiss 18900101-9802"},),
    ),
    Rule(
        "name",
        Text("Värdet ser ut som ett namn; filen tas inte emot", "Looks like a person's name; refused"),
        Text(
            "Ersätt namnet med ett id som inte går att härleda till personen, eller töm cellen",
            "Replace the name by an id that cannot be traced to the person, or empty the cell",
        ),
        _name,
        secret=True,
        refuses_file=True,
        source=ORDINANCE,
        breaks=({"RemissId": "Tolvan Tolvansson"},),
    ),
    Rule(
        "twice",
        Text(
            "Samma VardkontaktId står två gånger för månaden",
            "The same VardkontaktId stands twice in the month",
        ),
        Text("Ta bort den ena raden", "Remove one of the rows"),
        _twice,
        columns=("VardkontaktId",),
        source=OURS,
        breaks=({}, {}),
    ),
    Rule(
        "waiting-and-done",
        Text(
            "Kontakten står både som väntande och som genomförd för månaden",
            "The contact stands both as waiting and as held in the month",
        ),
        Text(
            "Behåll raden med StartAktivitet om kontakten har genomförts, annars den andra",
            "Keep the row with StartAktivitet if the contact has been held, else the other",
        ),
        _waiting_and_done,
        columns=("VardkontaktId",),
        source=OURS,
        breaks=({}, _WAITING),
    ),
    Rule(
        "replaces-itself",
        Text("ErsattningsId är radens eget VardkontaktId", "ErsattningsId is the row's own VardkontaktId"),
        Text(
            "Töm ErsattningsId; en kontakt som sänds igen ersätter sig själv ändå",
            "Empty ErsattningsId; a contact that is sent again takes its own place anyway",
        ),
        _replaces_itself,
        severity=Severity.WARNING,
        columns=("ErsattningsId",),
        source=OURS,
        breaks=({"VardkontaktId": "k-1", "ErsattningsId": "k-1"},),
    ),
    Rule(
        "replacement-chain",
        Text(
            "Kontakten som ersätts ersätter själv en annan i filen",
            "The contact that is replaced itself replaces another in the file",
        ),
        Text("Sänd bara den sista av dem", "Send only the last of them"),
        _chain,
        severity=Severity.WARNING,
        columns=("ErsattningsId", "VardkontaktId"),
        source=OURS,
        breaks=(
            {"VardkontaktId": "k-2", "ErsattningsId": "k-1"},
            {"VardkontaktId": "k-3", "ErsattningsId": "k-2"},
        ),
    ),
    Rule(
        "replaced-here",
        Text(
            "En rad i filen ersätter en annan rad i samma fil",
            "A row of the file replaces another row of the same file",
        ),
        Text("Ta bort raden som ersätts", "Remove the row that is replaced"),
        _replaced_here,
        severity=Severity.WARNING,
        columns=("ErsattningsId", "VardkontaktId"),
        source=OURS,
        breaks=({"VardkontaktId": "k-1"}, {"VardkontaktId": "k-2", "ErsattningsId": "k-1"}),
    ),
)
"""The rules of this family, in the order they are told."""
