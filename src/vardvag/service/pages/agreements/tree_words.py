"""What each node of an explanation says: its title, its worth, and how the worth follows from what is below.

One function for each operation. Here does not belong how the tree is put together (`tree`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.agreements.conditions import Condition, Ladder
from vardvag.agreements.explanation import Explanation, Operation
from vardvag.agreements.model import Agreement, KeyKind, Part
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text
from vardvag.service.look import formats
from vardvag.service.pages.agreements.conditions import asks, step_bound
from vardvag.service.pages.agreements.words import name, part_title, period, population
from vardvag.usecases.name_facts import measure_title, title_of
from vardvag.usecases.publish_explanation import Shown

Said = tuple[str, str, str]
"""Title, worth and detail of a branch."""


@dataclass(frozen=True)
class Around:
    """Where in the tree a node stands: under which part (None: above them all), and whose payout it is."""

    agreement: Agreement
    titles: Mapping[str, Text]
    recipient: str
    part: Part | None = None


def said(node: Explanation, around: Around) -> Said:
    """The title, worth and detail of one node."""
    title, worth, detail = _SAID.get(node.operation, _plain)(node, around)
    if "part" in node.inputs and around.part is not None:
        title = part_title(around.part)
    return title, worth, detail


def _plain(node: Explanation, around: Around) -> Said:
    return formats.said(node.rule), _value(node), ""


def _split(node: Explanation, around: Around) -> Said:
    """The formula, written out with its own numbers."""
    below = {child.operation: child.value for child in node.children}
    numbers = {
        "pot": _money(below.get(Operation.POT)),
        "weight": _number(below.get(Operation.WEIGHT)),
        "total": _number(below.get(Operation.TOTAL_WEIGHT)),
        "rounding": _money(below.get(Operation.ROUNDING)),
    }
    if Operation.FIXED in below:
        numbers["fixed"] = _money(below[Operation.FIXED])
        formula = _("%(fixed)s + %(pot)s × %(weight)s / %(total)s, och öresutjämning %(rounding)s.") % numbers
    else:
        formula = _("Potten %(pot)s × %(weight)s / %(total)s, och öresutjämning %(rounding)s.") % numbers
    return formats.said(node.rule), _value(node), formula


def _nothing(node: Explanation, around: Around) -> Said:
    part = around.part
    if part is not None and around.recipient in part.pot.barred:
        return formats.said(node.rule), _value(node), _("Får enligt avtalet inte del.")
    if part is not None and part.is_bonus:
        return (
            formats.said(node.rule),
            _value(node),
            _("Inget är intjänat, och därför finns ingen del att få."),
        )
    return formats.said(node.rule), _value(node), _("Villkoren är inte uppfyllda.")


def _undetermined(node: Explanation, around: Around) -> Said:
    """A part that is not determined says so; the leaf under it names what is missing."""
    return formats.said(node.rule), _value(node) if "part" in node.inputs else "", ""


def _portion(node: Explanation, around: Around) -> Said:
    part = formats.share(node.parameter, 0) if isinstance(node.parameter, Fraction) else ""
    words = {"part": part, "whole": _value(node.children[0])}
    return formats.said(node.rule), _value(node), _("%(part)s av %(whole)s, i hela kronor.") % words


def _product(node: Explanation, around: Around) -> Said:
    words = {"price": _money(node.parameter), "number": _value(node.children[0])}
    return formats.said(node.rule), _value(node), _("%(price)s × %(number)s.") % words


def _least(node: Explanation, around: Around) -> Said:
    return formats.said(node.rule), _value(node), _("Det minsta av de två beloppen.")


def _pot(node: Explanation, around: Around) -> Said:
    """The pot that is divided: whole, one of equal parts, or what is left after fixed amounts."""
    part, whole = around.part, node.inputs.get("whole")
    title = formats.said(node.rule)
    if part is not None and isinstance(whole, Kronor):
        title = _("potten: lika del av %(whole)s, jämnad till hela kronor") % {"whole": formats.kronor(whole)}
        if part.pot.key.fixed is not None:
            title = _("potten %(whole)s utom de fasta beloppen") % {"whole": formats.kronor(whole)}
    return title, _value(node), ""


def _weight(node: Explanation, around: Around) -> Said:
    """What stands above the line, by the kind of key."""
    key = _key(node, around)
    degree = node.inputs.get("degree")
    if degree is None:
        return key, _value(node), ""
    part, own = formats.share(Fraction(str(degree)), 0), node.inputs.get("weight")
    words = {"weight": _number(own), "part": part}
    return key, _value(node), _("%(weight)s × intjänad del %(part)s, i samma enhet för alla.") % words


def _key(node: Explanation, around: Around) -> str:
    part = around.part
    if part is None or part.is_bonus:
        return formats.said(node.rule)
    key = part.pot.key
    if key.kind is KeyKind.POPULATION and key.series is not None:
        return _("nyckel: %(what)s") % {"what": population(key.series)}
    if key.kind is KeyKind.COUNT and key.fact is not None:
        return _("nyckel: %(what)s") % {"what": formats.said(title_of(key.fact))}
    return formats.said(node.rule)


def _total(node: Explanation, around: Around) -> Said:
    """The number below the line; a population is named as everywhere else."""
    part, number = around.part, node.inputs.get("recipients")
    title = formats.said(node.rule)
    if part is not None and not part.is_bonus and part.pot.key.kind is KeyKind.POPULATION:
        title = _("tillsammans för de %(number)s som delar") % {"number": _number(number)}
    return title, _value(node), ""


def _unearned(node: Explanation, around: Around) -> Said:
    return formats.said(node.rule), "", ""


def _condition(node: Explanation, around: Around) -> Said:
    """A condition's title, whether it is met, and what it asks for."""
    condition = around.agreement.conditions.get(str(node.inputs.get("condition")))
    if condition is None:
        return formats.said(node.rule), _value(node), ""
    return formats.said(condition.title), _met(node, condition), _asked(node, condition)


