"""`vardvag seal-log`, `export-log` and `verify-log` from end to end, on a database of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

WRITE = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
import django
django.setup()
from vardvag.base.moments import Moment
from vardvag.contracts.log import LogEntry
from vardvag.service.store.repository import DjangoPlanStore
now = Moment.parse("2019-09-25T09:00")
for number in range({rows}):
    who = (f"s{{number}}", "Sam", "coordinator", "u")
    entry = LogEntry(now, *who, "read_plan", "p", "q", True, "r", "§", "s", provider="A")
    DjangoPlanStore().append_log(entry)
"""
SPOIL = """
import os, sqlite3
base = sqlite3.connect(os.path.join(os.environ["VARDVAG_DATA"], "care.sqlite3"))
base.execute("DROP TRIGGER care_logrecord_no_update")
base.execute("UPDATE care_logrecord SET who = 'somebody else' WHERE number = 2")
base.commit()
"""
UNITS = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
import django
django.setup()
from vardvag.service.store.repository import DjangoPlanStore
DjangoPlanStore().add_unit("u", "U", "A")
DjangoPlanStore().add_unit("v", "V", "B")
"""
BLOCKED = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"cryptography", "django", "duckdb", "pyarrow", "authlib"}:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Absent())
from vardvag.cli import application
application(sys.argv[1:], prog_name="vardvag")
"""


