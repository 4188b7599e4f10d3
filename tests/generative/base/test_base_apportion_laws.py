"""The laws of the split, for any pot, weights, floors, caps and exclusions, and a second way to do it."""

import itertools
import random
from fractions import Fraction
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vardvag.base.apportion import apportion
from vardvag.base.errors import CannotApportion

Weights = dict[str, int | Fraction]

keys = st.text("abcdefgh", min_size=1, max_size=3)
weight = st.one_of(
    st.integers(0, 12),
    st.integers(1, 3_000_000),
    st.fractions(min_value=0, max_value=50, max_denominator=60),
)
many = st.dictionaries(keys, weight, min_size=1, max_size=8)
pots = st.one_of(st.integers(0, 60), st.integers(0, 3_000_000_000))


class Case(NamedTuple):
    """A split that has a solution."""

    pot: int
    weights: Weights
    floors: dict[str, int]
    caps: dict[str, int]
    excluded: list[str]


@st.composite
def solvable(draw: st.DrawFn) -> Case:
    """Bounds first, then a pot between what the floors need and what the caps can take."""
    weights = draw(many)
    most = draw(st.sampled_from([20, 2_000_000]))
    floors = draw(st.dictionaries(st.sampled_from(sorted(weights)), st.integers(0, most), max_size=4))
    caps = {
        who: floors.get(who, 0) + draw(st.integers(0, most))
        for who in draw(st.lists(st.sampled_from(sorted(weights)), unique=True, max_size=6))
    }
    excluded = draw(st.lists(st.sampled_from(sorted(weights)), unique=True, max_size=2))
    taking = [who for who in weights if who not in excluded]
    least = sum(floors.get(who, 0) for who in taking)
    able = [who for who in taking if weights[who]]
    bounded = all(who in caps for who in able)
    highest = sum(caps[who] for who in able) if bounded else 0
    highest += sum(floors.get(who, 0) for who in taking if not weights[who])
    return Case(
        draw(st.integers(least, highest if bounded else least + 3 * most)), weights, floors, caps, excluded
    )


def split(case: Case) -> dict[str, int]:
    return apportion(case.pot, case.weights, floors=case.floors, caps=case.caps, excluded=case.excluded)


def naive_level(case: Case, taking: list[str]) -> dict[str, Fraction]:
    """Every quota by trial: settle who sits on a floor or a cap, one at a time, the worst direction first.

    Share what is not settled by weight. If the floors among them ask for more than the caps give back, those
    below their floor are settled there, otherwise those above their cap; then share again.
    """
    quotas: dict[str, Fraction] = {
        who: Fraction(case.floors.get(who, 0)) for who in taking if not case.weights[who]
    }
    while True:
        open_ = [who for who in taking if who not in quotas]
        if not open_:
            return quotas
        left = case.pot - sum(quotas.values())
        total = sum(Fraction(case.weights[who]) for who in open_)
        shares = {who: left * Fraction(case.weights[who]) / total for who in open_}
        asked = {who: case.floors.get(who, 0) - shares[who] for who in open_}
        below = {who: lack for who, lack in asked.items() if lack > 0}
        above = {
            who: shares[who] - case.caps[who]
            for who in open_
            if who in case.caps and shares[who] > case.caps[who]
        }
        if not below and not above:
            return quotas | shares
        if sum(below.values()) >= sum(above.values()):
            quotas |= {who: Fraction(case.floors.get(who, 0)) for who in below}
        else:
            quotas |= {who: Fraction(case.caps[who]) for who in above}


def naive(case: Case) -> dict[str, int]:
    """The split again, written to be obvious: kronor handed out one at a time."""
    parts = dict.fromkeys(case.weights, 0)
    taking = [who for who in case.weights if who not in case.excluded]
    quotas = naive_level(case, taking)
    for who in taking:
        parts[who] = quotas[who].numerator // quotas[who].denominator
    waiting = list(taking)
    while sum(parts.values()) < case.pot:
        best = waiting[0]
        for who in waiting[1:]:
            here, there = quotas[who] - parts[who], quotas[best] - parts[best]
            if here != there:
                better = here > there
            elif case.weights[who] != case.weights[best]:
                better = case.weights[who] > case.weights[best]
            else:
                better = who < best
            best = who if better else best
        parts[best] += 1
        waiting.remove(best)
    return parts


