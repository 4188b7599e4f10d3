"""The configuration of this process, read once from the environment.

Here does not belong which settings there are (`usecases/read_configuration`).
"""

from __future__ import annotations

import functools
import os

from vardvag.base.errors import BadInput
from vardvag.base.findings import Severity
from vardvag.usecases.read_configuration import Configuration, read_configuration


@functools.cache
def configuration() -> Configuration:
    """The configuration. BadInput, with every fault, when the environment does not hold a usable one."""
    read, _given, findings = read_configuration(os.environ)
    if read is None:
        faults = [finding for finding in findings if finding.severity is Severity.ERROR]
        raise BadInput("The service cannot start: its configuration is not usable", faults)
    return read
