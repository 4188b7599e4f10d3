"""A log line holds what is allowed and nothing that came with the message."""

from __future__ import annotations

import json
import logging
import sys

from vardvag.service.logs import JsonLog

PERSON = "19121212-1212"


def line(logger, message, *arguments, extra=None, exception=None):
    record = logging.getLogger(logger).makeRecord(
        logger, logging.ERROR, "file.py", 7, message, arguments, exception, extra=extra
    )
    return json.loads(JsonLog().format(record))


def test_allowed_fields_are_kept_and_others_dropped():
    told = line(
        "vardvag.request", "request", extra={"route": "plan/<id>", "status": 200, "personnummer": PERSON}
    )
    assert (told["event"], told["route"], told["status"]) == ("request", "plan/<id>", 200)
    assert "personnummer" not in told


def test_arguments_never_reach_the_line():
    assert PERSON not in json.dumps(line("vardvag.x", "plan of %s", PERSON))


def test_others_messages_are_told_by_their_place_only():
    told = line("django.request", f"Not Found: /plan/{PERSON}")
    assert told["event"] == "file:7"


def test_an_exception_is_told_by_type_and_place_never_by_its_words():
    try:
        raise ValueError(f"no such person {PERSON}")
    except ValueError:
        told = line("vardvag.x", "failed", exception=sys.exc_info())
    assert told["exception"] == "ValueError"
    assert told["places"][-1].startswith("test_service_logs.py:")
    assert PERSON not in json.dumps(told)
