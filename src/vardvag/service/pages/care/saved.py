"""What is said once, on the page after a moved time: that it is saved, what it changed, what was reported.

Kept in the session between the form and that page: the step's identifier and what became of the report, and
nothing that says anything about a person's health.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from vardvag.contracts.identifiers import StepId
from vardvag.contracts.standing import Standing, waiting_of
from vardvag.service.look.table import StatusWord
from vardvag.service.pages.care import words
from vardvag.service.pages.care.report import Passed
from vardvag.service.today import today
from vardvag.usecases.show_plan import PlanView

KEY = "moved"


@dataclass(frozen=True, slots=True)
class Saved:
    """A step as it stands after the move."""

    what: SafeString | str
    when: str
    status: StatusWord | None
    good: bool
    passed: Passed | None


def tell(request: HttpRequest, step: StepId, passed: Passed | None) -> None:
    """Have it told on the next page."""
    request.session[KEY] = {"step": step, "passed": asdict(passed) if passed else None}


def told_once(request: HttpRequest, view: PlanView) -> Saved | None:
    """What there is to tell of a step of this plan, and then no more."""
    kept = request.session.get(KEY)
    if kept is None:
        return None
    moved = next((step for step in view.overview.steps if step.step.step_id == kept["step"]), None)
    if moved is None:
        return None
    del request.session[KEY]
    waiting = waiting_of(moved, today())
    return Saved(
        what=words.in_swedish(moved.step.what),
        when=words.when(moved),
        status=words.standing_words(waiting) if waiting else None,
        good=waiting is None or waiting.standing is Standing.BOOKED_WITHIN,
        passed=Passed.read(kept["passed"]),
    )
