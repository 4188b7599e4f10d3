"""What a sub-pot takes over from the pot above it: every word it does not state itself.

Here does not belong what the words do. Whoever asks about a pot's rules asks here, not the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vardvag.agreements.pot_words import INHERITED, PotWords
from vardvag.base.definitions import Where


@dataclass(frozen=True, slots=True)
class PotInFile:
    """One pot where it stands: its own words, and its words with what it has taken over.

    `path` is its name after those above it. `collects` names the pot that stated what happens to unearned
    money, whose bonus pot this one feeds if it is to have one.
    """

    where: Where
    own: PotWords
    words: PotWords
    path: str
    collects: str | None

    @property
    def is_leaf(self) -> bool:
        """Whether it is settled by itself."""
        return not self.own.pots


def pots_in_file(pots: tuple[PotWords, ...]) -> Iterator[PotInFile]:
    """Every pot, those with sub-pots before these, in the order of the file."""
    yield from _below(pots, ("pots",), None)


def _below(pots: tuple[PotWords, ...], where: Where, above: PotInFile | None) -> Iterator[PotInFile]:
    for at, own in enumerate(pots):
        words, collects = own, own.pot if own.unearned is not None else None
        path = own.pot
        if above is not None:
            taken = {name: getattr(above.words, name) for name in INHERITED if getattr(own, name) is None} | {
                "year": own.year or above.words.year
            }
            words = own.model_copy(update=taken)
            collects = collects or above.collects
            path = f"{above.path}/{own.pot}"
        one = PotInFile((*where, at), own, words, path, collects)
        yield one
        yield from _below(own.pots, (*where, at, "pots"), one)
