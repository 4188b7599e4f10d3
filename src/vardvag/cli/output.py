"""Rows on the way out: as a table for people, or as JSON, CSV or Excel for whatever comes next.

Values are given as they are (`Kronor`, `Fraction`, `date`, `Text`, None) and are shown in the manner of each
form: a table has thousands separated and a dash for what is absent; the other forms hold plain numbers, ISO
dates and nothing for what is absent. The same rows give the same bytes.

CSV and Excel are written by `usecases/write_rows`, which the web has too. Here does not belong rounding,
sorting or deciding what may be published.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

import click

from vardvag.base.errors import WrongUse
from vardvag.base.kronor import NBSP, Kronor
from vardvag.base.texts import Language, Text
from vardvag.cli import LANGUAGE
from vardvag.usecases.write_rows import Column, Row, as_csv, as_xlsx, harmless, plain

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "csv", "xlsx")

__all__ = [
    "FORMATS",
    "Column",
    "Row",
    "Section",
    "current_language",
    "emit",
    "format_option",
    "harmless",
    "language_option",
    "plain",
    "printable",
    "shown",
]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of another kind, below the main ones: `key` names it in JSON, `title` heads it in a table."""

    key: str
    title: Text
    rows: Sequence[Row]
    columns: Sequence[Column]
    notes: Sequence[str | Text] = ()


def format_option(command: F) -> F:
    """Add `--format table|json|csv|xlsx`; the command gets it as `output_format`."""
    option: Callable[[F], F] = click.option(
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print the rows. xlsx needs the output sent to a file.",
    )
    return option(command)


def language_option(command: F) -> F:
    """Add `--language sv|en`; the command gets it as `language`, and errors are told in it."""
    option: Callable[[F], F] = click.option(
        "--language",
        type=click.Choice(["sv", "en"]),
        default="sv",
        show_default=True,
        is_eager=True,
        callback=_remember,
        help="Language of the content.",
    )
    return option(command)


def current_language() -> Language:
    """The language of this call; Swedish outside a command."""
    context = click.get_current_context(silent=True)
    return "en" if context is not None and context.meta.get(LANGUAGE) == "en" else "sv"


def emit(
    rows: Sequence[Row],
    columns: Sequence[Column],
    output_format: str = "table",
    notes: Sequence[str | Text] = (),
    sections: Sequence[Section] = (),
) -> None:
    """Print *rows* to stdout in *output_format*, then *notes* (for CSV: to stderr), then each of *sections*.

    CSV and Excel hold one kind of rows: of a section they get the notes alone. WrongUse when an Excel file
    would be poured onto a terminal. KeyError when a row lacks a column.
    """
    language = current_language()
    said = _said(notes, language)
    if output_format == "json":
        whole: dict[str, object] = _as_json(rows, columns, said, language)
        for one in sections:
            whole[one.key] = _as_json(one.rows, one.columns, _said(one.notes, language), language)
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    if output_format != "table":
        said += [note for one in sections for note in _said(one.notes, language)]
    if output_format == "csv":
        click.echo(as_csv(rows, columns, language), nl=False)
        for note in said:
            click.echo(note, err=True)
    elif output_format == "xlsx":
        stream = sys.stdout.buffer
        if stream.isatty():
            raise WrongUse("An Excel file cannot be shown on a terminal; add > file.xlsx to the command.")
        stream.write(as_xlsx(rows, columns, said, language))
    else:
        click.echo(_as_table(rows, columns, language))
        for note in said:
            click.echo(printable(note))
        for one in sections:
            click.echo(f"\n{one.title.in_language(language)}\n")
            emit(one.rows, one.columns, output_format, one.notes)


def shown(value: object, language: Language = "sv") -> str:
    """A value as people read it: `182 500 000`, `92,0 %` (half up), `ja`, `–` for what is absent."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return {"sv": ("nej", "ja"), "en": ("no", "yes")}[language][value]
    if isinstance(value, Fraction):
        tenths = (abs(value) * 2000 + 1) // 2
        sign = "−" if value < 0 and tenths else ""
        return f"{sign}{tenths // 10}{',' if language == 'sv' else '.'}{tenths % 10}{NBSP}%"
    if isinstance(value, Kronor):
        return value.plain()
    if isinstance(value, int) and not isinstance(value, Enum):
        return Kronor(value).plain()
    return printable(str(plain(value, language)))


def printable(text: str) -> str:
    """The text without characters that could command a terminal."""
    return "".join(sign if sign.isprintable() or sign in f"\n{NBSP}" else "�" for sign in text)


def _remember(context: click.Context, parameter: click.Parameter, value: str) -> str:
    context.meta[LANGUAGE] = value
    return value


def _said(notes: Sequence[str | Text], language: Language) -> list[str]:
    return [note.in_language(language) if isinstance(note, Text) else note for note in notes]


def _as_json(
    rows: Sequence[Row], columns: Sequence[Column], said: list[str], language: Language
) -> dict[str, object]:
    return {
        "rows": [{column.key: plain(row[column.key], language) for column in columns} for row in rows],
        "notes": said,
    }


def _as_table(rows: Sequence[Row], columns: Sequence[Column], language: Language) -> str:
    from rich import box  # lazily: takes longer to import than most commands take to run
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Styled

    terminal = sys.stdout.isatty()
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold" if terminal else ""
    )
    for column in columns:
        table.add_column(Styled(printable(column.title)), justify="right" if column.right else "left")
    for row in rows:
        table.add_row(*(Styled(shown(row[column.key], language)) for column in columns))
    buffer = io.StringIO()
    width = None if terminal else 10_000  # a pipe has no width: nothing is cut or folded
    Console(
        file=buffer, force_terminal=terminal, color_system="auto" if terminal else None, width=width
    ).print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()).strip("\n")
