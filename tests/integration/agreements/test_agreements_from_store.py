"""From contacts to kronor: an agreement is settled on what stands in the contacts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("duckdb", reason="install the extra [statistics]")

from vardvag.agreements.asked import asked_facts
from vardvag.agreements.catalogue import load
from vardvag.base.cells import Basis, Cell, CellKey, Judgement, PublishedShare, Ratio, Status
from vardvag.base.dated import Source
from vardvag.base.days import Month
from vardvag.base.errors import BadInput, WrongUse
from vardvag.base.kronor import Kronor
from vardvag.base.moments import Moment
from vardvag.cli import application
from vardvag.events.model import Contact
from vardvag.events.synth.country import make_country
from vardvag.statistics.measure import measures
from vardvag.usecases.count_measure import count_measure
from vardvag.usecases.load_contacts import receive
from vardvag.usecases.other_exclusion import allowed_policies, settle_under_policies, under_policy
from vardvag.usecases.settle_agreement import settle_agreement
from vardvag.warehouse.store import Store

AGREEMENT, RECEIVED = "komiljard-2019", Moment.parse("2019-12-20")
FIRST, LAST = Month(2018, 9), Month(2019, 11)
KNOWN = measures()
MADE_UP = Source("påhittat", section="prov")


def made_up() -> list[Contact]:
    return list(make_country(6_000, 1, FIRST, LAST))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two years of a small country."""
    made = Store(tmp_path_factory.mktemp("country") / "store")
    receive(made, made_up(), received_at=RECEIVED)
    return made


@pytest.fixture(scope="module")
def reported() -> list[Cell]:
    """What no contact tells: here every region reports all of it."""
    cells = []
    for key in (one.key for one in asked_facts(load(AGREEMENT)) if one.key.measure not in KNOWN):
        value = Judgement(True, "prov") if key.measure == "status-report-2019" else Ratio(50, 50)
        cells.append(Cell(key, value, MADE_UP))
    return cells


def counted_one_by_one(store: Store, keys: list[CellKey]) -> list[Cell]:
    """Each cell by itself, by the engine in plain Python."""
    cells = []
    for measure, policy, basis in sorted({(k.measure, k.policy, k.basis) for k in keys}, key=str):
        counted = count_measure(
            store, measure, first=FIRST, last=LAST, policy=policy, basis=basis,
            engine="reference",
        )  # fmt: skip
        cells += [cell for cell in counted if cell.key in keys]
    return cells


def test_it_settles_on_what_is_counted_contact_by_contact(store, reported):
    keys = [one.key for one in asked_facts(load(AGREEMENT)) if one.key.measure in KNOWN]
    by_hand = settle_agreement(AGREEMENT, cells=[*reported, *counted_one_by_one(store, keys)])
    counted = settle_agreement(AGREEMENT, cells=reported, store=store)
    assert parts(counted) == parts(by_hand)
    assert sum(one.kronor is not None for one in counted.payouts) > 1
    assert counted.paid + counted.unpaid + counted.undetermined == counted.agreement.amount


def test_the_explanation_reaches_the_cell_the_measure_the_policy_and_the_version_of_the_data(store, reported):
    settled = settle_agreement(AGREEMENT, cells=reported, store=store)
    [halland] = [one for one in settled.payouts if one.recipient == "13"]
    cells = [one for one in walk(halland.explanation()) if one.operation == "cell"]
    shares = [one for one in cells if one.inputs["measure"] == "waiting-operation-within-90"]
    assert {one.inputs["policy"] for one in shares} == {"pvv"}
    assert all(store.snapshot().version in one.sources[0].section for one in shares)
    assert all(one.inputs["as-known"] == "2019-12-20" and one.inputs["fingerprint"] for one in shares)


def walk(node):
    yield node
    for child in node.children:
        yield from walk(child)


