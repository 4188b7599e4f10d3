"""The worked examples of the reference of an agreement file's words: one for each kind of word.

A test tells which kinds have none. Here does not belong how an example is settled or shown
(`worked_example`).
"""

from __future__ import annotations

from dataclasses import dataclass

from worked_example import PLACES, Example, Facts

EQUALLY = "key: {equal: true, source: x}"
TRIED = f"{EQUALLY}\nqualify: {{all: [c], source: x}}\nunearned: {{goes: back, source: x}}"
MONTHLY = f"{EQUALLY}\nsplit: {{months: [2020-09], source: x}}\n" + TRIED.partition("\n")[2]
PRICED = f"{EQUALLY}\nearn: {{price: 50 kr, volume: f, source: x}}\nunearned: {{goes: back, source: x}}"
SHARE = 'f: {measure: in-time, periods: ["2020"], source: x}'
EACH_MONTH = "f: {measure: in-time, periods: each-month, source: x}"
NUMBER = 'f: {measure: operations, periods: ["2020"], source: x}'


def condition(test: str, stand_in: str = "") -> str:
    """A condition named `c`, with a title that an example need not show more of."""
    words = f"c: {{title: {{sv: provet, en: the test}}, {test}, source: x}}"
    return words.replace(", source", f", stand_in: {stand_in}, source") if stand_in else words


LADDER = """\
c:
  title: {sv: provet, en: the test}
  ladder:
    fact: f
    steps:
      - {more_than: 0 %, earns: 50 %}
      - {at_least: 5 %, earns: 100 %}
  source: x"""


TWO = """
level: {title: {sv: nivån, en: the level}, at_least: {fact: f, share: 70 %}, source: x}
approved: {title: {sv: godkänd, en: approved}, judged: {fact: g, by: {sv: SKR, en: SKR}}, source: x}"""


def year(measure: str, *values: str) -> Facts:
    """Facts of one measure in 2020."""
    first, second, third = values
    return {(measure, "2020"): (first, second, third)}


def september(before: tuple[str, str, str], now: tuple[str, str, str], measure: str = "in-time") -> Facts:
    """Facts of one measure in September of two years."""
    return {(measure, "2019-09"): before, (measure, "2020-09"): now}


KEYS = (
    Example(
        "population",
        "by inhabitants",
        "199 886, 244 670 and 159 684 inhabitants at the end of 2018. 330.80, 404.92 and 264.27 kr are "
        "330, 404 and 264 whole kronor; the two left over go to Kalmar and Kronoberg.",
        'key: {population: "2018-12-31", source: x}',
        amount=1000,
    ),
    Example(
        "population",
        "by inhabitants of a day that is not held",
        "They are asked for as facts. As long as one is missing, the number below the line is not known.",
        'key: {population: "2020-11-01", source: x}',
        given={("population", "2020-11-01"): ("200000", "250000", "–")},
    ),
    Example("equal", "the same to each", "", EQUALLY),
    Example(
        "table", "by the agreement's own weights", "", 'key: {table: {"07": 2, "08": 4, "10": 3}, source: x}'
    ),
    Example(
        "count",
        "by a counted fact",
        "",
        "key: {count: f, source: x}",
        facts='f: {measure: births, periods: ["2020"], source: x}',
        given=year("births", "2000", "2500", "1500"),
    ),
    Example(
        "amounts",
        "amounts decided elsewhere",
        "Each waits only for its own. What is left of a pot is unpaid only when all amounts are known.",
        "key: {amounts: f, source: x}",
        facts='f: {measure: granted, periods: ["2020"], source: x}',
        given=year("granted", "100 kr", "250 kr", "–"),
    ),
    Example(
        "fixed",
        "a fixed amount first",
        "100 kr to each, and 600 kr by the table.",
        'key: {table: {"07": 1, "08": 3, "10": 2}, fixed: 100 kr, source: x}',
    ),
)

DIVISION = (
    Example(
        "split",
        "equal parts by month",
        "1 000 kr in three parts are 334, 333 and 333 kr, the earliest first; each is divided by itself.",
        f"{EQUALLY}\nsplit: {{months: [2020-09, 2020-10, 2020-11], source: x}}",
        amount=1000,
        by_part=True,
    ),
    Example(
        "barred",
        "who is listed and gets nothing",
        "",
        f'{EQUALLY}\nbarred: {{recipients: ["10"], source: x}}',
    ),
)

