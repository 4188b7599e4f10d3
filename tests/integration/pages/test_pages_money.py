"""Agreements and payments as anybody gets them: figures, files, explanations, and what is hidden in them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from vardvag.agreements import load, reconcile, reproduced, settle
from vardvag.agreements.receipt import same_result
from vardvag.usecases.reconcile_agreements import reconcile_agreements

pytest.importorskip("django", reason="install the extra [service]")

SVF = "/overenskommelser/svf-2025/"
KOMILJARD = "/overenskommelser/komiljard-2019/"


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/overenskommelser/", "1 610 000 000 kr"),
        ("/overenskommelser/", "Avslutad · aviserat omkring 1 600 000 000 kr · summa 1 610 000 000 kr"),
        (SVF, "Regeringen avgör, ja eller nej."),
        (f"/en{SVF}", "The Government decides, yes or no."),
        (KOMILJARD, "Andelen är minst 71 %."),
        (KOMILJARD, "I 6 lika delar: september 2019, oktober 2019, november 2019; första besök, operation"),
        (KOMILJARD, "omkring 96 500 000"),
        (f"{SVF}utbetalning/", "18 av 21 regioner får del av 182 500 000 kr"),
        (f"{SVF}utbetalning/", "Halland, Gävleborg och Västerbotten uppfyllde inte villkoren."),
        (f"/en{SVF}utbetalning/01/", "Stockholm gets SEK 46,759,214"),
        (f"{SVF}utbetalning/01/", "Potten 182 500 000 kr × 2 485 275 / 9 699 964, och öresutjämning 1 kr."),
    ],
)
def test_what_the_pages_say(client, path, said):
    assert said in text(client.get(path))


@pytest.mark.parametrize(("path", "between"), [("/", "av"), ("/en/", "of"), ("/overenskommelser/", "av")])
def test_how_many_published_amounts_are_reproduced_is_said_first(client, path, between):
    exact, all_of_them = reproduced(reconcile())
    assert exact >= 21
    inferred = reconcile_agreements().consistent
    assert inferred >= 50
    assert f"{'Another' if between == 'of' else 'Ytterligare'} {inferred} " in text(client.get(path))
    assert f"{exact} {between} {all_of_them}" in text(client.get(path))


def test_every_value_of_the_agreement_has_its_source_or_is_marked_as_assumed(client):
    page = text(client.get(KOMILJARD))
    agreement = load("komiljard-2019")
    assert all(source.note.sv in page for source in agreement.assumptions)
    assert page.count('class="assumption"') >= len(agreement.assumptions)
    assert page.count(agreement.amount_grounds[0].url) >= len(agreement.pots)
    # Where the rule stands, and once more in the list of all that is assumed.
    assert all(page.count(source.note.sv) >= 2 for source in agreement.assumptions)


@pytest.mark.parametrize(
    "missing", ["", "utbetalning/", "utbetalning.csv", "utbetalning/08/", "utbetalning/08.json"]
)
@pytest.mark.parametrize("name", ["finns-inte", "src", "docs"])
def test_a_name_from_the_web_is_never_a_path(client, name, missing, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    (tmp_path / name / "agreement.yaml").write_text(load("svf-2025").path.read_text())
    assert client.get(f"/overenskommelser/{name}/{missing}").status_code == 404


@pytest.mark.parametrize("recipient", ["99", "kalmar", "SKR"])
def test_a_recipient_the_agreement_does_not_name_is_not_there(client, recipient):
    assert client.get(f"{SVF}utbetalning/{recipient}/").status_code == 404


def test_machine_csv_holds_every_krona_and_the_exact_share(client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{SVF}utbetalning.csv").content.decode())))
    assert sum(int(row["kronor"]) for row in rows) == 182_500_000
    assert [row for row in rows if row["code"] == "13"] == [
        {
            "code": "13",
            "recipient": "Halland",
            "population": "",
            "share": "0",
            "kronor": "0",
            "why": "uppfyller inte villkoret för standardiserade vårdförlopp "
            "(inkludering ≥ 70 % och redovisning)",
        }
    ]
    assert rows[0]["share"] == str(settle_svf().payout("01").kronor.share_of(load("svf-2025").amount))


def test_swedish_csv_is_what_a_swedish_excel_opens(client):
    raw = client.get(f"{SVF}utbetalning.sv.csv").content
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 22
    assert raw.decode("utf-8-sig").splitlines()[:2] == [
        "Kod;Mottagare;Folkmängd;Andel i procent;Kronor;Varför",
        "01;Stockholm;2485275;25,62;46759214;villkoren uppfyllda",
    ]


def test_excel_has_numbers_as_numbers_and_says_what_it_rests_on(client):
    raw = client.get(f"{SVF}utbetalning.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    rows = book.get_sheet_by_name("vardvag").to_python()
    assert rows[1] == ["01", "Stockholm", 2_485_275.0, 25.62, 46_759_214.0, "villkoren uppfyllda"]
    assert any("Betalas 182" in str(note[0]) for note in book.get_sheet_by_name("notes").to_python())
    assert client.get(f"{SVF}utbetalning.xlsx").content == raw


def test_json_adds_up_and_leads_to_the_explanations(client, example):
    for name in ("svf-2025", "komiljard-2019"):
        told = json.loads(client.get(f"/overenskommelser/{name}/utbetalning.json").content)
        assert told["format"] == "vardvag-settlement/1"
        assert told["paid"] + told["unpaid"] + told["undetermined"] == told["sum"]
        assert sum(row["kronor"] for row in told["payouts"]) == told["paid"]
        first = json.loads(client.get(told["payouts"][0]["explanation"]).content)
        assert first["explanation"]["value"] == told["payouts"][0]["kronor"]


def test_the_receipt_repeats_the_result(client):
    kept = json.loads(client.get(f"{SVF}utbetalning.kvitto.json").content)
    assert same_result(kept, settle_svf())


def test_a_link_to_a_result_says_when_the_result_is_another(client, example):
    page = text(client.get(f"{KOMILJARD}utbetalning/"))
    result = page.split("?resultat=")[1].split('"')[0]
    changed = "Resultatet har ändrats sedan länken gjordes"
    assert changed not in text(client.get(f"{KOMILJARD}utbetalning/?resultat={result}"))
    example.unlink()
    assert changed in text(client.get(f"{KOMILJARD}utbetalning/?resultat={result}"))


def test_the_name_of_a_result_tells_nothing_of_a_hidden_number(client, example):
    """Gotland's operations are 3 of 3; with 2 of 2 the amounts are the same, so nothing seen is different."""
    hidden = "done-operation-within-60,09,2019-09,pvv,,ratio,3,3,"
    text_of_cells = example.read_text()
    assert hidden in text_of_cells

    def told(cells):
        example.write_text(cells)
        return json.loads(client.get(f"{KOMILJARD}utbetalning.json").content)

    assert told(text_of_cells.replace(hidden, hidden.replace("3,3", "2,2"))) == told(text_of_cells)
    seen = "waiting-operation-within-90,08,2019-11,pvv,derived,ratio,60,100,"
    other = told(text_of_cells.replace(seen, seen.replace("60,", "59,")))
    assert other["payouts"] == told(text_of_cells)["payouts"]
    assert other["result"] != told(text_of_cells)["result"]


