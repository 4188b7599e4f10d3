"""How a value of a "what if" is read: as people write it, into the one way it stands in an address.

Unreadable says how it is to be written. Here does not belong whether it may be changed (`gate`), nor whether
the agreement holds together with it (`agreements/build`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vardvag.base.definitions import read_day, read_share
from vardvag.base.errors import Unreadable
from vardvag.base.kronor import Kronor
from vardvag.usecases.scenario.places import Form, Kind, Place, amount_written, share_written

LARGEST = Kronor(1_000_000_000_000)
"""A thousand billion kronor: more is a slip of the pen."""

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_NUMBER = re.compile(r"[0-9]{1,12}")
_BARE_PER_CENT = re.compile(r"[0-9]{1,4}(?:[,.][0-9]{1,6})?")
_RATIO = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_YES_NO = {"ja": "ja", "yes": "ja", "nej": "nej", "no": "nej"}


def read_value(place: Place, text: str) -> str:
    """*text* as it is to stand in the address. Unreadable when it is no value for *place*."""
    return _READERS[place.form](place, _SPACES.sub(" ", text).strip())


def _choice(place: Place, text: str) -> str:
    known = [option.value for option in place.options]
    if text in known or (place.written is not None and text == place.written):
        return text
    raise Unreadable("välj något av det som står i listan", "choose one of those in the list")


def _amount(place: Place, text: str) -> str:
    amount = Kronor.parse(text)
    if not 0 <= int(amount) <= int(LARGEST):
        raise Unreadable(
            "skriv ett belopp från 0 kr till 1 000 mdkr, som 182,5 mnkr",
            "write an amount from 0 kr to 1 000 mdkr, like 182,5 mnkr",
        )
    return amount_written(amount)


def _share(place: Place, text: str) -> str:
    """The unit stands beside the field: a number alone is in per cent, unless it looks like a part of 1."""
    if _BARE_PER_CENT.fullmatch(text) and (text[0] != "0" or text == "0"):
        text += " %"
    share = read_share(text)
    highest = 1 if place.kind in (Kind.LEVEL, Kind.EARNS) else 10
    if share > highest:
        raise Unreadable(
            f"skriv en andel från 0 % till {highest * 100} %",
            f"write a share from 0 % to {highest * 100} %",
        )
    return share_written(share)


def _figure(place: Place, text: str) -> str:
    """A share as it was counted or printed: 71,0 % says more than 71 %."""
    if match := _RATIO.fullmatch(text.replace(" ", "")):
        within, counted = int(match[1]), int(match[2])
        if not counted or within > counted:
            raise Unreadable("skriv hur många av alla, som 48/63", "write how many of all, like 48/63")
        return f"{within}/{counted}"
    if read_share(text) > 1:
        raise Unreadable("skriv en andel, högst 100 %", "write a share, at most 100 %")
    return text.replace(".", ",").replace(" ", "").replace("%", " %")


def _number(place: Place, text: str) -> str:
    bare = text.replace(" ", "")
    if not _NUMBER.fullmatch(bare):
        raise Unreadable("skriv ett helt tal, som 346 000", "write a whole number, like 346 000")
    return str(int(bare))


def _day(place: Place, text: str) -> str:
    """A day. Where the agreement has a few forms over time, the last day of the one that held then."""
    day = read_day(text).isoformat()
    if place.kind is not Kind.ON:
        return day
    return min((option.value for option in place.options if day <= option.value), default="")


def _yes_no(place: Place, text: str) -> str:
    if (answer := _YES_NO.get(text.lower())) is not None:
        return answer
    raise Unreadable("skriv ja eller nej", "write ja or nej")


_READERS: Mapping[Form, Callable[[Place, str], str]] = {
    Form.CHOICE: _choice,
    Form.AMOUNT: _amount,
    Form.SHARE: _share,
    Form.FIGURE: _figure,
    Form.NUMBER: _number,
    Form.DAY: _day,
    Form.YES_NO: _yes_no,
}
