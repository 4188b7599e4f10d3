"""The region's log on Django's models. Here does not belong what a row says (`log_region_access`)."""

from __future__ import annotations

from vardvag.service.chained_log import ChainedLog
from vardvag.service.region_log import models


def region_log(alias: str = "region") -> ChainedLog:
    """The log of the region's part, in the database *alias*."""
    return ChainedLog(models.LOG, alias)
