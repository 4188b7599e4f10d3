"""In an emergency: four acts, each by what is stated, each logged, and blocked data never read."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.contracts.synth.people import BLOCKED, people
from vardvag.contracts.synth.statements import others
from vardvag.usecases.example.crowd import CROWD_COORDINATOR, CROWD_UNIT, SEED, keep_people

CARE = runpy.run_path(str(Path(__file__).with_name("test_pages_care.py")))
_empty_care, store, as_somebody, text = (
    CARE[name] for name in ("_empty_care", "store", "as_somebody", "text")
)

PLAN = f"syntplan-{SEED}-{BLOCKED}"
HOME = f"/samordning/plan/{PLAN}/"
ACTS = {
    "vem-har-sparrat": ("danger", "cannot_ask_to_lift"),
    "be-om-havning": ("danger", "cannot_ask_to_lift", "indispensable"),
    "vem-delar": ("danger", "consent_unobtainable"),
    "las": ("danger", "consent_unobtainable", "indispensable"),
}


@pytest.fixture
def example() -> Any:
    [one] = people(SEED, 1, first=BLOCKED)
    return one


@pytest.fixture
def kept(store: Any, example: Any) -> Any:
    keep_people(store, [example])
    return store


def stated(act: str, **more: str) -> dict[str, str]:
    return dict.fromkeys(ACTS[act], "on") | more


def own_rows(store: Any, who: str, action: str) -> list[bool]:
    return [row.entry.allowed for row in store.log() if row.entry.who == who and row.entry.action == action]


def test_who_blocked_and_who_shares_are_told_apart(kept: Any, log_in: Any, example: Any) -> None:
    blocked = example.blocks[0].provider
    [shares] = [one for one in others(example) if one != blocked]
    sofia = log_in(CROWD_COORDINATOR)
    who_blocked = text(sofia.post(f"{HOME}fara/vem-har-sparrat/", stated("vem-har-sparrat")))
    assert blocked in who_blocked
    assert shares not in who_blocked
    who_shares = text(sofia.post(f"{HOME}fara/vem-delar/", stated("vem-delar")))
    assert shares in who_shares
    assert blocked not in who_shares
    assert any(own_rows(kept, CROWD_COORDINATOR, "learn_who_blocked"))


def test_what_is_shared_is_read_and_what_is_blocked_is_not(kept: Any, log_in: Any, example: Any) -> None:
    blocked = example.blocks[0].provider
    steps = example.plan.steps
    own = {one.what for one in steps if one.responsible is None}
    hidden = {one.what for one in steps if one.responsible == blocked} - own
    shared = {one.what for one in steps if one.responsible not in (None, blocked)} - own - hidden
    assert hidden
    assert shared
    sofia = log_in(CROWD_COORDINATOR)
    before = text(sofia.get(HOME))
    assert not [what for what in shared | hidden if what in before]
    read = text(sofia.post(f"{HOME}fara/las/", stated("las")))
    assert all(what in read for what in shared)
    assert not [what for what in hidden if what in read]


@pytest.mark.parametrize("act", ACTS)
def test_without_any_one_of_what_the_law_asks_for_it_is_refused_and_logged(
    kept: Any, log_in: Any, example: Any, act: str
) -> None:
    sofia = log_in(CROWD_COORDINATOR)
    whom = {"whom": example.blocks[0].provider}
    for lacking in ACTS[act]:
        fields = {name: value for name, value in (stated(act) | whom).items() if name != lacking}
        refused = sofia.post(f"{HOME}fara/{act}/", fields)
        assert refused.status_code == 403
        assert "Det går inte på de grunderna." in text(refused)
    assert sofia.post(f"{HOME}fara/{act}/", stated(act) | whom).status_code == 200


def test_only_the_one_who_blocked_is_asked(kept: Any, log_in: Any, example: Any) -> None:
    sofia = log_in(CROWD_COORDINATOR)
    wrong = sofia.post(f"{HOME}fara/be-om-havning/", stated("be-om-havning", whom="SE-INGEN"))
    assert wrong.status_code == 400
    assert "Den vårdgivaren har inget spärrat" in text(wrong)
    asked = stated("be-om-havning", whom=example.blocks[0].provider)
    assert "Ring den vårdgivaren nu." in text(sofia.post(f"{HOME}fara/be-om-havning/", asked))


def test_the_acts_are_four_pages_and_an_unknown_one_is_none(kept: Any, log_in: Any) -> None:
    sofia = log_in(CROWD_COORDINATOR)
    page = sofia.get(f"{HOME}fara/").content.decode()
    assert all(f"{HOME}fara/{act}/" in page for act in ACTS)
    assert "<form" not in page.split("<main", 1)[1]
    assert sofia.get(f"{HOME}fara/allt-pa-en-gang/").status_code == 404


@pytest.mark.parametrize("path", ["fara/", *(f"fara/{act}/" for act in ACTS)])
def test_who_takes_no_part_is_told_nothing(kept: Any, as_somebody: Any, path: str) -> None:
    other = as_somebody(subject="kollega", role="coordinator", unit=CROWD_UNIT)
    assert other.get(f"{HOME}{path}").status_code == 404
    if path != "fara/":
        sent = other.post(f"{HOME}{path}", dict.fromkeys(sum(ACTS.values(), ()), "on") | {"whom": "x"})
        assert sent.status_code == 403
        assert "SE-SYNT" not in sent.content.decode()


@pytest.mark.parametrize("path", ["fara/", *(f"fara/{act}/" for act in ACTS)])
def test_each_page_is_in_english_too(kept: Any, log_in: Any, path: str) -> None:
    check = CARE["test_no_page_of_care_shows_money_and_each_is_in_english_too"]
    check(kept, log_in, CROWD_COORDINATOR, f"{HOME}{path}")
