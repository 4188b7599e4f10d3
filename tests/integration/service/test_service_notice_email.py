"""A notice as e-mail, handed to a mail server of the test's own: taken, refused, or answered by nobody."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest

pytest.importorskip("django", reason="install the extra [service]")

from vardvag.usecases.send_notices import NotDelivered

NOTICE = "6f0f6f1e-5d0b-4b44-9d0a-6a8f0c1a7b53"


class _Mail(socketserver.StreamRequestHandler):
    """As little of SMTP as it takes to hand over one letter."""

    def handle(self) -> None:
        server: Any = self.server
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "RCPT" and server.refuses:
                self._say("550 no such mailbox")
            elif word == "DATA" and server.full:
                self._say("452 too little room")
            elif word == "DATA":
                self._say("354 go on")
                server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail(_django_ready: None) -> Iterator[Any]:
    from django.test import override_settings

    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail)
    server.daemon_threads = True
    server.letters, server.refuses, server.full = [], False, False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": server.server_address[1],
        "EMAIL_TIMEOUT": 5,
    }
    with override_settings(**settings):
        yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def _django_ready(_django: None) -> None:
    """Django with the settings of the demo."""


def deliver(address: str = "alva@exempel.se") -> None:
    from vardvag.service.notices.email import EmailChannel

    EmailChannel().deliver(NOTICE, address)


def refused(address: str = "alva@exempel.se") -> str:
    with pytest.raises(NotDelivered) as told:
        deliver(address)
    return told.value.reason


def test_the_letter_has_its_notices_name_and_nothing_of_care(mail: Any) -> None:
    deliver()
    [raw] = mail.letters
    letter = message_from_bytes(raw, policy=policy.default)
    assert letter["Message-ID"].startswith(f"<{NOTICE}@")
    assert (letter["To"], letter["Auto-Submitted"]) == ("alva@exempel.se", "auto-generated")
    assert letter["Subject"] == "Något har ändrats / Something has changed"
    words = letter.get_content()
    assert "Logga in för att se vad: http://127.0.0.1:8000" in words
    for word in ("vård", "patient", "plan", "care", "Alva"):
        assert word not in words


def test_the_same_notice_is_the_same_letter(mail: Any) -> None:
    deliver()
    deliver()
    first, second = (message_from_bytes(raw)["Message-ID"] for raw in mail.letters)
    assert first == second


def test_why_it_was_not_delivered_is_a_word_that_names_nobody(mail: Any) -> None:
    mail.refuses = True
    assert refused() == "address-refused"
    mail.refuses, mail.full = False, True
    assert refused() == "mail-server-refused"
    mail.full = False
    assert refused("alva@exempel.se\nBcc: annan@exempel.se") == "letter-cannot-be-written"
    assert mail.letters == []


def test_a_server_that_is_not_there_is_not_reached(mail: Any) -> None:
    from django.test import override_settings

    with override_settings(EMAIL_PORT=9):
        assert refused() == "mail-server-not-reached"
