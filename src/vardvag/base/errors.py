"""The errors a user can meet, with the exit code each ends in.

    VardvagError
    ├── BadInput           3   the file or the data is wrong; carries every finding at once
    ├── CannotApportion    3   the split asked for has no solution
    ├── WrongUse           2   the command or the call was used wrongly
    │   └── MissingExtra   2   an optional part of Vårdväg is not installed; says the line that installs it
    └── NotFound           2   the thing named does not exist; names the nearest that does

None of them is shown with a traceback. What is not in this tree is a fault of ours, and is.
Here belong only errors that are told to a user; not findings themselves (see `findings`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from vardvag.base.findings import Finding


class VardvagError(Exception):
    """Base of every error that is told to a user without a traceback."""

    exit_code: ClassVar[int] = 3


class BadInput(VardvagError):
    """Input that cannot be accepted. `findings` holds all that is wrong, not the first thing."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings: tuple[Finding, ...] = tuple(findings)


class CannotApportion(VardvagError):
    """A pot cannot be split as asked: no weight, or floors and caps that leave no solution."""


class WrongUse(VardvagError):
    """The command, or a function, was used in a way that has no meaning."""

    exit_code = 2


class MissingExtra(WrongUse):
    """A part of Vårdväg that this needs is not installed."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs the extra [{extra}]. Install it with: pip install 'vardvag[{extra}]'")
        self.extra = extra


class NotFound(VardvagError):
    """A name that does not exist. The message ends with the nearest names that do."""

    exit_code = 2

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else f" Known: {', '.join(names)}."
        super().__init__(f"There is no {kind} named {name!r}.{hint}")
        self.name = name
        self.known = tuple(names)
