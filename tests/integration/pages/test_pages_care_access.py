"""Vem får se mina uppgifter? By the patient, by staff who write it down, by a guardian, from outside."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.access.block import BlockKind
from vardvag.contracts.access.known import blocks_of, consents_of, representations_of
from vardvag.usecases.example.beside import CHILD, CHILD_PLAN, MUNICIPAL_PROVIDER, keep_beside
from vardvag.usecases.example.story import MUNICIPAL_UNIT, ORTHOPAEDICS, PATIENT, PLAN

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
_empty_care, store, kept, as_somebody, text, rows = (
    CARE[name] for name in ("_empty_care", "store", "kept", "as_somebody", "text", "rows")
)

HOME = f"/vem-far-se/{PLAN}/"
VOICE = {"way": "telephone", "name": "Alva Exempel"}


@pytest.fixture
def beside(kept: Any) -> Any:
    """The story, with the child and what the municipality may read."""
    keep_beside(kept)
    return kept


@pytest.fixture
def alva(beside: Any, log_in: Any) -> Any:
    return log_in("patient")


@pytest.fixture
def sam(beside: Any, log_in: Any) -> Any:
    return log_in("samordnare")


def send(who: Any, store: Any, path: str, plan: str = PLAN, **fields: Any) -> Any:
    return who.post(f"/vem-far-se/{plan}/{path}", {"version": store.read(plan).version, **fields})


def standing(store: Any, person: str = PATIENT) -> list[Any]:
    return [one for one in blocks_of(store.access_records(person)) if one.block.cancelled is None]


def test_a_patient_blocks_at_once_sees_it_and_has_it_lifted(alva: Any, beside: Any) -> None:
    assert "Inget är spärrat." in text(alva.get(HOME))
    answer = send(alva, beside, "sparra/", kind="outer")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HOME}?klart=sparrat")
    [known] = standing(beside)
    assert known.block.kind is BlockKind.OUTER
    shown = text(alva.get(f"{HOME}?klart=sparrat"))
    assert "Uppgifterna är spärrade från och med nu" in shown
    assert "Andra vårdgivare och kommunen får inte se uppgifter från planens vårdgivare" in shown
    said = beside.access_records(PATIENT)[-1].said
    assert (said.name, said.recorded_by) == ("Alva Exempel", None)
    assert "Uppgifterna blir åter tillgängliga" in text(alva.get(f"{HOME}sparr/{known.record_id}/hav/"))
    assert send(alva, beside, f"sparr/{known.record_id}/hav/").status_code == 302
    assert standing(beside) == []
    assert "Hävda spärrar" in text(alva.get(HOME))
    again = send(alva, beside, f"sparr/{known.record_id}/hav/")
    assert again.status_code == 400
    assert "Det finns ingen sådan spärr som gäller" in text(again)
    assert "Skrev en spärr" in text(alva.get("/min-sida/lasare/"))


def test_what_to_block_has_to_be_chosen(alva: Any, beside: Any) -> None:
    answer = send(alva, beside, "sparra/")
    assert answer.status_code == 400
    assert "Välj vad som ska spärras." in text(answer)
    assert standing(beside) == []


def test_a_patient_gives_a_consent_and_takes_it_back(alva: Any, beside: Any) -> None:
    shown = text(alva.get(HOME))
    assert f"Kommunens biståndsenhet hos {MUNICIPAL_PROVIDER} får läsa vad andra har skrivit." in shown
    assert "Ortopedmottagningen" in text(alva.get(f"{HOME}samtycke/"))
    assert send(alva, beside, "samtycke/", unit=ORTHOPAEDICS, until="2019-12-31").status_code == 302
    name, consent = consents_of(beside.access_records(PATIENT))[-1]
    assert (consent.unit, str(consent.ended)) == (ORTHOPAEDICS, "2020-01-01T00:00:00+01:00")
    assert send(alva, beside, f"samtycke/{name}/slut/").status_code == 302
    assert "Samtycken som inte gäller längre" in text(alva.get(HOME))
    for unit, until, wrong in (
        ("", "", "Välj en."),
        ("SE-INGEN", "", "Enheten finns inte i planen. Välj en i listan."),
        (ORTHOPAEDICS, "2019-01-01", "Ange en senare tid."),
        (ORTHOPAEDICS, "snart", "Dagen går inte att läsa."),
    ):
        answer = send(alva, beside, "samtycke/", unit=unit, until=until)
        assert (answer.status_code, wrong in text(answer)) == (400, True)


def test_staff_write_down_her_word_with_how_it_came(sam: Any, beside: Any) -> None:
    lacking = send(sam, beside, "sparra/")
    assert all(one in text(lacking) for one in ("Välj vad som ska spärras.", "Skriv namnet."))
    answer = send(sam, beside, "sparra/", kind="inner", objector="patient", way="letter", name="Alva Exempel")
    assert answer.status_code == 302
    said = beside.access_records(PATIENT)[-1].said
    assert (said.name, said.way.value, said.recorded_by) == ("Alva Exempel", "letter", "Sam Ordnare")
    [known] = standing(beside)
    # An inner block is not lifted here: it takes somebody whom the caregiver has authorised.
    assert "Hävs av den vårdgivare" in text(sam.get(HOME))
    assert send(sam, beside, f"sparr/{known.record_id}/hav/", **VOICE).status_code == 400
    assert send(sam, beside, "samtycke/", unit=ORTHOPAEDICS, **VOICE).status_code == 302
    [name, _] = consents_of(beside.access_records(PATIENT))[-1]
    assert send(sam, beside, f"samtycke/{name}/slut/", **VOICE).status_code == 302


@pytest.mark.parametrize("objector", ["guardian", "proxy"])
def test_nobody_else_blocks_her_data_and_the_page_says_why(sam: Any, beside: Any, objector: str) -> None:
    answer = send(sam, beside, "sparra/", kind="outer", objector=objector, **VOICE)
    assert answer.status_code == 400
    assert "en vårdnadshavare får inte spärra ett barns uppgifter (lag 2022:913 2 kap. 3 §" in text(answer)
    assert standing(beside) == []
    assert rows(beside)[-2][1:] == ("object_to_sharing", PLAN, False)


def test_staff_write_relation_information_who_acts_and_capacity(sam: Any, beside: Any) -> None:
    assert send(sam, beside, "informerad/", provider="SE-EXEMPEL-PRIVAT").status_code == 302
    assert (
        send(sam, beside, "relation/", kind="care", provider="SE-EXEMPEL-PRIVAT", state="borjat").status_code
        == 302
    )
    assert "SE-EXEMPEL-PRIVAT vård" in text(sam.get(HOME))
    assert (
        send(sam, beside, "relation/", kind="care", provider="SE-EXEMPEL-PRIVAT", state="slut").status_code
        == 302
    )
    assert "Tidigare: SE-EXEMPEL-PRIVAT" in text(sam.get(HOME))
    acting = {"kind": "proxy", "by": "person-x", "begun": "2019-11-01", "last": "2019-12-31"}
    turned = send(sam, beside, "foretradare/", **{**acting, "last": "2019-10-01"})
    assert "Dagarna står i fel ordning" in text(turned)
    assert send(sam, beside, "foretradare/", **acting).status_code == 302
    [(name, held)] = representations_of(beside.access_records(PATIENT))
    assert str(held.ended) == "2020-01-01"
    assert "inte ge ett ombud direktåtkomst (HFD 2017:67)" in text(sam.get(HOME))
    assert send(sam, beside, f"foretradare/{name}/slut/", **VOICE).status_code == 302
    contradiction = send(sam, beside, "formaga/", judged="kan", would_not_object="on")
    assert "Personens inställning anges bara för den som inte kan ta ställning" in text(contradiction)
    assert send(sam, beside, "formaga/", judged="kan-inte", attitude_clarified="on").status_code == 302
    assert "uppgifterna delas inte" in text(sam.get(HOME))


def test_only_staff_write_what_is_theirs_to_write(alva: Any, beside: Any) -> None:
    for path in ("informerad/", "relation/", "foretradare/", "formaga/"):
        assert alva.get(f"{HOME}{path}").status_code == 403


def test_a_guardian_reads_the_childs_plan_and_can_neither_block_nor_say_anything(
    beside: Any, log_in: Any
) -> None:
    gunnar = log_in("vardnadshavare")
    assert "Nova Barnexempel" in text(gunnar.get("/barn/"))
    page = gunnar.get(f"/barn/plan/{CHILD_PLAN}/")
    said = text(page)
    assert "Första besök hos barnortoped" in said
    assert "Du läser som vårdnadshavare." in said
    assert re.findall(r'href="(/min-sida/[^"]*)"', page.content.decode()) == []
    access = text(gunnar.get(f"/vem-far-se/{CHILD_PLAN}/"))
    assert "Lagen låter dig inte spärra ett barns uppgifter" in access
    assert "Häv" not in access
    assert send(gunnar, beside, "sparra/", plan=CHILD_PLAN, kind="outer").status_code == 403
    assert standing(beside, CHILD) == []
    assert gunnar.get(f"/barn/plan/{PLAN}/").status_code == 404


def test_a_guardian_of_nobody_is_told_what_it_takes(beside: Any, as_somebody: Any) -> None:
    nobody = as_somebody(subject="x", role="guardian", person="ingen")
    assert "Det finns ingen plan som du kan läsa här" in text(nobody.get("/barn/"))


def test_the_municipality_reads_what_the_law_lets_it_and_nothing_when_she_blocks(
    beside: Any, log_in: Any
) -> None:
    asked = {"plan": PLAN, "significant": "on"}
    kim = log_in("kommunen")
    lacking = kim.post("/utifran/", {"plan": "", "significant": ""})
    assert lacking.status_code == 400
    assert all(one in text(lacking) for one in ("Skriv planens nummer.", "Kryssa bara om det är så."))
    said = text(kim.post("/utifran/", asked))
    assert "Insats, betydelse och samtycke finns." in said
    assert "Operation av höften" in said
    send(log_in("patient"), beside, "sparra/", kind="outer")
    hidden = log_in("kommunen").post("/utifran/", asked)
    missing = log_in("kommunen").post("/utifran/", {**asked, "plan": "exempelplan-0"})
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert text(hidden) == text(missing)
    assert "Operation av höften" not in text(hidden)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("patient", HOME),
        ("patient", f"{HOME}sparra/"),
        ("patient", f"{HOME}samtycke/"),
        ("samordnare", HOME),
        ("samordnare", f"{HOME}sparra/"),
        ("samordnare", f"{HOME}relation/"),
        ("samordnare", f"{HOME}foretradare/"),
        ("samordnare", f"{HOME}formaga/"),
        ("samordnare", f"{HOME}informerad/"),
        ("samordnare", f"/samordning/plan/{PLAN}/steg/nytt/"),
        ("samordnare", f"/samordning/plan/{PLAN}/steg/{PLAN}-rehab/andra/"),
        ("samordnare", f"/samordning/plan/{PLAN}/mall/"),
        ("samordnare", f"/samordning/plan/{PLAN}/foga-in/"),
        ("samordnare", f"/samordning/plan/{PLAN}/vardtid/"),
        ("vardnadshavare", f"/barn/plan/{CHILD_PLAN}/"),
        ("kommunen", "/utifran/"),
    ],
)
def test_each_page_is_in_english_too(beside: Any, log_in: Any, who: str, path: str) -> None:
    from vardvag.service import translations

    english = log_in(who).get(f"/en{path}")
    assert english.status_code == 200
    same = {message.id for message in translations.catalog() if message.id == message.string}
    # What the plan itself calls something stays Swedish.
    own = r'<span lang="sv">.*?</span>|<option [^>]*>.*?</option>|<code>.*?</code>'
    body = re.sub(own, "", english.content.decode(), flags=re.DOTALL)
    shown = {part.strip() for part in re.sub(r"<[^>]+>", "\n", body).split("\n")}
    assert shown & (set(translations.texts()) - same) == set()


def test_the_municipal_unit_has_a_provider_of_its_own(beside: Any) -> None:
    assert beside.caregiver_of(MUNICIPAL_UNIT) == MUNICIPAL_PROVIDER
