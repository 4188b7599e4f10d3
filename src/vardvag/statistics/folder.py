"""Definitions found by listing a folder: a new measure, or a new exclusion policy, is a new file.

Here belongs finding and reading the files; what their keys mean is `measure` and `policy`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vardvag.base.definitions import Definition, read_definition
from vardvag.base.errors import BadInput
from vardvag.base.texts import Text

SUPPLIED = "supplied"
"""What `counts` says in the file of a measure whose numbers somebody supplies."""


def definitions_in(folders: Iterable[Path], *, supplied: bool = False) -> dict[str, Definition]:
    """Every `*.yaml` of *folders* by its id, which is the file's name without the ending.

    Without the measures whose numbers are supplied (`counts: supplied`); or those alone, where *supplied*.
    BadInput for a folder that is not there and for an id that two folders define: an issued definition is
    never redefined, give the new one another name.
    """
    found: dict[str, Definition] = {}
    for folder in folders:
        if not folder.is_dir():
            raise BadInput(
                Text(f"{folder} är ingen mapp med definitioner", f"{folder} is not a folder of definitions")
            )
        for path in sorted(folder.glob("*.yaml")):
            definition = read_definition(path)
            if path.stem in found:
                raise BadInput(
                    Text(f"{path.stem} är definierad två gånger", f"{path.stem} is defined twice"),
                    [
                        definition.finding(
                            (),
                            "defined-twice",
                            Text(
                                f"{path.stem} finns redan i {found[path.stem].path.parent}",
                                f"{path.stem} exists already in {found[path.stem].path.parent}",
                            ),
                            Text("Ge filen ett annat namn", "Give the file another name"),
                        )
                    ],
                )
            found[path.stem] = definition
    return {name: one for name, one in found.items() if is_supplied(one) is supplied}


def is_supplied(definition: Definition) -> bool:
    """Whether it is of a measure whose numbers are supplied (`supplied`), and not counted from contacts."""
    return isinstance(definition.data, dict) and definition.data.get("counts") == SUPPLIED
