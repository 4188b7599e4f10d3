"""An explanation as branches to show: each node's rule, worth and sources in the language of the page.

It retells what `agreements/explanation` says and adds nothing; codes become the titles of their measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from vardvag.agreements.explanation import Explanation, Operation
from vardvag.agreements.model import Agreement
from vardvag.base.kronor import Kronor
from vardvag.service.look import formats
from vardvag.service.look.explanation import Branch
from vardvag.service.pages.agreements.words import part_title, period
from vardvag.usecases.publish_explanation import Shown, known_measures


def branch_of(explanation: Explanation, agreement: Agreement) -> Branch:
    """The whole tree. A sum of one part is that part."""
    titles = {part.name: part_title(part) for part in agreement.parts}
    if explanation.operation is Operation.SUM and len(explanation.children) == 1:
        return _branch(explanation.children[0], titles)
    return _branch(explanation, titles)


def _branch(node: Explanation, titles: Mapping[str, str]) -> Branch:
    title, worth, detail = _SAID.get(node.operation, _plain)(node)
    title = titles.get(str(node.inputs.get("part")), title)
    return Branch(
        title[:1].upper() + title[1:],
        worth,
        detail,
        children=[_branch(child, titles) for child in node.children],
        sources=node.sources,
    )


Said = tuple[str, str, str]
"""Title, worth and detail of a branch."""


def _plain(node: Explanation) -> Said:
    return formats.said(node.rule), _value(node), ""


def _split(node: Explanation) -> Said:
    """The formula, written out with its own numbers."""
    below = {child.operation: child.value for child in node.children}
    formula = _("Potten %(pot)s × %(weight)s / %(total)s, och öresutjämning %(rounding)s.") % {
        "pot": _money(below[Operation.POT]),
        "weight": _number(below[Operation.WEIGHT]),
        "total": _number(below[Operation.TOTAL_WEIGHT]),
        "rounding": _money(below[Operation.ROUNDING]),
    }
    return formats.said(node.rule), _value(node), formula


def _nothing(node: Explanation) -> Said:
    return formats.said(node.rule), _value(node), _("Villkoren är inte uppfyllda.")


def _undetermined(node: Explanation) -> Said:
    """A part that is not determined says so; the leaf under it that names what is missing says that."""
    return formats.said(node.rule), _value(node) if "part" in node.inputs else "", ""


def _unearned(node: Explanation) -> Said:
    return formats.said(node.rule), "", ""


def _condition(node: Explanation) -> Said:
    rule, parameter = formats.said(node.rule), node.parameter
    if node.operation is Operation.AT_LEAST and isinstance(parameter, Fraction):
        rule = _("%(rule)s, minst %(share)s") % {"rule": rule, "share": formats.share(parameter, 0)}
    if node.operation is Operation.IMPROVED and isinstance(parameter, Fraction) and parameter:
        rule = _("%(rule)s, med mer än %(share)s") % {"rule": rule, "share": formats.share(parameter, 0)}
    if node.operation is Operation.JUDGED and isinstance(parameter, str):
        rule = _("%(rule)s, senast %(day)s") % {"rule": rule, "day": parameter}
    return rule, _value(node), ""


def _cell(node: Explanation) -> Said:
    told = node.inputs
    name, when = str(told["measure"]), period(str(told["period"]))
    known = known_measures()
    title = f"{formats.said(known[name].title) if name in known else name}, {when}"
    if told.get("status") == Shown.SUPPRESSED:
        return title, _("visas inte"), _("Så få är räknade att talet inte visas.")
    within, counted = told.get("numerator"), told.get("denominator")
    if isinstance(within, int) and isinstance(counted, int):
        if not counted:
            return title, _("går inte att räkna"), _("Ingen är räknad.")
        return (
            title,
            _value(node),
            _("%(within)s av %(counted)s räknade")
            % {
                "within": formats.number(within),
                "counted": formats.number(counted),
            },
        )
    return title, _value(node), str(told.get("by") or "")


_SAID: dict[Operation, Callable[[Explanation], Said]] = {
    Operation.APPORTION: _split,
    Operation.NOTHING: _nothing,
    Operation.UNDETERMINED: _undetermined,
    Operation.UNEARNED: _unearned,
    Operation.JUDGED: _condition,
    Operation.AT_LEAST: _condition,
    Operation.IMPROVED: _condition,
    Operation.CELL: _cell,
}


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
