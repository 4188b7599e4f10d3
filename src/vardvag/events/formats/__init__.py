"""One reader and writer per format. A new format is a new module here.

A module is a format when it has a versioned `NAME` (`skr-1.1`), `SUFFIXES`, `read` and `write`; it is found
by being in this folder. Here does not belong what a right value is: that is `events/checks`.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import cast

from vardvag.base.errors import NotFound, WrongUse
from vardvag.base.texts import Text
from vardvag.events.formats.reading import Format, Reading, RowFormat, Rows, read_rows

__all__ = ["Format", "Reading", "RowFormat", "Rows", "format_named", "formats", "read_rows"]


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every format by its name. ValueError when two modules claim the same name."""
    found: dict[str, Format] = {}
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        if not hasattr(module, "NAME"):
            continue
        if module.NAME in found:
            raise ValueError(f"two modules are the format {module.NAME!r}")
        found[module.NAME] = cast(Format, module)
    return MappingProxyType(found)


def format_named(name: str) -> Format:
    """The format called *name*, the one in the Python file *name* (`my_format.py`), or the one that a mapping
    file makes (`my-export.yaml`).

    NotFound names the formats that exist; WrongUse says what a Python file lacks to be one, and BadInput what
    is wrong with a mapping.
    """
    if name.endswith(".py"):
        return _from_file(Path(name))
    if name.endswith((".yaml", ".yml")):
        from vardvag.events.formats.mapping.reader import mapped_format

        return mapped_format(Path(name))
    if name not in formats():
        raise NotFound(Text("Format", "format"), name, formats())
    return formats()[name]


def _from_file(path: Path) -> Format:
    """A format that lives outside Vårdväg, in a file of its own."""
    if not path.is_file():
        raise WrongUse(Text(f"Det finns ingen fil {path}.", f"There is no file {path}."))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lacking = [name for name in ("NAME", "SUFFIXES", "read", "write") if not hasattr(module, name)]
    if lacking:
        names = ", ".join(lacking)
        raise WrongUse(
            Text(f"{path} är inget format: {names} saknas.", f"{path} is not a format: it lacks {names}.")
        )
    return cast(Format, module)
