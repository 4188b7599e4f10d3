"""A set of fingerprints of eight bytes each: which ids a file has shown so far, in little memory.

A plain set of texts takes two hundred bytes an id; a file of twenty million contacts would not fit. Python's
own hash of a tuple has 64 bits and is keyed anew in each process, so that nobody can make two ids collide on
purpose; by chance two of twenty million do with a probability of about one in a hundred thousand.

Here does not belong what is looked up (`identity`).
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable

_SMALLEST = 1 << 10


class Fingerprints:
    """A set to which things are added and in which they are found again; nothing is taken away.

    An open hash table: a thing stands in the first free place from where its fingerprint points.
    """

    __slots__ = ("_held", "_room", "_slots")

    def __init__(self) -> None:
        self._slots = array("q", bytes(8 * _SMALLEST))
        self._held = 0
        self._room = _SMALLEST * 3 // 5

    def add(self, thing: Hashable) -> bool:
        """Add *thing*; whether it is new."""
        number = hash(thing) or 1  # an empty place holds 0
        slots = self._slots
        last = len(slots) - 1
        place = number & last
        while (there := slots[place]) != 0:
            if there == number:
                return False
            place = (place + 1) & last
        slots[place] = number
        self._held += 1
        if self._held > self._room:
            self._grow()
        return True

    def __contains__(self, thing: Hashable) -> bool:
        number = hash(thing) or 1
        slots = self._slots
        last = len(slots) - 1
        place = number & last
        while (there := slots[place]) != 0:
            if there == number:
                return True
            place = (place + 1) & last
        return False

    def __len__(self) -> int:
        return self._held

    def _grow(self) -> None:
        size = 2 * len(self._slots)
        slots, last = array("q", bytes(8 * size)), size - 1
        for number in self._slots:
            if number:
                place = number & last
                while slots[place]:
                    place = (place + 1) & last
                slots[place] = number
        self._slots, self._room = slots, size * 3 // 5
