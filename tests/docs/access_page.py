"""The manual page of the law on access by example: the decision tables that the tests ask, written out.

Here does not belong any table (`tests/spec/contracts`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from page_parts import MADE, cited, table

sys.path.append(str(Path(__file__).parents[1] / "spec" / "contracts"))  # when run as a script

from access_examples import Section
from access_tables import SECTIONS as OWN
from access_tables_joint import SECTIONS as JOINT

from vardvag.contracts.access.representation import ages


def access_page() -> str:
    """Every table, in the order of the law, and the ages with their source."""
    parts = [
        "# Access by example",
        MADE,
        "The law on access as tables: every combination of the conditions is answered by exactly one row. "
        "Every row is a test, and each of a list of rules turned wrong must make one of them fail (`make "
        "inversions`). The conditions are in the law's own Swedish terms; the headings say in English "
        "what they are about. A dash is *whatever it is*, `annat` is whatever no other row names, and "
        "`a/b` is either. What is law, what is our reading and what is our choice is said in [who may see "
        "a patient's plan](../explanation/access.md).",
        "# Inside one caregiver: patientdatalagen (2008:355)",
        *(part for section in OWN for part in _told(section)),
        "# Between caregivers and omsorgsgivare: lag (2022:913)",
        *(part for section in JOINT for part in _told(section)),
        "# Ages",
        table(
            ("from", "a guardian until", "own access from", "source"),
            [
                (one.valid_from, one.value.guardian_until, one.value.own_from, cited(one.source))
                for one in ages()
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _told(section: Section) -> list[str]:
    rows = [[_cell(row[name]) for name in section.head] for row in section.rows]
    return [
        f"## {section.title.sv}",
        f"*{section.title.en}.* {section.intro.sv} *{section.intro.en}*",
        table(section.head, rows),
    ]


def _cell(said: str) -> str:
    return said.replace("/", " / ")
