"""What a mapping file says: which column holds which attribute, codes, dates, constants, what is not there.

    name: katarakt-export-1
    title: {sv: Uttag ur kataraktsystemet, en: Extract of the cataract system}
    model: skr-1.1
    dates: day-first
    attributes:
      VardkontaktId: {column: Besöksnr}
      Regionkod: {value: "24"}
      Vardgaranti: {column: Garanti, codes: {ja: 1, nej: 2}, empty: 2}
      BeslutAktivitet: {column: Beslutsdatum}
    not_there: {RemissId: {sv: Systemet saknar remissnummer, en: The system has no referral numbers}}
    ignored: [Kommentar]

Every fault of a file is told at once, with its line and what to do. Here does not belong reading an export by
it (`reader`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, model_validator

from vardvag.base.checking import Checked, checked
from vardvag.base.definitions import Definition, Strict, TextField, read_definition
from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.faults import one_of_these
from vardvag.base.findings import Finding
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.events.checks.attributes import Required
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.row_models import row_models
from vardvag.events.receivers import Receiver, receivers


class DateForm(StrEnum):
    """How an export writes its days, where that cannot be seen from a day alone."""

    CERTAIN = "certain"
    """Only what has one meaning: 2019-09-30, 20190930, 30.9.2019. The others read these too."""
    DAY_FIRST = "day-first"
    """4.3.2019 and 4/3/2019 are in March; years of two digits are read too, as of this century."""
    MONTH_FIRST = "month-first"
    """4/3/2019 is in April."""
    SHORT = "yymmdd"
    """190304 is 4 March 2019."""
    MONTHS = "yyyymm"
    """201903 is March 2019."""
    EXCEL_DAYS = "excel-days"
    """43528 is 4 March 2019: the number of days that Excel keeps."""


CODE_LISTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "scb-regions": {
            spelled: str(one.information_model_code)
            for one in REGIONS
            for spelled in (one.code, one.code.lstrip("0"))
        }
    }
)
"""Translations that may be named instead of written out: SCB's two digits of a region, also where a
spreadsheet has taken the zero, to the model's code."""


class AttributeField(Strict):
    """Where one attribute stands."""

    column: str | None = None
    """The column of the export."""
    value: str | None = None
    """The same value in every row, instead of a column."""
    codes: dict[str, str] | str | None = None
    """What each value of the column means; or the name of a list of codes."""
    empty: str | None = None
    """What an empty cell means; left out, that nothing is said."""
    dates: DateForm | None = None
    """How days are written in this column; left out, as in the file at large."""

    @model_validator(mode="after")
    def _column_or_value(self) -> AttributeField:
        if (self.column is None) == (self.value is None):
            raise Unreadable(
                "skriv column: kolumnens namn, eller value: ett värde för alla rader",
                "write column: the column's name, or value: one value for all rows",
            )
        if self.value is not None and (self.codes is not None or self.empty is not None):
            raise Unreadable(
                "codes och empty hör till en kolumn; med value står värdet redan rätt",
                "codes and empty belong to a column; with value the value is right as it is",
            )
        return self


class MappingFields(Strict):
    """A whole mapping file."""

    name: Annotated[
        str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*-[0-9]+(\.[0-9]+)*$", examples=["min-export-1"])
    ]
    """The mapping's own name with its version: a changed mapping is a new version."""
    title: TextField
    """What the export is."""
    receiver: str | None = None
    """For whom the export was made, if it is one of the receivers that have a name."""
    model: Annotated[str, Field(examples=["skr-1.1"])]
    """What a row is about: the model whose attributes these are."""
    dates: DateForm = DateForm.CERTAIN
    """How days are written."""
    attributes: dict[str, AttributeField]
    """Each attribute that the export says, by the model's name for it."""
    not_there: dict[str, TextField] = Field(default_factory=dict)
    """Attributes that the export does not say, and why."""
    ignored: tuple[str, ...] = ()
    """Columns that are not read, so that no warning is given of them."""


