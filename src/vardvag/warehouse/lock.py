"""One writer at a time: a lock the operating system lets go of when its holder dies, however it dies.

Readers take no lock: they read one manifest and the files it names, which are never changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the one writer's lock of *folder*, which is made if it is not there; waits for its turn."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("a+b") as opened:
        if sys.platform == "win32":
            import msvcrt

            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX)
        yield  # closing the file, or the end of the process, lets go
