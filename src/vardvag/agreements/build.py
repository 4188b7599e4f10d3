"""From a file to an agreement: read, check everything, then put names and values together.

Here does not belong what may be wrong with a file (`file_check`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from vardvag.agreements import conditions as tests
from vardvag.agreements import model
from vardvag.agreements.change import changed
from vardvag.agreements.condition_words import ConditionWords, FactWords
from vardvag.agreements.file_check import words_as_they_stand, words_of_file
from vardvag.agreements.inheritance import PotInFile, pots_in_file
from vardvag.agreements.overlay import overlaid
from vardvag.agreements.pot_words import EarmarkWords, PaymentWords, PotWords, ReportingWords
from vardvag.agreements.recipients import expand
from vardvag.agreements.vocabulary import AgreementWords
from vardvag.agreements.words import Grounded
from vardvag.base.apportion import apportion
from vardvag.base.dated import Confidence, Source
from vardvag.base.definitions import Definition, parse_definition, read_definition, validated
from vardvag.base.errors import BadInput, NotFound
from vardvag.base.kronor import Kronor
from vardvag.base.regions import population, population_series, population_source
from vardvag.base.texts import Text

POPULATION = "population"
"""The measure by which inhabitants are asked for, where no series of theirs is held."""


def read_agreement(
    path: Path, *, on: date | None = None, variant: str | None = None, changes: Iterable[str] = ()
) -> model.Agreement:
    """The agreement in the file at *path*. BadInput with every fault, each with line, key and remedy.

    `on` takes only amendments effective that day or before (None: all), `variant` another reading, `changes`
    what a scenario sets (`path=value`).
    """
    return build(read_definition(path), on=on, variant=variant, changes=changes)


def parse_agreement(
    text: str,
    path: Path = Path("agreement.yaml"),
    *,
    on: date | None = None,
    variant: str | None = None,
    changes: Iterable[str] = (),
) -> model.Agreement:
    """The agreement in *text*; *path* is only for messages."""
    return build(parse_definition(text, path), on=on, variant=variant, changes=changes)


def build(
    definition: Definition, *, on: date | None = None, variant: str | None = None, changes: Iterable[str] = ()
) -> model.Agreement:
    """The agreement that a definition says. NotFound for a variant it does not have."""
    words_of_file(definition)
    return rebuild(definition, on=on, variant=variant, changes=changes)


def rebuild(
    definition: Definition, *, on: date | None = None, variant: str | None = None, changes: Iterable[str] = ()
) -> model.Agreement:
    """The same for a file that is known to be right as it stands: only what is changed is checked again."""
    changes = tuple(changes)
    words = validated(definition, AgreementWords)
    standing = definition
    if variant is not None:
        names = [one.variant for one in words.variants]
        if variant not in names:
            raise NotFound(Text("Läsning av avtalet", "variant of the agreement"), variant, names)
        standing = overlaid(standing, ("variants", names.index(variant)))
    applied = set()
    for at, amendment in enumerate(words.amendments):
        if on is None or amendment.effective <= on:
            standing = overlaid(standing, ("amendments", at))
            applied.add(amendment.amendment)
    if standing is not definition:
        words = words_as_they_stand(standing)
    agreement = _Builder(words, applied).agreement(definition, standing, variant, on)
    return altered(agreement, changes) if changes else agreement


def altered(agreement: model.Agreement, changes: Iterable[str]) -> model.Agreement:
    """*agreement* with more changes, `path=value` each, on top of any it has.

    A condition that no change touches is the very same object, so that its answers can be kept.
    """
    changes = tuple(changes)
    standing = changed(agreement.effective, changes)
    try:
        words = words_as_they_stand(standing, names=not all(map(_is_of_a_value, changes)))
    except BadInput as problem:
        told = Text("ändringen kan inte göras", "the change cannot be made")
        raise BadInput(told, problem.findings) from problem
    applied = {one.name for one in agreement.amendments if one.applied}
    built = _Builder(words, applied, agreement).agreement(
        agreement.definition, standing, agreement.variant, agreement.on
    )
    return replace(built, changes=(*agreement.changes, *changes))


_VALUES = frozenset(
    {"amount", "share", "number", "more_than", "by_more_than", "earns", "due", "fixed", "goes", "rounding"}
)
"""Words that hold a value and never a name: when one changes, every name still refers to what it did."""


def _is_of_a_value(change: str) -> bool:
    return change.partition("=")[0].strip().rpartition(".")[2] in _VALUES


class _Builder:
    """Puts one checked file together; collects the assumptions met on the way, in the order of the file."""

    def __init__(self, words: AgreementWords, applied: set[str], like: model.Agreement | None = None) -> None:
        self.words, self.applied = words, applied
        # What the agreement it is altered from has, where the words are the same.
        same = like is not None and like.words.facts == words.facts and like.words.sources == words.sources
        self.kept = like.conditions if like is not None and same else {}
        self.words_kept = like.words.conditions if like is not None and same else {}
        self.sources = {name: entry.source() for name, entry in words.sources.items()}
        self.assumptions: list[Source] = []
        self.facts: dict[str, tests.Binding] = {}
        self.conditions: dict[str, tests.Condition] = {}

    def agreement(
        self, definition: Definition, standing: Definition, variant: str | None, on: date | None
    ) -> model.Agreement:
        words = self.words
        amount_grounds = self.grounds(words.sum)
        announced = words.announced
        valid = words.valid
        in_file = list(pots_in_file(words.pots))
        pots = self.pots([pot for pot in in_file if len(pot.where) == 2], in_file)
        leaves = {pot.path: pot for pot in in_file if pot.is_leaf}
        parts = tuple(
            part for pot in pots for leaf in pot.leaves() for part in _parts(leaf, leaves[leaf.path].words)
        )
        for name in words.conditions:
            self.condition(name)
        return model.Agreement(
            name=words.agreement,
            title=words.title.text(),
            parties=tuple(party.text() for party in words.parties),
            standing=model.Standing(words.status),
            years=words.years,
            number=words.number,
            signed=words.signed,
            valid=model.Valid(valid.from_, valid.to, self.grounds(valid)) if valid else None,
            replaces=words.replaces,
            about=words.about.text(),
            announced=model.Announced(announced.amount, announced.rounded, self.grounds(announced))
            if announced
            else None,
            amount=words.sum.amount,
            amount_grounds=amount_grounds,
            others=MappingProxyType({name: title.text() for name, title in words.others.items()}),
            pots=pots,
            parts=parts,
            conditions=MappingProxyType({name: self.conditions[name] for name in words.conditions}),
            amendments=tuple(
                model.Amendment(
                    one.amendment,
                    one.title.text(),
                    one.effective,
                    self.named(one),
                    one.amendment in self.applied,
                )
                for one in words.amendments
            ),
            variants=tuple(
                model.Variant(one.variant, one.title.text(), self.named(one)) for one in words.variants
            ),
            assumptions=tuple(dict.fromkeys(self.assumptions)),
            fingerprint=definition.fingerprint,
            path=definition.path,
            definition=definition,
            variant=variant,
            on=on,
            effective=standing,
            words=words,
        )

    def named(self, words: Grounded) -> model.Grounds:
        """The sources of *words*, without counting what they assume among what the result rests on."""
        kept = list(self.assumptions)
        grounds = self.grounds(words)
        self.assumptions = kept
        return grounds

    def grounds(self, words: Grounded) -> model.Grounds:
        named = (self.sources[words.source],) if words.source is not None else ()
        if words.assumption is None:
            return named
        assumed = Source(self.words.agreement, confidence=Confidence.ASSUMPTION, note=words.assumption.text())
        self.assumptions.append(assumed)
        return (*named, assumed)

    def pots(self, these: list[PotInFile], in_file: list[PotInFile]) -> tuple[model.Pot, ...]:
        return tuple(
            self.pot(
                pot,
                self.pots([one for one in in_file if one.where[:-1] == (*pot.where, "pots")], in_file),
            )
            for pot in these
        )

    def pot(self, pot: PotInFile, below: tuple[model.Pot, ...]) -> model.Pot:
        words = pot.words
        recipients = expand(words.recipients) if words.recipients else ()
        qualify = None
        grounds = self.grounds(words)
        key = self.key(words, recipients)
        if words.qualify is not None:
            names = words.qualify.all or words.qualify.any
            qualify = model.Qualify(
                every=bool(words.qualify.all),
                conditions=tuple(self.condition(name) for name in names),
                grounds=self.grounds(words.qualify),
            )
        unearned = words.unearned
        return model.Pot(
            name=words.pot,
            path=pot.path,
            title=words.title.text(),
            amount=words.amount,
            year=words.year or self.words.years[0],
            recipients=recipients,
            barred=words.barred.recipients if words.barred else (),
            barred_grounds=self.grounds(words.barred) if words.barred else (),
            key=key,
            qualify=qualify,
            earn=self.earn(words),
            unearned=model.Unearned(unearned.goes) if unearned else None,
            best=self.best(words),
            collects=pot.collects,
            unearned_grounds=self.grounds(unearned) if unearned else (),
            split_grounds=self.grounds(words.split) if words.split else (),
            earmarks=tuple(self.earmark(one) for one in words.earmarks),
            payment=self.payment(words.payment) if words.payment else None,
            reporting=self.reporting(words.reporting) if words.reporting else None,
            grounds=grounds,
            pots=below,
        )

    def key(self, words: PotWords, recipients: tuple[str, ...]) -> model.Key:
        key = words.key
        if key is None:
            return model.Key(model.KeyKind.EQUAL, dict.fromkeys(recipients, 1), ())
        grounds = self.grounds(key)
        if key.population is not None:
            return replace(_by_population(key.population, recipients, grounds), fixed=key.fixed)
        if key.table is not None:
            weights = {who: key.table[who] for who in recipients if who in key.table}
            return model.Key(model.KeyKind.TABLE, weights, grounds, fixed=key.fixed)
        if key.count is not None:
            return model.Key(model.KeyKind.COUNT, {}, grounds, fact=self.fact(key.count), fixed=key.fixed)
        if key.amounts is not None:
            return model.Key(model.KeyKind.AMOUNTS, {}, grounds, fact=self.fact(key.amounts))
        return model.Key(model.KeyKind.EQUAL, dict.fromkeys(recipients, 1), grounds, fixed=key.fixed)

    def earn(self, words: PotWords) -> model.Earn | None:
        earn = words.earn
        if earn is None:
            return None
        return model.Earn(
            {kind or None: price for kind, price in earn.price.items()},
            self.fact(earn.volume),
            self.fact(earn.above) if earn.above is not None else None,
            self.grounds(earn),
        )

    def best(self, words: PotWords) -> model.Best | None:
        unearned = words.unearned
        if unearned is None or unearned.best is None or unearned.by is None:
            return None
        people = None
        if unearned.per is not None:
            people = _by_population(unearned.per, expand(words.recipients or ()), self.grounds(unearned))
        return model.Best(unearned.best, self.fact(unearned.by), unearned.per, people)

    def earmark(self, words: EarmarkWords) -> model.Earmark:
        report = words.report.text() if words.report else None
        return model.Earmark(words.earmark, words.title.text(), words.amount, report, self.grounds(words))

    def payment(self, words: PaymentWords) -> model.Payment:
        return model.Payment(
            words.when.text(),
            words.latest,
            words.payer.text() if words.payer else None,
            words.approver.text() if words.approver else None,
            self.grounds(words),
        )

    def reporting(self, words: ReportingWords) -> model.Reporting:
        to = words.to.text() if words.to else None
        return model.Reporting(words.what.text(), words.latest, to, self.grounds(words))

    def condition(self, name: str) -> tests.Condition:
        if name not in self.conditions:
            words = self.words.conditions[name]
            test = self.test(words)
            grounds = self.grounds(words)
            stand_in = self.fact(words.stand_in) if words.stand_in is not None else None
            made = tests.Condition(name, words.title.text(), test, grounds, stand_in)
            self.conditions[name] = self.kept[name] if self.unchanged(name) else made
        return self.conditions[name]

    def unchanged(self, name: str) -> bool:
        """Whether the condition, and all that it combines, is as in the agreement this is altered from."""
        words = self.words.conditions[name]
        below = (*words.any, *words.all)
        return self.words_kept.get(name) == words and all(self.unchanged(one) for one in below)

    def test(self, words: ConditionWords) -> tests.Test:
        if words.judged is not None:
            return tests.Judged(self.fact(words.judged.fact), words.judged.by.text())
        if words.report is not None:
            return tests.Report(self.fact(words.report.fact), words.report.due)
        if (level := words.at_least) is not None:
            bound = level.share if level.share is not None else level.number or 0
            return tests.AtLeast(self.fact(level.fact), bound, tests.Over(level.over))
        if (improved := words.improved) is not None:
            compares = tests.Compares(improved.compares)
            return tests.Improved(self.fact(improved.fact), improved.more_than, compares)
        if words.fewer is not None:
            return tests.Fewer(self.fact(words.fewer.fact), words.fewer.by_more_than)
        if (ladder := words.ladder) is not None:
            steps = tuple(
                tests.Step(bound, step.more_than is None, step.earns)
                for step in ladder.steps
                for bound in (step.more_than, step.at_least)
                if bound is not None
            )
            return tests.Ladder(self.fact(ladder.fact), tests.Compares(ladder.compares), steps)
        names = words.all or words.any
        return tests.Combined(bool(words.all), tuple(self.condition(name) for name in names))

    def fact(self, name: str) -> tests.Binding:
        if name not in self.facts:
            words: FactWords = self.words.facts[name]
            self.facts[name] = tests.Binding(
                name=name,
                measures={kind or None: measure for kind, measure in words.measure.items()},
                periods=words.periods or None,
                policy=words.policy,
                basis=words.basis,
                decimals=words.rounding,
                grounds=self.grounds(words),
                title=words.title.text() if words.title else None,
            )
        return self.facts[name]


def _by_population(series: str, recipients: tuple[str, ...], grounds: model.Grounds) -> model.Key:
    """The inhabitants of *series* as a key: held ones, and the cells by which the others are asked for."""
    held = population(series) if series in population_series() else {}
    return model.Key(
        model.KeyKind.POPULATION,
        _weights_of(recipients, held),
        grounds,
        series,
        population_source(series) if held else None,
        _inhabitants(series, grounds),
    )


def _inhabitants(series: str, grounds: model.Grounds) -> tests.Binding:
    """By which cells the inhabitants of *series* are asked for, where the package does not hold them."""
    title = Text(f"folkmängd {series}", f"population {series}")
    return tests.Binding(POPULATION, {None: POPULATION}, (series,), None, None, None, grounds, title)


def _weights_of(recipients: tuple[str, ...], held: Mapping[str, int]) -> Mapping[str, int]:
    """The inhabitants of each recipient; the municipalities of a county have those of the county."""
    weights = {}
    for who in recipients:
        code = who.removeprefix("kommuner-")
        if code in held:
            weights[who] = held[code]
    return weights


def _parts(pot: model.Pot, words: PotWords) -> tuple[model.Part, ...]:
    """The pot itself, or equal parts of it per month and kind.

    Equal parts of a pot that does not divide evenly differ by one krona: the kronor left over go to the parts
    first in order (earliest month, then the kind's name), which is the tie-break of `base.apportion`.
    """
    if words.split is None:
        return (model.Part(pot.path, pot, pot.amount),)
    names = {
        "/".join(filter(None, (pot.path, str(month) if month else "", kind))): (month, kind)
        for month in words.split.months or (None,)
        for kind in words.split.kinds or (None,)
    }
    amounts = apportion(int(pot.amount), dict.fromkeys(names, 1))
    kinds = {kind: title.text() for kind, title in words.split.kinds.items()}
    return tuple(
        model.Part(name, pot, Kronor(amounts[name]), month, kind, kinds[kind] if kind else None)
        for name, (month, kind) in names.items()
    )
