"""Why a recipient gets what it gets, built from the trace that the amount was computed from.

Nothing is decided here: it only retells `trace`. Each node recomputes from its children by its operation.
Here does not belong why a condition is met (`explain_condition`), nor how the tree is shown (`explain`).
"""

from __future__ import annotations

from vardvag.agreements.conditions import Binding
from vardvag.agreements.earmarks import earmarked
from vardvag.agreements.explain_condition import explain_fact, explain_qualification
from vardvag.agreements.explanation import Explained, Explanation, Operation
from vardvag.agreements.judge import WHOLE, Verdict
from vardvag.agreements.model import Agreement, Grounds, KeyKind, Unearned
from vardvag.agreements.trace import PartResult, Ranked, Volume
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text


def explain_payout(agreement: Agreement, recipient: str, results: tuple[PartResult, ...]) -> Explanation:
    """The tree for one recipient's whole payout."""
    parts = tuple(explain_part(result, recipient) for result in results)
    amounts = [part.value for part in parts if isinstance(part.value, Kronor)]
    inputs: dict[str, Explained] = {
        "agreement": agreement.name,
        "recipient": recipient,
        "fingerprint": agreement.fingerprint,
    }
    if agreement.variant is not None:
        inputs["variant"] = agreement.variant
    if agreement.on is not None:
        inputs["on"] = agreement.on.isoformat()
    if agreement.changes:
        inputs["changes"] = "; ".join(agreement.changes)
    return Explanation(
        value=Kronor.sum(amounts) if len(amounts) == len(parts) else None,
        rule=agreement.title,
        operation=Operation.SUM,
        children=parts,
        inputs=inputs,
    )


def explain_part(result: PartResult, who: str) -> Explanation:
    """The tree for what one recipient gets of one part."""
    part, pot, share = result.part, result.part.pot, result.shares[who]
    qualification = result.qualifications[who]
    children: list[Explanation] = []
    if pot.qualify is not None and not qualification.barred and not part.is_bonus:
        children.append(explain_qualification(pot.qualify, qualification))
    value: Explained = None if share is None else Kronor(share)
    title, sources = part.title, pot.grounds
    if qualification.barred:
        operation, sources = Operation.NOTHING, pot.barred_grounds
        title = Text(f"{title.sv} (får enligt avtalet inte del)", f"{title.en} (barred by the agreement)")
    elif share is None:
        operation = Operation.UNDETERMINED
        children += [_explain_pot(result), *_known_weight(result, who), _explain_missing(result, who)]
    else:
        operation, below = _explain_share(result, who)
        children += below
    if pot.unearned is not None and not part.is_bonus:
        children.append(_explain_unearned(result))
    if result.ranked is not None and who in result.ranked.facts:
        children.append(_explain_rank(result, who, result.ranked))
    if share and part.amount == pot.amount:
        children += [_explain_earmark(result, who, at) for at in range(len(pot.earmarks))]
    return Explanation(
        value=value,
        rule=title,
        operation=operation,
        children=tuple(children),
        sources=sources,
        inputs={"part": part.name},
    )


def _explain_share(result: PartResult, who: str) -> tuple[Operation, list[Explanation]]:
    """How a determined share came about, and what gives it."""
    qualification = result.qualifications[who]
    earned, extra = result.earned.get(who, 0), result.extra.get(who, 0)
    if not result.among_all or result.part.is_bonus:
        if not result.sharing or who not in result.sharing:
            return Operation.NOTHING, []
        return _explain_by_key(result, who)
    if not earned and not extra and qualification.verdict is Verdict.NOT_MET:
        return Operation.NOTHING, []
    if not extra and not result.part.pot.earn and earned == result.full.get(who):
        if result.part.pot.key.kind is KeyKind.AMOUNTS:
            return Operation.GIVEN, [_explain_given(result, who)]
        return _explain_by_key(result, who)
    terms = [_explain_earned(result, who)]
    if extra:
        terms.append(_explain_extra(result, who))
    return Operation.SUM, terms


