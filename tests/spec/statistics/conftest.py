"""Every way of counting, for the worked examples: those that need nothing opened, and each open engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engines_at_hand import OPENED, EnginesAtHand
from vardvag.engines.open_engine import OpenEngine
from vardvag.statistics.counting import ENGINES


@pytest.fixture(params=[*ENGINES, *(f"{name} from contacts" for name in OPENED)])
def way(request: pytest.FixtureRequest, engines: EnginesAtHand) -> Iterator[str | OpenEngine]:
    """A way by its name, or an engine that is open and counts from the contacts on."""
    name, _, opened = request.param.partition(" ")
    if not opened:
        yield name
        return
    with engines.open(name) as session:
        yield session
