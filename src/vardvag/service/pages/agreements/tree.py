"""An explanation as branches to show: each node's rule, worth and sources in the language of the page.

It retells what `agreements/explanation` says and adds nothing; codes become what people call them
(`tree_words`). Here does not belong why an amount is what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.utils.translation import gettext as _

from vardvag.agreements.explanation import Explanation, Operation
from vardvag.agreements.facts import FactUsed
from vardvag.agreements.model import Agreement, Part
from vardvag.agreements.settle import Payout
from vardvag.base.texts import Text
from vardvag.service.look.explanation import Branch
from vardvag.service.pages.agreements.tree_words import Around, said
from vardvag.service.pages.agreements.words import awaited_facts
from vardvag.usecases.name_facts import awaited, fact_titles


@dataclass(frozen=True)
class _Asked:
    """What is known of the whole tree: its agreement, its parts, and the facts that each part waits for."""

    agreement: Agreement
    titles: Mapping[str, Text]
    parts: Mapping[str, Part]
    missing: Mapping[str, tuple[FactUsed, ...]] = field(default_factory=lambda: MappingProxyType({}))


def branch_of(explanation: Explanation, agreement: Agreement, payout: Payout | None = None) -> Branch:
    """The whole tree. A sum of one part is that part. *payout* names the facts that are missing."""
    results = payout.results if payout is not None else ()
    asked = _Asked(
        agreement,
        fact_titles(agreement),
        {part.name: part for part in agreement.parts} | {r.part.name: r.part for r in results},
        {r.part.name: r.missing_for(payout.recipient) for r in results} if payout is not None else {},
    )
    around = Around(agreement, asked.titles, str(explanation.inputs.get("recipient", "")))
    only_part = explanation.operation is Operation.SUM and len(explanation.children) == 1
    return _branch(explanation.children[0] if only_part else explanation, asked, around)


def _branch(node: Explanation, asked: _Asked, around: Around) -> Branch:
    name = node.inputs.get("part")
    if name is not None and str(name) in asked.parts:
        around = replace(around, part=asked.parts[str(name)])
    title, worth, detail = said(node, around)
    children = [_branch(child, asked, around) for child in node.children]
    if node.operation is Operation.UNDETERMINED and name is None and around.part is not None:
        title, children = _("det här saknas"), _waits_for(asked, around.part)
        if not children:
            title = _("beror på vad alla andra har tjänat in")
    return Branch(title[:1].upper() + title[1:], worth, detail, children=children, sources=node.sources)


def _waits_for(asked: _Asked, part: Part) -> list[Branch]:
    """The facts that the share waits for, those of a kind together."""
    facts = asked.missing.get(part.name, ())
    told = [awaited_facts(one, asked.agreement) for one in awaited(facts, asked.agreement)]
    return [Branch(what[:1].upper() + what[1:]) for what in told]
