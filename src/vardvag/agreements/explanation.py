"""Why an amount is what it is: a tree down to every cell, built from the settlement's trace.

Each node has a value, the rule that gave it, the operation by which its children give it, the inputs and the
parameter of the rule, and where the rule and the figures were read. What rests on an assumption says so.

Here does not belong how the tree is shown (`explain`), and nothing is decided here: it only retells `trace`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from vardvag.agreements.facts import said
from vardvag.agreements.judge import Check, FactUsed, Verdict
from vardvag.agreements.model import Agreement, AtLeast, Improved, Judged, Report, Unearned
from vardvag.agreements.trace import PartResult
from vardvag.base.cells import Amount, Count, Judgement, Ratio
from vardvag.base.dated import Source
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

Explained = Kronor | Fraction | int | bool | str | None
"""What a node can say: money, a share, a number, a yes or no, a word; None is *not known*."""


class Operation(StrEnum):
    """How a node's value follows from its children."""

    SUM = "sum"
    """Add the children."""
    APPORTION = "apportion"
    """The child `pot` × `weight` / `total-weight` in whole kronor, plus the child `rounding`."""
    NOTHING = "nothing"
    """0 kr: the conditions are not met."""
    UNDETERMINED = "undetermined"
    """Facts are missing, here or for others whose shares decide this one."""
    POT = "pot"
    WEIGHT = "weight"
    TOTAL_WEIGHT = "total-weight"
    ROUNDING = "rounding"
    UNEARNED = "unearned"
    """What happens to the money of those that do not qualify; has no value of its own."""
    ANY = "any"
    ALL = "all"
    JUDGED = "judged"
    """Every child is yes."""
    AT_LEAST = "at-least"
    """Every child reaches the parameter."""
    IMPROVED = "improved"
    """The first child exceeds the second × (1 + the parameter)."""
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One node.

    `sources` are for the rule or, in a cell, the figure; an assumption among them has its reasoning.
    """

    value: Explained
    rule: Text
    operation: Operation
    children: tuple[Explanation, ...] = ()
    sources: tuple[Source, ...] = ()
    parameter: Explained = None
    inputs: Mapping[str, Explained] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def assumption(self) -> bool:
        """True when this very node is assumed, wholly or in part."""
        return any(source.is_assumption for source in self.sources)

    @property
    def rests_on_assumption(self) -> bool:
        """True when this node or anything below it is assumed."""
        return any(node.assumption for node in self.walk())

    def walk(self) -> Iterator[Explanation]:
        """This node and all below it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


def explain_payout(agreement: Agreement, recipient: str, results: tuple[PartResult, ...]) -> Explanation:
    """The tree for one recipient's whole payout."""
    parts = tuple(_explain_part(result, recipient) for result in results)
    amounts = [part.value for part in parts if isinstance(part.value, Kronor)]
    return Explanation(
        value=Kronor.sum(amounts) if len(amounts) == len(parts) else None,
        rule=agreement.title,
        operation=Operation.SUM,
        children=parts,
        inputs={"agreement": agreement.name, "recipient": recipient, "fingerprint": agreement.fingerprint},
    )


def _explain_part(result: PartResult, who: str) -> Explanation:
    part, pot, share = result.part, result.part.pot, result.shares[who]
    children: list[Explanation] = []
    if pot.qualify is not None:
        children.append(_explain_qualification(result, who))
    value: Explained = None if share is None else Kronor(share)
    if share is None:
        operation = Operation.UNDETERMINED
        children += [_explain_pot(result), _explain_weight(result, who), _explain_missing(result, who)]
    elif result.qualifications[who].verdict is Verdict.NOT_MET:
        operation = Operation.NOTHING
    else:
        operation = Operation.APPORTION
        children += _explain_split(result, who)
    if pot.unearned is not None:
        children.append(_explain_unearned(pot.unearned, pot.unearned_grounds))
    return Explanation(
        value=value,
        rule=part.title,
        operation=operation,
        children=tuple(children),
        sources=pot.grounds,
        inputs={"part": part.name},
    )


def _explain_split(result: PartResult, who: str) -> list[Explanation]:
    """Pot, weight, total weight and the krona of rounding: together they give the share exactly."""
    part, key, share, total = result.part, result.part.pot.key, result.shares[who], result.total_weight
    if share is None or total is None or result.sharing is None:
        raise AssertionError("a determined share has a total weight")
    number = len(result.sharing)
    whole = (
        Text(
            f"folkmängd {key.series} för de {number} som delar potten",
            f"population {key.series} of the {number} that share the pot",
        )
        if key.series is not None
        else Text("antal som delar potten", "number that share the pot")
    )
    extra = share - int(part.amount) * key.weights[who] // total
    rounding = Text("öresutjämning: största rest", "rounding: largest remainder")
    return [
        _explain_pot(result),
        _explain_weight(result, who),
        Explanation(total, whole, Operation.TOTAL_WEIGHT, inputs={"recipients": number}),
        Explanation(Kronor(extra), rounding, Operation.ROUNDING),
    ]


def _explain_weight(result: PartResult, who: str) -> Explanation:
    key = result.part.pot.key
    rule = (
        Text(f"nyckel: folkmängd {key.series}", f"key: population {key.series}")
        if key.series is not None
        else Text("nyckel: lika till alla", "key: the same to each")
    )
    sources = (*key.grounds, *((key.source,) if key.source else ()))
    return Explanation(key.weights.get(who), rule, Operation.WEIGHT, sources=sources)


