"""The vocabulary of agreements, proved on eight agreements that need it: each settled on small made-up facts.

The agreements lie in `files/`. Their sums and rules are real where they are public; what is not public stands
there as an example and is marked. All facts here are made up, so that every amount can be worked out by hand:
each region has 100 000 inhabitants and Stockholm 500 000, in all 2 500 000. A region's share is one of 25,
Stockholm's five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from vardvag.agreements import Settlement, parse_agreement, parse_facts, read_agreement, settle
from vardvag.base.cells import Cell
from vardvag.base.errors import BadInput
from vardvag.base.kronor import Kronor
from vardvag.base.municipalities import MUNICIPALITIES
from vardvag.base.regions import REGIONS

FILES = Path(__file__).parent / "files"
CODES = [region.code for region in REGIONS]
STOCKHOLM, UPPSALA, KALMAR, GOTLAND, BLEKINGE = "01", "03", "08", "09", "10"
HALLAND, VARMLAND, NORRBOTTEN = "13", "17", "25"
INHABITANTS = dict.fromkeys(CODES, 100_000) | {STOCKHOLM: 500_000}
MNKR = 1_000_000

Row = tuple[str, ...]
HEADER = (
    "measure,place,period,policy,basis,kind,numerator,denominator,value,judged_by,source_title,source_section"
)


def cells(rows: Iterable[Row]) -> tuple[Cell, ...]:
    """Rows of measure, place, period, policy, basis, kind, numerator, denominator, value, as a facts file."""
    lines = [",".join((*row, "someone" if row[5] == "judgement" else "", "Made up", "test")) for row in rows]
    return parse_facts("\n".join((HEADER, *lines)))


def inhabitants(day: str, of: Mapping[str, int] = INHABITANTS) -> list[Row]:
    return [("population", who, day, "", "", "count", "", "", str(number)) for who, number in of.items()]


def ratio(
    measure: str, place: str, period: str, part: int, whole: int, policy: str = "", basis: str = ""
) -> Row:
    return (measure, place, period, policy, basis, "ratio", str(part), str(whole), "")


def count(measure: str, place: str, period: str, number: int) -> Row:
    return (measure, place, period, "", "", "count", "", "", str(number))


def yes_or_no(measure: str, place: str, period: str, answer: str) -> Row:
    return (measure, place, period, "", "", "judgement", "", "", answer)


def year_before(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"


def amount(settlement: Settlement, who: str) -> int | None:
    kronor = settlement.payout(who).kronor
    return None if kronor is None else int(kronor)


def adds_up(settlement: Settlement) -> bool:
    whole = settlement.paid + settlement.unpaid + settlement.undetermined
    return whole == settlement.agreement.amount


# --- A fixed amount to each, and the rest by population ---------------------------------------------------


def test_fixed_amount_and_the_rest_by_population() -> None:
    agreement = read_agreement(FILES / "vardkapacitet-2025.yaml")
    settlement = settle(agreement, cells(inhabitants("2024-11-01")))
    # 21 × 100 mnkr = 2 100 mnkr. The rest is 5 886,5 − 2 100 = 3 786,5 mnkr, of which 1/25 is 151,46 mnkr.
    assert amount(settlement, KALMAR) == 251_460_000
    assert amount(settlement, STOCKHOLM) == 857_300_000  # 100 mnkr + 5 × 151,46 mnkr
    assert settlement.paid == Kronor.parse("5 886,5 mnkr")


def test_a_population_that_is_not_held_is_asked_for_and_never_guessed() -> None:
    agreement = read_agreement(FILES / "vardkapacitet-2025.yaml")
    settlement = settle(agreement)
    assert settlement.undetermined == agreement.amount
    asked = [(key.measure, key.place, key.period) for key in settlement.missing]
    assert asked == [("population", code, "2024-11-01") for code in CODES]
    all_but_gotland = [row for row in inhabitants("2024-11-01") if row[1] != GOTLAND]
    assert settle(agreement, cells(all_but_gotland)).undetermined == agreement.amount


# --- An amendment that replaces performance by population from the middle of the year ---------------------

YEAR_2020 = [f"2020-{month:02}" for month in range(2, 12)]
LATE = ["07", KALMAR, GOTLAND, BLEKINGE, NORRBOTTEN]


def facts_of_2020(months: list[str]) -> tuple[Cell, ...]:
    """Everybody's share rises from 50 to 60 in each month, but Stockholm's not in February.

    Action plans: five regions on 1 December 2020, the others on 1 September 2020.
    """
    rows = inhabitants("2019-11-01")
    for code in CODES:
        day = "2020-12-01" if code in LATE else "2020-09-01"
        rows.append(("action-plan-2020", code, "2020", "", "", "day", "", "", day))
        for month in months:
            now = 50 if (code, month) == (STOCKHOLM, "2020-02") else 60
            measure = "waiting-first-visit-within-90"
            rows.append(ratio(measure, code, month, now, 100, "pvv", "derived"))
            rows.append(ratio(measure, code, year_before(month), 50, 100, "pvv", "derived"))
    return cells(rows)


def test_as_agreed_in_december_2019() -> None:
    agreement = read_agreement(FILES / "tillganglighet-2020.yaml", on=date(2020, 4, 23))
    settlement = settle(agreement, facts_of_2020(YEAR_2020))
    # At the decision: 432,9 mnkr / 25 = 17 316 000 each.
    # February: all but Stockholm, 246,31 mnkr / 20 = 12 315 500 each.
    # March to November: all but the five whose plan came after 30 September. Nine months of 246,31 mnkr,
    # each / 20 = 12 315 500 and five times that to Stockholm; nine months are 110 839 500 and 554 197 500.
    assert amount(settlement, UPPSALA) == 17_316_000 + 12_315_500 + 110_839_500
    assert amount(settlement, KALMAR) == 17_316_000 + 12_315_500
    assert amount(settlement, STOCKHOLM) == 5 * 17_316_000 + 554_197_500
    assert settlement.paid == Kronor.parse("2 896 mnkr")


@pytest.mark.parametrize("on", [date(2020, 4, 24), None])
def test_as_amended_on_24_april_2020(on: date | None) -> None:
    agreement = read_agreement(FILES / "tillganglighet-2020.yaml", on=on)
    # March to November needs no measured share any more, and plans are in time until 31 March 2021.
    settlement = settle(agreement, facts_of_2020(["2020-02"]))
    # 2 216,79 mnkr / 25 = 88 671 600 each.
    assert amount(settlement, UPPSALA) == 17_316_000 + 12_315_500 + 88_671_600
    assert amount(settlement, KALMAR) == 17_316_000 + 12_315_500 + 88_671_600
    assert amount(settlement, STOCKHOLM) == 5 * 17_316_000 + 5 * 88_671_600
    assert settlement.paid == Kronor.parse("2 896 mnkr")
    assert not settlement.undetermined


# --- Requirements as sub-pots, a ladder, a high level, fewer who wait long, a bonus pot -------------------

MONTHS_2023 = [f"2023-{month:02}" for month in range(1, 12)]
SHARES_2023 = (
    "assessment-within-3",
    "waiting-first-visit-within-90",
    "waiting-operation-within-90",
    "return-visit-on-time",
    "bup-first-visit-within-30",
    "bup-investigation-within-30",
    "bup-treatment-within-30",
)
COUNTS_2023 = ("waiting-first-visit-over-150", "waiting-operation-over-150")
Told = dict[tuple[str, str, str], tuple[int, int]]


def settled_2023(told: Told, without: tuple[str, str, str] | None = None) -> Settlement:
    """Where nothing is told: 50 % now as a year ago, 10 who wait long now as a year ago; nothing is earned.

    *told* has, by measure, region and month, the tenths of a per cent (or the number) now and a year ago.
    """
    rows = inhabitants("2022-11-01")
    for code in CODES:
        for month in MONTHS_2023:
            for measure in SHARES_2023:
                now, before = told.get((measure, code, month), (500, 500))
                if (measure, code, month) != without:
                    rows.append(ratio(measure, code, month, now, 1000))
                rows.append(ratio(measure, code, year_before(month), before, 1000))
            for measure in COUNTS_2023:
                now, before = told.get((measure, code, month), (10, 10))
                rows += [count(measure, code, month, now), count(measure, code, year_before(month), before)]
    return settle(read_agreement(FILES / "tillganglighet-2023.yaml"), cells(rows))


LADDER: list[tuple[str, tuple[int, int], int]] = [
    # region, now and a year ago in tenths of a per cent, earned of its 1 160 000 (29 mnkr a month / 25)
    (KALMAR, (510, 500), 580_000),  # + 2 %: the first step, half
    (GOTLAND, (550, 500), 1_160_000),  # + 10 %: the second step, all
    (NORRBOTTEN, (525, 500), 1_160_000),  # + 5 % exactly: "at least" is reached
    (HALLAND, (910, 920), 1_160_000),  # worse, but above 90 %
    (BLEKINGE, (899, 899), 0),  # neither better nor at 90 %
]


def test_ladder_earns_in_steps_and_a_high_level_earns_all() -> None:
    told = {("assessment-within-3", code, "2023-01"): shares for code, shares, _ in LADDER}
    settlement = settled_2023(told)
    january = next(r for r in settlement.results if r.part.name.endswith("medical-assessment/2023-01"))
    assert [(code, january.earned[code]) for code, _, _ in LADDER] == [(code, kr) for code, _, kr in LADDER]
    # Earned in all 580 000 + 3 × 1 160 000 = 4 060 000, so Kalmar has 1/7 of it and the three others 2/7. The
    # bonus pot has the same proportions, so of 2 500 mnkr they get 1/7 and 2/7 as well: 357 142 857,1 and
    # 714 285 714,3. The krona left goes to the largest remainder, of equal ones to the lowest code: Gotland.
    # Beside it 440 mnkr / 25 = 17,6 mnkr each.
    assert amount(settlement, KALMAR) == 357_142_857 + 17_600_000
    assert amount(settlement, GOTLAND) == 714_285_715 + 17_600_000
    assert amount(settlement, HALLAND) == 714_285_714 + 17_600_000
    assert amount(settlement, NORRBOTTEN) == 714_285_714 + 17_600_000
    assert amount(settlement, BLEKINGE) == 17_600_000
    assert amount(settlement, "SKR") == 12 * MNKR
    assert settlement.paid == Kronor.parse("2 952 mnkr")


def test_bonus_pot_collects_over_requirements_and_months() -> None:
    settlement = settled_2023(
        {
            ("waiting-first-visit-over-150", KALMAR, "2023-03"): (9, 10),
            ("waiting-operation-over-150", GOTLAND, "2023-03"): (10, 10),
            ("waiting-operation-within-90", STOCKHOLM, "2023-02"): (900, 950),
            ("waiting-operation-within-90", STOCKHOLM, "2023-03"): (900, 950),
        }
    )
    # A month of 330 mnkr is 30 mnkr: Kalmar's 1/25 is 1,2 mnkr; Stockholm's 5/25 is 6 mnkr, in two months
    # 12 mnkr.
    # Gotland has as many waiting as a year ago and earns nothing. Earned 13,2 mnkr, left 2 486,8 mnkr, in
    # the proportions 1 : 10. 1/11 is 226 072 727,3 and 10/11 is 2 260 727 272,7; the krona goes to the
    # larger remainder.
    assert amount(settlement, KALMAR) == 1_200_000 + 226_072_727 + 17_600_000
    assert amount(settlement, STOCKHOLM) == 12_000_000 + 2_260_727_273 + 5 * 17_600_000
    assert amount(settlement, GOTLAND) == 17_600_000
    assert settlement.paid == Kronor.parse("2 952 mnkr")


def test_bonus_pot_that_nobody_has_earned_a_part_of_is_not_paid() -> None:
    settlement = settled_2023({})
    assert settlement.unpaid == Kronor.parse("2 500 mnkr")
    assert settlement.paid == Kronor.parse("452 mnkr")


def test_bonus_pot_waits_for_every_fact() -> None:
    told = {("assessment-within-3", KALMAR, "2023-01"): (550, 500)}
    missing = ("return-visit-on-time", GOTLAND, "2023-11")
    settlement = settled_2023(told, without=missing)
    # What Kalmar has earned is certain, what the bonus pot gives is not. 29 mnkr / 25 + 17,6 mnkr.
    assert amount(settlement, KALMAR) is None
    assert settlement.payout(KALMAR).at_least == Kronor(1_160_000 + 17_600_000)
    assert [(key.measure, key.place, key.period) for key in settlement.missing] == [missing]
    assert adds_up(settlement)


# --- An authority judges the whole region, and child psychiatry is measured -------------------------------

MONTHS_2024 = [f"2024-{month:02}" for month in range(2, 12)]
KINDS_2024 = ("bup-visit-within-30", "bup-investigation-within-30", "bup-treatment-within-30")


def settled_2024(judged: dict[str, str | None], improved: set[tuple[str, str, str]]) -> Settlement:
    """Judged yes, and no improvement, where nothing is told."""
    rows = inhabitants("2023-11-01")
    for code in CODES:
        answer = judged.get(code, "yes")
        rows += [yes_or_no("access-work-judged", code, "2024", answer)] if answer else []
        for month in MONTHS_2024:
            for measure in KINDS_2024:
                now = 51 if (measure, code, month) in improved else 50
                rows.append(ratio(measure, code, month, now, 100))
                rows.append(ratio(measure, code, year_before(month), 50, 100))
    return settle(read_agreement(FILES / "tillganglighet-2024.yaml"), cells(rows))


def test_judged_as_a_whole_and_each_kind_of_care_measured_by_itself() -> None:
    settlement = settled_2024(
        {KALMAR: "no"},
        {
            ("bup-visit-within-30", KALMAR, "2024-02"),
            ("bup-investigation-within-30", GOTLAND, "2024-02"),
            ("bup-treatment-within-30", GOTLAND, "2024-03"),
        },
    )
    # Each half: 1 237,5 mnkr / 25 = 49,5 mnkr. Kalmar's second one stays with the State.
    # Child psychiatry: 450 mnkr in 3 × 10 parts of 15 mnkr, of which 1/25 is 600 000. Kalmar earns one part
    # and Gotland two; the rest follows in the same proportions, so 150 and 300 mnkr.
    assert amount(settlement, KALMAR) == 49_500_000 + 0 + 150 * MNKR
    assert amount(settlement, GOTLAND) == 49_500_000 + 49_500_000 + 300 * MNKR
    assert amount(settlement, UPPSALA) == 99_000_000
    assert settlement.unpaid == Kronor.parse("49,5 mnkr")
    assert settlement.paid == Kronor.parse("2 887,5 mnkr")


def test_one_that_is_not_judged_yet_keeps_only_its_own_money_waiting() -> None:
    settlement = settled_2024({KALMAR: None}, {("bup-visit-within-30", GOTLAND, "2024-02")})
    assert amount(settlement, KALMAR) is None
    assert settlement.payout(KALMAR).at_least == Kronor.parse("49,5 mnkr")
    assert amount(settlement, GOTLAND) == 2 * 49_500_000 + 450 * MNKR
    assert settlement.undetermined == Kronor.parse("49,5 mnkr")


# --- A price for each operation, a cap, and the best five -------------------------------------------------

MONTHS_2025 = [f"2025-{month:02}" for month in range(2, 11)]
HIPS = {KALMAR: 10, GOTLAND: 60, BLEKINGE: 20, HALLAND: 30, VARMLAND: 40, STOCKHOLM: 120, NORRBOTTEN: 5}
PROLAPSES = dict.fromkeys(["07", KALMAR, GOTLAND, BLEKINGE, "12"], 10)
CATARACTS = {STOCKHOLM: 1000, UPPSALA: 300, "04": 250, "05": 100, "06": 50, "07": 16}


def operations(done: dict[str, dict[str, int]], months: list[str]) -> list[Row]:
    """All of a region's operations in the first month, none in the others."""
    return [
        count(f"operations-{kind}", code, month, numbers.get(code, 0) if month == months[0] else 0)
        for kind, numbers in done.items()
        for code in CODES
        for month in months
    ]