TESTS = (
    Example(
        "judged",
        "somebody decides",
        "Nobody has decided on Blekinge: neither met nor failed.",
        TRIED,
        condition("judged: {fact: f, by: {sv: SKR, en: SKR}}"),
        'f: {measure: approved, periods: ["2020"], source: x}',
        year("approved", "yes", "no", "–"),
    ),
    Example(
        "report",
        "handed in on time",
        "The day it was received, or the receiver's yes or no.",
        TRIED,
        condition("report: {fact: f, due: 2020-01-31}"),
        'f: {measure: plan, periods: ["2020"], source: x}',
        year("plan", "2020-01-31", "2020-02-01", "yes"),
    ),
    Example(
        "at_least",
        "a share reaches a level",
        "Compared exactly. What is printed as 70 % may be 69.5: whether it has reached the level, and so the "
        "amount, is not known. Both numbers, or more decimals, would settle it.",
        TRIED,
        condition("at_least: {fact: f, share: 70 %}"),
        SHARE,
        year("in-time", "70/100", "695/1000", "70 %"),
    ),
    Example(
        "rounding",
        "the same, in whole per cent",
        "",
        TRIED,
        condition("at_least: {fact: f, share: 70 %}"),
        SHARE.replace("source", "rounding: 0, source"),
        year("in-time", "70/100", "695/1000", "70 %"),
    ),
    Example(
        "each",
        "a share reaches a level in each period",
        "So it is when nothing is said.",
        TRIED,
        condition("at_least: {fact: f, share: 70 %, over: each}"),
        "f: {measure: in-time, periods: [2020-H1, 2020-H2], source: x}",
        {
            ("in-time", "2020-H1"): ("70/100", "60/100", "6/10"),
            ("in-time", "2020-H2"): ("75/100", "80/100", "75/100"),
        },
    ),
    Example(
        "average",
        "the mean of the periods' shares",
        "Each period counts the same: 60 and 75 % make 67.5.",
        TRIED,
        condition("at_least: {fact: f, share: 70 %, over: average}"),
        "f: {measure: in-time, periods: [2020-H1, 2020-H2], source: x}",
        {
            ("in-time", "2020-H1"): ("70/100", "60/100", "6/10"),
            ("in-time", "2020-H2"): ("75/100", "80/100", "75/100"),
        },
    ),
    Example(
        "together",
        "the share of all numbers added",
        "Blekinge has 81 of 110, which is 73.6 %.",
        TRIED,
        condition("at_least: {fact: f, share: 70 %, over: together}"),
        "f: {measure: in-time, periods: [2020-H1, 2020-H2], source: x}",
        {
            ("in-time", "2020-H1"): ("70/100", "60/100", "6/10"),
            ("in-time", "2020-H2"): ("75/100", "80/100", "75/100"),
        },
    ),
    Example(
        "number",
        "a number reaches a level",
        "",
        TRIED,
        condition("at_least: {fact: f, number: 10}"),
        NUMBER,
        year("operations", "9", "10", "11"),
    ),
    Example(
        "improved",
        "larger than the year before",
        "Relatively: 50 % has to rise above 52.5 %. From 0 any share is an improvement.",
        MONTHLY,
        condition("improved: {fact: f, more_than: 5 %}"),
        EACH_MONTH,
        september(("50/100", "50/100", "0/100"), ("53/100", "52/100", "1/100")),
    ),
    Example(
        "points",
        "the same, in percentage points",
        "50 % has to rise above 55 %.",
        MONTHLY,
        condition("improved: {fact: f, more_than: 5 %, compares: points}"),
        EACH_MONTH,
        september(("50/100", "50/100", "0/100"), ("53/100", "56/100", "1/100")),
    ),
    Example(
        "fewer",
        "smaller than the year before",
        "200 has to fall below 180.",
        MONTHLY,
        condition("fewer: {fact: f, by_more_than: 10 %}"),
        EACH_MONTH.replace("in-time", "long-waits"),
        september(("200", "200", "200"), ("179", "180", "250"), "long-waits"),
    ),
    Example(
        "ladder",
        "improvement in steps",
        "Any improvement earns half of the share, 5 % all of it.",
        MONTHLY,
        LADDER,
        EACH_MONTH,
        september(("500/1000", "500/1000", "500/1000"), ("500/1000", "510/1000", "525/1000")),
    ),
    Example(
        "any",
        "one of several",
        "Kalmar has reached the level, so that its approval is not known does not matter.",
        TRIED,
        condition("any: [level, approved]") + TWO,
        SHARE + '\ng: {measure: approved, periods: ["2020"], source: x}',
        year("in-time", "60/100", "70/100", "60/100") | year("approved", "yes", "–", "no"),
    ),
    Example(
        "all",
        "all of several",
        "Blekinge has not reached the level, so that its approval is not known does not matter.",
        TRIED,
        condition("all: [level, approved]") + TWO,
        SHARE + '\ng: {measure: approved, periods: ["2020"], source: x}',
        year("in-time", "70/100", "70/100", "60/100") | year("approved", "yes", "–", "–"),
    ),
    Example(
        "stand_in",
        "a yes or no in place of a figure that is not public",
        "A figure that is given decides, whatever the stand-in says.",
        TRIED,
        condition("at_least: {fact: f, share: 70 %}", stand_in="g"),
        SHARE + '\ng: {measure: said-to-have-reached, periods: ["2020"], source: x}',
        year("in-time", "–", "60/100", "–") | year("said-to-have-reached", "yes", "yes", "–"),
    ),
)

