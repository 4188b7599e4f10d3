"""An explanation as data: a tree from a result down to the cell and the source it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vardvag.base.dated import Source


@dataclass(frozen=True)
class Branch:
    """One step of why. `title` says what, `worth` the figure, `detail` how it follows from its `children`.

    Where it was read: `source`, or several in `sources`. Whether it is an assumption comes from them, or from
    `assumption` where there is none.
    """

    title: str
    worth: str = ""
    detail: str = ""
    source: Source | None = None
    children: Sequence[Branch] = ()
    assumption: bool = False
    sources: Sequence[Source] = ()

    @property
    def grounds(self) -> tuple[Source, ...]:
        """Every source, each once."""
        return tuple(dict.fromkeys((*((self.source,) if self.source else ()), *self.sources)))

    @property
    def assumed(self) -> bool:
        """True when no public document says it, or says only a part of it."""
        return self.assumption or any(source.is_assumption for source in self.grounds)
