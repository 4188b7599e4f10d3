"""Ten thousand files that nobody would write: no traceback, no hang, no krona lost.

Usage: `.venv/bin/python tests/fuzz_agreements.py --files 10000 --seed 1`. A file that goes wrong is kept in
build/fuzz, and the number that makes it again is printed: `--seed 1 --only 4711`. Ends with 1 when any did.

How the files are made stands in `agreement_mutations`, what is done with each in `agreement_journey`, how
they are run and counted in `fuzzing`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import fuzzing
from agreement_journey import journey
from agreement_mutations import Mutations, seeds


def run(numbers: Iterable[int], seed: int, folder: Path, tell: fuzzing.Tell = lambda _: None) -> fuzzing.Run:
    """Make and try the files of *numbers*, written in *folder*; one that goes wrong stays there."""
    mutations = Mutations(seeds())

    def make(stem: Path, random: Random) -> Path:
        path = stem.with_suffix(".yaml")
        path.write_bytes(mutations.file(random))
        return path

    return fuzzing.run(numbers, seed, folder, make, journey, tell)


if __name__ == "__main__":
    sys.exit(fuzzing.main(__doc__.split("\n")[0], 10_000, run))
