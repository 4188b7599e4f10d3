"""Where figures are not comparable with those before: on the page, in its table, and in what is fetched."""

from __future__ import annotations

import html
import json
import re

import pytest

from counted_table import MEASURE, counted_table
from vardvag.base.dated import Source
from vardvag.base.texts import Text
from vardvag.statistics.breaks import Break

pytest.importorskip("django", reason="install the extra [service]")
pytest.importorskip("duckdb", reason="install the extra [statistics]")

CALLS = "skr-telephone-same-day"
ADDRESS = f"/vantetider/{CALLS}/"


def told(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " "))


@pytest.mark.parametrize(
    ("start", "word", "period", "said"),
    [
        ("", "brott", "våren 2017 (brott)", "Brott, våren 2017: Mätningen våren 2017 gäller 935"),
        (
            "/en",
            "break",
            "spring 2017 (break)",
            "Break, spring 2017: The measurement of spring 2017 is of 935",
        ),
    ],
)
def test_a_break_is_marked_in_the_chart_its_reading_and_its_table(client, start, word, period, said):
    answer = client.get(f"{start}{ADDRESS}")
    shown = told(answer)
    assert answer.content.decode().count('class="break"') == 2
    assert f">{word}</text>" in answer.content.decode()
    assert period in shown
    assert said in shown
    assert "190" in shown
    assert ("går inte att jämföra" if not start else "cannot be compared with earlier") in shown
    assert "från 89" not in shown  # no change is told over a break


def test_the_definition_says_what_changed_and_who_says_so(client):
    shown = told(client.get(ADDRESS))
    assert "Brott i serien" in shown
    assert "januari 2017: Mätningen i januari 2017 gäller de 190 vårdcentraler" in shown


def test_a_table_without_breaks_has_none(client):
    answer = client.get("/vantetider/skr-waiting-by-month/")
    assert "Brott i serien" not in told(answer)
    assert 'class="break"' not in answer.content.decode()


@pytest.mark.parametrize(("since", "divides"), [("2019-08", True), ("2010-01", False), ("2030-01", False)])
def test_a_break_of_a_counted_measure_is_told_where_it_divides_the_months(since, divides):
    from dataclasses import replace

    from vardvag.service.open_data.said import notes

    table = counted_table()
    middle = table.periods[len(table.periods) // 2]
    broken = Break(
        middle if divides else since,
        Text("Gränsen ändrades.", "The limit changed."),
        Source("SFS 2018:1129", section="6 kap. 1 §"),
    )
    said = notes(replace(table, breaks=(broken,)))
    assert any("Gränsen ändrades." in one.sv for one in said) is divides
    assert table.measure == MEASURE


def test_open_data_tell_the_breaks_as_notes_and_as_data(client):
    answer = client.get(f"/api/v2/tables/{CALLS}/metadata?lang=en")
    assert answer.status_code == 200, answer.content
    document = json.loads(answer.content)
    assert any("figures from 2017-01 on cannot be compared" in note for note in document["note"])
    assert [one["since"] for one in document["extension"]["breaks"]] == ["2017-01", "2017-spring"]


def test_how_we_count_lists_what_is_supplied_and_not_counted(client):
    shown = told(client.get("/vantetider/sa-raknar-vi/"))
    assert "Mått vars tal lämnas in" in shown
    assert "Andel nya cancerpatienter som har utretts i ett standardiserat vårdförlopp" in shown
    assert "Mål, ingen gräns i lag: minst 70 %" in shown
