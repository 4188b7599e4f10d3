"""The typeface, served by us from its own package: Source Sans Pro, SIL Open Font License 1.1.

The files are not copied into this repository; they are found where the package keeps them. The licence is
served with them, as it asks to be.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import FileSystemStorage

import vardvag


def _font_folder() -> Path:
    # Found, not imported: the package lists its files with a glob each time it is imported.
    found = importlib.util.find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("font_source_sans_pro is not installed; it comes with the extra [service]")
    return Path(found.origin).parent / "files"


FONT_FOLDER = _font_folder()
FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "LICENSE.txt")
"""Two weights, and the licence."""


class FontFinder(BaseFinder):
    """Finds `fonts/<file>` in the font's package."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=str(FONT_FOLDER))
        self.storage.prefix = "fonts"  # type: ignore[attr-defined]  # how Django's finders name the folder

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure, so nothing to complain of."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file that *path* names, or an empty list."""
        name = path.removeprefix("fonts/").removeprefix("fonts\\")
        found = str(FONT_FOLDER / name) if path.startswith("fonts") and name in FONT_FILES else None
        if find_all:
            return [found] if found else []
        return found or []

    def list(self, ignore_patterns: Any) -> Iterator[Any]:
        """Every file with where it is kept."""
        for name in FONT_FILES:
            yield name, self.storage


class VersionedStatic(StaticFilesStorage):
    """Static addresses that change with the version, so that a browser never shows an old style."""

    def url(self, name: str | None) -> str:
        """The address of a static file."""
        return f"{super().url(name)}?v={vardvag.__version__}"