def settled_operations_2025() -> Settlement:
    done = {"hip": HIPS, "prolapse": PROLAPSES, "cataract": CATARACTS}
    rows = inhabitants("2024-12-31") + operations(done, MONTHS_2025)
    return settle(read_agreement(FILES / "operationer-2025.yaml"), cells(rows))


def part(settlement: Settlement, name: str) -> dict[str, int | None]:
    return dict(next(r for r in settlement.results if r.part.name.split("/")[-1] == name).shares)


def paid(shares: Mapping[str, int | None]) -> dict[str, int]:
    return {code: kronor for code, kronor in shares.items() if kronor}


def test_price_per_operation_up_to_a_cap_and_the_rest_to_the_best_five() -> None:
    hip = part(settled_operations_2025(), "hip")
    # 108 000 kr each, at most 150 mnkr / 25 = 6 mnkr (Stockholm 30 mnkr). Gotland's 60 would be 6,48 mnkr:
    # capped.
    # Earned: 1,08 + 6 + 2,16 + 3,24 + 4,32 + 12,96 + 0,54 = 30,3 mnkr. Left 119,7 mnkr.
    # Most per 100 000 of the real inhabitants of 2019: Gotland 100,5, Värmland 14,2, Blekinge 12,5, Halland
    # 9,0, Stockholm 5,0; then Kalmar 4,1. Of the five's 900 000 each has 1/9, 13,3 mnkr, and Stockholm 5/9,
    # 66,5 mnkr.
    assert paid(hip) == {
        KALMAR: 1_080_000,
        NORRBOTTEN: 540_000,
        GOTLAND: 6_000_000 + 13_300_000,
        BLEKINGE: 2_160_000 + 13_300_000,
        HALLAND: 3_240_000 + 13_300_000,
        VARMLAND: 4_320_000 + 13_300_000,
        STOCKHOLM: 12_960_000 + 66_500_000,
    }


