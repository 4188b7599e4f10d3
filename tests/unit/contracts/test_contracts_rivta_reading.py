"""Every fault of an answer is told with its path and line, and an item with one is left out whole."""

from __future__ import annotations

import copy
from datetime import date, datetime, time
from typing import Any
from xml.etree import ElementTree

import pytest

from vardvag.base.errors import BadInput
from vardvag.base.findings import Severity
from vardvag.contracts.rivta import get_care_managers, get_care_plans, get_subject_of_care_schedule, soap
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.shape import parts_of, spaces
from vardvag.contracts.rivta.simple import Simple
from vardvag.contracts.rivta.tree import MOST_BYTES, MOST_ELEMENTS

_VALUES: dict[type, Any] = {
    str: "x",
    bool: True,
    bytes: b"pdf",
    datetime: datetime(2019, 9, 30, 14, 5),
    date: date(2019, 9, 30),
    time: time(8, 0),
}


def full(shape: type) -> Any:
    """A message with one of everything."""
    values = {}
    for part in parts_of(shape):
        if not isinstance(part.kind, Simple):
            value = full(part.kind)
        elif part.kind.codes:
            value = part.kind.codes[0]
        else:
            value = "19121212T123" if part.kind.name == "SubjectOfCareIdType" else _VALUES[part.kind.python]
        values[part.field] = value if part.most == 1 else (value,)
    return shape(**values)


def places(
    shape: type, namespace: str = "", path: tuple[int, ...] = ()
) -> list[tuple[tuple[int, ...], int, Any]]:
    """Every element below the root of `full`: the positions that lead to it, how few and how many stand."""
    found: list[tuple[tuple[int, ...], int, Any]] = []
    for number, part in enumerate(parts_of(shape)):
        here = (*path, number)
        found.append((here, part.least, part.most))
        if not isinstance(part.kind, Simple):
            found += places(part.kind, spaces(shape, namespace)[1], here)
    return found


EVERYWHERE = [
    pytest.param(name, *place, id=f"{name}-{'.'.join(map(str, place[0]))}")
    for name, contract in CONTRACTS.items()
    for place in places(contract.answer)
]


def parent_of(root: ElementTree.Element, path: tuple[int, ...]) -> ElementTree.Element:
    for number in path[:-1]:
        root = root[number]
    return root


def answer_of(name: str) -> ElementTree.Element:
    return ElementTree.fromstring(CONTRACTS[name].write_answer(full(CONTRACTS[name].answer)))


def rules(name: str, root: ElementTree.Element) -> set[str]:
    return {finding.rule for finding in CONTRACTS[name].read_answer(ElementTree.tostring(root)).findings}


@pytest.mark.parametrize(("name", "path", "least", "most"), EVERYWHERE)
def test_an_element_that_is_missing_or_repeated_is_told_when_it_may_not_be(
    name: str, path: tuple[int, ...], least: int, most: int | None
) -> None:
    root = answer_of(name)
    parent = parent_of(root, path)
    element = parent[path[-1]]
    parent.insert(path[-1], copy.deepcopy(element))
    assert rules(name, root) == ({"element-too-many"} if most == 1 else set())
    parent.remove(parent[path[-1]])
    parent.remove(element)
    assert rules(name, root) == ({"element-missing"} if least else set())


@pytest.mark.parametrize(("name", "path", "least", "most"), EVERYWHERE)
def test_an_element_in_the_wrong_place_or_by_another_name_is_told(
    name: str, path: tuple[int, ...], least: int, most: int | None
) -> None:
    root = answer_of(name)
    parent = parent_of(root, path)
    element = parent[path[-1]]
    if path[-1]:
        parent.remove(element)
        parent.insert(0, element)
        assert "element-order" in rules(name, root)
        parent.remove(element)
        parent.insert(path[-1], element)
    element.tag += "Wrong"
    assert "element-unknown" in rules(name, root) or "extension" in rules(name, root)


def managers(count: int = 2) -> bytes:
    return get_care_managers.CONTRACT.write_answer(
        get_care_managers.Answer(care_managers=(full(get_care_managers.CareManager),) * count)
    )


def test_an_item_with_a_fault_is_left_out_and_the_others_stay() -> None:
    data = managers(3).replace(b"<n1:end>20190930<", b"<n1:end>20191330<", 1)
    # Its first end is that of the hours of a team; half the hours would be other hours.
    reading = get_care_managers.CONTRACT.read_answer(data, "källa")
    assert reading.left_out == 1
    assert reading.message is not None
    assert len(reading.message.care_managers) == 2
    [finding] = reading.findings
    assert finding.rule == "unreadable"
    assert finding.value == "20191330"
    assert finding.file == "källa"
    assert (finding.column or "").startswith("GetCareManagersResponse/careManager[1]/careTeam/contact[1]/")
    assert finding.remedy.sv == "Skriv ååååmmdd"
    assert finding.row == 2


def test_every_fault_is_told_at_once() -> None:
    data = managers(1)
    for wrong in (b"<n1:start>20190930<", b"<n1:blockComparisonTime>20190930140500<"):
        data = data.replace(wrong, wrong[:-5] + b"<")
    found = get_care_managers.CONTRACT.read_answer(data).findings
    assert {finding.rule for finding in found} == {"unreadable"}
    assert len(found) > 5


def test_a_fault_outside_the_items_leaves_nothing() -> None:
    contract = get_care_plans.CONTRACT
    data = contract.write_answer(full(contract.answer)).replace(b"logId", b"logID")
    reading = contract.read_answer(data)
    assert reading.message is None
    assert {finding.rule for finding in reading.findings} == {"element-unknown", "element-missing"}


