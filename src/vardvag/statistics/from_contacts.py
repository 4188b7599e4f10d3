"""From the contacts of a snapshot to its cube, and from that to figures, on whichever engine is open.

The store's own cubes are made as contacts are loaded, and are what DuckDB counts from (`tallies`). Here the
same steps run over all the contacts at once, where they lie or where the computers are: the rows that stand,
their cube, the tally. The cube that comes out is the sum of those that the store holds.

Here does not belong what the steps count (`warehouse.supersession`, `cube`, `census`, `completed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vardvag.base.cells import Basis, Ratio
from vardvag.base.days import Month
from vardvag.base.errors import MissingExtra
from vardvag.engines.dialects import Dialect
from vardvag.engines.open_engine import OpenEngine
from vardvag.engines.steps import Step, make_steps
from vardvag.events.arrow import SCHEMA
from vardvag.statistics.cube import CELL, cube_steps
from vardvag.statistics.cuts import Cut
from vardvag.statistics.measure import Measure
from vardvag.statistics.policy import ExclusionPolicy
from vardvag.statistics.tallies import speciality_sql, tally_rows, tally_steps
from vardvag.warehouse.snapshot import Snapshot, refuse_damaged
from vardvag.warehouse.supersession import standing_steps

try:
    import pyarrow as pa
except ImportError as absent:
    raise MissingExtra("statistics", "counting over files of contacts") from absent

_LOAD = pa.field("load", pa.int32())

_COUNTED = (
    *("contact_id", "month", "reported", "decided_on", "started_on", *CELL),
    *("medical_target", "emergency_began_at", "emergency_assessed_at", "emergency_ended_at"),
)

_CUT = ("birth_year", "sex", "municipality", "contact_form", "profession")
"""What the stored cuts are made of."""

REPLACED: pa.Schema = pa.schema(
    [SCHEMA.field("region"), SCHEMA.field("contact_id"), _LOAD, pa.field("replaced_by", pa.string())]
)
"""Which contact was replaced in which load, and by which."""

_NONE_REPLACED = Step(
    "none_replaced",
    "SELECT '' AS region, '' AS contact_id, 0 AS load, '' AS replaced_by WHERE false",
)


def contact_columns(cut: Cut | None = None, further: Sequence[str] = ()) -> pa.Schema:
    """What is counted of a contact, and *further* columns: of the forty that a file has, no other is read."""
    names = dict.fromkeys((*_COUNTED, *(_CUT if cut is not None and cut.stored else ()), *further))
    return pa.schema([*(SCHEMA.field(name) for name in names), _LOAD])


def standing_cube_steps(
    dialect: Dialect, cut: Cut | None = None, specialities: Sequence[str] | None = None
) -> list[Step]:
    """The steps from the contacts that stand (of some fields of activity) to the cube, which is the last."""
    chosen = "" if specialities is None else f" WHERE {speciality_sql(specialities)}"
    signed = "SELECT *, 1 AS sign FROM known_{}" + chosen
    return [
        *(Step(f"signed_{kind}", signed.format(kind)) for kind in ("latest", "monthly")),
        *cube_steps("signed_latest", "signed_monthly", dialect, cut if cut and cut.stored else None),
    ]


def make_standing(
    engine: OpenEngine, snapshot: Snapshot, cut: Cut | None = None, further: Sequence[str] = ()
) -> None:
    """Make `known_latest` and `known_monthly`, the contacts that stand in *snapshot* (`supersession`).

    They have the columns that are counted (of *cut*), and *further* ones. The snapshot has at least one
    contact. BadInput when a file of the store that the engine reads where we see it is gone or cut short.
    """
    contacts, superseded = snapshot.contact_files(), snapshot.superseded_files
    if engine.reads_here:
        refuse_damaged((*contacts, *superseded))
    engine.read("received", snapshot.root, contacts, contact_columns(cut, further))
    replaced = "replaced"
    if superseded:
        engine.read(replaced, snapshot.root, superseded, REPLACED)
    else:
        replaced = make_steps(engine, [_NONE_REPLACED]) or ""
    make_steps(engine, standing_steps("received", replaced, "known"))


def make_cube(
    engine: OpenEngine,
    snapshot: Snapshot,
    cut: Cut | None = None,
    specialities: Sequence[str] | None = None,
) -> str:
    """Make the cube (of *cut*, where it has one of its own) of what stands in *snapshot*; gives its name.

    Of all, or only of some fields of activity.

    As `make_standing`.
    """
    make_standing(engine, snapshot, cut)
    return make_steps(engine, standing_cube_steps(engine.dialect, cut, specialities)) or ""


def cube_of(engine: OpenEngine, snapshot: Snapshot, cut: Cut | None = None) -> pa.Table | None:
    """The rows of the cube of *snapshot*, worked out on *engine*; None when no contact stands in it."""
    if not snapshot.contact_files():
        return None
    return engine.arrow(f"SELECT * FROM {make_cube(engine, snapshot, cut)}")


def tally(
    engine: OpenEngine,
    snapshot: Snapshot,
    measure: Measure,
    policy: ExclusionPolicy,
    basis: Basis | None,
    first: Month,
    last: Month,
) -> Mapping[tuple[str, Month], Ratio]:
    """Count *measure* on *engine* for every month from *first* to *last*, from the contacts on."""
    if not snapshot.contact_files():
        return {}
    steps = [
        Step("whole", f"SELECT * FROM {make_cube(engine, snapshot)}"),
        *tally_steps(measure, policy, basis, first, last, engine.dialect),
    ]
    make_steps(engine, steps)
    return tally_rows(engine)
