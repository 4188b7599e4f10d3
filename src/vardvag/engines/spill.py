"""Where an engine may put what does not fit in memory: a folder of this process alone, gone with it.

What is spilled is rows of contacts, so nobody else may read it and nothing may be left of it: the folder is
private, is removed when the process ends, and what a killed process left is removed by the next. Here does
not belong what is stored to stay (`warehouse`).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

_PREFIX = "vardvag-spill-"


def spill_folder() -> Path:
    """The folder of this process, made when first asked for, below the system's temporary folder."""
    return _of_process(os.getpid())


@cache
def _of_process(process: int) -> Path:
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{process}-"))
    atexit.register(_remove, folder, process)
    return folder


def _remove(folder: Path, process: int) -> None:
    """At the end of the process that made it; a fork of it ends without."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Remove what processes that are no more have left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdigit() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
