"""`vardvag limits`: the limits that clocks are run by, and whether a file of one's own can be used."""

from __future__ import annotations

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import Column, emit, format_option, language_option

_KEYS = ("limit", "days", "valid_from", "valid_to", "stands_in", "kind", "confidence")
_TITLES: dict[Language, tuple[str, ...]] = {
    "sv": ("Gräns", "Dagar", "Från", "Till", "Står i", "Vad det är", "Källan är"),
    "en": ("Limit", "Days", "From", "To", "Stands in", "What it is", "The source is"),
}
_COLUMNS = {
    language: [Column(key, title) for key, title in zip(_KEYS, titles, strict=True)]
    for language, titles in _TITLES.items()
}
_CONFIDENCE = {
    "official": Text("officiell", "official"),
    "secondary": Text("sekundär", "secondary"),
    "inferred": Text("härledd", "inferred"),
    "assumption": Text("antagande", "assumption"),
}

EXAMPLE = """\b
Example:
  vardvag limits stockholm"""


@click.command(epilog=EXAMPLE)
@click.argument("name", default="limits", metavar="[NAME|FILE]")
@format_option
@language_option
def command(name: str, output_format: str, language: Language) -> None:
    """Every wording of every limit: the care guarantee's, or those of NAME or of FILE.

    NAME is bup, sou-2022-22 or stockholm.

    Exit code 3, with every fault, when a file of your own cannot be used.
    """
    from vardvag.usecases.list_limits import list_limits

    rows = [
        {
            "limit": row.title,
            "days": row.days,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "stands_in": f"{row.law} {row.paragraph}",
            "kind": row.kind,
            "confidence": _CONFIDENCE[row.confidence],
        }
        for row in list_limits(name)
    ]
    emit(rows, _COLUMNS[language], output_format)