def test_each_diagnosis_has_its_own_best_five_and_its_own_price() -> None:
    settlement = settled_operations_2025()
    # Prolapse, 39 000 kr each: five regions earn 390 000 and share the 95,05 mnkr that are left.
    prolapse = part(settlement, "prolapse")
    assert paid(prolapse) == dict.fromkeys(PROLAPSES, 19_400_000)
    # Cataract, 19 000 kr each: 1 716 operations earn 32 604 000, left 117 396 000, a ninth of it is 13 044
    # 000.
    # Per 100 000: Södermanland 84, Uppsala 78, Stockholm 42, Östergötland 21, Jönköping 14; then Kronoberg
    # 8.
    cataract = part(settlement, "cataract")
    assert paid(cataract) == {
        STOCKHOLM: 19_000_000 + 65_220_000,
        UPPSALA: 5_700_000 + 13_044_000,
        "04": 4_750_000 + 13_044_000,
        "05": 1_900_000 + 13_044_000,
        "06": 950_000 + 13_044_000,
        "07": 304_000,
    }


def test_with_the_equal_amount_to_each() -> None:
    settlement = settled_operations_2025()
    # 100 mnkr / 21 = 4 761 904,8: the 16 kronor left go to the sixteen lowest codes, not to Norrbotten.
    assert amount(settlement, KALMAR) == 4_761_905 + 1_080_000 + 19_400_000
    assert amount(settlement, NORRBOTTEN) == 4_761_904 + 540_000
    assert settlement.paid == Kronor.parse("497 mnkr")