EARNING = (
    Example(
        "earn",
        "price times number, up to the share by the key",
        "50 kr each, at most 300 kr.",
        PRICED,
        facts=NUMBER,
        given=year("operations", "2", "6", "8"),
    ),
    Example(
        "above",
        "only what is above a reference",
        "",
        PRICED.replace("volume: f", "volume: f, above: g"),
        facts='f: {measure: operations, periods: ["2020"], source: x}\n'
        'g: {measure: operations, periods: ["2019"], source: x}',
        given={("operations", "2019"): ("10", "10", "10"), ("operations", "2020"): ("14", "9", "20")},
    ),
)

JUDGED = condition("judged: {fact: f, by: {sv: SKR, en: SKR}}")
APPROVED = 'f: {measure: approved, periods: ["2020"], source: x}'
BONUS = f"{EQUALLY}\nsplit: {{months: [2020-09, 2020-10], source: x}}\n" + TRIED.partition("\n")[2].replace(
    "back", "bonus-pot"
)
BEST = PRICED.replace("back", "best, best: 1, by: f")

UNEARNED = (
    Example(
        "to-those-who-qualify",
        "to those who qualify",
        "Kalmar's part goes to the others. Had Kalmar's answer been missing, nobody's amount would be known.",
        TRIED.replace("back", "to-those-who-qualify"),
        JUDGED,
        APPROVED,
        year("approved", "yes", "no", "yes"),
    ),
    Example(
        "to-those-who-qualify",
        "to those who qualify, with a ladder",
        "Weights one half, one half and one: half steps stand below the line as halves.",
        MONTHLY.replace("back", "to-those-who-qualify"),
        LADDER,
        EACH_MONTH,
        september(("500/1000", "500/1000", "500/1000"), ("501/1000", "510/1000", "525/1000")),
    ),
    Example(
        "back",
        "not paid",
        "Kalmar's part is not paid.",
        TRIED,
        JUDGED,
        APPROVED,
        year("approved", "yes", "no", "yes"),
    ),
    Example(
        "bonus-pot",
        "to a bonus pot",
        "600 kr are earned in the two months: 300, 150 and 150. The other 300 kr are divided likewise.",
        BONUS,
        condition("at_least: {fact: f, share: 70 %}"),
        EACH_MONTH,
        {("in-time", "2020-09"): ("7/10", "6/10", "7/10"), ("in-time", "2020-10"): ("8/10", "8/10", "6/10")},
        by_part=True,
    ),
    Example(
        "best",
        "to the best",
        "300 kr are earned, 100 and 200; the 600 kr that are not go to the one with the most operations.",
        BEST,
        facts=NUMBER,
        given=year("operations", "2", "4", "0"),
    ),
)


@dataclass(frozen=True)
class Section:
    """Examples of one kind; of the pot they all have, `told` says what an example does not show."""

    title: str
    told: str
    examples: tuple[Example, ...]
    shows_pot: bool = True


SECTIONS = (
    Section("The key", "", KEYS),
    Section("The division", "", DIVISION),
    Section(
        "The conditions",
        "The pot is divided equally, and what is not earned goes back: a third each, or nothing.\n\n"
        f"```yaml\n{TRIED}\n```\n\n"
        "A condition that compares with the year before is tried month by month. There the pot also has "
        "`split: {months: [2020-09], source: x}`.",
        TESTS,
        shows_pot=False,
    ),
    Section("What is earned", "", EARNING),
    Section("What is not earned", "", UNEARNED),
)


def worked_examples() -> list[str]:
    """All examples as the end of a page."""
    names = " · ".join(f"{name} ({code})" for code, name in PLACES.items())
    told = (
        "Everything is made up but the inhabitants of 2018. The pot is 900 kr where nothing else is said, "
        f"for {names}. Only the words that matter are shown; `–` is a fact that is not given."
    )
    parts = ["## Examples", told]
    for section in SECTIONS:
        parts += [f"### {section.title}", section.told]
        parts += [example.page(shows_pot=section.shows_pot) for example in section.examples]
    return [part for part in parts if part]
