"""What every test run shares: the list of what was skipped, and the switch that forbids skipping.

A test that lacks something of the machine says so with `pytest.skip("needs X: how to get X")`. The run ends
with those sentences, once each. With VARDVAG_NO_SKIP=1, as in .ci/run, one skipped test fails the run.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from engines_at_hand import EnginesAtHand


@pytest.fixture(scope="session")
def engines() -> Iterator[EnginesAtHand]:
    """The engines of statistics, each started when a test first opens it."""
    with ExitStack() as stack:
        yield EnginesAtHand(stack)


def _reasons(reporter: pytest.TerminalReporter) -> Counter[str]:
    """Each reason for skipping, and how many tests it took."""
    return Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        if isinstance(report.longrepr, tuple)
        else "no reason given"
        for report in reporter.stats.get("skipped", [])
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a green run with skipped tests red where skipping is forbidden."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        os.environ.get("VARDVAG_NO_SKIP") == "1"
        and reporter
        and _reasons(reporter)
        and not session.exitstatus
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with what was not tested here, and what to do about it."""
    reasons = _reasons(terminalreporter)
    if not reasons:
        terminalreporter.write_line("skipped: nothing")
        return
    forbidden = os.environ.get("VARDVAG_NO_SKIP") == "1"
    terminalreporter.section(
        "skipped, and not allowed to be" if forbidden else "skipped: what, how to enable"
    )
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count:4} × {reason}")