class Site:
    """An installation of the demo's parts in a folder, without serving it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        private = Ed25519PrivateKey.generate()
        self.private, self.public = folder / "log.key", folder / "log.pub"
        pem, raw = serialization.Encoding.PEM, serialization.NoEncryption()
        self.private.write_bytes(private.private_bytes(pem, serialization.PrivateFormat.PKCS8, raw))
        spki = serialization.PublicFormat.SubjectPublicKeyInfo
        self.public.write_bytes(private.public_key().public_bytes(pem, spki))
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("VARDVAG", "DJANGO"))
        } | {
            "VARDVAG_DEMO": "1",
            "VARDVAG_DATA": str(folder / "data"),
            "VARDVAG_LOG_KEY_FILE": str(self.private),
        }

    def python(self, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )

    def vardvag(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.python("from vardvag.cli import main; main()", *arguments)

    def write(self, rows: int) -> None:
        done = self.python(WRITE.format(rows=rows))
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site(tmp_path_factory.mktemp("site"))
    done = made.vardvag("migrate")
    assert done.returncode == 0, done.stderr
    return made


def test_a_log_is_sealed_exported_and_verified_and_a_change_is_found(site: Site) -> None:
    assert "signerade" in site.vardvag("seal-log").stdout
    site.write(3)
    first = site.vardvag("seal-log")
    assert (first.returncode, first.stdout[:2], len(first.stdout.strip())) == (0, "3:", 66)
    site.write(2)
    assert site.vardvag("export-log", "log.jsonl").returncode == 0
    assert (site.folder / "log.jsonl").stat().st_mode & 0o077 == 0

    told = site.vardvag("verify-log", "log.jsonl", "--key", "log.pub", "--known", first.stdout.strip())
    assert (told.returncode, told.stderr) == (0, "")
    assert "5 rader, 1 kontrollpunkter, signerad t.o.m. rad 3" in told.stdout
    assert "2 rader är inte signerade än" in told.stdout
    alone = site.python(BLOCKED, "verify-log", "log.jsonl", "--key", "log.pub", "--language", "en")
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "sealed up to row 3" in alone.stdout

    lines = (site.folder / "log.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (site.folder / "bent.jsonl").write_text("".join([*lines[:2], *lines[3:]]), encoding="utf-8")
    bent = site.vardvag("verify-log", "bent.jsonl", "--key", "log.pub", "--language", "en")
    assert bent.returncode == 1
    assert "row 3: The row does not follow the one before it" in bent.stderr
    assert "Traceback" not in bent.stderr

    assert site.python(SPOIL).returncode == 0
    refused = site.vardvag("seal-log", "--language", "en")
    assert refused.returncode == 3
    assert "row 2: The row's content does not match its digest" in refused.stderr
    # The export tells of it too, and a file that is there is not written over.
    assert site.vardvag("export-log", "spoiled.jsonl").returncode == 0
    assert site.vardvag("verify-log", "spoiled.jsonl", "--key", "log.pub").returncode == 1
    assert site.vardvag("export-log", "spoiled.jsonl").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("verify-log", "none.jsonl", "--key", "log.pub"), 3, "none.jsonl"),
        (("verify-log", "log.pub", "--key", "log.pub"), 1, "line"),
        (("verify-log", "log.pub", "--key", "log.key"), 3, "openssl pkey"),
        (("verify-log", "log.pub"), 2, "--key"),
        (("verify-log", "log.pub", "--key", "log.pub", "--known", "x"), 2, "digest"),
        (("seal-log", "--log", "public"), 2, "care"),
    ],
)
def test_wrong_use_and_bad_input_are_told(
    site: Site, arguments: tuple[str, ...], code: int, told: str
) -> None:
    more = () if "--language" in arguments else ("--language", "en")
    done = site.vardvag(*arguments, *more)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_key_nothing_is_signed_and_the_key_is_never_told(site: Site) -> None:
    for wrong in ("", "-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----"):
        site.private.with_suffix(".wrong").write_text(wrong, encoding="utf-8")
        site.environment["VARDVAG_LOG_KEY_FILE"] = str(site.private.with_suffix(".wrong"))
        done = site.vardvag("seal-log")
        assert done.returncode == 3
        assert "openssl genpkey" in done.stderr
        assert "MC4CAQAw" not in done.stderr + done.stdout
    site.environment["VARDVAG_LOG_KEY_FILE"] = str(site.private)
    shown = site.vardvag("config")
    assert "PRIVATE" not in shown.stdout


def test_a_sample_is_drawn_again_by_its_seed_of_her_own_caregiver_alone(site: Site) -> None:
    site.write(9)
    assert site.python(UNITS).returncode == 0
    days = ("--first", "2019-09-25", "--last", "2019-09-25", "--format", "json")

    def draw(unit: str, seed: str, *more: str) -> list[int]:
        asked = ("--as", "granskare", "--unit", unit, "--size", "4", "--seed", seed, *days, *more)
        drawn = site.vardvag("draw-log-sample", *asked)
        assert drawn.returncode == 0, drawn.stderr
        assert f"frö {seed}" in drawn.stdout
        return [row["number"] for row in json.loads(drawn.stdout)["rows"]]

    first = draw("u", "a")
    assert len(first) == 4
    assert draw("u", "a") == first
    assert draw("u", "b") != first
    assert draw("v", "a") == draw("okänd", "a") == []
    none = site.vardvag("draw-log-sample", "--as", "g", "--unit", "u", "--size", "0", "--seed", "a", *days)
    assert none.returncode == 2
    assert "Traceback" not in none.stderr


def test_what_may_not_be_trimmed_is_refused_with_a_remedy_and_a_row(site: Site, tmp_path: Path) -> None:
    new = Site(tmp_path)
    assert new.vardvag("migrate").returncode == 0
    new.write(1)
    bare = new.vardvag("trim-log", "--by", "Ark Ivarie")
    assert (bare.returncode, bare.stderr) == (1, "")
    assert "Ingen signerad rad finns kvar" in bare.stdout
    assert "vardvag seal-log --log care" in bare.stdout
    assert new.vardvag("seal-log").returncode == 0
    early = new.vardvag("trim-log", "--by", "Ark Ivarie", "--language", "en")
    assert early.returncode == 1
    assert "The log has to be kept longer. (HSLF-FS 2016:40 4 kap. 9 §)" in early.stdout
    assert "The oldest rows may be removed on 20" in early.stdout
    assert new.vardvag("export-log", "log.jsonl").returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert str(rows).count("retention.log-unsealed") == 1
    assert str(rows).count("'trim_log'") == 2
