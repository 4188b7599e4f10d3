"""`--mapping`: a file that says which column of an export holds what, in place of a format's name."""

from __future__ import annotations

from pathlib import Path

import click

from vardvag.base.errors import WrongUse
from vardvag.base.texts import Text

mapping_option = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="Read an export by this mapping of its columns, instead of by a format.",
)


def named_format(contact_format: str | None, mapping: Path | None) -> str | None:
    """The name that a format is asked for by. WrongUse when both are given, or it is no YAML file."""
    if mapping is None:
        return contact_format
    if contact_format is not None:
        raise WrongUse(
            Text(
                "Ange --mapping eller --contact-format, inte båda.",
                "Give --mapping or --contact-format, not both.",
            )
        )
    if mapping.suffix not in (".yaml", ".yml"):
        raise WrongUse(
            Text(
                f"{mapping} är ingen mappning: den slutar på .yaml.",
                f"{mapping} is no mapping: it ends in .yaml.",
            )
        )
    return str(mapping)
