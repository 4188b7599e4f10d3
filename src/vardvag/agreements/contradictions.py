"""What is wrong between values of an agreement file that are each right: sums, names twice, rules that clash.

A value that is itself wrong contradicts nothing: nothing is said of what rests on it (`Checked.sure`), so
that everything else in the same file can be told at once.

Here does not belong a single value (`vocabulary`), a name that refers to nothing (`references`), nor the
words in which a contradiction is told (`contradiction_texts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vardvag.agreements import contradiction_texts as said
from vardvag.agreements.condition_words import ConditionWords
from vardvag.agreements.contradiction_texts import Said
from vardvag.agreements.inheritance import PotInFile, pots_in_file
from vardvag.agreements.pot_words import PotWords
from vardvag.agreements.recipients import NOT_PUBLIC, RSS, SKR, expand
from vardvag.agreements.vocabulary import AgreementWords
from vardvag.agreements.words import EVERY_KIND
from vardvag.base.checking import Checked
from vardvag.base.definitions import Where
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

_MEASURES = Text("Faktats mått", "The fact's measures")
_PRICES = Text("Priserna", "The prices")


def contradictions(file: Checked[AgreementWords]) -> list[Finding]:
    """Every contradiction between those parts of the file that are right, each with its line."""
    if file.words is None:
        return []
    # What a pot takes over is told where it stands, once, whoever takes it over.
    return list(dict.fromkeys(_Contradictions(file, file.words).findings()))


class _Contradictions:
    def __init__(self, file: Checked[AgreementWords], words: AgreementWords) -> None:
        self.file, self.words, self.sure = file, words, file.sure

    def findings(self) -> Iterator[Finding]:
        words = self.words
        yield from self.adds_up(("sum", "amount"), words.sum.amount, ("pots",), words.pots)
        if self.sure(("sum", "amount")) and int(words.sum.amount) <= 0:
            yield self.told(("sum", "amount"), "nothing", said.NOTHING, words.sum.amount)
        if words.announced is not None:
            yield from self.not_negative(("announced", "amount"), words.announced.amount)
        seen: set[str] = set()
        for pot in pots_in_file(words.pots):
            if pot.own.pot in seen and self.sure((*pot.where, "pot")):
                yield self.told((*pot.where, "pot"), "pot-twice", said.TWICE, pot.own.pot)
            seen.add(pot.own.pot)
            yield from self.pot(pot)
        for name, fact in words.facts.items():
            yield from self.said_twice(("facts", name, "periods"), fact.periods)
        yield from self.said_twice(("years",), words.years)
        for name in words.conditions:
            yield from self.condition(name)
        yield from self.in_order()
        yield from self.said_twice(("amendments",), [one.amendment for one in words.amendments], "amendment")
        yield from self.said_twice(("variants",), [one.variant for one in words.variants], "variant")

    def pot(self, pot: PotInFile) -> Iterator[Finding]:
        own, amount = pot.own, (*pot.where, "amount")
        yield from self.not_negative(amount, own.amount)
        if own.pots:
            yield from self.adds_up(amount, own.amount, (*pot.where, "pots"), own.pots)
        year = (*pot.where, "year")
        if own.year is not None and self.sure(year, ("years",)) and own.year not in self.words.years:
            yield self.told(year, "year", said.no_such_year(self.words.years), own.year)
        for at, earmark in enumerate(own.earmarks):
            where = (*pot.where, "earmarks", at, "amount")
            if self.sure(amount, where) and not 0 <= int(earmark.amount) <= int(own.amount):
                yield self.told(where, "earmark", said.earmark_above(own.amount), earmark.amount)
        if own.recipients is not None:
            yield from self.said_twice((*pot.where, "recipients"), own.recipients)
        if own.split is not None:
            yield from self.said_twice((*pot.where, "split", "months"), own.split.months)
        if own.qualify is not None:
            yield from self.said_twice((*pot.where, "qualify", "any"), own.qualify.any)
            yield from self.said_twice((*pot.where, "qualify", "all"), own.qualify.all)
        if pot.is_leaf and self.sure((*pot.where, "pots")):
            yield from self.leaf(pot, pot.words)

    def leaf(self, pot: PotInFile, words: PotWords) -> Iterator[Finding]:
        conditional = words.qualify is not None or words.earn is not None
        if self.known(pot, "qualify", "earn", "unearned"):
            if conditional and words.unearned is None:
                yield self.at(pot, "pot", "qualify-unearned", said.NO_UNEARNED, words.pot)
            if not conditional and words.unearned is not None:
                yield self.at(pot, "unearned", "qualify-unearned", said.NOTHING_TO_EARN, words.unearned.goes)
        yield from self.kinds(pot, words)
        if not self.known(pot, "recipients"):
            return
        if words.recipients is None:
            yield self.at(pot, "pot", "no-recipients", said.NO_RECIPIENTS, words.pot)
            return
        who = expand(words.recipients)
        if words.barred is not None and self.known(pot, "barred"):
            yield from self.barred(pot, words.barred.recipients, who)
        if self.known(pot, "key"):
            if words.key is None and len(who) > 1:
                yield self.at(pot, "recipients", "no-key", said.NO_KEY, None)
            yield from self.key(pot, words, who)
        if words.recipients == (NOT_PUBLIC,) and (conditional or words.key):
            yield self.at(pot, "recipients", "not-public", said.NOT_PUBLIC, NOT_PUBLIC)

    def barred(self, pot: PotInFile, barred: tuple[str, ...], who: tuple[str, ...]) -> Iterator[Finding]:
        for at, one in enumerate(barred):
            if one not in who:
                where = (*self.place(pot, "barred"), "recipients", at)
                yield self.told(where, "barred", said.BARRED, one)
        if who and set(who) <= set(barred):
            yield self.at(pot, "barred", "all-barred", said.ALL_BARRED, None)

    def key(self, pot: PotInFile, words: PotWords, who: tuple[str, ...]) -> Iterator[Finding]:
        key = words.key
        if key is None:
            return
        if key.population is not None:
            for one in who:
                if one in (SKR, RSS) or one in self.words.others:
                    yield self.at(pot, "key", "no-population", said.NO_POPULATION, one)
        if key.table is not None:
            for one in who:
                if one not in key.table:
                    yield self.at(pot, "key", "table", said.TABLE, one)
        if key.amounts is not None and words.unearned is not None and words.unearned.goes != "back":
            yield self.at(pot, "unearned", "amounts", said.AMOUNTS, words.unearned.goes)
        if key.fixed is not None:
            yield from self.not_negative((*self.place(pot, "key"), "fixed"), key.fixed)
            times = len(who) * _parts(words)
            if self.known(pot, "split", "amount") and int(key.fixed) * times > int(words.amount):
                yield self.at(pot, "key", "fixed", said.fixed_above(key.fixed, times, words.amount), None)

    def kinds(self, pot: PotInFile, words: PotWords) -> Iterator[Finding]:
        """Facts, prices and comparisons that need months or kinds the pot does not have."""
        if not self.known(pot, "split"):
            return
        kinds = list(words.split.kinds) if words.split else []
        monthly = bool(words.split and words.split.months)
        if words.earn is not None and self.known(pot, "earn"):
            for kind, price in words.earn.price.items():
                where = (*self.place(pot, "earn"), "price", *((kind,) if kind != EVERY_KIND else ()))
                yield from self.not_negative(where, price)
            if set(words.earn.price) not in ({EVERY_KIND}, set(kinds)):
                yield self.at(pot, "earn", "kinds", said.other_kinds(_PRICES, words.earn.price, kinds), None)
        for word, name, compares, fact_name in self.asked(words):
            fact = self.words.facts.get(fact_name)
            if compares and not monthly:
                yield self.at(pot, word, "no-months", said.NO_MONTHS, name)
            if fact is None or not self.known(pot, word) or not self.sure(("facts", fact_name)):
                continue
            if not fact.periods and not monthly and not compares:
                yield self.at(pot, word, "no-months", said.NO_MONTHS, name)
            if word == "key" and len(fact.periods) > 1:
                yield self.at(pot, word, "one-period", said.ONE_PERIOD, name)
            if set(fact.measure) not in ({EVERY_KIND}, set(kinds)):
                yield self.at(pot, word, "kinds", said.other_kinds(_MEASURES, fact.measure, kinds), name)

    def asked(self, words: PotWords) -> Iterator[tuple[str, str, bool, str]]:
        """The facts a pot asks for: by which word, in whose name, whether with the year before, and which."""
        names = (*words.qualify.any, *words.qualify.all) if words.qualify else ()
        for name, condition in self.below(names):
            if condition.fact is not None:
                yield "qualify", name, condition.compares_months, condition.fact
            if condition.stand_in is not None:
                yield "qualify", name, False, condition.stand_in
        others = [("key", words.key.count), ("key", words.key.amounts)] if words.key else []
        others += [("earn", words.earn.volume), ("earn", words.earn.above)] if words.earn else []
        others += [("unearned", words.unearned.by)] if words.unearned else []
        yield from ((word, fact, False, fact) for word, fact in others if fact is not None)

    def condition(self, name: str) -> Iterator[Finding]:
        where, condition = ("conditions", name), self.words.conditions[name]
        fact = self.words.facts.get(condition.fact or "")
        sure = self.sure(where, ("facts", condition.fact or ""))
        if condition.compares_months and fact is not None and fact.periods and sure:
            yield self.told(where, "improved-months", said.IMPROVED, name)
        for one, _ in self.below((*condition.any, *condition.all)):
            if one == name:
                yield self.told(where, "circle", said.CIRCLE, name)
                return

    def below(self, names: Sequence[str]) -> Iterator[tuple[str, ConditionWords]]:
        """The single conditions and combinations that *names* lead to, each once, also in a circle."""
        waiting, seen = list(names), set()
        while waiting:
            name = waiting.pop(0)
            condition = self.words.conditions.get(name)
            if condition is None or name in seen:
                continue
            seen.add(name)
            yield name, condition
            waiting += [*condition.any, *condition.all]

    def in_order(self) -> Iterator[Finding]:
        days = [amendment.effective for amendment in self.words.amendments]
        for at, (day, before) in enumerate(zip(days[1:], days, strict=False), start=1):
            where = ("amendments", at, "effective")
            if day < before and self.sure(where, ("amendments", at - 1, "effective")):
                yield self.told(where, "order", said.ORDER, day)

    def adds_up(
        self, where: Where, amount: Kronor, below: Where, pots: tuple[PotWords, ...]
    ) -> Iterator[Finding]:
        total = Kronor.sum(pot.amount for pot in pots)
        sure = self.sure(where, *((*below, at, "amount") for at in range(len(pots))))
        if sure and total != amount:
            yield self.told(where, "sum", said.sum_is(total, amount), amount)

    def not_negative(self, where: Where, amount: Kronor) -> Iterator[Finding]:
        if int(amount) < 0 and self.sure(where):
            yield self.told(where, "negative", said.NEGATIVE, amount)

    def said_twice(self, where: Where, values: Sequence[object], *key: str) -> Iterator[Finding]:
        """Each value of a list that has been there before: it would be counted once only."""
        for at, value in enumerate(values):
            if value in values[:at] and self.sure((*where, at, *key)):
                yield self.told((*where, at, *key), "twice", said.AGAIN, str(value))

    def known(self, pot: PotInFile, *words: str) -> bool:
        """Whether what the pot says by *words*, itself or as taken over from those above it, is right."""
        return self.sure(*((*level, word) for level in _levels(pot) for word in words))

    def place(self, pot: PotInFile, word: str) -> Where:
        """Where the word stands that holds for the pot: in itself, or in one above it."""
        stated = ((*level, word) for level in reversed(_levels(pot)))
        lines = self.file.definition.lines
        return next((where for where in stated if where in lines), (*pot.where, word))

    def at(self, pot: PotInFile, word: str, rule: str, told: Said, value: object) -> Finding:
        return self.told(self.place(pot, word), rule, told, value)

    def told(self, where: Where, rule: str, told: Said, value: object) -> Finding:
        return self.file.definition.finding(where, rule, *told, value)


def _levels(pot: PotInFile) -> list[Where]:
    """Where the pots above it stand, from the top, and the pot itself."""
    return [pot.where[:length] for length in range(2, len(pot.where) + 1, 2)]


def _parts(words: PotWords) -> int:
    split = words.split
    return max(len(split.months), 1) * max(len(split.kinds), 1) if split else 1
