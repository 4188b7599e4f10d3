"""Send one question as SOAP over HTTPS, with a client certificate where the source asks for one.

No redirect is followed and no proxy taken from the environment: a question names a patient, and goes where
the source's file says or nowhere. The whole exchange has one time limit, and an answer one size limit. What
is told of a failure is a rule: never an address, a number or words of an answer. Here does not belong how
often it is tried.
"""

from __future__ import annotations

import time
from typing import Any

import requests
import urllib3

from vardvag.contracts.rivta.contract import Contract
from vardvag.contracts.rivta.source import Source, Unreached
from vardvag.contracts.rivta.tree import MOST_BYTES

_CHUNK = 1 << 16
_FAULT = 500
"""SOAP 1.1 answers a fault with this status, and the fault in the body."""


def send(source: Source, contract: Contract[Any, Any], question: bytes) -> bytes:
    """The answer's bytes, a SOAP fault's too. Unreached when there is none to read."""
    ends = time.monotonic() + source.timeout
    try:
        with requests.Session() as session:
            session.trust_env = False
            with session.post(
                source.address,
                data=question,
                headers={"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": f'"{contract.action}"'},
                timeout=source.timeout,
                allow_redirects=False,
                stream=True,
                verify=source.authority or True,
                cert=_certificate(source),
            ) as response:
                return _read(response, ends)
    except urllib3.exceptions.TimeoutError as problem:
        raise Unreached("timeout") from problem
    except urllib3.exceptions.HTTPError as problem:
        raise Unreached("broken-off") from problem
    except requests.exceptions.SSLError as problem:
        raise Unreached("tls", again=False) from problem
    except requests.exceptions.Timeout as problem:
        raise Unreached("timeout") from problem
    except requests.exceptions.ConnectionError as problem:
        raise Unreached("connection") from problem
    except requests.exceptions.RequestException as problem:
        raise Unreached("request", again=False) from problem
    except OSError as problem:
        # A certificate or key that cannot be read: the library tells it as the system does.
        raise Unreached("certificate-file", again=False) from problem


def _certificate(source: Source) -> str | tuple[str, str] | None:
    if source.certificate and source.key:
        return source.certificate, source.key
    return source.certificate


def _read(response: requests.Response, ends: float) -> bytes:
    """The body, within the time that is left and the most that a message may be."""
    if response.status_code not in (200, _FAULT):
        busy = response.status_code >= _FAULT or response.status_code == 429
        raise Unreached(f"http-{response.status_code}", again=busy)
    body = bytearray()
    # One read of the network at a time: an answer that drips is noticed when its time is up.
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unreached("too-long", again=False)
        if time.monotonic() > ends:
            raise Unreached("timeout")
    if response.status_code == _FAULT and b"Envelope" not in body:
        # Not SOAP's own 500: a server that fell over on the way.
        raise Unreached("http-500")
    return bytes(body)
