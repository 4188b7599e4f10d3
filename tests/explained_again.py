"""Every node of an explanation computed again from its children alone; a leaf is taken at its word."""

from __future__ import annotations

import math
from fractions import Fraction

from vardvag.agreements import Explanation
from vardvag.agreements.explanation import NOT_TERMS, Operation
from vardvag.base.kronor import Kronor


def recomputed(node: Explanation) -> object:
    """The value that the node's operation gives."""
    values = [child.value for child in node.children]
    match node.operation:
        case Operation.SUM:
            terms = [child.value for child in node.children if child.operation not in NOT_TERMS]
            if None in terms:
                return None
            return Kronor.sum(term for term in terms if isinstance(term, Kronor))
        case Operation.APPORTION:
            return _apportioned(node)
        case Operation.PORTION:
            whole, degree = values[0], node.parameter
            assert isinstance(whole, Kronor)
            assert isinstance(degree, Fraction)
            return Kronor(int(whole) * degree.numerator // degree.denominator)
        case Operation.LEAST:
            first, second = values[:2]
            assert isinstance(first, Kronor)
            assert isinstance(second, Kronor)
            return min(first, second)
        case Operation.PRODUCT:
            assert isinstance(node.parameter, Kronor)
            assert isinstance(values[0], int)
            return node.parameter * values[0]
        case Operation.ABOVE:
            counted = sum(int(str(c.value)) for c in node.children if c.inputs["role"] == "counted")
            reference = sum(int(str(c.value)) for c in node.children if c.inputs["role"] == "reference")
            return max(counted - reference, 0)
        case Operation.GIVEN:
            return next(child.value for child in node.children if child.operation is Operation.CELL)
        case Operation.NOTHING:
            return Kronor(0)
        case Operation.UNDETERMINED:
            return None
        case Operation.ANY:
            return True if True in values else None if None in values else False
        case Operation.ALL:
            return False if False in values else None if None in values else True
        case Operation.JUDGED:
            met = [value <= str(node.parameter) if isinstance(value, str) else value for value in values]
            return False if False in met else None if None in met else True
        case _ if _is_printed(node):
            return node.value
        case Operation.AT_LEAST:
            return _reached(node)
        case Operation.IMPROVED | Operation.FEWER | Operation.LADDER:
            return _compared(node)
        case Operation.CELL if node.inputs.get("denominator"):
            return Fraction(f"{node.inputs['numerator']}/{node.inputs['denominator']}")
        case _:
            return node.value


def _apportioned(node: Explanation) -> Kronor:
    below = {child.operation: child.value for child in node.children}
    pot, weight, total = below[Operation.POT], below[Operation.WEIGHT], below[Operation.TOTAL_WEIGHT]
    rounding, fixed = below[Operation.ROUNDING], below.get(Operation.FIXED, Kronor(0))
    assert isinstance(pot, Kronor)
    assert isinstance(weight, int)
    assert isinstance(total, int)
    assert isinstance(rounding, Kronor)
    assert isinstance(fixed, Kronor)
    assert int(rounding) in (0, 1)
    return fixed + Kronor(int(pot) * weight // total) + rounding


def _reached(node: Explanation) -> bool | None:
    values = [child.value for child in node.children]
    numbers = [value for value in values if isinstance(value, Fraction | int)]
    over, level = node.inputs.get("over"), node.parameter
    assert isinstance(level, Fraction | int)
    if over is None:
        met = [_as_compared(value, node) >= level for value in numbers]
        return False if False in met else None if len(met) < len(values) else True
    if len(numbers) < len(values):
        return None
    if over == "together" and isinstance(level, Fraction):
        within = sum(int(str(child.inputs["numerator"])) for child in node.children)
        whole = sum(int(str(child.inputs["denominator"])) for child in node.children)
        return _as_compared(Fraction(within, whole), node) >= level if whole else None
    total = Fraction(sum(numbers, Fraction()))
    return _as_compared(total / (len(numbers) if over == "average" else 1), node) >= level


def _as_compared(value: Fraction | int, node: Explanation) -> Fraction | int:
    """A share rounded half up to so many decimals of a per cent, where the node says that it is."""
    told = str(node.inputs.get("compared", "exact"))
    if told == "exact" or not isinstance(value, Fraction):
        return value
    steps = 100 * 10 ** int(told.split()[0])
    return Fraction(math.floor(value * steps + Fraction(1, 2)), steps)


def _is_printed(node: Explanation) -> bool:
    """Whether it rests on a share of which only the print is known, so that it may lie on either side."""
    cells = [child for child in node.children if child.operation is Operation.CELL]
    return any(isinstance(cell.value, Fraction) and "denominator" not in cell.inputs for cell in cells)


def _compared(node: Explanation) -> bool | None:
    now, before = (child.value for child in node.children)
    if not isinstance(now, Fraction | int) or not isinstance(before, Fraction | int):
        return None
    now, before = _as_compared(now, node), _as_compared(before, node)
    parameter = node.parameter
    if node.operation is Operation.FEWER:
        assert isinstance(parameter, Fraction)
        return now < before * (1 - parameter)
    points = node.inputs["compares"] == "points"
    if node.operation is Operation.IMPROVED:
        assert isinstance(parameter, Fraction)
        return now > (before + parameter if points else before * (1 + parameter))
    earned = None
    for step in str(node.inputs["steps"]).split("; "):
        bound, earns = step.split(": ")
        by = Fraction(bound[2:])
        level = before + by if points else before * (1 + by)
        if now >= level if bound.startswith("≥") else now > level:
            earned = Fraction(earns)
    assert earned == parameter
    return earned is not None
