"""The file of sources and the file of numbers: every fault at once, and no number in any of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vardvag.base.errors import BadInput
from vardvag.contracts.identifiers import PersonId
from vardvag.contracts.rivta.collected import PatientNumber
from vardvag.contracts.rivta.values import PERSONNUMMER, SAMORDNINGSNUMMER
from vardvag.usecases.read_sources import NumbersInFile, SourceWords, read_sources

GOOD = """sources:
  regionens-journal:
    title: Regionens journal
    address: https://exempel.se/rivta
    system: SE-EXEMPEL-SYSTEM
    caregiver: SE-EXEMPEL-REGIONEN
    contracts: [GetCareManagers, GetSubjectOfCareSchedule]
    units: [SE-EXEMPEL-ORTOPEDI]
    certificate: klient.pem
"""


def written(folder: Path, text: str, name: str = "kallor.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_is_read_with_what_is_left_out_at_its_default(tmp_path: Path) -> None:
    [source] = read_sources(written(tmp_path, GOOD))
    assert (source.name, source.title, source.system) == (
        "regionens-journal",
        "Regionens journal",
        "SE-EXEMPEL-SYSTEM",
    )
    assert (source.timeout, source.attempts, source.pause, source.others) == (27, 3, 2, False)
    assert source.certificate == str(tmp_path / "klient.pem")
    assert source.key is None


def test_what_others_answer_for_is_taken_when_a_decision_is_named(tmp_path: Path) -> None:
    decided = GOOD + "    others_decided: beslut 2026-01-15, dnr 12\n"
    assert read_sources(written(tmp_path, decided))[0].others


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("https://exempel.se", "http://exempel.se", "address"),
        ("https://exempel.se/rivta", "ftp://127.0.0.1", "address"),
        ("GetCareManagers,", "GetCareManager,", "contracts"),
        ("    title: Regionens journal\n", "", "title"),
        ("units: [SE-EXEMPEL-ORTOPEDI]", "units: []", "regionens-journal"),
        ("certificate: klient.pem", "certifikat: klient.pem", "certifikat"),
        ("certificate: klient.pem", "attempts: 0", "attempts"),
        ("regionens-journal:", "Regionens journal:", "Regionens journal"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, column: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput) as refused:
        read_sources(written(tmp_path, GOOD.replace(old, new)))
    assert any(column in (finding.column or "") for finding in refused.value.findings)
    assert all(finding.row for finding in refused.value.findings)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("https://exempel.se", "http://exempel.se").replace("GetCareManagers", "Nothing")
    with pytest.raises(BadInput) as refused:
        read_sources(written(tmp_path, wrong))
    assert len(refused.value.findings) == 2


def test_http_is_for_this_machine_only(tmp_path: Path) -> None:
    here = GOOD.replace("https://exempel.se/rivta", "http://127.0.0.1:8099/ok")
    assert read_sources(written(tmp_path, here))[0].address == "http://127.0.0.1:8099/ok"


def test_numbers_are_found_by_person_and_their_kind_is_seen(tmp_path: Path) -> None:
    text = "person;number\nexempelperson-1;191212121212\n\nexempelperson-2;197010632391\n"
    numbers = NumbersInFile(written(tmp_path, text, "nummer.csv"))
    assert numbers.number_of(PersonId("exempelperson-1")) == PatientNumber("191212121212", PERSONNUMMER)
    assert numbers.number_of(PersonId("exempelperson-2")) == PatientNumber("197010632391", SAMORDNINGSNUMMER)
    assert numbers.number_of(PersonId("någon annan")) is None


def test_faults_among_numbers_are_told_by_row_and_never_show_one(tmp_path: Path) -> None:
    text = (
        "person;nummer\n"
        "a;191212121213\n"  # the check digit is another
        "a;19121212-1212\n"
        "b;191212121212;mer\n"
        ";191212121212\n"
        "c;191212121212\n"
        "c;191212121212\n"
        "d\n"
    )
    with pytest.raises(BadInput) as refused:
        NumbersInFile(written(tmp_path, text, "nummer.csv"))
    found = [(finding.row, finding.column) for finding in refused.value.findings]
    assert found == [
        (1, None),
        (2, "number"),
        (3, "number"),
        (4, "person"),
        (5, "person"),
        (7, "person"),
        (8, "person"),
    ]
    told = str(refused.value) + "".join(finding.sentence() for finding in refused.value.findings)
    assert "1912" not in told


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b'person;number\n"a;1'])
def test_a_file_that_is_no_csv_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "nummer.csv"
    path.write_bytes(data)
    with pytest.raises(BadInput):
        NumbersInFile(path)
    with pytest.raises(BadInput):
        NumbersInFile(tmp_path / "finns-inte.csv")


def test_the_files_of_the_how_to_can_be_used(tmp_path: Path) -> None:
    page = Path(__file__).parents[3] / "docs/how-to/collect-from-national-services.md"
    fences = re.findall(r'```\w+ title="([^"]+)"\n(.*?)```', page.read_text(encoding="utf-8"), re.DOTALL)
    files = {name: written(tmp_path, text, name) for name, text in fences}
    assert [source.name for source in read_sources(files["kallor.yaml"])] == ["journal", "bokning"]
    assert NumbersInFile(files["nummer.csv"]).number_of(PersonId("exempelperson-1"))


def test_the_how_to_tells_every_key() -> None:
    page = Path(__file__).parents[3] / "docs/how-to/collect-from-national-services.md"
    told = set(re.findall(r"`([a-z_]+)`", page.read_text(encoding="utf-8")))
    assert set(SourceWords.model_fields) <= told