def test_only_an_increase_on_the_reference_is_paid_for() -> None:
    now = [f"2025-{month:02}" for month in range(6, 11)]
    before = [year_before(month) for month in now]
    rows = inhabitants("2024-12-31")
    rows += operations(
        {"hip": {KALMAR: 60, GOTLAND: 150}, "prolapse": {KALMAR: 5}, "cataract": {STOCKHOLM: 2500}}, now
    )
    rows += operations(
        {"hip": {KALMAR: 50, GOTLAND: 50}, "prolapse": {KALMAR: 9}, "cataract": {STOCKHOLM: 2000}}, before
    )
    settlement = settle(read_agreement(FILES / "operationer-2025-del-2.yaml"), cells(rows))
    # Kalmar: 10 more hips × 108 000; four prolapses fewer earn nothing and take nothing back.
    # Stockholm: 500 more cataracts × 19 000. Gotland: 100 more hips would be 10,8 mnkr, but its 1/25 of the
    # hip part, 169 166 667 kr, is 6 766 666,7; it is among the fourteen lowest codes that get the krona.
    assert amount(settlement, KALMAR) == 1_080_000
    assert amount(settlement, STOCKHOLM) == 9_500_000
    assert amount(settlement, GOTLAND) == 6_766_667
    assert settlement.paid == Kronor(17_346_667)
    assert settlement.unpaid == Kronor(507_500_000 - 17_346_667)


