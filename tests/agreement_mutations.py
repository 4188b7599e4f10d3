"""Agreement files made wrong, or right in another way: by their tree, their text and their bytes.

Every mutation is drawn from a `Random`, so that a number gives the same file again. Here does not belong what
is then done with the file (`agreement_journey`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

import yaml

from agreement_trees import TREE_CHANGES, misspelt, pool_of
from odd_values import ODD
from vardvag.agreements.catalogue import CATALOGUE
from vardvag.agreements.pots_as_read import add_up
from vardvag.base.yaml_text import read_yaml

FILES = Path(__file__).parent / "spec" / "agreements" / "files"


def seeds() -> dict[str, str]:
    """The files that are mutated: every agreement of the catalogue, and those that prove the vocabulary."""
    paths = [*sorted(CATALOGUE.glob("*/agreement.yaml")), *sorted(FILES.glob("*.yaml"))]
    return {
        path.parent.name if path.stem == "agreement" else path.stem: path.read_text("utf-8") for path in paths
    }


class Mutations:
    """Makes file after file out of *texts*."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = list(texts.values())
        self.trees = [read_yaml(text, "seed").data for text in self.texts]
        self.pool = pool_of(self.trees)

    def file(self, random: Random) -> bytes:
        """One file: its tree changed up to four times, or its text, or both."""
        number = random.randrange(len(self.texts))
        text = self.texts[number]
        if random.random() < 0.75:
            tree = copy.deepcopy(self.trees[number])
            for _ in range(random.randint(1, 4)):
                random.choice(TREE_CHANGES)(self.pool, tree, random)
            if random.random() < 0.7:
                add_up(tree, ())
            text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000)
        if random.random() < 0.35:
            for _ in range(random.randint(1, 3)):
                text = random.choice(TEXT_CHANGES)(self.texts, text, random)
        raw = text.encode("utf-8", "surrogatepass")
        return damaged(raw, random) if random.random() < 0.05 else raw


def lines(_: Sequence[str], text: str, random: Random) -> str:
    """A line swapped, doubled, dropped, or moved in or out."""
    told = text.split("\n")
    one, other = random.randrange(len(told)), random.randrange(len(told))
    match random.randrange(5):
        case 0:
            told[one], told[other] = told[other], told[one]
        case 1:
            told.insert(other, told[one])
        case 2:
            del told[one]
        case 3:
            told[one] = random.choice(["  ", "\t", " ", "- "]) + told[one]
        case _:
            told[one] = told[one].removeprefix("  ")
    return "\n".join(told)


def sign(_: Sequence[str], text: str, random: Random) -> str:
    """Something odd in the middle of it."""
    where = random.randrange(len(text) + 1)
    return text[:where] + random.choice(ODD) + text[where + random.randrange(3) :]


def key(_: Sequence[str], text: str, random: Random) -> str:
    """A key misspelt, the value left alone."""
    return _replaced(text, r"[a-z_]+(?=:)", random, lambda word: misspelt(word, random))


def value(_: Sequence[str], text: str, random: Random) -> str:
    """A value that is another's, or something odd."""
    values = re.findall(r"(?<=: )[^\n{}\[\],]+", text)
    new = random.choice(values) if values and random.random() < 0.5 else random.choice(ODD)
    return _replaced(text, r"(?<=: )[^\n{}\[\],]+", random, lambda _: new)


def line_ends(_: Sequence[str], text: str, random: Random) -> str:
    """Lines that end otherwise."""
    return text.replace("\n", random.choice(["\r\n", "\r", "\u2028", "\n\n", "\n\t"]))


def anchors(_: Sequence[str], text: str, random: Random) -> str:
    """What YAML allows and definitions do not."""
    return text.replace(": ", random.choice([": &a ", ": *a ", ": !!int ", ": ! "]), random.randint(1, 3))


def merge(texts: Sequence[str], text: str, random: Random) -> str:
    """The beginning of one file and the end of another, or one after the other."""
    other = random.choice(texts)
    cut, rest = random.randrange(len(text) + 1), random.randrange(len(other) + 1)
    return random.choice([text[:cut] + other[rest:], f"{text}\n{other}", f"{text}\n---\n{other}", text[:cut]])


TEXT_CHANGES: tuple[Callable[[Sequence[str], str, Random], str], ...] = (
    *(lines, sign, key, value, line_ends, anchors, merge),
)


def damaged(raw: bytes, random: Random) -> bytes:
    """A few bytes flipped, lost or put in."""
    data = bytearray(raw)
    for _ in range(random.randint(1, 6)):
        where = random.randrange(len(data) + 1)
        data[where : where + random.randrange(3)] = random.randbytes(random.randrange(3))
    return bytes(data)


def _replaced(text: str, pattern: str, random: Random, new: Callable[[str], str]) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    one = random.choice(found)
    return text[: one.start()] + new(one[0]) + text[one.end() :]
