"""Files of contacts made wrong: in their cells, their columns and rows, their markup and their bytes.

Every mutation is drawn from a `Random`, so that a number gives the same file again. Here does not belong what
is then done with the file (`file_journey`), nor the right files (`file_seeds`).
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random

from agreement_mutations import TEXT_CHANGES, damaged
from file_seeds import Seeds, Table
from odd_values import ODD

ODD_CELLS = (
    *ODD,
    *("2019-02-29", "29/2-19", "43709", "43709.5", "2019-10-27T02:30:00", "2019-03-31T02:30:00"),
    *("2019-09-01T00:00:00+02:00", "1900-01-01", "9999-12-31T23:59:59", "0001-01-01", "2019-9", "201909"),
    *("1,0", "1.0", " 1", "1 ", "01", "=1+1", "+1", "@SUM(A1)", "-1", "ja", "NULL", "#N/A", "#REF!"),
    *("08", "8", "0880", "880", "SE2321000073", "se2321000073-o1", "XS915", "xs915", "H25.9", "00000"),
    *('"', '""', "a;b", "a,b", "a\nb", "a\r\nb", "a\tb", "x" * 40_000, "191212121212", "121212-1212"),
)
"""Values that something takes for something else, and such as stand in real exports."""

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32", "cp850")


def table_of(seed: Table, random: Random) -> Table:
    """A table with some rows of *seed*, changed up to six times."""
    rows = [list(row) for row in random.sample(seed[1:], min(len(seed) - 1, random.choice((1, 3, 8, 25))))]
    table = [list(seed[0]), *rows]
    for _ in range(random.choice((0, 0, 1, 1, 2, 3, 6))):
        random.choice(TABLE_CHANGES)(table, random)
    return table


def _cell(table: Table, random: Random) -> None:
    row = random.choice(table[1:] or table)
    if row:
        row[random.randrange(len(row))] = random.choice(ODD_CELLS)


def _near(table: Table, random: Random) -> None:
    """A value a little wrong: a character gone, doubled or another."""
    row = random.choice(table[1:] or table)
    if row:
        at = random.randrange(len(row))
        value = row[at]
        cut = random.randrange(len(value) + 1)
        row[at] = value[:cut] + random.choice(("", "0", "-", " ", "å", "\u00a0")) + value[cut + 1 :]


def _column_value(table: Table, random: Random) -> None:
    at, value = random.randrange(max(1, len(table[0]))), random.choice(ODD_CELLS)
    for row in table[1:]:
        if at < len(row):
            row[at] = value


def _other_cell(table: Table, random: Random) -> None:
    one, other = random.choice(table), random.choice(table)
    if one and other:
        one[random.randrange(len(one))] = random.choice(other)


def _header(table: Table, random: Random) -> None:
    if table[0]:
        name = random.choice(table[0])
        changes = (name.upper(), f" {name} ", name[:-1], f"{name}2", "Personnummer", "Namn", *ODD)
        table[0][random.randrange(len(table[0]))] = random.choice(changes)


def _columns(table: Table, random: Random) -> None:
    """A column gone, there twice, or in another place."""
    if not table[0]:
        return
    at, to = random.randrange(len(table[0])), random.randrange(len(table[0]) + 1)
    what = random.randrange(3)
    for row in table:
        if at < len(row):
            value = row[at] if what == 1 else row.pop(at)
            if what:
                row.insert(to, value)


def _rows(table: Table, random: Random) -> None:
    """A row gone, there twice, empty, cut short, too long, or the header again."""
    at = random.randrange(len(table))
    row = table[at]
    made: tuple[Table, ...] = (
        *([], [row, row], [row, []], [row, [""] * len(row)]),
        *([row[: len(row) // 2]], [[*row, "mer"]], [row, table[0]], [["fritext"], row]),
    )
    table[at : at + 1] = [list(one) for one in random.choice(made)]
    if not table:
        table.append([])


TABLE_CHANGES: tuple[Callable[[Table, Random], None], ...] = (
    *(_cell, _cell, _cell, _near, _near),
    *(_column_value, _other_cell, _header, _columns, _rows),
)


def csv_of(table: Table, random: Random) -> bytes:
    """The table as CSV of one flavour or another, or as no flavour at all."""
    out = io.StringIO()
    quoting = random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(
        out,
        delimiter=random.choice(",,;;\t|"),
        lineterminator=random.choice(("\n", "\n", "\r\n", "\r")),
        quoting=quoting,
    )
    writer.writerows(table)
    text = out.getvalue()
    if random.random() < 0.1:
        text = random.choice(TEXT_CHANGES)([text], text, random)
    return text.encode(random.choice(ENCODINGS), "replace")


def workbook_of(table: Table, random: Random, path: Path) -> None:
    """The table in a workbook, its cells as texts, numbers, days, formulas or what they look like."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            book.add_worksheet().write_string(0, 0, random.choice(("Läs mig", "VardkontaktId", "")))
        sheet = book.add_worksheet(random.choice((None, "Kontakter", "Blad 1")))
        down = random.choice((0, 0, 0, 1, 4))
        as_text = random.random() < 0.3
        for number, row in enumerate(table):
            for place, value in enumerate(row):
                _write_cell(sheet, number + down, place, value[:32_000], random, day, as_text or not number)
        if random.random() < 0.2:
            sheet.merge_range(0, 0, 1, 1, "sammanfogad")