@settings(deadline=None, max_examples=100)
@given(solvable())
def test_two_ways_to_split_agree_to_the_krona(case: Case) -> None:
    assert split(case) == naive(case)


@settings(deadline=None, max_examples=100)
@given(solvable())
def test_the_parts_add_up_and_keep_every_bound(case: Case) -> None:
    parts = split(case)
    assert sum(parts.values()) == case.pot
    assert list(parts) == list(case.weights)
    for who, part in parts.items():
        if who in case.excluded:
            assert part == 0
        else:
            assert case.floors.get(who, 0) <= part <= case.caps.get(who, case.pot)


@settings(deadline=None, max_examples=60)
@given(solvable(), st.randoms(use_true_random=False))
def test_the_order_of_the_recipients_changes_nothing(case: Case, chance: random.Random) -> None:
    shuffled = list(case.weights.items())
    chance.shuffle(shuffled)
    assert split(case) == split(case._replace(weights=dict(shuffled)))


@settings(deadline=None, max_examples=60)
@given(solvable(), st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_a_common_factor_on_the_weights_changes_nothing(case: Case, factor: Fraction) -> None:
    scaled: Weights = {who: w * factor for who, w in case.weights.items()}
    assert split(case) == split(case._replace(weights=scaled))


@settings(deadline=None, max_examples=100)
@given(pots, many)
def test_without_bounds_no_part_is_a_whole_krona_from_its_quota(pot: int, weights: Weights) -> None:
    total = sum(map(Fraction, weights.values()))
    assume(total)
    for who, part in apportion(pot, weights).items():
        assert abs(part - pot * Fraction(weights[who]) / total) < 1


@settings(deadline=None, max_examples=100)
@given(pots, many)
def test_without_bounds_a_larger_weight_never_gets_less(pot: int, weights: Weights) -> None:
    assume(any(weights.values()))
    parts = apportion(pot, weights)
    for small, large in itertools.permutations(parts, 2):
        if weights[small] < weights[large]:
            assert parts[small] <= parts[large]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60), st.lists(keys, min_size=1, max_size=9, unique=True))
def test_of_equals_the_lowest_keys_get_the_rest(pot: int, names: list[str]) -> None:
    parts = apportion(pot, dict.fromkeys(names, 3))
    each, rest = divmod(pot, len(names))
    assert parts == {who: each + (sorted(names).index(who) < rest) for who in names}


@settings(deadline=None, max_examples=60)
@given(solvable(), keys)
def test_a_recipient_with_weight_zero_or_excluded_changes_nothing_for_the_others(
    case: Case, who: str
) -> None:
    assume(who not in case.weights)
    alone = split(case)
    with_nobody = split(case._replace(weights={**case.weights, who: 0}))
    with_excluded = split(case._replace(weights={**case.weights, who: 7}, excluded=[*case.excluded, who]))
    assert with_nobody == with_excluded == {**alone, who: 0}


@settings(deadline=None, max_examples=100)
@given(
    st.integers(-3, 30),
    st.dictionaries(st.sampled_from("abc"), st.integers(-1, 4)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(-1, 12)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(-1, 12)),
    st.lists(st.sampled_from("abcd"), unique=True),
)
def test_any_whole_numbers_are_split_or_refused_in_words(
    pot: int, weights: Weights, floors: dict[str, int], caps: dict[str, int], excluded: list[str]
) -> None:
    case = Case(pot, weights, floors, caps, excluded)
    try:
        parts = split(case)
    except CannotApportion as problem:
        refused = problem
    else:
        assert parts == naive(case)
        return
    assert refused.text.sv != refused.text.en