# --- Amounts that are decided elsewhere -------------------------------------------------------------------

SECTOR_GRANT = (FILES / "sektorsbidrag-2024.csv").read_text(encoding="utf-8")


def test_amounts_from_a_table_of_their_own() -> None:
    settlement = settle(read_agreement(FILES / "sektorsbidrag-2024.yaml"), parse_facts(SECTOR_GRANT))
    assert amount(settlement, STOCKHOLM) == 1_267_100_000
    assert amount(settlement, NORRBOTTEN) == 160_600_000
    assert settlement.paid == Kronor.parse("6 mdkr")


def test_a_row_that_is_not_given_is_undetermined_not_zero() -> None:
    rows = "".join(line for line in SECTOR_GRANT.splitlines(keepends=True) if ",25,2024," not in line)
    settlement = settle(read_agreement(FILES / "sektorsbidrag-2024.yaml"), parse_facts(rows))
    assert amount(settlement, NORRBOTTEN) is None
    assert amount(settlement, STOCKHOLM) == 1_267_100_000
    assert settlement.undetermined == Kronor(160_600_000)


def test_amounts_above_the_pot_are_refused() -> None:
    more = SECTOR_GRANT.replace("1267100000", "1267200000")
    with pytest.raises(BadInput) as told:
        settle(read_agreement(FILES / "sektorsbidrag-2024.yaml"), parse_facts(more))
    assert [finding.rule for finding in told.value.findings] == ["amounts-above-pot"]


