"""A sample of the files that `make fuzz` makes ten thousand of: no traceback, no krona lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import fuzz_agreements
from agreement_mutations import Mutations, seeds

SEED = 2026


@pytest.mark.parametrize("first", range(0, 150, 50))
def test_no_file_gives_a_traceback(first: int, tmp_path: Path) -> None:
    done = fuzz_agreements.run(range(first, first + 50), SEED, tmp_path)
    assert done.wrong == {}
    # Both ways are tried: what is refused, and what is settled, explained and changed.
    assert 5 < done.accepted < 45
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_goes_wrong_is_kept_and_its_number_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journey(path: Path, random: Random) -> bool:
        raise KeyError(path.name)

    monkeypatch.setattr(fuzz_agreements, "journey", journey)
    done = fuzz_agreements.run([7], SEED, tmp_path)
    assert "KeyError" in done.wrong[7]
    assert [path.name for path in tmp_path.iterdir()] == [f"{SEED}-7.yaml"]


def test_a_number_gives_the_same_file_again() -> None:
    first, again = (Mutations(seeds()).file(Random("2026/3")) for _ in range(2))
    assert first == again