def test_without_cells_the_page_says_what_is_missing_and_pays_nobody(client):
    page = text(client.get(f"{KOMILJARD}utbetalning/"))
    assert "Det går inte att räkna ut vad regionerna fick" in page
    assert "1 600 000 000 kr går inte att fastställa" in page
    assert "Saknas: lägesrapport lämnad (21 regioner, 2019)" in page
    assert "status-report" not in page
    assert "Exempeldata</p>" not in page
    assert "<figure" not in page
    told = json.loads(client.get(f"{KOMILJARD}utbetalning.json").content)
    assert {row["kronor"] for row in told["payouts"]} == {None, 10_000_000}


def test_cells_from_regions_are_called_example_data_and_forecast(client, example):
    page = text(client.get(f"{KOMILJARD}utbetalning/"))
    assert "Alla 21 regioner får del av 1 610 000 000 kr" in page
    assert 'notice-title">Exempeldata' in page
    assert "Den här månaden var inte slut när talen räknades: november 2019." in page
    assert "Exempeldata: talen är påhittade." in notes_of(client.get(f"{KOMILJARD}utbetalning.xlsx").content)


def test_new_cells_are_seen_at_once_and_a_faulty_file_is_told(client, example):
    address = f"{KOMILJARD}utbetalning/08.json"
    before = json.loads(client.get(address).content)["explanation"]["value"]
    example.write_text(
        example.read_text().replace("08,2019-11,pvv,derived,ratio,60,", "08,2019-11,pvv,derived,ratio,61,")
    )
    after = json.loads(client.get(address).content)["explanation"]["value"]
    assert after > before
    example.write_text("measure,place\n")
    assert client.get(address).status_code == 400


