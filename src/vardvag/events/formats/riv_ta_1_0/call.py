"""One call, opened: which service it is for, what it holds, and its records as rows, one at a time.

The call may stand by itself or in a SOAP envelope, whose header is not read. A call without a body asks the
receiver to delete what an earlier call held: that is warned of, and stands in `Call.deletes`. Whatever else
the schema does not have is told once, by its name.

Here does not belong what is right or wrong with a record (`events/checks`, `records`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vardvag.base.findings import Finding, Severity
from vardvag.events.checks.rule import Row
from vardvag.events.formats.riv_ta_1_0 import schema, words
from vardvag.events.formats.riv_ta_1_0.faults import FileFaults
from vardvag.events.formats.riv_ta_1_0.parsing import Pieces
from vardvag.events.formats.riv_ta_1_0.pieces import Characters, Element, End, Refused
from vardvag.events.formats.riv_ta_1_0.records import LONGEST_VALUE, RecordReader
from vardvag.events.formats.riv_ta_1_0.schema import MONTH, REFERENCE, REPLACES, SOAP, Body
from vardvag.events.model import Reported

_AROUND = (f"{SOAP} Envelope", f"{SOAP} Body")


class Call:
    """A call in a file. OSError when it cannot be opened; every other fault is in `faults`, as they come.

    `reported` says which service it is for and `body` what it holds: None when that cannot be made out, or
    there is no body. `replaces` is the call that this one takes the place of, as the receiver named it; with
    `deletes` the call has no records, and asks for that one to be deleted. `month` is as it is written.
    """

    def __init__(self, path: Path) -> None:
        self.reported: Reported | None = None
        self.body: Body | None = None
        self.replaces: str | None = None
        self.month: str | None = None
        self.deletes = False
        self._tell = FileFaults(path.name)
        self._pieces = Pieces(path)
        try:
            self._open()
        except Refused as refused:
            self._tell.refused(refused)

    @property
    def faults(self) -> list[Finding]:
        """What is wrong with the file, as far as it has been read."""
        return self._tell.faults

    @property
    def encoding(self) -> str:
        """How the file is written."""
        return self._pieces.encoding

    def rows(self) -> Iterator[Row]:
        """Each record, once. Faults of the file that are met on the way are added to `faults`."""
        if self.body is None or self.reported is None:
            return
        try:
            yield from self._records(self.body, self.reported)
            self._rest()
        except Refused as refused:
            self._tell.refused(refused)

    def _open(self) -> None:
        """Read as far as the body, or to the end where there is none."""
        for piece in self._pieces:
            if not isinstance(piece, Element):
                if isinstance(piece, Characters):
                    self._tell.text(piece)
                continue
            if self.reported is None:
                if piece.name in _AROUND:
                    continue
                if piece.name == f"{SOAP} Header":
                    self._pass(told=False)
                    continue
                self._root(piece)
            elif (body := self._body_named(piece.name)) is not None:
                self.body, self.month = body, piece.attributes.get(MONTH)
                self._tell.unknown_attributes(piece, (MONTH,))
                return
            else:
                self._tell.unknown_element(piece)
                self._pass()
        if self.reported is None:
            raise Refused("not-riv-ta", words.NO_CALL, words.ROOTS)
        if not any(fault.severity is Severity.ERROR for fault in self.faults):
            self.deletes = self.replaces is not None
            if self.deletes:
                self._tell.add(*words.DELETES, line=1, column=REPLACES, severity=Severity.WARNING)
            else:
                self._tell.add(*words.EMPTY, line=1, column=REPLACES)

    def _root(self, piece: Element) -> None:
        self.reported = schema.ROOTS.get(piece.name)
        if self.reported is None:
            known = piece.name.rpartition(" ")[2] in map(schema.root_name, Reported)
            message = words.NAMESPACE if known else words.NO_CALL
            raise Refused("not-riv-ta", message, words.ROOTS, piece.line)
        self.replaces = piece.attributes.get(REPLACES, "").strip() or None
        self._tell.unknown_attributes(piece, (REPLACES, REFERENCE))

    def _body_named(self, name: str) -> Body | None:
        return None if self.reported is None else schema.BODIES[self.reported].get(name)

    def _records(self, body: Body, reported: Reported) -> Iterator[Row]:
        reader = RecordReader(self._tell.file, body, reported, self.month, self.replaces)
        name, number = f"{schema.namespace(reported)} {body.record}", 0
        known = frozenset(body.attributes)
        for piece in self._pieces:
            if isinstance(piece, End):
                break
            if isinstance(piece, Characters):
                self._tell.text(piece)
            elif piece.name != name:
                self._tell.unknown_element(piece)
                self._pass()
            else:
                number = max(piece.line, number + 1)
                is_known = known.issuperset(piece.attributes)
                if not is_known:
                    self._tell.unknown_attributes(piece, body.attributes)
                yield reader.row(number, piece.attributes, self._pass(), known=is_known)
        if not number:
            self._tell.add(*words.EMPTY, line=1)

    def _rest(self) -> None:
        """What follows the body. A call has one."""
        for piece in self._pieces:
            if isinstance(piece, Element):
                if self._body_named(piece.name) is not None:
                    raise Refused("two-bodies", words.TWO, words.ONE_EACH, piece.line)
                self._tell.unknown_element(piece)
                self._pass()

    def _pass(self, *, told: bool = True) -> str:
        """Read past the rest of an element that has begun; the text in it, cut where it is long."""
        deep, text = 1, ""
        for piece in self._pieces:
            if isinstance(piece, End):
                deep -= 1
                if not deep:
                    break
            elif isinstance(piece, Element):
                deep += 1
                if told:
                    self._tell.unknown_element(piece)
            elif told and len(text) < LONGEST_VALUE:
                text += piece.text
                self._tell.text(piece)
        return text
