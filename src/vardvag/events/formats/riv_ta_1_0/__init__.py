"""`riv-ta-1.0`: calls to SKR's services for specialised care, held and waiting, as XML (RIV-TA schema 1.0).

A file is one call, by itself or in a SOAP envelope: the contacts held in a month (`Kontakt`/`Besok`), those
that wait, or the diagnoses, causes and procedures of contacts that were held. Rows have the national model's
names, and the same rules judge them; `DatatGallerFor` and `ErsattningsId` stand once, for all rows. A row's
number is the line its element begins on; where several begin on one line, they are counted on from there.

Elements, attributes and the empty call that deletes are the schemas' own. Ours is that T00:00:00 is read as a
day without a clock time. `ErsattningsId` names an earlier call as the receiver named it, not a contact.

Here does not belong sending a call, or what its answer says.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.base.errors import WrongUse
from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text
from vardvag.events.formats.reading import Reading, Rows, read_rows
from vardvag.events.formats.riv_ta_1_0 import words
from vardvag.events.formats.riv_ta_1_0.call import Call
from vardvag.events.formats.riv_ta_1_0.schema import REPLACES
from vardvag.events.formats.riv_ta_1_0.writing import CallFile, CallKey, Record, key_of, opening
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.model import Reported

__all__ = ["NAME", "Call", "open_rows", "read", "write", "write_calls", "write_deletion"]

NAME = "riv-ta-1.0"
SUFFIXES = (".xml",)
TITLE = Text("Anrop i RIV-TA: specialiserad vård, XML", "RIV-TA calls: specialised care, XML")
MODEL = CONTACT_ROWS


def open_rows(path: Path) -> Rows:
    """Open a file. OSError when it cannot be opened; nothing else is raised."""
    call = Call(path)
    sort = call.body.title if call.body else Text("inga poster", "no records")
    found = Text(f"XML i {call.encoding}, {sort.sv}", f"XML in {call.encoding}, {sort.en}")
    if call.body is None:
        return Rows(found, (), iter(()), call.faults, replaces_call=call.replaces if call.deletes else None)
    once = ("DatatGallerFor", *((REPLACES,) if call.replaces else ()))
    if call.replaces:
        call.faults.append(Finding(*words.REPLACES, Severity.WARNING, path.name, 1, REPLACES))
    header = (*once, *call.body.attributes)
    return Rows(found, header, call.rows(), call.faults, call.body.model, call.replaces)


def read(path: Path) -> Reading:
    """Read a file with every finding. OSError when it cannot be opened; nothing else is raised."""
    return read_rows(path.name, open_rows(path))


def write(records: Iterable[Record], path: Path) -> int:
    """Write the records of one call, streamed; the answer is how many.

    WrongUse when there are none, which would delete, when they belong in several calls (`write_calls`), or
    when the schema cannot hold one; the file is then not left behind.
    """
    out: tuple[CallKey, CallFile] | None = None
    written = 0
    try:
        for record in records:
            key = key_of(record)
            if out is None:
                out = key, CallFile(path, key)
            elif key != out[0]:
                raise WrongUse(_SEVERAL)
            out[1].add(record)
            written += 1
        if out is None:
            raise WrongUse(_NOTHING)
        out[1].end()
    except BaseException:
        if out is not None:
            out[1].put_aside()
            path.unlink(missing_ok=True)
        raise
    return written


def write_calls(records: Iterable[Record], folder: Path) -> tuple[Path, ...]:
    """Write records, streamed, to a folder: one file for each call, in the order they are to be sent.

    Contacts come before what is attached to them. `2019-09-genomforda.xml`; calls of the same kind and month
    that take the place of different calls are numbered. WrongUse for what the schema cannot hold; then no
    file is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    calls: dict[CallKey, tuple[Path, CallFile]] = {}
    open_now: dict[CallKey, CallFile] = {}
    try:
        for record in records:
            key = key_of(record)
            if key not in calls:
                path = _free(folder, key, {one for one, _ in calls.values()})
                calls[key] = path, CallFile(path, key)
            open_now.pop(key, None)
            open_now[key] = calls[key][1]
            if len(open_now) > _OPEN_AT_ONCE:
                open_now.pop(next(iter(open_now))).put_aside()
            calls[key][1].add(record)
        for _, out in calls.values():
            out.end()
    except BaseException:
        for path, out in calls.values():
            out.put_aside()
            path.unlink(missing_ok=True)
        raise
    ordered = sorted(calls, key=lambda key: (key.body.name != "Kontakt", key.month.index))
    return tuple(calls[key][0] for key in ordered)


def write_deletion(reported: Reported, replaces: str, path: Path) -> None:
    """Write the call that asks for an earlier one, named *replaces*, to be deleted with what hangs on it."""
    path.write_text(f"{opening(reported, replaces)}/>\n", encoding="utf-8")


def _free(folder: Path, key: CallKey, taken: set[Path]) -> Path:
    """The name of a new file of a call."""
    kind = _FILES.get(key.body.name) or ("genomforda" if key.reported is Reported.DONE else "vantande")
    name = f"{key.month}-{kind}"
    path, number = folder / f"{name}.xml", 1
    while path in taken:
        number += 1
        path = folder / f"{name}-{number}.xml"
    return path


_FILES = {"Diagnoser": "diagnoser", "Orsaker": "orsaker", "Atgarder": "atgarder"}
_OPEN_AT_ONCE = 64
_SEVERAL = Text(
    "Ett anrop har en sorts poster för en månad; skriv dem till en mapp, en fil för varje anrop.",
    "A call has one kind of records for one month; write them to a folder, one file for each call.",
)
_NOTHING = Text(
    "Ett anrop har minst en post; ett tomt anrop tar bort.",
    "A call has one record at least; an empty one deletes.",
)
