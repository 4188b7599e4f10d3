"""A month as it is written in a command: 2019-09."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vardvag.base.days import Month


def month_named(text: str) -> Month:
    """The month *text*. WrongUse, which is told without a traceback, for any other text."""
    from vardvag.base.days import Month
    from vardvag.base.errors import Unreadable, WrongUse

    try:
        return Month.parse(text)
    except Unreadable as problem:
        raise WrongUse(problem.text) from problem