def _explain_earned(result: PartResult, who: str) -> Explanation:
    """What was earned of the full share: all of it, a part, or price × volume up to it."""
    pot, qualification = result.part.pot, result.qualifications[who]
    earned = Kronor(result.earned.get(who, 0))
    title = Text("intjänat", "earned")
    if qualification.verdict is Verdict.NOT_MET:
        return Explanation(earned, title, Operation.NOTHING)
    if pot.key.kind is KeyKind.AMOUNTS:
        node = Explanation(
            Kronor(result.full[who]),
            Text("beslutat belopp", "the amount decided"),
            Operation.GIVEN,
            (_explain_given(result, who),),
            pot.key.grounds,
        )
    else:
        rule = Text("hela andelen enligt nyckeln", "the whole share by the key")
        operation, below = _explain_by_key(result, who)
        node = Explanation(Kronor(result.full[who]), rule, operation, tuple(below), pot.key.grounds)
    if pot.earn is not None:
        node = _explain_price(result, who, node)
    if qualification.degree != WHOLE:
        node = Explanation(
            earned, title, Operation.PORTION, (node,), pot.unearned_grounds, qualification.degree
        )
    return node


def _explain_price(result: PartResult, who: str, cap: Explanation) -> Explanation:
    """Price × volume, no more than the share by the key."""
    part, earn, volume = result.part, result.part.pot.earn, result.volumes.get(who)
    if earn is None or volume is None or volume.paid_for is None:
        raise AssertionError("a determined share has a volume")
    price = earn.price(part.kind)
    product = Explanation(
        price * volume.paid_for,
        Text("pris × antal", "price × number"),
        Operation.PRODUCT,
        (_explain_volume(volume, earn.volume, earn.above),),
        earn.grounds,
        price,
    )
    paid = min(price * volume.paid_for, Kronor(result.full[who]))
    rule = Text("pris × antal, högst hela andelen", "price × number, at most the whole share")
    return Explanation(paid, rule, Operation.LEAST, (product, cap), earn.grounds)


def _explain_volume(volume: Volume, counted: Binding, above: Binding | None) -> Explanation:
    rule = Text("antal", "number")
    if above is not None:
        rule = Text("antal utöver referensen", "number above the reference")
    periods = len(volume.facts) if above is None else len(counted.periods or (None,))
    cells = [explain_fact(fact, counted, role="counted") for fact in volume.facts[:periods]]
    if above is not None:
        cells += [explain_fact(fact, above, role="reference") for fact in volume.facts[periods:]]
    return Explanation(volume.paid_for, rule, Operation.ABOVE, tuple(cells), counted.grounds)


def _explain_extra(result: PartResult, who: str) -> Explanation:
    """The part of what others did not earn that came to this one."""
    pot, extra = result.part.pot, result.extra
    left = Kronor(sum(extra.values()))
    weights = {one: result.weights.known[one] for one in extra}
    total, weight = sum(weights.values()), weights[who]
    share = extra[who]
    rounding = share - int(left) * weight // total
    if pot.unearned is Unearned.BEST and pot.best is not None:
        rule = Text(
            f"det som inte tjänats in, till de {pot.best.number} främsta",
            f"what is not earned, to the {pot.best.number} best",
        )
    else:
        rule = Text("det som andra inte tjänat in", "what others did not earn")
    children = [
        Explanation(left, Text("det som inte tjänats in", "what is not earned"), Operation.POT),
        Explanation(weight, _weight_rule(result), Operation.WEIGHT, sources=_weight_sources(result)),
        Explanation(
            total,
            Text(f"tillsammans för de {len(extra)} som delar", f"together of the {len(extra)} that share"),
            Operation.TOTAL_WEIGHT,
            inputs={"recipients": len(extra)},
        ),
        Explanation(Kronor(rounding), _ROUNDING, Operation.ROUNDING),
    ]
    return Explanation(Kronor(share), rule, Operation.APPORTION, tuple(children), pot.unearned_grounds)


def _explain_rank(result: PartResult, who: str, ranked: Ranked) -> Explanation:
    """Which place the recipient has, by which value."""
    best = result.part.pot.best
    if best is None:
        raise AssertionError("only the best are ranked")
    title = best.by.title or Text(best.by.name, best.by.name)
    per = (f" per invånare {best.per}", f" per inhabitant {best.per}") if best.per else ("", "")
    rule = Text(
        f"plats bland {len(ranked.facts)} efter {title.sv}{per[0]}",
        f"place among {len(ranked.facts)} by {title.en}{per[1]}",
    )
    value = ranked.values.get(who)
    cells = [
        explain_fact(fact, best.by)
        for fact in ranked.facts[who]
        if fact.key.measure in best.by.measures.values()
    ]
    inputs: dict[str, Explained] = {"ranked-by": None if value is None else str(value)}
    sources = (*result.part.pot.unearned_grounds, *best.by.grounds)
    return Explanation(ranked.place(who), rule, Operation.RANK, tuple(cells), sources, best.number, inputs)


