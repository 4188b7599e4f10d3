"""All that can be done with a file of contacts, and what must hold whatever is in it.

Every row is accounted for; a file with an error is loaded in no part; whatever is wrong is told in both
languages with a remedy; what is accepted can be written and is accepted again; a file read as a stream, whole
and in bulk says the same. Here does not belong how the file was made (`file_mutations`).
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from vardvag.agreements.facts_file import facts_in
from vardvag.base.errors import BadInput, VardvagError
from vardvag.base.findings import Finding, Severity
from vardvag.base.moments import Moment
from vardvag.clocks.limit_files import find_limits
from vardvag.events.checks.bulk.judging import BulkJudging
from vardvag.events.checks.bulk.sources import DelimitedSource
from vardvag.events.formats import format_named
from vardvag.events.formats.reading import Reading
from vardvag.events.formats.tables.delimited import open_delimited
from vardvag.events.formats.tables.opening import opener_of
from vardvag.events.model import Contact, PrimaryCareContact
from vardvag.usecases.check_contacts import check_contacts, read_checked
from vardvag.usecases.list_clocks import list_clocks
from vardvag.usecases.load_contacts import load_contacts
from vardvag.usecases.mark_workbook import mark_workbook
from vardvag.warehouse.store import Store

DAY = date(2019, 10, 15)


def journey(path: Path, random: Random) -> bool:
    """Do everything with the file; whether all of it was accepted."""
    if path.suffix == ".facts":
        return _facts(path)
    if path.suffix == ".yaml":
        return _limits(path)
    mapping = path.with_suffix(".mapping.yaml")
    name = str(mapping) if mapping.exists() else None
    try:
        found = read_checked(path, name)
    except VardvagError as told:
        _told_by(told)
        _nothing_loaded(path, name)
        return False
    _told(found.reading.findings)
    _accounted(path, name, found.reading)
    _told_clocks(path, name)
    if path.suffix in (".csv", ".xlsx") and random.random() < 0.1:
        _mark(path, name)
    if found.clean and random.random() < 0.5:
        _written_again(path, found.format_name, found.reading)
    _load(path, found.format_name, found.reading, random)
    return found.clean and found.reading.accepted_rows > 0


def _told(findings: Iterable[Finding]) -> None:
    """Each is told in both languages, with what to do."""
    for one in findings:
        texts = (one.message.sv, one.message.en, one.remedy.sv, one.remedy.en)
        assert all(text.strip() for text in texts), one
        one.sentence("sv")
        one.sentence("en").encode("utf-8", "backslashreplace")


def _told_by(told: VardvagError) -> None:
    assert told.in_language("sv").strip()
    assert told.in_language("en").strip()
    if isinstance(told, BadInput):
        _told(told.findings)


def _accounted(path: Path, name: str | None, reading: Reading) -> None:
    """Rows read are those accepted and those rejected; and however it is read, the findings are the same."""
    assert reading.rows_read == reading.accepted_rows + reading.rejected_rows
    errors = [one for one in reading.findings if one.severity is Severity.ERROR]
    assert bool(errors) or not reading.rejected_rows, "rows were rejected and nobody was told why"
    every: list[Finding] = []
    (checked,) = check_contacts([path], name, every=every.append)
    _told(every)
    counts = (checked.rows_read, checked.accepted_rows, checked.rejected_rows)
    assert counts == (reading.rows_read, reading.accepted_rows, reading.rejected_rows)
    assert checked.clean is (not errors)
    assert _places(every) == _places(errors)
    if opener_of(path) is open_delimited and name is None and checked.format_name == "skr-1.1":
        # Large files are checked in bulk; small ones must come out the same so.
        bulk = BulkJudging(DelimitedSource(path))
        found = [one for one in bulk if one.severity is Severity.ERROR]
        assert (bulk.rows_read, bulk.accepted_rows, bulk.rejected_rows) == counts
        assert _places(found) == _places(errors)


def _places(findings: Iterable[Finding]) -> list[str]:
    """Where each error is, and which rule says so."""
    return sorted(
        repr((one.rule, one.row, one.column, one.value)) for one in findings if one.severity is Severity.ERROR
    )


def _told_clocks(path: Path, name: str | None) -> None:
    try:
        found = list_clocks(path, name, as_of=DAY)
    except VardvagError as told:
        _told_by(told)
        return
    for clock in found.clocks:
        clock.overdue_on(DAY)


def _mark(path: Path, name: str | None) -> None:
    try:
        mark_workbook(path, path.with_suffix(".marked.xlsx"), name)
    except VardvagError as told:
        _told_by(told)


def _written_again(path: Path, name: str, reading: Reading) -> None:
    """What is accepted is written in its own format and accepted again, each record the same."""
    if name.endswith((".yaml", ".yml")) or not reading.records:
        return
    again = path.with_suffix(f".again{path.suffix}")
    try:
        written = format_named(name).write(reading.records, again)  # type: ignore[arg-type]
    except VardvagError as told:  # what the schema of a call cannot hold
        _told_by(told)
        return
    assert written == len(reading.records)
    back = format_named(name).read(again)
    told = [one.sentence() for one in back.findings if one.severity is Severity.ERROR]
    assert back.accepted_rows == written, told
    assert [_without_row(one) for one in back.records] == [_without_row(one) for one in reading.records]


def _without_row(record: object) -> str:
    shown = repr(record)
    return shown if "row=" not in shown else "".join(itertools.chain(*_cut(shown)))


def _cut(shown: str) -> Iterable[str]:
    before, _, after = shown.partition(" row=")
    yield before
    yield after.lstrip("0123456789None")


class _Kept:
    """One store for many files, so that each load meets what others left."""

    folder: Path | None = None
    loads = 0


def _load(path: Path, name: str, reading: Reading, random: Random) -> None:
    clean = not any(one.severity is Severity.ERROR for one in reading.findings)
    if not clean:
        _nothing_loaded(path, name)
        return
    if random.random() < 0.7:  # most of what a load is, is tried elsewhere, and takes long
        return
    if _Kept.folder is None or _Kept.loads % 25 == 0:
        if _Kept.folder is not None:
            shutil.rmtree(_Kept.folder, ignore_errors=True)
        _Kept.folder = Path(tempfile.mkdtemp(prefix="fuzz-store-"))
    _Kept.loads += 1
    store = Store(_Kept.folder)
    before = store.snapshot().loads
    try:
        done = load_contacts(store, [path], name, received_at=_received(len(before)))
    except VardvagError as told:
        _told_by(told)
        assert store.snapshot().loads == before, "a load that was refused has changed the store"
        return
    kept = [one for one in reading.records if isinstance(one, Contact | PrimaryCareContact)]
    assert done.contacts == len(kept)
    assert len(store.snapshot().loads) == len(before) + done.new


def _received(number: int) -> Moment:
    return Moment(datetime(2019, 10, 15, 8, tzinfo=UTC) + timedelta(minutes=number))


def _nothing_loaded(path: Path, name: str | None) -> None:
    """A file with an error, or that cannot be read, is loaded in no part."""
    store = Store(path.with_suffix(".store"))
    try:
        load_contacts(store, [path], name or "skr-1.1")
    except VardvagError as told:
        _told_by(told)
        assert not store.path.exists(), "a file with errors has reached the store"
    else:
        raise AssertionError("a file with errors was loaded")


def _facts(path: Path) -> bool:
    sheet = path.with_suffix("")
    reading = facts_in(sheet)
    _told(reading.findings)
    return not reading.findings


def _limits(path: Path) -> bool:
    try:
        found = find_limits(str(path))
    except VardvagError as told:
        _told_by(told)
        return False
    for limit in found.limits:
        limit.version(DAY)
    return True
