"""A draft with forty mistakes: every one of them is told, at once, where it stands and how it is mended.

And what is told is true: a mistake brings about no finding of something that is right, and one mistake mended
is one finding less.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from vardvag.agreements import parse_agreement, settle
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding

DRAFT = (Path(__file__).parent / "files" / "bad-draft.yaml").read_text(encoding="utf-8")

# ruff: noqa: E501 -- one mistake a line, so that the table can be read down its columns
# The line, the key, a word that the remedy must hold in both languages, and what makes the line right.
MISTAKES = [
    # --- single words
    (3, "agreement", "battre-vard-2027", ("Bättre vård 2027", "battre-vard-2027")),  # a name with spaces
    (4, "titel", "title", ("titel:", "title:")),  # a misspelt key at the top
    (7, "parties.1.en", "en: …", ("och Regioner}", "och Regioner, en: SALAR}")),  # one language is missing
    (8, "status", "decided", ("decidet", "decided")),  # a misspelt word
    (10, "signed", "2019-09-30", ("02-30", "02-28")),  # a day that does not exist
    (11, "valid", "from (2028-01-01)", ("2028-01-01", "2027-01-01")),  # ends before it begins
    (12, "about.utan krångel", "sv", ("köer, utan krångel", "köer")),  # a text with a comma and no quotes
    (16, "others", "{a-name: {sv: …, en: …}}", ("[Socialstyrelsen]", "{}")),  # a list where a mapping belongs
    (29, "pots.0.payment.latst", "latest", ("latst:", "latest:")),  # a misspelt key three levels down
    (34, "pots.1.recipients", "regions", ("regioner", "regions")),  # a group that there is none of
    (36, "pots.1.key", "population, equal", (", equal: true", "")),  # two keys in one pot
    (37, "pots.1.split.months.1", "2019-09", (", 2027-13", "")),  # a month that does not exist
    (48, "pots.2.unearned", "by:", ("best: 5,", "best: 5, by: operations,")),  # the best, but not by what
    (57, "pots.3.pots.1.amount", "29 999 999,50 kr", ("29 999 999,50", "30 000 000")),  # an amount with öre
    (62, "conditions.plan.report.due", "2019-09-30", ("09-31", "09-30")),  # another such day, deeper down
    (64, "conditions.waiting-down", "at_least, improved", ("    improved: {fact: waiting, more_than: 0 %}", "")),  # two tests in one condition
    (66, "conditions.waiting-down.at_least.share", "70 %", ("0.7", "70 %")),  # a share as a decimal
    (71, "conditions.steps.ladder", "earns", ("5 %, earns: 100 %}, {at_least: 1 %, earns: 50 %", "1 %, earns: 50 %")),  # a ladder that falls
    (79, "facts.plan.periods", "each-month", ("periods: 2027", "periods: [2027]")),  # a value where a list belongs
    (80, "facts.waiting.measure", "waiting-within-90", ("Waiting Within 90", "waiting-within-90")),
    (84, "sources.draft.confidence", "official", ("oficial", "official")),
    # --- where it was read
    (44, "pots.2.source", "draft", ("drafft", "draft")),  # a source that is not there
    (45, "pots.2.key", "assumption", ('"2025-09"}', '"2025-09", source: draft}')),  # no source at all
    # --- names that refer to nothing
    (23, "pots.0.recipients.4", "03", (", Uppsala", "")),  # a region by its name
    (26, "pots.0.key.population", "2024-11-01", ("2026-11-31", "2026-11-30")),  # the population of no day
    (38, "pots.1.qualify.all.1", "waiting-down", ("wating-down", "waiting-down")),  # a condition
    (47, "pots.2.earn.volume", "operations", ("operations-done", "operations")),  # a fact
    # --- what does not go together
    (14, "sum.amount", "pot", ("1 000", "970")),  # a sum that its pots do not add up to
    (22, "pots.0.year", "2027", ("2026", "2027")),  # a year the agreement is not about
    (23, "pots.0.recipients.3", "", (', "08"', "")),  # a region twice
    (25, "pots.0.barred.recipients.0", "recipients", ('"09"', '"03"')),  # barred, but no recipient
    (28, "pots.0.earmarks.0.amount", "500 000 000 kr", ("600 mnkr", "60 mnkr")),  # more than the pot
    (31, "pots.1.pot", "to-those-who-qualify", ("- pot: result", "- pot: result\n    unearned: {goes: back, source: draft}")),
    (40, "pots.2.pot", "", ("pot: result", "pot: operations")),  # a pot twice
    (47, "pots.2.earn", "cataract", ("catarct", "cataract")),  # a price for a kind that is not there
    (73, "conditions.either", "any", ("[either, plan]", "[plan]")),  # a condition of itself
    # --- amendments
    (92, "amendments.0.changes.sum.amount", "pot", ("sum: {amount: 900 mnkr, source: draft}", "about: {sv: a, en: b}")),  # another sum
    (93, "amendments.0.changes.status", "ended", ("endded", "ended")),  # a word, where it is put
    (96, "amendments.1.effective", "", ("2027-04-01", "2027-06-01")),  # not in the order of their days
    (100, "amendments.1.changes.pots.resultat", "result", ("resultat", "base")),  # a pot that is not there
]  # fmt: skip


def told(text: str) -> list[Finding]:
    with pytest.raises(BadInput) as refused:
        parse_agreement(text)
    return list(refused.value.findings)


def test_every_mistake_is_told_at_once_and_nothing_else() -> None:
    assert [(f.row, f.column) for f in told(DRAFT)] == sorted(
        ((row, column) for row, column, _, _ in MISTAKES), key=lambda place: place[0]
    )


@pytest.mark.parametrize(("row", "column", "word", "_mended"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_each_says_in_both_languages_what_to_write(row: int, column: str, word: str, _mended: object) -> None:
    found = next(f for f in told(DRAFT) if (f.row, f.column) == (row, column))
    assert found.remedy.sv != found.remedy.en
    assert found.message.sv != found.message.en
    assert word in found.remedy.sv.replace("\u00a0", " ")
    assert word in found.remedy.en.replace("\u00a0", " ")


def test_no_english_of_the_machinery_shows() -> None:
    """What pydantic and YAML say by themselves."""
    said = " ".join(f.sentence("sv") for f in told(DRAFT))
    assert not re.findall(r"should|Input|expected|Value error|pattern|Field|Tuple", said)


def mended(text: str, row: int, change: tuple[str, str]) -> str:
    """The text with one mistake mended, on its own line or soon after, before the next one like it."""
    lines = text.split("\n")
    before, after = "\n".join(lines[: row - 1]), "\n".join(lines[row - 1 :])
    assert change[0] in after[:400], change
    return f"{before}\n{after.replace(*change, 1)}"


@pytest.mark.parametrize(("row", "column", "_word", "change"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_a_mistake_that_is_mended_is_not_told(
    row: int, column: str, _word: str, change: tuple[str, str]
) -> None:
    """And brings to light nothing else: what rested on it is right too."""
    before = Counter((f.rule, f.column) for f in told(DRAFT))
    after = Counter((f.rule, f.column) for f in told(mended(DRAFT, row, change)))
    assert sum(after.values()) < sum(before.values()), set(after) - set(before)


def test_when_every_mistake_is_mended_the_draft_is_an_agreement() -> None:
    text = DRAFT
    for row, _, _, change in sorted(MISTAKES, key=lambda mistake: -mistake[0]):  # lines added move none above
        text = mended(text, row, change)
    agreement = parse_agreement(text)
    assert int(agreement.amount) == 870_000_000
    settlement = settle(agreement)
    assert settlement.paid + settlement.undetermined + settlement.unpaid == agreement.amount
