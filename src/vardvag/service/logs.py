"""Logs as JSON, one line each, with only the fields that are allowed.

Nothing is let through because it happened to be in a message: arguments are never written into the text,
an exception is told by its type and the places it passed, never by its words, and only fields on the list
are kept. So a personnummer cannot reach the log by mistake. Access to a person's data is not logged here
(`contracts/log` does that, for the patient to read).
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

ALLOWED_FIELDS = ("request_id", "route", "method", "status", "milliseconds", "role", "profile")
"""Fields that a log line may hold beside time, level, logger and event."""


class JsonLog(logging.Formatter):
    """Formats one record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        ours = record.name.split(".")[0] == "vardvag"
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # Our own texts are constants. Others' may be put together beforehand (Django writes the host that
            # was asked for, gunicorn the address of who asked), so of theirs only the place is told.
            "event": str(record.msg) if ours else f"{record.module}:{record.lineno}",
        }
        for name in ALLOWED_FIELDS:
            value = record.__dict__.get(name)
            if isinstance(value, str | int):
                line[name] = value
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["places"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-8:]
            ]
        return json.dumps(line, ensure_ascii=False)
