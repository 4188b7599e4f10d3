"""Where the public part keeps what it shows: the cells that regions have sent, and the figures published.

Here does not belong sending cells (`send_cells`), settling from them (`show_settlement`), nor publishing
figures (`publish_statistics`).
"""

from __future__ import annotations

from pathlib import Path


def cells_of(data: Path) -> Path:
    """The file of cells in the service's folder *data*."""
    return data / "public" / "cells.csv"


def statistics_of(data: Path) -> Path:
    """The folder of published figures in the service's folder *data*: one file for each measure."""
    return data / "public" / "statistics"