def test_a_population_key_does_not_reproduce_the_sector_grant() -> None:
    """The negative test: the model of cost equalisation is another key, and the difference is seen."""
    text = (FILES / "sektorsbidrag-2024.yaml").read_text(encoding="utf-8")
    by_population = "key: {population: reconstructed-kvinnors_halsa_2024_1367M, source: press}"
    text = text.replace("key: {amounts: decided, source: press}", by_population)
    settlement = settle(parse_agreement(text))
    table = settle(read_agreement(FILES / "sektorsbidrag-2024.yaml"), parse_facts(SECTOR_GRANT))
    apart = {code: (amount(table, code) or 0) - (amount(settlement, code) or 0) for code in CODES}
    # The table is rounded to 100 000 kr; nobody is that near. The north has more than its population's share.
    assert all(abs(difference) > 100_000 for difference in apart.values())
    assert apart[NORRBOTTEN] > 15 * MNKR
    assert apart[STOCKHOLM] < -100 * MNKR


# --- All 290 municipalities, by a population that is not held ---------------------------------------------


def test_290_municipalities_by_a_population_given_as_facts() -> None:
    agreement = read_agreement(FILES / "kommuner-290.yaml")
    assert len(agreement.recipients) == 290
    assert len(settle(agreement).missing) == 290
    # 289 with 1 000 inhabitants and Kalmar with 11 000: 300 000 in all, 1 000 kr each of 300 mnkr.
    people = {one.code: 1_000 for one in MUNICIPALITIES} | {"0880": 11_000}
    settlement = settle(agreement, cells(inhabitants("2024-11-01", people)))
    assert amount(settlement, "0980") == 1 * MNKR
    assert amount(settlement, "0880") == 11 * MNKR
    assert settlement.paid == Kronor.parse("300 mnkr")


@pytest.mark.parametrize("path", sorted(FILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_without_facts_nothing_is_made_up(path: Path) -> None:
    """Only what has no condition and a key that is held is paid; it always adds up."""
    settlement = settle(read_agreement(path))
    assert adds_up(settlement)
    assert settlement.undetermined
    assert not settlement.unpaid


@pytest.mark.parametrize("path", sorted(FILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_not_public_is_marked(path: Path) -> None:
    """Every file but the two whose rules are all public, or all invented, shows what it assumes."""
    assumed = settle(read_agreement(path)).assumptions
    assert bool(assumed) is (path.stem not in ("sektorsbidrag-2024", "kommuner-290"))
