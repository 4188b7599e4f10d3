"""`vardvag backup`, `tombstones` and `restore` from end to end, on databases of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("django", reason="install the extra [service]")

TESTS = Path(__file__).parents[2]
FILL = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardvag.service.settings")
import django
django.setup()
from datetime import date
from example_plan import example
from vardvag.base.moments import Moment
from vardvag.contracts.identifiers import PersonId
from vardvag.service.region_log.repository import region_log
from vardvag.contracts.log import LogEntry
from vardvag.service.store.repository import DjangoPlanStore
now = Moment.parse("2019-09-25T09:00")
store = DjangoPlanStore()
example(date(2019, 9, 25), person=PersonId("hon")).keep(store)
who = ("s", "Sam", "coordinator", "u")
entry = LogEntry(now, *who, "read_plan", "p", "hon", True, "r", "§", "s", provider="A")
store.append_log(entry)
region_log().append_log(entry)
"""
COUNT = (
    FILL[: FILL.index("store = ")]
    + "from vardvag.service.store import models\n"
    + "print(models.Plan.objects.using('care').count(), models.Tombstone.objects.using('care').count(),"
    + " len(DjangoPlanStore().log()), len(region_log().log()))\n"
)


class Site:
    """An installation of the demo's parts, its key in a file and its data in a folder that can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = folder / "backup.key"
        self.key.write_text("0123456789abcdef" * 4 + "\n")

    def python(self, data: str, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("VARDVAG", "DJANGO"))
        } | {
            "VARDVAG_DEMO": "1",
            "VARDVAG_DATA": str(self.folder / data),
            "VARDVAG_BACKUP_KEY_FILE": str(self.key),
            "VARDVAG_PERSON_KEYS": str(self.folder / "keys" / "people.sqlite3"),
            "PYTHONPATH": str(TESTS),
        }
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def vardvag(self, data: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.python(data, "from vardvag.cli import main; main()", *arguments)

    def rows(self, data: str) -> list[int]:
        """Plans, tombstones and rows of the two logs."""
        done = self.python(data, COUNT)
        assert done.returncode == 0, done.stderr
        return [int(number) for number in done.stdout.split()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    for data in ("old", "new"):
        assert made.vardvag(data, "migrate").returncode == 0
    filled = made.python("old", FILL)
    assert filled.returncode == 0, filled.stderr
    return made


def test_a_part_is_saved_put_back_and_the_destroyed_stay_away(site: Site) -> None:
    assert site.vardvag("old", "backup", "care.vardvag").stdout.endswith(" tabeller\n")
    assert site.vardvag("old", "backup", "region.vardvag", "--part", "region").returncode == 0
    assert site.rows("old") == [1, 0, 1, 1]

    unsaid = site.vardvag("new", "restore", "care.vardvag")
    assert unsaid.returncode == 2
    assert "--no-tombstones" in unsaid.stderr
    again = site.vardvag("old", "restore", "care.vardvag", "--no-tombstones")
    assert again.returncode == 3
    assert "care_plan" in again.stderr
    other_part = site.vardvag("new", "restore", "care.vardvag", "--part", "region")
    assert other_part.returncode == 3
    assert site.rows("new") == [0, 0, 0, 0]

    assert site.vardvag("new", "restore", "region.vardvag", "--part", "region").returncode == 0
    back = site.vardvag("new", "restore", "care.vardvag", "--no-tombstones", "--language", "en")
    assert back.returncode == 0, back.stderr
    assert back.stdout.startswith("Restored: ")
    assert site.rows("new") == [1, 0, 1, 1]

    early = site.vardvag("old", "destroy-record", "hon", "--by", "Ark Ivarie", "--yes")
    assert early.returncode == 1
    assert "3 kap. 17 §" in early.stdout
    assert "--decided-as" in early.stdout
    asked = ("destroy-record", "hon", "--by", "Ark Ivarie", "--decided-as", "IVO 1", "--yes")
    gone = site.vardvag("old", *asked, "--language", "en")
    assert gone.returncode == 0, gone.stderr
    assert "the key is destroyed" in gone.stdout
    assert site.vardvag("old", *asked).returncode == 0  # doing it again ends what may have stopped halfway
    unknown = site.vardvag("old", "destroy-record", "finns-inte", "--by", "Ark Ivarie", "--yes")
    assert unknown.returncode == 2
    assert site.rows("old") == [0, 1, 3, 1]
    (site.folder / "destroyed.jsonl").write_text(site.vardvag("old", "tombstones").stdout)
    assert site.vardvag("third", "migrate").returncode == 0
    keys = site.folder / "keys"
    keys.rename(site.folder / "elsewhere")
    unlisted = site.vardvag("third", "restore", "care.vardvag", "--no-tombstones")
    assert unlisted.returncode == 3
    assert "VARDVAG_PERSON_KEYS" in unlisted.stderr
    (keys / "people.sqlite3").unlink()
    keys.rmdir()
    (site.folder / "elsewhere").rename(keys)
    without = site.vardvag("third", "restore", "care.vardvag", "--tombstones", "destroyed.jsonl")
    assert without.returncode == 0, without.stderr
    assert "1 personer har förstörts" in without.stdout
    assert site.rows("third") == [0, 1, 1, 0]
    assert site.vardvag("fourth", "migrate").returncode == 0
    marked = site.vardvag("fourth", "restore", "care.vardvag", "--no-tombstones")
    assert "1 personer har förstörts" in marked.stdout, marked.stderr
    assert site.rows("fourth") == [0, 1, 1, 0]


def test_a_key_that_is_none_is_told_and_nothing_is_written(site: Site) -> None:
    for written in ("", "too short", "z" * 64):
        site.key.write_text(written)
        done = site.vardvag("old", "backup", "care.vardvag")
        assert (done.returncode, done.stdout) == (3, "")
        assert "openssl rand -hex 32" in done.stderr
        assert written not in done.stderr or not written
    assert not (site.folder / "care.vardvag").exists()


def test_a_database_that_is_not_migrated_is_told(site: Site) -> None:
    assert site.vardvag("old", "backup", "care.vardvag").returncode == 0
    (site.folder / "bare").mkdir()
    done = site.vardvag("bare", "restore", "care.vardvag", "--no-tombstones", "--language", "en")
    assert done.returncode == 3
    assert "Run vardvag migrate first" in done.stderr
