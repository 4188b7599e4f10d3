"""Values to put into an agreement's file: such as something takes for something else, and such as are right.

Here does not belong where they are put (`agreement_trees`, `agreement_mutations`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# fmt: off
ODD = (
    "", " ", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u0000", "\u0085", "\u2028", "\t", "é", "e\u0301",
    "ß", "İ", "𝟗", "٣", "²", "½", "−1", "–", "…", "🙂", "#", "&a", "*a", "!!str", "|", ">", "%", "@", "`",
    "{", "[", "'", '"', "~", "null", "true", "yes", "no", "01", "1e9", ".inf", "NaN", "0x10", "1_000", "-0",
    "9" * 31, "9" * 5000, "0 kr", "-5 mnkr", "1,5 kr", "0,000001 mdkr", "9" * 14 + " kr", "1.280 mnkr",
    "0 %", "100 %", "300 %", "1/0", "0001-01", "1999-12", "2019-13", "2019-02-29", "9999-12-31", "0000-00-00",
    "2019-H1", "12:30:00", "a.b.c",
)
# fmt: on
"""Values that something, somewhere, takes for something else."""

VALID: Mapping[str, tuple[Any, ...]] = {
    "goes": ("to-those-who-qualify", "back", "bonus-pot", "best"),
    "recipients": (
        *("regions", "municipalities", "county-municipalities", "support-structures", "skr", "not-public"),
        *(["08"], ["08", "10", "0880"], ["skr", "08"], ["kommuner-08", "kommuner-09"], ["01", "09"]),
    ),
    "key": (
        {"equal": True},
        {"equal": True, "fixed": "1 kr"},
        {"population": "2018-12-31"},
        {"population": "2025-09", "fixed": "100 000 kr"},
        {"population": "2031-01-01"},
        {"table": {"08": 3, "10": 0}},
        {"table": {"08": 0, "10": 0}},
    ),
    "barred": ({"recipients": ["09"]}, {"recipients": ["08"]}),
    "split": ({"months": ["2019-01", "2019-02"]}, {"kinds": {"hip": {"sv": "höft", "en": "hip"}}}),
    "amount": ("0 kr", "1 kr", "7 kr", "100 mnkr", "1 mdkr", "999 999 999 999 kr"),
    "fixed": ("0 kr", "1 kr", "3 mnkr"),
    "share": ("0 %", "70 %", "100 %", "1/3"),
    "more_than": ("0 %", "5 %", "1/7"),
    "over": ("each", "average", "together"),
    "compares": ("relative", "points"),
    "rounding": ("exact", 0, 1, 6),
    "periods": ("each-month", ["2019"], ["2019-01", "2019-02", "2019-03"], ["2024-H1", "2025"]),
    "best": (1, 2, 5, 400),
    "per": ("2018-12-31", "2031-01"),
    "effective": ("2019-06-01", "2024-02-29"),
    "price": ("1 kr", "108 000 kr", "0 kr"),
}
"""Other values that are right in themselves, by the key they stand under."""
