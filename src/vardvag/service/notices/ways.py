"""Which ways there are here: the page always, e-mail where a server is set, or in the demo a folder.

A way is added by a word in `NoticeWay` and a channel here. Here does not belong what is sent (`email`).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from vardvag.contracts.notices.subscription import NoticeWay
from vardvag.service.notices.email import EmailChannel
from vardvag.usecases.send_notices import Channel


def channels() -> Mapping[NoticeWay, Channel]:
    """The ways out of this installation."""
    configured = settings.VARDVAG
    return {NoticeWay.EMAIL: EmailChannel()} if configured.notices_smtp or configured.demo else {}


def ways() -> tuple[NoticeWay, ...]:
    """The ways that can be chosen."""
    return (NoticeWay.PAGE, *channels())
