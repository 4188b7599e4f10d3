"""The settlement that a page of an agreement is about, from the public part's own data."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from vardvag.usecases.public_cells import cells_of
from vardvag.usecases.show_settlement import ShownSettlement, show_settlement


def cells_file() -> Path:
    """Where regions' cells are kept, in the public part's folder."""
    return cells_of(settings.VARDVAG.data)


def shown_settlement(name: str) -> ShownSettlement:
    """The settlement of the agreement *name*. NotFound, which becomes a page of its own."""
    return show_settlement(name, cells_file())
