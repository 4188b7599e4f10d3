"""`vardvag send-notices` from end to end: the letters of the demo, what is told, and the exit code."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

SITE = runpy.run_path(str(Path(__file__).with_name("test_service_log_commands.py")))["Site"]
CHANGE = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
import django
django.setup()
from dataclasses import replace
from datetime import date
from example_plan import example
from vardvag.contracts.access.actor import Role
from vardvag.contracts.notices.subscription import NoticeWay, Topic
from vardvag.service.identity.actor import Actor
from vardvag.service.store.repository import DjangoPlanStore
from vardvag.service.today import now
from vardvag.usecases.choose_notices import choose_notices
store, made = DjangoPlanStore(), example(date(2019, 9, 25))
made.keep(store)
who = Actor("astrid", Role.PATIENT, "Astrid", person=made.person.person_id)
to = (NoticeWay.EMAIL, "astrid@exempel.se", now(), tuple(NoticeWay))
choose_notices(store, who, made.plan.plan_id, list(Topic), *to)
store.save(replace(store.read(made.plan.plan_id), what_matters="Att gå."), 1)
"""


@pytest.fixture
def site(tmp_path: Path) -> Any:
    made = SITE(tmp_path)
    made.environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    assert made.vardvag("migrate").returncode == 0
    return made


def test_what_waits_is_sent_once_and_told(site: Any) -> None:
    nothing = site.vardvag("send-notices")
    assert (nothing.returncode, nothing.stderr) == (0, "")
    assert "Inget meddelande har skickats än." in nothing.stdout
    done = site.python(CHANGE)
    assert done.returncode == 0, done.stderr
    sent = site.vardvag("send-notices", "--language", "en")
    assert sent.returncode == 0, sent.stderr
    assert sent.stdout.startswith("1 sent, 0 not sent")
    assert "Last sent: " in sent.stdout
    [letter] = (site.folder / "data" / "exempel-meddelanden-inte-skickade").glob("*.eml")
    assert "astrid@exempel.se" in letter.read_text(encoding="utf-8")
    assert site.vardvag("send-notices").stdout.startswith("0 skickade")


def test_a_server_that_does_not_answer_is_said_and_nothing_is_lost(site: Any) -> None:
    site.environment |= {"VARDVAG_NOTICES_SMTP": "smtp://127.0.0.1:9", "VARDVAG_NOTICES_FROM": "a@exempel.se"}
    assert site.python(CHANGE).returncode == 0
    down = site.vardvag("send-notices")
    assert (down.returncode, down.stderr) == (1, "")
    assert "1 försöks igen" in down.stdout
    assert "1 väntar" in down.stdout


@pytest.mark.parametrize("wrong", ["http://mail.exempel.se", "smtp:mail.exempel.se", "mail.exempel.se"])
def test_a_server_that_cannot_be_is_refused_and_never_shown(site: Any, wrong: str) -> None:
    site.environment |= {"VARDVAG_NOTICES_SMTP": wrong, "VARDVAG_NOTICES_FROM": "ingen"}
    told = site.vardvag("config", "--check")
    assert told.returncode != 0
    assert "VARDVAG_NOTICES_SMTP" in told.stdout + told.stderr
    assert "VARDVAG_NOTICES_FROM" in told.stdout + told.stderr
    assert wrong not in told.stdout + told.stderr