def test_an_unknown_code_is_kept_and_told() -> None:
    contract = get_care_plans.CONTRACT
    data = contract.write_answer(full(contract.answer)).replace(b"Enum>SIP<", b"Enum>XYZ<")
    reading = contract.read_answer(data)
    assert reading.message is not None
    assert reading.message.care_plans[0].body.kind == "XYZ"
    assert [(found.rule, found.severity, found.value) for found in reading.findings] == [
        ("unknown-code", Severity.WARNING, "XYZ")
    ]
    with pytest.raises(BadInput, match="schema"):
        contract.write_answer(reading.message)


def test_an_addition_of_somebody_else_is_told_and_not_read() -> None:
    contract = get_subject_of_care_schedule.CONTRACT
    data = contract.write_answer(full(contract.answer))
    end = b"</n0:timeslotDetail>"
    added = data.replace(end, b'<e:more xmlns:e="urn:else"><e:deep/></e:more>' + end)
    reading = contract.read_answer(added)
    assert reading.message == full(contract.answer)
    assert [(found.rule, found.severity) for found in reading.findings] == [("extension", Severity.WARNING)]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "not-xml"),
        (b"<html/>", "another-message"),
        (b"not xml", "not-xml"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "doctype"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "doctype"),
        (b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>", "too-many-elements"),
        (b"<a>" + b" " * MOST_BYTES + b"</a>", "too-long"),
        (b"<a>" * 40 + b"</a>" * 40, "too-deep"),
        (soap.fault("Server", "down"), "soap-fault"),
        (soap.envelope(b""), "envelope"),
        (soap.envelope(b"<a/><a/>"), "envelope"),
        (b'<GetCarePlansResponse xmlns="urn:wrong"/>', "another-message"),
    ],
)
def test_what_is_no_answer_is_told_and_not_read(data: bytes, rule: str) -> None:
    reading = get_care_plans.CONTRACT.read_answer(data)
    assert reading.message is None
    assert [finding.rule for finding in reading.findings] == [rule]


@pytest.mark.parametrize(
    ("status", "missing"),
    [
        ("DataFromSource", 0),
        ("DataFromCache", 0),
        ("DataFromCacheSynchFailed", 1),
        ("NoDataSynchFailed", 1),
        ("SomethingNew", 1),
    ],
)
def test_a_system_behind_an_aggregating_service_that_did_not_answer_makes_the_answer_not_whole(
    status: str, missing: int
) -> None:
    contract = get_subject_of_care_schedule.CONTRACT
    header = f"""<s:Header><h:ProcessingStatus xmlns:h="urn:riv:interoperability:headers:1">
      <h:ProcessingStatusList><h:logicalAddress>SE-EXEMPEL-1</h:logicalAddress>
        <h:statusCode>DataFromSource</h:statusCode></h:ProcessingStatusList>
      <h:ProcessingStatusList><h:logicalAddress>SE-EXEMPEL-2</h:logicalAddress>
        <h:statusCode>{status}</h:statusCode></h:ProcessingStatusList>
    </h:ProcessingStatus></s:Header><s:Body>""".encode()
    enveloped = soap.envelope(contract.write_answer(contract.answer())).replace(b"<s:Body>", header)
    reading = contract.read_answer(enveloped)
    assert reading.message == contract.answer()
    assert reading.left_out == missing
    assert [(found.rule, found.value) for found in reading.findings] == [
        ("system-unanswered", "SE-EXEMPEL-2")
    ] * missing


def test_a_long_document_in_a_plan_is_read() -> None:
    contract = get_care_plans.CONTRACT
    answer = full(contract.answer)
    content = get_care_plans.Content(media="application/pdf", value=b"\x00" * 3_000_000)
    body = get_care_plans.Body(content=(content,))
    plan = get_care_plans.CarePlan(header=answer.care_plans[0].header, body=body)
    answer = get_care_plans.Answer(care_plans=(plan,), result=answer.result)
    assert contract.read_answer(contract.write_answer(answer)).message == answer


def test_what_the_schema_cannot_hold_is_refused_all_at_once() -> None:
    slot = get_subject_of_care_schedule.Timeslot(unit="\x00", patient="1912", start=datetime(1800, 1, 1))
    with pytest.raises(BadInput) as refused:
        get_subject_of_care_schedule.CONTRACT.write_answer(get_subject_of_care_schedule.Answer(times=(slot,)))
    assert sorted((finding.column or "").rpartition("/")[2] for finding in refused.value.findings) == [
        "healthcare_facility",
        "startTimeInclusive",
        "subject_of_care",
    ]


def test_a_question_as_the_schema_has_it() -> None:
    """Written by hand from the schema: the elements of a type are in its own namespace."""
    by_hand = b"""<GetCareManagers
      xmlns="urn:riv:coreprocess:residentparticipation:residentparticipation:GetCareManagersResponder:1"
      xmlns:c="urn:riv:coreprocess:residentparticipation:residentparticipation:1">
      <patientId><c:root>1.2.752.129.2.1.3.1</c:root><c:extension>191212121212</c:extension></patientId>
      <careManagerType><c:code>1</c:code><c:codeSystem>1.2.752.129.5.1.69</c:codeSystem></careManagerType>
    </GetCareManagers>"""
    reading = get_care_managers.CONTRACT.read_question(by_hand)
    assert reading.findings == ()
    assert reading.message is not None
    assert reading.message.patient.extension == "191212121212"
    assert reading.message.kinds[0].code == "1"
