"""Publication under attack: all policies, limits, bands and two publications put together tell of no few."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vardvag.base.regions import NATIONAL
from vardvag.statistics.open_gate import Before, Layer, hidden_places

FEWEST = 5
TIMES = 4
"""0–30, 31–60, 61–90 and longer; the limits are 60 and 90."""
CODES = 3
"""None, patient-chosen, medical."""

SPLIT = [(0, 1), (2,), (3,)]
POLICIES = {"pvv": [0, 2], "nobody": [0, 1, 2], "pvv-mov": [0]}
MAIN = "pvv"

Counts = np.ndarray
"""By region, deviation code and time."""


@dataclass(frozen=True)
class Publication:
    """What was counted, and what is hidden of it."""

    counts: Counts
    hidden: dict[Layer, frozenset[str]]


def places(counts: Counts) -> dict[str, list[int]]:
    """The regions of each place."""
    found = {str(n): [n] for n in range(len(counts))}
    return {**found, NATIONAL: list(range(len(counts)))}


def sets_of(layer: Layer) -> list[list[tuple[int, int]]]:
    """The numbers that a layer shows of a place, each as the codes and times that it adds up."""
    if layer is Layer.BANDS:
        return [[(code, time) for code in POLICIES[MAIN]] for time in range(TIMES)]
    names = [MAIN] if layer is Layer.MAIN else [name for name in POLICIES if name != MAIN]
    return [[(c, t) for c in POLICIES[name] for t in times] for name in names for times in SPLIT]


def parts_of(layer: Layer) -> list[list[tuple[int, int]]]:
    """The parts that no number of the layer divides."""
    if layer is Layer.OTHERS:
        return [[(code, time) for time in times] for code in range(CODES) for times in SPLIT]
    return sets_of(layer)


def added(counts: Counts, regions: list[int], members: list[tuple[int, int]]) -> int:
    return int(sum(counts[region, code, time] for region in regions for code, time in members))


def publish(counts: Counts, before: Publication | None = None) -> Publication | None:
    """As the module under test decides; None when the month cannot be published."""
    layers = {
        layer: {
            place: tuple(added(counts, regions, members) for members in parts_of(layer))
            for place, regions in places(counts).items()
        }
        for layer in Layer
    }
    known = {}
    if before is not None:
        for layer, (place, regions) in itertools.product(Layer, places(counts).items()):
            same = all(
                added(counts, regions, one) == added(before.counts, regions, one) for one in sets_of(layer)
            )
            known[layer, place] = Before(place not in before.hidden[layer], same)
    hidden = hidden_places(layers, FEWEST, known)
    return None if hidden is None else Publication(counts, dict(hidden))


def shown(publication: Publication, offset: int, width: int) -> list[np.ndarray]:
    """Every number that is shown, as the unknowns that it adds up."""
    rows = []
    for layer in Layer:
        for place, regions in places(publication.counts).items():
            if place not in publication.hidden[layer]:
                rows += [unknowns(publication, regions, members, offset, width) for members in sets_of(layer)]
    return rows


def unknowns(
    publication: Publication, regions: list[int], members: list[tuple[int, int]], offset: int, width: int
) -> np.ndarray:
    row = np.zeros(width)
    for region in regions:
        for code, time in members:
            row[offset + np.ravel_multi_index((region, code, time), publication.counts.shape)] = 1
    return row


def follow(publications: list[Publication]) -> list[tuple[int, str, int]]:
    """The few that whoever has kept every publication can work out: which of them, the place, how many.

    She knows which regions have sent nothing new between two of them.
    """
    size = publications[0].counts.size
    width = size * len(publications)
    known = [row for n, one in enumerate(publications) for row in shown(one, n * size, width)]
    for n, (first, second) in enumerate(itertools.pairwise(publications)):
        for region in range(len(first.counts)):
            if (first.counts[region] == second.counts[region]).all():
                for at in range(size // len(first.counts)):
                    row = np.zeros(width)
                    start = region * (size // len(first.counts)) + at
                    row[n * size + start], row[(n + 1) * size + start] = 1, -1
                    known.append(row)
    # What follows is what no solution without shown numbers changes.
    _, sizes, rows = np.linalg.svd(np.array(known) if known else np.zeros((1, width)))
    free = rows[np.count_nonzero(sizes > 1e-9) :]
    found = []
    for n, one in enumerate(publications):
        for layer in Layer:
            for place, regions in places(one.counts).items():
                for members in [*sets_of(layer), *parts_of(layer)]:
                    number = added(one.counts, regions, members)
                    if 0 < number < FEWEST:
                        target = unknowns(one, regions, members, n * size, width)
                        if np.abs(free @ target).max(initial=0) < 1e-9:
                            found.append((n, place, number))
    return found


COUNTS = st.integers(2, 4).flatmap(
    lambda regions: st.lists(
        st.sampled_from([0, 0, 1, 3, 5, 8, 20, 40, 100]),
        min_size=regions * CODES * TIMES,
        max_size=regions * CODES * TIMES,
    ).map(lambda numbers: np.array(numbers).reshape(regions, CODES, TIMES))
)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_one_publication_tells_of_no_few(counts: Counts) -> None:
    publication = publish(counts)
    if publication is not None:
        assert follow([publication]) == []


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.data())
def test_two_publications_tell_together_of_no_few(counts: Counts, data: st.DataObject) -> None:
    first = publish(counts)
    if first is None:
        return
    later = counts.copy()
    region = data.draw(st.integers(0, len(counts) - 1))
    code, time = data.draw(st.integers(0, CODES - 1)), data.draw(st.integers(0, TIMES - 1))
    later[region, code, time] = data.draw(st.sampled_from([0, 2, 5, 9, 60]))
    second = publish(later, first)
    if second is not None:
        assert follow([first, second]) == []


def test_what_was_hidden_stays_hidden_though_it_is_no_longer_few() -> None:
    few = np.full((3, CODES, TIMES), 50)
    few[0, 0, 0], few[0, 2, 0], few[0, 0, 1], few[0, 2, 1] = 2, 0, 0, 0
    first = publish(few)
    assert first is not None
    assert "0" in first.hidden[Layer.MAIN]
    many = few.copy()
    many[0] = 50
    second = publish(many, first)
    assert second is not None
    assert first.hidden[Layer.MAIN] <= second.hidden[Layer.MAIN]


def test_a_month_is_kept_back_when_what_is_known_already_would_betray_the_few() -> None:
    counts = np.full((3, CODES, TIMES), 50)
    first = publish(counts)
    assert first is not None
    assert not any(first.hidden.values())
    later = counts.copy()
    later[0, :, 0], later[0, :, 1] = 1, 0
    second = publish(later, first)
    # The other regions have sent nothing new: the country less them is the few, unless it is hidden too.
    assert second is None or NATIONAL in second.hidden[Layer.MAIN]
