"""What can be done with an agreement's file, done: read, settle, explain, ask what if; nothing may go wrong.

A file that is refused is refused with findings that say in both languages what to write. One that is accepted
is settled to the krona, explained so that it recomputes, and settled again with changes, in every variant and
as of a random day. Anything else than one of the errors that are told to a user is a fault of ours.

Here does not belong how the files are made (`agreement_mutations`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from explained_again import recomputed
from made_up_facts import made_up, usable
from odd_values import ODD, VALID
from vardvag.agreements.asked import asked_facts
from vardvag.agreements.build import altered, read_agreement, rebuild
from vardvag.agreements.compare import compare
from vardvag.agreements.earmarks import earmarked
from vardvag.agreements.explain import as_json, as_text
from vardvag.agreements.model import Agreement
from vardvag.agreements.overview import rows
from vardvag.agreements.receipt import receipt
from vardvag.agreements.scenario import CELLS, Scenarios
from vardvag.agreements.settle import Settlement, settle
from vardvag.agreements.template import rows_for
from vardvag.base.cells import Amount, Cell, Count, Judgement, OnDay, PublishedShare, Ratio, Status, Value
from vardvag.base.errors import BadInput, CannotApportion, NotFound, WrongUse
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.yaml_text import Where

TOLD = (BadInput, NotFound, WrongUse, CannotApportion)
"""What may be said to a user; whatever else is raised is a fault of ours."""


class Amiss(AssertionError):
    """Something that should hold for every file and does not."""


def journey(path: Path, random: Random) -> bool:
    """Do everything with the file at *path*; whether it was accepted. Amiss, or any error but those TOLD."""
    try:
        agreement = read_agreement(path)
    except BadInput as refused:
        if not refused.findings and "UTF-8" not in refused.text.en:
            raise Amiss("refused without a finding") from refused
        for finding in refused.findings:
            says_what_to_write(finding)
        return False
    facts = settled(agreement, random)
    for variant in (None, *(one.name for one in agreement.variants)):
        day = date(2000, 1, 1) + timedelta(days=random.randrange(365 * 40))
        settled(rebuild(agreement.definition, on=day, variant=variant), random)
    asked_what_if(agreement, facts, random)
    return True


def says_what_to_write(finding: Finding) -> None:
    """A finding in two languages, with a remedy; the machinery's own English is the same in both."""
    message, remedy = finding.message, finding.remedy
    if message.sv == message.en or remedy.sv == remedy.en or not remedy.sv.strip():
        raise Amiss(f"not told in both languages: {finding.sentence('sv')}")


def settled(agreement: Agreement, random: Random) -> list[Cell]:
    """Settle on made-up facts, and tell all there is to tell of it; the facts."""
    facts = made_up(agreement, random, random.choice([0.0, 0.0, 0.02, 1.0]))
    if random.random() < 0.9:
        facts = usable(agreement, facts)
    if random.random() < 0.05:
        facts = [replace(cell, value=Count(0)) if isinstance(cell.value, Count) else cell for cell in facts]
    if random.random() < 0.15:
        facts = [spoilt(cell, random) if random.random() < 0.1 else cell for cell in facts]
    try:
        settlement = settle(agreement, facts)
    except BadInput as refused:
        for finding in refused.findings:
            says_what_to_write(finding)
        return []
    adds_up(settlement)
    rows(settlement)
    receipt(settlement)
    rows_for(asked_facts(agreement)[:50], (), agreement.others)
    for payout in random.sample(settlement.payouts, min(2, len(settlement.payouts))):
        explained(settlement, payout.recipient)
    for result in settlement.results:
        for earmark in result.part.pot.earmarks:
            earmarked(earmark, result)
    return facts


