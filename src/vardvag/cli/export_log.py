"""`vardvag export-log`: the log as a file that anybody can verify."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

EXAMPLE = """\b
Example:
  vardvag export-log log-2026-11.jsonl && vardvag verify-log log-2026-11.jsonl --key log.pub"""


@click.command(epilog=EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--log", "name", default="care", show_default=True, help="Which log: care or region.")
def command(file: Path, name: str) -> None:
    """Write the log to FILE, which must not be there already: one line for each row and each checkpoint.

    The file holds who looked at whose data. Handle it as the log itself: only its owner can read it.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag export-log")
    from vardvag.service.log_key import open_log
    from vardvag.usecases.seal_log import export_log

    with open_log(name) as log:
        lines = export_log(log)
        file.touch(mode=0o600, exist_ok=False)
        with file.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(lines)