@dataclass(frozen=True, slots=True)
class MappingFile:
    """One mapping, with the model whose rows it makes."""

    name: str
    title: Text
    model: RowModel
    fields: MappingFields
    receiver: Receiver | None
    fingerprint: str


def read_mapping(path: Path) -> MappingFile:
    """Read a mapping file. BadInput tells every fault of it, each with its line and remedy."""
    definition = read_definition(path)
    found = checked(definition, MappingFields)
    faults = [*found.findings, *(_faults(found, found.words) if found.words is not None else ())]
    if found.words is None or faults:
        raise BadInput(Text(f"{path.name} kan inte användas", f"{path.name} cannot be used"), faults)
    fields = found.words
    return MappingFile(
        fields.name,
        fields.title.text(),
        row_models()[fields.model],
        fields,
        receivers()[fields.receiver] if fields.receiver is not None else None,
        definition.fingerprint,
    )


def _faults(found: Checked[MappingFields], fields: MappingFields) -> Iterator[Finding]:
    """What is wrong with a mapping beyond its form."""
    tell = found.definition.finding
    unusable = Text("Värdet kan inte användas", "The value cannot be used")
    if fields.receiver is not None and fields.receiver not in receivers() and found.sure(("receiver",)):
        remedy = one_of_these(fields.receiver, sorted(receivers()))
        yield tell(("receiver",), "value", unusable, remedy, fields.receiver)
    for name, one in fields.attributes.items():
        where = ("attributes", name, "codes")
        if isinstance(one.codes, str) and one.codes not in CODE_LISTS and found.sure(where):
            yield tell(where, "value", unusable, one_of_these(one.codes, sorted(CODE_LISTS)), one.codes)
    if not found.sure(("model",)):
        return
    model = row_models().get(fields.model)
    if model is None:
        yield tell(
            ("model",), "value", unusable, one_of_these(fields.model, sorted(row_models())), fields.model
        )
        return
    yield from _attribute_faults(found.definition, fields, model)


def _attribute_faults(definition: Definition, fields: MappingFields, model: RowModel) -> Iterator[Finding]:
    meant: set[str] = set()
    for key in ("attributes", "not_there"):
        for name in getattr(fields, key):
            if name in model.attributes:
                continue
            near = difflib.get_close_matches(name, model.attributes, n=1, cutoff=0.5)
            meant |= set(near)
            yield definition.finding(
                (key, name),
                "unknown-attribute",
                Text(f"{model.name} har inget sådant attribut", f"{model.name} has no such attribute"),
                Text(f"Menade du {near[0]}?", f"Did you mean {near[0]}?")
                if near
                else one_of_these(name, [*model.attributes]),
                name,
            )
    for name in fields.not_there:
        if name in fields.attributes:
            yield definition.finding(
                ("not_there", name),
                "there-and-not",
                Text(
                    "Attributet står både i attributes och i not_there",
                    "It stands in attributes and not_there",
                ),
                Text("Ta bort den ena", "Remove one of them"),
                name,
            )
    without = [
        name
        for name, attribute in model.attributes.items()
        if attribute.required is Required.ALWAYS and name not in fields.attributes and name not in meant
    ]
    if without:
        names = ", ".join(without)
        yield definition.finding(
            ("attributes",),
            "attribute-missing",
            Text(f"Ingen rad godtas utan {names}", f"No row is accepted without {names}"),
            Text(
                f"Lägg till vart och ett: {without[0]}: {{column: …}}; {{value: …}} om alla rader är lika",
                f"Add each: {without[0]}: {{column: …}}; {{value: …}} if all rows are alike",
            ),
        )
    for name, one in fields.attributes.items():
        if one.dates is not None and name in model.attributes and name not in model.days:
            yield definition.finding(
                ("attributes", name, "dates"),
                "no-date",
                Text(f"{name} är ingen dag", f"{name} is no day"),
                Text(f"dates hör till {', '.join(model.days)}", f"dates belongs to {', '.join(model.days)}"),
            )
