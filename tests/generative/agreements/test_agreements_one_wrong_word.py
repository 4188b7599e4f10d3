"""One wrong word in a right file: it is told where it stands, and brings about next to nothing else."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from agreement_mutations import seeds
from agreement_trees import at, places
from vardvag.agreements.build import build
from vardvag.base.definitions import parse_definition
from vardvag.base.errors import BadInput

FILES = seeds()


@pytest.mark.parametrize("name", FILES)
def test_one_wrong_word_is_told_where_it_stands(name: str) -> None:
    definition = parse_definition(FILES[name], Path(name))
    random = Random(name)
    for where in random.sample([place for place in places(definition.data) if len(place) > 1], 12):
        wrong = random.choice(["two words", -7, {"one": "two words"}, None])
        tree = copy.deepcopy(definition.data)
        at(tree, where[:-1])[where[-1]] = wrong
        try:
            build(replace(definition, data=tree))
        except BadInput as refused:
            told = [finding.column or "" for finding in refused.findings]
        else:
            continue  # a text may say anything, and many a word may be left out
        place = ".".join(map(str, where))
        # What is taken away may be missed elsewhere only: a name, a sum, a word that sub-pots take over.
        near = [column for column in told if column.startswith(place) or place.startswith(column)]
        others = [column for column in told if column not in near]
        assert near or wrong is None, (where, wrong, told)
        assert len(others) <= 4, (where, wrong, told)