def _explain_pot(result: PartResult) -> Explanation:
    part = result.part
    if part.amount == part.pot.amount:
        return Explanation(part.amount, Text("potten", "the pot"), Operation.POT, sources=part.pot.grounds)
    return Explanation(
        part.amount,
        Text(
            f"potten: lika del av {part.pot.amount}, jämnad till hela kronor",
            f"the pot: an equal part of {part.pot.amount}, in whole kronor",
        ),
        Operation.POT,
        sources=part.pot.split_grounds,
        inputs={"whole": part.pot.amount},
    )


def _explain_unearned(unearned: Unearned, grounds: tuple[Source, ...]) -> Explanation:
    rule = {
        Unearned.TO_THOSE_WHO_QUALIFY: Text(
            "det som andra inte tjänar in delas av dem som uppfyller villkoren",
            "what others do not earn is shared by those that meet the conditions",
        ),
        Unearned.BACK: Text("det som inte tjänas in betalas inte ut", "what is not earned is not paid out"),
    }[unearned]
    return Explanation(unearned.value, rule, Operation.UNEARNED, sources=grounds)


def _explain_missing(result: PartResult, who: str) -> Explanation:
    """What must be given before the share is determined: own facts by name, others' by number."""
    own = result.qualifications[who].missing
    others = tuple(fact for fact in result.missing_for(who) if fact.key.place != who)
    weights = result.missing_weights
    places = sorted({fact.key.place for fact in others})
    told_sv, told_en = [], []
    if own:
        told_sv.append(f"{len(own)} egna uppgifter")
        told_en.append(f"{len(own)} facts of its own")
    if others:
        told_sv.append(f"{len(others)} uppgifter från {len(places)} andra: {', '.join(places)}")
        told_en.append(f"{len(others)} facts from {len(places)} others: {', '.join(places)}")
    if weights:
        told_sv.append(f"folkmängd för {', '.join(weights)}")
        told_en.append(f"the population of {', '.join(weights)}")
    return Explanation(
        None,
        Text(
            f"går inte att fastställa; saknas: {'; '.join(told_sv)}",
            f"cannot be determined; missing: {'; '.join(told_en)}",
        ),
        Operation.UNDETERMINED,
        inputs={"missing": len(own) + len(others), "missing-weights": len(weights)},
    )


def _explain_qualification(result: PartResult, who: str) -> Explanation:
    qualify, qualification = result.part.pot.qualify, result.qualifications[who]
    if qualify is None:
        raise AssertionError("only a pot with conditions is explained by them")
    rule = (
        Text("villkor: alla ska vara uppfyllda", "conditions: all are required")
        if qualify.every
        else Text("villkor: ett räcker", "conditions: one is enough")
    )
    return Explanation(
        value=_yes_or_no(qualification.verdict),
        rule=rule,
        operation=Operation.ALL if qualify.every else Operation.ANY,
        children=tuple(_explain_check(check) for check in qualification.checks),
        sources=qualify.grounds,
    )


def _explain_check(check: Check) -> Explanation:
    test = check.condition.test
    parameter: Explained
    if isinstance(test, AtLeast):
        operation, parameter = Operation.AT_LEAST, test.share
    elif isinstance(test, Improved):
        operation, parameter = Operation.IMPROVED, test.more_than
    else:
        operation, parameter = Operation.JUDGED, test.due.isoformat() if isinstance(test, Report) else None
    inputs: dict[str, Explained] = {"condition": check.condition.name, "fact": test.fact.name}
    if isinstance(test, AtLeast | Improved):
        inputs["compared"] = (
            "exact" if test.fact.decimals is None else f"{test.fact.decimals} decimals of a per cent"
        )
    if isinstance(test, Judged):
        inputs["by"] = test.by.sv
    return Explanation(
        value=_yes_or_no(check.verdict),
        rule=check.condition.title,
        operation=operation,
        children=tuple(_explain_fact(fact) for fact in check.facts),
        sources=(*check.condition.grounds, *test.fact.grounds),
        parameter=parameter,
        inputs=inputs,
    )


def _explain_fact(fact: FactUsed) -> Explanation:
    """A cell: its value, both numbers where it has them, who was left out and how waiting was counted."""
    key, cell = fact.key, fact.cell
    inputs: dict[str, Explained] = {
        "measure": key.measure,
        "place": key.place,
        "period": key.period,
        "policy": key.policy,
        "basis": key.basis.value if key.basis else None,
    }
    if cell is None:
        return Explanation(None, Text(said(key), said(key)), Operation.CELL, inputs=inputs)
    inputs["status"] = cell.status.value
    inputs["as-known"] = cell.as_known.isoformat() if cell.as_known else None
    inputs["fingerprint"] = cell.fingerprint
    value: Explained = cell.share
    if isinstance(cell.value, Ratio):
        inputs |= {"numerator": cell.value.numerator, "denominator": cell.value.denominator}
    elif isinstance(cell.value, Judgement):
        value = cell.value.met
        inputs["by"] = cell.value.by
    elif isinstance(cell.value, Count):
        value = cell.value.number
    elif isinstance(cell.value, Amount):
        value = cell.value.kronor
    return Explanation(
        value, Text(said(key), said(key)), Operation.CELL, sources=(cell.source,), inputs=inputs
    )


def _yes_or_no(verdict: Verdict) -> bool | None:
    return {Verdict.MET: True, Verdict.NOT_MET: False, Verdict.UNKNOWN: None}[verdict]
