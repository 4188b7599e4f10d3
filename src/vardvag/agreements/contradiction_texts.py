"""What is said of values that are each right and do not go together: what is wrong, and how it is mended.

Here does not belong when they do not (`contradictions`).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

from vardvag.base.kronor import Kronor
from vardvag.base.texts import Text

Said = tuple[Text, Text]

TWICE: Said = (
    Text("Två potter har samma namn", "Two pots have the same name"),
    Text("Ge den ena ett annat namn", "Give one of them another name"),
)
NEGATIVE: Said = (
    Text("Beloppet är negativt", "The amount is negative"),
    Text("Skriv beloppet utan minus", "Write the amount without the minus"),
)
NO_RECIPIENTS: Said = (
    Text("Det står inte vem potten är för", "It does not say whom the pot is for"),
    Text(
        "Lägg till recipients: i potten eller i potten ovanför, som recipients: regions",
        "Add recipients: here or in the pot above, like recipients: regions",
    ),
)
BARRED: Said = (
    Text("Den som utesluts är inte mottagare av potten", "Who is barred is no recipient of the pot"),
    Text(
        "Ta bort den ur barred, eller lägg till den i recipients",
        "Remove it from barred, or add it to recipients",
    ),
)
ALL_BARRED: Said = (
    Text("Alla mottagare av potten är uteslutna", "Every recipient of the pot is barred"),
    Text("Ta bort någon ur barred", "Remove somebody from barred"),
)
NO_KEY: Said = (
    Text("Flera mottagare men ingen fördelningsnyckel", "Several recipients but no key"),
    Text(
        "Lägg till key: med population:, equal: true, table:, count: eller amounts:",
        "Add key: with population:, equal: true, table:, count: or amounts:",
    ),
)
NO_POPULATION: Said = (
    Text("Mottagaren har ingen folkmängd att fördela efter", "The recipient has no inhabitants to divide by"),
    Text(
        "Ta bort key:, eller skriv equal: true i stället för population:",
        "Remove key:, or write equal: true instead of population:",
    ),
)
TABLE: Said = (
    Text("Mottagaren saknas i tabellen", "The recipient is not in the table"),
    Text(
        "Lägg till den i table: med sin vikt; 0 betyder ingenting",
        "Add it to table: with its weight; 0 means nothing",
    ),
)
AMOUNTS: Said = (
    Text("Belopp som är bestämda omfördelas inte", "Amounts that are decided are not divided again"),
    Text("Skriv goes: back", "Write goes: back"),
)
AGAIN: Said = (
    Text("Värdet står två gånger i listan", "The value stands twice in the list"),
    Text("Ta bort det ena", "Remove one of them"),
)
NO_UNEARNED: Said = (
    Text(
        "Potten har villkor, men det står inte vad som händer med det som inte tjänas in",
        "The pot has conditions, but it does not say what happens to what is not earned",
    ),
    Text(
        "Lägg till unearned: med goes: to-those-who-qualify, back, bonus-pot eller best",
        "Add unearned: with goes: to-those-who-qualify, back, bonus-pot or best",
    ),
)
NOTHING_TO_EARN: Said = (
    Text(
        "Potten har unearned men varken qualify eller earn: allt är intjänat",
        "The pot has unearned but neither qualify nor earn: all of it is earned",
    ),
    Text(
        "Ta bort unearned:, eller lägg till qualify: eller earn:",
        "Remove unearned:, or add qualify: or earn:",
    ),
)
NOT_PUBLIC: Said = (
    Text("Ingen vet vem pengarna är för, men de har villkor", "No known recipients, but rules for them"),
    Text("Ta bort key, qualify, earn och unearned", "Remove key, qualify, earn and unearned"),
)
NO_MONTHS: Said = (
    Text("Det prövas varje månad, men potten har inga månader", "Tried monthly, but the pot has no months"),
    Text(
        "Lägg till split: med months:, eller skriv ut periods: i faktat",
        "Add split: with months:, or state periods: in the fact",
    ),
)
ONE_PERIOD: Said = (
    Text("Nyckelns faktum har flera perioder", "The fact of the key has several periods"),
    Text("Skriv en enda period i faktats periods:", "Write a single period in the fact's periods:"),
)
IMPROVED: Said = (
    Text("En jämförelse med året före jämför månader", "A comparison with the year before compares months"),
    Text("Skriv periods: each-month i faktat", "Write periods: each-month in the fact"),
)
CIRCLE: Said = (
    Text("Villkoret leder tillbaka till sig självt", "The condition leads back to itself"),
    Text("Ta bort namnet ur any eller all", "Remove the name from any or all"),
)
ORDER: Said = (
    Text("Ändringarna står inte i tidsordning", "The amendments are not in the order of their days"),
    Text("Skriv den tidigaste först", "Write the earliest first"),
)
NOTHING: Said = (
    Text("Avtalet har inga pengar att fördela", "The agreement has no money to divide"),
    Text("Skriv summan, som 182,5 mnkr", "Write the sum, like 182,5 mnkr"),
)


def sum_is(total: Kronor, stated: Kronor) -> Said:
    """The pots add up to something else than what is stated."""
    apart = total - stated
    more = (
        Text(f"{apart} mer", f"{apart} more")
        if int(apart) > 0
        else Text(f"{-apart} mindre", f"{-apart} less")
    )
    return (
        Text(
            f"Potterna blir tillsammans {total}, {more.sv} än här står",
            f"The pots add up to {total}, {more.en} than stands here",
        ),
        Text(
            "Ändra summan, eller rätta pottens belopp, eller lägg till den pott som fattas",
            "Change the sum, or correct the amount of a pot, or add the missing pot",
        ),
    )


def no_such_year(years: Collection[int]) -> Said:
    """A pot is of a year that the agreement is not about."""
    told = ", ".join(map(str, years))
    return (
        Text("Året står inte i years", "The year does not stand in years"),
        Text(
            f"Skriv ett år som står där: {told}, eller lägg till året i years",
            f"Write a year that stands there: {told}, or add the year to years",
        ),
    )


def earmark_above(pot: Kronor) -> Said:
    """An earmark is larger than its pot, or negative."""
    return (
        Text("Öronmärket är större än potten, eller negativt", "The earmark is above the pot, or negative"),
        Text(f"Skriv högst {pot}, som är hela potten", f"Write at most {pot}, which is the whole pot"),
    )


def fixed_above(fixed: Kronor, times: int, amount: Kronor) -> Said:
    """So much to each is more than the pot has."""
    whole = fixed * times
    return (
        Text("Det fasta beloppet räcker inte till alla", "The fixed amount is more than the pot has for all"),
        Text(
            f"Sänk fixed, eller höj potten: {times} × {fixed} = {whole}, och potten är {amount}",
            f"Lower fixed, or raise the pot: {times} × {fixed} = {whole}, and the pot is {amount}",
        ),
    )


def other_kinds(what: Text, given: Collection[str], kinds: Collection[str]) -> Said:
    """Prices, or a fact's measures, are for other kinds than the pot has; one for all is allowed too."""
    if not kinds:
        return (
            Text(
                f"{what.sv} gäller slag som potten inte har", f"{what.en} are for kinds the pot does not have"
            ),
            Text(
                "Skriv ett för alla, eller lägg till split: med kinds:",
                "Write one for all, or add split: with kinds:",
            ),
        )
    missing, extra = sorted(set(kinds) - set(given)), sorted(set(given) - set(kinds))
    near = {
        one: close[0] for one in extra if (close := difflib.get_close_matches(one, missing, n=1, cutoff=0.5))
    }
    sv = [f"Menade du {right} i stället för {wrong}?" for wrong, right in near.items()]
    en = [f"Did you mean {right} instead of {wrong}?" for wrong, right in near.items()]
    if lacking := [one for one in missing if one not in near.values()]:
        sv.append(f"Lägg till {', '.join(lacking)}.")
        en.append(f"Add {', '.join(lacking)}.")
    if loose := [one for one in extra if one not in near]:
        sv.append(f"Ta bort {', '.join(loose)}.")
        en.append(f"Remove {', '.join(loose)}.")
    told = ", ".join(kinds)
    return (
        Text(f"{what.sv} och pottens kinds stämmer inte", f"{what.en} do not match the pot's kinds"),
        Text(f"{' '.join(sv)} Potten har: {told}", f"{' '.join(en)} The pot has: {told}"),
    )
