"""An agreement's rules as sentences: every word of the vocabulary has its own, and notes are text only."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.utils import translation

from vardvag.agreements import load, read_agreement
from vardvag.service.pages.agreements import conditions, rules, words
from vardvag.service.pages.agreements.amended import amendments, variants
from vardvag.service.pages.agreements.notes import blocks_of, inline, notes
from vardvag.usecases.name_facts import Awaited

pytestmark = pytest.mark.usefixtures("django_demo")

FILES = Path(__file__).parents[2] / "spec" / "agreements" / "files"


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def agreement(name: str):
    path = FILES / f"{name}.yaml"
    return read_agreement(path) if path.is_file() else load(name)


def lines(name: str) -> list[str]:
    chosen = agreement(name)
    told = [rule for pot in chosen.all_pots() for rule in rules.rules(pot, chosen)]
    return [line.replace("\xa0", " ") for rule in told for line in rule.lines]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("svf-2025", "Alla 21 regioner"),
        ("kommuner-290", "Alla 290 kommuner"),
        ("psykisk-halsa-2019", "Det är inte offentligt vem pengarna är till."),
        ("psykisk-halsa-2019", "Sveriges Kommuner och Regioner"),
        ("psykisk-halsa-2019", "Ska redovisas: användningen till SKR senast den 31 januari 2020."),
        ("vardkapacitet-2025", "100 000 000 kr till var och en. Resten:"),
        ("vardkapacitet-2025", "Efter folkmängd 2024-11-01."),
        ("kvinnors-halsa-2023", "Efter en folkmängd återskapad ur publicerade belopp."),
        ("operationer-2025", "Lika mycket till var och en."),
        ("operationer-2025", "108 000 kr för var och en: höftledsoperationer, februari till oktober."),
        ("operationer-2025", "Ingen kan tjäna in mer än sin andel enligt nyckeln."),
        ("operationer-2025-del-2", "39 000 kr för var och en: framfall."),
        (
            "operationer-2025-del-2",
            "Bara de som är fler än referensen räknas: operationer, juni till oktober 2024.",
        ),
        ("operationer-2025-del-2", "Det som inte tjänas in betalas inte ut."),
        ("tillganglighet-2024", "Godkänns av Socialstyrelsen."),
        ("kvinnors-halsa-2017", "Augusti 2017, senast 31 augusti 2017."),
    ],
)
def test_a_rule_is_said(name: str, line: str) -> None:
    assert [said for said in lines(name) if line in said]


def test_what_is_not_earned_goes_four_ways() -> None:
    assert any("samlas i en bonuspott" in line for line in lines("tillganglighet-2024"))
    assert any(
        "till de 5 främsta per invånare: höftledsoperationer" in line for line in lines("operationer-2025")
    )
    assert any(
        "delas efter nyckeln av dem som uppfyller villkoren" in line for line in lines("komiljard-2012")
    )


def told(name: str) -> dict[str, conditions.ConditionTold]:
    return {one.name: one for one in conditions.told_conditions(agreement(name))}


def test_a_ladder_has_its_steps_in_a_table() -> None:
    steps = next(one.steps for one in told("tillganglighet-2023").values() if one.steps)
    assert [[str(cell).replace("\xa0", " ") for cell in row] for row in steps.rows] == [
        ["mer än 1 %", "50 %"],
        ["minst 5 %", "100 %"],
    ]


def test_a_stand_in_is_explained() -> None:
    assert "Siffran är inte offentlig." in told("komiljard-2012")["visits-70"].stand_in


def test_shares_are_told_with_the_decimals_they_have() -> None:
    from fractions import Fraction

    assert conditions._per_cent(Fraction(715, 1000)).replace("\xa0", " ") == "71,5 %"
    assert conditions._per_cent(Fraction(7, 10)).replace("\xa0", " ") == "70 %"


def test_a_population_that_is_held_is_not_asked_for() -> None:
    assert "folkmängd" not in {fact.title for fact in conditions.told_facts(load("komiljard-2012"))}
    assert "folkmängd" in {fact.title for fact in conditions.told_facts(load("patientmiljarden-2018"))}


def test_an_amendment_says_what_it_replaces_and_removes() -> None:
    [covid] = amendments(agreement("tillganglighet-2020"))
    assert covid.lines == (
        "Mars till november: uppdelningen tas bort; nya villkor, regional handlingsplan lämnad.",
        "Villkor: regional handlingsplan lämnad. Senast 31 mars 2021.",
    )
    [supplement] = amendments(load("kvinnors-halsa-2017"))
    assert [line.replace("\xa0", " ") for line in supplement.lines[:2]] == [
        "Summan blir 811 000 000 kr.",
        "Ny pott: Tillägget, för 2017, 300 000 000 kr.",
    ]
    assert supplement.link.endswith("?dag=2017-05-31")


def test_another_reading_says_what_is_different() -> None:
    [reading] = variants(load("patientmiljarden-2018"))
    assert [line.replace("\xa0", " ") for line in reading.lines] == [
        "Summan blir 998 000 000 kr.",
        "Insatser av SKL och Socialstyrelsen: beloppet blir 18 000 000 kr.",
    ]
    assert reading.link.endswith("?lasning=998")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2019-09", "september 2019"),
        ("2025-H1", "första halvåret 2025"),
        ("2025-H2", "andra halvåret 2025"),
        ("2019", "2019"),
        ("2018-12-31", "2018-12-31"),
    ],
)
def test_a_period_is_said(text: str, said: str) -> None:
    assert words.period(text) == said


def test_a_month_inside_a_title_is_said_and_a_day_is_left() -> None:
    assert words.with_months("Väntetider, 2019-09, besök") == "Väntetider, september 2019, besök"
    assert words.with_months("Folkmängd 2018-12-31") == "Folkmängd 2018-12-31"


def test_what_is_awaited_is_counted_and_named() -> None:
    chosen = load("komiljard-2012")
    title = next(iter(chosen.conditions.values())).title
    few = Awaited(title, 2, ("08", "13"), ("2012",))
    many = Awaited(title, 84, ("01", "03", "04", "05"), ("2012-01", "2012-02", "2012-03"))
    assert words.awaited(few, chosen) == f"Saknas: {title.sv} (Kalmar och Halland, 2012)"
    assert words.awaited(many, chosen).endswith("(4 regioner, 3 perioder mellan januari 2012 och mars 2012)")
    coarse = Awaited(title, 1, ("08",), ("2012",), coarse=True)
    assert "avrundad så att den inte avgör" in words.awaited(coarse, chosen)


def test_notes_are_headings_paragraphs_and_lists_and_nothing_else() -> None:
    text = "# Name\n\nOne\nparagraph.\n\n- **First**\n  goes on\n- `second`\n\nAfter.\n"
    assert [(block.kind, list(block.texts)) for block in blocks_of(text)] == [
        ("heading", ["Name"]),
        ("paragraph", ["One paragraph."]),
        ("list", ["<strong>First</strong> goes on", "<code>second</code>"]),
        ("paragraph", ["After."]),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("**<b>**", "<strong>&lt;b&gt;</strong>"),
        ("a *b c* d", "a <em>b c</em> d"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("`a && b`", "<code>a &amp;&amp; b</code>"),
        ("see https://a.se/b.", 'see <a href="https://a.se/b">https://a.se/b</a>.'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        (
            'https://a.se/"onclick="x',
            '<a href="https://a.se/&quot;onclick=&quot;x">https://a.se/&quot;onclick=&quot;x</a>',
        ),
    ],
)
def test_nothing_in_a_note_becomes_markup_of_its_own(text: str, shown: str) -> None:
    assert inline(text) == shown


def test_every_note_of_the_catalogue_is_read() -> None:
    from vardvag.agreements import names

    for name in names():
        folder = load(name).path.parent
        if (folder / "discrepancies.md").is_file():
            shown = notes(folder)
            assert shown
            assert not any(
                "**" in text or "`" in text or " *" in text for block in shown for text in block.texts
            )
