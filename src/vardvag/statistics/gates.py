"""The gates of the months asked for: what `figure_gate` must know of a month, counted whole from the cube."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from vardvag.base.days import Month
from vardvag.base.regions import NATIONAL
from vardvag.statistics.figure_cells import Coverage, Question, coverage_of, grids
from vardvag.statistics.figure_gate import Lengths, MonthGate, finest
from vardvag.statistics.hiding import At


def gates(question: Question, fewest: int) -> Mapping[Month, MonthGate]:
    """By month, what may be shown of it: of every region and the country, whichever of them is asked for.

    *fewest*: the measure's rule; 1 hides nothing.
    """
    coverage = coverage_of(question)
    whole = lengths_of(replace(question, cut=None), coverage)
    of_cut = lengths_of(question, coverage) if question.cut else {}
    return {
        month: MonthGate(
            {place: lengths for (place, _), lengths in whole.get(month, {}).items()},
            of_cut.get(month, {}),
            question.measure.limit,
            fewest,
        )
        for month in question.months
    }


def lengths_of(question: Question, coverage: Coverage) -> Mapping[Month, dict[At, Lengths]]:
    """By month, how many of each place (and value of the cut) waited how long, where anybody did."""
    days, found = finest(question.measure.limit), dict[Month, dict[At, Lengths]]()
    for keys, grid in grids(question, coverage):
        places = [*(grid.place(day) for day in days), grid.place(None)]
        upto = [grid.at(place, question.policy, question.measure.limit) for place in places]
        numbers = np.diff(np.stack([np.zeros_like(upto[0]), *upto], axis=2), axis=2)
        for group, at in np.argwhere(upto[-1] > 0):
            (place, value), month = keys[group], question.months[at]
            if place == NATIONAL or place in coverage[month]:
                cut = f"{question.cut.id}={value}" if question.cut else None
                lengths = Lengths(days, tuple(int(one) for one in numbers[group, at]))
                found.setdefault(month, {})[place, cut] = lengths
    return found
