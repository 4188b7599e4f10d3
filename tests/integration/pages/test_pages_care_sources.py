"""The plan's pages say which sources could not be reached; and the way in from 1177 lets patients in only."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")


from vardvag.base.moments import Moment
from vardvag.contracts.rivta.collected import Unplaced
from vardvag.contracts.rivta.source_state import Outcome, SourceState
from vardvag.usecases.example.story import CAREGIVER, PLAN

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
"""The care pages' own tests: their store with the example's plans serves here too."""
PLAN_PAGE, text = CARE["PLAN_PAGE"], CARE["text"]
_empty_care, store, kept = CARE["_empty_care"], CARE["store"], CARE["kept"]

DOWN = SourceState(
    "journal",
    "Låtsasregionens journal",
    "GetSubjectOfCareSchedule",
    Outcome.NOT_REACHED,
    Moment.parse("2019-11-14T07:00"),
    Moment.parse("2019-11-12T07:00"),
    ("timeout",),
)
"""Times could not be fetched today, and could two days ago."""


@pytest.fixture
def states(kept: Any) -> Any:
    from vardvag.service.store.source_states import DjangoSourceStates

    return DjangoSourceStates()


def test_the_patient_is_told_who_could_not_be_reached_and_since_when(states: Any, log_in: Any) -> None:
    states.keep(PLAN, [DOWN])
    said = text(log_in("patient").get("/min-sida/"))
    assert "Allt kunde inte hämtas" in said
    assert (
        "Låtsasregionens journal (Bokade tider): kunde inte nås sedan tisdag 12 november 2019 kl. 07.00."
        in said
    )
    assert "Det kan finnas mer hos dem" in said
    assert "timeout" not in said
    # The notice stands above the steps it is about.
    assert said.index("Allt kunde inte hämtas") < said.index("Hela vägen")


def test_the_coordinator_is_told_too_and_in_english(states: Any, log_in: Any) -> None:
    states.keep(PLAN, [replace(DOWN, last_whole=None)])
    assert "har inte kunnat nås någon gång" in text(log_in("samordnare").get(PLAN_PAGE))
    assert "has not been reached at any time" in text(log_in("samordnare").get(f"/en{PLAN_PAGE}"))


def test_when_all_was_fetched_it_is_said_when_and_nothing_is_missing(states: Any, log_in: Any) -> None:
    states.keep(PLAN, [replace(DOWN, outcome=Outcome.REACHED, reasons=())])
    said = text(log_in("patient").get("/min-sida/"))
    assert "Allt kunde inte hämtas" not in said
    assert "Hämtat från Låtsasregionens journal torsdag 14 november 2019 kl. 07.00" in said


def test_a_code_that_is_not_known_is_shown_as_the_source_wrote_it_and_escaped(
    states: Any, log_in: Any
) -> None:
    odd = Unplaced("GetCareManagers", "<b>Kontaktsjuksköterska</b>: Maria", "9", CAREGIVER, True)
    hidden = replace(odd, said="bara för personal", approved_for_patient=False)
    states.keep(PLAN, [replace(DOWN, unplaced=(odd, hidden))])
    page = log_in("patient").get("/min-sida/").content.decode()
    assert "&lt;b&gt;Kontaktsjuksköterska&lt;/b&gt;: Maria" in page
    assert "(kod 9)" in page
    assert "bara för personal" not in page
    assert "bara för personal" in log_in("samordnare").get(PLAN_PAGE).content.decode()


def test_a_plan_that_was_never_collected_has_no_word_of_sources(kept: Any, log_in: Any) -> None:
    for page in (log_in("patient").get("/min-sida/"), log_in("samordnare").get(PLAN_PAGE)):
        assert "hämta" not in text(page)


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An issuer that vouches for whomever a test puts in `claims`, once the browser has been sent to it."""
    from django.http import HttpResponseRedirect

    from vardvag.service.identity import provider

    vouched: dict[str, Any] = {}
    monkeypatch.setattr(
        provider, "redirect_to_issuer", lambda request, back: HttpResponseRedirect("https://issuer.invalid/")
    )
    monkeypatch.setattr(provider, "verified_claims", lambda request: vouched["claims"])
    return vouched


PATIENT_CLAIMS = {
    "sub": "alva",
    "name": "Alva",
    "vardvag_role": "patient",
    "vardvag_person": "exempelperson-1",
}
STAFF_CLAIMS = {"sub": "sam", "name": "Sam", "vardvag_role": "coordinator", "vardvag_unit": "SE-EXEMPEL-X"}


@pytest.mark.parametrize(("prefix", "lands"), [("", "/min-sida/"), ("/en", "/en/min-sida/")])
def test_from_1177_a_patient_logs_in_and_lands_on_her_own_plan(
    kept: Any,
    client: Any,
    issuer: dict[str, Any],
    prefix: str,
    lands: str,
) -> None:
    issuer["claims"] = PATIENT_CLAIMS
    sent = client.get(f"{prefix}/fran-1177/?till=/samordning/&person=exempelperson-2")
    assert sent.headers["Location"] == "https://issuer.invalid/"
    back = client.get("/inloggning/klar/")
    assert back.headers["Location"] == lands
    said = text(client.get(lands))
    assert "18 nov" in said.lower() or "18 November" in said


def test_from_1177_nobody_but_a_patient_is_logged_in(kept: Any, client: Any, issuer: dict[str, Any]) -> None:
    issuer["claims"] = STAFF_CLAIMS
    client.get("/fran-1177/")
    assert client.get("/inloggning/klar/").status_code == 403
    assert client.get("/samordning/").status_code == 302


def test_from_1177_whoever_was_logged_in_stays_so_when_the_new_log_in_is_refused(
    kept: Any,
    log_in: Any,
    issuer: dict[str, Any],
) -> None:
    browser = log_in("samordnare")
    issuer["claims"] = STAFF_CLAIMS
    browser.get("/fran-1177/")
    assert browser.get("/inloggning/klar/").status_code == 403
    assert browser.get("/samordning/").status_code == 200


def test_the_ordinary_way_in_is_for_every_role_still(kept: Any, client: Any, issuer: dict[str, Any]) -> None:
    issuer["claims"] = STAFF_CLAIMS
    client.get("/fran-1177/")
    client.get("/logga-in/?till=/samordning/")
    assert client.get("/inloggning/klar/").headers["Location"] == "/samordning/"
