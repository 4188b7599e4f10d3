"""Anything at all is sent to the API: nothing makes it fail, and what it says of a fault is an outcome.

Made requests (hypothesis) in place of a description of the API: bytes, JSON of any shape, resources of ours
with something changed in them, and parameters. Nothing that is refused changes a plan.
"""

from __future__ import annotations

import copy
import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vardvag.service.fhir.r4.checking import check
from vardvag.service.fhir.search import HANDLED, PARAMETERS

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
COMMON = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), max_examples=60, derandomize=True
)
KINDS = st.sampled_from(sorted(PARAMETERS))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
TAILS = st.sampled_from(
    ["", "/_search", "/$validate", "/x", "/x/_history", "/x/_history/1", "/$everything", "//", "/x/y/z"]
)


def told(answer):
    """The answer is one of the API's, and a refusal is an outcome that is itself right."""
    assert answer.status < 500, answer.body
    if answer.status >= 400:
        assert answer.body["resourceType"] == "OperationOutcome"
        assert check(answer.body) == []


def test_any_bytes_to_any_address(api, store):
    me = api("coordinator")

    @COMMON
    @given(
        st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"]),
        KINDS | st.just("") | st.text(max_size=8).map(lambda text: quote(text, safe="")),
        TAILS,
        st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()),
        st.sampled_from(
            [
                "application/fhir+json",
                "application/x-www-form-urlencoded",
                "text/xml",
                "multipart/form-data; boundary=x",
                "",
            ]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
    )
    def ask(method, kind, tail, body, content, header):
        told(
            me(
                method,
                kind + tail,
                body,
                Content_Type=content,
                If_Match=header,
                If_None_Exist=header,
                Prefer=header,
            )
        )

    ask()
    assert store.read("exempelplan-1").version == 1


def test_any_parameters(api):
    me = api("coordinator")
    names = st.sampled_from(
        sorted({name for own in PARAMETERS.values() for name in own} | HANDLED | {"_page"})
    )

    @COMMON
    @given(
        KINDS,
        st.lists(
            st.tuples(
                names | st.text(max_size=5),
                st.text(max_size=12)
                | st.sampled_from(
                    ["ge2019", "sa9999-12-31", "le0001", "|", "a|b,c", "CarePlan:goal", "0", "9" * 30]
                ),
            ),
            max_size=4,
        ),
        st.booleans(),
        st.booleans(),
    )
    def ask(kind, parameters, strict, form):
        query = "&".join(
            f"{quote(name)}={quote(value, errors='surrogatepass')}" for name, value in parameters
        )
        more = {"Prefer": "handling=strict"} if strict else {}
        told(me.form(f"{kind}/_search", query, **more) if form else me.get(f"{kind}?{query}", **more))

    ask()


def _changed(draw, value):
    """*value* with one thing in it exchanged, added or taken away, somewhere."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: _changed(draw, value[key])}
    if isinstance(value, list) and value and draw(st.booleans()):
        return [_changed(draw, value[0]), *value[1:]]
    if isinstance(value, dict) and draw(st.booleans()):
        return {
            **value,
            draw(st.text(max_size=6) | st.sampled_from(["status", "extension", "code"])): draw(VALUES),
        }
    return draw(VALUES)


def test_our_own_resources_with_something_changed(api, store):
    me = api("coordinator")
    own = [
        one
        for kind in ("Goal", "ServiceRequest", "Task", "Appointment")
        for one in me.get(kind).found
        if "exempelplan-1" in str(one.get("identifier", "exempelplan-1"))
    ]

    @COMMON
    @given(st.sampled_from(own), st.sampled_from(["PUT", "POST", "$validate", "transaction"]), st.data())
    def ask(resource, how, data):
        sent = _changed(data.draw, copy.deepcopy(resource))
        kind, name = resource["resourceType"], resource["id"]
        version = me.get(f"{kind}/{name}").body["meta"]["versionId"]
        if how == "PUT":
            answer = me("PUT", f"{kind}/{name}", sent, If_Match=f'W/"{version}"')
        elif how == "POST":
            answer = me("POST", kind, sent)
        elif how == "$validate":
            answer = me("POST", f"{kind}/$validate", sent)
        else:
            entry = {
                "resource": sent,
                "request": {"method": "PUT", "url": f"{kind}/{name}", "ifMatch": f'W/"{version}"'},
            }
            answer = me("POST", "", {"resourceType": "Bundle", "type": "transaction", "entry": [entry]})
        told(answer)

    ask()
    kept = [one for kind in PARAMETERS for one in me.get(kind).found]
    assert [issue for one in kept for issue in check(one)] == []


def test_a_deep_or_large_body_is_refused_in_good_time(api):
    me = api("coordinator")
    for body in (
        "[" * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        "1" * 5_000,
        '{"a":1,"a":2}',
        '{"a":NaN}',
    ):
        told(me("POST", "Goal/$validate", body))
    large = me("POST", "Goal/$validate", json.dumps({"resourceType": "Goal", "x": "y" * 1_100_000}))
    assert (large.status, large.issues) == (413, [("too-long", None)])
    nested = {"url": "https://a.example", "extension": []}
    for _ in range(60):
        nested = {"url": "https://a.example", "extension": [nested]}
    answer = me("POST", "Goal/$validate", {"resourceType": "Goal", "extension": [nested]})
    assert answer.status == 200
    assert "too-costly" in {code for code, _ in answer.issues}