def _met(node: Explanation, condition: Condition) -> str:
    if isinstance(condition.test, Ladder) and isinstance(node.parameter, Fraction):
        part = formats.share(node.parameter, 0)
        return _("uppfyllt, ger %(part)s") % {"part": part}
    return _value(node)


def _asked(node: Explanation, condition: Condition) -> str:
    if node.inputs.get("stands-in"):
        return _("Siffran är inte offentlig. Här används en uppgift om ja eller nej.")
    if isinstance(condition.test, Ladder):
        test = condition.test
        steps = [
            _("%(bound)s ger %(earns)s")
            % {"bound": step_bound(step, test.compares), "earns": formats.share(step.earns, 0)}
            for step in test.steps
        ]
        told = "; ".join(steps)
        return f"{asks(condition)} {told[:1].upper()}{told[1:]}."
    return asks(condition)


def _cell(node: Explanation, around: Around) -> Said:
    told = node.inputs
    title = _cell_title(node, around)
    if told.get("status") == Shown.SUPPRESSED:
        return title, _("visas inte"), _("Så få är räknade att talet inte visas.")
    within, counted = told.get("numerator"), told.get("denominator")
    if isinstance(within, int) and isinstance(counted, int):
        if not counted:
            return title, _("går inte att räkna"), _("Ingen är räknad.")
        numbers = {"within": formats.number(within), "counted": formats.number(counted)}
        return title, _value(node), _("%(within)s av %(counted)s räknade") % numbers
    return title, _value(node), str(told.get("by") or "")


def _cell_title(node: Explanation, around: Around) -> str:
    """What the figure is, whose where it is another's, and when."""
    told = node.inputs
    measure, place = str(told["measure"]), str(told["place"])
    what = told.get(f"title-{formats.language()}")
    if not what:
        title = around.titles.get(measure) or measure_title(measure)
        what = formats.said(title) if title is not None else measure
    words = [str(what)]
    if around.recipient and place not in ("", around.recipient):
        words.append(name(around.agreement, place))
    when = period(str(told["period"]))
    if when not in words[0]:
        words.append(when)
    line = ", ".join(words)
    return _("%(what)s (referens)") % {"what": line} if told.get("role") == "reference" else line


_SAID: dict[Operation, Callable[[Explanation, Around], Said]] = {
    Operation.APPORTION: _split,
    Operation.NOTHING: _nothing,
    Operation.UNDETERMINED: _undetermined,
    Operation.PORTION: _portion,
    Operation.PRODUCT: _product,
    Operation.LEAST: _least,
    Operation.POT: _pot,
    Operation.WEIGHT: _weight,
    Operation.TOTAL_WEIGHT: _total,
    Operation.UNEARNED: _unearned,
    Operation.ANY: _condition,
    Operation.ALL: _condition,
    Operation.JUDGED: _condition,
    Operation.AT_LEAST: _condition,
    Operation.IMPROVED: _condition,
    Operation.FEWER: _condition,
    Operation.LADDER: _condition,
    Operation.CELL: _cell,
}
"""What is not here says its rule and its value."""


def _value(node: Explanation) -> str:
    value = node.value
    if value is None:
        return formats.absent() if node.operation is Operation.CELL else _("går inte att fastställa")
    if isinstance(value, bool):
        if node.operation is Operation.CELL:
            return _("ja") if value else _("nej")
        return _("uppfyllt") if value else _("inte uppfyllt")
    if isinstance(value, Kronor):
        return formats.kronor(value)
    if isinstance(value, Fraction):
        return formats.share(value, 2)
    return formats.number(value) if isinstance(value, int) else value


def _money(value: object) -> str:
    return formats.kronor(value if isinstance(value, Kronor) else None)


def _number(value: object) -> str:
    return formats.number(value if isinstance(value, int) else None)
