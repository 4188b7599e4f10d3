"""An explanation as data: a tree from a result down to the cell and the source it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vardvag.base.dated import Source


@dataclass(frozen=True)
class Branch:
    """One step of why. `title` says what, `worth` the figure, `detail` how it follows from its `children`.

    Whether it is an assumption comes from the source itself, or from `assumption` where there is none.
    """

    title: str
    worth: str = ""
    detail: str = ""
    source: Source | None = None
    children: Sequence[Branch] = ()
    assumption: bool = False

    @property
    def assumed(self) -> bool:
        """True when no public document says it."""
        return self.assumption or (self.source is not None and self.source.is_assumption)
