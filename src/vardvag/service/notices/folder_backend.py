"""The demo's mail: a file for each letter in a folder, named by its Message-ID. Nothing is ever sent.

A letter that is handed over twice is one file, as a mailbox that knows Message-IDs would have it. Here does
not belong the mail of a real installation: that is Django's own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

LABEL = "Exempel; inte skickat"


class FolderBackend(BaseEmailBackend):
    """Django's way of sending, into a folder that only its owner can read."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each letter as a file, whole or not at all; how many."""
        folder: Path = settings.NOTICES_FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for letter in email_messages:
            made = letter.message()
            made["X-Vardvag"] = LABEL
            name = "".join(one for one in str(made["Message-ID"]) if one.isalnum() or one in "-@.")
            handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(made.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            Path(unfinished).replace(folder / f"{name}.eml")
        return len(email_messages)
