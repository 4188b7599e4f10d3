"""Measure speed and memory, and write docs/explanation/performance.md: `make bench`.

    python tests/bench/measure.py                    about ten minutes
    python tests/bench/measure.py --large            with ten times the contacts as well
    python tests/bench/measure.py --only clocks      one comparison, printed; the page stays as it is
    python tests/bench/measure.py --check            each way once on little data: do the answers agree?

The split is measured beside OpenFisca-Core (AGPL), and checking a file beside pandas, where those are
installed, for measuring alone: `.venv/bin/python -m pip install --require-hashes -r requirements/bench.txt`.
Else the page says what was not.
Nothing is asserted about time. A new comparison is added to a `cases_*` file.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from side_by_side import CHECK, Comparison, compare, digest, measure_one, refuse_other_answers

CASES = (
    "cases_money",
    "cases_openfisca",
    "cases_contacts",
    "cases_product",
    "cases_events",
    "cases_checks",
    "cases_process",
)
"""In the order of the page. A child imports its own alone, so that its memory is that of its own."""

CONTACTS = 200_000
FEW = 200


def main() -> None:
    """As the module says."""
    arguments = _arguments()
    if arguments.one is not None:
        module, name, chosen = arguments.one
        [way] = [
            way
            for one in comparisons(module, True)
            if one.name == name
            for way in one.ways
            if way.name == chosen
        ]
        print(json.dumps(measure_one(way, arguments.data)))
        return
    known = {
        one: module
        for module in CASES
        for one in comparisons(module, arguments.large)
        if one.name.startswith(arguments.only or "")
    }
    for reason in skipped():
        print(f"skipped: {reason}")
    with tempfile.TemporaryDirectory() as folder:
        if arguments.check:
            check(known, Path(folder))
        else:
            measure(known, Path(folder), arguments.large, written=arguments.only is None)


def comparisons(module: str, large: bool) -> list[Comparison]:
    """All that one module of cases has."""
    found: list[Comparison] = import_module(module).comparisons(large)
    return found


def skipped() -> list[str]:
    """What is not measured on this machine, and what it needs; one sentence for each module of cases."""
    reasons = [getattr(import_module(module), "skipped", lambda: None)() for module in CASES]
    return [reason for reason in reasons if reason]


def measure(known: Mapping[Comparison, str], data: Path, large: bool, written: bool) -> None:
    """Measure all and write the page."""
    from cases_checks import make_data as make_files
    from cases_contacts import make_data
    from cases_events import make_data as make_events
    from cases_money import offs
    from cases_openfisca import offs as peer_offs
    from cases_product import make_data as make_product
    from performance_page import PAGE, Measured, page

    begun = time.perf_counter()
    print(f"making the data of {CONTACTS} contacts", flush=True)
    make_data(data, CONTACTS, large)
    make_product(data)
    make_events(data, large)
    make_files(data, large)
    print(f"  {time.perf_counter() - begun:.0f} s")
    measured: list[Measured] = []
    for one, module in known.items():
        print(one.title, flush=True)
        figures = compare(
            one, (str(Path(__file__)), "--one", module), data, lambda line: print(line, flush=True)
        )
        measured.append((one, figures, one.rows(data) if one.rows else None))
    took = time.perf_counter() - begun
    print(f"{took:.0f} s in all")
    if written:
        command = ".venv/bin/python tests/bench/measure.py" + (
            " --large    # make bench LARGE=1" if large else "    # make bench"
        )
        text = page(measured, offs(), peer_offs(), skipped(), command, took)
        PAGE.write_text(text, encoding="utf-8")
        print(f"written: {PAGE}")


def check(known: Iterable[Comparison], data: Path) -> None:
    """Run every way once, in this process. AssertionError when answers differ."""
    from cases_checks import make_data as make_files
    from cases_contacts import make_data
    from cases_events import make_data as make_events
    from cases_product import make_data as make_product

    (data / CHECK).touch()
    make_data(data, FEW, large=False)
    make_product(data)
    make_events(data, large=False)
    make_files(data, large=False)
    for one in known:
        answers = []
        for way in one.ways:
            result = way.prepare(data)()
            if way.answer:
                answers.append((way.asked, digest(way.answer(result))))
        refuse_other_answers(one, answers)
        print(f"{one.name}: {len(one.ways)} ways, {len(answers)} answers, all the same")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed and memory; writes the page of figures.")
    parser.add_argument("--large", action="store_true", help="ten times the contacts as well")
    parser.add_argument("--check", action="store_true", help="each way once on little data; no page")
    parser.add_argument("--only", metavar="NAME", help="comparisons whose name begins so; no page")
    parser.add_argument("--one", nargs=3, metavar=("MODULE", "COMPARISON", "WAY"), help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