def spoilt(cell: Cell, random: Random) -> Cell:
    """The same fact of another kind, or printed in whole per cent, or of nobody."""
    values: list[Value | None] = [
        *(
            PublishedShare(Fraction(random.randint(0, 100), 100), random.randint(0, 2)),
            Ratio(0, 0),
            Ratio(3, 2),
        ),
        *(Count(0), Count(10**30), Amount(Kronor(-1)), Judgement(True, "x"), OnDay(date(2019, 1, 1)), None),
    ]
    value = random.choice(values)
    return replace(cell, value=value, status=Status.REPORTED if value is not None else Status.MISSING)


def adds_up(settlement: Settlement) -> None:
    """Every krona is somewhere, in the whole and in each part, and nobody owes anything."""
    whole = settlement.paid + settlement.unpaid + settlement.undetermined
    if whole != settlement.agreement.amount:
        raise Amiss(f"{whole} of {settlement.agreement.amount}")
    for result in settlement.results:
        told = (result.paid, result.unpaid, result.undetermined, result.carried)
        if Kronor.sum(told) != result.part.amount or min(map(int, told)) < 0:
            raise Amiss(f"{result.part.name}: {told} of {result.part.amount}")
        if any(share is not None and share < 0 for share in result.shares.values()):
            raise Amiss(f"{result.part.name}: a share below 0")


def explained(settlement: Settlement, who: str) -> None:
    """The explanation of one payout gives its amount, and each of its nodes follows from those below."""
    tree = settlement.payout(who).explanation()
    if tree.value != settlement.payout(who).kronor:
        raise Amiss(f"{who}: explained {tree.value}")
    for node in tree.walk():
        if recomputed(node) != node.value:
            raise Amiss(f"{who}: {node.operation} {node.rule.en}: {recomputed(node)!r} is not {node.value!r}")
    as_text(tree, "sv")
    as_text(tree, "en")
    as_json(tree)


def asked_what_if(agreement: Agreement, facts: list[Cell], random: Random) -> None:
    """Changes at random places to random values: refused, or settled as from a file that says so."""
    scenarios = Scenarios(agreement, facts)
    try:
        before = scenarios.settle()
    except BadInput:
        return
    for _ in range(3):
        changes = [change(agreement, random) for _ in range(random.randint(1, 2))]
        try:
            after = scenarios.settle(changes)
        except TOLD as refused:
            for finding in refused.findings if isinstance(refused, BadInput) else ():
                says_what_to_write(finding)
            continue
        adds_up(after)
        compare(before, after)
        if after.payouts:
            explained(after, random.choice(after.payouts).recipient)
        if not any(one.startswith(CELLS) for one in changes):
            again = settle(altered(agreement, changes), facts)
            if [one.kronor for one in again.payouts] != [one.kronor for one in after.payouts]:
                raise Amiss(f"{changes}: kept answers give another result")


def change(agreement: Agreement, random: Random) -> str:
    """`place=value`, with a place of the agreement and a value that may be right."""
    if random.random() < 0.2 and (asked := asked_facts(agreement)):
        one = random.choice(asked).key
        value = random.choice(["ja", "nej", "71 %", "48/63", "12", "1 mnkr", "2019-10-14", *ODD])
        return f"{CELLS}{one.measure}.{one.place}.{one.period}={value}"
    where = random.choice(list(dotted(agreement.effective.data)))
    if random.random() < 0.1:
        where += random.choice([".x", ".0", "..", "²", " "])
    last = where.split(".")[-1]
    value = random.choice([*(str(one) for one in VALID.get(last, ())), *random.sample(ODD, 2), ""])
    return f"{where}={value}"


def dotted(node: object, where: Where = ()) -> Iterable[str]:
    """Every place of a file as it is written in a change: pots by their names."""
    items: Iterable[tuple[str | int, object]] = ()
    if isinstance(node, dict):
        items = node.items()
    elif isinstance(node, list):
        items = enumerate(node)
    for key, value in items:
        named = isinstance(value, dict) and where[-1:] == ("pots",)
        here = ("pots", value.get("pot", key)) if named and isinstance(value, dict) else (*where, key)
        if len(here) > 1:
            yield ".".join(map(str, here))
        yield from dotted(value, here)
