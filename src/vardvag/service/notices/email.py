"""A notice as e-mail: the same few words to everybody, which say nothing of care, nor of anybody.

Its Message-ID is the notice's identifier, so that one delivered twice is known as one by whoever keeps it.
Here does not belong trying again (`usecases/send_notices`).
"""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from vardvag.usecases.send_notices import NotDelivered

SUBJECT = "Något har ändrats / Something has changed"
WORDS = """\
Något som du följer har ändrats. Logga in för att se vad: {address}

Du har själv valt att få det här. Vill du inte ha fler meddelanden, logga in och välj bort dem
under Meddelanden. Det går inte att svara på det här brevet.

Something that you follow has changed. Log in to see what: {address}

You have chosen to be told. If you want no more messages, log in and choose so under Messages.
This letter cannot be answered.
"""


class EmailChannel:
    """`usecases.send_notices.Channel` by Django's mail."""

    def deliver(self, notice_id: str, address: str) -> None:
        """Send it. NotDelivered, with a word for why, when the server does not take it."""
        letter = EmailMessage(
            SUBJECT,
            WORDS.format(address=settings.VARDVAG.address),
            to=[address],
            headers={
                "Message-ID": f"<{notice_id}@{urlsplit(settings.VARDVAG.address).hostname}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        try:
            letter.send()
        except smtplib.SMTPRecipientsRefused as problem:
            raise NotDelivered("address-refused") from problem
        except smtplib.SMTPAuthenticationError as problem:
            raise NotDelivered("mail-log-in-refused") from problem
        except smtplib.SMTPException as problem:
            raise NotDelivered("mail-server-refused") from problem
        except OSError as problem:
            raise NotDelivered("mail-server-not-reached") from problem
        except ValueError as problem:
            # A letter that cannot be written must not stand in the way of those after it.
            raise NotDelivered("letter-cannot-be-written") from problem
