"""Files of limits: the guarantee's own, those that Vårdväg ships beside it, and a user's.

All have one form, and each says in `kind` what force its limits have. Only `limits.yaml` is the statute: a
user's file cannot claim to be, and no other file's limits come into a figure unless they are asked for by
name. Here does not belong how a clock is run (`reference`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vardvag.base.dated import Dated, DatedValue
from vardvag.base.definitions import (
    Day,
    Definition,
    SourceField,
    Strict,
    TextField,
    read_definition,
    validated,
)
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.findings import Finding
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.clocks.limits import About, Assessor, Ground, Limit, LimitVersion
from vardvag.clocks.model import LimitKind

FOLDER = Path(__file__).parent
STATUTE = FOLDER / "limits.yaml"
OTHERS = FOLDER / "other_limits"


@dataclass(frozen=True, slots=True)
class LimitFile:
    """The limits of one file. `name` is the file's, without its ending."""

    name: str
    kind: LimitKind
    title: Text
    about: Text | None
    limits: tuple[Limit, ...]
    fingerprint: str


class _VersionField(Strict):
    days: Annotated[int, Field(ge=0, le=3650)]
    law: str
    paragraph: str
    wording: str = ""
    called: TextField | None = None
    if_needed: bool = False
    by: Assessor | None = None
    listed_only: bool = False
    not_counted: tuple[Ground, ...] | Literal["unknown"]
    valid_from: Day
    valid_to: Day | None = None
    source: SourceField

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        self.source.source()  # Unreadable, told as a finding, when it says too little
        return self

    def dated(self) -> DatedValue[LimitVersion]:
        version = LimitVersion(
            days=self.days,
            law=self.law,
            paragraph=self.paragraph,
            not_counted=None if self.not_counted == "unknown" else frozenset(self.not_counted),
            wording=self.wording,
            called=self.called.text() if self.called else None,
            if_needed=self.if_needed,
            by=self.by,
            listed_only=self.listed_only,
        )
        return DatedValue(version, self.valid_from, self.source.source(), self.valid_to)


class _LimitField(Strict):
    title: TextField
    about: About
    history: tuple[_VersionField, ...]


class _LimitsFile(Strict):
    kind: LimitKind
    title: TextField
    about: TextField | None = None
    regions: tuple[str, ...] | None = None
    limits: dict[str, _LimitField]


def read_limit_file(definition: Definition) -> LimitFile:
    """The limits of one definition file. BadInput tells every fault."""
    fields = validated(definition, _LimitsFile)
    inside = None if fields.regions is None else frozenset(fields.regions)
    found = tuple(
        Limit(
            name=name,
            title=field.title.text(),
            about=field.about,
            history=Dated(name, [entry.dated() for entry in field.history]),
            kind=fields.kind,
            regions=inside,
        )
        for name, field in fields.limits.items()
    )
    about = fields.about.text() if fields.about else None
    read = LimitFile(
        definition.path.stem, fields.kind, fields.title.text(), about, found, definition.fingerprint
    )
    if faults := list(_faults(definition, fields)):
        name = definition.path.name
        raise BadInput(Text(f"{name} kan inte användas", f"{name} cannot be used"), faults)
    return read


@functools.cache
def statute() -> LimitFile:
    """The care guarantee, as Vårdväg ships it."""
    return read_limit_file(read_definition(STATUTE))


@functools.cache
def shipped() -> Mapping[str, LimitFile]:
    """The other limits that Vårdväg holds a source for, by the name of their file."""
    files = (read_limit_file(read_definition(path)) for path in sorted(OTHERS.glob("*.yaml")))
    return {file.name: file for file in files}


def find_limits(name_or_path: str) -> LimitFile:
    """The limits of a file of the user's, or of a shipped one by its name (`limits` is the guarantee).

    NotFound when there is neither; BadInput for a file that cannot be used.
    """
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return read_limit_file(read_definition(path))
    if name_or_path == STATUTE.stem:
        return statute()
    if name_or_path not in shipped():
        raise NotFound(Text("Fil med gränser", "file of limits"), name_or_path, [STATUTE.stem, *shipped()])
    return shipped()[name_or_path]


def _faults(definition: Definition, fields: _LimitsFile) -> Iterator[Finding]:
    """What the fields alone do not show: a claim to be law, an unknown region, a limit laxer than the law."""
    if fields.kind is LimitKind.STATUTE and definition.path.resolve() != STATUTE.resolve():
        yield definition.finding(
            ("kind",),
            "not-statute",
            Text("Bara Vårdvägs egen fil är vårdgarantin", "Only Vårdväg's own file is the guarantee"),
            Text("Skriv kind: proposal, eller vad gränsen är", "Write kind: proposal, or what the limit is"),
            fields.kind.value,
        )
    codes = {region.code for region in REGIONS}
    for at, code in enumerate(fields.regions or ()):
        if code not in codes:
            yield definition.finding(
                ("regions", at),
                "region",
                Text("Ingen region har den koden", "No region has that code"),
                Text("Skriv länskoden med två siffror: 01", "Write the county code in two digits: 01"),
                code,
            )
    if fields.kind is LimitKind.REGIONAL:
        yield from _regional(definition, fields)


def _regional(definition: Definition, fields: _LimitsFile) -> Iterator[Finding]:
    """A region's limit says whose it is, and may be shorter than the guarantee's, never longer."""
    if not fields.regions:
        yield definition.finding(
            ("kind",),
            "no-region",
            Text("Det står inte vilken region gränsen gäller i", "The file does not say for which region"),
            Text('Lägg till regions: ["01"]', 'Add regions: ["01"]'),
        )
    law = {limit.about: limit.history for limit in statute().limits}
    for name, limit in fields.limits.items():
        for at, version in enumerate(limit.history):
            over = [
                entry.value.days
                for entry in law.get(limit.about, ())
                if version.days > entry.value.days
                and (entry.valid_to is None or version.valid_from <= entry.valid_to)
                and (version.valid_to is None or entry.valid_from <= version.valid_to)
            ]
            if over:
                yield definition.finding(
                    ("limits", name, "history", at, "days"),
                    "laxer",
                    Text(
                        f"Längre än vårdgarantins {min(over)} dagar",
                        f"Longer than the guarantee's {min(over)} days",
                    ),
                    Text(
                        "En region får ha kortare gränser, inte längre", "A region may have shorter ones only"
                    ),
                    version.days,
                )
