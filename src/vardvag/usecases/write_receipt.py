"""Write a receipt of a settlement to a file, and read one back.

It holds unsuppressed facts: it is for the parties.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vardvag.agreements.receipt import FORMAT, as_json, receipt
from vardvag.agreements.settle import Settlement
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text


def write_receipt(settlement: Settlement, path: Path) -> None:
    """Write the receipt of *settlement* to *path*."""
    path.write_text(as_json(receipt(settlement)), encoding="utf-8")


def read_receipt(path: Path) -> dict[str, Any]:
    """The receipt in the file at *path*. BadInput when it is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise BadInput(Text(f"{path} kan inte läsas: {why}", f"{path} cannot be read: {why}")) from problem
    except (ValueError, RecursionError) as problem:
        raise BadInput(
            Text(
                f"{path} är inte ett kvitto; ge filen som --receipt-out skrev",
                f"{path} is not a receipt; give the file that --receipt-out wrote",
            )
        ) from problem
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadInput(Text(f"{path} är inget kvitto ({FORMAT})", f"{path} is not a receipt ({FORMAT})"))
    return data