def _write_cell(sheet, row, place, value, random, day, as_text):  # type: ignore[no-untyped-def]
    kind = random.random()
    if as_text or kind < 0.1:
        sheet.write_string(row, place, value)
    elif kind < 0.13:
        sheet.write_formula(row, place, "=1/0", None, random.choice(("#DIV/0!", value)))
    elif kind < 0.15:
        sheet.write_boolean(row, place, bool(value))
    elif re.fullmatch(r"[0-9]{1,15}", value):
        sheet.write_number(row, place, int(value) + (0.5 if kind > 0.98 else 0))
    elif re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", value):
        try:
            sheet.write_datetime(row, place, datetime.fromisoformat(value), day)
        except ValueError:
            sheet.write_string(row, place, value)
    else:
        sheet.write_string(row, place, value)


def parquet_of(table: Table, random: Random, path: Path) -> None:
    """The table as Parquet, each column as texts, as what its texts look like, or as something odd."""
    import pyarrow as pa
    from pyarrow import parquet

    width = len(table[0])
    rows = [[*row, *[""] * width][:width] for row in table[1:]]
    names, columns = [], []
    for place, name in enumerate(table[0]):
        values = [row[place].encode("utf-8", "replace").decode() or None for row in rows]
        names.append(name.encode("utf-8", "replace").decode())
        columns.append(_column(values, random, pa))
    if random.random() < 0.1 and columns:
        names.append("osedd")
        columns.append(pa.array([[1]] * len(rows), pa.list_(pa.int8())))
    made = pa.Table.from_arrays(columns, names=names)
    size = random.choice((None, None, 1, 3))
    parquet.write_table(
        made, path, row_group_size=size, compression=random.choice(("snappy", "zstd", "none"))
    )


def _column(values, random, pa):  # type: ignore[no-untyped-def]
    """The values in the type they look like, now and then in another."""
    odd = random.random()
    if odd < 0.03:
        return pa.array([None] * len(values), pa.null())
    if odd < 0.06:
        return pa.array([0.5] * len(values), random.choice((pa.float64(), pa.float32())))
    if odd < 0.09:
        return pa.array([datetime(2019, 9, 1, 2, 30)] * len(values), pa.timestamp("us", "Europe/Stockholm"))
    if odd < 0.11:
        return pa.array([b"\xff\x00"] * len(values), pa.binary())
    if odd < 0.2:
        return pa.array(values, pa.string()).dictionary_encode()
    if odd < 0.6:
        try:
            return pa.array([None if one is None else int(one) for one in values], pa.int64())
        except (ValueError, OverflowError):
            pass
        try:
            return pa.array([None if one is None else date.fromisoformat(one) for one in values], pa.date32())
        except ValueError:
            pass
    return pa.array(values, pa.string())


