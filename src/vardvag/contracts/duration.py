"""How long a step takes: minutes of its day, and the calendar days it covers.

A visit covers one day; six weeks without smoking before an operation cover 42. Here does not belong when
the step takes place (`times`), nor what days add up to over a plan (`critical_path`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duration:
    """`days` counts calendar days, the first included; `minutes` is None where nobody has said."""

    days: int = 1
    minutes: int | None = None

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("a step covers at least the day it takes place")
        if self.minutes is not None and self.minutes < 1:
            raise ValueError("a step that takes minutes takes at least one")


ONE_DAY = Duration()
"""What a step takes where nobody has said anything else."""
