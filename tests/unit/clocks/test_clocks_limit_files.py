"""Files of limits: what is shipped, what a user may write, and every fault told with its line and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vardvag.base.errors import BadInput, NotFound
from vardvag.clocks.limit_files import find_limits, shipped, statute
from vardvag.clocks.limits import About, by_phase, guarantee, limits
from vardvag.clocks.model import LimitKind
from vardvag.events.model import Phase

SVF = """\
kind: target
title: {sv: Ledtid, en: Lead time}
limits:
  svf-exempel:
    title: {sv: SVF exempel, en: SVF example}
    about: first_treatment
    history:
      - days: 28
        law: SVF exempel
        paragraph: till första behandling
        not_counted: []
        valid_from: 2024-01-01
        source: {title: Påhittat, confidence: assumption, note: {sv: påhittat, en: made up}}
"""


ROOT = Path(__file__).parents[3]


def test_the_lead_time_of_the_manual_is_the_one_that_is_tested() -> None:
    shown = (ROOT / "docs" / "how-to" / "add-a-limit.md").read_text(encoding="utf-8")
    tested = (ROOT / "tests" / "spec" / "clocks" / "svf-exempel.yaml").read_text(encoding="utf-8")
    assert f'```yaml title="svf-exempel.yaml"\n{tested}```' in shown


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(BadInput) as told:
        find_limits(str(path))
    return [(finding.rule, finding.row) for finding in told.value.findings]


def test_the_guarantee_has_the_ordinances_four_limits_in_its_order() -> None:
    assert [limit.about for limit in guarantee()] == [
        About.CONTACT,
        About.ASSESSMENT,
        About.VISIT,
        About.TREATMENT,
    ]
    assert [limit.history.history[-1].value.days for limit in guarantee()] == [0, 3, 90, 90]
    assert list(limits()) == [Phase.FIRST_CONTACT, Phase.OPERATION]
    assert statute().kind is LimitKind.STATUTE


def test_what_is_shipped_beside_is_never_the_statute() -> None:
    assert {name: file.kind for name, file in shipped().items()} == {
        "bup": LimitKind.POLICY,
        "sou-2022-22": LimitKind.PROPOSAL,
        "stockholm": LimitKind.REGIONAL,
    }
    assert not any(
        limit.about is About.FIRST_TREATMENT for file in shipped().values() for limit in file.limits
    )
    names = [limit.name for file in [statute(), *shipped().values()] for limit in file.limits]
    assert len(names) == len(set(names))


def test_a_shipped_file_is_found_by_its_name_and_a_users_by_its_path(tmp_path: Path) -> None:
    assert find_limits("stockholm").limits[0].regions == {"01"}
    assert find_limits("limits") is statute()
    own = find_limits(str(written(tmp_path, SVF)))
    assert (own.name, own.kind, own.limits[0].kind) == ("own", LimitKind.TARGET, LimitKind.TARGET)
    assert by_phase(own.limits) == {}
    with pytest.raises(NotFound, match="stockholm"):
        find_limits("stokholm")
    with pytest.raises(BadInput, match="cannot be read"):
        find_limits(str(tmp_path / "none.yaml"))


def test_a_users_file_cannot_claim_to_be_the_law(tmp_path: Path) -> None:
    path = written(tmp_path, SVF.replace("kind: target", "kind: statute"), "limits.yaml")
    assert faults(path) == [("not-statute", 1)]


def test_a_source_is_required_and_a_misspelt_wait_is_told(tmp_path: Path) -> None:
    without = SVF.replace("        source: {", "        sorce: {")
    assert {row for _, row in faults(written(tmp_path, without))} <= {8, 13}
    assert faults(written(tmp_path, SVF.replace("first_treatment", "treatmnt")))[0][1] == 6
    assert faults(written(tmp_path, SVF.replace("days: 28", "days: -1")))[0][1] == 8
    assert faults(written(tmp_path, SVF.replace("not_counted: []", "not_counted: maybe")))[0][1] == 11


REGIONAL = SVF.replace("kind: target", "kind: regional").replace("about: first_treatment", "about: visit")
OURS = 'title: {sv: Ledtid, en: Lead time}\nregions: ["08"]'


def test_a_source_that_says_too_little_is_told(tmp_path: Path) -> None:
    thin = SVF.replace(
        "{title: Påhittat, confidence: assumption, note: {sv: påhittat, en: made up}}", "{title: X}"
    )
    path = written(tmp_path, thin)
    with pytest.raises(BadInput) as told:
        find_limits(str(path))
    [finding] = told.value.findings
    assert finding.row is not None
    assert "X" in finding.remedy.sv + finding.message.sv


def test_a_region_may_be_stricter_but_not_laxer(tmp_path: Path) -> None:
    ours = REGIONAL.replace("title: {sv: Ledtid, en: Lead time}", OURS)
    assert find_limits(str(written(tmp_path, ours))).limits[0].applies_in("08")
    assert find_limits(str(written(tmp_path, ours.replace("days: 28", "days: 90"))))
    assert faults(written(tmp_path, ours.replace("days: 28", "days: 91"))) == [("laxer", 9)]


def test_a_laxer_limit_is_laxer_only_while_the_law_is_stricter(tmp_path: Path) -> None:
    ours = REGIONAL.replace("title: {sv: Ledtid, en: Lead time}", OURS).replace(
        "about: visit", "about: assessment"
    )
    seven = ours.replace("days: 28", "days: 7")
    assert faults(written(tmp_path, seven)) == [("laxer", 9)]
    until = seven.replace("valid_from: 2024-01-01", "valid_from: 2012-01-01\n        valid_to: 2018-12-31")
    version = find_limits(str(written(tmp_path, until))).limits[0].version(date(2018, 12, 31))
    assert version is not None
    assert version.days == 7
    a_day_more = until.replace("2018-12-31", "2019-01-01")
    assert faults(written(tmp_path, a_day_more)) == [("laxer", 9)]


def test_a_region_says_which_it_is(tmp_path: Path) -> None:
    assert faults(written(tmp_path, REGIONAL)) == [("no-region", 1)]
    unknown = REGIONAL.replace("title: {sv: Ledtid, en: Lead time}", OURS.replace("08", "02"))
    assert faults(written(tmp_path, unknown)) == [("region", 3)]


def test_versions_that_overlap_are_refused(tmp_path: Path) -> None:
    twice = SVF + SVF[SVF.index("      - days") :]
    assert faults(written(tmp_path, twice)) == [("dates", None)]
