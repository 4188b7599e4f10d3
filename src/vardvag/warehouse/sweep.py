"""Remove what the manifest does not name: the rest of what was interrupted, and what has been made anew.

Only files and folders that loads have made, told by their names; what else lies in the store is never
touched. Who sweeps holds the writer's lock. Here does not belong when it is done (`store`, `upgrade`,
`remove`).
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from vardvag.warehouse.durable import sync_folder
from vardvag.warehouse.manifest import FOLDER, Manifest, load_folders

_OURS = re.compile(r"(contacts|superseded|attached|cube|cut)\b.*\.parquet")


def sweep(store: Path, manifest: Manifest) -> int:
    """Remove every file of a load that *manifest* does not name, durably; how many they were."""
    unnamed = unnamed_files(store, manifest)
    for path in unnamed:
        path.unlink()
    kept = {(store / file).parent for load in manifest.loads for file in load.files}
    for folder in load_folders(store):
        if folder not in kept:
            shutil.rmtree(folder)
    for folder in {path.parent for path in unnamed} & kept:
        sync_folder(folder)
    if (store / FOLDER).is_dir():
        sync_folder(store / FOLDER)
    return len(unnamed)


def unnamed_files(store: Path, manifest: Manifest) -> list[Path]:
    """The files that loads have made and *manifest* does not name."""
    named = {store / file for load in manifest.loads for file in load.files}
    return [
        path
        for folder in load_folders(store)
        for path in sorted(folder.iterdir())
        if path not in named and _OURS.fullmatch(path.name) and path.is_file()
    ]
