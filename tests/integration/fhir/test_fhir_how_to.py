"""The examples of docs/how-to/use-the-fhir-api.md, run as they stand, in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "use-the-fhir-api.md"
FENCE = re.compile(
    r"```http\n(\w+) /fhir/(\S+)  \((\w+)\)\n(.*?)\n?(\d{3})( [a-z-]+)?( \S+)?\n```", re.DOTALL
)


@pytest.fixture
def nobodys(store, examples):
    """Somebody without a plan, and the coordinator charged with offers, as the page tells of them."""
    from vardvag.contracts.identifiers import PersonId
    from vardvag.contracts.person import Person

    named = PersonId("exempelperson-utan-plan")
    store.add_person(Person(named, "Nils Nyexempel", 1950, 1, "0880"), own_access_open=True)
    store.add_offer_charge("SE-EXEMPEL-REGIONEN", "samordnare", "beslut 1")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_example_is_answered_as_the_page_says(api, nobodys):
    text = PAGE.read_text(encoding="utf-8")
    examples = FENCE.findall(text)
    assert len(examples) == text.count("```http") >= 10
    patient = api("patient")
    named = {kind: patient.only(kind)["id"] for kind in ("Patient", "Goal", "CarePlan")}
    rehab = "ServiceRequest?identifier=https://vardvag.example/fhir/sid/step|exempelplan-1-rehab"
    named["Rehab"] = patient.only(rehab)["id"]
    for method, path, who, rest, status, code, place in examples:
        head, _, body = (
            rest.strip().partition("\n\n") if re.match(r"[A-Z][A-Za-z-]+: ", rest) else ("", "", rest)
        )
        headers = dict(line.split(": ", 1) for line in head.splitlines())
        for kind, identifier in named.items():
            path, body = path.replace(f"{{{kind}}}", identifier), body.replace(f"{{{kind}}}", identifier)
        sent = {name.replace("-", "_"): value for name, value in headers.items()}
        answer = api(who)(method, path, body.strip() or None, **sent)
        assert answer.status == int(status), (method, path, answer.body)
        if code:
            assert (code.strip(), place.strip() or None) in answer.issues
