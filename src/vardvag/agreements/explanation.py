"""Why an amount is what it is: a tree down to every cell.

Each node has a value, the rule that gave it, the operation by which its children give it, the inputs and the
parameter of the rule, and where the rule and the figures were read. What rests on an assumption says so.

Here belongs the shape of the tree. Building it from a settlement stands in `explain_part` and
`explain_condition`, how it is shown in `explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from vardvag.base.dated import Source
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

Explained = Kronor | Fraction | int | bool | str | None
"""What a node can say: money, a share, a number, a yes or no, a word; None is *not known*."""


class Operation(StrEnum):
    """How a node's value follows from its children."""

    SUM = "sum"
    """Add the children (those of NOT_TERMS among them are no terms)."""
    APPORTION = "apportion"
    """`fixed` if there is one, + `pot` × `weight` / `total-weight` in whole kronor, + `rounding`."""
    PORTION = "portion"
    """The first child × the parameter, in whole kronor."""
    LEAST = "least"
    """The smaller of the first two children."""
    PRODUCT = "product"
    """The parameter, a price, × the first child, a number."""
    ABOVE = "above"
    """The children marked `counted` added, less those marked `reference`; not below 0."""
    GIVEN = "given"
    """What the first child says: the amount is decided elsewhere."""
    NOTHING = "nothing"
    """0 kr: the conditions are not met, or the agreement bars the recipient."""
    UNDETERMINED = "undetermined"
    """Facts are missing, here or for others whose shares decide this one."""
    POT = "pot"
    FIXED = "fixed"
    WEIGHT = "weight"
    TOTAL_WEIGHT = "total-weight"
    ROUNDING = "rounding"
    UNEARNED = "unearned"
    """What happens to the money of those that do not qualify; has no value of its own."""
    RANK = "rank"
    """The place among all by a value; those down to the parameter share what is not earned."""
    EARMARK = "earmark"
    """What of the amount is for something."""
    ANY = "any"
    ALL = "all"
    JUDGED = "judged"
    """Every child is yes, or a day no later than the parameter."""
    AT_LEAST = "at-least"
    """Every child reaches the parameter; or, as the input `over` says, their mean or all numbers together."""
    IMPROVED = "improved"
    """The first child exceeds the second × (1 + the parameter), or the second + the parameter in points."""
    FEWER = "fewer"
    """The first child is below the second × (1 - the parameter)."""
    LADDER = "ladder"
    """The first child has risen from the second so far that the parameter, a part of the share, is earned."""
    CELL = "cell"


NOT_TERMS = frozenset(
    {
        *(Operation.EARMARK, Operation.RANK, Operation.UNEARNED, Operation.ANY, Operation.ALL),
        *(Operation.WEIGHT, Operation.TOTAL_WEIGHT),
    }
)
"""Children that say something about a sum without being added."""


NO_INPUTS: Mapping[str, Explained] = MappingProxyType({})


class Explanation(NamedTuple):
    """One node.

    `sources` are for the rule or, in a cell, the figure; an assumption among them has its reasoning.
    """

    value: Explained
    rule: Text
    operation: Operation
    children: tuple[Explanation, ...] = ()
    sources: tuple[Source, ...] = ()
    parameter: Explained = None
    inputs: Mapping[str, Explained] = NO_INPUTS

    @property
    def assumption(self) -> bool:
        """True when this very node is assumed, wholly or in part."""
        return any(source.is_assumption for source in self.sources)

    @property
    def rests_on_assumption(self) -> bool:
        """True when this node or anything below it is assumed."""
        return any(node.assumption for node in self.walk())

    def walk(self) -> Iterator[Explanation]:
        """This node and all below it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()