_ROUNDING = Text("öresutjämning: största rest", "rounding: largest remainder")


def _explain_by_key(result: PartResult, who: str) -> tuple[Operation, list[Explanation]]:
    """A share by the key: of the pot in proportion, or the fixed amount alone when nobody has any weight."""
    number = len(result.sharing or ())
    fixed = _explain_fixed(result)
    weighing = [
        _explain_weight(result, who, result.weight(who)),
        Explanation(
            result.total_weight,
            _whole(result, number),
            Operation.TOTAL_WEIGHT,
            inputs={"recipients": number},
        ),
    ]
    if not result.total_weight:
        return Operation.SUM, [*fixed, *weighing]
    return Operation.APPORTION, [*fixed, *_explain_split(result, who, weighing)]


def _explain_fixed(result: PartResult) -> list[Explanation]:
    """The amount that everybody gets first, where there is one."""
    key = result.part.pot.key
    if result.part.is_bonus or not key.fixed:
        return []
    rule = Text("fast belopp till var och en", "a fixed amount to each")
    return [Explanation(key.fixed, rule, Operation.FIXED, sources=key.grounds)]


def _explain_split(result: PartResult, who: str, weighing: list[Explanation]) -> list[Explanation]:
    """Pot, weight, total weight and the krona of rounding: together they give the share exactly."""
    part, key = result.part, result.part.pot.key
    share = result.full[who] if result.among_all and not part.is_bonus else result.shares[who]
    total, weight = result.total_weight, result.weight(who)
    if share is None or not total or weight is None or result.sharing is None:
        raise AssertionError("a determined share has a total weight")
    number = len(result.sharing)
    each = int(key.fixed) if key.fixed is not None and not part.is_bonus else 0
    divided = int(part.amount) - each * number
    pot = _explain_pot(result)
    if each:
        pot = Explanation(
            Kronor(divided),
            Text(
                f"potten {part.amount} utom {number} fasta belopp",
                f"the pot {part.amount} less {number} fixed amounts",
            ),
            Operation.POT,
            sources=pot.sources,
            inputs={"whole": part.amount},
        )
    extra = share - each - divided * weight // total
    return [pot, *weighing, Explanation(Kronor(extra), _ROUNDING, Operation.ROUNDING)]


def _whole(result: PartResult, number: int) -> Text:
    """What the number below the line is."""
    key = result.part.pot.key
    if result.part.is_bonus:
        return Text(f"intjänat av alla {number}", f"earned by all {number}")
    if key.kind is KeyKind.POPULATION and not result.weighed:
        return Text(
            f"folkmängd {key.series} för de {number} som delar potten",
            f"population {key.series} of the {number} that share the pot",
        )
    if key.kind is KeyKind.EQUAL and not result.weighed:
        return Text("antal som delar potten", "number that share the pot")
    return Text(
        f"tillsammans för de {number} som delar potten", f"together of the {number} that share the pot"
    )


def _known_weight(result: PartResult, who: str) -> list[Explanation]:
    """The weight of who waits for a fact; nothing where the key is amounts decided elsewhere."""
    if result.part.pot.key.kind is KeyKind.AMOUNTS or result.part.is_bonus:
        return []
    return [_explain_weight(result, who, result.weight(who))]


def _explain_weight(result: PartResult, who: str, weight: int | None) -> Explanation:
    key, fact = result.part.pot.key, result.weights.facts.get(who)
    rule = _weight_rule(result)
    inputs: dict[str, Explained] = {}
    if who in result.weighed:
        degree = result.qualifications[who].degree
        rule = Text(
            f"{rule.sv} × intjänad del {degree} (i samma enhet för alla)",
            f"{rule.en} × part earned {degree} (in one unit for all)",
        )
        inputs = {"degree": str(degree), "weight": result.weights.known[who]}
    children = (explain_fact(fact, key.fact),) if fact is not None and key.fact is not None else ()
    return Explanation(
        weight, rule, Operation.WEIGHT, children, sources=_weight_sources(result), inputs=inputs
    )


def _weight_rule(result: PartResult) -> Text:
    key = result.part.pot.key
    if result.part.is_bonus:
        return Text("nyckel: vad var och en har tjänat in", "key: what each has earned")
    if key.kind is KeyKind.POPULATION:
        return Text(f"nyckel: folkmängd {key.series}", f"key: population {key.series}")
    if key.kind is KeyKind.EQUAL:
        return Text("nyckel: lika till alla", "key: the same to each")
    if key.kind is KeyKind.TABLE:
        return Text("nyckel: avtalets egen tabell", "key: the agreement's own table")
    title = key.fact.title if key.fact is not None and key.fact.title is not None else None
    name = key.fact.name if key.fact is not None else ""
    return Text(f"nyckel: {title.sv if title else name}", f"key: {title.en if title else name}")


