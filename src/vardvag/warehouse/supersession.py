"""Which of the received rows stand: the rules of replacement, as named SQL steps.

The rules, in this order (a contact is known by its region and its id, which its sender made):

1. **Replaced.** A row that names another contact in `replaces` removes every row of that contact received in
   an earlier load, in whichever month, and in the same load too (a contact that names itself only removes
   what came in earlier loads). The removed contact may be sent again later, and then stands.
2. **Sent again.** A contact stands once in a month's report: the later load, and within one load done
   before waiting.
3. **Latest.** What is known of a contact is its row in the latest report month.

Rows that are not sent again stay: a second file for a month adds and corrects, it does not empty the month.
Nothing is ever deleted: the same steps over fewer loads give what was known earlier.
"""

from __future__ import annotations

from vardvag.engines.steps import Step


def standing_steps(received: str, replaced: str, prefix: str) -> list[Step]:
    """The steps from all *received* rows (with `load`) and the *replaced* contacts to the rows that stand.

    Makes `<prefix>_monthly` (a contact once per report month) and `<prefix>_latest` (a contact once).
    *replaced* has region, contact_id, load and replaced_by. Both have the columns of *received* and, because
    not every engine can leave a column out by name, the place among the rows that did not stand (always 1).
    """
    not_replaced = f"""
SELECT received.* FROM {received} AS received
WHERE NOT EXISTS (
    SELECT 1 FROM {replaced} AS replaced
    WHERE replaced.region = received.region
      AND replaced.contact_id = received.contact_id
      AND (received.load < replaced.load
           OR (received.load = replaced.load AND replaced.replaced_by <> received.contact_id)))
"""
    monthly = f"""
SELECT * FROM (
    SELECT *, row_number() OVER (
        PARTITION BY region, contact_id, month
        ORDER BY load DESC, CASE WHEN reported = 'done' THEN 0 ELSE 1 END) AS place_in_month
    FROM {prefix}_not_replaced) AS placed
WHERE place_in_month = 1
"""
    latest = f"""
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY region, contact_id ORDER BY month DESC) AS place_in_time
    FROM {prefix}_monthly) AS placed
WHERE place_in_time = 1
"""
    return [
        Step(f"{prefix}_not_replaced", not_replaced),
        Step(f"{prefix}_monthly", monthly, kept=True),
        Step(f"{prefix}_latest", latest),
    ]
