"""The errors a user can meet, with the exit code each ends in.

    VardvagError
    ├── BadInput           3   the file or the data is wrong; carries every finding at once
    ├── CannotApportion    3   the split asked for has no solution
    ├── WrongUse           2   the command or the call was used wrongly
    │   └── MissingExtra   2   an optional part of Vårdväg is not installed; says the line that installs it
    └── NotFound           2   the thing named does not exist; names the nearest that does

None of them is shown with a traceback. What is not in this tree is a fault of ours, and is. Every one is
said in Swedish and English; `str()` gives the English, for logs and developers.

Beside the tree stands `Unreadable`, a ValueError that a reader of files turns into a finding: it says how
the value is written, in both languages. `WrongKeys` is the same of a mapping whose keys do not go together,
and `Lacking` of one where a key should be there.

Here belong only errors that are told to a user; not findings themselves (see `findings`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from vardvag.base.texts import Language, Text

if TYPE_CHECKING:
    from vardvag.base.findings import Finding


_MANY = 40
"""More names than this are not all listed."""


class VardvagError(Exception):
    """Base of every error that is told to a user without a traceback."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str | Text) -> None:
        self.text = message if isinstance(message, Text) else Text(message, message)
        super().__init__(self.text.en)

    def in_language(self, language: Language) -> str:
        """The message in *language*; the English one where no Swedish was given."""
        return self.text.in_language(language)


class BadInput(VardvagError):
    """Input that cannot be accepted. `findings` holds all that is wrong, not the first thing."""

    def __init__(self, message: str | Text, findings: Sequence[Finding] = ()) -> None:
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
        line = f"pip install 'vardvag[{extra}]'"
        super().__init__(
            Text(
                f"{what} behöver tillägget [{extra}]. Installera det med: {line}",
                f"{what} needs the extra [{extra}]. Install it with: {line}",
            )
        )
        self.extra = extra


class NotFound(VardvagError):
    """A name that does not exist. The message ends with the nearest names that do.

    *kind* says what was looked for: `Text("Region", "region")`, or a word that stands in both languages.
    """

    exit_code = 2

    def __init__(self, kind: str | Text, name: str, known: Iterable[str]) -> None:
        kind = kind if isinstance(kind, Text) else Text(kind, kind)
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        listed = ", ".join(names[:_MANY]) + (" …" if len(names) > _MANY else ".")
        en, sv = f"Known: {listed}", f"Finns: {listed}"
        if near:
            en, sv = f"Did you mean {' or '.join(near)}?", f"Menade du {' eller '.join(near)}?"
        elif not names:
            en, sv = "There are none.", "Det finns inga."
        super().__init__(
            Text(f"{kind.sv}: {name!r} finns inte. {sv}", f"There is no {kind.en} named {name!r}. {en}")
        )
        self.name = name
        self.known = tuple(names)


class Unreadable(ValueError):
    """A text that does not say what was expected of it: an amount, a share, a month, a moment.

    Not a VardvagError, because the reader that met it knows file, row and column and makes a finding of it.
    """

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(sv, en)


class WrongKeys(Unreadable):
    """A mapping whose keys do not go together, whatever they hold."""


class Lacking(WrongKeys):
    """A mapping in which one of *keys* should stand and none does; all else in it may be right."""

    def __init__(self, message: Text, remedy: Text, keys: tuple[str, ...]) -> None:
        super().__init__(remedy.sv, remedy.en)
        self.message = message
        self.keys = keys