def call_of(text: str, random: Random) -> bytes:
    """A call with its attributes, elements and markup changed."""
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        text = random.choice(XML_CHANGES)(text, random)
    encoding = random.choice(("utf-8",) * 6 + ENCODINGS)
    if encoding not in ("utf-8", "utf-8-sig") and random.random() < 0.5:
        text = re.sub(r'encoding="[^"]*"', f'encoding="{encoding}"', text, count=1)
    return text.encode(encoding, "replace")


def _attribute(text: str, random: Random) -> str:
    found = list(re.finditer(r'(\w+)="([^"]*)"', text))
    if not found:
        return text
    one = random.choice(found)
    value = random.choice(ODD_CELLS)
    if random.random() < 0.6:
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    changed = random.choice(
        (
            f'{one[1]}="{value}"',
            "",
            f"{one[0]} {one[0]}",
            f'{one[1]}x="{one[2]}"',
            f'{one[1]}="{one[2][:-1]}"',
        )
    )
    return text[: one.start()] + changed + text[one.end() :]


def _element(text: str, random: Random) -> str:
    found = list(re.finditer(r"<[^>]*>", text))
    if not found:
        return text
    one, other = random.choice(found), random.choice(found)
    changed = random.choice(
        ("", one[0] * 2, other[0], one[0].replace("<", "<x:"), one[0].upper(), f"text{one[0]}")
    )
    return text[: one.start()] + changed + text[one.end() :]


def _markup(text: str, random: Random) -> str:
    put = random.choice(
        (
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
            *("<!-- kommentar -->", "<![CDATA[ <Besok/> ]]>", "<?php echo 1 ?>", "&b;", "&#0;", "&#xD800;"),
            *(
                "<a>" * 2_000,
                "<Besok " + " ".join(f'a{n}="1"' for n in range(600)) + "/>",
                "\x00",
                "\x0b",
                "]]>",
            ),
        )
    )
    at = random.choice([0, len(text), *(one.start() for one in re.finditer("<", text))])
    return text[:at] + put + text[at:]


def _text(text: str, random: Random) -> str:
    return random.choice(TEXT_CHANGES)([text], text, random)


def _no_rows(text: str, _: Random) -> str:
    return re.sub(r"<(\w+:)?Besok\b[^>]*/>", "", text)


def _replaces(text: str, random: Random) -> str:
    return re.sub(
        r"<(TillgangligVardSpeci\w*)", rf'<\1 ErsattningsId="e-{random.randrange(3)}"', text, count=1
    )


XML_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    *(_attribute, _attribute, _attribute, _element, _element),
    *(_markup, _text, _no_rows, _replaces),
)


def bytes_of(raw: bytes, random: Random) -> bytes:
    """The bytes damaged: cut, turned, put in, or the whole of it packed as something else."""
    what = random.random()
    if what < 0.1:
        return gzip.compress(raw, mtime=0)
    if what < 0.2:
        return raw[: random.randrange(len(raw) + 1)]
    if what < 0.3:
        return random.choice((b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"PK\x03\x04", b"PAR1", b"<?xml")) + raw
    return damaged(raw, random)


def yaml_of(text: str, others: Seeds, random: Random) -> bytes:
    """A mapping or a file of limits, its text changed up to three times."""
    pool = [others.mapping, *others.limits]
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        if random.random() < 0.5:
            text = random.choice(TEXT_CHANGES)(pool, text, random)
        else:
            words = list(re.finditer(r"[\w\-ÅÄÖåäö.]+", text))
            if words:
                one, other = random.choice(words), random.choice(words)
                put = random.choice((other[0], "", *ODD, "1", "{column: Kön}", "[a, b]", "{value: x}"))
                text = text[: one.start()] + put + text[one.end() :]
    return text.encode("utf-8", "surrogatepass")