def test_so_few_that_they_are_hidden_are_hidden_everywhere(client, example):
    """Gotland's three operations decide its share, and are told nowhere."""
    explanation = json.loads(client.get(f"{KOMILJARD}utbetalning/09.json").content)
    cells = [node for node in walk(explanation["explanation"]) if node["operation"] == "cell"]
    [hidden] = [node for node in cells if node["inputs"].get("status") == "suppressed"]
    assert hidden["inputs"]["measure"] == "done-operation-within-60"
    assert hidden["value"] is None
    assert not {"numerator", "denominator"} & set(hidden["inputs"])
    # Another cell of the same tree is told whole, so what is hidden is hidden by the rule and not by mistake.
    assert any(node["inputs"].get("denominator") == 100 for node in cells)
    page = text(client.get(f"{KOMILJARD}utbetalning/09/"))
    assert "Så få är räknade att talet inte visas." in page
    assert "3 av 3" not in page
    assert client.get(f"{KOMILJARD}utbetalning.kvitto.json").status_code == 404
    assert "Det lämnas därför bara till parterna." in text(client.get(f"{KOMILJARD}utbetalning/"))


def walk(node):
    yield node
    for child in node["children"]:
        yield from walk(child)


def notes_of(raw: bytes) -> list[str]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name("notes")
    return [str(row[0]) for row in sheet.to_python()]


def settle_svf():
    from vardvag.agreements import published_facts

    agreement = load("svf-2025")
    return settle(agreement, published_facts(agreement))


def test_the_map_shows_what_each_inhabitant_stands_for(client):
    page = text(client.get(f"{SVF}utbetalning/"))
    assert "18 av 21 regioner får 18,81 kr per invånare" in page
    assert "Tabellen intill har samma siffror som kartan." in page
    assert "<title>Stockholm: 18,81 kr</title>" in page
    assert f'<a class="map-region" href="{SVF}utbetalning/13/"><title>Halland: 0 kr</title>' in page
    assert "för Halland, Gävleborg och Västerbotten, som saknas där, 2019-12-31." in page
    assert "<dt>Folkmängd 2019-12-31</dt>" in page
    english = text(client.get(f"/en{SVF}utbetalning/"))
    assert "18 of 21 regions get SEK 18.81 per inhabitant" in english


def test_without_any_known_amount_there_is_no_map(client):
    assert "map-region" not in text(client.get(f"{KOMILJARD}utbetalning/"))


def test_what_cannot_be_determined_is_hatched(client, example):
    lines = example.read_text(encoding="utf-8").splitlines(keepends=True)
    example.write_text("".join(line for line in lines if ",08," not in line), encoding="utf-8")
    page = text(client.get(f"{KOMILJARD}utbetalning/"))
    assert "<title>Kalmar: går inte att fastställa</title>" in page
    assert page.count('fill="url(#per-inhabitant-missing)"') >= 2  # on the map and in the legend