def _weight_sources(result: PartResult) -> Grounds:
    key = result.part.pot.key
    if result.part.is_bonus:
        return result.part.pot.unearned_grounds
    return (*key.grounds, *((key.source,) if key.source else ()))


def _explain_given(result: PartResult, who: str) -> Explanation:
    """The cell that says what was decided."""
    fact, binding = result.weights.facts[who], result.part.pot.key.fact
    if binding is None:
        raise AssertionError("decided amounts are given by a fact")
    return explain_fact(fact, binding)


def _explain_pot(result: PartResult) -> Explanation:
    part = result.part
    if part.is_bonus:
        return Explanation(
            part.amount,
            Text("bonuspotten: det som inte tjänats in", "the bonus pot: what was not earned"),
            Operation.POT,
            sources=part.pot.unearned_grounds,
        )
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


_UNEARNED = {
    Unearned.TO_THOSE_WHO_QUALIFY: Text(
        "det som andra inte tjänar in delas av dem som uppfyller villkoren",
        "what others do not earn is shared by those that meet the conditions",
    ),
    Unearned.BACK: Text("det som inte tjänas in betalas inte ut", "what is not earned is not paid out"),
    Unearned.BONUS_POT: Text(
        "det som inte tjänas in samlas i en bonuspott, som delas som det intjänade",
        "what is not earned goes to a bonus pot, divided as what was earned",
    ),
}


def _explain_unearned(result: PartResult) -> Explanation:
    pot = result.part.pot
    if pot.unearned is None:
        raise AssertionError("only a pot that can be unearned is explained so")
    rule = _UNEARNED.get(pot.unearned)
    if rule is None:
        number = pot.best.number if pot.best is not None else 0
        rule = Text(
            f"det som inte tjänas in går till de {number} främsta",
            f"what is not earned goes to the {number} best",
        )
    return Explanation(pot.unearned.value, rule, Operation.UNEARNED, sources=pot.unearned_grounds)


def _explain_earmark(result: PartResult, who: str, at: int) -> Explanation:
    """What of the share is for something, and what must be reported on its use."""
    earmark = result.part.pot.earmarks[at]
    share = earmarked(earmark, result).get(who)
    rule = Text(f"varav till {earmark.title.sv}", f"of which for {earmark.title.en}")
    if earmark.report is not None:
        rule = Text(
            f"{rule.sv}; redovisas: {earmark.report.sv}", f"{rule.en}; to report: {earmark.report.en}"
        )
    inputs: dict[str, Explained] = {"earmark": earmark.name, "whole": earmark.amount}
    return Explanation(share, rule, Operation.EARMARK, sources=earmark.grounds, inputs=inputs)


def _explain_missing(result: PartResult, who: str) -> Explanation:
    """What must be given before the share is determined: own facts by name, others' by number."""
    missing = result.missing_for(who)
    own = [fact for fact in missing if fact.key.place == who]
    others = [fact for fact in missing if fact.key.place != who]
    weights = [one for one in result.missing_weights if one not in result.weights.facts]
    places = sorted({fact.key.place for fact in others})
    told_sv, told_en = [], []
    if own:
        told_sv.append("1 egen uppgift" if len(own) == 1 else f"{len(own)} egna uppgifter")
        told_en.append("1 fact of its own" if len(own) == 1 else f"{len(own)} facts of its own")
    if others:
        told_sv.append(f"{len(others)} uppgifter från {len(places)} andra: {', '.join(places)}")
        told_en.append(f"{len(others)} facts from {len(places)} others: {', '.join(places)}")
    if weights:
        told_sv.append(f"folkmängd för {', '.join(weights)}")
        told_en.append(f"the population of {', '.join(weights)}")
    if not missing and not weights:
        told_sv, told_en = ["vad alla har tjänat in"], ["what everybody has earned"]
    return Explanation(
        None,
        Text(
            f"går inte att fastställa; saknas: {'; '.join(told_sv)}",
            f"cannot be determined; missing: {'; '.join(told_en)}",
        ),
        Operation.UNDETERMINED,
        inputs={"missing": len(own) + len(others), "missing-weights": len(weights)},
    )
