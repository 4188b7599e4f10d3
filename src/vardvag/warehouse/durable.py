"""Files that are whole or absent after a crash: write aside, sync, rename, sync the folder.

Here belongs how bytes reach the disk; not which bytes, and not who may write (`lock`).
"""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Wait until the contents of *path* are on the disk."""
    with path.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in *path* are on the disk. Systems without folder handles do it by themselves."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(path: Path) -> None:
    """Wait until every file and name in and under *path*, and the name of *path* itself, are on the disk."""
    for folder, _, files in os.walk(path):
        for name in files:
            sync_file(Path(folder) / name)
        sync_folder(Path(folder))
    sync_folder(path.parent)


def replace_durably(path: Path, contents: bytes) -> None:
    """Give *path* new contents in one step: a reader, or a crash, meets the old ones or the new ones."""
    aside = path.with_name(f"{path.name}.new")
    aside.write_bytes(contents)
    sync_file(aside)
    aside.replace(path)
    sync_folder(path.parent)