def test_another_exclusion_is_the_same_contacts_with_others_left_out(store, reported):
    # Without what is reported: the first pot is undetermined, the other is not.
    own, *others = settle_under_policies(AGREEMENT, store, names=("nobody", "pvv"))
    assert [one.policy.id for one in others] == ["nobody", "pvv"]
    nobody, pvv = (parts(one.settlement) for one in others)
    assert pvv == parts(own.settlement) != nobody
    with_nobody = settle_agreement(
        AGREEMENT, cells=reported, store=store, changes=under_policy(load(AGREEMENT), "nobody")
    )
    used = {cell.key for cell in with_nobody.facts_used if cell.key.measure in KNOWN}
    assert {key.policy for key in used} == {"nobody"}
    by_hand = {cell.key: cell.value for cell in counted_one_by_one(store, list(used))}
    assert by_hand == {cell.key: cell.value for cell in with_nobody.facts_used if cell.key in used}


def parts(settlement):
    return [(result.part.title, dict(result.shares)) for result in settlement.results]


def test_the_policies_are_those_that_every_measure_allows():
    assert set(allowed_policies(load(AGREEMENT))) == {"nobody", "pvv", "pvv-over-limit", "pvv-mov"}
    assert allowed_policies(load("svf-2025")) == ()
    with pytest.raises(WrongUse):
        under_policy(load("svf-2025"), "nobody")


def test_what_a_file_gives_is_not_counted(store, reported):
    key = CellKey("waiting-operation-within-90", "13", "2019-10", "pvv", Basis.DERIVED)
    given = Cell(key, PublishedShare(share=Ratio(1, 100).share, decimals=0), MADE_UP)
    settled = settle_agreement(AGREEMENT, cells=[*reported, given], store=store)
    assert given in settled.facts_used
    assert [cell for cell in settled.facts_used if cell.key == key] == [given]


def test_only_what_had_been_received_by_the_day_is_counted(store, reported):
    early = settle_agreement(AGREEMENT, cells=reported, store=store, as_of=date(2019, 12, 19))
    assert all(cell.key.measure not in KNOWN or cell.value is None for cell in early.facts_used)
    assert any(key.measure in KNOWN for key in early.missing)


def test_a_region_that_has_not_reported_is_missing_and_its_money_is_nobody_elses(reported, tmp_path):
    part = Store(tmp_path / "store")
    receive(part, [one for one in made_up() if one.region != "09"], received_at=RECEIVED)
    settled = settle_agreement(AGREEMENT, cells=reported, store=part)
    absent = [fact for fact in settled.missing_facts if fact.key.place == "09"]
    assert absent
    assert all(fact.cell is not None and fact.cell.status is Status.MISSING for fact in absent)
    assert settled.undetermined > Kronor(0)


def test_a_store_without_contacts_is_told(tmp_path):
    with pytest.raises(BadInput) as refused:
        settle_agreement(AGREEMENT, store=Store(tmp_path / "none"))
    assert [one.rule for one in refused.value.findings] == ["store-empty"]
    run = CliRunner().invoke(application, ["exclusions", AGREEMENT])
    assert run.exit_code == 2
    assert "--from-store" in run.output


def test_the_sheet_has_what_is_counted_filled_in_and_settles_the_same(store, tmp_path):
    sheet = tmp_path / "facts.csv"
    run = CliRunner().invoke(
        application, ["settle", AGREEMENT, "--from-store", str(store.path), "--template", str(sheet)]
    )
    assert "462 uppgifter, varav 378 redan ifyllda" in run.output
    from_sheet = settle_agreement(AGREEMENT, [sheet])
    from_store = settle_agreement(AGREEMENT, store=store)
    assert parts(from_sheet) == parts(from_store)


def test_load_takes_the_parquet_that_synth_writes(tmp_path: Path):
    written, folder = tmp_path / "country.parquet", str(tmp_path / "store")
    runner = CliRunner()
    made = runner.invoke(application, ["synth", "--contacts", "50", "--seed", "3", "--out", str(written)])
    loaded = runner.invoke(application, ["load", str(written), "--store", folder, "--format", "json"])
    assert (made.exit_code, loaded.exit_code) == (0, 0), loaded.output
    assert Store(folder).snapshot().loads[0].partitions
