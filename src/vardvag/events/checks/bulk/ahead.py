"""Work on several batches at once, with the answers in the order of the batches.

Arrow lets other threads run while it computes, so two cores are used. Here does not belong the work itself.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

_MOST_THREADS = 4


def ahead(work: Callable[[T], U], things: Iterable[T]) -> Iterator[U]:
    """What *work* makes of each of *things*; a few are worked on before they are asked for."""
    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    waiting: deque[Future[U]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for thing in things:
            waiting.append(pool.submit(work, thing))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
