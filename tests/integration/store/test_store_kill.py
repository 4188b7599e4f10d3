"""kill -9 of the server while it is written to: nothing acknowledged is lost, nothing is half, the log holds.

`make kill` does it two hundred times (`tests/killing.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("gunicorn", reason="install the extra [service]")

from kill_keeper import Keeper
from killing import kill_again_and_again
from private_postgres import new_database
from vardvag.base.moments import Moment
from vardvag.contracts.times import Booked

KILLS = 20
AT = Moment.parse("2031-05-05T10:00")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork: run on Linux or macOS")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_random_moments_the_server_loses_nothing(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = ""
    if kind == "postgresql":
        server = request.getfixturevalue("postgres")
        address = new_database(Path(server["HOST"]), "killed")
    outcome = kill_again_and_again(address, KILLS, 20261126, tmp_path)
    assert outcome.wrong == []
    assert outcome.kills == KILLS
    # It was killed while it wrote: something was acknowledged, and something was cut off in every round.
    assert outcome.acknowledged > KILLS
    assert outcome.cut_off >= KILLS


@pytest.fixture
def keeper(store: Any) -> Keeper:
    kept = Keeper(2)
    made = kept.examples[0]
    plan = store.read(made.plan.plan_id)
    store.save(plan.with_step(replace(plan.step(made.operation), when=Booked(AT))), 1)
    return kept


def spoil_document(store: Any, plan: str) -> None:
    """A head that is ahead of the documents."""
    from vardvag.service.store import models

    models.Plan.objects.using("care").filter(plan_id=plan).update(version=3)


def spoil_steps(store: Any, plan: str) -> None:
    from vardvag.service.store import models

    models.Step.objects.using("care").filter(plan_id=plan).first().delete()  # type: ignore[union-attr]


def spoil_staff(store: Any, plan: str) -> None:
    from vardvag.service.store import models

    models.TakingPart.objects.using("care").filter(plan_id=plan).delete()


def spoil_log(store: Any, plan: str) -> None:
    from vardvag.service.store import models

    models.LogHead.objects.using("care").update(rows=7)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoil_document, "the head says 3, the documents 2"),
        (spoil_steps, "the derived steps are not the document's"),
        (spoil_staff, "those who take part are not the document's"),
        (spoil_log, "the log says it has 7 rows, and has 0"),
    ],
)
def test_what_is_half_is_told(
    keeper: Keeper, store: Any, spoil: Callable[[Any, str], None], told: str
) -> None:
    plan, at = keeper.examples[0].plan.plan_id, AT.utc.isoformat()
    before = keeper.judge({plan: [[2, at]]}, {})["wrong"]
    spoil(store, plan)
    [more] = set(keeper.judge({plan: [[2, at]]}, {})["wrong"]) - set(before)
    assert more.endswith(told)


def test_what_is_lost_or_made_up_is_told(keeper: Keeper) -> None:
    plan, at = keeper.examples[0].plan.plan_id, AT.utc.isoformat()
    # The store was written to past the use-case: no event of the move, nobody who made it, no row in the log.
    half = [
        f"plan {plan}: 0 events of 1 moves",
        f"plan {plan}: versions [] say who made them, of [2]",
        f"plan {plan}: 0 rows in the log of 1 moves",
    ]
    assert keeper.judge({plan: [[2, at]]}, {})["wrong"] == half
    assert keeper.judge({}, {plan: [at]})["wrong"] == half
    assert keeper.judge({}, {})["wrong"] == [f"plan {plan}: version 2 holds {at}, which nobody wrote", *half]
    lost = keeper.judge({plan: [[2, at], [3, "later"]]}, {})["wrong"]
    assert lost == [f"plan {plan}: version 3 was acknowledged with later and is None", *half]
