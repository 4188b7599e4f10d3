"""Where the public part keeps the cells that regions have sent: one place, for who sends and for who shows.

Here does not belong sending them (`send_cells`) nor settling from them (`show_settlement`).
"""

from __future__ import annotations

from pathlib import Path


def cells_of(data: Path) -> Path:
    """The file of cells in the service's folder *data*."""
    return data / "public" / "cells.csv"
