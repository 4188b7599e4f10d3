"""The words an agreement file is written in, and what each may hold: strict YAML.

Every value says where it was read (`source:`, a name from `sources:`), or that no public document says it
(`assumption:`, with the reasoning in Swedish and English), or both: the rule is public, a detail of it is
not. A new kind of condition, key or split is a new model in `condition_words` or `pot_words`, one branch in
`build` and one rule in `judge` or `settle`.

Here does not belong whether names refer to something that exists (`references`), what the words do (`model`),
nor what an amendment or a variant makes of the file (`overlay`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from vardvag.agreements.condition_words import ConditionWords, FactWords
from vardvag.agreements.pot_words import PotWords
from vardvag.agreements.words import Grounded, Name, YearWord, one_of
from vardvag.base.errors import Unreadable
from vardvag.base.fields import Day, Money, SourceField, Strict, TextField

STANDINGS = ("announced", "decided", "in-force", "ended")


class SumWords(Grounded):
    """`sum:` – the whole agreement; the pots must add up to it."""

    amount: Money
    """The whole sum."""


class AnnouncedWords(Grounded):
    """`announced:` – what was announced; `rounded: true` when it was said in round figures."""

    amount: Money
    """What was said."""
    rounded: bool = False
    """Whether it was said in round figures."""


class ValidWords(Grounded):
    """`valid:` – the days between which the agreement holds; without `to`, until further notice."""

    from_: Annotated[Day, Field(alias="from")]
    """The first day."""
    to: Day | None = None
    """The last day; left out, until further notice."""

    @model_validator(mode="after")
    def _in_order(self) -> ValidWords:
        if self.to is not None and self.to < self.from_:
            raise Unreadable(
                f"Skriv ett to som inte är före from ({self.from_})",
                f"Write a to that is not before from ({self.from_})",
            )
        return self


class ChangesWords(Strict):
    """`changes:` – a word that stands here replaces that word of the file whole; an empty one removes it.

    What the words may hold is checked where they land, with the rest of the file.
    """

    title: Any = None
    """Another title."""
    about: Any = None
    """Another description."""
    status: Any = None
    """Another status."""
    valid: Any = None
    """Other days."""
    announced: Any = None
    """Another announcement."""
    sum: Any = None
    """Another sum. Left out, it is what the pots add up to after the change."""
    pots: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """By the name of a pot or a sub-pot: the words to replace in it. An empty word removes what stands there.
    """
    add_pots: tuple[Any, ...] = ()
    """Whole new pots, put last."""
    conditions: dict[str, Any] = Field(default_factory=dict)
    """By name: a whole condition, in place of the one of that name or new."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """By name: a whole fact, likewise."""
    sources: dict[str, Any] = Field(default_factory=dict)
    """By name: a whole source, likewise."""
    others: dict[str, Any] = Field(default_factory=dict)
    """By name: a whole recipient of the agreement's own, likewise."""


class AmendmentWords(Grounded):
    """One entry of `amendments:` – what the parties changed, from a day on."""

    amendment: Name
    """Its name."""
    title: TextField
    """What people call it."""
    effective: Day
    """From which day. `--as-of` an earlier day leaves it out. Amendments stand in the order of their days."""
    changes: ChangesWords
    """What it puts in the file."""


class VariantWords(Grounded):
    """One entry of `variants:` – another reading of the same agreement, settled only when asked for."""

    variant: Name
    """Its name, for `--variant`."""
    title: TextField
    """What the reading is."""
    changes: ChangesWords
    """What it puts in the file, before any amendment."""


class AgreementWords(Strict):
    """A whole file."""

    agreement: Name
    """Its name, the same as the folder's."""
    title: TextField
    """What people call it."""
    parties: tuple[TextField, ...] = Field(min_length=2)
    """Who agreed, two or more."""
    status: Annotated[
        Literal["announced", "decided", "in-force", "ended"], BeforeValidator(one_of(*STANDINGS))
    ]
    """`announced` (told, not yet decided), `decided`, `in-force` or `ended`."""
    years: tuple[YearWord, ...] = Field(min_length=1)
    """Which years its money or its results are about."""
    number: str | None = None
    """The Government's number of the case."""
    signed: Day | None = None
    """The day it was signed or decided."""
    valid: ValidWords | None = None
    """Between which days it holds."""
    replaces: tuple[Name, ...] = ()
    """The names of the agreements it takes the place of."""
    about: TextField
    """Two to four plain sentences in one's own words: what the money is for, and who gets it when."""
    announced: AnnouncedWords | None = None
    """What was announced, where that was said in other words than the sum."""
    sum: SumWords
    """The whole sum."""
    others: dict[Name, TextField] = Field(default_factory=dict)
    """Recipients of its own, by name, that are no region, municipality or SKR."""
    pots: tuple[PotWords, ...] = Field(min_length=1)
    """The pots, in the order of the document. Together they are the sum, exactly."""
    conditions: dict[Name, ConditionWords] = Field(default_factory=dict)
    """The conditions, by the names that `qualify` uses."""
    facts: dict[Name, FactWords] = Field(default_factory=dict)
    """The facts, by the names that conditions, keys, volumes and rankings use."""
    sources: dict[Name, SourceField]
    """The documents, by the names that `source` uses."""
    amendments: tuple[AmendmentWords, ...] = ()
    """What the parties changed later, each from its day on."""
    variants: tuple[VariantWords, ...] = ()
    """Other readings of the same agreement, such as another sum on another page."""
