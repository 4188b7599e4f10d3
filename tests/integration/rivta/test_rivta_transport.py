"""Questions over a real connection to the made-up services: answered, slow, failing, dripping, too long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from wsgiref.simple_server import make_server

import pytest

pytest.importorskip("requests", reason="install the extra [service]")

from rivta_examples import ADVICE, NOW
from vardvag.contracts.rivta import soap
from vardvag.contracts.rivta.collected import Asked, PatientNumber
from vardvag.contracts.rivta.contracts import CONTRACTS
from vardvag.contracts.rivta.questions import questions
from vardvag.contracts.rivta.source import Source, Unreached
from vardvag.contracts.rivta.tree import MOST_BYTES
from vardvag.service.rivta import fake_services, transport
from vardvag.usecases.collect_sources import COMES_TO

PATIENT = PatientNumber("191212121212")
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@pytest.fixture
def serving() -> Iterator[Callable[[Application], Source]]:
    """Serve an application on a free port; gives a source at it."""
    servers = []

    def serve(application: Application) -> Source:
        server = make_server("127.0.0.1", 0, application, handler_class=fake_services.Quiet)  # type: ignore[arg-type]  # WSGI's own type is narrower
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return Source(
            "latsas",
            "Låtsasregionen",
            f"http://127.0.0.1:{server.server_port}",
            fake_services.SYSTEM,
            fake_services.CAREGIVER,
            tuple(CONTRACTS),
            units=(fake_services.UNIT,),
            timeout=2,
        )

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def fake(serving: Callable[[Application], Source]) -> Source:
    return serving(fake_services.application)


def ask(source: Source, contract: str = "GetCarePlans", manner: str = "ok") -> bytes:
    [question] = questions(contract, source, PATIENT, date(2019, 11, 14))
    spoken = CONTRACTS[contract]
    data = soap.envelope(spoken.write_question(question), source.system)
    return transport.send(replace(source, address=f"{source.address}/{manner}"), spoken, data)


def refused(source: Source, **asked: str) -> Unreached:
    with pytest.raises(Unreached) as failed:
        ask(source, **asked)
    return failed.value


@pytest.mark.parametrize("contract", sorted(CONTRACTS))
def test_each_contract_is_asked_and_answered_and_something_comes_of_it(fake: Source, contract: str) -> None:
    reading = CONTRACTS[contract].read_answer(ask(fake, contract))
    assert reading.findings == ()
    asked = Asked(PATIENT, fake.title, fake.system, fake.caregiver, NOW, ADVICE)
    collected = COMES_TO[contract][0](reading, asked)
    assert collected.whole
    made = (*collected.fixed_contacts, *collected.source_plans, *collected.steps)
    assert made
    assert all(fake_services.LABEL in repr(one) for one in made)


@pytest.mark.parametrize("contract", sorted(CONTRACTS))
def test_an_empty_answer_is_whole(fake: Source, contract: str) -> None:
    reading = CONTRACTS[contract].read_answer(ask(fake, contract, "empty"))
    assert reading.findings == ()


@pytest.mark.parametrize("contract", ["GetCareManagers", "GetCareContacts", "GetRequestActivities"])
def test_an_unknown_code_is_kept(fake: Source, contract: str) -> None:
    asked = Asked(PATIENT, fake.title, fake.system, fake.caregiver, NOW, ADVICE)
    reading = CONTRACTS[contract].read_answer(ask(fake, contract, "unknown-code"))
    collected = COMES_TO[contract][0](reading, asked)
    assert len(collected.unplaced) == 1


def test_a_fault_comes_back_as_the_fault_it_is(fake: Source) -> None:
    reading = CONTRACTS["GetCarePlans"].read_answer(ask(fake, manner="fault"))
    assert [finding.rule for finding in reading.findings] == ["soap-fault"]


def test_a_source_that_fails_is_worth_another_try(fake: Source) -> None:
    failed = refused(fake, manner="failing")
    assert (failed.reason, failed.again) == ("http-503", True)


def test_a_slow_source_is_not_waited_for(fake: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake_services, "SLOW", 1.6)
    assert refused(replace(fake, timeout=1), manner="slow").reason == "timeout"


def test_a_source_that_is_not_there_is_worth_another_try(fake: Source) -> None:
    failed = refused(replace(fake, address="http://127.0.0.1:9"))
    assert (failed.reason, failed.again) == ("connection", True)


def plain(status: str, body: Iterable[bytes], **headers: str) -> Application:
    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        # What is not read of a question makes some systems break the connection before the answer is read.
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start(status, list(headers.items()))
        return body

    return application


@pytest.mark.parametrize(
    ("status", "reason", "again"),
    [
        ("403 Forbidden", "http-403", False),
        ("404 Not Found", "http-404", False),
        ("429 Too Many Requests", "http-429", True),
        ("502 Bad Gateway", "http-502", True),
        ("500 Internal Server Error", "http-500", True),
    ],
)
def test_a_status_says_whether_it_is_worth_another_try(
    serving: Callable[[Application], Source], status: str, reason: str, again: bool
) -> None:
    failed = refused(serving(plain(status, [b"somebody's name"])))
    assert (failed.reason, failed.again) == (reason, again)
    assert "name" not in str(failed)


def test_a_redirect_is_not_followed(serving: Callable[[Application], Source], fake: Source) -> None:
    moved = serving(plain("302 Found", [b""], Location=f"{fake.address}/ok"))
    assert refused(moved).reason == "http-302"


def test_an_answer_without_end_is_cut(serving: Callable[[Application], Source]) -> None:
    pieces = (b" " * (1 << 20) for _ in range((MOST_BYTES >> 20) + 2))
    assert refused(replace(serving(plain("200 OK", pieces)), timeout=20)).reason == "too-long"


def test_an_answer_that_drips_is_not_waited_for(serving: Callable[[Application], Source]) -> None:
    given = []

    def drops() -> Iterator[bytes]:
        for number in range(100):
            time.sleep(0.1)
            given.append(number)
            yield b" "

    # None of the drops is late by itself; all of them take ten seconds.
    assert refused(replace(serving(plain("200 OK", drops())), timeout=1)).reason == "timeout"
    assert len(given) < 100


def test_a_certificate_that_is_not_there_is_told_and_not_tried_again(fake: Source) -> None:
    secure = replace(fake, address="https://127.0.0.1:9", certificate="/finns/inte.pem")
    failed = refused(secure)
    assert (failed.reason, failed.again) == ("certificate-file", False)


def test_what_is_not_asked_by_post_is_labelled_and_refused(fake: Source) -> None:
    import requests

    answer = requests.get(fake.address, timeout=5)
    assert answer.status_code == 405
    assert answer.headers[fake_services.HEADER[0]] == fake_services.HEADER[1]
    assert answer.text == fake_services.LABEL
