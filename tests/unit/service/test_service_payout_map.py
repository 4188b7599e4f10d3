"""The map under the payments: what its title says, which population it names, and when there is none."""

from __future__ import annotations

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from django.utils import translation

from vardvag.agreements.overview import Row
from vardvag.base.kronor import Kronor
from vardvag.base.regions import REGIONS
from vardvag.base.texts import Text
from vardvag.service.pages.agreements.payout_map import payout_map, population_sources

pytestmark = pytest.mark.usefixtures("django_demo")


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def row(recipient: str, kronor: int | None, people: int | None = 100) -> Row:
    amount = None if kronor is None else Kronor(kronor)
    return Row(recipient, recipient, people, None, amount, amount or Kronor(0), Text("", ""))


def rows(*kronor: int | None) -> list[Row]:
    return [row(one.code, amount) for one, amount in zip(REGIONS, kronor, strict=False)]


@pytest.mark.parametrize(
    ("kronor", "said"),
    [
        ((1_881, 1_881, 1_881), "Alla 3 regioner får 18,81\xa0kr per invånare"),
        ((1_881, 0, 1_881), "2 av 3 regioner får 18,81\xa0kr per invånare"),
        ((1_881, None, 1_881), "2 av 3 regioner får 18,81\xa0kr per invånare"),
        ((100, 200, 300), "Regionerna får mellan 1,00\xa0kr och 3,00\xa0kr per invånare"),
        ((0, 200, 300), "Regionerna får mellan 0\xa0kr och 3,00\xa0kr per invånare"),
        ((None, 200, 300), "2 av 3 regioner får mellan 2,00\xa0kr och 3,00\xa0kr per invånare"),
        ((0, 0, 0), "Ingen region får något"),
        ((0, 0, None), "2 av 3 regioner får 0\xa0kr per invånare"),
    ],
)
def test_the_title_says_what_is_so(kronor, said):
    assert payout_map("x", rows(*kronor), 2025).title == said


def test_undetermined_is_hatched_and_said():
    drawn = payout_map("x", rows(None, 200, 300), 2025)
    assert "är kartan streckad" in drawn.reading
    assert "<title>Stockholm: går inte att fastställa</title>" in drawn.svg
    assert "streckad" not in payout_map("x", rows(100, 200, 300), 2025).reading


@pytest.mark.parametrize(
    "payees",
    [
        rows(1, 2),
        [*rows(1, 2), row("SKR", 3, None)],
        [*rows(1, 2), row("0880", 3, None)],  # a municipality is no region
        rows(None, None, None),
        [],
    ],
)
def test_few_regions_or_no_known_amount_make_no_map(payees):
    assert payout_map("x", payees, 2025) is None


@pytest.mark.parametrize(
    ("without", "said"),
    [
        (0, "Folkmängden är den som nyckeln bygger på."),
        (2, "för Stockholm och Uppsala, som saknas där, 2019-12-31."),
        (6, "för 6 regioner som saknas där 2019-12-31."),
        (21, "Folkmängden är den 2019-12-31: nyckeln anger ingen."),
    ],
)
def test_which_population_is_said_with_its_source(without, said):
    payees = [row(one.code, 5, None if n < without else 100) for n, one in enumerate(REGIONS)]
    assert payout_map("x", payees, 2025).note.endswith(said)
    named = [words for words, _ in population_sources(payees, 2025)]
    assert named == (["Folkmängd 2019-12-31"] if without else [])


def test_each_region_leads_to_its_explanation():
    drawn = payout_map("svf-2025", rows(1, 2, 3), 2019)
    assert drawn.links["01"].endswith("/overenskommelser/svf-2025/utbetalning/01/")
    assert set(drawn.links) == {"01", "03", "04"}
