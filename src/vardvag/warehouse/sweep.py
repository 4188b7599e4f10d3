"""Remove what the manifest does not name: the rest of what was interrupted, and what has been made anew.

Only files and folders that loads have made, told by their names; what else lies in the store is never
touched. Who sweeps holds the writer's lock. Here does not belong when it is done (`store`, `upgrade`).
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
    named = {store / file for load in manifest.loads for file in load.files}
    folders = {path.parent for path in named}
    swept = 0
    for folder in load_folders(store):
        unnamed = [path for path in files_in(folder) if path not in named]
        if folder not in folders:
            shutil.rmtree(folder)
        else:
            for path in unnamed:
                path.unlink()
            if unnamed:
                sync_folder(folder)
        swept += len(unnamed)
    if (store / FOLDER).is_dir():
        sync_folder(store / FOLDER)
    return swept


def files_in(folder: Path) -> list[Path]:
    """The files that loads have made in the folder of one."""
    return sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name) and path.is_file())
