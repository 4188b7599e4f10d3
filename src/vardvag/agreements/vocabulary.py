"""The words an agreement file is written in, and what each may hold: strict YAML.

Every value says where it was read (`source:`, a name from `sources:`), or that no public document says it
(`assumption:`, with the reasoning in Swedish and English), or both: the rule is public, a detail of it is
not. A new kind of condition, key or split is a new model in `condition_words` or `pot_words`, one branch in
`build` and one rule in `judge` or `settle`.

Here does not belong whether names refer to something that exists (`references`), what the words do (`model`),
nor what an amendment or a variant makes of the file (`change`).
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


class AnnouncedWords(Grounded):
    """`announced:` – what was announced; `rounded: true` when it was said in round figures."""

    amount: Money
    rounded: bool = False


class ValidWords(Grounded):
    """`valid:` – the days between which the agreement holds; without `to`, until further notice."""

    from_: Annotated[Day, Field(alias="from")]
    to: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ValidWords:
        if self.to is not None and self.to < self.from_:
            raise Unreadable("to är före from", "to is before from")
        return self


class ChangesWords(Strict):
    """`changes:` – a word that stands here replaces that word of the file whole; an empty one removes it.

    What the words may hold is checked where they land, with the rest of the file.
    """

    title: Any = None
    about: Any = None
    status: Any = None
    valid: Any = None
    announced: Any = None
    sum: Any = None
    pots: dict[str, dict[str, Any]] = Field(default_factory=dict)
    add_pots: tuple[Any, ...] = ()
    conditions: dict[str, Any] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    sources: dict[str, Any] = Field(default_factory=dict)
    others: dict[str, Any] = Field(default_factory=dict)


class AmendmentWords(Grounded):
    """One entry of `amendments:` – what the parties changed, from a day on."""

    amendment: Name
    title: TextField
    effective: Day
    changes: ChangesWords


class VariantWords(Grounded):
    """One entry of `variants:` – another reading of the same agreement, settled only when asked for."""

    variant: Name
    title: TextField
    changes: ChangesWords


class AgreementWords(Strict):
    """A whole file."""

    agreement: Name
    title: TextField
    parties: tuple[TextField, ...] = Field(min_length=2)
    status: Annotated[
        Literal["announced", "decided", "in-force", "ended"], BeforeValidator(one_of(*STANDINGS))
    ]
    years: tuple[YearWord, ...] = Field(min_length=1)
    number: str | None = None
    signed: Day | None = None
    valid: ValidWords | None = None
    replaces: tuple[Name, ...] = ()
    about: TextField
    announced: AnnouncedWords | None = None
    sum: SumWords
    others: dict[Name, TextField] = Field(default_factory=dict)
    pots: tuple[PotWords, ...] = Field(min_length=1)
    conditions: dict[Name, ConditionWords] = Field(default_factory=dict)
    facts: dict[Name, FactWords] = Field(default_factory=dict)
    sources: dict[Name, SourceField]
    amendments: tuple[AmendmentWords, ...] = ()
    variants: tuple[VariantWords, ...] = ()
