"""Bring a store of contacts, received by an earlier version, up to date with the cubes of today."""

from __future__ import annotations

from pathlib import Path

from vardvag.statistics.cube import CUT_STEPS, cube_steps
from vardvag.warehouse.upgrade import upgrade


def upgrade_store(path: Path) -> int:
    """How many loads of the store in *path* were changed; all of those that had to be, or none.

    BadInput when the store is damaged. Readers are not disturbed; writers wait.
    """
    return upgrade(path, cube_steps, CUT_STEPS)
