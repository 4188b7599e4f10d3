"""What is wrong between values of an agreement file that are each right: sums, names twice, rules that clash.

Here does not belong a single value (`vocabulary`) or a name that refers to nothing (`references`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vardvag.agreements.condition_words import ConditionWords
from vardvag.agreements.inheritance import PotInFile, pots_in_file
from vardvag.agreements.pot_words import PotWords
from vardvag.agreements.recipients import NOT_PUBLIC, RSS, SKR, expand
from vardvag.agreements.vocabulary import AgreementWords
from vardvag.agreements.words import EVERY_KIND
from vardvag.base.definitions import Definition, Where
from vardvag.base.findings import Finding
from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

Said = tuple[Text, Text]


def contradictions(definition: Definition, words: AgreementWords) -> list[Finding]:
    """Every contradiction in the file, each with its line."""
    return list(_Contradictions(definition, words).findings())


class _Contradictions:
    def __init__(self, definition: Definition, words: AgreementWords) -> None:
        self.definition, self.words = definition, words

    def findings(self) -> Iterator[Finding]:
        words = self.words
        yield from self.adds_up(("sum", "amount"), words.sum.amount, words.pots)
        seen: set[str] = set()
        for pot in pots_in_file(words.pots):
            if pot.own.pot in seen:
                yield self.at(pot, "pot", "pot-twice", _TWICE, pot.own.pot)
            seen.add(pot.own.pot)
            yield from self.pot(pot)
        for name, fact in words.facts.items():
            yield from self.said_twice(("facts", name, "periods"), fact.periods)
        yield from self.said_twice(("years",), words.years)
        for name in words.conditions:
            yield from self.condition(name)
        days = [amendment.effective for amendment in words.amendments]
        for at, (day, before) in enumerate(zip(days[1:], days, strict=False), start=1):
            if day < before:
                yield self.definition.finding(("amendments", at, "effective"), "order", *_ORDER, day)
        yield from self.said_twice(("amendments",), [one.amendment for one in words.amendments])
        yield from self.said_twice(("variants",), [one.variant for one in words.variants])

    def pot(self, pot: PotInFile) -> Iterator[Finding]:
        own, words = pot.own, pot.words
        if int(own.amount) < 0:
            yield self.at(pot, "amount", "negative", _NEGATIVE, own.amount)
        if own.pots:
            yield from self.adds_up((*pot.where, "amount"), own.amount, own.pots)
        if own.year is not None and own.year not in self.words.years:
            yield self.at(pot, "year", "year", _YEAR, own.year)
        for at, earmark in enumerate(own.earmarks):
            if not 0 <= int(earmark.amount) <= int(own.amount):
                where = (*pot.where, "earmarks", at, "amount")
                yield self.definition.finding(where, "earmark", *_EARMARK, earmark.amount)
        if own.recipients is not None:
            yield from self.said_twice((*pot.where, "recipients"), own.recipients)
        if own.split is not None:
            yield from self.said_twice((*pot.where, "split", "months"), own.split.months)
        if own.qualify is not None:
            yield from self.said_twice((*pot.where, "qualify", "any"), own.qualify.any)
            yield from self.said_twice((*pot.where, "qualify", "all"), own.qualify.all)
        if pot.is_leaf:
            yield from self.leaf(pot, words)

    def leaf(self, pot: PotInFile, words: PotWords) -> Iterator[Finding]:
        if words.recipients is None:
            yield self.at(pot, "recipients", "no-recipients", _NO_RECIPIENTS, None)
            return
        who = expand(words.recipients)
        barred = words.barred.recipients if words.barred else ()
        for at, one in enumerate(barred):
            if one not in who:
                where = (*pot.where, "barred", "recipients", at)
                yield self.definition.finding(where, "barred", *_BARRED, one)
        if words.key is None and len(who) > 1:
            yield self.at(pot, "recipients", "no-key", _NO_KEY, None)
        if words.key is not None:
            yield from self.key(pot, words, who)
        conditional = words.qualify is not None or words.earn is not None
        if conditional is not (words.unearned is not None):
            yield self.at(pot, "pot", "qualify-unearned", _BOTH, words.pot)
        if words.recipients == (NOT_PUBLIC,) and (conditional or words.key):
            yield self.at(pot, "recipients", "not-public", _NOT_PUBLIC, NOT_PUBLIC)
        yield from self.kinds(pot, words)

    def key(self, pot: PotInFile, words: PotWords, who: tuple[str, ...]) -> Iterator[Finding]:
        key = words.key
        if key is None:
            return
        if key.population is not None:
            for one in who:
                if one in (SKR, RSS) or one in self.words.others:
                    yield self.at(pot, "key", "no-population", _NO_POPULATION, one)
        if key.table is not None:
            for one in who:
                if one not in key.table:
                    yield self.at(pot, "key", "table", _TABLE, one)
        if key.amounts is not None and words.unearned is not None and words.unearned.goes != "back":
            yield self.at(pot, "unearned", "amounts", _AMOUNTS, words.unearned.goes)
        if key.fixed is not None and int(key.fixed) * len(who) * _parts(words) > int(words.amount):
            yield self.at(pot, "key", "fixed", _FIXED, key.fixed)

    def kinds(self, pot: PotInFile, words: PotWords) -> Iterator[Finding]:
        """Facts, prices and comparisons that need months or kinds the pot does not have."""
        kinds = set(words.split.kinds) if words.split else set()
        monthly = bool(words.split and words.split.months)
        names = (*words.qualify.any, *words.qualify.all) if words.qualify else ()
        asked: list[tuple[str, str, str]] = []
        for name, condition in self.below(names):
            if condition.compares_months and not monthly:
                yield self.at(pot, "qualify", "no-months", _NO_MONTHS, name)
            asked += [("qualify", name, fact) for fact in (condition.fact, condition.stand_in) if fact]
        if words.key is not None:
            asked += [("key", fact, fact) for fact in (words.key.count, words.key.amounts) if fact]
        if words.earn is not None:
            asked += [("earn", fact, fact) for fact in (words.earn.volume, words.earn.above) if fact]
            if set(words.earn.price) not in ({EVERY_KIND}, kinds):
                yield self.at(pot, "earn", "kinds", _PRICES, None)
        if words.unearned is not None and words.unearned.by is not None:
            asked.append(("unearned", words.unearned.by, words.unearned.by))
        for word, name, fact_name in asked:
            fact = self.words.facts.get(fact_name)
            if fact is None:
                continue
            compares = word == "qualify" and self.words.conditions[name].compares_months
            if not fact.periods and not monthly and not compares:
                yield self.at(pot, word, "no-months", _NO_MONTHS, name)
            if set(fact.measure) not in ({EVERY_KIND}, kinds):
                yield self.at(pot, word, "kinds", _KINDS, name)

    def condition(self, name: str) -> Iterator[Finding]:
        condition = self.words.conditions[name]
        fact = self.words.facts.get(condition.fact or "")
        if condition.compares_months and fact is not None and fact.periods:
            yield self.definition.finding(("conditions", name), "improved-months", *_IMPROVED, name)
        for one, _ in self.below((*condition.any, *condition.all)):
            if one == name:
                yield self.definition.finding(("conditions", name), "circle", *_CIRCLE, name)
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

    def adds_up(self, where: Where, amount: Kronor, pots: tuple[PotWords, ...]) -> Iterator[Finding]:
        total = Kronor.sum(pot.amount for pot in pots)
        if total != amount:
            yield self.definition.finding(
                where,
                "sum",
                Text(f"Potterna blir tillsammans {total}", f"The pots add up to {total}"),
                Text(
                    "Ändra summan, eller lägg till den pott som fattas",
                    "Change the sum, or add the missing pot",
                ),
                amount,
            )

    def said_twice(self, where: Where, values: Sequence[object]) -> Iterator[Finding]:
        """Each value of a list that has been there before: it would be counted once only."""
        for at, value in enumerate(values):
            if value in values[:at]:
                yield self.definition.finding((*where, at), "twice", *_AGAIN, str(value))

    def at(self, pot: PotInFile, key: str, rule: str, said: Said, value: object) -> Finding:
        return self.definition.finding((*pot.where, key), rule, *said, value)


def _parts(words: PotWords) -> int:
    split = words.split
    return max(len(split.months), 1) * max(len(split.kinds), 1) if split else 1


_TWICE: Said = (
    Text("Två potter har samma namn", "Two pots have the same name"),
    Text("Ge den ena ett annat namn", "Give one of them another name"),
)
_NEGATIVE: Said = (
    Text("En pott kan inte vara negativ", "A pot cannot be negative"),
    Text("Skriv beloppet utan minus", "Write the amount without the minus"),
)
_YEAR: Said = (
    Text("Året står inte i years", "The year does not stand in years"),
    Text("Lägg till det i years, eller ändra year", "Add it to years, or change year"),
)
_EARMARK: Said = (
    Text("Öronmärket är större än potten, eller negativt", "The earmark is above the pot, or negative"),
    Text("Rätta beloppet", "Correct the amount"),
)
_NO_RECIPIENTS: Said = (
    Text("Det står inte vem potten är för", "It does not say whom the pot is for"),
    Text("Lägg till recipients: i potten eller i potten ovanför", "Add recipients: here or in the pot above"),
)
_BARRED: Said = (
    Text("Den som utesluts är inte mottagare av potten", "Who is barred is no recipient of the pot"),
    Text("Ta bort den, eller lägg till den i recipients", "Remove it, or add it to recipients"),
)
_NO_KEY: Said = (
    Text("Flera mottagare men ingen fördelningsnyckel", "Several recipients but no key"),
    Text(
        "Lägg till key: med population:, equal: true, table:, count: eller amounts:",
        "Add key: with population:, equal: true, table:, count: or amounts:",
    ),
)
_NO_POPULATION: Said = (
    Text("Mottagaren har ingen folkmängd att fördela efter", "The recipient has no inhabitants to divide by"),
    Text(
        "Ta bort key:, eller skriv equal: true i stället för population:",
        "Remove key:, or write equal: true instead of population:",
    ),
)
_TABLE: Said = (
    Text("Mottagaren saknas i tabellen", "The recipient is not in the table"),
    Text("Lägg till den med sin vikt; 0 betyder ingenting", "Add it with its weight; 0 means nothing"),
)
_AMOUNTS: Said = (
    Text("Belopp som är bestämda omfördelas inte", "Amounts that are decided are not divided again"),
    Text("Skriv goes: back", "Write goes: back"),
)
_FIXED: Said = (
    Text("Det fasta beloppet räcker inte till alla", "The fixed amount is more than the pot has for all"),
    Text("Sänk fixed, eller höj potten", "Lower fixed, or raise the pot"),
)
_AGAIN: Said = (
    Text("Värdet står två gånger i listan", "The value stands twice in the list"),
    Text("Ta bort det ena", "Remove one of them"),
)
_BOTH: Said = (
    Text("qualify eller earn hör ihop med unearned", "qualify or earn belongs together with unearned"),
    Text(
        "Säg både vem som får del och vad som händer med det som inte tjänas in",
        "Say both who gets a share and what happens to what is not earned",
    ),
)
_NOT_PUBLIC: Said = (
    Text("Ingen vet vem pengarna är för, men de har villkor", "No known recipients, but rules for them"),
    Text("Ta bort key, qualify, earn och unearned", "Remove key, qualify, earn and unearned"),
)
_NO_MONTHS: Said = (
    Text("Det prövas varje månad, men potten har inga månader", "Tried monthly, but the pot has no months"),
    Text(
        "Lägg till split: med months:, eller skriv ut periods: i faktat",
        "Add split: with months:, or state periods: in the fact",
    ),
)
_KINDS: Said = (
    Text("Faktats mått och pottens kinds stämmer inte", "The fact's measures do not match the pot's kinds"),
    Text("Ge ett mått för varje kind i split:", "Give one measure for each kind in split:"),
)
_PRICES: Said = (
    Text("Priserna och pottens kinds stämmer inte", "The prices do not match the pot's kinds"),
    Text("Ge ett pris för varje kind i split:", "Give one price for each kind in split:"),
)
_IMPROVED: Said = (
    Text("En jämförelse med året före jämför månader", "A comparison with the year before compares months"),
    Text("Skriv periods: each-month i faktat", "Write periods: each-month in the fact"),
)
_CIRCLE: Said = (
    Text("Villkoret leder tillbaka till sig självt", "The condition leads back to itself"),
    Text("Ta bort namnet ur any eller all", "Remove the name from any or all"),
)
_ORDER: Said = (
    Text("Ändringarna står inte i tidsordning", "The amendments are not in the order of their days"),
    Text("Skriv den tidigaste först", "Write the earliest first"),
)
