"""A value that names a person is repeated by no finding, whichever rule made it."""

from __future__ import annotations

from vardvag.events.checks.catalogue import findings_in
from vardvag.events.checks.rule import Row, SeenFile

# Tolvan, who is in every test: a possible day and a right check digit, and nobody.
NUMBER = "191212121212"


def test_the_same_number_twice_is_told_without_the_number():
    seen = SeenFile("a.csv", ("VardkontaktId", "DatatGallerFor"))
    values = {"VardkontaktId": NUMBER, "DatatGallerFor": "2019-09"}
    findings_in(Row(2, values), seen)
    told = findings_in(Row(3, values), seen)
    about = {finding.rule: finding.value for finding in told if finding.column == "VardkontaktId"}
    assert about == {"person": None, "twice": None}
    assert NUMBER not in str(told)
