"""At the door of the store: what content arrives, and whether it can be received at all.

Here belong only the conditions the store itself stands on; whether a row follows the national model is
checked where it is read (`events/checks`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vardvag.base.days import Month
from vardvag.base.errors import BadInput
from vardvag.base.findings import Finding
from vardvag.base.texts import Text
from vardvag.events.arrow import DETAILS, SCHEMA

if TYPE_CHECKING:
    import duckdb


_ATTACHED = ("kind", "region", "contact_id", "code", "role")


def content_of(connection: duckdb.DuckDBPyConnection, replaces: str | None = None) -> str:
    """The SHA-256 of what the rows say: neither their order nor their place in a file matters.

    A row without details has the fingerprint it had before contacts had any, so that what an earlier version
    received is known again; so has a load with nothing attached that *replaces* no call.
    """
    texts = _texts(name for name in SCHEMA.names if name != "row" and name not in DETAILS)
    said = f"coalesce({_texts(DETAILS, cast_only=True)}) IS NOT NULL"
    details = f"CASE WHEN {said} THEN concat_ws(chr(31), {_texts(DETAILS)}) END"
    parts = connection.execute(
        f"SELECT region, month, reported, sha256(string_agg(md5(concat_ws(chr(31), {texts}, {details})), '' "
        "ORDER BY contact_id)) FROM received GROUP BY region, month, reported ORDER BY 1, 2, 3"
    ).fetchall()
    attached = connection.execute(
        "SELECT sha256(string_agg(said, '' ORDER BY said)) FROM "
        f"(SELECT md5(concat_ws(chr(31), {_texts(_ATTACHED)})) AS said FROM received_attached)"
    ).fetchone()
    beside = [one for one in (attached[0] if attached else None, replaces) if one is not None]
    return hashlib.sha256(repr((parts, *beside) if beside else parts).encode()).hexdigest()


def _texts(names: Iterable[str], *, cast_only: bool = False) -> str:
    """The columns as texts, with a mark for one that is empty."""
    casts = [f"CAST({name} AS VARCHAR)" for name in names]
    return ", ".join(casts if cast_only else [f"coalesce({text}, chr(30))" for text in casts])


def refuse_unusable(connection: duckdb.DuckDBPyConnection, *, deletes: bool = False) -> None:
    """Refuse a load without rows that *deletes* no call, or in which the same contact stands twice in one
    month's file."""
    counted = connection.execute(
        "SELECT (SELECT count(*) FROM received) + (SELECT count(*) FROM received_attached)"
    ).fetchone()
    if not deletes and (not counted or not counted[0]):
        raise BadInput(Text("Det finns ingen kontakt att ladda.", "There is no contact to load."))
    twice = connection.execute(
        "SELECT region, month, reported, contact_id, max(row) FROM received GROUP BY ALL "
        "HAVING count(*) > 1 ORDER BY ALL"
    ).fetchall()
    if twice:
        raise BadInput(
            Text(
                "Några kontakter står två gånger i samma månads fil; inget laddades.",
                "Some contacts stand twice in the same month's file; nothing was loaded.",
            ),
            [
                Finding(
                    rule="contact-twice",
                    message=Text(
                        f"Kontakten står två gånger bland månadens {_kind(kind).sv} "
                        f"({region}, {Month.from_index(month)})",
                        f"The contact stands twice among the month's {_kind(kind).en} "
                        f"({region}, {Month.from_index(month)})",
                    ),
                    remedy=Text(
                        "Behåll den rad som gäller; rättelser laddas för sig, efteråt",
                        "Keep the row that is right; load corrections by themselves, afterwards",
                    ),
                    row=row,
                    column="VardkontaktId",
                    value=contact_id,
                )
                for region, month, kind, contact_id, row in twice
            ],
        )


def _kind(reported: str) -> Text:
    return Text("genomförda", "done") if reported == "done" else Text("väntande", "waiting")
