"""The reference page of formats: receivers, formats, how a table is read, and the attributes of every row."""

from __future__ import annotations

from formats_riv_ta import riv_ta_part
from page_parts import MADE, cited, docstrings_below, table

from vardvag.base import workbook_parts
from vardvag.events.checks.attributes import Required
from vardvag.events.formats import formats
from vardvag.events.formats.events_1 import EVENT_ROWS
from vardvag.events.formats.mapping.file import CODE_LISTS, AttributeField, DateForm, MappingFields
from vardvag.events.formats.primary_care_1 import NOT_KNOWN, PRIMARY_ROWS
from vardvag.events.formats.row_model import RowModel
from vardvag.events.formats.row_models import row_models
from vardvag.events.formats.skr_rows import CONTACT_ROWS
from vardvag.events.formats.tables.table import MOST_COLUMNS
from vardvag.events.formats.tables.text_files import LONGEST_LINE
from vardvag.events.model import EventKind
from vardvag.events.projection import LOST
from vardvag.events.receivers import receivers
from vardvag.events.spellings import FORMS, Code, code_mended

_REQUIRED = {Required.ALWAYS: "yes", Required.DONE: "of those held", Required.NEVER: None}
_SPOILT = (
    ("Lkf", "880", Code.MUNICIPALITY),
    ("Sjukhus", "0", Code.HOSPITAL),
    ("Regionkod", "51.0", Code.NUMBER),
    ("FodelseAr", "1 950", Code.NUMBER),
)
_NOT_MENDED = "1234"


def formats_page() -> str:
    """Every receiver, format and kind of row."""
    parts = [
        "# Formats",
        MADE,
        "What `vardvag check`, `load` and `clocks` read, by name: a new version of a format has a new name. "
        "Without `--contact-format` it is told by the file's ending and its header.",
        *_receivers(),
        *_formats(),
        *_tables(),
        *riv_ta_part(),
        *_mappings(),
        *(part for model in row_models().values() for part in _model(model)),
        *_lost(),
    ]
    return "\n\n".join(parts) + "\n"


def _receivers() -> list[str]:
    rows = [
        (
            f"`{one.name}`",
            f"{one.title.sv} (*{one.title.en}*)",
            one.valid_from,
            one.valid_to or "until further notice",
            ", ".join(f"`{name}`" for name in one.formats) or "none",
            one.not_known.en if one.not_known else None,
            cited(one.source),
        )
        for one in receivers().values()
    ]
    titles = ("name", "receiver", "from", "to", "formats we hold", "not known", "source")
    return ["## Receivers", table(titles, rows)]


def _formats() -> list[str]:
    rows = [
        (
            f"`{name}`",
            f"{title.sv} (*{title.en}*)" if (title := getattr(one, "TITLE", None)) else None,
            " ".join(f"`{ending}`" for ending in one.SUFFIXES),
            f"`{model.name}`" if (model := getattr(one, "MODEL", None)) else None,
        )
        for name, one in formats().items()
    ]
    return [
        "## Formats",
        table(("name", "title", "endings", "rows are of"), rows),
        "All are read and written. A format of tables reads any table of its rows, CSV, workbook or Parquet, "
        "by what the file holds. Add one: [a format](../how-to/add-a-format.md), or "
        "[map an export](../how-to/map-an-export.md) without code.",
    ]


def _tables() -> list[str]:
    parts = workbook_parts
    assert code_mended(_NOT_MENDED, Code.HOSPITAL) == _NOT_MENDED
    mended = ", ".join(f"`{text}` in {name} as `{code_mended(text, kind)}`" for name, text, kind in _SPOILT)
    said = [
        (
            "encoding",
            "UTF-8 with or without byte order mark, UTF-16 with one, else Windows-1252: decided by the whole "
            "file, and said",
        ),
        (
            "delimiter",
            "semicolon, comma or tab: the one by which most names of the header are known. Excel's first "
            "line `sep=;` is read past",
        ),
        (
            "days and times",
            ", ".join(f"`{example}`" for example in FORMS.values())
            + "; of `4.3.2019` nobody can tell the month, and it is refused",
        ),
        (
            "spoilt codes",
            f"read as the only code that can have stood there, and told: {mended}. `{_NOT_MENDED}` in "
            "Sjukhus may have been two codes, and is refused",
        ),
        (
            "rows are told",
            "by the line that a row begins on (CSV), as Excel counts them, or as if a header were row 1 "
            "(Parquet)",
        ),
        (
            "limits",
            f"CSV and Parquet of any size, lines of {LONGEST_LINE} characters and {MOST_COLUMNS} columns; "
            f"a workbook of {parts.MAX_BYTES // 1_000_000} MB, a sheet of {parts.MAX_ROWS} rows and "
            f"{parts.MAX_COLUMNS} columns",
        ),
    ]
    return ["## How a table is read", table(("", ""), said)]


def _mappings() -> list[str]:
    keys = docstrings_below(MappingFields)
    places = docstrings_below(AttributeField)
    forms = docstrings_below(DateForm)
    return [
        "## Mapping files",
        "How one is written stands in [Map an export](../how-to/map-an-export.md). The keys of a file:",
        table(("key", "is"), [(f"`{key}`", said) for key, said in keys.items()]),
        "Of each attribute:",
        table(("key", "is"), [(f"`{key}`", said) for key, said in places.items()]),
        f"`dates` is one of these; `codes` may name {', '.join(f'`{name}`' for name in CODE_LISTS)}.",
        table(("dates", "reads"), [(f"`{DateForm[name].value}`", said) for name, said in forms.items()]),
    ]


def _model(model: RowModel) -> list[str]:
    parts = [f"## Rows of `{model.name}`", f"{model.title.sv} (*{model.title.en}*)."]
    if model is CONTACT_ROWS:
        return [*parts, "Every attribute, with its codes: [skr-1.1](skr-1.1.md)."]
    rows = [
        (f"`{name}`", _REQUIRED[one.required], _values(name, model)) for name, one in model.attributes.items()
    ]
    parts.append(table(("attribute", "required", "values"), rows))
    if model is PRIMARY_ROWS:
        parts += [
            "It is ours, not the national format: `SoktKontakt`, `FickKontakt`, `BedomningBehovs` and "
            "`Bedomning` are our names. What is not known:",
            "\n".join(f"- {text.sv} (*{text.en}*)" for text in NOT_KNOWN),
        ]
    if model is EVENT_ROWS:
        kinds = docstrings_below(EventKind)
        parts.append("Of `on` and `at` one must stand. The kinds:")
        parts.append(table(("kind", "is"), [(f"`{kind.value}`", kinds.get(kind.name)) for kind in EventKind]))
    return parts


def _values(name: str, model: RowModel) -> str:
    if name == "kind":
        return "a kind, below"
    if name == "DatatGallerFor":
        return "a month, 2019-09"
    return model.attributes[name].allowed or ("a day or a time" if name in model.days else "text")


def _lost() -> list[str]:
    return [
        "## From events to contacts",
        "A contact made of events (`events/projection.py`) says less than they do. What is lost:",
        "\n".join(f"- {text.sv} (*{text.en}*)" for text in LOST),
    ]
