"""From a file to an agreement: read, check everything, then put names and values together.

BadInput carries every fault of the file at once. Here does not belong any rule of what a word may be
(`vocabulary`) or refer to (`references`).
"""

from __future__ import annotations

from pathlib import Path

from vardvag.agreements import model
from vardvag.agreements.references import inner_contradictions, loose_names
from vardvag.agreements.vocabulary import (
    REGIONS_WORD,
    SKR_WORD,
    AgreementWords,
    ConditionWords,
    FactWords,
    Grounded,
    PotWords,
)
from vardvag.base.apportion import apportion
from vardvag.base.dated import Confidence, Source
from vardvag.base.definitions import Definition, parse_definition, read_definition, validated
from vardvag.base.errors import BadInput, Unreadable
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.regions import REGIONS, population, population_source
from vardvag.base.texts import Text


def read_agreement(path: Path) -> model.Agreement:
    """The agreement in the file at *path*. BadInput with every fault, each with line, key and remedy."""
    return build(read_definition(path))


def parse_agreement(text: str, path: Path = Path("agreement.yaml")) -> model.Agreement:
    """The agreement in *text*; *path* is only for messages."""
    return build(parse_definition(text, path))


def build(definition: Definition) -> model.Agreement:
    """The agreement that a definition says."""
    findings: list[Finding] = []
    words: AgreementWords | None = None
    try:
        words = validated(definition, AgreementWords)
    except BadInput as problem:
        findings += problem.findings
    findings += loose_names(definition)
    if words is not None:
        findings += _thin_sources(definition, words) + inner_contradictions(definition, words)
    if words is None or findings:
        findings.sort(key=lambda finding: finding.row or 0)
        name = definition.path.name
        raise BadInput(Text(f"{name} kan inte användas", f"{name} cannot be used"), findings)
    return _Builder(words).agreement(definition)


def _thin_sources(definition: Definition, words: AgreementWords) -> list[Finding]:
    """Sources that say too little."""
    findings = []
    for name, entry in words.sources.items():
        try:
            entry.source()
        except Unreadable as problem:
            findings.append(
                definition.finding(
                    ("sources", name),
                    "source",
                    Text("Källan säger för lite", "The source says too little"),
                    problem.text,
                )
            )
    return findings


_RECIPIENTS: dict[tuple[str, ...], tuple[str, ...]] = {
    (REGIONS_WORD,): tuple(region.code for region in REGIONS),
    (SKR_WORD,): (model.SKR,),
}


class _Builder:
    """Puts one checked file together; collects the assumptions met on the way, in the order of the file."""

    def __init__(self, words: AgreementWords) -> None:
        self.words = words
        self.assumptions: list[Source] = []
        self.sources = {name: entry.source() for name, entry in words.sources.items()}

    def agreement(self, definition: Definition) -> model.Agreement:
        words = self.words
        # Read before the pots: assumptions are told in the order of the file.
        amount_grounds = self.grounds(words.sum)
        pots = tuple(self.pot(pot) for pot in words.pots)
        return model.Agreement(
            name=words.agreement,
            title=words.title.text(),
            parties=tuple(party.text() for party in words.parties),
            standing=model.Standing(words.status),
            replaces=words.replaces,
            about=words.about.text(),
            amount=words.sum.amount,
            amount_grounds=amount_grounds,
            pots=pots,
            parts=tuple(
                part for pot, said in zip(pots, words.pots, strict=True) for part in _parts(pot, said)
            ),
            assumptions=tuple(dict.fromkeys(self.assumptions)),
            fingerprint=definition.fingerprint,
            path=definition.path,
        )

    def grounds(self, words: Grounded) -> model.Grounds:
        named = (self.sources[words.source],) if words.source is not None else ()
        if words.assumption is None:
            return named
        assumed = Source(self.words.agreement, confidence=Confidence.ASSUMPTION, note=words.assumption.text())
        self.assumptions.append(assumed)
        return (*named, assumed)

    def pot(self, words: PotWords) -> model.Pot:
        recipients = _RECIPIENTS.get(words.recipients, words.recipients)
        qualify = None
        if words.qualify is not None:
            names = words.qualify.all or words.qualify.any
            qualify = model.Qualify(
                every=bool(words.qualify.all),
                conditions=tuple(self.condition(name, self.words.conditions[name]) for name in names),
                grounds=self.grounds(words.qualify),
            )
        payment = words.payment
        return model.Pot(
            name=words.pot,
            title=words.title.text(),
            amount=words.amount,
            recipients=recipients,
            key=self.key(words, recipients),
            qualify=qualify,
            unearned=model.Unearned(words.unearned.goes) if words.unearned else None,
            unearned_grounds=self.grounds(words.unearned) if words.unearned else (),
            split_grounds=self.grounds(words.split) if words.split else (),
            payment=model.Payment(
                payment.when.text(), payment.payer.text() if payment.payer else None, self.grounds(payment)
            )
            if payment
            else None,
            grounds=self.grounds(words),
        )

    def key(self, words: PotWords, recipients: tuple[str, ...]) -> model.Key:
        if words.key is not None and words.key.population is not None:
            series = words.key.population
            known = population(series)
            weights = {who: known[who] for who in recipients if who in known}
            return model.Key(series, weights, population_source(series), self.grounds(words.key))
        grounds = self.grounds(words.key) if words.key else ()
        return model.Key(None, dict.fromkeys(recipients, 1), None, grounds)

    def condition(self, name: str, words: ConditionWords) -> model.Condition:
        test: model.Judged | model.Report | model.AtLeast | model.Improved
        if words.judged is not None:
            test = model.Judged(self.fact(words.judged.fact), words.judged.by.text())
        elif words.report is not None:
            test = model.Report(self.fact(words.report.fact), words.report.due)
        elif words.at_least is not None:
            test = model.AtLeast(self.fact(words.at_least.fact), words.at_least.share)
        elif words.improved is not None:
            test = model.Improved(self.fact(words.improved.fact), words.improved.more_than)
        else:
            raise AssertionError("the vocabulary lets through a condition without a test")
        return model.Condition(name, words.title.text(), test, self.grounds(words))

    def fact(self, name: str) -> model.Binding:
        words: FactWords = self.words.facts[name]
        return model.Binding(
            name=name,
            measures={kind or None: measure for kind, measure in words.measure.items()},
            periods=words.periods or None,
            policy=words.policy,
            basis=words.basis,
            decimals=words.rounding,
            grounds=self.grounds(words),
        )


def _parts(pot: model.Pot, words: PotWords) -> tuple[model.Part, ...]:
    """The pot itself, or equal parts of it per month and kind.

    Equal parts of a pot that does not divide evenly differ by one krona: the kronor left over go to the parts
    first in order (earliest month, then the kind's name), which is the tie-break of `base.apportion`.
    """
    if words.split is None:
        return (model.Part(pot.name, pot, pot.amount),)
    names = {
        "/".join(filter(None, (pot.name, str(month), kind))): (month, kind)
        for month in words.split.months
        for kind in words.split.kinds or (None,)
    }
    amounts = apportion(int(pot.amount), dict.fromkeys(names, 1))
    kinds = {kind: title.text() for kind, title in words.split.kinds.items()}
    return tuple(
        model.Part(name, pot, Kronor(amounts[name]), month, kind, kinds[kind] if kind else None)
        for name, (month, kind) in names.items()
    )
